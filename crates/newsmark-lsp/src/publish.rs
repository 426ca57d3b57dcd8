//! The one task that sends diagnostics: at once when all is quiet, the newest version only when it is
//! not.
//!
//! Handlers say which document changed and go on. If a document has changed again by the time it is
//! read, or goes on changing at one place faster than a hand types, somebody is pasting, replacing or
//! playing a macro; the task then lets the burst pass and reads what is left of it. Nothing is sent for a
//! version that was never the newest one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot};
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, Url};

use crate::capabilities::Abilities;
use crate::documents::{Documents, LONGEST, OpenDocument};
use crate::folder_check::FolderCheck;
use crate::log::Log;
use crate::to_proto::written::{Before, Written};
use crate::transport::Outlet;
use crate::view::View;
use crate::workspace::{Workspace, names};

/// A burst is over when nothing has changed for so long.
const QUIET: Duration = Duration::from_millis(4);

/// A burst that does not end is interrupted after so many rounds.
const LONGEST_BURST: usize = 25;

/// The handlers' end: where to say that a document changed.
#[derive(Clone)]
pub(crate) struct Publisher {
    queue: Arc<Queue>,
    outlet: Outlet,
}

#[derive(Default)]
struct Queue {
    changed: Mutex<BTreeSet<Url>>,
    /// Whether what a client has asked for is not true any more, though it changed nothing itself.
    is_stale: AtomicBool,
    wake: Notify,
}

/// The task's end.
struct Task {
    queue: Arc<Queue>,
    documents: Arc<Documents>,
    client: Client,
    outlet: Outlet,
    log: Log,
    abilities: Abilities,
    workspace: Arc<Workspace>,
    folder_check: FolderCheck,
    /// What was sent last.
    sent: BTreeMap<Url, Sent>,
    /// The documents that were said to be too long.
    too_long: BTreeSet<Url>,
}

/// What was last said of a document.
struct Sent {
    /// The document's number.
    stamp: u64,
    /// The version and what was written of it, until the next one is read, which is quicker with what is known of
    /// this one.
    version: Option<Said>,
    /// What other articles make of its names.
    remarks: Vec<Diagnostic>,
}

/// A version of a document, and its findings as they were written.
type Said = (Arc<OpenDocument>, Written);

impl Publisher {
    pub(crate) fn new(outlet: Outlet) -> Publisher {
        Publisher { queue: Arc::default(), outlet }
    }

    /// A document was opened, edited or closed, or is to be read with other settings.
    pub(crate) fn changed(&self, uri: Url) {
        self.queue.lock().insert(uri);
        self.queue.wake.notify_one();
    }

    /// Documents are to be read with other settings.
    pub(crate) fn settings_changed(&self, uris: Vec<Url>) {
        if !uris.is_empty() {
            self.queue.is_stale.store(true, Ordering::SeqCst);
            self.queue.lock().extend(uris);
            self.queue.wake.notify_one();
        }
    }

