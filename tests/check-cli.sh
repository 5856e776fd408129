#!/bin/bash
# The command line's contract (exit codes, whole outputs, same bytes everywhere). Usage: check-cli.sh ARDOISE
ardoise=$(realpath "$1") lessons=$(realpath "$(dirname "$0")/lessons")
room=$(mktemp -d) || exit 2
trap 'rm -rf "$room"' EXIT
cd "$room" || exit 2
passed=0 failed=0
# try NAME EXIT-CODE COMMAND...: standard output and error go to `out` and `err`; the last error stands in `before`.
try() {
    local name=$1 code=$2 got
    shift 2
    mv err before 2>/dev/null
    "$@" >out 2>err
    got=$?
    if [ "$got" = "$code" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "cli: $name: exit $got, not $code"; head -5 err; fi
}
holds() { try "$1" 0 "${@:2}"; }

echo 'Le chat dort. La souris danse ………… dans le grenier.' > lecon.txt
holds 'to a file' "$ardoise" convert -o lecon.html lecon.txt
holds 'the file is there' grep -q 'La souris' lecon.html
holds 'standard input and output' sh -c "'$ardoise' convert -f text -t text -o - - < lecon.txt | grep -q chat"
holds 'several files in a folder' "$ardoise" convert -t html -o forms lecon.txt "$lessons/maths.docx"
holds 'named after the sources' test -s forms/lecon.html -a -s forms/maths.html
try 'several files need a folder' 2 "$ardoise" convert -t html lecon.txt "$lessons/maths.docx"
try 'no command' 2 "$ardoise"
try 'unknown command' 2 "$ardoise" convertir lecon.txt
try 'unknown option' 2 "$ardoise" convert --loud lecon.txt
try 'no file' 2 "$ardoise" convert -t html
try 'no format' 2 "$ardoise" convert lecon.txt
try 'unknown format' 2 "$ardoise" convert -t papyrus lecon.txt
try 'unknown setting' 2 "$ardoise" convert -t html -s dyslexia.loudness=3 lecon.txt
try 'setting out of bounds' 2 "$ardoise" convert -t html -s dyslexia.size=9999 lecon.txt
try 'unknown profile' 2 "$ardoise" convert -t html -p nobody lecon.txt
try 'no such file' 3 "$ardoise" convert -t html -o gone.html nowhere.docx
holds 'its message names it' grep -q nowhere.docx before
try 'not what it says' 3 "$ardoise" convert -f docx -t html -o gone.html lecon.txt
try 'nothing was written' 1 test -e gone.html
try 'format to come' 4 "$ardoise" convert -t fiche -o gone lecon.txt
try 'command to come' 4 "$ardoise" voices
try 'unwritable output' 6 "$ardoise" convert -t html -o /nowhere/lecon.html lecon.txt
try 'full device' 6 "$ardoise" convert -t html -o /dev/full lecon.txt
try 'highest code of several' 3 "$ardoise" convert -t html -o forms lecon.txt nowhere.txt
holds 'the others are done' test -s forms/lecon.html
holds 'French messages' sh -c "LANGUAGE=fr_FR.UTF-8 '$ardoise' convert -t html rien.docx 2>&1 | grep -q \"n'existe pas\""
holds 'English messages' sh -c "LC_ALL=C LANGUAGE= '$ardoise' convert -t html rien.docx 2>&1 | grep -q 'does not exist'"
holds 'JSON messages' sh -c "'$ardoise' convert --json -t html rien.docx 2>&1 | python3 -c 'import json,sys; assert json.load(sys.stdin)[\"code\"] == \"input.missing\"'"
holds 'JSON formats' sh -c "'$ardoise' formats --json | python3 -m json.tool"
holds 'JSON profiles' sh -c "'$ardoise' profiles --json | python3 -c 'import json,sys; assert \"dys\" in json.load(sys.stdin)[\"profiles\"]'"
holds 'a profile is shown with its sources' sh -c "'$ardoise' --lang fr profiles --show dys >shown && grep -q '^dyslexia.size = 14 .*dys.profile:[0-9]' shown && grep -q 'Étude : Zorzi' shown && grep -q 'Pas de preuve' shown"
holds 'JSON of a profile' sh -c "'$ardoise' profiles --show dys --json | python3 -c 'import json,sys; rows = json.load(sys.stdin)[\"values\"]; assert any(r[\"key\"] == \"font\" and r[\"offered\"] for r in rows)'"
try 'an unknown profile is not shown' 2 "$ardoise" profiles --show nobody
export XDG_CONFIG_HOME="$room/config"
holds "a pupil's profile" "$ardoise" profiles --new eleve-3b -p dys -s size=16
holds 'is for its owner alone' test "$(stat -c %a config config/ardoise/profiles config/ardoise/profiles/eleve-3b.profile | paste -sd' ')" = '700 700 600'
holds 'is changed' "$ardoise" profiles --change eleve-3b -s dyslexia.hyphens=auto
holds 'and used' "$ardoise" convert -t html -p eleve-3b -o eleve.html lecon.txt
holds 'with what it says' grep -q 'font-size:16pt.*hyphens:auto' eleve.html
try 'and not named' 1 grep -qi 'eleve-3b' eleve.html
try 'a name that is taken' 2 "$ardoise" profiles --new eleve-3b
try 'one thing at a time' 2 "$ardoise" profiles --show dys -s size=16
unset XDG_CONFIG_HOME
holds 'help of every command' sh -c "for c in convert check formats profiles; do '$ardoise' \$c --help | grep -q \"ardoise \$c\" || exit 1; done"

printf '[dyslexia]\nsize = 17\n' > eleve.profile
holds 'a profile file' "$ardoise" convert -t native -p ./eleve.profile -o a lecon.txt
holds 'a setting wins' "$ardoise" convert -t native -s size=21 -p ./eleve.profile -o b lecon.txt
try 'and changes the bytes' 1 cmp -s a b
printf 'size = 17 = 18\n[dyslexia\n' > eleve.profile
try 'a broken profile' 2 "$ardoise" convert -t native -p ./eleve.profile -o c lecon.txt
holds 'is named with its line' grep -q eleve.profile: before

# The same bytes from any folder, locale, user's home and time.
for format in html native odt brf spoken wav; do
    "$ardoise" convert -q -p dys -t $format -o "one.$format" "$lessons/maths.docx"
    mkdir -p "élève $format" && cp "$lessons/maths.docx" "élève $format/copie.docx"
    (cd "élève $format" && env -i PATH="$PATH" LC_ALL=fr_FR.UTF-8 TZ=Pacific/Auckland HOME=/nonexistent "$ardoise" convert -q -p dys -t $format -o two copie.docx)
    holds "same bytes of $format" cmp "one.$format" "élève $format/two"
done
if [ "$(id -u)" = 0 ]; then
    # The program and its data are copied: the folder of the build may be closed to others.
    chmod 755 "$room" && mkdir -m 777 other && cp "$lessons/maths.docx" "$ardoise" other/ && cp -r "$(dirname "$ardoise")/data" other/
    chmod -R a+rX other
    holds 'the same bytes as another user' sh -c "cd other && setpriv --reuid=65534 --regid=65534 --clear-groups ./ardoise convert -q -p dys -t html -o other.html maths.docx && cmp other.html ../one.html"
fi
holds 'date of SOURCE_DATE_EPOCH' sh -c "SOURCE_DATE_EPOCH=1700000000 '$ardoise' convert -q -t odt -o dated.odt '$lessons/poeme.txt' && unzip -p dated.odt meta.xml | grep -q 2023-11-14"
# complete WORDS...: what completion offers for the last word, a row each.
complete_words() {
    bash -c 'source <("$0" --bash-completion); compopt() { :; }; COMP_WORDS=(ardoise "$@"); COMP_CWORD=$#; _ardoise; printf "%s\n" "${COMPREPLY[@]}"' "$ardoise" "$@"
}
completes() { [ "$(complete_words "${@:2}" | paste -sd'|')" = "$1" ]; }
holds 'completion offers commands' completes convert con
holds 'completion offers settings' completes dyslexia.hyphens= convert -s dyslexia.hyp
holds 'completion offers what a setting may be' completes 'none|auto' convert -s dyslexia.hyphens =
holds 'completion offers the options of the command' completes '--set|--show' profiles --s
mkdir 'deux mots' && : >'deux mots/Leçon 3.docx'
holds 'completion keeps blanks in names' completes 'deux mots/Leçon 3.docx' convert 'deux mots/'
holds 'help fits a terminal' sh -c "for l in fr en; do for c in convert check formats; do '$ardoise' --lang \$l \$c --help || exit 1; done; '$ardoise' --lang \$l --help; done >helps && python3 -c 'assert max(len(line) for line in open(\"helps\", encoding=\"utf-8\")) <= 81'"
holds 'help aligns behind accents' sh -c "'$ardoise' --lang fr convert --help | python3 -c 'import sys; rows = [l for l in sys.stdin if \"CLÉ=VALEUR  \" in l or \"PROFIL  \" in l]; assert len(rows) == 2 and all(r[29] == \" \" and r[30] != \" \" for r in rows)'"

mkdir closed && "$ardoise" convert -q -t html -o closed/a.html lecon.txt
holds 'no file is left over' test -z "$(find . -name '*.tmp*' -o -name '.ard*')"
echo "cli: $passed passed, $failed failed"
[ "$failed" = 0 ]
