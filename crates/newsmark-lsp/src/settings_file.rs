//! The settings file of a folder of articles: where it is, and what it says.
//!
//! The nearest `newsmark.toml` counts, in the folder of the article or above it; files further up are not
//! looked at, so that one file says everything. The command and the server find the same one.

use std::io;
use std::path::{Path, PathBuf};

use newsmark_semantic::Settings;
use newsmark_semantic::settings::{Problem, from_toml};

/// The name of the file.
pub const NAME: &str = "newsmark.toml";

/// A settings file, read.
#[derive(Clone, Debug, Default)]
pub struct SettingsFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text, which the places of the problems are in.
    pub text: String,
    /// What it decides.
    pub settings: Settings,
    /// What in it cannot be used.
    pub problems: Vec<Problem>,
}

/// The settings file for what is in a folder.
pub fn find(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// Reads a settings file. An error means that there is no text; all else is a problem with a place.
pub fn read(path: &Path) -> io::Result<SettingsFile> {
    let text = std::fs::read_to_string(path)?;
    let read = from_toml(&text);
    Ok(SettingsFile {
        path: path.to_owned(),
        text,
        settings: read.settings,
        problems: read.problems,
    })
}
