//! Votes: how many were for and against, how it ended, and how many could vote.

use std::ops::Range;

use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;

use super::frame::Frame;
use crate::facts::figure::{FigureId, Role, Unit};
use crate::facts::{Place, Placed, Shift};

/// Two numbers that a contest ended with: `52 votes to 48`, `6-4`, `52 in favour and 48 against`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// All of it.
    pub range: TextRange,
    /// Its figures: one for a score, else two.
    pub figures: Vec<FigureId>,
    /// The number that is written first, or is said to be for.
    pub first: Decimal,
    /// The other one.
    pub second: Decimal,
    /// Whether words say which is for and which against.
    pub is_named: bool,
}

/// A vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// For and against.
    pub tally: Tally,
    /// Those who voted for neither side: abstentions, blank and spoilt votes, absentees.
    pub others: Vec<FigureId>,
    /// The words that say that it was carried or rejected.
    pub outcome: Option<(TextRange, bool)>,
    /// The words that say that all agreed.
    pub unanimous: Option<TextRange>,
    /// How many could vote.
    pub members: Option<Members>,
    /// The number of votes that were cast.
    pub cast: Option<FigureId>,
    /// What it needed, if a number or a share of the votes is given.
    pub needed: Option<FigureId>,
    /// Whether the words speak of more than half that was needed, of a quorum or of a casting vote.
    pub has_conditions: bool,
    /// Whether it was not only for and against: several ballots, rounds or candidates.
    pub is_firm: bool,
}

impl Placed for Vote {
    fn place(&self) -> Place {
        self.tally.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        let Vote { tally, others, outcome, unanimous, members, cast, needed, .. } = self;
        let outcome = outcome.iter_mut().map(|(range, _)| range);
        by.ranges(outcome.chain(unanimous).chain([&mut tally.range]));
        let members = members.iter_mut().map(|members| &mut members.figure);
        by.figures(tally.figures.iter_mut().chain(others).chain(members).chain(cast).chain(needed));
    }
}

/// How many can vote in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Members {
    /// The number.
    pub figure: FigureId,
    /// Whether all of them voted.
    pub all_voted: bool,
}

/// How far, in tokens, the words of a vote may stand from its numbers.
const REACH: usize = 14;

/// The pairs of numbers that a contest may have ended with.
pub(super) fn tallies(frame: &Frame<'_>) -> Vec<Tally> {
    let mut tallies: Vec<Tally> = Vec::new();
    let mut at = 0;
    while at < frame.figures().len() {
        let found = alone(frame, at).or_else(|| pair(frame, at));
        at += found.as_ref().map_or(1, |tally| tally.figures.len());
        tallies.extend(found);
    }
    tallies
}

/// `6-4`, `six to four`
fn alone(frame: &Frame<'_>, index: usize) -> Option<Tally> {
    let figure = frame.figure(index);
    let is_bare =
        figure.unit.is_none() && matches!(figure.role, Role::Score | Role::Level | Role::Ratio);
    if !is_bare {
        return None;
    }
    let (first, second) = frame.ends_as_written(index).or_else(|| odds(frame, index))?;
    let after = frame.number_end(index);
    let is_between = frame.follows(frame.number(index), &["between"]);
    // `6-4, 6-3`: sets.
    let tally = Tally {
        range: figure.range,
        figures: vec![FigureId(index as u32)],
        first,
        second,
        is_named: false,
    };
    let are_whole = first.fract().is_zero() && second.fract().is_zero();
    (are_whole && !is_between && !frame.is(after, "percent")).then_some(tally)
}

/// `9-to-4`
fn odds(frame: &Frame<'_>, index: usize) -> Option<(Decimal, Decimal)> {
    let tokens = frame.number(index)..frame.number_end(index);
    let is_odds = frame.has_word(tokens.clone(), &["to"]);
    let number = |at: usize| crate::facts::figure::numeral::read(frame.words, at)?.value;
    is_odds.then(|| number(tokens.start).zip(number(tokens.end - 1)))?
}

