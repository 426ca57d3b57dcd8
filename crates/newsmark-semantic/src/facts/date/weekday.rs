//! Weekdays beside dates, in the orders in which articles write them.

use jiff::civil::Weekday;
use newsmark_lexer::{Class, Kind, TextRange};

use super::{DateMention, day, day_first, in_digits, month, month_first, year};
use crate::paragraph::Words;

/// No list of weekdays is longer.
const MOST_DAYS: usize = 7;

/// `Friday, March 14, 2025`, `Friday 14 March`, `Fri., Mar. 14`, `Friday evening (March 14)`, `Friday`.
pub(super) fn before(words: &Words<'_>, index: usize) -> Option<(DateMention, usize)> {
    let (weekday, after) = weekday(words, index)?;
    let range = words.range(index);
    let mut at = after;
    at += usize::from(is_part_of_day(words, at));
    at += usize::from(matches!(words.kind(at), Kind::Comma | Kind::ParenOpen));
    at += usize::from(words.bytes(at) == b"on" && at > after);
    at += usize::from(words.bytes(at) == b"the");
    if let Some((date, end)) =
        month_first(words, at).or_else(|| day_first(words, at)).or_else(|| in_digits(words, at))
    {
        let range_all = range.cover(date.range);
        let weekday = date.day.map(|_| (weekday, range));
        return Some((DateMention { range: range_all, weekday, ..date }, end));
    }
    // `Sun`, `Mon` and `Sat` alone are more often something else.
    let is_name = words.text(index).len() > 5;
    is_name.then(|| {
        let date = DateMention { weekday: Some((weekday, range)), ..DateMention::new(range) };
        (date, index + 1)
    })
}

/// Adds the weekday that stands behind a date: `March 14, 2025, a Friday`, `14 March (Friday)`, `March 14
/// falls on a Friday`.
pub(super) fn after(words: &Words<'_>, date: DateMention, end: usize) -> (DateMention, usize) {
    let found =
        (date.day.is_some() && date.weekday.is_none()).then(|| behind(words, end)).flatten();
    match found {
        Some((weekday, at)) => {
            let range = words.range(at);
            let all = date.range.cover(range);
            (DateMention { weekday: Some((weekday, range)), range: all, ..date }, at + 1)
        }
        None => (date, end),
    }
}

fn behind(words: &Words<'_>, end: usize) -> Option<(Weekday, usize)> {
    let mut at = end;
    let is_bracketed = words.kind(at) == Kind::ParenOpen;
    let is_set_off = matches!(words.kind(at), Kind::Comma | Kind::ParenOpen);
    at += usize::from(is_set_off);
    at += usize::from(words.bytes(at) == b"which");
    let verb = at;
    at += usize::from(words.bytes(at) == b"will");
    let is_verb = matches!(
        words.bytes(at),
        b"is"
            | b"was"
            | b"be"
            | b"falls"
            | b"fell"
            | b"fall"
            | b"falling"
            | b"being"
            | b"lands"
            | b"landed"
    );
    at += usize::from(is_verb);
    at += usize::from(words.bytes(at) == b"on" && at > verb);
    let has_article = words.bytes(at) == b"a";
    at += usize::from(has_article);
    let (weekday, after) = weekday(words, at)?;
    let is_possessive = words.text(at).ends_with("'s") || words.text(at).ends_with("’s");
    let is_closed = matches!(words.kind(after), Kind::ParenClose)
        || !is_bracketed
            && matches!(words.kind(after), Kind::Comma | Kind::FullStop | Kind::Semicolon);
    let says_so = match (is_set_off, is_verb) {
        (_, true) => true,
        (true, false) => has_article || is_closed && !begins_another(words, after),
        (false, false) => false,
    };
    (says_so && !is_possessive).then_some((weekday, at))
}

/// `March 14, Friday, March 21`: the weekday belongs to the date that follows.
fn begins_another(words: &Words<'_>, after: usize) -> bool {
    let next = after + usize::from(words.kind(after) == Kind::Comma);
    month_first(words, next).is_some() || day_first(words, next).is_some()
}

