//! Numbers that are no amounts: names, dates, times of day, scores, ranks, and `one` the pronoun.
//!
//! They are looked for before amounts are. One file a kind.

use newsmark_lexer::Kind;
use rust_decimal::Decimal;

use super::Role;
use crate::paragraph::Words;

mod clock;
mod contact;
mod glued;
mod name;
mod order;
mod pronoun;
mod score;
mod year;

/// What was recognised, and the first token after it.
pub(crate) struct Special {
    pub(crate) end: usize,
    pub(crate) role: Role,
    pub(crate) value: Option<Decimal>,
}

/// A number that is a name, a date, a time, a score or a rank.
pub(crate) fn read(words: &Words<'_>, index: usize) -> Option<Special> {
    match words.kind(index) {
        Kind::Integer | Kind::Decimal if stands_apart(words, index) => apart(words, index),
        Kind::Integer | Kind::Decimal => contact::last_digits(words, index)
            .or_else(|| contact::national(words, index))
            .or_else(|| clock::clock(words, index))
            .or_else(|| contact::telephone(words, index))
            .or_else(|| contact::emergency(words, index))
            .or_else(|| contact::clause(words, index))
            .or_else(|| year::of_era(words, index))
            .or_else(|| glued::chain(words, index))
            .or_else(|| glued::glued_name(words, index))
            .or_else(|| order::ordinal_digits(words, index))
            .or_else(|| score::after_side(words, index))
            .or_else(|| name::numbered_name(words, index))
            .or_else(|| year::year(words, index))
            .or_else(|| year::short_year(words, index))
            .or_else(|| score::score(words, index))
            .or_else(|| name::address(words, index))
            .or_else(|| name::model(words, index)),
        Kind::Word => order::ordinal_word(words, index)
            .or_else(|| clock::clock_in_words(words, index))
            .or_else(|| name::numbered_name_in_words(words, index))
            .or_else(|| pronoun::one(words, index)),
        Kind::Minus | Kind::Hyphen if words.is_glued(index + 1) => glued::formula(words, index),
        _ => None,
    }
}

/// Whether nothing touches a number but the comma or the stop behind it, as with most numbers.
fn stands_apart(words: &Words<'_>, index: usize) -> bool {
    let next = index + 1;
    let is_free = match words.kind(next) {
        Kind::Comma => true,
        Kind::FullStop => !words.is_glued(next + 1),
        _ => !words.is_glued(next),
    };
    is_free && !words.is_glued(index)
}

/// What a number can be that nothing touches: in the order of [`read`], without all that is told by what does.
fn apart(words: &Words<'_>, index: usize) -> Option<Special> {
    contact::last_digits(words, index)
        .or_else(|| contact::national(words, index))
        .or_else(|| clock::clock(words, index))
        .or_else(|| contact::emergency(words, index))
        .or_else(|| year::of_era(words, index))
        .or_else(|| name::numbered_name(words, index))
        .or_else(|| year::year(words, index))
        .or_else(|| name::address(words, index))
        .or_else(|| name::model(words, index))
}

fn found(end: usize, role: Role, value: Option<Decimal>) -> Option<Special> {
    Some(Special { end, role, value })
}
