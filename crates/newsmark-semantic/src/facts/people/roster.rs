//! The roster of an article: everyone who is named in full, and who is meant by a part of a name.
//!
//! Built in two passes, because a headline or a lead may say *Arnesen* before the full name comes.
//! Look-up is by the numbers of folded words; where several people share a short form, at most
//! [`MOST_CANDIDATES`] of them are told apart, so that building stays linear. What a name means that comes again is
//! known. Names and roles are written out only for whom an article turns out to be about.

use std::cell::OnceCell;
use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};

use super::listed::Listed;
use super::name::{Gender, Name, Suffix};
use super::roll::{Call, Different, NameNumber, Word, Words};
use super::{NameMention, Person, PersonId, WordBefore};

mod known;
mod near;
mod references;
mod roles;
mod written;

use known::{Known, People};
use near::{FirstName, beginning, same_suffix};
use roles::Roles;
pub(crate) use roles::role_head;
use written::{without_article, without_nickname};

/// More people of one surname are not told apart.
const MOST_CANDIDATES: usize = 16;

/// An index into [`Roster::entries`].
pub(super) type Who = u32;

/// Everyone who is named.
pub(super) struct Roster<'a> {
    mentions: &'a [NameMention],
    /// The same in short.
    calls: &'a [Call],
    names: &'a Different,
    text: &'a str,
    entries: Vec<Entry<'a>>,
    known: Known,
    /// For each name what it is known to mean, wherever it stands.
    meant: Vec<Meant>,
    roles: Roles,
    /// For each entry the [`beginning`] of its name.
    beginnings: Vec<u8>,
    /// For each entry how its name begins.
    firsts: Vec<FirstName>,
    /// For each mention, who it is.
    who: Vec<Option<Who>>,
}

/// Whom a name means wherever it stands.
#[derive(Clone, Copy)]
enum Meant {
    /// That depends, or is not known yet.
    Open,
    /// Whose full name it is.
    Person(Who),
    /// Nobody, as long as there are so many entries.
    Nobody(u32),
}

struct Entry<'a> {
    name: &'a Name,
    words: &'a Words,
    /// Where the full name is first given.
    place: TextRange,
    /// The full name, once somebody has asked for it.
    written: OnceCell<Arc<str>>,
    role: Option<TextRange>,
    gender: Option<Gender>,
    /// The first mention in full; none for people of the front matter.
    first: Option<usize>,
    /// The entry of the front matter.
    listed: Option<TextRange>,
    /// The first mention of all, and the last one up to where the article has been read.
    earliest: Option<usize>,
    last: Option<usize>,
    n_mentions: usize,
    /// Whether they have been called by a part of the name.
    is_called: bool,
    /// Whether a pronoun stood for them.
    has_pronoun: bool,
    surely_person: bool,
}

/// The people of an article, and whom each name means.
pub(super) struct Found {
    pub(super) people: Vec<Person>,
    /// For each entry of the roster, its id among them.
    pub(super) ids: Vec<Option<PersonId>>,
    /// For each name, the entry of who is meant.
    pub(super) who: Vec<Option<Who>>,
    /// Names that may mean several people, by their index.
    pub(super) candidates: Vec<(usize, Box<[PersonId]>)>,
}

