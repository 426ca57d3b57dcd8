//! A total, what it is divided among, and how much comes to each: `$4 million for 20,000 people, or $200 per
//! head`, `nine houses for $4.5 million, $500,000 on average`, `3,000 tickets at $25 for $75,000`.

use newsmark_lexer::vocabulary::units::Dimension;
use newsmark_lexer::{Class, Kind, TextRange};

use super::average::Average;
use super::frame::Frame;
use crate::facts::figure::{FigureId, Per, Role, Unit};
use crate::facts::{Place, Placed, Shift};

mod members;

use members::{is_anybody, is_count, is_inhabitant, is_total, strength};

/// Three figures of which one is the product of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// From the first of them to the last.
    pub range: TextRange,
    /// How the words make one of them what comes to each.
    pub kind: RateKind,
    /// What there is in all.
    pub total: FigureId,
    /// How many it is divided among.
    pub count: FigureId,
    /// What comes to each.
    pub each: FigureId,
    /// Whether words say that the total is one, or is said again by the rate.
    pub is_explicit: bool,
    /// Whether nothing but "an average of" hedges what comes to each.
    pub is_bare: bool,
}

impl Placed for Rate {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range]);
        by.figures([&mut self.total, &mut self.count, &mut self.each]);
    }
}

/// How words make a number what comes to each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateKind {
    /// `$500,000 on average`
    Average,
    /// `$200 per head`, `30 per 100,000`
    PerHead,
    /// `at $25 each`
    Price,
    /// `at 80 km/h`
    Speed,
}

/// How far from each other, in tokens, the three may stand.
const REACH: usize = 30;
/// How many rates around one are asked whether they share its total.
const NEIGHBOURS: usize = 6;

pub(super) fn collect(frame: &Frame<'_>, averages: &[Average]) -> Vec<Rate> {
    let rates: Vec<Rate> =
        (0..frame.figures().len()).filter_map(|index| read(frame, index, averages)).collect();
    // Two prices make one total together.
    let is_alone = |at: usize| {
        let near = at.saturating_sub(NEIGHBOURS)..rates.len().min(at + NEIGHBOURS);
        near.into_iter().all(|other| other == at || rates[other].total != rates[at].total)
    };
    (0..rates.len()).filter(|&at| is_alone(at)).map(|at| rates[at]).collect()
}

fn read(frame: &Frame<'_>, index: usize, averages: &[Average]) -> Option<Rate> {
    let each = frame.figure(index);
    let is_amount = matches!(each.role, Role::Level | Role::Duration) && each.value.is_some();
    if !is_amount || each.context.negated {
        return None;
    }
    let position = averages.partition_point(|average| (average.figure.0 as usize) < index);
    let average = averages.get(position).filter(|average| average.figure.0 as usize == index);
    let kind = kind(frame, index, average)?;
    // `of which $50 a pupil went on meals`
    if frame.follows(frame.first(index), &["of", "which"]) {
        return None;
    }
    let is_bare = average.map_or(each.hedge.is_none(), |average| average.is_bare);
    let own = solve(frame, index, kind, frame.figures_of(each.sentence));
    let found = match own {
        Found::One(rate) => Some(rate),
        Found::Several => None,
        Found::None => {
            let before = frame.figures_of(each.sentence.saturating_sub(1)).start;
            let end = frame.figures_of(each.sentence).end;
            let next = frame.figures_of(each.sentence + 1).end;
            let found = match solve(frame, index, kind, before..end) {
                // `or £40 per resident. The town has 30,000 residents.`
                Found::None if kind == RateKind::PerHead => {
                    solve(frame, index, kind, frame.figures_of(each.sentence).start..next)
                }
                found => found,
            };
            match found {
                Found::One(rate) => {
                    Some(Rate { is_explicit: rate.is_explicit && kind != RateKind::Price, ..rate })
                }
                _ => None,
            }
        }
    };
    found.map(|rate| Rate { is_bare, ..rate })
}

enum Found {
    None,
    One(Rate),
    Several,
}

