//! Sources: footnotes, and what cites them; whoever vouches for a figure in the words around it.
//!
//! A footnote goes before words such as "the port said", which say less. It may stand anywhere in the text, also under another article, and the front matter may
//! define sources for all. A figure cites the reference that follows it in its sentence or right
//! behind the sentence's stop; a reference further on says nothing about it.

use std::borrow::Cow;

use newsmark_lexer::{Kind, TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::along::n_passed;
use super::figure::{Figure, Role};
use super::people::PersonId;
use super::quote::{Found, QuotedFigure, Speaker};
use super::{Article, Extent, FigureId, QuoteId};
use crate::document::Document;
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{self, MarkKind, ParagraphFacts, Words};
use crate::settings::DecimalSign;
use crate::wording::lowered;

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
    /// Who wrote or published it: what stands before the first comma.
    pub author: Option<Extent>,
    /// What it is called: what stands between author and date.
    pub title: Option<Extent>,
    /// The day, month or year it is of.
    pub date: Option<Extent>,
    /// Its address, without the angle brackets.
    pub url: Option<Extent>,
    /// The file beside the article that holds it, without the angle brackets: `sources/council.txt`.
    pub file: Option<Extent>,
    /// The ids of other footnotes that its words refer to.
    pub references: Vec<TextRange>,
    /// The figures that cite it, in the article that has it.
    pub cited_by: Vec<FigureId>,
    /// The quotations that cite it, in the article that has it.
    pub quoted_by: Vec<QuoteId>,
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

impl Source {
    /// A footnote that was taken apart by itself, where it begins at this place.
    pub(super) fn at(mut self, start: TextSize) -> Source {
        self.shift(&Shift::within(start, 0, 0));
        self
    }

    /// Moves it, with all that its words refer to.
    pub(super) fn shift(&mut self, by: &Shift) {
        let Source { id, range, text, author, title, date, url, file, references, .. } = self;
        by.ranges([id, range, text].into_iter().chain(references));
        let parts = [author, title, date, url, file].into_iter().flatten();
        parts.for_each(|part| part.shift(by));
    }
}

impl Placed for SourceReference {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range, &mut self.id]);
    }
}

/// Finds the footnote references of a paragraph.
pub(crate) fn references(words: &Words<'_>) -> impl Iterator<Item = SourceReference> {
    let marks = words.marks.iter().filter(|mark| mark.kind == MarkKind::FootnoteReference);
    marks.map(|mark| SourceReference { range: mark.range, id: mark.words, source: None })
}

/// All sources that a text defines, in order, and the first of each id.
pub(crate) struct Definitions<'t> {
    pub(crate) sources: Vec<Source>,
    /// How many of them stand in the front matter.
    n_shared: usize,
    by_id: FxHashMap<Cow<'t, str>, usize>,
}

/// The sources of a text: those of its front matter, which are read here, and its footnotes.
pub(crate) fn definitions<'t>(
    text: &'t str,
    document: &Document,
    footnotes: Vec<Source>,
) -> Definitions<'t> {
    let matter = document.front_matter.as_ref();
    let shared = matter.and_then(|matter| matter.entry(text, "sources"));
    let shared = shared.map_or(&[][..], |entry| &entry.children);
    let n_shared = shared.len();
    let shared = shared.iter().map(|entry| {
        let dates = Dates::read(text, entry.value, DecimalSign::Point);
        source(text, entry.key, entry.key.cover(entry.value), entry.value, &dates)
    });
    let mut sources = footnotes;
    sources.splice(0..0, shared);
    let mut by_id = FxHashMap::default();
    for (index, source) in sources.iter().enumerate() {
        by_id.entry(lowered(&text[source.id])).or_insert(index);
    }
    Definitions { sources, n_shared, by_id }
}

impl Definitions<'_> {
    /// The footnotes that stand in a range.
    fn footnotes_in(&self, range: TextRange) -> std::ops::Range<usize> {
        let before = |offset| self.sources.partition_point(|source| source.id.start() < offset);
        self.n_shared.max(before(range.start()))..self.n_shared.max(before(range.end()))
    }
}

