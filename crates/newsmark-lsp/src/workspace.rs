//! The folders that an editor has open, and what is in their articles.
//!
//! Articles that are not open are read only when somebody asks about the whole folder: for a name in any
//! of them, for a check of all, or because the settings want that. What is kept of each is small: its
//! findings, its outline, its names, its links. A file is read again when it has changed. Only what is in
//! a folder of the workspace is ever read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::lsp_types::{Diagnostic, SymbolInformation, Url};

use crate::capabilities::Abilities;
use crate::documents::Documents;
use crate::settings_file;

mod digest;
pub(crate) mod names;
pub(crate) mod rename;

pub(crate) use digest::Digest;
use names::Names;

/// The folders, and what is known of their articles.
pub(crate) struct Workspace {
    documents: Arc<Documents>,
    state: Mutex<State>,
    /// What the names of all articles mean.
    pub(crate) names: Names,
    /// Rings when what is known has changed.
    pub(crate) changed: tokio::sync::Notify,
}

/// The settings file of a folder.
pub(crate) struct Project {
    /// Where it is, or would be.
    pub(crate) uri: Url,
    /// Its text; none if it is not there yet.
    pub(crate) text: Option<String>,
}

#[derive(Default)]
struct State {
    digests: BTreeMap<Url, Arc<Digest>>,
}

impl Workspace {
    pub(crate) fn new(documents: Arc<Documents>) -> Workspace {
        Workspace {
            documents,
            state: Mutex::default(),
            names: Names::default(),
            changed: tokio::sync::Notify::new(),
        }
    }

    /// Takes folders, and leaves others.
    pub(crate) fn change_folders(&self, added: &[Url], removed: &[Url]) {
        let folders = &self.documents.folders;
        folders.change(added, removed);
        self.lock().digests.retain(|uri, _| folders.hold(uri));
    }

    /// Whether what is known of the folders may have changed with these files: an article, or one that an article names.
    pub(crate) fn is_concerned(&self, changed: &[PathBuf]) -> bool {
        changed.iter().any(|path| is_article(path))
            || self.lock().digests.values().any(|digest| digest.names_one_of(changed))
    }

    /// What is known of the articles that are not open.
    pub(crate) fn digests(&self) -> Vec<(Url, Arc<Digest>)> {
        let state = self.lock();
        let all = state.digests.iter().map(|(uri, digest)| (uri.clone(), Arc::clone(digest)));
        all.filter(|(uri, _)| self.documents.get(uri).is_none()).collect()
    }

    /// Reads what has changed in the folders since the last time. Stops early if told to, and tells how far
    /// it is; gives the open documents of whose names something else is to be said now. Takes its time, so it is not for
    /// the protocol's own task.
    pub(crate) fn read(
        &self,
        abilities: Abilities,
        stop: &AtomicBool,
        mut progress: impl FnMut(usize, usize),
    ) -> BTreeSet<Url> {
        let mut concerned = BTreeSet::new();
        let files = articles(&self.documents.folders.all());
        let mut known = self.lock().digests.clone();
        let mut now = BTreeMap::new();
        for (index, path) in files.iter().enumerate() {
            if stop.load(Ordering::Relaxed) {
                // What was known of the rest stays known.
                now.append(&mut known);
                break;
            }
            progress(index, files.len());
            let Ok(uri) = Url::from_file_path(path) else { continue };
            let before = known.remove(&uri);
            let digest = match before.filter(|digest| digest.is_fresh(path)) {
                Some(digest) => Some(digest),
                None => Digest::read(&self.documents, &uri, path, abilities).map(Arc::new),
            };
            if let Some(digest) = digest {
                if self.documents.get(&uri).is_none() {
                    concerned.extend(self.names.update(&uri, digest.names.clone()));
                }
                now.insert(uri, digest);
            }
        }
        if !stop.load(Ordering::Relaxed) {
            for gone in known.keys().filter(|uri| self.documents.get(uri).is_none()) {
                concerned.extend(self.names.update(gone, Vec::new()));
            }
        }
        self.lock().digests = now;
        self.changed.notify_waiters();
        concerned.retain(|uri| self.is_open(uri));
        concerned
    }

