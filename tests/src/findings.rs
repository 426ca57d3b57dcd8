//! How findings look in fixtures.

use std::sync::Arc;

use newsmark_semantic::check::Check;
use newsmark_semantic::{
    Analysis, Finding, Level, Reader, Settings, SourceFile, Sources, TextSize, checks, features,
};

use crate::cases::{Mark, Sign};
use crate::files;

/// Settings under which only one check speaks.
pub fn only(code: &str) -> Settings {
    let others = checks::all().iter().filter(|check| check.code != code);
    let levels = others.map(|check| (check.code.to_owned(), Level::Off)).collect();
    Settings { levels, ..Settings::default() }
}

/// Reads a text, with the files beside the fixtures that its footnotes name.
pub fn read(text: &str, settings: &Settings) -> Analysis {
    let mut reader = Reader::default();
    let analysis = reader.read(text, settings);
    let names = analysis.facts.local_files();
    if names.is_empty() {
        return analysis;
    }
    let mut sources = Sources::default();
    for name in names {
        let path = files::root().join("fixtures/checks").join(name);
        let file = match std::fs::read_to_string(path) {
            Ok(content) => SourceFile::new(&content),
            Err(_) => SourceFile::unreadable("there is no such file"),
        };
        sources.insert(name, Arc::new(file));
    }
    reader.read_with(text, settings, &sources)
}

/// What one check says of a text: beside the files that its footnotes name, and where it is about several articles beside one of
/// the fixtures.
pub fn of(check: &Check, text: &str) -> Vec<Finding> {
    let analysis = read(text, &only(check.code));
    if !check.is_across {
        return analysis.findings;
    }
    let other = files::read(&files::root().join("fixtures/checks/sources/other.news"));
    features::beside(&analysis, &features::shared_names(&read(&other, &only(check.code))))
}

/// A text with the findings of one check under its words. A finding that is softer than the check at its
/// loudest says how grave it is.
pub fn marked(text: &str, check: &Check) -> String {
    let mut marks = Vec::new();
    let mut related = Vec::new();
    for finding in &of(check, text) {
        let softer = match finding.severity < check.severity {
            true => format!("{}: ", finding.severity.word()),
            false => String::new(),
        };
        let message = format!("{softer}{}", finding.message);
        marks.push(Mark { range: finding.range, sign: Sign::Found, message });
        marks.extend(finding.fixes.iter().map(|fix| Mark {
            range: finding.range,
            sign: Sign::Fix,
            message: fix.title.clone(),
        }));
        related.extend(finding.related.iter().map(|related| Mark {
            range: related.range,
            sign: Sign::Related,
            message: related.message.to_string(),
        }));
    }
    marks.extend(related);
    crate::cases::mark(text, &marks)
}

/// All findings of a whole piece, one a line, with their other places and fixes below them.
pub fn listed(text: &str, analysis: &Analysis) -> String {
    let mut lines = String::new();
    for Finding { rule, severity, range, message, related, fixes } in &analysis.findings {
        let place = place(text, range.start());
        lines.push_str(&format!("{place} {} {rule}: {message}\n", severity.word()));
        for other in related {
            let place = self::place(text, other.range.start());
            let words = &text[other.range];
            lines.push_str(&format!("    {place} {}: {words}\n", other.message));
        }
        for fix in fixes {
            lines.push_str(&format!("    = {}\n", fix.title));
        }
    }
    lines
}

/// The text after a fix.
pub fn fixed(text: &str, fix: &newsmark_semantic::Fix) -> String {
    let mut fixed = String::from(text);
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start()));
    for edit in edits {
        fixed.replace_range(std::ops::Range::<usize>::from(edit.range), &edit.text);
    }
    fixed
}

/// `line:column`, both from 1, the column in characters.
fn place(text: &str, offset: TextSize) -> String {
    let before = &text[..usize::from(offset)];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{line}:{column}")
}
