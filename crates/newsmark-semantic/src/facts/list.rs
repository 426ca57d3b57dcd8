//! Lists: a whole with its parts, and a count with what is counted.

use newsmark_lexer::TextRange;

use super::Base;
use super::figure::FigureId;
use crate::paragraph::{ParagraphFacts, Words};

mod breakdown;
mod enumeration;

/// "The 240 passengers were 190 adults, 38 children and 12 infants": a whole and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// From the first figure to the last.
    pub range: TextRange,
    /// The whole.
    pub total: FigureId,
    /// The parts, in order; at least two.
    pub parts: Vec<FigureId>,
    /// Whether the words say that these are all the parts.
    pub complete: bool,
}

/// "three major countries: Iran, China, and Russia": a count and a closed list.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// From the count to the end of the list.
    pub range: TextRange,
    /// The count.
    pub count: FigureId,
    /// What is listed.
    pub items: Vec<TextRange>,
}

impl Breakdown {
    pub(crate) fn at(&self, base: &Base) -> Breakdown {
        let shift = |id: FigureId| FigureId(id.0 + base.figure);
        Breakdown {
            range: self.range + base.offset,
            total: shift(self.total),
            parts: self.parts.iter().copied().map(shift).collect(),
            complete: self.complete,
        }
    }
}

impl Enumeration {
    pub(crate) fn at(&self, base: &Base) -> Enumeration {
        Enumeration {
            range: self.range + base.offset,
            count: FigureId(self.count.0 + base.figure),
            items: self.items.iter().map(|&item| item + base.offset).collect(),
        }
    }
}

/// Finds the breakdowns and enumerations of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    facts.enumerations = enumeration::collect(words, facts);
    facts.breakdowns = breakdown::collect(words, facts);
}
