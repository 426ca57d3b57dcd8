//! Speakers who are named by a surname that has no first reference before it.
//!
//! Only where the name stands beside its verb of speech, since elsewhere it may be a place or a thing; and not
//! where a title, a description or a common word makes the first name needless.

use newsmark_lexer::vocabulary::{Class, lemma, vocabulary};
use newsmark_lexer::{TextRange, TextSize};

use super::super::{NameMention, Reference, WordBefore};
use super::Roster;
use crate::facts::quote::{self, Quote};

impl Roster<'_> {
    /// Notes which speakers are named by a surname that has no first reference before it.
    pub(in super::super) fn note_references(&self, quotes: &mut [Quote]) {
        for quote in quotes.iter_mut() {
            let Some(speaker) = &mut quote.speaker else { continue };
            let Some(range) = speaker.mention else { continue };
            if !matches!(speaker.found, quote::Found::Surname | quote::Found::FullName) {
                continue;
            }
            let found = self.calls.binary_search_by_key(&range.start(), |call| call.range.start());
            let Ok(index) = found else { continue };
            let call = self.calls[index];
            if call.range == range
                && !call.is_full
                && !call.in_headline
                && quote.cue.is_none_or(|cue| stands_beside(range, cue, self.text))
            {
                speaker.reference = self.reference(&self.mentions[index], index);
            }
        }
    }

    fn reference(&self, mention: &NameMention, index: usize) -> Option<Reference> {
        let text = self.text;
        let name = &mention.name;
        // "the 66-year-old Frenchman" is described, not named; nor is a peer by more than a title.
        let described = mention.before == WordBefore::Described;
        let is_peer = mention.title.is_some_and(|title| is_enough(&text[title]));
        if described
            || is_peer
            || name.is_acronym
            || name.is_common()
            || is_of_a_trade(name.key())
            || mention.range.len() <= TextSize::new(2)
        {
            return None;
        }
        let is_person =
            mention.title.is_some_and(|title| text[title].starts_with(char::is_uppercase));
        let meaning = self.known.get(self.names.words_of(self.calls[index].name).key);
        let is_first = meaning.first.len() > 0;
        let Some(who) = self.who(index) else {
            let is_known = meaning.short.len() > 0 || is_first;
            return (!is_known && !name.is_body).then_some(Reference::Never { is_person });
        };
        let entry = &self.entries[who as usize];
        if entry.name.is_body || entry.listed.is_some() || is_first {
            return None;
        }
        if !entry.name.is_full() {
            let is_person = is_person || entry.has_pronoun;
            return Some(Reference::Never { is_person });
        }
        let first = self.mentions.get(entry.first?)?;
        (first.range.start() > mention.range.start()).then_some(Reference::Later(first.range))
    }
}

/// `Forecasters`, `Economists`: whether a word alone means people of one trade.
fn is_of_a_trade(key: &str) -> bool {
    let singular = lemma(key);
    singular.len() < key.len()
        && vocabulary().look_up(&singular).is_any(&[Class::Title, Class::Person, Class::PeopleNoun])
}

/// Whether a name and a verb stand side by side but for a word or two: *Arnesen has said*.
fn stands_beside(name: TextRange, cue: TextRange, text: &str) -> bool {
    let (first, second) = if name.start() < cue.start() { (name, cue) } else { (cue, name) };
    if first.end() > second.start() {
        return false;
    }
    let between = text[TextRange::new(first.end(), second.start())].trim();
    let plain = between.chars().all(|c| c.is_lowercase() || c == ' ');
    let n_words = between.split(' ').count();
    // "said Dr. Okafor"
    let is_title = || between.ends_with('.') || vocabulary().look_up(between).is(Class::Title);
    plain && n_words <= 2 || between.len() < 24 && is_title()
}

/// Titles and kinship that stand with a single name even where it is the first time.
fn is_enough(title: &str) -> bool {
    let last = title.rsplit(' ').next().unwrap_or(title);
    matches!(
        last,
        "Lord"
            | "Lady"
            | "Baroness"
            | "Baron"
            | "Viscount"
            | "Earl"
            | "Count"
            | "Countess"
            | "Duke"
            | "Duchess"
            | "Prince"
            | "Princess"
            | "King"
            | "Queen"
            | "Emperor"
            | "Pope"
            | "Sheikh"
            | "Sister"
            | "Brother"
            | "Father"
            | "Mother"
            | "Saint"
            | "Sir"
            | "Dame"
            | "sister"
            | "brother"
            | "father"
            | "mother"
            | "wife"
            | "husband"
            | "son"
            | "daughter"
            | "cousin"
            | "uncle"
            | "aunt"
            | "niece"
            | "nephew"
            | "widow"
            | "twin"
            | "partner"
    )
}
