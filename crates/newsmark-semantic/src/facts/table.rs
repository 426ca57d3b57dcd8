//! Tables: their columns with what they hold, their rows, and the unit that a head gives to its cells.
//!
//! A cell that is a number and nothing else is a figure of its column, with the unit and the scale of the
//! head; a cell that says more keeps its own words. A row whose label says so is a total.

use std::iter::Peekable;
use std::ops::Range;

use newsmark_lexer::{Class, TextRange, TextSize};
use rust_decimal::Decimal;

use self::column::Readings;
use super::AsOf;
use super::figure::{Figure, FigureId, Role, Unit};
use crate::document::{BlockKind, trimmed};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{Aside, ParagraphFacts, Words};

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
    /// The cells of all rows, one row after the other: see [`Table::cells`].
    cells: Vec<Cell>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// All of it.
    pub range: TextRange,
    /// Whether its label says that it adds up the others.
    pub is_total: bool,
    /// Its cells: the first, and the one behind the last.
    cells: (u32, u32),
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
        by.ranges(self.rows.iter_mut().map(|row| &mut row.range));
        for cell in &mut self.cells {
            by.ranges([&mut cell.range]);
            by.figures(&mut cell.figure);
        }
    }
}

impl Table {
    /// The cells of a row; it may have fewer than there are columns, or more.
    pub fn cells(&self, row: &Row) -> &[Cell] {
        let (first, end) = row.cells;
        self.cells.get(first as usize..end as usize).unwrap_or_default()
    }

    /// The row and the column of a figure that is a cell.
    pub fn place_of(&self, id: FigureId) -> Option<(&Row, Option<&Column>)> {
        let at = self.cells.iter().position(|cell| cell.figure == Some(id))? as u32;
        let row = self.rows.get(self.rows.partition_point(|row| row.cells.1 <= at))?;
        Some((row, self.columns.get((at - row.cells.0) as usize)))
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
    let text = words.text;
    let mut lines = text.split_inclusive(['\n', '\r']);
    let Some(head) = lines.next() else { return };
    let head_range = TextRange::up_to(TextSize::of(head));
    let heads: Vec<TextRange> = cells(text, head, TextSize::new(0)).collect();
    // The zeros of `('000)` count nothing.
    let is_scale = |figure: &Figure| text[figure.range].starts_with("000");
    facts.figures.retain(|figure| !(head_range.contains_range(figure.range) && is_scale(figure)));
    let readings = Readings::of_heads(text, &heads, words.decimal);
    let time = |&head: &TextRange| {
        let starts_before = |figure: &Figure| figure.range.start() < head.start();
        time_in(facts, head, facts.figures.partition_point(starts_before))
    };
    let columns = heads.iter().map(|head| (time(head), Tally::default())).collect();
    let mut rows = Rows {
        words,
        facts,
        readings,
        columns,
        next: 0,
        asides: words.asides.iter().peekable(),
        cells: Vec::new(),
    };
    let mut found = Vec::new();
    let mut start = TextSize::of(head);
    for line in lines {
        found.extend(rows.read(line, start));
        start += TextSize::of(line);
    }
    let columns = heads.iter().zip(&rows.columns).enumerate();
    let columns = columns.map(|(index, (&head, (_, tally)))| {
        let reading = rows.readings.of_column(index);
        Column {
            head,
            kind: tally.kind(),
            unit: reading.and_then(|reading| reading.unit),
            scale: reading.map_or(Decimal::ONE, |reading| reading.scale),
        }
    });
    let range = TextRange::up_to(TextSize::of(text));
    let table = Table { range, columns: columns.collect(), rows: found, cells: rows.cells };
    facts.tables.push(table);
}

/// Reads the rows of a table, one after the other.
struct Rows<'r, 't> {
    words: &'r Words<'t>,
    facts: &'r mut ParagraphFacts,
    /// What the heads say of the numbers under them.
    readings: Readings<'t>,
    /// The time that the head of each column names, and what was seen in the column.
    columns: Vec<(Option<AsOf>, Tally)>,
    /// The first figure that is not before the cell.
    next: usize,
    /// What of the table is not among its words, from the row on.
    asides: Peekable<std::slice::Iter<'r, Aside>>,
    /// The cells of the rows before.
    cells: Vec<Cell>,
}

impl<'t> Rows<'_, 't> {
    /// The row on a line; none for the one that makes the table.
    fn read(&mut self, line: &'t str, start: TextSize) -> Option<Row> {
        let text = self.words.text;
        let first = self.cells.len();
        self.cells.extend(cells(text, line, start).map(|range| Cell { range, figure: None }));
        let is_delimiter = |cell: &Cell| text[cell.range].bytes().all(|b| matches!(b, b'-' | b':'));
        if self.cells[first..].iter().all(is_delimiter) {
            self.cells.truncate(first);
            return None;
        }
        let label = self.cells.get(first).map_or(TextRange::empty(start), |cell| cell.range);
        self.pass(label.start());
        let time = time_in(self.facts, label, self.next);
        for index in 0..self.cells.len() - first {
            let range = self.cells[first + index].range;
            let figure = self.figure_at(range);
            self.cells[first + index].figure = figure;
            if let Some(id) = figure {
                self.give_unit_and_time(id, index, time);
            }
            if let Some((_, tally)) = self.columns.get_mut(index) {
                tally.add(&text[range], figure.map(|id| &self.facts.figures[id.0 as usize]));
            }
        }
        let range = trimmed(text, TextRange::at(start, TextSize::of(line)));
        let cells = (first as u32, self.cells.len() as u32);
        Some(Row { range, is_total: self.is_total(range, label), cells })
    }