/// `52 votes to 48`, `52 for and 48 against`, `52 percent to 48 percent`.
fn pair(frame: &Frame<'_>, index: usize) -> Option<Tally> {
    let next = index + 1;
    let (one, other) = (frame.figure(index), frame.figures().get(next)?);
    let is_amount = |role: Role| matches!(role, Role::Level | Role::Share);
    let same = one.sentence == other.sentence
        && is_amount(one.role)
        && is_amount(other.role)
        && (one.unit == other.unit || one.unit.is_none() && one.noun.is_none());
    let (first, second) = (one.value?, other.value?);
    let gap = frame.number_end(index)..frame.first(next);
    if !same || gap.len() > 8 || gap.clone().any(|at| frame.is_stop(at)) {
        return None;
    }
    let joins = |at: usize| {
        frame.is_one_of(at, &["to", "against"])
            || matches!(frame.words.kind(at), Kind::EnDash | Kind::TypedDash | Kind::Hyphen)
    };
    let mut last = gap.end.checked_sub(1)?;
    // `2,360 to Lind's 2,240`
    let is_name = frame.words.is_capitalised(last) && frame.words.text(last).ends_with('s');
    last -= usize::from(is_name && last > gap.start);
    let noun = frame.end(index).max(gap.start);
    let is_plain = joins(last) && noun >= last && noun <= last + 1 && !is_from(frame, index);
    let after = frame.number_end(next)..(frame.number_end(next) + 4);
    let says = |tokens: Range<usize>, words: &[&str]| frame.has_word(tokens, words);
    let is_for = says(gap.clone(), FOR) && says(after.clone(), AGAINST);
    let is_against = says(gap.clone(), AGAINST) && says(after, FOR) && !says(gap.clone(), FOR);
    if !(is_plain || is_for || is_against) {
        return None;
    }
    let (first, second) = if is_against { (second, first) } else { (first, second) };
    let id = |index: usize| FigureId(index as u32);
    Some(Tally {
        range: one.range.cover(other.range),
        figures: vec![id(index), id(next)],
        first,
        second,
        is_named: is_for || is_against,
    })
}

const FOR: &[&str] = &[
    "for", "favor", "favour", "yes", "yea", "yeas", "ayes", "aye", "support", "remain", "approve",
];
const AGAINST: &[&str] = &["against", "no", "opposed", "nays", "nay", "noes", "oppose"];

/// `from 52 to 48`
fn is_from(frame: &Frame<'_>, index: usize) -> bool {
    let first = frame.first(index);
    let before = frame.back_over_small_words(first);
    before > 0 && frame.is_one_of(before - 1, &["from", "between"])
        || first > 0
            && (frame.words.is(first - 1, Class::Change)
                || frame.is(first - 1, "by")
                    && first > 1
                    && frame.words.is(first - 2, Class::Change))
}

/// The votes among the tallies.
pub(super) fn collect(frame: &Frame<'_>, tallies: &[Tally]) -> Vec<Vote> {
    tallies.iter().filter_map(|tally| read(frame, tally)).collect()
}

