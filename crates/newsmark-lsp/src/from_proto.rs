//! From the protocol's types to ours. A place that no longer exists becomes the nearest one that does.

use std::path::PathBuf;

use newsmark_semantic::{TextRange, TextSize};
use tower_lsp::lsp_types::{
    DidChangeWatchedFilesParams, FileRename, InitializeParams, RenameFilesParams,
    TextDocumentContentChangeEvent, Url,
};

use crate::position::{Encoding, LinedText};
use crate::typing::Stroke;

/// The folders that a client has open: what it calls so, else its root.
pub(crate) fn folders(params: &InitializeParams) -> Vec<Url> {
    match &params.workspace_folders {
        Some(folders) => folders.iter().map(|folder| folder.uri.clone()).collect(),
        None => params.root_uri.iter().cloned().collect(),
    }
}

/// From where to where files are moved.
pub(crate) fn moves(params: &RenameFilesParams) -> Vec<(PathBuf, PathBuf)> {
    let path = |uri: &str| Url::parse(uri).ok()?.to_file_path().ok();
    let one = |file: &FileRename| Some((path(&file.old_uri)?, path(&file.new_uri)?));
    params.files.iter().filter_map(one).collect()
}

/// The files that have changed.
pub(crate) fn changed(params: &DidChangeWatchedFilesParams) -> Vec<PathBuf> {
    params.changes.iter().filter_map(|change| change.uri.to_file_path().ok()).collect()
}

/// Makes the changes of one notification. Each counts from what the one before it left. Gives the
/// stroke, if it was only one.
pub(crate) fn edit(
    text: &mut LinedText,
    changes: &[TextDocumentContentChangeEvent],
    encoding: Encoding,
) -> Option<Stroke> {
    let mut stroke = None;
    for change in changes {
        stroke = match change.range {
            Some(range) => {
                let replaced = text.range(range, encoding);
                text.replace(replaced, &change.text);
                let left = TextRange::at(replaced.start(), TextSize::of(&*change.text));
                Some(Stroke { replaced, left })
            }
            None => {
                *text = LinedText::new(&change.text);
                None
            }
        };
    }
    stroke.filter(|_| changes.len() == 1)
}
