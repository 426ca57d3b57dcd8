//! Numbers that one calls or files by: emergency numbers, telephone numbers in groups, plans and clauses with a
//! letter in brackets.

use newsmark_lexer::Kind;

use super::{Special, found};
use crate::facts::figure::Role;
use crate::facts::figure::numeral::Form;
use crate::facts::figure::{measure, noun};
use crate::paragraph::Words;

/// Numbers of emergency services and help lines.
const EMERGENCY: &[&str] = &["000", "101", "111", "112", "211", "311", "411", "911", "988", "999"];

/// The most groups that a telephone number has.
const MOST_GROUPS: usize = 7;

/// `call 911`, `a 911 dispatcher`; `911 people` are counted.
pub(super) fn emergency(words: &Words<'_>, index: usize) -> Option<Special> {
    if !EMERGENCY.contains(&words.text(index))
        || words.is_glued(index + 1) && !ends(words, index + 1)
    {
        return None;
    }
    let counts = measure::unit_after(words, index + 1, Form::PlainDigits).is_some()
        || noun::after(words, index + 1, false)
            .is_some_and(|phrase| noun::is_plural(words.text(phrase.end - 1)));
    let is_called = index > 0
        && [
            "call", "calls", "called", "calling", "dial", "dialed", "dialled", "dialing",
            "dialling", "phone", "phoned", "ring", "rang", "text", "texted",
        ]
        .iter()
        .any(|verb| words.text(index - 1).eq_ignore_ascii_case(verb));
    let is_named = index > 0
        && matches!(words.bytes(index - 1), b"a" | b"the" | b"to" | b"A" | b"The")
        && words.kind(index + 1) == Kind::Word
        && noun::after(words, index + 1, true).is_some();
    (is_called || is_named && !counts).then(|| found(index + 1, Role::Identifier, None)).flatten()
}

/// `0800 555 111`, `020 7946 0958`: a prefix and groups of digits; no amount begins with a nought.
pub(super) fn national(words: &Words<'_>, index: usize) -> Option<Special> {
    let prefix = words.text(index);
    let is_prefix = prefix.starts_with('0') && (3..=5).contains(&prefix.len());
    let is_group = |at: usize| words.kind(at) == Kind::Integer && words.text(at).len() >= 3;
    if !is_prefix || words.kind(index) != Kind::Integer || !is_group(index + 1) {
        return None;
    }
    let n_groups = (index + 1..index + MOST_GROUPS).take_while(|&at| is_group(at)).count();
    let digits: usize = (index..=index + n_groups).map(|at| words.text(at).len()).sum();
    (digits >= 9).then(|| found(index + 1 + n_groups, Role::Identifier, None)).flatten()
}

/// `an account ending in 4471`: the last digits of a longer number.
pub(super) fn last_digits(words: &Words<'_>, index: usize) -> Option<Special> {
    const REACH: usize = 4;
    let before = index.checked_sub(1)?;
    let verb = before - usize::from(before > 0 && words.bytes(before) == b"in");
    let is_end = words.text(index).len() == 4 && matches!(words.bytes(verb), b"ending" | b"ends");
    let is_numbered = |at: usize| {
        matches!(words.bytes(at), b"account" | b"card" | b"number" | b"phone" | b"code" | b"plate")
    };
    let is_it = is_end && (verb.saturating_sub(REACH)..verb).any(is_numbered);
    is_it.then(|| found(index + 1, Role::Identifier, None)).flatten()
}

fn ends(words: &Words<'_>, at: usize) -> bool {
    !matches!(
        words.kind(at),
        Kind::Word | Kind::Integer | Kind::Hyphen | Kind::Percent | Kind::Slash
    )
}

/// `+44 20 7946 0958`, `(212) 555-0142`: a plus or an area code in brackets, and groups of digits.
pub(super) fn telephone(words: &Words<'_>, index: usize) -> Option<Special> {
    let before = index.checked_sub(1)?;
    let is_international = words.kind(before) == Kind::Plus
        && words.is_glued(index)
        && !words.is_glued(before)
        && words.text(index).len() <= 3;
    let is_area = words.kind(before) == Kind::ParenOpen
        && words.is_glued(index)
        && words.kind(index + 1) == Kind::ParenClose
        && (3..=5).contains(&words.text(index).len());
    if !is_international && !is_area {
        return None;
    }
    let mut at = index + 1;
    let mut digits = 0;
    for _ in 0..MOST_GROUPS {
        let skip = usize::from(matches!(
            words.kind(at),
            Kind::Hyphen | Kind::ParenOpen | Kind::ParenClose | Kind::EnDash
        ));
        if words.kind(at + skip) != Kind::Integer {
            break;
        }
        digits += words.text(at + skip).len();
        at += skip + 1;
    }
    (digits >= 6).then(|| found(at, Role::Identifier, None)).flatten()
}

/// `401(k)`, `501(c)(3)`, `10(b)`.
pub(super) fn clause(words: &Words<'_>, index: usize) -> Option<Special> {
    let mut at = index + 1;
    while words.kind(at) == Kind::ParenOpen
        && words.is_glued(at)
        && words.is_glued(at + 1)
        && words.kind(at + 2) == Kind::ParenClose
        && words.text(at + 1).len() <= 2
        && (at > index + 1 || words.kind(at + 1) == Kind::Word)
    {
        at += 3;
    }
    (at > index + 1).then(|| found(at, Role::Identifier, None)).flatten()
}
