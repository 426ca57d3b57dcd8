//! `vote-tally`: a vote whose numbers do not fit its outcome, or the number of those who could vote.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::facts::claim::Vote;
use crate::facts::figure::Role;
use crate::facts::{Article, Facts};
use crate::wording;

check! {
    /// A vote that cannot have ended so.
    ///
    /// More were against than for, and it passed; it was unanimous, and some were against; more voted than there
    /// are members; all voted, and some are missing; two-thirds were needed, and it passed with less.
    /// Abstentions, absentees and spoilt votes are counted where they are named, and fewer votes than members
    /// are fine. Where the words speak of a quorum, a veto or a majority that was missed nothing is said about
    /// the outcome.
    ///
    /// # Reported
    ///
    /// ```news
    /// The nine-member board voted 6-4 to approve the plan.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The nine-member board voted 5-3 to approve the plan, with one abstention.
    /// ```
    pub(super) VOTE_TALLY {
        code: "vote-tally",
        severity: Severity::Error,
        article: vote_tally,
    }
}

fn vote_tally(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for vote in article.claims.votes.iter().filter(|vote| vote.is_firm) {
        against_outcome(facts, vote, report);
        against_members(facts, article, vote, report);
        against_need(facts, article, vote, report);
    }
}

/// Whether the outcome fits.
fn against_outcome(facts: &Facts, vote: &Vote, report: &mut Report<'_>) {
    let tally = &vote.tally;
    let words = facts.words(tally.range);
    if let Some(place) =
        vote.unanimous.filter(|_| tally.first > Decimal::ZERO && tally.second > Decimal::ZERO)
    {
        let message = format!("{words} is not {}", facts.words(place));
        report.at(tally.range, message).related(place, "said to be unanimous");
    }
    let Some((place, carried)) = vote.outcome else { return };
    let is_lost = tally.first < tally.second;
    let severity = match (carried, is_lost, tally.is_named) {
        (true, true, true) => Severity::Error,
        (true, true, false) => Severity::Warning,
        (false, false, true) if tally.first > tally.second => Severity::Warning,
        _ => return,
    };
    if vote.has_conditions {
        return;
    }
    let relation = if is_lost { "fewer for than against" } else { "more for than against" };
    let message = format!("{words} is {relation}, but it was {}", facts.words(place));
    report.at(tally.range, message).softened(severity).related(place, "the outcome");
}

/// Whether so many could vote.
fn against_members(facts: &Facts, article: &Article, vote: &Vote, report: &mut Report<'_>) {
    let tally = &vote.tally;
    let others = vote.others.iter().filter_map(|&id| article.figure(id).value);
    let values = [tally.first, tally.second].into_iter().chain(others);
    let Some(sum) = values.clone().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value))
    else {
        return;
    };
    let addition: Vec<String> = values.map(wording::exact).collect();
    let addition = addition.join(" + ");
    let (limit, is_all) = match (vote.members, vote.cast) {
        (Some(members), _) => (article.figure(members.figure), members.all_voted),
        (None, Some(cast)) => (article.figure(cast), false),
        _ => return,
    };
    let Some(value) = limit.value else { return };
    let relation = match () {
        () if sum > value => "more than",
        () if is_all && sum < value => "not",
        () => return,
    };
    let severity = if Some(limit.sentence) == sentence_of(article, vote) {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = format!(
        "{addition} is {}, {relation} the {}",
        wording::exact(sum),
        wording::phrase(facts, limit)
    );
    report.at(tally.range, message).softened(severity).related(limit.range, "how many there are");
}

/// Whether it got what it needed.
fn against_need(facts: &Facts, article: &Article, vote: &Vote, report: &mut Report<'_>) {
    let tally = &vote.tally;
    let (Some(needed), Some((place, true))) =
        (vote.needed.map(|id| article.figure(id)), vote.outcome)
    else {
        return;
    };
    let Some(voted) = tally.first.checked_add(tally.second).filter(|sum| *sum > Decimal::ZERO)
    else {
        return;
    };
    let Some(value) = needed.value else { return };
    let is_short = match needed.role {
        Role::Share => {
            let share = if needed.is_percent() { value / Decimal::ONE_HUNDRED } else { value };
            tally.first.checked_div(voted).is_some_and(|part| part + Decimal::new(1, 3) < share)
        }
        _ => tally.first < value,
    };
    if is_short {
        let message = format!(
            "{} does not reach the {} that it needed, but it was {}",
            facts.words(tally.range),
            facts.words(needed.range),
            facts.words(place)
        );
        report
            .at(tally.range, message)
            .softened(Severity::Warning)
            .related(needed.range, "what it needed");
    }
}

fn sentence_of(article: &Article, vote: &Vote) -> Option<u32> {
    vote.tally.figures.first().map(|&id| article.figure(id).sentence)
}
