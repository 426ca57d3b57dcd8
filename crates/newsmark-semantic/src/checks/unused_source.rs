//! `unused-source`: a footnote that nothing refers to.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::check::{Report, Severity, check};
use crate::facts::Facts;
use crate::wording::lowered;

check! {
    /// A source that no reference, figure of the ledger or other footnote names.
    ///
    /// The words that it bears out have lost their reference, or have gone. Many viewers do not show such a
    /// footnote at all.
    ///
    /// # Reported
    ///
    /// ```news
    /// The ferry carried 1.24 million people last year.
    ///
    /// [^port]: Northport Harbour, annual report, 28 February 2025
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The ferry carried 1.24 million people last year.[^port]
    ///
    /// [^port]: Northport Harbour, annual report, 28 February 2025
    /// ```
    pub(super) UNUSED_SOURCE {
        code: "unused-source",
        severity: Severity::Information,
        text: unused_source,
    }
}

fn unused_source(facts: &Facts, report: &mut Report<'_>) {
    if facts.sources.is_empty() {
        return;
    }
    let references = facts.articles.iter().flat_map(|article| &article.references);
    let cited = references.map(|reference| facts.words(reference.id));
    let ledger = facts.ledger.figures.iter().filter_map(|figure| figure.source);
    let ledger = ledger.map(|range| facts.words(range));
    let notes = facts.sources.iter().flat_map(|source| &source.references);
    let notes = notes.map(|&range| facts.words(range));
    let used: FxHashSet<Cow<'_, str>> = cited.chain(ledger).chain(notes).map(lowered).collect();
    for source in &facts.sources {
        let name = facts.words(source.id);
        if !used.contains(&lowered(name)) {
            report.at(source.id, format!("nothing refers to {name}"));
        }
    }
}
