#!/bin/sh
# No mutable state at file scope but in the wrappers of libraries that have it themselves (HOUSE.md, Floors): looks at the
# symbols of each object in .data and .bss. Usage: check-state.sh OBJECTS
allowed='filters/braille/louis.o engine/sound/espeak.o engine/sound/flac.o engine/sound/mp3.o engine/sound/opus.o engine/fonts/subset.o engine/source/poppler/library.o engine/base/memory.o'
[ -d "$1" ] || exit 2
wrong=0
for object in $(find "$1/engine" "$1/filters" "$1/cli" "$1/daemon" "$1/generated" -name '*.o' | LC_ALL=C sort); do
    case " $allowed " in *" ${object#"$1"/} "*) continue ;; esac
    symbols=$(objdump -t "$object" | awk '$0 ~ / O / && ($4 == ".data" || $4 ~ /^[.](data|bss)[.]?/ && $4 !~ /[.]ro/ || $4 == ".bss" || $4 == "*COM*") { print $NF }')
    [ -z "$symbols" ] || { echo "$object:" $symbols; wrong=1; }
done
# Memory is asked for where its end is remembered (engine/base/memory.h), but in engine/jobs, which looks at each itself.
if grep -rnE '\b(malloc|calloc|realloc)\(' engine filters --include='*.c' | grep -vE '^engine/(jobs/|base/memory\.c)'; then wrong=1; fi
[ $wrong = 0 ] && echo 'state: no mutable variable at file scope outside the wrappers'
exit $wrong
