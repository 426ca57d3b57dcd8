//! The names of an article by their numbers: each different one is kept once, with its words.
//!
//! An article has few different names and says them again and again. Whoever works out who is who compares numbers, and
//! looks at nothing that lies with the paragraphs, each of which lies somewhere else in memory. While somebody types,
//! the numbers of all names that stay are kept. They mean nothing by themselves: no answer depends on which they are.

use std::hash::BuildHasher;
use std::ops::Range;

use newsmark_lexer::TextRange;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::NameMention;
use super::name::{Name, Stretch, part};
use crate::facts::quote::{Quote, Told};

/// What an article's names and quotations are by themselves, without what the rest of it says of them.
#[derive(Clone, Default)]
pub(crate) struct Roll {
    /// For each mention the number of its name; [`UNREAD`] for a new one.
    names: Vec<NameNumber>,
    different: Different,
    /// For each quotation what its paragraph says of it.
    told: Vec<Told>,
}

/// A place in [`Different`].
pub(super) type NameNumber = u32;

/// Words that somebody is known by, as a number.
pub(super) type Word = u32;

/// For so many names room is made at once; long texts say the same ones again.
const MOST_ROOM: usize = 1000;
/// With more names in the same words a name is not compared; it then has several numbers.
const MOST_OTHERS: usize = 8;
const UNREAD: NameNumber = NameNumber::MAX;
/// So many names that no longer stand in the article are kept at most, besides as many as do.
const MOST_GONE: usize = 500;

/// The different names of an article.
#[derive(Clone, Default)]
pub(super) struct Different {
    names: Vec<Numbered>,
    /// By a number that two words hardly ever have in common.
    words: FxHashMap<u64, Word>,
    /// For each word the last name that is all of it.
    named: Vec<Option<NameNumber>>,
    /// How many names there were when the article was read whole.
    n_at_first: usize,
}

#[derive(Clone)]
struct Numbered {
    name: Name,
    words: Words,
    /// Another name in the same words: of a body, of a son of that name.
    other: Option<NameNumber>,
}

/// By which words a name is entered and looked for.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// All of it.
    pub(super) key: Word,
    /// The first of them; of a body, which has no first name, the same.
    pub(super) first: Word,
    /// The last two of more than two.
    pub(super) tail: Option<Word>,
    /// What its bearer may be called later.
    pub(super) short: [Option<Word>; 2],
    /// What a body is called for short.
    pub(super) acronym: Option<Word>,
}

/// A mention in short: they lie side by side, as their names do not.
#[derive(Clone, Copy)]
pub(super) struct Call {
    pub(super) range: TextRange,
    pub(super) name: NameNumber,
    pub(super) paragraph: u32,
    /// What [`NameMention`] says of it.
    pub(super) is_full: bool,
    pub(super) in_headline: bool,
    pub(super) is_subject: bool,
    /// Whether it says of its bearer what they are: there is a title or a role.
    pub(super) is_telling: bool,
}

impl Roll {
    /// Makes room for other names where some are gone; none of them are read yet.
    pub(crate) fn renew(&mut self, gone: Range<usize>, n_new: usize) {
        self.names.splice(gone, std::iter::repeat_n(UNREAD, n_new));
    }

    /// Whether it is that of an article of so many names and quotations.
    pub(crate) fn is_of(&self, n_names: usize, quotes: &[Quote]) -> bool {
        self.names.len() == n_names && self.told.len() == quotes.len()
    }

    /// Takes from quotations what the rest of the article gave them.
    pub(crate) fn take_back(&mut self, quotes: &mut [Quote]) {
        for (quote, told) in quotes.iter_mut().zip(self.told.drain(..)) {
            told.take_back(quote);
        }
    }

    /// Notes what paragraphs say of the quotations.
    pub(super) fn note(&mut self, quotes: &[Quote]) {
        self.told.clear();
        self.told.extend(quotes.iter().map(Told::of));
    }

    /// Reads the names that are new: all mentions in short.
    pub(super) fn read(&mut self, mentions: &[NameMention]) -> Vec<Call> {
        let different = &mut self.different;
        if self.names.len() != mentions.len() || different.has_too_many() {
            *different = Different::with_capacity(mentions.len().min(MOST_ROOM));
            self.names.clear();
            self.names.resize(mentions.len(), UNREAD);
        }
        let calls = mentions.iter().zip(&mut self.names).map(|(mention, name)| {
            if *name == UNREAD {
                *name = different.number(&mention.name);
            }
            Call {
                range: mention.range,
                name: *name,
                paragraph: mention.paragraph,
                is_full: mention.name.is_full(),
                in_headline: mention.in_headline,
                is_subject: mention.is_subject,
                is_telling: mention.title.is_some() || mention.apposition.is_some(),
            }
        });
        let calls = calls.collect();
        if different.n_at_first == 0 {
            different.n_at_first = different.names.len();
        }
        calls
    }

    /// The names that it has numbers for, to add others.
    pub(super) fn different(&mut self) -> &mut Different {
        &mut self.different
    }
}

impl Different {
    /// The number of a name.
    pub(super) fn number(&mut self, name: &Name) -> NameNumber {
        let key = self.number_of(name.key());
        let last = self.named[key as usize];
        let others = std::iter::successors(last, |&other| self.names[other as usize].other);
        let mut others = others.take(MOST_OTHERS);
        if let Some(same) = others.find(|&other| self.name(other).is_same(name)) {
            return same;
        }
        let number = self.names.len() as NameNumber;
        let words = self.words_for(name, key);
        self.names.push(Numbered { name: name.clone(), words, other: last });
        self.named[key as usize] = Some(number);
        number
    }

    /// The name of a number.
    pub(super) fn name(&self, number: NameNumber) -> &Name {
        &self.names[number as usize].name
    }

    /// The words of a name.
    pub(super) fn words_of(&self, number: NameNumber) -> &Words {
        &self.names[number as usize].words
    }

    /// The number of some words, if a name has them.
    pub(super) fn word(&self, words: &str) -> Option<Word> {
        self.words.get(&hash(words)).copied()
    }

    /// How many names there are numbers for, and how many words.
    pub(super) fn len(&self) -> [usize; 2] {
        [self.names.len(), self.named.len()]
    }

    fn with_capacity(n_mentions: usize) -> Different {
        Different {
            names: Vec::with_capacity(n_mentions),
            words: FxHashMap::with_capacity_and_hasher(2 * n_mentions, FxBuildHasher),
            named: Vec::with_capacity(2 * n_mentions),
            n_at_first: 0,
        }
    }

    fn number_of(&mut self, words: &str) -> Word {
        let next = self.named.len() as Word;
        let word = *self.words.entry(hash(words)).or_insert(next);
        if word == next {
            self.named.push(None);
        }
        word
    }

    fn words_for(&mut self, name: &Name, key: Word) -> Words {
        let mut short = |short: Stretch| match short == name.key {
            true => key,
            false => self.number_of(part(&name.text, short)),
        };
        let short = name.short.map(|own| own.map(&mut short));
        let is_called = name.is_full() && !name.is_body;
        let first = if is_called { self.number_of(name.first_word()) } else { key };
        let tail = name.tail().map(|tail| self.number_of(tail));
        let acronym = name.acronym().map(|acronym| self.number_of(acronym));
        Words { key, first, tail, short, acronym }
    }

    fn has_too_many(&self) -> bool {
        self.names.len() > 2 * self.n_at_first + MOST_GONE
    }
}

fn hash(words: &str) -> u64 {
    FxBuildHasher.hash_one(words)
}
