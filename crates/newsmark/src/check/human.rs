//! The report for people, as the Rust compiler prints: the message, both places underlined, the fix.

use std::io::{self, Write};

use annotate_snippets::renderer::DEFAULT_LINE_NUM_STYLE as LINE_NUMBER;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use newsmark_semantic::{Analysis, Finding, Severity, TextRange};

use super::Tally;
use super::excerpt::{self, Excerpt};
use crate::positions::{Lines, Position};
use crate::terminal::Look;

/// Prints findings.
pub(super) struct Printer {
    look: Look,
    renderer: Renderer,
}

impl Printer {
    pub(super) fn new(look: Look) -> Printer {
        let renderer = if look.styled { Renderer::styled() } else { Renderer::plain() };
        // Lines are cut to the width before they are rendered; cutting them again would cut words.
        Printer { look, renderer: renderer.term_width(usize::MAX / 4) }
    }

    /// Prints the findings of one file.
    pub(super) fn file(
        &self,
        name: &str,
        analysis: &Analysis,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        if analysis.findings.is_empty() {
            return Ok(());
        }
        let text = &*analysis.facts.text;
        let lines = Lines::new(text);
        for finding in &analysis.findings {
            writeln!(output, "{}\n", self.finding(name, text, &lines, finding))?;
        }
        Ok(())
    }

    fn finding(&self, name: &str, text: &str, lines: &Lines<'_>, finding: &Finding) -> String {
        let related = finding.related.iter();
        let places: Vec<TextRange> =
            std::iter::once(finding.range).chain(related.map(|related| related.range)).collect();
        let last = places.iter().map(|place| lines.position(place.end()).line).max();
        let gutter = last.unwrap_or(1).to_string().len();
        let width = self.look.width.saturating_sub(gutter + " | ".len());
        let excerpts = excerpt::cut(text, lines, &places, width);

        let level = level(finding.severity);
        let mut group = Group::with_title(
            level.clone().primary_title(finding.message.as_str()).id(finding.rule),
        );
        for excerpt in &excerpts {
            group = group.element(snippet(excerpt, finding));
        }
        for fix in &finding.fixes {
            group = group.element(Level::HELP.message(fix.title.as_str()));
        }
        let report = self.renderer.render(&[group]);
        self.with_origin(report, name, lines.position(finding.range.start()), gutter)
    }

    /// Puts the place under the title. The renderer would count columns in the excerpt.
    fn with_origin(&self, report: String, name: &str, position: Position, gutter: usize) -> String {
        let (blue, plain) = match self.look.styled {
            true => (LINE_NUMBER.render().to_string(), LINE_NUMBER.render_reset().to_string()),
            false => Default::default(),
        };
        let name = name.replace(char::is_control, "\u{FFFD}");
        let Position { line, column } = position;
        let origin = format!("{:gutter$}{blue}-->{plain} {name}:{line}:{column}", "");
        match report.split_once('\n') {
            Some((title, rest)) => format!("{title}\n{origin}\n{rest}"),
            None => format!("{report}\n{origin}"),
        }
    }
}

/// The closing line: `1 error, 2 warnings in 1 of 3 articles`.
pub(super) fn summary(tally: &Tally) -> String {
    let count = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let found: Vec<String> = [
        count(tally.errors, "error", "errors"),
        count(tally.warnings, "warning", "warnings"),
        count(tally.information, "remark", "remarks"),
        count(tally.hints, "hint", "hints"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let articles = count(tally.articles, "article", "articles").unwrap_or("no articles".to_owned());
    let mut summary = match found.is_empty() {
        true => format!("no findings in {articles}"),
        false => format!("{} in {} of {articles}", found.join(", "), tally.articles_with_findings),
    };
    if let Some(problems) = count(tally.problems, "file", "files") {
        summary += &format!("; {problems} could not be checked");
    }
    summary
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

fn snippet<'a>(
    excerpt: &'a Excerpt,
    finding: &'a Finding,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let annotations = excerpt.spans.iter().map(|(place, span)| {
        match place.checked_sub(1).and_then(|index| finding.related.get(index)) {
            Some(related) => {
                AnnotationKind::Context.span(span.clone()).label(related.message.as_str())
            }
            None => AnnotationKind::Primary.span(span.clone()),
        }
    });
    Snippet::source(excerpt.source.as_str()).line_start(excerpt.first_line).annotations(annotations)
}
