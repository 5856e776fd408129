#!/usr/bin/env python3
"""What a pupil needs is nobody's business: no profile's name and no word for a disability stands in any output, its metadata,
its name, or what is logged. Every shipped profile, under its own name and under another, through every writer, over lessons that
have no such word. Usage: check-private.py ARDOISE"""
import base64
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
import zlib

ardoise = os.path.realpath(sys.argv[1])
here = os.path.dirname(os.path.realpath(__file__))
lessons = [os.path.join(here, "lessons", name) for name in ("maths.docx", "geographie.html", "poeme.txt", "sciences.md")]

# Beginnings of words, in French and English; whole words are between \b.
WORDS = (r"dyslex|dyspra|dyscalc|dysortho|dysphas|\bdys\b|handicap|d[ée]ficien|disab(?:led|ilit)|impair(?:ed|ment)|autis[mt]|\btdah\b"
         r"|\badhd\b|malvoy|aveugl|\bblind|trouble de|à besoins|special needs|ulis\b")
# Of bytes that are no text, only words that do not come about by chance.
LONG_WORDS = r"dyslex|dyspra|dyscalc|handicap|deficien|disabl|disabil|malvoy"
# A word of the formats: xlink:type="simple".
FORMAT_WORDS = {"simple", "original"}
ALIAS = "zq7kx"
BINARY = re.compile(LONG_WORDS + "|" + ALIAS, re.I)
# Slow ones are for two profiles alone.
SLOW = {"wav", "flac", "mp3", "opus", "phonemes", "dictee", "daisy202", "daisy3", "html-audio", "epub-audio", "pdf"}
CODED = re.compile(rb"base64,[A-Za-z0-9+/=]{64,}")


def run(*words, **more):
    return subprocess.run([ardoise, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def parts(data, name, depth=0):
    """All bytes that a file holds, with what is packed in it unpacked."""
    yield name, data
    if depth > 2:
        return
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in package.namelist():
                yield name, entry.encode()
                yield from parts(package.read(entry), name + ":" + entry, depth + 1)
    if data[:5] == b"%PDF-":
        for stream in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.S):
            try:
                yield name + ":stream", zlib.decompressobj().decompress(stream.group(1))
            except zlib.error:
                pass
    for coded in re.finditer(rb"base64,([A-Za-z0-9+/=]{64,})", data):
        yield from parts(base64.b64decode(coded.group(1) + b"=="), name + ":base64", depth + 1)
    if data[:4] == b"wOFF":
        count = int.from_bytes(data[12:14], "big")
        for i in range(count):
            row = data[44 + 20 * i:64 + 20 * i]
            at, packed, size = (int.from_bytes(row[k:k + 4], "big") for k in (4, 8, 12))
            table = data[at:at + packed]
            table = zlib.decompress(table) if packed < size else table
            yield name + ":" + row[:4].decode(), table
            yield name + ":" + row[:4].decode(), table.replace(b"\0", b"")


def faults(data, name, pattern):
    for where, piece in parts(data, name):
        try:
            text, looked_for = CODED.sub(b"base64,", piece).decode("utf-8"), pattern
        except UnicodeDecodeError:
            text, looked_for = piece.decode("latin-1"), BINARY
        found = looked_for.search(text)
        if found:
            yield f"{where}: …{text[max(0, found.start() - 40):found.end() + 40]!r}…"


def writers():
    formats = json.loads(run("formats", "--json").stdout)["formats"]
    return [f["name"] for f in formats if f["kind"] == "writer"]


def main():
    wrong = done = missing = 0
    profiles = json.loads(run("profiles", "--json").stdout)["profiles"]
    names = [re.escape(p) for p in profiles if p not in FORMAT_WORDS]
    names = re.compile(WORDS + "|" + ALIAS + "|" + r"|".join(rf"(?<![\w-]){name}(?![\w-])" for name in names), re.I)
    with tempfile.TemporaryDirectory() as room:
        os.environ["XDG_CONFIG_HOME"] = room
        calls = []
        for profile in profiles:
            alias = f"{ALIAS}-{profile}"
            run("profiles", "--new", alias, "-p", profile)
            calls += [[profile], [alias]]
        run("profiles", "--new", ALIAS, "-p", "dys", "-s", "font=OpenDyslexic", "-s", "paper=#fff8e1")
        if run("convert", "-p", ALIAS, "-t", "html", "-o", "-", lessons[0]).stdout.count(b"@font-face"):
            calls.append([ALIAS])
        for number, call in enumerate(calls):
            for writer in writers():
                lesson = lessons[number % len(lessons)]
                if writer in SLOW and call[0] not in ("dys", ALIAS + "-dys") or call[0] == ALIAS and writer not in ("html", "epub"):
                    continue
                out = os.path.join(room, "forms")
                os.makedirs(out, exist_ok=True)
                got = run("convert", "-v", "--json", "-p", call[0], "-t", writer, "-o", out + "/", lesson, cwd=room)
                if got.returncode == 4:
                    missing += 1
                    continue
                done += 1
                found = list(faults(got.stderr + got.stdout, "messages", names))
                for file in os.listdir(out):
                    path = os.path.join(out, file)
                    found += faults(file.encode(), "name", names)
                    with open(path, "rb") as opened:
                        found += faults(opened.read(), file, names)
                    os.remove(path)
                if got.returncode or found:
                    wrong += 1
                    print(f"{call[0]} to {writer}: exit {got.returncode}", *found[:3], sep="\n  ")
    print(f"private: {done} forms, {wrong} wrong, {missing} not made here")
    return wrong > 0 or not done


sys.exit(main())
