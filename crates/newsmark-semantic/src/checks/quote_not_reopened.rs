//! `quote-not-reopened`: a quotation that runs on into a paragraph without a mark at its start.

use newsmark_lexer::TextRange;

use crate::check::{Edit, Report, Severity, check};
use crate::facts::{Article, Facts};

check! {
    /// A quotation that runs on into the next paragraph, which has no opening mark.
    ///
    /// A paragraph that stands inside a quotation opens it again, so that readers who begin there know whose
    /// words they read. It is reported only where it is certain: one paragraph leaves the quotation
    /// open, and a later one closes what it never opened. The fix puts the marks in.
    ///
    /// # Reported
    ///
    /// ```news
    /// Tove Arnesen toured the pier. “We counted every boat in the harbour.
    ///
    /// The ferries left at dawn,” Arnesen said.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Tove Arnesen toured the pier. “We counted every boat in the harbour.
    ///
    /// “The ferries left at dawn,” Arnesen said.
    /// ```
    pub(super) QUOTE_NOT_REOPENED {
        code: "quote-not-reopened",
        severity: Severity::Warning,
        article: quote_not_reopened,
    }
}

fn quote_not_reopened(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for running in &article.not_reopened {
        let opening = article.quote(running.quote).opening(&facts.text);
        let Some(first) = running.paragraphs.first() else { continue };
        let first_word = facts.words(*first).split_whitespace().next().unwrap_or_default();
        let place = TextRange::at(first.start(), newsmark_lexer::TextSize::of(first_word));
        let mark = facts.words(opening);
        let edit = |paragraph: &TextRange| Edit {
            range: TextRange::empty(paragraph.start()),
            text: mark.to_owned(),
        };
        report
            .at(place, "the quotation runs on into this paragraph, which has no opening mark")
            .related(opening, "opened here")
            .related(running.closing, "closed here")
            .fix_all(
                format!("open the quotation again with {mark}"),
                running.paragraphs.iter().map(edit).collect(),
            );
    }
}
