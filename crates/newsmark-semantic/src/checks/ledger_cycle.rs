//! `ledger-cycle`: a figure of the ledger that is defined by itself.

use crate::check::{Report, Severity, check};
use crate::facts::Facts;
use crate::facts::ledger::LedgerProblemKind;

check! {
    /// A figure of the ledger that depends on itself.
    ///
    /// It has no value, and neither has any figure that is worked out from it.
    ///
    /// # Reported
    ///
    /// ```news
    /// ---
    /// figures:
    ///   riders: = winter + summer
    ///   summer: = riders - winter
    ///   winter: 410,000
    /// ---
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// ---
    /// figures:
    ///   riders: 1.24 million
    ///   summer: = riders - winter
    ///   winter: 410,000
    /// ---
    /// ```
    pub(super) LEDGER_CYCLE {
        code: "ledger-cycle",
        severity: Severity::Error,
        text: ledger_cycle,
    }
}

fn ledger_cycle(facts: &Facts, report: &mut Report<'_>) {
    let is_circular = |kind| kind == LedgerProblemKind::Circular;
    for problem in facts.ledger.problems.iter().filter(|problem| is_circular(problem.kind)) {
        report.at(problem.range, &problem.message);
    }
}
