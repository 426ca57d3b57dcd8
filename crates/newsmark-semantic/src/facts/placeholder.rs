//! Placeholders: what a writer left to be filled in. TK, TKTK, XX, `[TK: the year]`.
//!
//! TK is also a name, a ticker and a currency, XX a Roman numeral, a size and a pair of chromosomes. TK
//! counts where no name and no number can be meant, XX only where a number must be.

use newsmark_lexer::{Class, Kind, TextRange};

use crate::facts::{Place, Placed, Shift};
use crate::paragraph::Words;

/// A place that is still to be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// Its words, with the brackets around them.
    pub range: TextRange,
}

impl Placed for Placeholder {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range]);
    }
}

/// Finds the placeholders of a paragraph.
pub(crate) fn collect(words: &Words<'_>) -> Vec<Placeholder> {
    let mut placeholders = Vec::new();
    let may_be_one = |&at: &usize| matches!(words.bytes(at), [b'T', b'K', ..] | [b'X', b'X', ..]);
    if !words.shouted.iter().any(may_be_one) {
        return placeholders;
    }
    let mut index = 0;
    while index < words.len() {
        let last = last(words, index);
        placeholders.extend(last.map(|last| Placeholder { range: words.span(index, last) }));
        index = last.unwrap_or(index) + 1;
    }
    placeholders
}

/// The last token of a placeholder that begins at a token.
fn last(words: &Words<'_>, index: usize) -> Option<usize> {
    if words.kind(index) == Kind::BracketOpen {
        return bracket(words, index);
    }
    if words.kind(index) != Kind::Word {
        return None;
    }
    let last = match words.text(index) {
        "TKTK" | "TKTKTK" => Some(index),
        "TK" => (!is_name(words, index)).then_some(index),
        "XX" | "XXX" => number(words, index),
        _ => return None,
    };
    last.filter(|_| !is_part_of_word(words, index))
}

/// `[TK]`, `[TK: name of the ship]`, `[XX]`.
fn bracket(words: &Words<'_>, index: usize) -> Option<usize> {
    /// Longer notes in brackets are something else.
    const LONGEST: usize = 40;
    let is_ours = match words.text(index + 1) {
        "TK" | "TKTK" => true,
        "XX" | "XXX" => words.kind(index + 2) == Kind::BracketClose,
        _ => false,
    };
    let mut rest = index + 1..words.len().min(index + LONGEST);
    let close = rest.find(|&at| words.kind(at) == Kind::BracketClose)?;
    is_ours.then_some(close)
}

/// Whether a letter, a digit or a mark that joins words touches the token: `TK-7`, `TK1951`, `TK/9`.
fn is_part_of_word(words: &Words<'_>, index: usize) -> bool {
    let joins = |at: usize| {
        let kind = words.kind(at);
        kind == Kind::Word
            || kind.is_number()
            || matches!(words.text(at), "-" | "/" | "_" | "." | "@" | "#" | "&" | "‑" | "'" | "’")
    };
    // A stop or an apostrophe joins only what follows right behind it.
    let stops = |at: usize| matches!(words.text(at), "." | "'" | "’");
    let before = words.is_glued(index) && joins(index - 1);
    let next = index + 1;
    let after = words.is_glued(next)
        && joins(next)
        && (!stops(next) || words.is_glued(next + 1) && words.kind(next + 1) == Kind::Word);
    before || after
}

/// Whether `TK` may be somebody's initials, a firm, a ticker, a flight or an amount of taka.
fn is_name(words: &Words<'_>, index: usize) -> bool {
    let before = index.checked_sub(1);
    let is_number = |at: usize| words.kind(at).is_number();
    let is_ticker = |at: usize| words.kind(at) == Kind::Colon && at > 0 && is_upper(words, at - 1);
    let next = index + 1;
    words.is_capitalised(next)
        || is_number(next)
        || before.is_some_and(|before| is_number(before) || is_ticker(before))
        || before.is_some_and(|before| {
            words.kind(before) == Kind::ParenOpen && words.kind(next) == Kind::ParenClose
        })
}

fn is_upper(words: &Words<'_>, index: usize) -> bool {
    let text = words.text(index);
    !text.is_empty() && text.chars().all(char::is_uppercase)
}

/// `$XX million`, `XX percent`, `XX,XXX people`: where only a number can stand.
fn number(words: &Words<'_>, index: usize) -> Option<usize> {
    let mut last = index;
    while words.is_glued(last + 1)
        && matches!(words.kind(last + 1), Kind::Comma | Kind::FullStop)
        && words.is_glued(last + 2)
        && matches!(words.bytes(last + 2), b"X" | b"XX" | b"XXX")
    {
        last += 2;
    }
    let next = last + 1;
    let is_amount = words.is(next, Class::Scale)
        || words.kind(next) == Kind::Percent
        || matches!(words.bytes(next), b"percent" | b"people");
    let has_currency = words.is_glued(index) && words.kind(index - 1) == Kind::CurrencySign;
    (last > index || is_amount || has_currency).then_some(last)
}
