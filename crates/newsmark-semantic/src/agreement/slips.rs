//! Slips: how one number could have become another at the keyboard: a power of ten, two digits that changed places, a
//! digit that is another.

use rust_decimal::Decimal;

use super::{TENS, approximately, power, rounded_to, rounds_to, significand, telling_digits};
use crate::facts::Figure;
use crate::facts::figure::Unit;

/// A slip of the pen or the keyboard that turns one number into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slip {
    /// The same digits at another scale: the power of ten by which the first is the greater.
    PowerOfTen(i32),
    /// Two neighbouring digits changed places.
    SwappedDigits,
    /// The last telling digit is one up or down.
    Neighbour,
    /// One digit is another.
    OneDigit,
}

impl Slip {
    /// What went wrong, for the end of a sentence about a number.
    pub fn explanation(self) -> &'static str {
        match self {
            Slip::PowerOfTen(_) => "the decimal point is in another place",
            Slip::SwappedDigits => "two digits are swapped",
            Slip::Neighbour => "the last digit is one off",
            Slip::OneDigit => "one digit is another",
        }
    }
}

/// Numbers whose ratio is outside of this cannot be roundings of each other; wider than [`COARSEST_ROUNDING`].
const NEAR_ENOUGH: std::ops::RangeInclusive<f64> = 0.75..=1.33;

/// Numbers further apart than this are no slip of each other.
const MOST_POWERS: i32 = 6;

/// The slip by which the second figure's number, rounded perhaps, could have become the first's; none
/// where they agree or differ in some other way.
pub fn slip(a: &Figure, b: &Figure) -> Option<Slip> {
    let (value_a, value_b) = (a.value?, b.value?);
    if value_a == value_b || value_a.is_sign_negative() || value_b.is_sign_negative() {
        return None;
    }
    if let Some(slip) = power_of_ten(value_a, value_b, matches!(a.unit, Some(Unit::Money(_))))
        && !are_small_counts(a, b, slip)
    {
        return Some(slip);
    }
    slip_of_digits(a, value_a, b, value_b)
}

/// Whether a power of ten lies between two counts only where one is rounded, and both are small: nobody who writes 15 of
/// what 151 are elsewhere has rounded it.
fn are_small_counts(a: &Figure, b: &Figure, slip: Slip) -> bool {
    let (Some(value_a), Some(value_b), Slip::PowerOfTen(exponent)) = (a.value, b.value, slip)
    else {
        return false;
    };
    let (lesser, greater) = if exponent > 0 { (value_b, value_a) } else { (value_a, value_b) };
    let times = power(exponent.abs());
    let is_exact = times.and_then(|times| lesser.checked_mul(times)) == Some(greater);
    a.unit.is_none()
        && b.unit.is_none()
        && a.step() == Decimal::ONE
        && b.step() == Decimal::ONE
        && greater < Decimal::ONE_THOUSAND
        && !is_exact
}

/// The same of digits that stay at their scale; both numbers are positive.
fn slip_of_digits(a: &Figure, value_a: Decimal, b: &Figure, value_b: Decimal) -> Option<Slip> {
    if !have_one_length(approximately(value_a), approximately(value_b)) {
        return None;
    }
    one_place(value_a, value_b).or_else(|| {
        // A rounded number is compared with what the other one would have been rounded to; a zero at its end may
        // be a digit that was meant.
        let is_rounded = a.step() > b.step() && telling_digits(value_a) >= 2;
        let steps = [a.step().min(Decimal::ONE), a.step()].into_iter().filter(|_| is_rounded);
        let mut rounded = steps.filter_map(|step| rounded_to(value_b, step));
        rounded.find_map(|rounded| one_place(value_a, rounded))
    })
}

/// Whether the second figure's number could have become the first's by a slip that leaves all digits there: at another
/// scale, or two of them swapped.
pub fn is_misplaced(a: &Figure, b: &Figure) -> bool {
    let (Some(value_a), Some(value_b)) = (a.value, b.value) else { return false };
    !value_a.is_sign_negative()
        && !value_b.is_sign_negative()
        && (power_of_ten(value_a, value_b, matches!(a.unit, Some(Unit::Money(_)))).is_some()
            || slip_of_digits(a, value_a, b, value_b) == Some(Slip::SwappedDigits))
}

/// What of a number is enough to see at once that it is no slip of another, for where there are many to compare.
#[derive(Clone, Copy, Debug)]
pub struct Rough {
    /// Its value, as nearly as a float can tell.
    size: f64,
    /// What one unit of its last telling digit is worth, likewise.
    step: f64,
    scale: u32,
    /// How often each digit stands in it, five bits a digit; none for more than 18 digits.
    digits: Option<u64>,
}

impl Rough {
    /// None where there is no number, or a negative one: those are no slips.
    pub fn of(figure: &Figure) -> Option<Rough> {
        let value = figure.value.filter(|value| !value.is_sign_negative())?;
        let short = i64::try_from(value.mantissa()).ok();
        let digits = short.map(|mut rest| {
            let mut digits = 0;
            while rest > 0 {
                digits += 1 << (5 * (rest % 10));
                rest /= 10;
            }
            digits
        });
        let step = approximately(figure.step());
        Some(Rough { size: approximately(value), step, scale: value.scale(), digits })
    }

