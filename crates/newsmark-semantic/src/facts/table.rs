//! Tables: their columns with what they hold, their rows, and the unit that a head gives to its cells.
//!
//! A cell that is a number and nothing else is a figure of its column, with the unit and the scale of the
//! head; a cell that says more keeps its own words. A row whose label says so is a total.

use newsmark_lexer::{Class, TextRange, TextSize};
use rust_decimal::Decimal;

use self::column::Reading;
use super::AsOf;
use super::figure::{Figure, FigureId, Role, Unit};
use crate::document::{BlockKind, trimmed};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};
use crate::settings::DecimalSign;

mod column;

/// A pipe table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// All of it.
    pub range: TextRange,
    /// Its columns, as its head has them.
    pub columns: Vec<Column>,
    /// The rows under the head.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The words of its head.
    pub head: TextRange,
    /// What stands in it.
    pub kind: ColumnKind,
    /// The unit that the head gives.
    pub unit: Option<Unit>,
    /// What the head says each number is multiplied by: a million for `Riders (million)`.
    pub scale: Decimal,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Words, or nothing that most of its cells share.
    Words,
    /// Numbers, in most of its cells.
    Numbers,
    /// Dates or years, in most of its cells.
    Dates,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// All of it.
    pub range: TextRange,
    /// Its cells; a row may have fewer than there are columns, or more.
    pub cells: Vec<Cell>,
    /// Whether its label says that it adds up the others.
    pub is_total: bool,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its words, without emphasis around them.
    pub range: TextRange,
    /// The figure that it is, if it is one and nothing else.
    pub figure: Option<FigureId>,
}

impl Placed for Table {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges(self.columns.iter_mut().map(|column| &mut column.head).chain([&mut self.range]));
        for row in &mut self.rows {
            by.ranges([&mut row.range]);
            for cell in &mut row.cells {
                by.ranges([&mut cell.range]);
                by.figures(&mut cell.figure);
            }
        }
    }
}

impl Table {
    /// The row and the column of a figure that is a cell.
    pub fn place_of(&self, id: FigureId) -> Option<(&Row, Option<&Column>)> {
        self.rows.iter().find_map(|row| {
            let column = row.cells.iter().position(|cell| cell.figure == Some(id))?;
            Some((row, self.columns.get(column)))
        })
    }
}

impl ColumnKind {
    /// How an editor is told.
    pub fn word(self) -> &'static str {
        match self {
            ColumnKind::Words => "words",
            ColumnKind::Numbers => "numbers",
            ColumnKind::Dates => "dates",
        }
    }
}

/// Reads the table of a paragraph that is one, and gives its figures the units of their columns.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    if words.kind != BlockKind::Table {
        return;
    }
    let mut lines = words.text.split_inclusive(['\n', '\r']);
    let Some(head) = lines.next() else { return };
    let head_range = TextRange::up_to(TextSize::of(head));
    let heads: Vec<TextRange> = cells(words.text, head, TextSize::new(0));
    let readings: Vec<Option<Reading>> =
        heads.iter().map(|&head| Reading::of_head(&words.text[head])).collect();
    // The zeros of `('000)` count nothing.
    let is_scale = |figure: &Figure| words.text[figure.range].starts_with("000");
    facts.figures.retain(|figure| !(head_range.contains_range(figure.range) && is_scale(figure)));
    let times = heads.iter().map(|&head| time_in(facts, head)).collect();
    let mut rows =
        Rows { words, facts, next: 0, tallies: vec![Tally::default(); heads.len()], times };
    let mut table = Table {
        range: TextRange::up_to(TextSize::of(words.text)),
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let mut start = TextSize::of(head);
    for line in lines {
        let row = rows.read(line, start, &readings);
        table.rows.extend(row);
        start += TextSize::of(line);
    }
    let kinds = rows.tallies.iter().map(Tally::kind);
    table.columns = heads
        .iter()
        .zip(&readings)
        .zip(kinds)
        .map(|((&head, reading), kind)| {
            let scale = reading.as_ref().map_or(Decimal::ONE, |reading| reading.scale);
            Column { head, kind, unit: reading.as_ref().and_then(|reading| reading.unit), scale }
        })
        .collect();
    facts.tables.push(table);
}

/// Reads the rows of a table, one after the other.
struct Rows<'r, 't> {
    words: &'r Words<'t>,
    facts: &'r mut ParagraphFacts,
    /// The first figure that is not before the row.
    next: usize,
    /// What was seen in each column.
    tallies: Vec<Tally>,
    /// The time that the head of each column names.
    times: Vec<Option<AsOf>>,
}

impl Rows<'_, '_> {
    /// The row on a line; none for the one that makes the table.
    fn read(&mut self, line: &str, start: TextSize, readings: &[Option<Reading>]) -> Option<Row> {
        let text = self.words.text;
        let ranges = cells(text, line, start);
        let is_delimiter =
            |range: &TextRange| text[*range].bytes().all(|b| matches!(b, b'-' | b':'));
        if ranges.iter().all(is_delimiter) {
            return None;
        }
        let time = ranges.first().and_then(|&label| time_in(self.facts, label));
        let mut cells = Vec::with_capacity(ranges.len());
        for (index, range) in ranges.into_iter().enumerate() {
            let figure = self.figure_at(range);
            let reading = readings.get(index).and_then(Option::as_ref);
            if let Some(id) = figure {
                let figure = &mut self.facts.figures[id.0 as usize];
                if let Some(reading) = reading.filter(|_| is_plain(figure)) {
                    give(reading, &text[figure.range], self.words.decimal, figure);
                }
                // Other cells of the row say nothing about the time of this one.
                if figure.is_quantity() {
                    figure.as_of = self.times.get(index).copied().flatten().or(time);
                }
            }
            if let Some(tally) = self.tallies.get_mut(index) {
                tally.add(&text[range], figure.map(|id| &self.facts.figures[id.0 as usize]));
            }
            cells.push(Cell { range, figure });
        }
        let first = cells.first().map_or(start, |cell| cell.range.start());
        let is_total = self.words.is(self.words.index_at(first), Class::Total);
        let range = trimmed(text, TextRange::at(start, TextSize::of(line)));
        Some(Row { range, cells, is_total })
    }

