//! The protocol, as a client sees it. What a finding, a hover or an outline should say is tested where
//! it is made; here only that the right one reaches the client, at the right place.

#![expect(clippy::unwrap_used, reason = "a helper of a test may panic as a test may")]

mod client;
mod folder;
mod navigation;
mod random;
mod reading;
mod writing;

use client::Client;
use expect_test::expect;
use newsmark_lsp::Ending;
use serde_json::{Value, json};

const URI: &str = "file:///desk/article.news";

/// A finding with a related place and one fix.
const SWAPPED: &str =
    "# Flood closes 1,820 shops\n\nThe chamber said that 1,280 shops were closed.\n";

/// A finding with two fixes: the weekday may be wrong, or the day.
const WRONG_DAY: &str =
    "# A new ferry\n\nThe ferry sails on Thursday, March 14, 2025, from the old pier.\n";

#[test]
fn shutdown_then_exit_is_an_agreed_end() {
    let mut client = Client::start();
    assert_eq!(client.request("shutdown", Value::Null)["result"], Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ending(), Ending::Agreed);
}

#[test]
fn exit_without_shutdown_is_an_abrupt_end() {
    let mut client = Client::start();
    client.notify("exit", Value::Null);
    assert_eq!(client.ending(), Ending::Abrupt);
}

#[test]
fn a_client_that_hangs_up_ends_the_session() {
    let mut client = Client::start();
    client.hang_up();
    assert_eq!(client.ending(), Ending::Abrupt);
    let mut client = Client::silent();
    client.hang_up();
    assert_eq!(client.ending(), Ending::Abrupt);
}

#[test]
fn requests_before_initialize_are_refused() {
    let mut client = Client::silent();
    assert_eq!(client.hover(URI, 0, 0)["error"]["code"], -32002);
}

#[test]
fn an_introduction_in_odd_words_is_understood_as_far_as_it_can_be() {
    let mut client = Client::silent();
    let params = json!({
        "processId": "none",
        "trace": "compact",
        "workspaceFolders": [{ "uri": "file:///desk" }],
        "capabilities": {
            "general": { "positionEncodings": ["utf-7", 32, "utf-32"] },
            "window": null,
            "workspace": { "workspaceEdit": { "failureHandling": "hope" } },
            "textDocument": {
                "hover": { "contentFormat": ["html", "markdown"] },
                "rename": { "prepareSupport": true, "prepareSupportDefaultBehavior": "most" },
            },
        },
    });
    let capabilities = client.request("initialize", params)["result"]["capabilities"].clone();
    assert_eq!(capabilities["positionEncoding"], "utf-32");
    assert_eq!(capabilities["renameProvider"], json!({ "prepareProvider": true }));
    client.open(URI, 1, SWAPPED);
    assert_eq!(client.diagnostics(URI, 1).len(), 1);
    assert_eq!(client.hover(URI, 2, 23)["result"]["contents"]["kind"], "markdown");
}

#[test]
fn settings_that_are_none_are_told() {
    let mut client = Client::start();
    for odd in [json!(7), json!("bbc"), json!(["bbc"])] {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": odd }));
        let logged = client.wait_for(|message| message["method"] == "window/logMessage");
        let expected = format!("newsmark settings: they are keys with values, not {odd}");
        assert_eq!(logged["params"]["message"], expected);
    }
    for fine in [json!(null), json!([]), json!({ "newsmark": null }), json!({ "other": 7 })] {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": fine }));
    }
    client.open(URI, 1, SWAPPED);
    client.diagnostics(URI, 1);
    assert!(!client.has_received("window/logMessage"));
}

#[test]
fn an_odd_number_does_not_lose_the_edit() {
    let mut client = Client::start();
    client.open(URI, 1, "# A ferry\n");
    let end = json!({ "line": 0, "character": f64::MAX });
    let range = json!({ "start": { "line": -1, "character": 4.0 }, "end": end });
    let document = json!({ "uri": URI, "version": 2.0 });
    let changes = json!([{ "range": range, "rangeLength": -5, "text": "boat" }]);
    let params = json!({ "textDocument": document, "contentChanges": changes });
    client.notify("textDocument/didChange", params);
    assert_eq!(client.headline(URI), "A boat");
    client.diagnostics(URI, 2);
}

#[test]
fn an_edit_that_is_lost_is_told() {
    let mut client = Client::start();
    client.open(URI, 1, "# A ferry\n");
    client.change(URI, 2, json!({ "text": "# A boat\n" }));
    let logged = client.wait_for(|message| message["method"] == "window/logMessage");
    assert_eq!(
        logged["params"]["message"],
        format!(
            "textDocument/didChange was not understood: it does not say what has changed; {URI} may not be here as \
             it is on the screen"
        )
    );
    assert_eq!(client.headline(URI), "A ferry");
    assert_eq!(client.request("$/dance", json!({}))["error"]["code"], -32601);
}

