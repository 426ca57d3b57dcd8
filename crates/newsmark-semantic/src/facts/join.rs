//! Puts together what each paragraph of an article says, at its place in the text.
//!
//! While somebody types, nearly all paragraphs stay what they were and only move. Their facts then stay where they lie:
//! those before the edit as they are, those behind it moved all by the same way. How an article was joined before
//! changes nothing but how long it takes.

use std::ops::Range;
use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};

use super::people::{Kept, Roll};
use super::{Article, Change, Extent, Figure, FigureId, ParagraphSpan, Quote, QuoteId, quote};
use crate::pairing::Kin;
use crate::paragraph::{Cache, Paragraph, ParagraphFacts};

mod alone;
mod apart;
mod edit;
mod moves;
mod unshown;

pub(crate) use alone::join_alone;
pub(crate) use apart::Apart;
pub(crate) use edit::{Before, Edit, Reread};
pub(crate) use moves::Moves;
pub(crate) use unshown::Unshown;

/// A block of running text, and what it says by itself.
pub(crate) type Piece<'p> = (ParagraphSpan, &'p Arc<Paragraph>);

/// Which figures of an article that was joined before have given way to new ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Renewed {
    /// Where the others stood before.
    pub(crate) old: Range<usize>,
    /// Where the new ones stand.
    pub(crate) new: Range<usize>,
}

/// What the facts of paragraphs got from the rest of the article, each with what it had before: to be taken back when
/// the article is joined anew. Whoever gives a figure or a change something says so here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    /// Times, by figure; none of them had one.
    pub(crate) times: Vec<FigureId>,
    /// Names of the ledger.
    pub(crate) names: Vec<(FigureId, Option<Extent>)>,
    /// Sources.
    pub(crate) sources: Vec<(FigureId, Option<Extent>)>,
    /// Changes, by their index.
    pub(crate) changes: Vec<(usize, Change)>,
    /// Targets of links, by the link's index.
    pub(crate) targets: Vec<(usize, TextRange)>,
    /// Totals of tables that may add up a part only, by their index.
    pub(crate) partial: Vec<usize>,
}

/// Facts that stand in a paragraph and move with it.
pub(crate) trait Placed: Clone {
    /// Where it stands: anywhere in its paragraph.
    fn place(&self) -> Place;

    /// Moves it and all that it points to.
    fn shift(&mut self, by: &Shift);
}

/// Where something stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Text(TextSize),
    Figure(FigureId),
    Paragraph(u32),
}

/// How much stands before a place in an article, or, between two articles, how far something moves, forwards or
/// backwards: what to add, all around the numbers of 32 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shift {
    /// Of the text, in bytes.
    offset: u32,
    figure: u32,
    quote: u32,
    sentence: u32,
    paragraph: u32,
}

/// How the articles of a text are joined.
pub(crate) enum Joined<'p> {
    /// Each by itself. No other version of the text is read, so no paragraph has been before, and none is kept.
    Alone,
    /// Of these paragraphs, and after the articles of the version before, if that was given back.
    After(&'p Cache),
}

