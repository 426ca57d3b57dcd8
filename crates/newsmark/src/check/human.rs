//! The report for people, as the Rust compiler prints: the message, both places underlined, the fix.

use std::io::{self, Write};

use annotate_snippets::renderer::DEFAULT_LINE_NUM_STYLE as LINE_NUMBER;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use newsmark_semantic::{Analysis, Finding, Severity, TextRange};

use super::Tally;
use super::excerpt::{self, Excerpt};
use crate::positions::{Lines, Position};
use crate::terminal::{Look, printable};

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
        let ends = places.iter().map(|place| lines.position(place.end()).line);
        let margin = digits(ends.max().unwrap_or(1)) + " | ".len();
        let excerpts = excerpt::cut(text, lines, &places, self.look.width.saturating_sub(margin));
        let gutter = digits(excerpts.iter().map(Excerpt::last_line).max().unwrap_or(1));

        let level = level(finding.severity);
        let mut group = Group::with_title(
            level.clone().primary_title(finding.message.as_str()).id(finding.rule),
        );
        for excerpt in &excerpts {
            group = group.element(snippet(excerpt, finding));
        }
        for fix in &finding.fixes {
            group = group.element(Level::HELP.message(printable(&fix.title)));
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
        let name = printable(name);
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
    let articles = count(tally.articles, "article", "articles");
    let mut summary = match (articles, tally.articles) {
        (None, _) => "nothing was checked".to_owned(),
        (Some(articles), _) if found.is_empty() => format!("no findings in {articles}"),
        (Some(articles), 1) => format!("{} in {articles}", found.join(", ")),
        (Some(articles), _) => {
            format!("{} in {} of {articles}", found.join(", "), tally.articles_with_findings)
        }
    };
    if let Some(problems) = count(tally.problems, "file", "files") {
        summary += &format!("; {problems} could not be checked");
    }
    summary
}

