//! Chores of the project, run as `cargo xtask`.
//!
//! So far one: putting Newsmark where the machine's editors find it. It runs the commands that docs/editors.md
//! names, says which, and stops at the first that fails. It never writes over what it did not make.

mod commands;
mod install;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chores of the Newsmark project
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    Install(install::Install),
}

#[expect(clippy::print_stderr, reason = "this is where it says what went wrong")]
fn main() -> ExitCode {
    let Chore::Install(install) = Arguments::parse().chore;
    match install.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}
