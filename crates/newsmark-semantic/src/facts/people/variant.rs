//! Names that are one slip away from the name of somebody in the article.
//!
//! Two people may have names that are nearly the same, so a second spelling alone proves nothing. It is
//! one where the rest of the name is the same, or where a surname that stands for nobody speaks or has a
//! title. Plurals (*the Grants*) and names that differ in accents only are no slips.

use std::cell::LazyCell;
use std::sync::Arc;

use newsmark_lexer::vocabulary::{Class, vocabulary, without_possessive};
use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::name::{fold, push_folded};
use super::roll::Call;
use super::{NameMention, Person, PersonId};
use crate::facts::Quote;
use crate::{spelling, verbatim};

/// A name that is spelt like nobody's, nearly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameVariant {
    /// The word that differs.
    pub range: TextRange,
    /// Whose name was meant.
    pub person: PersonId,
    /// How that person's name has it.
    pub meant: Arc<str>,
    /// Whether no other reading is likely.
    pub is_sure: bool,
    /// Whether it stands in the headline.
    pub in_headline: bool,
}

/// More people of one family or first name are not compared.
const MOST_ALIKE: usize = 16;
/// Whoever comes later in an article of very many people is not looked for.
const MOST_PEOPLE: usize = 200;

/// Finds them among the names of an article.
pub(super) fn find(
    names: (&[NameMention], &[Call]),
    people: &[Person],
    quotes: &[Quote],
    text: &str,
) -> Vec<NameVariant> {
    let mut variants = alone(names, people, quotes, text);
    variants.extend(in_full(people, names, text));
    variants.sort_by_key(|variant| variant.range.start());
    variants.dedup_by_key(|variant| variant.range);
    variants
}

/// Surnames that stand alone and for nobody.
fn alone(
    (names, calls): (&[NameMention], &[Call]),
    people: &[Person],
    quotes: &[Quote],
    text: &str,
) -> Vec<NameVariant> {
    let speakers = quotes.iter().filter_map(|quote| quote.speaker.as_ref()?.mention);
    let mut speakers: Vec<TextSize> = speakers.map(TextRange::start).collect();
    speakers.sort_unstable();
    let is_nobody = |name: &NameMention| {
        let alone = name.candidates.is_empty();
        let own = |id: PersonId| people[id.0 as usize].mentions.first() == Some(&name.range);
        alone && name.person.is_none_or(own) && !name.name.is_body && !name.in_headline
    };
    // Folded once, since every name is compared with them.
    let families: LazyCell<Vec<(Box<str>, usize)>, _> = LazyCell::new(|| {
        let in_full = people.iter().enumerate().take(MOST_PEOPLE);
        let in_full = in_full.filter(|(_, person)| first_word(&person.name).is_some());
        in_full.map(|(index, person)| (fold(&person.family_name), index)).collect()
    });
    let meant_by = |word: &str| if is_common(word) { None } else { nearly(word, &families) };
    let mut meant = Once::new(calls);
    let mut variants = Vec::new();
    for (name, call) in names.iter().zip(calls).filter(|(_, call)| !call.is_full) {
        let may_be = call.is_subject || call.is_telling && name.title.is_some();
        let speaks = speakers.binary_search(&call.range.start()).is_ok();
        if !(speaks || may_be) || !is_nobody(name) {
            continue;
        }
        let word = without_possessive(&text[call.range]);
        if let Some(index) = *meant.of(*call, word, || meant_by(word)) {
            let person = &people[index];
            variants.push(NameVariant {
                range: TextRange::at(name.range.start(), TextSize::of(word)),
                person: PersonId(index as u32),
                meant: Arc::clone(&person.family_name),
                // A longer surname is no other word by accident.
                is_sure: speaks || name.title.is_some() || word.len() > 6,
                in_headline: false,
            });
        }
    }
    variants
}

