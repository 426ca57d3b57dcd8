//! `average-range`: an average outside the numbers that it is the average of.

use crate::check::{Report, Severity, check};
use crate::derive::{Reading, claims};
use crate::facts::{Article, Facts};
use crate::interval::Interval;

check! {
    /// An average that does not lie between the least and the greatest number.
    ///
    /// The mean or the median of some numbers is never below the least of them nor above the greatest. An
    /// average of another place, another time or another group is not compared, nor one that is only set
    /// beside them.
    ///
    /// # Reported
    ///
    /// ```news
    /// Marks ran from 41 to 78, averaging 82.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Marks ran from 41 to 78, averaging 62.
    ///
    /// Marks at the school ran from 41 to 78. The national average was 82.
    /// ```
    pub(super) AVERAGE_RANGE {
        code: "average-range",
        severity: Severity::Error,
        article: average_range,
    }
}

fn average_range(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for found in &article.claims.averages {
        let average = article.figure(found.average.figure);
        let [low, high] = [found.span.low, found.span.high].map(|id| article.figure(id).loose());
        let (Some(low), Some(high)) = (low.low, high.high) else { continue };
        let ends = Interval::closed(low.min(high), high.max(low));
        let claimed = claims::average(average, found.average.is_bare, Reading::Loose);
        if claimed.overlaps(&ends) {
            continue;
        }
        let name = if found.average.is_median { "a median" } else { "an average" };
        let side = if claimed.is_below(&ends) { "below the least" } else { "above the greatest" };
        let message = format!(
            "{name} of {} cannot lie {side} of {}",
            facts.words(average.range),
            facts.words(found.span.range),
        );
        let severity =
            match found.is_in_one_sentence && average.unit == article.figure(found.span.low).unit {
                true => Severity::Error,
                false => Severity::Warning,
            };
        report
            .at(average.range, message)
            .softened(severity)
            .related(found.span.range, "what it is the average of");
    }
}