impl<'a> Roster<'a> {
    pub(super) fn new(
        mentions: &'a [NameMention],
        calls: &'a [Call],
        listed: &'a [(Listed, NameNumber)],
        names: &'a Different,
        text: &'a str,
    ) -> Roster<'a> {
        let [n_names, n_words] = names.len();
        let mut roster = Roster {
            mentions,
            calls,
            names,
            text,
            entries: Vec::new(),
            known: Known::of(n_words),
            meant: vec![Meant::Open; n_names],
            roles: Roles::default(),
            beginnings: Vec::new(),
            firsts: Vec::new(),
            who: vec![None; mentions.len()],
        };
        for (one, name) in listed {
            roster.list(one, *name);
        }
        // Capitals in a headline say little, so whoever is named there is looked for in the body first.
        for in_headline in [false, true] {
            for (index, call) in calls.iter().enumerate() {
                if call.is_full && call.in_headline == in_headline {
                    roster.who[index] = roster.full(index, *call);
                }
            }
        }
        for (index, call) in calls.iter().enumerate() {
            if !call.is_full {
                roster.who[index] = roster.part(index, *call);
            }
            if let Some(who) = roster.who[index] {
                let entry = &mut roster.entries[who as usize];
                entry.earliest = entry.earliest.or(Some(index));
                entry.last = Some(index);
                entry.n_mentions += 1;
                entry.is_called |= !call.is_full;
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
        let entry = &self.entries[who as usize];
        let write = || without_nickname(&self.text[entry.place]);
        Arc::clone(entry.written.get_or_init(write))
    }

    /// How many words the full name has.
    pub(super) fn length(&self, who: Who) -> usize {
        self.entries[who as usize].name.len()
    }

    /// How many words a mention has.
    pub(super) fn n_words(&self, mention: usize) -> usize {
        self.names.name(self.calls[mention].name).len()
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
        entry.has_pronoun |= gender.is_some();
    }

    /// The only one with a role: *the pope*.
    pub(super) fn with_role(&self, role: &str) -> Option<Who> {
        self.roles.only(role, self.text)
    }

    /// The people of the article.
    pub(super) fn people(self) -> Found {
        let open = self.open();
        let mut is_doubtful = vec![false; self.entries.len()];
        for &(mention, people) in &open {
            if self.may_be_meant(&self.mentions[mention], people) {
                self.known.people(people).for_each(|who| is_doubtful[who as usize] = true);
            }
        }
        let people =
            self.entries.iter().zip(is_doubtful).zip(0..).filter(|((entry, doubtful), _)| {
                let is_named = entry.surely_person && entry.n_mentions > 0;
                !entry.name.is_body && (is_named || *doubtful)
            });
        // Who is only listed stands where they are first named.
        let place = |index: usize| self.calls[index].range.start();
        let mut order: Vec<(Option<TextSize>, Who)> = people
            .map(|((entry, _), who)| (entry.first.or(entry.earliest).map(place), who))
            .collect();
        order.sort_by_key(|&(place, _)| place);
        let mut ids = vec![None; self.entries.len()];
        for (id, &(_, who)) in (0..).zip(&order) {
            ids[who as usize] = Some(PersonId(id));
        }
        let mut people: Vec<Person> = order.iter().map(|&(_, who)| self.person(who)).collect();
        for (call, who) in self.calls.iter().zip(&self.who) {
            if let Some(PersonId(id)) = who.and_then(|who| ids[who as usize]) {
                people[id as usize].mentions.push(call.range);
            }
        }
        let candidates = open.into_iter().map(|(mention, people)| {
            let people = self.known.people(people).take(MOST_CANDIDATES);
            (mention, people.filter_map(|who| ids[who as usize]).collect())
        });
        Found { people, candidates: candidates.collect(), ids, who: self.who }
    }

    fn person(&self, who: Who) -> Person {
        let entry = &self.entries[who as usize];
        Person {
            name: self.name(who),
            family_name: Arc::from(entry.name.family()),
            role: entry.role.map(|role| Arc::from(&self.text[role])),
            mentions: Vec::with_capacity(entry.n_mentions),
            listed: entry.listed,
        }
    }

    /// The mentions that mean nobody in particular, with whom they may mean.
    fn open(&self) -> Vec<(usize, People)> {
        let open = self.calls.iter().zip(&self.who).enumerate();
        let open = open.filter(|(_, (call, who))| who.is_none() && !call.is_full);
        let open = open.map(|(index, (call, _))| {
            (index, self.known.get(self.names.words_of(call.name).first).short)
        });
        open.filter(|(_, people)| people.len() > 0).collect()
    }

    /// Whether a part of a name that several people have means one of them.
    fn may_be_meant(&self, mention: &NameMention, people: People) -> bool {
        let wanted = if mention.is_subject || mention.title.is_some() { 1 } else { 2 };
        let is_sure = |&who: &Who| self.entries[who as usize].surely_person;
        people.len() > 1
            && self.known.people(people).filter(is_sure).take(wanted).count() == wanted
            && !mention.name.is_common()
    }

    /// Enters somebody who is listed in the front matter.
    fn list(&mut self, listed: &'a Listed, name: NameNumber) {
        if self.known.get(self.names.words_of(name).key).full.is_some() {
            return;
        }
        let who = self.add(name, listed.range);
        let entry = &mut self.entries[who as usize];
        entry.listed = Some(listed.range);
        entry.surely_person = true;
        entry.role = listed.role;
        if let Some(role) = listed.role {
            self.roles.add(who, role);
        }
    }

    /// Whose full name it is.
    fn full(&mut self, index: usize, call: Call) -> Option<Who> {
        let Meant::Person(who) = self.meant[call.name as usize] else {
            return self.enter(index, call);
        };
        // What the name itself says of them has been noted.
        if call.is_telling {
            self.add_evidence(who, index);
        }
        Some(who)
    }

    /// Finds or makes the entry of a full name.
    fn enter(&mut self, index: usize, call: Call) -> Option<Who> {
        let (name, words) = (self.names.name(call.name), self.names.words_of(call.name));
        let mention = &self.mentions[index];
        let own = self.known.get(words.key);
        let exact = own.full.filter(|&who| same_suffix(name, self.entries[who as usize].name));
        if let Some(who) = exact {
            self.meant[call.name as usize] = Meant::Person(who);
        }
        // "López Obrador" is as full as many a name, and only part of another.
        let known = exact.or_else(|| self.known.only(own.short)).map(|who| (who, false));
        let known = known.or_else(|| self.longer(name, words, own).map(|who| (who, true)));
        let known = known.or_else(|| self.same(name, words).map(|who| (who, false)));
        if let Some((who, is_longer)) = known {
            let entry = &mut self.entries[who as usize];
            if is_longer && name.len() < entry.name.len() {
                entry.place = mention.range;
            }
            self.add_evidence(who, index);
            return Some(who);
        }
        if mention.in_headline {
            // "Carlos Fuentes Dead at 83", "Senate Confirms Kerry"
            let (front, last) = name.key().rsplit_once(' ')?;
            let meaning = |words| self.names.word(words).map(|word| self.known.get(word));
            let known = meaning(front).and_then(|meaning| meaning.full);
            let last = || self.known.only(meaning(last)?.short);
            let known = known.or_else(|| last().filter(|_| !name.is_given(0)));
            if known.is_some() || !name.surely_person && !name.is_body {
                return known;
            }
        }
        Some(self.push(index, call))
    }

    fn push(&mut self, index: usize, call: Call) -> Who {
        let who = self.add(call.name, call.range);
        self.entries[who as usize].first = Some(index);
        self.add_evidence(who, index);
        who
    }

    /// A new entry, to be found by the name and by its short forms.
    fn add(&mut self, number: NameNumber, place: TextRange) -> Who {
        let who = self.entries.len() as Who;
        let (name, words) = (self.names.name(number), self.names.words_of(number));
        self.entries.push(Entry {
            name,
            words,
            place,
            written: OnceCell::new(),
            role: None,
            gender: name.gender,
            first: None,
            listed: None,
            earliest: None,
            last: None,
            n_mentions: 0,
            is_called: false,
            has_pronoun: false,
            surely_person: false,
        });
        let own = self.known.entry(words.key);
        own.full = own.full.or(Some(who));
        self.beginnings.push(beginning(name.key()));
        self.firsts.push(FirstName::of(name, words));
        if name.is_body {
            if let Some(acronym) = words.acronym {
                self.known.add_short(acronym, who);
            }
        } else {
            if let Some(tail) = words.tail {
                let meaning = self.known.entry(tail);
                meaning.tail = meaning.tail.or(Some(who));
            }
            if name.is_full() {
                self.known.add_first(words.first, who);
            }
            for short in words.short.into_iter().flatten() {
                self.known.add_short(short, who);
            }
        }
        who
    }

    fn add_evidence(&mut self, who: Who, index: usize) {
        let call = self.calls[index];
        let name = self.names.name(call.name);
        let entry = &mut self.entries[who as usize];
        entry.surely_person |= name.surely_person;
        entry.gender = entry.gender.or(name.gender);
        if !call.is_telling {
            return;
        }
        let mention = &self.mentions[index];
        entry.surely_person |= mention.apposition.is_some();
        let honorific = |range: &TextRange| {
            let words = self.text[*range].trim_end_matches('.');
            matches!(words, "Mr" | "Mrs" | "Ms" | "Miss" | "Mx" | "Dr" | "Sir" | "Dame")
        };
        if let Some(range) = mention.title.filter(|title| !honorific(title)).or(mention.apposition)
            && !entry.name.is_body
        {
            entry.role = entry.role.or_else(|| Some(without_article(range, self.text)));
            self.roles.add(who, range);
        }
    }

    /// Who is meant by one word.
    fn part(&mut self, index: usize, call: Call) -> Option<Who> {
        let n_entries = self.entries.len() as u32;
        if matches!(self.meant[call.name as usize], Meant::Nobody(n) if n == n_entries) {
            return None;
        }
        let name = self.names.name(call.name);
        let meaning = self.known.get(self.names.words_of(call.name).key);
        if meaning.short.len() > 0 {
            let who = self.tell_apart(meaning.short, index);
            if let Some(who) = who {
                self.add_evidence(who, index);
            }
            return who;
        }
        if let Some(who) = meaning.full {
            self.add_evidence(who, index);
            return Some(who);
        }
        if let Some(who) = self.contraction(name.key()) {
            return Some(who);
        }
        if let Some(who) = self.by_first_name(meaning.first, index) {
            return Some(who);
        }
        if name.surely_person && !name.is_body {
            return Some(self.push(index, call));
        }
        if meaning.first.len() == 0 {
            self.meant[call.name as usize] = Meant::Nobody(n_entries);
        }
        None
    }

    /// *Sir Emil* for Sir Emil Sand; *Nora*, where there are other Falks.
    fn by_first_name(&self, people: People, index: usize) -> Option<Who> {
        let who = self.known.only(people)?;
        let title = self.mentions[index].title.map(|title| &self.text[title]);
        let is_shared = || {
            let short = self.entries[who as usize].words.short[0];
            short.is_some_and(|short| self.known.get(short).short.len() > 1)
        };
        (matches!(title, Some("Sir" | "Dame")) || is_shared()).then_some(who)
    }

    /// The one of several people that a title or a word before the name singles out.
    fn tell_apart(&self, candidates: People, index: usize) -> Option<Who> {
        if let Some(who) = self.known.only(candidates) {
            return Some(who);
        }
        let mention = &self.mentions[index];
        let text = self.text;
        let candidates = || self.known.people(candidates).take(MOST_CANDIDATES + 1);
        let only = |fits: &dyn Fn(&Entry<'_>) -> bool| {
            let mut fitting = candidates().filter(|&who| fits(&self.entries[who as usize]));
            let who = fitting.next()?;
            fitting.next().is_none().then_some(who)
        };
        if let Some(title) = mention.title {
            let title = text[title].to_lowercase();
            let by_title = only(&|entry| {
                entry.role.is_some_and(|role| text[role].to_lowercase().contains(&title))
            });
            if by_title.is_some() {
                return by_title;
            }
        }
        let wanted: &[Suffix] = match mention.before {
            WordBefore::Younger => &[Suffix::Junior, Suffix::Second, Suffix::Third],
            WordBefore::Elder => &[Suffix::Senior],
            _ => &[],
        };
        if !wanted.is_empty() {
            return only(&|entry| entry.name.suffix.is_some_and(|suffix| wanted.contains(&suffix)));
        }
        if let Some(gender) = mention.name.gender {
            return only(&|entry| entry.gender == Some(gender));
        }
        self.usual(candidates())
    }

    /// Who alone has been named so far; else who is called by that name already, if nobody else of that
    /// name was spoken of since.
    fn usual(&self, candidates: impl Iterator<Item = Who>) -> Option<Who> {
        let named = candidates.filter(|&who| self.entries[who as usize].last.is_some());
        let (mut n_named, mut latest, mut called) = (0, None, None);
        for who in named {
            n_named += 1;
            let last = |who: Who| self.entries[who as usize].last;
            if latest.is_none_or(|latest| last(who) > last(latest)) {
                latest = Some(who);
            }
            if self.entries[who as usize].is_called && called.replace(who).is_some() {
                return None;
            }
        }
        if n_named == 1 { latest } else { called.filter(|&who| Some(who) == latest) }
    }
}
