//! Quotes: which words are given as someone's own, and whose.
//!
//! By newspaper custom a quote that runs over several paragraphs opens each of them with a mark and
//! closes only the last. A forgotten mark therefore ends with its paragraph. The speaker is looked
//! for in the same sentence, then in the one before; further away would be guessing, and a wrong
//! name is worse than none.
//!
//! A paragraph finds the words that name the speaker; who that is, and who speaks where nobody is
//! named, is worked out for the whole article in [`super::people`].

use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};

use super::FigureId;
use super::people::{PersonId, Reference};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

mod attribution;
mod claims;
mod frames;
mod layout;
mod marks;
mod nearest;
mod phrase;
mod restated;
mod running;
mod shape;
#[cfg(test)]
mod tests;

pub use marks::Mark;
pub(crate) use restated::{Again, Alike, Runs, resolve as restated, still_alike};
pub use restated::{Difference, RestatedQuote};
pub use running::NotReopened;
pub(crate) use running::resolve as not_reopened;

/// A place in [`super::Article::quotes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QuoteId(pub u32);

/// Words between quotation marks, in one paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The words with their marks.
    pub range: TextRange,
    /// What kind of words they are.
    pub kind: QuoteKind,
    /// The kind of marks around them; none for a block quote.
    pub mark: Option<Mark>,
    /// Whether a closing mark ends them; else they end with the paragraph, or where [`Quote::missing_mark`] says.
    pub closed: bool,
    /// Whether the closing mark is of another kind than the opening one: a straight one behind a curly one, or the
    /// other way round.
    pub mismatched: bool,
    /// Where the closing mark was forgotten, if that is certain.
    pub missing_mark: Option<TextSize>,
    /// Whether they open their paragraph.
    pub opens_paragraph: bool,
    /// Whose words they are.
    pub speaker: Option<Speaker>,
    /// The verb that gives them to the speaker: `said`.
    pub cue: Option<TextRange>,
    /// Its paragraph, an index into [`super::Article::paragraphs`].
    pub paragraph: u32,
}

/// What kind of words stand between the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// Whole sentences.
    Direct,
    /// Part of a sentence of the article's own.
    Partial,
    /// A block quote.
    Block,
    /// Running on from the paragraph before, which left its mark open.
    Running,
    /// Words the article holds at arm's length.
    Scare,
    /// The name of a work.
    Title,
    /// A word as a word, a nickname, a motto: "the term ..."
    Word,
    /// Words to be read on something: a sign, a shirt.
    Placard,
    /// Words that nobody is said to have spoken: "as if to say ...", "no minister ever said ..."
    Unsaid,
}

/// Who is given as the speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The words that name the speaker; none where the speaker is carried over.
    pub mention: Option<TextRange>,
    /// The person they stand for.
    pub person: Option<PersonId>,
    /// The full name, or the mention's words where nobody is known by them.
    pub name: Option<Arc<str>>,
    /// How the speaker was found.
    pub found: Found,
    /// Whether a surname that stands there has no first reference before it.
    pub reference: Option<Reference>,
    /// What *it* stands for: the document or body that the sentence before is about.
    pub antecedent: Option<TextRange>,
}

/// What a paragraph says by itself of a quotation where the rest of the article may say otherwise.
#[derive(Clone, Copy)]
pub(crate) struct Told {
    kind: QuoteKind,
    /// How the speaker is found whom it names.
    found: Option<Found>,
    has_cue: bool,
}

/// A pair of marks inside a pair of the same kind: “He called “stop” twice.”
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NestedMarks {
    /// The opening mark.
    pub opening: TextRange,
    /// The closing mark.
    pub closing: TextRange,
    /// Their kind.
    pub mark: Mark,
}

/// A mark that closes what was never opened in its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrayMark {
    /// The mark.
    pub range: TextRange,
    /// Its kind.
    pub mark: Mark,
    /// Whether no quotation of the paragraph stands before it.
    pub comes_first: bool,
    /// Its paragraph, an index into [`super::Article::paragraphs`].
    pub paragraph: u32,
}

/// The end of a paragraph that leads into the next one: "The committee said in a statement:", or "The
/// committee said that it would wait."
#[derive(Clone, Debug, PartialEq)]
pub struct LeadIn {
    /// Whose words follow.
    pub speaker: Speaker,
    /// The verb that says so.
    pub cue: Option<TextRange>,
    /// The paragraph that it ends, an index into [`super::Article::paragraphs`].
    pub paragraph: u32,
}

/// A figure that stands in a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuotedFigure {
    /// The figure.
    pub(crate) figure: FigureId,
    /// The quotation.
    pub(crate) quote: QuoteId,
}

/// How a speaker was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Found {
    /// The full name stands there.
    FullName,
    /// By surname, or by another part of a name that stands alone.
    Surname,
    /// Several names stand there.
    Joint,
    /// By a pronoun.
    Pronoun,
    /// A role or a body stands there: "the ministry".
    Description,
    /// The dash line under a block quote.
    DashLine,
    /// The sentence before is about them.
    SentenceBefore,
    /// Carried over from the quote before.
    CarriedOver,
}

