//! What helps with reading: diagnostics on request, colours, folds, selections, hints, lines above
//! headlines, links, tidying.

use expect_test::expect;
use serde_json::{Value, json};

use crate::client::Client;
use crate::navigation::span;
use crate::{SWAPPED, URI};

fn pulling() -> Client {
    Client::with(json!({
        "textDocument": { "diagnostic": {} },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    }))
}

fn pull(client: &mut Client, before: Value) -> Value {
    let params = json!({ "textDocument": { "uri": URI }, "previousResultId": before });
    client.request("textDocument/diagnostic", params)["result"].clone()
}

#[test]
fn a_client_that_asks_for_diagnostics_is_not_sent_any() {
    let mut client = pulling();
    client.open(URI, 1, SWAPPED);
    let report = pull(&mut client, Value::Null);
    assert_eq!(report["kind"], "full");
    assert_eq!(report["items"][0]["code"], "headline-figure");
    let again = pull(&mut client, report["resultId"].clone());
    assert_eq!(again, json!({ "kind": "unchanged", "resultId": report["resultId"] }));
    client.edit(URI, 2, [0, 15, 0, 20], "1,280");
    let after = pull(&mut client, report["resultId"].clone());
    assert_eq!((&after["kind"], &after["items"]), (&json!("full"), &json!([])));
    client.close(URI);
    assert_eq!(pull(&mut client, Value::Null)["items"], json!([]));
    client.request("shutdown", Value::Null);
    assert!(!client.has_received("textDocument/publishDiagnostics"));
}

