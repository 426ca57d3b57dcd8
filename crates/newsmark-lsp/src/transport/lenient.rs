//! What a client says in an odd way, understood as far as it can be.
//!
//! The framework reads a message into the protocol's types, or not at all: one ability that it has no
//! word for, and the client has no server; a column that is no whole number, and an edit is lost without a
//! word, so that every later one goes to the wrong place. So odd numbers are made whole ones, what else is
//! odd in an introduction is left out, and what still cannot be understood is said in the log.

use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::{InitializeParams, Url};

use super::frames;

/// The name under which word travels of a notification that was not understood; `params` is what to say.
pub(crate) const MISUNDERSTOOD: &str = "$/newsmark/misunderstood";

/// How often an introduction is tried with a part of it more. It is read by somebody who waits.
const MOST_TRIES: usize = 2000;

/// The message to hand on for one that a client has sent.
pub(super) fn framed(request: &Request, body: Vec<u8>) -> Vec<u8> {
    match (request.method(), request.params()) {
        ("initialize", Some(params)) => {
            let params = introduction(params);
            frames::framed(&with_params(body, params))
        }
        (method, Some(params)) if method.starts_with("textDocument/") => {
            let mended = mended(method, params);
            match complaint(method, mended.as_ref().unwrap_or(params)) {
                Some(why) => word_of(method, &why),
                None => frames::framed(&with_params(body, mended)),
            }
        }
        _ => frames::framed(&body),
    }
}

fn with_params(body: Vec<u8>, params: Option<Value>) -> Vec<u8> {
    let Some(params) = params else { return body };
    let Ok(mut message) = serde_json::from_slice::<Value>(&body) else { return body };
    message["params"] = params;
    serde_json::to_vec(&message).unwrap_or(body)
}

fn word_of(method: &str, why: &str) -> Vec<u8> {
    let line = format!("{method} was not understood: {why}");
    let message = json!({ "jsonrpc": "2.0", "method": MISUNDERSTOOD, "params": [line] });
    frames::framed(message.to_string().as_bytes())
}

/// An introduction as the framework's types read it; none if they read it as it is.
fn introduction(params: &Value) -> Option<Value> {
    let mut given = params.as_object()?.clone();
    // What a client can do about stale diagnostics is `diagnostics` in the protocol, and the framework's types
    // look for `diagnostic`.
    let workspace = given.get_mut("capabilities").and_then(|it| it.get_mut("workspace"));
    let workspace = workspace.and_then(Value::as_object_mut);
    if let Some((workspace, ability)) =
        workspace.and_then(|it| it.remove("diagnostics").map(|ability| (it, ability)))
    {
        workspace.insert("diagnostic".to_owned(), ability);
    }
    for folder in
        given.get_mut("workspaceFolders").and_then(Value::as_array_mut).into_iter().flatten()
    {
        if let Some(folder) = folder.as_object_mut() {
            folder.entry("name").or_insert_with(|| Value::from(""));
        }
    }
    let given = Value::Object(given);
    if is_read(&given) {
        return (given != *params).then_some(given);
    }
    let mut salvage = Salvage { kept: json!({ "capabilities": {} }), tries: MOST_TRIES };
    salvage.members("", &given);
    Some(salvage.kept)
}

fn is_read(params: &Value) -> bool {
    serde_json::from_value::<InitializeParams>(params.clone()).is_ok()
}

/// An introduction that grows by what can be read.
struct Salvage {
    kept: Value,
    tries: usize,
}

impl Salvage {
    /// Takes the members of an object at a place: each whole, or else what can be read of it.
    fn members(&mut self, place: &str, given: &Value) {
        for (key, value) in given.as_object().into_iter().flatten() {
            let own = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
            let before = self.kept.pointer(&own).cloned();
            if self.takes(place, key, value.clone()) {
                continue;
            }
            match value {
                Value::Object(_) if before.is_some() || self.takes(place, key, json!({})) => {
                    self.members(&own, value);
                }
                Value::Array(items) if self.takes(place, key, json!([])) => {
                    items.iter().for_each(|item| self.item(&own, item));
                }
                _ => {}
            }
        }
    }

    /// Whether all is still read with a member more; else it is left out.
    fn takes(&mut self, place: &str, key: &str, value: Value) -> bool {
        let Some(object) = self.object(place) else { return false };
        let before = object.insert(key.to_owned(), value);
        if self.is_read() {
            return true;
        }
        if let Some(object) = self.object(place) {
            match before {
                Some(before) => drop(object.insert(key.to_owned(), before)),
                None => drop(object.remove(key)),
            }
        }
        false
    }

