//! Where lines and columns are in a text that is in one piece.
//!
//! After every keystroke a long article has hundreds of findings, each with several places. A rope finds a place in
//! a fraction of a microsecond, but reaches for much memory on the way; here the text is gone over once for its line
//! ends, and of each piece of it is kept where to count from. A place is then found with a look at one piece, however
//! long its line is.

use std::ops::Range as Bytes;

use memchr::{memchr_iter, memrchr2_iter};
use newsmark_semantic::{TextRange, TextSize};
use tower_lsp::lsp_types::{Position, Range};

use crate::position::Encoding;

/// How many bytes a piece has.
const PIECE: usize = 1024;

/// In a line that is longer than this, columns are not counted from its start.
const FAR: usize = 4 * PIECE;

/// What was counted in a text, which belongs to it.
#[derive(Debug)]
pub(crate) struct LineIndex {
    encoding: Encoding,
    /// Where to count from in each piece.
    pieces: Vec<Mark>,
}

/// A place that is known.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    at: usize,
    position: Position,
}

impl LineIndex {
    /// Counts in a text.
    pub(crate) fn new(text: &str, encoding: Encoding) -> LineIndex {
        let bytes = text.as_bytes();
        let mut pieces = Vec::with_capacity(bytes.len() / PIECE + 1);
        let mut mark = Mark::default();
        for start in (0..=bytes.len()).step_by(PIECE) {
            pieces.push(mark);
            let end = (start + PIECE).min(bytes.len());
            if let Some((n_ends, at)) = ends(bytes, start..end) {
                mark = Mark { at, position: Position::new(mark.position.line + n_ends, 0) };
            } else if end - mark.at > FAR {
                mark = Mark { at: end, position: after(mark, bytes, end, encoding) };
            }
        }
        LineIndex { encoding, pieces }
    }

    /// The position of an offset of the text; that of its end for one that is past it.
    pub(crate) fn position(&self, text: &str, offset: TextSize) -> Position {
        let at = text.floor_char_boundary(offset.into());
        let mark = self.pieces.get(at / PIECE).copied().unwrap_or_default();
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
