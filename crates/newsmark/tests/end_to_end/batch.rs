//! `newsmark batch` from the outside: its contract, key for key and offset for offset.

use std::io::{BufRead, BufReader, Write};

use crate::support::{Folder, Run};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Curly quotes, an astral character, both line ends, a hard-wrapped line, a footnote, a quote, a list.
const TEXT: &str = "# “Night boats” 🚢 carry 1.2 million riders: port\r\n\r\n\
    The ferries of Port Morrow carried about 1.2 million café\r\nguests in 2024[^port], up 9 percent.\r\n\r\n\
    “We did not expect it 🚢,” said Anna Lind, director of the port.\n\n\
    Ridership rose 19.4 percent from 3.376 million to 4.191 million.\n\n\
    [^port]: Port of Morrow, annual report, <https://example.org/morrow>\n";

/// JSON that keeps the order of keys.
#[derive(Clone, Debug, PartialEq)]
enum Json {
    Object(Vec<(String, Json)>),
    List(Vec<Json>),
    Text(String),
    Number(u64),
    Flag,
    Null,
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Json;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("JSON")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Json::Object(entries))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Json::List(items))
            }
            fn visit_str<E>(self, text: &str) -> Result<Json, E> {
                Ok(Json::Text(text.to_owned()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
                Ok(Json::Number(number))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
                Ok(Json::Flag)
            }
            fn visit_unit<E>(self) -> Result<Json, E> {
                Ok(Json::Null)
            }
        }
        deserializer.deserialize_any(InOrder)
    }
}

impl Json {
    fn get(&self, key: &str) -> &Json {
        match self {
            Json::Object(entries) => entries
                .iter()
                .find(|(other, _)| other == key)
                .map_or(&Json::Null, |(_, value)| value),
            _ => &Json::Null,
        }
    }

    fn list(&self, key: &str) -> &[Json] {
        match self.get(key) {
            Json::List(items) => items,
            other => panic!("{key} is {other:?}"),
        }
    }

