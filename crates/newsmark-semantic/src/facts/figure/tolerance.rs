//! Tolerances: `5 ± 2 mm`, `3 +/- 0.5 kg`, `48 plus or minus 3 percent` are one figure, that may be off by what is said.
//!
//! Only where both are measured in the same unit or share the one behind the second: of `48 percent, plus or minus 3 points` the
//! points are a figure of their own.

use newsmark_lexer::Kind;
use rust_decimal::Decimal;

use super::precision::Readings;
use super::quantity::Quantity;
use super::{measure, numeral};
use crate::interval::Interval;
use crate::paragraph::Words;

/// Takes in the tolerance behind a number and its unit.
pub(super) fn take_in(words: &Words<'_>, quantity: &mut Quantity) {
    let Some(value) = quantity.value.filter(|_| !quantity.is_range) else { return };
    let Some(number) = after_sign(words, quantity.end) else { return };
    let Some(tolerance) = numeral::read(words, number) else { return };
    let (unit, end) = match measure::unit_after(words, tolerance.end, tolerance.form) {
        Some((unit, end)) => (Some(unit), end),
        None => (quantity.unit, tolerance.end),
    };
    if quantity.unit.is_some_and(|own| Some(own) != unit) {
        return;
    }
    let Some((low, high)) = tolerance.value.and_then(|by| around(value, by)) else { return };
    let interval = Interval::closed(low, high);
    quantity.readings = Readings { strict: interval, loose: interval };
    (quantity.unit, quantity.end) = (unit, end);
}

/// Whether the `minus` at a token is the second half of `plus or minus`, which makes nothing negative.
pub(super) fn is_either(words: &Words<'_>, index: usize) -> bool {
    let is = |back: usize, word: &str| {
        index
            .checked_sub(back)
            .is_some_and(|at| words.bytes(at).eq_ignore_ascii_case(word.as_bytes()))
    };
    is(1, "or") && is(2, "plus")
}

/// The token after `±`, `+/-`, `+-` or `plus or minus`.
fn after_sign(words: &Words<'_>, at: usize) -> Option<usize> {
    match words.kind(at) {
        Kind::PlusMinus => Some(at + 1),
        Kind::Plus => {
            let minus = at + 1 + usize::from(words.kind(at + 1) == Kind::Slash);
            let is_one = matches!(words.kind(minus), Kind::Hyphen | Kind::Minus)
                && (at + 1..=minus).all(|at| words.is_glued(at));
            is_one.then_some(minus + 1)
        }
        Kind::Word if words.bytes(at + 2) == b"minus" && is_either(words, at + 2) => Some(at + 3),
        _ => None,
    }
}

/// The ends of a tolerance, where they can be held.
fn around(value: Decimal, by: Decimal) -> Option<(Decimal, Decimal)> {
    let by = by.abs();
    value.checked_sub(by).zip(value.checked_add(by))
}
