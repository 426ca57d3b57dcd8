//! Quotations that an article gives twice: with one word changed, or as the words of two people.
//!
//! A speaker may say a thing twice in other words; what is looked for is the same sentence, copied once
//! with a slip. So the two must share their words in order but for one or two, and neither may be
//! part of the other. What stands in more than a few quotations, or is said by more than two people, is a
//! refrain: a slogan, a chorus, a form of words. Nobody makes the same slip again and again. Only quotations
//! that have two runs of three words in common are compared, and each with a few at most.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Quote, QuoteId};
use crate::facts::Article;
use crate::facts::join::{Edit, Reread};
use crate::facts::people::PersonId;
use crate::paragraph::Paragraph;
use crate::verbatim::{self, Word};

/// Two quotations that are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestatedQuote {
    /// The one that comes first.
    pub earlier: QuoteId,
    /// The one that comes later.
    pub later: QuoteId,
    /// What is different.
    pub difference: Difference,
}

/// How two quotations that are one differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// In a word or two.
    Words,
    /// In who is given as the speaker.
    Speaker,
}

/// Shorter quotations are too easily said twice.
const FEWEST_WORDS: usize = 5;
/// How many quotations one is compared with, and in how many at most a run may stand.
const MOST_COMPARED: usize = 8;
/// Longer quotations are compared by their beginning.
const LONGEST: usize = 120;
/// What stands in more quotations is a refrain.
const MOST_TIMES: usize = 3;
/// Where quotations of more runs are read again, all are compared anew.
const MOST_AGAIN: usize = 4096;
/// What more people say is a refrain.
const MOST_SPEAKERS: usize = 2;

/// The runs of three words of a quotation, each as one number: what quotations are first compared by. None for a
/// short one, and for words that are nobody's.
pub(crate) type Runs = Arc<[u64]>;

/// The runs of each quotation of a paragraph, which are worked out once.
pub(crate) fn runs(quotes: &[Quote], text: &str) -> Vec<Runs> {
    let mut keys = Vec::with_capacity(LONGEST);
    let runs = quotes.iter().map(|quote| {
        if !quote.kind.is_speech() {
            return Runs::default();
        }
        keys.clear();
        verbatim::keys(&text[quote.range], &mut keys);
        keys.truncate(LONGEST);
        match keys.len() >= FEWEST_WORDS {
            true => keys.windows(3).map(run).collect(),
            false => Runs::default(),
        }
    });
    runs.collect()
}

/// Three words in a row as one number.
fn run(words: &[u64]) -> u64 {
    words.iter().fold(0, |run, word| (run ^ word).wrapping_mul(verbatim::ODD).rotate_left(23))
}

/// Two quotations with the same words, or nearly so, whoever says them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alike {
    earlier: QuoteId,
    later: QuoteId,
    likeness: Likeness,
}

/// The quotations of an article's paragraphs that were read again.
pub(crate) struct Again<'a> {
    /// All paragraphs of the article.
    pub(crate) paragraphs: &'a [Arc<Paragraph>],
    /// Which of them were read again.
    pub(crate) at: Range<usize>,
    /// Their quotations.
    pub(crate) quotes: Range<u32>,
}

/// The runs of each quotation of some paragraphs.
fn runs_of(paragraphs: &[Arc<Paragraph>]) -> impl Iterator<Item = &Runs> {
    paragraphs.iter().flat_map(|paragraph| &paragraph.facts.quoted_runs)
}

