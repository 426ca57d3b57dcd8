//! What concerns all articles of a folder: settings files, names that articles share, symbols, checks of
//! articles that are not open, files that move.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use crate::SWAPPED;
use crate::client::Client;

/// A folder that is gone after the test.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("newsmark-protocol-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        let folder = Folder { path: path.canonicalize().unwrap() };
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn uri(&self, name: &str) -> String {
        let path = self.path.join(name);
        format!("file://{}", path.to_str().unwrap().trim_end_matches('/'))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect()
}

fn ledger(line: &str) -> String {
    format!("---\nfigures:\n  {line}\n---\n\nThe ferry carried [them](#riders).\n")
}

#[test]
fn a_settings_file_counts_under_the_editor_and_is_followed() {
    let folder = Folder::new(&[("newsmark.toml", "[checks]\nheadline-figure = \"off\"\n")]);
    let uri = folder.uri("ferry.news");
    let mut client = Client::in_folder(json!({}), &folder.uri(""), json!({}));
    client.open(&uri, 1, SWAPPED);
    assert_eq!(client.published(&uri)["diagnostics"], json!([]));
    folder.write("newsmark.toml", "[checks]\nheadline-figure = \"hint\"\nno-rule = \"off\"\n");
    let change = json!({ "uri": folder.uri("newsmark.toml"), "type": 2 });
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    assert_eq!(client.published(&uri)["diagnostics"][0]["severity"], 4);
    let logged = client.wait_for(|message| message["method"] == "window/logMessage");
    let line = logged["params"]["message"].as_str().unwrap();
    assert!(line.contains("newsmark.toml:3:1: there is no rule no-rule"), "{line}");
    let louder = json!({ "checks": { "headline-figure": "error" } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": louder }));
    assert_eq!(client.published(&uri)["diagnostics"][0]["severity"], 1);
}

#[test]
fn what_is_quoted_is_looked_up_in_the_file_that_a_footnote_names() {
    let spoken = "MAYOR: We will open the north quay in May.\n";
    let folder = Folder::new(&[("desk/sources/council.txt", spoken)]);
    let uri = folder.uri("desk/ferry.news");
    let text = "# Quay to open\n\n\"We will open the south quay in May,\" the mayor said.[^c]\n\n\
        [^c]: Council minutes, <sources/council.txt>\n";
    let mut client = Client::in_folder(json!({}), &folder.uri(""), json!({}));
    client.open(&uri, 1, text);
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), ["quote-not-in-source"]);
    // The clerk sends the right minutes.
    folder.write(
        "desk/sources/council.txt",
        &format!("{}Adjourned.\n", spoken.replace("north", "south")),
    );
    let change = json!({ "uri": folder.uri("desk/sources/council.txt"), "type": 2 });
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), [""; 0]);
    client.edit(&uri, 2, [4, 32, 4, 39], "council-of-june");
    let found = client.diagnostics(&uri, 2);
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.contains("there is no such file"), "{message}");
}

