//! Writes the shape of every fixture as JSON Lines: blocks, links, references, comments, quotations and keys.
//!
//! The grammar in `editors/tree-sitter-newsmark` is held against it by `tests/editors/tree-sitter`. A grammar knows no
//! words and not the whole text, so what is decided by those is taken back here: a plain headline is the paragraph it
//! looks like, and the lines of wire copy are folded.

use std::io::Write;

use newsmark_semantic::document::{
    ArticleSpan, Block, BlockKind, Document, FrontMatter, front_matter::Entry,
};
use newsmark_semantic::{Facts, Settings, TextRange, TextSize, analyze};
use newsmark_tests::{corpus, files};
use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for text in texts() {
        let facts = analyze(&text, &Settings::default()).facts;
        writeln!(out, "{}", shape(&text, &facts))?;
    }
    Ok(())
}

/// Every text that is a fixture: cases, articles, Markdown, the examples of the specification.
fn texts() -> Vec<String> {
    let mut texts = corpus::texts();
    texts.extend(corpus::honest());
    let markdown = files::with_extension(&files::root().join("fixtures/markdown"), "md");
    texts.extend(markdown.iter().map(|path| files::read(path)));
    let page = files::read(&files::root().join("docs/format.md"));
    let examples = page.split("````news\n").skip(1);
    texts.extend(examples.filter_map(|rest| Some(rest.split_once("````\n")?.0.to_owned())));
    texts
}

fn shape(text: &str, facts: &Facts) -> Value {
    let document = &facts.document;
    let articles = &facts.articles;
    let links = articles.iter().flat_map(|article| &article.links);
    let references = articles.iter().flat_map(|article| &article.references);
    let quotes = articles.iter().flat_map(|article| &article.quotes);
    // Where another article begins without a marked headline, only the reader knows.
    let is_known = |(index, span): &(usize, &ArticleSpan)| {
        let first = document.blocks.get(span.blocks.start);
        let is_headline =
            |first: &Block| first.kind == BlockKind::Headline && is_marked(text, first);
        *index == 0 || first.is_some_and(is_headline)
    };
    let known = document.articles.iter().enumerate().filter(is_known);
    let datelines =
        known.filter_map(|(index, _)| Some(articles.get(index)?.dateline.as_ref()?.range));
    let matter = document.front_matter.as_ref();
    let blocks = blocks(text, document);
    json!({
        "text": text,
        "blocks": blocks.iter().map(|&(kind, range)| json!([kind, place(range)])).collect::<Vec<_>>(),
        "links": links.map(|link| json!([place(link.range), place(link.words)])).collect::<Vec<_>>(),
        "references": references.map(|one| json!([place(one.range), place(one.id)])).collect::<Vec<_>>(),
        "comments": facts.comments.iter().map(|one| place(one.range)).collect::<Vec<_>>(),
        "rules": facts.switch_offs.iter().map(|one| place(one.rule)).collect::<Vec<_>>(),
        "quotes": quotes
            .filter(|quote| quote.mark.is_some())
            .map(|quote| place(quote.range))
            .collect::<Vec<_>>(),
        "datelines": datelines.map(place).collect::<Vec<_>>(),
        "keys": matter.map(keys).unwrap_or_default(),
    })
}

fn place(range: TextRange) -> Value {
    json!([u32::from(range.start()), u32::from(range.end())])
}

/// The kinds and places of blocks, without blanks around them.
fn blocks(text: &str, document: &Document) -> Vec<(&'static str, TextRange)> {
    let matter = document.front_matter.as_ref().map(|matter| matter.range);
    let mut blocks: Vec<(&'static str, TextRange)> = Vec::new();
    for block in &document.blocks {
        let is_given = matter.is_some_and(|matter| matter.contains_range(block.range));
        if is_given && block.kind != BlockKind::FrontMatter {
            continue;
        }
        let (kind, range) = (kind(text, block), trimmed(text, block.range));
        match blocks.last_mut() {
            Some(last) if kind == "paragraph" && folds(text, *last, range) => {
                last.1 = last.1.cover(range);
            }
            _ => blocks.push((kind, range)),
        }
    }
    blocks
}

/// What a block is called in the grammar.
fn kind(text: &str, block: &Block) -> &'static str {
    match block.kind {
        BlockKind::FrontMatter => "front_matter",
        BlockKind::Headline if is_marked(text, block) => "headline",
        BlockKind::Headline | BlockKind::Paragraph => "paragraph",
        BlockKind::Deck => "deck",
        BlockKind::Subhead(_) => "subhead",
        BlockKind::ListItem => "list_item",
        BlockKind::BlockQuote => "block_quote",
        BlockKind::Note(_) => "note",
        BlockKind::FootnoteDefinition => "footnote_definition",
        BlockKind::LinkDefinition => "link_definition",
        BlockKind::Table => "table",
        BlockKind::Comment => "comment",
        BlockKind::Code => "code_block",
        BlockKind::Html => "html_block",
        BlockKind::EndMark => "end_mark",
    }
}

/// Whether a headline is marked as one.
fn is_marked(text: &str, block: &Block) -> bool {
    let words = &text[trimmed(text, block.range)];
    words.starts_with('#') || words.lines().count() > 1
}

/// Whether a paragraph is the next line of the block before it, where lines are folded.
fn folds(text: &str, (kind, before): (&str, TextRange), range: TextRange) -> bool {
    let gap = &text[TextRange::new(before.end(), range.start())];
    let is_joined = gap.matches('\n').count() < 2;
    let opens = ["<!--", "```", "~~~"];
    let is_open = opens.iter().any(|mark| text[range].starts_with(mark));
    is_joined && !is_open && matches!(kind, "paragraph" | "list_item" | "footnote_definition")
}

fn trimmed(text: &str, range: TextRange) -> TextRange {
    let words = &text[range];
    let start = range.end() - TextSize::of(words.trim_start());
    TextRange::at(start, TextSize::of(words.trim()))
}

/// The keys of front matter with the places of their values, and the items.
fn keys(matter: &FrontMatter) -> Vec<Value> {
    fn add(entry: &Entry, keys: &mut Vec<Value>) {
        keys.push(json!([place(entry.key), place(entry.value)]));
        entry.children.iter().for_each(|child| add(child, keys));
        keys.extend(entry.items.iter().map(|&item| json!([null, place(item)])));
    }
    let mut keys = Vec::new();
    matter.entries.iter().for_each(|entry| add(entry, &mut keys));
    keys
}
