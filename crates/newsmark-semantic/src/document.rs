//! The shape of a text: blocks, articles, front matter.
//!
//! Lines are sorted into blocks first, then blocks into articles. Nothing here reads a sentence. A
//! block ends at a blank line whatever it is, so a forgotten mark stays where it was forgotten.

use newsmark_lexer::TextRange;

pub(crate) mod articles;
mod blocks;
pub(crate) mod dateline;
pub mod front_matter;
pub mod ledger;
mod lines;
mod successive;
mod yaml;

pub use front_matter::FrontMatter;
pub(crate) use lines::trimmed;
pub(crate) use successive::{Fresh, Shape};

/// The blocks of a text, and the articles they make.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// How paragraphs are told apart; decided once a text.
    pub layout: Layout,
    /// What stands between `---` lines at the very top.
    pub front_matter: Option<FrontMatter>,
    /// All blocks, in order and apart, except that a headline or deck given in front matter stands
    /// inside that. Blank lines belong to none.
    pub blocks: Vec<Block>,
    /// The articles; together they have every block, and there is always at least one.
    pub articles: Vec<ArticleSpan>,
}

/// How the paragraphs of a text are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A blank line ends a paragraph.
    #[default]
    BlankLines,
    /// Wire copy: each line is a paragraph.
    LineByLine,
}

/// Some whole lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its lines, without the last line's end.
    pub range: TextRange,
    /// Its words: the range without the marks at its start and end, such as `# `. Marks at the start of
    /// its inner lines (`> `) are inside.
    pub content: TextRange,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The lines between `---` at the top.
    FrontMatter,
    /// The headline of an article.
    Headline,
    /// A line of italics under the headline.
    Deck,
    /// A heading inside an article, with its level, 2 to 6.
    Subhead(u8),
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// Lines that begin with `>`.
    BlockQuote,
    /// A block quote that speaks to readers: a correction, an update.
    Note(NoteKind),
    /// `[^id]: ...`
    FootnoteDefinition,
    /// `[id]: target`
    LinkDefinition,
    /// A pipe table.
    Table,
    /// A comment alone on its lines.
    Comment,
    /// Code, between fences.
    Code,
    /// Raw HTML.
    Html,
    /// `###`, `-30-`, `ENDS`, a rule.
    EndMark,
}

/// What a note to readers is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// Something was wrong.
    Correction,
    /// Something was unclear.
    Clarification,
    /// Something is new.
    Update,
    /// Anything else.
    EditorsNote,
}

/// The blocks of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleSpan {
    /// Its blocks, a range of indices into [`Document::blocks`].
    pub blocks: std::ops::Range<usize>,
    /// Its lines.
    pub range: TextRange,
    /// Its headline's words, also when they stand in the front matter.
    pub headline: Option<TextRange>,
}

impl BlockKind {
    /// Whether its sentences are read for facts.
    pub fn is_read(self) -> bool {
        match self {
            BlockKind::Headline
            | BlockKind::Deck
            | BlockKind::Subhead(_)
            | BlockKind::Paragraph
            | BlockKind::ListItem
            | BlockKind::BlockQuote
            | BlockKind::Note(_)
            | BlockKind::Table => true,
            BlockKind::FrontMatter
            | BlockKind::FootnoteDefinition
            | BlockKind::LinkDefinition
            | BlockKind::Comment
            | BlockKind::Code
            | BlockKind::Html
            | BlockKind::EndMark => false,
        }
    }
}

/// Sorts the lines of a text into blocks and the blocks into articles.
pub fn parse(text: &str) -> Document {
    let text = readable(text);
    let mut document = in_blocks(text, &lines::scan(text));
    sort_into_articles(text, &mut document);
    document
}

/// As much of a text as is read: a position has 32 bits.
pub(crate) fn readable(text: &str) -> &str {
    &text[..text.floor_char_boundary(u32::MAX as usize)]
}

/// Sorts lines into blocks, of which headlines without marks are still paragraphs.
fn in_blocks(text: &str, lines: &[lines::Line]) -> Document {
    let (front_matter, n_lines) = front_matter::read(text, lines).unzip();
    let (layout, mut blocks) = blocks::read(text, &lines[n_lines.unwrap_or(0)..]);
    if let Some(matter) = &front_matter {
        blocks.splice(0..0, given(text, matter));
    }
    Document { layout, front_matter, blocks, articles: Vec::new() }
}

fn sort_into_articles(text: &str, document: &mut Document) {
    document.articles = articles::read(text, document.layout, &mut document.blocks);
}

/// The blocks of front matter: itself, then the headline and the deck that it gives, as they stand.
fn given(text: &str, matter: &FrontMatter) -> Vec<Block> {
    let block = |kind, range| Block { kind, range, content: range };
    let mut blocks = vec![block(BlockKind::FrontMatter, matter.range)];
    for (key, kind) in [("headline", BlockKind::Headline), ("deck", BlockKind::Deck)] {
        blocks.extend(matter.value(text, key).map(|(range, _)| block(kind, range)));
    }
    blocks.sort_by_key(|block| block.range.start());
    blocks
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
