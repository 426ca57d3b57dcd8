//! `level-change`: a level and its change that lead back to another value than the one given.

use crate::check::{Report, Severity, check};
use crate::derive::{self, Reading};
use crate::difference;
use crate::facts::figure::Direction;
use crate::facts::{Article, Change, Facts};
use crate::wording;

check! {
    /// What there is now and what it changed by do not lead back to what there was.
    ///
    /// "4.19 million masts, up 815,000 from a year ago" says what there was a year ago; where the
    /// article states that too, it must be the same. And what there is cannot have grown by more than
    /// there is: that is mostly a million written as a billion.
    ///
    /// # Reported
    ///
    /// ```news
    /// The herd numbers 312 animals, down 48 from 380 a year earlier.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The herd numbers 312 animals, down 48 from 360 a year earlier.
    /// ```
    pub(super) LEVEL_CHANGE {
        code: "level-change",
        severity: Severity::Error,
        article: level_change,
    }
}

fn level_change(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let of_amount = article.changes.iter().filter(|change| change.amount.is_some());
    for change in of_amount.filter(|change| !derive::is_denied(article, change)) {
        if change.is_of_level {
            difference::report(facts, article, change, report);
        }
        more_than_all(facts, article, change, report);
    }
}

/// Reports a count that grew by more than there is.
fn more_than_all(
    facts: &Facts,
    article: &Article,
    change: &Change,
    report: &mut Report<'_>,
) -> Option<()> {
    let (claim, new) = (article.figure(change.amount?), article.figure(change.new?));
    let heads = claim.noun.as_ref().zip(new.noun.as_ref());
    let is_other = heads.is_some_and(|(claim, new)| claim.lemmas.head != new.lemmas.head);
    if is_other {
        return None;
    }
    let is_count = new.unit.is_none() && claim.unit.is_none() && new.noun.is_some();
    let grew = change.old.is_none() && change.direction == Some(Direction::Up);
    let all = Reading::Loose.of(new);
    if !is_count || !grew || !all.is_below(&Reading::Loose.of(claim)) {
        return None;
    }
    let message = format!(
        "{} more cannot have led to {}, which is less",
        facts.words(claim.range),
        wording::phrase(facts, new),
    );
    let remark = report.at(claim.range, message).related(new.range, "the new figure");
    if derive::is_supposed(article, change) {
        remark.softened(Severity::Information);
    } else if !derive::is_in_one_sentence(article, change) || claim.hedge.is_some() {
        remark.softened(Severity::Warning);
    }
    Some(())
}
