//! What an amount is in another unit, and whether a conversion that an article prints fits.
//!
//! A printed conversion fits if either amount, as exact as its words make it, rounds or is cut to the
//! other. Where one word stands for several units (the American and the British gallon) any of them may be
//! meant. Temperatures are converted as readings or, without the offset, as differences.

use newsmark_lexer::vocabulary::units::Dimension;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::agreement;
use crate::facts::Figure;
use crate::facts::figure::{Hedge, Unit};
use crate::interval::Interval;

/// Rounding that moves a converted amount by more than this part of it is no rounding.
const COARSEST_ROUNDING: Decimal = Decimal::from_parts(8, 0, 0, false, 2);
/// How far from its number a hedged amount or the end of a range may lie, as a part of it.
const MARGIN: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
/// A number of one digit says this much at least: `$1 billion` is hardly 1.4.
const COARSEST_DIGIT: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// How a printed conversion misses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The number of the first amount; of a range, the end that does not fit.
    pub from: Decimal,
    /// What that is in the unit of the second.
    pub expected: Decimal,
    /// By what part of that the second amount misses it.
    pub off: Decimal,
}

/// What two temperatures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Degrees {
    /// What a thermometer shows.
    Reading,
    /// How far apart two readings are.
    Difference,
}

/// How the second amount misses the first; none where they fit, and where nothing is known of their units.
pub fn misfit(first: &Figure, second: &Figure) -> Option<Misfit> {
    let factors = factors(first, second)?;
    let map =
        |factor: Decimal| move |interval: Interval| interval.times(&Interval::exactly(factor));
    let misses = factors.iter().map(|&factor| miss(first, second, map(factor)));
    let misses: Option<Vec<Misfit>> = misses.collect();
    let misses = misses?;
    // What is told is the usual sense of the unit; how far it misses, the nearest one.
    let off = misses.iter().map(|misfit| misfit.off).min()?;
    misses.first().map(|usual| Misfit { off, ..*usual })
}

/// The same for temperatures.
pub fn degrees_misfit(first: &Figure, second: &Figure, degrees: Degrees) -> Option<Misfit> {
    let (from, to) = scales(first, second)?;
    miss(first, second, |interval| from.to_celsius(interval, degrees).map_to(to, degrees))
}

/// The rate between two currencies that a pair of amounts makes: how much of the second one of the first
/// is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// By the printed numbers.
    pub printed: Decimal,
    /// As far as the words allow.
    pub loose: Interval,
    /// The same if a number of one digit is not taken for a coarse one.
    pub close: Interval,
}

/// The rate of two amounts of money; none where one has no number.
pub fn rate(first: &Figure, second: &Figure) -> Option<Rate> {
    let ((a, _), (b, _)) = (ends(first)?, ends(second)?);
    let printed = b.checked_div(a)?;
    let close = |figure: &Figure, end: Decimal| {
        let margin = end.abs().checked_mul(COARSEST_DIGIT)?;
        let within = Interval::exactly(end).widened(margin);
        let all = allowed(figure, end);
        Some(Interval {
            low: all.low.max(within.low),
            high: all.high.min(within.high).or(within.high),
            ..all
        })
    };
    Some(Rate {
        printed,
        loose: allowed(second, b).over(&allowed(first, a)),
        close: close(second, b)?.over(&close(first, a)?),
    })
}

/// A result with as many telling digits as a figure has, and three at least.
pub fn as_telling(value: Decimal, like: &Figure) -> Decimal {
    let digits = like.value.map_or(3, |value| agreement::telling_digits(value).max(3));
    value.round_sf_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value)
}

/// By what to multiply the first amount, in each sense of the two units.
fn factors(first: &Figure, second: &Figure) -> Option<Vec<Decimal>> {
    let (Some(Unit::Of(a)), Some(Unit::Of(b))) = (first.unit, second.unit) else { return None };
    let parse = |factor: &str| factor.parse::<Decimal>().ok();
    let mut factors = Vec::new();
    for from in a.unit().factors().filter_map(parse) {
        factors.extend(b.unit().factors().filter_map(parse).filter_map(|to| from.checked_div(to)));
    }
    (!factors.is_empty()).then_some(factors)
}

