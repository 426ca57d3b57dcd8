//! The totals of a table: a row or a column that is labelled as the sum of the others.
//!
//! Columns that nobody adds up are left out (averages, rates, ranks, years), and so are rows that are a part of
//! another row.

use std::ops::Range;

use newsmark_lexer::vocabulary::vocabulary;
use newsmark_lexer::{Class, TextRange};

use crate::facts::Table;
use crate::facts::figure::{FigureId, Role};
use crate::facts::table::Row;
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

impl Placed for TableTotal {
    fn place(&self) -> Place {
        self.label.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.label]);
        by.figures(self.parts.iter_mut().chain([&mut self.total]));
    }
}

/// A total of more totals than these is none that anybody would work out.
const MOST_TOTALS: usize = 100;

fn of_table(text: &str, facts: &ParagraphFacts, table: &Table) -> Vec<TableTotal> {
    let reader = Reader { text, facts, table };
    let heads = table.columns.iter().skip(1);
    let is_added: Vec<Added> = heads.map(|column| added(&text[column.head])).collect();
    let mut totals = reader.of_columns(&is_added);
    totals.extend(reader.of_rows(&is_added));
    totals
}

/// Reads the totals of one table. The first column holds labels; the others are counted from the one behind it.
struct Reader<'a> {
    text: &'a str,
    facts: &'a ParagraphFacts,
    table: &'a Table,
}

impl Reader<'_> {
    fn label(&self, row: &Row) -> TextRange {
        let first = self.table.cells(row).first();
        first.map_or(TextRange::empty(row.range.start()), |cell| cell.range)
    }

    /// The amount in a column of a row.
    fn amount(&self, row: &Row, column: usize) -> Option<FigureId> {
        let id = self.table.cells(row).get(column + 1)?.figure?;
        let figure = &self.facts.figures[id.0 as usize];
        let is_amount =
            matches!(figure.role, Role::Level | Role::Share | Role::Date | Role::Duration);
        (is_amount && figure.value.is_some() && figure.hedge.is_none()).then_some(id)
    }

    /// Whether words of the table say that only some are shown.
    fn is_partial(&self) -> bool {
        let labels = self.table.rows.iter().map(|row| self.label(row));
        let head = self.table.columns.first().map(|column| column.head);
        labels.chain(head).any(|label| names_some(&self.text[label]))
    }

    /// The total rows: of the rows since the last total, of all rows, or of the totals before.
    fn of_columns(&self, is_added: &[Added]) -> Vec<TableTotal> {
        let rows = &self.table.rows;
        let kinds: Vec<RowKind> =
            rows.iter().map(|row| kind(&self.text[self.label(row)])).collect();
        let total_rows: Vec<usize> =
            (0..rows.len()).filter(|&at| kinds[at] == RowKind::Total).collect();
        let partial = !total_rows.is_empty() && self.is_partial();
        let mut found = Vec::new();
        for (line, &at) in total_rows.iter().enumerate() {
            let is_first = at == 0 && total_rows.len() == 1;
            let since = match line.checked_sub(1) {
                _ if is_first => 1..rows.len(),
                Some(before) => total_rows[before] + 1..at,
                None => 0..at,
            };
            // A total right below another one adds up the totals.
            let part_rows: Vec<usize> = match since.is_empty() {
                true if line > MOST_TOTALS => continue,
                true => total_rows[..line].to_vec(),
                false => since.filter(|&at| kinds[at] == RowKind::Part).collect(),
            };
            for (column, &added) in is_added.iter().enumerate() {
                let parts = part_rows.iter().map(|&part| self.amount(&rows[part], column));
                if added == Added::Never || part_rows.len() < 2 {
                    continue;
                }
                let Some(total) = self.amount(&rows[at], column) else { continue };
                found.extend(at_least_two(parts).map(|parts| TableTotal {
                    label: self.label(&rows[at]),
                    may_be_partial: partial || parts.len() < part_rows.len(),
                    total,
                    parts,
                    line: line as u32,
                    is_of_column: true,
                    is_share: added == Added::Shares,
                }));
            }
        }
        found
    }

    /// The total columns.
    fn of_rows(&self, is_added: &[Added]) -> Vec<TableTotal> {
        let head = |column: usize| self.table.columns.get(column + 1).map(|column| column.head);
        let is_total = |column: usize| {
            let words = head(column).map_or("", |head| &self.text[head]);
            let words = words.trim_matches(|c: char| !c.is_alphabetic());
            ["total", "all", "sum", "both", "overall", "together", "totals"]
                .iter()
                .any(|word| words.eq_ignore_ascii_case(word))
        };
        let mut columns = (0..is_added.len()).filter(|&column| is_total(column));
        let (Some(column), None) = (columns.next(), columns.next()) else { return Vec::new() };
        let Some(label) = head(column) else { return Vec::new() };
        // What stands behind a total in the middle is no part of it.
        let amounts = |range: Range<usize>| -> Vec<usize> {
            range.filter(|&part| is_added[part] == Added::Amounts).collect()
        };
        let before = amounts(0..column);
        let columns = if before.is_empty() { amounts(column + 1..is_added.len()) } else { before };
        if columns.len() < 2 {
            return Vec::new();
        }
        let rows = self.table.rows.iter().enumerate();
        rows.filter_map(|(line, row)| {
            let total = self.amount(row, column)?;
            let parts = at_least_two(columns.iter().map(|&part| self.amount(row, part)))?;
            Some(TableTotal {
                label,
                may_be_partial: parts.len() < columns.len(),
                total,
                parts,
                line: line as u32,
                is_of_column: false,
                is_share: false,
            })
        })
        .collect()
    }
}

/// The parts that there are, if they are two at least.
fn at_least_two(parts: impl Iterator<Item = Option<FigureId>>) -> Option<Vec<FigureId>> {
    let parts: Vec<FigureId> = parts.flatten().collect();
    (parts.len() >= 2).then_some(parts)
}

fn kind(label: &str) -> RowKind {
    if label.bytes().all(|byte| byte.is_ascii_digit()) {
        return RowKind::Part;
    }
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

impl TableTotal {
    /// Whether two totals are of one row, or of the same column of several rows.
    pub fn is_same_group(&self, other: &TableTotal) -> bool {
        self.is_of_column == other.is_of_column && self.label.start() == other.label.start()
    }
}
