//! Ordinals, in digits and words.

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::{Special, found};
use crate::facts::figure::{Role, numeral};
use crate::paragraph::{Trigger, Words};

/// No ordinal is longer, in tokens.
const LONGEST: usize = 32;

/// `34th`, `1st`, `2nd`.
pub(super) fn ordinal_digits(words: &Words<'_>, index: usize) -> Option<Special> {
    let is_ordinal = words.is_glued(index + 1) && is_ordinal_ending(words.text(index + 1));
    // `12st 4lb`
    let is_weight = words.bytes(index + 1) == b"st"
        && words.kind(index + 2) == Kind::Integer
        && matches!(words.bytes(index + 3), b"lb" | b"lbs");
    if is_weight {
        return None;
    }
    is_ordinal.then(|| found(index + 2, Role::Rank, words.text(index).parse().ok())).flatten()
}

/// `first`, `twenty-first`, `one hundred and twenty-fifth`, `three trillionth`.
pub(super) fn ordinal_word(words: &Words<'_>, index: usize) -> Option<Special> {
    let (value, end) = match words.value(index, Class::Ordinal) {
        Some(value) => (Decimal::from(value), index + 1),
        None => compound(words, index)?,
    };
    // `a second longer`, `per second`: a unit of time; `first` as in `at first` ranks nothing.
    let before = index.checked_sub(1).map_or("", |before| words.text(before));
    let is_unit = words.bytes(index).eq_ignore_ascii_case(b"second")
        && (before.eq_ignore_ascii_case("per")
            || before == "a" && words.bytes(index + 1) == b"longer");
    if is_unit || before.eq_ignore_ascii_case("at") {
        return None;
    }
    found(end, Role::Rank, Some(value))
}

/// Number words that end in an ordinal: the sum, or the product where a scale ends them.
fn compound(words: &Words<'_>, index: usize) -> Option<(Decimal, usize)> {
    if !words.is(index, Class::NumberWord) {
        return None;
    }
    words.place(index + 1..index + LONGEST, Trigger::words(&[Class::Ordinal]))?;
    let numeral = numeral::read(words, index)?;
    let is_tied = words.kind(numeral.end) == Kind::Hyphen && words.is_glued(numeral.end);
    // `one hundred and fifth`
    let is_and =
        words.bytes(numeral.end) == b"and" && words.is(numeral.end.wrapping_sub(1), Class::Scale);
    let last = numeral.end + usize::from(is_tied || is_and);
    let ordinal = Decimal::from(words.value(last, Class::Ordinal)?);
    let value = numeral.value?;
    let sum = match ordinal >= Decimal::ONE_HUNDRED {
        true => value.checked_mul(ordinal)?,
        // `two third parts` are two numbers.
        false if value >= Decimal::from(20) => value.checked_add(ordinal)?,
        false => return None,
    };
    Some((sum, last + 1))
}

/// The letters that make an ordinal of digits.
pub(super) fn is_ordinal_ending(text: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| text.eq_ignore_ascii_case(ending))
}
