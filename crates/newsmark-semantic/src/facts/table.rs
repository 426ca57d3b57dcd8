//! Tables: the unit that the head of a column gives to its cells.
//!
//! `Length (km)`, `Share, percent`, `%`: a unit in brackets, after a comma, or alone if it is percent. Other
//! words in a head name what is counted and say nothing about units; a head with a scale ("in millions")
//! is not understood yet, and its cells keep what they say.

use newsmark_lexer::vocabulary::units::Dimension;
use newsmark_lexer::{TextRange, TextSize};
use rust_decimal::Decimal;

use super::figure::{Figure, Role, Unit};
use crate::document::{BlockKind, trimmed};
use crate::paragraph::{self, ParagraphFacts, Words};

/// Gives the figures of a table that have no unit the one of their column.
pub(crate) fn give_units(words: &Words<'_>, facts: &mut ParagraphFacts) {
    if words.kind != BlockKind::Table {
        return;
    }
    let mut lines = words.text.split_inclusive(['\n', '\r']);
    let Some(head) = lines.next() else { return };
    let columns: Vec<Option<Column<'_>>> =
        cells(head).into_iter().map(|cell| Column::read(head[cell].trim())).collect();
    if columns.iter().all(Option::is_none) {
        return;
    }
    let mut start = TextSize::of(head);
    let mut next = facts.figures.partition_point(|figure| figure.range.start() < start);
    for line in lines {
        for (cell, column) in cells(line).into_iter().zip(&columns) {
            let end = start + cell.end();
            while let Some(figure) = facts.figures.get_mut(next) {
                if figure.range.start() >= end {
                    break;
                }
                next += 1;
                // A cell may say more than the number; then its own words count.
                let is_plain = figure.unit.is_none()
                    && figure.noun.is_none()
                    && figure.role == Role::Level
                    && figure.range == trimmed(words.text, cell + start);
                if let Some(column) = column.as_ref().filter(|_| is_plain) {
                    column.give(&words.text[figure.range], figure);
                }
            }
        }
        start += TextSize::of(line);
        let rest = &facts.figures[next..];
        next += rest.partition_point(|figure| figure.range.start() < start);
    }
}

/// The cells of a row, without the bars.
fn cells(line: &str) -> Vec<TextRange> {
    let row = line.trim();
    let start = TextSize::of(line) - TextSize::of(line.trim_start());
    let mut cells = Vec::new();
    let mut from = 0;
    let mut is_escaped = false;
    for (at, character) in row.char_indices() {
        if character == '|' && !is_escaped {
            if at > 0 {
                cells.push(from..at);
            }
            from = at + 1;
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    if from < row.len() {
        cells.push(from..row.len());
    }
    let size = |offset: usize| TextSize::new(offset as u32);
    cells.into_iter().map(|cell| TextRange::new(size(cell.start), size(cell.end)) + start).collect()
}

/// A column whose head gives a unit.
struct Column<'t> {
    /// The unit's name or sign.
    words: &'t str,
    /// Whether it is written before the number: `$`.
    is_before: bool,
}

impl<'t> Column<'t> {
    fn read(head: &'t str) -> Option<Column<'t>> {
        /// A longer head is a sentence.
        const LONGEST: usize = 80;
        if head.len() > LONGEST {
            return None;
        }
        let bracket = head.strip_suffix(')').and_then(|head| head.rsplit_once('('));
        match bracket.or_else(|| head.rsplit_once(',')) {
            Some((_, words)) => Column::named(words.trim()),
            None => Column::named(head).filter(|column| {
                let unit = column.amount("1").and_then(|one| one.unit);
                unit.and_then(Unit::dimension) == Some(Dimension::Share)
            }),
        }
    }

    /// The column of a unit with this name or sign: it makes an amount of a one.
    fn named(words: &'t str) -> Option<Column<'t>> {
        let is_name = !words.is_empty() && !words.contains(|c: char| c.is_ascii_digit());
        let mut columns = [false, true].map(|is_before| Column { words, is_before }).into_iter();
        columns.find(|column| {
            let one = column.amount("1").filter(|_| is_name);
            one.is_some_and(|one| one.value == Some(Decimal::ONE) && one.per.is_none())
        })
    }

    /// A number as if the unit stood beside it.
    fn amount(&self, number: &str) -> Option<Figure> {
        let phrase = match self.is_before {
            true => format!("{}{number}", self.words),
            false => format!("{number} {}", self.words),
        };
        let mut figures = paragraph::read_phrase(&phrase).figures;
        let figure = figures.pop().filter(|_| figures.is_empty())?;
        let is_whole = figure.range == TextRange::up_to(TextSize::of(phrase.as_str()));
        (is_whole && figure.unit.is_some()).then_some(figure)
    }

    /// Gives a figure the unit, and what its words allow with it: a count is exact, a length is not.
    fn give(&self, words: &str, figure: &mut Figure) {
        if let Some(Figure { unit, role, strict, loose, .. }) = self.amount(words) {
            *figure = Figure { unit, role, strict, loose, ..figure.clone() };
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    fn check(text: &str, expect: Expect) {
        let facts = crate::analyze(text, &crate::Settings::default()).facts;
        let figures = facts.articles[0].figures.iter();
        let figures = figures.map(|figure| {
            let unit = figure.unit.map_or("-".to_owned(), |unit| unit.to_string());
            format!("{} {:?} {} {unit}", facts.words(figure.range), figure.role, figure.strict)
        });
        expect.assert_eq(&figures.collect::<Vec<String>>().join("\n"));
    }

    #[test]
    fn cells_take_the_unit_of_their_column() {
        check(
            "| Route | Length (km) | Share, percent | Fare ($) | % | Riders |\n|---|--:|--:|--:|--:|--:|\n| Gull Quay | 12 | 41 | 3.50 | 7 | 610,000 |\n| Saltmarsh | 9.5 | 59 | 2 | 8 | 402,000 |\n",
            expect![[r#"
                12 Level 11.5 to 12.5 kilometre
                41 Share 40.5 to 41.5 percent
                3.50 Level 3.495 to 3.505 USD
                7 Share 6.5 to 7.5 percent
                610,000 Level 610000 -
                9.5 Level 9.45 to 9.55 kilometre
                59 Share 58.5 to 59.5 percent
                2 Level 2 USD
                8 Share 7.5 to 8.5 percent
                402,000 Level 402000 -"#]],
        );
    }

    #[test]
    fn a_cell_with_words_of_its_own_keeps_them() {
        check(
            "Route | Length (km) | Opened | Riders (million)\n---|---|---|---\nGull \\| Quay | 12 miles | 2019 | 4.2\nSaltmarsh | about 9 | 2024 | 1.1\n",
            expect![[r#"
                12 miles Level 11.5 to 12.5 mile
                2019 Date 2019 -
                4.2 Level 4.15 to 4.25 -
                9 Level 8.55 to 9.45 -
                2024 Date 2024 -
                1.1 Level 1.05 to 1.15 -"#]],
        );
    }

    #[test]
    fn rows_may_be_shorter_or_longer_than_the_head() {
        check(
            "| Route | Length (km) |\n|---|---|\n| Gull Quay |\n| Saltmarsh | 9 | 4 |\n| 7 | 8 |\n",
            expect![[r#"
                9 Level 8.5 to 9.5 kilometre
                4 Level 4 -
                7 Level 7 -
                8 Level 7.5 to 8.5 kilometre"#]],
        );
    }
}
