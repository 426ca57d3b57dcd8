//! The files that the footnotes of one document name, each read once until it changes.
//!
//! An editor may have a whole day between two keystrokes, and the transcript may be replaced in it. So the
//! files are looked at, not read, at every reading of the document: when they were changed, and how long they are.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use newsmark_semantic::{SourceFile, Sources};

use crate::source_files;

/// The files of one document, by the name that the footnote has.
#[derive(Default)]
pub(crate) struct Shelf {
    files: BTreeMap<String, Shelved>,
}

struct Shelved {
    file: Arc<SourceFile>,
    state: State,
}

/// What a file was when it was read: when it was last changed and its length in bytes; or why it was not read.
#[derive(PartialEq, Eq)]
enum State {
    Read(Option<SystemTime>, u64),
    Unread(&'static str),
}

impl Shelf {
    /// Whether nothing is on it.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether it has these files and no others.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        self.files.len() == names.len() && names.iter().all(|&name| self.files.contains_key(name))
    }

    /// What to hand in with the article.
    pub(crate) fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        for (name, shelved) in &self.files {
            sources.insert(name.clone(), Arc::clone(&shelved.file));
        }
        sources
    }

    /// Reads anew what has changed.
    pub(crate) fn refresh(&mut self, article: &Path, workspace: &Path) {
        for (name, shelved) in &mut self.files {
            let found = source_files::find(article, workspace, name);
            let state = State::of(found.as_deref());
            if shelved.state != state {
                *shelved = Shelved { file: Arc::new(source_files::load(found)), state };
            }
        }
    }

    /// Has these files and no others; says whether one of them is new.
    pub(crate) fn keep(&mut self, names: &[&str], article: &Path, workspace: &Path) -> bool {
        self.files.retain(|name, _| names.contains(&&**name));
        let mut is_new = false;
        for &name in names {
            if !self.files.contains_key(name) {
                let found = source_files::find(article, workspace, name);
                let state = State::of(found.as_deref());
                let file = Arc::new(source_files::load(found));
                self.files.insert(name.to_owned(), Shelved { file, state });
                is_new = true;
            }
        }
        is_new
    }
}

impl State {
    fn of(found: Result<&Path, &&'static str>) -> State {
        match found.map(Path::metadata) {
            Ok(Ok(metadata)) => State::Read(metadata.modified().ok(), metadata.len()),
            Ok(Err(_)) => State::Unread("it cannot be opened"),
            Err(reason) => State::Unread(reason),
        }
    }
}
