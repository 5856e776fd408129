#!/usr/bin/env python3
"""What eBraille 1.0 (DAISY Consortium, 14 August 2025) asks of a package; the section is named with each fault.
Usage: ebrl.py BOOK.ebrl; exit 1 where anything is wrong."""
import re, sys, zipfile
import xml.etree.ElementTree as tree

X, O, D = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
E = "{http://www.idpf.org/2007/ops}"
faults = []

def must(holds, text):
    if not holds:
        faults.append(text)

def is_braille(text):
    return all(0x2800 <= ord(c) <= 0x28FF or c in "\t\n\r \u00a0\u00ad" for c in text or "")

book = zipfile.ZipFile(sys.argv[1])
names = book.namelist()
must(names[0] == "mimetype" and book.getinfo("mimetype").compress_type == 0, "4.7: mimetype first and stored")
must(book.read("mimetype") == b"application/epub+zip", "4.7: mimetype")
for name in ("package.opf", "index.html"):
    must(name in names, "4.2: no " + name)
container = tree.fromstring(book.read("META-INF/container.xml"))
must('package.opf' in [n.get("full-path") for n in container.iter() if n.get("full-path")], "4.2: container")
package = tree.fromstring(book.read("package.opf"))
meta, manifest, spine = (package.find(O + n) for n in ("metadata", "manifest", "spine"))
must(package.get("version") == "3.0", "5.2: version")
dc = lambda n: [x.text.strip() for x in meta.findall(D + n) if x.text and x.text.strip()]
prop = lambda n: [x.text.strip() for x in meta.findall(O + "meta") if x.get("property") == n]
for name in ("creator", "identifier", "language", "title"):
    must(dc(name), "5.3.3: dc:" + name)
must(dc("format") == ["eBraille 1.0"], "5.3.3.6: dc:format")
must(len(dc("date")) == 1, "5.3.3.11: dc:date")
must(all(re.fullmatch(r"[a-z]{2,3}-Brai(-[A-Za-z0-9]+)*", x) for x in dc("language")), "5.3.3.8: Brai")
one = lambda n, pattern, where: must(len(prop(n)) == 1 and re.fullmatch(pattern, prop(n)[0]), where + ": " + n)
one("a11y:brailleCellType", "6|8|6, 8|8, 6", "5.3.3.1")
must(prop("a11y:brailleSystem"), "5.3.3.2: a11y:brailleSystem")
one("a11y:completeTranscription", "true|false", "5.3.3.3")
one("dcterms:dateCopyrighted", r"\d{4}(-\d\d(-\d\d)?)?", "5.3.3.4")
one("dcterms:modified", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "5.3.3.9")
must(prop("a11y:producer"), "5.3.3.10: a11y:producer")
one("a11y:tactileGraphics", "none|((JPG|PNG|SVG|PDF)(, )?)+", "5.3.3.12")
must(not [x for x in package.iter() if x.tag in (O + "collection", O + "guide") or x.get("fallback")], "5.6: unsupported")
items = {x.get("id"): x for x in manifest}
hrefs = [x.get("href") for x in manifest]
must(sorted(hrefs + ["package.opf", "mimetype", "META-INF/container.xml"]) == sorted(names), "5.4: the manifest is the package")
must([x.get("href") for x in manifest if x.get("properties") == "nav"] == ["index.html"], "8.2: nav")
read = [items[x.get("idref")] for x in spine]
must(read and all(x.get("media-type") == "application/xhtml+xml" for x in read), "5.5: only XHTML in the spine")
must("index.html" not in [x.get("href") for x in read], "8.2: the entry page is not in the spine")

ids, cells = {}, set()
for name in [x for x in hrefs if x.endswith("html")]:
    page = tree.fromstring(book.read(name))
    ids[name] = {x.get("id") for x in page.iter() if x.get("id")}
    must("-Brai" in (page.get("lang") or ""), "5.3.3.8: language of " + name)
    body = page.find(X + "body")
    for x in body.iter():
        must(x.tag not in (X + "script", X + "form"), "6.2.3: " + x.tag)
        for text in (x.text, x.tail, x.get("alt"), x.get("abbr"), x.get("aria-label")):
            must(is_braille(text), "6.2.1: print in %s: %r" % (name, text))
            cells |= {ord(c) for c in text or "" if ord(c) > 0x2800}
kinds = {"6"} if cells and max(cells) < 0x2840 else {"8", "8, 6"}
must(not cells or prop("a11y:brailleCellType")[0] in kinds, "5.3.3.1: dots")
index = tree.fromstring(book.read("index.html"))
links = [x for x in index.iter(X + "link") if x.get("rel") == "publication"]
must([(x.get("href"), x.get("type")) for x in links] == [("package.opf", "application/oebps-package+xml")], "8.2: link")
navs = {x.get(E + "type"): x for x in index.iter(X + "nav")}
must("toc" in navs and navs["toc"].get("role") == "doc-toc", "8.3.1: contents")
must("page-list" not in navs or navs["page-list"].get("role") == "doc-pagelist", "8.3.2: pages")
for kind, nav in navs.items():
    must(len(nav.findall(X + "ol")) == 1, "8.3: one list")
    must(all(len(x.findall(X + "ol")) <= 1 for x in nav.iter(X + "li")), "8.3.1: two lists below one heading")
    must(all(x.findall(X + "li") for x in nav.iter(X + "ol")), "8.3: an empty list")
    for a in nav.iter(X + "a"):
        target, _, part = a.get("href").partition("#")
        must(target in ids and (not part or part in ids[target]), "8.3: leads nowhere: " + a.get("href"))
        must("".join(a.itertext()).strip(), "8.3: a link without text")
        must(kind != "page-list" or a.get("title"), "8.3.2: the print number")
for name in [x for x in names if x.endswith(".css")]:
    must(not re.search(r"-epub-|font|color|braille|grid|\d(px|pt|mm|cm)", book.read(name).decode()), "6.3: " + name)
print("\n".join(faults[:20]))
sys.exit(bool(faults))
