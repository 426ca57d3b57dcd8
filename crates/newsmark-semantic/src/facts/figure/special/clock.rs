//! Times of day.

use newsmark_lexer::Kind;

use super::{Special, found};
use crate::facts::figure::Role;
use crate::paragraph::Words;

/// `8:30 p.m.`, `11:30`, `5am`, `10.45pm`, `4 p.m. local time`.
pub(super) fn clock(words: &Words<'_>, index: usize) -> Option<Special> {
    let text = words.text(index);
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
        return found(end + 1, Role::Time, None);
    }
    if words.text(end) == "o'clock" || words.text(end) == "o’clock" {
        return found(end + 1, Role::Time, None);
    }
    is_clock.then(|| found(end, Role::Time, None)).flatten()
}
