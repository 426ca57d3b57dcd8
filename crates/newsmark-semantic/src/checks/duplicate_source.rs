//! `duplicate-source`: two footnotes of one name.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::check::{Report, Severity, check};
use crate::facts::{Facts, Source};
use crate::wording::lowered;

check! {
    /// A footnote whose name another one has already.
    ///
    /// All references lead to the first; nobody is ever sent to the second. Capitals do not tell names
    /// apart, and `sources:` in front matter counts as first.
    ///
    /// # Reported
    ///
    /// ```news
    /// The ferry carried 1.24 million people.[^port] Fares rose.[^port]
    ///
    /// [^port]: Northport Harbour, annual report, 28 February 2025
    /// [^port]: Northport Harbour, price list, 1 May 2025
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The ferry carried 1.24 million people.[^port] Fares rose.[^fares]
    ///
    /// [^port]: Northport Harbour, annual report, 28 February 2025
    /// [^fares]: Northport Harbour, price list, 1 May 2025
    /// ```
    pub(super) DUPLICATE_SOURCE {
        code: "duplicate-source",
        severity: Severity::Warning,
        text: duplicate_source,
    }
}

fn duplicate_source(facts: &Facts, report: &mut Report<'_>) {
    let mut by_name: FxHashMap<Cow<'_, str>, &Source> = FxHashMap::default();
    for source in &facts.sources {
        let name = facts.words(source.id);
        let first = *by_name.entry(lowered(name)).or_insert(source);
        if first.id != source.id {
            report
                .at(source.id, format!("another source is named {name} already"))
                .related(first.id, "the first, where references lead");
        }
    }
}
