//! The machine output: facts and findings as JSON, in the words and the order that docs/output.md
//! promises. Keys stand in the order of the fields below; adding one is fine, moving or renaming
//! one breaks whoever reads this.
//!
//! Everything borrows from the analysis, except offsets, which are converted here and nowhere else.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt::Display;

use newsmark_semantic::agreement::Agreement;
use newsmark_semantic::facts::{self, Facts, quote, source};
use newsmark_semantic::pairing::{self, Verdict};
use newsmark_semantic::{Analysis, TextRange, check};

use crate::json::{self, Json, Made, Output, Raw, Word, object};
use crate::positions::{Lines, OffsetUnit, Offsets};

mod figure;

object! {
    /// The answer to one line of `batch`.
    pub(crate) struct Answer<'a> {
        /// As it came in, to the byte.
        pub(crate) id: Option<Raw<'a>>,
        pub(crate) articles: Vec<Article<'a>>,
        pub(crate) findings: Made<'a>,
    }
}

object! {
    /// The answer to a line of `batch` that could not be read.
    pub(crate) struct BadLine {
        /// Always null: a line that cannot be read has no id to be trusted.
        pub(crate) id: (),
        /// Counted from 1.
        pub(crate) line: u64,
        pub(crate) error: String,
    }
}

object! {
    /// The findings of one file, for `check --format json`.
    pub(crate) struct FileFindings<'a> {
        pub(crate) path: &'a str,
        pub(crate) findings: Made<'a>,
    }
}

object! {
    /// What one file says, for `facts --format json`.
    pub(crate) struct FileFacts<'a> {
        pub(crate) path: &'a str,
        pub(crate) articles: Vec<Article<'a>>,
    }
}

object! {
    /// Which figures of one file were compared, for `facts --pairs --format json`.
    pub(crate) struct FilePairs<'a> {
        pub(crate) path: &'a str,
        pub(crate) pairs: Vec<Pair<'a>>,
    }
}

object! {
    pub(crate) struct Pair<'a> {
        earlier: Words<'a>,
        later: Words<'a>,
        /// `paired`, `unsure` or `apart`.
        verdict: Word,
        /// What the numbers are to each other; null where the two are apart.
        numbers: Option<Word>,
        reasons: Vec<Word>,
        message: String,
    }
}

object! {
    pub(crate) struct Article<'a> {
        headline: Option<Words<'a>>,
        figures: Made<'a>,
        quotes: Made<'a>,
        people: Made<'a>,
        sources: Made<'a>,
    }
}

object! {
    /// A place with the words that stand there.
    struct Words<'a> {
        start: u32,
        end: u32,
        text: &'a str,
    }
}

object! {
    struct Quote<'a> {
        start: u32,
        end: u32,
        text: &'a str,
        kind: Word,
        speaker: Option<Speaker<'a>>,
        cue: Option<Words<'a>>,
    }
}

object! {
    /// Start, end and text are null where the speaker is carried over from the quote before.
    struct Speaker<'a> {
        start: Option<u32>,
        end: Option<u32>,
        text: Option<&'a str>,
        name: Option<&'a str>,
    }
}

object! {
    struct Person<'a> {
        name: &'a str,
        role: Option<&'a str>,
        mentions: Vec<Words<'a>>,
    }
}

object! {
    struct Source<'a> {
        id: &'a str,
        start: u32,
        end: u32,
        text: &'a str,
        url: Option<&'a str>,
        cited_by: Vec<Words<'a>>,
    }
}

object! {
    pub(crate) struct Finding<'a> {
        rule: Word,
        severity: Word,
        start: u32,
        end: u32,
        line: usize,
        column: usize,
        message: &'a str,
        related: Vec<Related<'a>>,
        fixes: Vec<Fix<'a>>,
    }
}

object! {
    struct Related<'a> {
        start: u32,
        end: u32,
        message: &'a str,
    }
}

object! {
    struct Fix<'a> {
        title: &'a str,
        edits: Vec<Edit<'a>>,
    }
}

object! {
    /// Its text is the new text.
    struct Edit<'a> {
        start: u32,
        end: u32,
        text: &'a str,
    }
}

/// Something written the way it displays itself.
struct Shown<T>(T);

impl<T: Display> Json for Shown<T> {
    fn write(&self, output: &mut Output<'_>) {
        json::write_shown(&self.0, output);
    }
}

/// Writes the facts and findings of one text in one unit of offsets.
pub(crate) struct Edge<'a> {
    analysis: &'a Analysis,
    offsets: Offsets<'a>,
}

impl<'a> Edge<'a> {
    pub(crate) fn new(analysis: &'a Analysis, unit: OffsetUnit) -> Self {
        Self { analysis, offsets: Offsets::new(&analysis.facts.text, unit) }
    }

