//! An article as it was joined last, and what an edit left of it.

use std::ops::Range;
use std::sync::Arc;

use super::{Moves, Piece, Seam, Shift};
use crate::document::Document;
use crate::facts::{Article, Facts, people};
use crate::paragraph::Paragraph;
use crate::version::Earlier;

/// An article as it was joined last, and the text in which it stood.
#[derive(Default)]
pub(crate) struct Before<'t> {
    pub(super) article: Article,
    pub(super) text: Earlier<'t>,
    /// Whether front matter listed the same people.
    pub(super) is_list_same: bool,
    /// Whether nothing but running text has changed, so that other articles stay what they were.
    pub(super) may_stay: bool,
}

impl<'t> Before<'t> {
    /// The articles of an earlier text, of which this is a later one.
    pub(crate) fn each(
        before: Option<(Facts, Earlier<'t>)>,
        (document, text): (&Document, &str),
        may_stay: bool,
    ) -> impl Iterator<Item = Before<'t>> + use<'t> {
        let is_list_same = before.as_ref().is_some_and(|(facts, old_text)| {
            people::is_same_list((&facts.document, *old_text), (document, text))
        });
        before.into_iter().flat_map(move |(Facts { articles, .. }, text)| {
            articles.into_iter().map(move |article| Before {
                article,
                text,
                is_list_same,
                may_stay,
            })
        })
    }
}

/// What an edit left of an article that has as many paragraphs as before, each of its kind.
pub(crate) struct Edit {
    /// Where everything stands now.
    pub(crate) moves: Moves,
    /// The paragraphs that were read again, side by side.
    pub(crate) reread: Vec<Reread>,
}

/// A paragraph that was read again: as it was, and as it is, each with its place.
pub(crate) struct Reread {
    pub(crate) old: (Arc<Paragraph>, Shift),
    pub(crate) new: (Arc<Paragraph>, Shift),
}

impl Edit {
    /// From an article as it was to its pieces as they are; none where they cannot be laid side by side.
    pub(super) fn between(
        (before, old_text): (&Article, Earlier<'_>),
        (pieces, text): (&[Piece], &str),
        seam: &Seam<'_>,
    ) -> Option<Edit> {
        let moves = Moves::between(&before.paragraphs, old_text, pieces, text, seam)?;
        let reread = seam.others(pieces.len());
        let mut from = seam.start;
        let old = before.paragraphs[reread.clone()].iter().zip(&before.read[reread.clone()]);
        let places: Vec<Shift> = from.pass(old).map(|(place, _)| place).collect();
        let reread = reread.zip(places).zip(&seam.new).map(|((at, from), &(to, _))| {
            let (span, paragraph) = &pieces[at];
            (before.paragraphs[at].kind == span.kind).then(|| Reread {
                old: (Arc::clone(&before.read[at]), from),
                new: (Arc::clone(paragraph), to),
            })
        });
        Some(Edit { moves, reread: reread.collect::<Option<_>>()? })
    }

    /// The places of the paragraphs that were read again.
    pub(crate) fn paragraphs(&self) -> Range<u32> {
        let first = self.reread.first().map_or(0, |reread| reread.new.1.paragraph);
        first..first + self.reread.len() as u32
    }
}
