//! Where things are in the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().map_or_else(|| own.to_path_buf(), Path::to_path_buf)
}

/// The files of a folder with this extension, by name. A folder that is missing is empty.
pub fn with_extension(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|own| own == extension))
        .collect();
    paths.sort();
    paths
}

/// Folders of things that are built or installed, which are nobody's text.
const NOT_OURS: [&str; 2] = ["target", "node_modules"];

/// All files below a folder with this extension, by path.
pub fn below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut paths = with_extension(folder, extension);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_ours = !NOT_OURS.iter().any(|name| entry.file_name() == *name);
        if entry.path().is_dir() && !is_hidden && is_ours {
            paths.extend(below(&entry.path(), extension));
        }
    }
    paths.sort();
    paths
}

/// The name of a file without its extension.
pub fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The text of a file.
///
/// # Panics
///
/// If it cannot be read: a test without its fixture is worthless.
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether the expectations are to be rewritten: `UPDATE_FIXTURES=1`.
#[expect(clippy::disallowed_methods, reason = "this is a test's switch, not the analysis")]
pub fn is_update() -> bool {
    std::env::var("UPDATE_FIXTURES").is_ok_and(|value| value == "1")
}
