//! The outline: articles, their sections, figures, quotes and sources.

use newsmark_lexer::TextRange;

use crate::Analysis;

/// A line of the outline, with the lines under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What the line says.
    pub name: String,
    /// What stands beside it in small type.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All that belongs to it.
    pub range: TextRange,
    /// What to select; inside `range`.
    pub selection: TextRange,
    /// The lines under it.
    pub children: Vec<Symbol>,
}

/// What a line of the outline stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// An article, by its headline.
    Article,
    /// A section, by its subhead.
    Section,
    /// A figure.
    Figure,
    /// A quote.
    Quote,
    /// A source.
    Source,
    /// A person.
    Person,
}

/// The outline of a text: one line an article.
pub fn outline(analysis: &Analysis) -> Vec<Symbol> {
    let _ = analysis;
    Vec::new()
}