/// What is still alike after an edit; none where something new may be. Quotations that were read again have the same
/// words as before, or had and have no run in common with any other.
pub(crate) fn still_alike(
    mut alike: Vec<Alike>,
    edit: Option<&Edit>,
    old: &Again<'_>,
    new: &Again<'_>,
) -> Option<Vec<Alike>> {
    if edit.is_some_and(is_same) {
        return Some(alike);
    }
    let (before, again) = new.paragraphs.split_at(new.at.start);
    let (again, behind) = again.split_at(new.at.len());
    let mut own = Vec::new();
    for runs in runs_of(again) {
        let mut runs = runs.to_vec();
        runs.sort_unstable();
        runs.dedup();
        own.append(&mut runs);
    }
    own.sort_unstable();
    let is_any_shared = own.windows(2).any(|two| two[0] == two[1]);
    own.extend(runs_of(&old.paragraphs[old.at.clone()]).flat_map(|runs| &**runs));
    own.sort_unstable();
    if own.len() > MOST_AGAIN {
        return None;
    }
    // One in thousands of others is taken for one of these.
    let mut roughly = RunSet::for_runs(64 * own.len());
    for &run in &own {
        roughly.insert(run);
    }
    let is_own = |&run: &u64| roughly.may_have(run) && own.binary_search(&run).is_ok();
    let mut others = runs_of(before).chain(runs_of(behind)).flat_map(|runs| &**runs);
    let is_again = |&QuoteId(id): &QuoteId| old.quotes.contains(&id);
    let was_alike = alike.iter().any(|pair| is_again(&pair.earlier) || is_again(&pair.later));
    if is_any_shared || was_alike || others.any(is_own) {
        return None;
    }
    for QuoteId(id) in alike.iter_mut().flat_map(|pair| [&mut pair.earlier, &mut pair.later]) {
        if *id >= old.quotes.end {
            *id = *id - old.quotes.end + new.quotes.end;
        }
    }
    Some(alike)
}

/// Whether an edit leaves the quotations of an article their words.
fn is_same(edit: &Edit) -> bool {
    let is_same = |Reread { old, new }: &Reread| {
        let ((old, from), (new, to)) = ((&old.0.facts, &old.1), (&new.0.facts, &new.1));
        let is_same = |(index, (one, other)): (usize, (&Quote, &Quote))| {
            let place = || edit.moves.range(from.moved(&one.range));
            old.quoted_runs[index].is_empty() && new.quoted_runs[index].is_empty()
                || one.kind == other.kind && place() == Some(to.moved(&other.range))
        };
        old.quotes.len() == new.quotes.len()
            && old.quotes.iter().zip(&new.quotes).enumerate().all(is_same)
    };
    edit.reread.iter().all(is_same)
}

/// Finds them in an article; the headline is another matter.
pub(crate) fn resolve(article: &mut Article, text: &str) {
    let known = article.alike_quotes.take();
    let alike = known.unwrap_or_else(|| alike(article, text));
    article.restated_quotes = restated(article, &alike);
    article.alike_quotes = Some(alike);
}

/// The quotations that are alike.
fn alike(article: &Article, text: &str) -> Vec<Alike> {
    let quotes = article.quotes.iter().zip(runs_of(&article.read)).enumerate();
    let quotes = quotes.filter(|(_, (quote, runs))| {
        !runs.is_empty() && quote.kind.is_speech() && is_in_body(article, quote)
    });
    let quotes: Vec<(usize, &[u64])> = quotes.map(|(index, (_, runs))| (index, &**runs)).collect();
    let places = Places::of(&quotes);
    match places.is_any_shared {
        true => compare(article, &quotes, &places, text),
        false => Vec::new(),
    }
}

/// Those of them that an editor should see, now that it is known who speaks.
fn restated(article: &Article, alike: &[Alike]) -> Vec<RestatedQuote> {
    let speaker = |id: QuoteId| article.quote(id).speaker.as_ref().and_then(|own| own.person);
    let mut given: FxHashMap<QuoteId, Given> = FxHashMap::default();
    for Alike { earlier, later, .. } in alike {
        let people = [earlier, later].map(|&id| speaker(id));
        given.entry(*earlier).or_default().add(people[0], people[1]);
        given.entry(*later).or_default().add(people[1], people[0]);
    }
    let is_refrain = |id: QuoteId| given.get(&id).is_some_and(Given::is_refrain);
    let restated = alike.iter().filter_map(|&Alike { earlier, later, likeness }| {
        let people = speaker(earlier).zip(speaker(later));
        let difference = match (likeness, people.is_some_and(|(one, other)| one != other)) {
            (Likeness::Same, true) => Difference::Speaker,
            (Likeness::Close, false) => Difference::Words,
            _ => return None,
        };
        let is_refrain = is_refrain(earlier) || is_refrain(later);
        (!is_refrain).then_some(RestatedQuote { earlier, later, difference })
    });
    let mut restated: Vec<RestatedQuote> = restated.collect();
    // One word to an editor about one quotation is enough.
    restated.dedup_by_key(|pair| pair.later);
    restated
}

