//! Tidying: blank lines between blocks, blanks at the ends of lines, the order of footnotes, the columns of
//! tables. Never the words.
//!
//! Formatting twice is formatting once, and what a text says is the same before and after. So nothing is
//! done where blank lines decide what is read: between the paragraphs of wire copy, above the front matter,
//! inside code. Each stretch that changes is an edit of its own, so that a cursor stays where it is.

use newsmark_lexer::{TextRange, TextSize};

use super::front_matter::line_end;
use crate::Analysis;
use crate::check::Edit;
use crate::document::{Block, BlockKind};
use crate::facts::Facts;

mod footnotes;
mod table;

/// The edits that tidy a stretch of a text.
pub fn format(analysis: &Analysis, range: TextRange) -> Vec<Edit> {
    let facts = &analysis.facts;
    let matter = facts.document.front_matter.as_ref().map_or(TextRange::default(), |it| it.range);
    let is_given = |block: &Block| {
        !matter.is_empty()
            && matter.contains_range(block.range)
            && block.kind != BlockKind::FrontMatter
    };
    let blocks: Vec<Block> =
        facts.document.blocks.iter().copied().filter(|block| !is_given(block)).collect();
    let moved = footnotes::in_order(facts, &blocks);
    let mut edits = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        match moved[index].filter(|&from| from != index) {
            // What moves is tidied where it arrives.
            Some(from) => {
                let text = tidied(facts.words(blocks[from].range));
                edits.push(Edit { range: block.range, text });
            }
            None => block_edits(facts, block, &mut edits),
        }
        let next = blocks.get(index + 1);
        edits.extend(gap(facts, block, next));
    }
    edits.retain(|edit| is_within(edit.range, range) && facts.words(edit.range) != edit.text);
    edits
}

/// Whether an edit belongs to a selection: shares some of it, or stands at a cursor.
fn is_within(edit: TextRange, selected: TextRange) -> bool {
    let common = edit.intersect(selected);
    common.is_some_and(|common| !common.is_empty() || edit.is_empty() || selected.is_empty())
}

fn block_edits(facts: &Facts, block: &Block, edits: &mut Vec<Edit>) {
    match block.kind {
        BlockKind::Code | BlockKind::Html | BlockKind::Comment => {}
        BlockKind::Table => {
            let text = table::aligned(facts.words(block.range), line_end(&facts.text));
            edits.extend(text.map(|text| Edit { range: block.range, text }));
        }
        _ => line_ends(facts.words(block.range), block.range.start(), edits),
    }
}

/// Takes blanks off the ends of lines. Two of them inside a block break the line there, and stay.
fn line_ends(words: &str, start: TextSize, edits: &mut Vec<Edit>) {
    let mut at = 0;
    for line in words.split_inclusive(['\n', '\r']) {
        let bare = line.trim_end_matches(['\n', '\r']);
        let kept = bare.trim_end_matches([' ', '\t']);
        let is_last = at + line.len() == words.len();
        let is_break = bare.len() - kept.len() >= 2 && bare.ends_with("  ") && !is_last;
        if kept.len() < bare.len() && !is_break {
            let place = |length: usize| start + TextSize::new((at + length) as u32);
            let range = TextRange::new(place(kept.len()), place(bare.len()));
            edits.push(Edit { range, text: String::new() });
        }
        at += line.len();
    }
}

fn tidied(words: &str) -> String {
    let mut edits = Vec::new();
    line_ends(words, TextSize::new(0), &mut edits);
    let mut text = words.to_owned();
    for edit in edits.into_iter().rev() {
        text.replace_range(std::ops::Range::<usize>::from(edit.range), "");
    }
    text
}

/// What stands between a block and the next: a blank line, or nothing but the end of the line.
fn gap(facts: &Facts, block: &Block, next: Option<&Block>) -> Option<Edit> {
    let end = next.map_or(TextSize::of(&*facts.text), |next| next.range.start());
    if end < block.range.end() {
        return None;
    }
    let range = TextRange::new(block.range.end(), end);
    let words = facts.words(range);
    // What no block has is not understood.
    if !words.chars().all(|c| matches!(c, '\n' | '\r' | ' ' | '\t')) {
        return None;
    }
    let Some(next) = next else {
        let text = line_end(&facts.text).to_owned();
        let is_open = block.kind == BlockKind::Code || words.is_empty() && facts.text.is_empty();
        return (!is_open).then_some(Edit { range, text });
    };
    // Blanks before the words of a line may mean something.
    let indent = words.len() - words.trim_end_matches([' ', '\t']).len();
    let range = TextRange::new(range.start(), range.end() - TextSize::new(indent as u32));
    let words = facts.words(range);
    let n_lines = words.replace("\r\n", "\n").matches(['\n', '\r']).count();
    let n_wanted = match n_lines {
        0 => return None,
        1 if is_set_apart(block, next) => 2,
        1 => 1,
        _ => 2,
    };
    let text = line_end(&facts.text).repeat(n_wanted);
    Some(Edit { range, text })
}

/// Whether a blank line belongs between two blocks that stand close, whatever the layout.
fn is_set_apart(block: &Block, next: &Block) -> bool {
    let is_heading = |block: &Block| {
        let is_marked = block.range != block.content;
        is_marked && matches!(block.kind, BlockKind::Headline | BlockKind::Subhead(_))
    };
    // A comment speaks of what follows it at once.
    (is_heading(block) || is_heading(next)) && block.kind != BlockKind::Comment
        || block.kind == BlockKind::FrontMatter
        || block.kind == BlockKind::Table
}

#[cfg(test)]
mod tests;
