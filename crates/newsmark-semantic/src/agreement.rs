//! The same number said twice: whether one figure can restate another, and if not, by which usual slip
//! one could have become the other.
//!
//! Only the numbers are looked at here; whether two figures speak of the same thing is for
//! [`crate::pairing`] to say. A coarser figure restates a finer one that rounds **or is cut** to it:
//! headlines do both. A bound such as "more than 4,500" conflicts only with what it rules out.

use rust_decimal::Decimal;

pub use slips::{Rough, Slip, are_swapped, is_misplaced, slip, slip_of_result};

use crate::facts::Figure;
use crate::facts::figure::Hedge;
use crate::interval::Interval;

mod slips;

/// What two figures are to each other, as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// One says again what the other says.
    Agrees,
    /// Both can hold, but neither says the other again: "more than 100" and 5,000.
    Possible,
    /// They cannot both hold of one thing.
    Conflicts,
}

/// Rounding that moves a number by more than this part of it is no rounding: 1.9 is not "1".
const COARSEST_ROUNDING: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
/// The same for a number that is cut.
const COARSEST_CUT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// `more than N` restates numbers up to this many steps of N above it.
const STEPS_ABOVE_A_BOUND: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// And up to this part of N: "more than 30" does not say 70.
const PART_ABOVE_A_BOUND: Decimal = Decimal::from_parts(25, 0, 0, false, 2);
/// Numbers that differ by less than this part are all but the same.
const CLOSE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);
/// Numbers that differ by more than this part were rounded coarsely.
const NEAR: Decimal = Decimal::from_parts(4, 0, 0, false, 2);
/// A figure whose upper end is so many times its lower one names no number: "thousands".
const VAGUEST: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// Below this, a trailing zero is not taken for rounding.
const SMALLEST_ROUNDED: Decimal = Decimal::ONE_HUNDRED;

/// Whether two figures can be one number.
pub fn agreement(a: &Figure, b: &Figure) -> Agreement {
    match (a.value, b.value) {
        (Some(value_a), Some(value_b)) if value_a == value_b => Agreement::Agrees,
        (Some(_), Some(_)) if bound(a).is_some() && a.hedge == b.hedge => Agreement::Possible,
        (Some(_), _) if bound(a).is_some() => against_bound(a, b),
        (_, Some(_)) if bound(b).is_some() => against_bound(b, a),
        (Some(value_a), Some(value_b)) => plain(a, value_a, b, value_b),
        _ => without_value(a, b),
    }
}

/// How many digits of a number tell something: 3 for 815,000, 2 for 0.12.
pub fn telling_digits(value: Decimal) -> u32 {
    significand(value).0.checked_ilog10().map_or(0, |log| log + 1)
}

/// A range holds the numbers in it; "thousands" and bounds without a number say nothing that could be
/// said again.
fn without_value(a: &Figure, b: &Figure) -> Agreement {
    let is_vague = |figure: &Figure| match (figure.loose().low, figure.loose().high) {
        (Some(low), Some(high)) => low.checked_mul(VAGUEST).is_none_or(|limit| limit < high),
        _ => true,
    };
    if !a.loose().overlaps(&b.loose()) {
        Agreement::Conflicts
    } else if [a, b].into_iter().any(|figure| figure.value.is_none() && is_vague(figure)) {
        Agreement::Possible
    } else {
        Agreement::Agrees
    }
}

/// Whether a figure only says above or below what a number lies.
pub fn is_bound(figure: &Figure) -> bool {
    bound(figure).is_some_and(|hedge| hedge != Hedge::Nearly)
}

fn bound(figure: &Figure) -> Option<Hedge> {
    figure.hedge.filter(|hedge| !matches!(hedge, Hedge::About))
}

fn against_bound(bound: &Figure, other: &Figure) -> Agreement {
    if !bound.loose().overlaps(&other.loose()) {
        return Agreement::Conflicts;
    }
    let near = bound.value.and_then(|value| {
        let steps = step(bound, value).checked_mul(STEPS_ABOVE_A_BOUND)?;
        let reach = steps.min(value.abs().checked_mul(PART_ABOVE_A_BOUND)?);
        Some(Interval::exactly(value).widened(reach))
    });
    match near {
        Some(near) if !near.overlaps(&other.loose()) => Agreement::Possible,
        _ => Agreement::Agrees,
    }
}

/// Whether the numbers of two figures are all but the same, whatever their hedges and their places.
pub fn is_close(a: &Figure, b: &Figure) -> bool {
    is_within(a, b, CLOSE)
}

