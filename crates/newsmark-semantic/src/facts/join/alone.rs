//! Puts the articles of a text together of which no other version is read.
//!
//! Nobody needs its paragraphs by themselves afterwards, so what one says becomes its article's as soon as it is read, and
//! nothing of the paragraph is kept.

use super::{Apart, Placed, Shift};
use crate::document::Document;
use crate::facts::{Article, ParagraphSpan};
use crate::paragraph::{self, Again, Said};
use crate::settings::DecimalSign;

/// Reads and joins all articles of a text, and gives what is apart from them.
pub(crate) fn join_alone(
    text: &str,
    document: &Document,
    decimal: DecimalSign,
) -> (Vec<Article>, Apart) {
    let mut paragraphs = Again::new(document.blocks.len(), decimal);
    let mut apart = Apart::default();
    let articles = document.articles.iter().map(|span| {
        let mut article = Article::default();
        let mut next = Shift::default();
        let blocks = document.blocks[span.blocks.clone()].iter();
        for block in blocks.filter(|block| paragraph::is_read(block.kind)) {
            let start = block.content.start();
            let said = paragraphs.read(&text[block.content], block.kind);
            let mut to = Shift::default();
            if block.kind.is_read() {
                let span = ParagraphSpan { range: block.content, kind: block.kind };
                to = next.pass_one(&span, said.facts());
                article.paragraphs.push(span);
            }
            match said {
                Said::Anew(facts) => {
                    apart.take_over(facts, start);
                    article.take_over(facts, &to);
                }
                Said::Again(facts) => {
                    apart.copy(facts, start);
                    article.copy(facts, &to);
                }
            }
        }
        article.renewed.new = 0..article.figures.len();
        article
    });
    (articles.collect(), apart)
}

impl Shift {
    /// Moves all of a paragraph's facts of a kind to those of its article.
    pub(super) fn take_over<T: Placed>(&self, own: &mut Vec<T>, all: &mut Vec<T>) {
        // What begins a text is at its place.
        if *self != Shift::default() {
            own.iter_mut().for_each(|fact| fact.shift(self));
        }
        match all.is_empty() {
            true => std::mem::swap(own, all),
            false => all.append(own),
        }
    }
}
