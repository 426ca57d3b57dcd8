//! `unit-pair`: an amount in two units that are not the same amount.

use newsmark_lexer::vocabulary::units::Dimension;
use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::convert::{self, Degrees, Misfit};
use crate::facts::conversion::{Conversion, Joint};
use crate::facts::{Article, Facts, Figure};
use crate::wording;

check! {
    /// An amount and its conversion that are not the same.
    ///
    /// Whoever thinks in the other unit reads another fact. Either amount may be rounded, and a gallon, a ton
    /// or a mile may be any of those that go by the name. What misses by less than a twentieth is
    /// information, by more than a fifth an error.
    ///
    /// # Reported
    ///
    /// ```news
    /// The new road is 10 km (62 miles) long.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The new road is 10 km (6 miles) long.
    /// ```
    pub(super) UNIT_PAIR {
        code: "unit-pair",
        severity: Severity::Error,
        article: unit_pair,
    }
}

/// What misses by less is information.
const SMALL: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
/// What misses by more is an error.
const LARGE: Decimal = Decimal::from_parts(20, 0, 0, false, 2);
/// What misses by more than this part is hardly meant to be the same, where the words do not say so.
const ANOTHER: Decimal = Decimal::from_parts(60, 0, 0, false, 2);
/// A stretch of time that is so many times the other is another one.
const OTHER_TIME: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

fn unit_pair(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for pair in &article.conversions {
        let Some((misfit, severity)) = verdict(article, pair) else { continue };
        let (first, second) = pair.figures(article);
        let expected = convert::as_telling(misfit.expected, second);
        let [a, b] = [first, second].map(|figure| facts.words(figure.range));
        let right = wording::in_words_of(facts, second, expected);
        let message = match first.value {
            Some(_) => format!("{a} is {right}, not {b}"),
            None => {
                format!("of {a}, {} is {right}; {b} do not fit", wording::number(misfit.from))
            }
        };
        let remark = report.at(second.range, message).related(first.range, "the same amount");
        let rounded = wording::corrected(facts, second, misfit.expected);
        let remark = match rounded.filter(|_| !second.in_quote && second.value.is_some()) {
            Some(text) => remark.fix(format!("change {b} to {text}"), second.range, text),
            None => remark,
        };
        remark.softened(severity);
    }
}

fn verdict(article: &Article, pair: &Conversion) -> Option<(Misfit, Severity)> {
    let (first, second) = pair.figures(article);
    if first.dimension() == Some(Dimension::Temperature) {
        return reading(pair, first, second);
    }
    let misfit = convert::misfit(first, second)?;
    let is_time = first.dimension() == Some(Dimension::Time);
    let severity = match misfit.off {
        off if off <= SMALL => Severity::Information,
        off if pair.joint == Joint::Likely && off > ANOTHER => {
            return is_slip(&misfit, second).then_some((misfit, Severity::Warning));
        }
        off if is_time && off > OTHER_TIME => return None,
        off if pair.joint == Joint::Likely || off <= LARGE => Severity::Warning,
        _ if is_time => Severity::Warning,
        _ => Severity::Error,
    };
    let is_doubtful = pair.joint == Joint::Likely && is_time;
    Some((misfit, if is_doubtful { Severity::Information } else { severity }))
}

/// Whether the amount was divided where it should be multiplied, or has its point in another place.
fn is_slip(misfit: &Misfit, second: &Figure) -> bool {
    let turned = misfit.from.checked_mul(misfit.from).and_then(|a| a.checked_div(misfit.expected));
    let scales = [Decimal::new(1, 2), Decimal::new(1, 1), Decimal::TEN, Decimal::ONE_HUNDRED];
    let shifted = scales.iter().filter_map(|&scale| misfit.expected.checked_mul(scale));
    let is_near = |value: Decimal| {
        let miss =
            second.value.and_then(|printed| printed.checked_sub(value)?.abs().checked_div(value));
        miss.is_some_and(|miss| miss.abs() <= SMALL)
    };
    shifted.chain(turned).any(is_near)
}

/// What a thermometer shows. Where nothing says that it is no difference, small numbers may be one.
fn reading(pair: &Conversion, first: &Figure, second: &Figure) -> Option<(Misfit, Severity)> {
    let misfit = convert::degrees_misfit(first, second, Degrees::Reading)?;
    let is_difference = convert::degrees_misfit(first, second, Degrees::Difference).is_none();
    let Some((a, b)) = first.value.zip(second.value) else {
        // `11C to 13C (25F to 55F)`: both ends are held against each other.
        let severity = if misfit.off <= SMALL { Severity::Information } else { Severity::Warning };
        let is_reading = pair.is_difference != Some(true) && !is_difference;
        return is_reading.then_some((misfit, severity));
    };
    let is_warm = a.abs().max(b.abs()) >= Decimal::from(45);
    match pair.is_difference {
        Some(true) => return None,
        None if is_difference && !is_warm => return None,
        _ => {}
    }
    let miss = misfit.expected.checked_sub(b)?.abs();
    let severity = match miss {
        miss if miss <= Decimal::TWO => Severity::Information,
        miss if miss <= Decimal::from(6) || pair.is_difference.is_none() && is_difference => {
            Severity::Warning
        }
        _ => Severity::Error,
    };
    Some((misfit, severity))
}
