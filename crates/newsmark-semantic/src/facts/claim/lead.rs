//! Leads: by how much one side is before the other, with what the sides have.

use newsmark_lexer::vocabulary::units::Dimension;
use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;

use super::frame::Frame;
use super::vote::{self, Tally};
use crate::facts::figure::{FigureId, Role, Unit};
use crate::facts::{Place, Placed, Shift};

/// `by 1,204 votes, 15,310 to 14,206`: a difference and its two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The difference.
    pub margin: FigureId,
    /// The words that make it one.
    pub cue: TextRange,
    /// The figures of the sides: a score, or two.
    pub sides: Vec<FigureId>,
    /// The place of the sides.
    pub range: TextRange,
    /// The sides as written.
    pub values: (Decimal, Decimal),
    /// Whether the sides stand in the sentence of the difference, next to each other.
    pub is_close: bool,
}

impl Placed for Lead {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.cue, &mut self.range]);
        by.figures(self.sides.iter_mut().chain([&mut self.margin]));
    }
}

/// How far, in tokens, the word that makes a number a margin may stand.
const REACH: usize = 6;
/// How many tallies of a sentence are looked at.
const NEIGHBOURS: usize = 8;
/// What sides are before each other by.
const MARGIN_NOUNS: &[&str] = &[
    "point", "vote", "goal", "run", "seat", "stroke", "shot", "try", "basket", "ballot", "pin",
    "frame", "set",
];

pub(super) fn collect(frame: &Frame<'_>, tallies: &[Tally]) -> Vec<Lead> {
    (0..frame.figures().len()).filter_map(|index| read(frame, index, tallies)).collect()
}

fn read(frame: &Frame<'_>, index: usize, tallies: &[Tally]) -> Option<Lead> {
    let figure = frame.figure(index);
    let is_amount = matches!(figure.role, Role::Level | Role::Change) && figure.value.is_some();
    let points = figure.dimension() == Some(Dimension::Points);
    let noun = figure.noun.as_ref().map(|noun| noun.lemmas.head.clone());
    let is_counted = figure.unit.is_none()
        && noun.as_ref().is_none_or(|noun| {
            MARGIN_NOUNS.contains(&&**noun)
                || **noun == *"lead"
                || **noun == *"margin"
                || **noun == *"majority"
                || **noun == *"advantage"
        });
    let firm = !figure.context.irrealis && !figure.context.negated && !figure.context.earlier;
    // `a return for 40 euros and a single for 25, a difference of 15 euros`
    let start = frame.first(index);
    let is_of_money = matches!(figure.unit, Some(Unit::Money(_)))
        && start > 1
        && frame.is(start - 1, "of")
        && frame.is_one_of(start - 2, &["difference", "gap"])
        // `from last year`, `to the rival`
        && !frame.words.is(frame.end(index), Class::Preposition);
    if !is_amount || !(points || is_counted || is_of_money) || !firm {
        return None;
    }
    let cue = cue(frame, index, noun.is_some() || points)?;
    if is_of_another_time(frame, index) {
        return None;
    }
    let own = |tally: &&Tally| {
        let first = tally.figures.first().map_or(0, |id| id.0 as usize);
        frame.figure(first).sentence == figure.sentence
            && !tally.figures.contains(&FigureId(index as u32))
    };
    let sentence = frame.figures_of(figure.sentence);
    let from = tallies.partition_point(|tally| {
        tally.figures.first().is_some_and(|first| (first.0 as usize) < sentence.start)
    });
    let in_sentence: Vec<&Tally> = tallies[from..]
        .iter()
        .take(NEIGHBOURS)
        .filter(own)
        .filter(|tally| fits(frame, index, tally))
        .collect();
    let cue = frame.place(cue);
    // `erased a 24-point deficit before losing 108-102`: in a match a lead is one of a moment.
    let is_of_moment = frame.words.index_at(cue.start()) > frame.number(index)
        && ["lead", "deficit", "advantage", "cushion", "edge", "ahead", "behind"]
            .iter()
            .any(|word| frame.words.text[cue].eq_ignore_ascii_case(word));
    match in_sentence[..] {
        [tally] if is_of_moment && is_score(frame, tally) => None,
        [tally] if !is_old(frame, tally) && !is_against_another(frame, index, tally) => {
            Some(Lead {
                margin: FigureId(index as u32),
                cue,
                sides: tally.figures.clone(),
                range: tally.range,
                values: (tally.first, tally.second),
                is_close: true,
            })
        }
        [] => two_sides(frame, index, cue),
        _ => None,
    }
}

