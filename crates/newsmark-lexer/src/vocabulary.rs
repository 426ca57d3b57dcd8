//! The words of a language, read from the lists in `data/en/`; see [`language`].
//!
//! A list is a text file: `#` lines say what it holds, where it comes from and under which licence;
//! every other line is one entry, `words = value` or `words` alone, sorted by words. Entries may have
//! several words ("more than"); they are matched as phrases. A word that stands in several lists
//! belongs to several classes.
//!
//! Look-up ignores case and a possessive `'s`. Symbols whose case matters (`mW`, `MW`) are looked up
//! by [`units::by_symbol`] once a word is known to be of class [`Class::UnitSymbol`].

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

mod class;
pub mod currencies;
mod index;
pub mod language;
mod lemma;
mod spellings;
pub mod units;

pub use class::{Class, Classes};
pub use lemma::{is_inflected, lemma};

/// A word of the vocabulary, or [`WordId::UNKNOWN`]. Ids differ between builds; do not store them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u16);

impl WordId {
    /// The id of every word that stands in no list.
    pub const UNKNOWN: WordId = WordId(0);

    /// Whether the word stands in the list of this class, alone.
    #[inline]
    pub fn is(self, class: Class) -> bool {
        vocabulary().words[self.0 as usize].classes.has(class)
    }

    /// Whether the word stands alone in the list of any of these classes.
    #[inline]
    pub fn is_any(self, classes: &[Class]) -> bool {
        vocabulary().words[self.0 as usize].classes.meet(Classes::of(classes))
    }

    /// The value that the list of this class gives the word.
    #[inline]
    pub fn value(self, class: Class) -> Option<u32> {
        self.is(class).then(|| vocabulary().value(self, class))
    }

    /// One of 64 heaps that all words are put on.
    #[inline]
    const fn heap(self) -> u64 {
        1 << (self.0 % 64)
    }

    /// The longest entry of the class that begins with this word: how many words it has, and its
    /// value. `following` gives the words after this one, from 1.
    #[inline]
    pub fn phrase(self, class: Class, following: impl Fn(usize) -> WordId) -> Option<(usize, u32)> {
        let vocabulary = vocabulary();
        let second = following(1);
        if vocabulary.words[self.0 as usize].seconds & second.heap() != 0 {
            let phrases = vocabulary.phrases_of(self);
            let first = phrases.partition_point(|phrase| (phrase.class as u8) < class as u8);
            let mut own = phrases[first..].iter().take_while(|phrase| phrase.class == class);
            let fits = |phrase: &&Phrase| {
                let rest = &vocabulary.rests[phrase.rest()];
                phrase.second == second
                    && rest.iter().enumerate().all(|(i, &word)| following(i + 2) == word)
            };
            if let Some(phrase) = own.find(fits) {
                return Some((phrase.n_rest as usize + 2, phrase.value));
            }
        }
        self.value(class).map(|value| (1, value))
    }
}

/// All lists, read once.
pub struct Vocabulary {
    index: index::Index,
    /// What every word of an article is asked for, by id, and an empty one behind the last.
    words: Vec<Entry>,
    /// The values of all words but those that are 0, by their words.
    values: Vec<Value>,
    /// All phrases, by their first word and by class, the longest of a class first.
    phrases: Vec<Phrase>,
    /// The words of all phrases from the third on.
    rests: Vec<WordId>,
    /// For the first two words of phrases, where the classes of all that begin so stand.
    pairs: FxHashMap<(WordId, WordId), u32>,
    pair_classes: Vec<Classes>,
}

/// What there is to know of a word. All of it lies together: it takes longer to reach for it than to read it.
#[derive(Clone, Copy, Default)]
struct Entry {
    /// The classes that it is in alone.
    classes: Classes,
    /// Which of 64 heaps of words the second words of its phrases are in: hardly any other word is.
    seconds: u64,
    /// The place of its first value; they end where those of the next word begin.
    first_value: u32,
    /// The place of the first phrase that begins with it; they end where those of the next word begin.
    first_phrase: u32,
}

struct Value {
    word: WordId,
    class: Class,
    value: u32,
}

struct Phrase {
    /// The place of its third word, and how many there are from that on.
    first_rest: u32,
    n_rest: u8,
    class: Class,
    first: WordId,
    /// Its second word, by which nearly all others are told from it.
    second: WordId,
    value: u32,
}

impl Phrase {
    fn rest(&self) -> Range<usize> {
        self.first_rest as usize..self.first_rest as usize + usize::from(self.n_rest)
    }
}

