//! `newsmark check`: report what cannot be right, and fix it where the fix is certain.
//!
//! Files are read and analysed on all cores and reported in order. Warnings and errors make the exit
//! code 1. Information and hints are shown and do not: a newsroom that checks its articles on every
//! change must not be stopped by a matter of taste.

mod excerpt;
mod fix;
mod github;
mod human;
mod sarif;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use newsmark_semantic::{Analysis, Settings, Severity};

use crate::arguments::{Check, CheckFormat};
use crate::contract::{Edge, FileFindings};
use crate::positions::OffsetUnit;
use crate::reading::{self, Input, Problem};
use crate::settings::SettingsOf;
use crate::terminal::{Counted, Look, Progress, UntilClosed, complain, note};
use crate::{COULD_NOT_RUN, FINDINGS, in_order, json};

/// One text, checked.
struct Checked {
    name: String,
    analysis: Analysis,
    /// What was fixed before this analysis.
    fixed: Vec<fix::Applied>,
    /// The fixed text of standard input, for standard output.
    rewritten: Option<String>,
}

/// What a run came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tally {
    errors: usize,
    warnings: usize,
    information: usize,
    hints: usize,
    articles: usize,
    articles_with_findings: usize,
    problems: usize,
}

/// Checks what the arguments name and reports it.
pub(crate) fn run(arguments: &Check) -> io::Result<ExitCode> {
    let listing = reading::list(&arguments.paths, arguments.stdin_name.as_deref());
    let mut tally = Tally { problems: listing.problems.len(), ..Tally::default() };
    for problem in &listing.problems {
        complain(problem);
    }
    for folder in &listing.empty_folders {
        note(format_args!("{folder}: no articles here (files in .news, .md or .txt)"));
    }

    let mut settings_of = SettingsOf::new(arguments.config.as_deref())?;
    let look = Look::of_stdout();
    // Where standard output takes the fixed text, the report goes beside it.
    let fixes_stdin =
        arguments.fix && listing.inputs.iter().any(|input| matches!(input, Input::Stdin(_)));
    let mut output: Box<dyn Write> = match fixes_stdin {
        true => Box::new(io::stderr()),
        false => Box::new(io::BufWriter::new(UntilClosed::new(io::stdout()))),
    };
    let mut report = Report::new(arguments.format, look);
    let progress = Progress::new(Counted::Articles, Some(listing.inputs.len() as u64));
    let inputs: Vec<_> =
        listing.inputs.into_iter().map(|input| (settings_of.of(&input), input)).collect();
    let broke = in_order::run(
        inputs.into_iter(),
        |(settings, input)| checked(&input, &settings, arguments.fix),
        |checked| {
            progress.advance(1);
            let says_something = !checked.as_ref().is_ok_and(Checked::is_clean);
            let take = || take(checked, &mut report, &mut tally, &mut output);
            match if says_something { progress.aside(take) } else { take() } {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => ControlFlow::Break(error),
            }
        },
    );
    progress.end();
    if let Some(error) = broke {
        return Err(error);
    }
    report.end(&tally, &mut output)?;
    output.flush()?;
    Ok(if settings_of.are_sound() { tally.exit_code() } else { ExitCode::from(COULD_NOT_RUN) })
}

/// Reads and checks one text, and fixes it first if that is wanted.
fn checked(input: &Input, settings: &Settings, fixes: bool) -> Result<Checked, Problem> {
    let problem = |reason| Problem { name: input.name(), reason };
    let mut text = reading::read(input)?;
    let mut analysis = reading::analyze_beside(&text, settings, input).map_err(problem)?;
    let mut fixed = Vec::new();
    if fixes && let Some(fixes) = fix::apply(&text, &analysis.findings) {
        (text, fixed) = (fixes.text, fixes.applied);
        if let Input::File(path) = input {
            fix::replace(path, &text)
                .map_err(|error| problem(format!("could not be rewritten: {error}")))?;
        }
        analysis = reading::analyze_beside(&text, settings, input).map_err(problem)?;
    }
    let rewritten = (fixes && matches!(input, Input::Stdin(_))).then_some(text);
    Ok(Checked { name: input.name(), analysis, fixed, rewritten })
}

