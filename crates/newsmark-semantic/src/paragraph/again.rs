//! The paragraphs of a text that is read once, where some may stand in it again and again.
//!
//! What a paragraph says is nobody's before an article takes it over, and then the next one is read to the same place: a
//! long text with short paragraphs would else be kept in many pieces that nobody asks for. Hardly any paragraph comes
//! again, so none is kept before it has come twice. Until then no more is known of it than a number.

use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::{ParagraphFacts, read_to};
use crate::document::BlockKind;
use crate::settings::DecimalSign;

/// So many paragraphs are known by a number, each at its own place or that of an earlier one.
const MOST_NUMBERED: usize = 256;

/// So many that came again are kept.
const MOST_KEPT: usize = 1000;

/// What a paragraph says.
pub(crate) enum Said<'a> {
    /// It has to be taken over whole: the next one comes to this place.
    Anew(&'a mut ParagraphFacts),
    /// Another paragraph may say it again.
    Again(&'a ParagraphFacts),
}

/// The paragraphs of a text, one after the other.
pub(crate) struct Again<'t> {
    decimal: DecimalSign,
    /// What the next paragraph says.
    next: ParagraphFacts,
    /// The numbers of paragraphs that were there; as many places as a power of two.
    numbers: Vec<u64>,
    kept: FxHashMap<(BlockKind, &'t str), Box<ParagraphFacts>>,
}

impl<'t> Again<'t> {
    /// For a text of so many paragraphs.
    pub(crate) fn new(n_paragraphs: usize, decimal: DecimalSign) -> Again<'t> {
        Again {
            decimal,
            next: ParagraphFacts::default(),
            numbers: vec![0; n_paragraphs.min(MOST_NUMBERED).next_power_of_two()],
            kept: FxHashMap::default(),
        }
    }

    /// Reads a paragraph, or finds it.
    pub(crate) fn read(&mut self, words: &'t str, kind: BlockKind) -> Said<'_> {
        if self.may_come_again(words, kind) {
            let has_room = self.kept.len() < MOST_KEPT;
            match self.kept.entry((kind, words)) {
                Entry::Occupied(kept) => return Said::Again(kept.into_mut()),
                Entry::Vacant(place) if has_room => {
                    let facts = place.insert(Box::default());
                    read_to(facts, words, kind, self.decimal);
                    return Said::Again(facts);
                }
                Entry::Vacant(_) => {}
            }
        }
        read_to(&mut self.next, words, kind, self.decimal);
        Said::Anew(&mut self.next)
    }

    /// Whether a paragraph has been there already, so that it may come once more. Another one with the same number does
    /// no harm.
    fn may_come_again(&mut self, words: &str, kind: BlockKind) -> bool {
        let mut hasher = FxHasher::default();
        (kind, words).hash(&mut hasher);
        let number = hasher.finish();
        let last_place = self.numbers.len() - 1;
        let place = &mut self.numbers[number as usize & last_place];
        std::mem::replace(place, number) == number
    }
}

impl Said<'_> {
    /// What it says, to look at.
    pub(crate) fn facts(&self) -> &ParagraphFacts {
        match self {
            Said::Anew(facts) => facts,
            Said::Again(facts) => facts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether each paragraph was read anew, or kept, and says in any case what it says alone.
    #[track_caller]
    fn check(paragraphs: &[&str], expected: &str) {
        let (kind, decimal) = (BlockKind::Paragraph, DecimalSign::Point);
        let mut again = Again::new(paragraphs.len(), decimal);
        let mut found = String::new();
        for words in paragraphs {
            let said = again.read(words, kind);
            let alone = crate::paragraph::read(words, kind, decimal).facts;
            assert_eq!(format!("{:?}", said.facts()), format!("{alone:?}"), "{words}");
            match said {
                Said::Anew(facts) => {
                    *facts = ParagraphFacts::default();
                    found += "anew ";
                }
                Said::Again(_) => found += "again ",
            }
        }
        assert_eq!(found.trim_end(), expected);
    }

    #[test]
    fn what_comes_twice_is_kept() {
        check(&[], "");
        check(&["The 12 boats left.", "The 14 boats left.", "7"], "anew anew anew");
        check(&["12 boats", "7", "12 boats", "7", "12 boats"], "anew anew again again again");
    }

    #[test]
    fn what_is_the_same_in_another_kind_of_block_is_another() {
        let mut again = Again::new(2, DecimalSign::Point);
        for kind in [BlockKind::Headline, BlockKind::Paragraph] {
            assert!(matches!(again.read("12 boats", kind), Said::Anew(_)), "{kind:?}");
        }
    }
}
