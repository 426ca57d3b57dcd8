//! Findings as diagnostics, written as they leave.
//!
//! After every keystroke all of them leave, hundreds in a long article. Making values of the protocol's types first,
//! with a string for every word, takes longer than writing them. What is written is what those types would write, to
//! the byte. Nearly all of them were there at the keystroke before, and their bytes are taken from there; see [`kept`].

mod kept;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use newsmark_semantic::{Finding, TextRange, checks};
use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, Position, Url};

use super::diagnostic::{self, SOURCE};
use crate::view::View;
pub(crate) use kept::Before;

/// Some diagnostics, with a comma between each two.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    bytes: Vec<u8>,
    /// Where each finding ends. What was added later stands behind them.
    ends: Vec<usize>,
}

impl Written {
    /// All findings.
    pub(crate) fn findings(view: &View<'_>) -> Written {
        let findings = &view.analysis.findings;
        let mut written = Written {
            bytes: Vec::with_capacity(700 * findings.len()),
            ends: Vec::with_capacity(findings.len()),
        };
        let uri = json_of(view.uri);
        for finding in findings {
            written.finding(view, &uri, finding);
        }
        written
    }

    /// Those of the protocol's type.
    pub(crate) fn diagnostics(diagnostics: &[Diagnostic]) -> Written {
        let mut written = Written::default();
        written.add(diagnostics);
        written
    }

