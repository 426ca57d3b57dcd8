//! The one task that sends diagnostics: at once when all is quiet, the newest version only when it is
//! not.
//!
//! Handlers say which document changed and go on. If a document has changed again by the time it is
//! read, somebody is pasting, replacing or playing a macro; the task then lets the burst pass and
//! reads what is left of it. Nothing is sent for a version that was never the newest one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, Url};

use crate::capabilities::Abilities;
use crate::documents::{Documents, OpenDocument};
use crate::log::Log;
use crate::to_proto;
use crate::view::View;

/// A burst is over when nothing has changed for so long.
const QUIET: Duration = Duration::from_millis(4);

/// A burst that does not end is interrupted after so many rounds.
const LONGEST_BURST: usize = 25;

/// The handlers' end: where to say that a document changed.
#[derive(Clone, Default)]
pub(crate) struct Publisher {
    queue: Arc<Queue>,
}

#[derive(Default)]
struct Queue {
    changed: Mutex<BTreeSet<Url>>,
    wake: Notify,
}

/// The task's end.
struct Task {
    queue: Arc<Queue>,
    documents: Arc<Documents>,
    client: Client,
    log: Log,
    abilities: Abilities,
    /// What was sent last. It also keeps a version until the next one is out: giving back the memory
    /// of a long text takes time, and nobody should wait for that.
    sent: BTreeMap<Url, Arc<OpenDocument>>,
}

impl Publisher {
    /// A document was opened, edited or closed, or is to be read with other settings.
    pub(crate) fn changed(&self, uri: Url) {
        self.queue.lock().insert(uri);
        self.queue.wake.notify_one();
    }

    /// Starts the task.
    pub(crate) fn start(
        &self,
        documents: Arc<Documents>,
        client: Client,
        log: Log,
        abilities: Abilities,
    ) {
        let queue = Arc::clone(&self.queue);
        let sent = BTreeMap::new();
        tokio::spawn(Task { queue, documents, client, log, abilities, sent }.run());
    }
}

impl Queue {
    fn next(&self) -> Option<Url> {
        self.lock().pop_first()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<Url>> {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Task {
    async fn run(mut self) {
        loop {
            match self.queue.next() {
                Some(uri) => self.publish(uri).await,
                None => self.queue.wake.notified().await,
            }
        }
    }

    async fn publish(&mut self, uri: Url) {
        let Some(mut document) = self.documents.get(&uri) else { return self.clear(uri).await };
        if self.sent.get(&uri).is_some_and(|sent| Arc::ptr_eq(sent, &document)) {
            return;
        }
        if self.abilities.pulls {
            return self.refresh(uri, document).await;
        }
        let mut diagnostics = self.diagnostics(&uri, &document).await;
        if !self.is_newest(&uri, &document) {
            document = match self.after_the_burst(&uri, document).await {
                Some(document) => document,
                None => return self.clear(uri).await,
            };
            diagnostics = self.diagnostics(&uri, &document).await;
        }
        let version = Some(document.version);
        self.client.publish_diagnostics(uri.clone(), diagnostics, version).await;
        self.sent.insert(uri, document);
    }

    /// A client that asks for diagnostics does so when it has changed a text; of anything else that makes
    /// them stale it has to be told.
    async fn refresh(&mut self, uri: Url, document: Arc<OpenDocument>) {
        let version = document.version;
        let before = self.sent.insert(uri, document);
        let is_stale = before.is_some_and(|before| before.version == version);
        if is_stale && self.abilities.refreshes_diagnostics {
            // The answer says nothing, and a client that never gives one must not stop this task.
            let client = self.client.clone();
            tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
        }
    }

    /// A document that is not open has no findings, whatever is in its file.
    async fn clear(&mut self, uri: Url) {
        self.sent.remove(&uri);
        if self.abilities.pulls {
            return;
        }
        self.client.publish_diagnostics(uri, Vec::new(), None).await;
    }

    /// The diagnostics of a document, made where nobody has to wait for them.
    async fn diagnostics(&self, uri: &Url, document: &Arc<OpenDocument>) -> Vec<Diagnostic> {
        let (document, place, abilities) = (Arc::clone(document), uri.clone(), self.abilities);
        let made = tokio::task::spawn_blocking(move || {
            let analysis = document.analysis()?;
            let view = View { uri: &place, document: &document, analysis, abilities };
            Some(to_proto::diagnostic::diagnostics(&view))
        });
        made.await.ok().flatten().unwrap_or_else(|| {
            self.log.error(format!("{uri} could not be read; this is a mistake in Newsmark"));
            Vec::new()
        })
    }

    /// The version that stands when the edits pause.
    async fn after_the_burst(
        &self,
        uri: &Url,
        mut document: Arc<OpenDocument>,
    ) -> Option<Arc<OpenDocument>> {
        for _ in 0..LONGEST_BURST {
            let newest = self.documents.get(uri)?;
            if Arc::ptr_eq(&newest, &document) {
                break;
            }
            document = newest;
            tokio::time::sleep(QUIET).await;
        }
        Some(document)
    }

    fn is_newest(&self, uri: &Url, document: &Arc<OpenDocument>) -> bool {
        self.documents.get(uri).is_some_and(|newest| Arc::ptr_eq(&newest, document))
    }
}