impl QuoteKind {
    /// The word that machine output uses.
    pub fn word(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Partial => "partial",
            QuoteKind::Block => "block",
            QuoteKind::Running => "running",
            QuoteKind::Scare => "scare",
            QuoteKind::Title => "title",
            QuoteKind::Word => "word",
            QuoteKind::Placard => "placard",
            QuoteKind::Unsaid => "unsaid",
        }
    }

    /// Whether words of this kind are somebody's: not a title, not words held at arm's length.
    pub fn is_speech(self) -> bool {
        matches!(
            self,
            QuoteKind::Direct | QuoteKind::Partial | QuoteKind::Block | QuoteKind::Running
        )
    }
}

impl Found {
    /// How an editor is told: "found by surname".
    pub fn word(self) -> &'static str {
        match self {
            Found::FullName => "full name",
            Found::Surname => "surname",
            Found::Joint => "several names",
            Found::Pronoun => "pronoun",
            Found::Description => "description",
            Found::DashLine => "dash line",
            Found::SentenceBefore => "sentence before",
            Found::CarriedOver => "quote before",
        }
    }
}

impl Quote {
    /// Its opening mark; empty for a block quote.
    pub fn opening(&self, text: &str) -> TextRange {
        let mark = text[self.range].chars().next().filter(|_| self.mark.is_some());
        TextRange::at(self.range.start(), mark.map_or(TextSize::new(0), TextSize::of))
    }

    /// Its closing mark; empty where there is none.
    pub fn closing(&self, text: &str) -> TextRange {
        let mark = text[self.range].chars().next_back();
        let mark = mark.filter(|_| self.mark.is_some() && self.closed);
        let length = mark.map_or(TextSize::new(0), TextSize::of);
        TextRange::new(self.range.end() - length, self.range.end())
    }

    fn is_mismatched(&self, text: &str) -> bool {
        let closing = &text[self.closing(text)];
        match self.mark {
            Some(Mark::Curly) => closing == "\"",
            Some(Mark::Straight) => matches!(closing, "”" | "“"),
            _ => false,
        }
    }

    /// Where another one stands.
    pub(crate) fn place_as(&mut self, other: &Quote) {
        (self.range, self.missing_mark) = (other.range, other.missing_mark);
    }
}

impl Told {
    /// What is told of a quotation that no other paragraph has been asked about yet.
    pub(crate) fn of(quote: &Quote) -> Told {
        let found = quote.speaker.as_ref().map(|speaker| speaker.found);
        Told { kind: quote.kind, found, has_cue: quote.cue.is_some() }
    }

    /// Takes from the quotation what the rest of the article gave it.
    pub(crate) fn take_back(self, quote: &mut Quote) {
        quote.kind = self.kind;
        quote.cue.take_if(|_| !self.has_cue);
        quote.speaker = quote.speaker.take().zip(self.found).map(|(speaker, found)| Speaker {
            person: None,
            name: None,
            reference: None,
            found,
            ..speaker
        });
    }
}

impl Placed for Quote {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.range(&mut self.range);
        by.any(&mut self.cue);
        by.places(&mut self.missing_mark);
        if let Some(speaker) = &mut self.speaker {
            speaker.shift(by);
        }
        by.paragraph(&mut self.paragraph);
    }
}

impl Speaker {
    fn shift(&mut self, by: &Shift) {
        by.any(&mut self.mention);
        by.any(&mut self.antecedent);
    }
}

impl Placed for NestedMarks {
    fn place(&self) -> Place {
        self.opening.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.opening, &mut self.closing]);
    }
}

impl Placed for StrayMark {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range]);
        by.paragraph(&mut self.paragraph);
    }
}

impl Placed for QuotedFigure {
    fn place(&self) -> Place {
        self.figure.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures([&mut self.figure]);
        by.quotes([&mut self.quote]);
    }
}

impl Placed for LeadIn {
    fn place(&self) -> Place {
        Place::Paragraph(self.paragraph)
    }

    fn shift(&mut self, by: &Shift) {
        self.speaker.shift(by);
        by.any(&mut self.cue);
        by.paragraph(&mut self.paragraph);
    }
}

/// Finds the quotes of a paragraph, with what it says itself about who speaks; marks the figures inside
/// them, and finds whose word the others are.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let found = attribution::collect(words, &mut facts.names, &mut facts.figures, &facts.sentences);
    facts.quotes = found.quotes;
    for quote in &mut facts.quotes {
        quote.mismatched = quote.is_mismatched(words.text);
    }
    facts.lead_ins.extend(found.lead_in);
    (facts.nested_marks, facts.stray_marks) = (found.nested, found.strays);
    facts.quoted_runs = restated::runs(&facts.quotes, words.text);
    let mut quotes = (0..).map(QuoteId).zip(&facts.quotes).peekable();
    for (figure, own) in (0..).map(FigureId).zip(&mut facts.figures) {
        while quotes.next_if(|(_, quote)| quote.range.end() <= own.range.start()).is_some() {}
        let quote = quotes.peek().filter(|(_, quote)| quote.range.contains_range(own.range));
        own.in_quote = quote.is_some();
        if let Some(&(quote, _)) = quote.filter(|_| own.is_quantity()) {
            facts.quoted_figures.push(QuotedFigure { figure, quote });
        }
    }
}
