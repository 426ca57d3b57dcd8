//! A difference that is not the one between the values beside it: what two rules find and say, of which
//! one looks at "from X to Y, up D" and the other at "now Y, up D from X".

use rust_decimal::Decimal;

use crate::agreement;
use crate::check::{Report, Severity};
use crate::derive::{self, Derived, Reading, derive};
use crate::facts::figure::{Hedge, Unit};
use crate::facts::{Article, Change, Facts, Figure};
use crate::interval::Interval;
use crate::wording;

/// Reports the difference of a change where it cannot be that of its old and its new value.
pub(crate) fn report(
    facts: &Facts,
    article: &Article,
    change: &Change,
    report: &mut Report<'_>,
) -> Option<()> {
    let claim = article.figure(change.amount?);
    let (old, new) = (article.figure(change.old?), article.figure(change.new?));
    let (right, severity) = right(article, change, claim, new)?;
    let claimed = facts.words(claim.range);
    let slip = agreement::slip_of_result(claim, right);
    let explanation = match slip {
        Some(slip) => format!(": {}", slip.explanation()),
        None => String::new(),
    };
    let message = format!(
        "from {} to {} is {}, not {claimed}{explanation}",
        facts.words(old.range),
        facts.words(new.range),
        wording::result(right, claim),
    );
    let grounds =
        derive::grounds(article, change).filter(|(figure, _)| figure.range != claim.range);
    let remark = grounds.fold(report.at(claim.range, message), |remark, (figure, part)| {
        remark.related(figure.range, part)
    });
    let mut remark = remark.softened(severity);
    if !derive::is_in_one_sentence(article, change) || claim.hedge.is_some() {
        remark = remark.softened(Severity::Warning);
    }
    // Whatever comes of it, two numbers of a sentence are as far apart as they are.
    if derive::is_supposed(article, change) {
        let is_certain = derive::is_in_one_sentence(article, change) && claim.hedge.is_none();
        let severity = if is_certain { Severity::Warning } else { Severity::Information };
        remark = remark.softened(severity);
    }
    let text = wording::scaled(facts, claim, right);
    if let Some(text) = text.filter(|_| slip.is_some() && !claim.in_quote) {
        remark.fix(format!("change {claimed} to {text}"), claim.range, text);
    }
    Some(())
}

/// What the difference is, where it is not the one that is claimed.
fn right(
    article: &Article,
    change: &Change,
    claim: &Figure,
    new: &Figure,
) -> Option<(Decimal, Severity)> {
    let cents = derive::hundredth(claim).filter(|_| matches!(new.unit, Some(Unit::Money(_))));
    if !derive::is_difference(claim, new) && cents.is_none() {
        return None;
    }
    let size = |reading| derive(article, change, reading).map(|derived: Derived| derived.amount);
    let amount = size(Reading::Loose)?;
    let mut claimed = derive::claimed(claim, Reading::Loose);
    // `down about 50`: to the next ten.
    if let (Some(Hedge::About), Some(value)) = (claim.hedge, claim.value) {
        claimed = claimed.hull(&Interval::rounded(value, claim.step()));
    }
    let scale = cents.unwrap_or(Decimal::ONE);
    claimed = claimed.times(&Interval::exactly(scale));
    let printed = size(Reading::Printed)?.low?.abs().checked_div(scale)?;
    if amount.overlaps(&claimed) || amount.negated().overlaps(&claimed) {
        let severity = off_in_points(article, change, claim, printed)
            .or_else(|| off_as_counted(article, change, claim))?;
        return Some((printed, severity));
    }
    Some((printed, Severity::Error))
}

/// How grave it is that points differ from those between two percentages as printed, though rounding and
/// cutting could explain it: 46 and 40 percent may be 5 points apart, but not 4 unless something was cut.
fn off_in_points(
    article: &Article,
    change: &Change,
    claim: &Figure,
    printed: Decimal,
) -> Option<Severity> {
    let sides = [article.figure(change.old?), article.figure(change.new?)];
    let figures = [sides[0], sides[1], claim];
    let step = figures.iter().map(|figure| figure.step().min(Decimal::ONE)).max()?;
    let is_plain = sides.iter().all(|side| side.is_percent())
        && figures.iter().all(|figure| figure.hedge.is_none());
    let off = printed.checked_sub(claim.value?.abs())?.abs();
    match is_plain {
        true if off >= step.checked_add(step)? => Some(Severity::Warning),
        true if off >= step => Some(Severity::Information),
        _ => None,
    }
}

/// How grave it is that a difference could be right only if values of one sentence were rounded differently:
/// from 1,400 to 1,540 are not 120 jobs, unless 1,400 is no more exact than it looks alone.
fn off_as_counted(article: &Article, change: &Change, claim: &Figure) -> Option<Severity> {
    let is_plain = derive::figures(article, change).all(|figure| figure.hedge.is_none())
        && derive::is_in_one_sentence(article, change);
    let [old, new] = [article.figure(change.old?), article.figure(change.new?)];
    if !is_plain || old.unit != claim.unit || new.unit != claim.unit {
        return None;
    }
    let amount = derive(article, change, Reading::Usual)?.amount;
    let claimed = derive::claimed(claim, Reading::Usual);
    let fits = amount.overlaps(&claimed) || amount.negated().overlaps(&claimed);
    (!fits).then_some(Severity::Warning)
}