fn read(frame: &Frame<'_>, tally: &Tally) -> Option<Vote> {
    let index = tally.figures.first()?.0 as usize;
    let last = tally.figures.last()?.0 as usize;
    let are_counts = [index, last].into_iter().all(|at| {
        let figure = frame.figure(at);
        figure.unit.is_none() && figure.hedge.is_none() && !figure.context.irrealis
    });
    let sentence = frame.sentence(index);
    let start = frame.number(index);
    let end = frame.number_end(last);
    let before = sentence.start.max(start.saturating_sub(REACH))..start;
    let after = end..sentence.end.min(end + REACH);
    let cue =
        [before.clone(), after.clone()].into_iter().any(|tokens| frame.has(tokens, Class::Voting))
            || frame.has(start..end, Class::Voting);
    let body = frame.has(before.clone(), Class::Body) || frame.has(after.clone(), Class::Body);
    let outcome = outcome(frame, &before).or_else(|| outcome_after(frame, &after));
    let is_vote = cue && (body || outcome.is_some() || tally.is_named || votes(frame, index))
        || tally.is_named && (body || outcome.is_some())
        || body && outcome.is_some();
    if !are_counts || !is_vote {
        return None;
    }
    let whole = sentence.clone();
    let conditions =
        frame.has(whole.clone(), Class::Supermajority) || names_supermajority(frame, index);
    Some(Vote {
        others: others(frame, tally),
        outcome: outcome.filter(|_| !has_two_sides(frame, &before)),
        unanimous: unanimous(frame, &before, &after),
        members: members(frame, tally),
        cast: cast(frame, tally),
        needed: needed(frame, tally),
        has_conditions: conditions,
        is_firm: !frame.has_word(
            whole,
            &[
                "round",
                "rounds",
                "ballots",
                "respectively",
                "earlier",
                "initially",
                "first",
                "polls",
                "poll",
                "surveyed",
            ],
        ),
        tally: tally.clone(),
    })
}

/// Whether the number itself counts votes.
fn votes(frame: &Frame<'_>, index: usize) -> bool {
    frame.figure(index).noun.as_ref().is_some_and(|noun| &*noun.lemmas.head == "vote")
}

/// The nearest word before a tally that says how it ended, with what stands for it: `passed by`.
fn outcome(frame: &Frame<'_>, before: &Range<usize>) -> Option<(TextRange, bool)> {
    let (at, value) = frame.last_of(before.clone(), Class::Outcome)?;
    let value = match value {
        // `approved unanimously, 8-1`: the word before says it.
        3 => frame.last_of(before.start..at, Class::Outcome)?.1,
        value => value,
    };
    let near = at.saturating_sub(4).max(before.start)..at;
    let is_denied = frame.has(near.clone(), Class::Negation)
        || frame.has(near.clone(), Class::Irrealis)
        || frame.has_word(
            near,
            &["to", "failed", "after", "before", "against", "that", "which", "who"],
        );
    // `passed 52-48 after failing 48-52`: another vote.
    let is_other_vote = frame.has_word(
        at + 1..before.end,
        &[
            "after",
            "following",
            "failing",
            "failed",
            "before",
            "despite",
            "reversing",
            "losing",
            "lost",
        ],
    );
    (!is_denied && !is_other_vote && value <= 2).then(|| (frame.words.range(at), value == 1))
}

/// `voted 6-4 to approve the plan`
fn outcome_after(frame: &Frame<'_>, after: &Range<usize>) -> Option<(TextRange, bool)> {
    let at = frame.over_day(after.start);
    let verb = if frame.is(at, "to") {
        at + 1
    } else if frame.starts(at, &["in", "favour", "of"]) || frame.starts(at, &["in", "favor", "of"])
    {
        return Some((frame.place(at..at + 2), true));
    } else {
        return None;
    };
    let value = frame.words.value(verb, Class::Outcome)?;
    // Voting to reject is carried as well: the side that won is named first.
    (value <= 2).then(|| (frame.words.range(verb), true))
}

/// `lost the vote but won the court case`: two outcomes say nothing.
fn has_two_sides(frame: &Frame<'_>, before: &Range<usize>) -> bool {
    frame.has_word(before.clone(), &["but", "despite", "although", "though", "until"])
}

fn unanimous(frame: &Frame<'_>, before: &Range<usize>, after: &Range<usize>) -> Option<TextRange> {
    let near = before.start.max(before.end.saturating_sub(8))..before.end;
    let close = after.start..after.end.min(after.start + 5);
    let find = |tokens: Range<usize>| {
        tokens.clone().find(|&at| frame.words.value(at, Class::Outcome) == Some(3)).filter(|&at| {
            let denied = at.saturating_sub(3)..at;
            !frame.has(denied.clone(), Class::Negation)
                && !frame.has_word(denied, &["nearly", "almost", "near", "all"])
                && !(at.min(tokens.end)..tokens.end).any(|at| {
                    frame.is_stop(at) || frame.is_one_of(at, &["and", "but", "while", "then"])
                })
        })
    };
    let at = find(near).or_else(|| {
        let found = find(close.clone())?;
        (!(close.start..found).any(|at| frame.is_stop(at) || frame.is_one_of(at, &["and", "but"])))
            .then_some(found)
    })?;
    Some(frame.words.range(at))
}

