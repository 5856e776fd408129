#!/usr/bin/env python3
"""Whether talking pages and books are in step with their sound. Usage: check-heard.py ARDOISE LESSON...

Of each lesson, as html-audio, epub-audio and WAV: the clips of the book cover the sound, one after the other, and each leads to an
element that is there; the page's marks grow with the text, and every word of its paragraphs stands in one of them; a sentence begins
where the sound does after a pause, by 40 milliseconds in the mean.
"""
import array
import html
import io
import re
import subprocess
import sys
import zipfile

FRAME = 0.005  # seconds, about
SILENCE = 60
WINDOW = 300
MEAN = 40


def convert(program, lesson, form):
    return subprocess.run([program, 'convert', '-q', '-t', form, '-o', '-', lesson], stdout=subprocess.PIPE, check=True).stdout


def loudness(wave):
    """The loudest sample of each frame, how long a frame and how long the sound is in milliseconds."""
    rate = int.from_bytes(wave[24:28], 'little')
    samples = array.array('h', wave[44:44 + (len(wave) - 44) // 2 * 2])
    step = int(rate * FRAME)
    return [max(map(abs, samples[i:i + step])) for i in range(0, len(samples), step)], step * 1000 / rate, len(samples) * 1000 / rate


def onsets(frames, step):
    """Where sound begins after silence, in milliseconds."""
    found, quiet = [], 0
    for number, loud in enumerate(frames):
        if loud < 300:
            quiet += step
        else:
            if quiet >= SILENCE:
                found.append(number * step)
            quiet = 0
    return found


def faults_of_book(data, length):
    book = zipfile.ZipFile(io.BytesIO(data))
    clips = []
    for name in book.namelist():
        if not name.endswith('.smil'):
            continue
        for text, begin, end in re.findall(r'<text src="([^"]*)"/><audio src="[^"]*" clipBegin="([\d.]*)s" clipEnd="([\d.]*)s"',
                                           book.read(name).decode()):
            page, _, place = text.partition('#')
            if f'id="{place}"' not in book.read('EPUB/' + page).decode():
                yield f'{text} is not there'
            clips.append((round(float(begin) * 1000), round(float(end) * 1000)))
    clips.sort()
    if not clips or clips[0][0] != 0 or abs(clips[-1][1] - length) > 1:
        yield f'the clips are from {clips[:1]} to {clips[-1:]} of {length:.0f} ms'
    for before, after in zip(clips, clips[1:]):
        if before[1] != after[0]:
            yield f'a clip ends at {before[1]}, the next begins at {after[0]}'


def faults_of_page(page, sounds):
    body = re.sub(r'<script.*?</script>', '', page[page.index('<main'):], flags=re.S)
    marks = [(int(time), bool(phrase)) for time, phrase in re.findall(r'data-t="(\d+)"( data-phrase)?', body)]
    for paragraph in re.findall(r'<p>(.*?)</p>', body, re.S):
        times = [int(time) for time in re.findall(r'data-t="(\d+)"', paragraph)]
        if times != sorted(times):
            yield f'the marks of a paragraph are {times}'
        left = html.unescape(re.sub(r'<[^>]*>', '', re.sub(r'<(span|a)[^>]*data-t=[^>]*>.*?</\1>', '', paragraph, flags=re.S)))
        if times and re.search(r'[^\W\d_]', left):
            yield f'not heard: {left.strip()!r}'
    away = [min((abs(onset - time) for onset in sounds), default=WINDOW) for time, phrase in marks if phrase and time]
    away = [a for a in away if a < WINDOW]
    if away and sum(away) / len(away) > MEAN:
        yield f'sentences begin {sum(away) / len(away):.0f} ms beside their sound in the mean'
    if not marks:
        yield 'nothing is marked'


def main():
    program, lessons = sys.argv[1], sys.argv[2:]
    wrong = 0
    for lesson in lessons:
        frames, step, length = loudness(convert(program, lesson, 'wav'))
        found = list(faults_of_book(convert(program, lesson, 'epub-audio'), length))
        found += faults_of_page(convert(program, lesson, 'html-audio').decode(), onsets(frames, step))
        wrong += len(found)
        for fault in found:
            print(f'{lesson}: {fault}')
    print(f'heard: {len(lessons)} lessons, {wrong} faults')
    sys.exit(1 if wrong or not lessons else 0)


main()
