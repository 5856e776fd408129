#!/bin/sh
# Every message that the sources name stands in dictionaries/messages, and every message there is named by a source.
# A code is named by a string that is one, whole: as an argument of report(), in a table, as the help of an option.
# What report(), report_message() and ard_message() are given is looked at call by call; elsewhere, strings that begin
# as a message does ("docx.").
# Usage: tests/check-messages.sh [FOLDER]
cd "${1:-.}" || exit 1
sources=$(find engine filters cli daemon -name '*.c' 2>/dev/null | LC_ALL=C sort)
LC_ALL=C exec awk '
    # The strings of the tables come first, then the sources, a file at a time.
    function rows(file,   fields, code) {
        while ((getline line < file) > 0)
            if (line !~ /^#/ && line != "" && split(line, fields, "\t") == 5) {
                row[fields[1]] = file
                if (fields[2] != "help" && tolower(line) ~ /dyslex|dyspra|handicap|disab|impair|malvoy|aveugl|blind/) {
                    print file ": a log would tell what a pupil has: " fields[1]
                    wrong++
                }
            }
        for (code in row) room[substr(code, 1, index(code, "."))] = 1
        close(file)
    }

    # The argument of a call that begins at `at` in `text`, by its number: top-level commas part arguments.
    function argument(text, at, number,   depth, quoted, i, c, found) {
        depth = 0; quoted = ""; found = ""
        for (i = at; i <= length(text) && i < at + 4000; i++) {
            c = substr(text, i, 1)
            if (quoted != "") {
                if (number == 1) found = found c
                if (c == "\\") { i++; if (number == 1) found = found substr(text, i, 1) }
                else if (c == quoted) quoted = ""
                continue
            }
            if (c == "\"" || c == "\047") quoted = c
            else if (c == "(" || c == "[" || c == "{") depth++
            else if (c == ")" || c == "]" || c == "}") { if (depth == 0) break; depth-- }
            else if (c == "," && depth == 0) { if (number == 1) break; number--; continue }
            if (number == 1) found = found c
        }
        gsub(/^[ \n\t]+|[ \n\t]+$/, "", found)
        return number == 1 ? found : ""
    }

    # Looks at each call of a function whose `number`th argument is a code.
    function calls(file, text, name, number,   rest, at, code, before, piece) {
        at = 1
        while ((rest = index(substr(text, at), name "(")) > 0) {
            at += rest - 1
            before = at > 1 ? substr(text, at - 1, 1) : " "
            at += length(name) + 1
            if (before ~ /[A-Za-z0-9_]/) continue
            code = argument(text, at, number)
            while (match(code, /"[^"]*"/)) {
                count++
                piece = substr(code, RSTART + 1, RLENGTH - 2)
                code = substr(code, RSTART + RLENGTH)
                if (piece ~ /^[a-z0-9-]+(\.[a-z0-9-]+)+$/ && !(piece in row)) missing(file, piece)
            }
        }
    }

    function missing(file, code) {
        if (!((file, code) in said)) {
            print file ": no message " code
            wrong++
        }
        said[file, code] = 1
    }

    # Notes every string that is a code, or a part of one; one that begins as a message does, and is none, is a slip.
    function strings(file, text,   piece) {
        while (match(text, /"[a-z0-9.-]+(\.%s)?"/)) {
            piece = substr(text, RSTART + 1, RLENGTH - 2)
            text = substr(text, RSTART + RLENGTH)
            named[piece] = 1
            if (piece ~ /%s$/) { made[substr(piece, 1, length(piece) - 2)] = 1; continue }
            if (piece ~ /^[a-z0-9-]+(\.[a-z0-9-]+)+$/ && !(piece in row) && substr(piece, 1, index(piece, ".")) in room)
                missing(file, piece)
        }
    }

    # Whether a code is made by a format such as "check.%s" of strings that the sources have, the last with its dot.
    function is_made(code,   beginning, rest, dot) {
        for (beginning in made) {
            if (index(code, beginning) != 1) continue
            rest = substr(code, length(beginning) + 1)
            dot = index(rest, ".")
            if (dot ? substr(rest, 1, dot - 1) in named && substr(rest, dot) in named : rest in named) return 1
        }
        return 0
    }

    BEGIN {
        for (i = 1; i < ARGC; i++) {
            file = ARGV[i]
            if (file ~ /\.tsv$/) { rows(file); continue }
            text = ""
            while ((getline line < file) > 0)
                if (line !~ /^#include/) text = text line "\n"
            close(file)
            strings(file, text)
            calls(file, text, "report", 3)
            calls(file, text, "report_message", 2)
            calls(file, text, "ard_message", 2)
        }
        for (code in row) {
            rows_counted++
            if (!(code in named) && !is_made(code)) { print row[code] ": nobody uses " code; wrong++ }
        }
        print rows_counted + 0 " messages, " count + 0 " calls, " wrong + 0 " wrong"
        exit wrong > 0
    }' dictionaries/messages/*.tsv $sources
