//! The next version of a text, and what of the one before stands in it.
//!
//! An edit leaves nearly all of a text as it was, some at its start and some of the rest at its end. Whoever knows how
//! much need not look at it again, and need not have both texts to know what stood where in the earlier one.

use std::borrow::Cow;
use std::ops::Range;
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

/// A version that has been put together.
pub(crate) struct Next {
    pub(crate) text: Arc<String>,
    /// What stands in it of the text before it.
    pub(crate) kept: Kept,
    /// What was replaced, if the text before it has become this one.
    gone: Option<String>,
    /// Else the text before it; a room for a text that nobody needs otherwise.
    pub(crate) other: Arc<String>,
}

/// A text as it was before another.
#[derive(Clone, Copy)]
pub(crate) enum Earlier<'t> {
    /// All of it is still there.
    Whole(&'t str),
    /// It has become this one, of which so much stood in it, when these words were replaced.
    Edited { now: &'t str, kept: Kept, gone: &'t str },
}

impl Version<'_, '_> {
    /// The text. If nobody else holds the last one it is edited where it is: of two long texts that are read at each
    /// keystroke one would have to be fetched from far away. Else it goes into a room where another was, if nobody
    /// needs that any more: asking for so much memory takes longer than filling it.
    pub(crate) fn put_together(self, mut last: Arc<String>, mut room: Arc<String>) -> Next {
        if let Version::Edited { replaced, by } = &self
            && last.len() + by.len() <= u32::MAX as usize
            && let Some(text) = Arc::get_mut(&mut last)
        {
            let (places, kept) = kept_by(text, *replaced, by);
            let gone = text[places.clone()].to_owned();
            text.replace_range(places, by);
            return Next { text: last, kept, gone: Some(gone), other: room };
        }
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
                let (places, kept) = kept_by(&last, replaced, by);
                text.reserve(last.len() + by.len());
                text.extend([&last[..places.start], by, &last[places.end..]]);
                Some(kept)
            }
        };
        let is_readable = |text: &str| readable(text).len() == text.len();
        let known = kept.filter(|_| is_readable(&last) && is_readable(text));
        let kept = known.unwrap_or_else(|| Kept::between(readable(&last), readable(text)));
        Next { text: room, kept, gone: None, other: last }
    }
}

/// Where something is replaced in a text, and what stays of it.
fn kept_by(text: &str, replaced: TextRange, by: &str) -> (Range<usize>, Kept) {
    let [start, end] = [replaced.start(), replaced.end()];
    let [start, end] = [start, end].map(|at| text.floor_char_boundary(at.into()));
    let new = text.len() - (end - start) + by.len();
    (start..end, Kept { before: start, behind: text.len() - end, old: text.len(), new })
}

impl Next {
    /// The text before it.
    pub(crate) fn earlier(&self) -> Earlier<'_> {
        match &self.gone {
            Some(gone) => Earlier::Edited { now: &self.text, kept: self.kept, gone },
            None => Earlier::Whole(readable(&self.other)),
        }
    }
}

impl Default for Earlier<'_> {
    fn default() -> Self {
        Earlier::Whole("")
    }
}

impl<'t> Earlier<'t> {
    /// The words at a place of it.
    pub(crate) fn words(self, range: TextRange) -> Cow<'t, str> {
        let (now, kept, gone) = match self {
            Earlier::Whole(text) => return Cow::Borrowed(&text[range]),
            Earlier::Edited { now, kept, gone } => (now, kept, gone),
        };
        let size = |bytes: usize| TextSize::new(bytes as u32);
        let [first, last] = [kept.before, kept.ends()[0]].map(size);
        if range.end() <= first {
            return Cow::Borrowed(&now[range]);
        }
        if range.start() >= last {
            return Cow::Borrowed(&now[kept.moved(range)]);
        }
        let head = TextRange::new(range.start().min(first), first);
        let middle = TextRange::new(range.start().max(first), range.end().min(last)) - first;
        let tail = kept.moved(TextRange::new(last, range.end().max(last)));
        Cow::Owned([&now[head], &gone[middle], &now[tail]].concat())
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

    /// Edits a text where it is and where somebody holds it; both are to give the same.
    fn check_edit(text: &str, replaced: Range<usize>, by: &str) {
        let size = |at: usize| TextSize::new(at as u32);
        let range = TextRange::new(size(replaced.start), size(replaced.end));
        let mut expected = text.to_owned();
        expected.replace_range(replaced, by);
        let edit = |last, room| Version::Edited { replaced: range, by }.put_together(last, room);
        let held = Arc::new(text.to_owned());
        for next in [edit(Arc::clone(&held), Arc::default()), edit(Arc::new(text.to_owned()), held)]
        {
            assert_eq!(*next.text, expected);
            let kept = next.kept;
            assert_eq!((kept.old, kept.new), (text.len(), expected.len()));
            assert_eq!(expected[..kept.before], text[..kept.before]);
            assert!(expected.ends_with(&text[text.len() - kept.behind..]));
            let places = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
            for start in places.clone() {
                for end in places.clone().filter(|end| *end >= start) {
                    let words = next.earlier().words(TextRange::new(size(start), size(end)));
                    assert_eq!(words, text[start..end]);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn an_edit_leaves_word_of_the_text_before_it(
            text in "[aé\n]{0,12}",
            [start, end] in [any::<proptest::sample::Index>(), any::<proptest::sample::Index>()],
            by in "[bü]{0,4}",
        ) {
            let [start, end] = [start, end].map(|at| text.floor_char_boundary(at.index(text.len() + 1)));
            check_edit(&text, start.min(end)..start.max(end), &by);
        }

        #[test]
        fn it_is_what_comparing_byte_by_byte_finds(old in "[ab]{0,40}", new in "[ab]{0,40}") {
            let kept = Kept::between(&old, &new);
            let before = n_same(old.as_bytes().iter().zip(new.as_bytes()));
            let rest = old.as_bytes()[before..].iter().rev().zip(new.as_bytes()[before..].iter().rev());
            prop_assert_eq!((kept.before, kept.behind), (before, n_same(rest)));
        }
    }
}
