//! `unused-figure`: a figure of the ledger that nothing refers to.

use std::collections::BTreeSet;

use crate::check::{Report, Severity, check};
use crate::facts::Facts;

check! {
    /// A figure of the ledger that no link, definition or comparison names.
    ///
    /// The number in the text that it is for is not checked, perhaps because its link was lost in an edit.
    ///
    /// # Reported
    ///
    /// ```news
    /// ---
    /// figures:
    ///   riders: 1.24 million riders; 2024; port
    /// ---
    ///
    /// The ferry carried 1.24 million people in 2024.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// ---
    /// figures:
    ///   riders: 1.24 million riders; 2024; port
    /// ---
    ///
    /// The ferry carried [1.24 million](#riders) people in 2024.
    /// ```
    pub(super) UNUSED_FIGURE {
        code: "unused-figure",
        severity: Severity::Hint,
        text: unused_figure,
    }
}

fn unused_figure(facts: &Facts, report: &mut Report<'_>) {
    if facts.ledger.figures.is_empty() {
        return;
    }
    let links = facts.articles.iter().flat_map(|article| &article.links);
    let linked = links.filter_map(|link| link.fragment(&facts.text));
    let uses = facts.ledger.uses.iter().copied().chain(linked);
    let used: BTreeSet<&str> = uses.map(|range| facts.words(range)).collect();
    let mut seen = BTreeSet::new();
    for figure in &facts.ledger.figures {
        let name = facts.words(figure.name);
        // A name that is defined twice has a finding of its own.
        if seen.insert(name) && !used.contains(name) {
            report.at(figure.name, format!("nothing refers to {name}"));
        }
    }
}
