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
        let low = self.low.zip(other.low).and_then(|(a, b)| sum(a, b)).map(|(down, _)| down);
        let high = self.high.zip(other.high).and_then(|(a, b)| sum(a, b)).map(|(_, up)| up);
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
        let corner = |a: End, b: End| {
            let (down, up) = product(a.place, b.place)?;
            let is_zero = (a.is_zero() && a.included) || (b.is_zero() && b.included);
            Some(Corner { down, up, included: is_zero || (a.included && b.included) })
        };
        hull_of_corners(self, other, corner)
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
        let corner = |a: End, b: End| {
            let (down, up) = quotient(a.place, b.place, is_positive)?;
            let is_zero = a.is_zero() && a.included;
            Some(Corner { down, up, included: is_zero || (a.included && b.included) })
        };
        hull_of_corners(self, divisor, corner)
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

    fn is_one_number(&self) -> bool {
        self.low_included && self.high_included && self.low.is_some() && self.low == self.high
    }

    fn ends(&self) -> [End; 2] {
        [
            End {
                place: self.low.map_or(Place::MinusInfinity, Place::At),
                included: self.low_included,
            },
            End {
                place: self.high.map_or(Place::Infinity, Place::At),
                included: self.high_included,
            },
        ]
    }
}

/// An end of an interval.
#[derive(Clone, Copy)]
struct End {
    place: Place,
    included: bool,
}

/// A point of the line, or what lies past it. The order is that of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    MinusInfinity,
    At(Decimal),
    Infinity,
}

/// The result for one end of each interval: the exact result lies between `down` and `up`, which
/// differ only where 28 digits do not hold it.
struct Corner {
    down: Place,
    up: Place,
    included: bool,
}

impl End {
    fn is_zero(self) -> bool {
        self.place == Place::At(Decimal::ZERO)
    }
}

impl Place {
    fn finite(self) -> Option<Decimal> {
        match self {
            Place::At(value) => Some(value),
            Place::MinusInfinity | Place::Infinity => None,
        }
    }

    fn is_negative(self) -> bool {
        self < Place::At(Decimal::ZERO)
    }

    fn infinity(is_negative: bool) -> Place {
        if is_negative { Place::MinusInfinity } else { Place::Infinity }
    }
}

/// The smallest interval that holds the results for all pairs of ends; a pair without a result of its
/// own lies between the others.
fn hull_of_corners(
    a: &Interval,
    b: &Interval,
    corner: impl Fn(End, End) -> Option<Corner>,
) -> Interval {
    // One number has one end.
    let n_ends = |interval: &Interval| 2 - usize::from(interval.is_one_number());
    let (a_ends, b_ends) = (a.ends(), b.ends());
    let mut corners: [Option<Corner>; 4] = [const { None }; 4];
    for (i, &a) in a_ends[..n_ends(a)].iter().enumerate() {
        for (j, &b) in b_ends[..n_ends(b)].iter().enumerate() {
            corners[2 * i + j] = corner(a, b);
        }
    }
    let corners = || corners.iter().flatten();
    let low = corners().map(|corner| corner.down).min().and_then(Place::finite);
    let high = corners().map(|corner| corner.up).max().and_then(Place::finite);
    let is_at = |place: Place, end: Option<Decimal>| end.is_some_and(|end| place == Place::At(end));
    Interval {
        low,
        high,
        low_included: corners().any(|corner| corner.included && is_at(corner.down, low)),
        high_included: corners().any(|corner| corner.included && is_at(corner.up, high)),
    }
}

/// Decimals between which the exact sum lies; none where it overflows.
fn sum(a: Decimal, b: Decimal) -> Option<(Decimal, Decimal)> {
    let (a, b) = (a.normalize(), b.normalize());
    let sum = a.checked_add(b)?;
    let is_exact = sum.scale() >= a.scale().max(b.scale()) || a.is_zero() || b.is_zero();
    if is_exact { Some((sum, sum)) } else { outward(sum) }
}

/// Places between which the exact product lies; none for pairs whose result is the limit of others.
fn product(a: Place, b: Place) -> Option<(Place, Place)> {
    let is_negative = a.is_negative() != b.is_negative();
    match (a, b) {
        (Place::At(a), Place::At(b)) => match a.checked_mul(b) {
            Some(product) if digits(a) + digits(b) <= EXACT_DIGITS => {
                Some((Place::At(product), Place::At(product)))
            }
            product => Some(rounded_outward(product, is_negative)),
        },
        (Place::At(zero), _) | (_, Place::At(zero)) if zero.is_zero() => {
            Some((Place::At(zero), Place::At(zero)))
        }
        _ => Some((Place::infinity(is_negative), Place::infinity(is_negative))),
    }
}

