//! The structure of a text, for folding and for selecting: front matter, articles, sections, lists, notes.
//!
//! A selection grows from a word to the figure with its noun, the quotation, the sentence, the paragraph,
//! the section, the article, the text.

use newsmark_lexer::{TextRange, TextSize};

use super::outline::{Symbol, outline_of_sections};
use super::{article_at, at_offset};
use crate::document::{Block, BlockKind};
use crate::facts::Facts;
use crate::{Analysis, wording};

/// Some lines that can be folded into their first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The lines, from the first word to the last.
    pub range: TextRange,
    /// What they are.
    pub kind: FoldKind,
}

/// What can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoldKind {
    /// The front matter.
    FrontMatter,
    /// An article under its headline, or a section under its subhead.
    Section,
    /// A list, a table, a block quote, code.
    Block,
    /// Notes to colleagues.
    Comment,
    /// Footnotes in a row.
    Sources,
}

/// What can be folded, in the order of the text.
pub fn folds(analysis: &Analysis) -> Vec<Fold> {
    let facts = &analysis.facts;
    let mut folds = Vec::new();
    if let Some(matter) = &facts.document.front_matter {
        folds.push(Fold { range: matter.range, kind: FoldKind::FrontMatter });
    }
    let top = facts.document.front_matter.as_ref().map_or(TextSize::new(0), |it| it.range.end());
    sections(&outline_of_sections(analysis), top, &mut folds);
    let mut blocks = facts.document.blocks.as_slice();
    while let Some((first, rest)) = blocks.split_first() {
        let Some(kind) = kind(first.kind) else {
            blocks = rest;
            continue;
        };
        // Items of a list and footnotes belong together with their neighbours.
        let n = 1 + rest.iter().take_while(|block| block.kind == first.kind).count();
        let n = if first.kind == BlockKind::Table { 1 } else { n };
        let range = blocks[..n].iter().fold(first.range, |range, block| range.cover(block.range));
        folds.push(Fold { range, kind });
        blocks = &blocks[n..];
    }
    folds.retain(|fold| facts.words(fold.range).trim_end().contains(['\n', '\r']));
    folds.sort_by_key(|fold| (fold.range.start(), std::cmp::Reverse(fold.range.end())));
    folds
}

/// The stretches around an offset, each within the next; the last is the whole text.
pub fn selections(analysis: &Analysis, offset: TextSize) -> Vec<TextRange> {
    let facts = &analysis.facts;
    let mut around = vec![TextRange::up_to(TextSize::of(&*facts.text))];
    let mut symbols = outline_of_sections(analysis);
    while let Some(symbol) = symbols.into_iter().find(|it| it.range.contains_inclusive(offset)) {
        around.push(symbol.range);
        symbols = symbol.children;
    }
    around
        .extend(block_at(facts, offset).into_iter().flat_map(|block| [block.range, block.content]));
    if let Some(article) = article_at(facts, offset) {
        let sentence = at_offset(&article.sentences, |range| *range, offset);
        around.extend(sentence.map(|(_, &range)| trimmed(facts, range)));
        let quote = at_offset(&article.quotes, |quote| quote.range, offset);
        around.extend(quote.map(|(_, quote)| quote.range));
        let link = at_offset(&article.links, |link| link.range, offset);
        around.extend(link.map(|(_, link)| link.range));
        if let Some((_, figure)) = at_offset(&article.figures, |figure| figure.range, offset) {
            let range = figure.range;
            around.extend([wording::phrase_range(figure), figure.range_with_hedge(), range]);
        }
    }
    around.extend(word_at(&facts.text, offset));
    around.retain(|range| range.contains_inclusive(offset));
    around.sort_by_key(|range| (range.len(), range.start()));
    around.dedup();
    // What does not lie in the next one is left out.
    let mut nested: Vec<TextRange> = Vec::new();
    for range in around {
        if nested.last().is_none_or(|inner| range.contains_range(*inner)) {
            nested.push(range);
        }
    }
    nested
}

/// Articles and sections from their headings on, which stand below the front matter or are folded with it.
fn sections(symbols: &[Symbol], top: TextSize, folds: &mut Vec<Fold>) {
    for symbol in symbols {
        let start = symbol.selection.start().max(top).min(symbol.range.end());
        let range = TextRange::new(start, symbol.range.end());
        folds.push(Fold { range, kind: FoldKind::Section });
        sections(&symbol.children, top, folds);
    }
}

