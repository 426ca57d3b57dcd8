//! Who is known by which words: full names, parts of them, first names.
//!
//! All kinds of words are looked up at once, since whoever asks for one kind mostly needs the others too. Words
//! are folded.

use super::{Who, Word};

/// What is known by words.
pub(super) struct Known {
    /// By the numbers of words.
    meanings: Vec<Meaning>,
    /// The people of all lists, each with the place of the next one of its list.
    links: Vec<(Who, u32)>,
}

/// Whom some words may mean.
#[derive(Clone, Copy, Default)]
pub(super) struct Meaning {
    /// Whose full name they are.
    pub(super) full: Option<Who>,
    /// Of whose longer name they are the last two: *Pensioner Terry Marsh* is Terry Marsh.
    pub(super) tail: Option<Who>,
    /// Who may be called so later.
    pub(super) short: People,
    /// Whose first name they are.
    pub(super) first: People,
}

/// A list of people, in the order in which they were entered.
#[derive(Clone, Copy, Default)]
pub(super) struct People {
    /// The links of the first and the last one.
    ends: (u32, u32),
    n_people: u32,
}

impl People {
    pub(super) fn len(self) -> usize {
        self.n_people as usize
    }
}

impl Known {
    /// With room for what so many words mean.
    pub(super) fn of(n_words: usize) -> Known {
        Known { meanings: vec![Meaning::default(); n_words], links: Vec::with_capacity(n_words) }
    }

    /// Whom words mean.
    pub(super) fn get(&self, words: Word) -> Meaning {
        self.meanings[words as usize]
    }

    /// The same, to change it.
    pub(super) fn entry(&mut self, words: Word) -> &mut Meaning {
        &mut self.meanings[words as usize]
    }

    /// Adds somebody who may be called so.
    pub(super) fn add_short(&mut self, words: Word, who: Who) {
        let people = self.get(words).short;
        if people.n_people == 0 || self.links[people.ends.1 as usize].0 != who {
            self.entry(words).short = self.longer(people, who);
        }
    }

    /// Adds somebody of this first name.
    pub(super) fn add_first(&mut self, words: Word, who: Who) {
        let people = self.get(words).first;
        self.entry(words).first = self.longer(people, who);
    }

    fn longer(&mut self, people: People, who: Who) -> People {
        let link = self.links.len() as u32;
        self.links.push((who, link));
        let (first, last) = if people.n_people == 0 { (link, link) } else { people.ends };
        self.links[last as usize].1 = link;
        People { ends: (first, link), n_people: people.n_people + 1 }
    }

    /// The people of a list.
    pub(super) fn people(&self, people: People) -> impl Iterator<Item = Who> {
        let mut next = people.ends.0;
        (0..people.n_people).map(move |_| {
            let (who, after) = self.links[next as usize];
            next = after;
            who
        })
    }

    /// The one of a list that has no other.
    pub(super) fn only(&self, people: People) -> Option<Who> {
        (people.n_people == 1).then(|| self.links[people.ends.0 as usize].0)
    }
}
