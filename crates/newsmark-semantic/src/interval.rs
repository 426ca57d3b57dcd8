//! Intervals of exact decimals: what a written number allows.
//!
//! `1.1 billion` stands for anything that rounds to it, from 1.05 billion up to, but not including,
//! 1.15 billion. Arithmetic is done on those ends, so that a verdict never depends on digits that
//! nobody printed. A bound that is absent is unbounded; arithmetic that overflows 28 digits gives
//! an unbounded end, never a wrong one.

use std::fmt;

use rust_decimal::Decimal;

/// A set of numbers between two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end; none: unbounded.
    pub low: Option<Decimal>,
    /// The upper end; none: unbounded.
    pub high: Option<Decimal>,
    /// Whether the lower end itself belongs to it.
    pub low_included: bool,
    /// Whether the upper end itself belongs to it.
    pub high_included: bool,
}

impl Interval {
    /// Every number.
    pub const EVERYTHING: Interval =
        Interval { low: None, high: None, low_included: false, high_included: false };

    /// One number.
    pub fn exactly(value: Decimal) -> Interval {
        Interval::closed(value, value)
    }

    /// From `low` to `high`, both ends included.
    pub fn closed(low: Decimal, high: Decimal) -> Interval {
        Interval { low: Some(low), high: Some(high), low_included: true, high_included: true }
    }

    /// From `low`, included, up to `high`, excluded: what rounds to a number.
    pub fn half_open(low: Decimal, high: Decimal) -> Interval {
        Interval { high_included: low == high, ..Interval::closed(low, high) }
    }

    /// Everything above `value`.
    pub fn above(value: Decimal, included: bool) -> Interval {
        Interval { low: Some(value), low_included: included, ..Interval::EVERYTHING }
    }

    /// Everything below `value`.
    pub fn below(value: Decimal, included: bool) -> Interval {
        Interval { high: Some(value), high_included: included, ..Interval::EVERYTHING }
    }

    /// Whether the number belongs to it.
    pub fn contains(&self, value: Decimal) -> bool {
        let above =
            self.low.is_none_or(|low| if self.low_included { low <= value } else { low < value });
        let below = self
            .high
            .is_none_or(|high| if self.high_included { value <= high } else { value < high });
        above && below
    }

    /// Whether some number belongs to both.
    pub fn overlaps(&self, other: &Interval) -> bool {
        !self.is_below(other) && !other.is_below(self)
    }

    /// Whether every number of it is less than every number of the other.
    pub fn is_below(&self, other: &Interval) -> bool {
        match (self.high, other.low) {
            (Some(high), Some(low)) if high == low => !(self.high_included && other.low_included),
            (Some(high), Some(low)) => high < low,
            _ => false,
        }
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Interval) -> Interval {
        let low = self.low.zip(other.low).map(|(a, b)| a.min(b));
        let high = self.high.zip(other.high).map(|(a, b)| a.max(b));
        let low_included =
            (low == self.low && self.low_included) || (low == other.low && other.low_included);
        let high_included = (high == self.high && self.high_included)
            || (high == other.high && other.high_included);
        Interval { low, high, low_included, high_included }
    }

    /// The interval, wider by `margin` at each end.
    pub fn widened(&self, margin: Decimal) -> Interval {
        Interval {
            low: self.low.and_then(|low| low.checked_sub(margin)),
            high: self.high.and_then(|high| high.checked_add(margin)),
            ..*self
        }
    }

    /// All sums of a number of each.
    pub fn plus(&self, other: &Interval) -> Interval {
        self.ends(
            other,
            Decimal::checked_add,
            (other.low, other.low_included),
            (other.high, other.high_included),
        )
    }

    /// All differences of a number of this and a number of the other.
    pub fn minus(&self, other: &Interval) -> Interval {
        self.ends(
            other,
            Decimal::checked_sub,
            (other.high, other.high_included),
            (other.low, other.low_included),
        )
    }

    fn ends(
        &self,
        _: &Interval,
        operation: impl Fn(Decimal, Decimal) -> Option<Decimal>,
        for_low: (Option<Decimal>, bool),
        for_high: (Option<Decimal>, bool),
    ) -> Interval {
        Interval {
            low: self.low.zip(for_low.0).and_then(|(a, b)| operation(a, b)),
            high: self.high.zip(for_high.0).and_then(|(a, b)| operation(a, b)),
            low_included: self.low_included && for_low.1,
            high_included: self.high_included && for_high.1,
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => write!(f, "{}", low.normalize()),
            (Some(low), Some(high)) => write!(f, "{} to {}", low.normalize(), high.normalize()),
            (Some(low), None) => write!(f, "{} or more", low.normalize()),
            (None, Some(high)) => write!(f, "{} or less", high.normalize()),
            (None, None) => f.write_str("anything"),
        }
    }
}
