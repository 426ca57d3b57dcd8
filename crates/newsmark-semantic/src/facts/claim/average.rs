//! Averages: numbers that words call the mean or the median of several, and the range that they have to lie in.

use std::ops::Range;

use newsmark_lexer::vocabulary::lemma;
use newsmark_lexer::{Class, Kind, TextRange};

use super::frame::Frame;
use super::span::{Span, SpanForm};
use crate::facts::figure::{FigureId, Role};
use crate::facts::{Extent, Place, Placed, Shift};

/// A number that is the average of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Average {
    /// The number.
    pub figure: FigureId,
    /// The words that make it one.
    pub cue: TextRange,
    /// Whether it is the one in the middle, not the mean.
    pub is_median: bool,
    /// Whether no hedge but "an average of" stands before the number.
    pub is_bare: bool,
    /// Whether it is said to be of another place, time or group than what stands around it, or is only compared with.
    pub is_elsewhere: bool,
}

/// An average and the ends of what it is the average of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AverageInRange {
    /// The average.
    pub average: Average,
    /// The ends.
    pub span: Span,
    /// Whether they stand in one sentence.
    pub is_in_one_sentence: bool,
}

impl Placed for AverageInRange {
    fn place(&self) -> Place {
        self.average.figure.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.average.cue]);
        by.figures([&mut self.average.figure]);
        self.span.shift(by);
    }
}

/// How far, in tokens, `average` may stand before a verb and its number.
const REACH: usize = 8;

/// What the average one of several does.
const RECEIVING: &[&str] = &[
    "receiving",
    "getting",
    "earning",
    "paying",
    "received",
    "got",
    "earns",
    "earned",
    "pays",
    "gets",
    "costs",
];

pub(super) fn collect(frame: &Frame<'_>) -> Vec<Average> {
    frame.figures_beside(Class::Average).filter_map(|index| read(frame, index)).collect()
}

fn read(frame: &Frame<'_>, index: usize) -> Option<Average> {
    let figure = frame.figure(index);
    let is_amount = matches!(figure.role, Role::Level | Role::Share | Role::Age | Role::Duration);
    if !is_amount || figure.value.is_none() {
        return None;
    }
    let (cue, value) = before(frame, index).or_else(|| on_average(frame, index))?;
    let is_hedged_by_average = figure.hedge_range.map(Extent::range).is_some_and(|hedge| {
        let tokens = frame.words.index_at(hedge.start())..frame.words.index_at(hedge.end());
        frame.has(tokens, Class::Average)
    });
    Some(Average {
        figure: FigureId(index as u32),
        cue: frame.place(cue.clone()),
        is_median: value == 2,
        is_bare: figure.hedge.is_none() || is_hedged_by_average,
        is_elsewhere: is_elsewhere(frame, index, cue),
    })
}

/// `averaging 82`, `an average price of $20`, `the average was 82`, `averaged out at 82`.
fn before(frame: &Frame<'_>, index: usize) -> Option<(Range<usize>, u32)> {
    let number = frame.number(index);
    let mut at = frame.back_over_small_words(number);
    let cue = |at: usize| frame.words.value(at, Class::Average);
    if at > 0 && cue(at - 1).is_some() {
        return Some((at - 1..at, cue(at - 1)?));
    }
    // `the average school receiving $250,000`
    if at > 2
        && frame.is_one_of(at - 1, RECEIVING)
        && let Some(found) = (at - 4.min(at)..at - 1).rev().find(|&at| cue(at) == Some(1))
    {
        return Some((found..found + 1, 1));
    }
    let is_link = |at: usize| {
        frame.words.is(at, Class::Linking) || frame.is_one_of(at, &["of", "at", "to", "with"])
    };
    let linked = at;
    while at > 0
        && linked - at < 3
        && cue(at - 1).is_none()
        && (is_link(at - 1) || frame.is(at - 1, "out"))
    {
        at -= 1;
    }
    if at == linked {
        return None;
    }
    let limit = frame.before(index).max(at.saturating_sub(REACH));
    let is_of = frame.is(linked - 1, "of");
    let mut tokens = (limit..at)
        .rev()
        .take_while(|&at| !frame.is_stop(at) && frame.words.kind(at) != Kind::Comma);
    let found = tokens.find(|&at| cue(at).is_some_and(|value| value <= 2))?;
    // `an average of the last five years of 12`: too far to be its own.
    (!is_of || at - found <= 5).then_some((found..found + 1, cue(found)?))
}

/// `14 weeks on average`, `on average, visitors spent $45`.
fn on_average(frame: &Frame<'_>, index: usize) -> Option<(Range<usize>, u32)> {
    let end = frame.number_end(index);
    let after = end..frame.after(index).min(frame.end(index) + 5);
    let found = after.clone().find(|&at| is_on_average(frame, at));
    let is_near = |at: usize| !(end..at).any(|at| frame.is_stop(at));
    if let Some(at) = found.filter(|&at| is_near(at)) {
        return Some((at..at + 2, 1));
    }
    let number = frame.first(index);
    let before = frame.sentence(index).start.max(number.saturating_sub(REACH + 2))..number;
    let at = before.clone().rev().find(|&at| is_on_average(frame, at))?;
    let has_break =
        (at + 3..number).any(|at| frame.is_stop(at) || frame.words.kind(at) == Kind::Comma);
    (!has_break).then_some((at..at + 2, 1))
}

