//! People: who appears in an article, and every mention of them.

use std::sync::Arc;

use newsmark_lexer::TextRange;

use super::{Article, Base};
use crate::document::Document;
use crate::paragraph::Words;

/// A place in [`Article::people`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub u32);

/// Someone who is named in full.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The full name, as first given.
    pub name: Arc<str>,
    /// The name by which the article refers to them later.
    pub family_name: Arc<str>,
    /// What they are: "Iranian political analyst".
    pub role: Option<Arc<str>>,
    /// Every mention, in order; the first is the one in full.
    pub mentions: Vec<TextRange>,
}

/// Words that may name a person: capitalised words in a row, with a title before them perhaps, or a
/// pronoun.
#[derive(Clone, Debug, PartialEq)]
pub struct NameMention {
    /// The name, without title and possessive.
    pub range: TextRange,
    /// The title or role that stands before it.
    pub title: Option<TextRange>,
    /// The role that stands after it, between commas.
    pub apposition: Option<TextRange>,
    /// Its paragraph, an index into [`Article::paragraphs`].
    pub paragraph: u32,
}

impl NameMention {
    pub(crate) fn at(&self, base: &Base) -> NameMention {
        NameMention {
            range: self.range + base.offset,
            title: self.title.map(|range| range + base.offset),
            apposition: self.apposition.map(|range| range + base.offset),
            paragraph: base.paragraph,
        }
    }
}

/// Finds the names of a paragraph.
pub(crate) fn mentions(words: &Words<'_>) -> Vec<NameMention> {
    let _ = words;
    Vec::new()
}

/// Joins the names of an article into people, and gives each quote its speaker.
pub(crate) fn resolve(article: &mut Article, document: &Document, text: &str) {
    let _ = (article, document, text);
}
