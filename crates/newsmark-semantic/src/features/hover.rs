//! What was understood at a place, in Markdown.
//!
//! A hover says what was read, then what follows from it. It never repeats a finding: that is shown
//! anyway. One file a subject; the narrowest subject at the place wins.

use newsmark_lexer::{TextRange, TextSize};

use super::{article_at, at_offset};
use crate::Analysis;
use crate::facts::{Article, Facts, FigureId};

mod figure;
mod follows;
mod headline;
mod matter;
mod person;
mod quote;
mod source;

/// What to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about.
    pub range: TextRange,
    /// The words, in Markdown.
    pub markdown: String,
}

/// What was understood at an offset: a figure, a source, a person, a quote, the headline; or what is written down there, in
/// front matter, a link or a switch-off.
pub fn hover(analysis: &Analysis, offset: TextSize) -> Option<Hover> {
    let facts = &analysis.facts;
    in_article(facts, offset).or_else(|| matter::hover(facts, offset))
}

fn in_article(facts: &Facts, offset: TextSize) -> Option<Hover> {
    let article = article_at(facts, offset)?;
    figure::hover(facts, article, offset)
        .or_else(|| matter::in_text(facts, article, offset))
        .or_else(|| source::hover(facts, article, offset))
        .or_else(|| person::hover(facts, article, offset))
        .or_else(|| quote::hover(facts, article, offset))
        .or_else(|| headline::hover(facts, article, offset))
}

/// What follows from a figure, in plain words, a line for each result: the level before a change, the amount in
/// other units, a year of birth.
pub fn consequences(facts: &Facts, article: &Article, id: FigureId) -> Vec<String> {
    follows::lines(facts, article, id, follows::Look::Plain)
}

/// `paragraph 2`, as an editor counts: the headline is none.
fn paragraph_name(article: &Article, paragraph: u32) -> String {
    use crate::document::BlockKind::{Deck, Headline, Subhead};
    let is_text = |kind| !matches!(kind, Headline | Deck | Subhead(_));
    let until = article.paragraphs.iter().take(paragraph as usize + 1);
    format!("paragraph {}", until.filter(|span| is_text(span.kind)).count().max(1))
}

/// Words of the article for a line of Markdown: on one line, with its marks escaped.
pub(super) fn plain(words: &str) -> String {
    escaped(words, &['*', '_', '`', '[', ']', '<', '>', '\\', '#', '|'])
}

/// The words of a footnote, which are Markdown already: what they set in italics is set in italics, and an
/// address is a link. Anything that could be more than that is escaped.
pub(super) fn cited(words: &str) -> String {
    let word = |word: &str| match word.strip_prefix("<http") {
        Some(_) => word.to_owned(),
        None => escaped(word, &['`', '[', ']', '<', '>', '\\', '#', '|']),
    };
    words.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

fn escaped(words: &str, marks: &[char]) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for character in word.chars() {
            if marks.contains(&character) {
                out.push('\\');
            }
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests;