/// Takes a footnote apart: `[^id]: words`.
pub(crate) fn footnote(text: &str, decimal: DecimalSign) -> Option<Source> {
    // The id is so short that looking for its end byte by byte takes less than any search.
    let close = text.as_bytes().windows(2).position(|two| two == b"]:")?;
    let start = close + "]:".len();
    let blanks = text[start..].len() - text[start..].trim_start().len();
    let part = |start: usize, end: usize| {
        TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
    };
    let (id, range) = (part("[^".len(), close), part(0, text.len()));
    let words = part(start + blanks, text.len());
    let dates = Dates::read(text, words, decimal);
    Some(source(text, id, range, words, &dates))
}

fn source(text: &str, id: TextRange, range: TextRange, words: TextRange, dates: &Dates) -> Source {
    let Parts { author, title, date, url, file } = Parts::read(text, words, dates);
    let references = references_in(&text[words]);
    let references = references.into_iter().map(|range| range + words.start()).collect();
    Source {
        id,
        range,
        text: words,
        author,
        title,
        date,
        url,
        file,
        references,
        cited_by: Vec::new(),
        quoted_by: Vec::new(),
    }
}

/// The ids among these words: `as in [^port]`.
fn references_in(words: &str) -> Vec<TextRange> {
    let mut ids = Vec::new();
    if !words.contains('[') {
        return ids;
    }
    for (at, opening) in words.match_indices("[^") {
        let start = at + opening.len();
        let rest = &words[start..];
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']'));
        if let Some(end) = end.filter(|&end| end > 0 && rest[end..].starts_with(']')) {
            let start = TextSize::new(start as u32);
            ids.push(TextRange::at(start, TextSize::new(end as u32)));
        }
    }
    ids
}

/// `Author, title, date, <url>`, taken apart.
struct Parts {
    author: Option<Extent>,
    title: Option<Extent>,
    date: Option<Extent>,
    url: Option<Extent>,
    file: Option<Extent>,
}

impl Parts {
    fn read(text: &str, words: TextRange, dates: &Dates) -> Parts {
        let date = dates.of(text, words);
        let url = url(&text[words]).map(|url| url + words.start());
        let file = file(&text[words]).map(|file| file + words.start());
        let first = [date, url, file].into_iter().flatten().map(|range| range.start()).min();
        let named = TextRange::new(words.start(), first.unwrap_or(words.end()));
        let author = text[named].split(',').next().unwrap_or("");
        let author = TextRange::at(named.start(), TextSize::of(author));
        let title = TextRange::new(author.end(), named.end());
        let [author, title] = [author, title].map(|range| without_marks(text, range));
        let [author, title, date, url, file] =
            [author, title, date, url, file].map(|part| part.and_then(Extent::new));
        Parts { author, title, date, url, file }
    }
}

/// A part of a footnote without the marks that set it apart.
fn without_marks(text: &str, range: TextRange) -> Option<TextRange> {
    let is_mark = |c: char| c.is_whitespace() || ",;.:()<>[]*_\"“”".contains(c);
    let part = &text[range];
    let start = range.end() - TextSize::of(part.trim_start_matches(is_mark));
    let part = part.trim_matches(is_mark);
    (!part.is_empty()).then(|| TextRange::at(start, TextSize::of(part)))
}

/// The dates and years in the words of a footnote.
struct Dates(Vec<TextRange>);

impl Dates {
    fn read(text: &str, words: TextRange, decimal: DecimalSign) -> Dates {
        // None is without a digit.
        if !text[words].bytes().any(|byte| byte.is_ascii_digit()) {
            return Dates(Vec::new());
        }
        let ParagraphFacts { dates, figures, .. } = paragraph::read_phrase(&text[words], decimal);
        let days = dates.iter().filter(|date| date.year.is_some()).map(|date| date.range);
        let years = figures.iter().filter(|figure| figure.role == Role::Date);
        let all = days.chain(years.map(|figure| figure.range));
        Dates(all.map(|range| range + words.start()).collect())
    }