#[test]
fn a_server_says_what_it_can_do() {
    let mut client = Client::silent();
    let capabilities = client.initialize(json!({}));
    expect![[r##"
        {
          "codeLensProvider": {
            "resolveProvider": false
          },
          "completionProvider": {
            "resolveProvider": true,
            "triggerCharacters": [
              "#",
              "^",
              ":"
            ]
          },
          "definitionProvider": true,
          "documentFormattingProvider": true,
          "documentHighlightProvider": true,
          "documentLinkProvider": {
            "resolveProvider": false
          },
          "documentRangeFormattingProvider": true,
          "documentSymbolProvider": true,
          "executeCommandProvider": {
            "commands": [
              "newsmark.checkFolder"
            ],
            "workDoneProgress": true
          },
          "foldingRangeProvider": true,
          "hoverProvider": true,
          "inlayHintProvider": true,
          "linkedEditingRangeProvider": true,
          "positionEncoding": "utf-16",
          "referencesProvider": true,
          "renameProvider": true,
          "selectionRangeProvider": true,
          "semanticTokensProvider": {
            "full": {
              "delta": true
            },
            "legend": {
              "tokenModifiers": [
                "definition",
                "quoted",
                "cited"
              ],
              "tokenTypes": [
                "number",
                "property",
                "class",
                "type",
                "function",
                "namespace",
                "keyword",
                "enumMember",
                "comment",
                "macro"
              ]
            },
            "range": true
          },
          "textDocumentSync": {
            "change": 2,
            "openClose": true
          },
          "workspace": {
            "fileOperations": {
              "willRename": {
                "filters": [
                  {
                    "pattern": {
                      "glob": "**/*"
                    },
                    "scheme": "file"
                  }
                ]
              }
            },
            "workspaceFolders": {
              "changeNotifications": true,
              "supported": true
            }
          },
          "workspaceSymbolProvider": true
        }"##]]
    .assert_eq(&serde_json::to_string_pretty(&capabilities).unwrap());
}

#[test]
fn edits_are_made_in_the_order_sent() {
    let mut client = Client::start();
    client.open(URI, 1, "# \n\nThe ferries wait.\n");
    let mut expected = String::new();
    for (number, letter) in ('a'..='z').cycle().take(50).enumerate() {
        let column = 2 + number as u32;
        client.edit(URI, 2 + number as i32, [0, column, 0, column], &letter.to_string());
        expected.push(letter);
    }
    assert_eq!(client.headline(URI), expected);
    client.diagnostics(URI, 51);
}

#[test]
fn changes_of_one_notification_count_from_each_other() {
    let mut client = Client::start();
    client.open(URI, 1, "The old text.\n");
    let at = |column: u32| json!({ "start": { "line": 0, "character": column }, "end": { "line": 0, "character": column } });
    client.change(
        URI,
        2,
        json!([
            { "text": "# Ferres\n\nThey wait.\n" },
            { "range": at(6), "text": "i" },
            { "range": at(9), "text": " wait" },
        ]),
    );
    assert_eq!(client.headline(URI), "Ferries wait");
}

#[test]
fn columns_are_counted_as_agreed() {
    for (encoding, column, end) in [("utf-8", 11, 16), ("utf-16", 8, 13), ("utf-32", 7, 12)] {
        let mut client = Client::silent();
        let offered = json!({ "general": { "positionEncodings": [encoding] } });
        let capabilities = client.initialize(offered);
        assert_eq!(capabilities["positionEncoding"], encoding);
        client.open(URI, 1, "# Zoë 😀\n\nThe ferries wait.\n");
        client.edit(URI, 2, [0, column, 0, column], " said");
        let outline = client.ask("textDocument/documentSymbol", URI);
        assert_eq!(outline[0]["name"], "Zoë 😀 said");
        assert_eq!(outline[0]["location"]["range"]["end"], json!({ "line": 0, "character": end }));
    }
}

#[test]
fn an_outline_has_levels_where_they_are_shown() {
    let text = "# The harbour\n\nIt is windy.\n\n## The ferries\n\nThey wait.\n";
    let mut client = Client::start();
    client.open(URI, 1, text);
    let outline = client.ask("textDocument/documentSymbol", URI);
    assert_eq!(outline[0]["children"][0]["name"], "The ferries");
    let mut client = Client::with(json!({}));
    client.open(URI, 1, text);
    let outline = client.ask("textDocument/documentSymbol", URI);
    assert_eq!(outline[1]["name"], "The ferries");
    assert_eq!(outline[1]["containerName"], "The harbour");
}

#[test]
fn a_place_that_is_gone_has_no_answer() {
    let mut client = Client::start();
    client.open(URI, 1, "# The harbour\n");
    assert_eq!(client.hover(URI, 900, 900)["result"], Value::Null);
    assert_eq!(client.hover("file:///desk/other.news", 0, 0)["result"], Value::Null);
}

#[test]
fn an_edit_at_a_place_that_is_gone_is_made_at_the_nearest_one() {
    let mut client = Client::start();
    client.open(URI, 1, "# The harbour");
    client.edit(URI, 2, [77, 5, 99, 0], " is");
    client.edit(URI, 3, [0, 900, 0, 901], " closed");
    client.edit(URI, 4, [0, 5, 0, 2], "Our");
    assert_eq!(client.headline(URI), "Our harbour is closed");
}

#[test]
fn edits_of_a_document_that_is_not_open_are_logged_and_ignored() {
    let mut client = Client::start();
    client.edit(URI, 2, [0, 0, 0, 0], "x");
    client.close(URI);
    let logged = client.wait_for(|message| message["method"] == "window/logMessage");
    assert_eq!(logged["params"]["message"], format!("{URI} was edited but is not open"));
    assert_eq!(client.ask("textDocument/documentSymbol", URI), Value::Null);
}

#[test]
fn diagnostics_name_their_version_and_are_cleared_on_close() {
    let mut client = Client::start();
    client.open(URI, 7, "# The harbour\n");
    assert_eq!(client.published(URI)["version"], 7);
    client.edit(URI, 9, [0, 0, 0, 0], " ");
    assert_eq!(client.published(URI)["version"], 9);
    client.close(URI);
    assert_eq!(client.published(URI), json!({ "uri": URI, "diagnostics": [] }));
}

#[test]
fn a_burst_of_edits_brings_few_publications() {
    let mut client = Client::start();
    client.open(URI, 1, &"The ferries wait in the bay.\n\n".repeat(500));
    client.diagnostics(URI, 1);
    for version in 2..=21 {
        client.edit(URI, version, [0, 3, 0, 3], "x");
    }
    let mut publications = 1;
    while client.published(URI)["version"] != 21 {
        publications += 1;
    }
    assert!(publications < 20, "{publications}");
}

#[test]
fn documents_need_not_be_files() {
    let mut client = Client::start();
    for uri in ["untitled:Untitled-1", "vscode-notebook-cell:/desk/a.ipynb#W0", "git:/a%20b?x=1"] {
        client.open(uri, 1, "# The harbour\n");
        assert_eq!(client.published(uri)["uri"], uri);
        assert_eq!(client.headline(uri), "The harbour");
    }
}

#[test]
fn what_cannot_be_read_is_answered_and_the_next_message_is_read() {
    let mut client = Client::start();
    client.send_raw(b"Content-Length: 9\r\n\r\n{\"a\":nope");
    let answer = client.wait_for(|message| message["error"]["code"] == -32700);
    assert_eq!(answer["id"], Value::Null);
    client.send_raw(b"Content-Length: 7\r\n\r\n[1,2,3]");
    client.wait_for(|message| message["error"]["code"] == -32600);
    client.send_raw(b"Content-Type: text/plain\r\n\r\n");
    client.wait_for(|message| message["error"]["code"] == -32700);
    client.open(URI, 1, "# The harbour\n");
    assert_eq!(client.headline(URI), "The harbour");
}

#[test]
fn half_an_emoji_does_not_lose_the_edit() {
    let mut client = Client::start();
    client.open(URI, 1, "# A  ferry\n");
    for (version, column, half) in [(2, 4, "\\ud83d"), (3, 5, "\\ude00")] {
        let at = format!(r#"{{"line":0,"character":{column}}}"#);
        let body = format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{
            "textDocument":{{"uri":"{URI}","version":{version}}},
            "contentChanges":[{{"range":{{"start":{at},"end":{at}}},"text":"{half}"}}]}}}}"#
        );
        client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }
    client.edit(URI, 4, [0, 12, 0, 12], " boat");
    assert_eq!(client.headline(URI), "A \u{fffd}\u{fffd} ferry boat");
}

