//! The bodies of the fuzz targets on texts that are drawn at random, always the same and not many: what a machine
//! without a fuzzer can do in a few seconds.

use newsmark_tests::mutations::Mutations;
use newsmark_tests::{corpus, targets};

/// Runs a body on this many texts; a text that it fails on is printed.
fn check(n_texts: usize, seed: u64, body: fn(&str)) {
    let corpus = corpus::texts();
    let mut mutations = Mutations::new(&corpus, seed);
    for _ in 0..n_texts {
        let text = mutations.text();
        let outcome = std::panic::catch_unwind(|| body(&text));
        assert!(outcome.is_ok(), "the text is {text:?}");
    }
}

#[test]
fn tokens_tile_random_texts() {
    check(5000, 1, targets::lexer);
}

#[test]
fn random_texts_can_be_read() {
    check(3000, 2, targets::document);
}

#[test]
fn random_edits_are_read_as_if_the_text_were_opened_anew() {
    let corpus = corpus::texts();
    let mut mutations = Mutations::new(&corpus, 3);
    for _ in 0..200 {
        let mut script = mutations.text();
        for _ in 0..4 {
            script.push(targets::EDIT);
            for sides in [128, 64] {
                script.extend(mutations.below(sides).and_then(|n| char::from_u32(n as u32)));
            }
            let inserted = mutations.text();
            script.push_str(&inserted[..inserted.floor_char_boundary(40)]);
        }
        let outcome = std::panic::catch_unwind(|| targets::edits(&script));
        assert!(outcome.is_ok(), "the script is {script:?}");
    }
}
