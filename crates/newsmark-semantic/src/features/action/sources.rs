//! Citing a source for a figure that has none: one that the text defines, or a new one.

use newsmark_lexer::{TextRange, TextSize};

use super::silence::sentence_end;
use super::{Action, ActionKind, insert, plain};
use crate::Analysis;
use crate::document::{Block, BlockKind, Layout};
use crate::facts::{Facts, Source};
use crate::features::front_matter::line_end;
use crate::features::{article_at, at_offset};

/// How many sources are offered; the last ones are the likeliest.
const MOST_SOURCES: usize = 4;

pub(super) fn cite(analysis: &Analysis, range: TextRange) -> Vec<Action> {
    let facts = &analysis.facts;
    let place = || {
        let article = article_at(facts, range.start())?;
        let (_, figure) = at_offset(&article.figures, |figure| figure.range, range.start())?;
        let is_open = figure.is_quantity() && figure.source.is_none() && !figure.in_headline;
        let end = sentence_end(facts, figure.range.start()).filter(|_| is_open)?;
        Some((figure, end))
    };
    let Some((figure, end)) = place() else { return Vec::new() };
    let words = facts.words(figure.range);
    let known = facts.sources.iter().rev().take(MOST_SOURCES);
    let mut actions: Vec<Action> = known
        .map(|source| {
            let id = facts.words(source.id);
            let title = format!("cite {id} for {words}");
            plain(ActionKind::Markup, title, vec![insert(end, format!("[^{id}]"))])
        })
        .collect();
    let id = free_id(facts);
    if let Some((place, note)) =
        new_note(facts, range.start(), &id).filter(|(place, _)| *place > end)
    {
        let edits = vec![insert(end, format!("[^{id}]")), insert(place, note)];
        actions.push(plain(ActionKind::Markup, format!("cite a new source for {words}"), edits));
    }
    actions
}

/// A footnote to be filled in, and where it goes: under the article, before what ends it, which in wire copy may be the
/// headline. A blank line there would have its lines read otherwise.
fn new_note(facts: &Facts, offset: TextSize, id: &str) -> Option<(TextSize, String)> {
    let mut spans = facts.document.articles.iter().zip(&facts.articles);
    let (span, _) = spans.find(|(_, article)| article.range.contains_inclusive(offset))?;
    let blocks = facts.document.blocks[span.blocks.clone()].iter();
    let closes = |block: &&Block| matches!(block.kind, BlockKind::EndMark | BlockKind::Headline);
    let last = blocks.rev().find(|block| !closes(block))?;
    let end = line_end(&facts.text);
    let is_close =
        last.kind == BlockKind::FootnoteDefinition || facts.document.layout == Layout::LineByLine;
    let gap = if is_close { end.to_owned() } else { end.repeat(2) };
    Some((last.range.end(), format!("{gap}[^{id}]: Author, title, date, <https://>")))
}

fn free_id(facts: &Facts) -> String {
    let is_it = |source: &Source, id: &str| facts.words(source.id).eq_ignore_ascii_case(id);
    let is_free = |id: &String| !facts.sources.iter().any(|source| is_it(source, id));
    let mut numbered = (2..=facts.sources.len() + 2).map(|number| format!("source{number}"));
    Some("source".to_owned()).filter(is_free).or_else(|| numbered.find(is_free)).unwrap_or_default()
}
