//! SARIF 2.1.0, for code scanning services and the editors that show their results.
//!
//! One log with one run. Columns and offsets count characters, which the log says of itself.

use std::io::{self, Write};

use newsmark_semantic::check::Fix;
use newsmark_semantic::{Analysis, Finding, Severity, TextRange, checks};
use serde_json::{Value, json};

use crate::explain;
use crate::positions::Lines;
use crate::reading::Problem;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The results so far.
#[derive(Default)]
pub(super) struct Log {
    results: Vec<Value>,
    notifications: Vec<Value>,
}

impl Log {
    /// Takes note of a file that could not be read.
    pub(super) fn problem(&mut self, problem: &Problem) {
        self.notifications.push(json!({
            "level": "error",
            "message": { "text": problem.to_string() },
        }));
    }

    /// Adds the findings of one file.
    pub(super) fn file(&mut self, name: &str, analysis: &Analysis) {
        let file = File {
            uri: uri(name),
            text: &analysis.facts.text,
            lines: Lines::new(&analysis.facts.text),
        };
        self.results.extend(analysis.findings.iter().map(|finding| file.result(finding)));
    }

    /// Writes the log.
    pub(super) fn write(self, output: &mut dyn Write) -> io::Result<()> {
        let mut invocation = json!({ "executionSuccessful": self.notifications.is_empty() });
        if !self.notifications.is_empty() {
            invocation["toolExecutionNotifications"] = self.notifications.into();
        }
        let log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "newsmark",
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules(),
                }},
                "columnKind": "unicodeCodePoints",
                "invocations": [invocation],
                "results": self.results,
            }],
        });
        serde_json::to_writer_pretty(&mut *output, &log)?;
        writeln!(output)
    }
}

/// Every rule, so that a viewer can tell what was looked for.
fn rules() -> Vec<Value> {
    let rule = |check: &&newsmark_semantic::check::Check| {
        let manual = explain::manual(check);
        json!({
            "id": check.code,
            "shortDescription": { "text": explain::summary(check) },
            "fullDescription": { "text": explain::summary(check) },
            "help": { "text": manual, "markdown": manual },
            "defaultConfiguration": { "level": level(check.severity) },
        })
    };
    checks::all().iter().map(rule).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

struct File<'a> {
    uri: String,
    text: &'a str,
    lines: Lines<'a>,
}

impl File<'_> {
    fn result(&self, finding: &Finding) -> Value {
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.severity),
            "message": { "text": finding.message },
            "locations": [self.location(finding.range)],
        });
        if let Some(index) = checks::all().iter().position(|check| check.code == finding.rule) {
            result["ruleIndex"] = index.into();
        }
        if !finding.related.is_empty() {
            let related = finding.related.iter().enumerate().map(|(id, related)| {
                let mut location = self.location(related.range);
                location["id"] = id.into();
                location["message"] = json!({ "text": related.message });
                location
            });
            result["relatedLocations"] = related.collect();
        }
        if !finding.fixes.is_empty() {
            result["fixes"] = finding.fixes.iter().map(|fix| self.fix(fix)).collect();
        }
        result
    }

    fn location(&self, range: TextRange) -> Value {
        json!({ "physicalLocation": {
            "artifactLocation": { "uri": self.uri },
            "region": self.region(range),
        }})
    }

    fn region(&self, range: TextRange) -> Value {
        let (start, end) = (self.lines.position(range.start()), self.lines.position(range.end()));
        let offset = self.lines.characters(range.start());
        let mut region = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": offset,
            "charLength": self.lines.characters(range.end()) - offset,
        });
        // A long place, such as a quote that is never closed, is not worth repeating.
        if usize::from(range.len()) <= 500 {
            region["snippet"] = json!({ "text": &self.text[range] });
        }
        region
    }

    fn fix(&self, fix: &Fix) -> Value {
        let replacement = |edit: &newsmark_semantic::check::Edit| {
            json!({
                "deletedRegion": self.region(edit.range),
                "insertedContent": { "text": edit.text },
            })
        };
        json!({
            "description": { "text": fix.title },
            "artifactChanges": [{
                "artifactLocation": { "uri": self.uri },
                "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
            }],
        })
    }
}

/// A path as a relative or `file:` reference.
fn uri(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut uri = String::from(if absolute { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}
