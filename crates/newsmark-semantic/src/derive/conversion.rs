//! An amount in the unit that other readers think in: miles for kilometres, Fahrenheit for Celsius.
//!
//! Factors come from the table of units. A result is as precise as what was written: 100 km are 62 miles, not
//! 62.137. A unit whose name stands for several (ton) is left alone.

use newsmark_lexer::vocabulary::units::{self, Dimension, UnitId};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::facts::Figure;
use crate::facts::figure::{Role, Unit};

/// An amount in another unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Converted {
    /// The amount; of a range, its lower end.
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The unit.
    pub unit: UnitId,
    /// What a few degrees come to if they are a difference, where the words leave that open.
    pub as_difference: Option<Decimal>,
}

/// Which unit says to other readers what this one says.
const COUNTERPARTS: &[(&str, &str)] = &[
    ("acre", "hectare"),
    ("barrel", "litre"),
    ("centimetre", "inch"),
    ("cubic foot", "cubic metre"),
    ("cubic metre", "cubic foot"),
    ("degree Celsius", "degree Fahrenheit"),
    ("degree Fahrenheit", "degree Celsius"),
    ("foot", "metre"),
    ("gallon", "litre"),
    ("gram", "ounce"),
    ("hectare", "acre"),
    ("imperial gallon", "litre"),
    ("inch", "centimetre"),
    ("kilogram", "pound"),
    ("kilometre", "mile"),
    ("kilometre per hour", "mile per hour"),
    ("knot", "kilometre per hour"),
    ("litre", "gallon"),
    ("metre", "foot"),
    ("metre per second", "mile per hour"),
    ("mile", "kilometre"),
    ("mile per hour", "kilometre per hour"),
    ("millimetre", "inch"),
    ("nautical mile", "kilometre"),
    ("ounce", "gram"),
    ("pound", "kilogram"),
    ("square foot", "square metre"),
    ("square kilometre", "square mile"),
    ("square metre", "square foot"),
    ("square mile", "square kilometre"),
    ("stone", "kilogram"),
    ("tonne", "ton"),
    ("yard", "metre"),
];

/// The amount of a figure in the unit of other readers.
pub fn converted(figure: &Figure) -> Option<Converted> {
    let Some(Unit::Of(from)) = figure.unit else { return None };
    let name = from.unit().name;
    let (_, to) = COUNTERPARTS.iter().find(|(own, _)| *own == name)?;
    let to = units::by_name(to)?;
    let is_temperature = from.unit().dimension == Dimension::Temperature;
    let is_difference = is_temperature && figure.role == Role::Change;
    // Of a few degrees of difference each tenth counts.
    let step = if is_temperature { figure.step.min(Decimal::new(1, 1)) } else { figure.step };
    let convert = |value: Decimal| match is_temperature && !is_difference {
        true => temperature(value, from, figure.step),
        false => measure(value, from, to, step),
    };
    if let Some(value) = figure.value {
        // "1.5 degrees above normal" and "1.5 degrees at night" look alike.
        let is_open = is_temperature && !is_difference && value.abs() <= Decimal::TEN;
        let as_difference = is_open.then(|| measure(value, from, to, step)).flatten();
        return Some(Converted { value: convert(value)?, high: None, unit: to, as_difference });
    }
    let (low, high) = (figure.strict.low?, figure.strict.high?);
    Some(Converted {
        value: convert(low)?,
        high: Some(convert(high)?),
        unit: to,
        as_difference: None,
    })
}

/// A measure in another unit of its dimension, rounded to the place that is as exact as what was written.
fn measure(value: Decimal, from: UnitId, to: UnitId, step: Decimal) -> Option<Decimal> {
    let factor = |unit: UnitId| unit.unit().factor.parse::<Decimal>().ok();
    let (from, to) = (factor(from)?, factor(to)?);
    let convert = |value: Decimal| value.checked_mul(from)?.checked_div(to);
    let place = exponent(convert(exactness(value, step)?)?);
    let exact = convert(value)?;
    if place < 0 {
        return Some(exact.round_dp_with_strategy(place.unsigned_abs(), ROUNDING));
    }
    let unit = ten_to(place)?;
    exact.checked_div(unit)?.round_dp_with_strategy(0, ROUNDING).checked_mul(unit)
}

const ROUNDING: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

/// The place to which a number is exact: zeros at its end may be rounding, from the second digit on.
fn exactness(value: Decimal, step: Decimal) -> Option<Decimal> {
    let second_digit = ten_to(exponent(value) - 1)?;
    Some(step.min(second_digit.max(step.min(Decimal::ONE))))
}

/// The power of ten of the first digit: 2 for 815, -1 for 0.4.
fn exponent(value: Decimal) -> i32 {
    let digits = value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0);
    digits as i32 - value.scale() as i32
}

fn ten_to(exponent: i32) -> Option<Decimal> {
    const MOST: u32 = 27;
    let power = exponent.unsigned_abs();
    let ten = || 10_i128.checked_pow(power).filter(|_| power <= MOST);
    match exponent < 0 {
        true => (power <= MOST).then(|| Decimal::new(1, power)),
        false => Decimal::try_from_i128_with_scale(ten()?, 0).ok(),
    }
}

/// A temperature on the other scale, to the place that was written, or to a whole degree.
fn temperature(value: Decimal, from: UnitId, step: Decimal) -> Option<Decimal> {
    let (nine, five, freezing) = (Decimal::from(9), Decimal::from(5), Decimal::from(32));
    let exact = match from.unit().name {
        "degree Celsius" => value.checked_mul(nine)?.checked_div(five)?.checked_add(freezing)?,
        _ => value.checked_sub(freezing)?.checked_mul(five)?.checked_div(nine)?,
    };
    let places = step.normalize().scale();
    Some(exact.round_dp_with_strategy(places, ROUNDING))
}
