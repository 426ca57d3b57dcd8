//! What follows from figures that belong together: from two of old value, new value and difference the
//! third, and the percentage; from the parts the whole.
//!
//! Each result is worked out from the printed numbers alone and never from another result, so that the
//! intervals are as narrow as the words allow.

use std::cmp::Ordering;

use newsmark_lexer::vocabulary::units::Dimension;
use rust_decimal::Decimal;

use crate::agreement::{self, approximately};
use crate::facts::change::Seen;
use crate::facts::figure::{Direction, Unit};
use crate::facts::{Article, Change, Figure, FigureId};
use crate::interval::Interval;
use crate::wording;

mod calendar;
mod conversion;
mod per_head;
pub(crate) mod rounding;

pub use calendar::{Birth, Day, birth, day, years_after};
pub use conversion::{Converted, converted};
pub use per_head::{PerHead, per_head};
pub mod claims;

/// How the numbers of an article are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As if each were exactly what is printed; for results to show.
    Printed,
    /// As written, to the last digit.
    Strict,
    /// Trailing zeros may be rounding.
    Loose,
    /// As loosely, but no number is rounded by more than three quarters of what it could be: of honest pairs one
    /// in thirty is further off.
    Usual,
    /// The same with half of what it could be: one in eight is further off.
    Likely,
}

/// What follows from the values of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The value before.
    pub old: Interval,
    /// The value after.
    pub new: Interval,
    /// New less old: negative for a fall.
    pub amount: Interval,
    /// By how many percent it changed: negative for a fall.
    pub percent: Interval,
    /// The same difference in percent of the new value: the usual slip.
    pub percent_of_new: Interval,
}

/// How a percentage came to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PercentSlip {
    /// The difference was measured on the new value.
    WrongBase,
    /// The decimal point stands in another place.
    PowerOfTen,
    /// Two digits changed places.
    SwappedDigits,
    /// The new value in percent of the old one was taken for the change.
    PercentOf,
}

impl PercentSlip {
    /// What is wrong, for the end of a sentence that begins with the percentage.
    pub fn explanation(self) -> &'static str {
        match self {
            PercentSlip::WrongBase => "is the change measured on the new figure",
            PercentSlip::PowerOfTen => "has the decimal point in another place",
            PercentSlip::SwappedDigits => "has two digits swapped",
            PercentSlip::PercentOf => "is the new figure in percent of the old, not the change",
        }
    }
}

impl Reading {
    /// What the figure allows, read this way.
    pub fn of(self, figure: &Figure) -> Interval {
        match (self, figure.value) {
            (Reading::Printed, Some(value)) => Interval::exactly(value),
            (Reading::Printed | Reading::Strict, _) => figure.strict(),
            (Reading::Loose, _) => figure.loose(),
            (Reading::Usual, Some(value)) => {
                figure.loose().narrowed_around(value, Decimal::new(75, 2))
            }
            (Reading::Likely, Some(value)) => {
                figure.loose().narrowed_around(value, Decimal::new(50, 2))
            }
            (Reading::Usual | Reading::Likely, None) => figure.loose(),
        }
    }

    /// The same for a figure that is measured and not counted: a whole number may be rounded or cut.
    fn of_measured(self, figure: &Figure) -> Interval {
        let read = self.of(figure);
        match figure.value {
            Some(value)
                if matches!(self, Reading::Strict | Reading::Loose) && figure.hedge.is_none() =>
            {
                read.hull(&rounded_or_cut(value, figure))
            }
            _ => read,
        }
    }
}

/// What follows from a change. None unless it gives two values of one unit, and says which way it went
/// where one of them is the difference.
pub fn derive(article: &Article, change: &Change, reading: Reading) -> Option<Derived> {
    let figure = |id: Option<FigureId>| id.map(|id| article.figure(id));
    let (old, new, amount) = (figure(change.old), figure(change.new), figure(change.amount));
    let is_counted = old.is_some_and(is_counted) || new.is_some_and(is_counted);
    let read = |figure: &Figure| match is_counted {
        true => reading.of(figure),
        false => reading.of_measured(figure),
    };
    match (old, new, amount) {
        (Some(old), Some(new), _) if old.unit == new.unit => {
            let sides = match reading {
                Reading::Usual | Reading::Likely => alike(reading, old, new),
                _ => (read(old), read(new)),
            };
            Some(from_sides(&sides.0, &sides.1))
        }
        (None, Some(new), Some(amount)) if is_difference(amount, new) => {
            let signed = signed(&read(amount), change.direction?);
            Some(from_new(&read(new), &signed))
        }
        (Some(old), None, Some(amount)) if is_difference(amount, old) => {
            let signed = signed(&read(amount), change.direction?);
            Some(from_old(&read(old), &signed))
        }
        _ => None,
    }
}