/// A set of runs that may take one for another: a bit each, where most of them stand once and need no more.
struct RunSet {
    bits: Vec<u64>,
}

impl RunSet {
    fn for_runs(n_runs: usize) -> RunSet {
        // A sixteenth of the bits are set at most.
        RunSet { bits: vec![0; (n_runs / 4).next_power_of_two()] }
    }

    /// Adds a run; says whether it, or one that is taken for it, was not there.
    fn insert(&mut self, run: u64) -> bool {
        let (at, bit) = self.place(run);
        let is_new = self.bits[at] & bit == 0;
        self.bits[at] |= bit;
        is_new
    }

    fn may_have(&self, run: u64) -> bool {
        let (at, bit) = self.place(run);
        self.bits[at] & bit != 0
    }

    fn place(&self, run: u64) -> (usize, u64) {
        let at = (run >> 6) as usize & (self.bits.len() - 1);
        (at, 1 << (run & 63))
    }
}

/// In how many quotations each run stands that stands in several.
struct Places {
    by_run: FxHashMap<u64, Place>,
    is_any_shared: bool,
}

struct Place {
    /// The quotation where it was last seen.
    last: u32,
    n_quotes: u32,
}

impl Places {
    fn of(quotes: &[(usize, &[u64])]) -> Places {
        let n_runs = quotes.iter().map(|(_, runs)| runs.len()).sum();
        let (mut once, mut again) = (RunSet::for_runs(n_runs), RunSet::for_runs(n_runs));
        let mut n_again = 0;
        for &run in quotes.iter().flat_map(|&(_, runs)| runs) {
            if !once.insert(run) && again.insert(run) {
                n_again += 1;
            }
        }
        let mut by_run: FxHashMap<u64, Place> = FxHashMap::default();
        by_run.reserve(n_again);
        let mut is_any_shared = false;
        for (quote, (_, runs)) in (0..).zip(quotes) {
            for &run in runs.iter().filter(|&&run| again.may_have(run)) {
                let place = by_run.entry(run).or_insert(Place { last: quote, n_quotes: 1 });
                if place.last != quote {
                    (place.last, place.n_quotes) = (quote, place.n_quotes + 1);
                    is_any_shared = true;
                }
            }
        }
        Places { by_run, is_any_shared }
    }

    /// Whether a run stands in two quotations at least, and in few enough not to be a refrain's.
    fn tells(&self, run: u64) -> bool {
        let n_quotes = self.by_run.get(&run).map_or(0, |place| place.n_quotes);
        (2..=MOST_COMPARED as u32).contains(&n_quotes)
    }
}

fn compare(
    article: &Article,
    quotes: &[(usize, &[u64])],
    places: &Places,
    text: &str,
) -> Vec<Alike> {
    let mut seen: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut words: Vec<Option<Quoted>> = quotes.iter().map(|_| None).collect();
    let mut alike = Vec::new();
    for (later, (_, runs)) in quotes.iter().enumerate() {
        let telling = runs.iter().copied().filter(|&run| places.tells(run));
        for earlier in sharing(later, telling, &mut seen) {
            for at in [earlier, later] {
                let range = article.quotes[quotes[at].0].range;
                words[at].get_or_insert_with(|| Quoted::read(&text[range]));
            }
            let [Some(first), Some(second)] = [&words[earlier], &words[later]] else { continue };
            let likeness = first.likeness(second);
            if likeness != Likeness::None {
                let [earlier, later] = [earlier, later].map(|at| QuoteId(quotes[at].0 as u32));
                alike.push(Alike { earlier, later, likeness });
            }
        }
    }
    alike
}