/// Places between which the exact quotient lies, for a divisor of a known sign that may touch zero.
fn quotient(a: Place, b: Place, divisor_is_positive: bool) -> Option<(Place, Place)> {
    let is_negative = a.is_negative() == divisor_is_positive;
    match (a, b) {
        (Place::At(a), _) if a.is_zero() => Some((Place::At(a), Place::At(a))),
        (_, Place::At(b)) if b.is_zero() => {
            Some((Place::infinity(is_negative), Place::infinity(is_negative)))
        }
        (Place::At(a), Place::At(b)) => match a.checked_div(b) {
            Some(quotient)
                if digits(quotient) + digits(b) <= EXACT_DIGITS
                    && quotient.checked_mul(b) == Some(a) =>
            {
                Some((Place::At(quotient), Place::At(quotient)))
            }
            quotient => Some(rounded_outward(quotient, is_negative)),
        },
        (Place::At(_), _) => Some((Place::At(Decimal::ZERO), Place::At(Decimal::ZERO))),
        (_, Place::At(_)) => Some((Place::infinity(is_negative), Place::infinity(is_negative))),
        // Infinity over infinity may be anything between the other corners.
        _ => None,
    }
}

/// How many digits a decimal holds in any case.
const EXACT_DIGITS: u32 = 28;

fn digits(value: Decimal) -> u32 {
    value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1
}

/// Where an inexact result lies; without one it overflowed.
fn rounded_outward(result: Option<Decimal>, is_negative: bool) -> (Place, Place) {
    match result {
        Some(value) => match outward(value) {
            Some((down, up)) => (Place::At(down), Place::At(up)),
            None => (Place::MinusInfinity, Place::Infinity),
        },
        None if is_negative => (Place::MinusInfinity, Place::At(Decimal::MIN)),
        None => (Place::At(Decimal::MAX), Place::Infinity),
    }
}