/// What makes a figure what comes to each.
fn kind(frame: &Frame<'_>, index: usize, average: Option<&Average>) -> Option<RateKind> {
    let figure = frame.figure(index);
    // `in 11 hours, at an average of 100 km/h`
    if let Some(average) = average.filter(|_| figure.dimension() != Some(Dimension::Speed)) {
        return (!average.is_median && !average.is_elsewhere).then_some(RateKind::Average);
    }
    match figure.per.as_deref() {
        Some(Per::Base(..)) => return Some(RateKind::PerHead),
        Some(Per::Noun(noun)) if is_inhabitant(noun) => return Some(RateKind::PerHead),
        Some(Per::Noun(_)) => return Some(RateKind::Price),
        Some(Per::Unit(_)) => return Some(RateKind::Price),
        None => {}
    }
    if figure.dimension() == Some(Dimension::Speed) {
        return Some(RateKind::Speed);
    }
    let start = frame.first(index);
    let is_end_or_sum =
        || start > 0 && frame.is_one_of(start - 1, &["from", "to"]) || is_summed(frame, index);
    kind_in_words(frame, index).filter(|_| !is_end_or_sum())
}

/// What the words around a figure make of it, which its own do not tell.
fn kind_in_words(frame: &Frame<'_>, index: usize) -> Option<RateKind> {
    let figure = frame.figure(index);
    let (start, end) = (frame.first(index), frame.end(index));
    let is_each = frame.is_one_of(end, &["each", "apiece"])
        || frame.is_one_of(frame.number_end(index), &["each", "apiece"]);
    let is_of_others = |at: usize| (at..at + 3).any(|at| frame.is(at, "other"));
    let for_each = (frame.starts(end, &["for", "each"])
        || frame.starts(end, &["for", "every"])
        || frame.starts(end, &["to", "each"]))
        // `five years for the fraud and 18 months for each of the other counts`
        && !is_of_others(end + 2);
    let is_money = matches!(figure.unit, Some(Unit::Money(_)));
    let is_price = is_money
        && start > 0
        && (frame.is(start - 1, "at") && !frame.words.is(start.saturating_sub(2), Class::Linking)
            || frame.is_one_of(start - 1, &["costing", "priced"])
            || frame.follows(start, &["priced", "at"]))
        && !frame.has_word(
            start.saturating_sub(3)..start,
            &[
                "from",
                "starting",
                "valued",
                "put",
                "estimated",
                "opened",
                "closed",
                "ended",
                "traded",
            ],
        );
    let is_divided =
        divides(frame, index) && frame.has_word(frame.sentence(index).start..start, &["each"]);
    let is_for_people = for_each
        && frame
            .figures()
            .get(index + 1)
            .and_then(|next| next.noun.as_ref())
            .is_some_and(|noun| is_anybody(&noun.lemmas.head));
    let is_in_each = frame.starts(end, &["in", "each"]);
    match () {
        () if is_for_people => Some(RateKind::PerHead),
        () if is_group(frame, index)
            || is_each
            || for_each
            || is_in_each
            || is_price
            || is_divided =>
        {
            Some(RateKind::Price)
        }
        () => None,
    }
}

/// `ten teams of 11`, `388 grants of $5,000`
fn is_group(frame: &Frame<'_>, index: usize) -> bool {
    let (figure, start) = (frame.figure(index), frame.first(index));
    // `grants of $500 to $5,000`
    let goes_on = frame.is_one_of(frame.number_end(index), &["to", "and", "or"])
        || frame.words.kind(frame.number_end(index)).is_dash();
    let is_sum = matches!(figure.unit, Some(Unit::Money(_))) && figure.hedge.is_none() && !goes_on;
    let is_bare =
        (figure.unit.is_none() || is_sum) && figure.noun.is_none() && figure.per.is_none();
    is_bare
        && index.checked_sub(1).is_some_and(|before| {
            let count = frame.figure(before);
            let counts =
                count.noun.is_some() && count.unit.is_none() && count.sentence == figure.sentence;
            counts && frame.end(before) + 1 == start && frame.is(start - 1, "of")
        })
}

/// `each of the 30 schools gets 5,000 euros`
fn divides(frame: &Frame<'_>, index: usize) -> bool {
    // `24 bottles in each of 50 crates, 1,200 bottles in all`: it is said already what is in each.
    let is_said = index >= 2 && frame.starts(frame.end(index - 2), &["in", "each"]);
    index.checked_sub(1).filter(|_| !is_said).is_some_and(|before| {
        let start = frame.first(before);
        // `fifteen companies each paid $20,000`
        let end = frame.end(before);
        frame.figure(before).unit.is_none()
            && frame.is(end, "each")
            && frame.words.kind(end + 1) == Kind::Word
            || frame.follows(start, &["each", "of", "the"])
            || frame.follows(start, &["each", "of", "its"])
            || frame.follows(start, &["each", "of"])
    })
}

