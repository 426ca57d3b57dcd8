//! A whole and its parts in a list that gives the verb once: `60 seats, of which Labour holds 33, the Conservatives 18 and others
//! nine`, `Labour has 33 of the 60 seats, the Conservatives 18 and others nine`.
//!
//! Each part names whose it is, so nothing is counted twice. That these are all parts is not said.

use std::ops::Range;

use newsmark_lexer::{Class, Kind};

use super::Breakdown;
use crate::facts::figure::{Figure, FigureId, Role, elided};
use crate::paragraph::{ParagraphFacts, Words};

/// How many figures before a list are looked at for its whole.
const MOST_BEFORE: usize = 3;

pub(super) fn collect(words: &Words<'_>, facts: &ParagraphFacts) -> Vec<Breakdown> {
    let mut breakdowns = Vec::new();
    let mut at = 0;
    while at < facts.figures.len() {
        let (parts, whole) = run(words, facts, at);
        let end = parts.last().map_or(at, |&last| last) + 1;
        let whole =
            whole.or_else(|| of_which(words, facts, at)).or_else(|| before(words, facts, &parts));
        if parts.len() >= 3
            && let Some(total) = whole
        {
            let id = |index: usize| FigureId(index as u32);
            let all = parts.iter().chain([&total]).map(|&part| facts.figures[part].range);
            let range = all.fold(facts.figures[total].range, |range, part| range.cover(part));
            let parts = parts.into_iter().map(id).collect();
            breakdowns.push(Breakdown { range, total: id(total), parts, complete: false });
        }
        at = end;
    }
    breakdowns
}

/// The figures of a list that starts with one, and the whole that stands right behind the first: `33 of the 60 seats`.
fn run(words: &Words<'_>, facts: &ParagraphFacts, start: usize) -> (Vec<usize>, Option<usize>) {
    let mut parts = vec![start];
    let mut whole = None;
    let mut last = start;
    while let Some(next) = facts.figures.get(last + 1) {
        let own = &facts.figures[last];
        if !is_amount(&facts.figures[start]) || next.sentence != own.sentence {
            break;
        }
        let gap = gap(words, own, next);
        let is_of = words.bytes(gap.start) == b"of"
            && gap.len() <= 3
            && (gap.start + 1..gap.end).all(|at| {
                matches!(words.bytes(at), b"the" | b"its" | b"their")
                    || words.text(at).ends_with("'s")
            });
        if last == start && whole.is_none() && is_of && is_amount(next) && next.unit == own.unit {
            whole = Some(last + 1);
            last += 1;
            continue;
        }
        let gap = noun_end(words, own)..gap.end;
        if !is_amount(next) || next.unit != own.unit || elided(words, gap).is_none() {
            break;
        }
        parts.push(last + 1);
        last += 1;
    }
    (parts, whole)
}

fn is_amount(figure: &Figure) -> bool {
    figure.role == Role::Level
        && figure.value.is_some()
        && figure.per.is_none()
        && figure.hedge.is_none()
        && !figure.context.negated
}

fn noun_end(words: &Words<'_>, figure: &Figure) -> usize {
    words.index_at(figure.phrase_end())
}

/// The tokens between two figures.
fn gap(words: &Words<'_>, figure: &Figure, next: &Figure) -> Range<usize> {
    words.index_at(figure.range.end())..words.index_at(next.range_with_hedge().start())
}

/// `60 seats, of which Labour holds 33`: the figure right before a list that it is said to be of.
fn of_which(words: &Words<'_>, facts: &ParagraphFacts, first: usize) -> Option<usize> {
    const LONGEST_CLAUSE: usize = 6;
    let total = first.checked_sub(1)?;
    let (whole, part) = (&facts.figures[total], &facts.figures[first]);
    let (from, to) = (noun_end(words, whole), words.index_at(part.range_with_hedge().start()));
    let is_said = from + 2 < to
        && words.kind(from) == Kind::Comma
        && words.bytes(from + 1) == b"of"
        && matches!(words.bytes(from + 2), b"which" | b"whom")
        && to - from <= LONGEST_CLAUSE + 3;
    (is_said && is_whole(whole, part) && whole.sentence == part.sentence).then_some(total)
}

/// `It sold 9,300 tonnes abroad. Italy took 5,100 tonnes, Germany 2,400 and other countries 1,800`: the one amount of its unit in the
/// sentence before, where the list ends with all others.
fn before(words: &Words<'_>, facts: &ParagraphFacts, parts: &[usize]) -> Option<usize> {
    let (&first, &last) = (parts.first()?, parts.last()?);
    let part = &facts.figures[first];
    let gap = noun_end(words, &facts.figures[last.checked_sub(1)?])
        ..words.index_at(facts.figures[last].range.start());
    let is_closed =
        elided(words, gap)?.any(|at| matches!(words.bytes(at), b"other" | b"others" | b"rest"));
    let sentence = part.sentence.checked_sub(1).filter(|_| is_closed && part.unit.is_some())?;
    let mut wholes = (first.saturating_sub(MOST_BEFORE)..first).filter(|&at| {
        let figure = &facts.figures[at];
        figure.sentence == sentence && is_whole(figure, part) && !is_compared(words, figure)
    });
    wholes.next().filter(|_| wholes.next().is_none())
}

/// `less than the 24,500 tonnes`, `up from 8,000`: what something is only held against.
fn is_compared(words: &Words<'_>, figure: &Figure) -> bool {
    let mut at = words.index_at(figure.range_with_hedge().start());
    at -= usize::from(at > 0 && words.is(at - 1, Class::Determiner));
    at > 0 && matches!(words.bytes(at - 1), b"than" | b"from" | b"against" | b"with")
}

fn is_whole(whole: &Figure, part: &Figure) -> bool {
    is_amount(whole) && whole.unit == part.unit && (whole.noun.is_some() || whole.unit.is_some())
}