/// What of a change can be seen at once to be right.
pub(crate) fn seen(figures: &[Figure], change: &Change) -> Seen {
    let figure = |id: FigureId| figures.get(id.0 as usize);
    let Some((old, new)) = change.old.and_then(figure).zip(change.new.and_then(figure)) else {
        return Seen::default();
    };
    let claim = change.percent.and_then(figure);
    let went = old.value.zip(new.value).map(|(old, new)| new.cmp(&old));
    Seen {
        percent_is_right: claim.is_some_and(|claim| is_surely_right(old, new, claim)),
        verb_is_right: match change.verb {
            Some(Direction::Up) => went == Some(Ordering::Greater),
            Some(Direction::Down) => went == Some(Ordering::Less),
            None => false,
        },
    }
}

/// Whether a percentage is what two printed values give, well inside of what its words allow, so that floats can tell.
fn is_surely_right(old: &Figure, new: &Figure, claim: &Figure) -> bool {
    let Some((old, new)) = old.value.zip(new.value) else { return false };
    let (old, new) = (approximately(old), approximately(new));
    let percent = (new / old - 1.0) * 100.0;
    // What floats lose is less than a millionth of this.
    let margin = 1e-6 * (1.0 + percent.abs());
    let is_inside = |reading| {
        let Interval { low, high, .. } = claimed(claim, reading);
        low.is_none_or(|low| approximately(low) + margin < percent)
            && high.is_none_or(|high| percent + margin < approximately(high))
    };
    old > 0.0 && new >= 0.0 && is_inside(Reading::Strict) && is_inside(Reading::Likely)
}

/// What two values of one thing allow, where the coarser is as exact as the finer: beside 1,540 jobs, 1,400 are
/// not rounded to the hundred.
fn alike(reading: Reading, old: &Figure, new: &Figure) -> (Interval, Interval) {
    let read = [old, new].map(|figure| (reading.of(figure), figure.value.unwrap_or_default()));
    let widths = read.map(|(interval, value)| interval.reach_from(value));
    let [old, new] = match widths.iter().flatten().min() {
        Some(&width) => {
            read.map(|(interval, value)| interval.within(&Interval::exactly(value).widened(width)))
        }
        None => read.map(|(interval, _)| interval),
    };
    (old, new)
}

/// A whole and the sum of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What the words allow for the whole.
    pub whole: Interval,
    /// What the words allow for the sum.
    pub all: Interval,
    /// The sum of what is printed.
    pub printed: Decimal,
}

/// Adds up parts. The parts of one breakdown are as exact as the most exact of them: beside 38 children,
/// 190 adults are not rounded. Whole things are counted. None where a part has no value.
pub fn sum(total: &Figure, parts: &[&Figure]) -> Option<Sum> {
    let zero = Decimal::ZERO;
    let printed = parts.iter().try_fold(zero, |sum, part| sum.checked_add(part.value?))?;
    if parts.iter().any(|part| part.hedge.is_some()) {
        let all = parts.iter().fold(Interval::exactly(zero), |sum, part| sum.plus(&part.loose()));
        return Some(Sum { whole: total.loose(), all, printed });
    }
    let finest = parts.iter().map(|part| part.step()).min()?;
    let slack = if finest == Decimal::ONE { zero } else { finest.checked_div(Decimal::TWO)? };
    // 300 million are not rounded to the hundred million, whatever stands beside them.
    let slack_of_all = parts.iter().try_fold(zero, |sum, part| {
        let reach = part.value.and_then(|value| part.loose().reach_from(value));
        sum.checked_add(reach.map_or(slack, |reach| reach.min(slack)))
    })?;
    let is_counted = finest == Decimal::ONE && total.unit.is_none();
    let whole = match total.value.filter(|_| total.hedge.is_none()) {
        Some(value) if is_counted && value < Decimal::ONE_THOUSAND => total.strict(),
        Some(value) if total.step() <= finest => {
            let reach = total.loose().reach_from(value);
            Interval::exactly(value).widened(reach.map_or(slack, |reach| reach.min(slack)))
        }
        _ => total.loose(),
    };
    Some(Sum { whole, all: Interval::exactly(printed).widened(slack_of_all), printed })
}

