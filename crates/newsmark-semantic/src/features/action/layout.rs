//! Marking a line as the headline, and setting the paragraphs of wire copy apart.

use newsmark_lexer::TextRange;

use super::silence::block_at;
use super::{Action, ActionKind, insert, plain};
use crate::Analysis;
use crate::document::{Block, BlockKind, Layout};
use crate::facts::Facts;
use crate::features::article_at;
use crate::features::front_matter::line_end;

/// No headline is longer, in bytes.
const LONGEST_HEADLINE: usize = 250;

pub(super) fn make_headline(analysis: &Analysis, range: TextRange) -> Option<Action> {
    let facts = &analysis.facts;
    let block = block_at(facts, range.start())?;
    let words = facts.words(block.range);
    // A sentence with its stop is prose.
    let is_sentence = words.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with('.');
    let is_line = words.len() <= LONGEST_HEADLINE && !words.contains(['\n', '\r']) && !is_sentence;
    let is_plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::Headline);
    if !is_line || !is_plain || is_marked(block) {
        return None;
    }
    // A headline that is marked is one, whatever else is said.
    let article = article_at(facts, range.start())?;
    let headline = article.headline.as_ref();
    let has_marked = headline
        .is_some_and(|headline| block_at(facts, headline.range.start()).is_none_or(is_marked));
    let edit = insert(block.range.start(), "# ".to_owned());
    let title = "make this line the headline".to_owned();
    (!has_marked).then(|| plain(ActionKind::Markup, title, vec![edit]))
}

fn is_marked(block: &Block) -> bool {
    block.kind == BlockKind::Headline && block.range != block.content
}

pub(super) fn separate_paragraphs(analysis: &Analysis) -> Option<Action> {
    let facts = &analysis.facts;
    if facts.document.layout != Layout::LineByLine {
        return None;
    }
    let end = line_end(&facts.text);
    let pairs = facts.document.blocks.windows(2);
    let edits: Vec<_> = pairs
        .filter(|pair| stands_close(facts, &pair[0], &pair[1]))
        .map(|pair| insert(pair[1].range.start(), end.to_owned()))
        .collect();
    let title = "insert blank lines between the paragraphs".to_owned();
    (!edits.is_empty()).then(|| plain(ActionKind::Layout, title, edits))
}

/// Whether two blocks stand on neighbouring lines that are paragraphs of their own.
fn stands_close(facts: &Facts, first: &Block, second: &Block) -> bool {
    let is_item =
        |block: &Block| matches!(block.kind, BlockKind::ListItem | BlockKind::FootnoteDefinition);
    // A comment speaks of what follows it at once.
    let belongs = (is_item(first) && is_item(second)) || first.kind == BlockKind::Comment;
    if belongs || first.range.end() > second.range.start() {
        return false;
    }
    let gap = facts.words(TextRange::new(first.range.end(), second.range.start()));
    let n_ends = gap.replace("\r\n", "\n").matches(['\n', '\r']).count();
    n_ends == 1
}
