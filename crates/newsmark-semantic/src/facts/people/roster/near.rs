//! Who is meant by a name that is not theirs to the letter: *Max J. Weil*, *Pensioner Terry Marsh*, *Jokowi*.

use super::known::Meaning;
use super::{MOST_CANDIDATES, Roster, Who};
use crate::facts::people::name::Name;
use crate::facts::people::roll::{Word, Words};

/// In an article of more people nobody is looked for by a contraction.
const MOST_CONTRACTED: usize = 200;

/// How a name begins. People of one surname are told apart by that before their names are looked at, each of which lies
/// somewhere else.
#[derive(Clone, Copy)]
pub(super) struct FirstName {
    word: Word,
    is_initial: bool,
}

impl FirstName {
    pub(super) fn of(name: &Name, words: &Words) -> FirstName {
        FirstName { word: words.first, is_initial: is_initial(name.first_word()) }
    }

    /// Whether one may stand for the other.
    fn may_be(self, other: FirstName) -> bool {
        self.word == other.word || self.is_initial || other.is_initial
    }
}

impl Roster<'_> {
    /// "Pensioner Terry Marsh" and "Terry Marsh", whichever comes first.
    pub(super) fn longer(&self, name: &Name, words: &Words, own: Meaning) -> Option<Who> {
        let meaning = words.tail.map_or(own, |tail| self.known.get(tail));
        let shorter = meaning.full.filter(|_| name.len() > 2);
        let who = shorter.or(meaning.tail)?;
        let other = self.entries[who as usize].name;
        let given = shorter.is_some() || name.is_given(name.len() - 2);
        let extra = if shorter.is_some() { name } else { other };
        let is_name = (0..extra.len() - 2).any(|index| extra.is_given(index));
        (given && !is_name && !other.is_body && same_suffix(name, other)).then_some(who)
    }

    /// The only one of the same surname whose first name fits.
    pub(super) fn same(&self, name: &Name, words: &Words) -> Option<Who> {
        let candidates = self.known.get(words.short[0]?).short;
        let own = FirstName::of(name, words);
        let fits = |&who: &Who| {
            own.may_be(self.firsts[who as usize]) && is_same(name, self.entries[who as usize].name)
        };
        let mut fitting = self.known.people(candidates).take(MOST_CANDIDATES).filter(fits);
        let who = fitting.next()?;
        fitting.next().is_none().then_some(who)
    }

    /// *Jokowi* for Joko Widodo: the start of the first name and the start of the second.
    pub(super) fn contraction(&self, word: &str) -> Option<Who> {
        let own = beginning(word);
        let is_short = word.len() < 4 || self.entries.len() > MOST_CONTRACTED;
        if is_short || !self.beginnings.contains(&own) {
            return None;
        }
        let fits = |name: &Name| {
            let n_alike = word.bytes().zip(name.key().bytes()).take_while(|(a, b)| a == b).count();
            if n_alike < 2 || n_alike == word.len() || !name.is_full() || name.is_body {
                return false;
            }
            let last = name.words().next_back().unwrap_or_default();
            (2..word.len() - 1)
                .take_while(|&cut| cut <= n_alike)
                .any(|cut| word.is_char_boundary(cut) && last.starts_with(&word[cut..]))
        };
        let alike = (0..).zip(&self.beginnings).filter(|&(_, &beginning)| beginning == own);
        let mut fitting = alike.filter(|&(who, _)| fits(self.entries[who as usize].name));
        let (who, _) = fitting.next()?;
        fitting.next().is_none().then_some(who)
    }
}

/// The two letters that a name begins with as one number, the same for some others.
pub(super) fn beginning(name: &str) -> u8 {
    match name.as_bytes() {
        [first, second, ..] => first.wrapping_mul(5).wrapping_add(*second),
        _ => 0,
    }
}

/// Whether two full names of one surname can be one person's: *Max J. Weil*, *Max Weil*.
fn is_same(a: &Name, b: &Name) -> bool {
    let (first, second) = (a.first_word(), b.first_word());
    let initial = |short: &str, long: &str| {
        is_initial(short) && long.starts_with(short.trim_end_matches('.'))
    };
    !a.is_body
        && !b.is_body
        && (first == second || initial(first, second) || initial(second, first))
        && same_suffix(a, b)
        && a.short().next() == b.short().next()
        // Where the family name comes first, what is the same so far is only that.
        && a.short().next() != Some(first)
        && match (a.gender, b.gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
}

/// Whether nothing behind two names tells them apart: *Jr.*, *III*.
pub(super) fn same_suffix(a: &Name, b: &Name) -> bool {
    a.suffix.is_none() || b.suffix.is_none() || a.suffix == b.suffix
}

/// `j`, `j.`
fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}
