//! The settings file of a folder of articles: where it is, and what it says.
//!
//! The nearest `newsmark.toml` counts, in the folder of the article or above it; files further up are not
//! looked at, so that one file says everything. The command and the server find the same one.

use std::io;
use std::path::{Path, PathBuf};

use newsmark_semantic::features::REASON;
use newsmark_semantic::settings::{Problem, from_toml};
use newsmark_semantic::{Settings, TextSize};

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

/// Where to write that a rule is to be silent, and what; none where the file says something about it already,
/// or says it in a way that only a person should change.
pub(crate) fn silencing(text: &str, rule: &str) -> Option<(TextSize, String)> {
    if from_toml(text).settings.levels.contains_key(rule) {
        return None;
    }
    let line = format!("{rule} = \"off, {REASON}\"\n");
    let mut at = 0;
    for own in text.split_inclusive('\n') {
        at += own.len();
        let words = own.trim();
        if words.starts_with("[checks]") {
            let gap = if own.ends_with('\n') { "" } else { "\n" };
            return Some((TextSize::new(at as u32), format!("{gap}{line}")));
        }
        if words.starts_with("checks") {
            return None;
        }
    }
    let gap = match text {
        "" => "",
        _ if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    Some((TextSize::new(at as u32), format!("{gap}[checks]\n{line}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_silenced_among_the_others() {
        let after = |text: &str| {
            let (place, line) = silencing(text, "part-sum")?;
            let (before, rest) = text.split_at(usize::from(place));
            Some(format!("{before}{line}{rest}"))
        };
        let line = format!("part-sum = \"off, {REASON}\"\n");
        assert_eq!(after(""), Some(format!("[checks]\n{line}")));
        assert_eq!(
            after("language = \"en\""),
            Some(format!("language = \"en\"\n\n[checks]\n{line}"))
        );
        let table = "[checks] # ours\nplaceholder = \"off\"\n";
        assert_eq!(after(table), Some(format!("[checks] # ours\n{line}placeholder = \"off\"\n")));
        assert_eq!(after("[checks]\npart-sum = \"hint\"\n"), None);
        assert_eq!(after("checks = { placeholder = \"off\" }\n"), None);
        let silent = after("[checks]").unwrap();
        assert_eq!(from_toml(&silent).settings.levels["part-sum"], newsmark_semantic::Level::Off);
    }
}
