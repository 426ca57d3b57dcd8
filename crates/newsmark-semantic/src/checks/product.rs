//! `product`: a total that is not the number by the price.

use crate::check::{Report, Severity, check};
use crate::derive::claims;
use crate::facts::claim::RateKind;
use crate::facts::{Article, Facts};
use crate::wording;

check! {
    /// A total that is not so many times what each costs, or so long at such a speed.
    ///
    /// 3,000 tickets at $25 make $75,000. Only where the words give all three near each other, and nothing says
    /// that there is more to it: fees, discounts, donations, prices "from" and "up to".
    ///
    /// # Reported
    ///
    /// ```news
    /// The club sold 3,000 tickets at $25 each, raising $90,000.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The club sold 3,000 tickets at $25 each, raising $75,000.
    /// ```
    pub(super) PRODUCT {
        code: "product",
        severity: Severity::Warning,
        article: product,
    }
}

fn product(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let rates = article.claims.rates.iter();
    for rate in rates.filter(|rate| matches!(rate.kind, RateKind::Price | RateKind::Speed)) {
        let [total, count, each] = [rate.total, rate.count, rate.each].map(|id| article.figure(id));
        let Some(printed) = claims::missed(article, rate).and(claims::total(article, rate)) else {
            continue;
        };
        let words = facts.words(total.range);
        let message = format!(
            "{} at {} is {}, not {words}",
            wording::phrase(facts, count),
            facts.words(each.range),
            wording::result(printed, total),
        );
        let severity = if rate.is_explicit { Severity::Warning } else { Severity::Information };
        report
            .at(total.range, message)
            .softened(severity)
            .related(count.range, "how many")
            .related(each.range, "each");
    }
}