    /// The last date that stands by itself: one inside a title is none of the source's.
    fn of(&self, text: &str, words: TextRange) -> Option<TextRange> {
        let stands_apart = |range: &TextRange| {
            let before = text[TextRange::new(words.start(), range.start())].trim_end();
            let after = text[TextRange::new(range.end(), words.end())].trim_start();
            (before.is_empty() || before.ends_with([',', ';', '(', '.']))
                && (after.is_empty() || after.starts_with([',', ';', ')', '.', '<']))
        };
        let dates = self.0.iter().copied().filter(|range| words.contains_range(*range));
        dates.filter(stands_apart).max_by_key(|range| (range.end(), range.len()))
    }
}

/// The first address among these words, without brackets around it and punctuation behind it.
fn url(words: &str) -> Option<TextRange> {
    // None is without one of these.
    if !words.contains(['/', '.']) {
        return None;
    }
    let token = newsmark_lexer::lex(words).find(|token| token.kind == Kind::Address)?;
    let start = token.range.start();
    let is_framed = words[..usize::from(start)].ends_with('<');
    let address = match words[usize::from(start)..].split_once('>') {
        Some((address, _)) if is_framed => address,
        _ => words[token.range].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']),
    };
    Some(TextRange::at(start, TextSize::of(address)))
}

/// The extensions of files that can be looked through.
const READABLE: [&str; 7] = ["csv", "json", "md", "news", "text", "tsv", "txt"];

/// The path between angle brackets that names a file beside the article: relative, and of a kind that can be read.
fn file(words: &str) -> Option<TextRange> {
    let path = words.match_indices('<').find_map(|(at, _)| {
        let (path, _) = words[at + 1..].split_once('>')?;
        let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
        let is_readable = extension.is_some_and(|own| READABLE.contains(&own.as_str()));
        let is_relative = !path.starts_with(['/', '\\', '~', '.', '#'])
            && !path.contains(':')
            && !path.split(['/', '\\']).any(|part| part == ".." || part.is_empty());
        let is_plain = !path.contains(['\n', '\r', '<', '*', '?']);
        (is_readable && is_relative && is_plain && !path.starts_with("www."))
            .then_some((at + 1, path))
    });
    let (at, path) = path?;
    Some(TextRange::at(TextSize::new(at as u32), TextSize::of(path)))
}

/// Gives an article its sources: the footnotes that stand in it, and what it refers to elsewhere. Joins
/// references with them, and figures with the references that follow them.
pub(crate) fn resolve(article: &mut Article, definitions: &Definitions<'_>, text: &str) {
    let index_of = |id: TextRange| definitions.by_id.get(&lowered(&text[id])).copied();
    let cited = article.references.iter().filter_map(|reference| index_of(reference.id));
    let mut own: Vec<usize> = definitions.footnotes_in(article.range).chain(cited).collect();
    own.sort_unstable();
    own.dedup();
    for reference in &mut article.references {
        let index = index_of(reference.id).and_then(|index| own.binary_search(&index).ok());
        reference.source = index.map(|index| SourceId(index as u32));
    }
    article.sources = own.into_iter().map(|index| definitions.sources[index].clone()).collect();
    vouch(article);
    cite(article);
    super::evidence::cite(article);
}

/// Gives the figures of the headline the source that it closes with, and those in a quotation whoever speaks.
/// What the sentence itself says about a figure's source was found with its paragraph.
fn vouch(article: &mut Article) {
    let unsourced = article.headline_figures();
    let unsourced = unsourced.filter(|(_, figure)| figure.is_quantity() && figure.source.is_none());
    let unsourced: Vec<FigureId> = unsourced.map(|(id, _)| id).collect();
    let Article { headline, quotes, quoted_figures, figures, people, given, .. } = article;
    if let Some(attribution) = headline.as_ref().and_then(|headline| headline.attribution) {
        for id in unsourced {
            given.sources.push((id, None));
            figures[id.0 as usize].source = Extent::new(attribution);
        }
    }
    // A pronoun names nobody; where the name stands in full it does.
    let named = |speaker: &Speaker| match (speaker.found, speaker.person) {
        (Found::Pronoun | Found::CarriedOver | Found::SentenceBefore, Some(PersonId(id))) => {
            people.get(id as usize)?.mentions.first().copied()
        }
        (Found::Pronoun, None) => speaker.antecedent,
        _ => speaker.mention,
    };
    for &QuotedFigure { figure: id, quote } in &*quoted_figures {
        let quote = quotes.get(quote.0 as usize).filter(|quote| quote.kind.is_speech());
        if let Some((quote, figure)) = quote.zip(figures.get_mut(id.0 as usize)) {
            given.sources.push((id, figure.source));
            figure.source = quote.speaker.as_ref().and_then(named).and_then(Extent::new);
        }
    }
}

