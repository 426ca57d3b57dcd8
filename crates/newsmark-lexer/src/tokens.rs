//! Tokens: a kind, a place and a vocabulary entry, never a copy of the words.
//!
//! What [`Kind`] says by its patterns is the truth about tokens. Blanks and plain words, nine tokens in ten, are
//! told without asking it; a test compares the two.

use std::iter::FusedIterator;
use std::ops::Range;

use logos::Logos;
use text_size::{TextRange, TextSize};

use crate::kind::Kind;
use crate::letters::Letters;
use crate::vocabulary::{Vocabulary, WordId, vocabulary};

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

/// Splits a text into tokens, one at a time and without memory of its own.
///
/// The tokens tile the text: joined together they give it back byte for byte. What no kind claims
/// becomes [`Kind::Other`], one character at a time; lexing does not fail. Texts of 4 GiB and more
/// are cut at that length, since a position has 32 bits.
pub fn lex(text: &str) -> Tokens<'_> {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    Tokens { lexer: Kind::lexer(text), vocabulary: vocabulary() }
}

/// The tokens of a text: see [`lex`].
pub struct Tokens<'t> {
    lexer: logos::Lexer<'t, Kind>,
    vocabulary: &'static Vocabulary,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        self.next_plain().or_else(|| self.next_by_pattern())
    }

    /// No token is shorter than a byte.
    fn size_hint(&self) -> (usize, Option<usize>) {
        let rest = self.lexer.remainder().len();
        (rest.min(1), Some(rest))
    }
}

impl FusedIterator for Tokens<'_> {}

impl Tokens<'_> {
    /// A blank before something visible; letters before what surely ends them.
    #[inline]
    fn next_plain(&mut self) -> Option<Token> {
        let start = self.lexer.span().end;
        let rest = self.lexer.remainder().as_bytes();
        match rest {
            [b' ', b'!'..=b'~', ..] => {
                self.lexer.bump(1);
                Some(token(Kind::Space, WordId::UNKNOWN, start..start + 1))
            }
            [b'a'..=b'z' | b'A'..=b'Z', ..] => {
                let letters = Letters::of(rest);
                let length = letters.count();
                let Some(b' ' | b',' | b'\n') = rest.get(length) else { return None };
                let word = self.vocabulary.look_up_plain(letters, length)?;
                self.lexer.bump(length);
                Some(token(Kind::Word, word, start..start + length))
            }
            _ => None,
        }
    }

    fn next_by_pattern(&mut self) -> Option<Token> {
        let rest = self.lexer.remainder();
        // The pattern of an error is one character: every longer pattern begins with one that is a token.
        let kind = self.lexer.next()?.unwrap_or(Kind::Other);
        let span = self.lexer.span();
        let word = match kind {
            Kind::Word | Kind::Abbreviation => self.vocabulary.look_up_first(rest, span.len()),
            _ => WordId::UNKNOWN,
        };
        Some(token(kind, word, span))
    }
}

#[inline]
fn token(kind: Kind, word: WordId, span: Range<usize>) -> Token {
    let range = TextRange::new(TextSize::new(span.start as u32), TextSize::new(span.end as u32));
    Token { kind, word, range }
}
