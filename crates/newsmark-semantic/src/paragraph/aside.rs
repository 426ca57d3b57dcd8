//! What is set aside of a long table, so that its words need not be read.
//!
//! Most of a long table is bare numbers, or the same row over and over. Bare numbers are read digit by digit, and a row
//! that has been there before says what it said. What stands near other rows stays among the words: how a word is read
//! may depend on a few of those around it, never on more. A table with marks that may hide rows is read as it stands.

use std::mem::take;
use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::FxHashMap;

use self::row::Row;
use super::{ParagraphFacts, Words};
use crate::facts::figure::BareNumber;
use crate::facts::{Figure, Place, Placed, Shift};
use crate::settings::DecimalSign;

mod row;

/// A shorter table is read as it stands, in bytes.
const SHORTEST: usize = 400;

/// So many bars, and at least as many words and marks, stay between what is set aside and what is not. No reader looks
/// farther.
const MARGIN: usize = 40;

/// A longer row is not looked for among those before, in bytes.
const LONGEST: usize = 400;

/// So many rows are remembered; others are read each time.
const MOST_ROWS: usize = 1000;

/// A row that has been there less often is read each time.
const TIMES: u32 = 3;

/// A stretch of a table from a bar to a bar, or a row, which is not among its words.
pub(crate) struct Aside {
    pub(crate) range: TextRange,
    /// What it says; bare numbers and nothing else where there is none.
    row: Option<Arc<Row>>,
}

impl Aside {
    /// Whether it is a row that is labelled as one that adds up the others.
    pub(crate) fn is_total(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.is_total)
    }
}

/// What can be set aside of a table.
pub(super) fn find(text: &str, decimal: DecimalSign) -> Vec<Aside> {
    let hides = |byte: u8| matches!(byte, b'<' | b'`' | b'{');
    if text.len() < SHORTEST || text.bytes().any(hides) || has_open_quotation(text) {
        return Vec::new();
    }
    let mut rows = Rows { decimal, known: FxHashMap::default() };
    let mut asides = Asides::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_ascii();
        let from = start + (line.len() - line.trim_ascii_start().len());
        let range = TextRange::at(TextSize::new(from as u32), TextSize::of(words));
        // The first two make the table.
        let own = if asides.n_lines < 2 { None } else { rows.read(words) };
        asides.add(text, range, own);
        start += line.len();
    }
    asides.end()
}

/// Whether a quotation may go on in the row below the one that it opens in: what it says then depends on all rows to its end.
fn has_open_quotation(text: &str) -> bool {
    let may_be_mark = |byte: u8| byte == b'"' || !byte.is_ascii();
    text.bytes().any(may_be_mark) && text.lines().any(opens_quotation)
}

/// Whether more quotations open in a line than close.
fn opens_quotation(line: &str) -> bool {
    let (mut n_open, mut in_single, mut in_straight) = (0_usize, false, false);
    for mark in line.chars().filter(|mark| *mark == '"' || !mark.is_ascii()) {
        match mark {
            '"' => in_straight = !in_straight,
            '“' | '„' | '«' | '「' | '『' => n_open += 1,
            '”' | '»' | '」' | '』' => n_open = n_open.saturating_sub(1),
            '‘' => in_single = true,
            '’' => in_single = false,
            _ => {}
        }
    }
    n_open > 0 || in_single || in_straight
}

/// A line that may be set aside.
struct Line {
    range: TextRange,
    n_bars: usize,
    row: Option<Arc<Row>>,
}

/// What may be said of a row by looking at it.
struct Own {
    n_bars: usize,
    row: Option<Arc<Row>>,
}

/// What is set aside, line after line.
#[derive(Default)]
struct Asides {
    found: Vec<Aside>,
    /// Lines in a row that may be.
    run: Vec<Line>,
    n_lines: usize,
}

impl Asides {
    fn add(&mut self, text: &str, range: TextRange, own: Option<Own>) {
        self.n_lines += 1;
        match own {
            Some(Own { n_bars, row: None }) if n_bars > 4 * MARGIN => {
                // So long a row has a margin of its own.
                self.close();
                self.found.push(Aside { range: inside(text, range), row: None });
            }
            Some(Own { n_bars, row }) => self.run.push(Line { range, n_bars, row }),
            None => self.close(),
        }
    }

    /// Sets aside the lines of a run but for a margin at both ends.
    fn close(&mut self) {
        let margin = |lines: &mut dyn Iterator<Item = &Line>| {
            let mut n_bars = 0;
            let is_near = |line: &&Line| {
                let is_near = n_bars < MARGIN;
                n_bars += line.n_bars;
                is_near
            };
            lines.take_while(is_near).count()
        };
        let first = margin(&mut self.run.iter());
        let end = self.run.len() - margin(&mut self.run.iter().rev());
        let inner = self.run.drain(..).take(end).skip(first);
        self.found.extend(inner.map(|line| Aside { range: line.range, row: line.row }));
    }

    fn end(mut self) -> Vec<Aside> {
        self.close();
        self.found
    }
}

/// A long row without the cells at its ends.
fn inside(text: &str, row: TextRange) -> TextRange {
    let words = text[row].as_bytes();
    let bar = |at: usize| words[at] == b'|';
    let first = (0..words.len()).filter(|&at| bar(at)).nth(MARGIN).unwrap_or_default();
    let last = (0..words.len()).rev().filter(|&at| bar(at)).nth(MARGIN).unwrap_or_default();
    let place = |at: usize| row.start() + TextSize::new(at as u32);
    TextRange::new(place(first), place(last.max(first) + 1))
}

