//! Puts together what each paragraph of an article says, at its place in the text.
//!
//! While somebody types, nearly all paragraphs stay what they were and only move. What there is most of, figures and
//! names, then stays where it lies and is moved with its paragraph; the rest is put in place anew. How an article was
//! joined before changes nothing but how long it takes.

use std::ops::Range;
use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};

use super::people::Kept;
use super::{Article, FigureId, ParagraphSpan, quote};
use crate::document::BlockKind;
use crate::pairing::{Bucket, bucket};
use crate::paragraph::{Paragraph, ParagraphFacts};

mod edit;
mod moves;

pub(crate) use edit::{Before, Edit, Reread};
pub(crate) use moves::Moves;

/// A block of running text, and what it says by itself.
pub(crate) type Piece = (ParagraphSpan, Arc<Paragraph>);

/// Where a paragraph's facts come to stand: what to add to its own offsets and ids.
#[derive(Clone, Copy, Debug, Default)]
pub struct Base {
    /// The start of the paragraph's words in the text.
    pub offset: TextSize,
    /// How many figures stand before it in the article.
    pub figure: u32,
    /// How many quotations stand before it in the article.
    pub quote: u32,
    /// How many sentences stand before it in the article.
    pub sentence: u32,
    /// How many paragraphs stand before it in the article.
    pub paragraph: u32,
    /// Whether it is the article's headline.
    pub in_headline: bool,
}

/// What is new in an article that was joined before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Renewed {
    /// The figures that are new.
    pub(crate) figures: Range<usize>,
    /// Of those that are gone, what they had in common with others.
    pub(crate) gone: Vec<Bucket>,
}

/// How far something moves, forwards or backwards: what to add, all around the numbers of 32 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shift {
    offset: u32,
    sentence: u32,
    paragraph: u32,
}

/// Facts that move with their paragraph.
pub(crate) trait Placed: Sized {
    /// Those of a paragraph by itself.
    fn own(facts: &ParagraphFacts) -> &[Self];

    /// One at its place in an article.
    fn at(&self, base: &Base) -> Self;

    /// Moves one that has its place.
    fn shift(&mut self, by: &Shift);
}

/// Joins an article from its pieces; `before` is how it was joined last, or anything else.
pub(crate) fn join(pieces: Vec<Piece>, text: &str, before: Before) -> Article {
    let Before { article: mut before, text: old_text, is_list_same, .. } = before;
    let same = Same::between(&before, &pieces);
    let [old, new] = [bases(before.paragraphs.iter().zip(&before.read)), bases(each(&pieces))];
    let edit = Edit::between((&before, &old, &old_text), (&pieces, &new, text), &same);
    let edit = edit.as_ref();
    let kept = edit.filter(|_| is_list_same).and_then(|edit| Kept::take(&mut before, edit));
    reset(&mut before, &old, &same);
    let (restating, renewed) = renewed(&mut before, &old, &new, &same);
    let mut article = Article {
        restating,
        renewed,
        figures: moved(before.figures, &before.read, &old, &pieces, &new, &same),
        names: moved(before.names, &before.read, &old, &pieces, &new, &same),
        alike_quotes: before.alike_quotes.filter(|_| edit.is_some_and(quote::are_words_same)),
        ..Article::default()
    };
    if let Some((kept, edit)) = kept.zip(edit) {
        kept.give(&mut article, edit);
    }
    if !article.knows_people {
        let quotes = pieces.iter().zip(&new).flat_map(|((_, paragraph), base)| {
            paragraph.facts.quotes.iter().map(|quote| quote.at(base))
        });
        article.quotes = quotes.collect();
    }
    article.sentences.reserve(new.last().map_or(0, |base| base.sentence as usize));
    article.quoted_runs.reserve(new.last().map_or(0, |base| base.quote as usize));
    for ((_, paragraph), base) in pieces.iter().zip(&new) {
        append(&mut article, paragraph, base);
    }
    (article.paragraphs, article.read) = pieces.into_iter().unzip();
    article
}

fn each(pieces: &[Piece]) -> impl Iterator<Item = (&ParagraphSpan, &Arc<Paragraph>)> {
    pieces.iter().map(|(span, paragraph)| (span, paragraph))
}