    /// Takes one of a list, or leaves it out.
    fn item(&mut self, place: &str, item: &Value) {
        let Some(list) = self.list(place) else { return };
        list.push(item.clone());
        if !self.is_read()
            && let Some(list) = self.list(place)
        {
            list.pop();
        }
    }

    fn is_read(&mut self) -> bool {
        self.tries = self.tries.saturating_sub(1);
        self.tries > 0 && is_read(&self.kept)
    }

    fn object(&mut self, place: &str) -> Option<&mut Map<String, Value>> {
        self.kept.pointer_mut(place)?.as_object_mut()
    }

    fn list(&mut self, place: &str) -> Option<&mut Vec<Value>> {
        self.kept.pointer_mut(place)?.as_array_mut()
    }
}

/// What is said of a document, with whole numbers for lines, columns and versions, and with what nothing depends on
/// where it is missing; none if it is as it should be.
fn mended(method: &str, params: &Value) -> Option<Value> {
    let version = params.pointer("/textDocument/version");
    let is_odd = version.is_some_and(|version| as_version(version).is_some());
    let is_opened = method == "textDocument/didOpen";
    let is_missing = is_opened && version.is_none_or(Value::is_null);
    let language = params.pointer("/textDocument/languageId");
    let is_nameless = is_opened && language.is_none_or(|language| !language.is_string());
    if !is_odd && !is_missing && !is_nameless && !has_odd_place(params) {
        return None;
    }
    let mut params = params.clone();
    mend_places(&mut params);
    if let Some(document) = params.get_mut("textDocument").and_then(Value::as_object_mut) {
        let whole = document.get("version").and_then(as_version);
        if let Some(version) = whole.or(is_missing.then_some(0)) {
            document.insert("version".to_owned(), version.into());
        }
        if is_nameless {
            document.insert("languageId".to_owned(), "".into());
        }
    }
    Some(params)
}

/// The whole number that stands for an odd one.
fn as_version(version: &Value) -> Option<i32> {
    match version.as_i64() {
        Some(whole) if i32::try_from(whole).is_ok() => None,
        _ => version.as_f64().map(|odd| odd as i32),
    }
}

/// The number of a line or a column, if it is an odd one.
fn place_number<'v>(key: &str, value: &'v Value) -> Option<&'v Value> {
    let is_odd =
        value.is_number() && value.as_u64().and_then(|it| u32::try_from(it).ok()).is_none();
    (matches!(key, "line" | "character" | "rangeLength") && is_odd).then_some(value)
}

fn has_odd_place(value: &Value) -> bool {
    match value {
        Value::Object(members) => members
            .iter()
            .any(|(key, value)| place_number(key, value).is_some() || has_odd_place(value)),
        Value::Array(items) => items.iter().any(has_odd_place),
        _ => false,
    }
}

/// A place before the first is the first, one behind the last is the last: as it is for any place that is gone.
fn mend_places(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match place_number(key, value).and_then(Value::as_f64) {
                    Some(odd) => *value = (odd as u32).into(),
                    None => mend_places(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mend_places),
        _ => {}
    }
}

