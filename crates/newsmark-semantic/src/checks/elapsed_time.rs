//! `elapsed-time`: a length that does not lie between the two times beside it.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::facts::elapsed::Elapsed;
use crate::facts::figure::Hedge;
use crate::facts::{Article, Facts};
use crate::wording;

check! {
    /// A length of time that its start and its end do not have between them.
    ///
    /// From 9:40 to 11:10 is an hour and a half. Times after midnight, times without a.m. or p.m., and days of
    /// which both ends count are taken as they fit best; a length that is rounded to the hour may be twenty
    /// minutes off.
    ///
    /// # Reported
    ///
    /// ```news
    /// The lights were out from 9:40 a.m. to 11:10 a.m., a three-hour outage.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The lights were out from 10:40 p.m. to 1:30 a.m., a three-hour outage.
    /// ```
    pub(super) ELAPSED_TIME {
        code: "elapsed-time",
        severity: Severity::Warning,
        article: elapsed_time,
    }
}

/// An hour and a day in minutes.
const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
/// A length so many times another is that of something else.
const ANOTHER: i64 = 4;

fn elapsed_time(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for span in &article.elapsed {
        let Some((took, severity)) = misfit(span) else { continue };
        let [start, end, length] =
            [span.start, span.end, span.length].map(|range| facts.words(range));
        let message =
            format!("from {start} to {end} is {}, not {length}", in_words(took, span.in_days));
        report
            .at(span.length, message)
            .related(span.start, "the start")
            .related(span.end, "the end")
            .softened(severity);
    }
}

/// How long it was, and how sure it is that the words do not say so.
fn misfit(span: &Elapsed) -> Option<(i64, Severity)> {
    let off = |took: i64| match span.hedge {
        Some(Hedge::MoreThan | Hedge::AtLeast) => (span.said - took).max(0),
        Some(Hedge::LessThan | Hedge::AtMost) => (took - span.said).max(0),
        _ => (span.said - took).abs(),
    };
    let took = span.took.iter().copied().min_by_key(|&took| off(took))?;
    let (fine, likely) = match (span.in_days, span.hedge) {
        // Weeks are rounded.
        (true, None) if span.said % (7 * DAY) == 0 => (3 * DAY, 5 * DAY),
        (true, None) => (0, DAY),
        (true, Some(_)) => (DAY.max(span.said / 8), 3 * DAY),
        (false, _) => {
            let is_whole = span.said % HOUR == 0;
            let tenth = (span.said / 10).min(20);
            let (fine, likely) = if is_whole { (20, 29) } else { (5, 10) };
            let slack = if span.hedge.is_some() { 10 } else { 0 };
            (tenth.max(fine) + slack, tenth.max(likely) + slack)
        }
    };
    let miss = off(took);
    let is_other = span.said > took * ANOTHER || took > span.said * ANOTHER;
    if miss <= fine || is_other {
        return None;
    }
    Some((
        took,
        if miss <= likely || span.in_quote { Severity::Information } else { Severity::Warning },
    ))
}

/// `1 hour and 30 minutes`, `8 days`
fn in_words(minutes: i64, in_days: bool) -> String {
    let count = |number: i64, unit: &str| {
        let number_in_words = wording::exact(Decimal::from(number));
        if number == 1 {
            format!("{number_in_words} {unit}")
        } else {
            format!("{number_in_words} {unit}s")
        }
    };
    match (in_days, minutes / HOUR, minutes % HOUR) {
        (true, ..) => count(minutes / DAY, "day"),
        (false, 0, rest) => count(rest, "minute"),
        (false, hours, 0) => count(hours, "hour"),
        (false, hours, rest) => format!("{} and {}", count(hours, "hour"), count(rest, "minute")),
    }
}
