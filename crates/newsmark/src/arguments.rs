//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::positions::OffsetUnit;

const EXIT_CODES: &str = "\
Exit code: 0 when nothing is wrong, 1 when there are findings, 2 when something could not be run.
Warnings and errors are findings; hints and information are shown and do not fail a run.";

/// A copy desk for news articles: reads figures, quotes and sources, and warns when two numbers
/// cannot both be right
#[derive(Debug, Parser)]
#[command(name = "newsmark", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report what cannot be right
    Check(Check),
    /// Show what was understood: figures, quotes, people, sources
    Facts(Facts),
    /// Read JSON Lines and answer with JSON Lines, on all cores
    ///
    /// A line is {"id": ..., "text": "...", "date": "2025-01-17"}; id and date may be left out. Answers
    /// come in the order of the lines. A bad line is answered with its number and the reason.
    Batch(Batch),
    /// Print the manual page of a rule, or the list of rules
    Explain(Explain),
    /// Serve an editor: the language server, on standard input and output
    Lsp(Lsp),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Files, or folders to search; `-` is standard input [default: the current folder]
    ///
    /// A folder is searched for .news, .md and .txt files that .gitignore does not leave out.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: CheckFormat,
    /// Apply the fixes of findings that have exactly one, then report what is left
    ///
    /// The text of standard input goes to standard output, fixed, and the report to standard error.
    #[arg(long)]
    pub(crate) fix: bool,
    /// The settings to use, in place of the nearest newsmark.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The name to report standard input under
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_name: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people: the places underlined, the fixes beside them
    #[default]
    Human,
    /// One object a file, one a line
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Facts {
    /// Files, or folders to search; `-` is standard input [default: the current folder]
    ///
    /// A folder is searched for .news, .md and .txt files that .gitignore does not leave out.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: FactsFormat,
    /// Show which figures were compared, and why others were not
    #[arg(long)]
    pub(crate) pairs: bool,
    /// The settings to use, in place of the nearest newsmark.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FactsFormat {
    /// For people
    #[default]
    Table,
    /// One object a file, one a line
    Json,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Batch {
    /// How offsets are counted
    #[arg(long, value_enum, default_value_t)]
    pub(crate) offsets: OffsetUnit,
    /// The settings to use; a newsmark.toml is not looked for
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// Its code, such as restated-figure; without one, all rules are listed
    pub(crate) rule: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Lsp {
    /// Says what is the case anyway; several editors add it to every server's command
    #[arg(long = "stdio", hide = true)]
    _stdio: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
