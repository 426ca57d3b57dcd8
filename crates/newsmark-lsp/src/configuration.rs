//! The editor's settings: kept, and fetched again only when the client says that they changed.
//!
//! A client may send them with `initialize`, with a notification, or be asked for them. Asking happens
//! in a task of its own with a time limit, because a handler that waits for its client can wait for
//! ever. A setting that cannot be used is said in the log and left out; the others count.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use newsmark_semantic::TextRange;
use newsmark_semantic::settings::{self, Entry, KEYS};
use serde_json::{Value, json};
use tower_lsp::Client;
use tower_lsp::lsp_types::{ConfigurationItem, Registration};

use crate::capabilities::Abilities;
use crate::documents::Documents;
use crate::folder_check::FolderCheck;
use crate::log::Log;
use crate::publish::Publisher;

/// Our part of an editor's settings.
const SECTION: &str = "newsmark";

/// How long a client may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What an editor shows besides findings, as its user wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Preferences {
    /// Whether changes are shown in percent where the text does not say it.
    pub(crate) percent_hints: bool,
    /// Whether the level before a change is shown.
    pub(crate) previous_hints: bool,
    /// Whether it is shown who speaks.
    pub(crate) speaker_hints: bool,
    /// Whether articles that are not open are checked too.
    pub(crate) check_folder: bool,
    /// Whether markup to fill in is offered; an editor may have its own.
    pub(crate) templates: bool,
}

impl Default for Preferences {
    fn default() -> Preferences {
        Preferences {
            percent_hints: true,
            previous_hints: true,
            speaker_hints: true,
            check_folder: false,
            templates: true,
        }
    }
}

/// Where settings arrive.
#[derive(Clone)]
pub(crate) struct Configuration {
    client: Client,
    documents: Arc<Documents>,
    publisher: Publisher,
    log: Log,
    folder_check: FolderCheck,
    preferences: Arc<Mutex<Preferences>>,
    /// How often we asked: an answer that was overtaken does not count.
    asked: Arc<AtomicU64>,
}

impl Configuration {
    pub(crate) fn new(
        client: Client,
        documents: Arc<Documents>,
        publisher: Publisher,
        log: Log,
        folder_check: FolderCheck,
    ) -> Configuration {
        Configuration {
            client,
            documents,
            publisher,
            log,
            folder_check,
            preferences: Arc::default(),
            asked: Arc::default(),
        }
    }

