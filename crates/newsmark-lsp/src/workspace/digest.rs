//! What is kept of an article that is not open.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use newsmark_semantic::features;
use tower_lsp::lsp_types::{Diagnostic, SymbolInformation, Url};

use super::names::PlacedName;
use super::rename::FileLink;
use crate::capabilities::Abilities;
use crate::documents::Documents;
use crate::source_files;
use crate::to_proto;
use crate::view::View;

/// A file longer than this is no article, and is not read unasked.
const LONGEST: u64 = 1 << 24;

/// The essence of an article, as it was when it was read.
pub(crate) struct Digest {
    /// When the file was changed, and its length: while they stay the same it need not be read again.
    modified: Option<SystemTime>,
    length: u64,
    /// The files that it names, which change without it.
    files: Vec<String>,
    /// The number of the reading.
    pub(crate) stamp: u64,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) symbols: Vec<SymbolInformation>,
    pub(crate) names: Vec<PlacedName>,
    /// Links to files.
    pub(crate) links: Vec<FileLink>,
}

impl Digest {
    /// Reads a file; none if it cannot be read or is too long.
    pub(super) fn read(
        documents: &Documents,
        uri: &Url,
        path: &Path,
        abilities: Abilities,
    ) -> Option<Digest> {
        let about = std::fs::metadata(path).ok().filter(|about| about.len() <= LONGEST)?;
        let bytes = std::fs::read(path).ok()?;
        let document = documents.closed(uri, &String::from_utf8_lossy(&bytes));
        let analysis = document.analysis()?;
        let view = View { uri, document: &document, analysis, abilities };
        Some(Digest {
            modified: about.modified().ok(),
            length: about.len(),
            files: analysis.facts.local_files().into_iter().map(str::to_owned).collect(),
            stamp: document.stamp,
            diagnostics: to_proto::diagnostic::diagnostics(&view),
            symbols: to_proto::flat_outline(&view, features::outline(analysis)),
            names: super::names::of(&view),
            links: super::rename::links(&view),
        })
    }

    /// Whether the file is as it was.
    pub(super) fn is_fresh(&self, path: &Path) -> bool {
        let is_same = std::fs::metadata(path).is_ok_and(|about| {
            about.len() == self.length && about.modified().ok() == self.modified
        });
        is_same && self.files.is_empty()
    }

    /// Whether it names one of these files.
    pub(super) fn names_one_of(&self, files: &[PathBuf]) -> bool {
        self.files.iter().any(|name| source_files::may_be(name, files))
    }
}
