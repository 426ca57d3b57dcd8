//! What stays while a document changes, and reads its next version.
//!
//! All of it only saves time: a version says the same whatever was read before it. What is kept belongs to one
//! version, by its number, and is of use only to the one that follows.

use std::panic::{AssertUnwindSafe, catch_unwind};

use newsmark_semantic::{Analysis, Reader, Settings, Version};

use super::{OpenDocument, Read};
use crate::line_index::LineIndex;
use crate::parallel;
use crate::shelf::Shelf;

/// What is handed on from version to version.
#[derive(Default)]
pub(super) struct Desk {
    pub(super) reader: Reader,
    /// The number of the version that was given back to it.
    given_back: Option<u64>,
    shelf: Shelf,
    /// The number of the version that was read last.
    read_last: Option<u64>,
    /// Where the lines were in a version that was given back.
    pub(super) lines: Option<(u64, LineIndex)>,
}

impl Desk {
    /// Reads a document; none if a mistake of ours stands in the way.
    pub(super) fn read_guarded(
        &mut self,
        document: &OpenDocument,
        settings: &Settings,
    ) -> Option<Read> {
        guarded(self, |desk| desk.read(document, settings))
    }

    /// Takes what is known of a version from whoever needs it no more.
    pub(super) fn take_back(&mut self, stamp: u64, analysis: Analysis) {
        self.reader.take_back(analysis);
        self.given_back = Some(stamp);
    }

    /// Reads a document with the files that it names. They are known from the version before, nearly always. Where it
    /// stands is only asked for a text that names some.
    fn read(&mut self, document: &OpenDocument, settings: &Settings) -> Read {
        if !self.shelf.is_empty()
            && let Some((article, workspace)) = document.place()
        {
            self.shelf.refresh(&article, &workspace);
        }
        let read = self.read_from_shelf(document, settings);
        let names = read.analysis.facts.local_files();
        if self.shelf.has(&names) {
            return read;
        }
        let Some((article, workspace)) = document.place() else { return read };
        match self.shelf.keep(&names, &article, &workspace) {
            true => {
                self.reader.take_back(read.analysis);
                self.read_from_shelf(document, settings)
            }
            false => read,
        }
    }

    /// Reads a document with the files that are on the shelf. If one stroke led to it from the version that was read
    /// last, only that is handed on.
    fn read_from_shelf(&mut self, document: &OpenDocument, settings: &Settings) -> Read {
        let (text, sources) = (&document.text, self.shelf.sources());
        let follows = document.follows.is_some() && document.follows == self.read_last.take();
        let edit = document.stroke.filter(|_| follows).map(|last| last.stroke);
        let by = edit.map(|edit| text.words(edit.left)).unwrap_or_default();
        let mut pieces = text.pieces();
        let version = match edit {
            Some(edit) => Version::Edited { replaced: edit.replaced, by: &by },
            None => Version::Whole(&mut pieces),
        };
        let analysis = self.reader.read_version(version, settings, &sources, parallel::share);
        debug_assert!(text.is(&analysis.facts.text), "the edit led to another text");
        self.read_last = Some(document.stamp);
        Read { analysis, after: self.given_back.take() }
    }
}

/// Reading cannot fail, and yet a mistake of ours must not cost a writer the session. After one the
/// desk is cleared, since nobody knows what it was in the middle of.
fn guarded<T>(desk: &mut Desk, read: impl FnOnce(&mut Desk) -> T) -> Option<T> {
    let result = catch_unwind(AssertUnwindSafe(|| read(desk))).ok();
    if result.is_none() {
        *desk = Desk::default();
    }
    result
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::position::LinedText;

    #[test]
    fn a_panic_costs_one_reading() {
        let mut desk = Desk::default();
        assert_eq!(guarded::<()>(&mut desk, |_| panic!("as told")), None);
        let document = OpenDocument::new(1, LinedText::new("one"), Arc::default());
        assert!(desk.read_guarded(&document, &Settings::default()).is_some());
    }
}
