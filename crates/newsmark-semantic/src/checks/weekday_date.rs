//! `weekday-date`: a weekday beside a date that falls on another.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::check::{Remark, Report, Severity, check};
use crate::facts::{Article, DateMention, Facts};

check! {
    /// A weekday that the calendar does not give the date beside it.
    ///
    /// Either the weekday or the date is wrong, and a reader who plans by it comes on the wrong day. With
    /// the year in the text this is an error. A date without a year is taken to be the one nearest to the
    /// article's own date and gives a warning, or information if that is months away; without a date for
    /// the article nothing is said. Dates before 1924 may follow another calendar: information only.
    ///
    /// # Reported
    ///
    /// ```news
    /// The court will sit on Thursday, March 14, 2025.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The court will sit on Friday, March 14, 2025.
    /// ```
    pub(super) WEEKDAY_DATE {
        code: "weekday-date",
        severity: Severity::Error,
        run: weekday_date,
    }
}

/// From this year on all countries with a press count days alike.
const FIRST_COMMON_YEAR: i16 = 1924;

fn weekday_date(facts: &Facts, report: &mut Report<'_>) {
    for article in &facts.articles {
        for mention in &article.dates {
            let Some((weekday, weekday_range)) = mention.weekday else { continue };
            let Some(date) = date(article, mention) else { continue };
            if date.weekday() == weekday {
                continue;
            }
            let right = date.strftime("%A").to_string();
            let message = format!("{} is a {right}", date.strftime("%B %-d, %Y"));
            let remark = report.at(mention.range, message);
            let remark = remark.fix(
                format!("change {} to {right}", facts.words(weekday_range)),
                weekday_range,
                right,
            );
            let remark = other_day(remark, mention, date, weekday);
            match mention.year {
                Some(_) if date.year() >= FIRST_COMMON_YEAR => {}
                None if is_near(article, date) => drop(remark.softened(Severity::Warning)),
                _ => drop(remark.softened(Severity::Information)),
            }
        }
    }
}

/// The day that is meant: in the year that is given, or in the one that brings it nearest.
fn date(article: &Article, mention: &DateMention) -> Option<Date> {
    let (month, day) = (mention.month? as i8, mention.day? as i8);
    if let Some(year) = mention.year {
        return Date::new(year, month, day).ok();
    }
    let today = article.date?;
    let years = [today.year() - 1, today.year(), today.year() + 1];
    let dates = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    dates.min_by_key(|&date| (date - today).get_days().abs())
}

/// Whether a date is so near to the article's own that it can hardly be of another year.
fn is_near(article: &Article, date: Date) -> bool {
    article.date.is_some_and(|today| (date - today).get_days().abs() <= FOUR_MONTHS)
}

const FOUR_MONTHS: i32 = 122;

/// Offers the nearest day with the weekday that stands there, if it is in the same month.
fn other_day<'a>(
    remark: Remark<'a>,
    mention: &DateMention,
    date: Date,
    weekday: Weekday,
) -> Remark<'a> {
    let Some(range) = mention.day_range else { return remark };
    let nearest = (-3..=3)
        .filter_map(|days| date.checked_add(days.days()).ok())
        .find(|other| other.weekday() == weekday && other.month() == date.month());
    match nearest {
        Some(other) => {
            let day = other.day().to_string();
            remark.fix(format!("change the day to {day}"), range, day)
        }
        None => remark,
    }
}
