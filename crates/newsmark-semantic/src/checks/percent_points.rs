//! `percent-points`: a difference between two percentages that is called percent.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::derive::{self, Reading, derive};
use crate::facts::{Article, Change, Facts, Figure};
use crate::interval::Interval;

use crate::wording;

check! {
    /// Percent where percentage points are meant.
    ///
    /// From 4 percent to 5 percent is an increase of one percentage point, or of 25 percent. Calling it 1
    /// percent tells readers that almost nothing happened.
    ///
    /// # Reported
    ///
    /// ```news
    /// The jobless rate rose from 4 percent to 5 percent, an increase of 1 percent.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The jobless rate rose from 4 percent to 5 percent, an increase of 25 percent.
    /// ```
    pub(super) PERCENT_POINTS {
        code: "percent-points",
        severity: Severity::Warning,
        article: percent_points,
    }
}

fn percent_points(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let changes = article.changes.iter().filter(|change| !change.seen.percent_is_right);
    for change in changes.filter(|change| !derive::is_denied(article, change)) {
        let Some(slip) = points_called_percent(article, change) else { continue };
        let (old, new) = (facts.words(slip.old.range), facts.words(slip.new.range));
        let points = wording::points(slip.claim_value);
        let percent = wording::replaced(facts, slip.claim, slip.percent);
        let message = match &percent {
            Some(percent) => format!("from {old} to {new} is {points}, or {percent}"),
            None => format!("from {old} to {new} is {points}"),
        };
        let mut remark = report
            .at(slip.claim.range, message)
            .both([(slip.old.range, "from here"), (slip.new.range, "to here")]);
        if derive::is_supposed(article, change) {
            remark = remark.softened(Severity::Information);
        }
        let rights = [Some(points), percent].into_iter().flatten();
        for right in rights.filter(|_| !slip.claim.in_quote) {
            let title = format!("change {} to {right}", facts.words(slip.claim.range));
            remark = remark.fix(title, slip.claim.range, right);
        }
    }
}

struct PointsCalledPercent<'a> {
    old: &'a Figure,
    new: &'a Figure,
    claim: &'a Figure,
    claim_value: Decimal,
    /// The change in percent.
    percent: Decimal,
}

fn points_called_percent<'a>(
    article: &'a Article,
    change: &Change,
) -> Option<PointsCalledPercent<'a>> {
    let [old, new, claim] =
        [change.old?, change.new?, change.percent?].map(|id| article.figure(id));
    if ![old, new, claim].into_iter().all(Figure::is_percent) {
        return None;
    }
    // As printed: from "4 percent" to "5 percent" might just be 1 percent, but nobody means that.
    let printed = derive(article, change, Reading::Printed)?;
    let claimed = derive::claimed(claim, Reading::Loose);
    let fits = |change: Interval| change.overlaps(&claimed) || change.negated().overlaps(&claimed);
    let percent = printed.percent.low?.abs();
    let is_points = fits(printed.amount) && !fits(printed.percent);
    is_points.then_some(PointsCalledPercent { old, new, claim, claim_value: claim.value?, percent })
}
