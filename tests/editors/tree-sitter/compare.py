#!/usr/bin/env python3
"""Holds the grammar against Newsmark's own reader: the same blocks, links, references, comments and keys at the same
places in every fixture, and no error in any.

Each text is edited, too: the tree must then be that of the changed text, without an error.

Usage: compare.py GRAMMAR SHAPES. GRAMMAR is the grammar as a library, SHAPES what `cargo run -p newsmark-tests --example
shapes` wrote. Needs the package tree-sitter.
"""

import ctypes
import json
import random
import sys

from tree_sitter import Language, Parser

# Blocks that the grammar tells apart by shape and the reader reads as paragraphs.
AS_PARAGRAPHS = {"byline"}
# What YAML has for a value on the lines below.
MANY_LINES = {b">", b"|", b">-", b"|-", b">+", b"|+"}
# Blocks whose words are not read, so nothing is known of their marks.
OPAQUE = {"footnote_definition", "link_definition", "code_block", "html_block", "end_mark", "front_matter"}


def load(path):
    """The language in a library."""
    library = ctypes.cdll.LoadLibrary(path)
    library.tree_sitter_newsmark.restype = ctypes.c_void_p
    capsule = ctypes.pythonapi.PyCapsule_New
    capsule.restype = ctypes.py_object
    capsule.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
    return Language(capsule(library.tree_sitter_newsmark(), b"tree_sitter.Language", None))


def place(node, text):
    """The bytes of a node without blanks at its ends."""
    words = text[node.start_byte : node.end_byte].decode()
    start = node.start_byte + len(words[: len(words) - len(words.lstrip())].encode())
    return [start, start + len(words.strip().encode())]


def below(node, kinds, within_opaque=False):
    """The nodes of these kinds below a node, but for those in blocks that are not read."""
    found = []
    for child in node.named_children:
        if child.type in kinds:
            found.append(child)
        if within_opaque or child.type not in OPAQUE:
            found += below(child, kinds, within_opaque)
    return found


def blocks(root, text):
    return [["paragraph" if node.type in AS_PARAGRAPHS else node.type, place(node, text)] for node in root.named_children]


def links(root, text):
    found = []
    for node in below(root, {"link", "figure_link"}):
        words = node.child_by_field_name("words")
        start = node.start_byte + 1
        found.append([place(node, text), [words.start_byte, words.end_byte] if words else [start, start]])
    return found


def references(root, text):
    nodes = below(root, {"footnote_reference"})
    return [[place(node, text), place(node.child_by_field_name("id"), text)] for node in nodes]


def comments(root, text):
    return [place(node, text) for node in below(root, {"comment"})]


def rules(root, text):
    return [place(node, text) for node in below(root, {"rule"})]


def datelines(root, text):
    return [place(node, text) for node in below(root, {"dateline"})]


def quotations(root, text):
    return [place(node, text) for node in below(root, {"quotation"})]


def value_place(node, text):
    value = next((child for child in node.named_children if child.type == "value"), None)
    if value is None or not value.named_children:
        return None
    first = value.children[0]
    # Quotation marks around a value are not part of it.
    if first.type == '"':
        return place(value.named_children[0], text)
    found = place(value, text)
    # A value on the lines below is not read.
    return None if text[found[0] : found[1]] in MANY_LINES else found


def keys(root, text):
    found = []
    for node in below(root, {"entry", "nested_entry", "item"}, within_opaque=True):
        key = node.child_by_field_name("key")
        found.append([place(key, text) if key else None, value_place(node, text)])
    return sorted(found, key=lambda pair: pair[0] or pair[1] or [0])


def known(expected, kind):
    """What the reader says, as the grammar could say it."""
    pairs = expected[kind]
    if kind == "keys":
        pairs = [[key, value if value[0] < value[1] else None] for key, value in pairs]
        return sorted(pairs, key=lambda pair: pair[0] or pair[1] or [0])
    if kind == "rules":
        pairs = [pair for pair in pairs if pair[0] < pair[1]]
    return sorted(pairs) if kind != "blocks" else pairs