/// How a percentage came to be wrong, of the slips that happen most, in their order.
pub fn percent_slip(printed: &Derived, claim: &Figure) -> Option<PercentSlip> {
    let (percent, of_new) = (printed.percent.low?.abs(), printed.percent_of_new.low?.abs());
    let claimed = claim.value?;
    let is_claimed =
        |value: Decimal| agreement::rounds_to(value, claimed, claim.step().min(Decimal::ONE));
    let scales = [Decimal::new(1, 2), Decimal::new(1, 1), Decimal::TEN, Decimal::ONE_HUNDRED];
    let rounded = wording::to_step(percent, claim.step());
    if is_claimed(of_new) {
        Some(PercentSlip::WrongBase)
    } else if scales.iter().filter_map(|&scale| percent.checked_mul(scale)).any(is_claimed) {
        Some(PercentSlip::PowerOfTen)
    } else if agreement::are_swapped(rounded, claimed) {
        Some(PercentSlip::SwappedDigits)
    } else if percent.checked_add(Decimal::ONE_HUNDRED).is_some_and(is_claimed) {
        Some(PercentSlip::PercentOf)
    } else {
        None
    }
}

/// Whether something about a change is denied.
pub fn is_denied(article: &Article, change: &Change) -> bool {
    figures(article, change).any(|figure| figure.context.negated)
}

/// Whether something about a change is a forecast, a target or a condition.
pub fn is_supposed(article: &Article, change: &Change) -> bool {
    figures(article, change).any(|figure| figure.context.irrealis)
}

/// Whether nothing about a change is a forecast, a target, a condition or denied.
pub fn is_firm(article: &Article, change: &Change) -> bool {
    figures(article, change).all(|figure| !figure.context.irrealis && !figure.context.negated)
}

/// Whether all that a change says stands in one sentence.
pub fn is_in_one_sentence(article: &Article, change: &Change) -> bool {
    let mut sentences = figures(article, change).map(|figure| figure.sentence);
    sentences.next().is_none_or(|first| sentences.all(|sentence| sentence == first))
}

/// The values that a change is worked out from, each with its part in it for an editor.
pub fn grounds<'a>(
    article: &'a Article,
    change: &Change,
) -> impl Iterator<Item = (&'a Figure, &'static str)> {
    let parts = [
        (change.old, "the old figure"),
        (change.new, "the new figure"),
        (change.amount, "the difference"),
    ];
    parts.into_iter().filter_map(|(id, part)| Some((article.figure(id?), part)))
}

/// The figures of a change.
pub fn figures<'a>(article: &'a Article, change: &Change) -> impl Iterator<Item = &'a Figure> {
    [change.old, change.new, change.amount, change.percent, change.ratio, change.fraction]
        .into_iter()
        .flatten()
        .map(|id| article.figure(id))
}

/// Whether a figure can be the difference between values like the other one: of the same unit, or in
/// points between percentages.
pub fn is_difference(amount: &Figure, level: &Figure) -> bool {
    match level.dimension() {
        Some(Dimension::Share) => is_points(amount),
        _ => amount.unit == level.unit,
    }
}

/// Whether a figure is in percentage points, or in points of which it is not said what points.
pub fn is_points(figure: &Figure) -> bool {
    let is_bare = figure.unit.is_none()
        && figure.noun.as_ref().is_some_and(|noun| &*noun.lemmas.head == "point");
    // Basis points are a hundred times as many.
    let is_basis = matches!(figure.unit, Some(Unit::Of(id)) if id.unit().name == "basis point");
    figure.dimension() == Some(Dimension::Points) && !is_basis || is_bare
}

/// The part of the main unit that a figure is in, where that is a hundredth: cents, pence.
pub fn hundredth(figure: &Figure) -> Option<Decimal> {
    let is_cent =
        matches!(figure.unit, Some(Unit::Of(id)) if matches!(id.unit().name, "cent" | "penny"));
    is_cent.then_some(Decimal::from_parts(1, 0, 0, false, 2))
}

