#!/usr/bin/env python3
"""Fills the corpus of each fuzz target from the fixtures, one file a case: fuzz/corpus/TARGET/*.

Cases keep the marks below their words, which are text like any other here. Standard library only.
"""
import hashlib
import pathlib

FUZZ = pathlib.Path(__file__).resolve().parent
EDIT = "\x01"  # what stands before each edit: see tests/src/targets.rs


def texts():
    for path in sorted((FUZZ.parent / "fixtures").glob("*/*.news")):
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "articles":
            yield text
        else:
            yield from (case.partition("\n")[2] for case in ("\n" + text).split("\n--- ")[1:])


def script(text):
    """A text and three edits: a paragraph broken in the middle, some words gone, a mark opened."""
    edits = [chr(64) + chr(0) + "\n\n", chr(32) + chr(20), chr(96) + chr(0) + "<!-- “"]
    return EDIT.join([text, *edits])


def main():
    for target, shape in (("lexer", str), ("document", str), ("edits", script)):
        folder = FUZZ / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        for text in texts():
            data = shape(text).encode()
            (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)
        print(f"{target}: {sum(1 for _ in folder.iterdir())} seeds")


main()
