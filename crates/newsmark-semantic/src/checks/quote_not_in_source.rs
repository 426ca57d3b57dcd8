//! `quote-not-in-source`: a quotation that the file it cites does not have.

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Cited, Facts, MismatchKind};

check! {
    /// A quotation that is not in the file that its footnote names.
    ///
    /// A footnote may name a file beside the article, such as `<sources/council.txt>`: a transcript, an
    /// export, a letter. Quoted words are looked up there, and must follow word for word; marks, case, words in
    /// brackets and dots for words left out make no difference. Where the file has much the same words, they are shown.
    /// A file that cannot be read is information.
    ///
    /// # Reported
    ///
    /// ```news
    /// “We will never close the old pier,” Tove Arnesen told the council.[^log]
    ///
    /// [^log]: Northport council, minutes, 4 March 2025, <sources/council.txt>
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// “We would never close the old pier … to boats,” Tove Arnesen told the council.[^log]
    ///
    /// [^log]: Northport council, minutes, 4 March 2025, <sources/council.txt>
    /// ```
    pub(super) QUOTE_NOT_IN_SOURCE {
        code: "quote-not-in-source",
        severity: Severity::Warning,
        article: quote_not_in_source,
    }
}

fn quote_not_in_source(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for mismatch in &article.mismatches {
        let Cited::Quote(quote) = mismatch.item else { continue };
        let (range, file) = (article.quote(quote).range, facts.words(mismatch.file));
        match &mismatch.problem {
            MismatchKind::Differs(words) => {
                let message = format!("these words are not in {file}, which has “{words}”");
                report.at(range, message).related(mismatch.file, "the source");
            }
            MismatchKind::Missing => {
                let message = format!("these words are not in {file}");
                report.at(range, message).related(mismatch.file, "the source");
            }
            MismatchKind::Unreadable(reason) => {
                report
                    .at(mismatch.reference, format!("{file} could not be read: {reason}"))
                    .softened(Severity::Information);
            }
        }
    }
}