/// Gives figures the references that follow them. There are few references, so each looks back for its figures.
fn cite(article: &mut Article) {
    let Article { paragraphs, sentences, references, figures, given, sources, .. } = article;
    // Where a figure's sentence ends: a reference behind that is not its own.
    let end = |figure: &Figure| {
        let paragraph = paragraphs.get(figure.paragraph as usize)?.range.end();
        let next = sentences.get(figure.sentence as usize + 1).map(|next| next.start());
        Some(next.map_or(paragraph, |next| next.min(paragraph)))
    };
    let mut next = 0;
    for (at, &reference) in references.iter().enumerate() {
        let follows = |figure: &Figure| figure.range.end() <= reference.range.start();
        let behind = next + n_passed(&figures[next..], follows);
        let reaches = |figure: &&Figure| end(figure) >= Some(reference.range.end());
        let n_own = figures[next..behind].iter().rev().take_while(reaches).count();
        let first = behind - n_own;
        for (id, figure) in (first as u32..).map(FigureId).zip(&mut figures[first..behind]) {
            if matches!(figure.role, Role::Identifier | Role::Date | Role::Time) {
                continue;
            }
            given.sources.push((id, figure.source));
            figure.source = Extent::new(reference.range);
            let cited = side_by_side(&references[at..]).filter_map(|reference| reference.source);
            cited.for_each(|SourceId(source)| sources[source as usize].cited_by.push(id));
        }
        next = behind;
    }
}

/// The first of some references with those right behind it: `[^port][^union]`.
pub(super) fn side_by_side(
    references: &[SourceReference],
) -> impl Iterator<Item = &SourceReference> {
    /// More are no citation.
    const MOST: usize = 8;
    let mut next: Option<TextSize> = None;
    references.iter().take(MOST).take_while(move |reference| {
        let follows = next.is_none_or(|next| reference.range.start() == next);
        next = Some(reference.range.end());
        follows
    })
}

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
                let url = source.url.map(|url| &text[url.range()]);
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

    #[test]
    fn a_footnote_is_taken_apart() {
        let check = |words: &str, expect: Expect| {
            let text = format!("[^a]: {words}\n");
            let facts = crate::analyze(&text, &Settings::default()).facts;
            let source = &facts.sources[0];
            let parts = [source.author, source.title, source.date, source.url];
            let parts = parts.map(|part| part.map_or("-", |part| facts.words(part.range())));
            expect.assert_eq(&parts.join(" | "));
        };
        check(
            "Northport Harbour, *Annual Report 2024*, 28 February 2025, <https://example.org/a>.",
            expect![
                "Northport Harbour | Annual Report 2024 | 28 February 2025 | https://example.org/a"
            ],
        );
        check(
            "Dog Club, “Dogs, counted”, March 4, 2025",
            expect!["Dog Club | Dogs, counted | March 4, 2025 | -"],
        );
        check(
            "Dog Club, 2024, https://example.org.",
            expect!["Dog Club | - | 2024 | https://example.org"],
        );
        check("Dog Club, survey (2025-03-04)", expect!["Dog Club | survey | 2025-03-04 | -"]);
        check("Dog Club, Survey of 2024", expect!["Dog Club | Survey of 2024 | - | -"]);
        check("<https://example.org>", expect!["- | - | - | https://example.org"]);
        check(
            "Interview with Ines Marlow on 4 March 2025",
            expect!["Interview with Ines Marlow on 4 March 2025 | - | - | -"],
        );
    }
}