/// The earlier quotations that have two runs or more in common with one; notes where its runs stand.
fn sharing(
    later: usize,
    runs: impl Iterator<Item = u64>,
    seen: &mut FxHashMap<u64, Vec<usize>>,
) -> Vec<usize> {
    let mut shared: FxHashMap<usize, u32> = FxHashMap::default();
    for run in runs {
        let places = seen.entry(run).or_default();
        for &earlier in places.iter() {
            *shared.entry(earlier).or_default() += 1;
        }
        if places.last() != Some(&later) {
            places.push(later);
        }
    }
    let mut close: Vec<usize> =
        shared.into_iter().filter(|&(at, n)| n > 1 && at != later).map(|(at, _)| at).collect();
    close.sort_unstable();
    close.truncate(MOST_COMPARED);
    close
}

/// Where else the words of a quotation stand, or nearly the same ones.
#[derive(Default)]
struct Given {
    /// In how many quotations besides its own.
    n_others: usize,
    /// Who says them there and here; one more than matters.
    speakers: Vec<PersonId>,
}

impl Given {
    fn add(&mut self, own: Option<PersonId>, other: Option<PersonId>) {
        self.n_others += 1;
        for speaker in own.into_iter().chain(other) {
            if self.speakers.len() <= MOST_SPEAKERS && !self.speakers.contains(&speaker) {
                self.speakers.push(speaker);
            }
        }
    }

    fn is_refrain(&self) -> bool {
        self.n_others >= MOST_TIMES || self.speakers.len() > MOST_SPEAKERS
    }
}

/// The words of a quotation.
struct Quoted {
    /// In stretches parted by dots and brackets.
    parts: Vec<Vec<Word>>,
    /// All of them.
    words: Vec<Word>,
}

/// How much of two quotations is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    /// Word for word.
    Same,
    /// All but a word or two.
    Close,
    /// Not enough, or one is part of the other.
    None,
}

impl Quoted {
    fn read(quotation: &str) -> Quoted {
        let parts = verbatim::parts(quotation);
        let mut words = parts.concat();
        words.truncate(LONGEST);
        Quoted { parts, words }
    }

    fn likeness(&self, other: &Quoted) -> Likeness {
        if is_made_of(&self.parts, &other.words) || is_made_of(&other.parts, &self.words) {
            return Likeness::None;
        }
        let same = |(a, b): (&Word, &Word)| a.folded == b.folded;
        let (mut short, mut long) = (&self.words, &other.words);
        if short.len() > long.len() {
            (short, long) = (long, short);
        }
        if short.len() == long.len() && short.iter().zip(long).all(same) {
            return Likeness::Same;
        }
        let most_changed = (long.len() / 8).clamp(1, 3);
        if long.len() - short.len() > most_changed {
            return Likeness::None;
        }
        let (n_same, ..) = verbatim::common(&self.words, &other.words);
        let is_close = long.len() - n_same <= most_changed && n_same >= FEWEST_WORDS - 1;
        // The last word left off is a quotation that was cut short, not one that was changed.
        let is_cut = n_same == short.len()
            && (short.iter().zip(long).all(same)
                || short.iter().rev().zip(long.iter().rev()).all(same));
        if is_close && !is_cut { Likeness::Close } else { Likeness::None }
    }
}

/// Whether dots or brackets in a quotation stand for what the other one has more.
fn is_made_of(parts: &[Vec<Word>], words: &[Word]) -> bool {
    let mut rest = words;
    parts.len() > 1
        && parts.iter().all(|part| {
            let same =
                |stretch: &[Word]| stretch.iter().zip(part).all(|(a, b)| a.folded == b.folded);
            let found = part.is_empty().then_some(0);
            let found = found.or_else(|| rest.windows(part.len().max(1)).position(same));
            found.map(|at| rest = &rest[at + part.len()..]).is_some()
        })
}

fn is_in_body(article: &Article, quote: &Quote) -> bool {
    use crate::document::BlockKind::{BlockQuote, ListItem, Paragraph};
    let paragraph = article.paragraphs.get(quote.paragraph as usize);
    paragraph.is_some_and(|span| matches!(span.kind, Paragraph | ListItem | BlockQuote))
}