/// Whether the numbers of two figures are so near each other that rounding one to the other changes little.
pub fn is_near(a: &Figure, b: &Figure) -> bool {
    is_within(a, b, NEAR)
}

/// Whether two figures have the same telling digits, at whatever scale.
pub fn same_digits(a: &Figure, b: &Figure) -> bool {
    let digits = |figure: &Figure| figure.value.map(|value| significand(value).0);
    digits(a).zip(digits(b)).is_some_and(|(a, b)| a == b)
}

/// Whether the numbers of two figures differ by no more than a part of the greater one.
fn is_within(a: &Figure, b: &Figure, part: Decimal) -> bool {
    let within = |a: Decimal, b: Decimal| {
        let limit = a.abs().max(b.abs()).checked_mul(part)?;
        Some(a.checked_sub(b)?.abs() <= limit)
    };
    a.value.zip(b.value).and_then(|(a, b)| within(a, b)).unwrap_or(false)
}

/// Whether the numbers of two figures restate each other, whatever their hedges: one is the other, or
/// rounds or is cut to it.
pub fn is_restated(a: &Figure, b: &Figure) -> bool {
    let (Some(value_a), Some(value_b)) = (a.value, b.value) else { return false };
    let (step_a, step_b) = (step(a, value_a), step(b, value_b));
    value_a == value_b
        || match step_a >= step_b {
            true => rounds_to(value_b, value_a, step_a),
            false => rounds_to(value_a, value_b, step_b),
        }
}

fn plain(a: &Figure, value_a: Decimal, b: &Figure, value_b: Decimal) -> Agreement {
    let (step_a, step_b) = (step(a, value_a), step(b, value_b));
    if is_restated(a, b) {
        Agreement::Agrees
    } else if is_about(a) || is_about(b) {
        let overlap = a.loose().overlaps(&b.loose());
        if overlap { Agreement::Agrees } else { Agreement::Conflicts }
    } else if a.loose().overlaps(&b.loose()) && step_a != step_b {
        Agreement::Possible
    } else {
        Agreement::Conflicts
    }
}

fn is_about(figure: &Figure) -> bool {
    figure.hedge == Some(Hedge::About)
}

/// The place to which a figure may have been rounded.
fn step(figure: &Figure, value: Decimal) -> Decimal {
    let is_small = value.abs() < SMALLEST_ROUNDED && figure.step() > Decimal::ONE;
    if is_small { Decimal::ONE } else { figure.step() }
}

/// Whether the finer value rounds or is cut to the coarser, at a place worth `step`.
pub(crate) fn rounds_to(fine: Decimal, coarse: Decimal, step: Decimal) -> bool {
    let Some(difference) = fine.checked_sub(coarse) else { return false };
    let (distance, size) = (difference.abs(), fine.abs());
    let within = |part: Decimal| size.checked_mul(part).is_some_and(|limit| distance <= limit);
    let is_rounded = distance.checked_add(distance).is_some_and(|double| double <= step);
    let is_cut = distance < step && difference.is_sign_negative() == fine.is_sign_negative();
    (is_rounded && within(COARSEST_ROUNDING)) || (is_cut && within(COARSEST_CUT))
}

/// The digits without trailing zeros, and the power of ten they stand at.
pub(crate) fn significand(value: Decimal) -> (u128, i32) {
    let mut digits = value.mantissa().unsigned_abs();
    let mut exponent = -(value.scale() as i32);
    // Nearly all numbers are short, and those are divided in a fraction of the time.
    if let Ok(mut short) = u64::try_from(digits) {
        while short != 0 && short.is_multiple_of(10) {
            short /= 10;
            exponent += 1;
        }
        return (short.into(), exponent);
    }
    while digits.is_multiple_of(10) {
        digits /= 10;
        exponent += 1;
    }
    (digits, exponent)
}

/// A number as a float, to tell soon that two are far apart.
pub(crate) fn approximately(value: Decimal) -> f64 {
    let mantissa = value.mantissa();
    // Nearly all numbers are short, and those become floats in a fraction of the time.
    let digits = i64::try_from(mantissa).map_or_else(|_| mantissa as f64, |short| short as f64);
    digits / TENS.get(value.scale() as usize).copied().unwrap_or(f64::INFINITY)
}

/// The powers of ten that a decimal can be divided by.
const TENS: [f64; 29] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28,
];

/// A value rounded to a place worth `step`.
fn rounded_to(value: Decimal, step: Decimal) -> Option<Decimal> {
    value.checked_div(step)?.round().checked_mul(step)
}

