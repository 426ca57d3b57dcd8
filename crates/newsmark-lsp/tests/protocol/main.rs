//! The protocol, as a client sees it. What a finding, a hover or an outline should say is tested where
//! it is made; here only that the right one reaches the client, at the right place.

mod client;

use client::Client;
use expect_test::expect;
use newsmark_lsp::Ending;
use serde_json::{Value, json};

const URI: &str = "file:///desk/article.news";

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
fn a_server_says_what_it_can_do() {
    let mut client = Client::silent();
    let capabilities = client.initialize(json!({}));
    expect![[r#"
        {
          "documentSymbolProvider": true,
          "hoverProvider": true,
          "positionEncoding": "utf-16",
          "textDocumentSync": {
            "change": 2,
            "openClose": true
          }
        }"#]]
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