/// Where each piece comes to stand, and where one after the last would.
fn bases<'a>(pieces: impl Iterator<Item = (&'a ParagraphSpan, &'a Arc<Paragraph>)>) -> Vec<Base> {
    let mut next = Base::default();
    let mut bases = Vec::with_capacity(pieces.size_hint().0 + 1);
    for (span, paragraph) in pieces {
        let in_headline = span.kind == BlockKind::Headline;
        bases.push(Base { offset: span.range.start(), in_headline, ..next });
        next.figure += paragraph.facts.figures.len() as u32;
        next.quote += paragraph.facts.quotes.len() as u32;
        next.sentence += paragraph.facts.sentences.len() as u32;
        next.paragraph += 1;
    }
    bases.push(next);
    bases
}

/// Which pieces of an article are the same as before: some at its start, and some at its end.
struct Same {
    before: usize,
    behind: usize,
}

impl Same {
    fn between(old: &Article, new: &[Piece]) -> Same {
        let old: Vec<_> = old.paragraphs.iter().zip(&old.read).collect();
        let is_same = |(old, new): (&(&ParagraphSpan, &Arc<Paragraph>), &Piece)| {
            old.0.kind == new.0.kind && Arc::ptr_eq(old.1, &new.1)
        };
        let before = old.iter().zip(new).take_while(|pair| is_same(*pair)).count();
        let rest = old[before..].iter().rev().zip(new[before..].iter().rev());
        Same { before, behind: rest.take_while(|pair| is_same(*pair)).count() }
    }

    /// Those of so many pieces that are other ones.
    fn others(&self, n_pieces: usize) -> Range<usize> {
        self.before..n_pieces - self.behind
    }
}

/// Takes from the figures that stay what the rest of the article gave them.
fn reset(before: &mut Article, old: &[Base], same: &Same) {
    let others = same.others(before.read.len());
    for &FigureId(id) in &before.resolved {
        let Some(figure) = before.figures.get_mut(id as usize) else { continue };
        let at = figure.paragraph as usize;
        if let Some((base, paragraph)) = old.get(at).zip(before.read.get(at))
            && !others.contains(&at)
            && let Some(own) = paragraph.facts.figures.get((id - base.figure) as usize)
        {
            *figure = own.at(base);
        }
    }
}

/// Which figures are new, and what is known of the others.
fn renewed(before: &mut Article, old: &[Base], new: &[Base], same: &Same) -> (Vec<u8>, Renewed) {
    let figures = |bases: &[Base]| {
        let others = same.others(bases.len() - 1);
        bases[others.start].figure as usize..bases[others.end].figure as usize
    };
    let mut restating = std::mem::take(&mut before.restating);
    let is_known = restating.len() == before.figures.len();
    let Some(gone) = before.figures.get(figures(old)).filter(|_| is_known) else {
        let all = new.last().map_or(0, |end| end.figure as usize);
        return (Vec::new(), Renewed { figures: 0..all, gone: Vec::new() });
    };
    let gone = gone.iter().filter_map(bucket).collect();
    restating.splice(figures(old), figures(new).map(|_| 0));
    (restating, Renewed { figures: figures(new), gone })
}

/// The facts of one kind at their places: those of the pieces that stay are moved there.
fn moved<T: Placed>(
    mut facts: Vec<T>,
    old: &[Arc<Paragraph>],
    old_bases: &[Base],
    pieces: &[Piece],
    bases: &[Base],
    same: &Same,
) -> Vec<T> {
    let count = |paragraphs: &[Arc<Paragraph>]| -> usize {
        paragraphs.iter().map(|paragraph| T::own(&paragraph.facts).len()).sum()
    };
    let others = same.others(old.len());
    let first = count(&old[..others.start]).min(facts.len());
    let end = (first + count(&old[others.clone()])).min(facts.len());
    let total: usize = pieces.iter().map(|(_, paragraph)| T::own(&paragraph.facts).len()).sum();
    facts.reserve(total.saturating_sub(facts.len()));
    facts.splice(
        first..end,
        same.others(pieces.len())
            .flat_map(|at| T::own(&pieces[at].1.facts).iter().map(move |fact| fact.at(&bases[at]))),
    );
    let behind = facts.len() - count(&old[others.end..]).min(facts.len());
    let shift = |facts: &mut [T], old_at: Range<usize>, new_at: usize| {
        let mut next = facts.iter_mut();
        for (at, new_at) in old_at.zip(new_at..) {
            let own = next.by_ref().take(T::own(&old[at].facts).len());
            let by = Shift::between(&old_bases[at], &bases[new_at]);
            match by == Shift::default() {
                true => own.for_each(drop),
                false => own.for_each(|fact| fact.shift(&by)),
            }
        }
    };
    let (start, rest) = facts.split_at_mut(behind);
    shift(start, 0..others.start, 0);
    shift(rest, others.end..old.len(), pieces.len() - same.behind);
    facts
}

