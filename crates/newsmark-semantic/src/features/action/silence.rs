//! Keeping a rule silent: here, with a comment that says why, or in this file, with a level.
//!
//! The reason written is true of whoever takes the action, and is there to be replaced by a better one.
//! No comment goes where it would be read as part of something else: into front matter, a table, a deck.

use newsmark_lexer::{TextRange, TextSize};

use super::{Action, ActionKind, insert};
use crate::Analysis;
use crate::check::Edit;
use crate::checks;
use crate::document::{Block, BlockKind};
use crate::facts::Facts;
use crate::features::article_at;
use crate::features::front_matter::{add_under, line_end};

/// Why a rule is kept silent, until somebody says it better.
pub const REASON: &str = "checked, stands as it is";

/// With a comment where a rule speaks.
pub(super) fn here(analysis: &Analysis, rule: &str, place: TextSize) -> Option<Action> {
    let facts = &analysis.facts;
    // What speaks of switch-offs is not switched off by one.
    let is_last = checks::by_code(rule).is_some_and(checks::is_last);
    let block = block_at(facts, place).filter(|_| !is_last)?;
    let comment = format!("<!-- ok: {rule} \"{REASON}\" -->");
    let edit = match block.kind {
        BlockKind::ListItem | BlockKind::BlockQuote | BlockKind::Note(_) => {
            insert(sentence_end(facts, place)?, format!(" {comment}"))
        }
        BlockKind::FrontMatter | BlockKind::Deck | BlockKind::Comment | BlockKind::Html => {
            return None;
        }
        _ => insert(block.range.start(), format!("{comment}{}", line_end(&facts.text))),
    };
    Some(action(format!("keep {rule} silent here"), edit))
}

/// With a level in the front matter.
pub(super) fn in_file(analysis: &Analysis, rule: &str) -> Option<Action> {
    let facts = &analysis.facts;
    let title = format!("keep {rule} silent in this file");
    let matter = facts.document.front_matter.as_ref();
    let checks = matter.and_then(|matter| matter.entry(&facts.text, "checks"));
    let mut given = checks.into_iter().flat_map(|checks| &checks.children);
    if let Some(level) = given.find(|entry| facts.words(entry.key) == rule) {
        let edit = Edit { range: level.value, text: format!("off, {REASON}") };
        return Some(action(title, edit));
    }
    let edit = add_under(facts, "checks", &format!("{rule}: off, {REASON}"))?;
    Some(action(title, edit))
}

fn action(title: String, edit: Edit) -> Action {
    Action {
        title,
        kind: ActionKind::Silence,
        finding: None,
        is_preferred: false,
        edits: vec![edit],
    }
}

/// The block that an offset stands in; none in front matter.
pub(super) fn block_at(facts: &Facts, offset: TextSize) -> Option<&Block> {
    let matter = facts.document.front_matter.as_ref().map_or(TextRange::default(), |it| it.range);
    if !matter.is_empty() && matter.contains_inclusive(offset) {
        return None;
    }
    let blocks = &facts.document.blocks;
    let after = blocks.partition_point(|block| block.range.start() <= offset);
    let block = &blocks[after.checked_sub(1)?];
    block.range.contains_inclusive(offset).then_some(block)
}

/// The end of the sentence that an offset stands in, with the references behind its stop.
pub(super) fn sentence_end(facts: &Facts, offset: TextSize) -> Option<TextSize> {
    let article = article_at(facts, offset)?;
    let after = article.sentences.partition_point(|sentence| sentence.start() <= offset);
    let sentence = *article.sentences.get(after.checked_sub(1)?)?;
    let mut end = sentence.start() + TextSize::of(facts.words(sentence).trim_end());
    let next = article.references.partition_point(|reference| reference.range.start() < end);
    for reference in &article.references[next..] {
        if reference.range.start() != end {
            break;
        }
        end = reference.range.end();
    }
    (sentence.start() <= offset && offset <= end).then_some(end)
}
