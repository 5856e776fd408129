"""MathML in a normal form: what two formulas that print alike have in common.

Groups are flattened, invisible signs, blanks and attributes are left out, characters that look alike are one, neighbouring letters
are joined, a script on a closing bracket or bar belongs to the whole of it, and a prime is the innermost script."""
import re
import xml.etree.ElementTree as tree

ALIKE = str.maketrans({"-": "−", "‐": "−", "‑": "−", "–": "−", "∣": "|", "⟶": "→", "⟵": "←", "⟹": "⇒", "⟺": "⇔", "⟸": "⇐", "∶": ":",
                       "…": "⋯", "⋮": "⋯", "⋱": "⋯", "∥": "‖", "⫽": "‖", "µ": "μ", "'": "′", "’": "′", "⩽": "≤", "⩾": "≥", "≦": "≤", "≧": "≥",
                       "·": "⋅", "∙": "⋅", "•": "⋅", "△": "Δ", "∆": "Δ", "ϕ": "φ", "ϵ": "ε", "ϑ": "θ", "⟂": "⊥", "∗": "*",
                       "⇌": "⇄", "ⅆ": "d", "ⅇ": "e", "ⅈ": "i", "≃": "≈", "⌀": "∅", "Ø": "∅", "ℯ": "e"})
ACCENTS = str.maketrans({"\u0302": "^", "ˆ": "^", "∧": "^", "⌢": "⏜", "⁀": "⏜", "\u0311": "⏜", "⏞": "⏜", "\u0304": "¯", "\u0305": "¯", "‾": "¯", "_": "¯",
                         "―": "¯", "−": "¯", "─": "¯", "\u20d7": "→", "⇀": "→", "˜": "~", "∼": "~", "\u0303": "~", "˘": "⏝", "⌣": "⏝", "∨": "ˇ"})
