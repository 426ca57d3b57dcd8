//! The columns of a table, one under the other, as wide as their widest cell.
//!
//! A column keeps its side: the colons of the line under the head say whether numbers stand right. A row
//! keeps as many cells as it has.

use crate::facts::table::cells_of;

/// No column is made wider than this; a table of long sentences is left as it is.
const WIDEST: usize = 60;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Unsaid,
    Left,
    Middle,
    Right,
}

/// A table with its columns in line; none where that would make it no better.
pub(super) fn aligned(words: &str, line_end: &str) -> Option<String> {
    let rows: Vec<Vec<&str>> = words
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty())
        .map(|line| cells_of(line).map(|cell| line[cell].trim()).collect())
        .collect();
    let rule = rows.iter().position(|row| !row.is_empty() && row.iter().all(|it| is_rule(it)))?;
    let sides: Vec<Side> = rows[rule].iter().map(|cell| side(cell)).collect();
    let n_columns = rows.iter().map(Vec::len).max()?;
    let width = |column: usize| {
        let own = rows.iter().enumerate().filter(|(index, _)| *index != rule);
        let cells = own.filter_map(|(_, row)| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0).max(3)
    };
    let widths: Vec<usize> = (0..n_columns).map(width).collect();
    if widths.iter().any(|width| *width > WIDEST) {
        return None;
    }
    let line = |(index, row): (usize, &Vec<&str>)| {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let side = sides.get(column).copied().unwrap_or(Side::Unsaid);
            match index == rule {
                true => dashes(side, widths[column]),
                false => padded(cell, side, widths[column]),
            }
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    Some(rows.iter().enumerate().map(line).collect::<Vec<_>>().join(line_end))
}

/// `---`, `:--`, `:-:`
fn is_rule(cell: &str) -> bool {
    let dashes = cell.trim_start_matches(':').trim_end_matches(':');
    !dashes.is_empty() && dashes.chars().all(|c| c == '-')
}

fn side(cell: &str) -> Side {
    match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => Side::Middle,
        (true, false) => Side::Left,
        (false, true) => Side::Right,
        (false, false) => Side::Unsaid,
    }
}

fn dashes(side: Side, width: usize) -> String {
    match side {
        Side::Unsaid => "-".repeat(width),
        Side::Left => format!(":{}", "-".repeat(width - 1)),
        Side::Middle => format!(":{}:", "-".repeat(width - 2)),
        Side::Right => format!("{}:", "-".repeat(width - 1)),
    }
}

fn padded(cell: &str, side: Side, width: usize) -> String {
    let room = width.saturating_sub(cell.chars().count());
    let before = match side {
        Side::Unsaid | Side::Left => 0,
        Side::Middle => room / 2,
        Side::Right => room,
    };
    format!("{}{cell}{}", " ".repeat(before), " ".repeat(room - before))
}