/// Abstentions, blank votes and absentees of the sentence and the next.
fn others(frame: &Frame<'_>, tally: &Tally) -> Vec<FigureId> {
    near(frame, tally)
        .filter(|&index| {
            let after = frame.number_end(index)..frame.number_end(index) + 4;
            let figure = frame.figure(index);
            let is_other = figure.noun.as_ref().is_some_and(|noun| {
                matches!(&*noun.lemmas.head, "abstention" | "absentee" | "absence" | "recusal")
            }) || frame.has_word(
                after,
                &[
                    "abstained",
                    "abstaining",
                    "abstain",
                    "abstention",
                    "abstentions",
                    "blank",
                    "spoilt",
                    "spoiled",
                    "invalid",
                    "absent",
                    "recused",
                    "recusal",
                    "missing",
                    "undecided",
                    "present",
                ],
            );
            is_other
                && figure.value.is_some()
                && figure.role == Role::Level
                && !is_member(frame, index)
        })
        .map(|index| FigureId(index as u32))
        .collect()
}

fn is_member(frame: &Frame<'_>, index: usize) -> bool {
    let figure = frame.figure(index);
    figure.noun.as_ref().is_some_and(|noun| {
        newsmark_lexer::vocabulary::vocabulary().look_up(&noun.lemmas.head).is(Class::BodyMember)
    })
}

/// The number of the members, in the sentence or the ones around it; none where there are several.
fn members(frame: &Frame<'_>, tally: &Tally) -> Option<Members> {
    let candidates: Vec<usize> = around(frame, tally)
        .filter(|&index| {
            let figure = frame.figure(index);
            let is_whole =
                figure.role == Role::Level && figure.hedge.is_none() && figure.value.is_some();
            let start = frame.first(index);
            // `a jury of 12`, `the six-person panel`
            let is_of_body =
                start > 1 && frame.is(start - 1, "of") && frame.words.is(start - 2, Class::Body);
            let end = frame.number_end(index);
            let is_panel = frame.words.kind(end) == Kind::Hyphen
                && frame.is_one_of(end + 1, &["person", "man", "woman", "strong"])
                && frame.words.is(end + 2, Class::Body);
            is_whole
                && (is_of_body || is_panel || is_member(frame, index) && is_the_body(frame, index))
        })
        .collect();
    let first = tally.figures.first()?.0 as usize;
    let sentence = frame.figure(first).sentence;
    let same: Vec<usize> = candidates
        .iter()
        .copied()
        .filter(|&index| frame.figure(index).sentence == sentence)
        .collect();
    let index = match (&same[..], &candidates[..]) {
        (&[one], _) | (&[], &[one]) => one,
        _ => return None,
    };
    let start = frame.first(index);
    let is_all = start > 0 && frame.is_one_of(start - 1, &["all"])
        || start > 1 && frame.is(start - 2, "all");
    let end = frame.end(index);
    let voted = frame.has_word(end..end + 3, &["voting", "voted", "vote", "cast"])
            // `with all 13 members present`
            || frame.figure(index).sentence == sentence && frame.is_one_of(end, &["present", "attending"]);
    Some(Members { figure: FigureId(index as u32), all_voted: is_all && voted })
}

