#!/usr/bin/env python3
"""What Zed would refuse or not find in the extension: names that do not agree, fields that it does not know.

The fields are those of Zed's manual of extensions and of languages. Zed itself cannot be had here.
Usage: manifest.py FOLDER-OF-EXTENSION"""

import sys
import tomllib
from pathlib import Path

EXTENSION = {"id", "name", "description", "version", "schema_version", "authors", "repository", "grammars", "language_servers"}
GRAMMAR = {"repository", "rev", "path"}
SERVER = {"name", "languages"}
LANGUAGE = {"name", "grammar", "path_suffixes", "block_comment", "soft_wrap", "word_characters", "brackets"}
BRACKET = {"start", "end", "close", "newline"}


def main(folder: Path) -> None:
    extension = tomllib.loads((folder / "extension.toml").read_text())
    language = tomllib.loads((folder / "languages/newsmark/config.toml").read_text())
    crate = tomllib.loads((folder / "Cargo.toml").read_text())
    problems = [f"unknown: {field}" for field in [*(set(extension) - EXTENSION), *(set(language) - LANGUAGE)]]
    for grammar in extension["grammars"].values():
        problems += [f"unknown: {field}" for field in set(grammar) - GRAMMAR]
        if not (folder / "../.." / grammar["path"] / "src/parser.c").exists():
            problems.append(f"no grammar in {grammar['path']}")
    for server in extension["language_servers"].values():
        problems += [f"unknown: {field}" for field in set(server) - SERVER]
        if server["languages"] != [language["name"]]:
            problems.append("the server is for another language")
    problems += [f"unknown: {field}" for bracket in language["brackets"] for field in set(bracket) - BRACKET]
    if language["grammar"] not in extension["grammars"]:
        problems.append("the language has another grammar")
    if extension["schema_version"] != 1 or extension["version"] != crate["package"]["version"]:
        problems.append("the versions do not agree")
    if any(len(it) != 1 for it in language["word_characters"]) or len(language["block_comment"]) != 2:
        problems.append("word_characters are single characters, block_comment is a pair")
    if language["soft_wrap"] not in {"none", "editor_width", "preferred_line_length"}:
        problems.append("soft_wrap is something else")
    for problem in problems:
        print("FAIL ", problem)
    if problems:
        sys.exit(1)
    print("ok    extension.toml and config.toml have only fields that Zed knows, and their names agree")


main(Path(sys.argv[1]))
