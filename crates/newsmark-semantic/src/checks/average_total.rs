//! `average-total`: an average that total and count do not give.

use crate::check::{Report, Severity, check};
use crate::derive::claims;
use crate::facts::claim::RateKind;
use crate::facts::{Article, Facts};
use crate::wording;

check! {
    /// An average that is not the total by the number of what it is the average of.
    ///
    /// Nine houses for 4.5 million make 500,000 each on average. Only where the words give total, count and
    /// average near each other and there is no other number that one of them could be; a median is no
    /// mean, and averages of other groups and times are left alone.
    ///
    /// # Reported
    ///
    /// ```news
    /// Nine houses sold for $4.5 million in all, $450,000 on average.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Nine houses sold for $4.5 million in all, $500,000 on average.
    /// ```
    pub(super) AVERAGE_TOTAL {
        code: "average-total",
        severity: Severity::Warning,
        article: average_total,
    }
}

fn average_total(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let rates = article.claims.rates.iter();
    for rate in rates.filter(|rate| rate.kind == RateKind::Average) {
        let Some(right) = claims::missed(article, rate) else { continue };
        let [total, count, each] = [rate.total, rate.count, rate.each].map(|id| article.figure(id));
        let words = facts.words(each.range);
        let message = format!(
            "{} for {} is {} on average, not {words}",
            facts.words(total.range),
            wording::phrase(facts, count),
            wording::result(right, each),
        );
        let severity = if rate.is_explicit { Severity::Warning } else { Severity::Information };
        report
            .at(each.range, message)
            .softened(severity)
            .related(total.range, "in all")
            .related(count.range, "how many");
    }
}
