//! The command `newsmark`: the library at work on files, folders, pipes and terminals.
//!
//! It finds texts, hands them to the library and writes what comes back; it knows no rule and no
//! fact of its own. Exit code 0: clean; 1: findings; 2: something could not be run.

mod arguments;
mod batch;
mod check;
mod contract;
mod explain;
mod facts;
mod in_order;
mod json;
mod positions;
mod reading;
mod settings;
mod terminal;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use settings::SettingsOf;
use terminal::{Counted, Look, Progress};

/// Nothing could be done, or not everything.
const COULD_NOT_RUN: u8 = 2;
/// Everything was checked, and something is wrong.
const FINDINGS: u8 = 1;

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Facts(arguments) => facts::run(&arguments),
        Command::Batch(arguments) => batch(&arguments),
        Command::Explain(arguments) => explain::run(arguments.rule.as_deref(), Look::of_stdout()),
        Command::Lsp(_) => Ok(newsmark_lsp::serve_stdio()),
    };
    match result {
        Ok(code) => code,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            terminal::complain(error);
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn batch(arguments: &arguments::Batch) -> io::Result<ExitCode> {
    let given = SettingsOf::new(arguments.config.as_deref())?;
    let (settings, are_sound) = (given.named(), given.are_sound());
    // The size is known where standard input is a file, on systems that have this name for it.
    let size = std::fs::metadata("/dev/stdin").ok().filter(|input| input.is_file());
    let progress = Progress::new(Counted::Bytes, size.map(|input| input.len()));
    batch::run(io::stdin(), io::stdout().lock(), arguments.offsets, &settings, &progress)?;
    progress.end();
    Ok(if are_sound { ExitCode::SUCCESS } else { ExitCode::from(COULD_NOT_RUN) })
}