/// The vocabulary, read at first use.
#[inline]
pub fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read);
    &VOCABULARY
}

/// The entries of a list: words and the text of the value, which may be empty.
pub fn entries(list: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let entries = lines.map(|line| {
        let (words, value) = line.split_once('=').unwrap_or((line, ""));
        (words.trim_ascii(), value.trim_ascii())
    });
    entries.filter(|(words, _)| !words.is_empty())
}

/// Every list with the class it fills, for whoever checks or documents them.
pub fn lists() -> impl Iterator<Item = (Class, &'static str)> {
    language::ENGLISH.lists.iter().copied()
}

impl Vocabulary {
    fn read() -> Vocabulary {
        let mut words = Vec::with_capacity(index::ROOM);
        words.push(Entry::default());
        let mut vocabulary = Vocabulary {
            index: index::Index::new(),
            words,
            values: Vec::with_capacity(index::ROOM),
            phrases: Vec::with_capacity(index::ROOM / 2),
            rests: Vec::with_capacity(index::ROOM / 4),
            pairs: FxHashMap::with_capacity_and_hasher(index::ROOM / 2, FxBuildHasher),
            pair_classes: Vec::with_capacity(index::ROOM / 2),
        };
        for (class, list) in lists() {
            for (words, value) in entries(list) {
                vocabulary.add(class, words, value.parse().unwrap_or(0));
            }
        }
        for (index, unit) in units::all().iter().enumerate() {
            for name in unit.names() {
                vocabulary.add(Class::Unit, name, index as u32);
            }
            for symbol in unit.symbols() {
                vocabulary.add(Class::UnitSymbol, symbol, 0);
            }
        }
        for (index, currency) in currencies::all().iter().enumerate() {
            for name in currency.names() {
                vocabulary.add(Class::Currency, &name, index as u32);
            }
        }
        vocabulary.sort();
        vocabulary
    }

    /// Puts the values of each word, and the phrases that begin with it, side by side, and notes with it where they are.
    fn sort(&mut self) {
        self.values.sort_by_key(|value| value.word);
        // Of two that are the same the one that was read last is meant.
        self.phrases.reverse();
        self.phrases
            .sort_by_key(|phrase| (phrase.first, phrase.class as u8, Reverse(phrase.n_rest)));
        self.words.push(Entry::default());
        let (mut value, mut phrase) = (0, 0);
        for (id, word) in (0..).map(WordId).zip(&mut self.words) {
            (word.first_value, word.first_phrase) = (value as u32, phrase as u32);
            value += self.values[value..].iter().take_while(|own| own.word == id).count();
            phrase += self.phrases[phrase..].iter().take_while(|own| own.first == id).count();
        }
    }

    fn add(&mut self, class: Class, words: &str, value: u32) {
        let Some((first, rest)) = words.split_once(' ') else {
            let word = self.intern(words);
            let entry = &mut self.words[word.0 as usize];
            if !entry.classes.has(class) {
                entry.classes = entry.classes.with(Classes::of(&[class]));
                if value != 0 {
                    self.values.push(Value { word, class, value });
                }
            }
            return;
        };
        let first = self.intern(first);
        let mut rest = rest.split(' ');
        let second = rest.next().map_or(WordId::UNKNOWN, |second| self.intern(second));
        let first_rest = self.rests.len() as u32;
        for word in rest {
            let word = self.intern(word);
            self.rests.push(word);
        }
        let n_rest = (self.rests.len() as u32 - first_rest) as u8;
        self.phrases.push(Phrase { first_rest, n_rest, class, first, second, value });
        self.words[first.0 as usize].seconds |= second.heap();
        let next = self.pair_classes.len() as u32;
        let place = *self.pairs.entry((first, second)).or_insert(next);
        if place == next {
            self.pair_classes.push(Classes::default());
        }
        let classes = &mut self.pair_classes[place as usize];
        *classes = classes.with(Classes::of(&[class]));
    }

    fn intern(&mut self, word: &str) -> WordId {
        let word = without_possessive(word);
        let known = self.index.get(word, word.len());
        if known != WordId::UNKNOWN {
            return known;
        }
        let id = self.index.insert(word);
        if id != WordId::UNKNOWN {
            self.words.push(Entry::default());
        }
        id
    }

    /// The id of a word, regardless of case and without a possessive `'s`.
    pub fn look_up(&self, word: &str) -> WordId {
        self.look_up_first(word, word.len())
    }