/// Why a notification about a document cannot be understood; nobody would answer it.
fn complaint(method: &str, params: &Value) -> Option<String> {
    let is_open = match method {
        "textDocument/didOpen" => true,
        "textDocument/didChange" => false,
        _ => return None,
    };
    let document = params.get("textDocument");
    let of = |key: &str| document.and_then(|document| document.get(key));
    let Some(uri) = of("uri").and_then(Value::as_str) else {
        return Some("it names no document".to_owned());
    };
    if Url::parse(uri).is_err() {
        return Some(format!("“{uri}” is no address of a document"));
    }
    let why = |what: &str| Some(format!("{what}; {uri} may not be here as it is on the screen"));
    let version = of("version").and_then(Value::as_i64);
    if version.and_then(|version| i32::try_from(version).ok()).is_none() {
        return why("it has no version");
    }
    if is_open {
        let has_text = of("text").is_some_and(Value::is_string);
        return if has_text { None } else { why("it has no text") };
    }
    let is_place = |place: Option<&Value>| {
        let number = |key: &str| place.and_then(|place| place.get(key)?.as_u64());
        number("line").is_some() && number("character").is_some()
    };
    let is_change = |change: &Value| {
        let range = change.get("range").filter(|range| !range.is_null());
        change.get("text").is_some_and(Value::is_string)
            && range.is_none_or(|it| is_place(it.get("start")) && is_place(it.get("end")))
    };
    match params.get("contentChanges").and_then(Value::as_array) {
        Some(changes) if changes.iter().all(is_change) => None,
        _ => why("it does not say what has changed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is handed on of a message; none if it is the message itself.
    fn handed_on(method: &'static str, params: Value) -> Option<Value> {
        let message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        let request: Request = serde_json::from_value(message.clone()).unwrap();
        let framed = framed(&request, message.to_string().into_bytes());
        let body = framed.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        let handed_on: Value = serde_json::from_slice(&framed[body..]).unwrap();
        (handed_on != message).then_some(handed_on)
    }

    fn introduced(params: Value) -> Option<Value> {
        handed_on("initialize", params).map(|message| message["params"].clone())
    }

    #[test]
    fn an_introduction_that_can_be_read_is_handed_on_as_it_is() {
        assert_eq!(introduced(json!({ "capabilities": {}, "experimental": [1] })), None);
        let refreshes = json!({ "refreshSupport": true });
        assert_eq!(
            introduced(json!({ "capabilities": { "workspace": { "diagnostics": refreshes } } })),
            Some(json!({ "capabilities": { "workspace": { "diagnostic": refreshes } } }))
        );
    }

    #[test]
    fn of_an_introduction_only_what_is_odd_is_left_out() {
        let given = json!({
            "processId": "12",
            "rootUri": "",
            "trace": "compact",
            "initializationOptions": { "profile": "bbc" },
            "workspaceFolders": [{ "uri": "file:///desk" }, { "name": "nowhere" }],
            "capabilities": {
                "general": { "positionEncodings": ["utf-8", 8] },
                "workspace": {
                    "workspaceEdit": { "documentChanges": true, "failureHandling": "hope" },
                    "configuration": true,
                },
                "textDocument": {
                    "hover": { "contentFormat": ["html", "markdown"] },
                    "semanticTokens": {},
                    "rename": { "prepareSupport": true },
                },
                "window": null,
            },
        });
        let kept = json!({
            "initializationOptions": { "profile": "bbc" },
            "workspaceFolders": [{ "uri": "file:///desk", "name": "" }],
            "capabilities": {
                "general": { "positionEncodings": ["utf-8"] },
                "workspace": {
                    "workspaceEdit": { "documentChanges": true },
                    "configuration": true,
                },
                "textDocument": {
                    "hover": { "contentFormat": ["markdown"] },
                    "rename": { "prepareSupport": true },
                },
                "window": null,
            },
        });
        assert_eq!(introduced(given), Some(kept));
        assert_eq!(
            introduced(json!({ "capabilities": null })),
            Some(json!({ "capabilities": {} }))
        );
        assert_eq!(introduced(json!({})), Some(json!({ "capabilities": {} })));
    }

    #[test]
    fn odd_numbers_are_made_whole() {
        let asked = |version: Value, line: Value, character: Value| {
            let place = json!({ "line": line, "character": character });
            let document = json!({ "uri": "file:///a.news", "version": version });
            json!({ "textDocument": document, "position": place })
        };
        let hover = "textDocument/hover";
        assert_eq!(handed_on(hover, asked(json!(1), json!(2), json!(u32::MAX))), None);
        let mended = |params| handed_on(hover, params).map(|message| message["params"].clone());
        assert_eq!(
            mended(asked(json!(5.0), json!(-1), json!(f64::MAX))),
            Some(asked(json!(5), json!(0), json!(u32::MAX)))
        );
        assert_eq!(
            mended(asked(json!(1_i64 << 40), json!(2.0), json!(1_u64 << 40))),
            Some(asked(json!(i32::MAX), json!(2), json!(u32::MAX)))
        );
    }

    #[test]
    fn what_cannot_be_understood_is_told() {
        let told = |method, params| {
            let message = handed_on(method, params).unwrap();
            assert_eq!(message["method"], MISUNDERSTOOD);
            message["params"][0].as_str().unwrap().to_owned()
        };
        let (opened, changed) = ("textDocument/didOpen", "textDocument/didChange");
        assert_eq!(
            told(changed, json!({})),
            "textDocument/didChange was not understood: it names no document"
        );
        let document = json!({ "uri": "/a.news", "version": 1, "languageId": "", "text": "" });
        assert_eq!(
            told(opened, json!({ "textDocument": document })),
            "textDocument/didOpen was not understood: “/a.news” is no address of a document"
        );
        let document = json!({ "uri": "file:///a.news", "version": 2 });
        let half = json!([{ "text": "x", "range": { "start": { "line": 1, "character": 1 } } }]);
        for changes in [half, json!([{ "range": null }]), json!({ "text": "x" })] {
            assert_eq!(
                told(changed, json!({ "textDocument": document, "contentChanges": changes })),
                "textDocument/didChange was not understood: it does not say what has changed; \
                 file:///a.news may not be here as it is on the screen"
            );
        }
    }
}
