//! `change-percent`: a percentage that the numbers beside it do not give.

use crate::check::{Report, Severity, check};
use crate::derive::{self, PercentSlip, Reading, derive};
use crate::facts::{Article, Change, Facts, Figure};

use crate::wording;

check! {
    /// A change in percent that does not follow from the values beside it.
    ///
    /// From the old value to the new one, or from one of them and the difference, the percentage can be
    /// worked out. The usual slips are tried and named: measuring on the new value instead of the old, a
    /// wrong power of ten, swapped digits, "300% of" for "200% more".
    ///
    /// # Reported
    ///
    /// ```news
    /// Ridership grew from 40,000 to 46,000 a day, an increase of 13 percent.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Ridership grew from 40,000 to 46,000 a day, an increase of 15 percent.
    /// ```
    pub(super) CHANGE_PERCENT {
        code: "change-percent",
        severity: Severity::Error,
        article: change_percent,
    }
}

fn change_percent(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let changes = article.changes.iter().filter(|change| !change.seen.percent_is_right);
    for change in changes.filter(|change| !derive::is_denied(article, change)) {
        let Some(claim) = change.percent.map(|id| article.figure(id)) else { continue };
        let Some((severity, slip)) = examine(article, change, claim) else { continue };
        let Some(printed) = derive(article, change, Reading::Printed) else { continue };
        let Some(percent) = printed.percent.low.map(|percent| percent.abs()) else { continue };
        let right = wording::result(wording::to_step(percent, claim.step()), claim);
        let claimed = facts.words(claim.range);
        let message = format!(
            "{} is {right}{}",
            wording::change(facts, article, change, &printed),
            slip.map_or_else(
                || format!(", not {claimed}"),
                |slip| format!("; {claimed} {}", slip.explanation())
            )
        );
        let remark = report.at(claim.range, message).softened(severity);
        let remark = derive::grounds(article, change)
            .fold(remark, |remark, (figure, part)| remark.related(figure.range, part));
        if let Some(text) = wording::replaced(facts, claim, percent)
            && slip.is_some()
            && !claim.in_quote
        {
            remark.fix(format!("change {claimed} to {text}"), claim.range, text);
        }
    }
}

/// How grave it is and what went wrong, where the percentage does not follow.
fn examine(
    article: &Article,
    change: &Change,
    claim: &Figure,
) -> Option<(Severity, Option<PercentSlip>)> {
    let printed = derive(article, change, Reading::Printed)?;
    let is_right = |reading| derive::claimed(claim, reading).overlaps(&printed.percent);
    if is_right(Reading::Strict) && is_right(Reading::Likely) {
        return None;
    }
    let wrong = |reading| {
        let derived = derive(article, change, reading)?;
        let claimed = derive::claimed(claim, reading);
        let fits = |percent: crate::interval::Interval| {
            percent.overlaps(&claimed) || percent.negated().overlaps(&claimed)
        };
        // Points called percent are another rule's.
        let is_points = change.old.map(|id| article.figure(id)).is_some_and(Figure::is_percent)
            && fits(derived.amount);
        Some(!fits(derived.percent) && !is_points)
    };
    let slip = derive::percent_slip(&printed, claim);
    let is_direct = change.old.is_some() && change.new.is_some();
    let is_plain = claim.hedge.is_none() && derive::is_in_one_sentence(article, change);
    let is_certain = is_direct && is_plain;
    if !wrong(Reading::Strict)? {
        // `from $40 million to $46 million, 13 percent`: rounding could explain it, but the usual slip does so
        // better; and where all numbers would have to be rounded by most of what they could, nothing does.
        let is_slip = slip == Some(PercentSlip::WrongBase) && wrong(Reading::Likely)?;
        let is_unlikely = is_certain && (is_slip || wrong(Reading::Usual)?);
        return is_unlikely.then_some((Severity::Warning, slip));
    }
    let severity = match (wrong(Reading::Loose)?, slip) {
        _ if derive::is_supposed(article, change) => match is_certain && wrong(Reading::Likely)? {
            true => Severity::Warning,
            false => Severity::Information,
        },
        (true, _) if is_certain => Severity::Error,
        (true, _) | (false, Some(_)) => Severity::Warning,
        (false, None) if is_certain && wrong(Reading::Likely)? => Severity::Warning,
        (false, None) => Severity::Information,
    };
    Some((severity, slip))
}