    fn keys(&self) -> Vec<&str> {
        match self {
            Json::Object(entries) => entries.iter().map(|(key, _)| key.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// Calls `visit` for this and all that is inside.
    fn walk(&self, visit: &mut impl FnMut(&Json)) {
        visit(self);
        match self {
            Json::Object(entries) => entries.iter().for_each(|(_, value)| value.walk(visit)),
            Json::List(items) => items.iter().for_each(|item| item.walk(visit)),
            _ => {}
        }
    }
}

fn record(id: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({ "id": id, "text": text }))
}

fn answers(run: &Run) -> Vec<Json> {
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn keys_stand_in_the_order_of_the_contract() {
    let run = Folder::new("batch_keys").run_with(&["batch"], record("a", TEXT));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let answers = answers(&run);
    let [answer] = answers.as_slice() else { panic!("one answer, not {answers:?}") };
    assert_eq!(answer.keys(), ["id", "articles", "findings"]);
    let [article] = answer.list("articles") else { panic!("one article") };
    assert_eq!(article.keys(), ["headline", "figures", "quotes", "people", "sources"]);
    assert_eq!(article.get("headline").keys(), ["start", "end", "text"]);
    for figure in article.list("figures") {
        let keys = [
            "start",
            "end",
            "text",
            "value",
            "low",
            "high",
            "hedge",
            "role",
            "unit",
            "noun",
            "head",
            "direction",
            "as_of",
            "in_quote",
            "in_headline",
            "name",
            "source",
        ];
        assert_eq!(figure.keys(), keys);
    }
    let quotes = ["start", "end", "text", "kind", "speaker", "cue"];
    article.list("quotes").iter().for_each(|quote| assert_eq!(quote.keys(), quotes));
    let people = ["name", "role", "mentions"];
    article.list("people").iter().for_each(|person| assert_eq!(person.keys(), people));
    let sources = ["id", "start", "end", "text", "url", "cited_by"];
    article.list("sources").iter().for_each(|source| assert_eq!(source.keys(), sources));
    let finding = answer
        .list("findings")
        .iter()
        .find(|finding| *finding.get("rule") == Json::Text("change-percent".into()))
        .expect("19.4 percent is wrong");
    let keys =
        ["rule", "severity", "start", "end", "line", "column", "message", "related", "fixes"];
    assert_eq!(finding.keys(), keys);
    assert_eq!(finding.list("related")[0].keys(), ["start", "end", "message"]);
    assert_eq!(finding.list("fixes")[0].keys(), ["title", "edits"]);
    assert_eq!(finding.list("fixes")[0].list("edits")[0].keys(), ["start", "end", "text"]);
    assert_eq!((finding.get("line"), finding.get("column")), (&Json::Number(8), &Json::Number(16)));
}

#[test]
fn numbers_are_exact_and_bounds_are_given() {
    let run = Folder::new("batch_numbers").run_with(&["batch"], record("a", TEXT));
    let answers = answers(&run);
    let figures = answers[0].list("articles")[0].list("figures");
    let numbers = |words: &str| {
        let figure = figures.iter().find(|figure| *figure.get("text") == Json::Text(words.into()));
        let figure = figure.expect(words);
        ["value", "low", "high"].map(|key| match figure.get(key) {
            Json::Text(digits) => digits.clone(),
            other => format!("{other:?}"),
        })
    };
    assert_eq!(numbers("19.4 percent"), ["19.4", "19.35", "19.45"]);
    assert_eq!(numbers("3.376 million"), ["3376000", "3375500", "3376500"]);
}

/// Offsets give back the text, counted by `slice`.
fn check_offsets(unit: &str, slice: impl Fn(usize, usize) -> String) {
    let folder = Folder::new(&format!("batch_{unit}"));
    let run = folder.run_with(&["batch", "--offsets", unit], record("a", TEXT));
    let mut checked = 0;
    for answer in answers(&run) {
        for article in answer.list("articles") {
            article.walk(&mut |item| {
                if let (Json::Number(start), Json::Number(end), Json::Text(text)) =
                    (item.get("start"), item.get("end"), item.get("text"))
                {
                    assert_eq!(&slice(*start as usize, *end as usize), text, "{start}..{end}");
                    checked += 1;
                }
            });
        }
        let finding = &answer.list("findings")[0];
        let (Json::Number(start), Json::Number(end)) = (finding.get("start"), finding.get("end"))
        else {
            panic!("a finding has a place")
        };
        assert!(!slice(*start as usize, *end as usize).is_empty());
    }
    assert!(checked >= 8, "only {checked} places");
}

#[test]
fn offsets_give_back_the_text_in_every_unit() {
    check_offsets("bytes", |start, end| TEXT[start..end].to_owned());
    let characters: Vec<char> = TEXT.chars().collect();
    check_offsets("chars", |start, end| characters[start..end].iter().collect());
    let units: Vec<u16> = TEXT.encode_utf16().collect();
    check_offsets("utf16", |start, end| String::from_utf16(&units[start..end]).expect("whole"));
    let run = Folder::new("batch_unit").run(&["batch", "--offsets", "words"]);
    assert_eq!(run.code, 2);
}

#[test]
fn a_bad_line_is_answered_and_the_run_goes_on() {
    let lines: &[&[u8]] = &[
        b"{\"id\": \"a\", \"text\": \"Fine.\"}",
        b"{\"id\": \"b\", \"text\": ",
        b"",
        b"{\"id\": \"c\", \"text\": \"caf\xE9\"}",
        b"{\"id\": \"d\", \"text\": \"\\ud83d alone\"}",
        b"{\"id\": \"e\"}",
        b"{\"id\": \"f\", \"text\": \"Fine.\", \"date\": \"yesterday\"}",
        b"[1, 2]",
        b"{\"id\": 7, \"text\": \"\", \"date\": \"2025-01-17\", \"desk\": \"city\"}\r",
        b"{\"text\": \"No id.\"}",
    ];
    let run = Folder::new("batch_bad").run_with(&["batch"], lines.join(&b'\n'));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let starts: Vec<_> = run
        .stdout
        .lines()
        .map(|line| line.split(",\"articles\"").next().unwrap_or_default())
        .collect();
    let expected = [
        "{\"id\":\"a\"",
        "{\"id\":null,\"line\":2,\"error\":\"not JSON: EOF while parsing a value at byte 19\"}",
        "{\"id\":null,\"line\":4,\"error\":\"not UTF-8: byte 0xE9 at byte 25\"}",
        "{\"id\":null,\"line\":5,\"error\":\"not JSON: unexpected end of hex escape at byte 28\"}",
        "{\"id\":null,\"line\":6,\"error\":\"not a record: missing field `text` at byte 11\"}",
        "{\"id\":null,\"line\":7,\"error\":\"\\\"date\\\" is \\\"yesterday\\\", not a calendar day such as \\\"2025-01-17\\\"\"}",
        "{\"id\":null,\"line\":8,\"error\":\"not a JSON object with \\\"text\\\"\"}",
        "{\"id\":7",
        "{\"id\":null",
    ];
    assert_eq!(starts, expected);
}

#[test]
fn answers_come_in_the_order_of_the_lines() {
    let mut input = String::new();
    for index in 0..400 {
        // Uneven work, so that a long text is overtaken by the short ones after it.
        let paragraphs = if index % 50 == 0 { 40 } else { 1 };
        input += &record(&index.to_string(), &TEXT.repeat(paragraphs));
    }
    let run = Folder::new("batch_order").run_with(&["batch"], input);
    let ids: Vec<_> = answers(&run).iter().map(|answer| answer.get("id").clone()).collect();
    let expected: Vec<_> = (0..400).map(|index| Json::Text(index.to_string())).collect();
    assert_eq!(ids, expected);
}

#[test]
fn each_line_is_answered_before_the_next_is_asked_for() {
    let mut child = Folder::new("batch_talk").command(&["batch"]).spawn().expect("it starts");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    for turn in ["one", "two", "three"] {
        input.write_all(record(turn, TEXT).as_bytes()).expect("it reads");
        let mut answer = String::new();
        output.read_line(&mut answer).expect("it answers");
        assert!(answer.starts_with(&format!("{{\"id\":\"{turn}\"")), "{answer}");
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_reader_who_goes_away_ends_the_run_quietly() {
    let folder = Folder::new("batch_closed");
    let mut child = folder.command(&["batch"]).spawn().expect("it starts");
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("a pipe");
    // More than any pipe holds: writing ends only because the command does.
    while input.write_all(record("a", TEXT).as_bytes()).is_ok() {}
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