#[test]
fn headers_may_be_written_in_any_case() {
    let mut client = Client::start();
    let body = r#"{"jsonrpc":"2.0","id":"x","method":"textDocument/none"}"#;
    let header = format!("content-type: anything\ncontent-LENGTH:{}\n\n", body.len());
    client.send_raw(header.as_bytes());
    client.send_raw(body.as_bytes());
    let answer = client.wait_for(|message| message["id"] == "x");
    assert_eq!(answer["error"]["code"], -32601);
}

#[test]
fn wrong_parameters_are_refused() {
    let mut client = Client::start();
    let answer = client.request("textDocument/hover", json!({ "nope": 1 }));
    assert_eq!(answer["error"]["code"], -32602);
}

#[test]
fn a_long_text_fits_through_the_pipes() {
    let mut client = Client::start();
    let text = format!("# The harbour\n\n{}", "The ferries wait in the bay.\n\n".repeat(40_000));
    client.open(URI, 1, &text);
    assert_eq!(client.headline(URI), "The harbour");
}

#[test]
fn a_finding_reaches_the_client_with_all_its_parts() {
    let mut client = Client::start();
    client.open(URI, 1, SWAPPED);
    let diagnostics = client.diagnostics(URI, 1);
    expect![[r#"
        [
          {
            "code": "headline-figure",
            "message": "headline says 1,820 shops, the body says 1,280 shops",
            "range": {
              "end": {
                "character": 20,
                "line": 0
              },
              "start": {
                "character": 15,
                "line": 0
              }
            },
            "relatedInformation": [
              {
                "location": {
                  "range": {
                    "end": {
                      "character": 27,
                      "line": 2
                    },
                    "start": {
                      "character": 22,
                      "line": 2
                    }
                  },
                  "uri": "file:///desk/article.news"
                },
                "message": "the body"
              }
            ],
            "severity": 2,
            "source": "newsmark"
          }
        ]"#]]
    .assert_eq(&serde_json::to_string_pretty(&diagnostics).unwrap());
}

#[test]
fn related_places_go_only_to_clients_that_show_them() {
    let mut client = Client::with(json!({}));
    client.open(URI, 1, SWAPPED);
    let diagnostics = client.diagnostics(URI, 1);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].get("relatedInformation"), None);
}

