//! What a correction corrects: the number that was printed, and the right one.

use newsmark_lexer::{Class, Kind};

use super::figure::{Figure, FigureId};
use crate::document::{BlockKind, NoteKind};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

/// "An earlier version said 421 pupils; it is 412."
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The number that was wrong.
    pub wrong: FigureId,
    /// The right one, where the note gives it.
    pub right: Option<FigureId>,
}

impl Placed for Correction {
    fn place(&self) -> Place {
        self.wrong.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures(self.right.iter_mut().chain([&mut self.wrong]));
    }
}

/// How far back the words that call a number wrong may stand, in tokens.
const REACH: usize = 25;

/// Finds what a paragraph corrects, if it is a correction.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    if !is_correction(words) {
        return;
    }
    let amounts: Vec<usize> = (0..facts.figures.len())
        .filter(|&index| facts.figures[index].is_quantity() && facts.figures[index].value.is_some())
        .collect();
    facts.corrections = amounts
        .iter()
        .filter(|&&index| is_wrong(words, facts, index))
        .filter_map(|&index| {
            let right = right(words, facts, &amounts, index).map(|index| FigureId(index as u32));
            // "An earlier version misspelt the name of one of the 32 members": no number is wrong.
            let is_about_number = right.is_some() || is_denied(words, &facts.figures[index]);
            is_about_number.then_some(Correction { wrong: FigureId(index as u32), right })
        })
        .collect();
}

/// A note of that kind, or a paragraph that begins `Correction:`.
fn is_correction(words: &Words<'_>) -> bool {
    let is_note = matches!(
        words.kind,
        BlockKind::Note(NoteKind::Correction | NoteKind::Clarification | NoteKind::EditorsNote)
    );
    let opens = ["correction", "corrections", "clarification"]
        .iter()
        .any(|word| words.bytes(0).eq_ignore_ascii_case(word.as_bytes()))
        && matches!(words.kind(1), Kind::Colon | Kind::ParenOpen | Kind::Comma);
    is_note || opens
}

/// Whether the words before a figure say that it was wrong: `an earlier version said`, `, not 32`,
/// `instead of 32`.
fn is_wrong(words: &Words<'_>, facts: &ParagraphFacts, index: usize) -> bool {
    let figure = &facts.figures[index];
    let first = words.index_at(figure.range_with_hedge().start());
    is_denied(words, figure) || last_cue(words, facts, figure, first) == Some(1)
}

/// `, not 32`, `instead of 32`
fn is_denied(words: &Words<'_>, figure: &Figure) -> bool {
    let first = words.index_at(figure.range_with_hedge().start());
    let text = |back: usize| first.checked_sub(back).map_or("", |at| words.text(at));
    text(1) == "not"
        || text(1) == "of" && text(2) == "instead"
        || text(1) == "than" && text(2) == "rather"
}

/// The last thing said before a figure in its sentence about which of the numbers it is.
fn last_cue(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    figure: &Figure,
    first: usize,
) -> Option<u32> {
    let sentence = facts.sentences.get(figure.sentence as usize)?;
    let start = words.index_at(sentence.start()).max(first.saturating_sub(REACH));
    let mut cue = None;
    let mut has_stop = false;
    let mut at = start;
    while at < first {
        match words.phrase(at, Class::CorrectionCue) {
            Some((length, value)) => {
                // `An earlier version said there were 218`: the right number stands in another clause.
                if value == 1 || cue.is_none() || has_stop {
                    (cue, has_stop) = (Some(value), false);
                }
                at += length;
            }
            None => {
                has_stop |= matches!(words.kind(at), Kind::Comma | Kind::Semicolon | Kind::Colon)
                    || matches!(words.bytes(at), b"and" | b"but");
                at += 1;
            }
        }
    }
    cue
}

/// The nearest other figure of the note in the same unit: the one after, else the one before.
fn right(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    amounts: &[usize],
    wrong: usize,
) -> Option<usize> {
    let figure = &facts.figures[wrong];
    let fits = |&&index: &&usize| {
        let other = &facts.figures[index];
        let same_unit = other.unit == figure.unit || other.unit.is_none();
        same_unit && other.value != figure.value && !is_wrong(words, facts, index)
    };
    let after = amounts.iter().filter(|&&index| index > wrong).find(fits);
    let before = || amounts.iter().rev().filter(|&&index| index < wrong).find(fits);
    after.or_else(before).copied()
}
