#!/bin/bash
# Readers that crash, loop, eat memory, open a file or a socket, start a process: the message, the exit code, the deadline,
# nothing left behind, and the document beside them whole. Usage: check-faults.sh FAULTY-ARDOISE
faulty=$(realpath "$1")
room=$(mktemp -d) || exit 2
trap 'rm -rf "$room"' EXIT
cd "$room" || exit 2
passed=0 failed=0
holds() {
    local name=$1
    shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "faults: $name"; cat err; fi
}
echo 'FAULT none' > good.fault
while read -r word exit code; do
    echo "FAULT $word" > "$word.fault"
    begin=$(date +%s%N)
    "$faulty" convert --json -t text -s limits.seconds=2 -s limits.memory=300000000 -o "$word.txt" "$word.fault" 2>err
    got=$?
    took=$((($(date +%s%N) - begin) / 1000000))
    holds "$word: exit $got, not $exit" test "$got" = "$exit"
    holds "$word: no message $code" grep -q "\"code\": \"$code\"" err
    holds "$word: names the file" grep -q "$word.fault" err
    holds "$word: left its output" test ! -e "$word.txt"
    holds "$word: took $took ms" test "$took" -lt 3500
    "$faulty" convert --json -t text -s limits.seconds=2 -s limits.memory=300000000 -o both "$word.fault" good.fault 2>err
    holds "$word: the one beside it is whole" grep -q 'FAULT none' both/good.txt
    rm -rf both
done <<'CASES'
crash 3 job.crash
loop 5 job.time
memory 5 job.memory
open 3 job.forbidden
write 3 job.forbidden
socket 3 job.forbidden
fork 3 job.forbidden
exec 3 job.forbidden
exit 70 job.broken
kill 3 job.forbidden
CASES
holds 'a file was written' test ! -e written-by-a-document
sleep 0.2
holds 'a process is left' test -z "$(pgrep -f "$faulty")"
echo "faults: $passed passed, $failed failed"
[ "$failed" = 0 ]
