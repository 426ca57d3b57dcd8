#!/usr/bin/env python3
"""Drives the real language server over its standard input and output, as an editor does.

    drive-server.py target/release/newsmark lsp

Opens an article, waits for its versioned diagnostics, edits it until it is clean, asks for hover, outline
and fixes, shuts down. Exit code 0 when all of it holds. Standard library only.
"""
import json
import queue
import subprocess
import sys
import threading

URI = "file:///articles/ferry.news"
# An astral character before the figure: columns count UTF-16 units, the default of the protocol.
LINES = [
    "# Ferry riders rise 🚢",
    "",
    "The 🚢 boats: ridership rose 19.4 percent from 340,000 to 422,000 in 2024.",
    "",
    "“People like being taken home,” said Anna Lind, director of the port authority.",
    "",
]


class Server:
    """The process, with a thread that takes its messages apart."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.messages = queue.Queue()
        self.kept = []
        self.last_id = 0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        output = self.process.stdout
        while True:
            length = None
            while (line := output.readline().strip()):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                return
            self.messages.put(json.loads(output.read(length)))

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method, params=None):
        self.send({"method": method} | ({} if params is None else {"params": params}))

    def request(self, method, params=None):
        self.last_id += 1
        wanted = self.last_id
        self.send({"id": wanted, "method": method} | ({} if params is None else {"params": params}))
        answer = self.wait(lambda message: message.get("id") == wanted and "method" not in message)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def wait(self, wanted):
        """The first message that is wanted; what comes before it is kept for later."""
        for index, message in enumerate(self.kept):
            if wanted(message):
                return self.kept.pop(index)
        while True:
            message = self.messages.get(timeout=20)
            if wanted(message):
                return message
            if "id" in message and "method" in message:  # the server asks the client for something
                self.send({"id": message["id"], "result": None})
            else:
                self.kept.append(message)

    def diagnostics(self, version):
        """Those published for a version of the article."""
        def is_ours(message):
            params = message.get("params") or {}
            published = message.get("method") == "textDocument/publishDiagnostics"
            return published and params["uri"] == URI and params.get("version") == version

        return self.wait(is_ours)["params"]["diagnostics"]


def words(place):
    """The words at a range of the article, counted in UTF-16 units."""
    start, end = place["start"], place["end"]
    assert start["line"] == end["line"], place
    units = LINES[start["line"]].encode("utf-16-le")
    return units[2 * start["character"]:2 * end["character"]].decode("utf-16-le")


def position(needle, line):
    before = LINES[line][:LINES[line].index(needle)]
    return {"line": line, "character": len(before.encode("utf-16-le")) // 2}


def main():
    server = Server(sys.argv[1:])
    document = {"uri": URI}
    initialized = server.request("initialize", {
        "processId": None,
        "rootUri": None,
        "capabilities": {"textDocument": {
            "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
            "hover": {"contentFormat": ["markdown"]},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        }},
    })
    assert initialized["serverInfo"]["name"] == "newsmark", initialized
    server.notify("initialized", {})

    server.notify("textDocument/didOpen", {"textDocument": {
        "uri": URI, "languageId": "newsmark", "version": 1, "text": "\n".join(LINES),
    }})
    found = server.diagnostics(1)
    assert [item["code"] for item in found] == ["change-percent"], found
    assert words(found[0]["range"]) == "19.4 percent", found
    related = {words(place["location"]["range"]) for place in found[0]["relatedInformation"]}
    assert related == {"340,000", "422,000"}, related

    hover = server.request("textDocument/hover", {"textDocument": document, "position": position("422,000", 2)})
    assert "422,000" in hover["contents"]["value"], hover
    symbols = server.request("textDocument/documentSymbol", {"textDocument": document})
    assert symbols and "Ferry riders rise" in symbols[0]["name"], symbols
    assert symbols[0]["children"], symbols
    actions = server.request("textDocument/codeAction", {
        "textDocument": document, "range": found[0]["range"], "context": {"diagnostics": found},
    })
    preferred = [action for action in actions if action.get("isPreferred")]
    [edit] = [edit for action in preferred for edit in edits(action)]
    assert edit["newText"] == "24.1 percent", actions

    server.notify("textDocument/didChange", {
        "textDocument": document | {"version": 2},
        "contentChanges": [{"range": edit["range"], "text": edit["newText"]}],
    })
    assert server.diagnostics(2) == []

    server.notify("textDocument/didClose", {"textDocument": document})
    assert server.request("shutdown") is None
    server.notify("exit")
    code = server.process.wait(timeout=20)
    assert code == 0, f"exit code {code} after shutdown"
    print("the server opened, found, explained, outlined, fixed and shut down")


def edits(action):
    """The edits of a code action to the article."""
    edit = action.get("edit") or {}
    changed = [change["edits"] for change in edit.get("documentChanges") or []]
    return [item for group in [*changed, (edit.get("changes") or {}).get(URI, [])] for item in group]


main()
