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
    for text in corpus::honest_paragraphs() {
        for token in lex(&text) {
            targets::lexer(&text[..usize::from(token.range.end())]);
        }
    }
}

/// A sentence or two.
const SHORT: usize = 120;

/// The tokens of a short text; of a longer one the first of each kind in each line, since what another of the kind
/// would show is shown by this one.
fn tokens_to_miss(text: &str) -> Vec<Token> {
    let mut n_lines = 0;
    let mut seen = BTreeSet::new();
    lex(text)
        .filter(|token| {
            n_lines += usize::from(token.kind == Kind::Newline);
            seen.insert((n_lines, token.kind)) || text.len() < SHORT
        })
        .collect()
}

#[test]
fn a_fixture_without_one_token_or_its_first_character_is_read_as_if_that_had_never_been_there() {
    let settings = Settings::default();
    for text in corpus::texts() {
        // One reader all along: it keeps what it read when other tokens were missing.
        let mut reader = Reader::default();
        for token in tokens_to_miss(&text) {
            let range = std::ops::Range::<usize>::from(token.range);
            let first = text[range.clone()].chars().next().map_or(0, char::len_utf8);
            let mut ends = vec![range.start + first, range.end];
            ends.dedup();
            for end in ends {
                let mut without = text.clone();
                without.replace_range(range.start..end, "");
                targets::lexer(&without);
                let (kept, fresh) =
                    (reader.read(&without, &settings), analyze(&without, &settings));
                assert_eq!(targets::all(&kept), targets::all(&fresh), "{without:?}");
            }
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