fn kind(kind: BlockKind) -> Option<FoldKind> {
    match kind {
        BlockKind::ListItem
        | BlockKind::Table
        | BlockKind::BlockQuote
        | BlockKind::Note(_)
        | BlockKind::Html
        | BlockKind::Code => Some(FoldKind::Block),
        BlockKind::Comment => Some(FoldKind::Comment),
        BlockKind::FootnoteDefinition | BlockKind::LinkDefinition => Some(FoldKind::Sources),
        BlockKind::FrontMatter
        | BlockKind::Headline
        | BlockKind::Deck
        | BlockKind::Subhead(_)
        | BlockKind::Paragraph
        | BlockKind::EndMark => None,
    }
}

fn block_at(facts: &Facts, offset: TextSize) -> Option<&Block> {
    let (_, block) = at_offset(&facts.document.blocks, |block| block.range, offset)?;
    Some(block)
}

fn trimmed(facts: &Facts, range: TextRange) -> TextRange {
    let words = facts.words(range).trim_end();
    TextRange::at(range.start(), TextSize::of(words))
}

/// The word that an offset touches; no longer than a line of text.
fn word_at(text: &str, offset: TextSize) -> Option<TextRange> {
    const REACH: usize = 200;
    let at = text.floor_char_boundary(usize::from(offset));
    let from = text.floor_char_boundary(at.saturating_sub(REACH));
    let to = text.floor_char_boundary(at + REACH);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\'' | '’');
    let before = text[from..at].trim_end_matches(is_word).len() + from;
    let rest = &text[at..to];
    let after = at + rest.len() - rest.trim_start_matches(is_word).len();
    let range = TextRange::new(TextSize::new(before as u32), TextSize::new(after as u32));
    (!range.is_empty()).then_some(range)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::testing::at_cursor;
    use super::*;
    use crate::{Settings, analyze};

    fn check_folds(text: &str, expected: Expect) {
        let analysis = analyze(text, &Settings::default());
        let line = |offset: TextSize| text[..usize::from(offset)].matches('\n').count() + 1;
        let dump: String = folds(&analysis)
            .iter()
            .map(|fold| {
                let (first, last) = (line(fold.range.start()), line(fold.range.end()));
                format!("{first}-{last} {:?}\n", fold.kind)
            })
            .collect();
        expected.assert_eq(&dump);
    }

    fn check_selections(text: &str, expected: Expect) {
        let (analysis, offset) = at_cursor(text);
        let dump: String = selections(&analysis, offset)
            .iter()
            .map(|&range| format!("{:?}\n", &analysis.facts.text[range]))
            .collect();
        expected.assert_eq(&dump);
    }

    #[test]
    fn sections_and_blocks_can_be_folded() {
        check_folds(
            "---\nslug: ferry\ndate: 2025-03-04\n---\n\n# Ferry\n\nIt sank.\n\n## At night\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## By day\n\n> It rose.\n> — Olga Brandt\n\n<!-- note:\nask -->\n\n[^a]: Log, 2024\n[^b]: Log, 2023\n\n# Boat\n\nIt sank.\n",
            expect![[r#"
                1-4 FrontMatter
                6-28 Section
                10-17 Section
                12-13 Block
                15-17 Block
                19-25 Section
                21-22 Block
                24-25 Comment
                27-28 Sources
                30-32 Section
            "#]],
        );
        check_folds("", expect![[""]]);
    }

    #[test]
    fn a_selection_grows_from_the_word_to_the_text() {
        check_selections(
            "# Ferry\n\nIt sank. \"We lost more than 3$00,000 ships in one night,\" said Olga Brandt.\n\n# Boat\n\nIt rose.\n",
            expect![[r##"
                "30"
                "30,000"
                "more than 30,000"
                "more than 30,000 ships"
                "\"We lost more than 30,000 ships in one night,\""
                "\"We lost more than 30,000 ships in one night,\" said Olga Brandt."
                "It sank. \"We lost more than 30,000 ships in one night,\" said Olga Brandt."
                "# Ferry\n\nIt sank. \"We lost more than 30,000 ships in one night,\" said Olga Brandt."
                "# Ferry\n\nIt sank. \"We lost more than 30,000 ships in one night,\" said Olga Brandt.\n\n# Boat\n\nIt rose.\n"
            "##]],
        );
        check_selections(
            "$0",
            expect![[r#"
            ""
        "#]],
        );
    }
}
