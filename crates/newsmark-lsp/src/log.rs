//! The log that an editor shows: lines leave one by one from a task of their own.
//!
//! Handlers never wait for the client, so a line for which there is no room is dropped.

use tokio::sync::mpsc::{self, Sender};
use tower_lsp::Client;
use tower_lsp::lsp_types::MessageType;

/// How many lines may wait for the client.
const LINES: usize = 64;

/// Where to put a line.
#[derive(Clone)]
pub(crate) struct Log {
    lines: Sender<(MessageType, String)>,
}

impl Log {
    /// Starts the task.
    pub(crate) fn start(client: Client) -> Log {
        let (lines, mut waiting) = mpsc::channel(LINES);
        tokio::spawn(async move {
            while let Some((kind, line)) = waiting.recv().await {
                client.log_message(kind, line).await;
            }
        });
        Log { lines }
    }

    /// Something that the client or the user did and that was not followed.
    pub(crate) fn warn(&self, line: String) {
        self.put(MessageType::WARNING, line);
    }

    /// Something that went wrong here.
    pub(crate) fn error(&self, line: String) {
        self.put(MessageType::ERROR, line);
    }

    fn put(&self, kind: MessageType, line: String) {
        // No room means a client that does not read; it would not read this either.
        let _ = self.lines.try_send((kind, line));
    }
}
