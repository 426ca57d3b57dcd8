//! The paragraphs of the text read last, and what is still to be read of the next one.
//!
//! A paragraph is read without a look at any other, so those that are new can be read in any order and at the same time.
//! Who does that, and on how many threads, is for the caller to say; here is only what there is to read.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Paragraph, read};
use crate::document::{Block, BlockKind};
use crate::settings::DecimalSign;
use crate::version::{Earlier, Kept};

/// The paragraphs of the text read last.
#[derive(Default)]
pub(crate) struct Cache {
    blocks: Vec<Block>,
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
    /// between them is there something to look up.
    pub(crate) fn read(
        &mut self,
        (old, new): (Earlier<'_>, &str),
        kept: Kept,
        blocks: &[Block],
        decimal: DecimalSign,
        share: impl FnOnce(&mut [Unread<'_>]),
    ) {
        if self.decimal != decimal {
            *self = Cache { decimal, ..Cache::default() };
        }
        let same = same(&self.blocks, blocks, kept);
        let edited = same.start..self.blocks.len() - (blocks.len() - same.end);
        let between = self.between((old, new), edited.clone(), &blocks[same], share);
        self.n_commented += n_commented(&between);
        self.n_commented -= n_commented(&self.paragraphs[edited.clone()]);
        self.paragraphs.splice(edited, between);
        self.blocks.clear();
        self.blocks.extend_from_slice(blocks);
    }

    /// The paragraph of each block, in order; an empty one for blocks that are not read. Footnotes are read for their
    /// dates only.
    pub(crate) fn all(&self) -> &[Arc<Paragraph>] {
        &self.paragraphs
    }

    /// The same for whoever needs nothing else of it.
    pub(crate) fn into_all(self) -> Vec<Arc<Paragraph>> {
        self.paragraphs
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
        edited: Range<usize>,
        blocks: &[Block],
        share: impl FnOnce(&mut [Unread<'_>]),
    ) -> Vec<Arc<Paragraph>> {
        let decimal = self.decimal;
        let known = self.blocks[edited.clone()].iter().zip(&self.paragraphs[edited]);
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

fn is_read(kind: BlockKind) -> bool {
    kind.is_read() || kind == BlockKind::FootnoteDefinition
}

/// Which of the new blocks are not the same as before: all but some at the start, and some at the end.
fn same(old: &[Block], new: &[Block], kept: Kept) -> Range<usize> {
    let [old_end, new_end] = kept.ends();
    let stays = |(old, new): &(&Block, &Block)| {
        usize::from(new.content.end()) <= kept.before
            && old.kind == new.kind
            && old.content == new.content
    };
    let before = old.iter().zip(new).take_while(stays).count();
    let moves = |(old, new): &(&Block, &Block)| {
        usize::from(new.content.start()) >= new_end
            && usize::from(old.content.start()) >= old_end
            && old.kind == new.kind
            && kept.moved(old.content) == new.content
    };
    let rest = old[before..].iter().rev().zip(new[before..].iter().rev());
    before..new.len() - rest.take_while(moves).count()
}
