//! The way out, which the framework shares with us.
//!
//! The framework turns every message into a tree of values before it writes it, which for the diagnostics of a long
//! article takes longer than finding them. So these are written here, message by message in turn with the
//! framework's own. Whoever writes waits while the client does not read.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tower_lsp::lsp_types::Url;
use tower_lsp::lsp_types::notification::{Notification, PublishDiagnostics};

use super::frames;
use crate::to_proto::written::Written;

type Output = Pin<Box<dyn AsyncWrite + Send>>;

/// The client's end of the pipe.
#[derive(Clone)]
pub(crate) struct Outlet {
    output: Arc<Mutex<Output>>,
}

/// What the framework writes to.
pub(super) struct Shared {
    output: Arc<Mutex<Output>>,
    turn: Turn,
}

/// Whether it is the framework's turn to write. It begins with the first bytes of messages and ends when all of them
/// are out.
enum Turn {
    None,
    Awaited(Pin<Box<dyn Future<Output = OwnedMutexGuard<Output>> + Send>>),
    Mine(OwnedMutexGuard<Output>),
}

impl Outlet {
    pub(super) fn new(output: impl AsyncWrite + Send + 'static) -> Outlet {
        Outlet { output: Arc::new(Mutex::new(Box::pin(output))) }
    }

    /// The same for the framework.
    pub(super) fn shared(&self) -> Shared {
        Shared { output: Arc::clone(&self.output), turn: Turn::None }
    }

    /// Sends the diagnostics of a document, of a version of it where one is open. A client that has gone is
    /// noticed elsewhere.
    pub(crate) async fn publish(&self, uri: &Url, diagnostics: &Written, version: Option<i32>) {
        let method = PublishDiagnostics::METHOD;
        let uri = serde_json::to_string(uri).unwrap_or_default();
        let start = format!(
            r#"{{"jsonrpc":"2.0","method":"{method}","params":{{"uri":{uri},"diagnostics":["#
        );
        let end =
            version.map_or("]}}".to_owned(), |version| format!(r#"],"version":{version}}}}}"#));
        let header = frames::header(start.len() + diagnostics.bytes().len() + end.len());
        let mut output = self.output.lock().await;
        for part in [header.as_bytes(), start.as_bytes(), diagnostics.bytes(), end.as_bytes()] {
            if output.write_all(part).await.is_err() {
                return;
            }
        }
        drop(output.flush().await);
    }
}

impl Shared {
    fn poll_turn(&mut self, context: &mut Context<'_>) -> Poll<&mut Output> {
        if let Turn::None = self.turn {
            self.turn = Turn::Awaited(Box::pin(Arc::clone(&self.output).lock_owned()));
        }
        if let Turn::Awaited(turn) = &mut self.turn {
            self.turn = Turn::Mine(ready!(turn.as_mut().poll(context)));
        }
        match &mut self.turn {
            Turn::Mine(output) => Poll::Ready(output),
            Turn::None | Turn::Awaited(_) => Poll::Pending,
        }
    }
}

impl AsyncWrite for Shared {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let output = ready!(self.poll_turn(context));
        output.as_mut().poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Turn::None = self.turn {
            return Poll::Ready(Ok(()));
        }
        let output = ready!(self.poll_turn(context));
        let flushed = ready!(output.as_mut().poll_flush(context));
        self.turn = Turn::None;
        Poll::Ready(flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let output = ready!(self.poll_turn(context));
        output.as_mut().poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    #[test]
    fn messages_never_run_into_each_other() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            // A pipe that takes a few bytes at a time.
            let (near, mut far) = tokio::io::duplex(7);
            let outlet = Outlet::new(near);
            let mut shared = outlet.shared();
            let framework = tokio::spawn(async move {
                for _ in 0..20 {
                    shared.write_all(&frames::framed(b"\"the framework's\"")).await.unwrap();
                    shared.flush().await.unwrap();
                }
            });
            let ours = tokio::spawn(async move {
                for version in 0..20 {
                    let uri = Url::parse("untitled:Untitled-1").unwrap();
                    outlet.publish(&uri, &Written::default(), Some(version)).await;
                }
            });
            let mut read = Vec::new();
            far.read_to_end(&mut read).await.unwrap();
            framework.await.unwrap();
            ours.await.unwrap();
            let mut input = read.as_slice();
            let (mut theirs, mut published) = (0, 0);
            while let Ok(Some(frames::Frame::Body(body))) = frames::read(&mut input) {
                let message: serde_json::Value = serde_json::from_slice(&body).unwrap();
                match message.get("method") {
                    Some(method) => {
                        assert_eq!(method, "textDocument/publishDiagnostics");
                        assert_eq!(message["params"]["version"], published);
                        published += 1;
                    }
                    None => theirs += 1,
                }
            }
            assert_eq!((theirs, published), (20, 20));
        });
    }
}