fn is_on_average(frame: &Frame<'_>, at: usize) -> bool {
    matches!(frame.words.phrase(at, Class::Average), Some((2.., 3)))
}

/// Whether the words set the average against what is spoken of, or take it from elsewhere.
fn is_elsewhere(frame: &Frame<'_>, index: usize, cue: Range<usize>) -> bool {
    let mut start = cue.start;
    let sentence = frame.sentence(index);
    // Adjectives and determiners of the average itself.
    while start > sentence.start
        && cue.start - start < 4
        && frame.words.kind(start - 1) == Kind::Word
        && !frame.words.is(start - 1, Class::Preposition)
    {
        start -= 1;
    }
    let is_compared = start > 0
        && (frame.is_one_of(
            start - 1,
            &["than", "below", "above", "against", "from", "versus", "under", "over", "beyond"],
        ) || frame.follows(start, &["compared", "with"])
            || frame.follows(start, &["compared", "to"]));
    let end = frame.end(index);
    let limit = frame.after(index).min(end + 6);
    let tail = (end..limit).take_while(|&at| !frame.is_stop(at)).count();
    let around = cue.start.saturating_sub(3)..cue.start;
    let inside = cue.end.min(frame.number(index))..frame.number(index);
    let names_other = [around, inside, end..end + tail]
        .into_iter()
        .any(|tokens| frame.has(tokens, Class::Elsewhere));
    is_compared || names_other
}

/// Brings averages together with the ends of the same thing: in one sentence, or in the next one where both
/// name it.
pub(super) fn in_ranges(
    frame: &Frame<'_>,
    averages: &[Average],
    spans: &[Span],
) -> Vec<AverageInRange> {
    let mut found = Vec::new();
    for average in averages.iter().filter(|average| !average.is_elsewhere) {
        let index = average.figure.0 as usize;
        let sentence = frame.figure(index).sentence;
        let from = spans.partition_point(|span| {
            frame.figure(span.low.0.min(span.high.0) as usize).sentence + 1 < sentence
        });
        let near = spans[from..].iter().take_while(|span| {
            frame.figure(span.low.0.min(span.high.0) as usize).sentence <= sentence + 1
        });
        let fitting: Vec<AverageInRange> = near
            .filter_map(|span| {
                let other = frame.figure(span.low.0 as usize).sentence;
                let is_in_one_sentence = other == sentence;
                let number = frame.first(index);
                let cue = frame.words.index_at(average.cue.start());
                let is_of_somebody = number > 0 && frame.is_one_of(number - 1, RECEIVING)
                    || frame.is(cue + 1, "of") && frame.number(index) > cue + 4;
                let is_clear = is_in_one_sentence
                    && !is_of_somebody
                    && (span.form != SpanForm::Between || frame.figure(index).unit.is_some());
                let fits = is_range_of(frame, index, span)
                    && !is_of_others(frame, average, span)
                    && (is_clear || names_the_same(frame, average, span));
                fits.then_some(AverageInRange {
                    average: *average,
                    span: *span,
                    is_in_one_sentence,
                })
            })
            .collect();
        // Two ranges nearby: it is not said which one it is the average of.
        if let [one] = fitting[..] {
            found.push(one);
        }
    }
    found
}

/// Whether an average stands in a clause of its own that says whose it is: `; fans were 44 on average`, `while the
/// average for June is 21 degrees`.
fn is_of_others(frame: &Frame<'_>, average: &Average, span: &Span) -> bool {
    let index = average.figure.0 as usize;
    let (cue, number) = (frame.words.index_at(average.cue.start()), frame.number(index));
    let (from, to) = match frame.number_end(span.high.0 as usize) {
        end if end <= number => (end, number.min(cue)),
        _ => (number.max(cue), frame.number(span.low.0 as usize)),
    };
    let is_apart = (from..to).any(|at| {
        frame.is_stop(at) || frame.is_one_of(at, &["while", "but", "whereas", "though", "although"])
    });
    // `14 weeks on average`: whoever is the subject of the clause.
    let is_behind = cue > number || frame.is(cue, "on");
    let is_for_some = frame.words.is(cue + 1, Class::Preposition)
        && !frame.is_one_of(cue + 1, &["of", "at"])
        && cue + 2 < number;
    let clause = (from..to).rev().take_while(|&at| !frame.is_stop(at)).count();
    // `fans were`
    let says_whose = clause >= 2 && is_behind;
    // `on Monday; on Friday the average was 45`
    let day = |mut tokens: Range<usize>| {
        tokens.rfind(|&at| frame.words.is_any_of(at, &[Class::Weekday, Class::Month]))
    };
    let sentence = frame.sentence(index);
    let breaks = (from..to).find(|&at| frame.is_stop(at)).unwrap_or(from);
    let is_of_other_day = day(sentence.start..breaks)
        .zip(day(breaks..sentence.end))
        .is_some_and(|(a, b)| frame.words.word(a) != frame.words.word(b));
    is_apart
        && (says_whose || is_of_other_day || is_for_some || !names_the_same(frame, average, span))
}