    /// Starts the task.
    pub(crate) fn start(
        &self,
        documents: Arc<Documents>,
        client: Client,
        log: Log,
        abilities: Abilities,
        workspace: Arc<Workspace>,
        folder_check: FolderCheck,
    ) {
        let queue = Arc::clone(&self.queue);
        let sent = BTreeMap::new();
        let task = Task {
            queue,
            documents,
            client,
            outlet: self.outlet.clone(),
            log,
            abilities,
            workspace,
            folder_check,
            sent,
            too_long: BTreeSet::new(),
        };
        tokio::spawn(task.run());
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
            if self.queue.is_stale.swap(false, Ordering::SeqCst) {
                self.refresh();
                self.refresh_lenses();
            }
            match self.queue.next() {
                Some(uri) => self.publish(uri).await,
                None => self.queue.wake.notified().await,
            }
        }
    }

    async fn publish(&mut self, uri: Url) {
        let Some(mut document) = self.documents.get(&uri) else { return self.clear(uri).await };
        let is_sent = |sent: &Sent| {
            sent.stamp == document.stamp && sent.remarks == self.workspace.names.remarks(&uri)
        };
        if self.sent.get(&uri).is_some_and(is_sent) {
            return;
        }
        if document.is_in_burst() {
            document = match self.after_the_burst(&uri, document).await {
                Some(document) => document,
                None => return self.clear(uri).await,
            };
        }
        let before = self.sent.get_mut(&uri).and_then(|sent| sent.version.take());
        let mut written = self.read(&uri, &document, before).await;
        if !self.is_newest(&uri, &document) {
            let stale = Arc::clone(&document);
            document = match self.after_the_burst(&uri, document).await {
                Some(document) => document,
                None => return self.clear(uri).await,
            };
            written = self.read(&uri, &document, Some((stale, written))).await;
        }
        let remarks = self.workspace.names.remarks(&uri);
        let version = document.version;
        let stamp = document.stamp;
        let knew = self.sent.remove(&uri).map(|before| before.remarks).unwrap_or_default();
        if !self.abilities.pulls {
            written.add(&remarks);
            self.outlet.publish(&uri, &written, Some(version)).await;
        } else if knew != remarks {
            self.refresh();
        }
        self.sent.insert(uri, Sent { stamp, version: Some((document, written)), remarks });
        for problem in self.documents.settings_files.take_problems() {
            self.log.warn(problem);
        }
    }

    /// A client that asks for diagnostics does so when it has changed a text; of anything else that makes
    /// them stale it has to be told.
    fn refresh(&self) {
        if self.abilities.pulls && self.abilities.refreshes_diagnostics {
            // The answer says nothing, and a client that never gives one must not stop this task.
            let client = self.client.clone();
            tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
        }
    }

    /// The lines above headlines count findings.
    fn refresh_lenses(&self) {
        if self.abilities.refreshes_lenses {
            let client = self.client.clone();
            tokio::spawn(async move { client.code_lens_refresh().await });
        }
    }

    /// A document that is not open has no findings, whatever is in its file, unless all articles are
    /// checked.
    async fn clear(&mut self, uri: Url) {
        self.sent.remove(&uri);
        self.too_long.remove(&uri);
        let concerned = self.workspace.closed(&uri);
        self.tell(concerned).await;
        if !self.abilities.pulls {
            let digest = self.workspace.digest(&uri).filter(|_| self.folder_check.has_sent(&uri));
            let known = digest.map(|digest| self.workspace.diagnostics(&uri, &digest));
            let written = Written::diagnostics(&known.unwrap_or_default());
            self.outlet.publish(&uri, &written, None).await;
        }
    }

    /// The names that other documents have too mean something else now.
    async fn tell(&self, concerned: Vec<Url>) {
        if !concerned.is_empty() {
            self.workspace.changed.notify_waiters();
        }
        for uri in concerned {
            if self.workspace.is_open(&uri) {
                self.queue.lock().insert(uri);
            } else if self.folder_check.has_sent(&uri)
                && let Some(digest) = self.workspace.digest(&uri)
            {
                let diagnostics = self.workspace.diagnostics(&uri, &digest);
                self.outlet.publish(&uri, &Written::diagnostics(&diagnostics), None).await;
            }
        }
    }

    /// Reads a document where nobody has to wait for it, from what is known of the version that was read `before`;
    /// gives its findings as they are written, if they are to be sent.
    async fn read(
        &mut self,
        uri: &Url,
        document: &Arc<OpenDocument>,
        before: Option<Said>,
    ) -> Written {
        let is_too_long = document.is_too_long();
        let (document, place, abilities) = (Arc::clone(document), uri.clone(), self.abilities);
        let (say, said) = oneshot::channel();
        tokio::task::spawn_blocking(move || {
            // Whoever is still answering a question about it keeps it.
            let before =
                before.and_then(|(document, written)| Before::give_back(document, written));
            let written = document.analysis().map(|analysis| {
                let view = View { uri: &place, document: &document, analysis, abilities };
                let written = match abilities.pulls {
                    true => Written::default(),
                    false => Written::findings_after(&view, before.as_ref()).0,
                };
                (written, names::of(&view))
            });
            // The next reading finds it in nobody else's hands, and nobody waits while the rest is cleared away.
            drop(document);
            drop(say.send(written));
            drop(before);
        });
        let Some((written, names)) = said.await.ok().flatten() else {
            if is_too_long {
                self.say_that_it_is_too_long(uri);
                return Written::default();
            }
            self.log.error(format!("{uri} could not be read; this is a mistake in Newsmark"));
            return Written::default();
        };
        let concerned = self.workspace.names.update(uri, names);
        self.tell(concerned).await;
        written
    }

    /// Said once a document, not after every keystroke.
    fn say_that_it_is_too_long(&mut self, uri: &Url) {
        if self.too_long.insert(uri.clone()) {
            let longest = LONGEST >> 20;
            let name = names::called(uri, 1);
            self.log.show(format!("{name} is longer than {longest} MB, and is not read"));
        }
    }

    /// The version that stands when the edits pause.
    async fn after_the_burst(
        &self,
        uri: &Url,
        mut document: Arc<OpenDocument>,
    ) -> Option<Arc<OpenDocument>> {
        for _ in 0..LONGEST_BURST {
            tokio::time::sleep(QUIET).await;
            let newest = self.documents.get(uri)?;
            if Arc::ptr_eq(&newest, &document) {
                break;
            }
            document = newest;
        }
        Some(document)
    }

    fn is_newest(&self, uri: &Url, document: &Arc<OpenDocument>) -> bool {
        self.documents.get(uri).is_some_and(|newest| Arc::ptr_eq(&newest, document))
    }
}
