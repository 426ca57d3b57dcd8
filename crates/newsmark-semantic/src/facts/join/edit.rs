//! What an edit left of an article.

use std::ops::Range;
use std::sync::Arc;

use super::{Moves, Piece, Seam, Shift};
use crate::facts::Article;
use crate::paragraph::Paragraph;
use crate::version::Earlier;

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
