//! Hedges: words before or after a number that say how exact it is.

use newsmark_lexer::{Class, Kind};

use super::Hedge;
use crate::paragraph::Words;

/// The longest hedge of the vocabulary, in words.
const LONGEST: usize = 5;

/// The hedge that ends right before a token: its first token and its meaning.
pub(crate) fn before(words: &Words<'_>, index: usize) -> Option<(usize, Hedge)> {
    // `more than a third`: an article may stand between.
    let found = (1..=LONGEST.min(index)).rev().find_map(|length| {
        let start = index - length;
        let (count, value) = words.phrase(start, Class::Hedge)?;
        (count == length).then(|| hedge(value)).flatten().map(|hedge| (start, hedge))
    });
    // `went up to $1,240`
    let is_move = |start: usize| {
        words.bytes(start).eq_ignore_ascii_case(b"up")
            && start > 0
            && words.is(start - 1, Class::Change)
    };
    if found.is_some_and(|(start, _)| is_move(start)) {
        return None;
    }
    if found.is_some() {
        return found;
    }
    match words.kind(index.checked_sub(1)?) {
        Kind::Word if is_topping(words, index - 1) => Some((index - 1, Hedge::MoreThan)),
        Kind::Tilde if words.is_glued(index) => Some((index - 1, Hedge::About)),
        // `=>` and `<>` are signs of programmers.
        Kind::Greater | Kind::Less if is_sign_before(words, index - 1) => None,
        Kind::Greater => Some((index - 1, Hedge::MoreThan)),
        Kind::Less => Some((index - 1, Hedge::LessThan)),
        // `>= 30`
        Kind::Equals if is_sign_before(words, index - 1) => match words.kind(index - 2) {
            Kind::Greater => Some((index - 2, Hedge::AtLeast)),
            Kind::Less => Some((index - 2, Hedge::AtMost)),
            _ => None,
        },
        _ => None,
    }
}

/// The hedge that a hyphen ties to a number, and its last token: `30-odd`, `60-plus`, `50-ish`.
pub(crate) fn tied(words: &Words<'_>, index: usize) -> Option<(Hedge, usize)> {
    if words.kind(index) != Kind::Hyphen || !words.is_glued(index) || !words.is_glued(index + 1) {
        return None;
    }
    let hedge = match words.text(index + 1) {
        "odd" | "ish" => Hedge::About,
        "plus" => Hedge::AtLeast,
        _ => return None,
    };
    Some((hedge, index + 1))
}

/// The hedge that starts at a token, after a number: its end and its meaning. `or more`, `and above`,
/// `or so`, `+`.
pub(crate) fn after(words: &Words<'_>, index: usize) -> Option<(usize, Hedge)> {
    if words.kind(index) == Kind::Plus && words.is_glued(index) {
        return Some((index + 1, Hedge::AtLeast));
    }
    if !matches!(words.bytes(index), b"or" | b"and") {
        return None;
    }
    let hedge = match words.text(index + 1) {
        "more" | "above" | "over" | "higher" | "older" | "greater" | "longer" | "up" | "better" => {
            Hedge::AtLeast
        }
        "less" | "fewer" | "under" | "below" | "younger" | "lower" => Hedge::AtMost,
        "so" | "thereabouts" => Hedge::About,
        _ => return None,
    };
    // `up 5 percent and more than`: another hedge begins.
    if words.bytes(index + 2) == b"than"
        || (words.bytes(index) == b"and" && words.bytes(index + 1) == b"more")
    {
        return None;
    }
    // `and over the river`: a place follows.
    let place = words.is(index + 2, Class::Determiner) || words.kind(index + 2).is_number();
    (!(words.bytes(index) == b"and" && place)).then_some((index + 2, hedge))
}

/// `Deliveries top 95 billion`: a verb behind a plural and before a large number; `the top 1,000 firms` are the first of them.
fn is_topping(words: &Words<'_>, index: usize) -> bool {
    let is_large = |at: usize| {
        words.kind(at) == Kind::Grouped
            || words.kind(at) == Kind::CurrencySign
            || words.is(at + 1, Class::Scale)
    };
    words.bytes(index) == b"top"
        && is_large(index + 1)
        && index > 0
        && super::noun::is_plural(words.text(index - 1))
}

/// Whether another sign of comparison touches the one at a token.
fn is_sign_before(words: &Words<'_>, index: usize) -> bool {
    index > 0
        && words.is_glued(index)
        && matches!(words.kind(index - 1), Kind::Less | Kind::Greater | Kind::Equals)
}

fn hedge(value: u32) -> Option<Hedge> {
    Some(match value {
        1 => Hedge::About,
        2 => Hedge::MoreThan,
        3 => Hedge::AtLeast,
        4 => Hedge::LessThan,
        5 => Hedge::AtMost,
        6 => Hedge::Nearly,
        _ => return None,
    })
}
