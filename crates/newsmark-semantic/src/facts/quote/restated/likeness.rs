//! How much of two quotations is the same.
//!
//! The words of both must follow each other in the same order but for one or two, and neither may be part of the other:
//! what is cut short, or has dots and brackets for what the other one has more, was not changed.

use super::{FEWEST_WORDS, LONGEST};
use crate::verbatim::{self, Word};

/// The words of a quotation.
pub(super) struct Quoted {
    /// In stretches parted by dots and brackets.
    parts: Vec<Vec<Word>>,
    /// All of them.
    words: Vec<Word>,
}

/// How much of two quotations is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Word for word.
    Same,
    /// All but a word or two.
    Close,
    /// Not enough, or one is part of the other.
    None,
}

impl Quoted {
    pub(super) fn read(quotation: &str) -> Quoted {
        let parts = verbatim::parts(quotation);
        let mut words = parts.concat();
        words.truncate(LONGEST);
        Quoted { parts, words }
    }

    pub(super) fn likeness(&self, other: &Quoted) -> Likeness {
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