    /// Adds some of the protocol's type.
    pub(crate) fn add(&mut self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            self.separate();
            // Writing into memory cannot fail.
            drop(serde_json::to_writer(&mut self.bytes, diagnostic));
        }
    }

    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn separate(&mut self) {
        if !self.bytes.is_empty() {
            self.bytes.push(b',');
        }
    }

    fn finding(&mut self, view: &View<'_>, uri: &[u8], finding: &Finding) {
        self.separate();
        self.words(r#"{"range":"#);
        self.range(view, finding.range);
        self.words(r#","severity":"#);
        self.severity(diagnostic::severity(finding.severity));
        self.bytes.extend_from_slice(about(finding.rule, view.abilities.code_description));
        self.words(r#","message":"#);
        self.string(&finding.message);
        if view.abilities.related_information && !finding.related.is_empty() {
            self.words(r#","relatedInformation":["#);
            for (index, related) in finding.related.iter().enumerate() {
                self.words(if index > 0 {
                    r#",{"location":{"uri":"#
                } else {
                    r#"{"location":{"uri":"#
                });
                self.bytes.extend_from_slice(uri);
                self.words(r#","range":"#);
                self.range(view, related.range);
                self.words(r#"},"message":"#);
                self.string(&related.message);
                self.words("}");
            }
            self.words("]");
        }
        if view.abilities.tags && diagnostic::is_unnecessary(finding.rule) {
            self.words(r#","tags":[1]"#);
        }
        self.words("}");
        self.ends.push(self.bytes.len());
    }

    /// Adds some findings as they stand among others.
    fn take(&mut self, others: &Written, findings: Range<usize>) {
        let Some(ends) = others.ends.get(findings.clone()) else { return };
        let Some(&end) = ends.last() else { return };
        // Behind the comma.
        let start = findings.start.checked_sub(1).map_or(0, |before| others.ends[before] + 1);
        self.separate();
        let here = self.bytes.len();
        self.bytes.extend_from_slice(&others.bytes[start..end]);
        self.ends.extend(ends.iter().map(|end| end - start + here));
    }

    fn range(&mut self, view: &View<'_>, range: TextRange) {
        let range = view.range(range);
        self.words(r#"{"start":"#);
        self.position(range.start);
        self.words(r#","end":"#);
        self.position(range.end);
        self.words("}");
    }

    fn position(&mut self, position: Position) {
        self.words(r#"{"line":"#);
        self.number(position.line);
        self.words(r#","character":"#);
        self.number(position.character);
        self.words("}");
    }

    fn severity(&mut self, severity: DiagnosticSeverity) {
        let number = match severity {
            DiagnosticSeverity::ERROR => 1,
            DiagnosticSeverity::WARNING => 2,
            DiagnosticSeverity::INFORMATION => 3,
            _ => 4,
        };
        self.number(number);
    }

    fn number(&mut self, mut number: u32) {
        let mut digits = [b'0'; 10];
        let mut first = digits.len();
        while first == digits.len() || number > 0 {
            first -= 1;
            digits[first] += (number % 10) as u8;
            number /= 10;
        }
        self.bytes.extend_from_slice(&digits[first..]);
    }

    fn string(&mut self, string: &str) {
        // Writing into memory cannot fail.
        drop(serde_json::to_writer(&mut self.bytes, string));
    }

    fn words(&mut self, words: &str) {
        self.bytes.extend_from_slice(words.as_bytes());
    }
}

/// What is the same in all diagnostics of a rule, with the address of its page or without.
fn about(rule: &str, with_page: bool) -> &'static [u8] {
    static ABOUT: LazyLock<HashMap<&str, [Vec<u8>; 2]>> = LazyLock::new(|| {
        let one = |code: &'static str| {
            let start = format!(r#","code":"{code}""#);
            let end = format!(r#","source":"{SOURCE}""#);
            let page = diagnostic::description(code).map_or(String::new(), |page| {
                format!(r#","codeDescription":{}"#, serde_json::json!(page))
            });
            (code, [format!("{start}{end}"), format!("{start}{page}{end}")].map(String::into_bytes))
        };
        checks::all().iter().map(|check| one(check.code)).collect()
    });
    ABOUT.get(rule).map_or(&[], |about| &about[usize::from(with_page)])
}

/// An address as it is written.
fn json_of(uri: &Url) -> Vec<u8> {
    serde_json::to_vec(uri).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use newsmark_tests::files;

    use super::*;
    use crate::capabilities::Abilities;
    use crate::documents::Documents;
    use crate::position::Encoding;
    use crate::to_proto::diagnostic::diagnostics;

    /// Writes what is found in a text for clients of all kinds; gives how many diagnostics one of them gets.
    fn check(text: &str) -> usize {
        let uri = Url::parse("file:///articles/a%20%22b%22.news").unwrap();
        let documents = Documents::default();
        documents.open(uri.clone(), 1, text);
        let document = documents.get(&uri).unwrap();
        let analysis = document.analysis().unwrap();
        let all = [(true, Encoding::Utf16), (false, Encoding::Utf8)];
        for (knows, encoding) in all {
            let abilities = Abilities {
                related_information: knows,
                code_description: knows,
                tags: knows,
                encoding,
                ..Abilities::default()
            };
            let view = View { uri: &uri, document: &document, analysis, abilities };
            let expected = diagnostics(&view);
            let mut written = Written::findings(&view);
            let alike = |written: &Written, expected: &[Diagnostic]| {
                let written = String::from_utf8(written.bytes().to_vec()).unwrap();
                assert_eq!(format!("[{written}]"), serde_json::to_string(expected).unwrap());
            };
            alike(&written, &expected);
            written.add(&expected);
            alike(&written, &[expected.clone(), expected.clone()].concat());
            alike(&Written::diagnostics(&expected), &expected);
        }
        analysis.findings.len()
    }

    #[test]
    fn what_is_written_is_what_the_types_of_the_protocol_write() {
        assert_eq!(check(""), 0);
        let odd = "---\ncolour: \"red\\t\"\n---\n\n# A \"b\" 😀\tc\r\n\r\n<!-- ok: part-sum \"so\" -->\r\nIt sank.\r\n";
        assert!(check(odd) > 1);
        let folders =
            ["checks", "articles"].map(|folder| files::root().join("fixtures").join(folder));
        let fixtures = folders.iter().flat_map(|folder| files::with_extension(folder, "news"));
        assert!(fixtures.map(|path| check(&files::read(&path))).sum::<usize>() > 500);
    }
}
