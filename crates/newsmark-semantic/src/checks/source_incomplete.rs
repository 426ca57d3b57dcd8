//! `source-incomplete`: a source of a figure without its date or its address.

use std::collections::BTreeSet;

use crate::check::{Report, Severity, check};
use crate::facts::{Facts, Source};

check! {
    /// A source that a figure rests on, without a date or without an address.
    ///
    /// A number without a date cannot be told from an older one, and without an address nobody can look it
    /// up. The address is asked for only where another source of the text has one: interviews and printed
    /// pages have none. Footnotes that have neither may be remarks and are left alone, unless they stand
    /// under `sources:` in front matter.
    ///
    /// # Reported
    ///
    /// ```news
    /// The ferry carried 1.24 million people last year.[^port]
    ///
    /// [^port]: Northport Harbour, annual report, <https://port.example/report>
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The ferry carried 1.24 million people last year.[^port]
    ///
    /// [^port]: Northport Harbour, annual report, 28 February 2025, <https://port.example/report>
    /// ```
    pub(super) SOURCE_INCOMPLETE {
        code: "source-incomplete",
        severity: Severity::Information,
        text: source_incomplete,
    }
}

fn source_incomplete(facts: &Facts, report: &mut Report<'_>) {
    if facts.sources.is_empty() {
        return;
    }
    let ledger = facts.ledger.figures.iter().filter_map(|figure| figure.source);
    let ledger: BTreeSet<String> = ledger.map(|range| facts.words(range).to_lowercase()).collect();
    let cited = facts.articles.iter().flat_map(|article| &article.sources);
    let cited = cited.filter(|source| !source.cited_by.is_empty());
    let cited: BTreeSet<_> = cited.map(|source| source.id.start()).collect();
    let n_addresses = facts.sources.iter().filter(|source| source.url.is_some()).count();
    for source in &facts.sources {
        let bears_figures = cited.contains(&source.id.start())
            || ledger.contains(&facts.words(source.id).to_lowercase());
        if let Some(missing) = missing(facts, source, n_addresses).filter(|_| bears_figures) {
            report.at(source.id, format!("this source has no {missing}"));
        }
    }
}

fn missing(facts: &Facts, source: &Source, n_addresses: usize) -> Option<&'static str> {
    let matter = facts.document.front_matter.as_ref();
    let is_listed = matter.is_some_and(|matter| matter.range.contains_range(source.range));
    match (source.date, source.url.or(source.file)) {
        (Some(_), Some(_)) => None,
        (Some(_), None) => (n_addresses > 0).then_some("address"),
        (None, Some(_)) => Some("date"),
        (None, None) => is_listed.then_some("date and no address"),
    }
}