/// Joins an article from its pieces; `before` is how it was joined last, or anything else.
pub(crate) fn join(pieces: &[Piece<'_>], text: &str, before: Before<'_>) -> Article {
    let Before { article: mut before, text: old_text, is_list_same, .. } = before;
    give_back(&mut before);
    let seam = Seam::between(&before, pieces);
    let edit = Edit::between((&before, old_text), (pieces, text), &seam);
    let edit = edit.as_ref();
    let [start, old_end, new_end] = [seam.start, seam.old_end, seam.new_end].map(|at| at.quote);
    let alike = before.alike_quotes.take();
    let alike = alike.map(|alike| (alike, quote::Again::of(&before, start..old_end)));
    let kept = edit.filter(|_| is_list_same).and_then(|edit| Kept::take(&mut before, edit));
    let (kin, renewed) = renewed(&mut before, &seam);
    let (parts, rests) = (std::mem::take(&mut before.parts), std::mem::take(&mut before.rests));
    let mut article = Article { kin, renewed, parts, rests, ..Article::default() };
    let roll = kept.is_none().then(|| seam.renew_quotes(&mut article, &mut before, pieces));
    seam.renew_all(&mut article, &mut before);
    seam.renew_paragraphs(&mut article, &mut before, pieces);
    match kept.zip(edit) {
        Some((kept, edit)) => kept.give(&mut article, edit),
        None => *article.roll = roll.unwrap_or_default(),
    }
    debug_assert!(article.knows_people || article.quotes == all_quotes(pieces));
    article.quoted_runs = std::mem::take(&mut before.quoted_runs);
    let new = seam.new.iter().flat_map(|(_, paragraph)| &paragraph.facts.quoted_runs).cloned();
    article.quoted_runs.splice(start as usize..old_end as usize, new);
    article.alike_quotes = alike.and_then(|(alike, was)| {
        let is = quote::Again::of(&article, start..new_end);
        quote::still_alike(alike, edit, &was, &is, &article, text)
    });
    article
}

/// The quotations of all pieces at their places.
fn all_quotes(pieces: &[Piece]) -> Vec<Quote> {
    let quotes = pieces.iter().zip(0..).flat_map(|((span, piece), paragraph)| {
        let to = Shift { offset: span.range.start().into(), paragraph, ..Shift::default() };
        piece.facts.quotes.iter().map(move |quote| to.moved(quote))
    });
    quotes.collect()
}

/// Takes from what stays what the rest of the article gave it.
fn give_back(article: &mut Article) {
    let Article { figures, changes, links, claims, given, .. } = article;
    let given = std::mem::take(given);
    for FigureId(id) in given.times {
        figures[id as usize].as_of = None;
    }
    for (FigureId(id), name) in given.names.into_iter().rev() {
        figures[id as usize].name = name;
    }
    for (FigureId(id), source) in given.sources.into_iter().rev() {
        figures[id as usize].source = source;
    }
    for (index, own) in given.changes {
        changes[index] = own;
    }
    for (index, target) in given.targets {
        links[index].target = target;
    }
    for index in given.partial {
        claims.table_totals[index].may_be_partial = false;
    }
}

/// Which figures are new, and what the others have in common.
fn renewed(before: &mut Article, seam: &Seam<'_>) -> (Kin, Renewed) {
    let [start, old, new] = [seam.start, seam.old_end, seam.new_end].map(|at| at.figure as usize);
    match before.kin.len() == before.figures.len() {
        true => (std::mem::take(&mut before.kin), Renewed { old: start..old, new: start..new }),
        false => {
            let n_behind = before.figures.len() - old;
            (Kin::default(), Renewed { old: 0..0, new: 0..new + n_behind })
        }
    }
}

/// Where what is new in an article begins and ends: what stands before it stays as it is, and what stands behind it
/// moves.
pub(crate) struct Seam<'a> {
    start: Shift,
    /// The end of what is gone.
    old_end: Shift,
    /// The end of what is new.
    new_end: Shift,
    /// What is new, with the place where it comes to stand.
    new: Vec<(Shift, &'a Paragraph)>,
    /// Which lists of these paragraphs have anything in them.
    occupied: Occupied,
    /// How many paragraphs stand behind.
    n_behind: usize,
}

impl Seam<'_> {
    fn between<'a>(before: &Article, pieces: &'a [Piece]) -> Seam<'a> {
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
    fn others(&self, n_paragraphs: usize) -> Range<usize> {
        self.start.paragraph as usize..n_paragraphs - self.n_behind
    }

    /// Makes the paragraphs those of the new article. Those that stay are not looked at: each lies somewhere else.
    fn renew_paragraphs(&self, article: &mut Article, before: &mut Article, pieces: &[Piece<'_>]) {
        article.paragraphs = std::mem::take(&mut before.paragraphs);
        article.read = std::mem::take(&mut before.read);
        let (old, new) = (self.others(article.read.len()), self.others(pieces.len()));
        article.read.splice(old, pieces[new].iter().map(|&(_, paragraph)| Arc::clone(paragraph)));
        article.paragraphs.clear();
        article.paragraphs.extend(pieces.iter().map(|&(span, _)| span));
    }

    /// Makes the quotations those of the new article, without what the rest of it said of them: the roll of its names.
    fn renew_quotes(
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
    fn renew<T: Placed>(
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

impl Shift {
    /// From the start of a paragraph to a place in it, before which so many figures and sentences stand.
    pub(crate) fn within(offset: TextSize, figure: u32, sentence: u32) -> Shift {
        Shift { offset: offset.into(), figure, sentence, ..Shift::default() }
    }

    /// To a paragraph of an article, or behind the last one.
    fn to(article: &Article, paragraph: usize) -> Shift {
        let start = article.paragraphs.get(paragraph).map(|span| span.range.start());
        let is_before = |range: &TextRange| start.is_none_or(|start| range.start() < start);
        let is_figure_before = |figure: &Figure| (figure.paragraph as usize) < paragraph;
        let is_quote_before = |quote: &Quote| (quote.paragraph as usize) < paragraph;
        Shift {
            offset: start.map_or(u32::MAX, u32::from),
            figure: article.figures.partition_point(is_figure_before) as u32,
            quote: article.quotes.partition_point(is_quote_before) as u32,
            sentence: article.sentences.partition_point(is_before) as u32,
            paragraph: paragraph as u32,
        }
    }

    /// Goes behind some paragraphs, one after the other: each with its place.
    fn pass<'a>(
        &mut self,
        paragraphs: impl Iterator<Item = (&'a ParagraphSpan, &'a Arc<Paragraph>)>,
    ) -> impl Iterator<Item = (Shift, &'a Paragraph)> {
        paragraphs.map(|(span, paragraph)| (self.pass_one(span, &paragraph.facts), &**paragraph))
    }

    /// Goes behind one paragraph: its place.
    fn pass_one(&mut self, span: &ParagraphSpan, facts: &ParagraphFacts) -> Shift {
        self.offset = span.range.start().into();
        let place = *self;
        self.figure += facts.figures.len() as u32;
        self.quote += facts.quotes.len() as u32;
        self.sentence += facts.sentences.len() as u32;
        self.paragraph += 1;
        place
    }

    fn between(from: &Shift, to: &Shift) -> Shift {
        Shift {
            offset: to.offset.wrapping_sub(from.offset),
            figure: to.figure.wrapping_sub(from.figure),
            quote: to.quote.wrapping_sub(from.quote),
            sentence: to.sentence.wrapping_sub(from.sentence),
            paragraph: to.paragraph.wrapping_sub(from.paragraph),
        }
    }

    /// Whether it stands behind a place.
    fn is_behind(&self, place: Place) -> bool {
        match place {
            Place::Text(at) => u32::from(at) < self.offset,
            Place::Figure(FigureId(id)) => id < self.figure,
            Place::Paragraph(index) => index < self.paragraph,
        }
    }

    /// Something of a paragraph at its place in the article.
    pub(crate) fn moved<T: Placed>(&self, fact: &T) -> T {
        let mut fact = fact.clone();
        fact.shift(self);
        fact
    }

    /// Moves places in the text.
    pub(super) fn places<'a>(&self, places: impl IntoIterator<Item = &'a mut TextSize>) {
        places.into_iter().for_each(|place| *place = self.place(*place));
    }

    /// Moves ranges of the text.
    pub(super) fn ranges<'a>(&self, ranges: impl IntoIterator<Item = &'a mut TextRange>) {
        ranges.into_iter().for_each(|range| self.range(range));
    }

    /// Moves a range of the text that there may be.
    pub(super) fn any(&self, range: &mut Option<TextRange>) {
        if let Some(range) = range {
            self.range(range);
        }
    }

    /// Moves a range of the text.
    pub(super) fn range(&self, range: &mut TextRange) {
        *range = TextRange::new(self.place(range.start()), self.place(range.end()));
    }

    /// Where a place of the text comes to stand.
    pub(super) fn place(&self, at: TextSize) -> TextSize {
        TextSize::new(u32::from(at).wrapping_add(self.offset))
    }

    /// Moves figures.
    pub(super) fn figures<'a>(&self, ids: impl IntoIterator<Item = &'a mut FigureId>) {
        ids.into_iter().for_each(|FigureId(id)| *id = id.wrapping_add(self.figure));
    }

    /// Moves quotations.
    pub(super) fn quotes<'a>(&self, ids: impl IntoIterator<Item = &'a mut QuoteId>) {
        ids.into_iter().for_each(|QuoteId(id)| *id = id.wrapping_add(self.quote));
    }

    /// Moves the index of a sentence.
    pub(super) fn sentence(&self, index: &mut u32) {
        *index = index.wrapping_add(self.sentence);
    }

    /// Moves the index of a paragraph.
    pub(super) fn paragraph(&self, index: &mut u32) {
        *index = index.wrapping_add(self.paragraph);
    }
}

