//! The editor's settings: kept, and fetched again only when the client says that they changed.
//!
//! A client may send them with `initialize`, with a notification, or be asked for them. Asking happens
//! in a task of its own with a time limit, because a handler that waits for its client can wait for
//! ever. Settings that cannot be read leave those in force that there are.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use newsmark_semantic::{Level, Settings, checks};
use serde::Deserialize;
use serde_json::Value;
use tower_lsp::Client;
use tower_lsp::lsp_types::{ConfigurationItem, Registration};

use crate::capabilities::Abilities;
use crate::documents::Documents;
use crate::log::Log;
use crate::publish::Publisher;

/// Our part of an editor's settings.
const SECTION: &str = "newsmark";

/// How long a client may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where settings arrive.
#[derive(Clone)]
pub(crate) struct Configuration {
    client: Client,
    documents: Arc<Documents>,
    publisher: Publisher,
    log: Log,
    /// How often we asked: an answer that was overtaken does not count.
    asked: Arc<AtomicU64>,
}

/// The settings as an editor writes them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EditorSettings {
    /// `{"part-sum": "off"}`
    checks: BTreeMap<String, String>,
    /// `"2025-01-17"`
    date: Option<String>,
}

impl Configuration {
    pub(crate) fn new(
        client: Client,
        documents: Arc<Documents>,
        publisher: Publisher,
        log: Log,
    ) -> Configuration {
        Configuration { client, documents, publisher, log, asked: Arc::default() }
    }

    /// Asks the client, and has it tell us of changes if it wants to be told to; does not wait.
    pub(crate) fn watch(&self, abilities: Abilities) {
        if abilities.registers_configuration {
            let client = self.client.clone();
            tokio::spawn(async move {
                let method = "workspace/didChangeConfiguration".to_owned();
                let registration =
                    Registration { id: method.clone(), method, register_options: None };
                let registered = client.register_capability(vec![registration]);
                // A client that refuses may still tell us.
                let _ = tokio::time::timeout(PATIENCE, registered).await;
            });
        }
        self.fetch(abilities);
    }

    /// Asks the client, if it can be asked; does not wait.
    pub(crate) fn fetch(&self, abilities: Abilities) {
        if !abilities.configuration {
            return;
        }
        let this = self.clone();
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        tokio::spawn(async move {
            let section = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            let answer = this.client.configuration(vec![section]);
            let Ok(Ok(values)) = tokio::time::timeout(PATIENCE, answer).await else { return };
            if this.asked.load(Ordering::SeqCst) == number {
                values.iter().for_each(|value| this.take(value));
            }
        });
    }

    /// Takes settings that the client sent, with or without our section's name around them.
    pub(crate) fn take(&self, value: &Value) {
        let value = value.get(SECTION).unwrap_or(value);
        if value.is_null() {
            return;
        }
        match read(value) {
            Ok(settings) => {
                for uri in self.documents.set_settings(settings) {
                    self.publisher.changed(uri);
                }
            }
            Err(why) => self.log.warn(format!("{SECTION} settings: {why}")),
        }
    }
}

fn read(value: &Value) -> Result<Settings, String> {
    let written = EditorSettings::deserialize(value).map_err(|error| error.to_string())?;
    let mut settings = Settings::default();
    if let Some(date) = written.date {
        let read = date.parse().map_err(|_| format!("{date} is not a date such as 2025-01-17"))?;
        settings.date = Some(read);
    }
    for (rule, word) in written.checks {
        if checks::by_code(&rule).is_none() {
            return Err(format!("there is no rule {rule}"));
        }
        let level = Level::named(&word).ok_or_else(|| {
            format!("{rule}: {word} is none of off, hint, information, warning, error")
        })?;
        settings.levels.insert(rule, level);
    }
    Ok(settings)
}
