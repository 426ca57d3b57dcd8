//! Sources: footnotes, and what cites them.
//!
//! A footnote may stand anywhere in the text, also under another article, and the front matter may
//! define sources for all. A figure cites the reference that follows it in its sentence or right
//! behind the sentence's stop; a reference further on says nothing about it.

use std::collections::BTreeSet;

use newsmark_lexer::{Kind, TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::figure::Role;
use super::{Article, Base, FigureId};
use crate::document::{BlockKind, Document};
use crate::paragraph::{MarkKind, Words};

/// A place in [`Article::sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A footnote: `[^port]: Author, title, date, <url>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id: `port`.
    pub id: TextRange,
    /// The whole definition.
    pub range: TextRange,
    /// The words after the colon.
    pub text: TextRange,
    /// Its address, without the angle brackets.
    pub url: Option<TextRange>,
    /// The figures that cite it.
    pub cited_by: Vec<FigureId>,
}

/// `[^port]`, in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceReference {
    /// All of it.
    pub range: TextRange,
    /// The id: `port`.
    pub id: TextRange,
    /// The footnote, if there is one.
    pub source: Option<SourceId>,
}

impl SourceReference {
    pub(crate) fn at(&self, base: &Base) -> SourceReference {
        SourceReference {
            range: self.range + base.offset,
            id: self.id + base.offset,
            source: self.source,
        }
    }
}

/// Finds the footnote references of a paragraph.
pub(crate) fn references(words: &Words<'_>) -> Vec<SourceReference> {
    let marks = words.marks.iter().filter(|mark| mark.kind == MarkKind::FootnoteReference);
    marks.map(|mark| SourceReference { range: mark.range, id: mark.words, source: None }).collect()
}

/// All sources that a text defines, in order, and the first of each id.
pub(crate) struct Definitions {
    sources: Vec<Source>,
    /// How many of them stand in the front matter.
    n_shared: usize,
    by_id: FxHashMap<String, usize>,
}

/// Reads the footnotes of a text and the sources of its front matter.
pub(crate) fn definitions(text: &str, document: &Document) -> Definitions {
    let matter = document.front_matter.as_ref();
    let shared = matter.and_then(|matter| matter.entry(text, "sources"));
    let shared = shared.map_or(&[][..], |entry| &entry.children);
    let n_shared = shared.len();
    let shared = shared
        .iter()
        .map(|entry| source(text, entry.key, entry.key.cover(entry.value), entry.value));
    let is_footnote = |kind| kind == BlockKind::FootnoteDefinition;
    let notes = document.blocks.iter().filter(|block| is_footnote(block.kind));
    let notes = notes.filter_map(|block| footnote(text, block.content));
    let sources: Vec<Source> = shared.chain(notes).collect();
    let mut by_id = FxHashMap::default();
    for (index, source) in sources.iter().enumerate() {
        by_id.entry(text[source.id].to_lowercase()).or_insert(index);
    }
    Definitions { sources, n_shared, by_id }
}

impl Definitions {
    /// The footnotes that stand in a range.
    fn footnotes_in(&self, range: TextRange) -> std::ops::Range<usize> {
        let before = |offset| self.sources.partition_point(|source| source.id.start() < offset);
        self.n_shared.max(before(range.start()))..self.n_shared.max(before(range.end()))
    }
}

/// `[^id]: words`
fn footnote(text: &str, range: TextRange) -> Option<Source> {
    let words = &text[range];
    let close = words.find("]:")?;
    let part = |start: usize, end: usize| {
        TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32)) + range.start()
    };
    let start = close + "]:".len();
    let blanks = words[start..].len() - words[start..].trim_start().len();
    let id = part("[^".len(), close);
    Some(source(text, id, range, part(start + blanks, words.len())))
}

fn source(text: &str, id: TextRange, range: TextRange, words: TextRange) -> Source {
    let url = url(&text[words]).map(|url| url + words.start());
    Source { id, range, text: words, url, cited_by: Vec::new() }
}

/// The first address among these words, without brackets around it and punctuation behind it.
fn url(words: &str) -> Option<TextRange> {
    let token = newsmark_lexer::lex(words).find(|token| token.kind == Kind::Address)?;
    let start = token.range.start();
    let is_framed = words[..usize::from(start)].ends_with('<');
    let address = match words[usize::from(start)..].split_once('>') {
        Some((address, _)) if is_framed => address,
        _ => words[token.range].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']),
    };
    Some(TextRange::at(start, TextSize::of(address)))
}

