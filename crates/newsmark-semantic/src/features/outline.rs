//! The outline: articles, their sections, figures, quotes, people and sources, and the names of the ledger.
//!
//! A line lies under the nearest one that contains it, so a figure that somebody states lies under
//! the quote. The footnotes at the end belong to the article and to no section. Only what a desk would jump to has a line: no dates, no ages, no scare quotes.

use std::cmp::Reverse;

use newsmark_lexer::{TextRange, TextSize};

use crate::Analysis;
use crate::document::{Block, BlockKind};
use crate::facts::figure::Role;
use crate::facts::ledger::LedgerFigure;
use crate::facts::{Article, Facts, Figure, Person, Quote, Source};

/// Where the words of a line are cut, in characters.
const LONGEST_NAME: usize = 60;

/// A text with more lines than this shows articles and sections alone: nobody reads through so many,
/// and an editor asks for all of them after every pause.
const MOST_LINES: usize = 1000;

/// A line of the outline, with the lines under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What the line says.
    pub name: String,
    /// What stands beside it in small type.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All that belongs to it.
    pub range: TextRange,
    /// What to select; inside `range`.
    pub selection: TextRange,
    /// The lines under it.
    pub children: Vec<Symbol>,
}

/// What a line of the outline stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// An article, by its headline.
    Article,
    /// A section, by its subhead.
    Section,
    /// A figure.
    Figure,
    /// A figure of the ledger, by its name.
    LedgerFigure,
    /// A quote.
    Quote,
    /// A source.
    Source,
    /// A person.
    Person,
}

/// The outline of a text: one line an article, unless there is nothing in it.
pub fn outline(analysis: &Analysis) -> Vec<Symbol> {
    let facts = &analysis.facts;
    let in_articles: usize = facts.articles.iter().map(|article| leaves(article).count()).sum();
    let mut symbols = frame(facts);
    if in_articles + facts.ledger.figures.len() <= MOST_LINES {
        symbols.extend(facts.ledger.figures.iter().map(|figure| ledger_line(facts, figure)));
        for article in &facts.articles {
            symbols.extend(leaves(article).map(|leaf| leaf.line(facts)));
        }
    }
    nested(symbols)
}

/// The articles and their sections alone.
pub(super) fn outline_of_sections(analysis: &Analysis) -> Vec<Symbol> {
    nested(frame(&analysis.facts))
}

/// A line for each article and each section, not nested yet.
fn frame(facts: &Facts) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    for (article, span) in facts.articles.iter().zip(&facts.document.articles) {
        if article.headline.is_some() || !span.blocks.is_empty() {
            symbols.push(article_line(facts, article));
            symbols.extend(sections(facts, &facts.document.blocks[span.blocks.clone()]));
        }
    }
    symbols
}

