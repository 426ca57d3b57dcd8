//! Markup to fill in is the same wherever it is offered: the templates of the server and the snippets of the extension for VS
//! Code, which keeps its own so that they are there without a server.

use std::collections::BTreeMap;

use newsmark_semantic::features::{CompletionKind, explain};
use newsmark_semantic::{Settings, analyze};
use newsmark_tests::files;
use serde_json::Value;

/// What a snippet of VS Code writes when nobody types over anything.
fn plain(body: &str) -> String {
    let dates = [
        ("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2025-03-04"),
        ("$CURRENT_MONTH_NAME $CURRENT_DATE", "March 4"),
        ("$0", ""),
    ];
    let body = dates.iter().fold(body.to_owned(), |body, (from, to)| body.replace(from, to));
    let (mut plain, mut rest) = (String::new(), body.as_str());
    while let Some((before, (field, after))) =
        rest.split_once("${").and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        let words = field.trim_start_matches(|c: char| c.is_ascii_digit());
        let words = match words.strip_prefix('|') {
            Some(choices) => choices.split([',', '|']).next().unwrap_or_default(),
            None => words.strip_prefix(':').unwrap_or_default(),
        };
        plain += before;
        plain += words;
        rest = after;
    }
    plain + rest
}

#[test]
fn the_snippets_of_vs_code_write_what_the_server_writes() {
    let path = files::root().join("editors/vscode/snippets/newsmark.json");
    let snippets: BTreeMap<String, Value> = serde_json::from_str(&files::read(&path)).unwrap();
    let analysis = analyze("", &Settings::default());
    assert!(snippets.len() > 5);
    for (name, snippet) in &snippets {
        let word = snippet["prefix"].as_str().unwrap();
        let body = match &snippet["body"] {
            Value::Array(lines) => {
                lines.iter().map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join("\n")
            }
            body => body.as_str().unwrap().to_owned(),
        };
        let page = explain(&analysis, CompletionKind::Template, word);
        let page = page.unwrap_or_else(|| panic!("the server has no {word} for {name}"));
        let ours = page.trim_start_matches("```news\n").trim_end_matches("\n```");
        assert_eq!(ours.trim_end(), plain(&body).trim_end(), "{word}");
    }
}
