//! `unattributed-quote`: a quotation without a speaker.

use crate::check::{Report, Severity, check};
use crate::document::BlockKind;
use crate::facts::quote::{Found, QuoteKind, Speaker};
use crate::facts::{Article, Facts, Quote};

check! {
    /// A quotation that nobody is said to have spoken.
    ///
    /// Readers ask who says so. A speaker may stand beside the words, in the sentence before, on a dash
    /// line or in the quotation before that this one carries on; where none of these is found the
    /// quotation is reported. Where another paragraph stands between it and the quotation before, there is a hint. Titles, words as words, words on signs and a word or two held at arm's
    /// length need no speaker.
    ///
    /// # Reported
    ///
    /// ```news
    /// The hall fell silent. “We will appeal.”
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The hall fell silent. “We will appeal,” Clara Hult said.
    /// ```
    pub(super) UNATTRIBUTED_QUOTE {
        code: "unattributed-quote",
        severity: Severity::Information,
        article: unattributed_quote,
    }
}

fn unattributed_quote(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for quote in article.quotes.iter().filter(|quote| quote.speaker.is_none()) {
        if is_in_text(article, quote) && is_somebodys(facts, quote) {
            let remark = report.at(quote.range, "nobody is said to have spoken these words");
            if quote.kind == QuoteKind::Partial {
                remark.softened(Severity::Hint);
            }
        }
    }
    carried_far(facts, article, report);
}

/// A quotation that only carries on one from before another paragraph.
fn carried_far(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for (before, quote) in article.quotes.iter().zip(article.quotes.iter().skip(1)) {
        let far = quote.paragraph > before.paragraph + 1 && quote.opens_paragraph;
        let carried = |speaker: &Speaker| speaker.found == Found::CarriedOver;
        let speaker = quote.speaker.as_ref().filter(|speaker| carried(speaker));
        if let Some(name) = speaker.and_then(|speaker| speaker.name.as_deref()).filter(|_| far)
            && is_in_text(article, quote)
            && is_somebodys(facts, quote)
        {
            report
                .at(quote.range, format!("nobody is named here; {name} spoke last"))
                .softened(Severity::Hint)
                .related(before.range, "the quotation before");
        }
    }
}

fn is_in_text(article: &Article, quote: &Quote) -> bool {
    let paragraph = article.paragraphs.get(quote.paragraph as usize);
    paragraph.is_some_and(|span| span.kind == BlockKind::Paragraph)
}

/// Whether the words must be somebody's.
fn is_somebodys(facts: &Facts, quote: &Quote) -> bool {
    let n_words = facts.words(quote.range).split_whitespace().count();
    match quote.kind {
        QuoteKind::Direct | QuoteKind::Running => true,
        QuoteKind::Partial => n_words > 4 && !quote.opens_paragraph,
        _ => false,
    }
}