/// Gives an article its sources: the footnotes that stand in it, and what it refers to elsewhere. Joins
/// references with them, and figures with the references that follow them.
pub(crate) fn resolve(article: &mut Article, definitions: &Definitions, text: &str) {
    let index_of = |id: TextRange| definitions.by_id.get(&text[id].to_lowercase()).copied();
    let mut own: BTreeSet<usize> = definitions.footnotes_in(article.range).collect();
    own.extend(article.references.iter().filter_map(|reference| index_of(reference.id)));
    let own: Vec<usize> = own.into_iter().collect();
    for reference in &mut article.references {
        let index = index_of(reference.id).and_then(|index| own.binary_search(&index).ok());
        reference.source = index.map(|index| SourceId(index as u32));
    }
    article.sources = own.into_iter().map(|index| definitions.sources[index].clone()).collect();
    cite(article);
}

/// Gives figures the references that follow them.
fn cite(article: &mut Article) {
    for index in 0..article.figures.len() {
        let figure = &article.figures[index];
        if matches!(figure.role, Role::Identifier | Role::Date | Role::Time) {
            continue;
        }
        let Some(paragraph) = article.paragraphs.get(figure.paragraph as usize) else { continue };
        let next_sentence = article.sentences.get(figure.sentence as usize + 1);
        let end = next_sentence
            .map_or(paragraph.range.end(), |next| next.start().min(paragraph.range.end()));
        let references = &article.references;
        let first =
            references.partition_point(|reference| reference.range.start() < figure.range.end());
        let Some(reference) = references.get(first).filter(|next| next.range.end() <= end) else {
            continue;
        };
        article.figures[index].source = Some(reference.range);
        // `[^port][^union]` cites both.
        let mut end = reference.range.start();
        for reference in references[first..].iter().take(MOST_AT_ONCE) {
            if reference.range.start() != end {
                break;
            }
            end = reference.range.end();
            if let Some(source) = reference.source {
                article.sources[source.0 as usize].cited_by.push(FigureId(index as u32));
            }
        }
    }
}

/// How many references side by side a figure cites; more are no citation.
const MOST_AT_ONCE: usize = 8;

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::settings::Settings;

    /// Each article's sources with the figures that cite them, then references without a source.
    fn check(text: &str, expect: Expect) {
        let analysis = crate::analyze(text, &Settings::default());
        let mut dump = String::new();
        for article in &analysis.facts.articles {
            dump += "article\n";
            for source in &article.sources {
                let figures: Vec<&str> =
                    source.cited_by.iter().map(|&id| &text[article.figure(id).range]).collect();
                let url = source.url.map(|url| &text[url]);
                let (id, words) = (&text[source.id], &text[source.text]);
                dump += &format!("  {id}: {words:?}, {url:?}, cited by {figures:?}\n");
            }
            for reference in article.references.iter().filter(|one| one.source.is_none()) {
                dump += &format!("  no source {}\n", &text[reference.id]);
            }
        }
        expect.assert_eq(&dump);
    }

    #[test]
    fn a_figure_cites_the_reference_that_follows_it_in_its_sentence() {
        check(
            "The ferry carried 1.24 million riders,[^port] 40 of them dogs.[^dogs][^port] It has 3 decks.\n\n[^port]: Northport Harbour, report, <https://example.org/a_(b)>\n[^dogs]: Dog count, https://example.org/dogs.\n",
            expect![[r#"
                article
                  port: "Northport Harbour, report, <https://example.org/a_(b)>", Some("https://example.org/a_(b)"), cited by ["1.24 million", "40"]
                  dogs: "Dog count, https://example.org/dogs.", Some("https://example.org/dogs"), cited by ["40"]
            "#]],
        );
    }

    #[test]
    fn footnotes_may_stand_under_another_article() {
        check(
            "# One\n\nIt has 3 decks.[^Port]\n\n# Two\n\nIt has 4 decks.[^prot]\n\n[^port]: Northport Harbour\n[^none]: Nobody\n",
            expect![[r#"
                article
                  port: "Northport Harbour", None, cited by ["3"]
                article
                  port: "Northport Harbour", None, cited by []
                  none: "Nobody", None, cited by []
                  no source prot
            "#]],
        );
    }
}
