//! People: who appears in an article, and every mention of them.
//!
//! A paragraph finds names; the article joins them into people, since English copy names somebody in
//! full once and by part of the name from then on. Where a part fits two people it stays open: a
//! wrong name under a quotation is worse than none.

use std::sync::Arc;

use newsmark_lexer::TextRange;

use super::Article;
use crate::document::{BlockKind, Document};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::Words;

mod finder;
mod forms;
mod kept;
mod listed;
mod name;
mod roll;
mod roster;
mod speakers;
mod variant;

pub(crate) use kept::KeptPeople;
pub(crate) use listed::is_same as is_same_list;
pub use name::Name;
pub(crate) use name::fold;
pub(crate) use roll::Roll;
pub(crate) use roster::role_head;
pub use variant::NameVariant;

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
    /// Every mention by name, in order. The first is the one in full, unless the name is only listed.
    pub mentions: Vec<TextRange>,
    /// The entry under `people:` in the front matter that gives the full name.
    pub listed: Option<TextRange>,
}

/// What is wrong with a surname that has no first reference before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The full name never comes; `is_person` where it is surely a person's.
    Never {
        /// Whether a title or a pronoun says that it is a person.
        is_person: bool,
    },
    /// The full name comes only there.
    Later(TextRange),
}

/// Words that may name a person or a body: capitalised words in a row, with a title before them perhaps.
#[derive(Clone, Debug, PartialEq)]
pub struct NameMention {
    /// The name, without title and possessive.
    pub range: TextRange,
    /// The title or role that stands before it.
    pub title: Option<TextRange>,
    /// The role that stands after it, between commas, or before it, with a comma.
    pub apposition: Option<TextRange>,
    /// What the word before it says of its bearer.
    pub(crate) before: WordBefore,
    /// The name taken apart.
    pub name: Name,
    /// Whether its sentence is about it: it is the subject that opens the sentence.
    pub is_subject: bool,
    /// Whether it stands behind a dash at the start of the paragraph: "— Olga Brandt".
    pub dash_line: bool,
    /// Whether it stands in the headline.
    pub in_headline: bool,
    /// Who is meant.
    pub person: Option<PersonId>,
    /// Everyone who may be meant, where that is more than one.
    pub candidates: Box<[PersonId]>,
    /// Its paragraph, an index into [`Article::paragraphs`].
    pub paragraph: u32,
}

/// What the word before a name says of its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordBefore {
    /// Nothing that matters.
    Nothing,
    /// *the Frenchman*, *the 66-year-old*: described, not named.
    Described,
    /// *the younger Weil*
    Younger,
    /// *the elder Weil*, *the older Weil*
    Elder,
    /// *in Harle*, *near Harle*: a place, if there is no title.
    In,
    /// *of Harle*
    Of,
}

impl WordBefore {
    /// Read from the words of the paragraph up to the name.
    pub(crate) fn read(words: &str) -> WordBefore {
        let words = words.trim_end().as_bytes();
        let ends_with = |end: &[u8]| words.ends_with(end);
        match words.last() {
            Some(b'r') if ends_with(b"younger") => WordBefore::Younger,
            Some(b'r') if ends_with(b"elder") || ends_with(b"older") => WordBefore::Elder,
            Some(b'e') if ends_with(b" the") || ends_with(b"The") => WordBefore::Described,
            Some(b'd') if ends_with(b"old") => WordBefore::Described,
            // Most words end in another letter than all of these do.
            Some(b'e' | b'f' | b'm' | b'n' | b'r' | b's' | b't') => {
                match words.rsplit(|&byte| byte == b' ').next() {
                    Some(b"in" | b"near" | b"at" | b"from" | b"across" | b"outside") => {
                        WordBefore::In
                    }
                    Some(b"of") => WordBefore::Of,
                    _ => WordBefore::Nothing,
                }
            }
            _ => WordBefore::Nothing,
        }
    }
}

impl Placed for NameMention {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.range(&mut self.range);
        by.any(&mut self.title);
        by.any(&mut self.apposition);
        by.paragraph(&mut self.paragraph);
    }
}

/// Finds the names of a paragraph.
pub(crate) fn mentions(words: &Words<'_>) -> Vec<NameMention> {
    finder::find(words)
}

/// Joins the names of an article into people, and gives each quote its speaker; nothing is left to do where all that
/// was [`KeptPeople`].
pub(crate) fn resolve(article: &mut Article, document: &Document, text: &str) {
    if article.knows_people {
        return;
    }
    article.knows_people = true;
    if article.keeps_paragraphs() {
        article.roll.note(&article.quotes);
    }
    let Article { names, quotes, lead_ins, paragraphs, roll, .. } = article;
    let headline = paragraphs.iter().position(|span| span.kind == BlockKind::Headline);
    let headline = headline.map(|index| index as u32);
    let calls = &*roll.read(names);
    let listed = listed::read(document, text).into_iter();
    let listed: Vec<_> = listed
        .map(|one| {
            let number = roll.different().number(&one.name);
            (one, number)
        })
        .collect();
    let different = &*roll.different();
    let mut roster = roster::Roster::new(names, calls, &listed, different, text);
    speakers::resolve((names, calls), quotes, lead_ins, headline, &mut roster, text);
    roster.note_references(quotes);
    let found = roster.people();
    for quote in quotes {
        if let Some(speaker) = &mut quote.speaker {
            speaker.person = speaker.person.and_then(|PersonId(who)| found.ids[who as usize]);
        }
    }
    for (name, who) in names.iter_mut().zip(found.who) {
        name.person = who.and_then(|who| found.ids[who as usize]);
        name.candidates = Box::default();
    }
    article.has_doubtful_names = !found.candidates.is_empty();
    for (name, candidates) in found.candidates {
        names[name].candidates = candidates;
    }
    article.people = found.people;
    let names = (&*article.names, calls);
    article.name_variants = variant::find(names, &article.people, &article.quotes, text);
}
