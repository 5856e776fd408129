#!/usr/bin/env python3
"""Usage: tests/check-simplify.py ARDOISE [-p PROFILE] [-s KEY=VALUE] DOCUMENT|FOLDER...

No content is lost by the simplified layout. Of each document the native form is made twice, plain and simplified, and:
  - every word of the plain form is in the simplified one, as often, added words apart, and no other is;
  - in the order that is stated: without what moved (data-moved, and notes at their word), both read the same;
  - taken back by -p original, the simplified form has the plain form's text to the character.
Prints what moved and which decoration went. Exit status: 0 where all documents pass."""
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
from collections import Counter
from pathlib import Path

INLINE = set("span em strong u s mark sub sup code q abbr a b i math img br".split())
MATHML = "{http://www.w3.org/1998/Math/MathML}"


def words(root, moved):
    """The words of a native form in their order; without blocks that moved unless `moved`."""
    out = []

    def add(text):
        out.append(text or "")

    stack = [(root, None)]
    while stack:
        node, after = stack.pop()
        if node is None:
            add(after)
            continue
        name = node.tag.split("}")[-1]
        if node.get("data-ard") == "note-reference":
            add(" ")
            continue
        if node.get("added") == "1" or name == "script":
            continue
        note = node.get("data-was") == "note"
        if not moved and (node.get("data-moved") or note or node.get("data-ard") == "note"):
            add(" ")
            continue
        block = note or name not in INLINE and not node.tag.startswith(MATHML)
        if name == "img":
            add(" " + (node.get("alt") or "") + " ")
        if name == "br" or block:
            add("\n")
        add(node.text)
        if block:
            stack.append((None, "\n"))
        for child in reversed(node):
            stack.append((None, child.tail))
            stack.append((child, None))
    return re.findall(r"\w+|[^\w\s]", "".join(out))


def convert(ardoise, source, *more):
    run = subprocess.run([ardoise, "convert", str(source), "-o", "-", *more], capture_output=True, timeout=120)
    return run.stdout if run.returncode in (0, 1) else None


def first_difference(a, b):
    for i, (one, other) in enumerate(zip(a, b)):
        if one != other:
            return f"{' '.join(a[max(0, i - 3):i + 5])!r} / {' '.join(b[max(0, i - 3):i + 5])!r}"
    return f"{len(a)} / {len(b)}: {' '.join((a[len(b):] or b[len(a):])[:8])!r}"


def is_rest(all_words, rest, gone):
    """Whether taking the words `gone` out of `all_words`, wherever they stood, leaves `rest`."""
    left = iter(rest)
    word = next(left, None)
    for one in all_words:
        if one == word:
            word = next(left, None)
        elif gone[one]:
            gone[one] -= 1
        else:
            return False
    return word is None


def check(ardoise, document, options):
    """The faults of a document; None where ardoise cannot read it."""
    plain = convert(ardoise, document, "-t", "native")
    if plain is None:
        return None, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "lesson.native")
        kept.write_bytes(plain)
        simple = convert(ardoise, kept, "-t", "native", *options)
        if simple is None:
            return ["not simplified"], 0, 0
        adapted = Path(folder, "simple.native")
        adapted.write_bytes(simple)
        first = convert(ardoise, kept, "-t", "text")
        back = convert(ardoise, adapted, "-t", "text", "-p", "original")
    faults = []
    one, other = tree.fromstring(plain).find("{*}body"), tree.fromstring(simple).find("{*}body")
    a, b = words(one, True), words(other, True)
    if Counter(a) != Counter(b):
        faults.append(f"lost {list((Counter(a) - Counter(b)).items())[:5]}, new {list((Counter(b) - Counter(a)).items())[:5]}")
    moved = [n for n in other.iter() if n.get("data-moved") and n.get("data-was") != "note"]
    gone = Counter(word for n in moved for word in words(n, True))
    a, b = words(one, False), words(other, False)
    if not moved and a != b:
        faults.append("order: " + first_difference(a, b))
    if moved and not is_rest(a, b, gone):
        faults.append("order: what did not move is not as it was")
    if first != back:
        faults.append("not taken back: " + first_difference(first.decode().split(), back.decode().split()))
    images = sum(1 for _ in one.iter("{*}img")) - sum(1 for n in other.iter("{*}img") if n.get("added") != "1")
    return faults, len(moved), images


def main():
    arguments = sys.argv[1:]
    ardoise, options, documents = arguments.pop(0), [], []
    while arguments:
        argument = arguments.pop(0)
        if argument in ("-p", "-s"):
            options += [argument, arguments.pop(0)]
        else:
            path = Path(argument)
            documents += sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    options = options or ["-p", "simple"]
    passed = failed = unread = 0
    for document in documents:
        faults, moved, images = check(ardoise, document, options)
        if faults is None:
            unread += 1
            continue
        passed, failed = passed + (not faults), failed + bool(faults)
        for fault in faults:
            print(f"{document.name}: {fault}")
        if moved or images:
            print(f"{document.name}: {moved} moved, {images} decorative pictures less")
    print(f"simplify: {passed} passed, {failed} failed, {unread} cannot be read")
    return 1 if failed or not passed else 0


sys.exit(main())
