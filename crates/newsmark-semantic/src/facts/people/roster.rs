//! The roster of an article: everyone who is named in full, and who is meant by a part of a name.
//!
//! Built in two passes, because a headline or a lead may say *Arnesen* before the full name comes.
//! Look-up is by folded words in hash maps; where several people share a short form, at most
//! [`MOST_CANDIDATES`] of them are told apart, so that building stays linear.

use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::name::{Gender, Name, fold};
use super::{NameMention, Person, PersonId};
use crate::document::Document;
use crate::document::front_matter;

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
    /// The entry of the front matter.
    listed: Option<TextRange>,
    surely_person: bool,
}

/// Somebody who is listed under `people:` in the front matter.
pub(super) struct Listed {
    name: Arc<Name>,
    range: TextRange,
    role: Option<TextRange>,
}

/// The people of an article, and whom each name means.
pub(super) struct Found {
    pub(super) people: Vec<Person>,
    /// For each entry of the roster, its id among them.
    pub(super) ids: Vec<Option<PersonId>>,
    /// For each name, who is meant, or who all may be.
    pub(super) meant: Vec<(Option<PersonId>, Box<[PersonId]>)>,
}

/// Reads `people:` in the front matter: items and values of a name with a role behind a comma, names with their
/// role as a value, and names with `name:` and `role:` under them.
pub(super) fn listed(document: &Document, text: &str) -> Vec<Listed> {
    let entry = document.front_matter.as_ref().and_then(|matter| matter.entry(text, "people"));
    let items = entry.iter().flat_map(|entry| &entry.items);
    let items = items.filter_map(|&item| name_and_role(text, item));
    let children = entry.iter().flat_map(|entry| &entry.children);
    items.chain(children.filter_map(|child| named(text, child))).collect()
}

/// `Ines Marlow: port director`, `marlow: Ines Marlow, port director`, or a short name over `name:` and `role:`.
fn named(text: &str, entry: &front_matter::Entry) -> Option<Listed> {
    let value = |key: &str| entry.children.iter().find(|child| &text[child.key] == key);
    let given = |range: TextRange| Some(range).filter(|range| !range.is_empty());
    let is_name = text[entry.key].starts_with(char::is_uppercase);
    if let Some(name) = value("name") {
        let role = value("role").and_then(|role| given(role.value));
        let listed = name_and_role(text, name.value)?;
        return Some(Listed { role: role.or(listed.role), ..listed });
    }
    if is_name {
        let role = given(entry.value).or_else(|| given(value("role")?.value));
        let listed = name_and_role(text, entry.key)?;
        return Some(Listed { role: role.or(listed.role), ..listed });
    }
    name_and_role(text, entry.value)
}

/// `Ines Marlow, port director`
fn name_and_role(text: &str, range: TextRange) -> Option<Listed> {
    let words = &text[range];
    let comma = words.find(',').unwrap_or(words.len());
    let written: Vec<&str> = words[..comma].split_whitespace().collect();
    let part = |from: usize, to: usize| {
        let role = words[from..to].trim_start();
        let start = range.start() + TextSize::new((to - role.len()) as u32);
        TextRange::at(start, TextSize::of(role.trim_end()))
    };
    let role =
        (comma < words.len()).then(|| part(comma + 1, words.len())).filter(|role| !role.is_empty());
    (!written.is_empty()).then(|| Listed {
        name: Arc::new(Name::new(&written, None)),
        range: part(0, comma),
        role,
    })
}

impl<'a> Roster<'a> {
    pub(super) fn new(mentions: &'a [NameMention], listed: &'a [Listed], text: &str) -> Roster<'a> {
        let mut roster = Roster {
            entries: Vec::new(),
            by_key: FxHashMap::default(),
            by_short: FxHashMap::default(),
            by_role: FxHashMap::default(),
            who: vec![None; mentions.len()],
        };
        for one in listed {
            roster.list(one, text);
        }
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

