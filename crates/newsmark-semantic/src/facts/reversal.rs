//! The same percentage up and down: "25 percent dearer; put another way, the other is 25 percent cheaper".
//!
//! A pair is taken only where the words turn the comparison round, undo the change, or compare the same two
//! things the other way; or where two values confirm one of the percentages.

use newsmark_lexer::vocabulary::lemma;
use newsmark_lexer::{Class, Kind};
use std::borrow::Cow;

use super::figure::{Direction, Figure, FigureId};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

/// Two percentages, one up and one down, of which the second is said to undo or turn round the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// The one given first.
    pub first: FigureId,
    /// The one that turns it round.
    pub second: FigureId,
}

/// How far apart, in tokens, the two may stand.
const REACH: usize = 40;
/// How many words beside a percentage name what is compared.
const COMPARED: usize = 12;

impl Placed for Reversal {
    fn place(&self) -> Place {
        self.first.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures([&mut self.first, &mut self.second]);
    }
}

/// Finds such pairs in a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let changes: Vec<usize> = (0..facts.figures.len())
        .filter(|&index| {
            let figure = &facts.figures[index];
            figure.is_percent() && figure.direction.is_some() && figure.value.is_some()
        })
        .collect();
    let pairs = changes.windows(2).filter_map(|pair| {
        let [first, second] = [pair[0], pair[1]].map(|index| &facts.figures[index]);
        let is_turned = are_opposite(first, second)
            && second.sentence - first.sentence <= 1
            && (has_converse(words, facts, first, second)
                || are_crossed(words, facts, first, second)
                || is_confirmed(facts, pair[0], pair[1]));
        is_turned.then_some(Reversal {
            first: FigureId(pair[0] as u32),
            second: FigureId(pair[1] as u32),
        })
    });
    facts.reversals = pairs.collect();
}

fn are_opposite(first: &Figure, second: &Figure) -> bool {
    let ways = (first.direction, second.direction);
    matches!(
        ways,
        (Some(Direction::Up), Some(Direction::Down)) | (Some(Direction::Down), Some(Direction::Up))
    )
}

/// Whether words between the two, or after the second in its sentence, turn the first round or undo it.
fn has_converse(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    first: &Figure,
    second: &Figure,
) -> bool {
    let (from, to) = (words.index_at(first.range.end()), words.index_at(second.range.start()));
    let Some(sentence) = facts.sentences.get(second.sentence as usize) else { return false };
    let end = words.index_at(sentence.end()).min(to + REACH);
    to - from <= REACH
        && (from..end).any(|at| {
            words.phrase(at, Class::Converse).is_some_and(|(length, _)| {
                is_whole(words, at) && undoes(words, at + length, first.direction)
            })
        })
}

/// Whether nothing before the words denies them, or takes them back in part: `have not returned to`, `nearly
/// erasing`.
fn is_whole(words: &Words<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at)
        .all(|at| !words.is_any_of(at, &[Class::Negation, Class::Hedge, Class::Fraction]))
}

/// Whether what is undone is the first change, where the words name one: after a fall a loss is made good, and no
/// gain.
fn undoes(words: &Words<'_>, end: usize, way: Option<Direction>) -> bool {
    const OBJECT: usize = 3;
    let named = (end..end + OBJECT)
        .take_while(|&at| words.kind(at) == Kind::Word)
        .find_map(|at| words.value(at, Class::Change).and_then(Direction::of_change));
    named.is_none() || named == way
}

/// Whether the two compare the same things the other way round: what stands before one stands after the
/// other's `than`.
fn are_crossed(words: &Words<'_>, facts: &ParagraphFacts, first: &Figure, second: &Figure) -> bool {
    let compared = |figure: &Figure| {
        let sentence = facts.sentences.get(figure.sentence as usize)?;
        let start = words.index_at(sentence.start());
        let at = words.index_at(figure.range.start());
        let from = start.max(at.saturating_sub(COMPARED));
        let end = words.index_at(sentence.end());
        let than = (at..end.min(at + COMPARED)).find(|&at| words.bytes(at) == b"than")?;
        Some([content(words, from, at), content(words, than + 1, end.min(than + COMPARED))])
    };
    let Some(([subject, object], [other_subject, other_object])) =
        compared(first).zip(compared(second))
    else {
        return false;
    };
    let meet = |a: &[Cow<'_, str>], b: &[Cow<'_, str>], not: &[Cow<'_, str>]| {
        a.iter().any(|word| b.contains(word) && !not.contains(word))
    };
    meet(&subject, &other_object, &object) && meet(&object, &other_subject, &subject)
}

/// The lemmas of the words that say something, up to the end of the clause.
fn content<'w>(words: &Words<'w>, from: usize, to: usize) -> Vec<Cow<'w, str>> {
    const CLOSED: &[Class] =
        &[Class::Determiner, Class::Preposition, Class::Conjunction, Class::Auxiliary];
    (from..to)
        .filter(|&at| words.kind(at) == Kind::Word && !words.is_any_of(at, CLOSED))
        .map(|at| lemma(words.text(at)))
        .collect()
}

/// Whether two values between the percentages are what the first says: `80 percent more, $900 against
/// $500`.
fn is_confirmed(facts: &ParagraphFacts, first: usize, second: usize) -> bool {
    let between = facts.figures.get(first + 1..second).unwrap_or_default();
    let mut values = between.iter().filter(|figure| figure.unit.is_some());
    let (Some(a), Some(b), None) = (values.next(), values.next(), values.next()) else {
        return false;
    };
    if a.unit != b.unit {
        return false;
    }
    let figure = &facts.figures[first];
    let (from, to) = match figure.direction {
        Some(Direction::Up) => (b, a),
        _ => (a, b),
    };
    let change = crate::interval::Interval::change_percent(&from.loose(), &to.loose());
    let claimed = figure.loose();
    [change, crate::interval::Interval::change_percent(&to.loose(), &from.loose())]
        .iter()
        .any(|change| change.overlaps(&claimed) || change.negated().overlaps(&claimed))
}
