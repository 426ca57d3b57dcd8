//! Percentages above 100 that cannot be: shares of people, turnout and other rates, falls.

use newsmark_lexer::vocabulary::vocabulary;
use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::figure::{Direction, Figure, FigureId, Role};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

/// A percentage above 100 and what bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounded {
    /// The percentage.
    pub figure: FigureId,
    /// What bounds it.
    pub by: BoundedBy,
}

/// Why a percentage cannot be more than 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundedBy {
    /// `of voters`
    People,
    /// `turnout`
    Rate,
    /// `fell by`
    Fall,
    /// The fall of something that can be less than nothing: a profit.
    FallOfBalance,
}

/// How far from a figure what bounds it is looked for, in tokens.
const REACH: usize = 10;

impl Placed for Bounded {
    fn place(&self) -> Place {
        self.figure.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures([&mut self.figure]);
    }
}

/// Finds the bounded percentages of a paragraph that are out of bounds.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let is_above = |figure: &Figure| figure.value.is_some_and(|value| value > Decimal::ONE_HUNDRED);
    let figures = facts.figures.iter().enumerate();
    let percents = figures.filter(|(_, figure)| figure.is_percent() && is_above(figure));
    let bounded = percents.filter_map(|(index, figure)| {
        let by = bound(words, facts, figure)?;
        Some(Bounded { figure: FigureId(index as u32), by })
    });
    facts.bounded = bounded.collect();
}

fn bound(words: &Words<'_>, facts: &ParagraphFacts, figure: &Figure) -> Option<BoundedBy> {
    let first = words.index_at(figure.range_with_hedge().start());
    let end = words.index_at(figure.range.end());
    let sentence = facts.sentences.get(figure.sentence as usize)?;
    let start = words.index_at(sentence.start()).max(first.saturating_sub(3 * REACH));
    if figure.role == Role::Change {
        let is_balance =
            (start..(end + REACH).min(words.len())).any(|at| words.is(at, Class::Balance));
        let by = if is_balance { BoundedBy::FallOfBalance } else { BoundedBy::Fall };
        return (figure.direction == Some(Direction::Down)).then_some(by);
    }
    if figure.role != Role::Share {
        return None;
    }
    if words.bytes(end) == b"of" {
        return of_people(words, figure, end);
    }
    // `Turnout was 146 percent`, `The jobless rate rose to 127 percent`
    let clause = (first.saturating_sub(REACH).max(start)..first)
        .rev()
        .take_while(|&at| !matches!(words.kind(at), Kind::Semicolon | Kind::Colon | Kind::Comma));
    let is_rate = clause.into_iter().any(|at| words.phrase(at, Class::BoundedRate).is_some());
    let is_level = first.checked_sub(1).is_some_and(|before| {
        words.is_any_of(before, &[Class::Linking, Class::Auxiliary, Class::Change])
            || matches!(words.bytes(before), b"to" | b"at" | b"of")
    });
    // `Turnout was 120 percent higher`
    let goes_on = words.is(end, Class::Comparative) || words.is(end, Class::Change);
    (is_rate && is_level && !goes_on).then_some(BoundedBy::Rate)
}

/// `of respondents`, `of the vote`; not `of the pupils it was built for`.
fn of_people(words: &Words<'_>, figure: &Figure, of: usize) -> Option<BoundedBy> {
    let mut at = of + 1;
    at += usize::from(words.is(at, Class::Determiner));
    if matches!(words.bytes(at), b"vote" | b"votes" | b"ballots" | b"votes cast") {
        return Some(BoundedBy::People);
    }
    let noun = figure.noun.as_ref().filter(|noun| !noun.from_subject)?;
    let end = words.index_at(noun.range.end());
    let is_person = vocabulary().look_up(&noun.lemmas.head).is(Class::PeopleNoun);
    let is_compared = words.is(end, Class::Pronoun)
        || words.is(end, Class::Determiner)
        || matches!(
            words.bytes(end),
            b"than" | b"expected" | b"needed" | b"planned" | b"for" | b"in"
        );
    (is_person && !is_compared).then_some(BoundedBy::People)
}
