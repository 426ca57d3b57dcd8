//! What dates and ages come to, counted from the day the article is for.

use jiff::civil::{Date, Weekday};

use crate::facts::figure::{Role, Unit};
use crate::facts::{Article, AsOf, Figure};

/// The years in one of which somebody was born.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birth {
    /// If the birthday of the year is still to come.
    pub earlier: i16,
    /// If it has been.
    pub later: i16,
}

/// A day of the calendar, seen from the day of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Its weekday.
    pub weekday: Weekday,
    /// How many days after the day of the article it is; negative: before. None where that day is not known.
    pub days_after: Option<i32>,
}

/// Older than this nobody gets.
const OLDEST: i16 = 125;

/// When somebody was born who is as old as a figure says.
pub fn birth(article: &Article, figure: &Figure) -> Option<Birth> {
    let is_in_years = matches!(figure.unit, Some(Unit::OfAge(unit)) if unit.unit().name == "year");
    // "Marlow, 82, was elected in 1998": which of the two she was 82 in, the words do not say.
    let is_of_now =
        figure.as_of.is_none_or(|as_of| Some(as_of.year) == article.date.map(Date::year));
    let is_exact = figure.hedge.is_none() && figure.role == Role::Age && is_of_now;
    let age = figure.value.filter(|age| is_in_years && is_exact && age.is_integer())?;
    let age =
        i16::try_from(age.trunc().mantissa()).ok().filter(|age| (0..=OLDEST).contains(age))?;
    let later = article.date?.year() - age;
    Some(Birth { earlier: later - 1, later })
}

/// How many years a year is after that of the article; negative: before.
pub fn years_after(article: &Article, figure: &Figure) -> Option<i16> {
    let year = figure.value.filter(|_| figure.role == Role::Date)?;
    let year = i16::try_from(year.trunc().mantissa()).ok()?;
    Some(year - article.date?.year())
}

/// The day that a figure of role date names. A day without a year is the one nearest to that of the article.
pub fn day(article: &Article, figure: &Figure) -> Option<Day> {
    let index = article.dates.partition_point(|date| date.range.start() < figure.range.start());
    let mention = article.dates.get(index).filter(|date| date.range == figure.range)?;
    let (month, day) = (mention.month?, mention.day?);
    let in_year = |year: i16| Date::new(year, month as i8, day as i8).ok();
    let distance = |date: Date| Some((date - article.date?).get_days());
    let date = match mention.year {
        Some(year) => in_year(year)?,
        None => {
            let near = article.date?.year();
            let years = [near, near.saturating_sub(1), near.saturating_add(1)];
            let days = years.into_iter().filter_map(in_year);
            days.min_by_key(|&date| distance(date).map(i32::abs))?
        }
    };
    Some(Day { date, weekday: date.weekday(), days_after: distance(date) })
}

/// The day as a time that figures are stated for.
impl From<Day> for AsOf {
    fn from(day: Day) -> AsOf {
        let Day { date, .. } = day;
        let part = |part: i8| u8::try_from(part).ok();
        AsOf { year: date.year(), month: part(date.month()), day: part(date.day()) }
    }
}
