//! `part-sum`: parts that do not add up to their whole.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::derive;
use crate::facts::figure::Role;
use crate::facts::{Article, Breakdown, Facts, Figure};
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
        article: part_sum,
    }
}

fn part_sum(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for breakdown in &article.breakdowns {
        let total = article.figure(breakdown.total);
        let parts: Vec<&Figure> = breakdown.parts.iter().map(|&id| article.figure(id)).collect();
        let Some(sum) = derive::sum(total, &parts).filter(|_| can_be_added(total, &parts)) else {
            continue;
        };
        let is_wrong = match breakdown.complete {
            true => !sum.all.overlaps(&sum.whole),
            false => sum.whole.is_below(&sum.all),
        };
        // Small round numbers of things are seldom rounded, but they may be.
        let is_more = total.value.is_some_and(|value| sum.printed > value);
        let is_off = (breakdown.complete || is_more)
            && !is_wrong
            && are_small_counts(total, &parts, sum.printed);
        if is_wrong || is_off {
            let addition: Vec<&str> = parts.iter().map(|part| facts.words(part.range)).collect();
            let relation = if breakdown.complete { "not" } else { "more than" };
            let message = format!(
                "{} is {}, {relation} {}",
                addition.join(" + "),
                wording::result(sum.printed, total),
                facts.words(total.range_with_hedge()),
            );
            let remark = report.at(total.range, message);
            let remark =
                parts.iter().fold(remark, |remark, part| remark.related(part.range, "a part"));
            if is_off && !is_plain(total, &parts) {
                remark.softened(Severity::Information);
            } else if is_off
                || !is_certain(breakdown, total, &parts)
                || total.loose().overlaps(&sum.all)
            {
                remark.softened(Severity::Warning);
            }
        }
    }
}

/// Whether counts of less than a thousand things, none of them hedged, have another sum as printed.
fn are_small_counts(total: &Figure, parts: &[&Figure], printed: Decimal) -> bool {
    let is_small = |figure: &Figure| {
        let is_count = figure.unit.is_none() && figure.hedge.is_none();
        is_count && figure.value.is_some_and(|value| value < Decimal::ONE_THOUSAND)
    };
    let is_other = total.value.is_some_and(|value| value != printed);
    is_other && is_small(total) && parts.iter().all(|part| is_small(part))
}

/// Whether all of them are amounts of one unit, and said to be so.
fn can_be_added(total: &Figure, parts: &[&Figure]) -> bool {
    let is_amount = |figure: &Figure| {
        let is_firm = !figure.context.negated;
        let is_amount = matches!(figure.role, Role::Level | Role::Share | Role::Change);
        is_amount && is_firm && figure.unit == total.unit
    };
    // `12 percent of pupils smoke: 14 percent of boys and 17 percent of girls`: each is of another whole.
    let head = |figure: &Figure| figure.noun.as_ref().map(|noun| noun.lemmas.head.clone());
    let own_wholes = total.is_percent()
        && parts.iter().any(|part| part.noun.is_some() && head(part) != head(total));
    if own_wholes {
        return false;
    }
    is_amount(total) && parts.iter().all(|part| is_amount(part) && part.role != Role::Change)
}

/// Whether all of it stands in one sentence, nothing hedged and nothing supposed.
fn is_plain(total: &Figure, parts: &[&Figure]) -> bool {
    let is_plain = |figure: &Figure| {
        figure.sentence == total.sentence && figure.hedge.is_none() && !figure.context.irrealis
    };
    is_plain(total) && parts.iter().all(|part| is_plain(part))
}

/// Whether nothing but a mistake explains it: all in one sentence, nothing hedged, and all the parts given.
fn is_certain(breakdown: &Breakdown, total: &Figure, parts: &[&Figure]) -> bool {
    let is_named = total.noun.is_some() || total.unit.is_some();
    breakdown.complete && is_named && is_plain(total, parts)
}
