#!/usr/bin/env python3
"""Properties of the pages of "-t brl" made with title page, contents and page numbers at the top: no line or page is too long,
each entry of the contents leads to a page that holds its heading, and no heading is the last thing on a page.
Usage: pages.py CELLS LINES FILE; prints what is wrong, then counts: pages, entries, headings found on their page."""
import re
import sys

DIGITS = "⠼⠡⠣⠩⠹⠱⠫⠻⠳⠪"
NUMBER = re.compile("⠠([" + DIGITS + "]+)$")


def number_of(line):
    found = NUMBER.search(line)
    return int("".join(str(DIGITS.index(cell)) for cell in found[1])) if found else None


def bare(text):
    """Cells alone: without blanks, and without the signs that may end a broken line."""
    return re.sub("[⠀⠐⠤\n]", "", text)


def read_entries(lines, cells, words):
    """The entries of a page of contents: their words (of the first, `words` stood on the page before) and the number of their
    page; and the words that go on on the next."""
    entries = []
    for line in lines:
        number = number_of(line) if len(line) == cells else None
        if not line.strip("⠀") or line.startswith("⠤⠤⠤⠤"): # a printed page begins
            words = ""
        elif number is None:
            words += line
        else:
            title = re.sub("(⠀⠄+|⠀⠀+|⠀)(⠀?⠠[" + DIGITS + "]+)$", "", line)
            title = re.sub("⠀⠄{3,}.*$|⠀{2,}⠠?[" + DIGITS + "]+$", "", title)
            entries.append((words + title, number))
            words = ""
    return entries, words


def main(cells, height, path):
    wrong, found, listed = [], 0, []
    text = open(path, encoding="utf-8").read()
    pages = [page.split("\n")[:-1] for page in text.split("\f")]
    by_number, order = {}, []
    for at, page in enumerate(pages):
        if len(page) > height:
            wrong.append(f"sheet {at + 1} has {len(page)} lines")
        wrong += [f"sheet {at + 1}: a line of {len(line)} cells" for line in page if len(line) > cells]
        number = number_of(page[0]) if page and len(page[0]) == cells else None
        if number is not None:
            if number in by_number:
                wrong.append(f"two pages of number {number}")
            by_number[number] = page[1:]
            order.append(number)
    first, words = None, ""
    for number in order:
        if first is not None and number >= first:
            break
        entries, words = read_entries(by_number[number], cells, words)
        for entry in entries:
            listed.append(entry)
            first = min(first or entry[1], entry[1])
    for words, number in listed:
        body, heading = bare("".join(by_number.get(number, []))), bare(words)
        place = body.find(heading)
        if place < 0:
            # a heading longer than a page or with a print page's number above it is looked for by its beginning
            place = body.find(heading[:12])
        if place < 0:
            wrong.append(f"page {number} does not hold {words}")
            continue
        found += 1
        others = body
        for other, at in listed:
            others = others.replace(bare(other), "") if at == number else others
        if body.endswith(heading) and body.count(heading) == 1 and others and number != order[-1]:
            wrong.append(f"page {number} ends with the heading {words}")
    for line in wrong[:10]:
        print(line)
    print(f"{len(pages)} pages, {len(listed)} entries, {found} found")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
