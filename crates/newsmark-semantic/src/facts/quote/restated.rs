//! Quotations that an article gives twice: with one word changed, or as the words of two people.
//!
//! A speaker may say a thing twice in other words; what is looked for is the same sentence, copied once
//! with a slip. So the two must share their words in order but for one or two, and neither may be
//! part of the other. What stands in more than a few quotations, or is said by more than two people, is a
//! refrain: a slogan, a chorus, a form of words. Nobody makes the same slip again and again. Only quotations
//! that have two runs of three words in common are compared, and each with a few at most.

use std::sync::Arc;

use newsmark_lexer::TextRange;
use rustc_hash::FxHashMap;

use super::{Quote, QuoteId};
use crate::facts::Article;
use crate::facts::people::PersonId;
use crate::verbatim;

use alike::alike;
pub(crate) use alike::{Again, Alike, still_alike};
use likeness::Likeness;

mod alike;
mod likeness;

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

/// Finds them in an article; the headline is another matter.
pub(crate) fn resolve(article: &mut Article, text: &str) {
    let known = article.alike_quotes.take();
    let alike = known.unwrap_or_else(|| alike(article, text));
    article.restated_quotes = restated(article, text, &alike);
    article.alike_quotes = Some(alike);
}

/// Those of them that an editor should see, now that it is known who speaks.
fn restated(article: &Article, text: &str, alike: &[Alike]) -> Vec<RestatedQuote> {
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
            // "It is “half of all we own” or “half of all we owe.”": both are meant.
            (Likeness::Close, false) if !are_alternatives(article, text, earlier, later) => {
                Difference::Words
            }
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

/// Whether nothing but "or" stands between two quotations.
fn are_alternatives(article: &Article, text: &str, earlier: QuoteId, later: QuoteId) -> bool {
    let [earlier, later] = [earlier, later].map(|id| article.quote(id).range);
    let between = (earlier.end() <= later.start())
        .then(|| &text[TextRange::new(earlier.end(), later.start())]);
    between.is_some_and(|words| words.trim_matches([' ', ',']) == "or")
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
