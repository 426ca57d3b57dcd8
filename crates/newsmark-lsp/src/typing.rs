//! Whether an edit goes on where the one before it stopped, faster than anybody types.
//!
//! A macro, a paste by keystrokes, a held key on a fast repeat: none of the versions on the way is
//! one that a writer looks at. An edit somewhere else is news at once, however soon it comes.

use std::time::Duration;

use newsmark_semantic::TextRange;
use tokio::time::Instant;

/// The shortest time between two strokes of a hand. Fast typists need about 60 ms, a held key comes
/// every 25 to 35.
const FASTEST_HAND: Duration = Duration::from_millis(15);

/// What one notification changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stroke {
    /// What was replaced, in the text before it.
    pub(crate) replaced: TextRange,
    /// What stands there now, in the text after it.
    pub(crate) left: TextRange,
}

/// The stroke that led to a version, and when it came.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LastStroke {
    pub(crate) stroke: Stroke,
    at: Instant,
    /// Whether it went on where the one before it stopped, faster than a hand.
    pub(crate) is_in_burst: bool,
}

impl LastStroke {
    /// A stroke that comes now, after another.
    pub(crate) fn after(before: Option<&LastStroke>, stroke: Stroke) -> LastStroke {
        let at = Instant::now();
        let goes_on = |before: &LastStroke| goes_on(before.stroke, stroke, at - before.at);
        LastStroke { stroke, at, is_in_burst: before.is_some_and(goes_on) }
    }
}

fn goes_on(before: Stroke, stroke: Stroke, pause: Duration) -> bool {
    let touches = before.left.start() <= stroke.replaced.end()
        && stroke.replaced.start() <= before.left.end();
    touches && pause < FASTEST_HAND
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: [u32; 2], replaced: [u32; 2], pause: u64) -> bool {
        let range = |[start, end]: [u32; 2]| TextRange::new(start.into(), end.into());
        let stroke = |replaced, left| Stroke { replaced, left };
        let before = stroke(range([before[0]; 2]), range(before));
        let stroke = stroke(range(replaced), range(replaced));
        goes_on(before, stroke, Duration::from_millis(pause))
    }

    #[test]
    fn the_next_letter_of_a_macro_goes_on() {
        assert!(check([10, 11], [11, 11], 1));
        assert!(check([10, 11], [10, 11], 1), "taken back at once");
        assert!(check([10, 10], [9, 10], 1), "deleting backwards");
    }

    #[test]
    fn a_hand_does_not() {
        assert!(!check([10, 11], [11, 11], 25));
    }

    #[test]
    fn nor_does_another_place() {
        assert!(!check([10, 11], [12, 12], 1));
        assert!(!check([10, 11], [3, 9], 1));
    }
}
