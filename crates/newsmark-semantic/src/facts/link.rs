//! Links in the text, and the figures of the ledger that they name: `[1.24 million](#riders)`.
//!
//! A link to a fragment that is no name of the ledger may be a link to a heading and says nothing
//! about its words.

use std::collections::BTreeSet;

use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};

use super::along::n_passed;
use super::{Article, Extent, FigureId};
use crate::document::{BlockKind, Document};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{MarkKind, ParagraphFacts, Words};

/// A link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// All of it, with brackets and target.
    pub range: TextRange,
    /// Its words.
    pub words: TextRange,
    /// Its target, with the `#` of a fragment; of `[words][id]` the one that is defined for the id, if any.
    pub target: TextRange,
    /// The first figure among its words.
    pub figure: Option<FigureId>,
}

impl Placed for Link {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range, &mut self.words, &mut self.target]);
        by.figures(&mut self.figure);
    }
}

impl Link {
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
        next += n_passed(&figures[next..], |figure| figure.range.end() <= mark.words.start());
        let figure = figures.get(next).filter(|figure| figure.range.start() < mark.words.end());
        facts.links.push(Link {
            range: mark.range,
            words: mark.words,
            target: mark.target,
            figure: figure.map(|_| FigureId(next as u32)),
        });
    }
}

/// The targets that a text defines for ids, by id in lower case: `[users]: #riders`. The first counts.
pub(crate) fn targets(text: &str, document: &Document) -> FxHashMap<String, TextRange> {
    let mut targets = FxHashMap::default();
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::LinkDefinition) {
        let words = &text[block.content];
        let Some((id, rest)) = words.split_once("]:") else { continue };
        let target = rest.split_whitespace().next().unwrap_or("");
        let blanks = rest.len() - rest.trim_start().len();
        let start = block.content.start() + TextSize::of(id) + TextSize::of("]:");
        let range = TextRange::at(start + TextSize::new(blanks as u32), TextSize::of(target));
        targets.entry(id.trim_start_matches('[').to_lowercase()).or_insert(range);
    }
    targets
}

/// Whether a text has names, of a ledger, and links to fragments that are none of them.
pub(super) fn lead_elsewhere(articles: &[Article], names: &FxHashSet<&str>, text: &str) -> bool {
    let mut links = articles.iter().flat_map(|article| &article.links);
    let is_name = |link: &Link| link.fragment(text).is_none_or(|name| names.contains(&text[name]));
    !names.is_empty() && !links.all(is_name)
}

/// What a fragment can lead to besides the ledger: headings, under the names that viewers give them, and
/// ids in raw HTML.
pub(crate) fn anchors(text: &str, document: &Document) -> BTreeSet<String> {
    let is_heading = |kind| matches!(kind, BlockKind::Headline | BlockKind::Subhead(_));
    let headings = document.blocks.iter().filter(|block| is_heading(block.kind));
    let mut anchors: BTreeSet<String> =
        headings.map(|block| anchor(&text[block.content])).collect();
    for opening in ["id=\"", "name=\"", "id='", "name='", "{#"] {
        let ids = text.match_indices(opening).map(|(at, _)| &text[at + opening.len()..]);
        let ids = ids.filter_map(|rest| {
            let rest = &rest[..rest.floor_char_boundary(LONGEST_ID)];
            Some(&rest[..rest.find(['"', '\'', '}'])?])
        });
        anchors.extend(ids.map(str::to_lowercase));
    }
    anchors
}

/// No id is longer than this.
const LONGEST_ID: usize = 200;

/// The name that viewers give a heading: small letters, digits and hyphens for blanks.
fn anchor(heading: &str) -> String {
    let characters = heading.chars().filter_map(|character| match character {
        ' ' => Some('-'),
        '-' | '_' => Some(character),
        _ => character.is_alphanumeric().then_some(character),
    });
    characters.flat_map(char::to_lowercase).collect()
}

/// Follows `[words][id]` to the target that is defined for the id, and gives figures the names of the
/// ledger that they are linked to.
pub(crate) fn resolve(
    article: &mut Article,
    names: &FxHashSet<&str>,
    targets: &FxHashMap<String, TextRange>,
    text: &str,
) {
    for (index, link) in article.links.iter_mut().enumerate() {
        if text[link.range].ends_with(']')
            && let Some(&target) = targets.get(&text[link.target].to_lowercase())
        {
            article.given.targets.push((index, link.target));
            link.target = target;
        }
    }
    for link in &article.links {
        if let (Some(id), Some(name)) = (link.figure, link.fragment(text))
            && names.contains(&text[name])
        {
            let figure = &mut article.figures[id.0 as usize];
            article.given.names.push((id, figure.name));
            figure.name = Extent::new(name);
        }
    }
}