/// A line without lines under it.
enum Leaf<'a> {
    Figure(&'a Figure),
    Quote(&'a Quote),
    Source(&'a Source),
    Person(&'a Person, TextRange),
}

fn leaves(article: &Article) -> impl Iterator<Item = Leaf<'_>> {
    // The headline stands in the outline as it is.
    let is_shown = |figure: &&Figure| {
        let is_amount =
            matches!(figure.role, Role::Level | Role::Change | Role::Share | Role::Ratio);
        is_amount && !figure.in_headline
    };
    let figures = article.figures.iter().filter(is_shown).map(Leaf::Figure);
    let is_speech = |quote: &&Quote| quote.kind.is_speech();
    let quotes = article.quotes.iter().filter(is_speech).map(Leaf::Quote);
    let sources = article.sources.iter().map(Leaf::Source);
    let people = article
        .people
        .iter()
        .filter_map(|person| person.mentions.first().map(|&mention| Leaf::Person(person, mention)));
    figures.chain(quotes).chain(sources).chain(people)
}

impl Leaf<'_> {
    fn line(&self, facts: &Facts) -> Symbol {
        match self {
            Leaf::Figure(figure) => figure_line(facts, figure),
            Leaf::Quote(quote) => quote_line(facts, quote),
            Leaf::Source(source) => Symbol {
                name: one_line(facts.words(source.text)),
                detail: facts.words(source.id).to_owned(),
                kind: SymbolKind::Source,
                range: source.range,
                selection: source.id,
                children: Vec::new(),
            },
            Leaf::Person(person, mention) => {
                let role = person.role.as_deref().unwrap_or_default();
                line(SymbolKind::Person, *mention, one_line(&person.name), one_line(role))
            }
        }
    }
}

fn article_line(facts: &Facts, article: &Article) -> Symbol {
    let headline = article.headline.as_ref().map(|headline| headline.range);
    let name = headline.map_or("(no headline)".to_owned(), |range| one_line(facts.words(range)));
    let selection = headline.unwrap_or(TextRange::empty(article.range.start()));
    // Whose word the headline is, as far as the body names them.
    let attributed = article.headline.as_ref().and_then(|own| own.attributed_to.as_ref());
    let detail = attributed.map(|found| match (found.person, found.name) {
        (Some(id), _) => one_line(&article.person(id).name),
        (None, Some(name)) => one_line(facts.words(name)),
        (None, None) => one_line(facts.words(found.range)),
    });
    Symbol {
        name,
        detail: detail.unwrap_or_default(),
        kind: SymbolKind::Article,
        // A headline in the front matter stands before the article's lines.
        range: article.range.cover(selection),
        selection,
        children: Vec::new(),
    }
}

/// Each subhead with what follows it, up to the next one of its level or above.
fn sections(facts: &Facts, blocks: &[Block]) -> Vec<Symbol> {
    let closes =
        |block: &Block| matches!(block.kind, BlockKind::FootnoteDefinition | BlockKind::EndMark);
    let n_closing = blocks.iter().rev().take_while(|block| closes(block)).count();
    let blocks = &blocks[..blocks.len() - n_closing];
    let end = blocks.last().map_or(TextSize::default(), |block| block.range.end());
    let mut sections: Vec<Symbol> = Vec::new();
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut end_before = TextSize::default();
    for block in blocks {
        let end_before = std::mem::replace(&mut end_before, block.range.end());
        let BlockKind::Subhead(level) = block.kind else { continue };
        while let Some((_, section)) = open.pop_if(|(above, _)| *above >= level) {
            let range = &mut sections[section].range;
            *range = TextRange::new(range.start(), end_before);
        }
        open.push((level, sections.len()));
        let name = one_line(facts.words(block.content));
        let section = line(SymbolKind::Section, block.range.cover_offset(end), name, String::new());
        sections.push(Symbol { selection: block.content, ..section });
    }
    sections
}

fn figure_line(facts: &Facts, figure: &Figure) -> Symbol {
    let range = figure.range_with_hedge();
    let noun = figure.noun.as_ref().filter(|noun| !noun.from_subject);
    // Only a noun that follows at once reads well with the number; another stands beside it.
    let with_noun = noun.map(|noun| noun.range).filter(|noun| {
        noun.start() >= range.end()
            && facts.words(TextRange::new(range.end(), noun.start())).trim().is_empty()
    });
    let detail = match (&figure.noun, with_noun) {
        (Some(noun), None) => one_line(facts.words(noun.range)),
        _ => String::new(),
    };
    let range = with_noun.map_or(range, |noun| range.cover(noun));
    line(SymbolKind::Figure, range, one_line(facts.words(range)), detail)
}

fn ledger_line(facts: &Facts, figure: &LedgerFigure) -> Symbol {
    Symbol {
        name: one_line(facts.words(figure.name)),
        detail: one_line(facts.words(figure.definition)),
        kind: SymbolKind::LedgerFigure,
        range: figure.name.cover(figure.definition),
        selection: figure.name,
        children: Vec::new(),
    }
}

fn quote_line(facts: &Facts, quote: &Quote) -> Symbol {
    let speaker = quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref());
    let words = one_line(facts.words(quote.range));
    line(SymbolKind::Quote, quote.range, words, one_line(speaker.unwrap_or_default()))
}

fn line(kind: SymbolKind, range: TextRange, name: String, detail: String) -> Symbol {
    Symbol { name, detail, kind, range, selection: range, children: Vec::new() }
}

