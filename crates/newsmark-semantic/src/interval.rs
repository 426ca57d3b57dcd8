//! Intervals of exact decimals: what a written number allows.
//!
//! `1.1 billion` stands for anything that rounds to it, from 1.05 billion up to, but not including,
//! 1.15 billion. Arithmetic is done on those ends, so that a verdict never depends on digits that
//! nobody printed. A bound that is absent is unbounded; arithmetic that overflows 28 digits gives
//! an unbounded end, never a wrong one.

use std::fmt;

use rust_decimal::Decimal;

mod corners;

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

    /// What rounds to `value` at a place worth `step`: half a step to each side, where the half itself
    /// rounds away from zero.
    pub fn rounded(value: Decimal, step: Decimal) -> Interval {
        let half = step.checked_div(Decimal::TWO).unwrap_or(step);
        let around = Interval::closed(value, value).widened(half);
        Interval {
            low_included: value > Decimal::ZERO,
            high_included: value < Decimal::ZERO,
            ..around
        }
    }

    /// The part of it that is nearest to a number in it: each end moved there, but for a part of the way.
    pub fn narrowed_around(&self, value: Decimal, part: Decimal) -> Interval {
        let end =
            |end: Option<Decimal>| end?.checked_sub(value)?.checked_mul(part)?.checked_add(value);
        match (end(self.low), end(self.high)) {
            (Some(low), Some(high)) => Interval::closed(low, high),
            (low, high) => Interval { low, high, ..*self },
        }
    }

    /// How far it reaches from a number in it; none where it has no end.
    pub fn reach_from(&self, value: Decimal) -> Option<Decimal> {
        let above = self.high?.checked_sub(value)?;
        let below = value.checked_sub(self.low?)?;
        Some(above.max(below))
    }

    /// What it has in common with one that it overlaps, the ends included.
    pub fn within(&self, other: &Interval) -> Interval {
        let low = match (self.low, other.low) {
            (Some(own), Some(other)) => Some(own.max(other)),
            (own, other) => own.or(other),
        };
        let high = match (self.high, other.high) {
            (Some(own), Some(other)) => Some(own.min(other)),
            (own, other) => own.or(other),
        };
        match (low, high) {
            (Some(low), Some(high)) => Interval::closed(low, high),
            (low, high) => Interval { low, high, ..*self },
        }
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
        self.plus(&Interval::closed(-margin, margin))
    }

    /// The numbers with the opposite sign.
    pub fn negated(&self) -> Interval {
        Interval {
            low: self.high.map(|high| -high),
            high: self.low.map(|low| -low),
            low_included: self.high_included,
            high_included: self.low_included,
        }
    }

    /// All sums of a number of each.
    pub fn plus(&self, other: &Interval) -> Interval {
        let low =
            self.low.zip(other.low).and_then(|(a, b)| corners::sum(a, b)).map(|(down, _)| down);
        let high =
            self.high.zip(other.high).and_then(|(a, b)| corners::sum(a, b)).map(|(_, up)| up);
        Interval {
            low,
            high,
            low_included: low.is_some() && self.low_included && other.low_included,
            high_included: high.is_some() && self.high_included && other.high_included,
        }
    }

    /// All differences of a number of this and a number of the other.
    pub fn minus(&self, other: &Interval) -> Interval {
        self.plus(&other.negated())
    }

    /// All products of a number of each.
    pub fn times(&self, other: &Interval) -> Interval {
        corners::products(self, other)
    }

    /// All quotients of a number of this and a number of the other. Nothing can be said of them where
    /// the divisor may have either sign.
    pub fn over(&self, divisor: &Interval) -> Interval {
        let zero = Interval::exactly(Decimal::ZERO);
        let is_positive = divisor.low.is_some_and(|low| low >= Decimal::ZERO);
        let is_negative = divisor.high.is_some_and(|high| high <= Decimal::ZERO);
        if is_positive == is_negative || *divisor == zero {
            return Interval::EVERYTHING;
        }
        corners::quotients(self, divisor, is_positive)
    }

    /// By how many percent `new` is more than `old`. Nothing can be said where `old` may be negative: a
    /// loss that becomes a profit has no percentage.
    pub fn change_percent(new: &Interval, old: &Interval) -> Interval {
        if old.low.is_none_or(|low| low < Decimal::ZERO) {
            return Interval::EVERYTHING;
        }
        let one = Interval::exactly(Decimal::ONE);
        new.over(old).minus(&one).times(&Interval::exactly(Decimal::ONE_HUNDRED))
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

#[cfg(test)]
mod tests;
