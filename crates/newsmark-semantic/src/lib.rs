//! Reads a news article: what its figures mean, who said what, where it comes from, and whether it
//! can all be right.
//!
//! The whole chain is [`Reader::read_version`]: text to [`Document`] (blocks and articles), document to
//! [`Facts`], facts to [`Finding`]s. Everything here is a function of text and [`Settings`]: no
//! files, no clock, no protocol, and nothing that a writer types can make it fail. Broken articles
//! are the normal case.
//!
//! A paragraph is read by itself, so its facts can be kept while its words stay the same. What connects paragraphs
//! (speakers, pairs of figures, sources) is worked out for each text, and only moved where nothing new can come of it.

pub mod agreement;
pub mod check;
pub mod checks;
pub mod convert;
pub mod derive;
mod difference;
pub mod document;
mod each;
pub mod facts;
pub mod features;
pub mod house;
pub mod interval;
#[doc(hidden)]
pub mod measure;
pub mod pairing;
mod paragraph;
pub mod settings;
pub mod share;
mod sources;
mod spelling;
pub mod tally;
pub(crate) mod verbatim;
mod version;
pub mod wording;

use std::sync::Arc;

pub use check::{Finding, Fix, Forerunners, Related, Severity};
pub use document::Document;
use document::Shape;
pub use facts::Facts;
use facts::{Before, Joined, Replaced, Still};
pub use house::House;
pub use newsmark_lexer::{TextRange, TextSize};
pub use paragraph::Unread;
pub use settings::{Level, Profile, Settings};
pub use sources::{SourceFile, Sources};
use version::Earlier;
pub use version::Version;

/// All that is known about one text.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// What the text says; holds the text itself.
    pub facts: Facts,
    /// What cannot be right, by place, then by rule.
    pub findings: Vec<Finding>,
    /// What became of the findings of the version before, if a [`Reader`] was given it back.
    pub forerunners: Forerunners,
}

/// Reads one text. For a text that changes again and again, keep a [`Reader`].
pub fn analyze(text: &str, settings: &Settings) -> Analysis {
    analyze_with(text, settings, &Sources::default())
}

/// Reads one text, with what is in the files that its footnotes name: the chain of a [`Reader`], but that nothing is
/// kept for a version that comes after it.
pub fn analyze_with(text: &str, settings: &Settings, sources: &Sources) -> Analysis {
    let document = document::parse(text);
    let settings = settings.in_force(text, &document);
    let text = Arc::new(text.to_owned());
    judged(facts::collect(text, document, Joined::Alone, settings, sources), Vec::new())
}

/// What cannot be right of what a text says, after what was found before.
fn judged(mut facts: Facts, before: Vec<Finding>) -> Analysis {
    pairing::resolve(&mut facts);
    let (findings, forerunners) = check::run(&mut facts, before);
    *facts.n_findings = findings.len();
    Analysis { facts, findings, forerunners }
}

/// Reads successive versions of a text and keeps the paragraphs that stay the same. The result never
/// depends on what was read before.
#[derive(Default)]
pub struct Reader {
    last: Last,
    /// What was read before and nobody needs any more.
    before: Option<Analysis>,
}

/// What is known of the text read last, which belongs together.
#[derive(Default)]
struct Last {
    text: Arc<String>,
    shape: Shape,
    paragraphs: paragraph::Cache,
    /// A text before it, whose room the next one can have.
    room: Arc<String>,
}

impl Reader {
    /// Reads a text by itself.
    pub fn read(&mut self, text: &str, settings: &Settings) -> Analysis {
        self.read_with(text, settings, &Sources::default())
    }

    /// Reads a text, with what is in the files that its footnotes name.
    pub fn read_with(&mut self, text: &str, settings: &Settings, sources: &Sources) -> Analysis {
        let version = Version::Whole(&mut std::iter::once(text));
        self.read_version(version, settings, sources, |_| {})
    }

    /// Reads a version of a text, with somebody who may `share` in reading its new paragraphs: the whole chain. What is
    /// left unread there is read afterwards.
    pub fn read_version(
        &mut self,
        version: Version<'_, '_>,
        settings: &Settings,
        sources: &Sources,
        share: impl FnOnce(&mut [Unread<'_>]),
    ) -> Analysis {
        // What belongs together is together again at the end, or gone if a share panics.
        let mut last = std::mem::take(&mut self.last);
        let (mut before, found) = match self.before.take() {
            Some(Analysis { facts, findings, .. }) => (Some(facts), findings),
            None => (None, Vec::new()),
        };
        let mut held = before.as_mut().map(|facts| std::mem::take(&mut facts.text));
        // It is not to be held twice.
        held.take_if(|held| Arc::ptr_eq(held, &last.text));
        let next = version.put_together(last.text, last.room);
        let (text, old) = (document::readable(&next.text), next.earlier());
        let (document, fresh) = last.shape.parse(text, next.kept);
        let settings = settings.in_force(&next.text, &document);
        let (blocks, decimal) = (&document.blocks, settings.decimal_sign());
        // Of what was given back all is known that was found, and it is of the text read last.
        let still = before.as_ref().filter(|facts| {
            held.is_none()
                && *facts.n_findings == found.len()
                && facts.settings == settings
                && facts.switch_offs.is_empty()
        });
        let still = still.map_or_else(Still::default, |facts| {
            let [n_before, n_behind] =
                fresh.articles_beside((&facts.document, old), (&document, text), next.kept);
            Still { n_before, n_behind, replaced: Replaced::between(next.kept, &fresh.old) }
        });
        last.paragraphs.read((old, text), fresh, blocks, decimal, share);
        let before_text = held.as_ref().map_or(old, |held| Earlier::Whole(held));
        let before = before.map(|facts| Before::of(facts, before_text, still)).unwrap_or_default();
        let (text, joined) =
            (Arc::clone(&next.text), Joined::After(&last.paragraphs, Box::new(before)));
        let facts = facts::collect(text, document, joined, settings, sources);
        let analysis = judged(facts, found);
        self.last = Last { room: next.other, text: next.text, ..last };
        analysis
    }

    /// Takes back what it gave, from whoever needs it no more: what of it stays the same in the next version of the
    /// text is then moved, and not made again. Without its findings, all of them are made again.
    pub fn take_back(&mut self, analysis: Analysis) {
        self.before = Some(analysis).filter(|analysis| analysis.facts.are_kept());
    }

    /// How many paragraphs the last reading had to read anew.
    pub fn paragraphs_read(&self) -> usize {
        self.last.paragraphs.read_anew()
    }
}
