//! Asking: a question about a document or about all articles, answered where it holds nobody up.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use newsmark_semantic::TextSize;
use tower_lsp::lsp_types::{TextDocumentPositionParams, Url};

use super::Server;
use crate::view::View;
use crate::workspace::Workspace;

impl Server {
    /// Answers a question about a document: at once if the document has been read, else from another
    /// thread. A document that is not open has no answer.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        uri: &Url,
        question: impl FnOnce(&View<'_>) -> T + Send + 'static,
    ) -> Option<T> {
        let document = self.documents.get(uri)?;
        let is_analysed = document.is_analysed();
        let (uri, abilities) = (uri.clone(), self.abilities());
        let answer = move || {
            let analysis = document.analysis()?;
            Some(question(&View { uri: &uri, document: &document, analysis, abilities }))
        };
        if is_analysed {
            return answer();
        }
        match tokio::task::spawn_blocking(answer).await {
            Ok(answer) => answer,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => None,
            },
        }
    }

    /// The same about a place in a document.
    pub(super) async fn ask_at<T: Send + 'static>(
        &self,
        place: TextDocumentPositionParams,
        question: impl FnOnce(&View<'_>, TextSize) -> T + Send + 'static,
    ) -> Option<T> {
        let position = place.position;
        let question = move |view: &View<'_>| question(view, view.offset(position));
        self.ask(&place.text_document.uri, question).await
    }

    /// Answers a question about the folders, after what has changed in them has been read.
    pub(super) async fn ask_folders<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Workspace) -> T + Send + 'static,
    ) -> Option<T> {
        let (workspace, abilities) = (Arc::clone(&self.workspace), self.abilities());
        let reading = tokio::task::spawn_blocking(move || {
            let concerned = workspace.read(abilities, &AtomicBool::new(false), |_, _| {});
            (concerned, question(&workspace))
        });
        let (concerned, answer) = reading.await.ok()?;
        concerned.into_iter().for_each(|uri| self.publisher.changed(uri));
        Some(answer)
    }
}
