//! Walks the words of a paragraph and takes out its numbers.
//!
//! At each place names, dates and scores are tried before amounts, so that `Resolution 2231` and `5G`
//! never become quantities.

use newsmark_lexer::{Class, Classes, Kind};
use rust_decimal::Decimal;

use super::Role;
use super::bare::DIGITS_OF_YEAR;
use super::numeral::{self, Numeral};
use super::quantity::{self, Quantity};
use super::special;
use crate::document::BlockKind;
use crate::facts::DateMention;
use crate::paragraph::{Trigger, Words};

/// Words that are numbers or parts of them.
const NUMBER_WORDS: &[Class] = &[
    Class::NumberWord,
    Class::VaguePlural,
    Class::Ordinal,
    Class::Fraction,
    Class::Multiplier,
    Class::Group,
    Class::Scale,
];

/// No number is without one of these.
const PARTS: Trigger = Trigger::words(NUMBER_WORDS)
    .or(Trigger::NUMBERS)
    .or(Trigger::kinds(&[Kind::CurrencySign, Kind::Minus]));

/// How far before it, in tokens, a number may begin: `a day and a-half`, `minus-five`, `No. 10`.
const REACH: usize = 5;

/// A paragraph with more numbers is no prose but a listing that was pasted in. The rest of it is left alone: nobody could
/// say of it what belongs to what. A table has as many as it likes.
const MOST: usize = 500;

/// How many tokens of news there are for one number, about.
const TOKENS_A_NUMBER: usize = 24;

/// A number with its tokens, before the words around it are looked at.
pub(crate) struct Draft {
    pub(crate) first: usize,
    /// The first token after it.
    pub(crate) end: usize,
    pub(crate) kind: DraftKind,
}

pub(crate) enum DraftKind {
    Quantity(Quantity),
    /// A number alone in a cell of a table.
    Cell(Numeral),
    Special {
        role: Role,
        value: Option<Decimal>,
    },
}

