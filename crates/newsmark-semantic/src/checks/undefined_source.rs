//! `undefined-source`: a reference to a footnote that is not there.

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts};
use crate::spelling;

check! {
    /// A reference to a footnote that is not there.
    ///
    /// The reader is sent to a source and finds none, mostly because its name was misspelt in one of the
    /// two places. The footnote may stand anywhere in the file, or under `sources:` in front matter.
    ///
    /// # Reported
    ///
    /// ```news
    /// The ferry carried 1.24 million people last year.[^prot]
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
    pub(super) UNDEFINED_SOURCE {
        code: "undefined-source",
        severity: Severity::Warning,
        article: undefined_source,
    }
}

fn undefined_source(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let undefined = article.references.iter().filter(|reference| reference.source.is_none());
    for reference in undefined {
        let id = facts.words(reference.id);
        let remark = report.at(reference.range, format!("there is no footnote named {id}"));
        let names = article.sources.iter().map(|source| facts.words(source.id));
        if let Some(meant) = spelling::meant(id, names) {
            remark.fix(format!("refer to {meant}"), reference.id, meant);
        }
    }
}