DOUBLE = {"C": "ℂ", "D": "𝔻", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ", "K": "𝕂", "U": "𝕌"}
INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b\u200c\u200d\u2060"))
CLOSE = {")": "(", "]": "[", "}": "{", "|": "|", "‖": "‖"}
SCRIPTS = ("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts")


def name(node):
    return node.tag.rsplit("}", 1)[-1]


def characters(node):
    text = "".join(node.itertext()).translate(INVISIBLE).translate(ALIKE)
    return re.sub(r"\s|\u00a0|\u202f", "", text).replace("∃!", "∃!").replace("//", "‖")


def fold(base, row):
    """The whole bracket that `base`, the last sign of `row`, closes; it is taken from the row."""
    mark, depth = base[0] if len(base) == 1 and isinstance(base[0], str) else "", 0
    if mark not in CLOSE:
        return base
    for at in range(len(row) - 1, -1, -1):
        if row[at] == mark and mark != CLOSE[mark]:
            depth += 1
        elif row[at] == CLOSE[mark]:
            if not depth:
                whole = row[at:] + base
                del row[at:]
                return whole
            depth -= 1
    return base


def merge(row):
    """Neighbouring letters, and numbers with their comma, as one."""
    text = []
    for item in row:
        if isinstance(item, str) and text and isinstance(text[-1], str):
            text[-1] += item
        else:
            text.append(item)
    return tuple(text)


def parts(node):
    return [part(child) for child in node]


def part(node):
    row = []
    add(node, row)
    return row


def primes(made):
    """msubsup(f, n, ′) as msub(msup(f, ′), n)."""
    if made[0] == "msubsup" and len(made) == 4 and re.fullmatch("[′″‴]+", "".join(map(str, made[3]))):
        return ("msub", (("msup", made[1], made[3]),), made[2])
    return made


def conditions(under):
    """Rows of conditions as one row with commas."""
    if len(under) != 1 or not isinstance(under[0], tuple) or under[0][0] != "mtable":
        return under
    rows = [[item for cell in line[0][1:] for item in cell[0][1]] for line in under[0][1:]]
    return [item for at, line in enumerate(rows) for item in ([","] if at else []) + line]


def scripts(node, row):
    kind, children = name(node), parts(node)
    base = children[0]
    if kind != "mmultiscripts" and not any(children[1:]):
        row += base
        return
    if kind in ("msubsup", "munderover") and not (children[1] and children[2]):
        kind = {"msubsup": ("msub", "msup"), "munderover": ("munder", "mover")}[kind][not children[1]]
        children = [base, children[1] or children[2]]
    if len(base) > 1 and all(isinstance(b, str) for b in base) and kind in ("msub", "msup", "msubsup") and base[-1] not in CLOSE:
        row += base[:-1]                     # braille, as print, sets the script behind the last letter
        base = base[-1:]
    base = fold(base, row)
    if not base and kind in ("msub", "msup"):
        row.append(("left", kind, *map(merge, children[1:])))
        return
    if kind == "mmultiscripts" and children[1:2] == [["prescripts"]] and len(children) == 4 and not (children[2] and children[3]):
        row.append(("left", "msub" if children[2] else "msup", merge(children[2] or children[3])))
        row += base
        return
    if kind in ("munder", "munderover", "mover") and base and str(base[0]) in "∫∮∬∭∯":
        kind = {"munder": "msub", "mover": "msup", "munderover": "msubsup"}[kind]
    rest = [conditions(child) for child in children[1:]] if kind == "munder" else children[1:]
    if kind == "munder" and base and isinstance(base[0], tuple) and base[0][0] == "munder" and len(base) == 1:
        base, rest = list(base[0][1]), [[*base[0][2], ",", *rest[0]]]  # a second condition under the first
    if kind in ("mover", "munder"):
        rest = [[str(c).translate(ACCENTS) if isinstance(c, str) else c for c in rest[0]]]
    row.append(primes((kind, merge(base), *map(merge, rest))))


def add_sign(letter, row):
    """A character; a prime goes to what it follows."""
    last = row[-1] if row else ""
    if letter in "′″‴" and isinstance(last, tuple) and last[0] == "msup" and str(last[2][0])[0] in "′″‴":
        both = {"′′": "″", "′″": "‴", "″′": "‴"}.get(last[2][0] + letter, last[2][0] + letter)
        row[-1] = ("msup", last[1], (both,))
    elif letter in "′″‴" and last and (isinstance(last, tuple) or last.isalpha()):
        row[-1] = ("msup", (last,), (letter,))
    elif letter == "." and last and not str(last[-1]).isdigit():
        row.append("⋅")
    else:
        row.append(letter)


def add(node, row):
    kind = name(node)
    if kind in ("mi", "mn", "mo", "mtext", "ms"):
        text = characters(node)
        if node.get("mathvariant") == "double-struck":
            text = "".join(DOUBLE.get(letter, letter) for letter in text)
        for letter in text:
            add_sign(letter, row)
    elif kind in ("mrow", "mstyle", "mpadded", "math", "menclose", "merror"):
        for child in node:
            add(child, row)
    elif kind == "semantics":
        add(node[0], row)
    elif kind == "mfenced":
        row += list(node.get("open", "("))
        marks = node.get("separators", ",") or " "
        for at, child in enumerate(node):
            row += list(marks[min(at - 1, len(marks) - 1)].strip()) if at else []
            add(child, row)
        row += list(node.get("close", ")"))
    elif kind in SCRIPTS:
        scripts(node, row)
    elif kind in ("none", "mspace", "mphantom", "annotation", "mprescripts"):
        if kind == "mprescripts":
            row.append("prescripts")
    elif kind in ("msqrt", "mtd"):
        row.append((kind, merge([item for child in parts(node) for item in child])))
    else:
        row.append((kind, *map(merge, parts(node))))


def normal(mathml):
    """The normal form of a <math> element, as text or as an element."""
    if isinstance(mathml, str):
        mathml = tree.fromstring(mathml.replace("&nbsp;", "\u00a0"))
    row = []
    add(mathml, row)
    return merge(row)