/// How the second amount misses what the first becomes; none where it fits.
fn miss(first: &Figure, second: &Figure, convert: impl Fn(Interval) -> Interval) -> Option<Misfit> {
    let ((a_low, a_high), (b_low, b_high)) = (ends(first)?, ends(second)?);
    let is_wrong = |a: Decimal, b: Decimal| !fits(first, a, second, b, &convert);
    let (a, b) = match (is_wrong(a_low, b_low), is_wrong(a_high, b_high)) {
        (true, _) => (a_low, b_low),
        (_, true) => (a_high, b_high),
        _ => return None,
    };
    // A range beside one number: it has to hold it.
    let (all_a, all_b) = (allowed_range(first)?, allowed_range(second)?);
    let is_range = first.value.is_none() != second.value.is_none();
    if is_range && convert(all_a).overlaps(&all_b) {
        return None;
    }
    let expected = convert(Interval::exactly(a)).low?;
    let distance = expected.checked_sub(b)?.abs();
    let off = distance.checked_div(expected.abs()).unwrap_or(Decimal::ONE_HUNDRED);
    Some(Misfit { from: a, expected, off })
}

fn fits(
    first: &Figure,
    a: Decimal,
    second: &Figure,
    b: Decimal,
    convert: &impl Fn(Interval) -> Interval,
) -> bool {
    if convert(allowed(first, a)).overlaps(&allowed(second, b)) {
        return true;
    }
    let Some(expected) = convert(Interval::exactly(a)).low else { return true };
    let is_near = |fine: Decimal, coarse: Decimal| {
        let limit = fine.abs().checked_mul(COARSEST_ROUNDING);
        fine.checked_sub(coarse).zip(limit).is_some_and(|(miss, limit)| miss.abs() <= limit)
    };
    let rounds = agreement::rounds_to(expected, b, second.step()) && is_near(expected, b);
    // The first may be the rounded one: 500 metres is 1,640 feet, but 1,500 feet is 500 metres.
    let back = a.checked_mul(b).and_then(|product| product.checked_div(expected));
    rounds
        || back.is_some_and(|back| agreement::rounds_to(back, a, first.step()) && is_near(back, a))
}

/// The number of a figure, twice, or the ends of its range.
fn ends(figure: &Figure) -> Option<(Decimal, Decimal)> {
    match figure.value {
        Some(value) => Some((value, value)),
        None => figure.strict().low.zip(figure.strict().high),
    }
}

/// What the words allow for one number of a figure. A bound is taken for a number: what is said of one
/// side of "more than 60 miles (100 km)" is said of the other.
fn allowed(figure: &Figure, end: Decimal) -> Interval {
    match (figure.value, figure.hedge) {
        (Some(_), None | Some(Hedge::About)) => figure.loose().hull(&figure.strict()),
        _ => {
            let margin = end.abs().checked_mul(MARGIN).unwrap_or_default();
            let half =
                figure.step().min(Decimal::ONE).checked_div(Decimal::TWO).unwrap_or_default();
            Interval::exactly(end).widened(margin.max(half))
        }
    }
}

fn allowed_range(figure: &Figure) -> Option<Interval> {
    let (low, high) = ends(figure)?;
    Some(allowed(figure, low).hull(&allowed(figure, high)))
}

/// A scale of temperature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scale {
    Celsius,
    Fahrenheit,
    Kelvin,
}

