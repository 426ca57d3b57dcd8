//! `per-capita`: a rate by the head that total and population do not give.

use crate::check::{Report, Severity, check};
use crate::each;
use crate::facts::claim::RateKind;
use crate::facts::{Article, Facts};

check! {
    /// A rate per head, or per 100,000, that is not the total by the population.
    ///
    /// 12,000 cases in a city of 400,000 are 3,000 per 100,000. Only where the words give total, population and
    /// rate near each other and there is no other number that one of them could be.
    ///
    /// # Reported
    ///
    /// ```news
    /// There were 12,000 cases in a city of 400,000, or 30 per 100,000.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// There were 12,000 cases in a city of 400,000, or 3,000 per 100,000.
    /// ```
    pub(super) PER_CAPITA {
        code: "per-capita",
        severity: Severity::Warning,
        article: per_capita,
    }
}

fn per_capita(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let rates = article.claims.rates.iter();
    for rate in rates.filter(|rate| rate.kind == RateKind::PerHead) {
        each::report(facts, article, rate, base, report);
    }
}

/// `per 100,000`, as the article writes it.
fn base(words: &str) -> &str {
    words.find(" per ").or_else(|| words.find(" a ")).map_or("", |at| &words[at..])
}