/// Whose family name a word nearly is, if it is one person's.
fn nearly(word: &str, families: &[(Box<str>, usize)]) -> Option<usize> {
    let folded = &*fold(word);
    let mut close = families.iter().filter(|(family, _)| {
        may_be_slip(folded, family) && is_slip(folded, family) && !is_plural(folded, family)
    });
    let (_, index) = close.next()?;
    close.next().is_none().then_some(*index)
}

/// Words that are something else anyway.
fn is_common(word: &str) -> bool {
    let id = vocabulary().look_up(word);
    id.is_any(&[Class::NotAName, Class::GivenName, Class::Title, Class::Unit, Class::Currency])
}

/// Two people whose names are nearly one.
struct Pair {
    wrong: usize,
    right: usize,
    /// Whether the first name is the same and the family name differs.
    same_first: bool,
    is_sure: bool,
}

/// People with two names that are nearly one: the same first name and nearly the same family name, or
/// the other way round.
fn in_full(
    people: &[Person],
    (names, calls): (&[NameMention], &[Call]),
    text: &str,
) -> Vec<NameVariant> {
    let by_first = Alike::new(people, true);
    let by_last = Alike::new(people, false);
    let alike = [&by_first, &by_last];
    let mut pairs: FxHashMap<usize, Pair> = FxHashMap::default();
    let is_any_alike = by_first.is_any_shared() || by_last.is_any_shared();
    for index in (0..people.len()).filter(|_| is_any_alike) {
        for alike in alike {
            let Some((own, others)) = alike.before(index) else { continue };
            for (other, differing) in others {
                let found = pair(people, [other, index], alike.same_first, [differing, own]);
                if let Some(pair) = found {
                    pairs.insert(pair.wrong, pair);
                }
            }
        }
    }
    let variant = |name: &NameMention| {
        let pair = pairs.get(&(name.person?.0 as usize)).filter(|_| name.name.is_full())?;
        let word = part(people, pair.wrong, pair.same_first);
        let words = &text[name.range];
        let at = if pair.same_first { words.rfind(word) } else { words.find(word) }?;
        Some(NameVariant {
            range: TextRange::at(name.range.start() + TextSize::new(at as u32), TextSize::of(word)),
            person: PersonId(pair.right as u32),
            meant: part(people, pair.right, pair.same_first).into(),
            is_sure: pair.is_sure,
            in_headline: name.in_headline,
        })
    };
    let mut variants: Vec<NameVariant> = match pairs.is_empty() {
        true => Vec::new(),
        false => names.iter().filter_map(variant).collect(),
    };
    // A name that nothing else says to be a person's; each once, however often it is given.
    let mut near = Once::new(calls);
    for (name, call) in names.iter().zip(calls).filter(|(_, call)| call.is_full) {
        if name.person.is_some() || name.name.is_body || call.in_headline {
            continue;
        }
        let words = without_possessive(&text[call.range]);
        let near = near.of(*call, words, || nearly_in_full(words, people, alike));
        variants.extend(near.iter().flatten().map(|variant| NameVariant {
            range: variant.range + call.range.start(),
            ..variant.clone()
        }));
    }
    variants
}

/// What is found out of each name once, however often it is given.
struct Once<'t, T> {
    /// By the number of the name: where it is among what is found; [`UNKNOWN`] where it is not.
    places: Vec<u32>,
    /// With the words of the name where it stood first.
    found: Vec<(&'t str, T)>,
    /// The same name in other words: with other letters in capitals, or on two lines.
    others: FxHashMap<&'t str, T>,
}

const UNKNOWN: u32 = u32::MAX;

impl<'t, T> Once<'t, T> {
    fn new(calls: &[Call]) -> Once<'t, T> {
        let n_names = calls.iter().map(|call| call.name as usize + 1).max().unwrap_or(0);
        let places = vec![UNKNOWN; n_names];
        Once { places, found: Vec::new(), others: FxHashMap::default() }
    }

    fn of(&mut self, call: Call, words: &'t str, find: impl Fn() -> T) -> &T {
        let place = &mut self.places[call.name as usize];
        if *place == UNKNOWN {
            *place = self.found.len() as u32;
            self.found.push((words, find()));
        }
        let (first, found) = &self.found[*place as usize];
        if *first == words { found } else { self.others.entry(words).or_insert_with(find) }
    }
}