    /// What there is in the folders: `12 articles, 1 finding`.
    pub(crate) fn summary(&self) -> String {
        if self.documents.folders.all().is_empty() {
            return "no folder is open".to_owned();
        }
        let state = self.lock();
        let n_findings = state.digests.values().map(|digest| digest.diagnostics.len()).sum();
        let counted = |n: usize, noun| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        let n_articles = counted(state.digests.len(), "article");
        format!("{n_articles}, {}", counted(n_findings, "finding"))
    }

    /// Everything is to be read again, with other settings.
    pub(crate) fn forget(&self) {
        self.lock().digests.clear();
    }

    /// A document was closed: its file speaks for it again, if it is known.
    pub(crate) fn closed(&self, uri: &Url) -> Vec<Url> {
        let digest = self.lock().digests.get(uri).cloned();
        self.names.update(uri, digest.map_or(Vec::new(), |digest| digest.names.clone()))
    }

    /// The settings file for an article in one of the folders. Reads it, so it is not for the protocol's own
    /// task.
    pub(crate) fn project(&self, uri: &Url) -> Option<Project> {
        let path = uri.to_file_path().ok()?;
        let folders = self.documents.folders.all();
        let folder = folders.iter().find(|folder| path.starts_with(folder))?;
        match settings_file::find(path.parent()?) {
            // One above the folder is not ours to change.
            Some(file) if !file.starts_with(folder) => None,
            Some(file) => {
                let text = Some(std::fs::read_to_string(&file).ok()?);
                Some(Project { uri: Url::from_file_path(file).ok()?, text })
            }
            None => {
                let uri = Url::from_file_path(folder.join(settings_file::NAME)).ok()?;
                Some(Project { uri, text: None })
            }
        }
    }

    /// Whether a document is open, and so speaks for itself.
    pub(crate) fn is_open(&self, uri: &Url) -> bool {
        self.documents.get(uri).is_some()
    }

    /// What is known of an article that is not open.
    pub(crate) fn digest(&self, uri: &Url) -> Option<Arc<Digest>> {
        self.lock().digests.get(uri).cloned()
    }

    /// The lines of all outlines that have all the words asked for, those that begin with them first.
    pub(crate) fn symbols(
        &self,
        query: &str,
        open: Vec<SymbolInformation>,
    ) -> Vec<SymbolInformation> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let fits = |symbol: &SymbolInformation| {
            let name = symbol.name.to_lowercase();
            words.iter().all(|word| name.contains(word.as_str()))
        };
        let closed = self.digests();
        let closed = closed.iter().flat_map(|(_, digest)| digest.symbols.iter().cloned());
        let found = open.into_iter().chain(closed).filter(fits);
        let wanted = words.join(" ");
        let begins = |symbol: &SymbolInformation| symbol.name.to_lowercase().starts_with(&wanted);
        let (mut first, rest): (Vec<_>, Vec<_>) = found.partition(begins);
        first.extend(rest);
        first.truncate(MOST_SYMBOLS);
        first
    }

    /// The findings of an article that is not open, with what other articles say about its names.
    pub(crate) fn diagnostics(&self, uri: &Url, digest: &Digest) -> Vec<Diagnostic> {
        let mut diagnostics = digest.diagnostics.clone();
        diagnostics.extend(self.names.remarks(uri));
        diagnostics.sort_by_key(|it| (it.range.start, it.range.end));
        diagnostics
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Nobody reads through more.
const MOST_SYMBOLS: usize = 500;

/// The articles of some folders, in the order of their names; what `.gitignore` leaves out is left out, and
/// so is what a link leads to.
fn articles(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in folders {
        let walk = ignore::WalkBuilder::new(folder)
            .follow_links(false)
            .require_git(false)
            .sort_by_file_path(|a, b| a.cmp(b))
            .build();
        let files = walk.flatten().filter(|it| it.file_type().is_some_and(|kind| kind.is_file()));
        found.extend(files.map(|it| it.into_path()).filter(|path| is_article(path)));
    }
    found.sort();
    found.dedup();
    found
}

/// `.news` and `.news.md`: other files are read only if they are open.
pub(crate) fn is_article(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.ends_with(".news") || name.ends_with(".news.md")
}
