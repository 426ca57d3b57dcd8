//! What the gate says of each pair of figures, in an editor's words: why a slip was not found, or why
//! there was a false alarm.
//!
//! All pairs of an article would be too many to read. A pair is shown where the gate is asked about it, and
//! where the numbers are so alike that an editor would ask: one restates the other, or is a slip of it.

use rustc_hash::FxHashMap;

use super::gate::{self, Apart};
use super::{MOST_COMPARED, is_restatement};
use crate::agreement::{Agreement, agreement, slip, telling_digits};
use crate::facts::figure::Unit;
use crate::facts::{Article, Extent, Facts, Figure, FigureId};
use crate::wording;

/// Two figures of an article that could be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one that stands first.
    pub earlier: FigureId,
    /// The other.
    pub later: FigureId,
    /// What the gate says.
    pub verdict: Verdict,
}

/// What the gate says of two figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They speak of one thing, and what their numbers are to each other.
    Paired(Agreement),
    /// They may speak of one thing, but nothing says that the later one gives the earlier one again.
    Unsure(Agreement),
    /// They do not, for these reasons; never empty.
    Apart(Vec<Apart>),
}

/// How many figures before it a figure is looked at with for numbers that are alike.
const MOST_ALIKE: usize = 24;

/// The pairs of an article to show, by the later figure.
pub fn pairs(facts: &Facts, article: &Article) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut seen: FxHashMap<(Option<Unit>, &str), Vec<FigureId>> = FxHashMap::default();
    let mut before: Vec<FigureId> = Vec::new();
    for (later, figure) in article.figures_with_ids().filter(|(_, figure)| figure.is_quantity()) {
        let alike = before.iter().rev().take(MOST_ALIKE);
        let mut shown: Vec<FigureId> =
            alike.copied().filter(|&id| are_alike(article.figure(id), figure)).collect();
        if let Some(noun) = &figure.noun {
            let same = seen.entry((figure.unit, &noun.lemmas.head)).or_default();
            shown.extend(same.iter().rev().take(MOST_COMPARED));
            same.push(later);
        }
        shown.sort();
        shown.dedup();
        pairs.extend(shown.into_iter().map(|earlier| Pair {
            earlier,
            later,
            verdict: verdict(facts, article, article.figure(earlier), figure),
        }));
        before.push(later);
    }
    pairs
}

/// Whether an editor would ask why two numbers were not compared.
fn are_alike(a: &Figure, b: &Figure) -> bool {
    let tells = |figure: &Figure| figure.value.is_some_and(|value| telling_digits(value) >= 2);
    let restates = || agreement(a, b) == Agreement::Agrees || slip(b, a).is_some();
    tells(a) && tells(b) && (a.value == b.value || gate::units_may_match(a, b) && restates())
}

fn verdict(facts: &Facts, article: &Article, earlier: &Figure, later: &Figure) -> Verdict {
    let reasons = gate::reasons(facts, article, earlier, later);
    let agreement = agreement(earlier, later);
    let is_told = earlier.in_headline || later.in_headline || is_restatement(earlier, later, true);
    match (reasons.is_empty(), is_told || agreement == Agreement::Agrees) {
        (false, _) => Verdict::Apart(reasons),
        (true, true) => Verdict::Paired(agreement),
        (true, false) => Verdict::Unsure(agreement),
    }
}

impl Pair {
    /// Why the two are paired or not, in an editor's words.
    pub fn why(&self, facts: &Facts, article: &Article) -> String {
        let (earlier, later) = (article.figure(self.earlier), article.figure(self.later));
        match &self.verdict {
            Verdict::Paired(Agreement::Agrees) => "one thing, and the numbers agree".to_owned(),
            Verdict::Paired(Agreement::Possible) => "one thing, and both can hold".to_owned(),
            Verdict::Paired(Agreement::Conflicts) => {
                "one thing, and both numbers cannot be right".to_owned()
            }
            Verdict::Unsure(_) => {
                "may be one thing, but nothing says that the first is given again".to_owned()
            }
            Verdict::Apart(reasons) => {
                let reasons =
                    reasons.iter().map(|&apart| why(facts, article, apart, earlier, later));
                reasons.collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// A reason with the words that it goes by.
fn why(facts: &Facts, article: &Article, apart: Apart, a: &Figure, b: &Figure) -> String {
    let both = |a: &str, b: &str| format!("{}: {a} and {b}", apart.reason());
    let names = |a, b| {
        let words = |extent: Option<Extent>| extent.map(|extent| facts.words(extent.range()));
        words(a).zip(words(b)).map(|(a, b)| both(a, b))
    };
    let nouns = a.noun.as_ref().zip(b.noun.as_ref());
    let named = match apart {
        Apart::Role => Some(both(a.role.word(), b.role.word())),
        Apart::Noun => Some(match nouns {
            Some((a, b)) => both(&a.lemmas.head, &b.lemmas.head),
            None => {
                let without = if a.noun.is_none() { a } else { b };
                format!("not said what {} counts", wording::phrase(facts, without))
            }
        }),
        Apart::Contrast => nouns.and_then(|(a, b)| {
            let (a, b) = gate::contrast(facts.words(a.range), facts.words(b.range))?;
            Some(both(a, b))
        }),
        Apart::Modifiers => nouns.map(|(a, b)| both(facts.words(a.range), facts.words(b.range))),
        Apart::Place => names(a.scope.place, b.scope.place),
        Apart::Organisation => names(a.scope.owner, b.scope.owner),
        Apart::Time => a.as_of.zip(b.as_of).map(|(a, b)| both(&a.to_string(), &b.to_string())),
        Apart::Voices => gate::voices(facts, article, a, b).map(|(a, b)| both(a, b)),
        _ => None,
    };
    named.unwrap_or_else(|| apart.reason().to_owned())
}