#[test]
fn files_are_watched_where_the_client_can() {
    let mut client = Client::with(json!({ "workspace": {
        "didChangeWatchedFiles": { "dynamicRegistration": true },
        "didChangeConfiguration": { "dynamicRegistration": true },
    } }));
    let asked = client.wait_for(|message| message["method"] == "client/registerCapability");
    let methods: Vec<_> = asked["params"]["registrations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["method"].as_str().unwrap())
        .collect();
    assert_eq!(methods, ["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"]);
}

#[test]
fn one_name_with_two_values_is_told_in_both_articles() {
    let mut client = Client::start();
    let (one, other) = ("file:///desk/one.news", "file:///desk/other.news");
    client.open(one, 1, &ledger("riders: 1.24 million riders"));
    assert_eq!(codes(&client.published(one)["diagnostics"]), [""; 0]);
    client.open(other, 1, &ledger("riders: 1.42 million riders"));
    let found = client.published(other)["diagnostics"].clone();
    assert_eq!(
        found[0]["message"],
        "riders is 1.42 million riders here and 1.24 million riders in one.news"
    );
    assert_eq!(found[0]["relatedInformation"][0]["message"], "riders: 1.24 million riders");
    assert_eq!((&found[0]["severity"], &found[0]["code"]), (&json!(3), &json!("shared-name")));
    let place = &found[0]["relatedInformation"][0]["location"];
    assert_eq!((&place["uri"], &place["range"]["start"]["line"]), (&json!(one), &json!(2)));
    assert_eq!(codes(&client.published(one)["diagnostics"]), ["shared-name"]);
    client.edit(other, 2, [2, 10, 2, 14], "1.24");
    assert_eq!(codes(&json!(client.diagnostics(other, 2))), [""; 0]);
    assert_eq!(codes(&client.published(one)["diagnostics"]), [""; 0]);
    client.edit(other, 3, [2, 10, 2, 14], "1.42");
    assert_eq!(codes(&client.published(one)["diagnostics"]), ["shared-name"]);
    client.close(other);
    assert_eq!(codes(&client.published(one)["diagnostics"]), [""; 0]);
    let namesake = "file:///archive/one.news";
    client.open(namesake, 1, &ledger("riders: 1.42 million riders"));
    let message = client.published(namesake)["diagnostics"][0]["message"].clone();
    assert!(message.as_str().unwrap().ends_with("in desk/one.news"), "{message}");
}

#[test]
fn what_one_name_means_in_two_articles_has_a_level_and_can_be_kept_silent() {
    let folder = Folder::new(&[]);
    let capabilities = json!({
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
        "textDocument": {
            "publishDiagnostics": { "codeDescriptionSupport": true },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
        },
    });
    let louder = json!({ "checks": { "shared-name": "warning" } });
    let mut client = Client::in_folder(capabilities, &folder.uri(""), louder);
    let (one, other) = (folder.uri("one.news"), folder.uri("other.news"));
    client.open(&other, 1, &ledger("riders: 1.42 million riders"));
    client.published(&other);
    client.open(&one, 1, &ledger("riders: 1.24 million riders"));
    let found = client.diagnostics(&one, 1)[0].clone();
    assert_eq!((&found["code"], &found["severity"]), (&json!("shared-name"), &json!(2)));
    let page = found["codeDescription"]["href"].as_str().unwrap();
    assert!(page.ends_with("rules.md#shared-name"), "{page}");
    // This client did not say that it shows other places.
    assert_eq!(found.get("relatedInformation"), None);
    let actions = client.actions(&one, [2, 4, 2, 4], json!(["quickfix"]));
    let actions = actions.as_array().unwrap();
    let titles: Vec<&str> = actions.iter().map(|it| it["title"].as_str().unwrap()).collect();
    let expected =
        ["keep shared-name silent in this file", "keep shared-name silent in the project"];
    assert_eq!(titles, expected);
    assert_eq!(actions[0]["diagnostics"][0], found);
    let edit = actions[0]["edit"]["documentChanges"][0]["edits"][0].clone();
    client.change(&one, 2, json!([{ "range": edit["range"], "text": edit["newText"] }]));
    assert_eq!(client.diagnostics(&one, 2), [Value::Null; 0]);
    // The other article may still speak of it.
    client.edit(&other, 2, [2, 10, 2, 14], "1.52");
    assert_eq!(codes(&json!(client.diagnostics(&other, 2))), ["shared-name"]);
}

#[test]
fn a_symbol_is_found_in_articles_that_are_not_open() {
    let folder = Folder::new(&[
        ("a/ferry.news", "# Ferries rise again\n\nThey carried 40 people.\n"),
        ("a/ship.news", "# Sinking ships return\n"),
        (".gitignore", "old\n"),
        ("old/ferry.news", "# Ferries rise\n"),
        ("readme.md", "# Ferries rise\n"),
    ]);
    let mut client = Client::in_folder(json!({}), &folder.uri(""), json!({}));
    client.open("untitled:one", 1, "# Ferries sink\n\nThey sank.\n");
    let mut names = |query: &str| {
        let found = client.request("workspace/symbol", json!({ "query": query }));
        let mut names: Vec<String> = found["result"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["name"].as_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("ferries"), ["Ferries rise again", "Ferries sink"]);
    assert_eq!(names("rise FERR"), ["Ferries rise again"]);
    assert_eq!(names("trains"), [""; 0]);
    client.open(
        "untitled:two",
        1,
        "---\nfigures:\n  riders: 1.2 million people\n---\n\n# Boats\n\nIt took [them](#riders).[^log]\n\n\
         [^log]: Harbour book\n",
    );
    let mut names = |query: &str| {
        let found = client.request("workspace/symbol", json!({ "query": query }))["result"].take();
        found[0]["name"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(names("riders"), "riders · 1.2 million people");
    // What begins with the words comes first, wherever it is.
    assert_eq!(names("sink"), "Sinking ships return");
    assert_eq!(names("log"), "Harbour book · log");
}

#[test]
fn all_articles_are_checked_when_asked_for_with_progress() {
    let folder = Folder::new(&[("a.news", SWAPPED), ("b.news", "# Ferry\n\nIt sank.\n")]);
    let progress = json!({ "window": { "workDoneProgress": true } });
    let mut client = Client::in_folder(progress, &folder.uri(""), json!({}));
    client.request("workspace/executeCommand", json!({ "command": "newsmark.checkFolder" }));
    let create = client.wait_for(|it| it["method"] == "window/workDoneProgress/create");
    client.send(&json!({ "jsonrpc": "2.0", "id": create["id"], "result": null }));
    let mut kinds = Vec::new();
    while kinds.last() != Some(&json!("end")) {
        let step = client.wait_for(|it| it["method"] == "$/progress");
        assert_eq!(step["params"]["token"], create["params"]["token"]);
        kinds.push(step["params"]["value"]["kind"].clone());
    }
    assert_eq!(kinds[0], "begin");
    let uri = folder.uri("a.news");
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), ["headline-figure"]);
    // An article that is opened and closed again is spoken of as before.
    client.open(&uri, 1, "# Ferry\n\nIt sank.\n");
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), [""; 0]);
    client.close(&uri);
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), ["headline-figure"]);
    // Once somebody wants to know of it, it is followed.
    folder.write("a.news", "# Ferry\n\nIt sank.\n");
    let change = json!({ "uri": uri, "type": 2 });
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    let create = client.wait_for(|it| it["method"] == "window/workDoneProgress/create");
    client.send(&json!({ "jsonrpc": "2.0", "id": create["id"], "result": null }));
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), [""; 0]);
    let unknown = client.request("workspace/executeCommand", json!({ "command": "newsmark.fly" }));
    assert_eq!(unknown["error"]["code"], -32602);
}

