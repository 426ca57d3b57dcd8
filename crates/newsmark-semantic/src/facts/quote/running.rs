//! Quotations that run on over paragraphs and are not opened again there.
//!
//! It is certain only where the closing mark comes in the end: a paragraph leaves a quotation open, and one
//! of the next closes what it never opened, with no other mark between them.

use newsmark_lexer::TextRange;

use super::QuoteId;
use crate::document::BlockKind;
use crate::facts::{Article, Shift};

/// A quotation that runs on over paragraphs without a mark at their start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotReopened {
    /// The quotation, in the paragraph that opens it.
    pub quote: QuoteId,
    /// The paragraphs that lack an opening mark.
    pub paragraphs: Vec<TextRange>,
    /// The mark that closes it at last.
    pub closing: TextRange,
}

impl NotReopened {
    /// Moves its places.
    pub(in crate::facts) fn shift(&mut self, by: &Shift) {
        by.ranges(self.paragraphs.iter_mut().chain([&mut self.closing]));
    }
}

/// Over how many paragraphs a quotation is followed.
const MOST_PARAGRAPHS: usize = 6;

/// Finds them in an article.
pub(crate) fn resolve(article: &mut Article) {
    let mut found = Vec::new();
    for (index, quote) in article.quotes.iter().enumerate() {
        let Some(mark) = quote.mark.filter(|_| !quote.closed && quote.missing_mark.is_none())
        else {
            continue;
        };
        let first = quote.paragraph as usize;
        let ends = article.paragraphs.get(first).map(|span| span.range.end());
        if ends != Some(quote.range.end()) {
            continue;
        }
        let next_quote = article.quotes.get(index + 1);
        let mut paragraphs = Vec::new();
        let after = article.paragraphs.iter().enumerate().skip(first + 1).take(MOST_PARAGRAPHS);
        for (number, span) in after {
            if !matches!(span.kind, BlockKind::Paragraph | BlockKind::BlockQuote) {
                break;
            }
            paragraphs.push(span.range);
            let from =
                article.stray_marks.partition_point(|one| one.range.start() < span.range.start());
            let stray =
                article.stray_marks.get(from).filter(|one| one.paragraph as usize == number);
            if let Some(stray) = stray.filter(|stray| stray.comes_first && stray.mark == mark) {
                let closing = stray.range;
                let quote = QuoteId(index as u32);
                found.push(NotReopened { quote, paragraphs, closing });
                break;
            }
            if next_quote.is_some_and(|next| next.paragraph as usize <= number) {
                break;
            }
        }
    }
    article.not_reopened = found;
}
