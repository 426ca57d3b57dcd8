//! `invalid-date`: a day that its month does not have.

use crate::check::{Report, Severity, check};
use crate::facts::date::{DateMention, is_leap_year, is_near};
use crate::facts::{Article, Facts};
use crate::wording;

check! {
    /// A day that the calendar does not have.
    ///
    /// Nothing can happen on June 31, and a reader who wants to come cannot know when. February 29 is one only
    /// in leap years; without a year beside it that is information, for people are born on it. Dates before
    /// 1924 may follow another calendar.
    ///
    /// # Reported
    ///
    /// ```news
    /// The council will vote on June 31.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The council will vote on June 30, and met last on February 29, 2024.
    /// ```
    pub(super) INVALID_DATE {
        code: "invalid-date",
        severity: Severity::Error,
        article: invalid_date,
    }
}

/// From this year on all countries with a press count days alike.
const FIRST_COMMON_YEAR: i16 = 1924;

fn invalid_date(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for date in article.dates.iter().filter(|date| !date.is_mentioned) {
        let Some((reason, severity)) = fault(article, date) else { continue };
        let words = facts.words(date.range);
        report.at(date.range, format!("there is no {words}: {reason}")).softened(severity);
    }
}

/// Why there is no such day, and how sure that is.
fn fault(article: &Article, date: &DateMention) -> Option<(String, Severity)> {
    let (month, day) = (date.month?, date.day?);
    let is_old = date.year.is_some_and(|year| year < FIRST_COMMON_YEAR);
    let severity = if is_old { Severity::Information } else { Severity::Error };
    let Some(last) = date.days_in_month() else {
        return Some(("a year has 12 months".to_owned(), severity));
    };
    let name = wording::month(month)?;
    if day == 0 || day > last {
        let year = date.year.filter(|_| month == 2 && day == 29);
        let year = year.map_or(String::new(), |year| format!(" in {year}"));
        return Some((format!("{name} has {last} days{year}"), severity));
    }
    let today = article.date.filter(|_| date.year.is_none() && (month, day) == (2, 29))?;
    let near = jiff::civil::Date::new(today.year(), 2, 28).ok()?;
    (is_near(near, today) && !is_leap_year(today.year()))
        .then(|| (format!("{} is no leap year", today.year()), Severity::Information))
}
