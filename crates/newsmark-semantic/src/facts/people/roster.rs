//! The roster of an article: everyone who is named in full, and who is meant by a part of a name.
//!
//! Built in two passes, because a headline or a lead may say *Arnesen* before the full name comes.
//! Look-up is by folded words in hash maps; where several people share a short form, at most
//! [`MOST_CANDIDATES`] of them are told apart, so that building stays linear.

use std::sync::Arc;

use newsmark_lexer::TextRange;
use rustc_hash::FxHashMap;

use super::name::{Gender, Name, fold};
use super::{NameMention, Person, PersonId};
use crate::document::Document;

/// More people of one surname are not told apart.
const MOST_CANDIDATES: usize = 16;

/// An index into [`Roster::entries`].
pub(super) type Who = u32;

/// Everyone who is named.
pub(super) struct Roster<'a> {
    entries: Vec<Entry>,
    by_key: FxHashMap<&'a str, Who>,
    by_short: FxHashMap<&'a str, Vec<Who>>,
    by_role: FxHashMap<Box<str>, Vec<Who>>,
    /// For each mention, who it is.
    who: Vec<Option<Who>>,
}

struct Entry {
    name: Arc<Name>,
    /// As first given in full.
    written: Arc<str>,
    role: Option<Arc<str>>,
    gender: Option<Gender>,
    /// The first mention in full; none for people of the front matter.
    first: Option<usize>,
    surely_person: bool,
}

