//! What follows from claims: what comes to each, the difference between two sides, how long a run can be.

use newsmark_lexer::vocabulary::units::{Dimension, UnitId};
use rust_decimal::Decimal;

use super::{Reading, rounded_or_cut};
use crate::facts::claim::{Lead, Rate, RateKind, Streak, TableTotal};
use crate::facts::figure::{Per, Unit};
use crate::facts::{Article, AsOf, Figure};
use crate::interval::Interval;

/// Of a number that is rounded to its first digits, an average is no further off than this part.
const COARSEST_AVERAGE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
/// A row or column of percentages may add up to this.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// What comes to each, going by total and count. None where a number is missing or the count is none.
pub fn each(article: &Article, rate: &Rate, reading: Reading) -> Option<Interval> {
    let [total, count, each] = [rate.total, rate.count, rate.each].map(|id| article.figure(id));
    let mut quotient = reading.of(total).over(&reading.of(count));
    // `45 tonnes, 300 kg per head`
    if rate.kind != RateKind::Speed && total.unit != each.unit {
        let scale = factor(total)?.checked_div(factor(each)?)?;
        quotient = quotient.times(&Interval::exactly(scale));
    }
    let scaled = match each.per.as_deref() {
        Some(Per::Base(base, _)) => quotient.times(&Interval::exactly(*base)),
        _ if rate.kind == RateKind::Speed => {
            let factors = [total, count, each].map(factor);
            let [length, time, speed] = factors;
            let scale = length?.checked_div(time?)?.checked_div(speed?)?;
            let margin = scale.checked_mul(Decimal::new(1, 6))?;
            quotient.times(&Interval::exactly(scale).widened(margin))
        }
        _ => quotient,
    };
    scaled.low.map(|_| scaled)
}

/// What comes to each as far as it is printed, where what is given cannot be it.
pub fn missed(article: &Article, rate: &Rate) -> Option<Decimal> {
    let allowed = each(article, rate, Reading::Loose)?;
    let figure = article.figure(rate.each);
    // A price is what is asked; an average is worked out and rounded.
    let claimed = match rate.kind {
        RateKind::Price => Reading::Loose.of(figure),
        _ => average(figure, rate.is_bare, Reading::Loose),
    };
    if allowed.overlaps(&claimed) {
        return None;
    }
    let printed = each(article, rate, Reading::Printed)?;
    Some(printed.low?.checked_add(printed.high?)? / Decimal::TWO)
}

/// What there is in all, going by the printed count and what comes to each.
pub fn total(article: &Article, rate: &Rate) -> Option<Decimal> {
    let [total, count, each] = [rate.total, rate.count, rate.each].map(|id| article.figure(id));
    let product = count.value?.checked_mul(each.value?)?;
    if rate.kind != RateKind::Speed {
        return Some(product);
    }
    product.checked_mul(factor(count)?)?.checked_mul(factor(each)?)?.checked_div(factor(total)?)
}

/// What an average allows: what rounds to it, or is cut to it. A hedge that only says that it is an average
/// does not make it less exact.
pub fn average(figure: &Figure, is_bare: bool, reading: Reading) -> Interval {
    let Some(value) = figure.value.filter(|_| is_bare) else { return reading.of(figure) };
    if reading == Reading::Printed {
        return Interval::exactly(value);
    }
    if figure.step() <= Decimal::ONE {
        return rounded_or_cut(value, figure);
    }
    let margin = value.abs().checked_mul(COARSEST_AVERAGE).unwrap_or(figure.step());
    let half = figure.step().checked_div(Decimal::TWO).unwrap_or(figure.step());
    Interval::exactly(value).widened(half.min(margin))
}

/// The difference between the sides of a lead, whichever is ahead: of what is printed, and of what the words
/// allow.
pub fn difference(article: &Article, lead: &Lead) -> Option<(Decimal, Interval)> {
    let (first, second) = lead.values;
    let printed = first.checked_sub(second)?.abs();
    let sides: Vec<&Figure> = lead.sides.iter().map(|&id| article.figure(id)).collect();
    let allowed = match sides[..] {
        [one, other] => {
            let (greater, lesser) = if first >= second { (one, other) } else { (other, one) };
            greater.loose().minus(&lesser.loose())
        }
        _ => Interval::exactly(printed),
    };
    Some((printed, allowed))
}

/// How many of a thing that happens once in a period lie between two times: the first and the last counted or
/// not. None for things without a period.
pub fn run_length(streak: &Streak, since: AsOf, until: AsOf) -> Option<(i32, i32)> {
    let years = i32::from(until.year) - i32::from(since.year);
    let months = || {
        let (from, to) = since.month.zip(until.month)?;
        Some(years * 12 + i32::from(to) - i32::from(from))
    };
    let least = match &*streak.noun {
        "month" => months()?,
        "quarter" => months()? / 3,
        _ => years,
    };
    (least >= 0).then_some((least, least + 1))
}

/// Whether a percentage is the whole that the shares of a table add up to.
pub fn is_whole(total: &TableTotal, figure: &Figure) -> bool {
    let is_percent = total.is_share || figure.is_percent();
    !is_percent || figure.value == Some(WHOLE)
}

/// By what a number in this unit is multiplied for the base unit of its dimension.
fn factor(figure: &Figure) -> Option<Decimal> {
    let of = |id: UnitId| id.unit().factor.parse::<Decimal>().ok();
    match figure.unit? {
        Unit::Of(id) if id.unit().dimension != Dimension::Temperature => of(id),
        _ => None,
    }
}
