#!/bin/bash
# The service: the CLI's bytes over a Unix socket, clear refusals, a crash that harms nobody. Usage: check-service.sh ARDOISE ARDOISED
ardoise=$(realpath "$1") ardoised=$(realpath "$2") lessons=$(realpath "$(dirname "$0")/lessons")
room=$(mktemp -d) || exit 2
cd "$room" || exit 2
export SOURCE_DATE_EPOCH=1700000000
"$ardoised" --socket "$room/s" 2>log &
service=$!
trap 'kill $service 2>/dev/null; rm -rf "$room"' EXIT
passed=0 failed=0
holds() {
    local name=$1
    shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "service: $name"; fi
}
ask() { curl -s --max-time 60 --unix-socket "$room/s" "$@"; }
code() { ask -o answer -w '%{http_code}' "$@"; }
for _ in $(seq 100); do [ "$(code http://x/v1/health)" = 200 ] && break; sleep 0.05; done

holds 'health' test "$(code http://x/v1/health)" = 200
holds 'socket is private' test "$(stat -c %a s)" = 600
# Each lesson in each form; the format is said, since the body has no name.
for lesson in "$lessons"/*.*; do
    case $lesson in
    *README.md | *.png) continue ;;
    *.md) from=markdown ;;
    *.txt) from=text ;;
    *.mml) from=mathml ;;
    *) from=${lesson##*.} ;;
    esac
    for format in html native odt brf spoken; do
        "$ardoise" convert -q -f $from -t $format -o wanted - < "$lesson"
        ask --data-binary @"$lesson" -o got "http://x/v1/convert?to=$format&from=$from"
        holds "the CLI's bytes: $(basename "$lesson") to $format" cmp got wanted
    done
done
"$ardoise" convert -q -p dys -s dyslexia.size=18 -t html -o wanted - < "$lessons/maths.docx"
ask --data-binary @"$lessons/maths.docx" -o got 'http://x/v1/convert?to=html&profile=dys&set=dyslexia.size%3D18'
holds 'profile and setting' cmp got wanted
"$ardoise" check --format json - < "$lessons/geographie.html" > wanted
ask --data-binary @"$lessons/geographie.html" -o got 'http://x/v1/check?name=-'
holds 'a report' cmp got wanted
holds 'no format' test "$(code --data-binary x http://x/v1/convert)" = 400
holds 'unknown key' test "$(code --data-binary x 'http://x/v1/convert?to=html&too=odt')" = 400
holds 'unknown format' test "$(code --data-binary x 'http://x/v1/convert?to=papyrus')" = 400
holds 'format to come' test "$(code --data-binary x 'http://x/v1/convert?to=fiche')" = 501
holds 'unreadable' test "$(code --data-binary 'no zip' 'http://x/v1/convert?to=html&from=docx')" = 422
holds 'as a problem' python3 -c 'import json; p = json.load(open("answer")); assert p["status"] == 422 and p["code"] and p["diagnostics"]'
holds 'a profile is no path' test "$(code --data-binary x 'http://x/v1/convert?to=html&profile=/etc/passwd')" = 400
holds 'unknown path' test "$(code http://x/v2)" = 404
holds 'wrong method' test "$(code http://x/v1/convert?to=html)" = 405

# Documents' children are killed while requests run: as many fail at most, the others are whole, the service goes on.
warm=$(pgrep -P "$(pgrep -P $service)")
kills=0
"$ardoise" convert -q -t html -o wanted - < "$lessons/histoire.docx"
for i in $(seq 40); do
    (ask --data-binary @"$lessons/histoire.docx" -o "many.$i" -w '%{http_code}' 'http://x/v1/convert?to=html&from=docx' > "code.$i") &
    clients="$clients $!"
    [ $((i % 5)) = 0 ] && pkill -KILL -n -P "$warm" && kills=$((kills + 1))
done
wait $clients
right=0 wrong=0
for i in $(seq 40); do
    if [ "$(cat "code.$i")" = 200 ]; then
        if cmp -s "many.$i" wanted; then right=$((right + 1)); else wrong=$((wrong + 1)); fi
    fi
done
holds "no wrong answer beside $kills killed children ($right right)" test "$wrong" = 0 -a "$right" -ge $((40 - kills))
holds 'the service goes on' test "$(code --data-binary @"$lessons/histoire.docx" 'http://x/v1/convert?to=html&from=docx')" = 200

kill -TERM $service
wait $service
holds 'SIGTERM ends it well' test $? = 0
holds 'the socket is gone' test ! -e s
holds 'its log has no content' test ! -s log
echo "service: $passed passed, $failed failed"
[ "$failed" = 0 ]
