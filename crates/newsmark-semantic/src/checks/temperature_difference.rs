//! `temperature-difference`: a rise in degrees converted as if it were a reading.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::convert::{self, Degrees};
use crate::facts::{Article, Facts};
use crate::wording;

check! {
    /// A difference of temperatures that is converted wrongly.
    ///
    /// A rise of 1.5 degrees Celsius is one of 2.7 degrees Fahrenheit. The 32 degrees by which the scales
    /// begin apart count for what a thermometer shows, not for how far two readings are apart; added all the
    /// same, they make a catastrophe of a warm spell.
    ///
    /// # Reported
    ///
    /// ```news
    /// The bay has warmed by 1.5C (34.7F) since the 1980s.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The bay has warmed by 1.5C (2.7F) since the 1980s, to 19C (66F).
    /// ```
    pub(super) TEMPERATURE_DIFFERENCE {
        code: "temperature-difference",
        severity: Severity::Error,
        article: temperature_difference,
    }
}

fn temperature_difference(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for pair in article.conversions.iter().filter(|pair| pair.is_difference == Some(true)) {
        let (first, second) = pair.figures(article);
        let Some(misfit) = convert::degrees_misfit(first, second, Degrees::Difference) else {
            continue;
        };
        let is_reading = convert::degrees_misfit(first, second, Degrees::Reading).is_none();
        let [a, b] = [first, second].map(|figure| facts.words(figure.range));
        let expected = convert::as_telling(misfit.expected, second);
        let right = wording::in_words_of(facts, second, expected);
        let message = match is_reading {
            true => {
                format!("a difference of {a} is {right}; {b} is what a thermometer shows at {a}")
            }
            false => format!("a difference of {a} is {right}, not {b}"),
        };
        let remark = report.at(second.range, message).related(first.range, "the difference");
        let remark = match second.value.filter(|_| !second.in_quote) {
            Some(_) => remark.fix(format!("change {b} to {right}"), second.range, &*right),
            None => remark,
        };
        let is_small = misfit.off <= Decimal::new(20, 2);
        if is_small && !is_reading {
            remark.softened(match misfit.off <= Decimal::new(10, 2) {
                true => Severity::Information,
                false => Severity::Warning,
            });
        }
    }
}