fn digits(number: usize) -> usize {
    number.to_string().len()
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
                AnnotationKind::Context.span(span.clone()).label(printable(&related.message))
            }
            None => AnnotationKind::Primary.span(span.clone()),
        }
    });
    Snippet::source(excerpt.source.as_str()).line_start(excerpt.first_line).annotations(annotations)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use newsmark_semantic::Settings;
    use newsmark_semantic::check::{Fix, Related};

    use super::*;

    /// The words of the finding, then those of its related places with their messages; `a..b` stands
    /// for all from `a` to `b`.
    fn check(text: &str, places: &[(&str, &str)], expected: Expect) {
        let range = |words: &str| {
            let (first, last) = words.split_once("..").unwrap_or((words, words));
            let start = text.find(first).expect(words);
            let end = start + text[start..].find(last).expect(words) + last.len();
            TextRange::new((start as u32).into(), (end as u32).into())
        };
        let related = |&(words, message): &(&str, &str)| Related {
            range: range(words),
            message: message.to_owned().into(),
        };
        let finding = Finding {
            rule: "a-rule",
            severity: Severity::Warning,
            range: range(places[0].0),
            message: places[0].1.to_owned(),
            related: places[1..].iter().map(related).collect(),
            fixes: vec![Fix { title: "change it".to_owned(), edits: Vec::new() }],
        };
        let printer = Printer::new(Look { styled: false, width: 100 });
        let mut analysis = newsmark_semantic::analyze(text, &Settings::default());
        analysis.findings = vec![finding];
        let mut output = Vec::new();
        printer.file("storm.news", &analysis, &mut output).expect("memory takes all");
        expected.assert_eq(&String::from_utf8(output).expect("text"));
    }

    const STATIONS: &str = "By December, after three decades of laying fibre from the coast to the high plains, \
        the country had 4.191 million 5G base stations, a net increase of 815,000 on the year, the ministry \
        said in a report that also counted ships, trains and tunnels, and that put the growth of the network \
        at 19.4 percent, more than in any year since the first mast was raised on a hill above the capital.\n";

    #[test]
    fn places_in_short_lines_are_shown_with_their_lines() {
        check(
            "# Ferries carry 1.4 million riders\n\nA dry summer.\n\nThe quay is old.\n\nThey carried 1.2 million riders in 2024.\n",
            &[
                ("1.4 million", "headline says 1.4 million, the body 1.2 million"),
                ("1.2 million", "1.2 million here"),
            ],
            expect![[r#"
                warning[a-rule]: headline says 1.4 million, the body 1.2 million
                 --> storm.news:1:17
                  |
                1 | # Ferries carry 1.4 million riders
                  |                 ^^^^^^^^^^^
                ...
                7 | They carried 1.2 million riders in 2024.
                  |              ----------- 1.2 million here
                  |
                  = help: change it

            "#]],
        );
        check(
            "# Ferries carry 1.4 million riders\n\nThey carried 1.2 million riders in 2024.\n",
            &[
                ("1.2 million", "headline says 1.4 million, the body 1.2 million"),
                ("1.4 million", "1.4 million here"),
            ],
            expect![[r#"
                warning[a-rule]: headline says 1.4 million, the body 1.2 million
                 --> storm.news:3:14
                  |
                1 | # Ferries carry 1.4 million riders
                  |                 ----------- 1.4 million here
                2 |
                3 | They carried 1.2 million riders in 2024.
                  |              ^^^^^^^^^^^
                  |
                  = help: change it

            "#]],
        );
    }

    #[test]
    fn a_paragraph_on_one_line_is_cut_to_its_places() {
        check(
            STATIONS,
            &[("19.4 percent", "815,000 more than 3.376 million is 24.1%")],
            expect![[r#"
                warning[a-rule]: 815,000 more than 3.376 million is 24.1%
                 --> storm.news:1:289
                  |
                1 | … that put the growth of the network at 19.4 percent, more than in any year since the first …
                  |                                         ^^^^^^^^^^^^
                  |
                  = help: change it

            "#]],
        );
        check(
            STATIONS,
            &[
                ("19.4 percent", "815,000 more than 3.376 million is 24.1%"),
                ("4.191 million", "the new figure"),
                ("815,000", "the change"),
            ],
            expect![[r#"
                warning[a-rule]: 815,000 more than 3.376 million is 24.1%
                 --> storm.news:1:289
                  |
                1 | … country had 4.191 million 5G base … increase of 815,000 on the year, … at 19.4 percent, more …
                  |               ------------- the new figure        ------- the change        ^^^^^^^^^^^^
                  |
                  = help: change it

            "#]],
        );
        check(
            STATIONS,
            &[("By December", "from the start")],
            expect![[r#"
            warning[a-rule]: from the start
             --> storm.news:1:1
              |
            1 | By December, after three decades of laying fibre from the coast to the high plains, the …
              | ^^^^^^^^^^^
              |
              = help: change it

        "#]],
        );
        check(
            STATIONS,
            &[("the capital.", "to the end")],
            expect![[r#"
            warning[a-rule]: to the end
             --> storm.news:1:373
              |
            1 | … percent, more than in any year since the first mast was raised on a hill above the capital.
              |                                                                                  ^^^^^^^^^^^^
              |
              = help: change it

        "#]],
        );
    }

    #[test]
    fn a_long_place_is_shown_by_its_ends() {
        check(
            STATIONS,
            &[("the country..first mast", "this quote is never closed")],
            expect![[r#"
                warning[a-rule]: this quote is never closed
                 --> storm.news:1:85
                  |
                1 | … plains, the country had 4.191 million 5G base stations, a … year since the first mast was …
                  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  |
                  = help: change it

            "#]],
        );
        check(
            "He said he would \"never\ngo back to the harbour\nas long as he lived.\n",
            &[("\"never..lived.", "this quote is never closed")],
            expect![[r#"
                warning[a-rule]: this quote is never closed
                 --> storm.news:1:18
                  |
                1 |   He said he would "never
                  |  __________________^
                2 | | go back to the harbour
                3 | | as long as he lived.
                  | |____________________^
                  |
                  = help: change it

            "#]],
        );
        check(
            "He said he would \"never\ngo back\nto the harbour\nas long\nas he lived\nin that\ntown.\n",
            &[("\"never..town.", "this quote is never closed")],
            expect![[r#"
                warning[a-rule]: this quote is never closed
                 --> storm.news:1:18
                  |
                1 |   He said he would "never
                  |  __________________^
                ... |
                7 | | town.
                  | |_____^
                  |
                  = help: change it

            "#]],
        );
    }

    #[test]
    fn wide_and_unprintable_characters_keep_the_marks_in_place() {
        check(
            "港口 🚢 said\t1.4 million\u{1b}[31m riders\r\n\r\nIt was 1.2 million.\r\n",
            &[("1.4 million", "a message with \u{1b}[31m in it"), ("1.2 million", "here\u{7}")],
            expect![[r#"
                warning[a-rule]: a message with ␛[31m in it
                 --> storm.news:1:11
                  |
                1 | 港口 🚢 said    1.4 million␛[31m riders
                  |                 ^^^^^^^^^^^
                2 |
                3 | It was 1.2 million.
                  |        ----------- here�
                  |
                  = help: change it

            "#]],
        );
        check(
            "去年渡轮运送了一百二十万名乘客比前年增长百分之九港务局周五表示新码头于五月启用历时两年耗资三千八百万美元接待了三十一万名乘客共有三条航线",
            &[("百分之九", "nine percent")],
            expect![[r#"
                warning[a-rule]: nine percent
                 --> storm.news:1:21
                  |
                1 | 去年渡轮运送了一百二十万名乘客比前年增长百分之九港务局周五表示新码头于五月启用历时两年耗资三 …
                  |                                         ^^^^^^^^
                  |
                  = help: change it

            "#]],
        );
    }

    #[test]
    fn an_empty_place_is_shown_too() {
        check(
            "\nfirst\n",
            &[("", "there is no headline")],
            expect![[r#"
            warning[a-rule]: there is no headline
             --> storm.news:1:1
              |
            1 |
              | ^
              |
              = help: change it

        "#]],
        );
        check(
            "",
            &[("", "there is no headline")],
            expect![[r#"
            warning[a-rule]: there is no headline
             --> storm.news:1:1
              |
            1 |
              | ^
              |
              = help: change it

        "#]],
        );
    }

    #[test]
    fn the_summary_counts_what_was_found() {
        let check = |tally: Tally, expected: &str| assert_eq!(summary(&tally), expected);
        let clean = Tally { articles: 3, ..Tally::default() };
        check(clean.clone(), "no findings in 3 articles");
        check(
            Tally { errors: 1, warnings: 2, articles_with_findings: 1, ..clean.clone() },
            "1 error, 2 warnings in 1 of 3 articles",
        );
        check(
            Tally { hints: 1, articles: 1, articles_with_findings: 1, ..Tally::default() },
            "1 hint in 1 article",
        );
        check(
            Tally { problems: 2, ..clean },
            "no findings in 3 articles; 2 files could not be checked",
        );
        check(
            Tally { problems: 1, ..Tally::default() },
            "nothing was checked; 1 file could not be checked",
        );
        check(Tally::default(), "nothing was checked");
    }
}