/// `the nine-member board`, `a chamber of 100 seats`, `all nine members`: not `two members abstained`.
fn is_the_body(frame: &Frame<'_>, index: usize) -> bool {
    let start = frame.first(index);
    let is_tied = frame.words.kind(frame.number_end(index)) == Kind::Hyphen;
    let is_of = start > 0 && frame.is_one_of(start - 1, &["of", "has", "with", "all", "to"])
        || frame.figure(index).noun.as_ref().is_some_and(|noun| noun.is_definite);
    let end = frame.end(index);
    let is_part = frame.has_word(
        end..end + 3,
        &[
            "abstained",
            "absent",
            "against",
            "opposed",
            "dissented",
            "dissenting",
            "voted",
            "backed",
            "missed",
            "were",
        ],
    ) && !frame.has_word(start.saturating_sub(2)..start, &["all"]);
    let is_some =
        start > 0 && frame.is_one_of(start - 1, &["by", "lost", "gained", "won", "least"]);
    is_tied || is_of && !is_part && !is_some
}

/// `of the 105 votes cast`
fn cast(frame: &Frame<'_>, tally: &Tally) -> Option<FigureId> {
    let found = around(frame, tally).find(|&index| {
        let figure = frame.figure(index);
        let end = frame.end(index);
        let counts_votes = figure
            .noun
            .as_ref()
            .is_some_and(|noun| matches!(&*noun.lemmas.head, "vote" | "ballot"));
        counts_votes
            && figure.value.is_some()
            && figure.hedge.is_none()
            && (frame.has_word(end..end + 3, &["cast", "counted"])
                || frame.follows(frame.first(index), &["total", "of"]))
    })?;
    Some(FigureId(found as u32))
}

/// What the vote needed: `needed 67 votes`, `a two-thirds majority`.
fn needed(frame: &Frame<'_>, tally: &Tally) -> Option<FigureId> {
    let first = tally.figures.first()?.0 as usize;
    let found = frame.figures_of(frame.figure(first).sentence).find(|&index| {
        if tally.figures.contains(&FigureId(index as u32)) {
            return false;
        }
        let figure = frame.figure(index);
        let end = frame.number_end(index);
        let start = frame.first(index);
        let is_share = figure.role == Role::Share && frame.has_word(end..end + 3, &["majority"]);
        let is_count = figure.role == Role::Level
            && figure.unit.is_none()
            && (frame.has_word(
                start.saturating_sub(3)..start,
                &["needed", "required", "requires", "needs", "needing", "requiring"],
            ) || frame.has_word(end..end + 4, &["needed", "required"]));
        figure.value.is_some() && (is_share || is_count)
    })?;
    Some(FigureId(found as u32))
}

fn names_supermajority(frame: &Frame<'_>, index: usize) -> bool {
    frame.figures_of(frame.figure(index).sentence).any(|other| {
        let figure = frame.figure(other);
        figure.role == Role::Share && figure.unit.is_none()
    })
}

/// The other figures of the sentence of a tally and of the next.
fn near<'f>(frame: &'f Frame<'_>, tally: &'f Tally) -> impl Iterator<Item = usize> + 'f {
    let first = tally.figures.first().map_or(0, |id| id.0 as usize);
    let sentence = frame.figure(first).sentence;
    let figures = frame.figures_of(sentence).start..frame.figures_of(sentence + 1).end;
    figures.take(40).filter(|&index| !tally.figures.contains(&FigureId(index as u32)))
}

/// The same, and of the sentence before.
fn around<'f>(frame: &'f Frame<'_>, tally: &'f Tally) -> impl Iterator<Item = usize> + 'f {
    let first = tally.figures.first().map_or(0, |id| id.0 as usize);
    let sentence = frame.figure(first).sentence;
    let from = frame.figures_of(sentence.saturating_sub(1)).start;
    (from..frame.figures_of(sentence + 1).end)
        .take(60)
        .filter(|&index| !tally.figures.contains(&FigureId(index as u32)))
}

/// Whether a unit is one of shares of votes.
pub(super) fn is_percent(unit: Option<Unit>) -> bool {
    unit.and_then(Unit::dimension) == Some(newsmark_lexer::vocabulary::units::Dimension::Share)
}
