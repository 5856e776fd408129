#!/bin/sh
# Every option that a source asks for by its name is one of a table of its room, or of the room around it: a slip would give "", 0 or false for ever.
# And every reader, filter, writer, checker and helper of a source is listed in filters/standard.c, without which it is dead.
# Usage: tests/check-options.sh [FOLDER]
cd "${1:-.}" || exit 1
listed=0
for plugin in $(grep -rhoE '^const (struct )?(ard_(reader|filter|writer|checker)|helper) [a-z0-9_]+ =' engine filters --include='*.c' |
    sed 's/ =$//;s/.* //'); do
    grep -q "ADD($plugin)" filters/standard.c || { echo "filters/standard.c does not list $plugin"; listed=1; }
done
find engine filters -name '*.c' ! -path 'engine/base/*' | LC_ALL=C sort | xargs grep -HoE \
    '\{"[a-z0-9-]+", ARD_(FLAG|NUMBER|TEXT|CHOICE)|options_(text|number|integer|flag)\([^"();]*"[^"]*"' | LC_ALL=C awk -v unlisted=$listed '
    {
        colon = index($0, ":")
        file = substr($0, 1, colon - 1)
        room = file
        sub(/\/[^\/]*$/, "", room)
        split($0, quoted, "\"")
        if ($0 ~ /\{"/)
            there[room, quoted[2]] = 1
        else {
            asked++
            files[asked] = file; rooms[asked] = room; names[asked] = quoted[2]
        }
    }
    END {
        for (i = 1; i <= asked; i++) {
            above = rooms[i]
            sub(/\/[^\/]*$/, "", above)
            if (!((rooms[i], names[i]) in there) && !((above, names[i]) in there)) {
                print files[i] ": no option table of " rooms[i] "/ has \"" names[i] "\""
                wrong++
            }
        }
        wrong += unlisted
        print asked + 0 " options are asked for, " wrong + 0 " wrong"
        exit !asked || wrong > 0
    }'
