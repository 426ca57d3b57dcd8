//! Ranges: two numbers that are the ends of one figure.
//!
//! `2 to 3 million` is a range, `rose 5% to 105 tonnes` and `rose from 40 to 46` are two figures each; a
//! word of change before the first number tells them apart.

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::measure;
use super::numeral::{self, Numeral};
use crate::paragraph::Words;

/// How far back, in tokens, a word of change makes two values of `from ... to`.
const CHANGE_REACH: usize = 8;

/// The second number of a range that the first begins: `5-10 million`, `2 to 3 million`, `between 2 and
/// 3`, `$62 and $68`, `1 per cent to 1.5 per cent`.
pub(super) fn second(words: &Words<'_>, first: &Numeral, has_currency: bool) -> Option<Numeral> {
    let (connector, unit_between) = connector(words, first)?;
    let mut next = connector + 1 + usize::from(words.kind(connector + 1) == Kind::Hyphen);
    if has_currency && let Some((_, number)) = measure::currency_before(words, next) {
        next = number;
    }
    let second = numeral::read(words, next)?;
    let (low, high) = (first.value?, second.value?);
    let rises = low < high || second.scale > first.scale;
    let is_range = match words.text(connector) {
        "to" => rises && !follows_change(words, first) && unit_fits(words, &second, unit_between),
        "and" => is_between(words, first),
        // `12 miles – 19 km –` is said again, no range.
        _ => rises && unit_fits(words, &second, unit_between),
    };
    is_range.then_some(second)
}

/// The token that joins the ends of a range, and the unit before it if one stands there.
fn connector(words: &Words<'_>, first: &Numeral) -> Option<(usize, Option<super::Unit>)> {
    let joins = |at: usize| {
        matches!(words.text(at), "to" | "and")
            || matches!(words.kind(at), Kind::Hyphen | Kind::EnDash | Kind::TypedDash)
    };
    // `8- to 16-metre`
    let hangs = words.kind(first.end) == Kind::Hyphen && words.text(first.end + 1) == "to";
    if hangs {
        return Some((first.end + 1, None));
    }
    if joins(first.end) {
        return Some((first.end, None));
    }
    let (unit, after) = measure::unit_after(words, first.end, first.form)?;
    joins(after).then_some((after, Some(unit)))
}

/// `5% to 105 tonnes`: a unit between must stand after the second number too.
fn unit_fits(words: &Words<'_>, second: &Numeral, unit: Option<super::Unit>) -> bool {
    unit.is_none_or(|unit| {
        measure::unit_after(words, second.end, second.form).is_some_and(|(other, _)| other == unit)
    })
}

/// The token before a number and its currency sign.
fn token_before(words: &Words<'_>, number: &Numeral) -> Option<usize> {
    let is_own = |at: usize| {
        words.kind(at).is_number()
            || words.kind(at) == Kind::CurrencySign
            || words.word(at).is_any(&[Class::Scale, Class::NumberWord])
            || words.is(at, Class::ScaleSuffix) && words.is_glued(at)
            || words.kind(at) == Kind::Hyphen && words.is_glued(at)
    };
    let mut at = number.end.checked_sub(1)?;
    while is_own(at) {
        at = at.checked_sub(1)?;
    }
    Some(at)
}

/// `between 2 and 3`, `between about 2 and 3`
fn is_between(words: &Words<'_>, first: &Numeral) -> bool {
    let is = |at: usize| words.text(at).eq_ignore_ascii_case("between");
    token_before(words, first).is_some_and(|at| is(at) || at > 0 && is(at - 1))
}

/// `rose 5 to`, `rose from 40,000 to`: what follows `to` is another figure. `ranges from 5 to 10` is a range.
fn follows_change(words: &Words<'_>, first: &Numeral) -> bool {
    let is_change = |at: usize| words.word(at).is_any(&[Class::Change, Class::Multiplier]);
    let Some(before) = token_before(words, first) else { return false };
    if is_change(before) {
        return true;
    }
    matches!(words.text(before), "from" | "From" | "by")
        && (before.saturating_sub(CHANGE_REACH)..before)
            .rev()
            .take_while(|&at| !matches!(words.kind(at), Kind::FullStop | Kind::Semicolon))
            .any(is_change)
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