    /// All classes in whose lists a word stands before another: alone; alone or as the first of several, of which
    /// the other is the second.
    #[inline]
    pub fn classes(&self, word: WordId, next: WordId) -> (Classes, Classes) {
        let Entry { classes, seconds, .. } = self.words[word.0 as usize];
        match seconds & next.heap() {
            0 => (classes, classes),
            _ => (classes, classes.with(self.classes_of_pair(word, next))),
        }
    }

    /// The classes of the phrases that begin with two words. Kept apart, so that the usual case is small enough to be
    /// put where it is needed.
    #[inline(never)]
    fn classes_of_pair(&self, word: WordId, next: WordId) -> Classes {
        self.pairs
            .get(&(word, next))
            .map_or(Classes::default(), |&at| self.pair_classes[at as usize])
    }

    /// The same for a word of a few plain letters, by their key.
    #[inline]
    pub(crate) fn look_up_plain(&self, key: u128) -> WordId {
        self.index.get_short(key)
    }

    /// The same for the word that a text begins with, `length` bytes of it.
    #[inline]
    pub(crate) fn look_up_first(&self, text: &str, length: usize) -> WordId {
        let word = without_possessive(&text[..length]);
        self.index.get(text, word.len())
    }

    /// The phrases that begin with a word.
    fn phrases_of(&self, word: WordId) -> &[Phrase] {
        let [own, next] = [0, 1].map(|step| self.words[word.0 as usize + step].first_phrase);
        &self.phrases[own as usize..next as usize]
    }

    /// The value of a word in one of its classes; 0 where it has none.
    pub fn value(&self, word: WordId, class: Class) -> u32 {
        let [own, next] = [0, 1].map(|step| self.words[word.0 as usize + step].first_value);
        let mut values = self.values[own as usize..next as usize].iter();
        values.find(|own| own.class == class).map_or(0, |own| own.value)
    }
}

/// The word without a possessive `'s` or `’s`: `China's` is `China`.
#[inline]
pub fn without_possessive(word: &str) -> &str {
    // Most words show with their last letter that they have none.
    let Some(stem) = word.strip_suffix('s') else { return word };
    let stem = stem.strip_suffix(['\'', '’']);
    stem.filter(|stem| !stem.is_empty()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_without_duplicates() {
        for (class, list) in lists() {
            let words: Vec<&str> = entries(list).map(|(words, _)| words).collect();
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{class:?}: {:?} stands before {:?}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn lists_state_their_origin() {
        for (class, list) in lists() {
            assert!(list.starts_with("# "), "{class:?} has no header");
            assert!(list.contains("# Origin: "), "{class:?} states no origin");
            assert!(list.contains("# Licence: "), "{class:?} states no licence");
        }
    }

    #[test]
    fn every_word_of_every_list_is_found() {
        for (class, list) in lists() {
            for (words, _) in entries(list) {
                // A possessive is looked up without its end, so a word that only looks like one is not found.
                assert!(words.contains(' ') || without_possessive(words) == words, "{words:?}");
                let ids = words.split(' ').map(|word| vocabulary().look_up(word));
                assert!(ids.clone().all(|id| id != WordId::UNKNOWN), "{class:?}: {words:?}");
                let ids: Vec<WordId> = ids.collect();
                let following = |i: usize| ids.get(i).copied().unwrap_or(WordId::UNKNOWN);
                let (length, _) = ids[0].phrase(class, following).unwrap_or_default();
                assert_eq!(length, ids.len(), "{class:?}: {words:?}");
            }
        }
    }

    #[test]
    fn looks_up_regardless_of_case_and_possessive() {
        let id = |word| vocabulary().look_up(word);
        assert_eq!(id("Million"), id("million"));
        assert_eq!(id("year’s"), id("year"));
        assert_eq!(id("zyzzyva"), WordId::UNKNOWN);
        assert_eq!(id("forty").value(Class::NumberWord), Some(40));
    }

    #[test]
    fn finds_the_longest_phrase() {
        for (class, words) in
            [(Class::Hedge, ["no", "more", "than"]), (Class::Earlier, ["the", "previous", "year"])]
        {
            let ids = words.map(|word| vocabulary().look_up(word));
            let following = |i: usize| ids.get(i).copied().unwrap_or(WordId::UNKNOWN);
            let phrase = ids[0].phrase(class, following);
            assert_eq!(phrase.map(|(length, _)| length), Some(3), "{words:?}");
        }
    }
}
