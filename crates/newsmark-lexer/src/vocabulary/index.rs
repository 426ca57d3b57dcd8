//! From a word to its id, at about the speed of reading it.
//!
//! Every word of an article is looked up, most of them in vain. Nearly all are short: their letters are one
//! number, which is compared at once. For words of ASCII that number is in the text already.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::WordId;
use crate::letters::{self, Letters};

/// The ids of all words of the vocabulary, regardless of case.
pub(super) struct Index {
    /// A hash table of the short words: ids, at the place that the letters tell or soon after it. Half of it
    /// or more is empty, so that one look is mostly enough to know that a word is not there.
    table: Vec<WordId>,
    /// The letters of each word by id, 0 for those that are long.
    keys: Vec<u128>,
    /// Words that do not fit into a number, folded.
    long: FxHashMap<Box<[u8]>, WordId>,
}

/// Folded words that have more bytes are in no list.
const LONGEST: usize = 48;

/// Words that begin with a letter beyond Latin, Greek and Cyrillic are in no list.
const LAST_LETTER: char = '\u{52F}';

impl Index {
    /// An index without words. The first id is kept for those that are unknown.
    pub(super) fn new() -> Index {
        let table = vec![WordId::UNKNOWN; 2];
        Index { table, keys: vec![0], long: FxHashMap::default() }
    }

    /// The id of the word that a text begins with, `length` bytes of it.
    #[inline]
    pub(super) fn get(&self, text: &str, length: usize) -> WordId {
        match Letters::of(text.as_bytes()).key(length) {
            Some(key) => self.get_short(key),
            None => self.get_folded(text.get(..length).unwrap_or_default()),
        }
    }

    /// The id of a word by its letters.
    #[inline]
    pub(super) fn get_short(&self, key: u128) -> WordId {
        self.table[self.find(key)]
    }

    /// Kept apart, so that the usual case is small enough to be put where it is needed.
    #[cold]
    fn get_folded(&self, word: &str) -> WordId {
        let Some(folded) = Folded::new(word) else { return WordId::UNKNOWN };
        match folded.key() {
            Some(key) => self.get_short(key),
            None => self.long.get(folded.as_bytes()).copied().unwrap_or(WordId::UNKNOWN),
        }
    }

    /// Gives the next id to a word that has none; none to a word that is too long, or after 65,535 others.
    pub(super) fn insert(&mut self, word: &str) -> WordId {
        let id = u16::try_from(self.keys.len()).map(WordId);
        let (Ok(id), Some(folded)) = (id, Folded::new(word)) else { return WordId::UNKNOWN };
        let key = folded.key();
        self.keys.push(key.unwrap_or(0));
        match key {
            Some(key) => self.insert_short(key, id),
            None => drop(self.long.insert(folded.as_bytes().into(), id)),
        }
        id
    }

    fn insert_short(&mut self, key: u128, id: WordId) {
        if 2 * self.keys.len() > self.table.len() {
            self.table = vec![WordId::UNKNOWN; (2 * self.keys.len()).next_power_of_two()];
            for id in (1..id.0).map(WordId) {
                let key = self.keys[usize::from(id.0)];
                if key != 0 {
                    let place = self.find(key);
                    self.table[place] = id;
                }
            }
        }
        let place = self.find(key);
        self.table[place] = id;
    }

    /// The place of a word in the table, or the empty one where it should be.
    #[inline]
    fn find(&self, key: u128) -> usize {
        let last = self.table.len() - 1;
        let mut place = FxBuildHasher.hash_one(key) as usize & last;
        loop {
            let id = self.table[place];
            if id == WordId::UNKNOWN || self.keys[usize::from(id.0)] == key {
                return place;
            }
            place = (place + 1) & last;
        }
    }
}

/// A word in lower case, with straight apostrophes.
struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Folded {
    /// Folds a word, unless it can be in no list.
    fn new(word: &str) -> Option<Folded> {
        word.chars().next().filter(|&first| first <= LAST_LETTER)?;
        let mut folded = Folded { bytes: [0; LONGEST], length: 0 };
        for character in word.chars() {
            match character {
                '\0'..='\x7F' => folded.push(character.to_ascii_lowercase())?,
                'ß'..='ÿ' => folded.push(character)?,
                '’' => folded.push('\'')?,
                _ => character.to_lowercase().try_for_each(|lower| folded.push(lower))?,
            }
        }
        Some(folded)
    }

    fn push(&mut self, character: char) -> Option<()> {
        let end = self.length + character.len_utf8();
        character.encode_utf8(self.bytes.get_mut(self.length..end)?);
        self.length = end;
        Some(())
    }

    fn key(&self) -> Option<u128> {
        let is_short = (1..=letters::MOST).contains(&self.length);
        self.bytes.first_chunk().filter(|_| is_short).map(|&bytes| u128::from_le_bytes(bytes))
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_word_that_it_was_given_and_no_other() {
        let mut index = Index::new();
        let word = |number: usize| match number % 4 {
            0 => format!("word{number}"),
            1 => format!("a-much-longer-word-{number}"),
            2 => format!("don't{number}"),
            _ => format!("é{number}"),
        };
        let ids: Vec<WordId> = (0..3000).map(|number| index.insert(&word(number))).collect();
        let get = |word: &str| index.get(word, word.len());
        for (number, &id) in ids.iter().enumerate() {
            let word = word(number);
            assert_eq!(get(&word), id, "{word}");
            assert_eq!(get(&word.to_uppercase()), id, "{word}");
            assert_eq!(get(&word.replace('\'', "’")), id, "{word}");
            let longer = format!("{word}, and so on, and so forth");
            assert_eq!(index.get(&longer, word.len()), id);
            assert_eq!(get(&format!("{word}s")), WordId::UNKNOWN);
        }
        for word in ["", "word", "\0", "a-much-longer-word-", "’’’’’’’’’’’’’’’’’’’’’’’’", "漢字"]
        {
            assert_eq!(get(word), WordId::UNKNOWN, "{word}");
        }
    }

    #[test]
    fn there_is_room_for_no_more_words_than_ids() {
        let mut index = Index::new();
        let ids: Vec<WordId> =
            (0..70_000).map(|number| index.insert(&format!("w{number}"))).collect();
        assert_eq!(ids[65_534], WordId(65_535));
        assert_eq!(ids[65_535], WordId::UNKNOWN);
        assert_eq!(index.get("w65534", 6), ids[65_534]);
        assert_eq!(index.get("w65535", 6), WordId::UNKNOWN);
    }
}
