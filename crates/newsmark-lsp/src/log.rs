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
    lines: Sender<Line>,
}

struct Line {
    kind: MessageType,
    words: String,
    /// Whether it is put before whoever sits there, beside the log that few look at.
    is_shown: bool,
}

impl Log {
    /// Starts the task.
    pub(crate) fn start(client: Client) -> Log {
        let (lines, mut waiting) = mpsc::channel::<Line>(LINES);
        tokio::spawn(async move {
            while let Some(Line { kind, words, is_shown }) = waiting.recv().await {
                match is_shown {
                    true => client.show_message(kind, words).await,
                    false => client.log_message(kind, words).await,
                }
            }
        });
        Log { lines }
    }

    /// Something that the client or the user did and that was not followed.
    pub(crate) fn warn(&self, words: String) {
        self.put(Line { kind: MessageType::WARNING, words, is_shown: false });
    }

    /// The same, where the user would wait for something that does not come.
    pub(crate) fn show(&self, words: String) {
        self.put(Line { kind: MessageType::WARNING, words, is_shown: true });
    }

    /// Something that went wrong here.
    pub(crate) fn error(&self, words: String) {
        self.put(Line { kind: MessageType::ERROR, words, is_shown: false });
    }

    fn put(&self, line: Line) {
        // No room means a client that does not read; it would not read this either.
        let _ = self.lines.try_send(line);
    }
}
