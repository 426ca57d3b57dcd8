//! Ordinals, in digits and words.

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::{Special, found};
use crate::facts::figure::Role;
use crate::paragraph::Words;

/// `34th`, `1st`, `2nd`.
pub(super) fn ordinal_digits(words: &Words<'_>, index: usize) -> Option<Special> {
    let is_ordinal = words.is_glued(index + 1) && is_ordinal_ending(words.text(index + 1));
    is_ordinal.then(|| found(index + 2, Role::Rank, words.text(index).parse().ok())).flatten()
}

/// `first`, `twenty-first`, `two hundredth`.
pub(super) fn ordinal_word(words: &Words<'_>, index: usize) -> Option<Special> {
    let (value, end) = if let Some(value) = words.value(index, Class::Ordinal) {
        (value, index + 1)
    } else {
        let tens =
            words.value(index, Class::NumberWord).filter(|tens| tens % 10 == 0 && *tens >= 20)?;
        let hyphen =
            usize::from(words.kind(index + 1) == Kind::Hyphen && words.is_glued(index + 1));
        let ones = words.value(index + 1 + hyphen, Class::Ordinal).filter(|ones| *ones < 10)?;
        (tens + ones, index + 2 + hyphen)
    };
    // `a second longer`, `per second`: a unit of time; `first` as in `at first` ranks nothing.
    let before = index.checked_sub(1).map_or("", |before| words.text(before));
    let is_unit = words.text(index).eq_ignore_ascii_case("second")
        && (before.eq_ignore_ascii_case("per")
            || (before == "a" && words.text(index + 1) == "longer"));
    if is_unit || before.eq_ignore_ascii_case("at") {
        return None;
    }
    found(end, Role::Rank, Some(Decimal::from(value)))
}

/// The letters that make an ordinal of digits.
pub(super) fn is_ordinal_ending(text: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| text.eq_ignore_ascii_case(ending))
}
