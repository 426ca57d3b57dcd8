//! `table-total`: a total of a table that its cells do not make.

use crate::check::{Report, Severity, check};
use crate::derive::{self, claims};
use crate::facts::claim::TableTotal;
use crate::facts::{Article, Facts, Figure};
use crate::wording;

check! {
    /// A total row or column that is not the sum of its cells.
    ///
    /// Whole numbers are added exactly; rounded ones may miss by half of their last digit each. Columns that
    /// nobody adds up (averages, rates, ranks, years, changes) are left out, shares have to make a hundred, and a
    /// table that shows only the largest may add up to less.
    ///
    /// # Reported
    ///
    /// ```news
    /// | Ward  | Votes |
    /// |-------|------:|
    /// | Ashby |   412 |
    /// | Brill |   530 |
    /// | Total |   952 |
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// | Ward  | Votes |
    /// |-------|------:|
    /// | Ashby |   412 |
    /// | Brill |   530 |
    /// | Total |   942 |
    /// ```
    pub(super) TABLE_TOTAL {
        code: "table-total",
        severity: Severity::Error,
        article: table_total,
    }
}

fn table_total(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let totals = &article.claims.table_totals;
    for group in totals.chunk_by(|a, b| a.is_same_group(b)) {
        let wrong: Vec<(&TableTotal, derive::Sum)> =
            group.iter().filter_map(|total| Some((total, is_wrong(article, total)?))).collect();
        // Where hardly any of them fits, they are something else than sums.
        let is_doubtful = group.len() >= 3 && wrong.len() * 2 > group.len();
        for (total, sum) in wrong {
            let figure = article.figure(total.total);
            let addition: Vec<&str> =
                total.parts.iter().map(|&part| facts.words(article.figure(part).range)).collect();
            let message = format!(
                "{} is {}, not {}",
                addition.join(" + "),
                wording::exact(sum.printed),
                facts.words(figure.range)
            );
            let may_be_less = total.may_be_partial && sum.all.is_below(&sum.whole);
            let severity = match () {
                () if is_doubtful || may_be_less => Severity::Information,
                () if sum.whole.is_below(&sum.all) => Severity::Error,
                () => Severity::Warning,
            };
            let remark = report
                .at(figure.range, message)
                .softened(severity)
                .related(total.label, "the total");
            total
                .parts
                .iter()
                .fold(remark, |remark, &part| remark.related(article.figure(part).range, "a part"));
        }
    }
}

/// The sum, where it is not the total.
fn is_wrong(article: &Article, total: &TableTotal) -> Option<derive::Sum> {
    let figure = article.figure(total.total);
    let parts: Vec<&Figure> = total.parts.iter().map(|&part| article.figure(part)).collect();
    let same_unit = parts.iter().all(|part| part.unit == figure.unit);
    let sum =
        derive::sum(figure, &parts).filter(|_| same_unit && claims::is_whole(total, figure))?;
    (!sum.all.overlaps(&sum.whole)).then_some(sum)
}
