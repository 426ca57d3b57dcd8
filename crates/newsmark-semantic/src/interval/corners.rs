//! What comes of the ends of two intervals: every result of a product or a quotient lies between those of their ends,
//! the corners. Where 28 digits do not hold one, it is widened to two decimals around it.

use rust_decimal::Decimal;

use super::Interval;

/// All products of a number of each.
pub(super) fn products(a: &Interval, b: &Interval) -> Interval {
    let corner = |a: End, b: End| {
        let (down, up) = product(a.place, b.place)?;
        let is_zero = (a.is_zero() && a.included) || (b.is_zero() && b.included);
        Some(Corner { down, up, included: is_zero || (a.included && b.included) })
    };
    hull_of_corners(a, b, corner)
}

/// All quotients of a number of the first and a number of the second, which has one sign and may touch zero.
pub(super) fn quotients(a: &Interval, divisor: &Interval, divisor_is_positive: bool) -> Interval {
    let corner = |a: End, b: End| {
        let (down, up) = quotient(a.place, b.place, divisor_is_positive)?;
        let is_zero = a.is_zero() && a.included;
        Some(Corner { down, up, included: is_zero || (a.included && b.included) })
    };
    hull_of_corners(a, divisor, corner)
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
    /// Those of an interval, one if it is one number.
    fn all(interval: &Interval) -> impl Iterator<Item = End> {
        let Interval { low, high, low_included, high_included } = *interval;
        let is_one_number = low_included && high_included && low.is_some() && low == high;
        let low =
            End { place: low.map_or(Place::MinusInfinity, Place::At), included: low_included };
        let high = End { place: high.map_or(Place::Infinity, Place::At), included: high_included };
        [low, high].into_iter().take(2 - usize::from(is_one_number))
    }

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
    let mut corners: [Option<Corner>; 4] = [const { None }; 4];
    let pairs = End::all(a).flat_map(|a| End::all(b).map(move |b| (a, b)));
    for (place, (a, b)) in corners.iter_mut().zip(pairs) {
        *place = corner(a, b);
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
pub(super) fn sum(a: Decimal, b: Decimal) -> Option<(Decimal, Decimal)> {
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