#[test]
fn the_only_fix_is_preferred_and_settles_the_finding() {
    let mut client = Client::start();
    client.open(URI, 1, SWAPPED);
    let actions = client.actions(URI, [0, 16, 0, 16], Value::Null);
    expect![[r#"
        change the headline to 1,280, preferred: "1,280" at 0:15
        name 1,820 in the ledger: shop: "---\nfigures:\n  shop: 1,820 shops\n---\n\n" at 0:0
        keep headline-figure silent here: "<!-- ok: headline-figure \"checked, stands as it is\" -->\n" at 0:0
        keep headline-figure silent in this file: "---\nchecks:\n  headline-figure: off, checked, stands as it is\n---\n\n" at 0:0
    "#]]
    .assert_eq(&summary(&actions));
    let edits = &actions[0]["edit"]["changes"][URI];
    let edit = json!([{ "range": edits[0]["range"], "text": edits[0]["newText"] }]);
    client.change(URI, 2, edit);
    assert_eq!(client.diagnostics(URI, 2), [] as [Value; 0]);
}

#[test]
fn of_several_fixes_none_is_preferred() {
    let mut client = Client::start();
    client.open(URI, 1, WRONG_DAY);
    let actions = client.actions(URI, [0, 0, 9, 0], Value::Null);
    expect![[r#"
        change Thursday to Friday: "Friday" at 2:19
        change the day to 13: "13" at 2:35
        keep weekday-date silent here: "<!-- ok: weekday-date \"checked, stands as it is\" -->\n" at 2:0
        keep weekday-date silent in this file: "---\nchecks:\n  weekday-date: off, checked, stands as it is\n---\n\n" at 0:0
    "#]]
    .assert_eq(&summary(&actions));
}

#[test]
fn fixes_are_those_of_the_place_and_kind_asked_for() {
    let mut client = Client::start();
    client.open(URI, 1, SWAPPED);
    assert_eq!(client.actions(URI, [1, 0, 2, 5], Value::Null), json!([]));
    assert_eq!(client.actions(URI, [0, 0, 9, 0], json!(["refactor"])), json!([]));
    assert_eq!(client.actions(URI, [0, 0, 9, 0], json!(["quickfix"]))[0]["kind"], "quickfix");
}

#[test]
fn an_edit_names_its_version_where_the_client_checks_it() {
    let mut client = Client::with(json!({
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
    }));
    client.open(URI, 5, SWAPPED);
    let actions = client.actions(URI, [0, 0, 9, 0], Value::Null);
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 5 }));
}

#[test]
fn hover_tells_what_was_understood_at_a_place() {
    let mut client = Client::start();
    client.open(URI, 1, SWAPPED);
    let hover = client.hover(URI, 2, 23)["result"].clone();
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert_eq!(hover["range"]["start"], json!({ "line": 2, "character": 22 }));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("**"));
}

