//! Phrases that say when, which lead into a sentence and are no subject: *two weeks ago*, *the next day*, *that evening*.

use newsmark_lexer::vocabulary::Class;
use newsmark_lexer::vocabulary::units::UnitId;

use crate::facts::figure::{Unit, measure};
use crate::facts::quote::layout::Layout;

/// The longest such phrase, in items, without its time: *the very next day later*.
const LONGEST: usize = 4;

/// The item behind a phrase that says when, if one begins at an item.
pub(super) fn behind(layout: &Layout<'_, '_>, item: usize, end: usize) -> Option<usize> {
    let counts = layout.kind(item).is_number()
        || layout.is(item, Class::NumberWord)
        || layout.is(item, Class::Determiner);
    if !counts || layout.name(item).is_some() {
        return None;
    }
    let time = (item + 1..end.min(item + LONGEST)).find(|&i| is_time(layout, i))?;
    let is_modifier = |i: usize| {
        matches!(
            layout.bytes(i),
            b"next" | b"following" | b"same" | b"very" | b"last" | b"past" | b"few" | b"first"
        )
    };
    if !(item + 1..time).all(is_modifier) {
        return None;
    }
    let says_which =
        matches!(layout.bytes(time + 1), b"later" | b"earlier" | b"ago" | b"afterwards");
    Some(time + 1 + usize::from(says_which))
}

/// A unit of time or a part of the day.
fn is_time(layout: &Layout<'_, '_>, item: usize) -> bool {
    let is_part_of_day = || {
        matches!(layout.bytes(item), b"morning" | b"afternoon" | b"evening" | b"night" | b"weekend")
    };
    let Some(token) = layout.token(item) else { return false };
    let unit = layout.words.value(token, Class::Unit).map(|id| Unit::Of(UnitId(id as u16)));
    unit.is_some_and(measure::is_time) || is_part_of_day()
}
