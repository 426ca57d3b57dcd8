//! Text that is edited by lines and columns.
//!
//! The protocol ends a line at LF, CR LF and CR; U+2028 and its like are ordinary characters, which
//! matters for prose pasted from a word processor. Every position has an offset: one past the end of
//! its line is the end of that line, one past the last line is the end of the text, and one inside
//! a character is the start of that character. Nobody outside this file sees a rope.

use newsmark_semantic::{TextRange, TextSize};
use ropey::{Rope, RopeSlice};
use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range};

/// What a client's columns count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units; what a client counts that does not say.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

/// A text that finds its lines fast and is cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct LinedText {
    rope: Rope,
}

impl Encoding {
    /// The encoding to use with a client that offers these: the first that we know, since the client names first what
    /// it counts itself, and would have to convert any other.
    pub(crate) fn choose(offered: Option<&[PositionEncodingKind]>) -> Encoding {
        let known = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];
        let offered = offered.unwrap_or_default().iter();
        let ours = |kind: &PositionEncodingKind| known.into_iter().find(|it| it.kind() == *kind);
        offered.filter_map(ours).next().unwrap_or_default()
    }

    /// Its name in the protocol.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

impl LinedText {
    /// Takes a text as it is, with whatever line ends it has.
    pub(crate) fn new(text: &str) -> LinedText {
        LinedText { rope: Rope::from_str(text) }
    }

    /// Replaces the text of a range.
    pub(crate) fn replace(&mut self, range: TextRange, text: &str) {
        let start = self.rope.byte_to_char(self.clamped(range.start()));
        let end = self.rope.byte_to_char(self.clamped(range.end()));
        self.rope.remove(start..end);
        self.rope.insert(start, text);
    }

    /// The offset of a position; a position that does not exist has the nearest one before it.
    pub(crate) fn offset(&self, position: Position, encoding: Encoding) -> TextSize {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return size(self.rope.len_bytes());
        }
        let words = without_line_end(self.rope.line(line));
        let column = position.character as usize;
        let column = match encoding {
            Encoding::Utf8 => words.byte_to_char(column.min(words.len_bytes())),
            Encoding::Utf16 => words.utf16_cu_to_char(column.min(words.len_utf16_cu())),
            Encoding::Utf32 => column.min(words.len_chars()),
        };
        size(self.rope.line_to_byte(line) + words.char_to_byte(column))
    }

    /// The range between two positions, whichever comes first.
    pub(crate) fn range(&self, range: Range, encoding: Encoding) -> TextRange {
        let start = self.offset(range.start, encoding);
        let end = self.offset(range.end, encoding);
        TextRange::new(start.min(end), start.max(end))
    }

    /// How many bytes it has.
    pub(crate) fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// The text, in pieces.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &str> {
        self.rope.chunks()
    }

    /// The words of a range.
    pub(crate) fn words(&self, range: TextRange) -> String {
        let range = self.clamped(range.start())..self.clamped(range.end());
        self.rope.get_byte_slice(range).map(String::from).unwrap_or_default()
    }

    /// Whether this is the text.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.rope == text
    }

    fn clamped(&self, offset: TextSize) -> usize {
        usize::from(offset).min(self.rope.len_bytes())
    }
}

