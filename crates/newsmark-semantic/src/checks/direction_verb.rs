//! `direction-verb`: a verb that goes up beside numbers that go down, or the other way round.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::derive;
use crate::facts::figure::{Direction, Role};
use crate::facts::{Article, Change, Facts};

check! {
    /// A rise to less, or a fall to more.
    ///
    /// Either the verb is wrong or the two numbers changed places. Ranks, exchange rates, frost and
    /// race times are left alone, because there less can be more; so are sentences in which another verb
    /// goes the other way.
    ///
    /// # Reported
    ///
    /// ```news
    /// Jobless claims fell from 212,000 to 230,000 last week.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Jobless claims fell from 230,000 to 212,000 last week.
    /// ```
    pub(super) DIRECTION_VERB {
        code: "direction-verb",
        severity: Severity::Warning,
        article: direction_verb,
    }
}

fn direction_verb(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let told = article.changes.iter().filter(|change| change.verb.is_some());
    let doubtful = told.filter(|change| !change.seen.verb_is_right);
    for change in doubtful.filter(|change| !derive::is_denied(article, change)) {
        examine(facts, article, change, report);
    }
}

fn examine(
    facts: &Facts,
    article: &Article,
    change: &Change,
    report: &mut Report<'_>,
) -> Option<()> {
    let (old, new) = (article.figure(change.old?), article.figure(change.new?));
    let (from, to) = (old.value?, new.value?);
    let verb = change.verb?;
    let went = if to > from { Direction::Up } else { Direction::Down };
    // A bare small number may be a rank, whatever the words.
    let is_share = old.role == Role::Share && new.role == Role::Share;
    let is_named = [old, new].iter().any(|figure| figure.unit.is_some() || figure.noun.is_some())
        || is_share
        || from.max(to) >= Decimal::ONE_HUNDRED;
    let is_hedged = [old, new].iter().any(|figure| figure.hedge.is_some());
    // `nearly a third, up from a half`: whatever the hedge allows is less.
    let (lesser, greater) = if went == Direction::Up { (old, new) } else { (new, old) };
    let is_exact = !is_hedged || lesser.loose().is_below(&greater.loose());
    let is_frost = from.is_sign_negative() || to.is_sign_negative();
    if from == to || went == verb || old.unit != new.unit || is_frost || !is_exact {
        return None;
    }
    let relation = if went == Direction::Up { "more" } else { "less" };
    let (before, after) = (facts.words(old.range), facts.words(new.range));
    let claim = ", but the words say that it went ";
    let message = [after, " is ", relation, " than ", before, claim, verb.word()].concat();
    let all = old.range.cover(new.range);
    let remark = report
        .at(all, message)
        .both([(old.range, "the old figure"), (new.range, "the new figure")]);
    // `would fall from £14.6m to £15.1m`: whatever comes of it, that is no fall.
    let is_supposed = derive::is_supposed(article, change);
    if !is_named || is_supposed && change.is_of_level {
        remark.softened(Severity::Information);
    } else if is_supposed || is_hedged {
        remark.softened(Severity::Warning);
    }
    Some(())
}
