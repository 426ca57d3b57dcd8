//! How the words of a paragraph tie its figures to each other, or to a whole that is told elsewhere.
//!
//! Without a figure there is nothing to tie, and one beside a single word is tied to no other: most readers need not look
//! there.

use super::{ParagraphFacts, Words};
use crate::facts::{
    bounded, casualty, change, claim, correction, elapsed, group_mean, list, part, restated,
    reversal, shares, timespan,
};

/// Fewer words tie a figure to nothing but what is told elsewhere.
const FEWEST: usize = 3;

/// Reads what ties the figures of a paragraph.
pub(super) fn read(words: &Words<'_>, facts: &mut ParagraphFacts) {
    match facts.figures.len() {
        0 => {}
        1 if words.len() < FEWEST => of_one(words, facts),
        _ => of_all(words, facts),
    }
}

fn of_all(words: &Words<'_>, facts: &mut ParagraphFacts) {
    timespan::collect(words, facts);
    elapsed::collect(words, facts);
    change::collect(words, facts);
    list::collect(words, facts);
    claim::collect(words, facts);
    restated::collect(words, facts);
    part::collect(words, facts);
    shares::collect(words, facts);
    group_mean::collect(words, facts);
    casualty::collect(words, facts);
    bounded::collect(words, facts);
    reversal::collect(words, facts);
    correction::collect(words, facts);
}

/// `highest 12`, `remaining 12`, `12 dead`: what a word says of the only figure beside it.
fn of_one(words: &Words<'_>, facts: &mut ParagraphFacts) {
    claim::superlatives(words, facts);
    part::collect(words, facts);
    casualty::collect(words, facts);
    bounded::collect(words, facts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, NoteKind};
    use crate::paragraph::facts_of;

    const NUMBERS: &[&str] = &[
        "5", "40", "2019", "1,234", "5%", "$5", "2.5", "½", "third", "half", "dozens", "two",
        "5-6", "9:30", "one",
    ];

    const WORDS: &[&str] = &[
        "a",
        "about",
        "ages",
        "all",
        "average",
        "biggest",
        "by",
        "dead",
        "doubled",
        "each",
        "fell",
        "fewest",
        "fifth",
        "from",
        "halved",
        "highest",
        "hours",
        "injured",
        "killed",
        "lowest",
        "majority",
        "million",
        "May",
        "no",
        "of",
        "other",
        "others",
        "over",
        "people",
        "percent",
        "record",
        "remaining",
        "rest",
        "rose",
        "said",
        "since",
        "still",
        "times",
        "total",
        "up",
        "votes",
        "was",
        "women",
        "years",
        ",",
        ":",
        "-",
        "%",
        "(",
        "/",
        "×",
    ];

    #[test]
    fn of_one_figure_and_a_word_nothing_is_lost() {
        let mut n_tied = 0;
        let pairs = NUMBERS.iter().flat_map(|number| WORDS.iter().map(move |word| (number, word)));
        for (number, word) in pairs {
            for text in
                [format!("{word} {number}"), format!("{number} {word}"), format!("{number}{word}")]
            {
                for kind in [BlockKind::Paragraph, BlockKind::Note(NoteKind::Correction)] {
                    let words = Words::read(&text, kind);
                    let mut facts = facts_of(&words);
                    if words.len() < FEWEST && facts.figures.len() == 1 {
                        let said = format!("{facts:?}");
                        of_all(&words, &mut facts);
                        assert_eq!(said, format!("{facts:?}"), "{text}");
                        n_tied += usize::from(facts.part_cues.len() + facts.tolls.len() > 0);
                    }
                }
            }
        }
        assert!(n_tied > 0);
    }
}
