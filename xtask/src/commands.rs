//! Commands of this machine: whether one is there, what it says, and running it in sight of whoever asked.
//!
//! Nothing is run by a shell, so no name needs quoting.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a command is on the PATH; also one that is named by its path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat", ""] } else { &[""] };
    let mut folders = vec![PathBuf::new()];
    if !name.contains(['/', '\\']) {
        folders = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    }
    folders
        .iter()
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|path| is_executable(path))
        // Commands are run in other folders.
        .and_then(|path| std::path::absolute(path).ok())
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

/// Runs a command that speaks for itself.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    say(&format!("$ {}", words_of(command)));
    let status = command.status().map_err(|error| format!("{}: {error}", words_of(command)))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{} failed with {status}", words_of(command))),
    }
}

/// What a command says, or why it says nothing.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    }
}

fn words_of(command: &Command) -> String {
    let words: Vec<_> = [command.get_program()]
        .into_iter()
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    words.join(" ")
}

#[expect(clippy::print_stdout, reason = "this is where it says what it does")]
pub(crate) fn say(text: &str) {
    println!("{text}");
}
