//! Cuts from an article what a report shows of it.
//!
//! A paragraph of prose is one line of many hundreds of columns. A report that shows all of it, or a
//! window that cuts words in two, cannot be read. So each line is cut to the places of the finding
//! with as many whole words around them as the terminal has room for, and `…` for what is left out:
//!
//! ```text
//! … after a net increase of 815,000 the country had 4.191 million … up 19.4 percent on the year …
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use newsmark_semantic::{TextRange, TextSize};
use unicode_width::UnicodeWidthChar;

use crate::positions::Lines;

/// Lines between two places that stand in one excerpt; they are folded by the renderer.
const MOST_BETWEEN: usize = 500;
/// What separates two pieces of a line.
const GAP: &str = " … ";
const GAP_WIDTH: usize = 3;
/// What the ends of a cut line take.
const ENDS_WIDTH: usize = 4;

/// Some lines of an article, cut to size.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    /// The lines. Lines of no interest are there, but empty.
    pub(super) source: String,
    /// The number of the first, counted from 1.
    pub(super) first_line: usize,
    /// Where each place came to stand in `source`; with the index of the place.
    pub(super) spans: Vec<(usize, Range<usize>)>,
}

impl Excerpt {
    /// The number of its last line.
    pub(super) fn last_line(&self) -> usize {
        self.first_line + self.source.matches('\n').count()
    }
}

/// Cuts out the places. Together the excerpts show every place, in the order of the text.
pub(super) fn cut(
    text: &str,
    lines: &Lines<'_>,
    places: &[TextRange],
    width: usize,
) -> Vec<Excerpt> {
    let mut rows: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for place in places {
        for line in shown_lines(lines, *place) {
            let range = lines.range(line);
            let start = usize::from(place.start()).clamp(range.start, range.end);
            let end = usize::from(place.end()).clamp(start, range.end);
            rows.entry(line).or_default().push(start..end);
        }
    }

    let mut excerpts: Vec<Excerpt> = Vec::new();
    let mut last = None;
    // Where each piece of text came to stand: excerpt, place there.
    let mut placed = Vec::new();
    for (&line, parts) in &rows {
        match last {
            Some(last) if line - last <= MOST_BETWEEN => {
                fill(text, lines, last..line, width, &mut excerpts)
            }
            _ => excerpts.push(Excerpt { first_line: line + 1, ..Excerpt::default() }),
        }
        last = Some(line);
        let index = excerpts.len() - 1;
        let source = &mut excerpts[index].source;
        for (piece, start) in write_row(text, lines.range(line), parts, width, source) {
            placed.push((piece, index, start));
        }
    }
    for (index, place) in places.iter().enumerate() {
        if let Some((excerpt, span)) = locate(*place, &placed) {
            excerpts[excerpt].spans.push((index, span));
        }
    }
    excerpts
}

/// The lines of a place that are shown: all of a short one, the first and the last of a long one.
fn shown_lines(lines: &Lines<'_>, place: TextRange) -> Vec<usize> {
    let first = lines.line(place.start());
    let last_inside = place.end().max(place.start() + TextSize::from(1)) - TextSize::from(1);
    let last = lines.line(last_inside).max(first);
    if last - first < 4 { (first..=last).collect() } else { vec![first, last] }
}

/// Ends a row, and stands empty rows in for the lines that follow; one line alone is shown, as it
/// takes no more room than the mark that stands for several.
fn fill(
    text: &str,
    lines: &Lines<'_>,
    between: Range<usize>,
    width: usize,
    excerpts: &mut [Excerpt],
) {
    let Some(excerpt) = excerpts.last_mut() else { return };
    let skipped = between.end - between.start - 1;
    if skipped == 1 {
        let range = lines.range(between.start + 1);
        let its_start = range.start..range.start;
        excerpt.source.push('\n');
        write_row(text, range, std::slice::from_ref(&its_start), width, &mut excerpt.source);
        excerpt.source.push('\n');
    } else {
        excerpt.source.extend(std::iter::repeat_n('\n', skipped + 1));
    }
}

/// What to show of one line: the parts, with whole words around them while there is room.
fn pieces(
    text: &str,
    line: Range<usize>,
    parts: &[Range<usize>],
    width: usize,
) -> Vec<Range<usize>> {
    if is_within(&text[line.clone()], width) {
        return vec![line];
    }
    let mut pieces: Vec<_> =
        parts.iter().flat_map(|part| ends(text, part.clone(), width)).collect();
    pieces.sort_by_key(|piece| (piece.start, piece.end));
    merge(text, &mut pieces);
    let taken = |pieces: &[Range<usize>]| {
        let words: usize = pieces.iter().map(|piece| width_of(&text[piece.clone()])).sum();
        words + GAP_WIDTH * pieces.len().saturating_sub(1) + ENDS_WIDTH
    };
    let mut grew = true;
    while grew {
        grew = false;
        // After before: what follows a figure says what it counts.
        for side in [Side::After, Side::Before] {
            for index in 0..pieces.len() {
                let Some(piece) = pieces.get(index) else { break };
                let room = width.saturating_sub(taken(&pieces));
                let grown = grow(text, &line, piece, side, room);
                if let Some(grown) = grown {
                    pieces[index] = grown;
                    grew = true;
                }
            }
            merge(text, &mut pieces);
        }
    }
    pieces
}

/// The part, or its two ends where it is too long to be shown whole.
fn ends(text: &str, part: Range<usize>, width: usize) -> Vec<Range<usize>> {
    let most = width * 2 / 3;
    if is_within(&text[part.clone()], most) {
        return vec![part];
    }
    let head = take_width(text[part.clone()].chars(), most * 2 / 3);
    let tail = take_width(text[part.clone()].chars().rev(), most / 3);
    vec![part.start..part.start + head, part.end - tail..part.end]
}

