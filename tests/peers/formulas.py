#!/usr/bin/env python3
"""The formulas of tests/maths/formulas.tsv as ardoise and pandoc (texmath) read them, compared as trees.

Usage: formulas.py ARDOISE [--show]. TeX: each program reads the same Markdown. OMML: each reads the DOCX that pandoc
writes. What differs must have a row in tests/maths/differences.tsv (way, formula, why), and each row must differ.
Left out of the trees: rows and styles that group nothing, blanks, invisible signs, attributes of layout."""
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "maths"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
THROUGH = {"mrow", "mstyle", "semantics", "mpadded", "math"}
DROPPED = {"mspace", "annotation", "mphantom"}
SAME = {"\u2217": "*", "\u22c5": "\u00b7", "\u00af": "\u203e", "\u02c6": "^", "\u20d7": "\u2192", "\u2033": "\u2032\u2032",
        "\u2223": "|", "\u2225": "\u2016", "-": "\u2212", "\u2a7d": "\u2264", "\u2205": "\u2300", "\u27f9": "\u21d2", "_": "\u203e",
        "\u0302": "^", "\u0304": "\u203e", "\u0305": "\u203e"}


def text_of(element):
    text = unicodedata.normalize("NFKC", "".join(element.itertext())).strip()
    return "".join(SAME.get(c, c) for c in re.sub(r"[\s\u2061-\u2064\u200b]", "", text))


def tree(element):
    """A list of what an element comes to: nested lists of a name and arguments."""
    name = element.tag.replace(MATHML, "")
    if name in DROPPED:
        return []
    if name in THROUGH or name == "mtd":
        return [part for child in element for part in tree(child)]
    if name in ("mi", "mn", "mo", "mtext", "ms"):
        text = text_of(element)
        return [text] if text else []
    if name in ("msqrt", "menclose"):
        return [[name, [part for child in element for part in tree(child)]]]
    return [[name] + [tree(child) for child in element]]


def joined(parts):
    """Neighbouring tokens are one: programs split names, numbers and text in different ways."""
    out = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif isinstance(part, str):
            out.append(part)
        else:
            out.append([part[0]] + [joined(argument) for argument in part[1:]])
    return out


def maths(text):
    return [joined(tree(ET.fromstring(found))) for found in re.findall(r"<math\b.*?</math>", text, re.S)]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def paragraphs(page, count):
    """The formula of each paragraph; None where a program has kept it as text."""
    found = re.findall(r"<p\b[^>]*>F(\d+):(.*?)</p>", page, re.S)
    out = [None] * count
    for number, inside in found:
        trees = maths(inside)
        out[int(number)] = trees[0] if trees else None
    return out


def main():
    ardoise, show = sys.argv[1], "--show" in sys.argv
    rows = [line.split("\t")[1] for line in (HERE / "formulas.tsv").read_text().splitlines() if line[0] != "#"]
    table = HERE / "differences.tsv"
    known = {tuple(line.split("\t")[:2]) for line in table.read_text().splitlines() if line and line[0] != "#"}
    differ = set()
    with tempfile.TemporaryDirectory() as room:
        source, docx, native = Path(room) / "f.md", Path(room) / "f.docx", Path(room) / "f.xhtml"
        source.write_text("---\nlang: fr\n---\n\n" + "".join(f"F{i}: ${tex}$\n\n" for i, tex in enumerate(rows)))
        run("pandoc", "-o", docx, source)
        for way, file in (("tex", source), ("omml", docx)):
            run(ardoise, "convert", "-q", "-t", "native", "-o", native, file)
            ours = paragraphs(native.read_text(), len(rows))
            theirs = paragraphs(run("pandoc", "-t", "html", "--mathml", "--wrap=none", file), len(rows))
            for tex, a, b in zip(rows, ours, theirs):
                if a != b:
                    differ.add((way, tex))
                    if show or (way, tex) not in known:
                        print(f"{way}\t{tex}\n  ours   {a}\n  pandoc {b}")
    for row in sorted(known - differ):
        print("no longer differs:", *row, sep="\t")
    print(f"formulas: {2 * len(rows) - len(differ)} the same, {len(differ & known)} explained, {len(differ - known)} not")
    return 1 if differ != known else 0


if __name__ == "__main__":
    sys.exit(main())
