//! A client that types anything anywhere: places that exist and places that do not, ranges backwards, half
//! characters, several documents, questions in between. What it is told at the end is what a fresh server
//! tells of the same text.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::{Value, json};

use crate::client::Client;

const URI: &str = "untitled:edited";

/// Pieces of articles, with every line end and characters of every width.
const PIECES: &[&str] = &[
    "# Ferry 🚢 fares\n\n",
    "The ferry carried 1.24 million people, up 19.4 percent from 340,000 to 422,000. ",
    "\"It sank,\" said Olga Brandt, the harbour master. ",
    "“So it did,” she said.[^port] ",
    "\n\n[^port]: Harbour log, 2024, <https://port.example>\n",
    "---\nfigures:\n  riders: 1.24 million\n---\n\n",
    "[1.24 million](#riders) ",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "<!-- ok: part-sum \"so\" -->\n",
    "<!--",
    "```\n",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "é",
    "e\u{301}",
    "👩‍🚒",
    "\u{FEFF}",
    "\0",
    "\"",
    " 12 of 40 dogs ",
    "",
];

/// What the client does.
#[derive(Clone, Debug)]
enum Step {
    /// Replaces a range, which may be anything.
    Edit { start: (u32, u32), end: (u32, u32), text: &'static str },
    /// Replaces all.
    Whole(&'static str),
    /// Asks something at a place, and does not wait.
    Ask(usize, (u32, u32)),
    /// Closes the document and opens it again.
    Reopen,
}

const QUESTIONS: &[&str] = &[
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/completion",
    "textDocument/prepareRename",
    "textDocument/documentHighlight",
    "textDocument/linkedEditingRange",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/codeLens",
    "textDocument/semanticTokens/full",
    "textDocument/documentLink",
];

fn place() -> impl Strategy<Value = (u32, u32)> {
    let line = prop_oneof![8 => 0u32..12, 1 => Just(u32::MAX), 1 => 12u32..2000];
    let column = prop_oneof![8 => 0u32..90, 1 => Just(u32::MAX), 1 => 90u32..5000];
    (line, column)
}

fn step() -> impl Strategy<Value = Step> {
    let text = prop::sample::select(PIECES);
    prop_oneof![
        12 => (place(), place(), text.clone()).prop_map(|(start, end, text)| Step::Edit { start, end, text }),
        // Typing: nothing is taken away.
        12 => (place(), text.clone()).prop_map(|(at, text)| Step::Edit { start: at, end: at, text }),
        1 => text.prop_map(Step::Whole),
        4 => (0..QUESTIONS.len(), place()).prop_map(|(which, at)| Step::Ask(which, at)),
        1 => Just(Step::Reopen),
    ]
}

/// The text as this test understands the protocol, without ropes: lines end at LF, CR LF and CR, and a place
/// that does not exist is the nearest one before it.
fn offset(text: &str, (line, column): (u32, u32), encoding: &str) -> usize {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for at in 0..bytes.len() {
        let is_second = bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r';
        match bytes[at] {
            b'\n' if is_second => start = at + 1,
            b'\n' | b'\r' => {
                lines.push((start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    lines.push((start, text.len()));
    let Some(&(start, end)) = lines.get(line as usize) else { return text.len() };
    let mut left = column as usize;
    for (at, character) in text[start..end].char_indices() {
        let width = match encoding {
            "utf-8" => character.len_utf8(),
            "utf-16" => character.len_utf16(),
            _ => 1,
        };
        if left < width {
            return start + at;
        }
        left -= width;
    }
    end
}

/// All that a client can see of a document.
fn seen(client: &mut Client, uri: &str) -> Vec<Value> {
    let whole = json!({ "textDocument": { "uri": uri }, "options": { "tabSize": 2, "insertSpaces": true } });
    let tokens = client.ask("textDocument/semanticTokens/full", uri);
    vec![
        client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }))["result"]["items"].clone(),
        client.ask("textDocument/documentSymbol", uri),
        client.ask("textDocument/foldingRange", uri),
        client.ask("textDocument/codeLens", uri),
        tokens["data"].clone(),
        client.request("textDocument/formatting", whole)["result"].clone(),
    ]
}

fn greeted(encoding: &str) -> Client {
    Client::with(json!({
        "general": { "positionEncodings": [encoding] },
        "textDocument": { "diagnostic": {}, "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } },
    }))
}

fn check(encoding: &str, steps: &[Step]) -> TestCaseResult {
    let mut client = greeted(encoding);
    let mut text = String::from("# Ferry\n\nIt sank.\n");
    let mut version = 1;
    let mut asked = Vec::new();
    client.open(URI, version, &text);
    for step in steps {
        version += 1;
        match step {
            Step::Edit { start, end, text: new } => {
                let position =
                    |(line, character): (u32, u32)| json!({ "line": line, "character": character });
                let range = json!({ "start": position(*start), "end": position(*end) });
                client.change(URI, version, json!([{ "range": range, "text": new }]));
                let (a, b) = (offset(&text, *start, encoding), offset(&text, *end, encoding));
                text.replace_range(a.min(b)..a.max(b), new);
            }
            Step::Whole(new) => {
                client.change(URI, version, json!([{ "text": new }]));
                text = (*new).to_owned();
            }
            Step::Ask(which, (line, character)) => {
                let position = json!({ "line": line, "character": character });
                let params = json!({ "textDocument": { "uri": URI }, "position": position });
                asked.push(client.ask_later(QUESTIONS[*which], params));
            }
            Step::Reopen => {
                client.close(URI);
                client.open(URI, version, &text);
            }
        }
    }
    for id in asked {
        let answer = client.answer(id);
        prop_assert!(answer.get("result").is_some(), "{answer}");
    }
    let edited = seen(&mut client, URI);
    let mut fresh = greeted(encoding);
    fresh.open(URI, version, &text);
    prop_assert_eq!(edited, seen(&mut fresh, URI), "{:?}", text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_a_fresh_server_says_the_same(
        encoding in prop::sample::select(vec!["utf-8", "utf-16", "utf-32"]),
        steps in prop::collection::vec(step(), 20..80),
    ) {
        check(encoding, &steps)?;
    }
}

#[test]
fn a_burst_brings_few_publications() {
    let mut client = Client::start();
    client.open(URI, 1, "# Ferry\n\nIt sank.\n");
    client.diagnostics(URI, 1);
    let mut burst = Vec::new();
    for version in 2..=201 {
        let at = json!({ "line": 2, "character": 0 });
        let change = json!({ "range": { "start": at, "end": at }, "text": "a" });
        let params = json!({ "textDocument": { "uri": URI, "version": version }, "contentChanges": [change] });
        let message =
            json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params });
        let body = message.to_string();
        burst.extend(format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes());
    }
    client.send_raw(&burst);
    let published = client.wait_for(|message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["version"] == 201
    });
    assert_eq!(published["params"]["uri"], URI);
    // How many exactly depends on the machine; a publication an edit would be 200.
    let n = client.count_received("textDocument/publishDiagnostics");
    assert!(n < 40, "{n} publications for 200 edits");
}

#[test]
fn a_long_text_that_is_pasted_and_taken_back_is_what_it_was() {
    let paragraph = |n: u32| {
        format!(
            "“We had {n} dogs,” said Ada Brandt. In 2024 it was {n} cats, up 12 percent from {n}.\n\n"
        )
    };
    // Long enough for several threads.
    let pasted: String = (100..2600).map(paragraph).collect();
    let text = "# Ferry carries 1,200 people\n\nIt carried 1,300 people.\n\nNobody sank.\n";
    let (head, tail) = text.split_at(text.find("Nobody").unwrap());
    let longer = format!("{head}{pasted}{tail}");
    let mut client = greeted("utf-16");
    client.open(URI, 1, text);
    let before = seen(&mut client, URI);
    client.edit(URI, 2, [4, 0, 4, 0], &pasted);
    let with = seen(&mut client, URI);
    client.edit(URI, 3, [4, 0, 4 + 2 * 2500, 0], "");
    assert_eq!(seen(&mut client, URI), before);
    let mut fresh = greeted("utf-16");
    fresh.open(URI, 1, &longer);
    assert_eq!(seen(&mut fresh, URI), with);
}

#[test]
fn a_question_can_be_taken_back() {
    let mut client = Client::with(json!({ "textDocument": { "diagnostic": {} } }));
    let known = json!({ "previousResultIds": [] });
    client.request("workspace/diagnostic", known.clone());
    // The second one waits for news.
    let waiting = client.ask_later("workspace/diagnostic", known);
    client.notify("$/cancelRequest", json!({ "id": waiting }));
    assert_eq!(client.answer(waiting)["error"]["code"], -32800);
    client.open(URI, 1, "# Ferry\n\nIt sank.\n");
    assert_eq!(client.headline(URI), "Ferry");
}

#[test]
fn many_documents_come_and_go() {
    let mut client = Client::start();
    let text = "---\nfigures:\n  riders: 12 riders\n---\n\n# Ferry\n\nIt carried [12](#riders).\n";
    let mut asked = Vec::new();
    for number in 0..1500u32 {
        let uri = format!("untitled:{}", number % 37);
        match number % 5 {
            0 | 1 => client.open(&uri, 1, text),
            2 => client.edit(&uri, 2, [2, 10, 2, 12], &number.to_string()),
            3 => {
                let method = QUESTIONS[number as usize % QUESTIONS.len()];
                let position = json!({ "line": number % 11, "character": number % 13 });
                let params = json!({ "textDocument": { "uri": uri }, "position": position });
                asked.push(client.ask_later(method, params));
            }
            _ => client.close(&uri),
        }
    }
    for id in asked {
        assert!(client.answer(id).get("result").is_some());
    }
    (0..37).for_each(|number| client.close(&format!("untitled:{number}")));
    client.open(URI, 7, text);
    // Of all those documents nothing is left that could be said of this one.
    while client.diagnostics(URI, 7).iter().any(|it| it["code"] == "shared-name") {}
    assert_eq!(client.headline(URI), "Ferry");
}

#[test]
fn a_text_that_is_no_article_any_more_is_kept_but_not_read() {
    let mut client = Client::start();
    let line =
        "The ferry carried 40 people and 3 dogs over the bay on a windy day. ".repeat(15) + "\n";
    client.open(URI, 1, &format!("# Ferry\n\n{}", line.repeat(17_000)));
    // Not in the log alone, where nobody would look for the findings that do not come.
    let shown = client.wait_for(|message| message["method"] == "window/showMessage");
    let said = shown["params"]["message"].as_str().unwrap();
    assert_eq!(said, "edited is longer than 16 MB, and is not read");
    assert_eq!(client.diagnostics(URI, 1), [] as [Value; 0]);
    assert_eq!(client.hover(URI, 2, 20)["result"], Value::Null);
    client.edit(URI, 2, [0, 2, 0, 7], "Boat");
    assert_eq!(client.diagnostics(URI, 2), [] as [Value; 0]);
    assert_eq!(client.count_received("window/showMessage"), 0);
    client.edit(URI, 3, [2, 60, u32::MAX, 0], "");
    assert_eq!(client.headline(URI), "Boat");
}
