//! One paragraph, read by itself: the unit that is kept while its words stay the same.
//!
//! Offsets here count from the start of the paragraph's words, so that a paragraph that moves need
//! not be read again. What a paragraph says never depends on its neighbours.

use std::sync::Arc;

use newsmark_lexer::TextRange;
use rustc_hash::FxHashMap;

use crate::document::{Block, BlockKind, Document};
use crate::facts::{
    Breakdown, Change, Comment, Conversion, DateMention, Enumeration, Figure, LeadIn, Link,
    MalformedNumber, NameMention, Placeholder, Quote, SourceReference, Table, change, comment,
    conversion, date, figure, link, list, malformed, people, placeholder, quote, source, table,
};

mod inline;
mod sentences;
mod words;

pub(crate) use words::{MarkKind, Words};

/// What one paragraph says by itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct ParagraphFacts {
    /// Its sentences; they tile its words.
    pub(crate) sentences: Vec<TextRange>,
    /// The table that it is.
    pub(crate) tables: Vec<Table>,
    /// Calendar dates.
    pub(crate) dates: Vec<DateMention>,
    /// Numbers that are no numbers.
    pub(crate) malformed: Vec<MalformedNumber>,
    /// Numbers.
    pub(crate) figures: Vec<Figure>,
    /// Figures that stand for one change.
    pub(crate) changes: Vec<Change>,
    /// Amounts in two units.
    pub(crate) conversions: Vec<Conversion>,
    /// A whole and its parts.
    pub(crate) breakdowns: Vec<Breakdown>,
    /// Counts with their lists.
    pub(crate) enumerations: Vec<Enumeration>,
    /// Words between quotation marks.
    pub(crate) quotes: Vec<Quote>,
    /// Whose words the next paragraph is, if this one leads into it.
    pub(crate) lead_in: Option<LeadIn>,
    /// Names and pronouns.
    pub(crate) names: Vec<NameMention>,
    /// Footnote references.
    pub(crate) references: Vec<SourceReference>,
    /// Links.
    pub(crate) links: Vec<Link>,
    /// Notes to colleagues.
    pub(crate) comments: Vec<Comment>,
    /// What is still to be filled in.
    pub(crate) placeholders: Vec<Placeholder>,
}

/// A paragraph with its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    /// What it says.
    pub(crate) facts: ParagraphFacts,
}

/// Reads one paragraph.
pub(crate) fn read(text: &str, kind: BlockKind) -> Paragraph {
    if kind == BlockKind::FootnoteDefinition {
        return Paragraph { facts: read_phrase(text) };
    }
    let words = Words::read(text, kind);
    let mut facts =
        ParagraphFacts { sentences: sentences::split(&words), ..ParagraphFacts::default() };
    facts.references = source::references(&words);
    facts.comments = comment::inline(&words, &facts.sentences);
    facts.placeholders = placeholder::collect(&words);
    facts.dates = date::collect(&words);
    facts.malformed = malformed::collect(&words);
    figure::collect(&words, &mut facts);
    table::collect(&words, &mut facts);
    link::collect(&words, &mut facts);
    conversion::collect(&words, &mut facts);
    change::collect(&words, &mut facts);
    list::collect(&words, &mut facts);
    facts.names = people::mentions(&words);
    quote::collect(&words, &mut facts);
    Paragraph { facts }
}

/// The sentences of a paragraph, for a test of both.
#[cfg(test)]
pub(crate) fn sentences_of(words: &Words<'_>) -> Vec<TextRange> {
    sentences::split(words)
}

/// Reads some words outside the running text for figures and dates: a definition of the ledger, a footnote.
pub(crate) fn read_phrase(text: &str) -> ParagraphFacts {
    let words = Words::read(text, BlockKind::Paragraph);
    let mut facts =
        ParagraphFacts { sentences: sentences::split(&words), ..ParagraphFacts::default() };
    facts.dates = date::collect(&words);
    figure::collect(&words, &mut facts);
    facts
}

/// The paragraphs of the text read last.
#[derive(Default)]
pub(crate) struct Cache {
    paragraphs: FxHashMap<(BlockKind, Box<str>), Arc<Paragraph>>,
    read_anew: usize,
}

impl Cache {
    /// The paragraph of each block, in order; an empty one for blocks that are not read. Footnotes are read
    /// for their dates only.
    pub(crate) fn read(&mut self, text: &str, document: &Document) -> Vec<Arc<Paragraph>> {
        self.read_anew = 0;
        let nothing = Arc::new(Paragraph::default());
        let mut kept = FxHashMap::default();
        let paragraphs = document
            .blocks
            .iter()
            .map(|block| match block.kind {
                BlockKind::FootnoteDefinition => self.paragraph(text, block, &mut kept),
                kind if kind.is_read() => self.paragraph(text, block, &mut kept),
                _ => Arc::clone(&nothing),
            })
            .collect();
        self.paragraphs = kept;
        paragraphs
    }

    /// How many paragraphs [`Cache::read`] did not find.
    pub(crate) fn read_anew(&self) -> usize {
        self.read_anew
    }

    fn paragraph(
        &mut self,
        text: &str,
        block: &Block,
        kept: &mut FxHashMap<(BlockKind, Box<str>), Arc<Paragraph>>,
    ) -> Arc<Paragraph> {
        let words = &text[block.content];
        let key = (block.kind, Box::from(words));
        if let Some(paragraph) = kept.get(&key) {
            return Arc::clone(paragraph);
        }
        let (key, paragraph) = self.paragraphs.remove_entry(&key).unwrap_or_else(|| {
            self.read_anew += 1;
            (key, Arc::new(read(words, block.kind)))
        });
        kept.insert(key, Arc::clone(&paragraph));
        paragraph
    }
}