#[test]
fn all_articles_are_checked_when_the_settings_want_it() {
    let folder = Folder::new(&[("a.news", SWAPPED)]);
    let settings = json!({ "checkFolder": true });
    let mut client = Client::in_folder(json!({}), &folder.uri(""), settings);
    let uri = folder.uri("a.news");
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), ["headline-figure"]);
    folder.write(
        "a.news",
        "# Flood closes 1,280 shops\n\nThe chamber said that 1,280 shops were closed down.\n",
    );
    let change = json!({ "uri": uri, "type": 2 });
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), [""; 0]);
}

#[test]
fn a_file_that_no_article_names_is_no_reason_to_read_the_folder_again() {
    let cites = "# Ferry\n\nIt sank.[^c]\n\n[^c]: Council minutes, <council.json>\n";
    let folder = Folder::new(&[("a.news", cites), ("council.json", "{}")]);
    let progress = json!({ "window": { "workDoneProgress": true } });
    let mut client = Client::in_folder(progress, &folder.uri(""), json!({ "checkFolder": true }));
    let reading = |client: &mut Client| {
        let create = client.wait_for(|it| it["method"] == "window/workDoneProgress/create");
        client.send(&json!({ "jsonrpc": "2.0", "id": create["id"], "result": null }));
        let is_end = |it: &Value| it["params"]["value"]["kind"] == "end";
        client.wait_for(is_end);
    };
    reading(&mut client);
    let change = |client: &mut Client, name: &str| {
        let change = json!({ "uri": folder.uri(name), "type": 2 });
        client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    };
    change(&mut client, "node_modules/package.json");
    client.request("workspace/symbol", json!({ "query": "x" }));
    assert!(!client.has_received("window/workDoneProgress/create"));
    change(&mut client, "council.json");
    reading(&mut client);
}

