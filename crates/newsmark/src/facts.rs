//! `newsmark facts`: what was understood, as a table to read or as JSON.

mod pairs;
mod table;

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use newsmark_semantic::{Analysis, Settings};

use crate::arguments::{Facts, FactsFormat};
use crate::contract::{Edge, FileFacts, FilePairs};
use crate::positions::OffsetUnit;
use crate::reading::{self, Input, Problem};
use crate::settings::SettingsOf;
use crate::terminal::{Counted, Look, Progress, complain, note};
use crate::{COULD_NOT_RUN, in_order, json};

/// Shows what the texts say that the arguments name.
pub(crate) fn run(arguments: &Facts) -> io::Result<ExitCode> {
    let listing = reading::list(&arguments.paths, None);
    let mut problems = listing.problems.len();
    for problem in &listing.problems {
        complain(problem);
    }
    for folder in &listing.empty_folders {
        note(format_args!("{folder}: no articles here (files in .news, .md or .txt)"));
    }

    let mut settings_of = SettingsOf::new(arguments.config.as_deref())?;
    let look = Look::of_stdout();
    let mut output = io::BufWriter::new(io::stdout());
    let progress = Progress::new(Counted::Articles, Some(listing.inputs.len() as u64));
    // On a terminal the facts themselves show how far it is.
    let shows_progress = !io::stdout().is_terminal();
    let inputs: Vec<_> =
        listing.inputs.into_iter().map(|input| (settings_of.of(&input), input)).collect();
    let broke = in_order::run(
        inputs.into_iter(),
        |(settings, input)| read(&input, &settings),
        |read| {
            if shows_progress {
                progress.advance(1);
            }
            let written = match read {
                Ok((name, analysis)) => write(&name, &analysis, arguments, look, &mut output),
                Err(problem) => {
                    problems += 1;
                    progress.aside(|| complain(problem));
                    Ok(())
                }
            };
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => ControlFlow::Break(error),
            }
        },
    );
    progress.end();
    if let Some(error) = broke {
        return Err(error);
    }
    output.flush()?;
    let is_sound = problems == 0 && settings_of.are_sound();
    Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::from(COULD_NOT_RUN) })
}

fn read(input: &Input, settings: &Settings) -> Result<(String, Analysis), Problem> {
    let text = reading::read(input)?;
    let analysis = reading::analyze_beside(&text, settings, input)
        .map_err(|reason| Problem { name: input.name(), reason })?;
    Ok((input.name(), analysis))
}

fn write(
    name: &str,
    analysis: &Analysis,
    arguments: &Facts,
    look: Look,
    output: &mut impl Write,
) -> io::Result<()> {
    match (arguments.format, arguments.pairs) {
        (FactsFormat::Table, true) => pairs::write(name, analysis, look, output),
        (FactsFormat::Json, true) => {
            let pairs = Edge::new(analysis, OffsetUnit::Bytes).pairs();
            output.write_all(&json::line(&FilePairs { path: name, pairs }))
        }
        (FactsFormat::Table, false) => table::write(name, analysis, look, output),
        (FactsFormat::Json, false) => {
            let edge = Edge::new(analysis, OffsetUnit::Bytes);
            let articles = edge.articles();
            output.write_all(&json::line(&FileFacts { path: name, articles }))
        }
    }
}
