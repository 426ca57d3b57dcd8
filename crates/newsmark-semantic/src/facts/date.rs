//! Calendar dates as an article writes them.

use std::fmt;

use jiff::civil::Weekday;
use newsmark_lexer::{Class, Kind, TextRange};

use super::Base;
use crate::paragraph::Words;

/// A time as coarse as it was written: a year, a month, a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsOf {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    pub day: Option<u8>,
}

/// A date as written: "Friday, March 14, 2025", "March 14", "Nov. 2024". At least a month or a weekday
/// stands there; a bare year is a figure of role date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Its words.
    pub range: TextRange,
    /// The weekday, and its words.
    pub weekday: Option<(Weekday, TextRange)>,
    /// The year.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month as written; it may not exist (June 31).
    pub day: Option<u8>,
    /// The words of the day: `14`.
    pub day_range: Option<TextRange>,
}

impl AsOf {
    /// Whether both can be said of one time: 2024-12 and 2024 can, 2024-11 and 2024-12 cannot.
    pub fn is_compatible(&self, other: &AsOf) -> bool {
        let same = |a: Option<u8>, b: Option<u8>| a.zip(b).is_none_or(|(a, b)| a == b);
        self.year == other.year && same(self.month, other.month) && same(self.day, other.day)
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl DateMention {
    pub(crate) fn at(&self, base: &Base) -> DateMention {
        DateMention {
            range: self.range + base.offset,
            weekday: self.weekday.map(|(weekday, range)| (weekday, range + base.offset)),
            day_range: self.day_range.map(|range| range + base.offset),
            ..*self
        }
    }
}

/// Finds the dates of a paragraph.
pub(crate) fn collect(words: &Words<'_>) -> Vec<DateMention> {
    let mut dates = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match read(words, at) {
            Some((date, end)) => {
                dates.push(date);
                at = end;
            }
            None => at += 1,
        }
    }
    dates
}

/// The date that starts at a token, and the first token after it.
fn read(words: &Words<'_>, index: usize) -> Option<(DateMention, usize)> {
    match words.kind(index) {
        Kind::Word if words.word(index).is_any(&[Class::Weekday, Class::Month]) => {
            with_weekday(words, index).or_else(|| month_first(words, index))
        }
        Kind::Integer => iso(words, index).or_else(|| day_first(words, index)),
        _ => None,
    }
}

/// `Friday, March 14, 2025`, `Friday 14 March`, `Fri., Mar. 14`, `Friday`.
fn with_weekday(words: &Words<'_>, index: usize) -> Option<(DateMention, usize)> {
    let weekday = words.value(index, Class::Weekday).filter(|_| words.is_capitalised(index))?;
    let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    let is_short = words.text(index).len() <= 5;
    let range = words.range(index);
    let mut at = index + 1;
    at += usize::from(is_short && words.kind(at) == Kind::FullStop);
    at += usize::from(words.kind(at) == Kind::Comma);
    at += usize::from(words.text(at) == "the");
    if let Some((date, end)) =
        month_first(words, at).or_else(|| day_first(words, at)).or_else(|| iso(words, at))
    {
        let range_all = range.cover(date.range);
        return Some((
            DateMention { range: range_all, weekday: Some((weekday, range)), ..date },
            end,
        ));
    }
    // `Sun`, `Mon` and `Sat` alone are more often something else.
    let is_name = words.text(index).len() > 5;
    is_name.then(|| {
        let date = DateMention {
            range,
            weekday: Some((weekday, range)),
            year: None,
            month: None,
            day: None,
            day_range: None,
        };
        (date, index + 1)
    })
}

/// `March 14, 2025`, `Nov. 2024`, `March 14`, `December`.
fn month_first(words: &Words<'_>, index: usize) -> Option<(DateMention, usize)> {
    let (month, mut at) = month(words, index)?;
    let mut date = DateMention {
        range: words.range(index),
        weekday: None,
        year: None,
        month: Some(month),
        day: None,
        day_range: None,
    };
    if let Some((day, after)) = day(words, at) {
        (date.day, date.day_range) = (Some(day), Some(words.range(at)));
        at = after;
        let comma = usize::from(words.kind(at) == Kind::Comma);
        if let Some(year) = year(words, at + comma) {
            date.year = Some(year);
            at += comma + 1;
        }
    } else {
        let joined = usize::from(words.kind(at) == Kind::Comma || words.text(at) == "of");
        if let Some(year) = year(words, at + joined) {
            date.year = Some(year);
            at += joined + 1;
        } else if !is_month_alone(words, index) {
            return None;
        }
    }
    date.range = words.span(index, at - 1);
    Some((date, at))
}

/// `14 March 2025`, `1st of May`, `14 March`.
fn day_first(words: &Words<'_>, index: usize) -> Option<(DateMention, usize)> {
    let (day, mut at) = day(words, index)?;
    at += usize::from(words.text(at) == "of");
    let (month, mut at) = month(words, at)?;
    let comma = usize::from(words.kind(at) == Kind::Comma);
    let year = year(words, at + comma);
    if year.is_some() {
        at += comma + 1;
    }
    let range = words.span(index, at - 1);
    let day_range = Some(words.range(index));
    Some((
        DateMention { range, weekday: None, year, month: Some(month), day: Some(day), day_range },
        at,
    ))
}

/// `2025-03-14`
fn iso(words: &Words<'_>, index: usize) -> Option<(DateMention, usize)> {
    let year = year(words, index)?;
    let joined = (index + 1..index + 5).all(|at| words.is_glued(at));
    let shape = words.kind(index + 1) == Kind::Hyphen
        && words.kind(index + 3) == Kind::Hyphen
        && words.text(index + 2).len() == 2
        && words.text(index + 4).len() == 2;
    if !(joined && shape) {
        return None;
    }
    let month: u8 = words.text(index + 2).parse().ok().filter(|month| (1..=12).contains(month))?;
    let day: u8 = words.text(index + 4).parse().ok()?;
    let range = words.span(index, index + 4);
    let day_range = Some(words.range(index + 4));
    Some((
        DateMention {
            range,
            weekday: None,
            year: Some(year),
            month: Some(month),
            day: Some(day),
            day_range,
        },
        index + 5,
    ))
}

/// The month at a token, and the token after it, the stop of a short form included.
fn month(words: &Words<'_>, index: usize) -> Option<(u8, usize)> {
    let month = words.value(index, Class::Month).filter(|_| words.is_capitalised(index))?;
    let is_short =
        words.text(index).len() <= 4 && !matches!(words.text(index), "May" | "June" | "July");
    let stop = usize::from(is_short && words.kind(index + 1) == Kind::FullStop);
    Some((month as u8, index + 1 + stop))
}

/// A day of the month in digits, `14` or `14th`, and the token after it.
fn day(words: &Words<'_>, index: usize) -> Option<(u8, usize)> {
    let text = words.text(index);
    if words.kind(index) != Kind::Integer || text.len() > 2 {
        return None;
    }
    let day: u8 = text.parse().ok().filter(|day| (1..=31).contains(day))?;
    let next = index + 1;
    let is_ordinal = words.is_glued(next) && matches!(words.text(next), "st" | "nd" | "rd" | "th");
    let goes_on = words.is_glued(next)
        && !is_ordinal
        && !matches!(
            words.kind(next),
            Kind::Comma | Kind::FullStop | Kind::ParenClose | Kind::Semicolon | Kind::Colon
        );
    let is_clock = words.kind(next) == Kind::Colon && words.is_glued(next + 1);
    // `March 14-16` begins with a day, `May 12-inch` does not.
    let is_range = matches!(words.kind(next), Kind::Hyphen | Kind::EnDash)
        && words.kind(next + 1) == Kind::Integer;
    if is_clock || goes_on && !is_range {
        return None;
    }
    Some((day, next + usize::from(is_ordinal)))
}

fn year(words: &Words<'_>, index: usize) -> Option<i16> {
    let text = words.text(index);
    let year: i16 = if words.kind(index) == Kind::Integer && text.len() == 4 {
        text.parse().ok()?
    } else {
        return None;
    };
    (1500..=2100).contains(&year).then_some(year)
}

/// Whether a month's name without day and year is a month: not `may` the verb, not `March` the demonstration.
fn is_month_alone(words: &Words<'_>, index: usize) -> bool {
    let is_ambiguous = matches!(
        words.text(index),
        "May" | "March" | "Mar" | "Sep" | "Jan" | "Dec" | "June" | "April" | "August"
    );
    if !is_ambiguous {
        return true;
    }
    index > 0
        && matches!(
            words.text(index - 1),
            "in" | "In"
                | "since"
                | "Since"
                | "until"
                | "Until"
                | "by"
                | "By"
                | "of"
                | "last"
                | "Last"
                | "next"
                | "Next"
                | "this"
                | "from"
                | "From"
                | "to"
                | "during"
                | "early"
                | "late"
                | "mid"
                | "after"
                | "before"
                | "between"
                | "and"
        )
}
