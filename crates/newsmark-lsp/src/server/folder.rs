//! What concerns all articles of the folders: reports on closed ones, symbols, files that change or move.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use newsmark_semantic::features;
use tower_lsp::lsp_types::{
    DidChangeWatchedFilesParams, PreviousResultId, SymbolInformation, TextEdit, Url,
    WorkspaceDocumentDiagnosticReport,
};

use super::Server;
use crate::view::View;
use crate::workspace::{self, Workspace};
use crate::{from_proto, settings_file, to_proto};

/// How long an answer may wait for something to say. Some clients and what is between give up on longer
/// ones.
const LONGEST_SILENCE: Duration = Duration::from_secs(30);

impl Server {
    /// Something in the folders has changed: if somebody wants to know what is in them, they are read again.
    pub(super) fn check_folder_again(&self) {
        if self.folder_check.is_wanted() {
            drop(self.folder_check.start(self.abilities(), None));
        }
    }

    /// Reports on the closed articles that the client does not know the newest of.
    pub(super) async fn folder_reports(
        &self,
        known: &[PreviousResultId],
    ) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let is_first = !self.has_pulled.swap(true, Ordering::Relaxed);
        let reports = || {
            let digests = self.workspace.digests();
            let wanted = if self.folder_check.is_wanted() { digests } else { Vec::new() };
            to_proto::workspace::reports(&self.workspace, wanted, known)
        };
        // Whatever changes from here on is heard of.
        let news = self.workspace.changed.notified();
        let mut items = reports();
        // A client asks again at once: the answer waits until there is something to say.
        if items.is_empty() && !is_first {
            let _ = tokio::time::timeout(LONGEST_SILENCE, news).await;
            items = reports();
        }
        items
    }

    /// The lines of all outlines, also of closed articles, that have all words of a query.
    pub(super) async fn folder_symbols(&self, query: String) -> Option<Vec<SymbolInformation>> {
        let mut open = Vec::new();
        for uri in self.documents.all() {
            let outline =
                |view: &View<'_>| to_proto::flat_outline(view, features::outline(view.analysis));
            open.extend(self.ask(&uri, outline).await.unwrap_or_default());
        }
        self.ask_folders(move |workspace| workspace.symbols(&query, open)).await
    }

    /// Files have changed: articles, files that they name, settings.
    pub(super) fn files_changed(&self, params: &DidChangeWatchedFilesParams) {
        let is_settings = |uri: &Url| uri.path().ends_with(settings_file::NAME);
        if params.changes.iter().any(|change| is_settings(&change.uri)) {
            self.workspace.forget();
            self.publisher.settings_changed(self.documents.reread());
            self.check_folder_again();
            return;
        }
        let changed = from_proto::changed(params);
        self.publisher.settings_changed(self.documents.reread_sources(&changed));
        // What a reading that is under way has read is not known yet.
        if self.workspace.is_concerned(&changed) || self.folder_check.is_reading() {
            self.check_folder_again();
        }
    }

    /// The edits that keep links leading where they led after files have moved, for each document with its version, if
    /// it is open.
    pub(super) async fn links_after(
        &self,
        moves: &[(PathBuf, PathBuf)],
    ) -> Vec<(Url, Option<i32>, Vec<TextEdit>)> {
        let mut edits = Vec::new();
        for uri in self.documents.all() {
            let (moves, folders) = (moves.to_vec(), Arc::clone(&self.documents.folders));
            let edit = move |view: &View<'_>| {
                let links = workspace::rename::links(view);
                let edits = workspace::rename::edits(view.uri, &links, &moves, &folders);
                (view.document.version, edits)
            };
            if let Some((version, own)) = self.ask(&uri, edit).await {
                edits.push((uri, Some(version), own));
            }
        }
        let closed = self.ask_folders(Workspace::digests).await;
        for (uri, digest) in closed.unwrap_or_default() {
            let folders = &self.documents.folders;
            let own = workspace::rename::edits(&uri, &digest.links, moves, folders);
            edits.push((uri, None, own));
        }
        edits.retain(|(_, _, own)| !own.is_empty());
        edits
    }
}
