//! The roster of an article: everyone who is named in full, and who is meant by a part of a name.
//!
//! Built in two passes, because a headline or a lead may say *Arnesen* before the full name comes.
//! Look-up is by folded words in hash maps; where several people share a short form, at most
//! [`MOST_CANDIDATES`] of them are told apart, so that building stays linear.

use std::sync::Arc;

use newsmark_lexer::vocabulary::{Class, vocabulary};
use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};

use super::listed::Listed;
use super::name::{Gender, Name, fold};
use super::{NameMention, Person, PersonId, Reference};
use crate::facts::quote::{self, Quote};

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
    by_first: FxHashMap<&'a str, Vec<Who>>,
    /// By the last two words of longer names: *Pensioner Terry Marsh* is Terry Marsh.
    by_tail: FxHashMap<&'a str, Who>,
    /// A bit for the two letters that each full name begins with; some share one.
    beginnings: u128,
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
    /// The last mention up to where the article has been read.
    last: Option<usize>,
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
    /// For each name, who is meant, or who all may be.
    pub(super) meant: Vec<(Option<PersonId>, Box<[PersonId]>)>,
}

impl<'a> Roster<'a> {
    pub(super) fn new(mentions: &'a [NameMention], listed: &'a [Listed], text: &str) -> Roster<'a> {
        let mut roster = Roster {
            entries: Vec::new(),
            beginnings: 0,
            by_key: FxHashMap::default(),
            by_short: FxHashMap::default(),
            by_role: FxHashMap::default(),
            by_first: FxHashMap::default(),
            by_tail: FxHashMap::default(),
            who: vec![None; mentions.len()],
        };
        for one in listed {
            roster.list(one, text);
        }
        // Capitals in a headline say little, so whoever is named there is looked for in the body first.
        for in_headline in [false, true] {
            for (index, mention) in mentions.iter().enumerate() {
                if mention.name.is_full() && mention.in_headline == in_headline {
                    roster.who[index] = roster.enter(index, mention, text);
                }
            }
        }
        for (index, mention) in mentions.iter().enumerate() {
            if !mention.name.is_full() {
                roster.who[index] = roster.part(index, mention, text);
            }
            if let Some(who) = roster.who[index] {
                roster.entries[who as usize].last = Some(index);
                roster.entries[who as usize].is_called |= !mention.name.is_full();
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
        self.entries[who as usize].name.len()
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
        let doubtful = self.doubtful(mentions);
        let mut order: Vec<Who> = (0..self.entries.len() as Who)
            .filter(|&who| {
                let entry = &self.entries[who as usize];
                let named = entry.surely_person && !places[who as usize].is_empty();
                !entry.name.is_body && (named || doubtful.contains(&who))
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
                    family_name: Arc::from(entry.name.family()),
                    role: entry.role.clone(),
                    mentions: std::mem::take(&mut places[who as usize]),
                    listed: entry.listed,
                }
            })
            .collect();
        Found { people, ids, meant }
    }

    /// Notes which speakers are named by a surname that has no first reference before it.
    pub(super) fn note_references(
        &self,
        mentions: &[NameMention],
        quotes: &mut [Quote],
        text: &str,
    ) {
        for quote in quotes.iter_mut() {
            let Some(speaker) = &mut quote.speaker else { continue };
            let Some(range) = speaker.mention else { continue };
            let found = mentions.binary_search_by_key(&range.start(), |name| name.range.start());
            let Ok(index) = found else { continue };
            let mention = &mentions[index];
            let by_part = matches!(speaker.found, quote::Found::Surname | quote::Found::FullName);
            let beside = quote.cue.is_none_or(|cue| stands_beside(range, cue, text));
            if by_part
                && beside
                && mention.range == range
                && !mention.name.is_full()
                && !mention.in_headline
            {
                speaker.reference = self.reference(mention, index, mentions, text);
            }
        }
    }

