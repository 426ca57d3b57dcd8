//! Definitions, references, highlights and renaming.

use serde_json::{Value, json};

use crate::URI;
use crate::client::Client;

/// The emoji is two units of UTF-16, so columns behind it are not characters.
const LEDGER: &str = "---\nfigures:\n  riders: 1.24 million riders; 2024; port\n---\n\n🚢 The ferry carried [1.24 million](#riders) people.[^port]\n\n[^port]: Harbour log, 2024\n";

/// Inside `riders` of the link.
const IN_LINK: [u32; 2] = [5, 40];

pub(crate) fn span(line: u32, start: u32, end: u32) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

#[test]
fn a_link_leads_to_the_ledger() {
    let mut client = Client::start();
    client.open(URI, 1, LEDGER);
    let found = client.ask_at("textDocument/definition", URI, IN_LINK, json!({}));
    assert_eq!(found["result"], json!([{ "uri": URI, "range": span(2, 2, 8) }]));
    let mut client =
        Client::with(json!({ "textDocument": { "definition": { "linkSupport": true } } }));
    client.open(URI, 1, LEDGER);
    let found = client.ask_at("textDocument/definition", URI, IN_LINK, json!({}));
    let link = &found["result"][0];
    assert_eq!(link["originSelectionRange"], span(5, 21, 44));
    assert_eq!(link["targetSelectionRange"], span(2, 2, 8));
    assert_eq!(link["targetRange"], span(2, 2, 29));
    let nothing = client.ask_at("textDocument/definition", URI, [5, 5], json!({}));
    assert_eq!(nothing["result"], Value::Null);
}

#[test]
fn references_come_with_the_definition_if_it_is_wanted() {
    let mut client = Client::start();
    client.open(URI, 1, LEDGER);
    let mut ask = |include: bool| {
        let more = json!({ "context": { "includeDeclaration": include } });
        let found = client.ask_at("textDocument/references", URI, IN_LINK, more);
        let places = found["result"].as_array().unwrap();
        places.iter().map(|place| place["range"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ask(false), [span(5, 37, 43)]);
    assert_eq!(ask(true), [span(2, 2, 8), span(5, 37, 43)]);
}

#[test]
fn highlights_say_which_place_is_the_definition() {
    let mut client = Client::start();
    client.open(URI, 1, LEDGER);
    let found = client.ask_at("textDocument/documentHighlight", URI, [7, 3], json!({}));
    let places = found["result"].as_array().unwrap();
    let kinds: Vec<_> = places.iter().map(|place| place["kind"].as_i64().unwrap()).collect();
    assert_eq!(kinds, [2, 2, 3]);
}

#[test]
fn a_figure_is_renamed_everywhere() {
    let mut client =
        Client::with(json!({ "textDocument": { "rename": { "prepareSupport": true } } }));
    client.open(URI, 1, LEDGER);
    let name = client.ask_at("textDocument/prepareRename", URI, IN_LINK, json!({}));
    assert_eq!(name["result"], json!({ "range": span(5, 37, 43), "placeholder": "riders" }));
    let nothing = client.ask_at("textDocument/prepareRename", URI, [5, 5], json!({}));
    assert_eq!(nothing["result"], Value::Null);
    let renamed = client.ask_at("textDocument/rename", URI, IN_LINK, json!({ "newName": "users" }));
    assert_eq!(
        renamed["result"]["changes"][URI],
        json!([
            { "range": span(2, 2, 8), "newText": "users" },
            { "range": span(5, 37, 43), "newText": "users" },
        ])
    );
}

#[test]
fn a_name_that_cannot_be_is_refused_with_the_reason() {
    let mut client = Client::start();
    client.open(URI, 1, LEDGER);
    let refused = client.ask_at("textDocument/rename", URI, IN_LINK, json!({ "newName": "No!" }));
    assert_eq!(refused["error"]["code"], -32803);
    let why = refused["error"]["message"].as_str().unwrap();
    assert!(why.starts_with("“No!” cannot be a figure's name"), "{why}");
}

#[test]
fn the_server_says_that_it_prepares_renaming_to_whom_it_concerns() {
    let mut client = Client::silent();
    let rename = json!({ "prepareSupport": true });
    let capabilities = client.initialize(json!({ "textDocument": { "rename": rename } }));
    assert_eq!(capabilities["renameProvider"], json!({ "prepareProvider": true }));
}
