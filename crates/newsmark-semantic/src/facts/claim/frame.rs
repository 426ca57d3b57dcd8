//! The words around the figures of a paragraph, as the readers of claims ask for them.
//!
//! Tokens are counted in the paragraph, figures by their place in it. Every look around is bounded by the
//! caller.

use std::ops::Range;

use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;

use crate::facts::figure::numeral;
use crate::facts::figure::{Figure, Role};
use crate::paragraph::{ParagraphFacts, Trigger, Words};

/// How far from a figure its sentence is looked at, in tokens. A sentence that goes on is a list.
const MOST_TOKENS: usize = 100;
/// How many figures of a sentence are looked at.
const MOST_FIGURES: usize = 40;

/// A paragraph that is being read for claims.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) facts: &'a ParagraphFacts,
    /// Where each of its figures stands.
    pub(super) places: &'a [Place],
}

/// Where a figure stands, in tokens: every reader asks for that again and again.
pub(super) struct Place {
    first: usize,
    number: Range<usize>,
    end: usize,
    /// As much of its sentence as anybody reads at once.
    sentence: Range<usize>,
}

/// The places of the figures of a paragraph.
pub(super) fn places(words: &Words<'_>, facts: &ParagraphFacts) -> Vec<Place> {
    let place = |figure: &Figure| {
        let number = words.index_at(figure.range.start())..words.index_at(figure.range.end());
        let sentence = facts.sentences.get(figure.sentence as usize).map_or(0..0, |range| {
            let start = words.index_at(range.start());
            let end = words.index_at(range.end());
            start.max(number.start.saturating_sub(MOST_TOKENS))..end.min(number.start + MOST_TOKENS)
        });
        Place {
            first: words.index_at(figure.range_with_hedge().start()),
            number,
            end: words.index_at(figure.phrase_end()),
            sentence,
        }
    };
    facts.figures.iter().map(place).collect()
}

