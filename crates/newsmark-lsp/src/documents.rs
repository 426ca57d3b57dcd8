//! The documents an editor has open.
//!
//! A document never changes: an edit makes a new one. Whoever holds the old one can finish the work
//! with a text, a version and an analysis that belong together. The analysis is made when it is
//! first asked for, at most once a version. A document that is not open is unknown; its file is
//! read only when the whole folder is looked through.

mod desk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use newsmark_semantic::{Analysis, Forerunners, Settings};
use tower_lsp::lsp_types::Url;

use crate::folders::Folders;
use crate::line_index::{LineIndex, Unmoved};
use crate::position::{Encoding, LinedText};
use crate::settings_files::SettingsFiles;
use crate::source_files;
use crate::typing::{LastStroke, Stroke};
use desk::Desk;

/// A text longer than this, in bytes, is no article. It is kept, and edited, but not read: nobody could wait for
/// that after every keystroke.
pub(crate) const LONGEST: usize = 16 << 20;

/// All open documents, by the name that the client gave them, and the settings they are read with.
#[derive(Default)]
pub(crate) struct Documents {
    state: Mutex<State>,
    /// The settings files beside them.
    pub(crate) settings_files: Arc<SettingsFiles>,
    /// The folders that are open, from which sources may be taken.
    pub(crate) folders: Arc<Folders>,
}

#[derive(Default)]
struct State {
    open: BTreeMap<Url, Arc<OpenDocument>>,
    settings: Arc<Settings>,
}

/// One version of a document.
pub(crate) struct OpenDocument {
    /// The version, as the client counts.
    pub(crate) version: i32,
    /// The text, as the client sent it.
    pub(crate) text: LinedText,
    /// Its number: no two are alike, so an answer that carries it is the same answer while it is.
    pub(crate) stamp: u64,
    /// The stroke that led to it, if it was one, and the number of the version before.
    stroke: Option<LastStroke>,
    follows: Option<u64>,
    /// What the editor decides.
    settings: Arc<Settings>,
    /// What the files beside the document decide, and in which folder it is.
    files: Arc<SettingsFiles>,
    folder: Option<Arc<Path>>,
    folders: Arc<Folders>,
    /// Handed on from version to version, so that paragraphs and source files are read once.
    desk: Arc<Mutex<Desk>>,
    /// Empty before it is asked for; none if reading the text went wrong.
    read: OnceLock<Option<Read>>,
    /// Empty before somebody asks for a position.
    lines: OnceLock<Lines>,
}

/// What is known about a version.
struct Read {
    analysis: Analysis,
    /// The version by its number that was given back before, and whose findings the analysis speaks of.
    after: Option<u64>,
}

/// Where the lines of a version are.
struct Lines {
    index: LineIndex,
    /// What is where it was in the version before, if that is known.
    unmoved: Option<Unmoved>,
}

impl Documents {
    /// Takes a document; says whether it was not open before.
    pub(crate) fn open(&self, uri: Url, version: i32, text: &str) -> bool {
        let text = LinedText::new(text);
        let mut state = self.lock();
        let document = OpenDocument::new(version, text, Arc::clone(&state.settings));
        let document = document.beside(&uri, self);
        state.open.insert(uri, Arc::new(document)).is_none()
    }

    /// Edits a document; says whether it is open at all.
    pub(crate) fn edit(
        &self,
        uri: &Url,
        version: i32,
        edit: impl FnOnce(&mut LinedText) -> Option<Stroke>,
    ) -> bool {
        let mut state = self.lock();
        let Some(document) = state.open.get_mut(uri) else { return false };
        let mut text = document.text.clone();
        let stroke = edit(&mut text);
        let stroke = stroke.map(|stroke| LastStroke::after(document.stroke.as_ref(), stroke));
        let follows = Some(document.stamp);
        *document = Arc::new(OpenDocument { stroke, follows, ..document.next(version, text) });
        true
    }

    /// Forgets a document; says whether it was open.
    pub(crate) fn close(&self, uri: &Url) -> bool {
        self.lock().open.remove(uri).is_some()
    }