/// Puts each line under the nearest one that contains it.
fn nested(mut symbols: Vec<Symbol>) -> Vec<Symbol> {
    symbols.sort_by_key(|symbol| (symbol.range.start(), Reverse(symbol.range.end())));
    let mut roots = Vec::new();
    let mut open: Vec<Symbol> = Vec::new();
    let close = |open: &mut Vec<Symbol>, roots: &mut Vec<Symbol>| {
        let Some(symbol) = open.pop() else { return };
        open.last_mut().map_or(roots, |parent| &mut parent.children).push(symbol);
    };
    for symbol in symbols {
        while open.last().is_some_and(|last| !last.range.contains_range(symbol.range)) {
            close(&mut open, &mut roots);
        }
        open.push(symbol);
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

/// Words on one line, cut where they get long. An editor refuses a line without a name.
fn one_line(words: &str) -> String {
    let mut name = String::new();
    for word in words.split_whitespace() {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
        if let Some((end, _)) = name.char_indices().nth(LONGEST_NAME) {
            name.truncate(name[..end].trim_end().len());
            name.push('…');
            break;
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::{Settings, analyze};

    fn check(text: &str, expected: Expect) {
        let analysis = analyze(text, &Settings::default());
        let mut dump = String::new();
        for symbol in outline(&analysis) {
            write(&symbol, symbol.range, 0, text, &mut dump);
        }
        expected.assert_eq(&dump);
    }

    fn write(symbol: &Symbol, parent: TextRange, depth: usize, text: &str, dump: &mut String) {
        assert!(parent.contains_range(symbol.range), "{symbol:?} sticks out");
        assert!(symbol.range.contains_range(symbol.selection), "{symbol:?} selects too much");
        assert!(!symbol.name.is_empty());
        let indent = "  ".repeat(depth);
        let end = &text[..usize::from(symbol.range.end())];
        let line = end.matches('\n').count() + 1;
        *dump += &format!("{indent}{:?} {}", symbol.kind, symbol.name);
        if !symbol.detail.is_empty() {
            *dump += &format!(" ({})", symbol.detail);
        }
        *dump += &format!(", to line {line}\n");
        for child in &symbol.children {
            write(child, symbol.range, depth + 1, text, dump);
        }
    }

    #[test]
    fn sections_lie_under_their_article_and_under_each_other() {
        check(
            "# The harbour is closed\n\nIt is windy.\n\n## The ferries\n\nThey wait.\n\n### At night\n\n\
             They sleep.\n\n## The trains\n\nThey run.\n\n# The harbour is open\n\nIt is calm.\n",
            expect![[r#"
                Article The harbour is closed, to line 15
                  Section The ferries, to line 11
                    Section At night, to line 11
                  Section The trains, to line 15
                Article The harbour is open, to line 19
            "#]],
        );
    }

    #[test]
    fn figures_stand_with_what_they_count() {
        check(
            "# The harbour lost 12 ships\n\nMore than 4,500 sailors live in Old Town. The share of women \
             reached 12.5 percent in 2024, and 30 ships came first on Friday, May 2.\n\n\
             ## The ferries\n\nThey carried 1.2 million people.\n",
            expect![[r#"
                Article The harbour lost 12 ships, to line 7
                  Figure More than 4,500 sailors, to line 3
                  Figure 12.5 percent (share), to line 3
                  Figure 30 ships, to line 3
                  Section The ferries, to line 7
                    Figure 1.2 million people, to line 7
            "#]],
        );
    }

    #[test]
    fn the_names_of_the_ledger_stand_first_and_footnotes_last() {
        check(
            "---\nfigures:\n  riders: 1.2 million riders; 2024\n  half: = riders / 2\n---\n\n# Ferry\n\n\
             ## Night boats\n\nThey carried [them](#riders).[^log]\n\n[^log]: Harbour log\n\n###\n",
            expect![[r#"
                Article Ferry, to line 15
                  LedgerFigure riders (1.2 million riders), to line 3
                  LedgerFigure half (riders / 2), to line 4
                  Section Night boats, to line 11
                  Source Harbour log (log), to line 13
            "#]],
        );
    }

    #[test]
    fn who_spoke_stands_beside_the_words() {
        check(
            "# The harbour\n\n\"We lost 30 ships in one night,\" said Ada Brandt, the harbour master. \
             She spoke of a \"black day\".[^log]\n\n[^log]: Harbour log, 3 May, <https://example.org/log>\n",
            expect![[r#"
                Article The harbour, to line 5
                  Quote "We lost 30 ships in one night," (Ada Brandt), to line 3
                    Figure 30 ships, to line 3
                    Figure one night, to line 3
                  Person Ada Brandt (harbour master), to line 3
                  Source Harbour log, 3 May, <https://example.org/log> (log), to line 5
            "#]],
        );
    }

    #[test]
    fn a_text_with_too_much_to_read_shows_its_sections() {
        let n_lines = |text: &str| {
            let outline = outline(&analyze(text, &Settings::default()));
            outline[0].children.len()
        };
        let body = "The ferries carried 12 people.\n\n".repeat(MOST_LINES - 1);
        let figures = format!("# The harbour\n\n{body}");
        assert_eq!(n_lines(&figures), MOST_LINES - 1);
        assert_eq!(n_lines(&format!("{figures}They carried 12 people and 4 dogs.\n\n## Off\n")), 1);
    }

    #[test]
    fn whose_word_the_headline_is_stands_beside_it() {
        check(
            "# The harbour lost its ships: report\n\nThe report by the Harbour Safety Board came on Friday.\n",
            expect![[r#"
                Article The harbour lost its ships: report (Harbour Safety Board), to line 3
            "#]],
        );
    }

    #[test]
    fn an_empty_text_has_no_outline() {
        check("", expect![[""]]);
        check("\n\n", expect![[""]]);
    }

    #[test]
    fn an_article_without_a_headline_has_a_line() {
        check(
            "It is windy, and the ferries wait for calmer water in the bay.\n",
            expect![[r#"
            Article (no headline), to line 1
        "#]],
        );
    }

    #[test]
    fn a_long_name_is_cut() {
        let long = format!("# {}\n\nIt is windy.\n", "word ".repeat(40));
        check(
            &long,
            expect![[r#"
            Article word word word word word word word word word word word word…, to line 3
        "#]],
        );
    }
}
