//! Results rounded to what they are exact to: nobody wants the digits that nobody printed.

use rust_decimal::{Decimal, RoundingStrategy};

/// Halves go away from zero, as in newspapers.
pub(crate) const HALF_UP: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

/// A result that may lie anywhere within a width, rounded to the largest power of ten that is no wider.
pub(crate) fn to_width(value: Decimal, width: Decimal) -> Option<Decimal> {
    let place = exponent(width);
    if place < 0 {
        return Some(value.round_dp_with_strategy(place.unsigned_abs(), HALF_UP));
    }
    let unit = ten_to(place)?;
    value.checked_div(unit)?.round_dp_with_strategy(0, HALF_UP).checked_mul(unit)
}

/// The power of ten of the first digit: 2 for 815, -1 for 0.4.
pub(crate) fn exponent(value: Decimal) -> i32 {
    let digits = value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0);
    digits as i32 - value.scale() as i32
}

/// Ten to a power; none beyond what a decimal holds.
pub(crate) fn ten_to(exponent: i32) -> Option<Decimal> {
    /// A decimal holds 28 digits.
    const MOST: u32 = 27;
    let power = exponent.unsigned_abs();
    let ten = || 10_i128.checked_pow(power).filter(|_| power <= MOST);
    match exponent < 0 {
        true => (power <= MOST).then(|| Decimal::new(1, power)),
        false => Decimal::try_from_i128_with_scale(ten()?, 0).ok(),
    }
}
