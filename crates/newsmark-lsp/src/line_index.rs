//! Where lines and columns are in a text that is in one piece.
//!
//! After every keystroke a long article has hundreds of findings, each with several places. A rope finds a place in
//! a fraction of a microsecond, but reaches for much memory on the way; here the text is gone over once for its line
//! ends, and of each piece of it is kept where to count from. A place is then found with a look at one piece, however
//! long its line is. After a stroke only the pieces around it are counted again, and those behind it are moved.

use std::ops::Range as Bytes;

use memchr::{memchr_iter, memrchr2_iter};
use newsmark_semantic::{TextRange, TextSize};
use tower_lsp::lsp_types::{Position, Range};

use crate::position::Encoding;
use crate::typing::Stroke;

/// How many bytes are looked at together.
const PIECE: usize = 1024;

/// In a line that is longer than this, columns are not counted from its start.
const FAR: usize = 4 * PIECE;

/// What was counted in a text, which belongs to it.
#[derive(Debug)]
pub(crate) struct LineIndex {
    encoding: Encoding,
    /// Where to count from, in order. The first is the start of the text.
    marks: Vec<Mark>,
}

/// A place that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Mark {
    at: usize,
    position: Position,
}

/// The places of a text that have the same position as in the text before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unmoved {
    /// All before this one. They stand where they stood.
    before: usize,
    /// All from this one on, and where it was.
    from: Option<(usize, usize)>,
}

impl LineIndex {
    /// Counts in a text.
    pub(crate) fn new(text: &str, encoding: Encoding) -> LineIndex {
        let mut marks = Vec::with_capacity(text.len() / PIECE + 1);
        marks.push(Mark::default());
        let mut index = LineIndex { encoding, marks };
        index.count(text.as_bytes(), text.len());
        index
    }

    /// The same for the text that a stroke has made of this one. Only what stands near the stroke is counted.
    pub(crate) fn edited(mut self, text: &str, stroke: Stroke) -> (LineIndex, Unmoved) {
        let [start, old_end, end] =
            [stroke.replaced.start(), stroke.replaced.end(), stroke.left.end()].map(usize::from);
        // Whether a line ends with a CR is for the byte behind it to say, so that byte has to be an old one.
        let n_before = self.marks.partition_point(|mark| mark.at < start).max(1);
        // Columns count from where a line starts that nobody has touched.
        let stays = |mark: &Mark| mark.at > old_end && mark.position.character == 0;
        let n_gone = self.marks[n_before..].iter().take_while(|mark| !stays(mark)).count();
        let behind = self.marks.split_off(n_before + n_gone);
        self.marks.truncate(n_before);
        let Some(first) = behind.first() else {
            self.count(text.as_bytes(), text.len());
            return (self, Unmoved { before: start, from: None });
        };
        let from = first.at - old_end + end;
        self.count(text.as_bytes(), from);
        // The same line starts there, so that is what was counted last.
        let line = self.marks.pop_if(|last| last.at == from).unwrap_or_default().position.line;
        let n_more = line.wrapping_sub(first.position.line);
        self.marks.extend(behind.iter().map(|mark| Mark {
            at: mark.at - old_end + end,
            position: Position::new(
                mark.position.line.wrapping_add(n_more),
                mark.position.character,
            ),
        }));
        (self, Unmoved { before: start, from: (n_more == 0).then_some((from, first.at)) })
    }

    /// What its columns count.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The position of an offset of the text; that of its end for one that is past it.
    pub(crate) fn position(&self, text: &str, offset: TextSize) -> Position {
        let at = text.floor_char_boundary(offset.into());
        let n_before = self.marks.partition_point(|mark| mark.at <= at);
        let mark = self.marks[..n_before].last().copied().unwrap_or_default();
        after(mark, text.as_bytes(), at, self.encoding)
    }

    /// The positions of a range of the text.
    pub(crate) fn range(&self, text: &str, range: TextRange) -> Range {
        let [at, end_at] =
            [range.start(), range.end()].map(|at| text.floor_char_boundary(at.into()));
        let start = self.position(text, range.start());
        let end = match end_at - at < PIECE {
            true => after(Mark { at, position: start }, text.as_bytes(), end_at, self.encoding),
            false => self.position(text, range.end()),
        };
        Range { start, end }
    }

    /// Goes on counting from the last mark.
    fn count(&mut self, bytes: &[u8], stop: usize) {
        let mut mark = self.marks.last().copied().unwrap_or_default();
        for start in (mark.at..stop).step_by(PIECE) {
            let end = (start + PIECE).min(stop);
            if let Some((n_ends, at)) = ends(bytes, start..end) {
                mark = Mark { at, position: Position::new(mark.position.line + n_ends, 0) };
            } else if end - mark.at > FAR {
                mark = Mark { at: end, position: after(mark, bytes, end, self.encoding) };
            } else {
                continue;
            }
            self.marks.push(mark);
        }
    }
}

impl Unmoved {
    /// Where a range was whose start and end have kept their positions.
    pub(crate) fn before(&self, range: TextRange) -> Option<TextRange> {
        Some(TextRange::new(self.place(range.start())?, self.place(range.end())?))
    }

