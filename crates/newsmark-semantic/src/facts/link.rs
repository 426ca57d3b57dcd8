//! Links in the text, and the figures of the ledger that they name: `[1.24 million](#riders)`.
//!
//! A link to a fragment that is no name of the ledger may be a link to a heading and says nothing
//! about its words.

use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::FxHashSet;

use super::{Article, Base, FigureId};
use crate::paragraph::{MarkKind, ParagraphFacts, Words};

/// A link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// All of it, with brackets and target.
    pub range: TextRange,
    /// Its words.
    pub words: TextRange,
    /// Its target, with the `#` of a fragment.
    pub target: TextRange,
    /// The first figure among its words.
    pub figure: Option<FigureId>,
}

impl Link {
    pub(crate) fn at(&self, base: &Base) -> Link {
        Link {
            range: self.range + base.offset,
            words: self.words + base.offset,
            target: self.target + base.offset,
            figure: self.figure.map(|id| FigureId(id.0 + base.figure)),
        }
    }

    /// The name after the `#`.
    pub fn fragment(&self, text: &str) -> Option<TextRange> {
        let hash = TextSize::of('#');
        let is_fragment = text[self.target].starts_with('#') && self.target.len() > hash;
        is_fragment.then(|| TextRange::new(self.target.start() + hash, self.target.end()))
    }
}

/// Finds the links of a paragraph and the figures they stand around.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let mut next = 0;
    for mark in words.marks.iter().filter(|mark| mark.kind == MarkKind::Link) {
        let figures = &facts.figures;
        next += figures[next..].partition_point(|figure| figure.range.end() <= mark.words.start());
        let figure = figures.get(next).filter(|figure| figure.range.start() < mark.words.end());
        facts.links.push(Link {
            range: mark.range,
            words: mark.words,
            target: mark.target,
            figure: figure.map(|_| FigureId(next as u32)),
        });
    }
}

/// Gives figures the names of the ledger that they are linked to.
pub(crate) fn resolve(article: &mut Article, names: &FxHashSet<&str>, text: &str) {
    for link in &article.links {
        if let (Some(id), Some(name)) = (link.figure, link.fragment(text))
            && names.contains(&text[name])
        {
            article.figures[id.0 as usize].name = Some(name);
        }
    }
}