/// Words that make a number a margin: `a margin of 8 points`, `by 4 votes`, `an eight-point lead`, `two goals clear`.
fn cue(frame: &Frame<'_>, index: usize, has_unit: bool) -> Option<std::ops::Range<usize>> {
    let start = frame.back_over_small_words(frame.first(index));
    let end = frame.end(index);
    let is_pair_next = frame.is(end, "to")
        && frame.figures().get(index + 1).is_some_and(|_| frame.first(index + 1) == end + 1);
    if is_pair_next {
        return None;
    }
    let is_lead = |at: usize| frame.words.is(at, Class::Lead);
    // `margin of error`, `a majority of 52 percent`
    if start > 1 && frame.is_one_of(start - 1, &["of", "is", "was", "at", "to", "by"]) {
        let near = (start.saturating_sub(REACH)..start - 1).rev().find(|&at| is_lead(at));
        if let Some(at) = near {
            let is_error = frame.has_word(at..(at + 3), &["error"])
                || frame.starts(end, &["margin", "of", "error"]);
            return (!is_error).then_some(at..at + 1);
        }
    }
    if start > 0 && frame.is(start - 1, "by") && has_unit && won_before(frame, index) {
        return Some(start - 1..start);
    }
    // `led 44-38, a lead of`, `an eight-point lead`, `six points ahead`
    let tail = frame.number_end(index)..(end + 3);
    let is_tied = frame.words.kind(frame.number_end(index)) == Kind::Hyphen;
    let is_result = |at: usize| {
        is_tied && frame.is_one_of(at, &["win", "victory", "defeat", "loss", "triumph"])
    };
    let at = tail.clone().find(|&at| is_lead(at) && !frame.is(at, "leads") || is_result(at))?;
    let is_error = frame.starts(at, &["margin", "of", "error"]);
    let is_clean = !(frame.number_end(index)..at)
        .any(|at| frame.words.kind(at) == Kind::Comma || frame.is_stop(at));
    (has_unit && !is_error && is_clean).then_some(at..at + 1)
}

/// `won by`, `beat X by`, `leads by`: a word of contest shortly before.
fn won_before(frame: &Frame<'_>, index: usize) -> bool {
    let end = frame.first(index);
    let start = frame.sentence(index).start.max(end.saturating_sub(10));
    frame.has(start..end, Class::Contest)
        || frame.has(start..end, Class::Lead)
        || frame.has_word(
            start..end,
            &[
                "leads",
                "trails",
                "trailed",
                "ahead",
                "defeats",
                "defeating",
                "beating",
                "winning",
                "leading",
                "trailing",
                "losing",
                "edged",
                "edging",
            ],
        )
}

/// Whether the sides of a tally can have this difference.
fn fits(frame: &Frame<'_>, index: usize, tally: &Tally) -> bool {
    let margin = frame.figure(index);
    let Some(side) = tally.figures.first().map(|id| frame.figure(id.0 as usize)) else {
        return false;
    };
    let is_percent = vote::is_percent(side.unit)
        || tally
            .figures
            .last()
            .is_some_and(|id| vote::is_percent(frame.figure(id.0 as usize).unit));
    let noun = margin.noun.as_ref().map(|noun| &*noun.lemmas.head);
    let points = margin.dimension() == Some(Dimension::Points)
        || noun == Some("point")
        || noun.is_none_or(|noun| matches!(noun, "lead" | "margin"));
    match is_percent {
        true => points,
        false => margin.unit.is_none() && side.unit.is_none(),
    }
}

fn is_score(frame: &Frame<'_>, tally: &Tally) -> bool {
    tally.figures.first().is_some_and(|id| frame.figure(id.0 as usize).role == Role::Score)
}

/// `blew an 11-point halftime lead`, `by three goals on aggregate`
fn is_of_another_time(frame: &Frame<'_>, index: usize) -> bool {
    const BEFORE: &[&str] = &[
        "blew",
        "erased",
        "overcame",
        "overturned",
        "wiped",
        "squandered",
        "overhauled",
        "lost",
        "had",
        "surrendered",
        "recovered",
        "rallied",
        "trailed",
        "narrowed",
        "cut",
        "closed",
        "previous",
        "once",
    ];
    const AROUND: &[&str] = &[
        "halftime",
        "half",
        "interval",
        "aggregate",
        "overnight",
        "quarter",
        "series",
        "overall",
        "opening",
        "break",
        "swing",
    ];
    let (start, end) = (frame.first(index), frame.end(index));
    let sentence = frame.sentence(index);
    frame.has_word(start.saturating_sub(5).max(sentence.start)..start, BEFORE)
        || frame.has_word(
            start.saturating_sub(6).max(sentence.start)..(end + 6).min(sentence.end),
            AROUND,
        )
}

