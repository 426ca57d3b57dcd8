//! What was found before and stays: of articles whose words an edit has left as they were.
//!
//! A text may be many articles, and a stroke is in one of them. What a check that looks at one article at a time has found in
//! the others is moved, and not found again.

use super::Finding;
use crate::checks;
use crate::facts::{Facts, Shift, Stays};

/// The findings that stay, at their new places.
pub(super) fn findings(facts: &Facts, before: Vec<Finding>) -> Vec<Finding> {
    let staying: Vec<Stays> = facts.articles.iter().filter_map(|article| *article.stays).collect();
    if staying.is_empty() {
        return Vec::new();
    }
    let of_article = checks::all().iter().filter(|check| check.is_of_article);
    let rules: Vec<&str> = of_article.map(|check| check.code).collect();
    let mut stay = before;
    stay.retain_mut(|finding| {
        let next = staying.partition_point(|stays| stays.was.start() <= finding.range.start());
        let stays = next.checked_sub(1).map(|at| staying[at]);
        let stays = stays.filter(|stays| stays.was.contains_range(finding.range));
        let Some(stays) = stays.filter(|_| rules.contains(&finding.rule)) else { return false };
        if stays.by != Shift::default() {
            shift(finding, &stays.by);
        }
        true
    });
    stay
}

fn shift(finding: &mut Finding, by: &Shift) {
    by.range(&mut finding.range);
    by.ranges(finding.related.iter_mut().map(|related| &mut related.range));
    let edits = finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
    by.ranges(edits.map(|edit| &mut edit.range));
}
