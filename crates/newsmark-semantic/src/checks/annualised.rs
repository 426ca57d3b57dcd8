//! `annualised`: the same for a month and for a year, which does not multiply out.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::facts::claim::AnnualRate;
use crate::facts::figure::{FigureId, Per, Role, Unit};
use crate::facts::restated::{Restated, RestatedBy};
use crate::facts::{Article, Facts, Figure};
use crate::interval::Interval;
use crate::wording;

check! {
    /// A sum for one stretch of time that is not what it is for another.
    ///
    /// "$5 million a month, or $50 million a year" is ten months. Working days and weeks, and weeks of four
    /// to a month, are allowed for. Where the sentence offers a choice, a ticket for a month or one for
    /// a year, it is information only.
    ///
    /// # Reported
    ///
    /// ```news
    /// The subsidy costs the region $5 million a month, or $50 million a year.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The subsidy costs the region $5 million a month, or $60 million a year.
    /// ```
    pub(super) ANNUALISED {
        code: "annualised",
        severity: Severity::Warning,
        article: annualised,
    }
}

fn annualised(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for restated in &article.restated {
        examine(facts, article, restated, report);
    }
    for rate in &article.claims.annual_rates {
        growth(facts, article, rate, report);
    }
}

/// Growth that is not what it is said to make in a year, neither added up nor compounded.
fn growth(
    facts: &Facts,
    article: &Article,
    rate: &AnnualRate,
    report: &mut Report<'_>,
) -> Option<()> {
    let (short, annual) = (article.figure(rate.short), article.figure(rate.annual));
    let compound = |percent: Decimal| {
        let factor = percent.checked_div(Decimal::ONE_HUNDRED)?.checked_add(Decimal::ONE)?;
        let mut year = Decimal::ONE;
        for _ in 0..rate.periods {
            year = year.checked_mul(factor)?;
        }
        year.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)
    };
    let (low, high) = (short.loose().low?, short.loose().high?);
    let times = Decimal::from(rate.periods);
    let added = short.loose().times(&Interval::exactly(times));
    let compounded = Interval::closed(compound(low)?, compound(high)?);
    let all =
        added.hull(&compounded).widened(annual.step().min(Decimal::ONE).checked_div(Decimal::TWO)?);
    if all.overlaps(&annual.loose()) {
        return None;
    }
    let right = wording::to_step(compound(short.value?)?, annual.step().min(Decimal::ONE));
    let message = format!(
        "{} is {} in a year, not {}",
        facts.words(short.range),
        wording::result(right, annual),
        facts.words(annual.range),
    );
    report.at(annual.range, message).related(short.range, "for the shorter time");
    Some(())
}

fn examine(
    facts: &Facts,
    article: &Article,
    restated: &Restated,
    report: &mut Report<'_>,
) -> Option<()> {
    let says_so = matches!(
        restated.link,
        RestatedBy::Words | RestatedBy::Brackets | RestatedBy::Sentence | RestatedBy::Dashes
    );
    let mut before = restated.before.iter().filter(|_| says_so).map(|&id| article.figure(id));
    let first = before.next()?;
    let Told::Wrong { right, time } = told(article, restated, first)? else { return None };
    // `to £1,198 a month, from £1,128, or £14,376 a year`: of the one further back.
    if before.any(|other| told(article, restated, other) == Some(Told::Right)) {
        return None;
    }
    let again = article.figure(restated.figure);
    let message = format!(
        "{} is {} a {time}, not {}",
        facts.words(first.range),
        wording::result(right, again),
        facts.words(again.range),
    );
    let remark = report.at(again.range, message).related(first.range, "the same");
    if restated.is_offer {
        remark.softened(Severity::Information);
    }
    Some(())
}

/// How a figure is told again in another time.
#[derive(PartialEq)]
enum Told {
    Right,
    Wrong {
        /// What it makes.
        right: Decimal,
        /// In that time.
        time: &'static str,
    },
}

/// How a figure is told by the one that says it again; none where the two cannot be compared.
fn told(article: &Article, restated: &Restated, first: &Figure) -> Option<Told> {
    let again = article.figure(restated.figure);
    let (Some(Per::Unit(of_first)), Some(Per::Unit(of_again))) =
        (first.per.as_deref(), again.per.as_deref())
    else {
        return None;
    };
    let heads = first.noun.as_ref().zip(again.noun.as_ref());
    let is_other =
        heads.is_some_and(|(a, b)| a.lemmas.head != b.lemmas.head) || first.unit != again.unit;
    if is_other {
        return None;
    }
    let (from, to) = (of_first.unit().name, of_again.unit().name);
    let is_longer = times(from, to).is_some();
    let mut factors = times(from, to).or_else(|| times(to, from))?;
    let (short, long) = if is_longer { (first, again) } else { (again, first) };
    // `£640 a year, or £16 a week over the 40 weeks of term`
    let (FigureId(after), shorter) = (restated.figure, if is_longer { of_first } else { of_again });
    let stretch = article.figures.get(after as usize + 1).filter(|next| {
        let is_time = next.role == Role::Duration && next.unit == Some(Unit::Of(*shorter));
        is_time && next.sentence == again.sentence
    });
    if let Some(n) = stretch.and_then(|stretch| stretch.value) {
        factors.insert(0, n);
    }
    let margin = if first.hedge.or(again.hedge).is_some() { 5 } else { 2 };
    let claimed = with_margin(long, margin)?;
    let fits =
        |factor: &Decimal| short.loose().times(&Interval::exactly(*factor)).overlaps(&claimed);
    if factors.iter().any(fits) {
        return Some(Told::Right);
    }
    let factor = *factors.first()?;
    let right = match is_longer {
        true => short.value?.checked_mul(factor)?,
        false => long.value?.checked_div(factor)?,
    };
    Some(Told::Wrong { right, time: to })
}

/// How many of the shorter time the longer one has, the plain number first, then those that people reckon
/// with; none where the first is not the shorter.
fn times(shorter: &str, longer: &str) -> Option<Vec<Decimal>> {
    let factors: &[i64] = match (shorter, longer) {
        ("second", "minute") | ("minute", "hour") => &[6000],
        ("second", "hour") => &[360_000],
        ("hour", "day") => &[2400, 800, 1000, 1200, 1600],
        ("hour", "week") => &[16800, 4000, 3500, 4800],
        ("hour", "year") => &[876_000, 208_000, 200_000, 190_000],
        ("minute", "day") => &[144_000],
        ("day", "week") => &[700, 500, 600],
        ("day", "month") => &[3044, 3000, 3100, 2800, 2000, 2100, 2200],
        ("day", "year") => &[36500, 36600, 36000, 25000, 26000, 30000, 31300],
        ("week", "month") => &[435, 400, 430],
        ("week", "quarter") => &[1300],
        ("week", "year") => &[5200, 5218, 5000, 4800],
        ("month", "quarter") => &[300],
        ("month", "year") => &[1200],
        ("quarter", "year") => &[400],
        ("year", "decade") => &[1000],
        _ => return None,
    };
    Some(factors.iter().map(|&hundredths| Decimal::new(hundredths, 2)).collect())
}

fn with_margin(figure: &Figure, percent: i64) -> Option<Interval> {
    let margin = figure.value?.abs().checked_mul(Decimal::new(percent, 2))?;
    Some(figure.loose().widened(margin))
}
