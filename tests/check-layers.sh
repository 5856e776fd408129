#!/bin/sh
# Holds every include against tests/layers.tsv: a room includes from itself, from the rooms that its row names, from the C
# library and the kernel, and from the library headers of its row. Also refuses circles among headers.
# Usage: check-layers.sh [ROOT]. Prints each wrong include; exit code 1 when there is one.
cd "${1:-$(dirname "$0")/..}" || exit 2
find engine filters cli daemon -name '*.[ch]' | LC_ALL=C sort | xargs grep -nE '^[[:space:]]*#[[:space:]]*include' /dev/null |
    LC_ALL=C awk -F '\t' '
function known(path,    line) {                     # whether a file is there
    if (!(path in there)) {
        there[path] = (getline line < path) >= 0
        close(path)
    }
    return there[path]
}
function folder(file) {
    sub(/[^\/]*$/, "", file)
    return file
}
function row_of(file,    i, best) {                 # the longest room that holds the file
    best = 0
    for (i = 1; i <= rows; i++)
        if ((file == room[i] || index(file, room[i] "/") == 1) && (!best || length(room[i]) > length(room[best])))
            best = i
    return best
}
function allowed(list, name,    i, n, parts) {
    n = split(list, parts, " ")
    for (i = 1; i <= n; i++) {
        if (parts[i] == name || index(name, parts[i] "/") == 1)
            return 1
        if (parts[i] ~ /\/\*$/ && index(name, substr(parts[i], 1, length(parts[i]) - 1)) == 1)
            return 1
    }
    return 0
}
function reach(from, to,    i, n, next_, todo, seen, count) {   # whether header `from` leads to `to`
    count = 1
    todo[1] = from
    for (i = 1; i <= count; i++) {
        n = split(headers[todo[i]], next_, " ")
        for (; n; n--) {
            if (next_[n] == to)
                return 1
            if (!(next_[n] in seen)) {
                seen[next_[n]] = 1
                todo[++count] = next_[n]
            }
        }
    }
    return 0
}
BEGIN {
    while ((getline < "tests/layers.tsv") > 0)
        if ($0 !~ /^#/ && NF == 3) {
            rows++
            room[rows] = $1; rooms[rows] = $2; libraries[rows] = $3
        }
    system_headers = "^(assert|complex|ctype|dirent|dlfcn|elf|endian|errno|fcntl|fenv|float|inttypes|libgen|limits|locale|" \
        "math|poll|pthread|sched|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|" \
        "string|strings|syscall|time|ucontext|unistd|ftw|wchar)[.]h$|^(sys|linux|asm|net|netinet|arpa)/"
}
{
    split($0, at, ":")
    file = at[1]
    row = row_of(file)
    if (!row) {
        if (!(file in roomless))
            print file ": in no room of tests/layers.tsv; give its folder a row, as its neighbours have"
        roomless[file] = wrong = 1
        next
    }
    name = $0
    if (name ~ /include[ \t]*</) {
        sub(/.*</, "", name); sub(/>.*/, "", name)
        good = name ~ system_headers || allowed(libraries[row], name)
    } else {
        sub(/^[^"]*"/, "", name); sub(/".*/, "", name)
        path = known("engine/" name) ? "engine/" name : known(name) ? name : folder(file) name
        good = known(path) && (allowed(room[row], path) || allowed(rooms[row], path))
        if (file ~ /[.]h$/ && known(path))
            headers[file] = headers[file] " " path
    }
    if (!good) {
        print at[1] ":" at[2] ": " room[row] " may not include " name
        wrong = 1
    }
}
END {
    for (header in headers)
        if (reach(header, header)) {
            print header ": includes itself through others"
            wrong = 1
        }
    if (!wrong)
        print "layers: every include is in its floor"
    exit wrong
}'