    fn place(&self, at: TextSize) -> Option<TextSize> {
        let place = usize::from(at);
        if place < self.before {
            return Some(at);
        }
        let (from, was) = self.from?;
        (place >= from).then(|| TextSize::new((place - from + was) as u32))
    }
}

/// The position of a place behind another.
fn after(mark: Mark, bytes: &[u8], at: usize, encoding: Encoding) -> Position {
    let position = mark.position;
    match ends(bytes, mark.at..at) {
        Some((n_ends, start)) => {
            Position { line: position.line + n_ends, character: units(&bytes[start..at], encoding) }
        }
        None => {
            let character = position.character + units(&bytes[mark.at..at], encoding);
            Position { character, ..position }
        }
    }
}

/// How many lines end with one of these bytes, and where the next one begins. A line ends with LF, or with CR unless LF
/// follows.
fn ends(bytes: &[u8], range: Bytes<usize>) -> Option<(u32, usize)> {
    let here = &bytes[range.clone()];
    let next = |at: usize| bytes.get(range.start + at + 1);
    let is_end = |at: &usize| here[*at] == b'\n' || next(*at) != Some(&b'\n');
    let last = memrchr2_iter(b'\n', b'\r', here).find(is_end)?;
    let here = &here[..=last];
    let n_feeds = memchr_iter(b'\n', here).count();
    let n_returns = memchr_iter(b'\r', here).filter(is_end).count();
    Some(((n_feeds + n_returns) as u32, range.start + last + 1))
}

/// How many columns some bytes take. A character is counted where it begins.
fn units(bytes: &[u8], encoding: Encoding) -> u32 {
    if encoding == Encoding::Utf8 {
        return bytes.len() as u32;
    }
    let is_pair = |byte: u8| encoding == Encoding::Utf16 && byte >= 0xF0;
    let units = |byte: &u8| u8::from(byte & 0xC0 != 0x80) + u8::from(is_pair(*byte));
    // So few bytes are counted in one, and many such sums are made at once.
    let counts = bytes.chunks(100).map(|piece| piece.iter().map(units).sum::<u8>());
    counts.map(u32::from).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;

    /// Texts in which every trap is frequent, of many pieces, some of one line.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(
            &[
                "a",
                "\n",
                "\r",
                "\r\n",
                "ë",
                "😀",
                "\u{2028}",
                "some words of a line",
                "\nA line.\n",
            ][..],
        );
        let stretch =
            (prop::collection::vec(piece, 1..12), prop_oneof![3 => 1usize..4, 1 => 1usize..600]);
        prop::collection::vec(stretch, 0..8)
            .prop_map(|stretches| stretches.iter().map(|(it, n)| it.concat().repeat(*n)).collect())
    }

    fn encoding() -> impl Strategy<Value = Encoding> {
        prop::sample::select(&[Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][..])
    }

    fn range(start: usize, end: usize) -> TextRange {
        TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
    }

    proptest! {
        #[test]
        fn what_is_counted_after_a_stroke_is_what_a_fresh_count_finds(
            text in text(),
            strokes in prop::collection::vec((any::<Index>(), prop_oneof![4 => 0usize..9, 1 => 0usize..5000], text()), 1..6),
            places in prop::collection::vec(any::<Index>(), 80),
            encoding in encoding(),
        ) {
            let mut text = text;
            let mut index = LineIndex::new(&text, encoding);
            for (at, n_gone, by) in strokes {
                let start = text.floor_char_boundary(at.index(text.len() + 1));
                let end = text.floor_char_boundary(start + n_gone);
                let old = LineIndex::new(&text, encoding);
                let old_text = text.clone();
                text.replace_range(start..end, &by);
                let stroke = Stroke { replaced: range(start, end), left: range(start, start + by.len()) };
                let (edited, unmoved) = index.edited(&text, stroke);
                let fresh = LineIndex::new(&text, encoding);
                let near = (start.saturating_sub(3)..start + by.len() + 3).filter(|at| *at <= text.len());
                let places = places.iter().map(|place| place.index(text.len() + 1));
                for at in places.chain(near.take(40)).filter(|at| text.is_char_boundary(*at)) {
                    let place = TextSize::new(at as u32);
                    let position = edited.position(&text, place);
                    prop_assert_eq!(position, fresh.position(&text, place));
                    if let Some(was) = unmoved.before(TextRange::empty(place)) {
                        prop_assert_eq!(position, old.position(&old_text, was.start()));
                    }
                }
                index = edited;
            }
        }
    }

    #[test]
    fn after_a_stroke_nearly_all_is_where_it_was() {
        let text = "Some words of a line.\n".repeat(1000);
        let (typed, place) = ("é", 11_000);
        let mut edited = text.clone();
        edited.insert_str(place, typed);
        let stroke =
            Stroke { replaced: range(place, place), left: range(place, place + typed.len()) };
        let (index, unmoved) = LineIndex::new(&text, Encoding::Utf16).edited(&edited, stroke);
        let n_lost =
            (0..edited.len()).filter(|at| unmoved.before(range(*at, *at)).is_none()).count();
        assert!(n_lost < 2 * PIECE, "{n_lost}");
        assert!(index.marks.len() <= text.len() / PIECE + 3);
        let (_, unmoved) =
            index.edited(&text, Stroke { replaced: stroke.left, left: stroke.replaced });
        assert!(unmoved.before(range(text.len(), text.len())).is_some());
    }
}
