//! What the findings of the version before were written as.
//!
//! What is written of a finding is a matter of its words, its severity, and the lines and columns of its places. The rest is
//! the same for as long as a document is open: its address, what the client shows, the page of a rule. So a finding
//! that says the same, with all its places where they were as the client counts, has the bytes that it had. Most
//! follow each other in both versions, and are taken in one piece.

use std::ops::Range;
use std::sync::Arc;

use newsmark_semantic::{Finding, Forerunners};

use super::{Written, json_of};
use crate::documents::OpenDocument;
use crate::line_index::Unmoved;
use crate::view::View;

/// A version that nobody needs any more.
pub(crate) struct Before {
    /// Its number.
    stamp: u64,
    /// What its findings were written as, for the same client.
    written: Written,
    /// What is cleared away with it, when nobody waits.
    _rest: Forerunners,
}

/// The findings of the version before, gone through in order.
struct Earlier<'b> {
    unmoved: Unmoved,
    forerunners: &'b Forerunners,
    /// The next of those that do not stay.
    next: usize,
}

impl Before {
    /// Gives back what is known of a version; none if somebody is still answering a question about it.
    pub(crate) fn give_back(document: Arc<OpenDocument>, written: Written) -> Option<Before> {
        let document = Arc::into_inner(document)?;
        let stamp = document.stamp;
        Some(Before { stamp, written, _rest: document.give_back() })
    }
}

impl Written {
    /// All findings, and how many of them had to be written anew. What is kept of the version `before` changes nothing
    /// but how long it takes.
    pub(crate) fn findings_after(view: &View<'_>, before: Option<&Before>) -> (Written, usize) {
        let findings = &view.analysis.findings;
        let text = &view.analysis.facts.text;
        let kept = before.and_then(|before| {
            let encoding = view.abilities.encoding;
            let unmoved = view.document.unmoved_since(before.stamp, text, encoding)?;
            let forerunners = view.document.forerunners_of(before.stamp)?;
            Some((&before.written, Earlier { unmoved, forerunners, next: 0 }))
        });
        let Some((before, mut earlier)) = kept else {
            return (Written::findings(view), findings.len());
        };
        let uri = json_of(view.uri);
        let mut written = Written {
            bytes: Vec::with_capacity(before.bytes.len() + ROOM),
            ends: Vec::with_capacity(findings.len()),
        };
        let mut n_anew = 0;
        // What is still to be taken in one piece.
        let mut run = 0..0;
        for (index, finding) in findings.iter().enumerate() {
            // Those of a client that asks for them were not written.
            match earlier.of(index, finding).filter(|&was| was < before.ends.len()) {
                Some(was) if was == run.end => run.end += 1,
                Some(was) => {
                    written.take(before, std::mem::replace(&mut run, was..was + 1));
                }
                None => {
                    written.take(before, std::mem::replace(&mut run, EMPTY));
                    written.finding(view, &uri, finding);
                    n_anew += 1;
                }
            }
        }
        written.take(before, run);
        (written, n_anew)
    }
}

/// No findings, and none that could follow them.
const EMPTY: Range<usize> = usize::MAX..usize::MAX;

/// How much more a version may have to say than the one before it, before there has to be more room.
const ROOM: usize = 4 << 10;

impl Earlier<'_> {
    /// Which finding of the version before is written as this one, of this index, is to be.
    fn of(&mut self, index: usize, finding: &Finding) -> Option<usize> {
        if let Some(was) = self.forerunners.was(index) {
            let related = finding.related.iter().map(|related| related.range);
            let mut places = related.chain([finding.range]);
            return places.all(|place| self.unmoved.before(place).is_some()).then_some(was);
        }
        let range = self.unmoved.before(finding.range)?;
        let here = (range.start(), range.end(), finding.rule);
        let rest = &self.forerunners.withdrawn()[self.next..];
        self.next += rest.iter().take_while(|(_, old)| old.place() < here).count();
        let (was, old) = self.forerunners.withdrawn().get(self.next)?;
        let same = old.range == range && self.says_the_same(old, finding);
        same.then(|| {
            self.next += 1;
            *was as usize
        })
    }

    fn says_the_same(&self, old: &Finding, new: &Finding) -> bool {
        old.rule == new.rule
            && old.severity == new.severity
            && old.message == new.message
            && old.related.len() == new.related.len()
            && old.related.iter().zip(&new.related).all(|(old, new)| {
                self.unmoved.before(new.range) == Some(old.range) && old.message == new.message
            })
    }
}

