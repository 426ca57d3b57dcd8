//! `change-amount`: a difference that is not the difference of the values beside it.

use crate::check::{Report, Severity, check};
use crate::derive::{self, Derived, Reading, derive};
use crate::facts::figure::Direction;
use crate::facts::{Article, Change, Facts, Figure};
use crate::interval::Interval;
use crate::wording;

check! {
    /// A difference that the values beside it do not have.
    ///
    /// "From X to Y" and "up D" must fit: Y less X is D, as far as the rounding allows. And what there is
    /// now cannot have grown by more than there is: that is mostly a million written as a billion.
    ///
    /// # Reported
    ///
    /// ```news
    /// Rents rose from $1,240 to $1,380 a month, up $80.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Rents rose from $1,240 to $1,380 a month, up $140.
    /// ```
    pub(super) CHANGE_AMOUNT {
        code: "change-amount",
        severity: Severity::Error,
        run: change_amount,
    }
}

fn change_amount(facts: &Facts, report: &mut Report<'_>) {
    for article in &facts.articles {
        for change in article.changes.iter().filter(|change| derive::is_firm(article, change)) {
            let Some(claim) = change.amount.map(|id| article.figure(id)) else { continue };
            let Some(message) = difference(facts, article, change, claim)
                .or_else(|| more_than_all(facts, article, change, claim))
            else {
                continue;
            };
            let grounds =
                derive::grounds(article, change).filter(|(figure, _)| figure.range != claim.range);
            let remark = grounds.fold(report.at(claim.range, message), |remark, (figure, part)| {
                remark.related(figure.range, part)
            });
            if !derive::is_in_one_sentence(article, change) || claim.hedge.is_some() {
                remark.softened(Severity::Warning);
            }
        }
    }
}

/// Says what the difference of old and new is, where it is not the one that is claimed.
fn difference(facts: &Facts, article: &Article, change: &Change, claim: &Figure) -> Option<String> {
    let (old, new) = (article.figure(change.old?), article.figure(change.new?));
    if !derive::is_difference(claim, new) {
        return None;
    }
    let size = |reading| derive(article, change, reading).map(|derived: Derived| derived.amount);
    let amount = size(Reading::Loose)?;
    let claimed = Reading::Loose.of(claim);
    if amount.overlaps(&claimed) || amount.negated().overlaps(&claimed) {
        return None;
    }
    let printed = size(Reading::Printed)?.low?;
    Some(format!(
        "from {} to {} is {}, not {}",
        facts.words(old.range),
        facts.words(new.range),
        wording::result(printed.abs(), claim),
        facts.words(claim.range),
    ))
}

/// Says that a count cannot have grown by more than there is.
fn more_than_all(
    facts: &Facts,
    article: &Article,
    change: &Change,
    claim: &Figure,
) -> Option<String> {
    let new = article.figure(change.new?);
    let is_count = new.unit.is_none() && claim.unit.is_none() && new.noun.is_some();
    let grew = change.old.is_none() && change.direction == Some(Direction::Up);
    let all: Interval = Reading::Loose.of(new);
    if !is_count || !grew || !all.is_below(&Reading::Loose.of(claim)) {
        return None;
    }
    Some(format!(
        "{} more cannot have led to {}, which is less",
        facts.words(claim.range),
        wording::phrase(facts, new),
    ))
}
