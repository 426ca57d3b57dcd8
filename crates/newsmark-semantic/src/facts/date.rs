//! Calendar dates as an article writes them.

use std::fmt;

use jiff::civil::{Date, Weekday};
use newsmark_lexer::{Class, Kind, TextRange};

use crate::facts::figure::noun::is_plural;
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{Trigger, Words};

mod weekday;

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
    /// The words of the day, `14`; not those of an ordinal, `14th`.
    pub day_range: Option<TextRange>,
    /// What the words after it say about the year that it leaves out.
    pub year_hint: YearHint,
    /// Whether the words around it say that there is no such day, or only name it.
    pub is_mentioned: bool,
}

/// What is said of the year of a date that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YearHint {
    /// Nothing.
    #[default]
    None,
    /// `last year`, `next year`: so many years from the article's own.
    Shift(i8),
    /// `that year`, or another year in the sentence: some other one.
    Another,
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

impl Placed for DateMention {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        let weekday = self.weekday.iter_mut().map(|(_, range)| range);
        by.ranges(weekday.chain(&mut self.day_range).chain([&mut self.range]));
    }
}

impl DateMention {
    /// A date of which only the place is known.
    fn new(range: TextRange) -> DateMention {
        DateMention {
            range,
            weekday: None,
            year: None,
            month: None,
            day: None,
            day_range: None,
            year_hint: YearHint::None,
            is_mentioned: false,
        }
    }

    /// How many days its month has, in its year if it says one.
    pub fn days_in_month(&self) -> Option<u8> {
        Some(match self.month? {
            2 if self.year.is_none_or(is_leap_year) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        })
    }
}