    /// The people of the article.
    pub(super) fn people(self, mentions: &[NameMention]) -> Found {
        let mut places: Vec<Vec<TextRange>> = vec![Vec::new(); self.entries.len()];
        for (mention, who) in mentions.iter().zip(&self.who) {
            if let Some(who) = who {
                places[*who as usize].push(mention.range);
            }
        }
        let mut order: Vec<Who> = (0..self.entries.len() as Who)
            .filter(|&who| {
                let entry = &self.entries[who as usize];
                let named = !places[who as usize].is_empty();
                entry.surely_person && !entry.name.is_body && named
            })
            .collect();
        // Who is only listed stands where they are first named.
        let first = |who: Who| self.entries[who as usize].first.map(|index| mentions[index].range);
        order.sort_by_key(|&who| {
            first(who).or(places[who as usize].first().copied()).map(TextRange::start)
        });
        let mut ids = vec![None; self.entries.len()];
        for (id, &who) in order.iter().enumerate() {
            ids[who as usize] = Some(PersonId(id as u32));
        }
        let meant = mentions.iter().zip(&self.who).map(|(mention, who)| match who {
            Some(who) => (ids[*who as usize], Box::default()),
            None => (None, self.candidates(mention, &ids)),
        });
        let meant = meant.collect();
        let people = order
            .iter()
            .map(|&who| {
                let entry = &self.entries[who as usize];
                Person {
                    name: Arc::clone(&entry.written),
                    family_name: Arc::from(&*entry.name.family),
                    role: entry.role.clone(),
                    mentions: std::mem::take(&mut places[who as usize]),
                    listed: entry.listed,
                }
            })
            .collect();
        Found { people, ids, meant }
    }

    /// Everyone whom a part of a name may mean.
    fn candidates(&self, mention: &NameMention, ids: &[Option<PersonId>]) -> Box<[PersonId]> {
        let word = mention.name.words.first().filter(|_| !mention.name.is_full());
        let people = word.and_then(|word| self.by_short.get(&**word));
        let people = people.into_iter().flatten().take(MOST_CANDIDATES);
        people.filter_map(|&who| ids[who as usize]).collect()
    }

    /// Enters somebody who is listed in the front matter.
    fn list(&mut self, listed: &'a Listed, text: &str) {
        let name = &listed.name;
        if self.by_key.contains_key(&*name.key) {
            return;
        }
        let who = self.add(name, without_nickname(&text[listed.range]));
        let entry = &mut self.entries[who as usize];
        entry.listed = Some(listed.range);
        entry.surely_person = true;
        entry.role = listed.role.map(|role| Arc::from(&text[role]));
        if let Some(role) = listed.role {
            self.add_role(who, &text[role]);
        }
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
        let who = self.add(&mention.name, without_nickname(&text[mention.range]));
        self.entries[who as usize].first = Some(index);
        self.add_evidence(who, mention, text);
        who
    }

    /// A new entry, to be found by the name and by its short forms.
    fn add(&mut self, name: &'a Arc<Name>, written: Arc<str>) -> Who {
        let who = self.entries.len() as Who;
        self.entries.push(Entry {
            name: Arc::clone(name),
            written,
            role: None,
            gender: name.gender,
            first: None,
            listed: None,
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
            self.add_role(who, &text[range]);
        }
    }

    fn add_role(&mut self, who: Who, role: &str) {
        if let Some(head) = role_head(role) {
            let people = self.by_role.entry(head).or_default();
            if !people.contains(&who) && people.len() < MOST_CANDIDATES {
                people.push(who);
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
        let initial = word.chars().next()?;
        let fits = |entry: &Entry| {
            let (Some(first), Some(last)) = (entry.name.words.first(), entry.name.words.last())
            else {
                return false;
            };
            first.starts_with(initial)
                && (2..word.len() - 1).any(|cut| {
                    word.is_char_boundary(cut)
                        && first.starts_with(&word[..cut])
                        && last.starts_with(&word[cut..])
                })
                && !first.starts_with(word)
                && entry.name.is_full()
                && !entry.name.is_body
        };
        let mut fitting = (0..self.entries.len()).filter(|&who| fits(&self.entries[who]));
        let who = fitting.next()?;
        fitting.next().is_none().then_some(who as Who)
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
