//! The totals of a table: a row or a column that is labelled as the sum of the others.
//!
//! Columns that nobody adds up are left out (averages, rates, ranks, years), and so are rows that are a part of
//! another row.

use std::ops::Range;

use newsmark_lexer::vocabulary::vocabulary;
use newsmark_lexer::{Class, TextRange};

use crate::facts::Table;
use crate::facts::figure::{FigureId, Role};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

/// A cell that is labelled as the total of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableTotal {
    /// The words that label it.
    pub label: TextRange,
    /// The total.
    pub total: FigureId,
    /// What it is the total of.
    pub parts: Vec<FigureId>,
    /// The row or the column that it belongs to, among the totals of its table.
    pub line: u32,
    /// Whether it is the total of a column; else of a row.
    pub is_of_column: bool,
    /// Whether the column says that it holds shares of a whole.
    pub is_share: bool,
    /// Whether other cells belong to it that have no number, or may be left out.
    pub may_be_partial: bool,
}

impl Placed for TableTotal {
    fn place(&self) -> Place {
        self.label.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.label]);
        by.figures(self.parts.iter_mut().chain([&mut self.total]));
    }
}

struct Row {
    label: TextRange,
    /// The figure of each cell after the label.
    figures: Vec<Option<usize>>,
    kind: RowKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Part,
    Total,
    /// An average, or a part of the row above.
    Aside,
}

/// Finds the totals of the tables of a paragraph that is one.
pub(super) fn collect(words: &Words<'_>, facts: &ParagraphFacts) -> Vec<TableTotal> {
    facts.tables.iter().flat_map(|table| of_table(words.text, facts, table)).collect()
}

fn of_table(text: &str, facts: &ParagraphFacts, table: &Table) -> Vec<TableTotal> {
    let heads: Vec<TextRange> = table.columns.iter().map(|column| column.head).collect();
    let rows: Vec<Row> = table.rows.iter().map(|line| row(text, facts, line)).collect();
    let is_added: Vec<Added> = heads.iter().skip(1).map(|&head| added(&text[head])).collect();
    let mut labels = rows.iter().map(|row| row.label).chain(heads.first().copied());
    let partial = labels.any(|label| names_some(&text[label]));
    let mut totals = of_columns(&rows, &is_added, partial);
    totals.extend(of_rows(text, &rows, &heads, &is_added));
    totals
}

fn row(text: &str, facts: &ParagraphFacts, line: &crate::facts::table::Row) -> Row {
    let is_number = |id: &FigureId| {
        let figure = &facts.figures[id.0 as usize];
        let is_amount =
            matches!(figure.role, Role::Level | Role::Share | Role::Date | Role::Duration);
        is_amount && figure.value.is_some() && figure.hedge.is_none()
    };
    let numbers = line.cells.iter().skip(1).map(|cell| cell.figure.filter(is_number));
    let label = line.cells.first().map_or(TextRange::empty(line.range.start()), |cell| cell.range);
    Row {
        label,
        figures: numbers.map(|id| id.map(|id| id.0 as usize)).collect(),
        kind: kind(&text[label]),
    }
}

fn kind(label: &str) -> RowKind {
    let label = label.trim_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '–');
    let first = label.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let second = label.split_whitespace().nth(1).unwrap_or_default();
    let lower = first.to_lowercase();
    let word = vocabulary().look_up(first);
    let is_total = match &*lower {
        // `All Saints` is a parish.
        "all" => second.chars().next().is_none_or(char::is_lowercase),
        "subtotal" | "sum" => true,
        "sub" => {
            second.eq_ignore_ascii_case("total") || label.to_lowercase().starts_with("sub-total")
        }
        "grand" => second.eq_ignore_ascii_case("total"),
        _ => {
            word.is(Class::Total)
                || second.eq_ignore_ascii_case("total") && label.split_whitespace().count() == 2
        }
    };
    // `Total since 1990` is of more than the rows.
    let is_of_more = label.split(|c: char| !c.is_alphanumeric()).skip(1).any(|word| {
        matches!(word, "since" | "ever" | "date" | "with" | "including" | "plus")
            || word.parse::<u32>().is_ok_and(|n| n > 1500)
    });
    let is_aside = is_of_more
        || label.starts_with(['-', '–'])
        || word.is(Class::Average)
        || word.is(Class::Partial)
        || word.is(Class::Unsummed)
        || lower == "of" && second == "which";
    match (is_total, is_aside) {
        (_, true) => RowKind::Aside,
        (true, _) => RowKind::Total,
        _ => RowKind::Part,
    }
}

/// Whether a column is one that can be added up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Added {
    Amounts,
    /// Percentages: to a hundred or not at all.
    Shares,
    Never,
}

