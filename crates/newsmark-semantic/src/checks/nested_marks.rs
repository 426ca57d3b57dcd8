//! `nested-marks`: a quotation inside a quotation with the same marks.

use crate::check::{Edit, Report, Severity, check};
use crate::facts::quote::Mark;
use crate::facts::{Article, Facts, NestedMarks};

check! {
    /// A quotation inside a quotation, both in marks of the same kind.
    ///
    /// Readers take the second mark for the end of the first quotation and the words between for the
    /// article's own. What is quoted inside double marks stands in single ones. It is reported only where all
    /// marks pair up: two are opened before two are closed.
    ///
    /// # Reported
    ///
    /// ```news
    /// “They shouted “sit down” at the skipper,” Clara Hult said.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// “They shouted ‘sit down’ at the skipper,” Clara Hult said.
    /// ```
    pub(super) NESTED_MARKS {
        code: "nested-marks",
        severity: Severity::Warning,
        article: nested_marks,
    }
}

fn nested_marks(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for pair in &article.nested_marks {
        let range = pair.opening.cover(pair.closing);
        let message = format!(
            "{} stands inside a quotation with the same marks",
            facts.words(range).split_whitespace().collect::<Vec<_>>().join(" "),
        );
        let remark = report.at(range, message);
        if let Some([open, close]) = inner(pair) {
            let edits = [(pair.opening, open), (pair.closing, close)];
            let edits = edits.map(|(range, text)| Edit { range, text: text.to_owned() });
            remark.fix_all(format!("change the inner marks to {open} {close}"), edits.into());
        }
    }
}

/// The marks that stand inside double ones.
fn inner(pair: &NestedMarks) -> Option<[&'static str; 2]> {
    match pair.mark {
        Mark::Curly => Some(["‘", "’"]),
        Mark::Straight => Some(["'", "'"]),
        Mark::Low | Mark::Guillemet | Mark::Corner | Mark::Single => None,
    }
}