    fn reference(
        &self,
        mention: &NameMention,
        index: usize,
        mentions: &[NameMention],
        text: &str,
    ) -> Option<Reference> {
        let name = &mention.name;
        let before = text[..usize::from(mention.range.start())].trim_end();
        // "the 66-year-old Frenchman" is described, not named; nor is a peer by more than a title.
        let described =
            before.ends_with(" the") || before.ends_with("The") || before.ends_with("old");
        let is_peer = mention.title.is_some_and(|title| is_enough(&text[title]));
        let word = name.first_word();
        if described
            || is_peer
            || name.is_acronym
            || name.is_common()
            || mention.range.len() <= TextSize::new(2)
        {
            return None;
        }
        let is_person =
            mention.title.is_some_and(|title| text[title].starts_with(char::is_uppercase));
        let Some(who) = self.who(index) else {
            let known = self.by_short.contains_key(word) || self.by_first.contains_key(word);
            return (!known && !name.is_body).then_some(Reference::Never { is_person });
        };
        let entry = &self.entries[who as usize];
        if entry.name.is_body || entry.listed.is_some() || self.by_first.contains_key(word) {
            return None;
        }
        if !entry.name.is_full() {
            let is_person = is_person || entry.has_pronoun;
            return Some(Reference::Never { is_person });
        }
        let first = mentions.get(entry.first?)?;
        (first.range.start() > mention.range.start()).then_some(Reference::Later(first.range))
    }

    /// Everyone who may be meant by a part of a name that others have too.
    fn doubtful(&self, mentions: &[NameMention]) -> FxHashSet<Who> {
        let open = mentions.iter().zip(&self.who).filter(|(_, who)| who.is_none());
        let shared = open.filter_map(|(mention, _)| {
            let word = Some(mention.name.first_word()).filter(|_| !mention.name.is_full())?;
            let people = self.by_short.get(word)?;
            let sure = people.iter().filter(|&&who| self.entries[who as usize].surely_person);
            let wanted = if mention.is_subject || mention.title.is_some() { 1 } else { 2 };
            let enough = people.len() > 1 && sure.take(wanted).count() == wanted;
            (enough && !mention.name.is_common()).then_some(people)
        });
        shared.flatten().copied().collect()
    }

