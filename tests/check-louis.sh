#!/bin/bash
# liblouis that fails: tables that are missing or broken, its exit, a crash, no end, nonsense. A message, the exit code, no
# output; the document beside it is whole, and so is the service. Usage: check-louis.sh ARDOISE ARDOISED FAILING-LIBRARY
ardoise=$(realpath "$1") ardoised=$(realpath "$2") library=$(realpath "$3")
room=$(mktemp -d) || exit 2
cd "$room" || exit 2
service=
trap '[ -n "$service" ] && kill $service 2>/dev/null; rm -rf "$room"' EXIT
passed=0 failed=0
holds() {
    local name=$1
    shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "louis: $name"; cat err 2>/dev/null; fi
}
has_code() { grep -q "\"code\": \"$1\"" err; }
echo 'Un zigzag sur le chemin.' > bad.txt
echo 'Une leçon de géographie.' > good.txt
"$ardoise" convert -q -t brl -o wanted.brl good.txt

# Faults while a document is transcribed: what befalls it, and nobody else.
while read -r fault exit code; do
    rm -f out.brl
    LOUIS_FAULT=$fault LOUIS_FAULT_WORD=zigzag LD_PRELOAD=$library \
        "$ardoise" convert --json --strict -t brl -s limits.seconds=2 -o out.brl bad.txt 2>err
    got=$?
    holds "$fault: exit $got, not $exit" test "$got" = "$exit"
    holds "$fault: no message $code" has_code "$code"
    [ "$exit" = 1 ] || holds "$fault: left its output" test ! -e out.brl
    LOUIS_FAULT=$fault LOUIS_FAULT_WORD=zigzag LD_PRELOAD=$library \
        "$ardoise" convert --json -t brl -s limits.seconds=2 -o both bad.txt good.txt 2>err
    holds "$fault: the one beside it is whole" cmp -s both/good.brl wanted.brl
    rm -rf both
done <<'CASES'
exit 70 job.broken
abort 3 job.crash
crash 3 job.crash
hang 5 job.time
refuse 1 braille.refused
garbage 1 braille.refused
CASES

# Faults from the first call on, before any document is seen.
while read -r fault exit; do
    LOUIS_FAULT=$fault LD_PRELOAD=$library timeout 20 "$ardoise" convert --json -t brl -o out.brl good.txt 2>err
    got=$?
    holds "$fault at once: exit $got, not $exit" test "$got" = "$exit"
    holds "$fault at once: no message" grep -q '"message"' err
    LOUIS_FAULT=$fault LD_PRELOAD=$library timeout 20 "$ardoise" convert --json -t text -o out wanted.brl 2>err
    got=$?
    holds "$fault, back: exit $got" test "$got" -ge 3
    holds "$fault, back: no message" grep -q '"severity": "error"' err
done <<'CASES'
exit 70
crash 70
refuse 4
garbage 4
CASES

# Tables that are not there, that hold nonsense, that include themselves or what is not there; both ways.
for what in missing nonsense loop lacking; do
    rm -rf tables
    mkdir tables
    [ $what = missing ] || cp -- "${LOUIS_TABLES:-/usr/share/liblouis/tables}"/* tables/
    for table in fr-bfu-comp6.utb fr-bfu-g2.ctb; do
        case $what in
        nonsense) echo 'nonsense 1 2' > tables/$table ;;
        loop) echo "include $table" > tables/$table ;;
        lacking) echo 'include no-such-table.uti' >> tables/$table ;;
        esac
    done
    for job in '-t brl good.txt' '-t brf -p braille-abrege good.txt' '-t text wanted.brl'; do
        LOUIS_TABLEPATH=$room/tables timeout 20 "$ardoise" convert --json -o out $job 2>err
        got=$?
        holds "$what, $job: exit $got, no refusal" test $got = 4 -o \( $what = loop -a \( $got = 70 -o $got = 3 \) \)
        holds "$what, $job: no message" grep -q '"severity": "error"' err
        [ $what = loop ] || holds "$what, $job: no message" has_code braille.table
    done
    LOUIS_TABLEPATH=$room/tables "$ardoise" convert --json -t text -o out good.txt 2>err
    holds "$what: text needs no table" test $? = 0
done
"$ardoise" convert --json -t brf -s brf.table=no-such.dis -o out good.txt 2>err
holds 'no such display table' test $? = 4
"$ardoise" convert --json -t brf -s brf.table=../../etc/passwd -o out good.txt 2>err
holds 'a display table is no path' test $? = 2

# Memory: an answer or a clear refusal.
yes 'Le petit chat boit du lait.' | head -n 20000 > long.txt
for memory in 1000000 5000000 20000000; do
    "$ardoise" convert --json -t brl -s limits.memory=$memory -o out.brl long.txt 2>err
    holds "memory of $memory" test $? = 5
done

# The service goes on.
LOUIS_FAULT=exit LOUIS_FAULT_WORD=zigzag LD_PRELOAD=$library "$ardoised" --socket "$room/s" 2>log &
service=$!
ask() { curl -s --max-time 30 --unix-socket "$room/s" -o answer -w '%{http_code}' "$@"; }
for _ in $(seq 100); do [ "$(ask http://x/v1/health)" = 200 ] && break; sleep 0.05; done
for round in 1 2 3; do
    code=$(ask --data-binary @bad.txt 'http://x/v1/convert?to=brl&from=text')
    holds "service, round $round: $code, not a refusal" test "$code" -ge 400
    code=$(ask --data-binary @good.txt 'http://x/v1/convert?to=brl&from=text')
    holds "service, round $round: $code, not 200" test "$code" = 200
    holds "service, round $round: the cells" cmp -s answer wanted.brl
done
holds 'service: healthy' test "$(ask http://x/v1/health)" = 200
echo "louis: $passed passed, $failed failed"
[ "$failed" = 0 ]
