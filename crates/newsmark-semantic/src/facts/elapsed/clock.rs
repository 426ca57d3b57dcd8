//! Times of day and the stretches between them.

use std::ops::Range;

use newsmark_lexer::{Class, Kind, TextRange};

use super::{DAY, Stretch};
use crate::paragraph::{Trigger, Words};

/// Half a day in minutes.
const HALF: i64 = 12 * 60;
/// How many words may stand between the beginning and the end of what began and ended.
const REACH: usize = 24;

/// What a time of day begins with.
const CLOCKS: Trigger =
    Trigger::words(&[Class::NamedHour]).or(Trigger::kinds(&[Kind::Integer, Kind::Decimal]));

/// A time of day.
struct Clock {
    first: usize,
    end: usize,
    /// Minutes since midnight, or since noon or midnight where the half is not known.
    minutes: i64,
    is_half_known: bool,
}

/// The stretches between times in some tokens of a sentence.
pub(super) fn stretches(words: &Words<'_>, tokens: Range<usize>) -> Vec<Stretch> {
    let mut clocks: Vec<Clock> = Vec::new();
    let mut from = tokens.start;
    while let Some(at) = words.place(from..tokens.end, CLOCKS) {
        let found = clock(words, at).or_else(|| bare(words, at));
        from = found.as_ref().map_or(at + 1, |found| found.end);
        clocks.extend(found);
    }
    let is_alone = clocks.len() == 2;
    let pairs = clocks.windows(2).filter_map(|pair| {
        let [a, b] = [&pair[0], &pair[1]];
        let is_one = is_joined(words, a, b);
        let is_told = is_alone && began_and_ended(words, tokens.start, a, b);
        (is_one || is_told).then_some(())?;
        if has_day_or_zone(words, a, b) {
            return None;
        }
        let opener = usize::from(is_one && a.first > 0 && is_opener(words, a.first - 1));
        Some(Stretch {
            first: a.first - opener,
            end: b.end,
            start: range(words, a),
            stop: range(words, b),
            took: between(a, b),
            in_days: false,
            is_one,
        })
    });
    pairs.collect()
}

fn range(words: &Words<'_>, clock: &Clock) -> TextRange {
    words.span(clock.first, clock.end - 1)
}

/// `9:40 a.m.`, `9am`, `9.40pm`, `22:00`, `noon`, `10 o'clock`
fn clock(words: &Words<'_>, at: usize) -> Option<Clock> {
    let known =
        |end: usize, minutes: i64| Some(Clock { first: at, end, minutes, is_half_known: true });
    match words.kind(at) {
        Kind::Integer | Kind::Decimal => {}
        Kind::Word => match words.text(at) {
            "noon" | "midday" => return known(at + 1, HALF),
            "midnight" => return known(at + 1, 0),
            _ => return None,
        },
        _ => return None,
    }
    if words.is_glued(at)
        && !matches!(words.kind(at.checked_sub(1)?), Kind::ParenOpen | Kind::EnDash | Kind::Hyphen)
    {
        return None;
    }
    let text = words.text(at);
    let (hour, mut minute, mut end) = match words.kind(at) {
        Kind::Integer if text.len() <= 2 => (text.parse::<i64>().ok()?, None, at + 1),
        Kind::Decimal => {
            let (hour, minute) = text.split_once('.')?;
            let minute = minute.parse().ok().filter(|_| minute.len() == 2)?;
            (hour.parse().ok()?, Some(minute), at + 1)
        }
        _ => return None,
    };
    let has_colon = words.kind(end) == Kind::Colon
        && words.is_glued(end)
        && words.is_glued(end + 1)
        && words.kind(end + 1) == Kind::Integer
        && words.text(end + 1).len() == 2;
    if has_colon {
        minute = Some(words.text(end + 1).parse().ok()?);
        end += 2;
    }
    let minutes = minute.unwrap_or(0);
    if !(0..60).contains(&minutes) || hour > 24 {
        return None;
    }
    let half = words.text(end).to_lowercase().replace('.', "");
    match half.as_str() {
        "am" | "pm" if (1..=12).contains(&hour) => {
            let base = if half == "pm" { HALF } else { 0 };
            return known(end + 1, base + (hour % 12) * 60 + minutes);
        }
        "noon" | "midday" if hour == 12 => return known(end + 1, HALF),
        "midnight" if hour == 12 => return known(end + 1, 0),
        "o'clock" | "o’clock" if (1..=12).contains(&hour) => {
            let minutes = (hour % 12) * 60 + minutes;
            return Some(Clock { first: at, end: end + 1, minutes, is_half_known: false });
        }
        _ => {}
    }
    if !has_colon {
        return None;
    }
    let is_24 = hour > 12 || hour == 0 || text.starts_with('0');
    let minutes = if is_24 { hour * 60 + minutes } else { (hour % 12) * 60 + minutes };
    Some(Clock { first: at, end, minutes: minutes % DAY, is_half_known: is_24 })
}