def first_error(node):
    """The place of an error below a node."""
    if node.type == "ERROR" or node.is_missing:
        return f"{node.type} at {node.start_point.row + 1}:{node.start_point.column + 1}"
    return next(filter(None, (first_error(child) for child in node.children if child.has_error or child.is_missing)), None)


# How many edits each text gets.
EDITS = 4
# The share of quotations that must be the same.
LEAST_QUOTES = 0.95
MARKS = ["*", "**", "“", "”", '"', "[", "](", "](#a)", "[^a]", "<!--", "-->", "`", "> ", "# ", "\n\n", "\n", "|", "---", "{++", "||\n|-|-|\n"]


def shown(node):
    """All of a tree, with places."""
    return [(node.type, node.start_byte, node.end_byte), [shown(child) for child in node.children]]


def edited(parser, text, random):
    """What is wrong with a text after one edit, if anything: an error, or another tree than that of a fresh text."""
    start = random.randrange(len(text) + 1)
    end = min(len(text), start + random.choice([0, 0, 1, 3, 20]))
    mark = random.choice(MARKS)
    changed = text[:start] + mark + text[end:]
    before = [part.encode() for part in (text[:start], text[start:end], mark)]
    lengths = [len(part) for part in before]
    tree = parser.parse(text.encode())
    start_point = point(before[0])
    tree.edit(lengths[0], lengths[0] + lengths[1], lengths[0] + lengths[2],
              start_point, point(before[0] + before[1]), point(before[0] + before[2]))
    root = parser.parse(changed.encode(), tree).root_node
    if root.has_error:
        return f"{first_error(root)} after an edit in {changed!r}"
    if shown(root) != shown(parser.parse(changed.encode()).root_node):
        return f"another tree after {mark!r} at {start}..{end} of {text!r}"
    return None


def point(text):
    """Line and column behind some text."""
    return (text.count(b"\n"), len(text) - text.rfind(b"\n") - 1)


READERS = [blocks, links, references, comments, rules, datelines, keys]


def main():
    grammar, shapes = sys.argv[1:]
    parser = Parser(load(grammar))
    n_quotes = n_same_quotes = 0
    chance = random.Random(8)
    n_texts, n_same, wrong = 0, {reader.__name__: 0 for reader in READERS}, []
    for line in open(shapes, encoding="utf-8"):
        expected = json.loads(line)
        text = expected["text"].encode()
        root = parser.parse(text).root_node
        n_texts += 1
        if root.has_error:
            wrong.append((expected["text"], first_error(root)))
            continue
        for _ in range(EDITS):
            what = edited(parser, expected["text"], chance)
            if what:
                wrong.append((expected["text"], what))
        own_quotations = quotations(root, text)
        n_quotes += len(expected["quotes"])
        n_same_quotes += sum(quote in own_quotations for quote in expected["quotes"])
        for reader in READERS:
            kind = reader.__name__
            ours, theirs = known(expected, kind), reader(root, text)
            if ours == theirs:
                n_same[kind] += len(ours)
            else:
                differing = [
                    f"{who} {one} {words(text, one)!r}"
                    for who, some, others in (("reader", ours, theirs), ("grammar", theirs, ours))
                    for one in some
                    if one not in others
                ]
                wrong.append((expected["text"], f"{kind}: " + "; ".join(differing)))
    for text, what in wrong[:20]:
        print(f"FAIL  {what}\n      in {text[:300]!r}")
    if wrong:
        sys.exit(f"{len(wrong)} of {n_texts} texts are read otherwise by the grammar")
    # Where a mark was forgotten the reader knows by the words where it belongs.
    if n_same_quotes < LEAST_QUOTES * n_quotes:
        sys.exit(f"FAIL  of {n_quotes} quotations the grammar has {n_same_quotes}")
    print(f"ok    {n_same_quotes} of {n_quotes} quotations are the same")
    print(f"ok    {n_texts} texts are read alike: " + ", ".join(f"{n} {kind}" for kind, n in n_same.items()))


def words(text, one):
    """The words of the last place in what is shown."""
    while isinstance(one, list) and one and isinstance(one[-1], list):
        one = one[-1]
    is_place = isinstance(one, list) and len(one) == 2 and isinstance(one[0], int)
    return text[one[0] : one[1]].decode() if is_place else ""



if __name__ == "__main__":
    main()
