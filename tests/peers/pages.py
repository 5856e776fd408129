"""What poppler finds in PDF pages of ours.

    pages.py ARDOISE LESSON...

Lists in lists, below one paragraph of their item or several: are the tags in the order of the text? On the pages of each lesson, in
large print and simplified: does none end with a title? Prints what is not so; exit code 1 then.
"""
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

LISTS = [
    '1. un\n\n    suite\n\n    1. aa\n    2. bb\n\n2. deux\n3. trois\n',
    '1. un\n    1. aa\n    2. bb\n2. deux\n3. trois\n',
    '1. un\n\n    1. aa\n    2. bb\n\n    suite\n\n2. deux\n',
    '- un\n\n    suite\n\n    - aa\n    - bb\n\n- deux\n',
    '1. un\n\n    suite\n\n    - aa\n    - bb\n\n2. deux\n',
    '1. un\n    1. aa\n        1. xx\n        2. yy\n    2. bb\n2. deux\n',
    '1. un\n\n    suite\n\n    1. aa\n\n        encore\n\n        1. xx\n        2. yy\n\n    2. bb\n\n2. deux\n3. trois\n',
    '1. un\n    1. aa\n\n        suite\n\n        1. xx\n        2. yy\n\n    2. bb\n\n2. deux\n3. trois\n',
]
PROFILES = [('gros-28',), ('gros-20',), ('simple',), ('attention', 'gros-28')]


def convert(program, path, out, profiles=()):
    subprocess.run([program, 'convert', '-q', *(a for p in profiles for a in ('-p', p)), '-o', out, path], check=True)


def told(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode()


def words(text):
    return re.findall(r'[^\W\d_]{2,}', text)


def misplaced(program, room):
    """Lists whose tags are in another order than their words."""
    wrong = []
    for text in LISTS:
        with open(room + '/list.md', 'w') as file:
            file.write(text)
        convert(program, room + '/list.md', room + '/list.pdf')
        tags = told(['pdfinfo', '-struct-text', room + '/list.pdf'])
        found = words(' '.join(re.findall(r'^ *"(.*)"$', tags, re.M)))
        if found != words(text):
            wrong.append('the tags say %s of %r' % (found, text))
    return wrong


def titles_of(native):
    named = {'h%d' % level for level in range(1, 7)}
    return {' '.join(''.join(node.itertext()).split()) for node in tree.parse(native).iter()
            if node.tag.rpartition('}')[2] in named}


def has_picture(path, number):
    return len(told(['pdfimages', '-list', '-f', str(number), '-l', str(number), path]).splitlines()) > 2


def lonely(program, room, lesson):
    """Titles that end a page of a lesson: nothing that is drawn stands below them either."""
    wrong = []
    for profiles in PROFILES:
        convert(program, lesson, room + '/l.pdf', profiles)
        convert(program, lesson, room + '/l.native', profiles)
        titles = titles_of(room + '/l.native')
        pages = told(['pdftotext', '-layout', room + '/l.pdf', '-']).split('\f')
        for number, page in enumerate(pages[:-2], 1):
            last = ' '.join(page.strip().rpartition('\n\n')[2].split())
            if last in titles and not has_picture(room + '/l.pdf', number):
                wrong.append('%s, %s, page %d ends with %r' % (lesson, ' '.join(profiles), number, last))
    return wrong


def main():
    program, lessons = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as room:
        wrong = misplaced(program, room)
        for lesson in lessons:
            wrong += lonely(program, room, lesson)
    print('\n'.join(wrong))
    sys.exit(1 if wrong else 0)


main()