    /// Gives the figure of a cell what its column and the label of its row say.
    fn give_unit_and_time(&mut self, id: FigureId, column: usize, time: Option<AsOf>) {
        let figure = &mut self.facts.figures[id.0 as usize];
        if is_plain(figure)
            && let Some(amount) = self.readings.amount(column, &self.words.text[figure.range])
        {
            amount.give(figure);
        }
        // Other cells of the row say nothing about the time of this one.
        if figure.is_quantity() {
            let of_column = self.columns.get(column).and_then(|&(time, _)| time);
            figure.as_of = of_column.or(time);
        }
    }

    /// Whether a row is labelled as one that adds up the others.
    fn is_total(&mut self, row: TextRange, label: TextRange) -> bool {
        while self.asides.next_if(|aside| aside.range.end() <= row.start()).is_some() {}
        match self.asides.peek().filter(|aside| aside.range.contains_range(label)) {
            Some(aside) => aside.is_total(),
            None => self.words.is(self.words.index_at(label.start()), Class::Total),
        }
    }

    /// Passes over the figures before a place.
    fn pass(&mut self, place: TextSize) {
        let starts_before = |figure: &Figure| figure.range.start() < place;
        while self.facts.figures.get(self.next).is_some_and(starts_before) {
            self.next += 1;
        }
    }

    /// The figure that is all of a cell.
    fn figure_at(&mut self, cell: TextRange) -> Option<FigureId> {
        self.pass(cell.start());
        let figure = self.facts.figures.get(self.next)?;
        (figure.range == cell).then_some(FigureId(self.next as u32))
    }
}

/// The time that a head or a label names: a date, or a year. The first of the figures that do not begin before it is
/// known.
fn time_in(facts: &ParagraphFacts, cell: TextRange, first: usize) -> Option<AsOf> {
    let date = facts.dates.partition_point(|date| date.range.start() < cell.start());
    let date = facts.dates.get(date).filter(|date| cell.contains_range(date.range));
    if let Some((date, year)) = date.and_then(|date| Some((date, date.year?))) {
        return Some(AsOf { year, month: date.month, day: date.day });
    }
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
        let is_filled = figure.is_some()
            || words.chars().any(char::is_alphanumeric) && !words.eq_ignore_ascii_case("n/a");
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
fn cells(text: &str, line: &str, start: TextSize) -> impl Iterator<Item = TextRange> {
    let place = move |at: usize| start + TextSize::new(at as u32);
    let cells = cells_of(line);
    let cells = cells.map(move |cell| TextRange::new(place(cell.start), place(cell.end)));
    cells.map(|cell| without_marks(text, trimmed(text, cell)))
}

/// What stands between the bars of a row, with the blanks around it.
pub(crate) fn cells_of(line: &str) -> impl Iterator<Item = Range<usize>> {
    let row = line.trim().as_bytes();
    let offset = line.len() - line.trim_start().len();
    let mut from = usize::from(row.first() == Some(&b'|'));
    std::iter::from_fn(move || {
        let mut is_escaped = false;
        let ends = |&byte: &u8| {
            let is_bar = byte == b'|' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            is_bar
        };
        let rest = row.get(from..).filter(|rest| !rest.is_empty())?;
        let end = from + rest.iter().position(ends).unwrap_or(rest.len());
        let cell = offset + from..offset + end;
        from = end + 1;
        Some(cell)
    })
}

/// The words of a cell that is a link or set in bold, without the marks.
fn without_marks(text: &str, cell: TextRange) -> TextRange {
    if !text[cell].starts_with(['[', '*', '_']) {
        return cell;
    }
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
