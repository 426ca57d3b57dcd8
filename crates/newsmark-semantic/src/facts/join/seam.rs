//! Where an edit leaves an article as it was, and where it joins it anew.

use std::ops::Range;
use std::sync::Arc;

use super::{Occupied, Piece, Placed, Shift, all_quotes};
use crate::facts::people::Roll;
use crate::facts::{Article, ParagraphSpan};
use crate::paragraph::{Paragraph, ParagraphFacts};

/// Where what is new in an article begins and ends: what stands before it stays as it is, and what stands behind it
/// moves.
pub(crate) struct Seam<'a> {
    pub(super) start: Shift,
    /// The end of what is gone.
    pub(super) old_end: Shift,
    /// The end of what is new.
    pub(super) new_end: Shift,
    /// What is new, with the place where it comes to stand.
    pub(super) new: Vec<(Shift, &'a Paragraph)>,
    /// Which lists of these paragraphs have anything in them.
    pub(super) occupied: Occupied,
    /// How many paragraphs stand behind.
    n_behind: usize,
}

impl Seam<'_> {
    pub(super) fn between<'a>(before: &Article, pieces: &'a [Piece]) -> Seam<'a> {
        let old = || before.paragraphs.iter().zip(before.read.iter());
        let moved_by = |span: &ParagraphSpan, new: &Piece| {
            u32::from(new.0.range.start()).wrapping_sub(span.range.start().into())
        };
        let is_moved = |by: u32| {
            move |((span, paragraph), new): &((&ParagraphSpan, &Arc<Paragraph>), &Piece)| {
                let is_same = span.kind == new.0.kind && Arc::ptr_eq(paragraph, new.1);
                is_same && moved_by(span, new) == by
            }
        };
        let n_before = old().zip(pieces).take_while(is_moved(0)).count();
        let behind = || old().skip(n_before).rev().zip(pieces[n_before..].iter().rev());
        let by = behind().next().map_or(0, |((span, _), new)| moved_by(span, new));
        let n_behind = behind().take_while(is_moved(by)).count();

        let start = Shift::to(before, n_before);
        let old_end = Shift::to(before, before.paragraphs.len() - n_behind);
        let others = &pieces[n_before..pieces.len() - n_behind];
        let mut new_end = start;
        let new: Vec<(Shift, &Paragraph)> =
            new_end.pass(others.iter().map(|(span, paragraph)| (span, *paragraph))).collect();
        new_end.offset = old_end.offset.wrapping_add(by);
        let occupied = new.iter().fold(Occupied::default(), |all, (_, own)| all.with(own.occupied));
        Seam { start, old_end, new_end, new, occupied, n_behind }
    }

    /// Which of so many paragraphs are other ones than before, or than now.
    pub(super) fn others(&self, n_paragraphs: usize) -> Range<usize> {
        self.start.paragraph as usize..n_paragraphs - self.n_behind
    }

    /// Makes the paragraphs those of the new article. Those that stay are not looked at: each lies somewhere else.
    pub(super) fn renew_paragraphs(
        &self,
        article: &mut Article,
        before: &mut Article,
        pieces: &[Piece<'_>],
    ) {
        article.paragraphs = std::mem::take(&mut before.paragraphs);
        article.read = std::mem::take(&mut before.read);
        let (old, new) = (self.others(article.read.len()), self.others(pieces.len()));
        article.read.splice(old, pieces[new].iter().map(|&(_, paragraph)| Arc::clone(paragraph)));
        article.paragraphs.clear();
        article.paragraphs.extend(pieces.iter().map(|&(span, _)| span));
    }

    /// Makes the quotations those of the new article, without what the rest of it said of them: the roll of its names.
    pub(super) fn renew_quotes(
        &self,
        article: &mut Article,
        before: &mut Article,
        pieces: &[Piece<'_>],
    ) -> Roll {
        let mut roll = std::mem::take(&mut *before.roll);
        let mut quotes = std::mem::take(&mut before.quotes);
        if !roll.is_of(before.names.len(), &quotes) {
            article.quotes = all_quotes(pieces);
            return Roll::default();
        }
        roll.take_back(&mut quotes);
        let has_new = self.new.iter().any(|(_, paragraph)| !paragraph.facts.quotes.is_empty());
        article.quotes = self.renew(quotes, has_new, |facts| &facts.quotes);
        let [first, end] = [&self.start, &self.old_end]
            .map(|at| before.names.partition_point(|name| at.is_behind(name.place())));
        let n_new = self.new.iter().map(|(_, paragraph)| paragraph.facts.names.len()).sum();
        roll.renew(first..end, n_new);
        roll
    }

    /// Makes the facts of one kind those of the new article.
    pub(super) fn renew<T: Placed>(
        &self,
        mut facts: Vec<T>,
        has_new: bool,
        own: impl Fn(&ParagraphFacts) -> &[T],
    ) -> Vec<T> {
        let first = facts.partition_point(|fact| self.start.is_behind(fact.place()));
        let end = facts.partition_point(|fact| self.old_end.is_behind(fact.place()));
        let n_behind = facts.len() - end;
        if has_new {
            let n_new = self.new.iter().map(|(_, paragraph)| own(&paragraph.facts).len()).sum();
            let mut new = Vec::with_capacity(n_new);
            for (to, paragraph) in &self.new {
                new.extend(own(&paragraph.facts).iter().map(|fact| to.moved(fact)));
            }
            match facts.is_empty() {
                true => return new,
                false => drop(facts.splice(first..end, new)),
            }
        } else {
            facts.drain(first..end);
        }
        let by = Shift::between(&self.old_end, &self.new_end);
        if by != Shift::default() {
            let behind = facts.len() - n_behind;
            facts[behind..].iter_mut().for_each(|fact| fact.shift(&by));
        }
        facts
    }
}