    /// Whether the other number could have become this one by a slip that leaves all digits there; of those of which
    /// this is said [`is_misplaced`] knows better.
    pub fn may_be_misplaced(&self, other: &Rough) -> bool {
        if near_power_of_ten(self.size, other.size).is_some() {
            return true;
        }
        let differ = self.digits.zip(other.digits).is_some_and(|(a, b)| a != b);
        let is_to_round = || self.scale != other.scale || self.step > other.step;
        have_one_length(self.size, other.size) && (!differ || is_to_round())
    }
}

/// The slip by which a result could have become the number that is printed for it: another power of ten,
/// or two digits that changed places.
pub fn slip_of_result(claim: &Figure, result: Decimal) -> Option<Slip> {
    let (claimed, result) = (claim.value?.normalize().abs(), result.normalize().abs());
    if claimed.is_zero() || result.is_zero() {
        return None;
    }
    let rounded = rounded_to(result, claim.step()).unwrap_or(result);
    power_of_ten(claimed, result, false)
        .or_else(|| are_swapped(claimed, rounded).then_some(Slip::SwappedDigits))
}

/// Whether two neighbouring digits that changed places turn one number into the other.
pub fn are_swapped(a: Decimal, b: Decimal) -> bool {
    one_place(a, b) == Some(Slip::SwappedDigits)
}

/// The power of ten by which the first number is the greater, where otherwise one restates the other.
fn power_of_ten(a: Decimal, b: Decimal, is_money: bool) -> Option<Slip> {
    let power = near_power_of_ten(approximately(a), approximately(b))?;
    let (lesser, greater) = if power.is_positive() { (b, a) } else { (a, b) };
    let shifted = lesser.checked_mul(Decimal::from(10u64.checked_pow(power.unsigned_abs())?))?;
    // "$3 million" for "$3,175": the scale word is wrong, whatever was rounded.
    let fewest_digits = if power % 3 == 0 || is_money { 1 } else { 2 };
    is_rounding(shifted, greater, fewest_digits).then_some(Slip::PowerOfTen(power))
}

/// The power of ten by which the first number is about the greater. Rounding moves a number a little: only one power
/// can be meant, if any.
fn near_power_of_ten(a: f64, b: f64) -> Option<i32> {
    let (greater, sign) = if a < b { (b / a, -1) } else { (a / b, 1) };
    let mut powers = (1..=MOST_POWERS).zip(&TENS[1..]);
    let (power, ten) = powers.find(|(_, ten)| greater <= **ten * NEAR_ENOUGH.end())?;
    (greater >= ten * NEAR_ENOUGH.start()).then_some(sign * power)
}

/// Whether two numbers have as many digits before the point, as nearly as a float can tell: a digit that changed,
/// or changed places, leaves it so.
fn have_one_length(a: f64, b: f64) -> bool {
    (0.09..=11.0).contains(&(a / b))
}

/// Whether one number is the other, or the other rounded to as many telling digits at least.
fn is_rounding(a: Decimal, b: Decimal, fewest_digits: u32) -> bool {
    let place = |value| power(significand(value).1);
    let (Some(place_a), Some(place_b)) = (place(a), place(b)) else { return false };
    let (fine, coarse, step) = if place_a < place_b { (a, b, place_b) } else { (b, a, place_a) };
    fine == coarse || (telling_digits(coarse) >= fewest_digits && rounds_to(fine, coarse, step))
}

/// Whether two numbers of the same length differ in one digit or in two neighbours that changed places.
/// Numbers of more than 19 digits are not compared.
fn one_place(a: Decimal, b: Decimal) -> Option<Slip> {
    let ((digits_a, exponent_a), (digits_b, exponent_b)) = (significand(a), significand(b));
    let exponent = exponent_a.min(exponent_b);
    let scaled = |digits: u128, own: i32| {
        let power = 10u64.checked_pow(own.abs_diff(exponent))?;
        u64::try_from(digits).ok()?.checked_mul(power)
    };
    let (mut a, mut b) = (scaled(digits_a, exponent_a)?, scaled(digits_b, exponent_b)?);
    if a == b || a.checked_ilog10() != b.checked_ilog10() {
        return None;
    }
    while a.is_multiple_of(10) && b.is_multiple_of(10) {
        (a, b) = (a / 10, b / 10);
    }
    if a.abs_diff(b) == 1 {
        return Some(Slip::Neighbour);
    }
    if a < 10 {
        return None;
    }
    // From the right: skip equal digits, then compare what is left.
    while a % 10 == b % 10 {
        (a, b) = (a / 10, b / 10);
    }
    if a / 10 == b / 10 {
        return Some(Slip::OneDigit);
    }
    let (last_a, last_b) = (a % 100, b % 100);
    let is_swapped = last_a / 10 == last_b % 10 && last_a % 10 == last_b / 10;
    (is_swapped && a / 100 == b / 100).then_some(Slip::SwappedDigits)
}
