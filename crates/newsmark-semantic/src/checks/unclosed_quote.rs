//! `unclosed-quote`: a quotation that is opened and never closed.

use newsmark_lexer::TextRange;

use crate::check::{Report, Severity, check};
use crate::document::BlockKind;
use crate::facts::quote::Mark;
use crate::facts::{Article, Facts, Quote, QuoteId};

check! {
    /// A quotation without its closing mark.
    ///
    /// Readers cannot tell where the speaker's words end and the article's begin. By newspaper
    /// custom a quotation that runs on over several paragraphs opens each of them with a mark and
    /// closes only the last; that is no mistake. Neither is reported what may be an inch, an
    /// apostrophe or a stray mark: only double marks that open a quotation.
    ///
    /// The closing mark is put in where its place is certain: right before the attribution.
    ///
    /// # Reported
    ///
    /// ```news
    /// “We counted every boat in the harbour, Tove Arnesen said. The ferries left at dawn.
    ///
    /// The count goes on in May.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// “We counted every boat in the harbour,” Tove Arnesen said. “Then we counted them again.
    ///
    /// “The ferries left at dawn.”
    /// ```
    pub(super) UNCLOSED_QUOTE {
        code: "unclosed-quote",
        severity: Severity::Warning,
        article: unclosed_quote,
    }
}

fn unclosed_quote(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for (index, quote) in article.quotes.iter().enumerate() {
        let Some(mark) = quote.mark.filter(|_| !quote.closed) else { continue };
        let next = article.quotes.get(index + 1);
        let id = QuoteId(index as u32);
        let closes_later = article.not_reopened.iter().any(|other| other.quote == id);
        if closes_later || !is_certain(article, quote, mark) || goes_on(quote, next) {
            continue;
        }
        let remark = report.at(quote.opening(&facts.text), "this quotation is never closed");
        if let Some(place) = quote.missing_mark {
            let closing = mark.closing();
            remark.fix(
                format!("close the quotation with {closing}"),
                TextRange::empty(place),
                closing,
            );
        }
    }
}

/// Whether the mark can only be one that opens a quotation in running text. Where another one of its
/// kind follows in the paragraph, it may be that writers quote inside a quotation without another mark.
fn is_certain(article: &Article, quote: &Quote, mark: Mark) -> bool {
    let Some(paragraph) = article.paragraphs.get(quote.paragraph as usize) else { return false };
    let double = !matches!(mark, Mark::Single | Mark::Corner);
    let ends_paragraph = quote.range.end() == paragraph.range.end();
    double
        && matches!(paragraph.kind, BlockKind::Paragraph | BlockKind::ListItem)
        && (quote.kind.is_speech() && ends_paragraph || quote.missing_mark.is_some())
}

/// Whether the next paragraph takes the quotation up.
fn goes_on(quote: &Quote, next: Option<&Quote>) -> bool {
    next.is_some_and(|next| {
        next.paragraph == quote.paragraph + 1 && next.opens_paragraph && next.mark == quote.mark
    })
}
