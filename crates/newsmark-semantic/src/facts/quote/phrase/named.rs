//! Phrases with a name in them: which of their names is meant, and what stands beside it.

use newsmark_lexer::Kind;
use newsmark_lexer::vocabulary::Class;

use super::edges::{ends_phrase, is_break, is_possessive};
use super::{Subject, SubjectKind};
use crate::facts::figure::noun;
use crate::facts::quote::layout::{Layout, Name};

/// The subject that a name of a phrase makes.
pub(super) fn named(layout: &Layout<'_, '_>, start: usize, name: Name, end: usize) -> Subject {
    let (first, last) =
        (layout.token(name.first).unwrap_or(0), layout.token(name.last).unwrap_or(0));
    let single = Subject {
        first: start.min(name.first),
        last: name.last,
        range: layout.words.span(first, last),
        kind: SubjectKind::Name(name.id),
    };
    // "CFSB engineer Max Weil", "F5 engineer Max Weil": a role between two names belongs to the second.
    let role = behind_number(layout, name.last + 1, end);
    if is_noun(layout, start, role, end)
        && let Some(second) = behind_role(layout, start, role, end)
    {
        return named(layout, start, second, end);
    }
    let next = name.last + 1;
    if layout.bytes(next) == b"and"
        && next + 1 < end
        && let Some(second) = layout.name(next + 1)
        && second.last < end
    {
        let range = layout.words.span(first, layout.token(second.last).unwrap_or(last));
        return Subject { first: single.first, last: second.last, range, kind: SubjectKind::Names };
    }
    single
}

/// People told by a name that stands before the noun for them, up to their verb: *Bergen police*, *Hansa Bank economists*.
pub(super) fn named_group(
    layout: &Layout<'_, '_>,
    start: usize,
    noun: usize,
    end: usize,
) -> Option<Subject> {
    let last = end.checked_sub(1).filter(|&last| (noun..noun + 4).contains(&last))?;
    let is_group = layout.bytes(last) == b"police" || noun::is_plural(layout.text(last));
    let range = layout.words.span(layout.token(start)?, layout.token(last)?);
    (is_group && (noun..end).all(|item| is_noun(layout, start, item, end))).then_some(Subject {
        first: start,
        last,
        range,
        kind: SubjectKind::Description,
    })
}

/// Past the number of a name: *F5*, *Channel 4*.
pub(super) fn behind_number(layout: &Layout<'_, '_>, item: usize, end: usize) -> usize {
    if item < end && layout.kind(item).is_number() { item + 1 } else { item }
}

/// The name behind a role: *engineer Max Weil*, *chief engineer, Max Weil,*
fn behind_role(layout: &Layout<'_, '_>, start: usize, role: usize, end: usize) -> Option<Name> {
    let goes_on = |&item: &usize| {
        layout.kind(item) == Kind::Word
            && !ends_phrase(layout, start, item)
            && !layout.is(item, Class::Preposition)
    };
    let words = (role..end.min(role + 5)).take_while(goes_on);
    let mut last = role;
    for item in words {
        if let Some(name) = layout.name(item) {
            return Some(name);
        }
        last = item;
    }
    name_in_commas(layout, last + 1, end)
}

/// The name that a comma is followed by, up to the next one or the end: *Another skipper, Clara Hult, had doubts.*
/// An age may stand before it.
pub(super) fn name_in_commas(layout: &Layout<'_, '_>, comma: usize, end: usize) -> Option<Name> {
    if layout.kind(comma) != Kind::Comma {
        return None;
    }
    let mut first = comma + 1;
    while first < end.min(comma + 6)
        && layout.name(first).is_none()
        && (layout.kind(first).is_number()
            || layout.kind(first) == Kind::Hyphen
            || layout.kind(first - 1) == Kind::Hyphen)
    {
        first += 1;
    }
    layout.name(first).filter(|name| {
        // "Clara Hult KC"
        let next = name.last + 1 + usize::from(layout.is(name.last + 1, Class::PostNominal));
        next <= end && (next == end || is_break(layout, next)) && !is_possessive(layout, name.last)
    })
}

/// Whether a word in lower case follows that may be a noun: *the Ohio native*.
pub(super) fn is_noun(layout: &Layout<'_, '_>, start: usize, item: usize, end: usize) -> bool {
    item < end
        && layout.kind(item) == Kind::Word
        && !layout.words.is_capitalised(layout.token(item).unwrap_or(0))
        && !ends_phrase(layout, start, item)
        && ![Class::Preposition, Class::Conjunction, Class::Adverb]
            .iter()
            .any(|&class| layout.is(item, class))
}
