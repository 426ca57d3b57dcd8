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
    /// What its capitals say.
    pub case: Case,
    /// Where it stands: UTF-8 bytes, half-open, on character boundaries.
    pub range: TextRange,
}

/// Which capitals a token begins with: told when its letters are looked at anyway, so that nobody has to again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// None: `council`, `12`, `,`
    Small,
    /// One: `Council`, `Émile`
    Capital,
    /// Two or more, of ASCII: `NATO`, `NGOs`
    Shouted,
}

impl Case {
    /// The case of a text that begins with a token of plain letters.
    #[inline]
    fn of_letters(text: &[u8]) -> Case {
        match text {
            [b'A'..=b'Z', b'A'..=b'Z', ..] => Case::Shouted,
            [b'A'..=b'Z', ..] => Case::Capital,
            _ => Case::Small,
        }
    }

    /// The case of any token.
    fn of(token: &str) -> Case {
        match Case::of_letters(token.as_bytes()) {
            Case::Small if token.starts_with(char::is_uppercase) => Case::Capital,
            case => case,
        }
    }
}

/// Splits a text into tokens, one at a time and without memory of its own.
///
/// The tokens tile the text: joined together they give it back byte for byte. What no kind claims
/// becomes [`Kind::Other`], one character at a time; lexing does not fail. Texts of 4 GiB and more
/// are cut at that length, since a position has 32 bits.
pub fn lex(text: &str) -> Tokens<'_> {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    Tokens { text, at: 0, vocabulary: vocabulary() }
}

/// A token as it is read: all but its place, and how many bytes it has.
type Read = (Kind, WordId, Case, usize);

/// The tokens of a text: see [`lex`].
pub struct Tokens<'t> {
    text: &'t str,
    /// Where the next one starts.
    at: usize,
    vocabulary: &'static Vocabulary,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.read()
    }

    /// No token is shorter than a byte.
    fn size_hint(&self) -> (usize, Option<usize>) {
        let rest = self.text.len() - self.at;
        (rest.min(1), Some(rest))
    }
}

impl FusedIterator for Tokens<'_> {}

impl Tokens<'_> {
    /// The next token that is no blank. Whoever asks for one asks for all, so this too is put where it is needed.
    #[inline(always)]
    pub fn next_visible(&mut self) -> Option<Token> {
        loop {
            // One blank between two words, as in most places, needs no token of its own.
            if let Some([b' ', b'!'..=b'~', ..]) = self.text.as_bytes().get(self.at..) {
                self.at += 1;
            }
            let token = self.read()?;
            if !token.kind.is_blank() {
                return Some(token);
            }
        }
    }

    /// The next token. Small enough to be put where it is needed, so that what is known between two tokens
    /// stays at hand.
    #[inline(always)]
    fn read(&mut self) -> Option<Token> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..)?;
        if let Some((word, length)) = self.plain_word(rest) {
            self.at += length;
            return Some(token(Kind::Word, word, Case::of_letters(rest), start..self.at));
        }
        let (kind, word, case, length) = match plain_mark(rest) {
            Some((kind, length)) => (kind, WordId::UNKNOWN, Case::Small, length),
            None => by_pattern(self.text, start, self.vocabulary)?,
        };
        self.at += length;
        Some(token(kind, word, case, start..self.at))
    }

    /// A word of a few plain letters, perhaps with a possessive, before what surely ends it.
    #[inline(always)]
    fn plain_word(&self, rest: &[u8]) -> Option<(WordId, usize)> {
        if !rest.first()?.is_ascii_alphabetic() {
            return None;
        }
        let (length, key) = Letters::of(rest).word()?;
        let end = match rest.get(length) {
            Some(b' ' | b',') => length,
            _ => plain_end(rest, length)?,
        };
        Some((self.vocabulary.look_up_plain(key), end))
    }
}

/// A blank before something visible; marks with which nothing longer begins.
#[inline]
fn plain_mark(rest: &[u8]) -> Option<(Kind, usize)> {
    match *rest {
        [b' ', b'!'..=b'~', ..] => Some((Kind::Space, 1)),
        [b',', ..] => Some((Kind::Comma, 1)),
        [b'.', next, ..] if next != b'.' && !next.is_ascii_digit() => Some((Kind::FullStop, 1)),
        [b'-', next, ..] if next != b'-' => Some((Kind::Hyphen, 1)),
        [b'"', ..] => Some((Kind::StraightDouble, 1)),
        [b'(', ..] => Some((Kind::ParenOpen, 1)),
        [b')', ..] => Some((Kind::ParenClose, 1)),
        [b':', ..] => Some((Kind::Colon, 1)),
        [0xE2, 0x80, 0x99, ..] => Some((Kind::CurlySingleClose, 3)),
        [0xE2, 0x80, 0x9C, ..] => Some((Kind::CurlyDoubleOpen, 3)),
        [0xE2, 0x80, 0x9D, ..] => Some((Kind::CurlyDoubleClose, 3)),
        _ => None,
    }
}

/// What the patterns say. An error is one character long: longer patterns begin with one that is a token.
#[inline(never)]
fn by_pattern(text: &str, at: usize, vocabulary: &'static Vocabulary) -> Option<Read> {
    let rest = text.get(at..)?;
    let mut lexer = Kind::lexer(rest);
    let kind = lexer.next()?.unwrap_or(Kind::Other);
    let length = lexer.span().end;
    let word = match kind {
        Kind::Word | Kind::Abbreviation => vocabulary.look_up_first(rest, length),
        _ => WordId::UNKNOWN,
    };
    Some((kind, word, Case::of(&rest[..length]), length))
}

