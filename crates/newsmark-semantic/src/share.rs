//! A count, the whole it is taken from, and the share that it is said to be: three figures of which each
//! follows from the other two. Rules about percentages and about fractions both read them.

use rust_decimal::Decimal;

use crate::agreement::{self, Slip};
use crate::derive::{self, Reading, rounding};
use crate::facts::figure::{Hedge, Role};
use crate::facts::part::PartLink;
use crate::facts::restated::RestatedBy;
use crate::facts::{Article, Figure, FigureId, Part};
use crate::interval::Interval;

/// "830 of the 1,500 members, or 62 percent".
#[derive(Clone, Copy, Debug)]
pub struct Triple<'a> {
    /// How many.
    pub count: &'a Figure,
    /// Of how many.
    pub whole: &'a Figure,
    /// Which share that is said to be.
    pub share: &'a Figure,
    /// Whether the share is the one that says the other again, and so is the one to change.
    pub is_share_last: bool,
}

/// What is wrong with a triple.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The share that count and whole make, in percent.
    pub percent: Decimal,
    /// The count that share and whole make.
    pub count: Decimal,
    /// How it came to be wrong, where that is known.
    pub slip: Option<ShareSlip>,
}

/// How a share came to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareSlip {
    /// The count was measured on the others: 40 on 160, not on 200.
    OfTheOthers,
    /// The decimal point, or two digits.
    Digits(Slip),
}

/// The counts, wholes and shares of an article that its words put together.
pub fn triples(article: &Article) -> Vec<Triple<'_>> {
    let mut triples = Vec::new();
    for restated in &article.restated {
        let again = restated.figure;
        for &first in &restated.before {
            let (figure, other) = (article.figure(again), article.figure(first));
            let (share, count, is_share_last) = match (is_share(figure), is_share(other)) {
                (true, false) => (again, first, true),
                (false, true) => (first, again, false),
                _ => continue,
            };
            // Either of them may be what is said to be a part.
            let stated = |part: &&Part| part.link == PartLink::OfTheWhole;
            let part = part_of(article, first).or_else(|| part_of(article, again).filter(stated));
            let Some(part) = part else {
                // `96 of them at night, and cancelled 142, or 2.5 percent`: no count farther off is said again.
                if is_said_again(article, first, again)
                    && !is_whole(article, first, &restated.before)
                {
                    break;
                }
                continue;
            };
            let whole = part.whole;
            if [share, count].contains(&whole) || !is_counted(article, count, part) {
                continue;
            }
            let [count, whole, share] = [count, whole, share].map(|id| article.figure(id));
            if count.unit == whole.unit {
                triples.push(Triple { count, whole, share, is_share_last });
                break;
            }
        }
    }
    triples
}

/// Between a count alone and what says it again, in bytes: `142, or 2.5 percent`, `142 (2.5 percent)`.
const FARTHEST_AGAIN: u32 = 10;

/// Whether a count stands right before another figure with nothing between that it counts: then it is what that says again.
fn is_said_again(article: &Article, count: FigureId, again: FigureId) -> bool {
    let [count, again] = [count, again].map(|id| article.figure(id));
    let gap = u32::from(again.range_with_hedge().start()).checked_sub(count.range.end().into());
    count.role == Role::Level
        && count.unit.is_none()
        && count.sentence == again.sentence
        && gap.is_some_and(|gap| gap <= FARTHEST_AGAIN)
}

/// Whether some figures have one among them that is a part of this one.
fn is_whole(article: &Article, whole: FigureId, figures: &[FigureId]) -> bool {
    figures.iter().any(|&id| part_of(article, id).is_some_and(|part| part.whole == whole))
}

/// Whether a figure counts a part: also `lost 900 of its 6,000 jobs`.
fn is_counted(article: &Article, count: FigureId, part: &Part) -> bool {
    match article.figure(count).role {
        Role::Level => true,
        Role::Change => part.link == PartLink::OfTheWhole && part.part == count,
        _ => false,
    }
}

/// What a figure is said to be a part of; parts are in the order of the text.
fn part_of(article: &Article, figure: FigureId) -> Option<&Part> {
    let at = article.parts.binary_search_by_key(&figure, |part| part.part).ok()?;
    article.parts.get(at)
}

/// What two of a count, the whole it is taken from and its share make of the third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Implied {
    /// `12 percent of boats, or 51`: of how many.
    Whole {
        /// The count.
        count: FigureId,
        /// Its share.
        share: FigureId,
        /// What they make.
        value: Decimal,
    },
    /// `12 percent of the 425 boats`: how many.
    Count {
        /// The share.
        share: FigureId,
        /// The whole.
        whole: FigureId,
        /// What they make.
        value: Decimal,
    },
    /// `51 of the 425 boats`: which share, in percent.
    Share {
        /// The count.
        count: FigureId,
        /// The whole.
        whole: FigureId,
        /// What they make.
        value: Decimal,
    },
}

/// What follows from a figure and those that its words make its part, its whole or its share.
pub fn implied(article: &Article, id: FigureId) -> Vec<Implied> {
    let parts = article.parts.iter().filter(|part| part.part == id || part.whole == id);
    let of_parts = parts.take(MOST_IMPLIED).filter_map(|part| of_part(article, part));
    let restated = article.restated.iter().filter(|one| {
        let is_said_once = !one.is_offer && one.link != RestatedBy::Commas;
        is_said_once && (one.figure == id || one.before.contains(&id))
    });
    let wholes = restated.take(MOST_IMPLIED).filter_map(|one| {
        // Where one of them is a part of something that is named, that is the whole.
        let has_whole = |id: FigureId| part_of(article, id).is_some();
        if has_whole(one.figure) || one.before.iter().any(|&before| has_whole(before)) {
            return None;
        }
        let fits = |first: &&FigureId| are_share_and_count(article, **first, one.figure);
        let first = *one.before.iter().find(fits)?;
        [first, one.figure].contains(&id).then(|| whole_of(article, first, one.figure)).flatten()
    });
    of_parts.chain(wholes).collect()
}

