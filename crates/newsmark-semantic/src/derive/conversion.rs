//! An amount in the unit that other readers think in: miles for kilometres, Fahrenheit for Celsius.
//!
//! Factors come from the table of units. A result is as precise as what was written: 100 km are 62 miles, not
//! 62.137. A unit whose name stands for several (ton) is left alone.

use newsmark_lexer::vocabulary::units::{self, Dimension, UnitId};
use rust_decimal::Decimal;

use super::rounding;
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
    let step = if is_temperature { figure.step().min(Decimal::new(1, 1)) } else { figure.step() };
    let convert = |value: Decimal| match is_temperature && !is_difference {
        true => temperature(value, from, figure.step()),
        false => measure(value, from, to, step),
    };
    if let Some(value) = figure.value {
        // "1.5 degrees above normal" and "1.5 degrees at night" look alike.
        let is_open = is_temperature && !is_difference && value.abs() <= Decimal::TEN;
        let as_difference = is_open.then(|| measure(value, from, to, step)).flatten();
        return Some(Converted { value: convert(value)?, high: None, unit: to, as_difference });
    }
    let (low, high) = (figure.strict().low?, figure.strict().high?);
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
    rounding::to_width(convert(value)?, convert(exactness(value, step)?)?)
}

/// The place to which a number is exact: zeros at its end may be rounding, from the second digit on.
fn exactness(value: Decimal, step: Decimal) -> Option<Decimal> {
    let second_digit = rounding::ten_to(rounding::exponent(value) - 1)?;
    Some(step.min(second_digit.max(step.min(Decimal::ONE))))
}

/// A temperature on the other scale, to the place that was written, or to a whole degree.
fn temperature(value: Decimal, from: UnitId, step: Decimal) -> Option<Decimal> {
    let (nine, five, freezing) = (Decimal::from(9), Decimal::from(5), Decimal::from(32));
    let exact = match from.unit().name {
        "degree Celsius" => value.checked_mul(nine)?.checked_div(five)?.checked_add(freezing)?,
        _ => value.checked_sub(freezing)?.checked_mul(five)?.checked_div(nine)?,
    };
    let places = step.normalize().scale();
    Some(exact.round_dp_with_strategy(places, rounding::HALF_UP))
}