/// Whose first and family name a stranger's nearly are, counted from the start of the stranger's.
fn nearly_in_full(
    words: &str,
    people: &[Person],
    [by_first, by_last]: [&Alike; 2],
) -> [Option<NameVariant>; 2] {
    let Some((first, last)) = words.split_once(' ').filter(|(_, last)| !last.contains(' ')) else {
        return [None, None];
    };
    [true, false].map(|same_first| {
        let own = if same_first { last } else { first };
        let close = |&index: &usize| {
            let other = part(people, index, same_first);
            people[index].name.split(' ').count() == 2 && is_close(&fold(own), &fold(other))
        };
        let index = match same_first {
            true => by_first.of(first).find(close),
            false => by_last.of(last).find(close),
        }?;
        let other = part(people, index, same_first);
        let offset = if same_first { first.len() + 1 } else { 0 };
        Some(NameVariant {
            range: TextRange::at(TextSize::new(offset as u32), TextSize::of(own)),
            person: PersonId(index as u32),
            meant: other.into(),
            // Sisters and brothers have names alike.
            is_sure: same_first
                || is_swap(own, other)
                || sounds(&fold(own)).eq(sounds(&fold(other))),
            in_headline: false,
        })
    })
}

/// People by a part of their names: by the first word, or by the last.
struct Alike {
    same_first: bool,
    /// The part as a number, folded, with whose it is; in order.
    people: Vec<(u64, usize)>,
    /// The parts that differ between those who have this one in common, folded. They are compared with many others, and
    /// lie side by side, as names do not.
    differing: String,
    /// Where that of each of the people ends.
    ends: Vec<usize>,
    /// For each person where those with the same part begin, and where they stand themselves.
    places: Vec<Option<(usize, usize)>>,
}

impl Alike {
    fn new(people: &[Person], same_first: bool) -> Alike {
        let own = |person: &Person| match same_first {
            true => first_word(&person.name).map(key),
            false => last_word(&person.name).map(key),
        };
        let all = people.iter().enumerate();
        let mut by_key: Vec<_> =
            all.filter_map(|(index, person)| Some((own(person)?, index))).collect();
        by_key.sort_unstable();
        let (mut differing, mut ends) = (String::new(), Vec::with_capacity(by_key.len()));
        let mut places = vec![None; people.len()];
        let mut first = 0;
        for same in by_key.chunk_by(|(a, _), (b, _)| a == b) {
            for (at, &(_, index)) in (first..).zip(same) {
                if same.len() > 1 {
                    let part = without_possessive(part(people, index, same_first));
                    push_folded(part, &mut differing);
                }
                ends.push(differing.len());
                places[index] = Some((first, at));
            }
            first += same.len();
        }
        Alike { same_first, people: by_key, differing, ends, places }
    }

    /// Whether two people have a part in common.
    fn is_any_shared(&self) -> bool {
        !self.differing.is_empty()
    }

    /// The first few people whose names have this part.
    fn of(&self, part: &str) -> impl Iterator<Item = usize> {
        let own = key(part);
        let first = self.people.partition_point(|&(key, _)| key < own);
        let same = self.people[first..].iter().take_while(move |&&(key, _)| key == own);
        same.map(|&(_, index)| index).take(MOST_ALIKE)
    }

    /// The part of a person's name that differs from those of the first few before them with the same other part, and
    /// these, each with whose it is.
    fn before(&self, person: usize) -> Option<(&str, impl Iterator<Item = (usize, &str)>)> {
        let (first, own) = self.places[person]?;
        let others = first..own.min(first + MOST_ALIKE);
        Some((self.differing(own), others.map(|at| (self.people[at].1, self.differing(at)))))
    }

