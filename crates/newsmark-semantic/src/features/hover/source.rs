//! A footnote or a reference to one: what the source is, and which figures rest on it.

use newsmark_lexer::{TextRange, TextSize};

use super::{Hover, at_offset, cited, plain};
use crate::facts::{Article, Facts, Source};

/// How many of the figures that cite a source are named.
const MOST_FIGURES: usize = 5;

pub(super) fn hover(facts: &Facts, article: &Article, offset: TextSize) -> Option<Hover> {
    if let Some((_, reference)) =
        at_offset(&article.references, |reference| reference.range, offset)
    {
        let source = reference.source.and_then(|id| article.sources.get(id.0 as usize));
        let markdown = match source {
            Some(source) => describe(facts, article, source),
            None => format!("no footnote **{}** in this article", plain(facts.words(reference.id))),
        };
        return Some(Hover { range: reference.range, markdown });
    }
    let source = article.sources.iter().find(|source| source.range.contains_inclusive(offset))?;
    let label = TextRange::new(source.range.start(), source.text.start().max(source.range.start()));
    label
        .contains_inclusive(offset)
        .then(|| Hover { range: label, markdown: describe(facts, article, source) })
}

fn describe(facts: &Facts, article: &Article, source: &Source) -> String {
    let mut lines =
        vec![format!("**{}**: {}", plain(facts.words(source.id)), cited(facts.words(source.text)))];
    let figures = source
        .cited_by
        .iter()
        .take(MOST_FIGURES)
        .map(|&id| plain(facts.words(article.figure(id).range)));
    let figures: Vec<String> = figures.collect();
    let more = source.cited_by.len().saturating_sub(MOST_FIGURES);
    let quoted = match source.quoted_by.len() {
        0 => None,
        1 => Some("one quotation is from it".to_owned()),
        n => Some(format!("{n} quotations are from it")),
    };
    if let (true, Some(quoted)) = (figures.is_empty(), &quoted) {
        lines.push(quoted.clone());
        return lines.join("  \n");
    }
    lines.push(match (figures.is_empty(), more) {
        (true, _) => "no figure rests on it".to_owned(),
        (false, 0) => format!("for {}", figures.join(", ")),
        (false, more) => format!("for {} and {more} more", figures.join(", ")),
    });
    lines.extend(quoted);
    lines.join("  \n")
}
