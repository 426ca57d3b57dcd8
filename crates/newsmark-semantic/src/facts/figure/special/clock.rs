//! Times of day.

use newsmark_lexer::{Class, Kind};

use super::{Special, found};
use crate::facts::figure::Role;
use crate::paragraph::Words;

/// `8:30 p.m.`, `11:30`, `5am`, `10.45pm`, `4 p.m. local time`.
pub(super) fn clock(words: &Words<'_>, index: usize) -> Option<Special> {
    let text = words.text(index);
    if is_four_digits(text) {
        let end = zone_end(words, index + 1);
        let is_time = text.starts_with('0') || end > index + 1;
        return is_time.then(|| found(end, Role::Time, None)).flatten();
    }
    let hour: u32 = text.split('.').next()?.parse().ok()?;
    let mut end = index + 1;
    let mut is_clock = false;
    while words.kind(end) == Kind::Colon
        && words.is_glued(end)
        && words.is_glued(end + 1)
        && matches!(words.kind(end + 1), Kind::Integer | Kind::Decimal)
        && words.text(end + 1).len() >= 2
    {
        end += 2;
        is_clock = true;
    }
    if hour > 24 {
        // `2:0:45` and `90:00` are times of another kind; only the first is left to others.
        return is_clock.then(|| found(end, Role::Time, None)).flatten();
    }
    let half = |at: usize| {
        ["a.m.", "p.m.", "am", "pm", "a.m", "p.m"]
            .iter()
            .any(|half| words.text(at).eq_ignore_ascii_case(half))
    };
    if half(end) && (words.kind(end) == Kind::Abbreviation || words.kind(end) == Kind::Word) {
        return found(zone_end(words, end + 1), Role::Time, None);
    }
    let names_hour = matches!(words.text(end), "o'clock" | "o’clock" | "noon" | "midnight");
    if names_hour && hour <= 12 {
        return found(end + 1, Role::Time, None);
    }
    is_clock.then(|| found(zone_end(words, end), Role::Time, None)).flatten()
}

/// `seven o'clock`, `half past seven`, `quarter to nine`.
pub(super) fn clock_in_words(words: &Words<'_>, index: usize) -> Option<Special> {
    let is_hour = |at: usize| {
        words.value(at, Class::NumberWord).is_some_and(|hour| (1..=12).contains(&hour))
            || words.kind(at) == Kind::Integer && words.text(at).len() <= 2
    };
    if is_hour(index) && matches!(words.text(index + 1), "o'clock" | "o’clock") {
        return found(index + 2, Role::Time, None);
    }
    let joined = match (words.value(index, Class::Fraction), words.text(index + 1)) {
        (Some(2), "past") | (Some(4), "past" | "to") => index + 2,
        _ => return None,
    };
    is_hour(joined).then(|| found(joined + 1, Role::Time, None)).flatten()
}

/// Where a time ends that names its zone: `9:30 a.m. EST`, `1430 GMT`, `14:30 local time`.
fn zone_end(words: &Words<'_>, end: usize) -> usize {
    match words.phrase(end, Class::TimeZone) {
        // `ET` and `IST` in capitals, the words as they come.
        Some((count, _))
            if count > 1 || words.text(end).bytes().all(|byte| byte.is_ascii_uppercase()) =>
        {
            end + count
        }
        _ => end,
    }
}

/// `0930`, `1430`: the hours and minutes of a day.
fn is_four_digits(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text[..2].parse::<u32>().is_ok_and(|hour| hour < 24)
        && text[2..].parse::<u32>().is_ok_and(|minute| minute < 60)
}
