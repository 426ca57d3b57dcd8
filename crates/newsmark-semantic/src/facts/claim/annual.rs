//! Growth in a month or a quarter with what it makes in a year: `grew 0.5 percent in the quarter, an annualised
//! rate of 2 percent`.
//!
//! `An annual rate` alone is left out: it is as often the change since the year before.

use newsmark_lexer::Kind;

use super::frame::Frame;
use crate::facts::figure::{FigureId, Role};
use crate::facts::{Place, Placed, Shift};

/// A change in percent, and the same for a whole year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnualRate {
    /// For the shorter time.
    pub short: FigureId,
    /// For the year.
    pub annual: FigureId,
    /// How many of the shorter times a year has.
    pub periods: u32,
}

impl Placed for AnnualRate {
    fn place(&self) -> Place {
        self.short.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures([&mut self.short, &mut self.annual]);
    }
}

/// How far, in tokens, the two may stand from each other.
const REACH: usize = 14;

pub(super) fn collect(frame: &Frame<'_>) -> Vec<AnnualRate> {
    (1..frame.figures().len()).filter_map(|index| read(frame, index)).collect()
}

fn read(frame: &Frame<'_>, index: usize) -> Option<AnnualRate> {
    let (short, annual) = (index - 1, index);
    let (one, other) = (frame.figure(short), frame.figure(annual));
    let is_rate = |index: usize| {
        let figure = frame.figure(index);
        let is_plain = !figure.context.negated && figure.hedge.is_none() && figure.value.is_some();
        figure.is_percent() && matches!(figure.role, Role::Change | Role::Share) && is_plain
    };
    let gap = frame.number_end(short)..frame.number(annual);
    let end = frame.number_end(annual);
    if !is_rate(short) || !is_rate(annual) || one.sentence != other.sentence || gap.len() > REACH {
        return None;
    }
    let is_word = |at: usize| ["annualised", "annualized"].iter().any(|word| frame.is(at, word));
    // `, an annualised rate of 2 percent`, `, or 2 percent annualised`
    let comma = gap
        .clone()
        .rev()
        .find(|&at| matches!(frame.words.kind(at), Kind::Comma | Kind::ParenOpen))?;
    let is_said = (comma..gap.end).any(is_word) || is_word(end) && frame.is(comma + 1, "or");
    let is_clear = gap.end - comma <= 7
        && !frame.has_word(
            comma..gap.end,
            &[
                "in", "to", "bringing", "for", "and", "while", "after", "from", "than", "against",
                "but",
            ],
        );
    let periods = period(frame, gap.start..comma)
        .or_else(|| period(frame, frame.sentence(short).start..frame.first(short)))?;
    let id = |index: usize| FigureId(index as u32);
    (is_said && is_clear).then(|| AnnualRate { short: id(short), annual: id(annual), periods })
}

/// How many of the one time that some words name a year has.
fn period(frame: &Frame<'_>, tokens: std::ops::Range<usize>) -> Option<u32> {
    let mut named = tokens.filter_map(|at| match frame.words.text(at) {
        "quarter" => Some(4),
        "month" => Some(12),
        "half" => Some(2),
        "year" | "week" => Some(0),
        _ => None,
    });
    named.next().filter(|&n| n > 0 && named.next().is_none())
}
