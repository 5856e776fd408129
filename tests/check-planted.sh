#!/bin/sh
# The floors hold because check-layers.sh sees what breaks them: each planted include must make it fail, and name the file.
# Usage: check-planted.sh
cd "$(dirname "$0")/.." || exit 2
room=$(mktemp -d) || exit 2
trap 'rm -rf "$room"' EXIT
passed=0 failed=0
cp -r engine filters cli daemon "$room/" && mkdir "$room/tests" && cp tests/layers.tsv tests/check-layers.sh "$room/tests/"
if sh "$room/tests/check-layers.sh" >"$room/log"; then passed=$((passed + 1)); else failed=$((failed + 1)); cat "$room/log"; fi
while read -r file include why; do
    cp "$room/$file" "$room/kept"
    { echo "#include $include"; cat "$room/kept"; } >"$room/$file"
    if sh "$room/tests/check-layers.sh" >"$room/log" || ! grep -q "^$file" "$room/log"; then
        failed=$((failed + 1))
        echo "planted: $file may include $include: $why"
    else
        passed=$((passed + 1))
    fi
    cp "$room/kept" "$room/$file"
done <<'PLANTED'
engine/readers/text.c "writers/common.h" a reader that knows a writer
engine/base/buffer.c "lesson/lesson.h" the ground floor that knows the tree
engine/jobs/jobs.c "run/context.h" a floor that knows the one above
engine/run/pool.c "filters/braille/maths.h" run that knows a filter by name
filters/braille/text.c "filters/speech/plan.h" a filter that knows another
cli/main.c "base/buffer.h" the command line that knows more than ardoise.h
daemon/http.c "run/context.h" the service that knows more than ardoise.h
engine/source/archive.c <expat.h> a library outside its one file
filters/braille/text.c <liblouis/liblouis.h> a library outside its one file
engine/base/arena.h "base/table.h" headers that include each other
PLANTED
echo "planted: $passed passed, $failed failed"
[ "$failed" = 0 ]
