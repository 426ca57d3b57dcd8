//! Multiples that are compared: "three times more than", which some read as three times as much and others
//! as four times.

use newsmark_lexer::{Class, TextRange};

use super::figure::{Direction, FigureId, Role};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

/// "three times more", "ten times cheaper".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Multiple {
    /// The number and the comparative.
    pub range: TextRange,
    /// How many times.
    pub times: FigureId,
    /// More or less.
    pub direction: Direction,
}

impl Placed for Multiple {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range]);
        by.figures([&mut self.times]);
    }
}

/// Finds them among the ratios of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let ratios = facts.figures.iter().enumerate();
    let found =
        ratios.filter(|(_, figure)| figure.role == Role::Ratio).filter_map(|(id, figure)| {
            let end = words.index_at(figure.range.end());
            let last = words.text(end.checked_sub(1)?);
            // `more than three times`: the number of times is what is more.
            let direction = match words.value(end, Class::Comparative)? {
                1 => Direction::Up,
                _ => Direction::Down,
            };
            let is_multiple = last == "times" || last.ends_with("fold");
            is_multiple.then(|| Multiple {
                range: figure.range.cover(words.range(end)),
                times: FigureId(id as u32),
                direction,
            })
        });
    facts.multiples = found.collect();
}