fn without_line_end(line: RopeSlice<'_>) -> RopeSlice<'_> {
    let mut end = line.len_chars();
    if end > 0 && line.char(end - 1) == '\n' {
        end -= 1;
    }
    if end > 0 && line.char(end - 1) == '\r' {
        end -= 1;
    }
    line.slice(..end)
}

/// No message is long enough for a text of 4 GiB, so nothing is cut off here.
fn size(bytes: usize) -> TextSize {
    TextSize::new(u32::try_from(bytes).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::line_index::LineIndex;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// The same by counting: lines in a vector, columns one character at a time.
    struct Naive<'a> {
        text: &'a str,
        /// Start and end of each line, without its end mark.
        lines: Vec<(usize, usize)>,
    }

    impl Naive<'_> {
        fn new(text: &str) -> Naive<'_> {
            let mut lines = Vec::new();
            let mut start = 0;
            let bytes = text.as_bytes();
            for at in 0..bytes.len() {
                match bytes[at] {
                    b'\n' if at > 0 && bytes[at - 1] == b'\r' => start = at + 1,
                    b'\n' | b'\r' => {
                        lines.push((start, at));
                        start = at + 1;
                    }
                    _ => {}
                }
            }
            lines.push((start, text.len()));
            Naive { text, lines }
        }

        fn offset(&self, position: Position, encoding: Encoding) -> usize {
            let Some(&(start, end)) = self.lines.get(position.line as usize) else {
                return self.text.len();
            };
            let mut left = position.character as usize;
            for (at, character) in self.text[start..end].char_indices() {
                let width = width(character, encoding);
                if left < width {
                    return start + at;
                }
                left -= width;
            }
            end
        }

        fn position(&self, offset: usize, encoding: Encoding) -> Position {
            let line = self.lines.iter().rposition(|&(start, _)| start <= offset).unwrap_or(0);
            let before = &self.text[self.lines[line].0..offset];
            let column: usize = before.chars().map(|character| width(character, encoding)).sum();
            Position::new(line as u32, column as u32)
        }
    }

    fn width(character: char, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    fn check(text: &str, line: u32, character: u32, encoding: Encoding, expected: u32) {
        let offset = LinedText::new(text).offset(Position::new(line, character), encoding);
        assert_eq!(offset, TextSize::new(expected), "{line}:{character} {encoding:?} in {text:?}");
    }

    #[test]
    fn columns_count_what_was_agreed() {
        let text = "Zoë 😀 said";
        check(text, 0, 5, Encoding::Utf8, 5);
        check(text, 0, 4, Encoding::Utf16, 5);
        check(text, 0, 6, Encoding::Utf16, 9);
        check(text, 0, 4, Encoding::Utf32, 5);
        check(text, 0, 5, Encoding::Utf32, 9);
    }

    #[test]
    fn half_a_character_is_its_start() {
        check("a😀b", 0, 2, Encoding::Utf16, 1);
        check("a😀b", 0, 3, Encoding::Utf8, 1);
        check("é", 0, 1, Encoding::Utf8, 0);
    }

    #[test]
    fn a_position_past_the_end_is_the_end() {
        for encoding in ENCODINGS {
            check("one\r\ntwo\n", 0, 99, encoding, 3);
            check("one\r\ntwo\n", 1, 99, encoding, 8);
            check("one\r\ntwo\n", 2, 99, encoding, 9);
            check("one\r\ntwo\n", u32::MAX, u32::MAX, encoding, 9);
            check("", 7, 7, encoding, 0);
        }
    }

    #[test]
    fn only_lf_and_cr_end_lines() {
        let text = LinedText::new("a\u{2028}b\u{85}c\u{b}d\u{c}e\rf\r\ng\n");
        assert_eq!(text.rope.len_lines(), 4);
    }

    #[test]
    fn a_backward_range_is_turned_round() {
        let text = LinedText::new("one two");
        let range = Range::new(Position::new(0, 7), Position::new(0, 4));
        assert_eq!(text.range(range, Encoding::Utf16), TextRange::new(4.into(), 7.into()));
    }

    #[test]
    fn a_client_gets_what_it_would_rather_have_of_what_we_know() {
        let strange = PositionEncodingKind::new("utf-7");
        let kinds = [strange, PositionEncodingKind::UTF8, PositionEncodingKind::UTF16];
        assert_eq!(Encoding::choose(Some(&kinds)), Encoding::Utf8);
        assert_eq!(Encoding::choose(Some(&kinds[2..])), Encoding::Utf16);
        let kinds = [PositionEncodingKind::UTF16, PositionEncodingKind::UTF8];
        assert_eq!(Encoding::choose(Some(&kinds)), Encoding::Utf16);
        assert_eq!(Encoding::choose(Some(&[PositionEncodingKind::UTF32])), Encoding::Utf32);
        assert_eq!(Encoding::choose(Some(&[PositionEncodingKind::new("utf-7")])), Encoding::Utf16);
        assert_eq!(Encoding::choose(None), Encoding::Utf16);
    }

    /// Texts in which every trap is frequent.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("a"),
            Just(" "),
            Just("ë"),
            Just("“"),
            Just("😀"),
            Just("\n"),
            Just("\r"),
            Just("\r\n"),
            Just("\u{2028}"),
            Just("\u{85}"),
            Just("北京"),
            Just("a long stretch of words"),
        ];
        proptest::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
    }

    fn encoding() -> impl Strategy<Value = Encoding> {
        proptest::sample::select(&ENCODINGS[..])
    }

    fn position() -> impl Strategy<Value = Position> {
        (0u32..12, 0u32..40).prop_map(|(line, character)| Position::new(line, character))
    }

    proptest! {
        #[test]
        fn offsets_are_those_of_counting(text in text(), position in position(), encoding in encoding()) {
            let offset = LinedText::new(&text).offset(position, encoding);
            prop_assert_eq!(usize::from(offset), Naive::new(&text).offset(position, encoding));
        }

        #[test]
        fn positions_are_those_of_counting(text in text(), encoding in encoding()) {
            let lined = LinedText::new(&text);
            let lines = LineIndex::new(&text, encoding);
            let naive = Naive::new(&text);
            for (at, _) in text.char_indices() {
                // Between CR and LF there is an offset, but no position that a client would name.
                if text[..at].ends_with('\r') && text[at..].starts_with('\n') {
                    continue;
                }
                let position = lines.position(&text, size(at));
                prop_assert_eq!(position, naive.position(at, encoding));
                prop_assert_eq!(lined.offset(position, encoding), size(at));
                let from_start = lines.range(&text, TextRange::up_to(size(at)));
                let to_end = lines.range(&text, TextRange::new(size(at), size(text.len())));
                prop_assert_eq!(from_start, Range::new(Position::new(0, 0), position));
                prop_assert_eq!(to_end.start, position);
                prop_assert_eq!(to_end.end, naive.position(text.len(), encoding));
            }
        }

        #[test]
        fn positions_in_texts_of_many_pieces_are_those_of_counting(
            pieces in proptest::collection::vec((text(), 1usize..400), 1..8),
            places in proptest::collection::vec(any::<proptest::sample::Index>(), 60),
            encoding in encoding(),
        ) {
            let text: String = pieces.iter().map(|(piece, n)| piece.repeat(*n)).collect();
            let (lines, naive) = (LineIndex::new(&text, encoding), Naive::new(&text));
            let is_place = |at: usize| !(text[..at].ends_with('\r') && text[at..].starts_with('\n'));
            let places = places.iter().map(|place| text.floor_char_boundary(place.index(text.len() + 1)));
            let places: Vec<usize> = places.filter(|at| is_place(*at)).collect();
            for pair in places.windows(2) {
                let (start, end) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
                let near = text.floor_char_boundary((start + 9).min(end));
                for end in [end, near].into_iter().filter(|end| *end >= start && is_place(*end)) {
                    let expected = Range::new(naive.position(start, encoding), naive.position(end, encoding));
                    let found = lines.range(&text, TextRange::new(size(start), size(end)));
                    prop_assert_eq!(found, expected);
                }
            }
        }

        #[test]
        fn edits_leave_the_text_that_a_string_would_have(
            text in text(),
            edits in proptest::collection::vec((position(), position(), super::tests::text()), 0..8),
            encoding in encoding(),
        ) {
            let mut lined = LinedText::new(&text);
            let mut plain = text;
            for (start, end, new) in edits {
                let range = lined.range(Range::new(start, end), encoding);
                let (from, to) = {
                    let naive = Naive::new(&plain);
                    (naive.offset(start, encoding), naive.offset(end, encoding))
                };
                lined.replace(range, &new);
                plain.replace_range(from.min(to)..from.max(to), &new);
                prop_assert_eq!(lined.pieces().collect::<String>(), plain.clone());
            }
        }
    }
}
