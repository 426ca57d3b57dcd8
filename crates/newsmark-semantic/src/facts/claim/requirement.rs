//! What a vote needed, and what it got: `needs 60 votes to pass`, `It passed with 55 votes`.
//!
//! Only a vote that is said to have carried is held against what it needed, in one sentence or in two that
//! follow each other. Another chamber or another time in the second is another vote.

use newsmark_lexer::Class;

use super::frame::Frame;
use crate::facts::figure::{FigureId, Role};
use crate::facts::{Place, Placed, Shift};

/// A number of votes that was needed, and the number with which the vote carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What it needed.
    pub needed: FigureId,
    /// What it got.
    pub got: FigureId,
}

impl Placed for Requirement {
    fn place(&self) -> Place {
        self.needed.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures([&mut self.needed, &mut self.got]);
    }
}

/// How far, in tokens, the word of need may stand from its number.
const REACH: usize = 4;
/// The same for the word that says how the vote went.
const REACH_OF_OUTCOME: usize = 5;

pub(super) fn collect(frame: &Frame<'_>) -> Vec<Requirement> {
    frame.figures_beside(Class::Supermajority).filter_map(|index| read(frame, index)).collect()
}

fn read(frame: &Frame<'_>, index: usize) -> Option<Requirement> {
    if !is_count(frame, index) || !is_needed(frame, index) {
        return None;
    }
    let sentence = frame.figure(index).sentence;
    let end = frame.figures_of(sentence + 1).end.max(index + 1);
    let got = (index + 1..end).find(|&other| frame.figure(other).is_quantity())?;
    let is_vote = is_count(frame, got) && carried(frame, got) && is_same_vote(frame, index, got);
    let id = |index: usize| FigureId(index as u32);
    is_vote.then(|| Requirement { needed: id(index), got: id(got) })
}

/// Whether a figure counts votes, or nothing that is named.
fn is_count(frame: &Frame<'_>, index: usize) -> bool {
    let figure = frame.figure(index);
    let counts_votes =
        figure.noun.as_ref().is_none_or(|noun| matches!(&*noun.lemmas.head, "vote" | "ballot"));
    figure.role == Role::Level
        && figure.unit.is_none()
        && figure.value.is_some()
        && figure.hedge.is_none()
        && !figure.context.negated
        && counts_votes
}

/// `needs 60 votes`, `67 votes was needed`
fn is_needed(frame: &Frame<'_>, index: usize) -> bool {
    let (start, end) = (frame.first(index), frame.end(index));
    let sentence = frame.sentence(index);
    let before = start.saturating_sub(REACH).max(sentence.start)..start;
    let after = end..(end + REACH).min(sentence.end);
    let needs = |at: usize| frame.words.is(at, Class::Supermajority) && !frame.is(at, "veto");
    let is_of_votes = frame.figure(index).noun.is_some();
    is_of_votes && before.chain(after).any(needs)
}

/// `passed with 55 votes`, `was carried with 36`
fn carried(frame: &Frame<'_>, index: usize) -> bool {
    let start = frame.first(index);
    let with = start.checked_sub(1).filter(|&at| frame.is(at, "with"));
    let Some(with) = with else { return false };
    let from = with.saturating_sub(REACH_OF_OUTCOME).max(frame.sentence(index).start);
    let is_spared =
        frame.has_word(frame.end(index)..frame.end(index) + 3, &["spare", "against", "short"]);
    let outcome = frame.last_of(from..with, Class::Outcome);
    let denied = frame.has(from..with, Class::Negation) || frame.has(from..with, Class::Irrealis);
    outcome.is_some_and(|(_, value)| value == 1) && !denied && !is_spared
}

/// Whether nothing between says that the second is another vote.
fn is_same_vote(frame: &Frame<'_>, needed: usize, got: usize) -> bool {
    let sentence = frame.sentence(got);
    let between = frame.end(needed)..frame.first(got);
    // `when it needed 50`
    let tail = frame.end(got)..sentence.end;
    let speaks_of_other = frame.has(between.clone(), Class::Body)
        || frame.has(sentence.clone(), Class::Earlier)
        || frame.has_word(tail.clone(), &["when", "after", "before"])
        || frame.has_word(between, &["would", "will", "if", "last", "after", "before"]);
    let has_other_number = frame
        .figures_of(frame.figure(got).sentence)
        .any(|other| other > got && frame.figure(other).role != Role::Date);
    !speaks_of_other && !has_other_number
}