/// Reports one text.
fn take(
    checked: Result<Checked, Problem>,
    report: &mut Report,
    tally: &mut Tally,
    output: &mut dyn Write,
) -> io::Result<()> {
    let checked = match checked {
        Ok(checked) => checked,
        Err(problem) => {
            tally.problems += 1;
            complain(&problem);
            report.problem(&problem);
            return Ok(());
        }
    };
    for applied in &checked.fixed {
        note(format_args!("fixed {}:{}: {}", checked.name, applied.line, applied.title));
    }
    if let Some(text) = &checked.rewritten {
        io::stdout().write_all(text.as_bytes())?;
    }
    if checked.analysis.facts.text.is_empty() {
        note(format_args!("{}: is empty", checked.name));
    }
    tally.add(&checked.analysis);
    report.file(&checked, output)?;
    // Somebody watches: what was found is shown at once, and whole lines at a time.
    if io::stdout().is_terminal() { output.flush() } else { Ok(()) }
}

impl Checked {
    /// Whether there is nothing to tell about it.
    fn is_clean(&self) -> bool {
        self.analysis.findings.is_empty() && self.fixed.is_empty()
    }
}

impl Tally {
    fn add(&mut self, analysis: &Analysis) {
        for finding in &analysis.findings {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Information => self.information += 1,
                Severity::Hint => self.hints += 1,
            }
        }
        let articles = &analysis.facts.articles;
        let article = |finding: &newsmark_semantic::Finding| {
            articles.partition_point(|article| article.range.start() <= finding.range.start())
        };
        let with_findings: BTreeSet<_> = analysis.findings.iter().map(article).collect();
        self.articles += articles.len();
        self.articles_with_findings += with_findings.len();
    }

    fn exit_code(&self) -> ExitCode {
        match self {
            Tally { problems: 1.., .. } => ExitCode::from(COULD_NOT_RUN),
            Tally { errors: 1.., .. } | Tally { warnings: 1.., .. } => ExitCode::from(FINDINGS),
            _ => ExitCode::SUCCESS,
        }
    }
}

/// The report, in one of its formats.
enum Report {
    Human(human::Printer),
    Json,
    Sarif(sarif::Log),
    Github,
}

impl Report {
    fn new(format: CheckFormat, look: Look) -> Report {
        match format {
            CheckFormat::Human => Report::Human(human::Printer::new(look)),
            CheckFormat::Json => Report::Json,
            CheckFormat::Sarif => Report::Sarif(sarif::Log::default()),
            CheckFormat::Github => Report::Github,
        }
    }

    fn problem(&mut self, problem: &Problem) {
        if let Report::Sarif(log) = self {
            log.problem(problem);
        }
    }

    fn file(&mut self, checked: &Checked, output: &mut dyn Write) -> io::Result<()> {
        let Checked { name, analysis, .. } = checked;
        match self {
            Report::Human(printer) => printer.file(name, analysis, output),
            Report::Json => {
                let edge = Edge::new(analysis, OffsetUnit::Bytes);
                let findings = edge.findings();
                output.write_all(&json::line(&FileFindings { path: name, findings }))
            }
            Report::Sarif(log) => {
                log.file(name, analysis);
                Ok(())
            }
            Report::Github => github::file(name, analysis, output),
        }
    }

    fn end(self, tally: &Tally, output: &mut dyn Write) -> io::Result<()> {
        match self {
            Report::Human(_) => writeln!(output, "{}", human::summary(tally)),
            Report::Sarif(log) => log.write(output),
            Report::Json | Report::Github => Ok(()),
        }
    }
}
