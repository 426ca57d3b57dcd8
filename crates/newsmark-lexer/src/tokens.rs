//! Tokens: a kind, a place and a vocabulary entry, never a copy of the words.

use logos::Logos;
use text_size::{TextRange, TextSize};

use crate::kind::Kind;
use crate::vocabulary::{WordId, vocabulary};

/// A stretch of text of one kind. Its words are `&text[token.range]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What the characters look like.
    pub kind: Kind,
    /// The vocabulary's entry for a [`Kind::Word`] or [`Kind::Abbreviation`], regardless of case and
    /// without a possessive `'s`; [`WordId::UNKNOWN`] for everything else.
    pub word: WordId,
    /// Where it stands: UTF-8 bytes, half-open, on character boundaries.
    pub range: TextRange,
}

/// Splits a text into tokens.
///
/// The tokens tile the text: joined together they give it back byte for byte. What no kind claims
/// becomes [`Kind::Other`], one character at a time; lexing does not fail. Texts of 4 GiB and more
/// are cut at that length, since a position has 32 bits.
pub fn lex(text: &str) -> Vec<Token> {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    let vocabulary = vocabulary();
    let mut tokens = Vec::with_capacity(text.len() / 3 + 1);
    let mut lexer = Kind::lexer(text);
    while let Some(result) = lexer.next() {
        let range = text_range(lexer.span());
        match result {
            Ok(kind @ (Kind::Word | Kind::Abbreviation)) => {
                tokens.push(Token { kind, word: vocabulary.look_up(lexer.slice()), range });
            }
            Ok(kind) => tokens.push(Token { kind, word: WordId::UNKNOWN, range }),
            Err(()) => push_others(&mut tokens, lexer.slice(), range.start()),
        }
    }
    tokens
}

/// One token a character, for a stretch that no kind claims.
fn push_others(tokens: &mut Vec<Token>, slice: &str, start: TextSize) {
    for (offset, character) in slice.char_indices() {
        let start = start + TextSize::new(offset as u32);
        let range = TextRange::at(start, TextSize::of(character));
        tokens.push(Token { kind: Kind::Other, word: WordId::UNKNOWN, range });
    }
}

fn text_range(span: std::ops::Range<usize>) -> TextRange {
    TextRange::new(TextSize::new(span.start as u32), TextSize::new(span.end as u32))
}
