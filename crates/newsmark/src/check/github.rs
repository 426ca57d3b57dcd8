//! Annotations for a GitHub workflow: one command a finding.

use std::io::{self, Write};

use newsmark_semantic::{Analysis, Severity};

use crate::positions::Lines;

/// Writes the findings of one file.
pub(super) fn file(name: &str, analysis: &Analysis, output: &mut dyn Write) -> io::Result<()> {
    let lines = Lines::new(&analysis.facts.text);
    for finding in &analysis.findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        let start = lines.position(finding.range.start());
        let mut message = format!("{} [{}]", finding.message, finding.rule);
        for related in &finding.related {
            let place = lines.position(related.range.start());
            message += &format!("\nline {}: {}", place.line, related.message);
        }
        for fix in &finding.fixes {
            message += &format!("\nhelp: {}", fix.title);
        }
        let file = property(name);
        let message = data(&message);
        writeln!(
            output,
            "::{command} file={file},line={},col={}::{message}",
            start.line, start.column
        )?;
    }
    Ok(())
}

/// Text of a message, in which line breaks would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, in which separators would end the value too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