impl<'a> Frame<'a> {
    pub(super) fn figures(&self) -> &'a [Figure] {
        &self.facts.figures
    }

    pub(super) fn figure(&self, index: usize) -> &'a Figure {
        &self.facts.figures[index]
    }

    /// The first token of a figure, a hedge before it included.
    pub(super) fn first(&self, index: usize) -> usize {
        self.places[index].first
    }

    /// The first token of a figure's own words.
    pub(super) fn number(&self, index: usize) -> usize {
        self.places[index].number.start
    }

    /// The first token after a figure's own words.
    pub(super) fn number_end(&self, index: usize) -> usize {
        self.places[index].number.end
    }

    /// The first token after a figure and the noun that follows it.
    pub(super) fn end(&self, index: usize) -> usize {
        self.places[index].end
    }

    /// The tokens of a figure's sentence, as far as anybody reads at once.
    pub(super) fn sentence(&self, index: usize) -> Range<usize> {
        self.places[index].sentence.clone()
    }

    /// The figures of a sentence, as many as anybody takes in.
    pub(super) fn figures_of(&self, sentence: u32) -> Range<usize> {
        let start = self.figures().partition_point(|figure| figure.sentence < sentence);
        let end = self.figures().partition_point(|figure| figure.sentence <= sentence);
        start..end.min(start + MOST_FIGURES)
    }

    /// Where the figure before this one in its sentence ends; else where the sentence starts.
    pub(super) fn before(&self, index: usize) -> usize {
        let start = self.sentence(index).start;
        let before = index
            .checked_sub(1)
            .filter(|&before| self.figure(before).sentence == self.figure(index).sentence);
        before.map_or(start, |before| self.number_end(before).max(start))
    }

    /// Where the figure after this one in its sentence starts; else where the sentence ends.
    pub(super) fn after(&self, index: usize) -> usize {
        let next = self.figures().get(index + 1);
        let is_near = next.is_some_and(|next| next.sentence == self.figure(index).sentence);
        if is_near { self.first(index + 1) } else { self.sentence(index).end }
    }

    /// All figures where an entry of a class may stand anywhere in the paragraph, else none: for readers that cannot
    /// do without.
    pub(super) fn figures_beside(&self, class: Class) -> Range<usize> {
        let all = 0..self.words.len();
        match self.words.place(all, Trigger::words(&[class])) {
            Some(_) => 0..self.figures().len(),
            None => 0..0,
        }
    }

    /// Whether the token is this word, in any case.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.words.bytes(at).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether the token is one of these words, in any case.
    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        let own = self.words.bytes(at);
        words.iter().any(|word| own.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// Whether these words stand right before a token.
    pub(super) fn follows(&self, at: usize, words: &[&str]) -> bool {
        at >= words.len()
            && words.iter().enumerate().all(|(i, word)| self.is(at - words.len() + i, word))
    }

    /// Whether these words start at a token.
    pub(super) fn starts(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.is(at + i, word))
    }

    /// Whether a clause ends at a token. A comma does not end one here.
    pub(super) fn is_stop(&self, at: usize) -> bool {
        matches!(
            self.words.kind(at),
            Kind::FullStop | Kind::Semicolon | Kind::Colon | Kind::Question | Kind::Exclamation
        )
    }

    /// The last token of the range where an entry of the class starts, and its value.
    pub(super) fn last_of(&self, tokens: Range<usize>, class: Class) -> Option<(usize, u32)> {
        let end = tokens.end;
        tokens.rev().find_map(|at| {
            let (length, value) = self.words.phrase(at, class)?;
            (at + length <= end).then_some((at, value))
        })
    }

    /// The first token of the range where an entry of the class starts, its end and its value.
    pub(super) fn first_of(
        &self,
        mut tokens: Range<usize>,
        class: Class,
    ) -> Option<(usize, usize, u32)> {
        let end = tokens.end;
        tokens.find_map(|at| {
            let (length, value) = self.words.phrase(at, class)?;
            (at + length <= end).then_some((at, at + length, value))
        })
    }

    /// Whether an entry of the class stands among the tokens.
    pub(super) fn has(&self, tokens: Range<usize>, class: Class) -> bool {
        self.first_of(tokens, class).is_some()
    }

    /// Whether any of the words stands among the tokens.
    pub(super) fn has_word(&self, mut tokens: Range<usize>, words: &[&str]) -> bool {
        tokens.any(|at| self.is_one_of(at, words))
    }

    /// The words of some tokens as a place.
    pub(super) fn place(&self, tokens: Range<usize>) -> TextRange {
        self.words.span(tokens.start, tokens.end.max(tokens.start + 1) - 1)
    }

    /// Steps back over what may stand between a cue and its number: `just`, `about`, `a`, `the`.
    pub(super) fn back_over_small_words(&self, at: usize) -> usize {
        const MOST: usize = 3;
        let mut start = at;
        while start > 0
            && at - start < MOST
            && (self.words.is(start - 1, Class::Adverb)
                || self.words.is(start - 1, Class::Hedge)
                || self.is_one_of(start - 1, &["a", "an", "the", "its", "their", "just", "only"]))
        {
            start -= 1;
        }
        start
    }

    /// The first token behind a day that stands at one: `on Tuesday night`, `Tuesday`.
    pub(super) fn over_day(&self, at: usize) -> usize {
        let day = at + usize::from(self.is(at, "on"));
        if !self.words.is(day, Class::Weekday) {
            return at;
        }
        day + 1
            + usize::from(self.is_one_of(day + 1, &["morning", "afternoon", "evening", "night"]))
    }

    /// The two numbers of a score, of a range or of `9 to 4`, in the order in which they are written.
    pub(super) fn ends_as_written(&self, index: usize) -> Option<(Decimal, Decimal)> {
        let figure = self.figure(index);
        let start = self.number(index);
        if figure.role == Role::Score {
            let number = |at: usize| self.words.text(at).parse::<Decimal>().ok();
            return number(start).zip(number(start + 2));
        }
        let is_range = figure.value.is_none()
            && figure.strict().low.is_some()
            && figure.strict().high.is_some();
        if !is_range {
            return None;
        }
        // What comes first is the end of the range that it is.
        let (low, high) = (figure.strict().low?, figure.strict().high?);
        let numeral = (start..self.number_end(index))
            .find_map(|at| numeral::read(self.words, at))
            .and_then(|numeral| numeral.value)?;
        match numeral {
            first if first == low => Some((low, high)),
            first if first == high => Some((high, low)),
            // The scale stands after the second number only.
            first => {
                let is_scaled = |end: Decimal| {
                    let ratio = end.checked_div(first).map(|ratio| ratio.normalize());
                    let powers = [3u32, 6, 9, 12].map(|power| Decimal::from(10u64.pow(power)));
                    ratio.is_some_and(|ratio| powers.contains(&ratio))
                };
                match (is_scaled(low), is_scaled(high)) {
                    (_, true) => Some((high, low)),
                    _ => Some((low, high)),
                }
            }
        }
    }
}