/// `leads Berg 48 percent to 44 percent and Dahl by 20 points`
fn is_against_another(frame: &Frame<'_>, index: usize, tally: &Tally) -> bool {
    let Some(last) = tally.figures.last() else { return true };
    let gap = frame.number_end(last.0 as usize)..frame.first(index);
    let first = tally.figures.first().map_or(0, |id| id.0 as usize);
    // `won by 2 points in 2020 and now leads 51 percent to 44 percent`
    let before = frame.end(index)..frame.first(first);
    let is_then =
        before.clone().any(|at| frame.is_one_of(at, &["now", "then", "after", "while", "but"]));
    let has_year = (index + 1..first).any(|other| frame.figure(other).role == Role::Date);
    is_then
        || has_year
        || gap.clone().any(|at| frame.is(at, "and") && frame.words.is_capitalised(at + 1))
}

/// Whether sides are of an earlier time: `3-1 up on a year ago`.
fn is_old(frame: &Frame<'_>, tally: &Tally) -> bool {
    tally.figures.iter().any(|id| frame.figure(id.0 as usize).context.irrealis)
}

/// `Holm took 15,310 votes and Berg 14,206, a majority of 1,104`; in the sentence, else in the one before.
fn two_sides(frame: &Frame<'_>, index: usize, cue: TextRange) -> Option<Lead> {
    let margin = frame.figure(index);
    // Points lie between percentages, whatever else the sentence counts: `98 percent of the 412 schools`.
    let is_in_points = margin.noun.as_ref().is_some_and(|noun| &*noun.lemmas.head == "point");
    let has_percent = || {
        frame.figures_of(margin.sentence).any(|other| vote::is_percent(frame.figure(other).unit))
    };
    let is_of_percent =
        margin.dimension() == Some(Dimension::Points) || is_in_points && has_percent();
    let is_of_money = matches!(margin.unit, Some(Unit::Money(_)));
    let sides = |sentence: u32| -> Vec<usize> {
        let figures = frame.figures_of(sentence);
        let own = figures.filter(|&other| {
            let figure = frame.figure(other);
            let is_amount = matches!(figure.role, Role::Level | Role::Share | Role::Score);
            let is_beside = is_of_percent && figure.unit.is_none() && figure.noun.is_some()
                || is_of_money && figure.unit != margin.unit;
            other != index && is_amount && !is_beside
        });
        own.collect()
    };
    let (found, is_close) = match sides(margin.sentence) {
        found if !found.is_empty() => (found, true),
        _ => (sides(margin.sentence.checked_sub(1)?), false),
    };
    let [first, second] = found[..] else { return None };
    let (one, other) = (frame.figure(first), frame.figure(second));
    let votes = |figure: &crate::facts::Figure| {
        figure.noun.as_ref().is_some_and(|noun| MARGIN_NOUNS.contains(&&*noun.lemmas.head))
    };
    let noun = margin.noun.as_ref().map(|noun| &*noun.lemmas.head);
    let same = match vote::is_percent(one.unit) || vote::is_percent(other.unit) {
        true => {
            (one.unit == other.unit || one.unit.is_none() || other.unit.is_none())
                && (margin.dimension() == Some(Dimension::Points)
                    || noun.is_none_or(|noun| matches!(noun, "point" | "lead")))
        }
        false => {
            let heads = one.noun.as_ref().zip(other.noun.as_ref());
            one.unit == other.unit
                && one.unit == margin.unit
                && (is_of_money || one.unit.is_none() && (votes(one) || votes(other)))
                && heads.is_none_or(|(a, b)| a.lemmas.head == b.lemmas.head)
        }
    };
    let is_plain = [one, other].iter().all(|figure| {
        let context = figure.context;
        !context.irrealis && !context.negated && !context.earlier && figure.value.is_some()
    });
    let both = one.as_of.zip(other.as_of).is_none_or(|(a, b)| a == b);
    (same && is_plain && both).then(|| Lead {
        margin: FigureId(index as u32),
        cue,
        sides: vec![FigureId(first as u32), FigureId(second as u32)],
        range: one.range.cover(other.range),
        values: (one.value.unwrap_or_default(), other.value.unwrap_or_default()),
        is_close,
    })
}
