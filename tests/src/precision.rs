//! How often a rule is right when it warns, over what the project knows to be right and wrong.
//!
//! Wrong are the reported cases of a rule's fixture, and honest pieces with a slip put in that the rule is
//! meant to find. Right are its fine cases, and the honest pieces as they are. A warning about what is wrong
//! is right, one about what is right is wrong. Hints and information are not counted: they claim less.

use newsmark_semantic::check::Check;
use newsmark_semantic::{Severity, analyze, checks};

use crate::cases::{self, Case};
use crate::mutants::{self, Slip};
use crate::{files, findings};

/// What was counted of one rule.
#[derive(Clone, Debug)]
pub struct Row {
    /// The rule.
    pub check: &'static Check,
    /// Reported cases of its fixture.
    pub reported: usize,
    /// Those of them that it warns about; others get a hint or information.
    pub warned: usize,
    /// Fine cases of its fixture.
    pub fine: usize,
    /// Slips in honest pieces that it is meant to find, and finds.
    pub slips_found: usize,
    /// Warnings about fine cases and honest pieces.
    pub wrong: usize,
}

impl Row {
    /// How many of a hundred warnings are right; none where there are no warnings.
    pub fn precision(&self) -> Option<usize> {
        let right = self.warned + self.slips_found;
        (100 * right).checked_div(right + self.wrong)
    }
}

/// Counts for every rule, in the order of their codes.
pub fn measure() -> Vec<Row> {
    let pieces = mutants::honest_pieces();
    let mut rows: Vec<Row> = checks::all().iter().map(|check| of_fixture(check)).collect();
    for piece in &pieces {
        for finding in analyze(&piece.text, &newsmark_semantic::Settings::default()).findings {
            if finding.severity >= Severity::Warning
                && let Some(row) = rows.iter_mut().find(|row| row.check.code == finding.rule)
            {
                row.wrong += 1;
            }
        }
        for slip in &piece.slips {
            let row = rows.iter_mut().find(|row| row.check.code == slip.rule);
            if let Some(row) = row.filter(|_| is_found(&piece.text, slip)) {
                row.slips_found += 1;
            }
        }
    }
    rows.sort_by_key(|row| row.check.code);
    rows
}

/// The table in Markdown.
pub fn table(rows: &[Row]) -> String {
    let mut table = String::from(
        "| rule | reported cases | with a warning | fine cases | slips found in articles | wrong warnings | precision |\n\
         |---|---:|---:|---:|---:|---:|---:|\n",
    );
    for row in rows {
        let Row { check, reported, warned, fine, slips_found, wrong } = row;
        let precision = row.precision().map_or("–".to_owned(), |percent| format!("{percent}%"));
        table += &format!(
            "| {} | {reported} | {warned} | {fine} | {slips_found} | {wrong} | {precision} |\n",
            check.code
        );
    }
    table
}

/// The cases of a rule's fixture.
pub fn cases_of(check: &Check) -> Vec<Case> {
    let path = files::root().join(format!("fixtures/checks/{}.news", check.code));
    cases::parse(&std::fs::read_to_string(path).unwrap_or_default()).1
}

fn of_fixture(check: &'static Check) -> Row {
    let mut row = Row { check, reported: 0, warned: 0, fine: 0, slips_found: 0, wrong: 0 };
    for case in cases_of(check) {
        let found = findings::of(check, &case.text);
        let warns = found.iter().any(|finding| finding.severity >= Severity::Warning);
        match case.is_reported() {
            true => {
                row.reported += 1;
                row.warned += usize::from(warns);
            }
            false => {
                row.fine += 1;
                row.wrong += usize::from(warns);
            }
        }
    }
    row
}

fn is_found(honest: &str, slip: &Slip) -> bool {
    mutants::missed(honest, slip).is_none()
}
