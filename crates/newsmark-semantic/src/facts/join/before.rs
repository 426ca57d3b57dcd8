//! The version of a text before the one that is joined.

use super::Still;
use crate::document::Document;
use crate::facts::{Article, Facts, people};
use crate::version::Earlier;

/// The articles as they were joined last, and the text in which they stood; of no text, if that is not known.
#[derive(Default)]
pub(crate) struct Before<'t> {
    pub(super) articles: Vec<Article>,
    pub(super) text: Earlier<'t>,
    document: Document,
    /// Which of them are not to be joined again.
    pub(super) still: Still,
}

impl<'t> Before<'t> {
    /// What was said of an earlier text, of which some stands in this one.
    pub(crate) fn of(facts: Facts, text: Earlier<'t>, still: Still) -> Before<'t> {
        let Facts { articles, document, .. } = facts;
        Before { articles, text, document, still }
    }

    /// Whether front matter listed the same people as it does in this text.
    pub(super) fn lists_the_same_people(&self, document: &Document, text: &str) -> bool {
        people::is_same_list((&self.document, self.text), (document, text))
    }
}