#[cfg(test)]
mod tests {
    use newsmark_semantic::TextSize;
    use newsmark_tests::files;
    use proptest::prelude::*;
    use proptest::sample::Index;
    use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, Url};

    use super::*;
    use crate::capabilities::Abilities;
    use crate::documents::Documents;
    use crate::from_proto;
    use crate::position::Encoding;

    /// A client that types into one document, and what it was told last.
    struct Session {
        documents: Documents,
        uri: Url,
        abilities: Abilities,
        said: Option<(Arc<OpenDocument>, Written)>,
    }

    impl Session {
        fn open(text: &str, encoding: Encoding) -> Session {
            let uri = Url::parse("untitled:typed").unwrap();
            let documents = Documents::default();
            documents.open(uri.clone(), 1, text);
            let abilities = Abilities {
                related_information: true,
                code_description: true,
                tags: true,
                encoding,
                ..Abilities::default()
            };
            Session { documents, uri, abilities, said: None }
        }

        fn text(&self) -> String {
            self.documents.get(&self.uri).unwrap().text.pieces().collect()
        }

        /// Replaces some bytes, as a client would say it.
        fn replace(&self, replaced: Range<usize>, by: &str) {
            let encoding = self.abilities.encoding;
            let document = self.documents.get(&self.uri).unwrap();
            let text = self.text();
            let lines = crate::line_index::LineIndex::new(&text, encoding);
            let size = |at: usize| TextSize::new(at as u32);
            let [start, end] = [replaced.start, replaced.end].map(size);
            let range = lines.range(&text, newsmark_semantic::TextRange::new(start, end));
            let change = TextDocumentContentChangeEvent {
                range: Some(range),
                range_length: None,
                text: by.to_owned(),
            };
            let edit = |text: &mut _| from_proto::edit(text, &[change], encoding);
            assert!(self.documents.edit(&self.uri, document.version + 1, edit));
        }

        /// Reads the newest version; gives how many findings there are and how many had to be written anew.
        fn read(&mut self) -> [usize; 2] {
            let before = self.said.take();
            let before =
                before.and_then(|(document, written)| Before::give_back(document, written));
            let document = self.documents.get(&self.uri).unwrap();
            let analysis = document.analysis().unwrap();
            let (uri, abilities) = (&self.uri, self.abilities);
            let view = View { uri, document: &document, analysis, abilities };
            let (mut written, n_anew) = Written::findings_after(&view, before.as_ref());
            let closed = self.documents.closed(uri, &self.text());
            let analysis = closed.analysis().unwrap();
            let fresh = View { uri, document: &closed, analysis, abilities };
            let fresh = Written::findings(&fresh);
            assert_eq!(written, fresh, "{:?}", String::from_utf8_lossy(written.bytes()));
            let n_findings = analysis.findings.len();
            // What is said of names that other articles have, too, stands behind them.
            written.add(&[tower_lsp::lsp_types::Diagnostic::default()]);
            self.said = Some((document, written));
            [n_findings, n_anew]
        }
    }

    /// A text with findings on every line, some of them about two places far apart.
    fn long() -> String {
        let one = "The port said 340,000 riders rose 19.4 percent to 422,000.\n\nHe said “so 😀.[^log]\r\n\r\n";
        let folder = files::root().join("fixtures").join("articles");
        let articles = files::with_extension(&folder, "news");
        let articles: String = articles.iter().map(|path| files::read(path)).collect();
        format!("# Riders rose to 1.2 million\n\n{}{articles}{}", one.repeat(60), one.repeat(60))
    }

    fn check(at: usize, replaced: usize, by: &str) -> [usize; 2] {
        let mut session = Session::open(&long(), Encoding::Utf16);
        session.read();
        session.replace(at..at + replaced, by);
        session.read()
    }

    #[test]
    fn a_letter_has_few_findings_written_anew() {
        let [n_findings, n_anew] = check(2000, 0, "x");
        assert!(n_findings > 100, "{n_findings}");
        assert!(n_anew < 20, "{n_anew} of {n_findings}");
    }

    #[test]
    fn after_a_new_line_those_before_it_stay() {
        let end = long().len() - 200;
        let [_, n_anew] = check(end, 0, "\n");
        assert!(n_anew < 20, "{n_anew}");
        let [n_findings, n_anew] = check(300, 0, "\r\n");
        assert!(n_anew > n_findings / 2, "lines below have other numbers");
    }

    #[test]
    fn what_stays_in_other_articles_is_written_as_before() {
        let one = "# Riders rose to 1.2 million\n\nThe port said 340,000 riders rose 19.4 percent to 422,000.\n\n";
        let mut session = Session::open(&one.repeat(30), Encoding::Utf16);
        let [n_findings, _] = session.read();
        assert!(n_findings >= 30, "{n_findings}");
        for article in [4, 20, 0, 29, 11] {
            let at = article * one.len() + one.len() - 4;
            session.replace(at..at, "x");
            assert_eq!(session.read()[0], n_findings);
            session.replace(at..at + 1, "");
            assert_eq!(session.read()[0], n_findings);
        }
    }

    #[test]
    fn other_settings_have_all_written_anew() {
        let mut session = Session::open(&long(), Encoding::Utf8);
        session.read();
        session.replace(40..40, "x");
        session.documents.reread();
        let [n_findings, n_anew] = session.read();
        assert_eq!(n_findings, n_anew);
    }

    fn words() -> impl Strategy<Value = &'static str> {
        prop::sample::select(
            &[
                "",
                "",
                "x",
                "1",
                " ",
                "é",
                "😀",
                "“",
                "\"",
                "\n",
                "\r",
                "\r\n",
                "\n\n",
                "[^log]",
                "<!--",
                "-->",
                " up 12 percent from 40 to 50.\n\n“So,” said Ada Brandt.\n\nTK\n",
                "|1|\n|-|\n",
            ][..],
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn what_is_kept_is_what_would_be_written(
            encoding in prop::sample::select(&[Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][..]),
            edits in prop::collection::vec(
                (any::<Index>(), prop_oneof![6 => 0usize..4, 1 => 0usize..400], words(), 0u8..5), 1..12),
        ) {
            let mut session = Session::open(&long(), encoding);
            session.read();
            let mut last = 0;
            for (at, n_replaced, by, how) in edits {
                let text = session.text();
                // Most strokes go on where the one before them was.
                let at = if how > 1 { last } else { at.index(text.len() + 1) };
                let start = text.floor_char_boundary(at.min(text.len()));
                let end = text.floor_char_boundary(start + n_replaced);
                session.replace(start..end, by);
                last = start + by.len();
                // Some versions nobody reads.
                if how != 0 {
                    session.read();
                }
            }
            session.read();
        }
    }
}