    /// Everyone whom a part of a name may mean.
    fn candidates(&self, mention: &NameMention, ids: &[Option<PersonId>]) -> Box<[PersonId]> {
        let word = Some(mention.name.first_word()).filter(|_| !mention.name.is_full());
        let people = word.and_then(|word| self.by_short.get(word));
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
    fn enter(&mut self, index: usize, mention: &'a NameMention, text: &str) -> Option<Who> {
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
        // "Pensioner Terry Marsh" and "Terry Marsh", whichever comes first.
        let longer = || {
            let tail = name.tail().unwrap_or(&name.key);
            let shorter = self.by_key.get(tail).filter(|_| name.len() > 2);
            let who = *shorter.or(self.by_tail.get(tail))?;
            let other = &self.entries[who as usize].name;
            let given = shorter.is_some() || name.is_given(name.len() - 2);
            let extra = if shorter.is_some() { name } else { other };
            let is_name = (0..extra.len() - 2).any(|index| extra.is_given(index));
            (given && !is_name && !other.is_body && same_suffix(name, other)).then_some((who, true))
        };
        let known = exact.or_else(part).map(|who| (who, false));
        let who = known.or_else(longer).or_else(|| {
            let candidates = self.by_short.get(name.short().next()?)?;
            let mut fitting = candidates
                .iter()
                .take(MOST_CANDIDATES)
                .filter(|&&who| is_same(name, &self.entries[who as usize].name));
            let who = *fitting.next()?;
            fitting.next().is_none().then_some((who, false))
        });
        if let Some((who, is_longer)) = who {
            let entry = &mut self.entries[who as usize];
            if is_longer && name.len() < entry.name.len() {
                entry.written = without_nickname(&text[mention.range]);
            }
            self.add_evidence(who, mention, text);
            return Some(who);
        }
        if mention.in_headline {
            // "Carlos Fuentes Dead at 83", "Senate Confirms Kerry"
            let (front, last) = name.key.rsplit_once(' ')?;
            let known = self.by_key.get(front).copied();
            let known = known.or_else(|| match self.by_short.get(last)?.as_slice() {
                [who] if !name.is_given(0) => Some(*who),
                _ => None,
            });
            if known.is_some() || !name.surely_person && !name.is_body {
                return known;
            }
        }
        Some(self.push(index, mention, text))
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
            last: None,
            is_called: false,
            has_pronoun: false,
            surely_person: false,
        });
        self.by_key.entry(&name.key).or_insert(who);
        self.beginnings |= beginning(&name.key);
        if name.is_body {
            if let Some(acronym) = &name.acronym {
                self.by_short.entry(acronym).or_default().push(who);
            }
        } else {
            if let Some(tail) = name.tail() {
                self.by_tail.entry(tail).or_insert(who);
            }
            if name.is_full() {
                self.by_first.entry(name.first_word()).or_default().push(who);
            }
            for short in name.short() {
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
        let word = name.first_word();
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
        if let Some(who) = self.by_first_name(word, mention, text) {
            return Some(who);
        }
        (name.surely_person && !name.is_body).then(|| self.push(index, mention, text))
    }

    /// *Sir Emil* for Sir Emil Sand; *Nora*, where there are other Falks.
    fn by_first_name(&self, word: &str, mention: &NameMention, text: &str) -> Option<Who> {
        let [who] = self.by_first.get(word)?.as_slice() else { return None };
        let is_knight = mention.title.is_some_and(|title| matches!(&text[title], "Sir" | "Dame"));
        let is_shared = || {
            let short = self.entries[*who as usize].name.short().next();
            short.and_then(|short| self.by_short.get(short)).is_some_and(|all| all.len() > 1)
        };
        (is_knight || is_shared()).then_some(*who)
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
        if let Some(gender) = mention.name.gender {
            return only(&|entry| entry.gender == Some(gender));
        }
        self.usual(candidates)
    }

    /// Who alone has been named so far; else who is called by that name already, if nobody else of that
    /// name was spoken of since.
    fn usual(&self, candidates: &[Who]) -> Option<Who> {
        let named = candidates.iter().copied().take(MOST_CANDIDATES + 1);
        let named = named.filter(|&who| self.entries[who as usize].last.is_some());
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

    /// *Jokowi* for Joko Widodo: the start of the first name and the start of the second.
    fn contraction(&self, word: &str) -> Option<Who> {
        if word.len() < 4 || self.entries.len() > 200 || self.beginnings & beginning(word) == 0 {
            return None;
        }
        let fits = |entry: &Entry| {
            if beginning(&entry.name.key) != beginning(word) {
                return false;
            }
            let first = entry.name.first_word();
            let last = entry.name.words().next_back().unwrap_or(first);
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
}

/// A bit for the two letters that a name begins with.
fn beginning(name: &str) -> u128 {
    match name.as_bytes() {
        [first, second, ..] => 1 << (first.wrapping_mul(5).wrapping_add(*second) % 128),
        _ => 0,
    }
}

/// Whether a name and a verb stand side by side but for a word or two: *Arnesen has said*.
fn stands_beside(name: TextRange, cue: TextRange, text: &str) -> bool {
    let (first, second) = if name.start() < cue.start() { (name, cue) } else { (cue, name) };
    if first.end() > second.start() {
        return false;
    }
    let between = text[TextRange::new(first.end(), second.start())].trim();
    let plain = between.chars().all(|c| c.is_lowercase() || c == ' ');
    let n_words = between.split(' ').count();
    // "said Dr. Okafor"
    let is_title = between.ends_with('.') || vocabulary().look_up(between).is(Class::Title);
    plain && n_words <= 2 || is_title && between.len() < 24
}

/// Titles and kinship that stand with a single name even where it is the first time.
fn is_enough(title: &str) -> bool {
    let last = title.rsplit(' ').next().unwrap_or(title);
    matches!(
        last,
        "Lord"
            | "Lady"
            | "Baroness"
            | "Baron"
            | "Viscount"
            | "Earl"
            | "Count"
            | "Countess"
            | "Duke"
            | "Duchess"
            | "Prince"
            | "Princess"
            | "King"
            | "Queen"
            | "Emperor"
            | "Pope"
            | "Sheikh"
            | "Sister"
            | "Brother"
            | "Father"
            | "Mother"
            | "Saint"
            | "Sir"
            | "Dame"
            | "sister"
            | "brother"
            | "father"
            | "mother"
            | "wife"
            | "husband"
            | "son"
            | "daughter"
            | "cousin"
            | "uncle"
            | "aunt"
            | "niece"
            | "nephew"
            | "widow"
            | "twin"
            | "partner"
    )
}

/// Whether two full names of one surname can be one person's: *Max J. Weil*, *Max Weil*.
fn is_same(a: &Name, b: &Name) -> bool {
    let (first, second) = (a.first_word(), b.first_word());
    let initial = |short: &str, long: &str| {
        let short = short.trim_end_matches('.');
        short.chars().count() == 1 && long.starts_with(short)
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

fn same_suffix(a: &Name, b: &Name) -> bool {
    a.suffix.is_none() || b.suffix.is_none() || a.suffix == b.suffix
}

/// The noun that a role turns on, folded: `mayor` for *the mayor of Lindale*.
pub(crate) fn role_head(role: &str) -> Option<Box<str>> {
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
    let is_plain =
        |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'.' | b'-' | b' ');
    let is_trimmed = name.trim_ascii().len() == name.len();
    if is_trimmed
        && name.bytes().all(is_plain)
        && !name.as_bytes().windows(2).any(|two| two == b"  ")
    {
        return name.into();
    }
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
