//! Where a byte stands, for those who count otherwise: characters, UTF-16 units, lines and columns.
//!
//! The library counts bytes. The edge converts: one pass over the text, then a short count an
//! offset, so that many offsets in one long line cost no more than many in short ones. A line ends
//! at a line feed; a column counts characters. Both start at 1.

use std::cell::Cell;

use clap::ValueEnum;
use newsmark_semantic::TextSize;

/// How offsets are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum OffsetUnit {
    /// UTF-8 bytes
    #[default]
    Bytes,
    /// Unicode characters (code points), as Python counts
    Chars,
    /// UTF-16 code units, as JavaScript and Java count
    Utf16,
}

/// Bytes between two marks. An offset is found by counting at most this many bytes on from a mark.
const STRIDE: usize = 64;

/// Whoever goes through a text asks for a line not far behind the last one: so many are looked at before all are.
const NEAR: usize = 8;

/// Turns byte offsets of one text into another unit.
pub(crate) struct Offsets<'t> {
    bytes: &'t [u8],
    unit: OffsetUnit,
    /// How many units stand before every [`STRIDE`]th byte; empty where units are bytes.
    marks: Vec<u32>,
}

impl<'t> Offsets<'t> {
    pub(crate) fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::new();
        if unit != OffsetUnit::Bytes && !text.is_ascii() {
            marks.reserve_exact(bytes.len() / STRIDE + 1);
            let mut before = 0;
            marks.push(0);
            for stretch in bytes.chunks_exact(STRIDE) {
                before += units(stretch, unit);
                marks.push(before);
            }
        }
        Self { bytes, unit, marks }
    }

    /// The offset in this unit. The byte offset must be that of a character.
    pub(crate) fn of(&self, offset: TextSize) -> u32 {
        let place = usize::from(offset).min(self.bytes.len());
        match self.marks.get(place / STRIDE) {
            Some(before) => before + units(&self.bytes[place / STRIDE * STRIDE..place], self.unit),
            None => offset.into(),
        }
    }
}

/// How many units the characters take that start in these bytes.
fn units(bytes: &[u8], unit: OffsetUnit) -> u32 {
    let count = |is: fn(u8) -> bool| bytes.iter().map(|&byte| u32::from(is(byte))).sum::<u32>();
    let characters = count(|byte| byte & 0xC0 != 0x80);
    match unit {
        OffsetUnit::Bytes => bytes.len() as u32,
        OffsetUnit::Chars => characters,
        OffsetUnit::Utf16 => characters + count(|byte| byte >= 0xF0),
    }
}

/// The lines of one text.
pub(crate) struct Lines<'t> {
    text: &'t str,
    /// Where each line starts; never empty.
    starts: Vec<u32>,
    characters: Offsets<'t>,
    /// The one that was asked for last.
    last: Cell<usize>,
}

/// A place as people count, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(breaks.map(|place| place as u32 + 1)).collect();
        let characters = Offsets::new(text, OffsetUnit::Chars);
        Self { text, starts, characters, last: Cell::new(0) }
    }

    /// Line and column of an offset.
    pub(crate) fn position(&self, offset: TextSize) -> Position {
        let line = self.line(offset);
        let start = TextSize::from(self.starts[line]);
        let column = self.characters.of(offset).saturating_sub(self.characters.of(start));
        Position { line: line + 1, column: column as usize + 1 }
    }

    /// The line of an offset, counted from 0.
    pub(crate) fn line(&self, offset: TextSize) -> usize {
        let offset = u32::from(offset);
        let is_behind = |line: usize| self.starts.get(line).is_none_or(|&start| start > offset);
        let last = self.last.get();
        let first = if is_behind(last) { 0 } else { last };
        let near = (first..first + NEAR).find(|&line| is_behind(line + 1));
        let line = near.unwrap_or_else(|| {
            let n_begun = self.starts[first..].partition_point(|&start| start <= offset);
            first + n_begun.saturating_sub(1)
        });
        self.last.set(line);
        line
    }

    /// A line's bytes in the text, without its end; the line is counted from 0.
    pub(crate) fn range(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(line).map_or(self.text.len(), |&start| start as usize);
        let end = self.starts.get(line + 1).map_or(self.text.len(), |&next| next as usize - 1);
        let end = end.max(start);
        let carriage_return = self.text[start..end].ends_with('\r');
        start..end - usize::from(carriage_return)
    }

    /// The offset in characters from the start of the text.
    pub(crate) fn characters(&self, offset: TextSize) -> u32 {
        self.characters.of(offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Longer than one stride, with characters of one to four bytes, and both line ends.
    fn text() -> String {
        "Ferry “Ísafold” 🚢 leaves at 6.\r\n海 two\n\n".repeat(9)
    }

    fn check_against_counting(unit: OffsetUnit, count: impl Fn(&str) -> usize) {
        let text = text();
        let offsets = Offsets::new(&text, unit);
        for place in (0..=text.len()).filter(|&place| text.is_char_boundary(place)) {
            let offset = TextSize::try_from(place).expect("a short text");
            assert_eq!(offsets.of(offset) as usize, count(&text[..place]), "{unit:?} at {place}");
        }
    }

    #[test]
    fn offsets_are_those_of_counting_from_the_start() {
        check_against_counting(OffsetUnit::Bytes, str::len);
        check_against_counting(OffsetUnit::Chars, |before| before.chars().count());
        check_against_counting(OffsetUnit::Utf16, |before| before.encode_utf16().count());
    }

    #[test]
    fn positions_are_those_of_counting_from_the_start() {
        let text = text();
        let lines = Lines::new(&text);
        let places = || (0..=text.len()).filter(|&place| text.is_char_boundary(place));
        // However somebody goes through them: forwards, backwards, or from end to end.
        let across = places().zip(places().rev()).flat_map(|(one, other)| [one, other]);
        for place in places().chain(places().rev()).chain(across) {
            let before = &text[..place];
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let expected = Position {
                line: before.matches('\n').count() + 1,
                column: before[start..].chars().count() + 1,
            };
            assert_eq!(lines.position(TextSize::try_from(place).expect("short")), expected);
        }
    }

    #[test]
    fn a_line_ends_before_its_line_break() {
        let lines = Lines::new("one\r\n\ntwo");
        let words = |line: usize| &"one\r\n\ntwo"[lines.range(line)];
        assert_eq!([words(0), words(1), words(2), words(3)], ["one", "", "two", ""]);
    }
}
