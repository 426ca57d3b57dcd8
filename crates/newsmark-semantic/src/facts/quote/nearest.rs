//! Which frame of a sentence gives a quotation to somebody: one right beside it, else the last one before it, else one
//! that closes the sentence.

use newsmark_lexer::Kind;

use super::frames::{Frame, Order, Strength};
use super::layout::Layout;
use super::phrase::SubjectKind;
use super::shape::Shape;

/// Only so many frames to each side can be meant.
const MOST: usize = 4;

/// The frame that gives the words to somebody, and whether it stands right beside them. Frames are in order of their
/// verbs.
pub(super) fn nearest<'f>(
    layout: &Layout<'_, '_>,
    frames: &'f [Frame],
    item: usize,
    shape: &Shape,
) -> Option<(&'f Frame, bool)> {
    let (before, behind) = frames.split_at(frames.partition_point(|frame| frame.verb < item));
    if let Some(frame) = described_as(layout, before, item) {
        return Some((frame, true));
    }
    if let Some(frame) = right_behind(layout, behind, item, shape) {
        return Some((frame, true));
    }
    if let Some(frame) = governing(before, item, shape) {
        let gap = gap(frame, item);
        let is_beside = gap <= 1 || gap == 2 && !matches!(layout.kind(item - 1), Kind::Word);
        return Some((frame, is_beside));
    }
    closing(layout, behind, item).map(|frame| (frame, false))
}

/// How many items stand between a frame and the quotation behind it, and one.
fn gap(frame: &Frame, item: usize) -> usize {
    item - frame.last.max(frame.verb)
}

/// *described by Hult as “...”*
fn described_as<'f>(
    layout: &Layout<'_, '_>,
    before: &'f [Frame],
    item: usize,
) -> Option<&'f Frame> {
    let has_as = item.checked_sub(1).is_some_and(|as_| layout.bytes(as_) == b"as");
    before.last().filter(|frame| {
        has_as
            && frame.strength == Strength::Naming
            && frame.subject.is_some()
            && gap(frame, item) <= 8
    })
}

/// Whether a frame is of words before it.
fn follows(frame: &Frame, item: usize) -> bool {
    match frame.order {
        Order::SubjectFirst => {
            // Somebody says it, even if the words for them were not understood.
            let unknown = frame.verb <= item + 4;
            frame.subject.as_ref().map_or(unknown, |subject| subject.first > item)
        }
        Order::Inverted | Order::Source => true,
    }
}

/// *“...,” she said*, *“...” is what she calls it*
fn right_behind<'f>(
    layout: &Layout<'_, '_>,
    behind: &'f [Frame],
    item: usize,
    shape: &Shape,
) -> Option<&'f Frame> {
    let mut next = item + 1;
    let comma_outside = layout.kind(next) == Kind::Comma || layout.kind(next).is_dash();
    if comma_outside {
        next += 1;
    }
    let goes_on = shape.goes_on || comma_outside;
    let mut following = behind.iter().take(MOST).filter(|frame| follows(frame, item));
    // "“...,” as she put it"
    let is_put = |frame: &Frame| layout.bytes(next) == b"as" && frame.first == next + 1;
    let is_what = matches!(layout.bytes(next), b"is" | b"was")
        && matches!(layout.bytes(next + 1), b"what" | b"how");
    let found = following.find(|frame| {
        if is_put(frame) || is_what && frame.first == next + 2 {
            return true;
        }
        let opens =
            !matches!(layout.bytes(next), b"and" | b"but" | b"while" | b"or" | b"as" | b"because");
        let near = frame.first == next
            || frame.first <= next + 3 && opens && frame.order == Order::SubjectFirst && goes_on;
        // The “silent” ferry company said: the quotation belongs to who says it.
        let is_named =
            frame.subject.as_ref().is_some_and(|subject| subject.kind != SubjectKind::Description);
        let apart = goes_on
            || frame.strength == Strength::Strong
                && (shape.whole || frame.order != Order::SubjectFirst || is_named);
        near && opens && apart
    });
    found.filter(|frame| goes_on || is_what || is_put(frame) || frame.first == next)
}

/// The last frame before a quotation. *said that Hult shows “nerve”*: what is weak gives way to what governs it.
fn governing<'f>(before: &'f [Frame], item: usize, shape: &Shape) -> Option<&'f Frame> {
    let mut governing = before.iter().rev().take(MOST);
    let last = governing.next()?;
    let is_said = |frame: &&Frame| frame.strength == Strength::Strong && frame.subject.is_some();
    let frame = match last.strength {
        Strength::Weak => governing.find(is_said).unwrap_or(last),
        _ => last,
    };
    let reaches = match frame.strength {
        Strength::Strong => true,
        Strength::Naming => gap(frame, item) <= 16,
        Strength::Weak => gap(frame, item) <= 2 || shape.whole && gap(frame, item) <= 6,
    };
    reaches.then_some(frame)
}

/// *, the ministry said.* gives the whole sentence to the ministry.
fn closing<'f>(layout: &Layout<'_, '_>, behind: &'f [Frame], item: usize) -> Option<&'f Frame> {
    behind.iter().rev().take(MOST).filter(|frame| follows(frame, item)).find(|frame| {
        let clause = frame.first.checked_sub(1).is_some_and(|comma| {
            layout.quote(comma).is_some()
                || layout.kind(comma) == Kind::Comma
                || layout.kind(comma).is_dash()
        });
        frame.order == Order::Source
            || frame.strength == Strength::Strong && clause && frame.subject.is_some()
    })
}
