#!/bin/sh
# Each tests/golden/NAME.SOURCE beside NAME.FORMAT... : the conversion must give those bytes. A golden's first reading is by
# eye, against the rule that its header or tests/golden/README.md cites. Usage: check-golden.sh ARDOISE [--write]
# Source formats: .docx .html .md .txt .mml .xhtml; options of a case stand in NAME.options.
ardoise=$(realpath "$1")
cd "$(dirname "$0")/golden" || exit 2
passed=0 failed=0
out=$(mktemp) || exit 2
trap 'rm -f "$out"' EXIT
for source in *.in.*; do
    [ -f "$source" ] || continue
    name=${source%%.*}
    for wanted in "$name".out.*; do
        [ -f "$wanted" ] || continue
        format=${wanted##*.}
        # shellcheck disable=SC2046
        "$ardoise" convert -q $(cat "$name.options" 2>/dev/null) -t "$format" -o "$out" "$source"
        if [ "$2" = --write ]; then
            cp "$out" "$wanted"
        elif cmp -s "$out" "$wanted"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "golden: $source to $format"
            diff "$wanted" "$out" | head -10
        fi
    done
done
echo "golden: $passed passed, $failed failed"
[ "$failed" = 0 ]
