//! What was found before and stays: in articles that an edit has left as they were.
//!
//! A text may be many articles, and a stroke is in one of them. What a check of articles has found in the others is moved,
//! and not found again.

use rustc_hash::FxHashSet;

use super::{Finding, Run};
use crate::checks;
use crate::facts::{Facts, Replaced, Shift, Stays};

/// What became of the findings of the version before.
#[derive(Clone, Debug, Default)]
pub struct Forerunners {
    /// For each finding the index of the one that it was; of none, if none stay.
    was: Vec<Option<u32>>,
    /// Those that were made again, or no more.
    withdrawn: Vec<(u32, Finding)>,
}

impl Forerunners {
    /// The index of the finding before that a finding was, by its index: only its places have moved.
    pub fn was(&self, index: usize) -> Option<usize> {
        self.was.get(index).copied().flatten().map(|index| index as usize)
    }

    /// Findings of the version before that do not stay, as they were, each with its index: they were made again, or are none
    /// any more.
    pub fn withdrawn(&self) -> &[(u32, Finding)] {
        &self.withdrawn
    }

    /// Parts what was found before: the findings that stay, at their new places, and the others.
    pub(super) fn part(facts: &Facts, before: Vec<Finding>) -> (Vec<(u32, Finding)>, Forerunners) {
        let staying = &facts.standing.stays;
        let numbered = (0..).zip(before);
        if staying.is_empty() {
            return (Vec::new(), Forerunners { was: Vec::new(), withdrawn: numbered.collect() });
        }
        let of_articles = checks::all().iter().filter(|check| matches!(check.run, Run::Article(_)));
        let rules: FxHashSet<&str> = of_articles.map(|check| check.code).collect();
        let (mut stay, mut withdrawn) = (Vec::new(), Vec::new());
        let mut next = 0;
        for (index, mut finding) in numbered {
            // They are in order, as the articles are.
            let start = finding.range.start();
            next += staying[next..].iter().take_while(|stays| stays.was.end() < start).count();
            let stays = staying.get(next).filter(|stays| stays.was.contains_range(finding.range));
            match stays.filter(|_| rules.contains(finding.rule)) {
                Some(stays) => {
                    shift(&mut finding, stays, &facts.standing.replaced);
                    stay.push((index, finding));
                }
                None => withdrawn.push((index, finding)),
            }
        }
        (stay, Forerunners { was: Vec::new(), withdrawn })
    }

    /// Puts findings that stay and new ones, which are in order by themselves, in one order.
    pub(super) fn merge(&mut self, stay: Vec<(u32, Finding)>, new: Vec<Finding>) -> Vec<Finding> {
        if stay.is_empty() {
            return new;
        }
        let n_findings = stay.len() + new.len();
        let mut all = Vec::with_capacity(n_findings);
        self.was.reserve_exact(n_findings);
        let (mut stay, mut new) = (stay.into_iter().peekable(), new.into_iter().peekable());
        loop {
            let is_next =
                |(_, old): &(u32, Finding)| new.peek().is_none_or(|new| old.place() <= new.place());
            if let Some((index, finding)) = stay.next_if(is_next) {
                self.was.push(Some(index));
                all.push(finding);
            } else if let Some(finding) = new.next() {
                self.was.push(None);
                all.push(finding);
            } else {
                return all;
            }
        }
    }
}

/// Moves a finding with its article, and what it says of places elsewhere as they move.
fn shift(finding: &mut Finding, Stays { was, by }: &Stays, replaced: &Replaced) {
    if replaced.by == Shift::default() {
        return;
    }
    by.range(&mut finding.range);
    let related = finding.related.iter_mut().map(|related| &mut related.range);
    let edits = finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
    for place in related.chain(edits.map(|edit| &mut edit.range)) {
        match was.contains_range(*place) {
            true => by.range(place),
            false if replaced.is_before(*place) => replaced.by.range(place),
            false => {}
        }
    }
}
