//! Parts and rests kept from one version of a text to the next.
//!
//! What the words say of a figure reaches no further than one sentence. Figures of which they say anything thus stand in
//! runs, a sentence without any between two of them at least, and what is worked out for one run asks for no other.

use std::ops::Range;

use super::{PartCue, read};
use crate::facts::{Article, FigureId, Part, Renewed, Rest};

/// Puts together what the cues say. Of an article that was joined before only the runs on both sides of what is new are
/// read, and what stands between them.
pub(crate) fn resolve(article: &mut Article, text: &str) {
    let Renewed { old, new } = article.renewed.clone();
    let cues = &article.part_cues;
    let Range { start, end } = near(article, &new);
    let (parts, rests) = read(article, text, &cues[start..end]);
    // Whatever belongs to a run stands before the first cue of the next one.
    let first = cues.get(start).map_or(new.start, |cue| new.start.min(cue.figure.0 as usize));
    let gone =
        first..cues.get(end).map_or(usize::MAX, |cue| cue.figure.0 as usize - new.end + old.end);
    let grown = (new.len() as u32).wrapping_sub(old.len() as u32);
    let moved = |FigureId(id): &mut FigureId| *id = id.wrapping_add(grown);
    renew(
        &mut article.parts,
        parts,
        &gone,
        |part| part.part,
        |Part { part, whole, .. }| {
            [part, whole].into_iter().for_each(moved);
        },
    );
    renew(
        &mut article.rests,
        rests,
        &gone,
        |rest| rest.rest,
        |Rest { rest, whole, parts }| {
            parts.iter_mut().chain(whole).chain([rest]).for_each(moved);
        },
    );
}

/// The cues of which something may have changed: the run that ends before the new figures, those with any of them, and
/// the run that begins behind them.
fn near(article: &Article, new: &Range<usize>) -> Range<usize> {
    let cues = &article.part_cues;
    let sentence = |cue: &PartCue| article.figure(cue.figure).sentence;
    let is_apart = |at: usize| sentence(&cues[at]) > sentence(&cues[at - 1]) + 1;
    let before = cues.partition_point(|cue| (cue.figure.0 as usize) < new.start);
    let start = (1..before).rev().find(|&at| is_apart(at)).unwrap_or(0);
    let behind = cues.partition_point(|cue| (cue.figure.0 as usize) < new.end);
    let end = (behind + 1..cues.len()).find(|&at| is_apart(at)).unwrap_or(cues.len());
    start..end
}

/// Puts new facts in the place of those of some figures, and moves what stands behind them.
fn renew<T>(
    facts: &mut Vec<T>,
    new: Vec<T>,
    gone: &Range<usize>,
    figure: impl Fn(&T) -> FigureId,
    shift: impl FnMut(&mut T),
) {
    let place = |fact: &T| figure(fact).0 as usize;
    let first = facts.partition_point(|fact| place(fact) < gone.start);
    let end = facts.partition_point(|fact| place(fact) < gone.end);
    facts[end..].iter_mut().for_each(shift);
    facts.splice(first..end, new);
}