    /// What is shown besides findings.
    pub(crate) fn preferences(&self) -> Preferences {
        *self.preferences.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what is wanted; says whether a reading of all articles has begun for it.
    fn prefer(&self, new: Preferences, abilities: Abilities) -> bool {
        let mut preferences = self.preferences.lock().unwrap_or_else(PoisonError::into_inner);
        if *preferences != new && abilities.refreshes_hints {
            let client = self.client.clone();
            tokio::spawn(async move { client.inlay_hint_refresh().await });
        }
        let was_checked = preferences.check_folder;
        *preferences = new;
        let begins = new.check_folder && !was_checked;
        if begins {
            drop(self.folder_check.start(abilities, None));
        } else if was_checked && !new.check_folder {
            self.folder_check.withdraw(abilities);
        }
        begins
    }

    /// Asks the client, and has it tell us of changes if it wants to be told to; does not wait.
    pub(crate) fn watch(&self, abilities: Abilities) {
        let mut wanted = Vec::new();
        if abilities.registers_configuration {
            wanted.push(registration("workspace/didChangeConfiguration", None));
        }
        if abilities.watches_files {
            let articles = ["**/newsmark.toml", "**/*.news", "**/*.news.md"];
            let sources = ["**/*.txt", "**/*.csv", "**/*.tsv", "**/*.json", "**/*.md"];
            let globs = articles.iter().chain(&sources);
            let watchers = globs.map(|glob| json!({ "globPattern": glob })).collect::<Vec<_>>();
            let options = json!({ "watchers": watchers });
            wanted.push(registration("workspace/didChangeWatchedFiles", Some(options)));
        }
        if !wanted.is_empty() {
            let client = self.client.clone();
            tokio::spawn(async move {
                // A client that refuses may still tell us.
                let _ = tokio::time::timeout(PATIENCE, client.register_capability(wanted)).await;
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
                values.iter().for_each(|value| this.take(value, abilities));
            }
        });
    }

    /// Takes settings that the client sent, with or without our section's name around them.
    pub(crate) fn take(&self, value: &Value, abilities: Abilities) {
        let value = value.get(SECTION).unwrap_or(value);
        // Some editors write a list where nothing is in it.
        let is_empty = value.as_array().is_some_and(Vec::is_empty);
        if value.is_null() {
            return;
        }
        if !value.is_object() && !is_empty {
            self.log.warn(format!("{SECTION} settings: they are keys with values, not {value}"));
            return;
        }
        let (preferences, mut problems) = preferences(value);
        let begins = self.prefer(preferences, abilities);
        let read = settings::read(&entries(value));
        problems.extend(read.problems.into_iter().map(|problem| problem.message));
        for problem in problems {
            self.log.warn(format!("{SECTION} settings: {problem}"));
        }
        self.publisher.settings_changed(self.documents.set_settings(read.settings));
        if preferences.check_folder && !begins {
            self.folder_check.start_afresh(abilities);
        }
    }
}

fn registration(method: &str, register_options: Option<Value>) -> Registration {
    Registration { id: method.to_owned(), method: method.to_owned(), register_options }
}

/// `{"hints": {"percent": true, "previous": true, "speaker": false}, "snippets": false}`, and what in it cannot be used.
/// `"hints": false` is none of them.
fn preferences(value: &Value) -> (Preferences, Vec<String>) {
    let mut problems = Vec::new();
    let mut switch = |name: &str, value: Option<&Value>, usual: bool| match value {
        None | Some(Value::Null) => usual,
        Some(Value::Bool(switch)) => *switch,
        Some(_) => {
            problems.push(format!("{name} takes true or false"));
            usual
        }
    };
    let hints = value.get("hints").filter(|hints| !hints.is_null());
    let all_hints = match hints {
        Some(Value::Object(_)) => true,
        hints => switch("hints", hints, true),
    };
    let mut hint = |name: &str| {
        let own = hints.and_then(|hints| hints.get(name));
        switch(&format!("hints.{name}"), own, all_hints)
    };
    let preferences = Preferences {
        percent_hints: hint("percent"),
        previous_hints: hint("previous"),
        speaker_hints: hint("speaker"),
        check_folder: switch("checkFolder", value.get("checkFolder"), false),
        templates: switch("snippets", value.get("snippets"), true),
    };
    for name in hints.and_then(Value::as_object).into_iter().flat_map(|hints| hints.keys()) {
        if !["percent", "previous", "speaker"].contains(&name.as_str()) {
            problems
                .push(format!("there is no hint {name}; they are percent, previous and speaker"));
        }
    }
    (preferences, problems)
}

/// The settings as keys with values. Keys that are not ours are the editor's own: where the program is, what
/// to log. Nothing behind a key is the same as no key.
fn entries(value: &Value) -> Vec<Entry> {
    let ours = members(value).into_iter().filter(|entry| KEYS.contains(&entry.key.as_str()));
    ours.collect()
}

fn members(value: &Value) -> Vec<Entry> {
    let given = value.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let entry = |(key, value): (&String, &Value)| Entry {
        key: key.clone(),
        key_range: TextRange::default(),
        value: match value {
            Value::String(words) => settings::Value::Words(words.clone()),
            Value::Object(_) => settings::Value::Entries(members(value)),
            Value::Number(_) => settings::Value::Other("a number"),
            Value::Bool(_) => settings::Value::Other("true or false"),
            Value::Array(_) | Value::Null => settings::Value::Other("a list"),
        },
        range: TextRange::default(),
    };
    given.map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_writes_the_keys_of_the_file_and_some_of_its_own() {
        let sent = json!({
            "checks": {"part-sum": "off", "placeholder": null},
            "date": null,
            "profile": "bbc",
            "server": {"path": "/opt/newsmark"},
        });
        let read = settings::read(&entries(&sent));
        assert_eq!(read.problems, []);
        assert_eq!(read.settings.levels.keys().collect::<Vec<_>>(), ["part-sum"]);
        assert_eq!(read.settings.profile, Some(newsmark_semantic::Profile::Bbc));
    }

    #[test]
    fn a_switch_that_is_none_is_told() {
        let none = Preferences {
            percent_hints: false,
            previous_hints: false,
            speaker_hints: false,
            ..Preferences::default()
        };
        assert_eq!(preferences(&json!({ "hints": false })), (none, Vec::new()));
        let odd = json!({ "hints": { "percent": "no", "speakers": true }, "checkFolder": 1, "snippets": null });
        let problems = [
            "hints.percent takes true or false",
            "checkFolder takes true or false",
            "there is no hint speakers; they are percent, previous and speaker",
        ];
        let (read, told) = preferences(&odd);
        assert_eq!((read, told), (Preferences::default(), problems.map(str::to_owned).to_vec()));
        let all = [json!({}), json!([]), json!("no"), json!({ "hints": null })];
        assert!(all.iter().all(|one| preferences(one).0 == Preferences::default()));
    }

    #[test]
    fn what_cannot_be_used_does_not_cost_the_rest() {
        let read =
            settings::read(&entries(&json!({"date": 7, "profile": "bcc", "language": "en"})));
        let messages: Vec<&str> =
            read.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "date takes words in quotation marks, not a number",
                "profile cannot be bcc; it is one of ap, bbc, guardian, reuters and xinhua; did you mean bbc?"
            ]
        );
        assert_eq!(read.settings.language.as_deref(), Some("en"));
    }
}
