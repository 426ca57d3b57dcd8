#!/usr/bin/env python3
"""Gives the real command more than anybody writes.

    drive-large.py target/release/newsmark

A file of 50 MB as one line and as many, lines of one thing again and again that must not cost more than their
length, and a stream through `batch` whose memory must not grow with it. Exit code 0 when all of it holds. Standard library only.
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

SENTENCE = "The harbour ferries carried {:,} riders in 2024, up 9.4 percent, the port authority said. "
SIZE = 50_000_000

# What an endless line can be of: every kind of thing that is read by looking around it.
ENDLESS = [
    "12,", "1 ", "12 percent ", "$5 million (", "from 3 to 4 ", "1 in 5 ", "per ", "a ", "one ", "and a half ",
    '"', "“a ‘b ", '"x" said ', "Mr. Smith said ", "Ann Lee, the mayor, said ", "told Reuters ",
    "born in 1950 ", "born 5 ", "a 34-year-old ", "Max Weil (1931-2020) ", "5 dead and 6 hurt, ",
    "from 9 a.m. to 11 a.m., two hours, ", "half an hour later ", "a decade ", "two decades since 1990 ",
    "May 5, 2024, ", "Friday and Saturday, May 5 and 6, ", "2024 ", "5 km (3 miles) ", "5 percent for, 6 against, ",
    "[", "](", "[5](#a) ", "[^a] 3 ", "(", "*a ", "`a ``b ", "<!-- a ", "{++ ", "a", "Aa Bb ", "| 1 | 2 |\n", "> a\n",
]


def article(end):
    """50 MB of sentences, no two alike."""
    pieces, size, number = ["# Ferries carry more riders\n\n"], 0, 100_000
    while size < SIZE:
        pieces.append(SENTENCE.format(number).rstrip() + end)
        size += len(pieces[-1])
        number += 7
    return "".join(pieces)


def check(command, folder):
    for name, end in (("one-line.news", " "), ("lines.news", "\n\n")):
        path = pathlib.Path(folder, name)
        path.write_text(article(end), encoding="utf-8")
        run = subprocess.run([command, "check", "--format", "json", str(path)], capture_output=True, timeout=300)
        assert run.returncode in (0, 1), f"{name}: exit code {run.returncode}: {run.stderr[-300:]}"
        assert json.loads(run.stdout)["path"] == str(path)
        print(f"{name}: {path.stat().st_size:,} bytes read, exit code {run.returncode}")
        path.unlink()


def endless(command):
    """Four times as much of one thing is about four times the work, by what the processor did, not by the clock."""
    for piece in ENDLESS:
        little, much = (work(command, piece * (size // len(piece))) for size in (50_000, 200_000))
        assert much < 8 * little + 0.2, f"{piece!r}: four times the text costs {much:.2f} s after {little:.2f} s"
    print(f"endless lines: {len(ENDLESS)} kinds read in time that grows with their length")


def work(command, text):
    """What the processor spends on a text beyond what it spends on starting."""
    def spent(text):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        record = json.dumps({"id": 1, "text": text}).encode()
        subprocess.run([command, "batch"], input=record, stdout=subprocess.DEVNULL, check=True, timeout=300)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    return max(spent(text) - spent(""), 0.0)


def stream(command):
    """Many times more than the memory that it may take."""
    record = json.dumps({"id": 1, "text": article_of(20_000)}) + "\n"
    lines = 20_000
    limit = 400_000_000
    process = subprocess.Popen(
        [command, "batch"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (limit, limit)),
    )
    for _ in range(lines):
        process.stdin.write(record.encode())
    process.stdin.close()
    assert process.wait(timeout=300) == 0, process.returncode
    print(f"batch: {lines * len(record):,} bytes in less than {limit:,} bytes of memory")


def article_of(size):
    return "# Ferries carry more riders\n\n" + "\n\n".join(SENTENCE.format(1000 + n) for n in range(size // 90))


def main():
    command = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        check(command, folder)
    endless(command)
    stream(command)


main()
