"""Whether sox finds speech in a WAV: longer than half a second, loud enough, not clipped. Usage: sound.py WAV"""
import re
import subprocess
import sys

said = subprocess.run(['sox', sys.argv[1], '-n', 'stat'], capture_output=True, text=True).stderr
facts = {name.strip(): float(value) for name, value in re.findall(r'^(.+?):\s+(-?[\d.]+)\s*$', said, re.M)}
print(said)
sys.exit(not (facts['Length (seconds)'] > 0.5 and 0.005 < facts['RMS     amplitude'] and facts['Maximum amplitude'] < 0.9999))