/// A power of ten as a decimal.
fn power(exponent: i32) -> Option<Decimal> {
    match u32::try_from(exponent) {
        Ok(exponent) => Decimal::try_from_i128_with_scale(10i128.checked_pow(exponent)?, 0).ok(),
        Err(_) => Decimal::try_from_i128_with_scale(1, exponent.unsigned_abs()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    /// A number as an article gives it.
    fn figure(words: &str) -> Figure {
        let text = format!("The valley has {words} of them.");
        let facts = crate::analyze(&text, &Settings::default()).facts;
        facts.articles[0].figures[0].clone()
    }

    fn check(a: &str, b: &str, expected: Agreement) {
        let (one, other) = (figure(a), figure(b));
        assert_eq!(agreement(&one, &other), expected, "{a} and {b}");
        assert_eq!(agreement(&other, &one), expected, "{b} and {a}");
    }

    #[test]
    fn a_coarser_figure_restates_what_rounds_to_it() {
        check("1.1 billion", "1.1 billion", Agreement::Agrees);
        check("1.1 billion", "1,108,000,000", Agreement::Agrees);
        check("815,000", "814,620", Agreement::Agrees);
        check("40,000", "38,200", Agreement::Agrees);
        check("79", "78.6", Agreement::Agrees);
        check("1.1 billion", "1.2 billion", Agreement::Conflicts);
        check("14,000", "11,400", Agreement::Conflicts);
        check("79", "78.2", Agreement::Conflicts);
    }

    #[test]
    fn a_coarser_figure_restates_what_is_cut_to_it() {
        check("115", "115.57", Agreement::Agrees);
        check("4.1 million", "4,191,000", Agreement::Agrees);
        check("1 billion", "1.9 billion", Agreement::Conflicts);
        check("4.3 million", "4,191,000", Agreement::Conflicts);
    }

    #[test]
    fn small_round_numbers_are_not_rounded() {
        check("20", "22", Agreement::Conflicts);
        check("400", "418", Agreement::Agrees);
    }

    #[test]
    fn bounds_conflict_only_with_what_they_rule_out() {
        check("more than 4,500", "4,512", Agreement::Agrees);
        check("more than 4,500", "4,500", Agreement::Agrees);
        check("more than 100", "5,000", Agreement::Possible);
        check("more than 4,500", "4,100", Agreement::Conflicts);
        check("up to 300", "280", Agreement::Agrees);
        check("up to 300", "412", Agreement::Conflicts);
        check("nearly 300", "288", Agreement::Agrees);
        check("nearly 300", "304", Agreement::Conflicts);
        check("more than 100", "more than 200", Agreement::Possible);
        check("more than 200", "less than 100", Agreement::Conflicts);
    }

    #[test]
    fn a_hedge_widens() {
        check("about 50,000", "48,712", Agreement::Agrees);
        check("about 50,000", "61,000", Agreement::Conflicts);
    }

    #[test]
    fn slips_are_told_apart() {
        let check = |a: &str, b: &str, expected| {
            assert_eq!(slip(&figure(a), &figure(b)), expected, "{a} and {b}");
        };
        check("3.2 billion", "3.2 million", Some(Slip::PowerOfTen(3)));
        check("6.42", "64.2", Some(Slip::PowerOfTen(-1)));
        check("84", "48", Some(Slip::SwappedDigits));
        check("1.42 million", "1.24 million", Some(Slip::SwappedDigits));
        check("14,300", "13,400", Some(Slip::SwappedDigits));
        check("412", "421", Some(Slip::SwappedDigits));
        check("412", "413", Some(Slip::Neighbour));
        check("1.1 billion", "1.2 billion", Some(Slip::Neighbour));
        check("512", "412", Some(Slip::OneDigit));
        check("412", "533", None);
        check("412", "36", None);
        check("7", "8", Some(Slip::Neighbour));
        check("7", "9", None);
        check("1.6 billion", "159,700", Some(Slip::PowerOfTen(4)));
        check("160 billion", "159.7 million", Some(Slip::PowerOfTen(3)));
        check("10.2 million", "9.97 billion", None);
        check("10 million", "9.97 billion", Some(Slip::PowerOfTen(-3)));
        check("106 million", "159.7 million", Some(Slip::SwappedDigits));
        check("350", "305.45", Some(Slip::SwappedDigits));
        check("306", "305.45", Some(Slip::Neighbour));
    }
}
