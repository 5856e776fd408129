"""Whether sox finds speech in a sound: longer than half a second, loud enough, not clipped; and, in a second one, the same
length to a tenth of a second. Usage: sound.py SOUND [SOUND]"""
import re
import subprocess
import sys


def facts(path):
    said = subprocess.run(['sox', path, '-n', 'stat'], capture_output=True, text=True).stderr
    print(said)
    return {name.strip(): float(value) for name, value in re.findall(r'^(.+?):\s+(-?[\d.]+)\s*$', said, re.M)}


heard = [facts(path) for path in sys.argv[1:]]
good = all(one['Length (seconds)'] > 0.5 and 0.005 < one['RMS     amplitude'] and one['Maximum amplitude'] < 0.9999
           for one in heard)
lengths = [one['Length (seconds)'] for one in heard]
sys.exit(not (good and max(lengths) - min(lengths) < 0.1))
