//! What can be done at a place: settle a finding or keep it silent, name a figure, cite a source, mark
//! the headline, set paragraphs apart.
//!
//! Each is a list of edits of the text, ready to be taken or left. One is preferred only where a finding
//! can be settled in one way. What is offered never changes the words of an article, except a fix.

use newsmark_lexer::TextRange;

use crate::Analysis;
use crate::check::{Edit, Finding};

mod layout;
mod ledger;
mod silence;
mod sources;

pub use silence::REASON;

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it will do: `change the headline to 1.1 billion`.
    pub title: String,
    /// What kind of thing it is.
    pub kind: ActionKind,
    /// The finding it is about, an index into [`Analysis::findings`].
    pub finding: Option<usize>,
    /// Whether it is the one to take.
    pub is_preferred: bool,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

/// What kind of thing an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// Settles a finding.
    Fix,
    /// Settles all findings of a text that can be settled in one way.
    FixAll,
    /// Keeps a rule silent.
    Silence,
    /// Adds markup.
    Markup,
    /// Sets the text out differently.
    Layout,
}

/// What can be done at a place, the likeliest first.
pub fn actions(analysis: &Analysis, range: TextRange) -> Vec<Action> {
    let here: Vec<(usize, &Finding)> = analysis
        .findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.range.intersect(range).is_some())
        .collect();
    let mut actions: Vec<Action> =
        here.iter().flat_map(|&(id, finding)| fixes(id, finding)).collect();
    actions.extend(ledger::name_figure(analysis, range));
    actions.extend(sources::cite(analysis, range));
    actions.extend(layout::make_headline(analysis, range));
    actions.extend(layout::separate_paragraphs(analysis));
    let mut rules = Vec::new();
    for (id, finding) in here {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule);
            let silencing = silencing(analysis, finding.rule, finding.range).into_iter();
            actions.extend(silencing.map(|action| Action { finding: Some(id), ..action }));
        }
    }
    actions
}

/// What keeps a rule silent that speaks of a place: here, and in this file.
pub fn silencing(analysis: &Analysis, rule: &str, range: TextRange) -> Vec<Action> {
    let here = silence::here(analysis, rule, range.start());
    here.into_iter().chain(silence::in_file(analysis, rule)).collect()
}

/// All fixes that are the only one of their finding, in one action; fixes that would touch the same words
/// are left for another time. None where there is none.
pub fn fix_all(analysis: &Analysis) -> Option<Action> {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut n_fixes = 0;
    // Findings are in order, but a fix may be anywhere: each is held against those it could touch.
    let mut by_place = std::collections::BTreeMap::new();
    for finding in &analysis.findings {
        let [fix] = finding.fixes.as_slice() else { continue };
        let is_free = fix.edits.iter().all(|edit| is_free(&by_place, edit.range));
        if !is_free || fix.edits.is_empty() {
            continue;
        }
        for edit in &fix.edits {
            by_place.insert(edit.range.start(), edit.range.end());
            taken.push(edit);
        }
        n_fixes += 1;
    }
    let title = match n_fixes {
        0 => return None,
        1 => "apply the one certain fix".to_owned(),
        n => format!("apply all {n} certain fixes"),
    };
    let edits = taken.into_iter().cloned().collect();
    Some(Action { title, kind: ActionKind::FixAll, finding: None, is_preferred: false, edits })
}

/// Whether nothing that was taken touches a range.
fn is_free(
    taken: &std::collections::BTreeMap<newsmark_lexer::TextSize, newsmark_lexer::TextSize>,
    range: TextRange,
) -> bool {
    let before = taken.range(..=range.end()).next_back();
    before.is_none_or(|(_, &end)| end < range.start())
}

fn fixes(id: usize, finding: &Finding) -> impl Iterator<Item = Action> {
    let is_only = finding.fixes.len() == 1;
    finding.fixes.iter().map(move |fix| Action {
        title: fix.title.clone(),
        kind: ActionKind::Fix,
        finding: Some(id),
        is_preferred: is_only,
        edits: fix.edits.clone(),
    })
}

/// Something that changes no words and is not the only thing to do.
fn plain(kind: ActionKind, title: String, edits: Vec<Edit>) -> Action {
    Action { title, kind, finding: None, is_preferred: false, edits }
}

fn insert(place: newsmark_lexer::TextSize, text: String) -> Edit {
    Edit { range: TextRange::empty(place), text }
}

#[cfg(test)]
mod tests;
