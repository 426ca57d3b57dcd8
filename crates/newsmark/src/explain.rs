//! `newsmark explain`: the manual pages of the rules, as they stand beside the rules themselves.

use std::io::{self, Write};
use std::process::ExitCode;

use annotate_snippets::renderer::DEFAULT_EMPHASIS_STYLE as EMPHASIS;
use newsmark_semantic::check::Check;
use newsmark_semantic::checks;

use crate::COULD_NOT_RUN;
use crate::terminal::{Look, complain};

/// Prints the page of a rule, or the list of rules.
pub(crate) fn run(code: Option<&str>, look: Look) -> io::Result<ExitCode> {
    let mut output = io::stdout().lock();
    let Some(code) = code else {
        list(&mut output)?;
        return Ok(ExitCode::SUCCESS);
    };
    match checks::by_code(code) {
        Some(check) => {
            page(check, look, &mut output)?;
            Ok(ExitCode::SUCCESS)
        }
        None => {
            complain(unknown(code));
            Ok(ExitCode::from(COULD_NOT_RUN))
        }
    }
}

/// The manual of a rule without the space that a doc comment puts before each line.
pub(crate) fn manual(check: &Check) -> String {
    let lines = check.manual.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The first sentence of a rule's manual, on one line, without its full stop.
pub(crate) fn summary(check: &Check) -> String {
    let manual = manual(check);
    let paragraph = manual.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let sentence = paragraph.split_inclusive(". ").next().unwrap_or_default();
    sentence.trim_end().trim_end_matches('.').to_owned()
}

fn list(output: &mut impl Write) -> io::Result<()> {
    let mut rules: Vec<_> = checks::all().to_vec();
    rules.sort_by_key(|check| check.code);
    let code_width = rules.iter().map(|check| check.code.len()).max().unwrap_or(0);
    for check in rules {
        let severity = check.severity.word();
        writeln!(output, "{:code_width$}  {severity:11}  {}", check.code, summary(check))?;
    }
    writeln!(output, "\n`newsmark explain RULE` prints the page of a rule.")
}

fn page(check: &Check, look: Look, output: &mut impl Write) -> io::Result<()> {
    let (bold, plain) = match look.styled {
        true => (format!("{}", EMPHASIS.render()), format!("{}", EMPHASIS.render_reset())),
        false => Default::default(),
    };
    writeln!(output, "{bold}{}{plain} ({})\n", check.code, check.severity.word())?;
    let mut in_code = false;
    for line in manual(check).lines() {
        in_code ^= line.starts_with("```");
        match line.strip_prefix("# ") {
            Some(heading) if !in_code => writeln!(output, "{bold}{heading}{plain}")?,
            _ if line.starts_with("```") => {}
            _ if in_code => writeln!(output, "    {line}")?,
            _ => writeln!(output, "{line}")?,
        }
    }
    Ok(())
}

fn unknown(code: &str) -> String {
    let similar = |check: &&&Check| {
        let distance = strsim::damerau_levenshtein(code, check.code);
        (distance <= 1 + check.code.len() / 4).then_some(distance)
    };
    let nearest = checks::all().iter().filter(|check| similar(check).is_some()).min_by_key(similar);
    match nearest {
        Some(check) => format!("there is no rule {code:?}; did you mean {}?", check.code),
        None => format!("there is no rule {code:?}; `newsmark explain` lists them all"),
    }
}

#[cfg(test)]
mod tests {
    use newsmark_tests::{mutants, precision};

    use super::*;

    /// docs/rules.md: every rule with its manual, made from the rules themselves.
    fn rules_page() -> String {
        let mut rules: Vec<_> = checks::all().to_vec();
        rules.sort_by_key(|check| check.code);
        let mut page = String::from(
            "# Rules\n\n\
            <!-- Made from the rules by a test: UPDATE_EXPECT=1 cargo test -p newsmark --bin newsmark -->\n\n\
            `newsmark explain RULE` prints these pages. An error is a certain contradiction, a warning a likely \
            one; information and hints are everything else. A rule that is less sure than usual says so by \
            speaking less loudly.\n\n\
            | rule | severity | what it finds |\n|---|---|---|\n",
        );
        for check in &rules {
            let (code, severity) = (check.code, check.severity.word());
            page += &format!("| [{code}](#{code}) | {severity} | {} |\n", summary(check));
        }
        page += &format!("\n## How often a warning is right\n\n{}", precision());
        for check in &rules {
            page += &format!("\n## {}\n\n*{}*\n\n", check.code, check.severity.word());
            let mut in_code = false;
            for line in manual(check).lines() {
                in_code ^= line.starts_with("```");
                let is_heading = !in_code && line.starts_with("# ");
                page += &format!("{}{line}\n", if is_heading { "##" } else { "" });
            }
        }
        page
    }

    /// What was counted over the fixtures.
    fn precision() -> String {
        let rows = precision::measure();
        let n_pieces = mutants::honest_pieces().len();
        let n_cases: usize = rows.iter().map(|row| row.reported + row.fine).sum();
        format!(
            "Counted over the {n_cases} cases in fixtures/checks and the {n_pieces} honest articles that have a list of \
            slips in fixtures/mutants. A warning about a reported case, or about a slip put into an article, is \
            right; one about a fine case or an article as it is, wrong. Hints and information claim less and are \
            not counted. A rule that is right in fewer than 19 of 20 warnings does not warn.\n\n{}",
            precision::table(&rows),
        )
    }

    #[test]
    fn the_page_of_rules_is_what_the_rules_say() {
        expect_test::expect_file!["../../../docs/rules.md"].assert_eq(&rules_page());
    }

    #[test]
    fn every_summary_is_one_sentence_that_fits_a_line() {
        for check in checks::all() {
            let summary = summary(check);
            assert!((10..=100).contains(&summary.len()), "{}: {summary:?}", check.code);
        }
    }
}
