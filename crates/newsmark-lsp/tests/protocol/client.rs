//! A client of the server, in memory: real bytes through real pipes, no process.

use std::collections::VecDeque;
use std::io::{PipeWriter, Write};
use std::time::Duration;

use newsmark_lsp::{Ending, serve};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader, DuplexStream};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// Longer than anything takes. Only a server that hangs gets here.
const PATIENCE: Duration = Duration::from_secs(20);

/// A client that has a server to itself.
pub(crate) struct Client {
    runtime: Runtime,
    input: Option<PipeWriter>,
    output: BufReader<DuplexStream>,
    session: JoinHandle<Ending>,
    /// What arrived while something else was waited for.
    inbox: VecDeque<Value>,
    /// The answer to `workspace/configuration`.
    settings: Value,
    last_id: i64,
}

impl Client {
    /// Starts a server and says nothing.
    pub(crate) fn silent() -> Client {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_time()
            .build()
            .unwrap();
        let (reader, writer) = std::io::pipe().unwrap();
        // An editor reads while it writes; this client has room instead for what it reads later.
        let (output, server_output) = tokio::io::duplex(1 << 22);
        let session = runtime.spawn(serve(reader, server_output));
        Client {
            runtime,
            input: Some(writer),
            output: BufReader::new(output),
            session,
            inbox: VecDeque::new(),
            settings: Value::Null,
            last_id: 0,
        }
    }

    /// Starts a server and introduces itself as able to do this.
    pub(crate) fn with(capabilities: Value) -> Client {
        let mut client = Client::silent();
        client.initialize(capabilities);
        client
    }

