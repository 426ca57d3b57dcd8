#!/usr/bin/env python3
"""Gives the real command more than anybody writes.

    drive-large.py target/release/newsmark

A file of 50 MB as one line and as many, and a stream through `batch` whose memory must not grow with it.
Exit code 0 when all of it holds. Standard library only.
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

SENTENCE = "The harbour ferries carried {:,} riders in 2024, up 9.4 percent, the port authority said. "
SIZE = 50_000_000


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
    stream(command)


main()
