//! What paragraphs say that belongs to no article: its place is among other things of the whole text.

use newsmark_lexer::TextSize;

use crate::document::{BlockKind, Document};
use crate::facts::{Comment, Source};
use crate::paragraph::{Cache, ParagraphFacts};

/// What the paragraphs of a text say apart from their articles, in order, at its place in the text.
#[derive(Default)]
pub(crate) struct Apart {
    pub(crate) footnotes: Vec<Source>,
    pub(crate) comments: Vec<Comment>,
}

impl Apart {
    /// What paragraphs say that are kept.
    pub(crate) fn of(document: &Document, paragraphs: &Cache) -> Apart {
        let mut apart = Apart::default();
        // Most texts have no comments, and then only footnotes are looked at.
        let has_comments = paragraphs.has_comments();
        for (block, paragraph) in document.blocks.iter().zip(paragraphs.all()) {
            if has_comments || block.kind == BlockKind::FootnoteDefinition {
                apart.copy(&paragraph.facts, block.content.start());
            }
        }
        apart
    }

    /// What a paragraph says that begins at this place.
    pub(super) fn copy(&mut self, facts: &ParagraphFacts, start: TextSize) {
        self.footnotes.extend(facts.footnote.iter().map(|footnote| footnote.clone().at(start)));
        self.comments.extend(facts.comments.iter().map(|comment| comment.at(start)));
    }

    /// The same of one that needs it no more.
    pub(super) fn take_over(&mut self, facts: &mut ParagraphFacts, start: TextSize) {
        self.footnotes.extend(facts.footnote.take().map(|footnote| footnote.at(start)));
        self.comments.extend(facts.comments.drain(..).map(|comment| comment.at(start)));
    }
}