impl From<TextRange> for Place {
    fn from(range: TextRange) -> Place {
        Place::Text(range.start())
    }
}

impl From<FigureId> for Place {
    fn from(figure: FigureId) -> Place {
        Place::Figure(figure)
    }
}

impl Placed for TextRange {
    fn place(&self) -> Place {
        (*self).into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([self]);
    }
}

/// Writes down the kinds of facts that stay where they lie, and in which of a paragraph's many lists there is
/// anything: most are empty, and looking into each of them takes longer than all the rest.
macro_rules! kinds {
    ($($($kind:ident).+),+ $(,)?) => {
        impl Occupied {
            /// The lists of a paragraph that are not empty.
            pub(crate) fn of(facts: &ParagraphFacts) -> Occupied {
                let (mut all, mut next) = (0, 1);
                $(
                    if !facts.$($kind).+.is_empty() {
                        all |= next;
                    }
                    next <<= 1;
                )+
                debug_assert_ne!(next, 0, "a bit for each list");
                Occupied(all)
            }
        }

        impl Seam<'_> {
            /// Makes the facts of all these kinds those of the new article.
            fn renew_all(&self, article: &mut Article, before: &mut Article) {
                let mut occupied = self.occupied;
                $(article.$($kind).+ = self.renew(
                    std::mem::take(&mut before.$($kind).+),
                    occupied.next(),
                    |facts| &facts.$($kind).+,
                );)+
            }
        }

        impl Article {
            /// Takes over what the next paragraph says, at its place.
            fn take_over(&mut self, own: &mut ParagraphFacts, to: &Shift) {
                $(if !own.$($kind).+.is_empty() {
                    to.take_over(&mut own.$($kind).+, &mut self.$($kind).+);
                })+
                if !own.quotes.is_empty() {
                    to.take_over(&mut own.quotes, &mut self.quotes);
                    self.quoted_runs.append(&mut own.quoted_runs);
                }
            }

            /// The same of a paragraph that others need too.
            fn copy(&mut self, own: &ParagraphFacts, to: &Shift) {
                $(if !own.$($kind).+.is_empty() {
                    self.$($kind).+.extend(own.$($kind).+.iter().map(|fact| to.moved(fact)));
                })+
                self.quotes.extend(own.quotes.iter().map(|quote| to.moved(quote)));
                self.quoted_runs.extend(own.quoted_runs.iter().cloned());
            }
        }
    };
}

kinds! {
    sentences, figures, names, changes, conversions, breakdowns, enumerations, tables, timespans, elapsed, ages,
    life_events, malformed, restated, part_cues, shares, group_means, tolls, bounded, multiples, reversals, corrections,
    dates, quoted_figures, lead_ins, nested_marks, stray_marks, acronym_uses, references, links, placeholders, claims.spans, claims.averages,
    claims.rates, claims.crossings, claims.streaks, claims.superlatives, claims.votes, claims.leads,
    claims.table_totals, claims.requirements, claims.annual_rates, claims.sized,
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

    /// Whether no list has.
    pub(crate) fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Of two paragraphs.
    fn with(self, other: Occupied) -> Occupied {
        Occupied(self.0 | other.0)
    }
}
