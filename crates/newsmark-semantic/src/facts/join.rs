//! Puts together what each paragraph of an article says, at its place in the text.
//!
//! While somebody types, nearly all paragraphs stay what they were and only move. Their facts then stay where they lie:
//! those before the edit as they are, those behind it moved all by the same way. How an article was joined before
//! changes nothing but how long it takes.

use std::ops::Range;
use std::sync::Arc;

use newsmark_lexer::TextRange;

use super::people::KeptPeople;
use super::{Article, Change, Extent, FigureId, ParagraphSpan, Quote, quote};
use crate::document::Document;
use crate::pairing::Kin;
use crate::paragraph::{Cache, Paragraph, ParagraphFacts};
use crate::version::Earlier;

mod alone;
mod apart;
mod before;
mod edit;
mod moves;
mod seam;
mod shift;
mod still;
mod unshown;

pub(crate) use alone::join_alone;
pub(crate) use apart::Apart;
pub(crate) use before::Before;
pub(crate) use edit::{Edit, Reread};
pub(crate) use moves::Moves;
pub(crate) use seam::Seam;
pub(crate) use shift::{Place, Placed, Shift};
pub(crate) use still::{Replaced, Standing, Stays, Still};
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

/// How the articles of a text are joined.
pub(crate) enum Joined<'p> {
    /// Each by itself. No other version of the text is read, so no paragraph has been before, and none is kept.
    Alone,
    /// Of these paragraphs, and after the articles of the version before, if that was given back.
    After(&'p Cache, Box<Before<'p>>),
}

/// Joins all articles of a text from its paragraphs, each after what it was before.
pub(crate) fn join_after(
    text: &str,
    document: &Document,
    paragraphs: &Cache,
    before: Before<'_>,
) -> (Vec<Article>, Standing) {
    let is_list_same = before.lists_the_same_people(document, text);
    let Before { mut articles, text: old_text, still, .. } = before;
    let others = still.make_room(&mut articles, document.articles.len());
    let mut standing = Standing { replaced: still.replaced, ..Standing::default() };
    for (index, (article, span)) in articles.iter_mut().zip(&document.articles).enumerate() {
        if !others.contains(&index) && still::is_whole(article, &still.replaced) {
            let by = if index < others.start { Shift::default() } else { still.replaced.by };
            standing.stays.push(Stays { was: article.range, by });
            article.shift(&by, &still.replaced);
            continue;
        }
        let blocks = document.blocks[span.blocks.clone()].iter();
        let read = blocks.zip(&paragraphs.all()[span.blocks.clone()]);
        let mut pieces = Vec::with_capacity(span.blocks.len());
        pieces.extend(read.filter(|(block, _)| block.kind.is_read()).map(|(block, paragraph)| {
            (ParagraphSpan { range: block.content, kind: block.kind }, paragraph)
        }));
        let before = Former { article: std::mem::take(article), text: old_text, is_list_same };
        *article = join(&pieces, text, before);
        standing.changed.push(index);
    }
    (articles, standing)
}

/// An article as it was joined last, and the text in which it stood.
#[derive(Default)]
pub(crate) struct Former<'t> {
    article: Article,
    text: Earlier<'t>,
    /// Whether front matter listed the same people.
    is_list_same: bool,
}

/// Joins an article from its pieces; `before` is how it was joined last, or anything else.
pub(crate) fn join(pieces: &[Piece<'_>], text: &str, before: Former<'_>) -> Article {
    let Former { article: mut before, text: old_text, is_list_same } = before;
    give_back(&mut before);
    let seam = Seam::between(&before, pieces);
    let edit = Edit::between((&before, old_text), (pieces, text), &seam);
    let edit = edit.as_ref();
    let [start, old_end, new_end] = [seam.start, seam.old_end, seam.new_end].map(|at| at.quote);
    let alike = before.alike_quotes.take();
    let alike = alike.map(|alike| (alike, quote::Again::of(&before, start..old_end)));
    let kept = edit.filter(|_| is_list_same).and_then(|edit| KeptPeople::take(&mut before, edit));
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

            /// Moves what its paragraphs say.
            fn shift_facts(&mut self, by: &Shift) {
                $(self.$($kind).+.iter_mut().for_each(|fact| fact.shift(by));)+
                self.quotes.iter_mut().for_each(|quote| quote.shift(by));
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
