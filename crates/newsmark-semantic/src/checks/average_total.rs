//! `average-total`: an average that total and count do not give.

use crate::check::{Report, Severity, check};
use crate::each;
use crate::facts::claim::RateKind;
use crate::facts::{Article, Facts};

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
        each::report(facts, article, rate, |_| " on average", report);
    }
}