    pub(crate) fn articles(&self) -> Vec<Article<'_>> {
        self.analysis.facts.articles.iter().map(|article| self.article(article)).collect()
    }

    pub(crate) fn findings(&self) -> Made<'_> {
        let lines = OnceCell::new();
        Made::of(&self.analysis.findings, move |finding| {
            self.finding(finding, lines.get_or_init(|| Lines::new(&self.facts().text)))
        })
    }

    pub(crate) fn pairs(&self) -> Vec<Pair<'a>> {
        let facts = self.facts();
        let of_article = |article: &'a facts::Article| {
            let pairs = pairing::pairs(facts, article).into_iter();
            pairs.map(|pair| self.pair(&pair, article))
        };
        facts.articles.iter().flat_map(of_article).collect()
    }

    fn pair(&self, pair: &pairing::Pair, article: &'a facts::Article) -> Pair<'a> {
        let (verdict, numbers, reasons) = match &pair.verdict {
            Verdict::Paired(agreement) => ("paired", Some(*agreement), &[][..]),
            Verdict::Unsure(agreement) => ("unsure", Some(*agreement), &[][..]),
            Verdict::Apart(reasons) => ("apart", None, &reasons[..]),
        };
        Pair {
            earlier: self.words(article.figure(pair.earlier).range),
            later: self.words(article.figure(pair.later).range),
            verdict: Word(verdict),
            numbers: numbers.map(|agreement| {
                Word(match agreement {
                    Agreement::Agrees => "agree",
                    Agreement::Possible => "possible",
                    Agreement::Conflicts => "conflict",
                })
            }),
            reasons: reasons.iter().map(|apart| Word(apart.word())).collect(),
            message: pair.why(self.facts(), article),
        }
    }

    fn facts(&self) -> &'a Facts {
        &self.analysis.facts
    }

    fn place(&self, range: TextRange) -> (u32, u32) {
        (self.offsets.of(range.start()), self.offsets.of(range.end()))
    }

    fn words(&self, range: TextRange) -> Words<'a> {
        let (start, end) = self.place(range);
        Words { start, end, text: self.facts().words(range) }
    }

    fn article<'e>(&'e self, article: &'e facts::Article) -> Article<'e> {
        Article {
            headline: article.headline.as_ref().map(|headline| self.words(headline.range)),
            figures: Made::of(&article.figures, |figure| self.figure(figure, article)),
            quotes: Made::of(&article.quotes, |quote| self.quote(quote, article)),
            people: Made::of(&article.people, |person| self.person(person)),
            sources: Made::of(&article.sources, |source| self.source(source, article)),
        }
    }

    fn quote(&self, quote: &'a quote::Quote, article: &'a facts::Article) -> Quote<'a> {
        let Words { start, end, text } = self.words(quote.range);
        Quote {
            start,
            end,
            text,
            kind: Word(quote.kind.word()),
            speaker: quote.speaker.as_ref().map(|speaker| self.speaker(speaker, article)),
            cue: quote.cue.map(|cue| self.words(cue)),
        }
    }

    fn speaker(&self, speaker: &'a quote::Speaker, article: &'a facts::Article) -> Speaker<'a> {
        let mention = speaker.mention.map(|mention| self.words(mention));
        let person = speaker.person.map(|person| &*article.person(person).name);
        Speaker {
            start: mention.as_ref().map(|mention| mention.start),
            end: mention.as_ref().map(|mention| mention.end),
            text: mention.map(|mention| mention.text),
            name: speaker.name.as_deref().or(person),
        }
    }

    fn person(&self, person: &'a facts::Person) -> Person<'a> {
        Person {
            name: &person.name,
            role: person.role.as_deref(),
            mentions: person.mentions.iter().map(|&mention| self.words(mention)).collect(),
        }
    }

    fn source(&self, source: &'a source::Source, article: &'a facts::Article) -> Source<'a> {
        let Words { start, end, text } = self.words(source.range);
        let cited_by = source.cited_by.iter();
        Source {
            id: self.facts().words(source.id),
            start,
            end,
            text,
            url: source.url.map(|url| self.facts().words(url.range())),
            cited_by: cited_by.map(|&figure| self.words(article.figure(figure).range)).collect(),
        }
    }

    fn finding(&self, finding: &'a check::Finding, lines: &Lines<'_>) -> Finding<'a> {
        let (start, end) = self.place(finding.range);
        let position = lines.position(finding.range.start());
        Finding {
            rule: Word(finding.rule),
            severity: Word(finding.severity.word()),
            start,
            end,
            line: position.line,
            column: position.column,
            message: &finding.message,
            related: finding.related.iter().map(|related| self.related(related)).collect(),
            fixes: finding.fixes.iter().map(|fix| self.fix(fix)).collect(),
        }
    }

    fn related(&self, related: &'a check::Related) -> Related<'a> {
        let (start, end) = self.place(related.range);
        Related { start, end, message: &related.message }
    }

    fn fix(&self, fix: &'a check::Fix) -> Fix<'a> {
        let edit = |edit: &'a check::Edit| {
            let (start, end) = self.place(edit.range);
            Edit { start, end, text: &edit.text }
        };
        Fix { title: &fix.title, edits: fix.edits.iter().map(edit).collect() }
    }
}

/// The id of the footnote reference that stands at this place. References are in the order of the text.
pub(crate) fn footnote(range: TextRange, article: &facts::Article) -> Option<TextRange> {
    let references = &article.references;
    let index =
        references.binary_search_by_key(&range.start(), |reference| reference.range.start());
    index.ok().map(|index| references[index].id)
}

/// The words without the line breaks of hard-wrapped text, and without the marks of a block quote's
/// lines between them.
pub(crate) fn on_one_line(words: &str) -> Cow<'_, str> {
    if !words.contains(['\n', '\r']) {
        return Cow::Borrowed(words);
    }
    let lines = words.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end());
    Cow::Owned(lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_that_was_wrapped_is_one_line() {
        assert_eq!(on_one_line("internet users"), "internet users");
        assert_eq!(on_one_line("registered\r\n> AI products"), "registered AI products");
    }
}