/// All numbers of a paragraph, in order.
pub(crate) fn read(words: &Words<'_>, dates: &[DateMention]) -> Vec<Draft> {
    let mut drafts = Vec::with_capacity(words.len() / TOKENS_A_NUMBER);
    let mut dates = dates.iter().map(|date| (words.index_at(date.range.start()), date)).peekable();
    let mut at = 0;
    let mut part = 0;
    let most = if words.kind == BlockKind::Table { usize::MAX } else { MOST };
    while at < words.len() && drafts.len() < most {
        if at >= part {
            part = words.place(at..words.len(), PARTS).unwrap_or(words.len());
        }
        let date_at = dates.peek().map_or(part, |&(first, _)| first);
        at = at.max(part.saturating_sub(REACH).min(date_at));
        if let Some((_, date)) = dates.next_if(|&(first, _)| first <= at) {
            let end = day_range_end(words, date, words.index_at(date.range.end()).max(at + 1));
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
        if let Some((_, date)) = dates.peek().filter(|(_, date)| is_first_day(words, at, date)) {
            // `14-16 March` is told by its second day.
            let end = words.index_at(date.range.end());
            let value = date.year.map(Decimal::from);
            drafts.push(Draft {
                first: at,
                end,
                kind: DraftKind::Special { role: Role::Date, value },
            });
            dates.next();
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

/// Where a date ends that names a second day: `March 14-16`, `Jan. 21–26`, `June 3 and 4`.
fn day_range_end(words: &Words<'_>, date: &DateMention, end: usize) -> usize {
    let is_month_first = date.year.is_none()
        && date.day_range.is_some_and(|day| day.end() == words.range(end - 1).end());
    let is_day =
        is_day(words, end + 1) && !(words.is_glued(end + 2) && words.kind(end + 2) == Kind::Word);
    let joins = match words.kind(end) {
        Kind::Hyphen | Kind::EnDash => true,
        _ => {
            matches!(words.bytes(end), b"to" | b"and")
                && !matches!(
                    words.kind(end + 2),
                    Kind::Word | Kind::Percent | Kind::Hyphen | Kind::Slash
                )
        }
    };
    if is_month_first && is_day && joins { end + 2 } else { end }
}

/// Whether a number is the first of two days, the second of which begins a date: `14-16 March`, `3 to 5 June`.
fn is_first_day(words: &Words<'_>, at: usize, date: &DateMention) -> bool {
    if date.range.start() != words.range(at + 2).start() {
        return false;
    }
    let joins = matches!(words.kind(at + 1), Kind::Hyphen | Kind::EnDash)
        || matches!(words.bytes(at + 1), b"to" | b"and" | b"or");
    let is_day_first = date.day_range.is_some_and(|day| day.start() == date.range.start());
    joins && is_day(words, at) && is_day_first
}

fn is_day(words: &Words<'_>, at: usize) -> bool {
    words.kind(at) == Kind::Integer
        && words.text(at).len() <= 2
        && words.text(at).parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
}

fn at_token(words: &Words<'_>, at: usize) -> Option<Draft> {
    if !may_start(words, at) {
        return None;
    }
    if let Some(numeral) = alone_in_cell(words, at) {
        return Some(Draft { first: at, end: at + 1, kind: DraftKind::Cell(numeral) });
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

/// A number with nothing beside it in its cell, which is no year either: so are most numbers of a table, and there is
/// nothing that could make anything else of them.
fn alone_in_cell(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let is_cell = words.kind == BlockKind::Table
        && at > 0
        && words.kind(at - 1) == Kind::Pipe
        && words.kind(at + 1) == Kind::Pipe;
    let is_amount = match words.kind(at) {
        Kind::Integer => words.text(at).len() != DIGITS_OF_YEAR,
        Kind::Grouped | Kind::Decimal => true,
        _ => false,
    };
    (is_cell && is_amount).then(|| numeral::read(words, at)).flatten()
}

/// Whether a number can start at a token: a cheap look before a careful one.
fn may_start(words: &Words<'_>, at: usize) -> bool {
    match words.kind(at) {
        Kind::Integer
        | Kind::Grouped
        | Kind::Decimal
        | Kind::Vulgar
        | Kind::CurrencySign
        | Kind::Minus => true,
        Kind::Hyphen => words.kind(at + 1).is_number(),
        Kind::Word | Kind::Abbreviation => {
            words.is_any(at, Classes::of(NUMBER_WORDS))
                // `a hundred`, `a day and a half`
                || words.is(at, Class::Determiner)
                    && numeral::is_article(words, at)
                    && (numeral::may_begin(words, at) || words.is(at + 1, Class::Unit))
                || words.kind(at + 1).is_number() && is_before_number(words, at)
                || words.kind(at + 1) == Kind::CurrencySign
                || words.kind(at + 1) == Kind::Equals && words.bytes(at) == b"Y"
                || words.kind(at + 1) == Kind::FullStop && words.kind(at + 2).is_number()
                || quantity::is_minus(words.bytes(at))
        }
        _ => false,
    }
}

/// Whether a word can be part of the number behind it: `USD 5`, `a 1/2`. Few can, and nearly every number has one.
fn is_before_number(words: &Words<'_>, at: usize) -> bool {
    numeral::is_article(words, at) || super::measure::currency_before(words, at).is_some()
}

#[cfg(test)]
mod tests {
    use super::MOST;

    #[test]
    fn a_listing_is_read_up_to_a_point_and_a_table_to_its_end() {
        let figures = |text: &str| -> usize {
            let facts = crate::analyze(text, &crate::Settings::default()).facts;
            facts.articles.iter().map(|article| article.figures.len()).sum()
        };
        assert_eq!(figures(&"12, ".repeat(MOST - 1)), MOST - 1);
        assert_eq!(figures(&"12, ".repeat(MOST + 100)), MOST);
        // The next paragraph is read again.
        assert_eq!(
            figures(&format!("{}\n\nThe ferry has 40 seats.\n", "12, ".repeat(2 * MOST))),
            MOST + 1
        );
        let rows = "| 12 | 14 |\n".repeat(MOST);
        assert_eq!(figures(&format!("| north | south |\n|---|---|\n{rows}")), 2 * MOST);
    }
}
