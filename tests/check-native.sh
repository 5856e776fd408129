#!/bin/sh
# The native form: every lesson of tests/lessons, and FILES where any are named, becomes native, which is valid by
# tests/native/lesson.rng, and the same bytes when it is read again. So do random trees that the unit test writes. And
# the schema is no rubber stamp: it refuses each file of tests/native/wrong.
# Usage: tests/check-native.sh PROGRAM [FILE...]      OBJ is the folder of the objects (build/plain)
set -u
here=$(dirname "$0")
schema=$here/native/lesson.rng
program=${1:?the program}
shift
[ $# -gt 0 ] || set -- "$here"/lessons/*.docx "$here"/lessons/*.html "$here"/lessons/*.md "$here"/lessons/*.txt "$here"/lessons/*.mml
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

validate() {
    xmllint --huge --nonet --noout --relaxng "$schema" "$1" 2>"$folder/said" || { head -n 5 "$folder/said"; false; }
}

for file in "$@"; do
    [ -f "$file" ] || continue
    "$program" convert --quiet -t native -o "$folder/once" "$file"
    code=$?
    [ "$code" = 4 ] && continue             # no reader of it, or not yet
    count "$code" "$file: exit code $code"
    [ "$code" = 0 ] || continue
    validate "$folder/once"
    count $? "$file: its native form is not valid"
    "$program" convert --quiet -f native -t native -o "$folder/twice" "$folder/once" && cmp -s "$folder/once" "$folder/twice"
    count $? "$file: its native form is not the same when it is read again"
done

mkdir "$folder/trees"
"${OBJ:-build/plain}/tests/test-native" "$folder/trees" 300
count $? "no random trees were written"
for file in "$folder"/trees/*.native; do
    validate "$file"
    count $? "$file: a random tree whose native form is not valid"
done

for file in "$here"/native/wrong/*.native; do
    ! validate "$file" >"$folder/said-wrong"
    count $? "$file: is wrong, but the schema takes it"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 300 ]
