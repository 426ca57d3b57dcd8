//! `part-sum`: parts that do not add up to their whole.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::facts::{Breakdown, Facts, Figure};
use crate::interval::Interval;
use crate::wording;

check! {
    /// Parts that do not add up to the whole they are parts of.
    ///
    /// Where the words say that these are all the parts, the sum must be the whole; where they are only
    /// some, it must not be more. Rounded parts may miss the whole by half a unit of the last digit each.
    ///
    /// # Reported
    ///
    /// ```news
    /// The 240 passengers were 190 adults, 38 children and 22 infants.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The 240 passengers were 180 adults, 38 children and 22 infants.
    /// ```
    pub(super) PART_SUM {
        code: "part-sum",
        severity: Severity::Error,
        run: part_sum,
    }
}

fn part_sum(facts: &Facts, report: &mut Report<'_>) {
    for article in &facts.articles {
        for breakdown in &article.breakdowns {
            let total = article.figure(breakdown.total);
            let parts: Vec<&Figure> =
                breakdown.parts.iter().map(|&id| article.figure(id)).collect();
            let Some(sum) = sum(&parts) else { continue };
            let (whole, all) = readings(total, &parts, sum);
            let is_wrong = match breakdown.complete {
                true => !all.overlaps(&whole),
                false => whole.is_below(&all),
            };
            if is_wrong {
                let relation = if breakdown.complete { "not" } else { "more than" };
                let message = format!(
                    "{} is {}, {relation} {}",
                    addition(facts, &parts),
                    wording::result(sum, total),
                    facts.words(total.range_with_hedge()),
                );
                let remark = report.at(total.range, message);
                let remark =
                    parts.iter().fold(remark, |remark, part| remark.related(part.range, "a part"));
                if !is_certain(breakdown, total, &parts) {
                    remark.softened(Severity::Warning);
                }
            }
        }
    }
}

fn sum(parts: &[&Figure]) -> Option<Decimal> {
    parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value?))
}

/// What the words allow for the whole and for the sum. The parts of one breakdown are as exact as the most
/// exact of them: beside 38 children, 190 adults are not rounded.
fn readings(total: &Figure, parts: &[&Figure], sum: Decimal) -> (Interval, Interval) {
    let finest = parts.iter().map(|part| part.step).min().unwrap_or(Decimal::ONE);
    if parts.iter().any(|part| part.hedge.is_some()) {
        let nothing = Interval::exactly(Decimal::ZERO);
        return (total.loose, parts.iter().fold(nothing, |sum, part| sum.plus(&part.loose)));
    }
    // Whole things are counted, not rounded.
    let slack = if finest == Decimal::ONE { Decimal::ZERO } else { finest / Decimal::TWO };
    let all = Interval::exactly(sum).widened(slack * Decimal::from(parts.len()));
    let whole = match total.value {
        Some(value) if total.hedge.is_none() && total.step <= finest => {
            Interval::exactly(value).widened(slack)
        }
        _ => total.loose,
    };
    (whole, all)
}

/// Whether nothing but a mistake explains it: all in one sentence, nothing hedged, and all the parts given.
fn is_certain(breakdown: &Breakdown, total: &Figure, parts: &[&Figure]) -> bool {
    let together = |part: &&Figure| part.sentence == total.sentence && part.hedge.is_none();
    breakdown.complete && total.hedge.is_none() && parts.iter().all(together)
}

fn addition(facts: &Facts, parts: &[&Figure]) -> String {
    let words: Vec<&str> = parts.iter().map(|part| facts.words(part.range)).collect();
    words.join(" + ")
}
