"""Whether the words of a second document stand in a first one in the same order: words.py HAYSTACK WORDS SHARE.

Reads native and HTML (.xhtml, .html), flat OpenDocument (.fodt) and plain text. Formulas, alternative texts and the marks
of notes are left out: each program words them in its own way. Words are runs of letters or digits, without case; the
longest common subsequence is exact. Prints the share; exit code 1 where it is below SHARE."""
import bisect
import re
import sys
import unicodedata
import xml.etree.ElementTree as tree
from html.parser import HTMLParser
from pathlib import Path

LEFT_OUT = {'math', 'script', 'style', 'head', 'meta', 'settings', 'scripts', 'font-face-decls', 'styles', 'automatic-styles',
            'master-styles', 'title', 'desc', 'note-citation', 'tracked-changes', 'binary-data'}
MARKS = {'doc-noteref', 'doc-backlink', 'doc-pagebreak'}
NOTES = {'doc-footnote', 'doc-endnote', 'note'}
INLINE = {'span', 'a', 'em', 'strong', 'b', 'i', 'u', 'sub', 'sup', 's', 'mark', 'code', 'q', 'abbr', 'ins', 'del', 'bookmark',
          'bookmark-start', 'bookmark-end', 'img'}
VOID = {'br', 'img', 'hr', 'meta', 'link', 'input', 'wbr', 'col'}


class Page(HTMLParser):
    """The text of an HTML page in `text`."""

    def __init__(self, notes):
        super().__init__()
        self.left_out = MARKS if notes else MARKS | NOTES
        self.text, self.open, self.hidden = [], [], 0

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        hides = tag in LEFT_OUT or {said.get('role'), said.get('data-ard')} & self.left_out != set()
        if tag not in VOID:
            self.open.append((tag, hides))
            self.hidden += hides
        if tag not in INLINE:
            self.text.append(' ')

    def handle_startendtag(self, tag, attributes):
        if tag not in INLINE:
            self.text.append(' ')

    def handle_endtag(self, tag):
        while self.open and tag in [name for name, _ in self.open]:
            name, hides = self.open.pop()
            self.hidden -= hides
            if name == tag:
                break
        if tag not in INLINE:
            self.text.append(' ')

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def flat(element):
    """The pieces of text below an element of flat OpenDocument."""
    name = element.tag.rpartition('}')[2]
    if name in LEFT_OUT or name == 'note':
        return
    if name not in INLINE:
        yield ' '
    yield element.text or ''
    for child in element:
        yield from flat(child)
        yield child.tail or ''
    if name not in INLINE:
        yield ' '


def text_of(path, notes):
    text = Path(path).read_text(encoding='utf-8-sig')
    if path.endswith('.fodt'):
        return ''.join(flat(tree.fromstring(text)))
    if path.endswith(('.xhtml', '.html')):
        page = Page(notes)
        page.feed(text)
        return ''.join(page.text)
    return text


def words(path, notes):
    text = unicodedata.normalize('NFKC', text_of(path, notes)).casefold().replace('\xad', '')
    return re.findall(r'[^\W\d_]+|\d+', text)


def common(ours, theirs):
    """Length of the longest common subsequence (Hunt and Szymanski)."""
    places = {}
    for place, word in enumerate(ours):
        places.setdefault(word, []).append(place)
    ends = []
    for word in theirs:
        for place in reversed(places.get(word, [])):
            at = bisect.bisect_left(ends, place)
            ends[at:at + 1] = [place]
    return len(ends)


notes = not sys.argv[1].endswith('.fodt')       # OpenDocument has them inside the paragraphs that call them
ours, theirs = words(sys.argv[1], notes), words(sys.argv[2], notes)
share = common(ours, theirs) / len(theirs) if theirs else 1
print(f'{share:.4f} of {len(theirs)} words; not there at all: {list(dict.fromkeys(w for w in theirs if w not in set(ours)))[:20]}')
sys.exit(share < float(sys.argv[3]))