/// The `9` of `from 9 to 11 a.m.` and of `started at 9`.
fn bare(words: &Words<'_>, at: usize) -> Option<Clock> {
    if words.kind(at) != Kind::Integer {
        return None;
    }
    let hour: i64 = words.text(at).parse().ok()?;
    let before = words.text(at.checked_sub(1)?);
    let joins = matches!(words.bytes(at + 1), b"to" | b"until" | b"till" | b"and")
        || matches!(words.kind(at + 1), Kind::EnDash | Kind::Hyphen);
    let is_opened = matches!(before, "from" | "From" | "between" | "Between") && joins;
    let is_first = (1..=12).contains(&hour) && is_opened && clock(words, at + 2).is_some();
    is_first.then(|| Clock {
        first: at,
        end: at + 1,
        minutes: (hour % 12) * 60,
        is_half_known: false,
    })
}

fn is_opener(words: &Words<'_>, at: usize) -> bool {
    ["from", "between", "("].iter().any(|opener| words.text(at).eq_ignore_ascii_case(opener))
}

/// `from 9 a.m. to noon`, `9 a.m.-noon`
fn is_joined(words: &Words<'_>, a: &Clock, b: &Clock) -> bool {
    let opener = a.first.checked_sub(1).map_or("", |before| words.text(before)).to_lowercase();
    let joint = words.text(a.end);
    let is_gap = b.first == a.end + 1;
    is_gap
        && match opener.as_str() {
            "between" => joint == "and",
            _ => {
                matches!(joint, "to" | "until" | "till" | "through")
                    || matches!(words.kind(a.end), Kind::EnDash | Kind::Hyphen)
            }
        }
}

/// `began at 9 a.m. and ended at noon`
fn began_and_ended(words: &Words<'_>, start: usize, a: &Clock, b: &Clock) -> bool {
    if b.first.saturating_sub(a.end) > REACH || a.first.saturating_sub(start) > REACH {
        return false;
    }
    let begins = (start..a.first).any(|at| words.is(at, Class::Beginning));
    let ends = (a.end..b.first).any(|at| words.is(at, Class::Ending));
    begins && ends
}

/// Whether a weekday, a date or a zone stands beside one of two times, and not beside both.
fn has_day_or_zone(words: &Words<'_>, a: &Clock, b: &Clock) -> bool {
    let beside = |clock: &Clock| {
        (clock.end..clock.end + 3).find_map(|at| {
            let text = words.text(at);
            let is_zone = matches!(words.kind(at), Kind::Word | Kind::Abbreviation)
                && (3..=4).contains(&text.len())
                && text.chars().all(char::is_uppercase);
            let is_day = words.is_any_of(at, &[Class::Weekday, Class::Month])
                || matches!(
                    text,
                    "local" | "tomorrow" | "next" | "following" | "GMT" | "ET" | "BST"
                );
            (is_zone || is_day).then(|| text.to_owned())
        })
    };
    match (beside(a), beside(b)) {
        (None, None) => false,
        // `from 9 to 11 a.m. on Friday`, `9 a.m. to noon GMT`
        (None, Some(text)) => matches!(text.as_str(), "next" | "following" | "tomorrow"),
        (Some(a), Some(b)) => a != b,
        (Some(_), None) => true,
    }
}

/// How many minutes there can be between two times.
fn between(a: &Clock, b: &Clock) -> Vec<i64> {
    let turn = if a.is_half_known && b.is_half_known { DAY } else { HALF };
    let first = (b.minutes - a.minutes).rem_euclid(turn);
    let first = if first == 0 { turn } else { first };
    if turn == DAY { vec![first] } else { vec![first, first + HALF] }
}
