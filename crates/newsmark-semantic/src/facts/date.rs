//! Calendar dates as an article writes them.

use std::fmt;

use jiff::civil::Weekday;
use newsmark_lexer::TextRange;

use super::Base;
use crate::paragraph::Words;

/// A time as coarse as it was written: a year, a month, a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsOf {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    pub day: Option<u8>,
}

/// A date as written: "Friday, March 14, 2025", "March 14", "Nov. 2024". At least a month or a weekday
/// stands there; a bare year is a figure of role date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Its words.
    pub range: TextRange,
    /// The weekday, and its words.
    pub weekday: Option<(Weekday, TextRange)>,
    /// The year.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month as written; it may not exist (June 31).
    pub day: Option<u8>,
    /// The words of the day: `14`.
    pub day_range: Option<TextRange>,
}

impl AsOf {
    /// Whether both can be said of one time: 2024-12 and 2024 can, 2024-11 and 2024-12 cannot.
    pub fn is_compatible(&self, other: &AsOf) -> bool {
        let same = |a: Option<u8>, b: Option<u8>| a.zip(b).is_none_or(|(a, b)| a == b);
        self.year == other.year && same(self.month, other.month) && same(self.day, other.day)
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl DateMention {
    pub(crate) fn at(&self, base: &Base) -> DateMention {
        DateMention {
            range: self.range + base.offset,
            weekday: self.weekday.map(|(weekday, range)| (weekday, range + base.offset)),
            day_range: self.day_range.map(|range| range + base.offset),
            ..*self
        }
    }
}

/// Finds the dates of a paragraph.
pub(crate) fn collect(words: &Words<'_>) -> Vec<DateMention> {
    let _ = words;
    Vec::new()
}