#[test]
fn a_client_without_markdown_gets_plain_words() {
    let mut client = Client::with(json!({}));
    client.open(URI, 1, SWAPPED);
    let contents = client.hover(URI, 2, 23)["result"]["contents"].clone();
    assert_eq!(contents["kind"], "plaintext");
    assert!(!contents["value"].as_str().unwrap().contains("**"));
    let cited = "# Ferry\n\nIt carried 40 people.[^port]\n\n[^port]: *Log_1* [new], 4 * 5 pages\n";
    client.open("untitled:cited", 1, cited);
    let contents = client.hover("untitled:cited", 2, 24)["result"]["contents"].clone();
    assert_eq!(contents["value"], "port: Log_1 [new], 4 * 5 pages\nfor 40");
}

#[test]
fn an_edited_document_has_the_findings_of_one_opened_whole() {
    let mut client = Client::start();
    client.open(URI, 1, WRONG_DAY);
    client.edit(URI, 2, [0, 0, 2, 0], "# Flood closes 1,820 shops\n\n");
    client.edit(URI, 3, [2, 0, 2, 0], "The chamber said that 1,280 shops were closed.\n\n");
    client.edit(URI, 4, [3, 0, 3, 0], "\r\n😀 ");
    let edited = client.diagnostics(URI, 4);
    let outline = client.ask("textDocument/documentSymbol", URI);
    client.open(
        "untitled:whole",
        4,
        "# Flood closes 1,820 shops\n\nThe chamber said that 1,280 shops were closed.\n\r\n😀 \n\
         The ferry sails on Thursday, March 14, 2025, from the old pier.\n",
    );
    let whole = client.diagnostics("untitled:whole", 4);
    assert_eq!(whole.len(), 2);
    assert_eq!(json!(edited), without_uris(json!(whole)));
    assert_eq!(outline, client.ask("textDocument/documentSymbol", "untitled:whole"));
}

#[test]
fn settings_are_fetched_and_followed() {
    let mut client = Client::with_settings(json!({ "checks": { "headline-figure": "off" } }));
    client.open(URI, 1, SWAPPED);
    while !client.diagnostics(URI, 1).is_empty() {}
    client.set_settings(json!({ "checks": { "headline-figure": "hint" } }));
    let is_hint = |diagnostic: &Value| diagnostic["severity"] == 4;
    while !client.diagnostics(URI, 1).iter().any(is_hint) {}
    client.set_settings(json!({ "checks": { "headline-figures": "off" } }));
    let logged = client.wait_for(|message| message["method"] == "window/logMessage");
    assert_eq!(
        logged["params"]["message"],
        "newsmark settings: there is no rule headline-figures; did you mean headline-figure?"
    );
}

#[test]
fn settings_may_come_with_initialize_or_be_pushed() {
    let off = json!({ "newsmark": { "checks": { "headline-figure": "off" } } });
    let mut client = Client::silent();
    let hello = json!({ "capabilities": {}, "initializationOptions": off });
    client.request("initialize", hello);
    client.open(URI, 1, SWAPPED);
    assert_eq!(client.diagnostics(URI, 1), [] as [Value; 0]);
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "newsmark": {} } }));
    assert_eq!(client.diagnostics(URI, 1).len(), 1);
}

/// What a user sees of actions, and what they would do.
fn summary(actions: &Value) -> String {
    let mut summary = String::new();
    for action in actions.as_array().unwrap() {
        let edit = &action["edit"]["changes"][URI][0];
        let start = &edit["range"]["start"];
        let preferred = if action["isPreferred"] == true { ", preferred" } else { "" };
        summary += &format!(
            "{}{preferred}: {} at {}:{}\n",
            action["title"].as_str().unwrap(),
            edit["newText"],
            start["line"],
            start["character"],
        );
    }
    summary
}

/// Related places with our usual name for the document.
fn without_uris(mut diagnostics: Value) -> Value {
    for diagnostic in diagnostics.as_array_mut().unwrap() {
        let related = diagnostic.get_mut("relatedInformation").and_then(Value::as_array_mut);
        for related in related.into_iter().flatten() {
            related["location"]["uri"] = json!(URI);
        }
    }
    diagnostics
}
