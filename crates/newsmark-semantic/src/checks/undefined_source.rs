//! `undefined-source`: a reference to a footnote that is not there.

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts, SourceReference};

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
        run: undefined_source,
    }
}

fn undefined_source(facts: &Facts, report: &mut Report<'_>) {
    for article in &facts.articles {
        let undefined = article.references.iter().filter(|reference| reference.source.is_none());
        for reference in undefined {
            let id = facts.words(reference.id);
            let remark = report.at(reference.range, format!("there is no footnote named {id}"));
            if let Some(meant) = meant(facts, article, reference) {
                remark.fix(format!("refer to {meant}"), reference.id, meant);
            }
        }
    }
}

/// More footnotes than this are not searched for the one that is meant.
const MOST_SEARCHED: usize = 200;

/// The one footnote whose name differs by a slip of the finger.
fn meant<'f>(facts: &'f Facts, article: &Article, reference: &SourceReference) -> Option<&'f str> {
    let id = facts.words(reference.id).to_lowercase();
    let names = article.sources.iter().take(MOST_SEARCHED).map(|source| facts.words(source.id));
    let mut close = names.filter(|name| is_slip(&id, &name.to_lowercase()));
    let first = close.next()?;
    close.next().is_none().then_some(first)
}

/// Whether one character was added, lost, changed or swapped with its neighbour; in short names that
/// would make anything of anything.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < 3 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([a, b, rest @ ..], [c, d, other @ ..]) if a == d && b == c && rest == other => true,
        ([_, rest @ ..], other) | (other, [_, rest @ ..]) if rest == other => true,
        (long, [_, rest @ ..]) => long == rest,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn a_slip_is_one_character() {
        for (a, b) in [("prot", "port"), ("pot", "port"), ("porrt", "port"), ("pork", "port")] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("a", "b"), ("port", "dock"), ("port", "ports2"), ("trop", "port")] {
            assert!(!is_slip(a, b) && !is_slip(b, a), "{a} {b}");
        }
    }
}
