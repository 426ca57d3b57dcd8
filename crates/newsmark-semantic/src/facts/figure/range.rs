//! Ranges: two numbers that are the ends of one figure.
//!
//! `2 to 3 million` is a range, `rose 5% to 105 tonnes` and `rose from 40 to 46` are two figures each; a
//! word of change before the first number tells them apart.

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::numeral::{self, Numeral};
use super::{Unit, hedge, measure};
use crate::paragraph::Words;

/// How far back, in tokens, a word of change makes two values of `from ... to`.
const CHANGE_REACH: usize = 8;

/// The second number of a range that the first begins: `5-10 million`, `2 to 3 million`, `between 2 and
/// 3`, `$62 and $68`, `1 per cent to 1.5 per cent`.
pub(super) fn second(
    words: &Words<'_>,
    first: &Numeral,
    has_currency: bool,
    unit_after_first: impl FnOnce() -> Option<(Unit, usize)>,
) -> Option<Numeral> {
    let (connector, unit_between) = connector(words, first, unit_after_first)?;
    let mut next = connector + 1 + usize::from(words.kind(connector + 1) == Kind::Hyphen);
    if has_currency && let Some((_, number)) = measure::currency_before(words, next) {
        next = number;
    }
    let is_negative = sign_of_second(words, connector + 1, first.value?);
    next += usize::from(is_negative && words.kind(connector + 1) != Kind::Hyphen);
    let mut second = numeral::read(words, next)?;
    if is_negative {
        second.value = second.value.map(|value| -value);
    }
    let (low, high) = (first.value?, second.value?);
    // From cold to colder is a range as well.
    let rises = low < high || second.scale > first.scale || is_negative;
    let is_range = match words.text(connector) {
        "to" => {
            let is_one =
                !follows_change(words, first) || is_amount_of_change(words, first, &second);
            rises && is_one && unit_fits(words, &second, unit_between)
        }
        "and" => is_between(words, first),
        // `12 miles – 19 km –` is said again, no range.
        _ => rises && unit_fits(words, &second, unit_between),
    };
    is_range.then_some(second)
}

/// Whether the second number of a range has a sign of its own: `-18 °C to -34 °C`, `minus 5 to minus 10`.
fn sign_of_second(words: &Words<'_>, at: usize, first: Decimal) -> bool {
    let is_sign = matches!(words.kind(at), Kind::Hyphen | Kind::Minus) && words.is_glued(at + 1)
        || words.bytes(at) == b"minus";
    is_sign && first.is_sign_negative()
}

/// `rose 5 to 10 percent`, `cut 5,000 to 6,000 jobs`: two numbers close to each other that share what is measured or counted are
/// by how much it changed, unless `from` stands before them. `from 0 to 62 mph` is a range too.
fn is_amount_of_change(words: &Words<'_>, first: &Numeral, second: &Numeral) -> bool {
    let Some((low, high)) = first.value.zip(second.value) else { return false };
    let is_from = token_before(words, first)
        .is_some_and(|before| words.bytes(before).eq_ignore_ascii_case(b"from"));
    let measure = measure::unit_after(words, second.end, second.form);
    if is_from {
        return low.is_zero() && measure.is_some();
    }
    let is_close = high <= low.saturating_mul(Decimal::from(3)) && low < high;
    let is_bare = measure::unit_after(words, first.end, first.form).is_none();
    is_close
        && is_bare
        && (measure.is_some() || words.is(second.end, Class::Scale) || is_counting(words, second))
}

/// Whether a plural right after a number says what it counts.
fn is_counting(words: &Words<'_>, number: &Numeral) -> bool {
    super::noun::after(words, number.end, false)
        .is_some_and(|phrase| super::noun::is_plural(words.text(phrase.end - 1)))
}

/// The token that joins the ends of a range, and the unit before it if one stands there.
fn connector(
    words: &Words<'_>,
    first: &Numeral,
    unit_after_first: impl FnOnce() -> Option<(Unit, usize)>,
) -> Option<(usize, Option<Unit>)> {
    let joins = |at: usize| {
        matches!(words.bytes(at), b"to" | b"and")
            || matches!(words.kind(at), Kind::Hyphen | Kind::EnDash | Kind::TypedDash)
    };
    // `8- to 16-metre`
    let hangs = words.kind(first.end) == Kind::Hyphen && words.bytes(first.end + 1) == b"to";
    if hangs {
        return Some((first.end + 1, None));
    }
    if joins(first.end) {
        return Some((first.end, None));
    }
    let (unit, after) = unit_after_first()?;
    joins(after).then_some((after, Some(unit)))
}

/// `5% to 105 tonnes`: a unit between must stand after the second number too.
fn unit_fits(words: &Words<'_>, second: &Numeral, unit: Option<Unit>) -> bool {
    unit.is_none_or(|unit| {
        measure::unit_after(words, second.end, second.form).is_some_and(|(other, _)| other == unit)
    })
}

/// The token before a number and its currency sign.
fn token_before(words: &Words<'_>, number: &Numeral) -> Option<usize> {
    let is_own = |at: usize| {
        words.kind(at).is_number()
            || words.kind(at) == Kind::CurrencySign
            || words.is_any_of(at, &[Class::Scale, Class::NumberWord])
            || words.is(at, Class::ScaleSuffix) && words.is_glued(at)
            || words.kind(at) == Kind::Hyphen && words.is_glued(at)
    };
    let mut at = number.end.checked_sub(1)?;
    while is_own(at) {
        at = at.checked_sub(1)?;
    }
    // `cut by more than 4m to 25m`
    match hedge::before(words, at + 1) {
        Some((start, _)) => start.checked_sub(1),
        None => Some(at),
    }
}

/// `between 2 and 3`, `between about 2 and 3`
fn is_between(words: &Words<'_>, first: &Numeral) -> bool {
    let is = |at: usize| words.bytes(at).eq_ignore_ascii_case(b"between");
    token_before(words, first).is_some_and(|at| is(at) || at > 0 && is(at - 1))
}

/// `rose 5 to`, `rose from 40,000 to`: what follows `to` is another figure. `ranges from 5 to 10` is a range.
fn follows_change(words: &Words<'_>, first: &Numeral) -> bool {
    let is_change = |at: usize| words.is_any_of(at, &[Class::Change, Class::Multiplier]);
    let Some(before) = token_before(words, first) else { return false };
    if is_change(before) {
        return true;
    }
    // `, bringing its staff from 310 to 365`
    let brings =
        |at: usize| words.is(at, Class::Bringing) && at > 0 && words.kind(at - 1) == Kind::Comma;
    matches!(words.bytes(before), b"from" | b"From" | b"by")
        && (before.saturating_sub(CHANGE_REACH)..before)
            .rev()
            .take_while(|&at| !matches!(words.kind(at), Kind::FullStop | Kind::Semicolon))
            .any(|at| is_change(at) || brings(at))
}

/// `2 to 3 million`: the scale of the second number is the first one's too, unless it has its own or is
/// already as large.
pub(super) fn share_scale(first: &mut Numeral, second: &Numeral) {
    if first.scale != 0 || second.scale == 0 {
        return;
    }
    let (Some(low), Some(factor)) = (first.value, numeral::ten_to(second.scale)) else { return };
    if low.abs() >= Decimal::ONE_THOUSAND {
        return;
    }
    first.value = low.checked_mul(factor);
    first.unit_step = first.unit_step.checked_mul(factor).unwrap_or(first.unit_step);
    first.step = first.step.checked_mul(factor).unwrap_or(first.step);
    first.scale = second.scale;
}
