#!/usr/bin/env python3
"""Checks a DAISY 3 package (Z39.86-2005) or a DAISY 2.02 one, as a zip: check.py FILE.zip...
Every reference resolves; the spine and navigation are in the order of the text; clips follow one another within their sound; times
add up; required metadata is there; each sound is as long as its SMIL says. Exit 1 where anything is wrong."""
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

LONGER = 0.15  # seconds that an MP3 may be longer: its encoder's first and last frames
NEEDED = "dc:Format dc:Identifier dc:Title dc:Publisher dc:Date dc:Language".split()
NEEDED_META = "dtb:multimediaType dtb:multimediaContent dtb:totalTime".split()


def local(element):
    return element.tag.split("}")[-1]


def seconds(clock):
    total = 0.0
    for part in clock.removeprefix("npt=").removesuffix("s").split(":"):
        total = total * 60 + float(part)
    return total


class Package:
    def __init__(self, path):
        self.path, self.faults = path, []
        self.zip = zipfile.ZipFile(path)
        self.names = set(self.zip.namelist())
        self.trees, self.ids = {}, {}
        for name in self.names:
            if name.endswith((".xml", ".smil", ".ncx", ".opf", ".res", ".html")):
                text = re.sub(rb"<!DOCTYPE[^\[>]*(\[.*?\])?>", b"", self.zip.read(name), count=1, flags=re.S)
                self.trees[name] = ET.fromstring(text)
                ids = [e.get("id") for e in self.trees[name].iter() if e.get("id")]
                self.ids[name] = set(ids)
                self.want(len(ids) == len(set(ids)), f"{name}: an id stands twice")

    def want(self, holds, fault):
        if not holds:
            self.faults.append(fault)

    def resolve(self, base, address):
        if "://" in address or address.startswith(("mailto:", "data:")):
            return
        name, _, fragment = address.partition("#")
        name = name or base
        self.want(name in self.names, f"{base}: {address} is no part of the package")
        if fragment and name in self.ids:
            self.want(fragment in self.ids[name], f"{base}: {address} leads nowhere")

    def references(self):
        for name, tree in self.trees.items():
            for element in tree.iter():
                for key in ("src", "href", "smilref", "idref"):
                    value = element.get(key)
                    if value and not (key == "idref" and local(element) == "itemref"):
                        self.resolve(name, value)

    def sounds(self, smils):
        elapsed = 0.0
        for smil in smils:
            tree, ends = self.trees[smil], {}
            for audio in tree.iter():
                if local(audio) != "audio":
                    continue
                begin = seconds(audio.get("clipBegin") or audio.get("clip-begin"))
                end = seconds(audio.get("clipEnd") or audio.get("clip-end"))
                last = ends.get(audio.get("src"), 0.0)
                self.want(abs(begin - last) < 0.002 and end > begin, f"{smil}: clip {begin}-{end} after {last}")
                ends[audio.get("src")] = end
            length = sum(ends.values())
            metas = {m.get("name"): m.get("content") for m in tree.iter() if local(m) == "meta"}
            told = metas.get("dtb:totalElapsedTime") or metas.get("ncc:totalElapsedTime")
            self.want(told and abs(seconds(told) - elapsed) < 0.002, f"{smil}: elapsed {told}, not {elapsed:.3f}")
            whole = next(e for e in tree.iter() if local(e) == "seq").get("dur")
            self.want(whole and abs(seconds(whole) - length) < 0.002, f"{smil}: dur {whole}, clips {length:.3f}")
            elapsed += length
            for sound, end in ends.items():
                self.decode(smil, sound, end)
        return elapsed

    def decode(self, smil, sound, end):
        if sound not in self.names:
            return
        with tempfile.NamedTemporaryFile(suffix=".mp3") as file:
            file.write(self.zip.read(sound))
            file.flush()
            length = float(subprocess.run(["soxi", "-D", file.name], capture_output=True, check=True).stdout)
        self.want(0 <= length - end <= LONGER, f"{smil}: {sound} lasts {length:.3f}, its clips {end:.3f}")

    def order(self, smils, addresses, base):
        places = {}
        for smil in smils:
            for element in self.trees[smil].iter():
                if element.get("id"):
                    places[f"{smil}#{element.get('id')}"] = len(places)
        at = [places.get(a, -1) for a in addresses]
        self.want(at == sorted(at) and -1 not in at, f"{base}: not in the order of the SMIL files")

    def daisy3(self):
        opf = self.trees["package.opf"]
        said = {local(e): (e.text or "") for e in opf.iter() if "purl.org/dc" in e.tag}
        for name in NEEDED:
            self.want(said.get(name[3:], "").strip(), f"package.opf: no {name}")
        metas = {m.get("name"): m.get("content") for m in opf.iter() if local(m) == "meta"}
        for name in NEEDED_META:
            self.want(metas.get(name), f"package.opf: no {name}")
        items = {e.get("id"): e.get("href") for e in opf.iter() if local(e) == "item"}
        self.want(set(items.values()) == self.names, "package.opf: the manifest and the files differ")
        smils = [items[e.get("idref")] for e in opf.iter() if local(e) == "itemref"]
        total = self.sounds(smils)
        self.want(abs(total - seconds(metas["dtb:totalTime"])) < 0.01, f"package.opf: totalTime, not {total:.3f}")
        ncx = self.trees["navigation.ncx"]
        orders = {}
        for element in ncx.iter():
            if element.get("playOrder"):
                target = next(e for e in element if local(e) == "content").get("src")
                orders.setdefault(int(element.get("playOrder")), set()).add(target)
        self.want(sorted(orders) == list(range(1, len(orders) + 1)), "navigation.ncx: playOrder has gaps")
        self.want(all(len(targets) == 1 for targets in orders.values()), "navigation.ncx: one playOrder for two places")
        self.order(smils, [min(orders[n]) for n in sorted(orders)], "navigation.ncx")
        heads = [e for e in self.trees["book.xml"].iter() if re.fullmatch("h[1-6]", local(e))]
        points = [e for e in ncx.iter() if local(e) == "navPoint" and e.get("class")]
        self.want(len(heads) == len(points), f"navigation.ncx: {len(points)} points for {len(heads)} headings")
        pages = [e for e in self.trees["book.xml"].iter() if local(e) == "pagenum"]
        targets = [e for e in ncx.iter() if local(e) == "pageTarget"]
        self.want(len(pages) == len(targets), f"navigation.ncx: {len(targets)} pages for {len(pages)}")
        uid = said.get("Identifier")
        for name in smils + ["navigation.ncx", "book.xml"]:
            own = [m.get("content") for m in self.trees[name].iter() if m.get("name") == "dtb:uid"]
            self.want(own == [uid], f"{name}: dtb:uid is not the package's")

    def daisy202(self):
        ncc = self.trees["ncc.html"]
        metas = {m.get("name"): m.get("content") for m in ncc.iter() if local(m) == "meta"}
        for name in ("dc:title dc:creator dc:date dc:format dc:identifier dc:language dc:publisher ncc:charset ncc:pageFront "
                     "ncc:pageNormal ncc:pageSpecial ncc:tocItems ncc:totalTime").split():
            self.want(metas.get(name), f"ncc.html: no {name}")
        links = [e.get("href") for e in ncc.iter() if local(e) == "a"]
        items = [e for e in next(b for b in ncc.iter() if local(b) == "body")]
        self.want(int(metas.get("ncc:tocItems", -1)) == len(items) == len(links), "ncc.html: tocItems")
        self.want(items and local(items[0]) == "h1" and items[0].get("class") == "title", "ncc.html: no h1 of class title first")
        smils = sorted(n for n in self.names if n.endswith(".smil"))
        total = self.sounds(smils)
        self.want(abs(total - seconds(metas["ncc:totalTime"])) <= 1, f"ncc.html: totalTime, not {total:.3f}")
        self.order(smils, links, "ncc.html")

    def check(self):
        self.references()
        (self.daisy202 if "ncc.html" in self.names else self.daisy3)()
        return self.faults


def main():
    faults = 0
    for path in sys.argv[1:]:
        for fault in Package(path).check():
            faults += 1
            print(f"{path}: {fault}")
    print(f"daisy: {len(sys.argv) - 1} packages, {faults} faults")
    return faults > 0


sys.exit(main())