/// Whether an average can be of what lies between these ends.
fn is_range_of(frame: &Frame<'_>, index: usize, span: &Span) -> bool {
    let (average, low) = (frame.figure(index), frame.figure(span.low.0 as usize));
    let is_stretch = !matches!(span.form, SpanForm::SideBySide | SpanForm::Plain)
        || span.form == SpanForm::Plain && (average.unit.is_some() || low.role == Role::Age);
    let is_own = span.low.0 as usize == index || span.high.0 as usize == index;
    let plain = |figure: &crate::facts::Figure| match figure.unit {
        Some(crate::facts::figure::Unit::OfAge(id)) => Some(crate::facts::figure::Unit::Of(id)),
        unit => unit,
    };
    let is_age = low.role == Role::Age || average.role == Role::Age;
    let are_named = matches!(span.form, SpanForm::LowAndHigh | SpanForm::LowAndHighApart);
    let start = frame.number(span.low.0 as usize);
    let is_aged = frame.has_word(start.saturating_sub(8)..start, &["ages", "aged", "age", "old"]);
    let is_left_out = average.unit.is_none() || low.unit.is_none() && (are_named || is_aged);
    let is_of_others = average.noun.as_ref().is_some_and(|noun| {
        let follows = noun.range.start() >= average.range.end();
        let other = match &low.noun {
            Some(own) => {
                own.lemmas.head != noun.lemmas.head && own.range.start() > low.range.start()
            }
            None => !names(frame, span, &noun.lemmas.head),
        };
        follows && other
    });
    let same_unit = plain(average) == plain(low) || is_age && is_left_out;
    let is_firm = !average.context.irrealis && !low.context.irrealis && !low.context.negated;
    is_stretch && !is_own && same_unit && !is_of_others && average.per == low.per && is_firm
}

/// Whether the sentence of a span names a thing before it.
fn names(frame: &Frame<'_>, span: &Span, head: &str) -> bool {
    let low = span.low.0 as usize;
    let mut before = frame.sentence(low).start..frame.number(low);
    before.any(|at| frame.words.kind(at) == Kind::Word && *lemma(frame.words.text(at)) == *head)
}

fn is_small_word(frame: &Frame<'_>, at: usize) -> bool {
    frame
        .words
        .is_any_of(at, &[Class::Determiner, Class::Preposition, Class::Conjunction, Class::Adverb])
}

fn average_is_age(frame: &Frame<'_>, average: &Average) -> bool {
    frame.figure(average.figure.0 as usize).role == Role::Age
}

/// Whether the noun of an average stands in the sentence of the ends too, or it has none.
fn names_the_same(frame: &Frame<'_>, average: &Average, span: &Span) -> bool {
    let cue = frame.words.index_at(average.cue.start());
    // `the average of all polls is 47 percent`
    let number = frame.number(average.figure.0 as usize);
    let is_of = frame.is(cue + 1, "of") && number > cue + 4;
    let skipped = (cue + 2..cue + 5)
        .take_while(|&at| frame.words.is(at, Class::Determiner) || frame.is(at, "all"))
        .count();
    let noun = if is_of { cue + 2 + skipped } else { cue + 1 };
    let is_noun = frame.is_one_of(cue, &["average", "mean", "median"]);
    // `the long-term average`: another one than that of the range.
    let is_described = is_noun
        && cue > 0
        && (frame.words.kind(cue - 1) == Kind::Hyphen
            || frame.words.kind(cue - 1) == Kind::Word && !is_small_word(frame, cue - 1));
    if is_described && !frame.is_one_of(cue - 1, &["overall", "class", "team", "final", "combined"])
    {
        return false;
    }
    let is_age = frame.is(noun, "age") && average_is_age(frame, average)
        || frame.is(noun, "age") && frame.figure(span.low.0 as usize).role == Role::Age;
    if is_age
        || noun == frame.number(average.figure.0 as usize)
        || frame.words.kind(noun) != Kind::Word
        || frame.words.is_any_of(noun, &[Class::Linking, Class::Preposition, Class::Auxiliary])
    {
        return true;
    }
    let named = lemma(frame.words.text(noun));
    let sentence = frame.sentence(span.low.0 as usize);
    let mut tokens = sentence.filter(|&at| at != noun && frame.words.kind(at) == Kind::Word);
    tokens.any(|at| lemma(frame.words.text(at)) == named)
}
