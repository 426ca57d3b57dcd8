//! `figure-not-in-source`: a figure that the file it cites does not have.

use crate::check::{Report, Severity, check};
use crate::facts::figure::Role;
use crate::facts::{Article, Cited, Facts, MismatchKind};

check! {
    /// A figure that is not in the file that its footnote names.
    ///
    /// A footnote may name a file beside the article, such as `<sources/riders.csv>`. The number may stand
    /// anywhere in its text or in a cell, with more digits than the article prints, in thousands or millions
    /// where the file says so. A change may have been worked out from two numbers of the file, so one that is not there is
    /// information, and so is a file that cannot be read.
    ///
    /// # Reported
    ///
    /// ```news
    /// The ferry carried 1.42 million riders in 2024.[^port]
    ///
    /// [^port]: Northport Harbour, riders by year, 28 February 2025, <sources/riders.csv>
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The ferry carried 1.24 million riders in 2024.[^port]
    ///
    /// [^port]: Northport Harbour, riders by year, 28 February 2025, <sources/riders.csv>
    /// ```
    pub(super) FIGURE_NOT_IN_SOURCE {
        code: "figure-not-in-source",
        severity: Severity::Warning,
        article: figure_not_in_source,
    }
}

fn figure_not_in_source(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for mismatch in &article.mismatches {
        let Cited::Figure(id) = mismatch.item else { continue };
        let (figure, file) = (article.figure(id), facts.words(mismatch.file));
        let words = facts.words(figure.range);
        let message = match &mismatch.problem {
            MismatchKind::Differs(other) => {
                format!("{words} is not in {file}, which has {other}")
            }
            MismatchKind::Missing => format!("{words} is not in {file}"),
            MismatchKind::Unreadable(reason) => {
                report
                    .at(mismatch.reference, format!("{file} could not be read: {reason}"))
                    .softened(Severity::Information);
                continue;
            }
        };
        let remark = report.at(figure.range, message).related(mismatch.file, "the source");
        if figure.role == Role::Change {
            remark.softened(Severity::Information);
        }
    }
}
