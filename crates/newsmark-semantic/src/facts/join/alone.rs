//! Puts an article together of which no other version is read.
//!
//! Nobody needs its paragraphs by themselves afterwards, so what they say is not copied: it becomes the article's. Only one
//! that stands there several times is.

use std::fmt;
use std::sync::Arc;

use super::{Placed, Shift};
use crate::facts::{Article, ParagraphSpan};
use crate::paragraph::Paragraph;

/// Whether what the paragraphs of an article say is no longer known of each by itself. How an article was put together is
/// no fact of it, so nothing of it is shown.
#[derive(Clone, Copy, Default)]
pub(crate) struct TakenOver(pub(crate) bool);

impl fmt::Debug for TakenOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

/// Joins an article of which no other version is read.
pub(crate) fn join_alone(pieces: impl Iterator<Item = (ParagraphSpan, Arc<Paragraph>)>) -> Article {
    let mut article = Article::default();
    let mut next = Shift::default();
    for (span, mut paragraph) in pieces {
        let to = next.pass_one(&span, &paragraph.facts);
        match Arc::get_mut(&mut paragraph) {
            Some(paragraph) => article.take_over(paragraph, &to),
            // It stands in the article more than once.
            None => article.copy(&paragraph, &to),
        }
        article.paragraphs.push(span);
        article.read.push(paragraph);
    }
    article.renewed.new = 0..article.figures.len();
    article.taken_over = TakenOver(true);
    article
}

impl Shift {
    /// Moves all of a paragraph's facts of a kind to those of its article.
    pub(super) fn take_over<T: Placed>(&self, own: &mut Vec<T>, all: &mut Vec<T>) {
        own.iter_mut().for_each(|fact| fact.shift(self));
        match all.is_empty() {
            true => std::mem::swap(own, all),
            false => all.append(own),
        }
    }
}