    /// The figure that is all of a cell.
    fn figure_at(&mut self, cell: TextRange) -> Option<FigureId> {
        let figures = &self.facts.figures[self.next..];
        self.next += figures.partition_point(|figure| figure.range.start() < cell.start());
        let figure = self.facts.figures.get(self.next)?;
        (figure.range == cell).then_some(FigureId(self.next as u32))
    }
}

/// The time that a head or a label names: a date, or a year.
fn time_in(facts: &ParagraphFacts, cell: TextRange) -> Option<AsOf> {
    let first = facts.dates.partition_point(|date| date.range.start() < cell.start());
    let date = facts.dates.get(first).filter(|date| cell.contains_range(date.range));
    if let Some((date, year)) = date.and_then(|date| Some((date, date.year?))) {
        return Some(AsOf { year, month: date.month, day: date.day });
    }
    let first = facts.figures.partition_point(|figure| figure.range.start() < cell.start());
    let figures = facts.figures[first..].iter().take_while(|one| cell.contains_range(one.range));
    let year =
        figures.filter(|figure| figure.role == Role::Date).find_map(|figure| figure.value)?;
    let year = i16::try_from(year.trunc().mantissa()).ok()?;
    Some(AsOf { year, month: None, day: None })
}

/// Whether a figure says nothing but its number: with a unit of its own it keeps that.
fn is_plain(figure: &Figure) -> bool {
    let is_number = matches!(figure.role, Role::Level | Role::Date);
    figure.unit.is_none() && figure.noun.is_none() && is_number
}

/// Gives a figure the unit and the scale of its column, and what its words allow with them: a count is exact,
/// a length is not.
fn give(reading: &Reading, words: &str, decimal: DecimalSign, figure: &mut Figure) {
    if let Some(Figure { value, unit, per, role, strict, loose, step, .. }) =
        reading.amount(words, decimal)
    {
        *figure = Figure { value, unit, per, role, strict, loose, step, ..figure.clone() };
    }
}

/// How many cells of a column hold what.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    filled: u32,
    numbers: u32,
    dates: u32,
}

impl Tally {
    fn add(&mut self, words: &str, figure: Option<&Figure>) {
        // `—` and `n/a` say that there is nothing to say.
        let is_filled =
            words.chars().any(char::is_alphanumeric) && !words.eq_ignore_ascii_case("n/a");
        self.filled += u32::from(is_filled);
        let role = figure.map(|figure| figure.role);
        self.dates += u32::from(role == Some(Role::Date));
        self.numbers +=
            u32::from(role.is_some_and(|role| !matches!(role, Role::Date | Role::Identifier)));
    }

    fn kind(&self) -> ColumnKind {
        match () {
            () if 2 * self.numbers > self.filled => ColumnKind::Numbers,
            () if 2 * self.dates > self.filled => ColumnKind::Dates,
            () => ColumnKind::Words,
        }
    }
}

/// The words of the cells of a row, without the bars and without emphasis around them.
fn cells(text: &str, line: &str, start: TextSize) -> Vec<TextRange> {
    let place = |at: usize| start + TextSize::new(at as u32);
    let cells = cells_of(line).into_iter();
    let cells = cells.map(|cell| TextRange::new(place(cell.start), place(cell.end)));
    cells.map(|cell| without_marks(text, trimmed(text, cell))).collect()
}

/// What stands between the bars of a row, with the blanks around it.
pub(crate) fn cells_of(line: &str) -> Vec<std::ops::Range<usize>> {
    let row = line.trim();
    let offset = line.len() - line.trim_start().len();
    let mut cells = Vec::new();
    let mut from = 0;
    let mut is_escaped = false;
    for (at, character) in row.char_indices() {
        if character == '|' && !is_escaped {
            if at > 0 {
                cells.push(offset + from..offset + at);
            }
            from = at + 1;
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    if from < row.len() {
        cells.push(offset + from..offset + row.len());
    }
    cells
}

/// The words of a cell that is a link or set in bold, without the marks.
fn without_marks(text: &str, cell: TextRange) -> TextRange {
    let cell = without_emphasis(text, cell);
    let inner = text[cell].strip_prefix('[').and_then(|rest| rest.strip_suffix(')'));
    match inner.and_then(|inner| inner.split_once("](")) {
        Some((words, target)) if !words.contains(['[', ']']) && !target.contains(['(', ')']) => {
            let start = cell.start() + TextSize::of('[');
            without_emphasis(text, TextRange::at(start, TextSize::of(words)))
        }
        _ => cell,
    }
}

/// `**1,234**` without its asterisks.
fn without_emphasis(text: &str, cell: TextRange) -> TextRange {
    let words = &text[cell];
    let marks = words.len() - words.trim_start_matches(['*', '_']).len();
    let is_framed = 2 * marks < words.len() && words.ends_with(&words[..marks]);
    let marks = TextSize::new(if is_framed { marks as u32 } else { 0 });
    TextRange::new(cell.start() + marks, cell.end() - marks)
}

#[cfg(test)]
mod tests;