    /// The newest version of a document.
    pub(crate) fn get(&self, uri: &Url) -> Option<Arc<OpenDocument>> {
        self.lock().open.get(uri).cloned()
    }

    /// Reads all documents with other settings from now on; gives those that it concerns.
    pub(crate) fn set_settings(&self, settings: Settings) -> Vec<Url> {
        let mut state = self.lock();
        if *state.settings == settings {
            return Vec::new();
        }
        let settings = Arc::new(settings);
        state.settings = Arc::clone(&settings);
        for document in state.open.values_mut() {
            *document = Arc::new(document.with_settings(Arc::clone(&settings)));
        }
        state.open.keys().cloned().collect()
    }

    /// Reads all documents afresh, since a settings file has changed; gives them.
    pub(crate) fn reread(&self) -> Vec<Url> {
        self.settings_files.forget();
        let mut state = self.lock();
        for document in state.open.values_mut() {
            *document = Arc::new(document.with_settings(Arc::clone(&document.settings)));
        }
        state.open.keys().cloned().collect()
    }

    /// Reads the documents afresh that name one of these files, which have changed; gives them.
    pub(crate) fn reread_sources(&self, changed: &[PathBuf]) -> Vec<Url> {
        let mut state = self.lock();
        let mut reread = Vec::new();
        for (uri, document) in &mut state.open {
            if document.names_one_of(changed) {
                *document = Arc::new(document.with_settings(Arc::clone(&document.settings)));
                reread.push(uri.clone());
            }
        }
        reread
    }

    /// The names of all open documents.
    pub(crate) fn all(&self) -> Vec<Url> {
        self.lock().open.keys().cloned().collect()
    }