/// `Friday and Saturday, March 14 and 15`, `Monday to Friday, 10-14 March 2025`: each weekday with its day.
/// Where there are not as many of the one as of the other, only the ends belong together.
pub(super) fn several(words: &Words<'_>, index: usize) -> Option<(Vec<DateMention>, usize)> {
    let (weekdays, at) = list(words, index, weekday)?;
    let at = at + usize::from(matches!(words.kind(at), Kind::Comma | Kind::ParenOpen));
    let (month_before, first_day) = match month(words, at) {
        Some((month, after)) => (Some(month), after),
        None => (None, at),
    };
    let (days, mut end) = list(words, first_day, day)?;
    let month = match month_before {
        Some(month) => month,
        None => {
            let (found, after) = month(words, end)?;
            end = after;
            found
        }
    };
    let comma = usize::from(words.kind(end) == Kind::Comma);
    let year = year(words, end + comma);
    end += if year.is_some() { comma + 1 } else { 0 };
    let pairs: Vec<_> = match weekdays.len() == days.len() {
        true => weekdays.iter().zip(&days).collect(),
        false => [weekdays.first().zip(days.first()), weekdays.last().zip(days.last())]
            .into_iter()
            .flatten()
            .collect(),
    };
    let mentions = pairs.into_iter().map(|(&(weekday, at_weekday), &(day, at_day))| {
        let (weekday_range, day_range) = (words.range(at_weekday), words.range(at_day));
        DateMention {
            weekday: Some((weekday, weekday_range)),
            year,
            month: Some(month),
            day: Some(day),
            day_range: Some(day_range),
            ..DateMention::new(day_range)
        }
    });
    let mut mentions: Vec<DateMention> = mentions.collect();
    // Together they cover all of the words, in order and without overlap.
    let whole = words.span(index, end - 1);
    let n = mentions.len();
    for (place, mention) in mentions.iter_mut().enumerate() {
        let start = if place == 0 { whole.start() } else { mention.range.start() };
        let stop = if place + 1 == n { whole.end() } else { mention.range.end() };
        mention.range = TextRange::new(start, stop);
    }
    Some((mentions, end))
}

/// Two things or more with `and`, `to`, commas or dashes between them, each with its token.
fn list<T>(
    words: &Words<'_>,
    index: usize,
    read: impl Fn(&Words<'_>, usize) -> Option<(T, usize)>,
) -> Option<(Vec<(T, usize)>, usize)> {
    let (first, mut end) = read(words, index)?;
    let mut items = vec![(first, index)];
    while items.len() < MOST_DAYS {
        let mut next = end;
        let is_joint = |at: usize| {
            matches!(words.kind(at), Kind::Comma | Kind::Hyphen | Kind::EnDash | Kind::Slash)
                || matches!(
                    words.bytes(at),
                    b"and" | b"to" | b"through" | b"till" | b"until" | b"or" | b"thru"
                )
        };
        while next < end + 2 && is_joint(next) {
            next += 1;
        }
        let Some((item, after)) = read(words, next).filter(|_| next > end) else { break };
        items.push((item, next));
        end = after;
    }
    (items.len() > 1).then_some((items, end))
}

/// A weekday, and the token after it, the stop of a short form included.
fn weekday(words: &Words<'_>, index: usize) -> Option<(Weekday, usize)> {
    let value = words.value(index, Class::Weekday).filter(|_| words.is_capitalised(index))?;
    let weekday = Weekday::from_monday_one_offset(i8::try_from(value).ok()?).ok()?;
    let is_short = words.text(index).len() <= 5;
    let stop = usize::from(is_short && words.kind(index + 1) == Kind::FullStop);
    Some((weekday, index + 1 + stop))
}

fn is_part_of_day(words: &Words<'_>, index: usize) -> bool {
    matches!(
        words.bytes(index),
        b"morning" | b"afternoon" | b"evening" | b"night" | b"noon" | b"lunchtime" | b"midnight"
    )
}