fn added(head: &str) -> Added {
    let words =
        || head.split(|c: char| !c.is_alphabetic() && c != '%').filter(|word| !word.is_empty());
    let is_share = |word: &str| {
        ["%", "share", "percent", "percentage", "pct"]
            .iter()
            .any(|share| word.eq_ignore_ascii_case(share))
    };
    let mut others = words().filter(|word| !is_share(word)).map(|word| vocabulary().look_up(word));
    if others.any(|word| word.is_any(&[Class::Unsummed, Class::Average])) {
        Added::Never
    } else if words().any(is_share) {
        Added::Shares
    } else {
        Added::Amounts
    }
}

/// Whether words say that only some are shown.
fn names_some(label: &str) -> bool {
    let mut words = label.split(|c: char| !c.is_alphabetic());
    words.any(|word| {
        ["top", "selected", "largest", "biggest", "main", "leading", "some"]
            .iter()
            .any(|some| word.eq_ignore_ascii_case(some))
    })
}

/// The total rows: of the rows since the last total, of all rows, or of the totals before.
fn of_columns(rows: &[Row], is_added: &[Added], partial: bool) -> Vec<TableTotal> {
    let mut found = Vec::new();
    let total_rows: Vec<usize> =
        (0..rows.len()).filter(|&at| rows[at].kind == RowKind::Total).collect();
    for (line, &at) in total_rows.iter().enumerate() {
        let is_first = at == 0 && total_rows.len() == 1;
        let since = match line.checked_sub(1) {
            _ if is_first => 1..rows.len(),
            Some(before) => total_rows[before] + 1..at,
            None => 0..at,
        };
        // A total right below another one adds up the totals.
        let adds_totals = since.is_empty();
        for (column, &added) in
            is_added.iter().enumerate().filter(|(_, added)| **added != Added::Never)
        {
            let part_rows: Vec<usize> = match adds_totals {
                true => total_rows[..line].to_vec(),
                false => parts_of(rows, since.clone()),
            };
            let figures: Vec<Option<usize>> = part_rows
                .iter()
                .map(|&row| rows[row].figures.get(column).copied().flatten())
                .collect();
            let own = total(
                rows[at].label,
                rows[at].figures.get(column).copied().flatten(),
                &figures,
                line as u32,
                true,
                partial,
            );
            found.extend(own.map(|total| TableTotal { is_share: added == Added::Shares, ..total }));
        }
    }
    found
}

fn parts_of(rows: &[Row], range: Range<usize>) -> Vec<usize> {
    range.filter(|&at| rows[at].kind == RowKind::Part).collect()
}

/// The total columns.
fn of_rows(text: &str, rows: &[Row], heads: &[TextRange], is_added: &[Added]) -> Vec<TableTotal> {
    let is_total = |column: usize| {
        let head = heads
            .get(column + 1)
            .map_or("", |&head| text[head].trim_matches(|c: char| !c.is_alphabetic()));
        ["total", "all", "sum", "both", "overall", "together", "totals"]
            .iter()
            .any(|word| head.eq_ignore_ascii_case(word))
    };
    let mut columns = (0..is_added.len()).filter(|&column| is_total(column));
    let (Some(column), None) = (columns.next(), columns.next()) else { return Vec::new() };
    // What stands behind a total in the middle is no part of it.
    let before: Vec<usize> = (0..column).filter(|&part| is_added[part] == Added::Amounts).collect();
    let parts = if before.is_empty() {
        (column + 1..is_added.len()).filter(|&part| is_added[part] == Added::Amounts).collect()
    } else {
        before
    };
    let mut found = Vec::new();
    for (line, row) in rows.iter().enumerate() {
        let figures: Vec<Option<usize>> =
            parts.iter().map(|&part| row.figures.get(part).copied().flatten()).collect();
        let own = row.figures.get(column).copied().flatten();
        let Some(&label) = heads.get(column + 1) else { continue };
        found.extend(total(label, own, &figures, line as u32, false, false));
    }
    found
}

fn total(
    label: TextRange,
    total: Option<usize>,
    figures: &[Option<usize>],
    line: u32,
    is_of_column: bool,
    partial: bool,
) -> Option<TableTotal> {
    let parts: Vec<FigureId> =
        figures.iter().flatten().map(|&figure| FigureId(figure as u32)).collect();
    let may_be_partial = partial || parts.len() < figures.len();
    (parts.len() >= 2).then_some(TableTotal {
        label,
        total: FigureId(total? as u32),
        parts,
        line,
        is_of_column,
        is_share: false,
        may_be_partial,
    })
}

impl TableTotal {
    /// Whether two totals are of one row, or of the same column of several rows.
    pub fn is_same_group(&self, other: &TableTotal) -> bool {
        self.is_of_column == other.is_of_column && self.label.start() == other.label.start()
    }
}
