//! Which texts to read, and reading them: files, folders, standard input.
//!
//! Everything that can be wrong with a file becomes a sentence that names the file and says what to
//! do. A file named on the command line is read whatever its extension; in a folder only `.news`,
//! `.md` and `.txt` files count, and what `.gitignore` leaves out is left out.

use std::collections::HashSet;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use newsmark_lsp::source_files;
use newsmark_semantic::{Analysis, Settings};

use crate::positions::Lines;

/// The largest text that is read. Far more than any article, and within what offsets can count.
pub(crate) const LARGEST: usize = 1 << 30;

const STOPPED: &str = "stopped newsmark in its tracks; please report this with the text";

/// Extensions of articles in a folder.
const EXTENSIONS: [&str; 3] = ["news", "md", "txt"];

/// A text to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input, under the name it goes by.
    Stdin(String),
    File(PathBuf),
}

/// Something that could not be read, and why: one sentence for the person at the keyboard.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) name: String,
    pub(crate) reason: String,
}

/// What the paths on a command line stand for.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) inputs: Vec<Input>,
    pub(crate) problems: Vec<Problem>,
    /// Folders in which there is no article.
    pub(crate) empty_folders: Vec<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.reason)
    }
}

impl Input {
    /// The name to print.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::Stdin(name) => name.clone(),
            Input::File(path) => path.strip_prefix("./").unwrap_or(path).display().to_string(),
        }
    }
}

/// Finds the texts that the paths stand for: files as named, folders walked in the order of their
/// names, `-` for standard input; without a path, the current folder, or standard input if that was given a name.
pub(crate) fn list(paths: &[PathBuf], stdin_name: Option<&str>) -> Listing {
    let mut listing = Listing::default();
    let stdin = || Input::Stdin(stdin_name.unwrap_or("<stdin>").to_owned());
    if paths.is_empty() {
        match stdin_name {
            Some(_) => listing.inputs.push(stdin()),
            None => walk(Path::new("."), &mut listing),
        }
    }
    for path in paths {
        if path.as_os_str() == "-" {
            listing.inputs.push(stdin());
        } else if path.is_dir() {
            walk(path, &mut listing);
        } else {
            listing.inputs.push(Input::File(path.clone()));
        }
    }
    if paths.len() > 1 {
        keep_first_of_each(&mut listing.inputs);
    }
    listing
}

/// Reads a text, or says why not.
pub(crate) fn read(input: &Input) -> Result<String, Problem> {
    let bytes = match input {
        Input::Stdin(_) => read_at_most(io::stdin().lock(), LARGEST),
        Input::File(path) => File::open(path).and_then(|file| read_at_most(file, LARGEST)),
    };
    let problem = |reason| Problem { name: input.name(), reason };
    let bytes = bytes.map_err(|error| problem(why_unreadable(&error)))?;
    text(bytes).map_err(problem)
}

/// Analyses a text that has a place on disk, with the files beside it that its footnotes name.
pub(crate) fn analyze_beside(
    text: &str,
    settings: &Settings,
    input: &Input,
) -> Result<Analysis, String> {
    let analysis = analyze(text, settings)?;
    let names = analysis.facts.local_files();
    let path = match input {
        Input::File(path) => path.as_path(),
        Input::Stdin(name) => Path::new(name),
    };
    if names.is_empty() {
        return Ok(analysis);
    }
    let around = std::env::current_dir().unwrap_or_default();
    let Some(workspace) = source_files::workspace_of(path, &around) else { return Ok(analysis) };
    let sources = source_files::read(path, &workspace, names);
    let read = || newsmark_semantic::analyze_with(text, settings, &sources);
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| STOPPED.to_owned())
}

/// Analyses a text. A mistake of ours must not take down a run over ten thousand files.
pub(crate) fn analyze(text: &str, settings: &Settings) -> Result<Analysis, String> {
    catch_unwind(AssertUnwindSafe(|| newsmark_semantic::analyze(text, settings)))
        .map_err(|_| STOPPED.to_owned())
}

fn walk(folder: &Path, listing: &mut Listing) {
    let before = (listing.inputs.len(), listing.problems.len());
    let walk = WalkBuilder::new(folder)
        // A folder may be unpacked from an archive: what its .gitignore says holds all the same.
        .require_git(false)
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                if is_article(entry.path()) {
                    listing.inputs.push(Input::File(entry.into_path()));
                }
            }
            Ok(_) => {}
            Err(error) => listing.problems.push(Problem {
                name: folder.display().to_string(),
                reason: format!("could not be searched: {error}"),
            }),
        }
    }
    if before == (listing.inputs.len(), listing.problems.len()) {
        listing.empty_folders.push(folder.display().to_string());
    }
}

fn is_article(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|found| EXTENSIONS.iter().any(|known| found.eq_ignore_ascii_case(known)))
}

/// Leaves out files that were already named, or found in a folder that was.
fn keep_first_of_each(inputs: &mut Vec<Input>) {
    let mut seen = HashSet::new();
    inputs.retain(|input| match input {
        Input::Stdin(_) => seen.insert(PathBuf::from("-")),
        Input::File(path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
    });
}

fn read_at_most(source: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "too large"));
    }
    Ok(bytes)
}

pub(crate) fn why_unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
        io::ErrorKind::InvalidData => "is not UTF-8 text; save it as UTF-8".to_owned(),
        io::ErrorKind::FileTooLarge => "is larger than 1 GiB; check it in parts".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// The bytes as text, or what they look like instead.
fn text(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err("is UTF-16 text; save it as UTF-8".to_owned());
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err("looks like a binary file; export the article as plain text".to_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(good).copied().unwrap_or_default();
        let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let end = (before.len() as u32).into();
        let position = Lines::new(&before).position(end);
        format!(
            "is not UTF-8 text: byte {byte:#04X} in line {}, column {}; save it as UTF-8",
            position.line, position.column
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let found = text(bytes.to_vec());
        assert_eq!(found.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn bytes_that_are_no_text_say_what_they_look_like() {
        check("Ferry “back”\n".as_bytes(), Ok("Ferry “back”\n"));
        check(b"", Ok(""));
        check(
            b"Caf\xE9",
            Err("is not UTF-8 text: byte 0xE9 in line 1, column 4; save it as UTF-8"),
        );
        check(
            "é\nü\u{e9}".as_bytes().strip_suffix(&[0xA9]).expect("the end of é"),
            Err("is not UTF-8 text: byte 0xC3 in line 2, column 2; save it as UTF-8"),
        );
        check(b"\xFF\xFEF\0e\0", Err("is UTF-16 text; save it as UTF-8"));
        check(
            b"\x7FELF\x02\0\0",
            Err("looks like a binary file; export the article as plain text"),
        );
    }

    #[test]
    fn more_than_the_most_is_refused_without_reading_on() {
        assert_eq!(read_at_most(&b"12345"[..], 5).expect("just right"), b"12345");
        let error = read_at_most(io::repeat(b'x'), 5).expect_err("endless");
        assert_eq!(why_unreadable(&error), "is larger than 1 GiB; check it in parts");
    }
}
