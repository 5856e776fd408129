#!/bin/sh
# Golden inputs as DAISY 3, DAISY 2.02 and DTBook: the rules of the specifications (tests/daisy/check.py), the schema of DTBook
# (tests/daisy/dtbook.rng). Usage: check-daisy.sh ARDOISE
ardoise=$(realpath "$1")
cd "$(dirname "$0")" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
for source in golden/markdown-write.in.native golden/dtbook-book.in.dtbook golden/html-notes.in.html golden/html-table.in.html; do
    name=$(basename "$source" | cut -d. -f1)
    for format in daisy3 daisy202 dtbook; do
        "$ardoise" convert -q -t "$format" -o "$work/$name.$format" "$source" || failed=1
    done
    xmllint --noout --nonet --relaxng daisy/dtbook.rng "$work/$name.dtbook" 2>"$work/errors" || {
        cat "$work/errors"
        failed=1
    }
done
python3 daisy/check.py "$work"/*.daisy3 "$work"/*.daisy202 || failed=1
[ "$failed" = 0 ]
