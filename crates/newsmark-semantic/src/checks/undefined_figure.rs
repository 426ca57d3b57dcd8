//! `undefined-figure`: a link to a figure that the ledger does not have.

use crate::check::{Report, Severity, check};
use crate::facts::Facts;
use crate::spelling;

check! {
    /// A link to a name that is neither in the ledger nor a heading of the text.
    ///
    /// Such a number is not checked, mostly because the name was misspelt. Texts without a ledger are left
    /// alone: there a link with `#` leads to a heading, or to a place that the page adds.
    ///
    /// # Reported
    ///
    /// ```news
    /// ---
    /// figures:
    ///   riders: 1.24 million riders; 2024; port
    /// ---
    ///
    /// The ferry carried [1.24 million](#rider) people in 2024.
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
    /// The ferry carried [1.24 million](#riders) people in 2024, [as planned](#the-plan).
    ///
    /// ## The plan
    ///
    /// It was made in 2019.
    /// ```
    pub(super) UNDEFINED_FIGURE {
        code: "undefined-figure",
        severity: Severity::Warning,
        text: undefined_figure,
    }
}

fn undefined_figure(facts: &Facts, report: &mut Report<'_>) {
    let names = || facts.ledger.figures.iter().map(|figure| facts.words(figure.name));
    let known: std::collections::BTreeSet<&str> = names().collect();
    if known.is_empty() {
        return;
    }
    for link in facts.articles.iter().flat_map(|article| &article.links) {
        let Some(place) = link.fragment(&facts.text) else { continue };
        let name = facts.words(place);
        if known.contains(name) || name == "top" || leads_to_place(facts, name) {
            continue;
        }
        let meant = spelling::meant(name, names());
        // Words without a number may lead anywhere that the page has.
        if link.figure.is_none() && meant.is_none() {
            continue;
        }
        let remark = report.at(place, format!("the ledger has no figure named {name}"));
        if let Some(meant) = meant {
            remark.fix(format!("change to {meant}"), place, meant);
        }
    }
}

/// Whether a heading or an id of HTML has this name; viewers number headings that stand twice.
fn leads_to_place(facts: &Facts, name: &str) -> bool {
    let name = name.to_lowercase();
    let first = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
    facts.anchors.contains(&name) || facts.anchors.contains(first)
}