/// Where a word of plain letters ends that no blank ends: with them or with a possessive, unless it may go on.
fn plain_end(rest: &[u8], length: usize) -> Option<usize> {
    let (end, next) = match *rest.get(length..)? {
        [b'\'', b's', next, ..] if !next.is_ascii_alphabetic() => (length + 2, next),
        [0xE2, 0x80, 0x99, b's', next, ..] if !next.is_ascii_alphabetic() => (length + 4, next),
        [next, ..] => (length, next),
        [] => (length, b' '),
    };
    let goes_on = match next {
        // `U.S.`, `www.example.org`, `https://example.org`
        b'.' => length == 1 || rest.first() == Some(&b'w'),
        b':' => rest.first() == Some(&b'h'),
        b'\'' => true,
        other => other.is_ascii_alphabetic() || !other.is_ascii(),
    };
    (!goes_on).then_some(end)
}

#[inline]
fn token(kind: Kind, word: WordId, case: Case, span: Range<usize>) -> Token {
    let range = TextRange::new(TextSize::new(span.start as u32), TextSize::new(span.end as u32));
    Token { kind, word, case, range }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What makes lexers stumble: beginnings of longer patterns, and what ends words in unusual ways.
    const PIECES: &[&str] = &[
        " ",
        "  ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\u{A0}",
        "\u{2009}",
        "\u{FEFF}",
        "\u{200B}",
        "\0",
        "a",
        "I",
        "the",
        "Council",
        "won't",
        "O’Brien",
        "s",
        "'s",
        "’s",
        "'",
        "’",
        "é",
        "naïve",
        "ß",
        "İ",
        "漢字",
        "e\u{301}",
        "\u{301}",
        "🚢",
        "❤\u{FE0F}",
        "\u{200D}",
        "\u{AD}",
        "sixteenletterwrd",
        "seventeenletterss",
        "honorificabilitudinitatibus",
        "U.S.",
        "a.m",
        "p.",
        "1",
        "12",
        "234",
        "1,234",
        ",",
        ".",
        "..",
        "…",
        "½",
        "²",
        "%",
        "$",
        "£",
        "-",
        "--",
        "---",
        "-->",
        "–",
        "—",
        "−",
        "<",
        "<!--",
        "!",
        "[",
        "[^",
        "]",
        "](",
        "](#",
        "(",
        ")",
        "{",
        "{++",
        "++}",
        "{--",
        "--}",
        "}",
        "~~}",
        "**",
        "_",
        "`",
        "```",
        "~",
        "#",
        "|",
        "\\",
        "http",
        "://",
        "https://",
        "www",
        "www.",
        "example.org/",
        "\"",
        "“",
        "”",
        "«",
        "‹",
        ":",
        ";",
        "?",
        "/",
        "&",
        "@",
        "+",
        "=",
        ">",
        "^",
        "×",
        "°",
        "º",
    ];

    fn nasty() -> impl Strategy<Value = String> {
        proptest::collection::vec(proptest::sample::select(PIECES), 0..40)
            .prop_map(|pieces| pieces.concat())
    }

    /// The tokens as the patterns alone tell them, each word looked up by itself.
    fn by_patterns(text: &str) -> Vec<Token> {
        let lexer = Kind::lexer(text).spanned();
        lexer
            .map(|(kind, span)| {
                let kind = kind.unwrap_or(Kind::Other);
                let is_word = matches!(kind, Kind::Word | Kind::Abbreviation);
                let word = if is_word { &text[span.clone()] } else { "" };
                token(kind, vocabulary().look_up(word), Case::of(&text[span.clone()]), span)
            })
            .collect()
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        let tokens: Vec<Token> = lex(text).collect();
        let joined: String = tokens.iter().map(|token| &text[token.range]).collect();
        prop_assert_eq!(&joined, text);
        for token in &tokens {
            prop_assert!(!token.range.is_empty());
            let n_characters = text[token.range].chars().count();
            prop_assert!(token.kind != Kind::Other || n_characters == 1, "{:?}", token);
        }
        let mut visible = lex(text);
        for token in tokens.iter().filter(|token| !token.kind.is_blank()) {
            prop_assert_eq!(visible.next_visible(), Some(*token));
        }
        prop_assert_eq!(visible.next_visible(), None);
        prop_assert_eq!(tokens, by_patterns(text));
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn tokens_tile_any_text_and_are_what_the_patterns_say(text: String) {
            check(&text)?;
        }

        #[test]
        fn tokens_tile_texts_of_nasty_pieces(text in nasty()) {
            check(&text)?;
        }

        /// Nothing further away is looked at in vain, again and again: lexing is linear.
        #[test]
        fn a_token_is_known_from_the_next_few_bytes(text in nasty()) {
            const FEW: usize = "12,34,56,78,90,123".len();
            for token in lex(&text) {
                let (start, end) = (usize::from(token.range.start()), usize::from(token.range.end()));
                // Of a web address that comes to nothing, the punctuation is read twice.
                if !text[start..].starts_with(['w', 'h']) {
                    let seen = &text[start..text.ceil_char_boundary(end + FEW)];
                    let range = TextRange::up_to(token.range.len());
                    prop_assert_eq!(lex(seen).next(), Some(Token { range, ..token }));
                }
            }
        }
    }

    #[test]
    fn there_are_no_more_tokens_than_bytes_and_each_is_small() {
        assert_eq!(size_of::<Token>(), 12);
        for text in ["", "the council", "\"\"\"\"", "1,1,1,", "a'a'a'", "漢字🚢"] {
            let (least, most) = lex(text).size_hint();
            assert!((least..=most.unwrap()).contains(&lex(text).count()), "{text:?}");
            assert_eq!(most, Some(text.len()));
        }
    }
}
