//! `currency-pair`: two amounts of money at another rate than the rest of the article.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::convert::{self, Rate};
use crate::facts::conversion::Conversion;
use crate::facts::figure::Unit;
use crate::facts::{Article, Facts};
use crate::interval::Interval;
use crate::wording;

check! {
    /// A conversion of money at another rate than the others between the same two currencies.
    ///
    /// An article has one rate for two currencies on one day, so an amount that comes out at another one is
    /// converted wrongly, or a million is a billion. Which of two is wrong the article does not tell; among
    /// three or more it is the odd one out. Amounts of different years are left alone.
    ///
    /// # Reported
    ///
    /// ```news
    /// The port cost 7.2 billion yuan ($1.0 billion). Another 3.6 billion yuan ($800 million) goes to roads.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The port cost 7.2 billion yuan ($1.0 billion). Another 3.6 billion yuan ($500 million) goes to roads.
    /// ```
    pub(super) CURRENCY_PAIR {
        code: "currency-pair",
        severity: Severity::Error,
        article: currency_pair,
    }
}

/// Rates may differ by this part: amounts are converted at different hours.
const MARGIN: Decimal = Decimal::from_parts(3, 0, 0, false, 2);
/// Rates further apart are not explained by amounts of one digit.
const FAR: Decimal = Decimal::from_parts(125, 0, 0, false, 2);
/// No rate moves by more than this in a few years.
const YEARS: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// A pair of amounts with the rate between them, in one order of the two currencies.
struct Exchange<'a> {
    pair: &'a Conversion,
    rate: Rate,
}

fn currency_pair(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for exchanges in exchanges(article).values() {
        let agreeing = |one: &Exchange<'_>| {
            exchanges.iter().filter(|other| agree(&one.rate, &other.rate)).count()
        };
        // The first of those that most agree with, or the rate itself: `$1 = 7.2 yuan`; a pair alone agrees with itself.
        let usual = exchanges.iter().enumerate().max_by_key(|(index, one)| {
            let is_rate = one.pair.figures(article).0.value == Some(Decimal::ONE);
            (agreeing(one), is_rate, std::cmp::Reverse(*index))
        });
        let Some((_, usual)) = usual.filter(|(_, one)| exchanges.len() <= 2 || agreeing(one) > 1)
        else {
            continue;
        };
        for odd in exchanges.iter().filter(|one| !agree(&one.rate, &usual.rate)) {
            tell(facts, article, usual, odd, report);
        }
    }
}

/// All pairs of amounts by their two currencies.
fn exchanges(article: &Article) -> BTreeMap<(u16, u16), Vec<Exchange<'_>>> {
    let mut exchanges: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for pair in &article.conversions {
        let (first, second) = pair.figures(article);
        let (Some(Unit::Money(a)), Some(Unit::Money(b))) = (first.unit, second.unit) else {
            continue;
        };
        let (low, high) = if a.0 < b.0 { (first, second) } else { (second, first) };
        if let Some(rate) = convert::rate(low, high) {
            let key = (a.0.min(b.0), a.0.max(b.0));
            exchanges.entry(key).or_default().push(Exchange { pair, rate });
        }
    }
    exchanges
}

fn agree(a: &Rate, b: &Rate) -> bool {
    let wide = |interval: &Interval| {
        let one = Interval::exactly(Decimal::ONE).widened(MARGIN);
        interval.times(&one)
    };
    wide(&a.close).overlaps(&b.close)
}

fn tell(
    facts: &Facts,
    article: &Article,
    usual: &Exchange<'_>,
    odd: &Exchange<'_>,
    report: &mut Report<'_>,
) {
    let (first, second) = odd.pair.figures(article);
    let (like, into) = usual.pair.figures(article);
    let (Some(amount), Some(a), Some(b)) = (first.value, like.value, into.value) else { return };
    let is_turned = like.unit != first.unit;
    let (a, b) = if is_turned { (b, a) } else { (a, b) };
    let Some(expected) = amount.checked_mul(b).and_then(|value| value.checked_div(a)) else {
        return;
    };
    let Some(severity) = severity(article, usual, odd) else { return };
    let expected = convert::as_telling(expected, into);
    let message = format!(
        "{} is {} at the rate of {} for {}, not {}",
        facts.words(first.range),
        wording::result(expected, second),
        facts.words(into.range),
        facts.words(like.range),
        facts.words(second.range),
    );
    report
        .at(second.range, message)
        .related(first.range, "the amount")
        .related(like.range, "an amount with another rate")
        .related(into.range, "and what it is converted into")
        .softened(severity);
}

/// How sure it is that one of two pairs is wrong.
fn severity(article: &Article, usual: &Exchange<'_>, odd: &Exchange<'_>) -> Option<Severity> {
    let ratio = usual.rate.printed.checked_div(odd.rate.printed)?;
    let ratio = if ratio < Decimal::ONE { Decimal::ONE.checked_div(ratio)? } else { ratio };
    let powers = [10, 100, 1000, 1_000_000].map(Decimal::from);
    let is_power = powers.iter().any(|power| {
        power.checked_mul(MARGIN).is_some_and(|margin| (ratio - power).abs() <= margin)
    });
    if !is_of_one_time(article, usual, odd) {
        return (ratio > YEARS).then_some(if is_power {
            Severity::Warning
        } else {
            Severity::Information
        });
    }
    let one = Interval::exactly(Decimal::ONE).widened(MARGIN);
    let is_certain = !usual.rate.loose.times(&one).overlaps(&odd.rate.loose);
    Some(match is_certain || ratio > FAR {
        true if is_power => Severity::Error,
        true => Severity::Warning,
        false => Severity::Information,
    })
}

/// Whether nothing says that the amounts are of different years.
fn is_of_one_time(article: &Article, a: &Exchange<'_>, b: &Exchange<'_>) -> bool {
    let of = |one: &Exchange<'_>| {
        let (first, second) = one.pair.figures(article);
        let year = first.as_of.or(second.as_of).map(|time| time.year);
        let is_earlier = first.context.earlier || second.context.earlier;
        (year.filter(|&year| article.date.is_none_or(|date| date.year() != year)), is_earlier)
    };
    of(a) == of(b)
}
