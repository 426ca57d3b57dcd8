#!/usr/bin/env python3
"""How fast the server is, as an editor sees it: over its pipes, on articles full of numbers.

    cargo build --release
    crates/newsmark-lsp/benches/drive.py target/release/newsmark lsp
    crates/newsmark-lsp/benches/drive.py --beside typos-lsp -- target/release/newsmark lsp
    crates/newsmark-lsp/benches/drive.py --each 150 -- target/release/newsmark lsp

For articles of 2,000, 20,000 and 100,000 words it opens one, types single characters all over it and waits each
time for the diagnostics of that version, sends a burst without waiting, and asks for hovers and outlines. Prints
milliseconds (median, 95th percentile, worst) and resident memory. With `--each` a text is not one article but many.
`--beside` drives another server the same way (`cargo install typos-lsp --locked`); what it does not offer is left
out. Nothing here fails for being slow.

The clock runs from the moment a message is handed to the pipe until the last byte of the answer is read; the
work of this script with JSON is not in it. Standard library only; memory is read from /proc.
"""
import argparse
import json
import queue
import random
import subprocess
import sys
import threading
import time

URI = "file:///articles/{}.news"

SENTENCES = [
    "The {place} ferries carried {a:,} riders in {year}, up {p} percent from {b:,} a year earlier, the port authority said.",
    "“We did not expect {a:,} people on the {place} line,” said {name}, director of the authority.",
    "Of {a:,} households in {place}, {c:,} have no car and {d:,} own a boat, according to a survey of {b:,} people.",
    "Fares rose from ${e}.40 to ${e}.90, while the council spent {a:,} dollars on {d} new piers.",
    "{name} put the cost of the bridge at {p} million euros, {q} percentage points more than planned.",
    "Some {d} of {c:,} boats were late in {year}; in {place} it was one in five.",
    "The share of women among the {b:,} sailors reached {p} percent, {name} said on Tuesday.",
    "It takes {d} minutes to cross the {c} metres of water, against {e} hours by road.",
]
PLACES = ["Gull Quay", "Saltmarsh", "Port Morrow", "Northport", "Old Town", "Harrow Bay"]
NAMES = ["Anna Lind", "Olga Brandt", "Jonas Weller", "Ines Marlow", "Nora Quist"]


def article(n_words, seed=7):
    """An article of about so many words, always the same. Its percentages are right, as nearly all are."""
    dice = random.Random(seed)
    paragraphs, n = ["# Ferries of the bay carry more riders than ever"], 9
    while n < n_words:
        if dice.random() < 0.05:
            paragraphs.append(f"## {dice.choice(PLACES)} in {dice.randint(2015, 2024)}")
        sentences = []
        for _ in range(dice.randint(2, 4)):
            b = dice.randint(2_000, 400_000)
            a = b + dice.randint(100, 9_000)
            sentences.append(dice.choice(SENTENCES).format(
                place=dice.choice(PLACES), name=dice.choice(NAMES), year=dice.randint(2015, 2024),
                a=a, b=b, c=dice.randint(200, 1_900), d=dice.randint(3, 90),
                e=dice.randint(2, 9), p=round(100 * (a - b) / b, 1), q=dice.randint(2, 40)))
        paragraphs.append(" ".join(sentences))
        n += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs) + "\n"


