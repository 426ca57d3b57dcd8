//! The shapes of successive versions of a text.
//!
//! Most edits change the words of one line, a paragraph, a subhead, an item, and nothing else of the shape: all blocks are what they were, and those
//! behind it move. Where an edit may do more than that, all is sorted anew.

use std::ops::Range;

use super::lines::{self, Line, Opening, Retyped};
use super::{ArticleSpan, Block, BlockKind, Document, Layout, articles, blocks, front_matter};
use crate::version::{Earlier, Kept};

/// The lines and blocks of the text read last.
#[derive(Default)]
pub(crate) struct Shape {
    lines: Vec<Line>,
    document: Document,
    /// Whether the words of a block of one line have no say in what any other block is; but one that stands under a
    /// headline may be its deck.
    is_settled: bool,
}

/// Which blocks of a text are not the same as before. Those before them stay as they were, those behind them have moved.
pub(crate) struct Fresh {
    /// What stood there before.
    pub(crate) old: Vec<Block>,
    /// Where the first of them stands.
    pub(crate) start: usize,
    /// How many stand there now.
    pub(crate) n_new: usize,
}

impl Shape {
    /// The same as [`super::parse`], of a readable text of which some stood in the one before; with what is new.
    pub(crate) fn parse(&mut self, text: &str, kept: Kept) -> (Document, Fresh) {
        let retyped = match self.lines.is_empty() {
            true => {
                self.lines = lines::scan(text);
                None
            }
            false => lines::rescan(&mut self.lines, text, kept),
        };
        let fresh = match retyped.and_then(|retyped| self.block(text, &retyped)) {
            Some((at, block)) => self.retype(at, block, kept),
            None => self.sort(text, kept),
        };
        (self.document.clone(), fresh)
    }

    /// The block that a line with other words makes, and which one it made before, if it is of the same kind and nothing
    /// else can have changed.
    fn block(&self, text: &str, Retyped { old, new }: &Retyped) -> Option<(usize, Block)> {
        let blocks = &self.document.blocks;
        let at = blocks.partition_point(|block| block.range.start() < old.range.start());
        let before = blocks.get(at).filter(|block| block.range == old.range)?;
        let block = blocks::alone(text, new)?;
        let may_be_deck =
            at.checked_sub(1).is_none_or(|before| blocks[before].kind == BlockKind::Headline);
        let stays = self.is_settled
            && before.kind == block.kind
            && block.kind != BlockKind::Headline
            && !may_be_deck;
        stays.then_some((at, block))
    }

    /// Gives a block its new place, and moves what stands behind it.
    fn retype(&mut self, at: usize, block: Block, kept: Kept) -> Fresh {
        let Document { blocks, articles, .. } = &mut self.document;
        let old = vec![std::mem::replace(&mut blocks[at], block)];
        for block in &mut blocks[at + 1..] {
            block.range = kept.moved(block.range);
            block.content = kept.moved(block.content);
        }
        for article in articles.iter_mut().filter(|article| article.blocks.end > at) {
            *article = articles::article(blocks, article.blocks.clone());
        }
        Fresh { old, start: at, n_new: 1 }
    }

    /// Sorts all lines anew.
    fn sort(&mut self, text: &str, kept: Kept) -> Fresh {
        let mut document = super::in_blocks(text, &self.lines);
        self.is_settled = is_settled(text, &self.lines, &document);
        super::sort_into_articles(text, &mut document);
        let before = std::mem::replace(&mut self.document, document);
        Fresh::between(&before.blocks, &self.document.blocks, kept)
    }
}

/// Whether the words of a block of one line have no say in what other blocks are: they could be a headline, close a
/// comment, go on with front matter, or say how wide the text is.
fn is_settled(text: &str, lines: &[Line], document: &Document) -> bool {
    let Document { layout, front_matter, blocks, .. } = document;
    let is_closed = match front_matter {
        Some(matter) => matter.is_closed,
        None => lines.first().is_none_or(|line| !front_matter::is_fence(text, line)),
    };
    let body = front_matter.as_ref().map_or(0.into(), |matter| matter.range.end());
    let first = lines.partition_point(|line| line.range.start() < body);
    let may_have_title = lines.get(first + 1).is_some_and(|line| !line.after_blank)
        && lines[first].opening == Opening::Text;
    *layout == Layout::BlankLines
        && is_closed
        && !may_have_title
        && blocks.iter().any(|block| block.kind == BlockKind::Headline)
        && lines.iter().all(|line| line.opening != Opening::Comment)
}

