//! What the words of a sentence say about all its changes.

use newsmark_lexer::Class;

use super::Change;
use super::verb::{direction_of, is_copula};
use crate::facts::figure::Direction;
use crate::paragraph::{ParagraphFacts, Words};

/// What the words of a sentence say about all its changes. Asked for changes in order; each sentence is
/// looked at once.
pub(super) struct Sentences<'a> {
    words: &'a Words<'a>,
    facts: &'a ParagraphFacts,
    /// The sentence asked for last, and the answer.
    last: Option<(usize, Wording)>,
}

/// What the words of a sentence say about its changes.
#[derive(Clone, Copy)]
pub(super) struct Wording {
    /// Annualised, in real terms.
    pub(super) is_measured_otherwise: bool,
    /// Less may be more in it: ranks, exchange rates, frost.
    pub(super) is_inverted: bool,
    /// `That is`
    pub(super) goes_on: bool,
    pub(super) first: usize,
}

impl<'a> Sentences<'a> {
    pub(super) fn new(words: &'a Words<'a>, facts: &'a ParagraphFacts) -> Sentences<'a> {
        Sentences { words, facts, last: None }
    }

    pub(super) fn of(&mut self, change: &Change) -> Wording {
        let start = change.range.start();
        let next = self.facts.sentences.partition_point(|sentence| sentence.start() <= start);
        let index = next.saturating_sub(1);
        if let Some((last, wording)) = self.last
            && last == index
        {
            return wording;
        }
        let sentence = self.facts.sentences.get(index).copied().unwrap_or_default();
        let tokens = self.words.index_at(sentence.start())..self.words.index_at(sentence.end());
        let has = |class| tokens.clone().any(|at| self.words.phrase(at, class).is_some());
        let is_other = |at: usize| {
            self.words.phrase(at, Class::OtherBase).is_some()
                && !is_average_of_value(self.words, at)
        };
        let wording = Wording {
            is_measured_otherwise: tokens.clone().any(is_other),
            is_inverted: has(Class::Inverted),
            goes_on: matches!(self.words.bytes(tokens.start), b"That" | b"This" | b"It")
                && is_copula(self.words.text(tokens.start + 1)),
            first: tokens.start,
        };
        self.last = Some((index, wording));
        wording
    }

    /// Whether something in the sentence lets a change have gone the other way than its verb says.
    pub(super) fn turns(&mut self, change: &Change, direction: Direction) -> bool {
        let wording = self.of(change);
        let end = self.words.index_at(change.range.end());
        let first = wording.first.max(end.saturating_sub(LONGEST_SENTENCE));
        let is_other = |at: usize| {
            let way = direction_of(self.words, at).and_then(|word| word.way);
            way.is_some_and(|way| way != direction)
        };
        wording.is_inverted || (first..end).any(is_other)
    }
}

/// `costs 6.80 euros on average`, `is 164 metres thick on average`: the value is an average, and no change in percent.
fn is_average_of_value(words: &Words<'_>, at: usize) -> bool {
    let Some(unit) = at.checked_sub(1) else { return false };
    words.bytes(at) == b"on"
        && words.bytes(at + 1) == b"average"
        && (words.kind(unit).is_number()
            || words.is(unit, Class::Currency)
            || matches!(
                words.bytes(unit),
                b"thick" | b"deep" | b"high" | b"long" | b"wide" | b"tall"
            ))
}

/// How far back a second word of change is looked for, in tokens.
const LONGEST_SENTENCE: usize = 60;