/// What a claimed difference or percentage allows: what rounds or is cut to it.
pub fn claimed(claim: &Figure, reading: Reading) -> Interval {
    let read = reading.of(claim);
    match claim.value {
        // A percentage is cut less often than it is rounded.
        Some(_) if matches!(reading, Reading::Usual | Reading::Likely) => claim.loose(),
        Some(value) if claim.hedge.is_none() => read.hull(&rounded_or_cut(value, claim)),
        _ => read,
    }
}

fn rounded_or_cut(value: Decimal, figure: &Figure) -> Interval {
    let step = figure.step().min(Decimal::ONE);
    // $2.40 is printed to the cent, whatever its last digit.
    let printed =
        figure.strict().high.zip(figure.strict().low).and_then(|(high, low)| high.checked_sub(low));
    let step = printed.filter(|&width| width > Decimal::ZERO).map_or(step, |width| step.min(width));
    Interval { high: value.checked_add(step), ..Interval::rounded(value, step) }
}

fn from_sides(old: &Interval, new: &Interval) -> Derived {
    Derived {
        old: *old,
        new: *new,
        amount: new.minus(old),
        percent: Interval::change_percent(new, old),
        percent_of_new: Interval::change_percent(old, new).negated(),
    }
}

/// Whether a figure counts a few things, one by one: "40 people". Larger numbers may be rounded, and a
/// number without its own noun may be the level of an index.
fn is_counted(figure: &Figure) -> bool {
    let follows = figure.noun.as_ref().is_some_and(|noun| noun.range.start() >= figure.range.end());
    let is_small = figure.value.is_some_and(|value| value < Decimal::ONE_THOUSAND);
    figure.unit.is_none() && follows && is_small
}

/// With `d` the difference and `n` the new value, the percentage is `100 / (n/d - 1)`, which has each of
/// them once.
fn from_new(new: &Interval, amount: &Interval) -> Derived {
    let percent = hundred().over(&new.over(amount).minus(&Interval::exactly(Decimal::ONE)));
    Derived {
        old: new.minus(amount),
        new: *new,
        amount: *amount,
        percent,
        percent_of_new: amount.over(new).times(&hundred()),
    }
}

/// With `d` the difference and `o` the old value, the percentage of the new one is `100 / (o/d + 1)`.
fn from_old(old: &Interval, amount: &Interval) -> Derived {
    let percent_of_new = hundred().over(&old.over(amount).plus(&Interval::exactly(Decimal::ONE)));
    Derived {
        old: *old,
        new: old.plus(amount),
        amount: *amount,
        percent: amount.over(old).times(&hundred()),
        percent_of_new,
    }
}

fn hundred() -> Interval {
    Interval::exactly(Decimal::ONE_HUNDRED)
}

fn signed(amount: &Interval, direction: Direction) -> Interval {
    match direction {
        Direction::Up => *amount,
        Direction::Down => amount.negated(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn around(value: i64, step: i64) -> Interval {
        Interval::rounded(Decimal::from(value), Decimal::from(step))
    }

    #[test]
    fn a_level_and_a_difference_give_the_rest() {
        let derived = from_new(&around(4_191_000, 1000), &around(815_000, 1000));
        assert_eq!(derived.old.to_string(), "3375000 to 3377000");
        let percent = Interval::closed(Decimal::new(2411, 2), Decimal::new(2417, 2));
        assert!(derived.percent.hull(&percent) == percent, "{}", derived.percent);
        assert!(derived.percent_of_new.contains(Decimal::new(1945, 2)));
        assert!(!derived.percent_of_new.contains(Decimal::new(1950, 2)));
    }

    proptest! {
        #[test]
        fn the_three_ways_agree(old in 1i64..1_000_000, new in 1i64..1_000_000) {
            prop_assume!(old != new);
            let [old, new, amount] = [old, new, new - old].map(|n| Interval::exactly(Decimal::from(n)));
            let direct = from_sides(&old, &new);
            for other in [from_new(&new, &amount), from_old(&old, &amount)] {
                prop_assert!(direct.percent.overlaps(&other.percent));
                prop_assert!(direct.percent_of_new.overlaps(&other.percent_of_new));
                prop_assert_eq!((direct.old, direct.new), (other.old, other.new));
            }
        }
    }
}
