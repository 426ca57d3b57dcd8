//! The next version of a text, and what of the one before stands in it.
//!
//! An edit leaves nearly all of a text as it was, some at its start and some of the rest at its end. Whoever knows how
//! much need not look at it again.

use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};

use crate::document::readable;

/// The next version of a text.
pub enum Version<'v, 't> {
    /// All of it, in pieces.
    Whole(&'v mut dyn Iterator<Item = &'t str>),
    /// The text read last, with some of it replaced.
    Edited {
        /// What is replaced.
        replaced: TextRange,
        /// What stands there now.
        by: &'t str,
    },
}

impl Version<'_, '_> {
    /// The text, in a room where another was if nobody needs that any more: asking for so much memory after every
    /// keystroke takes longer than filling it.
    pub(crate) fn put_together(self, last: &str, mut room: Arc<String>) -> (Arc<String>, Kept) {
        let text = match Arc::get_mut(&mut room) {
            Some(text) => {
                text.clear();
                text
            }
            None => {
                room = Arc::default();
                Arc::make_mut(&mut room)
            }
        };
        let kept = match self {
            Version::Whole(pieces) => {
                text.extend(pieces);
                None
            }
            Version::Edited { replaced, by } => {
                let [start, end] = [replaced.start(), replaced.end()];
                let [start, end] = [start, end].map(|at| last.floor_char_boundary(at.into()));
                text.reserve(last.len() + by.len());
                text.extend([&last[..start], by, &last[end..]]);
                let behind = last.len() - end;
                Some(Kept { before: start, behind, old: last.len(), new: text.len() })
            }
        };
        let is_readable = |text: &str| readable(text).len() == text.len();
        let known = kept.filter(|_| is_readable(last) && is_readable(text));
        let kept = known.unwrap_or_else(|| Kept::between(readable(last), readable(text)));
        (room, kept)
    }
}

/// How many bytes two texts have in common. The two stretches never overlap, in either text, and may end inside a
/// character.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kept {
    /// At their starts.
    pub(crate) before: usize,
    /// Of the rest, at their ends.
    pub(crate) behind: usize,
    old: usize,
    new: usize,
}

impl Kept {
    /// What stays of an old text in a new one.
    pub(crate) fn between(old: &str, new: &str) -> Kept {
        /// So many bytes are compared at once.
        const PIECE: usize = 1024;
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let pieces = old.chunks(PIECE).zip(new.chunks(PIECE));
        let whole = pieces.take_while(|(old, new)| old == new).count() * PIECE;
        let least = whole.min(old.len()).min(new.len());
        let before = least + n_same(old[least..].iter().zip(&new[least..]));
        let (rest_of_old, rest_of_new) = (&old[before..], &new[before..]);
        let pieces = rest_of_old.rchunks(PIECE).zip(rest_of_new.rchunks(PIECE));
        let whole = pieces.take_while(|(old, new)| old == new).count() * PIECE;
        let least = whole.min(rest_of_old.len()).min(rest_of_new.len());
        let ends = |rest: &'_ [u8]| rest.len() - least;
        let rest_of_old = rest_of_old[..ends(rest_of_old)].iter().rev();
        let rest_of_new = rest_of_new[..ends(rest_of_new)].iter().rev();
        let behind = least + n_same(rest_of_old.zip(rest_of_new));
        Kept { before, behind, old: old.len(), new: new.len() }
    }

    /// Where the stretch at the end begins, in the old text and in the new one.
    pub(crate) fn ends(&self) -> [usize; 2] {
        [self.old - self.behind, self.new - self.behind]
    }

    /// Where a place of the old text stands in the new one, if it is behind what has changed.
    pub(crate) fn moved(&self, range: TextRange) -> TextRange {
        let size = |bytes: usize| TextSize::new(bytes as u32);
        match self.new >= self.old {
            true => range + size(self.new - self.old),
            false => range - size(self.old - self.new),
        }
    }
}

fn n_same<'a>(pairs: impl Iterator<Item = (&'a u8, &'a u8)>) -> usize {
    pairs.take_while(|(old, new)| old == new).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(old: &str, new: &str, before: usize, behind: usize) {
        let kept = Kept::between(old, new);
        assert_eq!((kept.before, kept.behind), (before, behind), "{old:?} {new:?}");
    }

    #[test]
    fn what_stays_is_counted_once() {
        check("", "", 0, 0);
        check("", "one", 0, 0);
        check("one", "one", 3, 0);
        check("one two", "one big two", 4, 3);
        check("Ada Brandt said so.", "Ada Brandt has said so.", 11, 8);
        check("aa", "aaa", 2, 0);
        check("aaa", "aa", 2, 0);
        check("", "a", 0, 0);
        check("aaa", "aaaa", 3, 0);
        check("abab", "ab", 2, 0);
        check("é", "è", 1, 0);
    }

    #[test]
    fn long_texts_are_told_apart_to_the_byte() {
        for length in [1023, 1024, 1025, 4096, 5000] {
            let old = "a".repeat(length);
            for at in [0, 1, 1022, 1023, 1024, length - 1, length] {
                let at = at.min(length);
                let mut new = old.clone();
                new.insert(at, 'b');
                check(&old, &new, at, length - at);
                check(&new, &old, at, length - at);
            }
        }
    }

    proptest! {
        #[test]
        fn it_is_what_comparing_byte_by_byte_finds(old in "[ab]{0,40}", new in "[ab]{0,40}") {
            let kept = Kept::between(&old, &new);
            let before = n_same(old.as_bytes().iter().zip(new.as_bytes()));
            let rest = old.as_bytes()[before..].iter().rev().zip(new.as_bytes()[before..].iter().rev());
            prop_assert_eq!((kept.before, kept.behind), (before, n_same(rest)));
        }
    }
}
