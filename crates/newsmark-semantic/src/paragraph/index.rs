//! Where in a paragraph something can be found at all.
//!
//! Most readers find nothing in most paragraphs. Each says in a [`Trigger`] what it cannot do without: a kind of
//! token, a class of words. Every few tokens it is written down what all of them together can be, so that one
//! look passes over all of these that are nothing to a reader. What is found may still be nothing: the reader
//! looks again, closely.

use std::ops::Range;

use newsmark_lexer::vocabulary::vocabulary;
use newsmark_lexer::{Class, Classes, Kind, TextSize, Token, WordId};

use super::starts::Starts;

/// How many tokens are passed over with one look.
const STEP: usize = 8;

/// What a reader looks for: a token of one of some kinds, or a word of one of some classes, alone or as the
/// first of a phrase.
#[derive(Clone, Copy, Default)]
pub(crate) struct Trigger {
    kinds: u128,
    classes: Classes,
}

impl Trigger {
    /// Digits of any kind.
    pub(crate) const NUMBERS: Trigger =
        Trigger::kinds(&[Kind::Integer, Kind::Grouped, Kind::Decimal, Kind::Vulgar]);

    /// Words, and beginnings of phrases.
    pub(crate) const fn words(classes: &[Class]) -> Trigger {
        Trigger { kinds: 0, classes: Classes::of(classes) }
    }

    /// Tokens by what they look like.
    pub(crate) const fn kinds(kinds: &[Kind]) -> Trigger {
        let mut bits = 0;
        let mut index = 0;
        while index < kinds.len() {
            bits |= bit(kinds[index]);
            index += 1;
        }
        Trigger { kinds: bits, classes: Classes::of(&[]) }
    }

    /// Whether a token that looks like this can be it.
    pub(crate) const fn looks_for(self, kind: Kind) -> bool {
        self.kinds & bit(kind) != 0
    }

    /// Either of two.
    pub(crate) const fn or(self, other: Trigger) -> Trigger {
        Trigger { kinds: self.kinds | other.kinds, classes: self.classes.with(other.classes) }
    }

    const fn meets(self, other: Trigger) -> bool {
        // Both are looked at together: which of them it is nobody can foresee.
        (self.kinds & other.kinds != 0) | self.classes.meet(other.classes)
    }
}

const fn bit(kind: Kind) -> u128 {
    // Of a wide number that is shifted by what is not known before, each half is worked out; a table has it.
    BITS[kind as usize]
}

const BITS: [u128; 128] = {
    let mut bits = [0; 128];
    let mut index = 0;
    while index < bits.len() {
        bits[index] = 1 << index;
        index += 1;
    }
    bits
};

/// What each token of a paragraph can be, and where it stands.
pub(super) struct Index {
    tokens: Vec<Entry>,
    /// What every few tokens can be together.
    steps: Vec<Trigger>,
    /// What all can be together.
    all: Trigger,
    starts: Starts,
}

/// What one token can be.
struct Entry {
    /// Alone.
    classes: Classes,
    /// Alone or as the first of several; the second of them stands behind it.
    opens: Classes,
}

impl Entry {
    /// What its token is to somebody who looks for something.
    #[inline]
    const fn seen(&self, token: &Token) -> Trigger {
        Trigger { kinds: bit(token.kind), classes: self.opens }
    }
}

impl Index {
    /// What there is to know of the tokens of a text, which are in order.
    pub(super) fn new(text: &str, tokens: &[Token]) -> Index {
        let vocabulary = vocabulary();
        let entry = |token: &Token, next: WordId| {
            let (classes, opens) = vocabulary.classes(token.word, next);
            Entry { classes, opens }
        };
        let mut entries = Vec::with_capacity(tokens.len());
        entries.extend(tokens.windows(2).map(|two| entry(&two[0], two[1].word)));
        entries.extend(tokens.last().map(|last| entry(last, WordId::UNKNOWN)));
        let together = |(tokens, entries): (&[Token], &[Entry])| {
            let each = tokens.iter().zip(entries).map(|(token, entry)| entry.seen(token));
            each.fold(Trigger::default(), Trigger::or)
        };
        let steps: Vec<Trigger> =
            tokens.chunks(STEP).zip(entries.chunks(STEP)).map(together).collect();
        let all = steps.iter().copied().fold(Trigger::default(), Trigger::or);
        Index { tokens: entries, steps, all, starts: Starts::of(text, tokens) }
    }