impl Shift {
    fn between(from: &Base, to: &Base) -> Shift {
        Shift {
            offset: u32::from(to.offset).wrapping_sub(from.offset.into()),
            sentence: to.sentence.wrapping_sub(from.sentence),
            paragraph: to.paragraph.wrapping_sub(from.paragraph),
        }
    }

    /// From the start of a text to a paragraph's place.
    pub(super) fn to(base: &Base) -> Shift {
        Shift::between(&Base::default(), base)
    }

    pub(super) fn range(&self, range: TextRange) -> TextRange {
        let place = |at: TextSize| TextSize::new(u32::from(at).wrapping_add(self.offset));
        TextRange::new(place(range.start()), place(range.end()))
    }

    pub(super) fn ranges<const N: usize>(&self, ranges: [&mut Option<TextRange>; N]) {
        for range in ranges.into_iter().flatten() {
            *range = self.range(*range);
        }
    }

    pub(super) fn sentence(&self, index: u32) -> u32 {
        index.wrapping_add(self.sentence)
    }

    pub(super) fn paragraph(&self, index: u32) -> u32 {
        index.wrapping_add(self.paragraph)
    }
}

/// Writes down the kinds of facts that are put in place one by one, and in which of a paragraph's many lists there is
/// anything: most are empty, and looking into each of them takes longer than all the rest.
macro_rules! kinds {
    ($($kind:ident),+ $(,)?) => {
        impl Occupied {
            /// The lists of a paragraph that are not empty.
            pub(crate) fn of(facts: &ParagraphFacts) -> Occupied {
                let lists = [
                    !facts.claims.is_empty(),
                    !facts.quoted_runs.is_empty(),
                    facts.lead_in.is_some(),
                    !facts.acronyms.is_empty(),
                    $(!facts.$kind.is_empty()),+
                ];
                Occupied(lists.iter().rev().fold(0, |all, &list| all << 1 | u64::from(list)))
            }
        }

        /// Adds what a paragraph says by itself besides figures and names, at its place.
        fn append(article: &mut Article, paragraph: &Paragraph, base: &Base) {
            let (facts, mut occupied) = (&paragraph.facts, paragraph.occupied);
            article.sentences.extend(facts.sentences.iter().map(|&range| range + base.offset));
            if occupied.next() {
                article.claims.append(&facts.claims, base);
            }
            if occupied.next() {
                article.quoted_runs.extend(facts.quoted_runs.iter().cloned());
            }
            if occupied.next() {
                article.lead_ins.extend(facts.lead_in.iter().map(|lead_in| lead_in.at(base)));
            }
            if occupied.next() {
                article.acronym_uses.extend(facts.acronyms.iter().map(|acronym| acronym.at(base)));
            }
            $(if occupied.next() {
                article.$kind.extend(facts.$kind.iter().map(|fact| fact.at(base)));
            })+
        }
    };
}

kinds! {
    changes, conversions, breakdowns, enumerations, tables, timespans, elapsed, ages, life_events, malformed, restated,
    part_cues, shares, group_means, tolls, bounded, multiples, reversals, corrections, dates, quoted_figures,
    nested_marks, stray_marks, references, links, placeholders,
}

/// Which of a paragraph's lists have anything in them, a bit a list.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Occupied(u64);

impl Occupied {
    /// Whether the next list has.
    fn next(&mut self) -> bool {
        let next = self.0 & 1 == 1;
        self.0 >>= 1;
        next
    }
}
