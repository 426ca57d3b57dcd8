//! `unclosed-comment`: a note to colleagues that has no end.

use newsmark_lexer::TextRange;

use crate::check::{Report, Severity, check};
use crate::facts::Facts;

check! {
    /// A comment that is never closed.
    ///
    /// It hides the rest of its paragraph here, and all the rest of the article in many other tools.
    ///
    /// # Reported
    ///
    /// ```news
    /// The port raised its fares. <!-- note: by how much?
    ///
    /// Riders protested.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The port raised its fares. <!-- note: by how much? -->
    ///
    /// Riders protested.
    /// ```
    pub(super) UNCLOSED_COMMENT {
        code: "unclosed-comment",
        severity: Severity::Warning,
        text: unclosed_comment,
    }
}

fn unclosed_comment(facts: &Facts, report: &mut Report<'_>) {
    for comment in facts.comments.iter().filter(|comment| !comment.is_closed) {
        let opening = TextRange::at(comment.range.start(), newsmark_lexer::TextSize::of("<!--"));
        let end = TextRange::empty(comment.range.end());
        report
            .at(opening, "this comment is never closed, and hides the rest of its paragraph")
            .fix("close it at the end of its paragraph", end, " -->");
    }
}
