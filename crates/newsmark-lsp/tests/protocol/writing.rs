//! What helps with writing: completion and actions.

use expect_test::expect;
use serde_json::{Value, json};

use crate::URI;
use crate::client::Client;

const CITED: &str = "# Ferry 🚢\n\n🚢 It carried 40 people.[^po]\n\n[^port]: *Harbour log*, 2024\n";

#[test]
fn a_completion_replaces_what_was_typed_and_is_explained_when_looked_at() {
    let mut client = Client::start();
    client.open(URI, 1, CITED);
    let found = client.ask_at("textDocument/completion", URI, [2, 28], json!({}));
    let item = found["result"]["items"][0].clone();
    expect![[r#"
        {
          "data": {
            "kind": "source",
            "uri": "file:///desk/article.news"
          },
          "detail": "*Harbour log*, 2024",
          "kind": 18,
          "label": "port",
          "sortText": "0000",
          "textEdit": {
            "newText": "port",
            "range": {
              "end": {
                "character": 28,
                "line": 2
              },
              "start": {
                "character": 26,
                "line": 2
              }
            }
          }
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&item).unwrap());
    let explained = client.request("completionItem/resolve", item)["result"].clone();
    assert_eq!(explained["documentation"]["value"], "*Harbour log*, 2024");
    let stranger = json!({ "label": "port", "data": { "kind": "source", "uri": "untitled:gone" } });
    let explained = client.request("completionItem/resolve", stranger.clone());
    assert_eq!(explained["result"], stranger);
}

const TWO: &str = "# Flood closes 1,820 shops\n\nThe chamber said that 1,280 shops were closed. Ridership rose 19.4 percent from 340,000 to 422,000.\n";

#[test]
fn all_certain_fixes_are_one_source_action() {
    let mut client = Client::start();
    client.open(URI, 1, TWO);
    for wanted in ["source", "source.fixAll", "source.fixAll.newsmark"] {
        let actions = client.actions(URI, [0, 0, 0, 0], json!([wanted]));
        assert_eq!(actions.as_array().unwrap().len(), 1, "{wanted}");
        assert_eq!(actions[0]["kind"], "source.fixAll.newsmark");
        assert_eq!(actions[0]["edit"]["changes"][URI].as_array().unwrap().len(), 2);
    }
    let others = client.actions(URI, [0, 0, 0, 0], json!(["source.organizeImports"]));
    assert_eq!(others, json!([]));
}

#[test]
fn a_finding_is_kept_silent_with_a_reason() {
    let mut client = Client::start();
    client.open(URI, 1, TWO);
    let actions = client.actions(URI, [0, 15, 0, 15], json!(["quickfix"]));
    let actions = actions.as_array().unwrap();
    let silent = actions.iter().find(|it| it["title"] == "keep headline-figure silent here");
    let silent = silent.unwrap();
    assert_eq!(silent["isPreferred"], false);
    assert_eq!(silent["diagnostics"][0]["code"], "headline-figure");
    let edit = silent["edit"]["changes"][URI][0].clone();
    client.change(URI, 2, json!([{ "range": edit["range"], "text": edit["newText"] }]));
    let codes: Vec<Value> =
        client.diagnostics(URI, 2).iter().map(|it| it["code"].clone()).collect();
    assert_eq!(codes, ["change-percent"]);
}

#[test]
fn markup_is_added_to_a_figure() {
    let mut client = Client::start();
    client.open(URI, 1, CITED);
    let actions = client.actions(URI, [2, 14, 2, 14], json!(["refactor"]));
    let titles: Vec<&str> =
        actions.as_array().unwrap().iter().map(|it| it["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["name 40 in the ledger: person"]);
}

#[test]
fn markup_to_fill_in_has_fields_where_the_editor_steps_through_them() {
    let offered = |snippets: bool, settings: Value| {
        let abilities = json!({ "completionItem": { "snippetSupport": snippets } });
        let mut client = Client::in_folder(
            json!({ "textDocument": { "completion": abilities } }),
            "file:///desk",
            settings,
        );
        client.open(
            URI,
            1,
            "---\ndate: 2025-03-06\n---\n\nIt sank.\n\ncorr\n\n<!-- ok: weekday-da\n",
        );
        let mut ask = |place| {
            let found = client.ask_at("textDocument/completion", URI, place, json!({}));
            found["result"]["items"][0].clone()
        };
        (ask([6, 4]), ask([8, 19]))
    };
    let (note, rule) = offered(true, json!({}));
    assert_eq!((&note["label"], &note["kind"]), (&json!("correction"), &json!(15)));
    assert_eq!(note["insertTextFormat"], 2);
    assert_eq!(
        note["textEdit"]["newText"],
        "> **Correction (${1:2025-03-06}):** ${2:What was wrong and what is right.}"
    );
    assert_eq!(
        (&rule["textEdit"]["newText"], &rule["insertTextFormat"]),
        (&json!("weekday-date \"$1\""), &json!(2))
    );
    let (note, rule) = offered(false, json!({}));
    assert_eq!(note.get("insertTextFormat"), None);
    assert_eq!(
        note["textEdit"]["newText"],
        "> **Correction (2025-03-06):** What was wrong and what is right."
    );
    assert_eq!(rule["textEdit"]["newText"], "weekday-date \"\"");
    let (nothing, rule) = offered(true, json!({ "snippets": false }));
    assert_eq!(nothing, Value::Null);
    assert_eq!(rule["label"], "weekday-date");
}

#[test]
fn a_list_that_grows_with_what_is_typed_is_asked_for_again() {
    let mut client = Client::start();
    client.open(
        URI,
        1,
        "# Ferry\n\nOlga Brandt, the captain, spoke. B\n\n[^port]: Log, 2024\n\nIt sank.[^\n",
    );
    let mut ask = |place| {
        let found = client.ask_at("textDocument/completion", URI, place, json!({}));
        (
            found["result"]["isIncomplete"].clone(),
            found["result"]["items"].as_array().unwrap().len(),
        )
    };
    // A name is offered after two letters, a source after its mark.
    assert_eq!(ask([2, 34]), (json!(true), 0));
    assert_eq!(ask([6, 10]), (json!(false), 1));
}
