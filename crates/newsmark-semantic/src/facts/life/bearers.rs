//! Who is meant by a name, a pronoun or "the 34-year-old".
//!
//! Everybody who is named in full is taken for somebody, whether or not it is sure that the name is a
//! person's: a doubt more only leaves more ages open. Names after `in` or `near` are places.

use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::Holder;
use crate::facts::NameMention;

/// How many sentences back a pronoun may reach.
const REACH: usize = 3;

/// Everybody with every mention.
pub(super) struct Bearers<'a> {
    /// Each mention, in order, with the place of the first one.
    mentions: Vec<(TextRange, TextRange)>,
    sentences: &'a [TextRange],
}

impl<'a> Bearers<'a> {
    pub(super) fn new(
        names: &'a [NameMention],
        sentences: &'a [TextRange],
        text: &str,
    ) -> Bearers<'a> {
        let mut first_by_key: FxHashMap<&str, TextRange> = FxHashMap::default();
        // None where two people have it.
        let mut by_short: FxHashMap<&str, Option<TextRange>> = FxHashMap::default();
        for mention in names {
            let name = &mention.name;
            if !name.is_full() || name.is_body || is_place(mention, text) {
                continue;
            }
            let first = *first_by_key.entry(name.key()).or_insert(mention.range);
            for short in name.short() {
                let own = by_short.entry(short).or_insert(Some(first));
                *own = own.filter(|other| *other == first);
            }
        }
        let mentions = names.iter().filter_map(|mention| {
            let name = &mention.name;
            let known = match name.is_full() {
                true => first_by_key.get(name.key()).copied(),
                false => by_short.get(name.first_word()).copied().unwrap_or_default(),
            };
            // Somebody else, who keeps a pronoun open.
            let is_other = || !name.is_body && !is_place(mention, text);
            Some((mention.range, known.or_else(|| is_other().then_some(mention.range))?))
        });
        Bearers { mentions: mentions.collect(), sentences }
    }

    /// Whom a holder means, by the place of their first mention.
    pub(super) fn find(
        &self,
        holder: Holder,
        place: TextRange,
        sentence: u32,
    ) -> Option<TextRange> {
        match holder {
            Holder::Name(range) => {
                let at = self.mentions.partition_point(|(own, _)| own.start() < range.start());
                self.mentions.get(at).filter(|(own, _)| *own == range).map(|(_, first)| *first)
            }
            Holder::New(_) => None,
            Holder::Subject | Holder::Known(_) => self.spoken_of(place, sentence),
        }
    }

    /// The one person that a sentence names before a place, or else the sentence before it; none where
    /// there are several.
    fn spoken_of(&self, place: TextRange, sentence: u32) -> Option<TextRange> {
        let own = self.sentences.get(sentence as usize)?;
        let here = self.between(own.start(), place.start());
        if !here.is_empty() {
            return only(here);
        }
        for back in 1..=REACH {
            let before = self.sentences.get((sentence as usize).checked_sub(back)?)?;
            let there = self.between(before.start(), before.end());
            if !there.is_empty() {
                return only(there);
            }
        }
        None
    }

    fn between(&self, start: TextSize, end: TextSize) -> &[(TextRange, TextRange)] {
        let first = self.mentions.partition_point(|(range, _)| range.start() < start);
        let last = self.mentions.partition_point(|(range, _)| range.end() <= end);
        self.mentions.get(first..last).unwrap_or_default()
    }
}

fn only(mentions: &[(TextRange, TextRange)]) -> Option<TextRange> {
    let (_, person) = *mentions.first()?;
    mentions.iter().all(|(_, other)| *other == person).then_some(person)
}

/// Whether the word before a name says that it is a place.
fn is_place(mention: &NameMention, text: &str) -> bool {
    const OPENINGS: [&str; 6] = ["in", "near", "at", "from", "across", "outside"];
    let before = text[..usize::from(mention.range.start())].trim_end();
    let ends_with = |word: &str| {
        let rest = before.strip_suffix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    let is_of = || !mention.name.is_full() && ends_with("of");
    mention.title.is_none() && (OPENINGS.iter().any(|word| ends_with(word)) || is_of())
}
