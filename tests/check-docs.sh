#!/bin/sh
# What README.md and doc/ name is there: files and folders, links between pages, make's targets; and each target of the
# Makefile that a person calls stands in doc/building.md. Usage: check-docs.sh
cd "$(dirname "$0")/.." || exit 2
room=$(mktemp -d) || exit 2
trap 'rm -rf "$room"' EXIT
failed=0
wrong() {
    failed=$((failed + 1))
    echo "docs: $1"
}
# A name in capitals stands for one that the reader chooses, "*" for several.
for page in README.md doc/*.md; do
    grep -oE '(engine|filters|cli|daemon|tests|scripts|dictionaries|doc)/[A-Za-z0-9_./*-]*[A-Za-z0-9_/*]' "$page" |
        grep -vE '[/-][A-Z]+([./]|$)' | LC_ALL=C sort -u >"$room/named"
    while read -r name; do
        # shellcheck disable=SC2086
        ls -d $name >/dev/null 2>&1 || wrong "$page names $name, which is not there"
    done <"$room/named"
    grep -oE '\]\([^)#:]+\)' "$page" | tr -d '()]' >"$room/links"
    while read -r link; do
        [ -e "$(dirname "$page")/$link" ] || wrong "$page leads to $link, which is not there"
    done <"$room/links"
done
make -npq . 2>/dev/null | sed -n 's/^\.PHONY: //p' | tr ' ' '\n' | LC_ALL=C sort -u >"$room/there"
sed -n 's/^| \(`[^|]*\) | .* |.*|$/\1/p' doc/building.md | grep -oE '`[a-z-]+`' | tr -d '`' | LC_ALL=C sort -u >"$room/told"
[ -s "$room/there" ] && [ -s "$room/told" ] || wrong 'no targets were found'
for target in $(LC_ALL=C comm -23 "$room/told" "$room/there"); do wrong "doc/building.md names a target $target"; done
for target in $(LC_ALL=C comm -13 "$room/told" "$room/there" | grep -vxE 'packages|print-libs|fuzz-programs'); do
    wrong "doc/building.md does not name the target $target"
done
echo "docs: $failed wrong"
[ "$failed" = 0 ]
