//! The paragraphs of the text read last, and what is still to be read of the next one.
//!
//! A paragraph is read without a look at any other, so those that are new can be read in any order and at the same time.
//! Who does that, and on how many threads, is for the caller to say; here is only what there is to read.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Paragraph, is_read, read};
use crate::document::{Block, BlockKind, Fresh};
use crate::settings::DecimalSign;
use crate::version::Earlier;

/// The paragraphs of the text read last.
#[derive(Default)]
pub(crate) struct Cache {
    /// What each of the blocks says; nothing, if it is not read.
    paragraphs: Vec<Arc<Paragraph>>,
    /// In how many of them there are comments.
    n_commented: usize,
    /// The sign before decimals that they were read with.
    decimal: DecimalSign,
    read_anew: usize,
}

/// A paragraph that is new and still to be read.
pub struct Unread<'t> {
    words: &'t str,
    kind: BlockKind,
    decimal: DecimalSign,
    paragraph: Option<Arc<Paragraph>>,
}

/// A paragraph of a new text.
enum Found {
    /// It is known.
    Known(Arc<Paragraph>),
    /// It is one of those that are still to be read.
    Unread(usize),
}

impl Unread<'_> {
    /// How many bytes it has: reading twice as many takes about twice as long.
    pub fn size(&self) -> usize {
        self.words.len()
    }

    /// Reads it.
    pub fn read(&mut self) {
        let (words, kind, decimal) = (self.words, self.kind, self.decimal);
        self.paragraph.get_or_insert_with(|| Arc::new(read(words, kind, decimal)));
    }
}

impl Cache {
    /// Reads the paragraph of each block. What `share` leaves unread is read here.
    ///
    /// An edit leaves most of a text as it was, before it and behind it. Those paragraphs stay where they are; only
    /// of those that are `fresh` is there something to look up.
    pub(crate) fn read(
        &mut self,
        (old, new): (Earlier<'_>, &str),
        fresh: Fresh,
        blocks: &[Block],
        decimal: DecimalSign,
        share: impl FnOnce(&mut [Unread<'_>]),
    ) {
        let fresh = match self.decimal == decimal {
            true => fresh,
            false => {
                *self = Cache { decimal, ..Cache::default() };
                Fresh::all(blocks)
            }
        };
        let edited = fresh.start..fresh.start + fresh.old.len();
        let between = self.between((old, new), &fresh, &blocks[fresh.places()], share);
        self.n_commented += n_commented(&between);
        self.n_commented -= n_commented(&self.paragraphs[edited.clone()]);
        self.paragraphs.splice(edited, between);
    }

    /// The paragraph of each block, in order; an empty one for blocks that are not read. Footnotes are read for their
    /// dates only.
    pub(crate) fn all(&self) -> &[Arc<Paragraph>] {
        &self.paragraphs
    }

    /// Whether there is a comment in any of them.
    pub(crate) fn has_comments(&self) -> bool {
        self.n_commented > 0
    }

    /// How many paragraphs [`Cache::read`] did not find.
    pub(crate) fn read_anew(&self) -> usize {
        self.read_anew
    }

    /// The paragraphs of some blocks, of which those of a part of the last text may be some, in any order.
    fn between(
        &mut self,
        (old, new): (Earlier<'_>, &str),
        fresh: &Fresh,
        blocks: &[Block],
        share: impl FnOnce(&mut [Unread<'_>]),
    ) -> Vec<Arc<Paragraph>> {
        let decimal = self.decimal;
        let known = fresh.old.iter().zip(&self.paragraphs[fresh.start..]);
        let mut known: FxHashMap<(BlockKind, Cow<str>), Found> = known
            .filter(|(block, _)| is_read(block.kind))
            .map(|(block, paragraph)| {
                ((block.kind, old.words(block.content)), Found::Known(Arc::clone(paragraph)))
            })
            .collect();
        let mut unread = Vec::new();
        let mut find = |block: &Block| {
            let (kind, words) = (block.kind, &new[block.content]);
            let found = known.entry((kind, Cow::Borrowed(words))).or_insert_with(|| {
                unread.push(Unread { words, kind, decimal, paragraph: None });
                Found::Unread(unread.len() - 1)
            });
            match found {
                Found::Known(paragraph) => Found::Known(Arc::clone(paragraph)),
                Found::Unread(index) => Found::Unread(*index),
            }
        };
        let nothing = OnceCell::new();
        let found: Vec<Found> = blocks
            .iter()
            .map(|block| match is_read(block.kind) {
                true => find(block),
                false => Found::Known(Arc::clone(nothing.get_or_init(Arc::default))),
            })
            .collect();
        share(&mut unread);
        unread.iter_mut().for_each(Unread::read);
        self.read_anew = unread.len();
        let paragraph = |found: Found| match found {
            Found::Known(paragraph) => Some(paragraph),
            Found::Unread(index) => unread[index].paragraph.clone(),
        };
        found.into_iter().map(|found| paragraph(found).unwrap_or_default()).collect()
    }
}

fn n_commented(paragraphs: &[Arc<Paragraph>]) -> usize {
    paragraphs.iter().filter(|paragraph| !paragraph.facts.comments.is_empty()).count()
}
