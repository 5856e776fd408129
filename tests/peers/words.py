"""Whether the words of a second text stand in a first one in the same order: words.py HAYSTACK WORDS SHARE.

Words are runs of letters or digits, without case. The longest common subsequence is exact."""
import bisect
import re
import sys
import unicodedata
from pathlib import Path


def words(path):
    text = unicodedata.normalize('NFKC', Path(path).read_text(encoding='utf-8')).casefold()
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


ours, theirs = words(sys.argv[1]), words(sys.argv[2])
share = common(ours, theirs) / len(theirs) if theirs else 1
missing = [word for word in dict.fromkeys(theirs) if word not in set(ours)]
print(f'{share:.4f} of {len(theirs)} words; not there at all: {missing[:20]}')
sys.exit(share < float(sys.argv[3]))
