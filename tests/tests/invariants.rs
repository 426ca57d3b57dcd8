//! What holds for every text: reading cannot fail, gives the same again, and does not depend on what was
//! read before.

use newsmark_semantic::{Analysis, Reader, Settings, analyze, checks};
use newsmark_tests::corpus::{articles, honest, honest_paragraphs, texts};
use newsmark_tests::targets::all;
use proptest::prelude::*;
use proptest::sample::Index;

#[test]
fn there_are_fixtures() {
    assert!(texts().len() > 100);
}

#[test]
fn every_beginning_of_every_fixture_is_read_as_if_it_had_been_opened_so() {
    let settings = Settings::default();
    for text in texts() {
        // One reader for all beginnings: only the last paragraph is read anew.
        let mut reader = Reader::default();
        for (end, next) in text.char_indices() {
            let kept = reader.read(&text[..end], &settings);
            // Of a longer text, a fresh reading is compared once a word.
            if text.len() < SHORT || !next.is_alphanumeric() {
                let fresh = analyze(&text[..end], &settings);
                assert_eq!(all(&kept), all(&fresh), "{:?}", &text[..end]);
            }
        }
    }
}

#[test]
fn every_beginning_of_a_paragraph_of_an_honest_article_can_be_read() {
    let settings = Settings::default();
    for text in honest_paragraphs() {
        let mut reader = Reader::default();
        for token in newsmark_lexer::lex(&text) {
            reader.read(&text[..usize::from(token.range.end())], &settings);
        }
        assert_eq!(all(&reader.read(&text, &settings)), all(&analyze(&text, &settings)));
    }
}

/// A sentence or two.
const SHORT: usize = 120;

#[test]
fn line_ends_do_not_matter() {
    for text in texts().into_iter().chain(honest()) {
        let windows = text.replace('\n', "\r\n");
        let settings = Settings::default();
        let say = |analysis: &Analysis| {
            let messages = analysis.findings.iter().map(|finding| finding.message.clone());
            messages.collect::<Vec<String>>()
        };
        let (unix, windows) = (analyze(&text, &settings), analyze(&windows, &settings));
        assert_eq!(say(&unix), say(&windows), "{text}");
    }
}

#[test]
fn the_same_text_says_the_same() {
    let settings = Settings::default();
    for text in texts().into_iter().chain(honest()) {
        assert_eq!(all(&analyze(&text, &settings)), all(&analyze(&text, &settings)));
    }
}

#[test]
fn a_rule_that_is_off_takes_only_its_own_findings_with_it() {
    for text in articles() {
        let every = analyze(&text, &Settings::default()).findings;
        for check in checks::all() {
            let levels = [(check.code.to_owned(), newsmark_semantic::Level::Off)].into();
            let without = analyze(&text, &Settings { levels, ..Settings::default() }).findings;
            let expected: Vec<_> =
                every.iter().filter(|finding| finding.rule != check.code).cloned().collect();
            assert_eq!(without, expected);
        }
    }
}

/// An edit: from where, how many characters go, and what comes.
#[derive(Clone, Debug)]
struct Splice {
    place: Index,
    length: usize,
    words: Insertion,
}

#[derive(Clone, Debug)]
enum Insertion {
    Typed(String),
    /// Some characters of another fixture.
    Pasted(Index, Index, usize),
}

fn splice() -> impl Strategy<Value = Splice> {
    let typed = "[a-z0-9 .,%$\"“”\n#>:*\\[\\]^()<!-]{0,12}".prop_map(Insertion::Typed);
    let pasted = (any::<Index>(), any::<Index>(), 0usize..400)
        .prop_map(|(text, place, length)| Insertion::Pasted(text, place, length));
    let words = prop_oneof![3 => typed, 1 => pasted];
    (any::<Index>(), 0usize..60, words).prop_map(|(place, length, words)| Splice {
        place,
        length,
        words,
    })
}

/// Applies an edit, on character boundaries.
fn apply(splice: &Splice, text: &mut String, texts: &[String]) {
    let cut = |text: &str, place: Index, length: usize| {
        let boundaries: Vec<usize> =
            text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect();
        let start = place.index(boundaries.len());
        let end = (start + length).min(boundaries.len() - 1);
        boundaries[start]..boundaries[end]
    };
    let words = match &splice.words {
        Insertion::Typed(words) => words.clone(),
        Insertion::Pasted(from, place, length) => {
            let other = from.get(texts);
            other[cut(other, *place, *length)].to_owned()
        }
    };
    let range = cut(text, splice.place, splice.length);
    text.replace_range(range, &words);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_it_is_as_if_the_text_were_opened_anew(
        start in any::<Index>(),
        edits in proptest::collection::vec(splice(), 1..8),
    ) {
        let texts = texts();
        let settings = Settings::default();
        let mut text = start.get(&texts).clone();
        let mut reader = Reader::default();
        reader.read(&text, &settings);
        for edit in &edits {
            apply(edit, &mut text, &texts);
            let (kept, fresh) = (reader.read(&text, &settings), analyze(&text, &settings));
            prop_assert_eq!(all(&kept), all(&fresh), "after {:?}", text);
        }
    }
}