#[test]
fn a_reading_can_be_stopped_before_it_has_begun() {
    let folder = Folder::new(&[("a.news", SWAPPED)]);
    let progress = json!({ "window": { "workDoneProgress": true } });
    let mut client = Client::in_folder(progress, &folder.uri(""), json!({}));
    let command = json!({ "command": "newsmark.checkFolder", "workDoneToken": "mine" });
    let asked = client.ask_later("workspace/executeCommand", command);
    client.notify("window/workDoneProgress/cancel", json!({ "token": "mine" }));
    let is_end = |it: &Value| it["params"]["value"]["kind"] == "end";
    assert_eq!(client.wait_for(is_end)["params"]["token"], "mine");
    assert_eq!(client.answer(asked)["result"], Value::Null);
    // Whether it was in time or not, the next one is complete.
    client.request(
        "workspace/executeCommand",
        json!({ "command": "newsmark.checkFolder", "workDoneToken": 2 }),
    );
    // A token means nothing once its question is answered.
    let end = client.received().find(|it| is_end(it) && it["params"]["token"] == 2);
    assert_eq!(end.unwrap()["params"]["value"]["message"], "1 article, 1 finding");
    let uri = folder.uri("a.news");
    while codes(&client.published(&uri)["diagnostics"]) != ["headline-figure"] {}
}

#[test]
fn a_name_is_told_of_in_an_open_article_when_a_closed_one_has_it() {
    let folder = Folder::new(&[("closed.news", &ledger("riders: 1.42 million riders"))]);
    let open = folder.uri("open.news");
    let mut client = Client::in_folder(json!({}), &folder.uri(""), json!({}));
    client.open(&open, 1, &ledger("riders: 1.24 million riders"));
    assert_eq!(client.diagnostics(&open, 1), [Value::Null; 0]);
    client.request("workspace/symbol", json!({ "query": "riders" }));
    assert_eq!(codes(&json!(client.diagnostics(&open, 1))), ["shared-name"]);
    // Nobody asked what is in the closed one.
    assert!(!client.has_received("textDocument/publishDiagnostics"));
}

#[test]
fn nothing_is_said_of_closed_articles_when_nobody_wants_it_any_more() {
    let folder = Folder::new(&[("a.news", SWAPPED)]);
    let uri = folder.uri("a.news");
    let mut client = Client::in_folder(json!({}), &folder.uri(""), json!({ "checkFolder": true }));
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), ["headline-figure"]);
    let settings = json!({ "settings": { "checkFolder": false } });
    client.notify("workspace/didChangeConfiguration", settings);
    assert_eq!(codes(&client.published(&uri)["diagnostics"]), [""; 0]);
    let pulls = json!({ "textDocument": { "diagnostic": {} } });
    let mut client = Client::in_folder(pulls, &folder.uri(""), json!({}));
    client.request("workspace/symbol", json!({ "query": "flood" }));
    let found = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(found["result"]["items"], json!([]));
}

#[test]
fn lines_above_headlines_are_asked_for_again_when_the_settings_change() {
    let refreshes = json!({ "workspace": { "codeLens": { "refreshSupport": true } } });
    let mut client = Client::with(refreshes);
    client.open("file:///desk/a.news", 1, SWAPPED);
    let settings = json!({ "settings": { "checks": { "headline-figure": "off" } } });
    client.notify("workspace/didChangeConfiguration", settings);
    client.wait_for(|message| message["method"] == "workspace/codeLens/refresh");
}

#[test]
fn a_client_that_asks_is_told_of_closed_articles_when_it_asks() {
    let folder = Folder::new(&[("a.news", SWAPPED)]);
    let capabilities = json!({
        "textDocument": { "diagnostic": {} },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    });
    let mut client =
        Client::in_folder(capabilities, &folder.uri(""), json!({ "checkFolder": true }));
    client.wait_for(|message| message["method"] == "workspace/diagnostic/refresh");
    let mut ask = |known: Value| {
        let found = client.request("workspace/diagnostic", json!({ "previousResultIds": known }));
        found["result"]["items"].clone()
    };
    let items = ask(json!([]));
    assert_eq!(
        (&items[0]["uri"], &items[0]["kind"]),
        (&json!(folder.uri("a.news")), &json!("full"))
    );
    assert_eq!(codes(&items[0]["items"]), ["headline-figure"]);
    let gone = json!({ "uri": folder.uri("gone.news"), "value": "1" });
    let known = json!({ "uri": folder.uri("a.news"), "value": items[0]["resultId"] });
    let items = ask(json!([known, gone]));
    assert_eq!(items.as_array().unwrap().len(), 1);
    assert_eq!(
        (&items[0]["uri"], &items[0]["items"]),
        (&json!(folder.uri("gone.news")), &json!([]))
    );
    assert!(!client.has_received("textDocument/publishDiagnostics"));
}

