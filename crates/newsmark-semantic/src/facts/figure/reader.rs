//! Walks the words of a paragraph and takes out its numbers.
//!
//! At each place names, dates and scores are tried before amounts, so that `Resolution 2231` and `5G`
//! never become quantities.

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::Role;
use super::quantity::{self, Quantity};
use super::special;
use crate::facts::DateMention;
use crate::paragraph::Words;

/// A number with its tokens, before the words around it are looked at.
pub(crate) struct Draft {
    pub(crate) first: usize,
    /// The first token after it.
    pub(crate) end: usize,
    pub(crate) kind: DraftKind,
}

pub(crate) enum DraftKind {
    Quantity(Quantity),
    Special { role: Role, value: Option<Decimal> },
}

/// All numbers of a paragraph, in order.
pub(crate) fn read(words: &Words<'_>, dates: &[DateMention]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut dates = dates.iter().peekable();
    let mut at = 0;
    while at < words.len() {
        if let Some(date) = dates.next_if(|date| date.range.start() <= words.range(at).start()) {
            let end = words.index_at(date.range.end()).max(at + 1);
            if date.year.is_some() || date.day.is_some() {
                let value = date.year.map(Decimal::from);
                drafts.push(Draft {
                    first: at,
                    end,
                    kind: DraftKind::Special { role: Role::Date, value },
                });
            }
            at = end;
            continue;
        }
        match at_token(words, at) {
            Some(draft) => {
                at = draft.end.max(at + 1);
                drafts.push(draft);
            }
            None => at += 1,
        }
    }
    drafts
}

fn at_token(words: &Words<'_>, at: usize) -> Option<Draft> {
    if !may_start(words, at) {
        return None;
    }
    // What stands behind a currency sign is an amount, whatever it looks like.
    let is_money = super::measure::currency_before(words, at).is_some();
    if !is_money && let Some(special) = special::read(words, at) {
        let kind = DraftKind::Special { role: special.role, value: special.value };
        return Some(Draft { first: at, end: special.end, kind });
    }
    let quantity = quantity::read(words, at)?;
    Some(Draft { first: quantity.first, end: quantity.end, kind: DraftKind::Quantity(quantity) })
}

/// Whether a number can start at a token: a cheap look before a careful one.
fn may_start(words: &Words<'_>, at: usize) -> bool {
    const NUMBERS: &[Class] = &[
        Class::NumberWord,
        Class::VaguePlural,
        Class::Ordinal,
        Class::Fraction,
        Class::Multiplier,
        Class::Group,
        Class::Scale,
    ];
    match words.kind(at) {
        Kind::Integer
        | Kind::Grouped
        | Kind::Decimal
        | Kind::Vulgar
        | Kind::CurrencySign
        | Kind::Minus => true,
        Kind::Hyphen => words.kind(at + 1).is_number(),
        Kind::Word | Kind::Abbreviation => {
            words.word(at).is_any(NUMBERS)
                || matches!(words.text(at), "a" | "an" | "A" | "An" | "minus" | "Minus")
                || words.kind(at + 1).is_number()
                || words.kind(at + 1) == Kind::CurrencySign
                || words.kind(at + 1) == Kind::FullStop && words.kind(at + 2).is_number()
        }
        _ => false,
    }
}
