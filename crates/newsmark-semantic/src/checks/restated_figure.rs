//! `restated-figure`: one thing with two numbers.

use crate::agreement::{Slip, is_bound, slip};
use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts};
use crate::pairing;
use crate::wording;

check! {
    /// A figure that is given again with another value.
    ///
    /// The body says one number in one place and another in a second place, of a thing that is described
    /// in the same words. A rounder number for the same thing is fine; so are numbers for other times,
    /// other groups and other places, forecasts and earlier counts, and what two people say.
    ///
    /// # Reported
    ///
    /// ```news
    /// The harbour office counted 412 registered fishing boats.
    ///
    /// The 421 registered fishing boats pay a fee from May.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The harbour office counted 412 registered fishing boats.
    ///
    /// The roughly 400 registered fishing boats pay a fee from May.
    /// ```
    pub(super) RESTATED_FIGURE {
        code: "restated-figure",
        severity: Severity::Warning,
        article: restated_figure,
    }
}

fn restated_figure(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for pair in &article.restatements {
        let (earlier, later) = (article.figure(pair.earlier), article.figure(pair.later));
        let slip = slip(later, earlier);
        // A power of ten, and what a bound rules out, are other rules'.
        if matches!(slip, Some(Slip::PowerOfTen(_))) || is_bound(earlier) || is_bound(later) {
            continue;
        }
        let explanation = match slip {
            Some(Slip::SwappedDigits) => ": two digits are swapped",
            _ => "",
        };
        let [first, again] = [earlier, later].map(|figure| wording::phrase(facts, figure));
        let message = [&again, " here, ", &first, " earlier", explanation].concat();
        let severity = match pairing::is_quote_against_narration(earlier, later) {
            true => Severity::Information,
            false => Severity::Warning,
        };
        let remark = report
            .at(later.range, message)
            .softened(severity)
            .related(earlier.range, "the other figure");
        pairing::offer_either(facts, remark, earlier, later);
    }
}
