//! What was understood at a place.

use newsmark_lexer::{TextRange, TextSize};

use crate::Analysis;

/// What to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about.
    pub range: TextRange,
    /// The words, in Markdown.
    pub markdown: String,
}

/// What was understood at an offset: a figure, a quote, a source, the headline.
pub fn hover(analysis: &Analysis, offset: TextSize) -> Option<Hover> {
    let _ = (analysis, offset);
    None
}
