//! Changes: figures that together say how something went from one value to another.

use newsmark_lexer::TextRange;

use super::Base;
use super::figure::{Direction, FigureId};
use crate::paragraph::{ParagraphFacts, Words};

/// "rose from OLD to NEW, up AMOUNT, or PERCENT": whatever of it the words say.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// From its first figure to its last.
    pub range: TextRange,
    /// Which way the words say it went.
    pub direction: Option<Direction>,
    /// The value before.
    pub old: Option<FigureId>,
    /// The value after.
    pub new: Option<FigureId>,
    /// The difference, in the unit of the values; for shares in percentage points.
    pub amount: Option<FigureId>,
    /// The difference in percent.
    pub percent: Option<FigureId>,
    /// The factor: doubled, threefold.
    pub ratio: Option<FigureId>,
}

impl Change {
    pub(crate) fn at(&self, base: &Base) -> Change {
        let shift = |id: Option<FigureId>| id.map(|id| FigureId(id.0 + base.figure));
        Change {
            range: self.range + base.offset,
            direction: self.direction,
            old: shift(self.old),
            new: shift(self.new),
            amount: shift(self.amount),
            percent: shift(self.percent),
            ratio: shift(self.ratio),
        }
    }
}

/// Finds the changes of a paragraph among its figures.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let _ = (words, facts);
}