impl Fresh {
    /// All blocks.
    pub(crate) fn all(blocks: &[Block]) -> Fresh {
        Fresh { old: Vec::new(), start: 0, n_new: blocks.len() }
    }

    /// Where they stand now.
    pub(crate) fn places(&self) -> Range<usize> {
        self.start..self.start + self.n_new
    }

    /// Whether nothing in it has a say in what is said of other articles than its own: it is no front matter, no target of
    /// links, and its footnotes have the names that they had.
    fn is_of_its_articles(&self, (old, new): (Earlier<'_>, &str), blocks: &[Block]) -> bool {
        let new_blocks = &blocks[self.places()];
        let is_note = |block: &&Block| block.kind == BlockKind::FootnoteDefinition;
        let name = |words: &str| words[..words.find("]:").unwrap_or(words.len())].to_owned();
        let names = self.old.iter().filter(is_note).map(|block| name(&old.words(block.content)));
        let new_names = new_blocks.iter().filter(is_note).map(|block| name(&new[block.content]));
        let is_shared = |block: &Block| {
            matches!(block.kind, BlockKind::FrontMatter | BlockKind::LinkDefinition)
        };
        !self.old.iter().chain(new_blocks).any(is_shared) && names.eq(new_names)
    }

    /// How many articles at the start of a text, and at the end of the rest, are what they were in the document before, but
    /// for their place and for what is fresh in others that they speak of.
    pub(crate) fn articles_beside(
        &self,
        (old, old_text): (&Document, Earlier<'_>),
        (new, text): (&Document, &str),
        kept: Kept,
    ) -> [usize; 2] {
        if !self.is_of_its_articles((old_text, text), &new.blocks) {
            return [0, 0];
        }
        let (old_end, new_end) = (self.start + self.old.len(), self.places().end);
        let (old, new) = (&old.articles, &new.articles);
        let stays =
            |(old, new): &(&ArticleSpan, &ArticleSpan)| new.blocks.end <= self.start && old == new;
        let n_before = old.iter().zip(new).take_while(stays).count();
        let moves = |(old, new): &(&ArticleSpan, &ArticleSpan)| {
            usize::from(old.range.start()) >= kept.ends()[0]
                && old.blocks.start >= old_end
                && new.blocks.start + old_end == old.blocks.start + new_end
                && new.blocks.len() == old.blocks.len()
                && new.range == kept.moved(old.range)
                && new.headline == old.headline.map(|headline| kept.moved(headline))
        };
        let rest = old[n_before..].iter().rev().zip(new[n_before..].iter().rev());
        [n_before, rest.take_while(moves).count()]
    }

    /// All but some at the start, and some at the end.
    fn between(old: &[Block], new: &[Block], kept: Kept) -> Fresh {
        let [old_end, new_end] = kept.ends();
        let stays = |(old, new): &(&Block, &Block)| {
            usize::from(new.content.end()) <= kept.before
                && old.kind == new.kind
                && old.content == new.content
        };
        let start = old.iter().zip(new).take_while(stays).count();
        let moves = |(old, new): &(&Block, &Block)| {
            usize::from(new.content.start()) >= new_end
                && usize::from(old.content.start()) >= old_end
                && old.kind == new.kind
                && kept.moved(old.content) == new.content
        };
        let rest = old[start..].iter().rev().zip(new[start..].iter().rev());
        let n_behind = rest.take_while(moves).count();
        let old = old[start..old.len() - n_behind].to_vec();
        Fresh { old, start, n_new: new.len() - n_behind - start }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads one text after the other; gives how many blocks of each are new.
    fn read(texts: &[impl AsRef<str>]) -> Vec<usize> {
        let (mut shape, mut before) = (Shape::default(), "");
        let mut found = Vec::new();
        let mut last = Vec::new();
        for text in texts.iter().map(AsRef::as_ref) {
            let kept = Kept::between(before, text);
            let (document, fresh) = shape.parse(text, kept);
            let expected = super::super::parse(text);
            assert_eq!(format!("{document:?}"), format!("{expected:?}"), "{before:?} {text:?}");
            // What is said to stay, stays; what is said to move, moves.
            let (new, n_old) = (fresh.places(), fresh.old.len());
            let stays = |block: &Block| (block.kind, block.content);
            let moves = |block: &Block| (block.kind, kept.moved(block.content));
            let blocks: &[Block] = &document.blocks;
            assert_eq!(&last[fresh.start..fresh.start + n_old], &fresh.old[..]);
            assert!(
                last[..fresh.start].iter().map(stays).eq(blocks[..new.start].iter().map(stays))
            );
            let behind = &last[fresh.start + n_old..];
            assert!(behind.iter().map(moves).eq(blocks[new.end..].iter().map(stays)));
            found.push(fresh.n_new);
            (before, last) = (text, document.blocks);
        }
        found
    }

    #[test]
    fn words_of_a_paragraph_change_it_alone() {
        let found = read(&[
            "# Ferry\n\nIt sank.\n\nNobody was hurt.\n\nThe port closed.\n",
            "# Ferry\n\nIt sank.\n\nNobody at all was hurt.\n\nThe port closed.\n",
            "# Ferry\n\nIt sank.\n\n# Nobody at all was hurt.\n\nThe port closed.\n",
            "# Ferry\n\nIt sank.\n\nNobody at all was hurt.\n\nThe port closed.\n",
            "# Ferry\n\n*It sank.*\n\nNobody at all was hurt.\n\nThe port closed.\n",
            "# Ferry\n\n*It sank.*\n\nNobody at all\n\nwas hurt.\n\nThe port closed.\n",
        ]);
        assert_eq!(found[1..], [1, 1, 1, 1, 2]);
    }

    #[test]
    fn words_of_an_item_a_subhead_or_a_quotation_change_it_alone() {
        let text = |subhead: &str, item: &str, quote: &str| {
            format!(
                "# Ferry\n\nIt sank.\n\n## {subhead}\n\n- 1\n- {item}\n- 3\n\n> {quote}\n\nEnd.\n"
            )
        };
        let found = read(&[
            text("Harbour", "two", "We saw it."),
            text("The harbour", "two", "We saw it."),
            text("The harbour", "two boats", "We saw it."),
            text("The harbour", "two boats", "We all saw it."),
            text("The harbour", "two\nboats", "We all saw it."),
            text("The harbour", "two\nmore boats", "We all saw it."),
            text("The harbour", "two\nmore boats", "Correction: We all saw it."),
        ]);
        assert_eq!(found[1..], [1, 1, 1, 1, 1, 1]);
    }

    #[test]
    fn lines_that_come_to_stand_right_behind_an_item_belong_to_it() {
        let text = |item: &str| format!("# Ferry\n\nIt sank.\n\n- {item}boats\n");
        let found = read(&[text("two\n\n"), text("no\n"), text("two\n\n"), text("two\n")]);
        assert_eq!(found[1..], [1, 2, 1]);
    }

    const PIECES: &[&str] = &[
        "# Ferry sinks",
        "It sank.",
        "Nobody was hurt",
        "*",
        "- ",
        "> ",
        "```",
        "<!-- ",
        "-->",
        "---",
        "date: ",
        "|",
        "\n",
        "\n\n",
        "\n\n",
        "\n\n",
        "\r\n",
        " ",
        "ENDS",
        "===",
        "By Ines Marlow",
        "Said the port, in some more words.",
        "- One boat",
        "2. Two boats",
        "## The harbour",
        "> We saw it.",
        "Correction: ",
        "x",
    ];

    proptest! {
        #[test]
        fn versions_are_read_like_texts_by_themselves(
            matter in any::<bool>(),
            start in prop::collection::vec(prop::sample::select(PIECES), 0..24),
            edits in prop::collection::vec(
                (any::<prop::sample::Index>(), 0usize..4, prop::sample::select(PIECES)),
                0..6,
            ),
        ) {
            let top = if matter { "---\nslug: ferry\n---\n\n# Ferry\n\n" } else { "# Ferry\n\n" };
            let mut texts = vec![format!("{top}{}", start.concat())];
            for (at, length, piece) in edits {
                let mut text = texts[texts.len() - 1].clone();
                let start = text.floor_char_boundary(at.index(text.len() + 1));
                let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
                text.replace_range(start..end, piece);
                texts.push(text);
            }
            read(&texts);
        }
    }
}