/// More results than these are no help.
const MOST_IMPLIED: usize = 3;

fn of_part(article: &Article, part: &Part) -> Option<Implied> {
    let (own, whole) = (article.figure(part.part), article.figure(part.whole));
    let (value, all) = (own.value?, whole.value?);
    if is_share(own) {
        let value = rounded(fraction(own)?.checked_mul(all)?, own, whole)?;
        return Some(Implied::Count { share: part.part, whole: part.whole, value });
    }
    if own.unit != whole.unit || own.role != Role::Level || value > all {
        return None;
    }
    let percent = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(all)?;
    Some(Implied::Share { count: part.part, whole: part.whole, value: percent.round_dp(1) })
}

fn are_share_and_count(article: &Article, a: FigureId, b: FigureId) -> bool {
    let [a, b] = [a, b].map(|id| article.figure(id));
    let is_count = |figure: &Figure| figure.role == Role::Level && !figure.is_percent();
    is_share(a) && is_count(b) || is_share(b) && is_count(a)
}

/// The whole that a share and a count make.
fn whole_of(article: &Article, a: FigureId, b: FigureId) -> Option<Implied> {
    let (share, count) = if is_share(article.figure(a)) { (a, b) } else { (b, a) };
    let (own, all) = (article.figure(share), article.figure(count));
    let value = all.value?.checked_div(fraction(own)?)?;
    Some(Implied::Whole { count, share, value: rounded(value, own, all)? })
}

/// A share as a fraction of one, if it can be one.
fn fraction(share: &Figure) -> Option<Decimal> {
    let value = share.value?;
    let fraction =
        if share.is_percent() { value.checked_div(Decimal::ONE_HUNDRED)? } else { value };
    (fraction > Decimal::ZERO && fraction <= Decimal::ONE).then_some(fraction)
}

/// A result rounded to what the two figures that it comes from are exact to.
fn rounded(value: Decimal, a: &Figure, b: &Figure) -> Option<Decimal> {
    let relative = |figure: &Figure| figure.step().min(figure.value?).checked_div(figure.value?);
    let width = value.checked_mul(relative(a)?.max(relative(b)?).min(Decimal::new(1, 1)))?;
    rounding::to_width(value, width)
}

/// Whether a figure is a percentage or a fraction of something.
pub fn is_share(figure: &Figure) -> bool {
    figure.role == Role::Share && (figure.is_percent() || figure.unit.is_none())
}

/// What a share allows, in percent. What rounds or is cut to it counts; a fraction word is as wide as people
/// use it.
pub fn percent(share: &Figure) -> Interval {
    match share.is_percent() {
        true => derive::claimed(share, Reading::Loose),
        false => spoken(share).times(&Interval::exactly(Decimal::ONE_HUNDRED)),
    }
}

/// What a fraction in words allows. `Nearly one in five` is said of what is nearer to it than to one in six.
fn spoken(fraction: &Figure) -> Interval {
    let nearly = fraction.value.filter(|_| fraction.hedge == Some(Hedge::Nearly));
    let least = nearly.and_then(|value| value.checked_mul(Decimal::new(88, 2)));
    match least {
        Some(least) => Interval { low: Some(least), low_included: true, ..fraction.loose() },
        None => fraction.loose(),
    }
}

/// What is wrong with a triple, if its figures cannot all hold.
pub fn wrong(triple: &Triple<'_>) -> Option<Wrong> {
    let hundred = Interval::exactly(Decimal::ONE_HUNDRED);
    let of =
        |reading: Reading| reading.of(triple.count).over(&reading.of(triple.whole)).times(&hundred);
    if of(Reading::Loose).overlaps(&percent(triple.share)) {
        return None;
    }
    let (count, whole) = (triple.count.value?, triple.whole.value?);
    let per_hundred = match triple.share.is_percent() {
        true => triple.share.value?,
        false => triple.share.value?.checked_mul(Decimal::ONE_HUNDRED)?,
    };
    let percent = of(Reading::Printed).low?;
    let right = whole.checked_mul(per_hundred)?.checked_div(Decimal::ONE_HUNDRED)?;
    Some(Wrong { percent, count: right, slip: slip(triple, count, whole, percent, right) })
}

/// The usual slips, in their order.
fn slip(
    triple: &Triple<'_>,
    count: Decimal,
    whole: Decimal,
    percent: Decimal,
    right: Decimal,
) -> Option<ShareSlip> {
    let others = whole.checked_sub(count)?;
    let on_others = count.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(others);
    let is_claimed = |value: Decimal| self::percent(triple.share).contains(value);
    if triple.share.is_percent() && triple.is_share_last && on_others.is_some_and(is_claimed) {
        return Some(ShareSlip::OfTheOthers);
    }
    let slip = match triple.is_share_last {
        true => agreement::slip_of_result(triple.share, percent),
        false => agreement::slip_of_result(triple.count, right.round()),
    };
    slip.map(ShareSlip::Digits)
}

impl ShareSlip {
    /// What went wrong, for the end of a sentence.
    pub fn explanation(self) -> &'static str {
        match self {
            ShareSlip::OfTheOthers => "that is the share measured on all the others",
            ShareSlip::Digits(slip) => slip.explanation(),
        }
    }
}
