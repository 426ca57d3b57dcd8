//! The settings files of the folders that documents are in, each read once until one of them changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use newsmark_semantic::Settings;

use crate::line_index::LineIndex;
use crate::position::Encoding;
use crate::settings_file;

/// What has been read so far.
#[derive(Default)]
pub(crate) struct SettingsFiles {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    by_folder: BTreeMap<PathBuf, Arc<Settings>>,
    /// What is wrong with files, and nobody has been told yet.
    problems: Vec<String>,
}

impl SettingsFiles {
    /// What the nearest file decides for a folder. Reads it, so it is not for the protocol's own task.
    pub(crate) fn of(&self, folder: &Path) -> Arc<Settings> {
        let mut state = self.lock();
        if let Some(known) = state.by_folder.get(folder) {
            return Arc::clone(known);
        }
        let mut settings = Settings::default();
        if let Some(path) = settings_file::find(folder) {
            match settings_file::read(&path) {
                Ok(file) => {
                    let lines = LineIndex::new(&file.text, Encoding::Utf32);
                    state.problems.extend(file.problems.iter().map(|problem| {
                        let place = lines.position(&file.text, problem.range.start());
                        let (line, column) = (place.line + 1, place.character + 1);
                        format!("{}:{line}:{column}: {}", path.display(), problem.message)
                    }));
                    settings = file.settings;
                }
                Err(error) => state.problems.push(format!("{}: {error}", path.display())),
            }
        }
        let settings = Arc::new(settings);
        state.by_folder.insert(folder.to_owned(), Arc::clone(&settings));
        settings
    }

    /// Forgets everything: a file has changed, come or gone.
    pub(crate) fn forget(&self) {
        self.lock().by_folder.clear();
    }

    /// What was found wrong since this was last asked.
    pub(crate) fn take_problems(&self) -> Vec<String> {
        std::mem::take(&mut self.lock().problems)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