    /// Starts a server and introduces itself as a good editor.
    pub(crate) fn start() -> Client {
        Client::with(json!({
            "textDocument": {
                "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
                "hover": { "contentFormat": ["markdown"] },
                "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
                "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            },
        }))
    }

    /// As [`Client::start`], with these settings when asked for them.
    pub(crate) fn with_settings(settings: Value) -> Client {
        let mut client = Client::silent();
        client.settings = settings;
        client.initialize(json!({ "workspace": { "configuration": true } }));
        client
    }

    /// Says hello; the server's capabilities.
    pub(crate) fn initialize(&mut self, capabilities: Value) -> Value {
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        let answer = self.request("initialize", params);
        self.notify("initialized", json!({}));
        answer["result"]["capabilities"].clone()
    }

    /// Starts a server in a folder, with settings.
    pub(crate) fn in_folder(capabilities: Value, folder: &str, settings: Value) -> Client {
        let mut client = Client::silent();
        let params = json!({
            "processId": null,
            "rootUri": null,
            "workspaceFolders": [{ "uri": folder, "name": "desk" }],
            "capabilities": capabilities,
            "initializationOptions": settings,
        });
        client.request("initialize", params);
        client.notify("initialized", json!({}));
        client
    }

    pub(crate) fn set_settings(&mut self, settings: Value) {
        self.settings = settings;
        self.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    }

    /// Sends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks; the whole answer.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait_for(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Asks without waiting for the answer; gives the number of the question.
    pub(crate) fn ask_later(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// The answer to a question that was asked before.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.wait_for(|message| message["id"] == id && message.get("method").is_none())
    }

    /// What has come that nobody waited for.
    pub(crate) fn received(&self) -> impl Iterator<Item = &Value> {
        self.inbox.iter()
    }

    /// How many messages of a kind have come since.
    pub(crate) fn count_received(&self, method: &str) -> usize {
        self.inbox.iter().filter(|message| message["method"] == method).count()
    }

    pub(crate) fn open(&mut self, uri: &str, version: i32, text: &str) {
        let document =
            json!({ "uri": uri, "languageId": "newsmark", "version": version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// Replaces a range, given as lines and columns.
    pub(crate) fn edit(&mut self, uri: &str, version: i32, range: [u32; 4], text: &str) {
        let [line, column, end_line, end_column] = range;
        let range = json!({
            "start": { "line": line, "character": column },
            "end": { "line": end_line, "character": end_column },
        });
        self.change(uri, version, json!([{ "range": range, "text": text }]));
    }

    pub(crate) fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    /// Asks something about a whole document; the result.
    pub(crate) fn ask(&mut self, method: &str, uri: &str) -> Value {
        self.request(method, json!({ "textDocument": { "uri": uri } }))["result"].clone()
    }

    /// The headline of the first article, as the outline has it.
    pub(crate) fn headline(&mut self, uri: &str) -> String {
        let outline = self.ask("textDocument/documentSymbol", uri);
        outline[0]["name"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn hover(&mut self, uri: &str, line: u32, character: u32) -> Value {
        let position = json!({ "line": line, "character": character });
        let params = json!({ "textDocument": { "uri": uri }, "position": position });
        self.request("textDocument/hover", params)
    }

    /// Asks something about a place, with whatever else is to be said; the whole answer.
    pub(crate) fn ask_at(&mut self, method: &str, uri: &str, at: [u32; 2], more: Value) -> Value {
        let mut params = json!({
            "textDocument": { "uri": uri },
            "position": { "line": at[0], "character": at[1] },
        });
        let more = more.as_object().cloned().unwrap_or_default();
        params.as_object_mut().unwrap().extend(more);
        self.request(method, params)
    }

    /// The actions for a range, given as lines and columns; `only` is the kinds wanted.
    pub(crate) fn actions(&mut self, uri: &str, range: [u32; 4], only: Value) -> Value {
        let [line, column, end_line, end_column] = range;
        let range = json!({
            "start": { "line": line, "character": column },
            "end": { "line": end_line, "character": end_column },
        });
        let context = json!({ "diagnostics": [], "only": only });
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        self.request("textDocument/codeAction", params)["result"].clone()
    }

    /// The next diagnostics for a document: what the notification says.
    pub(crate) fn published(&mut self, uri: &str) -> Value {
        let mut message = self.wait_for(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
        });
        message["params"].take()
    }

    /// The next diagnostics for this version of a document.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i32) -> Vec<Value> {
        loop {
            let published = self.published(uri);
            if published["version"] == version {
                return published["diagnostics"].as_array().unwrap().clone();
            }
        }
    }

    /// The first message that fits, from those that came before or else from those that come.
    pub(crate) fn wait_for(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.inbox.iter().position(&fits) {
            return self.inbox.remove(index).unwrap();
        }
        loop {
            let message = self.receive();
            if message["method"] == "workspace/configuration" {
                let answer = json!([self.settings]);
                self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": answer }));
            } else if fits(&message) {
                return message;
            } else {
                self.inbox.push_back(message);
            }
        }
    }

    /// Whether a message of this kind has arrived that nobody waited for.
    pub(crate) fn has_received(&self, method: &str) -> bool {
        self.inbox.iter().any(|message| message["method"] == method)
    }

    /// The hints of a whole document, in words.
    pub(crate) fn hint_labels(&mut self, uri: &str) -> Vec<String> {
        let params = json!({ "textDocument": { "uri": uri }, "range": {
            "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 },
        } });
        let hints = self.request("textDocument/inlayHint", params)["result"].clone();
        let label = |hint: &Value| hint["label"].as_str().unwrap().to_owned();
        hints.as_array().unwrap().iter().map(label).collect()
    }

    /// Closes the server's input.
    pub(crate) fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits until the session is over.
    pub(crate) fn ending(self) -> Ending {
        let session = self.session;
        self.runtime
            .block_on(async { tokio::time::timeout(PATIENCE, session).await })
            .expect("the server stays")
            .expect("the server does not panic")
    }

    fn receive(&mut self) -> Value {
        let output = &mut self.output;
        let message = self
            .runtime
            .block_on(async { tokio::time::timeout(PATIENCE, receive(output)).await })
            .expect("the server says something");
        serde_json::from_slice(&message).unwrap()
    }
}

async fn receive(output: &mut BufReader<DuplexStream>) -> Vec<u8> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        output.read_line(&mut line).await.unwrap();
        match line.trim().split_once(": ") {
            Some((name, value)) => {
                assert_eq!(name, "Content-Length");
                length = value.parse().unwrap();
            }
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).await.unwrap();
    body
}