    /// The first token that starts at or after an offset.
    #[inline]
    pub(super) fn at(&self, offset: TextSize) -> usize {
        self.starts.before(offset)
    }

    /// What a token can be alone; nothing past the ends.
    #[inline]
    pub(super) fn classes(&self, index: usize) -> Classes {
        self.tokens.get(index).map_or(Classes::of(&[]), |entry| entry.classes)
    }

    /// What a token can be alone or as the first of several; nothing past the ends.
    #[inline]
    pub(super) fn opens(&self, index: usize) -> Classes {
        self.tokens.get(index).map_or(Classes::of(&[]), |entry| entry.opens)
    }

    /// The first token in a range that can be what is looked for.
    #[inline]
    pub(super) fn place(
        &self,
        tokens: &[Token],
        range: Range<usize>,
        trigger: Trigger,
    ) -> Option<usize> {
        if self.all.meets(trigger) { self.search(tokens, range, trigger) } else { None }
    }

    /// The same, where there is one somewhere.
    fn search(&self, tokens: &[Token], range: Range<usize>, trigger: Trigger) -> Option<usize> {
        let end = range.end.min(tokens.len());
        let mut at = range.start;
        while at < end {
            let next = (at / STEP + 1) * STEP;
            if self.steps.get(at / STEP)?.meets(trigger) {
                let few = at..next.min(end);
                let mut each = self.tokens.get(few.clone())?.iter().zip(tokens.get(few)?);
                let found = each.position(|(entry, token)| entry.seen(token).meets(trigger));
                if let Some(before) = found {
                    return Some(at + before);
                }
            }
            at = next;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::document::BlockKind;
    use crate::paragraph::Words;

    fn check(text: &str, trigger: Trigger, expect: Expect) {
        let words = Words::read(text, BlockKind::Paragraph);
        let places: Vec<usize> = words.places(0..usize::MAX, trigger).collect();
        // One by one it is the same as in one go.
        let single = |&at: &usize| words.places(at..at + 1, trigger).eq([at]);
        assert_eq!((0..words.len()).filter(single).collect::<Vec<usize>>(), places);
        let found: Vec<&str> = places.into_iter().map(|at| words.text(at)).collect();
        expect.assert_eq(&found.join(" "));
    }

    const TEXT: &str = "On Monday the old town hall of Northport, a house of 1912, was sold for more than $5 \
        million. It was the second house that the council of the town sold in May, and the most costly, by far.";

    #[test]
    fn finds_words_by_what_they_can_be() {
        check(TEXT, Trigger::words(&[Class::Weekday, Class::Month]), expect!["Monday May"]);
        check(TEXT, Trigger::words(&[Class::Ordinal]), expect!["second"]);
        check(TEXT, Trigger::words(&[Class::Season]), expect![""]);
        check("", Trigger::words(&[Class::Season]), expect![""]);
    }

    #[test]
    fn finds_the_token_at_any_offset() {
        let sparse = format!("{TEXT}{}a  \n{}", "\u{2003}".repeat(20), " ".repeat(40));
        for text in ["", " ", "a", TEXT, "1,1,1;1;1 (a) b, c d e f g h", &sparse] {
            let words = Words::read(text, BlockKind::Paragraph);
            for offset in 0..text.len() as u32 + 40 {
                let offset = TextSize::new(offset);
                let first = words.tokens.iter().position(|token| token.range.start() >= offset);
                assert_eq!(words.index_at(offset), first.unwrap_or(words.len()), "{offset:?}");
            }
        }
    }

    #[test]
    fn finds_the_first_word_of_a_phrase() {
        check(TEXT, Trigger::words(&[Class::Hedge]), expect!["more"]);
    }

    #[test]
    fn finds_tokens_by_what_they_look_like() {
        check(TEXT, Trigger::NUMBERS, expect!["1912 5"]);
        let either = Trigger::NUMBERS.or(Trigger::words(&[Class::Scale]));
        check(TEXT, either, expect!["1912 5 million"]);
    }
}
