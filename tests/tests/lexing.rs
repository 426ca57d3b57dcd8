//! Half-typed and damaged texts: beginnings of the fixtures, and fixtures in which something is missing.

use std::collections::BTreeSet;

use newsmark_lexer::{Kind, Token, lex};
use newsmark_semantic::{Reader, Settings, analyze};
use newsmark_tests::{corpus, targets};

#[test]
fn tokens_tile_every_beginning_of_every_fixture() {
    for text in corpus::texts() {
        targets::lexer(&text);
        // Tokens look at nothing before them, so a paragraph can begin anywhere.
        for paragraph in text.split_inclusive("\n\n") {
            for (end, _) in paragraph.char_indices() {
                targets::lexer(&paragraph[..end]);
            }
        }
    }
}

/// The first token of each kind in each line: what another of the kind would show is shown by this one.
fn tokens_to_miss(text: &str) -> Vec<Token> {
    let mut n_lines = 0;
    let mut seen = BTreeSet::new();
    lex(text)
        .filter(|token| {
            n_lines += usize::from(token.kind == Kind::Newline);
            seen.insert((n_lines, token.kind))
        })
        .collect()
}

#[test]
fn a_fixture_without_one_token_is_read_as_if_it_had_never_been_there() {
    let settings = Settings::default();
    for text in corpus::texts() {
        // One reader all along: it keeps what it read when other tokens were missing.
        let mut reader = Reader::default();
        for token in tokens_to_miss(&text) {
            let mut without = text.clone();
            without.replace_range(std::ops::Range::<usize>::from(token.range), "");
            targets::lexer(&without);
            let (kept, fresh) = (reader.read(&without, &settings), analyze(&without, &settings));
            assert_eq!(targets::all(&kept), targets::all(&fresh), "{without:?}");
        }
    }
}

#[test]
fn a_fixture_without_a_kind_of_token_is_read_as_if_it_had_never_been_there() {
    let settings = Settings::default();
    for text in corpus::texts() {
        let mut reader = Reader::default();
        reader.read(&text, &settings);
        let kinds: BTreeSet<Kind> = lex(&text).map(|token| token.kind).collect();
        for kind in kinds {
            let rest = lex(&text).filter(|token| token.kind != kind);
            let without: String = rest.map(|token| &text[token.range]).collect();
            targets::lexer(&without);
            let (kept, fresh) = (reader.read(&without, &settings), analyze(&without, &settings));
            assert_eq!(targets::all(&kept), targets::all(&fresh), "without {kind:?}: {without:?}");
        }
    }
}
