//! `weekday-date`: a weekday beside a date that falls on another.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::check::{Remark, Report, Severity, check};
use crate::facts::date::{YearHint, is_near};
use crate::facts::figure::Role;
use crate::facts::{Article, DateMention, Facts};

check! {
    /// A weekday that the calendar does not give the date beside it.
    ///
    /// Either the weekday or the date is wrong, and a reader who plans by it comes on the wrong day. With
    /// the year in the text this is an error. A date without a year is taken to be the one nearest to the
    /// article's own date, or the one that "last year" says, and gives a warning, or information if that is
    /// months away or the sentence speaks of another year; without a date for the article nothing is said.
    /// Dates before 1924 may follow another calendar: information only.
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
        article: weekday_date,
    }
}

/// From this year on all countries with a press count days alike.
const FIRST_COMMON_YEAR: i16 = 1924;

fn weekday_date(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for mention in &article.dates {
        let Some((weekday, weekday_range)) = mention.weekday else { continue };
        let Some(date) = date(article, mention) else { continue };
        if date.weekday() == weekday || mention.is_mentioned {
            continue;
        }
        let others = other_years(article, mention);
        let is_of = |year: &i16| in_year(mention, *year).is_some_and(|d| d.weekday() == weekday);
        if others.iter().any(is_of) {
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
        remark.softened(match mention.year {
            Some(_) if date.year() >= FIRST_COMMON_YEAR => Severity::Error,
            None if others.is_empty() && is_certain(article, mention, date) => Severity::Warning,
            _ => Severity::Information,
        });
    }
}

/// The day that is meant: in the year that is given, or in the one that brings it nearest.
fn date(article: &Article, mention: &DateMention) -> Option<Date> {
    let (month, day) = (mention.month? as i8, mention.day? as i8);
    if let Some(year) = mention.year {
        return Date::new(year, month, day).ok();
    }
    let today = article.date?;
    if let YearHint::Shift(years) = mention.year_hint {
        return in_year(mention, today.year().checked_add(years.into())?);
    }
    let years = [today.year() - 1, today.year(), today.year() + 1];
    let dates = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    dates.min_by_key(|&date| (date - today).get_days().abs())
}

fn in_year(mention: &DateMention, year: i16) -> Option<Date> {
    Date::new(year, mention.month? as i8, mention.day? as i8).ok()
}

/// Whether a date can hardly be of another year: the words say which, or it is near to the article's own.
fn is_certain(article: &Article, mention: &DateMention, date: Date) -> bool {
    let near = article.date.is_some_and(|today| is_near(date, today));
    match mention.year_hint {
        YearHint::Shift(_) => true,
        YearHint::None => near,
        YearHint::Another => false,
    }
}

/// The years that the paragraph speaks of before a date without a year, besides the article's own.
fn other_years(article: &Article, mention: &DateMention) -> Vec<i16> {
    let own = article.date.map(|date| date.year());
    if mention.year.is_some() || mention.year_hint != YearHint::None {
        return Vec::new();
    }
    let next = article.paragraphs.partition_point(|p| p.range.start() <= mention.range.start());
    let Some(paragraph) = next.checked_sub(1).map(|index| article.paragraphs[index].range) else {
        return Vec::new();
    };
    let first = article.figures.partition_point(|f| f.range.start() < paragraph.start());
    let figures = article.figures[first..].iter().take(MOST_FIGURES);
    let years = figures
        .take_while(|figure| paragraph.contains_range(figure.range))
        .filter(|figure| figure.role == Role::Date)
        .filter_map(|figure| i16::try_from(figure.value?.mantissa()).ok());
    years.filter(|year| Some(*year) != own).collect()
}

/// More figures of one paragraph are not looked at.
const MOST_FIGURES: usize = 24;

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
