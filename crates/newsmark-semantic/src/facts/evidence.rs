//! Quotations and figures that cite a file, held against what is in the file.
//!
//! Only what cites files alone is looked up: where an address or a book stands beside the file, the words may
//! come from there. What is not in any of the files is a [`Mismatch`].

use newsmark_lexer::{TextRange, TextSize};

use super::figure::Role;
use super::quote::Quote;
use super::source::side_by_side;
use super::{Article, FigureId, QuoteId, SourceId};
use crate::sources::Sources;

/// Something that cites a file and is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What cites the file.
    pub item: Cited,
    /// The reference.
    pub reference: TextRange,
    /// The file, as the footnote names it.
    pub file: TextRange,
    /// What is wrong.
    pub problem: MismatchKind,
}

/// What cites a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cited {
    /// A quotation.
    Quote(QuoteId),
    /// A figure.
    Figure(FigureId),
}

/// What is wrong with something that cites a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MismatchKind {
    /// The file has other words, or another number: these.
    Differs(String),
    /// The file has nothing like it.
    Missing,
    /// The file could not be read, and why.
    Unreadable(String),
}

/// Links quotations with the sources that they cite. There are few references, so each looks back for its quotations.
pub(crate) fn cite(article: &mut Article) {
    let mut next = 0;
    for reference in article.references.clone() {
        let quotes = &article.quotes[next..];
        let behind =
            next + quotes.partition_point(|one| one.range.end() <= reference.range.start());
        let is_beside = |quote: &&Quote| {
            let span = article.paragraphs.get(quote.paragraph as usize);
            span.is_some_and(|span| span.range.end() >= reference.range.end())
        };
        let n_beside = article.quotes[next..behind].iter().rev().take_while(is_beside).count();
        for index in behind - n_beside..behind {
            let quote = &article.quotes[index];
            if !quote.kind.is_speech() {
                continue;
            }
            let references = references_behind(article, quote.range, quote.paragraph);
            let cited: Vec<SourceId> = references.filter_map(|one| one.source).collect();
            for SourceId(source) in cited {
                article.sources[source as usize].quoted_by.push(QuoteId(index as u32));
            }
        }
        next = behind;
    }
}

/// The references that follow something in its sentence, or right behind the sentence's stop.
fn references_behind(
    article: &Article,
    range: TextRange,
    paragraph: u32,
) -> impl Iterator<Item = &super::SourceReference> {
    let span = article.paragraphs.get(paragraph as usize).map(|span| span.range);
    let last = range.end() - TextSize::new(1).min(range.len());
    let sentence = article.sentences.partition_point(|sentence| sentence.end() <= last);
    let end = article.sentences.get(sentence + 1).map(|next| next.start());
    let ends = span.map_or(range.end(), |span| end.map_or(span.end(), |end| end.min(span.end())));
    let first = article.references.partition_point(|one| one.range.start() < range.end());
    side_by_side(&article.references[first..])
        .take_while(move |reference| reference.range.end() <= ends)
}

/// Looks up everything that cites files.
pub(crate) fn resolve(article: &mut Article, sources: &Sources, text: &str) {
    if sources.is_empty() {
        return;
    }
    let mut mismatches = Vec::new();
    for (index, quote) in article.quotes.iter().enumerate() {
        if quote.kind.is_speech() {
            let item = Cited::Quote(QuoteId(index as u32));
            let place = (quote.range, quote.paragraph);
            let look_up = |file: &crate::sources::SourceFile| file.difference(&text[quote.range]);
            mismatches.extend(mismatch(article, sources, text, item, place, &look_up));
        }
    }
    for (id, figure) in article.figures_with_ids() {
        let counts = matches!(figure.role, Role::Level | Role::Change | Role::Share);
        if counts && !figure.in_quote && !figure.in_headline {
            let place = (figure.range, figure.paragraph);
            let look_up = |file: &crate::sources::SourceFile| file.missing(figure);
            mismatches.extend(mismatch(article, sources, text, Cited::Figure(id), place, &look_up));
        }
    }
    mismatches.sort_by_key(|mismatch: &Mismatch| mismatch.reference.start());
    article.mismatches = mismatches;
}

fn mismatch(
    article: &Article,
    sources: &Sources,
    text: &str,
    item: Cited,
    (range, paragraph): (TextRange, u32),
    look_up: &dyn Fn(&crate::sources::SourceFile) -> Option<Option<String>>,
) -> Option<Mismatch> {
    let mut worst: Option<Mismatch> = None;
    for reference in references_behind(article, range, paragraph) {
        let source = &article.sources[reference.source?.0 as usize];
        let path = source.file?.range();
        let file = sources.get(&text[path])?;
        let problem = match (file.problem(), look_up(file)) {
            (Some(reason), _) => MismatchKind::Unreadable(reason.to_owned()),
            (None, None) => return None,
            (None, Some(Some(other))) => MismatchKind::Differs(other),
            (None, Some(None)) => MismatchKind::Missing,
        };
        // Of several files the one that has something near it says most.
        let says_more = matches!(problem, MismatchKind::Differs(_));
        if worst.is_none() || says_more {
            let reference = reference.range;
            worst = Some(Mismatch { item, reference, file: path, problem });
        }
    }
    worst
}
