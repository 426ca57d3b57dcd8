//! `uncited-figure`: a figure without a source.

use crate::check::{Report, Severity, check};
use crate::document::BlockKind;
use crate::facts::figure::Role;
use crate::facts::{Article, Facts, Figure};

check! {
    /// A figure of the running text that cites no source.
    ///
    /// For desks where every number must have its footnote. It is off unless `checks:` in front matter or the
    /// settings give it a level. Figures that somebody says in a quotation are the speaker's, and those of the
    /// ledger have their source there; headlines, years, dates, ages and names cite nothing.
    ///
    /// # Reported
    ///
    /// ```news
    /// ---
    /// checks:
    ///   uncited-figure: warning
    /// ---
    ///
    /// The ferry carried 1.24 million riders last year.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// ---
    /// checks:
    ///   uncited-figure: warning
    /// ---
    ///
    /// The ferry carried 1.24 million riders last year.[^port]
    ///
    /// [^port]: Northport Harbour, annual report, 28 February 2025
    /// ```
    pub(super) UNCITED_FIGURE {
        code: "uncited-figure",
        severity: Severity::Warning,
        article: uncited_figure,
        off: true,
    }
}

fn uncited_figure(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for figure in article.figures.iter().filter(|figure| needs_source(article, figure)) {
        let in_ledger = |link: &crate::facts::Link| {
            link.figure.is_some() && link.range.contains_range(figure.range)
        };
        if !article.links.iter().any(in_ledger) {
            report.at(figure.range, format!("{} cites no source", facts.words(figure.range)));
        }
    }
}

fn needs_source(article: &Article, figure: &Figure) -> bool {
    let amount = matches!(figure.role, Role::Level | Role::Change | Role::Share | Role::Ratio);
    let paragraph = article.paragraphs.get(figure.paragraph as usize);
    let in_text = paragraph
        .is_some_and(|span| matches!(span.kind, BlockKind::Paragraph | BlockKind::ListItem));
    amount && in_text && !figure.in_quote && figure.source.is_none()
}