/// A little less and a little more than a result that was rounded to 28 digits.
fn outward(value: Decimal) -> Option<(Decimal, Decimal)> {
    let relative = value.abs().checked_mul(Decimal::new(1, 27))?;
    let error = relative.checked_add(Decimal::new(1, 28))?;
    Some((value.checked_sub(error)?, value.checked_add(error)?))
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
mod tests {
    use proptest::prelude::*;
    use rust_decimal::RoundingStrategy;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn closed(low: &str, high: &str) -> Interval {
        Interval::closed(decimal(low), decimal(high))
    }

    /// Numbers as articles print them: few digits, any scale.
    fn printed() -> impl Strategy<Value = Decimal> {
        (-99_999i64..=99_999, 0u32..=4, 0u32..=8).prop_map(|(digits, scale, power)| {
            Decimal::new(digits, scale) * Decimal::from(10u64.pow(power))
        })
    }

    /// An interval with a number inside it.
    fn interval_with_member() -> impl Strategy<Value = (Interval, Decimal)> {
        let inside = (printed(), printed(), 0u32..=1000).prop_map(|(a, b, part)| {
            let (low, high) = (a.min(b), a.max(b));
            let member = low + (high - low) * Decimal::new(part.into(), 3);
            (Interval::closed(low, high), member)
        });
        let open = inside.prop_map(|(interval, member)| {
            let ends = Interval {
                low_included: interval.low == Some(member),
                high_included: interval.high == Some(member),
                ..interval
            };
            (ends, member)
        });
        let unbounded = (printed(), printed()).prop_map(|(a, b)| {
            if a <= b { (Interval::above(a, true), b) } else { (Interval::below(a, true), b) }
        });
        prop_oneof![4 => open, 1 => unbounded]
    }

    proptest! {
        #[test]
        fn the_true_value_of_a_rounded_number_is_inside(value in printed(), places in 0u32..=3) {
            let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
            let step = Decimal::new(1, places);
            prop_assume!(!rounded.is_zero());
            prop_assert!(Interval::rounded(rounded, step).contains(value));
        }

        #[test]
        fn arithmetic_contains_the_true_result(
            (a, x) in interval_with_member(),
            (b, y) in interval_with_member(),
        ) {
            prop_assert!(a.plus(&b).contains(x + y), "{x} + {y} in {}", a.plus(&b));
            prop_assert!(a.minus(&b).contains(x - y), "{x} - {y} in {}", a.minus(&b));
            let product = a.times(&b);
            prop_assert!(product.contains(x * y), "{x} * {y} in {product}");
            // The quotient is seldom a decimal: multiplied back it must give the dividend.
            if !y.is_zero() {
                let quotient = a.over(&b);
                let back = quotient.times(&Interval::exactly(y));
                prop_assert!(back.contains(x), "{x} / {y} in {quotient}");
                let change = Interval::change_percent(&a, &b);
                prop_assert!(
                    change.contains((x / y - Decimal::ONE) * Decimal::ONE_HUNDRED),
                    "{y} to {x} in {change}"
                );
            }
        }

        #[test]
        fn numbers_of_any_size_never_give_a_wrong_end(
            (a, b) in (any::<i128>(), any::<i128>()),
            (scale_a, scale_b) in (0u32..=28, 0u32..=28),
        ) {
            let (a, b) = (Decimal::from_i128_with_scale(a >> 32, scale_a), Decimal::from_i128_with_scale(b >> 32, scale_b));
            let (one, other) = (Interval::exactly(a), Interval::exactly(b));
            if let Some(sum) = a.checked_add(b) {
                prop_assert!(one.plus(&other).contains(sum));
            }
            if let Some(product) = a.checked_mul(b) {
                prop_assert!(one.times(&other).contains(product));
            }
            if let Some(quotient) = a.checked_div(b) {
                prop_assert!(one.over(&other).contains(quotient));
            }
        }

        #[test]
        fn a_wider_interval_gives_a_wider_result(
            (a, _) in interval_with_member(),
            (b, _) in interval_with_member(),
            margin in 0i64..1000,
        ) {
            let wider = a.widened(Decimal::from(margin));
            for operation in [Interval::plus, Interval::minus, Interval::times, Interval::over] {
                let (narrow, wide) = (operation(&a, &b), operation(&wider, &b));
                prop_assert_eq!(narrow.hull(&wide), wide);
            }
        }
    }

    #[test]
    fn ends_that_nobody_printed_stay_exact() {
        let new = Interval::exactly(decimal("46000"));
        let old = Interval::exactly(decimal("40000"));
        assert_eq!(Interval::change_percent(&new, &old), Interval::exactly(decimal("15")));
        assert_eq!(
            new.over(&Interval::exactly(decimal("3"))).to_string().len(),
            "15333.333333333333333333333333 to 15333.333333333333333333333333".len()
        );
    }

    #[test]
    fn signs_are_minded() {
        assert_eq!(closed("-2", "3").times(&closed("-5", "4")), closed("-15", "12"));
        assert_eq!(closed("-6", "3").over(&closed("2", "3")), closed("-3", "1.5"));
        assert_eq!(closed("1", "2").minus(&closed("1", "2")), closed("-1", "1"));
        assert_eq!(closed("1", "2").over(&closed("-4", "-2")), closed("-1", "-0.25"));
    }

    #[test]
    fn a_divisor_that_may_be_zero_leaves_an_end_open() {
        let up_to_two = Interval { low_included: false, ..closed("0", "2") };
        assert_eq!(closed("1", "4").over(&up_to_two).to_string(), "0.5 or more");
        assert_eq!(closed("1", "4").over(&closed("-1", "2")), Interval::EVERYTHING);
        assert_eq!(closed("1", "4").over(&closed("0", "0")), Interval::EVERYTHING);
        assert_eq!(closed("0", "4").over(&closed("0", "2")).to_string(), "0 or more");
    }

    #[test]
    fn bounds_pass_through() {
        let more_than_two = Interval::above(decimal("2"), false);
        assert_eq!(more_than_two.plus(&closed("1", "1")), Interval::above(decimal("3"), false));
        assert_eq!(closed("1", "1").minus(&more_than_two), Interval::below(decimal("-1"), false));
        assert_eq!(more_than_two.times(&closed("3", "4")), Interval::above(decimal("6"), false));
        assert_eq!(closed("6", "8").over(&more_than_two).to_string(), "0 to 4");
        assert_eq!(
            Interval::change_percent(&closed("6", "6"), &more_than_two),
            Interval { low_included: false, high_included: false, ..closed("-100", "200") }
        );
    }

    #[test]
    fn what_overflows_is_unbounded() {
        let huge = Interval::exactly(Decimal::MAX);
        assert_eq!(huge.plus(&huge), Interval::EVERYTHING);
        assert_eq!(huge.times(&huge).high, None);
        assert_eq!(huge.times(&huge).low, Some(Decimal::MAX));
        assert_eq!(huge.times(&huge.negated()).low, None);
    }

    #[test]
    fn a_loss_has_no_percentage() {
        let change = Interval::change_percent(&closed("5", "5"), &closed("-1", "-1"));
        assert_eq!(change, Interval::EVERYTHING);
    }

    #[test]
    fn half_open_ends_do_not_meet() {
        let (one, two) = (
            Interval::rounded(decimal("1"), decimal("1")),
            Interval::rounded(decimal("2"), decimal("1")),
        );
        assert_eq!(one.to_string(), "0.5 to 1.5");
        assert!(one.is_below(&two));
        assert!(!one.overlaps(&two));
        assert!(one.overlaps(&closed("0", "0.5")));
    }
}