/// Looks at the rows of a table, and remembers those that are more than numbers.
struct Rows<'t> {
    decimal: DecimalSign,
    known: FxHashMap<&'t str, (u32, Option<Arc<Row>>)>,
}

impl<'t> Rows<'t> {
    /// What is known of a row; none where it has to be read. Words may reach over the end of a line without a bar, bare
    /// numbers do not.
    fn read(&mut self, words: &'t str) -> Option<Own> {
        let mut n_cells = 0;
        let mut is_bare = true;
        for cell in words.as_bytes().split(|&byte| byte == b'|') {
            n_cells += 1;
            let number = without_blanks(cell);
            is_bare &= number.is_empty() || BareNumber::read(number, self.decimal).is_some();
        }
        let n_bars = n_cells - 1;
        let is_framed = n_bars > 1 && words.starts_with('|') && words.ends_with('|');
        let row = match is_bare && n_bars > 0 {
            true => None,
            false if is_framed => Some(self.again(words)?),
            false => return None,
        };
        Some(Own { n_bars, row })
    }

    /// What a row says that has been there before.
    fn again(&mut self, words: &'t str) -> Option<Arc<Row>> {
        if words.len() > LONGEST || self.known.len() >= MOST_ROWS && !self.known.contains_key(words)
        {
            return None;
        }
        let (times, row) = self.known.entry(words).or_default();
        *times += 1;
        if *times == TIMES {
            *row = Row::read(words, self.decimal).map(Arc::new);
        }
        row.clone()
    }
}

/// Adds what was set aside to the figures, dates and malformed numbers of a table's words.
pub(super) fn add_numbers(words: &Words<'_>, facts: &mut ParagraphFacts) {
    if words.asides.is_empty() {
        return;
    }
    let ParagraphFacts { sentences, figures, dates, malformed, .. } = facts;
    merge(words, figures, |aside, figures| {
        let start = aside.range.start();
        let sentence = sentences.partition_point(|sentence| sentence.end() <= start) as u32;
        let to = Shift::within(start, 0, sentence);
        match &aside.row {
            Some(row) => figures.extend(row.figures.iter().map(|figure| to.moved(figure))),
            None => add_bare(words, aside.range, sentence, figures),
        }
    });
    merge_rows(words, dates, |row| &row.dates, |_| 0);
    merge_rows(words, malformed, |row| &row.malformed, |_| 0);
}

/// Adds the names, references and links of what was set aside.
pub(super) fn add_names(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let ParagraphFacts { figures, names, references, links, .. } = facts;
    merge_rows(words, names, |row| &row.names, |_| 0);
    merge_rows(words, references, |row| &row.references, |_| 0);
    let starts_before = |place: TextSize| move |figure: &Figure| figure.range.start() < place;
    let n_before = |place: TextSize| figures.partition_point(starts_before(place)) as u32;
    merge_rows(words, links, |row| &row.links, n_before);
}

/// Adds one kind of facts of the rows that were set aside, which may point to figures, if there are any.
fn merge_rows<T: Placed>(
    words: &Words<'_>,
    facts: &mut Vec<T>,
    of_row: impl Fn(&Row) -> &[T],
    n_figures_before: impl Fn(TextSize) -> u32,
) {
    let has_any = |aside: &Aside| aside.row.as_ref().is_some_and(|row| !of_row(row).is_empty());
    if !words.asides.iter().any(has_any) {
        return;
    }
    merge(words, facts, |aside, facts| {
        let Some(row) = &aside.row else { return };
        let start = aside.range.start();
        let to = Shift::within(start, n_figures_before(start), 0);
        facts.extend(of_row(row).iter().map(|fact| to.moved(fact)));
    });
}

/// Puts what was set aside among facts, each at its place.
fn merge<T: Placed>(
    words: &Words<'_>,
    facts: &mut Vec<T>,
    mut add: impl FnMut(&Aside, &mut Vec<T>),
) {
    let mut own = take(facts).into_iter().peekable();
    for aside in &words.asides {
        let start = aside.range.start();
        let is_before = |fact: &T| matches!(fact.place(), Place::Text(place) if place < start);
        while let Some(before) = own.next_if(is_before) {
            facts.push(before);
        }
        add(aside, facts);
    }
    facts.extend(own);
}

/// Adds the numbers between the bars of a stretch.
fn add_bare(words: &Words<'_>, stretch: TextRange, sentence: u32, figures: &mut Vec<Figure>) {
    let bytes = words.text[stretch].as_bytes();
    let mut start = stretch.start();
    for cell in bytes.split(|&byte| byte == b'|') {
        let number = without_blanks(cell);
        if let Some(one) = BareNumber::read(number, words.decimal) {
            let blanks = cell.iter().take_while(|&&byte| is_blank(byte)).count();
            let size = |length: usize| TextSize::new(length as u32);
            let range = TextRange::at(start + size(blanks), size(number.len()));
            figures.push(one.figure(range, sentence));
        }
        start += TextSize::new(cell.len() as u32 + 1);
    }
}

/// What stands in a cell.
fn without_blanks(mut cell: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = cell
        && is_blank(*first)
    {
        cell = rest;
    }
    while let [rest @ .., last] = cell
        && is_blank(*last)
    {
        cell = rest;
    }
    cell
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

#[cfg(test)]
mod tests;
