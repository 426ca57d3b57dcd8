//! The semantic tokens that each client was last sent, so that it can be sent what has changed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tower_lsp::lsp_types::{SemanticToken, Url};

/// Tokens by document, each with the name it was sent under.
#[derive(Default)]
pub(crate) struct SentTokens {
    sent: Mutex<BTreeMap<Url, (String, Vec<SemanticToken>)>>,
    last_id: AtomicU64,
}

impl SentTokens {
    /// Keeps what is about to be sent; gives the name for it.
    pub(crate) fn keep(&self, uri: Url, tokens: &[SemanticToken]) -> String {
        let id = self.last_id.fetch_add(1, Ordering::Relaxed).to_string();
        self.lock().insert(uri, (id.clone(), tokens.to_vec()));
        id
    }

    /// What was sent under a name, if that is the last that was sent.
    pub(crate) fn take(&self, uri: &Url, id: &str) -> Option<Vec<SemanticToken>> {
        let (_, tokens) = self.lock().remove(uri).filter(|(sent, _)| sent == id)?;
        Some(tokens)
    }

    /// A document was closed.
    pub(crate) fn forget(&self, uri: &Url) {
        self.lock().remove(uri);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Url, (String, Vec<SemanticToken>)>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