/// Looks for the one total and the one count among figures.
fn solve(
    frame: &Frame<'_>,
    index: usize,
    kind: RateKind,
    figures: std::ops::Range<usize>,
) -> Found {
    let start = frame.first(index);
    let near: Vec<usize> = figures
        .filter(|&other| {
            let first = frame.first(other);
            let mut between = first.min(start)..first.max(start);
            other != index
                && first.abs_diff(start) <= REACH
                && !between.any(|at| frame.words.kind(at) == Kind::Semicolon)
        })
        .collect();
    let counts: Vec<usize> =
        near.iter().copied().filter(|&other| is_count(frame, other, index, kind)).collect();
    let totals: Vec<usize> = near
        .iter()
        .copied()
        .filter(|&other| {
            is_total(frame, other, index, kind) && !(counts.len() == 1 && counts.contains(&other))
        })
        .collect();
    let counts: Vec<usize> =
        counts.into_iter().filter(|other| !(totals.len() == 1 && totals.contains(other))).collect();
    // Two prices make one total together.
    let is_each_of_several = kind == RateKind::Price
        && near.iter().any(|&other| {
            let other_price = frame.figure(other);
            other_price.sentence == frame.figure(index).sentence
                && other_price.unit == frame.figure(index).unit
                && self::kind(frame, other, None) == Some(RateKind::Price)
        });
    if is_each_of_several {
        return Found::Several;
    }
    let strength = |total: usize| strength(frame, total, index);
    let named: Vec<usize> = totals.iter().copied().filter(|&total| strength(total) == 2).collect();
    let (total, is_explicit) = match (&named[..], &totals[..]) {
        (&[one], _) => (one, true),
        (&[], &[one]) if is_own_rate(frame, index, kind, one) => (one, true),
        (&[], &[one]) => (one, strength(one) > 0),
        (&[], &[]) => return Found::None,
        _ => return Found::Several,
    };
    // What may be is compared only with what follows from it in the same words.
    let (each, whole) = (frame.figure(index).context, frame.figure(total).context);
    let is_one_state = each.irrealis == whole.irrealis && each.earlier == whole.earlier;
    if !is_explicit && !is_one_state {
        return Found::None;
    }
    // Whoever else has an average, it is of something else, unless it stands right behind.
    let is_explicit = match kind {
        RateKind::Average if frame.figure(total).sentence == frame.figure(index).sentence => {
            is_explicit && is_apposed(frame, index)
                || is_apposed(frame, index) && strength(total) > 0
                || is_apposed(frame, index)
                    && totals.len() == 1
                    && counts.len() == 1
                    && !has_more_besides(frame, index)
        }
        _ => is_explicit,
    };
    let count = match nearest_count(frame, &counts, index, kind) {
        Ok(count) => count,
        Err(found) => return found,
    };
    // `six days a week, 12 hours a day`: nothing says what they add up to.
    let is_time = matches!(frame.figure(index).per.as_deref(), Some(Per::Unit(_)));
    if count == total
        || kind == RateKind::Price && !is_explicit && (is_time || is_group(frame, index))
    {
        return Found::None;
    }
    // `400 patients, 60 of them`: the average may be of others. `Six come in 2026, the other ten a year later`: the price is of all.
    let has_bare = matches!(kind, RateKind::Average | RateKind::Price)
        && near.iter().any(|&other| {
            let figure = frame.figure(other);
            let is_bare = figure.unit.is_none() && figure.noun.is_none() && figure.per.is_none();
            let first = frame.first(other);
            let is_before = |word| first > 0 && frame.is(first - 1, word);
            // `93 percent of the capacity of 18,400`
            let is_bare = is_bare
                && match kind {
                    RateKind::Average => !is_before("of"),
                    _ => is_before("other") || is_before("another"),
                };
            other != total && other != count && is_bare && figure.role == Role::Level
        });
    if has_bare {
        return Found::Several;
    }
    let is_of_people =
        frame.figure(count).noun.as_ref().is_some_and(|noun| is_anybody(&noun.lemmas.head));
    let kind = if kind == RateKind::Price && is_of_people { RateKind::PerHead } else { kind };
    let id = |index: usize| FigureId(index as u32);
    let range = [total, count]
        .iter()
        .fold(frame.figure(index).range, |range, &other| range.cover(frame.figure(other).range));
    Found::One(Rate {
        range,
        kind,
        total: id(total),
        count: id(count),
        each: id(index),
        is_explicit,
        is_bare: true,
    })
}

