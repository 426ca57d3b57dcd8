//! `duration-years`: a number of years that the years beside it do not have between them.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::facts::timespan::{Moment, TimeSpan};
use crate::facts::{Article, AsOf, Facts};
use crate::interval::Interval;
use crate::wording;

check! {
    /// A length in years that does not fit the years it lies between.
    ///
    /// Both ends may be counted, and months are seldom given, so a year more or less is fine unless both ends
    /// are full dates. "Ago", "since" and the age of a building are counted to the day of the article; without
    /// one they are left alone.
    ///
    /// # Reported
    ///
    /// ```news
    /// She was mayor from 1998 to 2004, a total of eight years.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// She was mayor from 1998 to 2004, a total of six years.
    /// ```
    pub(super) DURATION_YEARS {
        code: "duration-years",
        severity: Severity::Error,
        article: duration_years,
    }
}

fn duration_years(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for span in &article.timespans {
        let Some(end) = span.end.map(|end| end.at).or_else(|| today(article)) else { continue };
        let Some(true_length) = between(span.start.at, end) else { continue };
        if true_length.overlaps(&span.length.years) {
            continue;
        }
        let from = facts.words(span.start.range);
        let (words, years) = (facts.words(span.length.range), end.year - span.start.at.year);
        let message = match span.end {
            Some(other) if other.range == span.start.range => {
                format!("{from} is {}, not {words}", years_in_words(years))
            }
            Some(other) => format!(
                "from {from} to {} is {}, not {words}",
                facts.words(other.range),
                years_in_words(years)
            ),
            None => {
                format!("from {from} to {} is {}, not {words}", end.year, years_in_words(years))
            }
        };
        let severity = severity(span, &true_length);
        let remark = report.at(span.length.range, message).related(span.start.range, "the start");
        let remark = match span.end {
            Some(Moment { range, .. }) if range != span.start.range => {
                remark.related(range, "the end")
            }
            _ => remark,
        };
        remark.softened(severity);
    }
}

/// The day of the article.
fn today(article: &Article) -> Option<AsOf> {
    let date = article.date?;
    let [month, day] = [date.month(), date.day()].map(|part| u8::try_from(part).ok());
    Some(AsOf { year: date.year(), month, day })
}

/// How many years there are between two times, as far as they say; none where the second is the first.
fn between(start: AsOf, end: AsOf) -> Option<Interval> {
    let years = end.year.checked_sub(start.year)?;
    if years < 0 {
        return None;
    }
    let whole = match (day(start), day(end)) {
        (Some(first), Some(last)) => {
            let is_full = (last.month(), last.day()) >= (first.month(), first.day());
            let full = if is_full { years } else { years - 1 };
            // What began on the day it ends has lasted exactly so long.
            let rest = i16::from((last.month(), last.day()) != (first.month(), first.day()));
            (full, full + rest)
        }
        _ => (years - 1, years + 1),
    };
    Some(Interval::closed(Decimal::from(whole.0), Decimal::from(whole.1)))
}

fn day(at: AsOf) -> Option<Date> {
    Date::new(at.year, at.month? as i8, at.day? as i8).ok()
}

fn severity(span: &TimeSpan, true_length: &Interval) -> Severity {
    let near = true_length.widened(Decimal::ONE).overlaps(&span.length.years);
    match span.end {
        _ if span.in_quote => Severity::Information,
        Some(_) if !near => Severity::Error,
        _ => Severity::Warning,
    }
}

fn years_in_words(years: i16) -> String {
    let number = wording::exact(Decimal::from(years));
    if years == 1 { format!("{number} year") } else { format!("{number} years") }
}
