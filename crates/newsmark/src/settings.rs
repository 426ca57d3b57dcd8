//! Which settings each text is read with: those of `--config`, else of the nearest `newsmark.toml`.
//!
//! Files are looked up before anything is read, each once, so that what is wrong with one is said first
//! and once. What can be used of it is used; the run still ends with the exit code of one that could not
//! do all that it was asked for.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use newsmark_lsp::settings_file::{self, SettingsFile};
use newsmark_semantic::Settings;

use crate::positions::{Lines, Position};
use crate::reading::{Input, why_unreadable};
use crate::terminal::{Look, complain, printable, tell};

/// Finds the settings of texts.
#[derive(Debug, Default)]
pub(crate) struct SettingsOf {
    /// The file that was named, if one was.
    named: Option<Arc<Settings>>,
    by_folder: BTreeMap<PathBuf, Arc<Settings>>,
    by_file: BTreeMap<PathBuf, Arc<Settings>>,
    /// How many files could not be read, or not all of them be used.
    n_unsound: usize,
}

impl SettingsOf {
    /// With the file that the command line names, or else those beside the texts. A file that was named and
    /// is not there stops the run.
    pub(crate) fn new(config: Option<&Path>) -> io::Result<SettingsOf> {
        let mut settings = SettingsOf::default();
        if let Some(path) = config {
            let file = settings_file::read(path).map_err(|error| {
                let why = why_unreadable(&error);
                io::Error::new(error.kind(), format!("{}: {why}", path.display()))
            })?;
            settings.named = Some(settings.take(file));
        }
        Ok(settings)
    }

    /// The settings of a text.
    pub(crate) fn of(&mut self, input: &Input) -> Arc<Settings> {
        if let Some(named) = &self.named {
            return Arc::clone(named);
        }
        let path = match input {
            Input::File(path) => path,
            // The name that standard input is given may be that of a file somewhere.
            Input::Stdin(name) => Path::new(name),
        };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        if let Some(known) = self.by_folder.get(&folder) {
            return Arc::clone(known);
        }
        // Above a relative path there are more folders than it names.
        let whole = Path::new(".").join(&folder).canonicalize();
        let found = whole.ok().and_then(|folder| settings_file::find(&folder));
        let settings = found.map(|path| self.file(&path)).unwrap_or_default();
        self.by_folder.insert(folder, Arc::clone(&settings));
        settings
    }

    /// The settings of the file that was named; none in particular without one.
    pub(crate) fn named(&self) -> Arc<Settings> {
        self.named.clone().unwrap_or_default()
    }

    /// Whether every settings file could be read, and all of it used.
    pub(crate) fn are_sound(&self) -> bool {
        self.n_unsound == 0
    }

    /// The settings of a file, which is read when it is first met.
    fn file(&mut self, path: &Path) -> Arc<Settings> {
        if let Some(known) = self.by_file.get(path) {
            return Arc::clone(known);
        }
        let settings = match settings_file::read(path) {
            Ok(file) => self.take(file),
            Err(error) => {
                complain(format_args!("{}: {}", path.display(), why_unreadable(&error)));
                self.n_unsound += 1;
                Arc::default()
            }
        };
        self.by_file.insert(path.to_owned(), Arc::clone(&settings));
        settings
    }

    /// The settings that a file decides; says what is wrong with the rest of it.
    fn take(&mut self, file: SettingsFile) -> Arc<Settings> {
        if !file.problems.is_empty() {
            self.n_unsound += 1;
            tell(report(&file));
        }
        Arc::new(file.settings)
    }
}

/// What is wrong with a file, each with its line.
fn report(file: &SettingsFile) -> String {
    let here = std::env::current_dir().and_then(|folder| folder.canonicalize()).unwrap_or_default();
    let path = file.path.strip_prefix(&here).unwrap_or(&file.path).display().to_string();
    let lines = Lines::new(&file.text);
    let look = Look::of_stderr();
    let renderer = if look.styled { Renderer::styled() } else { Renderer::plain() };
    let mut report = String::new();
    for problem in &file.problems {
        let Position { line, column } = lines.position(problem.range.start());
        let whole = lines.range(line - 1);
        let place = Range::<usize>::from(problem.range);
        let inside = |offset: usize| offset.clamp(whole.start, whole.end) - whole.start;
        let span = inside(place.start)..inside(place.end);
        let words = file.text.get(whole.clone()).unwrap_or_default();
        let snippet =
            Snippet::source(words).line_start(line).annotation(AnnotationKind::Primary.span(span));
        let title = format!("{path}:{line}:{column}: {}", problem.message);
        let group = Level::ERROR.primary_title(printable(&title)).element(snippet);
        report += &format!("{}\n", renderer.render(&[group]));
    }
    report
}