impl Scale {
    fn of(figure: &Figure) -> Option<Scale> {
        match figure.unit {
            Some(Unit::Of(id)) if id.unit().dimension == Dimension::Temperature => {
                match id.unit().name {
                    "degree Celsius" => Some(Scale::Celsius),
                    "degree Fahrenheit" => Some(Scale::Fahrenheit),
                    "kelvin" => Some(Scale::Kelvin),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// How many degrees of this scale one of Celsius is, and what the scale shows where Celsius shows 0.
    fn factor_and_offset(self) -> (Interval, Interval) {
        let (factor, offset) = match self {
            Scale::Celsius => (Decimal::ONE, Decimal::ZERO),
            Scale::Fahrenheit => (Decimal::new(18, 1), Decimal::from(32)),
            Scale::Kelvin => (Decimal::ONE, Decimal::new(27315, 2)),
        };
        (Interval::exactly(factor), Interval::exactly(offset))
    }

    fn to_celsius(self, interval: Interval, degrees: Degrees) -> Celsius {
        let (factor, offset) = self.factor_and_offset();
        Celsius(match degrees {
            Degrees::Reading => interval.minus(&offset).over(&factor),
            Degrees::Difference => interval.over(&factor),
        })
    }
}

struct Celsius(Interval);

impl Celsius {
    fn map_to(self, scale: Scale, degrees: Degrees) -> Interval {
        let (factor, offset) = scale.factor_and_offset();
        match degrees {
            Degrees::Reading => self.0.times(&factor).plus(&offset),
            Degrees::Difference => self.0.times(&factor),
        }
    }
}

/// The scales of two temperatures; plain degrees are of the scale that the other is not.
fn scales(first: &Figure, second: &Figure) -> Option<(Scale, Scale)> {
    let other = |scale: Scale| match scale {
        Scale::Fahrenheit => Scale::Celsius,
        Scale::Celsius | Scale::Kelvin => Scale::Fahrenheit,
    };
    match (Scale::of(first), Scale::of(second)) {
        (Some(a), Some(b)) => Some((a, b)),
        (Some(a), None) => Some((a, other(a))),
        (None, Some(b)) => Some((other(b), b)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::{Settings, analyze};

    /// What each conversion of a text should be, where it does not fit.
    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let facts = analyze(text, &Settings::default()).facts;
        let mut out = String::new();
        for conversion in &facts.articles[0].conversions {
            let (first, second) = conversion.figures(&facts.articles[0]);
            let misfit = match conversion.is_difference {
                Some(true) => degrees_misfit(first, second, Degrees::Difference),
                _ if first.dimension() == Some(Dimension::Temperature) => {
                    degrees_misfit(first, second, Degrees::Reading)
                }
                _ => misfit(first, second),
            };
            if let Some(misfit) = misfit {
                let expected = as_telling(misfit.expected, second).normalize();
                out += &format!("{}: {expected}\n", &text[first.range.cover(second.range)]);
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn exact_factors() {
        check(
            "It is 10 miles (16.09 km), 10 nautical miles (18.52 km), 1 inch (25.4 mm), 1 acre (4,047 square \
             metres), 640 acres (1 square mile), 100 hectares (247.1 acres), 1 pound (453.6 g), 1 stone (6.35 \
             kg), 1 barrel (159 litres), 60 mph (96.6 km/h), 100 knots (185 km/h), 1 horsepower (746 watts).",
            expect![[""]],
        );
    }

    #[test]
    fn rounding_either_side_fits() {
        check(
            "It is 30 miles (50 km), 10 miles (15 km), 500 metres (1,500 feet), 2 km (1 mile), 100 km (60 miles), \
             more than 60 miles (100 km), 10 to 12 miles (16 to 19 km), 6 feet 2 inches (1.88 m), 300 km (200 \
             miles).",
            expect![[r#"
                500 metres (1,500 feet: 1640
            "#]],
        );
        check(
            "It is 12 miles (15 km), 10 km (62 miles), 5 feet (150 cm), 10 to 12 miles (16 to 25 km).",
            expect![[r#"
                12 miles (15 km: 19.3
                10 km (62 miles: 6.21
                10 to 12 miles (16 to 25 km: 19.3
            "#]],
        );
    }

    #[test]
    fn a_word_may_stand_for_several_units() {
        check(
            "It holds 10 gallons (38 litres), 10 gallons (45 litres), 1,000 tons (907 tonnes), 1,000 tons (1,016 \
             tonnes), 10 gallons (41.6 litres), 10 miles (18.5 km).",
            expect![[r#"
                10 gallons (41.6 litres: 37.9
            "#]],
        );
    }

    #[test]
    fn readings_and_differences_of_temperature() {
        check(
            "It hit 40C (104F), fell to -40C (-40F) and was 100F (38C). It rose by 5C (9F), then by 5C (41F), \
             and hit 30C (54F). It was 40 degrees (104F).",
            expect![[r#"
                5C (41F: 9
                30C (54F: 86
            "#]],
        );
    }
}
