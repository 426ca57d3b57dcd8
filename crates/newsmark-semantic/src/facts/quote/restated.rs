//! Quotations that an article gives twice: with one word changed, or as the words of two people.
//!
//! A speaker may say a thing twice in other words; what is looked for is the same sentence, copied once
//! with a slip. So the two must share their words in order but for one or two, and neither may be
//! part of the other. Only quotations that have two runs of three words in common are compared, and each
//! with a few at most.

use rustc_hash::FxHashMap;

use super::{Quote, QuoteId};
use crate::facts::Article;
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
/// How many earlier quotations one is compared with.
const MOST_COMPARED: usize = 8;
/// Longer quotations are compared by their beginning.
const LONGEST: usize = 120;

/// Finds them in an article; the headline is another matter.
pub(crate) fn resolve(article: &mut Article, text: &str) {
    let mut seen: FxHashMap<[&str; 3], Vec<usize>> = FxHashMap::default();
    let quotes: Vec<(usize, Vec<Vec<Word>>, Vec<Word>)> = article
        .quotes
        .iter()
        .enumerate()
        .filter(|(_, quote)| quote.kind.is_speech() && is_in_body(article, quote))
        .map(|(index, quote)| {
            let parts = verbatim::parts(&text[quote.range]);
            let mut words = parts.concat();
            words.truncate(LONGEST);
            (index, parts, words)
        })
        .filter(|(_, _, words)| words.len() >= FEWEST_WORDS)
        .collect();
    let mut restated = Vec::new();
    for (later, (index, parts, words)) in quotes.iter().enumerate() {
        let mut shared: FxHashMap<usize, u32> = FxHashMap::default();
        for run in words.windows(3) {
            let run = [&*run[0].folded, &*run[1].folded, &*run[2].folded];
            let places = seen.entry(run).or_default();
            for &earlier in places.iter().rev().take(MOST_COMPARED) {
                *shared.entry(earlier).or_default() += 1;
            }
            if places.last() != Some(&later) {
                places.push(later);
            }
        }
        let mut close: Vec<usize> =
            shared.into_iter().filter(|&(at, n)| n > 1 && at != later).map(|(at, _)| at).collect();
        close.sort_unstable();
        for earlier in close.into_iter().take(MOST_COMPARED) {
            let (other, other_parts, other_words) = &quotes[earlier];
            if is_made_of(parts, other_words) || is_made_of(other_parts, words) {
                continue;
            }
            let [first, second] = [other, index].map(|&at| &article.quotes[at]);
            if let Some(difference) = difference(first, other_words, second, words) {
                let [earlier, later] = [other, index].map(|&at| QuoteId(at as u32));
                restated.push(RestatedQuote { earlier, later, difference });
            }
        }
    }
    article.restated_quotes = restated;
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

fn difference(a: &Quote, a_words: &[Word], b: &Quote, b_words: &[Word]) -> Option<Difference> {
    let same_words = a_words.len() == b_words.len()
        && a_words.iter().zip(b_words).all(|(a, b)| a.folded == b.folded);
    let person = |quote: &Quote| quote.speaker.as_ref().and_then(|speaker| speaker.person);
    let two_people = person(a).zip(person(b)).is_some_and(|(first, second)| first != second);
    if same_words {
        return two_people.then_some(Difference::Speaker);
    }
    if two_people {
        return None;
    }
    let (shorter, longer) = (a_words.len().min(b_words.len()), a_words.len().max(b_words.len()));
    let most_changed = (longer / 8).clamp(1, 3);
    if longer - shorter > most_changed {
        return None;
    }
    let (n_same, ..) = verbatim::common(a_words, b_words);
    let is_close = longer - n_same <= most_changed && n_same >= FEWEST_WORDS - 1;
    // The last word left off is a quotation that was cut short, not one that was changed.
    let is_cut = n_same == shorter && {
        let (short, long) =
            if a_words.len() < b_words.len() { (a_words, b_words) } else { (b_words, a_words) };
        let same = |(a, b): (&Word, &Word)| a.folded == b.folded;
        short.iter().zip(long).all(same) || short.iter().rev().zip(long.iter().rev()).all(same)
    };
    (is_close && !is_cut).then_some(Difference::Words)
}
