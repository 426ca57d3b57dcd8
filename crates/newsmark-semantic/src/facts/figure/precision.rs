//! What a written number allows.
//!
//! Digits carry their own precision: 1.1 billion is anything that rounds to it. A count without trailing
//! zeros is exact; trailing zeros may be rounding, so such a number has a strict and a loose reading.

use rust_decimal::Decimal;

use super::Hedge;
use super::numeral::{Form, Numeral};
use crate::interval::Interval;

/// The strict and the loose reading of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Readings {
    pub(crate) strict: Interval,
    pub(crate) loose: Interval,
}

/// Whether a number counts things, which come in ones, or measures something continuous.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grain {
    Counted,
    Measured,
}

/// What a number allows before any hedge.
pub(crate) fn bare(numeral: &Numeral, grain: Grain) -> Readings {
    if let Some(allows) = numeral.allows {
        return Readings { strict: allows, loose: allows };
    }
    let Some(value) = numeral.value else {
        return Readings { strict: Interval::EVERYTHING, loose: Interval::EVERYTHING };
    };
    let is_count =
        grain == Grain::Counted && numeral.scale == 0 && numeral.unit_step == Decimal::ONE;
    let strict = match is_count {
        true => Interval::exactly(value),
        false => rounding(value, numeral.unit_step),
    };
    // `$2.80` is printed to the cent, and `4.0` to the tenth.
    let has_decimals = value.scale() > 0 && numeral.scale == 0;
    let zeros_may_round =
        numeral.step > numeral.unit_step && numeral.form != Form::Words && !has_decimals
            || numeral.scale > 0;
    let loose = match is_count && !zeros_may_round {
        true => strict,
        false if has_decimals => strict,
        false => rounding(value, loose_step(value, numeral).max(numeral.unit_step)).hull(&strict),
    };
    Readings { strict, loose }
}

/// Everything that rounds to a value at a step, as a scale word allows.
pub(crate) fn around(value: Decimal, step: Decimal) -> Readings {
    let interval = rounding(value, step);
    Readings { strict: interval, loose: interval }
}

/// What the number allows under a hedge.
pub(crate) fn hedged(readings: Readings, value: Option<Decimal>, hedge: Hedge) -> Readings {
    let Some(value) = value else { return readings };
    let one = match hedge {
        Hedge::MoreThan => Interval::above(value, false),
        Hedge::AtLeast => Interval::above(value, true),
        Hedge::LessThan => Interval::below(value, false),
        Hedge::AtMost => Interval::below(value, true),
        Hedge::Nearly => {
            let (low, high) = (value * Decimal::new(9, 1), value);
            Interval::half_open(low.min(high), low.max(high))
        }
        Hedge::About => {
            let margin = (value.abs() * Decimal::new(5, 2)).max(half_second_digit(value));
            readings
                .loose
                .widened(Decimal::ZERO)
                .hull(&Interval::closed(value - margin, value + margin))
        }
    };
    Readings { strict: one, loose: one }
}

/// The same for a factor that makes less of something: `more than halved` leaves less than a half, and `nearly halved`
/// somewhat more.
pub(crate) fn hedged_fall(readings: Readings, value: Option<Decimal>, hedge: Hedge) -> Readings {
    let turned = match hedge {
        Hedge::MoreThan => Hedge::LessThan,
        Hedge::AtLeast => Hedge::AtMost,
        Hedge::LessThan => Hedge::MoreThan,
        Hedge::AtMost => Hedge::AtLeast,
        Hedge::About => Hedge::About,
        Hedge::Nearly => {
            let Some(value) = value else { return readings };
            let most = value.checked_mul(Decimal::new(12, 1)).unwrap_or(value);
            let one = Interval::closed(value, most);
            return Readings { strict: one, loose: one };
        }
    };
    hedged(readings, value, turned)
}

/// What a multiplier word allows: `doubled` is 1.9 to 2.1 times, `halved` 0.47 to 0.53.
pub(crate) fn multiplier(factor: Decimal) -> Interval {
    let margin = match factor < Decimal::ONE {
        true => factor * Decimal::new(6, 2),
        false => factor * Decimal::new(5, 2),
    };
    Interval::closed(factor - margin, factor + margin)
}

/// Everything that rounds to the value at this step.
fn rounding(value: Decimal, step: Decimal) -> Interval {
    let half = step / Decimal::TWO;
    Interval::half_open(value - half, value + half)
}

/// The step of the loose reading: the last digit that is not zero, but never coarser than the second
/// significant digit.
fn loose_step(value: Decimal, numeral: &Numeral) -> Decimal {
    numeral.step.min(half_second_digit(value) * Decimal::TWO)
}

/// Half of one unit of the second significant digit: 500 for 40,000.
fn half_second_digit(value: Decimal) -> Decimal {
    const LEAST: i32 = -20;
    let Some(digits) = value.mantissa().unsigned_abs().checked_ilog10() else {
        return Decimal::ZERO;
    };
    // The first digit counts this power of ten, the second a tenth of it, of which half is five hundredths.
    let first = (digits as i32 - value.scale() as i32).max(LEAST);
    match u32::try_from(first - 2) {
        Ok(power) => Decimal::from_i128_with_scale(5 * 10_i128.pow(power), 0),
        Err(_) => Decimal::new(5, 2_u32.saturating_add_signed(-first)),
    }
}
