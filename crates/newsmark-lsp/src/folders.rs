//! The folders that an editor has open, kept once for everybody who asks: what articles there are, and from where
//! sources may be taken.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tower_lsp::lsp_types::Url;

/// The folders, in the order in which they were opened.
#[derive(Default)]
pub(crate) struct Folders {
    paths: Mutex<Vec<PathBuf>>,
}

impl Folders {
    /// Takes some, and leaves others. What has no path is no folder.
    pub(crate) fn change(&self, added: &[Url], removed: &[Url]) {
        let paths = |uris: &[Url]| -> Vec<PathBuf> {
            uris.iter().filter_map(|uri| uri.to_file_path().ok()).collect()
        };
        let (added, removed) = (paths(added), paths(removed));
        let mut folders = self.lock();
        folders.retain(|folder| !removed.contains(folder));
        for folder in added {
            if !folders.contains(&folder) {
                folders.push(folder);
            }
        }
    }

    /// All of them.
    pub(crate) fn all(&self) -> Vec<PathBuf> {
        self.lock().clone()
    }

    /// The one that a path lies in; of two in each other, the outer one.
    pub(crate) fn top_of(&self, path: &Path) -> Option<PathBuf> {
        let folders = self.lock();
        let around = folders.iter().filter(|folder| path.starts_with(folder));
        around.min_by_key(|folder| folder.as_os_str().len()).cloned()
    }

    /// Whether a document is in one of them.
    pub(crate) fn hold(&self, uri: &Url) -> bool {
        let path = uri.to_file_path().ok();
        path.is_some_and(|path| self.lock().iter().any(|folder| path.starts_with(folder)))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