    /// A document that is not open, as it would be read if it were.
    pub(crate) fn closed(&self, uri: &Url, text: &str) -> OpenDocument {
        let settings = Arc::clone(&self.lock().settings);
        OpenDocument::new(0, LinedText::new(text), settings).beside(uri, self)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Each method leaves whole documents behind, whatever happens in it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OpenDocument {
    fn new(version: i32, text: LinedText, settings: Arc<Settings>) -> OpenDocument {
        static STAMP: AtomicU64 = AtomicU64::new(0);
        let stamp = STAMP.fetch_add(1, Ordering::Relaxed);
        OpenDocument {
            version,
            text,
            stamp,
            stroke: None,
            follows: None,
            settings,
            files: Arc::default(),
            folder: None,
            folders: Arc::default(),
            desk: Arc::default(),
            read: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// The same beside the files of its folder.
    fn beside(self, uri: &Url, documents: &Documents) -> OpenDocument {
        let path = uri.to_file_path().ok();
        let folder = path.as_deref().and_then(Path::parent).map(Arc::from);
        let files = Arc::clone(&documents.settings_files);
        OpenDocument { files, folder, folders: Arc::clone(&documents.folders), ..self }
    }

    fn next(&self, version: i32, text: LinedText) -> OpenDocument {
        OpenDocument {
            desk: Arc::clone(&self.desk),
            files: Arc::clone(&self.files),
            folder: self.folder.clone(),
            folders: Arc::clone(&self.folders),
            ..OpenDocument::new(version, text, Arc::clone(&self.settings))
        }
    }

    fn with_settings(&self, settings: Arc<Settings>) -> OpenDocument {
        OpenDocument { settings, ..self.next(self.version, self.text.clone()) }
    }

    /// Whether it is one of a row of strokes that are faster than a hand, so that the next is on its way.
    pub(crate) fn is_in_burst(&self) -> bool {
        self.stroke.is_some_and(|stroke| stroke.is_in_burst)
    }

    /// Whether the text is too long to be read.
    pub(crate) fn is_too_long(&self) -> bool {
        self.text.len() > LONGEST
    }

    /// What is known about the text; none if it is too long or reading it went wrong. Takes its time when it is the
    /// first to ask, so it is not for the protocol's own task.
    pub(crate) fn analysis(&self) -> Option<&Analysis> {
        let read = || {
            if self.is_too_long() {
                return None;
            }
            let settings = self.settings();
            self.desk().read_guarded(self, &settings)
        };
        Some(&self.read.get_or_init(read).as_ref()?.analysis)
    }

    /// What became of the findings of another version, if that was given back before this one was read.
    pub(crate) fn forerunners_of(&self, stamp: u64) -> Option<&Forerunners> {
        let read = self.read.get()?.as_ref()?;
        (read.after == Some(stamp)).then_some(&read.analysis.forerunners)
    }

    /// Where its lines are, as the client counts; `text` is its text in one piece.
    pub(crate) fn lines(&self, text: &str, encoding: Encoding) -> &LineIndex {
        &self.counted(text, encoding).index
    }

    /// Which places have the positions that they had in another version, if that is the one before it and has been
    /// given back.
    pub(crate) fn unmoved_since(
        &self,
        stamp: u64,
        text: &str,
        encoding: Encoding,
    ) -> Option<Unmoved> {
        self.counted(text, encoding).unmoved.filter(|_| self.follows == Some(stamp))
    }

    fn counted(&self, text: &str, encoding: Encoding) -> &Lines {
        self.lines.get_or_init(|| {
            let before = self.desk().lines.take();
            let before = before.filter(|(stamp, lines)| {
                self.follows == Some(*stamp) && lines.encoding() == encoding
            });
            match (before, self.stroke) {
                (Some((_, before)), Some(last)) => {
                    let (index, unmoved) = before.edited(text, last.stroke);
                    Lines { index, unmoved: Some(unmoved) }
                }
                _ => Lines { index: LineIndex::new(text, encoding), unmoved: None },
            }
        })
    }

    /// Gives what is known about it to whoever reads the next version; what that has no use for comes back.
    pub(crate) fn give_back(mut self) -> Forerunners {
        let (read, lines) = (self.read.take().flatten(), self.lines.take());
        let mut desk = self.desk();
        if let Some(lines) = lines {
            desk.lines = Some((self.stamp, lines.index));
        }
        let Some(Read { mut analysis, .. }) = read else { return Forerunners::default() };
        let rest = std::mem::take(&mut analysis.forerunners);
        desk.take_back(self.stamp, analysis);
        rest
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A name in the document's folder, and the folder that it may take sources from.
    fn place(&self) -> Option<(PathBuf, PathBuf)> {
        let article = self.folder.as_deref()?.join("article");
        let folders = self.folders.all();
        let around = folders.iter().map(PathBuf::as_path).chain(self.folder.as_deref());
        let workspaces = around.filter_map(|folder| source_files::workspace_of(&article, folder));
        // Of folders one in the other, the outer one.
        let workspace = workspaces.min_by_key(|workspace| workspace.as_os_str().len())?;
        Some((article, workspace))
    }

    /// The file that a footnote names: beside the document, or else at the top of the folder that is open.
    pub(crate) fn source_file(&self, name: &str) -> Option<PathBuf> {
        let folder = self.folder.as_deref()?;
        let beside = folder.join(name);
        let at_the_top = self.folders.top_of(folder).map(|top| top.join(name));
        Some(at_the_top.filter(|path| !beside.is_file() && path.is_file()).unwrap_or(beside))
    }

    /// What the editor decides, over what the file beside the document does.
    fn settings(&self) -> Settings {
        let file = self.folder.as_deref().map(|folder| self.files.of(folder)).unwrap_or_default();
        Settings::clone(&self.settings).over(&file)
    }

    /// Whether it is known to name one of these files; one that has not been read yet will look at them anyway.
    fn names_one_of(&self, files: &[PathBuf]) -> bool {
        let read = self.read.get().and_then(Option::as_ref);
        read.is_some_and(|Read { analysis, .. }| {
            analysis.facts.local_files().iter().any(|name| source_files::may_be(name, files))
        })
    }

    /// Whether [`OpenDocument::analysis`] answers at once.
    pub(crate) fn is_analysed(&self) -> bool {
        self.read.get().is_some()
    }
}

#[cfg(test)]
mod tests {
    use newsmark_semantic::{Level, TextRange, TextSize};

    use super::*;

    fn uri() -> Url {
        Url::parse("untitled:Untitled-1").unwrap()
    }

    fn append(text: &mut LinedText, new: &str) -> Option<Stroke> {
        let end = TextSize::new(u32::MAX);
        text.replace(TextRange::empty(end), new);
        None
    }

    #[test]
    fn an_edit_leaves_the_version_before_it_as_it_was() {
        let documents = Documents::default();
        documents.open(uri(), 1, "one");
        let before = documents.get(&uri()).unwrap();
        assert!(documents.edit(&uri(), 2, |text| append(text, " two")));
        let after = documents.get(&uri()).unwrap();
        assert_eq!((before.version, before.text.is("one")), (1, true));
        assert_eq!((after.version, after.text.is("one two")), (2, true));
    }

    #[test]
    fn a_document_that_is_not_open_cannot_be_edited_or_closed() {
        let documents = Documents::default();
        assert!(!documents.edit(&uri(), 2, |text| append(text, "x")));
        assert!(documents.open(uri(), 1, "one"));
        assert!(!documents.open(uri(), 1, "again"));
        assert!(documents.close(&uri()));
        assert!(!documents.close(&uri()));
        assert!(documents.get(&uri()).is_none());
    }

    #[test]
    fn a_version_is_read_once_and_only_when_asked_for() {
        let documents = Documents::default();
        documents.open(uri(), 1, "one");
        let document = documents.get(&uri()).unwrap();
        assert!(!document.is_analysed());
        let first = std::ptr::from_ref(document.analysis().unwrap());
        assert!(document.is_analysed());
        assert_eq!(first, std::ptr::from_ref(document.analysis().unwrap()));
    }

    #[test]
    fn an_edit_reads_only_the_paragraph_it_touches() {
        let documents = Documents::default();
        let text = "A headline\n\nThe first one is here.\n\nThe second one is here.\n";
        documents.open(uri(), 1, text);
        documents.get(&uri()).unwrap().analysis();
        documents.edit(&uri(), 2, |text| append(text, "And more of it.\n"));
        let document = documents.get(&uri()).unwrap();
        document.analysis();
        assert!(document.desk.lock().unwrap().reader.paragraphs_read() <= 1);
    }

    #[test]
    fn one_stroke_is_handed_on_as_such_and_any_other_edit_as_a_text() {
        let documents = Documents::default();
        documents.open(uri(), 1, "one two");
        let type_at = |version, at: u32, new: &str| {
            let edit = |text: &mut LinedText| {
                let replaced = TextRange::at(at.into(), 1.into());
                text.replace(replaced, new);
                Some(Stroke { replaced, left: TextRange::at(at.into(), TextSize::of(new)) })
            };
            assert!(documents.edit(&uri(), version, edit));
        };
        let text = || {
            let document = documents.get(&uri()).unwrap();
            document.analysis().unwrap().facts.text.clone()
        };
        assert_eq!(*text(), "one two");
        type_at(2, 0, "“O");
        assert_eq!(*text(), "“One two");
        // Two versions at once: the second stroke alone does not lead from the text that was read.
        type_at(3, 6, ", ");
        type_at(4, 6, "");
        assert_eq!(*text(), "“One two");
        documents.edit(&uri(), 5, |text| append(text, "!"));
        assert_eq!(*text(), "“One two!");
        type_at(6, 9, "?");
        assert_eq!(*text(), "“One tw?!");
    }

    #[test]
    fn other_settings_concern_every_open_document() {
        let documents = Documents::default();
        documents.open(uri(), 1, "one");
        assert_eq!(documents.set_settings(Settings::default()), []);
        let mut settings = Settings::default();
        settings.levels.insert("part-sum".to_owned(), Level::Off);
        assert_eq!(documents.set_settings(settings), [uri()]);
        assert!(!documents.get(&uri()).unwrap().is_analysed());
    }
}
