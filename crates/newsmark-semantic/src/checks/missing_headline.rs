//! `missing-headline`: an article in which no line could be read as its headline.

use crate::check::{Report, Severity, check};
use crate::document::BlockKind;
use crate::facts::{Article, Facts};

check! {
    /// An article without a headline.
    ///
    /// Numbers, names and quoted words of the headline are checked against the body, so it matters which
    /// line it is. It is `headline:` in front matter, else the first `# ` line, else the first line if
    /// that is short and has no full stop, else the last such line. A single paragraph is taken for a note or
    /// a piece of something, and nothing is said.
    ///
    /// # Reported
    ///
    /// ```news
    /// The port raised its ferry fares on Monday. Riders protested.
    ///
    /// The council said that it had not been asked.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// # Ferry fares rise
    ///
    /// The port raised its ferry fares on Monday. Riders protested.
    ///
    /// The council said that it had not been asked.
    /// ```
    pub(super) MISSING_HEADLINE {
        code: "missing-headline",
        severity: Severity::Information,
        article: missing_headline,
    }
}

/// Less text than this is no article yet.
const FEWEST_SENTENCES: usize = 3;

fn missing_headline(_: &Facts, article: &Article, report: &mut Report<'_>) {
    if article.headline.is_none()
        && let Some(&first) = article.sentences.first()
        && is_text(article)
    {
        report.at(first, "no line of this article could be read as its headline");
    }
}

fn is_text(article: &Article) -> bool {
    let is_running = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::BlockQuote);
    let running = article.paragraphs.iter().filter(|paragraph| is_running(paragraph.kind));
    running.take(2).count() == 2 && article.sentences.len() >= FEWEST_SENTENCES
}
