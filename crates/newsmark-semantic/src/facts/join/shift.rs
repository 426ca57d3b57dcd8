//! Places in an article, and how facts move with the paragraph that they stand in.

use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};

use crate::facts::{Article, Figure, FigureId, ParagraphSpan, Quote, QuoteId};
use crate::paragraph::{Paragraph, ParagraphFacts};

/// Facts that stand in a paragraph and move with it.
pub(crate) trait Placed: Clone {
    /// Where it stands: anywhere in its paragraph.
    fn place(&self) -> Place;

    /// Moves it and all that it points to.
    fn shift(&mut self, by: &Shift);
}

/// Where something stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Text(TextSize),
    Figure(FigureId),
    Paragraph(u32),
}

/// How much stands before a place in an article, or, between two articles, how far something moves, forwards or
/// backwards: what to add, all around the numbers of 32 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shift {
    /// Of the text, in bytes.
    pub(super) offset: u32,
    pub(super) figure: u32,
    pub(super) quote: u32,
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
}
impl Shift {
    /// From the start of a paragraph to a place in it, before which so many figures and sentences stand.
    pub(crate) fn within(offset: TextSize, figure: u32, sentence: u32) -> Shift {
        Shift { offset: offset.into(), figure, sentence, ..Shift::default() }
    }

    /// To a paragraph of an article, or behind the last one.
    pub(super) fn to(article: &Article, paragraph: usize) -> Shift {
        let start = article.paragraphs.get(paragraph).map(|span| span.range.start());
        let is_before = |range: &TextRange| start.is_none_or(|start| range.start() < start);
        let is_figure_before = |figure: &Figure| (figure.paragraph as usize) < paragraph;
        let is_quote_before = |quote: &Quote| (quote.paragraph as usize) < paragraph;
        Shift {
            offset: start.map_or(u32::MAX, u32::from),
            figure: article.figures.partition_point(is_figure_before) as u32,
            quote: article.quotes.partition_point(is_quote_before) as u32,
            sentence: article.sentences.partition_point(is_before) as u32,
            paragraph: paragraph as u32,
        }
    }

    /// Goes behind some paragraphs, one after the other: each with its place.
    pub(super) fn pass<'a>(
        &mut self,
        paragraphs: impl Iterator<Item = (&'a ParagraphSpan, &'a Arc<Paragraph>)>,
    ) -> impl Iterator<Item = (Shift, &'a Paragraph)> {
        paragraphs.map(|(span, paragraph)| (self.pass_one(span, &paragraph.facts), &**paragraph))
    }

    /// Goes behind one paragraph: its place.
    pub(super) fn pass_one(&mut self, span: &ParagraphSpan, facts: &ParagraphFacts) -> Shift {
        self.offset = span.range.start().into();
        let place = *self;
        self.figure += facts.figures.len() as u32;
        self.quote += facts.quotes.len() as u32;
        self.sentence += facts.sentences.len() as u32;
        self.paragraph += 1;
        place
    }

    pub(super) fn between(from: &Shift, to: &Shift) -> Shift {
        Shift {
            offset: to.offset.wrapping_sub(from.offset),
            figure: to.figure.wrapping_sub(from.figure),
            quote: to.quote.wrapping_sub(from.quote),
            sentence: to.sentence.wrapping_sub(from.sentence),
            paragraph: to.paragraph.wrapping_sub(from.paragraph),
        }
    }

    /// Whether it stands behind a place.
    pub(super) fn is_behind(&self, place: Place) -> bool {
        match place {
            Place::Text(at) => u32::from(at) < self.offset,
            Place::Figure(FigureId(id)) => id < self.figure,
            Place::Paragraph(index) => index < self.paragraph,
        }
    }

    /// Something of a paragraph at its place in the article.
    pub(crate) fn moved<T: Placed>(&self, fact: &T) -> T {
        let mut fact = fact.clone();
        fact.shift(self);
        fact
    }

    /// Moves places in the text.
    pub(crate) fn places<'a>(&self, places: impl IntoIterator<Item = &'a mut TextSize>) {
        places.into_iter().for_each(|place| *place = self.place(*place));
    }

    /// Moves ranges of the text.
    pub(crate) fn ranges<'a>(&self, ranges: impl IntoIterator<Item = &'a mut TextRange>) {
        ranges.into_iter().for_each(|range| self.range(range));
    }

    /// Moves a range of the text that there may be.
    pub(crate) fn any(&self, range: &mut Option<TextRange>) {
        if let Some(range) = range {
            self.range(range);
        }
    }

    /// Moves a range of the text.
    pub(crate) fn range(&self, range: &mut TextRange) {
        *range = TextRange::new(self.place(range.start()), self.place(range.end()));
    }

    /// Where a place of the text comes to stand.
    pub(crate) fn place(&self, at: TextSize) -> TextSize {
        TextSize::new(u32::from(at).wrapping_add(self.offset))
    }

    /// Moves figures.
    pub(crate) fn figures<'a>(&self, ids: impl IntoIterator<Item = &'a mut FigureId>) {
        ids.into_iter().for_each(|FigureId(id)| *id = id.wrapping_add(self.figure));
    }

    /// Moves quotations.
    pub(crate) fn quotes<'a>(&self, ids: impl IntoIterator<Item = &'a mut QuoteId>) {
        ids.into_iter().for_each(|QuoteId(id)| *id = id.wrapping_add(self.quote));
    }

    /// Moves the index of a sentence.
    pub(crate) fn sentence(&self, index: &mut u32) {
        *index = index.wrapping_add(self.sentence);
    }

    /// Moves the index of a paragraph.
    pub(crate) fn paragraph(&self, index: &mut u32) {
        *index = index.wrapping_add(self.paragraph);
    }
}

impl From<TextRange> for Place {
    fn from(range: TextRange) -> Place {
        Place::Text(range.start())
    }
}

impl From<FigureId> for Place {
    fn from(figure: FigureId) -> Place {
        Place::Figure(figure)
    }
}

impl Placed for TextRange {
    fn place(&self) -> Place {
        (*self).into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([self]);
    }
}