/// Whether a year has a 29th of February.
pub fn is_leap_year(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// A date without a year further off from the article's own is hardly one of the nearest: four months, in days.
const NEAR: i32 = 122;

/// Whether a day is so near to an article's own date that a date without a year is likely meant for it.
pub fn is_near(date: Date, today: Date) -> bool {
    (date - today).get_days().abs() <= NEAR
}

/// What a date begins with.
const BEGINNINGS: Trigger =
    Trigger::words(&[Class::Weekday, Class::Month]).or(Trigger::kinds(&[Kind::Integer]));

/// Finds the dates of a paragraph.
pub(crate) fn collect(words: &Words<'_>) -> Vec<DateMention> {
    let mut dates = Vec::new();
    let mut at = 0;
    while let Some(first) = words.place(at..words.len(), BEGINNINGS) {
        at = first;
        if let Some((days, end)) = weekday::several(words, at) {
            dates.extend(days);
            at = end;
            continue;
        }
        match read(words, at) {
            Some((date, end)) => {
                let (mut date, end) = weekday::after(words, date, end);
                date.year_hint = year_hint(words, end);
                date.is_mentioned = is_mentioned(words, at, end);
                dates.push(date);
                at = end;
            }
            None => at += 1,
        }
    }
    dates
}

/// What the words after a date say of its year: `last year`, `of the following year`.
fn year_hint(words: &Words<'_>, end: usize) -> YearHint {
    let mut at = end + usize::from(words.kind(end) == Kind::Comma);
    at += usize::from(matches!(words.bytes(at), b"of" | b"in"));
    at += usize::from(words.bytes(at) == b"the");
    let is_year = words.bytes(at + 1) == b"year";
    match words.text(at) {
        "last" if is_year => YearHint::Shift(-1),
        "next" if is_year => YearHint::Shift(1),
        "this" if is_year => YearHint::Shift(0),
        "that" | "same" | "following" | "previous" if is_year => YearHint::Another,
        "a" if is_year => YearHint::Shift(-1),
        text if year(words, at).is_some() && !text.is_empty() => YearHint::Another,
        _ => YearHint::None,
    }
}

/// `no February 30`, `“February 30”`, `June 31 does not exist`: the date is spoken of, nothing happens on it.
fn is_mentioned(words: &Words<'_>, first: usize, end: usize) -> bool {
    let is_mark = |at: usize| {
        matches!(
            words.kind(at),
            Kind::StraightDouble
                | Kind::CurlyDoubleOpen
                | Kind::StraightSingle
                | Kind::CurlySingleOpen
        )
    };
    let closes = |at: usize| {
        matches!(
            words.kind(at),
            Kind::StraightDouble
                | Kind::CurlyDoubleClose
                | Kind::StraightSingle
                | Kind::CurlySingleClose
        )
    };
    let quoted = first > 0 && is_mark(first - 1) && closes(end);
    // `on May 3, without their captain`: what a comma sets apart says nothing of the day.
    let behind = (end..end + 5).take_while(|&at| words.kind(at) != Kind::Comma);
    let denied = (first.saturating_sub(4)..first)
        .chain(behind)
        .any(|at| words.is(at, Class::Negation) || words.bytes(at) == b"no");
    quoted || denied
}

/// The date that starts at a token, and the first token after it.
fn read(words: &Words<'_>, index: usize) -> Option<(DateMention, usize)> {
    match words.kind(index) {
        Kind::Word if words.is_any_of(index, &[Class::Weekday, Class::Month]) => {
            weekday::before(words, index).or_else(|| month_first(words, index))
        }
        Kind::Integer => in_digits(words, index).or_else(|| day_first(words, index)),
        _ => None,
    }
}

/// `March 14, 2025`, `Nov. 2024`, `March 14`, `December`.
fn month_first(words: &Words<'_>, index: usize) -> Option<(DateMention, usize)> {
    let (month, mut at) = month(words, index)?;
    let mut date = DateMention { month: Some(month), ..DateMention::new(words.range(index)) };
    if let Some((day, after)) = day(words, at).filter(|&(_, after)| !counts(words, index, after)) {
        (date.day, date.day_range) = (Some(day), day_in_digits(words, at));
        at = after;
        let comma = usize::from(words.kind(at) == Kind::Comma);
        if let Some(year) = year(words, at + comma) {
            date.year = Some(year);
            at += comma + 1;
        }
    } else {
        let joined = usize::from(words.kind(at) == Kind::Comma || words.bytes(at) == b"of");
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
    at += usize::from(words.bytes(at) == b"of");
    let (month, mut at) = month(words, at)?;
    let comma = usize::from(words.kind(at) == Kind::Comma);
    let year = year(words, at + comma);
    if year.is_some() {
        at += comma + 1;
    }
    // `Since Monday, 14 March orders have been cancelled`: the number counts them.
    let is_counted = index > 1
        && words.is(index - 2, Class::Weekday)
        && year.is_none()
        && words.kind(at) == Kind::Word
        && is_plural(words.text(at))
        && !words.is_any_of(at, &[Class::Verb, Class::Change, Class::Cue, Class::Preposition]);
    if is_counted {
        return None;
    }
    let range = words.span(index, at - 1);
    let day_range = day_in_digits(words, index);
    let date = DateMention::new(range);
    Some((DateMention { year, month: Some(month), day: Some(day), day_range, ..date }, at))
}

/// `in April 31 people`: the number counts, it is no day.
fn counts(words: &Words<'_>, month: usize, end: usize) -> bool {
    let follows_in = month.checked_sub(1).is_some_and(|before| {
        matches!(words.bytes(before), b"in" | b"In" | b"during" | b"During" | b"last" | b"Last")
    });
    let noun = words.kind(end) == Kind::Word
        && !words.is_any_of(
            end,
            &[
                Class::Preposition,
                Class::Conjunction,
                Class::Auxiliary,
                Class::Verb,
                Class::Determiner,
                Class::Pronoun,
                Class::Adverb,
            ],
        );
    follows_in && (noun || matches!(words.bytes(end), b"more" | b"others" | b"of"))
}

/// `2025-03-14`, `14/03/2025`
fn in_digits(words: &Words<'_>, index: usize) -> Option<(DateMention, usize)> {
    iso(words, index).or_else(|| slashed(words, index))
}

/// `14/03/2025` and `3/14/2025`: where only one of the orders gives a date, or none does. `4/3/2025` may be
/// either.
fn slashed(words: &Words<'_>, index: usize) -> Option<(DateMention, usize)> {
    let slash = |at: usize| words.kind(at) == Kind::Slash && words.is_glued(at);
    let shape = slash(index + 1)
        && slash(index + 3)
        && words.is_glued(index + 2)
        && words.is_glued(index + 4)
        && !words.is_glued(index)
        && words.text(index).len() <= 2
        && words.text(index + 2).len() <= 2;
    let year = year(words, index + 4).filter(|_| shape)?;
    let [a, b]: [u8; 2] = [words.text(index).parse().ok()?, words.text(index + 2).parse().ok()?];
    let date = DateMention { year: Some(year), ..DateMention::new(words.span(index, index + 4)) };
    let (month, day, day_at) = match (a <= 12, b <= 12) {
        (true, false) => (a, b, index + 2),
        (false, true) | (false, false) => (b, a, index),
        (true, true) if a == b => (a, b, index),
        (true, true) => return Some((date, index + 5)),
    };
    let day_range = Some(words.range(day_at));
    Some((DateMention { month: Some(month), day: Some(day), day_range, ..date }, index + 5))
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
    let month: u8 = words.text(index + 2).parse().ok()?;
    let day: u8 = words.text(index + 4).parse().ok()?;
    let range = words.span(index, index + 4);
    let day_range = Some(words.range(index + 4));
    let date = DateMention { year: Some(year), month: Some(month), ..DateMention::new(range) };
    Some((DateMention { day: Some(day), day_range, ..date }, index + 5))
}

/// The month at a token, and the token after it, the stop of a short form included.
fn month(words: &Words<'_>, index: usize) -> Option<(u8, usize)> {
    let month = words.value(index, Class::Month).filter(|_| words.is_capitalised(index))?;
    let is_short =
        words.text(index).len() <= 4 && !matches!(words.bytes(index), b"May" | b"June" | b"July");
    let stop = usize::from(is_short && words.kind(index + 1) == Kind::FullStop);
    Some((month as u8, index + 1 + stop))
}

/// A day of the month in digits, `14` or `14th`, and the token after it.
fn day(words: &Words<'_>, index: usize) -> Option<(u8, usize)> {
    let text = words.text(index);
    if words.kind(index) != Kind::Integer || text.len() > 2 {
        return None;
    }
    let day: u8 = text.parse().ok()?;
    let next = index + 1;
    let is_ordinal =
        words.is_glued(next) && matches!(words.bytes(next), b"st" | b"nd" | b"rd" | b"th");
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
    // A day that no month has is one only where a year says that it is meant as a day.
    let may_be = match day {
        1..=31 => true,
        32..=39 => is_before_year(words, next),
        _ => false,
    };
    if is_clock || goes_on && !is_range || !may_be {
        return None;
    }
    Some((day, next + usize::from(is_ordinal)))
}

/// The digits of a day, which can be replaced by others; not those of `21st`.
fn day_in_digits(words: &Words<'_>, index: usize) -> Option<TextRange> {
    let is_ordinal = words.is_glued(index + 1) && words.kind(index + 1) == Kind::Word;
    (!is_ordinal).then(|| words.range(index))
}

/// `March 32, 2025`, `32 March 2025`
fn is_before_year(words: &Words<'_>, next: usize) -> bool {
    let follows_month = next >= 2 && month(words, next - 2).is_some();
    let at = next + usize::from(words.kind(next) == Kind::Comma);
    let at = month(words, next).map_or(at, |(_, after)| after);
    let is_dated = follows_month || at > next + 1 || month(words, next).is_some();
    is_dated && year(words, at).is_some()
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
        words.bytes(index),
        b"May" | b"March" | b"Mar" | b"Sep" | b"Jan" | b"Dec" | b"June" | b"April" | b"August"
    );
    if !is_ambiguous {
        return true;
    }
    index > 0
        && matches!(
            words.bytes(index - 1),
            b"in"
                | b"In"
                | b"since"
                | b"Since"
                | b"until"
                | b"Until"
                | b"by"
                | b"By"
                | b"of"
                | b"last"
                | b"Last"
                | b"next"
                | b"Next"
                | b"this"
                | b"from"
                | b"From"
                | b"to"
                | b"during"
                | b"early"
                | b"late"
                | b"mid"
                | b"after"
                | b"before"
                | b"between"
                | b"and"
        )
}
