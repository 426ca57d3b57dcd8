//! Words of a text that a fact points to, if it does.
//!
//! Words are never empty, and knowing that makes room: an optional [`Extent`] takes no more than one that is there. Of
//! figures there may be hundreds of thousands, and most point to nothing.

use std::fmt;
use std::num::NonZeroU32;

use newsmark_lexer::{TextRange, TextSize};

use super::Shift;

/// A range with something in it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Extent {
    start: u32,
    end: NonZeroU32,
}

impl Extent {
    /// A range, if there is something in it.
    pub fn new(range: TextRange) -> Option<Extent> {
        let end = NonZeroU32::new(range.end().into()).filter(|_| !range.is_empty())?;
        Some(Extent { start: range.start().into(), end })
    }

    /// The range.
    pub fn range(self) -> TextRange {
        TextRange::new(TextSize::new(self.start), TextSize::new(self.end.get()))
    }

    /// Moves it.
    pub(crate) fn shift(&mut self, by: &Shift) {
        let place = |at: u32| u32::from(by.place(TextSize::new(at)));
        self.start = place(self.start);
        self.end = NonZeroU32::new(place(self.end.get())).unwrap_or(self.end);
    }
}

impl fmt::Debug for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.range().fmt(f)
    }
}
