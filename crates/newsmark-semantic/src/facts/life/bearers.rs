//! Who is meant by a name, a pronoun or "the 34-year-old".
//!
//! Everybody who is named in full is taken for somebody, whether or not it is sure that the name is a
//! person's: a doubt more only leaves more ages open. Names after `in` or `near` are places.

use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::Holder;
use crate::facts::NameMention;
use crate::facts::people::WordBefore;

/// How many sentences back a pronoun may reach.
const REACH: usize = 3;

/// Everybody, by their names.
pub(super) struct Bearers<'a> {
    names: &'a [NameMention],
    sentences: &'a [TextRange],
    /// The first mention of each full name.
    first: FxHashMap<&'a str, TextRange>,
    /// The same for what they may be called later; none where two people have it.
    short: FxHashMap<&'a str, Option<TextRange>>,
}

impl<'a> Bearers<'a> {
    pub(super) fn new(names: &'a [NameMention], sentences: &'a [TextRange]) -> Bearers<'a> {
        let (first, short) = (FxHashMap::default(), FxHashMap::default());
        let mut bearers = Bearers { names, sentences, first, short };
        for mention in names {
            let name = &mention.name;
            if !name.is_full() || name.is_body || is_place(mention) {
                continue;
            }
            let first = *bearers.first.entry(name.key()).or_insert(mention.range);
            for short in name.short() {
                let own = bearers.short.entry(short).or_insert(Some(first));
                *own = own.filter(|other| *other == first);
            }
        }
        bearers
    }

    /// Who is meant by a mention, by the place of their first one.
    fn meant(&self, mention: &NameMention) -> Option<TextRange> {
        let name = &mention.name;
        let known = match name.is_full() {
            true => self.first.get(name.key()).copied(),
            false => self.short.get(name.first_word()).copied().flatten(),
        };
        // Somebody else, who keeps a pronoun open.
        let is_other = || !name.is_body && !is_place(mention);
        known.or_else(|| is_other().then_some(mention.range))
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
                let at = self.names.partition_point(|own| own.range.start() < range.start());
                self.meant(self.names.get(at).filter(|own| own.range == range)?)
            }
            Holder::New(_) => None,
            Holder::Subject | Holder::Known(_) => self.spoken_of(place, sentence),
        }
    }

    /// The one person that a sentence names before a place, or else the sentence before it; none where
    /// there are several.
    fn spoken_of(&self, place: TextRange, sentence: u32) -> Option<TextRange> {
        let own = self.sentences.get(sentence as usize)?;
        if let Some(here) = self.only(own.start(), place.start()) {
            return here;
        }
        for back in 1..=REACH {
            let before = self.sentences.get((sentence as usize).checked_sub(back)?)?;
            if let Some(there) = self.only(before.start(), before.end()) {
                return there;
            }
        }
        None
    }

    /// The one whom all names of a stretch mean, if that is one; nothing where there are no names.
    fn only(&self, start: TextSize, end: TextSize) -> Option<Option<TextRange>> {
        let first = self.names.partition_point(|own| own.range.start() < start);
        let own = self.names[first..].iter().take_while(|own| own.range.end() <= end);
        let mut meant = own.filter_map(|own| self.meant(own));
        let person = meant.next()?;
        Some(meant.all(|other| other == person).then_some(person))
    }
}

/// Whether the word before a name says that it is a place.
fn is_place(mention: &NameMention) -> bool {
    let is_of = mention.before == WordBefore::Of && !mention.name.is_full();
    mention.title.is_none() && (mention.before == WordBefore::In || is_of)
}
