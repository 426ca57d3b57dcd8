//! From a word to its id, at about the speed of reading it.
//!
//! Every word of an article is looked up, most of them in vain. Nearly all are short: their letters are one
//! number, which is compared at once. For words of ASCII that number is in the text already.

use rustc_hash::FxHashMap;

use super::WordId;
use crate::letters::{self, Letters};

/// The ids of all words of the vocabulary, regardless of case.
pub(super) struct Index {
    /// A hash table of the short words, each at the place that its letters tell or soon after it. Three quarters of it
    /// or more are empty, so that two places side by side are mostly enough to know whether a word is there.
    table: Vec<Slot>,
    /// The letters of each word by id, 0 for those that are long.
    keys: Vec<u128>,
    /// Words that do not fit into a number, folded.
    long: FxHashMap<Box<str>, WordId>,
    /// The bytes of the longest of them.
    longest: usize,
}

/// A place of the table.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// Of what its letters are spread to, what tells no place: it tells the word from nearly all others.
    tag: u16,
    /// None where the place is empty.
    id: u16,
}

/// Words that begin with a letter after this one are in no list: those in Latin letters do not.
const LAST_LETTER: char = '\u{24F}';

/// How many words there is room for from the start: about as many as the lists have.
pub(super) const ROOM: usize = 8192;

impl Index {
    /// An index without words. The first id is kept for those that are unknown.
    pub(super) fn new() -> Index {
        let table = vec![Slot::default(); 4 * ROOM];
        let mut keys = Vec::with_capacity(ROOM);
        keys.push(0);
        Index { table, keys, long: FxHashMap::default(), longest: 0 }
    }

    /// The id of the word that a text begins with, `length` bytes of it.
    #[inline]
    pub(super) fn get(&self, text: &str, length: usize) -> WordId {
        match Letters::of(text.as_bytes()).key(length) {
            Some(key) => self.get_short(key),
            None => self.get_unusual(text.get(..length).unwrap_or_default()),
        }
    }

    /// The id of a word by its letters.
    ///
    /// Which words of a text are in a list nobody can foresee, and which of them stand at their own place neither. So two
    /// places are looked at in any case, and only one word of twenty has to be looked for any farther.
    #[inline]
    pub(super) fn get_short(&self, key: u128) -> WordId {
        let (place, tag) = spread(key);
        let last = self.table.len() - 1;
        let [first, second] = [place, place + 1].map(|place| self.table[place & last]);
        let id = if first.tag == tag { first.id } else { second.id };
        let is_it = self.keys[usize::from(id)] == key;
        // It is another word, and no place is empty: as one number, since asked one by one each would be a guess.
        let is_farther = u16::from(!is_it).min(first.id).min(second.id);
        if is_farther > 0 {
            return self.get_farther(key);
        }
        WordId(id * u16::from(is_it))
    }

    /// The same for one that may stand farther from its place.
    #[cold]
    fn get_farther(&self, key: u128) -> WordId {
        WordId(self.table[self.find(key)].id)
    }

    /// Kept apart, so that the usual case is small enough to be put where it is needed.
    #[cold]
    fn get_unusual(&self, word: &str) -> WordId {
        if word.is_empty() || word.starts_with(|first| first > LAST_LETTER) {
            return WordId::UNKNOWN;
        }
        match folded_key(word) {
            Some(key) => self.get_short(key),
            None if word.len() > 2 * self.longest => WordId::UNKNOWN,
            None => self.long.get(fold(word).as_str()).copied().unwrap_or(WordId::UNKNOWN),
        }
    }

    /// Gives the next id to a word that has none. After 65,535 words there is no other.
    pub(super) fn insert(&mut self, word: &str) -> WordId {
        let Ok(id) = u16::try_from(self.keys.len()).map(WordId) else { return WordId::UNKNOWN };
        let key = Letters::of(word.as_bytes()).key(word.len()).or_else(|| folded_key(word));
        self.keys.push(key.unwrap_or(0));
        if let Some(key) = key {
            self.insert_short(key, id);
        } else {
            let folded = fold(word);
            self.longest = self.longest.max(folded.len());
            self.long.insert(folded.into(), id);
        }
        id
    }

    fn insert_short(&mut self, key: u128, id: WordId) {
        if 4 * self.keys.len() > self.table.len() {
            self.table = vec![Slot::default(); (4 * self.keys.len()).next_power_of_two()];
            for id in 1..id.0 {
                let key = self.keys[usize::from(id)];
                if key != 0 {
                    self.put(key, id);
                }
            }
        }
        self.put(key, id.0);
    }

    fn put(&mut self, key: u128, id: u16) {
        let (place, (_, tag)) = (self.find(key), spread(key));
        self.table[place] = Slot { tag, id };
    }

    /// The place of a word in the table, or the empty one where it should be.
    fn find(&self, key: u128) -> usize {
        let last = self.table.len() - 1;
        let (mut place, tag) = spread(key);
        loop {
            place &= last;
            let slot = self.table[place];
            if slot.id == 0 || slot.tag == tag && self.keys[usize::from(slot.id)] == key {
                return place;
            }
            place += 1;
        }
    }
}

/// Where a word stands in a table, or soon after it, if the upper bits are left off; and the tag by which it is told from
/// others there. Most words are short, so that half of their letters are zeros: one multiplication spreads all of them.
#[inline]
fn spread(key: u128) -> (usize, u16) {
    /// An odd number that spreads what is multiplied by it over all bits, the upper ones most.
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let letters = key as u64 ^ ((key >> 64) as u64).rotate_left(29);
    let spread = letters.wrapping_mul(FACTOR);
    ((spread >> 40) as usize, (spread >> 24) as u16)
}

/// A word in lower case and with straight apostrophes, as one number, if it fits.
fn folded_key(word: &str) -> Option<u128> {
    let mut key = Key::default();
    for character in word.chars() {
        match character {
            '\0'..='\x7F' => key.push(character.to_ascii_lowercase())?,
            'ß'..='ÿ' => key.push(character)?,
            '’' => key.push('\'')?,
            _ => character.to_lowercase().try_for_each(|lower| key.push(lower))?,
        }
    }
    Some(key.letters)
}

/// The same for a word that does not fit.
fn fold(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

#[derive(Default)]
struct Key {
    letters: u128,
    length: usize,
}

impl Key {
    fn push(&mut self, character: char) -> Option<()> {
        for &byte in character.encode_utf8(&mut [0; 4]).as_bytes() {
            if self.length == letters::MOST {
                return None;
            }
            self.letters |= u128::from(byte) << (8 * self.length);
            self.length += 1;
        }
        Some(())
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