/// Whether an average stands behind what it is of, or opens the sentence: `, an average of`, `, averaging`, `, or
/// $60 on average`.
fn is_apposed(frame: &Frame<'_>, index: usize) -> bool {
    let start = frame.back_over_small_words(frame.number(index));
    let lead = (frame.before(index)..start).rev().take(6);
    let mut start_of_phrase = start;
    for at in lead {
        let goes_on = frame.words.is(at, Class::Average)
            || frame.is_one_of(
                at,
                &["of", "an", "a", "the", "or", "for", "at", "with", "making", "on"],
            )
            || frame.words.kind(at) == Kind::Word
                && frame.words.is(at.saturating_sub(1), Class::Average);
        if !goes_on {
            break;
        }
        start_of_phrase = at;
    }
    let opens = frame
        .has_word(frame.sentence(index).start..frame.sentence(index).start + 2, &["on", "average"]);
    let is_or = frame.is(start_of_phrase, "or");
    let after_comma = start_of_phrase > 0 && frame.words.kind(start_of_phrase - 1) == Kind::Comma;
    opens || is_or || after_comma
}

/// Whether the sentence says that there is more to a total than the rate and the count.
fn has_more_besides(frame: &Frame<'_>, index: usize) -> bool {
    let mut sentence = frame.sentence(index);
    sentence.any(|at| frame.words.is(at, Class::Partial) || frame.is_one_of(at, MORE_BESIDES))
}

/// Whether a rate names by itself what it is of: `an average of 25 a game`, `30 per 100,000`, and all stands in one
/// sentence.
fn is_own_rate(frame: &Frame<'_>, index: usize, kind: RateKind, total: usize) -> bool {
    let each = frame.figure(index);
    let names = match each.per.as_deref() {
        Some(Per::Noun(_)) => kind == RateKind::Average,
        Some(Per::Base(..)) => kind == RateKind::PerHead,
        _ => false,
    };
    let (state, whole) = (each.context, frame.figure(total).context);
    let is_one_state = state.irrealis == whole.irrealis && state.earlier == whole.earlier;
    names
        && is_one_state
        && frame.figure(total).sentence == each.sentence
        && !has_more_besides(frame, index)
        && !has_other_periods(frame, index)
}

fn nearest_count(
    frame: &Frame<'_>,
    counts: &[usize],
    index: usize,
    kind: RateKind,
) -> Result<usize, Found> {
    match *counts {
        [one] => Ok(one),
        [] => Err(Found::None),
        // `3,000 tickets at $25`: what stands right before it.
        _ if kind == RateKind::Price => {
            let before =
                counts.iter().copied().rfind(|&count| count < index).ok_or(Found::Several)?;
            (frame.first(index) - frame.end(before).min(frame.first(index)) <= 3)
                .then_some(before)
                .ok_or(Found::Several)
        }
        _ => Err(Found::Several),
    }
}

/// Whether the sentence speaks of a longer time than that of the rate.
fn has_other_periods(frame: &Frame<'_>, index: usize) -> bool {
    let mut sentence = frame.sentence(index);
    sentence.any(|at| frame.is_one_of(at, OTHER_PERIODS))
}

/// `$45,000 in all`
fn is_summed(frame: &Frame<'_>, index: usize) -> bool {
    let ends = [frame.end(index), frame.number_end(index)];
    ends.into_iter().any(|end| {
        frame.starts(end, &["in", "all"])
            || frame.starts(end, &["in", "total"])
            || frame.starts(end, &["all", "told"])
            || frame.is_one_of(end, &["altogether", "overall"])
    })
}

/// Words that say that a rate is of a shorter time than the total.
const OTHER_PERIODS: &[&str] =
    &["yearly", "annual", "annually", "monthly", "weekly", "daily", "years", "months", "decade"];

/// Words that say that the total is made of more, or of less, than the rate and the count.
const MORE_BESIDES: &[&str] = &[
    "plus",
    "fee",
    "fees",
    "donations",
    "tax",
    "taxes",
    "net",
    "discount",
    "discounts",
    "minus",
    "deposit",
    "deposits",
    "sponsorship",
    "excluding",
    "grants",
];