#[test]
fn links_follow_files_that_move() {
    let folder = Folder::new(&[("news/b.news", "# Boat\n\nSee [3 dogs](../data/a.csv).\n")]);
    let mut client = Client::in_folder(json!({}), &folder.uri(""), json!({}));
    let open = folder.uri("a.news");
    client.open(&open, 1, "# Ferry\n\nSee [40 people](data/a.csv) and [3 dogs](data/b.csv).\n");
    let moved =
        json!({ "oldUri": folder.uri("data/a.csv"), "newUri": folder.uri("data/2024/c.csv") });
    let edit = client.request("workspace/willRenameFiles", json!({ "files": [moved] }));
    let changes = &edit["result"]["changes"];
    assert_eq!(changes[&open][0]["newText"], "data/2024/c.csv");
    assert_eq!(changes[&open].as_array().unwrap().len(), 1);
    assert_eq!(changes[folder.uri("news/b.news")][0]["newText"], "../data/2024/c.csv");
    let elsewhere = json!({ "oldUri": folder.uri("x.csv"), "newUri": folder.uri("y.csv") });
    let edit = client.request("workspace/willRenameFiles", json!({ "files": [elsewhere] }));
    assert_eq!(edit["result"], Value::Null);
}

#[test]
fn footnotes_lead_to_the_files_they_name_and_follow_them() {
    let cites = "# Quay\n\nIt opens.[^c]\n\n[^c]: Council minutes, <minutes.txt>\n";
    let folder = Folder::new(&[("desk/minutes.txt", "Open."), ("desk/closed.news", cites)]);
    let uri = folder.uri("desk/open.news");
    let mut client = Client::in_folder(json!({}), &folder.uri(""), json!({}));
    client.open(&uri, 1, cites);
    let links = client.ask("textDocument/documentLink", &uri);
    assert_eq!(links[0]["target"], folder.uri("desk/minutes.txt"));
    let old = folder.uri("desk/minutes.txt");
    let mut moved = |to: &str| {
        let files = json!([{ "oldUri": old, "newUri": folder.uri(to) }]);
        let edit = client.request("workspace/willRenameFiles", json!({ "files": files }));
        let changes = edit["result"]["changes"].clone();
        let words = |name: &str| changes[folder.uri(name)][0]["newText"].clone();
        [words("desk/open.news"), words("desk/closed.news")]
    };
    assert_eq!(moved("desk/June%20minutes.txt"), ["June minutes.txt", "June minutes.txt"]);
    assert_eq!(moved("sources/minutes.txt"), ["sources/minutes.txt", "sources/minutes.txt"]);
}

#[test]
fn a_rule_is_kept_silent_in_the_project() {
    let folder = Folder::new(&[]);
    let capabilities = json!({
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
    });
    let mut client = Client::in_folder(capabilities, &folder.uri(""), json!({}));
    let uri = folder.uri("a.news");
    client.open(&uri, 1, SWAPPED);
    let mut silence = || {
        let actions = client.actions(&uri, [0, 15, 0, 15], json!(["quickfix"]));
        let mut actions = actions.as_array().unwrap().clone().into_iter();
        actions.find(|it| it["title"] == "keep headline-figure silent in the project")
    };
    let changes = silence().unwrap()["edit"]["documentChanges"].clone();
    assert_eq!(changes[0], json!({ "kind": "create", "uri": folder.uri("newsmark.toml") }));
    assert_eq!(
        changes[1]["edits"][0]["newText"],
        "[checks]\nheadline-figure = \"off, checked, stands as it is\"\n"
    );
    folder.write("newsmark.toml", "[checks]\npart-sum = \"off\"\n");
    let changes = silence().unwrap()["edit"]["documentChanges"].clone();
    assert_eq!(changes[0]["edits"][0]["range"]["start"], json!({ "line": 1, "character": 0 }));
    folder.write("newsmark.toml", "[checks]\nheadline-figure = \"hint\"\n");
    assert!(silence().is_none());
}
