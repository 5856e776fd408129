#!/bin/sh
# Braille of every lesson of tests/lessons, in each braille profile: its PEF is valid by tests/braille/pef.rng, no row or page of it is
# longer than its volume, and its cells are those of "-t brl". Usage: tests/check-braille.sh PROGRAM
set -u
here=$(dirname "$0")
program=${1:?the program}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0 passed=0

count() { # 0 for passed, what it was
    if [ "$1" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$2"
    fi
}

# The rows of a PEF as "-t brl" has its lines.
lines_of() { sed -n 's|<row>\(.*\)</row>|\1|p; s|<row/>||p' "$1"; }

# Fails at a row or a page that is longer than its volume. A cell is three bytes.
fits() {
    LC_ALL=C awk '/^<volume/ { split($0, part, "\""); cells = part[2]; lines = part[4] }
         /^<page>/ { rows = 0 }
         /^<row/ { gsub(/<[^>]*>/, ""); if (length($0) / 3 > cells || ++rows > lines) { print; bad = 1 } }
         END { exit bad }' "$1"
}

for file in "$here"/lessons/*.docx "$here"/lessons/*.html "$here"/lessons/*.md "$here"/lessons/*.txt "$here"/lessons/*.mml; do
    for profile in braille-integral braille-abrege braille-8 braille-display; do
        name="$(basename "$file") in $profile"
        "$program" convert --quiet -p $profile -t pef -o "$folder/pef" "$file" &&
            "$program" convert --quiet -p $profile -t brl -o "$folder/brl" "$file"
        count $? "$name: is not converted"
        xmllint --nonet --noout --relaxng "$here/braille/pef.rng" "$folder/pef" 2>"$folder/said"
        count $? "$name: $(head -n 3 "$folder/said")"
        fits "$folder/pef" >"$folder/said"
        count $? "$name: too long: $(head -n 3 "$folder/said")"
        lines_of "$folder/pef" >"$folder/rows" && tr -d '\f' <"$folder/brl" | cmp -s - "$folder/rows"
        count $? "$name: PEF has other cells than brl"
    done
done

# BRF in each display table that is installed comes back to the same cells; where a table has one character for several cells,
# that is said.
"$program" convert --quiet -t brl -o "$folder/brl" "$here/lessons/sciences.md"
for table in nabcc tbfr2007 "${LOUIS_TABLES:-/usr/share/liblouis/tables}"/*.dis; do
    table=$(basename "$table")
    "$program" convert --json -s brf.table="$table" -t brf -o "$folder/brf" "$here/lessons/sciences.md" 2>"$folder/said"
    [ $? = 2 ] && grep -q display.control "$folder/said" && continue # characters that end lines are refused
    rm -f "$folder/again"
        "$program" convert --quiet -s brf.table="$table" -f brf -t brl -o "$folder/again" "$folder/brf"
    count $? "BRF by $table: $(head -n 3 "$folder/said")"
    grep -q brf.nameless "$folder/said" || cmp -s "$folder/brl" "$folder/again"
    count $? "BRF by $table: comes back with other cells"
done
for profile in embosseuse-everest embosseuse-basic; do
    "$program" convert --strict -p braille-integral -p $profile -t brf -o "$folder/brf" "$here/lessons/sciences.md" 2>"$folder/said"
    count $? "$profile: $(head -n 3 "$folder/said")"
done

# Pages with title page, contents and volumes: lengths, references, headings never last.
for file in "$here"/lessons/*.docx "$here"/lessons/*.html "$here"/lessons/*.md; do
    for size in "30 27" "28 12" "40 25"; do
        cells=${size% *} lines=${size#* }
        "$program" convert --quiet -p braille-integral -s braille.cells="$cells" -s braille.lines="$lines" \
            -s braille.title-page=yes -s braille.contents=yes -s braille.volume=9 -s braille.interpoint=yes -t brl \
            -o "$folder/brl" "$file" && "$here/braille/pages.py" "$cells" "$lines" "$folder/brl" >"$folder/said"
        count $? "$(basename "$file") on pages of $size: $(cat "$folder/said")"
    done
done

# eBraille: the rules of its specification, and those of packages.
for file in "$here"/lessons/*.docx "$here"/lessons/*.html "$here"/lessons/*.md "$here"/lessons/*.txt "$here"/lessons/*.mml; do
    for profile in braille-integral braille-abrege braille-8; do
        "$program" convert --quiet -p $profile -o "$folder/book.ebrl" "$file" &&
            python3 "$here/braille/ebrl.py" "$folder/book.ebrl" >"$folder/said"
        count $? "eBraille of $(basename "$file") in $profile: $(head -n 3 "$folder/said")"
    done
done

echo "braille: $passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
