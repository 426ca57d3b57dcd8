//! Reading all articles of the folders, in the background: when the settings want it, when somebody asks
//! for it, and again when a file has changed. It can be watched, and stopped, in the editor.
//!
//! One reading at a time; a wish that comes in the middle of one is granted when it is done. A client that
//! is sent diagnostics is then sent those of closed articles too; one that asks is told to ask again.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, mpsc};
use tower_lsp::Client;
use tower_lsp::lsp_types::notification::Progress;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, ProgressToken, Url, WorkDoneProgress,
    WorkDoneProgressBegin, WorkDoneProgressCreateParams, WorkDoneProgressEnd,
    WorkDoneProgressReport,
};

use crate::capabilities::Abilities;
use crate::publish::Publisher;
use crate::to_proto::written::Written;
use crate::transport::Outlet;
use crate::workspace::Workspace;

/// How long a client may take to make room for a progress bar.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where to ask for a reading.
#[derive(Clone)]
pub(crate) struct FolderCheck {
    client: Client,
    outlet: Outlet,
    publisher: Publisher,
    workspace: Arc<Workspace>,
    state: Arc<Mutex<State>>,
    /// Rings when nothing is being read any more.
    rest: Arc<Notify>,
}

/// A reading that stops when nobody waits for it any more.
pub(crate) struct Awaited(Arc<AtomicBool>);

impl Drop for Awaited {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[derive(Default)]
struct State {
    /// Whether somebody wants to know what is in closed articles.
    is_wanted: bool,
    running: Option<Running>,
    /// Whether to begin again when the reading is done.
    again: bool,
    /// The closed articles whose findings the client has.
    sent: BTreeSet<Url>,
}

struct Running {
    token: Option<ProgressToken>,
    stop: Arc<AtomicBool>,
    /// Whether what was read is known, and only remains to be sent.
    is_read: bool,
}

impl FolderCheck {
    pub(crate) fn new(
        client: Client,
        outlet: Outlet,
        publisher: Publisher,
        workspace: Arc<Workspace>,
    ) -> FolderCheck {
        let (state, rest) = Default::default();
        FolderCheck { client, outlet, publisher, workspace, state, rest }
    }

    /// Reads all articles, for somebody who waits until that is done, and who may give up. The token is theirs, and
    /// means nothing any more once they have their answer.
    pub(crate) async fn run(&self, abilities: Abilities, token: ProgressToken) {
        let _awaited = self.start(abilities, Some(token)).map(Awaited);
        loop {
            let rest = self.rest.notified();
            if self.lock().running.is_none() {
                return;
            }
            rest.await;
        }
    }

    /// Reads all articles soon; does not wait. Gives what stops the reading, if it has begun and not one that was
    /// already under way is done again.
    pub(crate) fn start(
        &self,
        abilities: Abilities,
        token: Option<ProgressToken>,
    ) -> Option<Arc<AtomicBool>> {
        let stop = Arc::new(AtomicBool::new(false));
        {
            let mut state = self.lock();
            state.is_wanted = true;
            if state.running.is_some() {
                state.again = true;
                return None;
            }
            state.running =
                Some(Running { token: token.clone(), stop: Arc::clone(&stop), is_read: false });
        }
        let (this, stopped) = (self.clone(), Arc::clone(&stop));
        tokio::spawn(async move {
            let token = match token {
                Some(token) => Some(token),
                None => this.progress_bar(abilities).await,
            };
            if let Some(running) = &mut this.lock().running {
                running.token.clone_from(&token);
            }
            this.read(abilities, token, stopped).await;
            this.publish(abilities).await;
            let again = {
                let mut state = this.lock();
                state.running = None;
                std::mem::take(&mut state.again)
            };
            match again {
                true => drop(this.start(abilities, None)),
                false => this.rest.notify_waiters(),
            }
        });
        Some(stop)
    }

    /// Whether anything may be said of closed articles.
    pub(crate) fn is_wanted(&self) -> bool {
        self.lock().is_wanted
    }

    /// Nobody wants to know what is in closed articles any more.
    pub(crate) fn withdraw(&self, abilities: Abilities) {
        self.lock().is_wanted = false;
        self.workspace.changed.notify_waiters();
        let this = self.clone();
        tokio::spawn(async move { this.publish(abilities).await });
    }