/// Joins pieces that overlap or that a gap would not keep apart for less.
fn merge(text: &str, pieces: &mut Vec<Range<usize>>) {
    pieces.dedup_by(|next, piece| {
        let joins = next.start <= piece.end || is_within(&text[piece.end..next.start], GAP_WIDTH);
        if joins {
            piece.end = piece.end.max(next.end);
        }
        joins
    });
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// The piece with one more word on a side; none where the line ends or the word does not fit.
fn grow(
    text: &str,
    line: &Range<usize>,
    piece: &Range<usize>,
    side: Side,
    room: usize,
) -> Option<Range<usize>> {
    let word = match side {
        Side::After => word_length(text[piece.end..line.end].chars(), room)?,
        Side::Before => word_length(text[line.start..piece.start].chars().rev(), room)?,
    };
    Some(match side {
        Side::After => piece.start..piece.end + word,
        Side::Before => piece.start - word..piece.end,
    })
}

/// The bytes of the spaces and the word that come first. A wide character is a word by itself:
/// Chinese and Japanese have no spaces.
fn word_length(characters: impl Iterator<Item = char>, room: usize) -> Option<usize> {
    let (mut bytes, mut columns, mut in_word) = (0, 0, false);
    for character in characters {
        let width = width_of_character(character);
        if in_word && (character.is_whitespace() || width > 1) {
            break;
        }
        in_word |= !character.is_whitespace();
        bytes += character.len_utf8();
        columns += width;
        if columns > room {
            return None;
        }
        if width > 1 {
            break;
        }
    }
    (bytes > 0).then_some(bytes)
}

/// Writes what to show of a line: which pieces, and where each came to stand.
fn write_row(
    text: &str,
    line: Range<usize>,
    parts: &[Range<usize>],
    width: usize,
    source: &mut String,
) -> Vec<(Range<usize>, usize)> {
    let pieces = pieces(text, line.clone(), parts, width);
    let mut placed = Vec::with_capacity(pieces.len());
    let mut done = line.start;
    for (index, piece) in pieces.into_iter().enumerate() {
        match index {
            _ if piece.start == done => {}
            0 => source.push_str("… "),
            _ => source.push_str(GAP),
        }
        done = piece.end;
        placed.push((piece.clone(), source.len()));
        source.push_str(&text[piece]);
    }
    if done < line.end {
        source.push_str(" …");
    }
    placed
}

/// Where a place came to stand: its start in one piece and its end in the same or a later one.
fn locate(
    place: TextRange,
    placed: &[(Range<usize>, usize, usize)],
) -> Option<(usize, Range<usize>)> {
    let (start, end) = (usize::from(place.start()), usize::from(place.end()));
    // Clamping serves ends that stand in a line break, which no piece has.
    let (first, excerpt, first_at) =
        placed.iter().find(|(piece, ..)| start <= piece.end).or(placed.last())?;
    let (last, _, last_at) = placed
        .iter()
        .rev()
        .find(|(piece, other, _)| other == excerpt && piece.start < end.max(start + 1))
        .unwrap_or(&placed[0]);
    let start_at = first_at + start.clamp(first.start, first.end) - first.start;
    let end_at = last_at + end.clamp(last.start, last.end) - last.start;
    Some((*excerpt, start_at..end_at.max(start_at)))
}

/// Whether the words take no more than so many columns; looks no further than it must.
fn is_within(words: &str, columns: usize) -> bool {
    take_width(words.chars(), columns) == words.len()
}

/// The bytes of the characters that fit into so many columns.
fn take_width(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut taken = 0;
    let fitting = characters.take_while(|&character| {
        taken += width_of_character(character);
        taken <= columns
    });
    fitting.map(char::len_utf8).sum()
}

fn width_of(words: &str) -> usize {
    words.chars().map(width_of_character).sum()
}

fn width_of_character(character: char) -> usize {
    if character == '\t' { 4 } else { character.width().unwrap_or(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_place_is_shown_at_any_width() {
        let text = "Ferry “Ísafold” 🚢 left\tthe quay with 1,240 people.\r\n海港去年运送了一百二十万名乘客\n\n\nlong-word-without-any-space-in-it end\n";
        let lines = Lines::new(text);
        let offsets = || (0..=text.len()).filter(|&place| text.is_char_boundary(place));
        for width in [0, 7, 30, 200] {
            for start in offsets() {
                for end in offsets().filter(|&end| end >= start) {
                    check_place(text, &lines, start..end, width);
                }
            }
        }
    }

    fn check_place(text: &str, lines: &Lines<'_>, place: Range<usize>, width: usize) {
        let range = TextRange::new((place.start as u32).into(), (place.end as u32).into());
        let first = TextRange::new(0.into(), 5.into());
        let excerpts = cut(text, lines, &[range, first], width);
        let mut shown: Vec<_> = excerpts
            .iter()
            .flat_map(|excerpt| {
                excerpt.spans.iter().map(|(index, span)| (*index, &excerpt.source[span.clone()]))
            })
            .collect();
        shown.sort_by_key(|(index, _)| *index);
        assert_eq!(shown.len(), 2, "{place:?} at {width}");
        let words = &text[place.clone()];
        if is_within(words, width * 2 / 3) && !words.contains('\n') {
            assert_eq!(shown[0].1, words.trim_end_matches('\r'), "{place:?} at {width}");
        }
    }
}