    fn differing(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.differing[start..self.ends[at]]
    }
}

/// A part of a name as a number: the same for parts that are folded alike, and hardly ever for others.
fn key(part: &str) -> u64 {
    let part = without_possessive(part);
    match part.is_ascii() {
        true => verbatim::key(part.as_bytes()),
        false => verbatim::key(fold(part).as_bytes()),
    }
}

/// The part of a name that is not the same.
fn part(people: &[Person], index: usize, same_first: bool) -> &str {
    let name: &str = &people[index].name;
    match same_first {
        true => last_word(name).unwrap_or(name),
        false => first_word(name).unwrap_or(name),
    }
}

// Names are so short that looking for a blank byte by byte takes less than any search.

/// The first of several words.
fn first_word(name: &str) -> Option<&str> {
    name.bytes().position(|byte| byte == b' ').map(|blank| &name[..blank])
}

/// The last of several words.
fn last_word(name: &str) -> Option<&str> {
    name.bytes().rposition(|byte| byte == b' ').map(|blank| &name[blank + 1..])
}

/// Whether two people are one; the rarer spelling of the two is the wrong one.
fn pair(
    people: &[Person],
    [earlier, later]: [usize; 2],
    same_first: bool,
    [folded_a, folded_b]: [&str; 2],
) -> Option<Pair> {
    let n_words = |index: usize| people[index].name.bytes().filter(|&byte| byte == b' ').count();
    if !is_close(folded_a, folded_b) || n_words(earlier) != n_words(later) {
        return None;
    }
    let [a, b] = [earlier, later].map(|index| part(people, index, same_first));
    let is_given = |word: &str| vocabulary().look_up(word).is(Class::GivenName);
    let more = people[later].mentions.len() > people[earlier].mentions.len();
    let (wrong, right) = if more { (earlier, later) } else { (later, earlier) };
    let is_swapped = || is_swap(a, b) && !(is_given(a) && is_given(b));
    let is_sure = same_first || is_swapped() || sounds(folded_a).eq(sounds(folded_b));
    Some(Pair { wrong, right, same_first, is_sure })
}

/// Whether two letters have changed places, which no other name explains.
fn is_swap(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    if a.is_ascii() && b.is_ascii() {
        let mut letters = [0_u32; 128];
        a.bytes().for_each(|letter| letters[usize::from(letter)] += 1);
        return b.bytes().all(|letter| {
            let left = &mut letters[usize::from(letter)];
            std::mem::replace(left, left.saturating_sub(1)) > 0
        });
    }
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(a) == sorted(b)
}

/// A first name as it sounds: Marcus and Markus, Stephen and Stefen are one.
fn sounds(name: &str) -> impl Iterator<Item = char> {
    let mut letters = name.chars().peekable();
    let mut last = None;
    std::iter::from_fn(move || {
        loop {
            let sound = match letters.next()? {
                'p' if letters.next_if_eq(&'h').is_some() => 'f',
                'h' => continue,
                'c' | 'q' => 'k',
                'y' => 'i',
                'z' => 's',
                other => other,
            };
            if last.replace(sound) != Some(sound) {
                return Some(sound);
            }
        }
    })
}

/// One slip, or two in a longer word.
fn is_close(a: &str, b: &str) -> bool {
    let apart = is_slip(a, b) || a != b && spelling::is_double_slip(a, b);
    apart && !is_plural(a, b) && !is_plural(b, a)
}

/// Whether it is worth to compare them letter by letter.
fn may_be_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let ends_alike = a.last() == b.last() || a.len() != b.len();
    a.len().abs_diff(b.len()) < 3 && (a.first() == b.first() || ends_alike)
}

fn is_slip(a: &str, b: &str) -> bool {
    a != b && spelling::is_slip(a, b)
}

fn is_plural(a: &str, b: &str) -> bool {
    a.strip_suffix('s') == Some(b) || a.strip_suffix("es") == Some(b)
}