#[test]
fn a_client_that_asks_is_told_when_settings_make_the_answer_stale() {
    let mut client = pulling();
    client.open(URI, 1, SWAPPED);
    assert_eq!(pull(&mut client, Value::Null)["items"].as_array().unwrap().len(), 1);
    let off = json!({ "checks": { "headline-figure": "off" } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": off }));
    client.wait_for(|message| message["method"] == "workspace/diagnostic/refresh");
    assert_eq!(pull(&mut client, Value::Null)["items"], json!([]));
}

#[test]
fn a_finding_leads_to_its_manual_and_what_does_nothing_is_faded() {
    let mut client = Client::with(json!({ "textDocument": { "publishDiagnostics": {
        "codeDescriptionSupport": true, "tagSupport": { "valueSet": [1, 2] },
    } } }));
    client.open(
        URI,
        1,
        "# Ferry\n\nIt sank.\n\n[^port]: Harbour log, 12 May 2024, <https://a.example>\n",
    );
    let found = client.diagnostics(URI, 1);
    assert_eq!(found[0]["code"], "unused-source");
    assert_eq!(found[0]["tags"], json!([1]));
    let href = found[0]["codeDescription"]["href"].as_str().unwrap();
    assert!(href.ends_with("/docs/rules.md#unused-source"), "{href}");
    let mut client = Client::start();
    client.open(URI, 1, SWAPPED);
    let found = client.diagnostics(URI, 1);
    assert_eq!((&found[0]["tags"], &found[0]["codeDescription"]), (&Value::Null, &Value::Null));
}

/// Tokens as lines, columns and lengths.
fn spans(data: &Value) -> Vec<[u64; 3]> {
    let numbers: Vec<u64> =
        data.as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).collect();
    let mut at = [0, 0];
    numbers
        .chunks(5)
        .map(|token| {
            at = if token[0] == 0 {
                [at[0], at[1] + token[1]]
            } else {
                [at[0] + token[0], token[1]]
            };
            [at[0], at[1], token[2]]
        })
        .collect()
}

const NUMBERS: &str = "# Ferry 🚢\n\n🚢 It carried 40 people, 12 dogs.\n\nIt lost 3 cats.\n";

#[test]
fn words_have_colours() {
    let mut client = Client::start();
    client.open(URI, 1, NUMBERS);
    let full = client.ask("textDocument/semanticTokens/full", URI);
    assert_eq!(spans(&full["data"]), [[2, 14, 2], [2, 25, 2], [4, 8, 1]]);
    let range =
        json!({ "start": { "line": 2, "character": 20 }, "end": { "line": 3, "character": 0 } });
    let params = json!({ "textDocument": { "uri": URI }, "range": range });
    let part = client.request("textDocument/semanticTokens/range", params)["result"].clone();
    assert_eq!(spans(&part["data"]), [[2, 25, 2]]);
    client.edit(URI, 2, [2, 3, 2, 3], "The ");
    let params = json!({ "textDocument": { "uri": URI }, "previousResultId": full["resultId"] });
    let delta = client.request("textDocument/semanticTokens/full/delta", params.clone());
    assert_eq!(
        delta["result"]["edits"],
        json!([{ "start": 0, "deleteCount": 5, "data": [2, 18, 2, 0, 0] }])
    );
    // What is not known any more is sent whole.
    let again = client.request("textDocument/semanticTokens/full/delta", params);
    assert_eq!(spans(&again["result"]["data"]).len(), 3);
    let params =
        json!({ "textDocument": { "uri": URI }, "previousResultId": again["result"]["resultId"] });
    let delta = client.request("textDocument/semanticTokens/full/delta", params);
    assert_eq!(delta["result"]["edits"], json!([]));
}

#[test]
fn sections_fold_and_selections_grow() {
    let mut client = Client::start();
    client.open(URI, 1, "# Ferry\n\nIt lost 3 cats.\n\n- a\n- b\n");
    let folds = client.ask("textDocument/foldingRange", URI);
    let lines = |fold: &Value| (fold["startLine"].as_u64(), fold["endLine"].as_u64());
    let lines: Vec<_> = folds.as_array().unwrap().iter().map(lines).collect();
    assert_eq!(lines, [(Some(0), Some(5)), (Some(4), Some(5))]);
    let params =
        json!({ "textDocument": { "uri": URI }, "positions": [{ "line": 2, "character": 8 }] });
    let found = client.request("textDocument/selectionRange", params)["result"].clone();
    assert_eq!(found[0]["range"], span(2, 8, 9));
    assert_eq!(found[0]["parent"]["range"], span(2, 8, 14));
    assert_eq!(found[0]["parent"]["parent"]["range"], span(2, 0, 15));
}

#[test]
fn hints_are_shown_as_wanted() {
    const CHANGE: &str = "# Ferry\n\nRidership rose from 340,000 to 422,000. \"It sank,\" said Olga Brandt. \"It was old,\" she said.\n";
    let mut client = Client::with_settings(json!({ "hints": { "speaker": false } }));
    client.open(URI, 1, CHANGE);
    while client.hint_labels(URI) != ["+24.1%"] {}
    client.set_settings(json!({ "hints": { "percent": false } }));
    while !client.hint_labels(URI).contains(&"Olga Brandt:".to_owned()) {}
    assert_eq!(client.hint_labels(URI), ["Olga Brandt:"]);
}

#[test]
fn a_headline_says_what_was_looked_at() {
    let mut client = Client::start();
    client.open(URI, 1, SWAPPED);
    let lenses = client.ask("textDocument/codeLens", URI);
    assert_eq!(
        lenses[0]["command"]["title"],
        "2 figures · 1 with a source · 0 sources · 1 finding"
    );
    assert_eq!(lenses[0]["range"], span(0, 2, 26));
}

#[test]
fn links_lead_out_of_the_text() {
    let mut client = Client::start();
    client.open(
        URI,
        1,
        "# Ferry\n\n[40 people](../data/a.csv) and [3 dogs](https://port.example/)\n",
    );
    let links = client.ask("textDocument/documentLink", URI);
    let targets: Vec<_> = links.as_array().unwrap().iter().map(|it| it["target"].clone()).collect();
    assert_eq!(targets, ["file:///data/a.csv", "https://port.example/"]);
}

#[test]
fn tidying_is_a_list_of_edits() {
    let mut client = Client::start();
    client.open(URI, 1, "# Ferry\nIt sank. \n");
    let params = json!({ "textDocument": { "uri": URI }, "options": { "tabSize": 2, "insertSpaces": true } });
    let edits = client.request("textDocument/formatting", params)["result"].clone();
    expect![[r#"[{"newText":"\n\n","range":{"end":{"character":0,"line":1},"start":{"character":7,"line":0}}},{"newText":"","range":{"end":{"character":9,"line":1},"start":{"character":8,"line":1}}}]"#]]
        .assert_eq(&edits.to_string());
    let params = json!({ "textDocument": { "uri": URI }, "range": span(1, 0, 9), "options": { "tabSize": 2, "insertSpaces": true } });
    let edits = client.request("textDocument/rangeFormatting", params)["result"].clone();
    assert_eq!(edits.as_array().unwrap().len(), 1);
}

#[test]
fn a_name_is_typed_over_everywhere() {
    let mut client = Client::start();
    client.open(URI, 1, "---\nfigures:\n  riders: 12 riders\n---\n\nIt carried [12](#riders).\n");
    let found = client.ask_at("textDocument/linkedEditingRange", URI, [2, 4], json!({}));
    assert_eq!(found["result"]["ranges"], json!([span(2, 2, 8), span(5, 17, 23)]));
    // Else an editor that has words without `_` stops at the first one.
    assert!(found["result"]["wordPattern"].is_string(), "{found}");
    let nothing = client.ask_at("textDocument/linkedEditingRange", URI, [5, 3], json!({}));
    assert_eq!(nothing["result"], Value::Null);
}

#[test]
fn a_number_is_typed_over_wherever_it_is_linked_in_the_same_words() {
    let mut client = Client::start();
    let text = "---\nfigures:\n  riders: 1.24 million riders\n---\n\n🚢 took [1.24 million](#riders).\n\n\
        Later [1.24 million](#riders), or [1.2 million](#riders), 1.24 million.\n";
    client.open(URI, 1, text);
    let found = client.ask_at("textDocument/linkedEditingRange", URI, [7, 8], json!({}));
    assert_eq!(found["result"]["ranges"], json!([span(5, 9, 21), span(7, 7, 19)]));
}

#[test]
fn a_figure_of_the_ledger_is_explained_where_it_is_named() {
    let mut client = Client::start();
    client.open(URI, 1, "---\nfigures:\n  riders: 12 riders\n---\n\n🚢 took [12](#riders).\n");
    let shown = |found: &Value| {
        let value = found["result"]["contents"]["value"].as_str().unwrap();
        (value.lines().next().unwrap().trim().to_owned(), found["result"]["range"].clone())
    };
    let title = "**riders**: 12 riders".to_owned();
    let found = client.ask_at("textDocument/hover", URI, [2, 4], json!({}));
    assert_eq!(shown(&found), (title.clone(), span(2, 2, 19)));
    let found = client.ask_at("textDocument/hover", URI, [5, 16], json!({}));
    assert_eq!(shown(&found), (title, span(5, 14, 20)));
}