impl<'a> Roster<'a> {
    pub(super) fn new(mentions: &'a [NameMention], document: &Document, text: &str) -> Roster<'a> {
        let mut roster = Roster {
            entries: Vec::new(),
            by_key: FxHashMap::default(),
            by_short: FxHashMap::default(),
            by_role: FxHashMap::default(),
            who: vec![None; mentions.len()],
        };
        for (index, mention) in mentions.iter().enumerate() {
            if mention.name.is_full() {
                let who = roster.enter(index, mention, text);
                roster.who[index] = Some(who);
            }
        }
        for (index, mention) in mentions.iter().enumerate() {
            if !mention.name.is_full() {
                roster.who[index] = roster.part(index, mention, text);
            }
        }
        roster.listed_roles(document, text);
        roster
    }

    /// Who a mention names.
    pub(super) fn who(&self, mention: usize) -> Option<Who> {
        self.who.get(mention).copied().flatten()
    }

    /// The full name.
    pub(super) fn name(&self, who: Who) -> Arc<str> {
        Arc::clone(&self.entries[who as usize].written)
    }

    /// How many words the full name has.
    pub(super) fn length(&self, who: Who) -> usize {
        self.entries[who as usize].name.words.len()
    }

    pub(super) fn is_person(&self, who: Who) -> bool {
        !self.entries[who as usize].name.is_body
    }

    /// Whether a pronoun of this gender fits.
    pub(super) fn fits(&self, who: Who, gender: Gender) -> bool {
        let entry = &self.entries[who as usize];
        !entry.name.is_body && entry.gender.is_none_or(|own| own == gender)
    }

    /// Notes that somebody speaks, or takes a pronoun: a person, if it was not sure before.
    pub(super) fn speaks(&mut self, who: Who, gender: Option<Gender>) {
        let entry = &mut self.entries[who as usize];
        entry.surely_person = true;
        entry.gender = entry.gender.or(gender);
    }

    /// The only one with a role: *the pope*.
    pub(super) fn with_role(&self, role: &str) -> Option<Who> {
        match self.by_role.get(role)?.as_slice() {
            [who] => Some(*who),
            _ => None,
        }
    }

    /// The people of the article and, for each entry, its id among them.
    pub(super) fn people(self, mentions: &[NameMention]) -> (Vec<Person>, Vec<Option<PersonId>>) {
        let mut order: Vec<Who> = (0..self.entries.len() as Who)
            .filter(|&who| {
                let entry = &self.entries[who as usize];
                entry.surely_person && !entry.name.is_body
            })
            .collect();
        order.sort_by_key(|&who| self.entries[who as usize].first);
        let mut ids = vec![None; self.entries.len()];
        for (id, &who) in order.iter().enumerate() {
            ids[who as usize] = Some(PersonId(id as u32));
        }
        let mut places: Vec<Vec<TextRange>> = vec![Vec::new(); order.len()];
        for (mention, who) in mentions.iter().zip(&self.who) {
            if let Some(PersonId(id)) = who.and_then(|who| ids[who as usize]) {
                places[id as usize].push(mention.range);
            }
        }
        let people = order
            .iter()
            .zip(places)
            .map(|(&who, mentions)| {
                let entry = &self.entries[who as usize];
                Person {
                    name: Arc::clone(&entry.written),
                    family_name: Arc::from(&*entry.name.family),
                    role: entry.role.clone(),
                    mentions,
                }
            })
            .collect();
        (people, ids)
    }

    /// Finds or makes the entry of a full name.
    fn enter(&mut self, index: usize, mention: &'a NameMention, text: &str) -> Who {
        let name = &mention.name;
        let exact = self
            .by_key
            .get(&*name.key)
            .copied()
            .filter(|&who| same_suffix(name, &self.entries[who as usize].name));
        // "López Obrador" is as full as many a name, and only part of another.
        let part = || match self.by_short.get(&*name.key)?.as_slice() {
            [who] => Some(*who),
            _ => None,
        };
        let who = exact.or_else(part).or_else(|| {
            let candidates = self.by_short.get(&**name.short.first()?)?;
            let mut fitting = candidates
                .iter()
                .take(MOST_CANDIDATES)
                .filter(|&&who| is_same(name, &self.entries[who as usize].name));
            let who = *fitting.next()?;
            fitting.next().is_none().then_some(who)
        });
        if let Some(who) = who {
            self.add_evidence(who, mention, text);
            return who;
        }
        self.push(index, mention, text)
    }

    fn push(&mut self, index: usize, mention: &'a NameMention, text: &str) -> Who {
        let name = &mention.name;
        let who = self.entries.len() as Who;
        self.entries.push(Entry {
            name: Arc::clone(name),
            written: without_nickname(&text[mention.range]),
            role: None,
            gender: name.gender,
            first: Some(index),
            surely_person: false,
        });
        self.by_key.entry(&name.key).or_insert(who);
        if name.is_body {
            if let Some(acronym) = &name.acronym {
                self.by_short.entry(acronym).or_default().push(who);
            }
        } else {
            for short in &name.short {
                let people = self.by_short.entry(short).or_default();
                if people.last() != Some(&who) {
                    people.push(who);
                }
            }
        }
        self.add_evidence(who, mention, text);
        who
    }

    fn add_evidence(&mut self, who: Who, mention: &NameMention, text: &str) {
        let entry = &mut self.entries[who as usize];
        entry.surely_person |= mention.name.surely_person || mention.apposition.is_some();
        entry.gender = entry.gender.or(mention.name.gender);
        let honorific = |range: &TextRange| {
            let words = text[*range].trim_end_matches('.');
            matches!(words, "Mr" | "Mrs" | "Ms" | "Miss" | "Mx" | "Dr" | "Sir" | "Dame")
        };
        if let Some(range) = mention.title.filter(|title| !honorific(title)).or(mention.apposition)
            && !entry.name.is_body
        {
            if entry.role.is_none() {
                let role = text[range]
                    .trim_start_matches("the ")
                    .trim_start_matches("a ")
                    .trim_start_matches("an ");
                entry.role = Some(role.into());
            }
            if let Some(head) = role_head(&text[range]) {
                let people = self.by_role.entry(head).or_default();
                if !people.contains(&who) && people.len() < MOST_CANDIDATES {
                    people.push(who);
                }
            }
        }
    }

    /// Who is meant by one word.
    fn part(&mut self, index: usize, mention: &'a NameMention, text: &str) -> Option<Who> {
        let name = &mention.name;
        let word = &**name.words.first()?;
        if let Some(candidates) = self.by_short.get(word) {
            let who = self.tell_apart(candidates, mention, text);
            if let Some(who) = who {
                self.add_evidence(who, mention, text);
            }
            return who;
        }
        if let Some(&who) = self.by_key.get(word) {
            self.add_evidence(who, mention, text);
            return Some(who);
        }
        if let Some(who) = self.contraction(word) {
            return Some(who);
        }
        (name.surely_person && !name.is_body).then(|| self.push(index, mention, text))
    }

    /// The one of several people that a title or a word before the name singles out.
    fn tell_apart(&self, candidates: &[Who], mention: &NameMention, text: &str) -> Option<Who> {
        if let [who] = candidates {
            return Some(*who);
        }
        let only = |fits: &dyn Fn(&Entry) -> bool| {
            let mut fitting = candidates
                .iter()
                .take(MOST_CANDIDATES + 1)
                .filter(|&&who| fits(&self.entries[who as usize]));
            let who = *fitting.next()?;
            fitting.next().is_none().then_some(who)
        };
        if let Some(title) = mention.title {
            let title = text[title].to_lowercase();
            let by_title = only(&|entry| {
                entry.role.as_ref().is_some_and(|role| role.to_lowercase().contains(&title))
            });
            if by_title.is_some() {
                return by_title;
            }
        }
        let before = text[..usize::from(mention.range.start())].trim_end();
        let wanted: &[&str] = if before.ends_with("younger") {
            &["jr", "ii", "iii"]
        } else if before.ends_with("elder") || before.ends_with("older") {
            &["sr"]
        } else {
            &[]
        };
        if !wanted.is_empty() {
            return only(&|entry| {
                entry.name.suffix.as_ref().is_some_and(|suffix| wanted.contains(&&**suffix))
            });
        }
        let gender = mention.name.gender?;
        only(&|entry| entry.gender == Some(gender))
    }

    /// *Jokowi* for Joko Widodo: the start of the first name and the start of the second.
    fn contraction(&self, word: &str) -> Option<Who> {
        if word.len() < 4 || self.entries.len() > 200 {
            return None;
        }
        let fits = |entry: &Entry| {
            let (Some(first), Some(last)) = (entry.name.words.first(), entry.name.words.last())
            else {
                return false;
            };
            (2..word.len() - 1).any(|cut| {
                word.is_char_boundary(cut)
                    && first.starts_with(&word[..cut])
                    && last.starts_with(&word[cut..])
            }) && !first.starts_with(word)
                && entry.name.is_full()
                && !entry.name.is_body
        };
        let mut fitting = (0..self.entries.len()).filter(|&who| fits(&self.entries[who]));
        let who = fitting.next()?;
        fitting.next().is_none().then_some(who as Who)
    }

    /// Roles given under `people:` in the front matter.
    fn listed_roles(&mut self, document: &Document, text: &str) {
        let entry = document.front_matter.as_ref().and_then(|matter| matter.entry(text, "people"));
        for &item in entry.iter().flat_map(|entry| &entry.items) {
            let (name, role) = text[item].split_once(',').unwrap_or((&text[item], ""));
            let words: Vec<&str> = name.split_whitespace().collect();
            let key = Name::new(&words, None).key;
            if let Some(&who) = self.by_key.get(&*key) {
                let entry = &mut self.entries[who as usize];
                entry.surely_person = true;
                if !role.trim().is_empty() {
                    entry.role = Some(role.trim().into());
                }
            }
        }
    }
}

/// Whether two full names of one surname can be one person's: *Max J. Weil*, *Max Weil*.
fn is_same(a: &Name, b: &Name) -> bool {
    let (Some(first), Some(second)) = (a.words.first(), b.words.first()) else { return false };
    let initial = |short: &str, long: &str| {
        let short = short.trim_end_matches('.');
        short.chars().count() == 1 && long.starts_with(short)
    };
    !a.is_body
        && !b.is_body
        && (first == second || initial(first, second) || initial(second, first))
        && same_suffix(a, b)
        && a.short.first() == b.short.first()
        // Where the family name comes first, what is the same so far is only that.
        && a.short.first() != Some(first)
        && match (a.gender, b.gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
}

fn same_suffix(a: &Name, b: &Name) -> bool {
    a.suffix.is_none() || b.suffix.is_none() || a.suffix == b.suffix
}

/// The noun that a role turns on, folded: `mayor` for *the mayor of Lindale*.
pub(super) fn role_head(role: &str) -> Option<Box<str>> {
    let end = role
        .split(' ')
        .take_while(|word| {
            !matches!(*word, "of" | "for" | "at" | "from" | "in" | "on" | "with" | "who" | "to")
        })
        .last()?;
    Some(fold(end.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// The name without what stands between marks: *Marta Novotny*.
fn without_nickname(name: &str) -> Arc<str> {
    let opens = |c: char| matches!(c, '“' | '"' | '‘' | '(');
    let closes = |c: char| matches!(c, '”' | '"' | '’' | ')');
    let clean = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(open) =
        clean.find(" “").or(clean.find(" \"")).or(clean.find(" (")).or(clean.find(" ‘"))
    else {
        return clean.into();
    };
    let rest = clean[open + 1..].trim_start_matches(opens);
    match rest.find(closes) {
        Some(close) => {
            let after = rest[close..].trim_start_matches(closes);
            format!("{}{after}", &clean[..open]).into()
        }
        None => clean.into(),
    }
}