    /// Reads all articles soon, also those that have not changed: the settings have.
    pub(crate) fn start_afresh(&self, abilities: Abilities) {
        self.workspace.forget();
        drop(self.start(abilities, None));
    }

    /// Stops the reading whose progress has this token.
    pub(crate) fn stop(&self, token: &ProgressToken) {
        let state = self.lock();
        let running = state.running.as_ref().filter(|it| it.token.as_ref() == Some(token));
        if let Some(running) = running {
            running.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Whether articles are being read, and it is not known yet what is in them.
    pub(crate) fn is_reading(&self) -> bool {
        self.lock().running.as_ref().is_some_and(|running| !running.is_read)
    }

    /// Whether closed articles are spoken of.
    pub(crate) fn has_sent(&self, uri: &Url) -> bool {
        self.lock().sent.contains(uri)
    }

    async fn progress_bar(&self, abilities: Abilities) -> Option<ProgressToken> {
        static NUMBER: AtomicI32 = AtomicI32::new(0);
        if !abilities.shows_progress {
            return None;
        }
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let token = NumberOrString::String(format!("newsmark/check/{number}"));
        let params = WorkDoneProgressCreateParams { token: token.clone() };
        let made = self.client.send_request::<WorkDoneProgressCreate>(params);
        tokio::time::timeout(PATIENCE, made).await.ok()?.ok()?;
        Some(token)
    }

    async fn read(
        &self,
        abilities: Abilities,
        token: Option<ProgressToken>,
        stop: Arc<AtomicBool>,
    ) {
        let title = "Checking all articles".to_owned();
        let cancellable = Some(true);
        let percentage = Some(0);
        self.tell(
            &token,
            WorkDoneProgress::Begin(WorkDoneProgressBegin {
                title,
                cancellable,
                percentage,
                ..WorkDoneProgressBegin::default()
            }),
        )
        .await;
        // The reading never waits for the client: a step for which there is no room is left out.
        let (sender, mut steps) = mpsc::channel(4);
        let (workspace, stopped) = (Arc::clone(&self.workspace), Arc::clone(&stop));
        let reading = tokio::task::spawn_blocking(move || {
            let mut last = 0;
            workspace.read(abilities, &stopped, |done, all| {
                let percent = (100 * done / all.max(1)) as u32;
                if percent > last {
                    last = percent;
                    let _ = sender.try_send((percent, done, all));
                }
            })
        });
        while let Some((percent, done, all)) = steps.recv().await {
            self.tell(
                &token,
                WorkDoneProgress::Report(WorkDoneProgressReport {
                    cancellable,
                    message: Some(format!("{done} of {all}")),
                    percentage: Some(percent),
                }),
            )
            .await;
        }
        reading.await.unwrap_or_default().into_iter().for_each(|uri| self.publisher.changed(uri));
        if let Some(running) = &mut self.lock().running {
            running.is_read = true;
        }
        let message = match stop.load(Ordering::Relaxed) {
            true => "stopped".to_owned(),
            false => self.workspace.summary(),
        };
        let end = WorkDoneProgressEnd { message: Some(message) };
        self.tell(&token, WorkDoneProgress::End(end)).await;
    }

    async fn tell(&self, token: &Option<ProgressToken>, progress: WorkDoneProgress) {
        if let Some(token) = token.clone() {
            let value = ProgressParamsValue::WorkDone(progress);
            self.client.send_notification::<Progress>(ProgressParams { token, value }).await;
        }
    }

    async fn publish(&self, abilities: Abilities) {
        if abilities.pulls {
            if abilities.refreshes_diagnostics {
                let client = self.client.clone();
                tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
            }
            return;
        }
        let mut gone = std::mem::take(&mut self.lock().sent);
        let digests = if self.is_wanted() { self.workspace.digests() } else { Vec::new() };
        for (uri, digest) in digests {
            let diagnostics = self.workspace.diagnostics(&uri, &digest);
            let was_sent = gone.remove(&uri);
            self.lock().sent.insert(uri.clone());
            if was_sent || !diagnostics.is_empty() {
                self.outlet.publish(&uri, &Written::diagnostics(&diagnostics), None).await;
            }
        }
        // Articles that were opened since speak for themselves.
        for uri in gone.into_iter().filter(|uri| !self.workspace.is_open(uri)) {
            self.outlet.publish(&uri, &Written::default(), None).await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