def text_of(n_words, each):
    """One article of about so many words, or many of so many words each, all of them different."""
    if not each:
        return article(n_words)
    return "\n".join(article(each, seed) for seed in range(max(1, n_words // each)))


class Server:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.messages = queue.Queue()
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
                return self.messages.put((time.perf_counter(), b"{}"))
            body = output.read(length)
            self.messages.put((time.perf_counter(), body))

    def send(self, *messages):
        frames = b""
        for message in messages:
            body = json.dumps({"jsonrpc": "2.0"} | message).encode()
            frames += b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        start = time.perf_counter()
        self.process.stdin.write(frames)
        self.process.stdin.flush()
        return start

    def wait(self, wanted, counted=None):
        """When the message that is wanted came, itself, and how many of another kind came before."""
        n = 0
        while True:
            at, body = self.messages.get(timeout=300)
            message = json.loads(body)
            if not message:
                raise SystemExit("the server is gone")
            if "id" in message and "method" in message:
                self.send({"id": message["id"], "result": None})
            elif wanted(message):
                return at, message, n
            elif counted and message.get("method") == counted:
                n += 1

    def request(self, method, params):
        """Milliseconds and the result."""
        self.last_id += 1
        wanted = self.last_id
        start = self.send({"id": wanted, "method": method, "params": params})
        at, message, _ = self.wait(lambda it: it.get("id") == wanted and "method" not in it)
        return 1000 * (at - start), message.get("result")

    def notify(self, method, params):
        return self.send({"method": method, "params": params})

    def diagnostics(self, uri, version):
        def is_it(message):
            params = message.get("params") or {}
            published = message.get("method") == "textDocument/publishDiagnostics"
            return published and params["uri"] == uri and params.get("version") in (version, None)

        return self.wait(is_it, "textDocument/publishDiagnostics")

    def memory(self):
        """Resident memory in MiB; nothing where there is no /proc."""
        try:
            with open(f"/proc/{self.process.pid}/status") as status:
                [line] = [line for line in status if line.startswith("VmHWM")]
            return int(line.split()[1]) / 1024
        except (OSError, ValueError):
            return float("nan")


def change(uri, version, line, column, text):
    at = {"line": line, "character": column}
    changes = [{"range": {"start": at, "end": at}, "text": text}]
    return {"method": "textDocument/didChange", "params": {
        "textDocument": {"uri": uri, "version": version}, "contentChanges": changes}}


def spread(times):
    times = sorted(times)
    return "{:8.2f} {:8.2f} {:8.2f}".format(
        times[len(times) // 2], times[min(len(times) - 1, int(0.95 * len(times)))], times[-1])


def drive(command, n_words, each, n_edits, n_burst):
    server = Server(command)
    start_ms, hello = server.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    offers = (hello or {}).get("capabilities") or {}
    server.notify("initialized", {})
    uri, text = URI.format(n_words), text_of(n_words, each)
    lines = text.split("\n")
    prose = [index for index, line in enumerate(lines) if len(line) > 60]
    dice = random.Random(3)

    start = server.notify("textDocument/didOpen", {"textDocument": {
        "uri": uri, "languageId": "newsmark", "version": 1, "text": text}})
    at, message, _ = server.diagnostics(uri, 1)
    opened, n_found, version = 1000 * (at - start), len(message["params"]["diagnostics"]), 1

    edits = []
    for _ in range(n_edits):
        version += 1
        line = dice.choice(prose)
        start = server.send(change(uri, version, line, dice.randint(1, 40), dice.choice("abc 123")))
        at, _, _ = server.diagnostics(uri, version)
        edits.append(1000 * (at - start))

    burst = [change(uri, version + 1 + n, prose[0], 1 + n, "a") for n in range(n_burst)]
    version += n_burst
    start = server.send(*burst)
    at, _, n_before = server.diagnostics(uri, version)
    settled = 1000 * (at - start)

    print(f"  {n_words:,} words, {len(text.encode()):,} bytes, {n_found} findings; started in {start_ms:.1f} ms")
    print(f"    open           {opened:8.2f}")
    print(f"    edit           {spread(edits)}   of {n_edits}")
    print(f"    burst of {n_burst:<5} {settled:8.2f}   {n_before + 1} publications")
    for name, method, provider, more in (
        ("hover", "textDocument/hover", "hoverProvider", lambda: {"position": {"line": dice.choice(prose), "character": 30}}),
        ("outline", "textDocument/documentSymbol", "documentSymbolProvider", dict),
        ("actions", "textDocument/codeAction", "codeActionProvider", lambda: {
            "range": {"start": {"line": prose[0], "character": 0}, "end": {"line": prose[0], "character": 40}},
            "context": {"diagnostics": []}}),
        ("colours", "textDocument/semanticTokens/full", "semanticTokensProvider", dict),
        ("hints", "textDocument/inlayHint", "inlayHintProvider", lambda: {
            "range": {"start": {"line": prose[0], "character": 0}, "end": {"line": prose[0] + 60, "character": 0}}}),
    ):
        if offers.get(provider):
            ask = lambda: server.request(method, {"textDocument": {"uri": uri}} | more())[0]
            print(f"    {name:<14} {spread([ask() for _ in range(30)])}")
    print(f"    memory         {server.memory():8.1f} MiB at its highest")
    server.request("shutdown", None)
    server.notify("exit", None)
    server.process.wait(timeout=20)
    return sorted(edits)[len(edits) // 2]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--beside", metavar="COMMAND", help="another server, to drive the same way")
    parser.add_argument("--words", type=int, nargs="*", default=[2_000, 20_000, 100_000])
    parser.add_argument("--each", type=int, metavar="WORDS", help="make a text of many articles of so many words each")
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--burst", type=int, default=20)
    parser.add_argument("command", nargs="+", help="the server")
    options = parser.parse_args()
    for command in [options.command, *([options.beside.split()] if options.beside else [])]:
        print(f"{' '.join(command)}: milliseconds, median, 95 of 100, worst")
        medians = [drive(command, n_words, options.each, options.edits, options.burst) for n_words in options.words]
        if len(medians) > 1:
            print(f"  an edit of the longest text takes {medians[-1] / medians[0]:.1f} times one of the shortest\n")


if __name__ == "__main__":
    sys.exit(main())
