#!/bin/sh
# Lines that the tests of the coverage variant reached: a row a file, the least covered first, and the whole.
# Usage: coverage.sh OBJECTS
cd "$1" || exit 2
find . -name '*.gcda' | while read -r data; do
    gcov -n -r -s "$(cd ../.. && pwd)" "$data" 2>/dev/null
done | awk '
/^File/ { file = $2; gsub(/\047/, "", file) }
/^Lines executed/ { split($0, part, /[:% ]+/); share = part[3]; lines = $NF
    if (file ~ /^(engine|filters)\/.*[.]c$/ && !(file in seen)) { seen[file] = 1; printf "%6.1f %% of %5d  %s\n", share, lines, file; done += share * lines / 100; all += lines } }
END { if (all) printf "%6.1f %% of %5d  all\n", 100 * done / all, all }' | sort -n
