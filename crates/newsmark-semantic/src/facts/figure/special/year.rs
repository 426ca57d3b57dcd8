//! Bare years.

use newsmark_lexer::{Class, Kind};

use super::{Special, found};
use crate::facts::figure::numeral::Form;
use crate::facts::figure::{Role, hedge, measure, noun};
use crate::paragraph::Words;

/// A bare year: `in 2024`, `the 2019 season`, `(2015)`, `by 2030`.
pub(super) fn year(words: &Words<'_>, index: usize) -> Option<Special> {
    let text = words.text(index);
    if !is_year(text) || words.kind(index) != Kind::Integer || is_measured(words, index) {
        return None;
    }
    let before = index.checked_sub(1);
    let follows_cue = before.is_some_and(|before| {
        words.is_any_of(before, &[Class::YearCue, Class::Month, Class::Season])
            || matches!(words.kind(before), Kind::ParenOpen | Kind::Hyphen)
    });
    // `of 2000 workers` counts them, `in 2000 workers` does not.
    let counts = noun::after(words, index + 1, false).is_some_and(|phrase| {
        noun::is_plural(&words.text[phrase.noun.range]) && phrase.end == index + 2
    });
    let may_count = before
        .is_none_or(|before| !words.is(before, Class::Preposition) || words.bytes(before) == b"of");
    // `between 2010 and 2014 rents doubled`
    let is_between = index >= 3
        && words.bytes(index - 1) == b"and"
        && is_year(words.text(index - 2))
        && words.bytes(index - 3).eq_ignore_ascii_case(b"between");
    let is_recent = text.parse::<u32>().is_ok_and(|year| (1900..=2099).contains(&year));
    let is_year = (follows_cue || is_recent) && !(counts && may_count && !is_between);
    is_year.then(|| found(index + 1, Role::Date, text.parse().ok())).flatten()
}

/// `500 BC`, `AD 79`, `79 CE`
pub(super) fn of_era(words: &Words<'_>, index: usize) -> Option<Special> {
    let is_year = words.kind(index) == Kind::Integer && words.text(index).len() <= 5;
    let after =
        matches!(words.bytes(index + 1), b"BC" | b"BCE" | b"AD" | b"CE" | b"B.C." | b"A.D.");
    let before = index > 0 && matches!(words.bytes(index - 1), b"AD" | b"A.D.");
    let end = index + 1 + usize::from(after);
    (is_year && (after || before)).then(|| found(end, Role::Date, None)).flatten()
}

/// `'82`, `’99`
pub(super) fn short_year(words: &Words<'_>, index: usize) -> Option<Special> {
    let mark = index.checked_sub(1)?;
    let is_short = words.text(index).len() == 2
        && words.is_glued(index)
        && matches!(
            words.kind(mark),
            Kind::StraightSingle | Kind::CurlySingleClose | Kind::CurlySingleOpen
        )
        && !words.is_glued(mark);
    is_short.then(|| found(index + 1, Role::Date, None)).flatten()
}

/// Whether a unit, a scale, a sign or a hedge makes an amount of the number.
fn is_measured(words: &Words<'_>, index: usize) -> bool {
    // `during 2016 Stone spoke`: a name, no unit.
    let has_unit = measure::unit_after(words, index + 1, Form::Digits).is_some();
    let has_sign = index.checked_sub(1).is_some_and(|before| {
        matches!(words.kind(before), Kind::CurrencySign | Kind::Minus | Kind::Tilde)
    });
    // `around 2010` is still a year, `more than 2000` is not.
    let is_hedged = hedge::before(words, index).is_some_and(|(start, _)| {
        !words.bytes(start).eq_ignore_ascii_case(b"around")
            && !words.bytes(start).eq_ignore_ascii_case(b"circa")
    });
    has_unit && !words.is_capitalised(index + 1)
        || words.is(index + 1, Class::Scale)
        || has_sign
        || is_hedged
}

/// Whether four digits can be a year.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1500..=2100).contains(&year))
}
