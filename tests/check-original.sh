#!/bin/bash
# Usage: tests/check-original.sh ARDOISE [LESSON...]
# Adapts every lesson by every profile that changes pages, in every format that can be read again, and takes the adaptation
# away: the text must be that of the lesson, to the character. A lesson that was never adapted passes unchanged. Neither
# the name of a profile nor a word for a disability may stand in what is written.
set -u
shopt -s nullglob
ardoise=$(realpath "${1:-build/ardoise}")
shift
cd "$(dirname "$0")" || exit 1
own=$#
[ $# -gt 0 ] || set -- lessons/*.{docx,html,md,mml,txt}
export SOURCE_DATE_EPOCH=0 LANGUAGE=en
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0

same() { # WHAT FILE FILE
    if cmp -s "$2" "$3"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1: not the first text:"
        diff "$2" "$3" | head -6
    fi
}

# All characters of an output, its parts unpacked, its names and its log.
unpacked() { # FILE
    if [[ $(head -c 2 "$1") == PK ]]; then
        unzip -Z1 "$1"
        unzip -p "$1"
    else
        cat "$1"
    fi
}

quiet() { # WHAT LESSON FILE PROFILE
    local words='dys-|dyslex|dysortho|dysgraph|dyspra|dyscalcul|handicap|disab' name=$4
    [[ $4 == dys ]] && words+='|[^a-z]dys[^a-z]'
    [[ $4 == simple || $4 == attention ]] && name=$4.profile # words of formats and of lessons
    set -- "$1" "$2" "$3" "$name"
    unpacked "$3" > "$folder/all"
    unpacked "$2" > "$folder/source"
    cat "$folder/log" >> "$folder/all"
    if grep -aiE -o "$words|$4" "$folder/all" | sort -u | grep -vixFf <(grep -aiE -o "$words|$4" "$folder/source"; echo) |
        grep -q .; then
        failed=$((failed + 1))
        echo "$1: says for whom it is: $(grep -aiE -o ".{20}($words|$4).{20}" "$folder/all" | head -3)"
    else
        passed=$((passed + 1))
    fi
}

# A pupil with every aid that marks characters, under a name that must not be told.
cat > "$folder/zorglub.profile" <<'END'
include = dys
[dyslexia]
syllables = three
arcs = yes
silent = struck
letters = b d p q
graphemes = ou on an
phonemes = k
liaisons = all
word-borders = yes
breath-groups = yes
punctuation = yes
alternate-lines = paper
[simplify]
verbs = no-pen
references = link
validated = yes
END

# What structure finds in a lesson it must find again in the adaptation: typed formulas, which are formulas there, make no
# long line short; an exercise that has been found is none of the lesson's title.
cat > "$folder/typed.html" <<'END'
<html lang="fr"><head><title>Calcul</title></head><body>
<h1>Activité : Calculer</h1>
<p>On calcule d'abord ce qui est entre parenthèses, puis les produits, puis les sommes.</p>
<p><b>La somme des produits vaut donc (9 + 57) × 2 + (12 + 7) × 3 + (45 + 38) × 4 et leur différence 20 × (8 - 3) - 12</b></p>
<p>Les calculs se lisent de la gauche vers la droite.</p>
<h2>Exercice 1</h2>
<ol><li>Calcule 3 × 4 = ..........</li><li>Quel est le double de 12 + 7 ? ..........</li></ol>
</body></html>
END
[ "$own" -gt 0 ] || set -- "$@" "$folder/typed.html"

profiles=$("$ardoise" profiles 2>/dev/null | grep -v '^braille\|^embosseuse\|^dictee$\|^original$') # those make other documents
for lesson in "$@"; do
    name=$(basename "$lesson")
    "$ardoise" convert "$lesson" -t text -o "$folder/plain.txt" 2>/dev/null || { echo "$name: cannot be read"; exit 1; }
    "$ardoise" convert "$lesson" -p original -t text -o "$folder/original.txt" 2>/dev/null
    same "$name as it is" "$folder/plain.txt" "$folder/original.txt"
    for format in html epub odt docx native; do
        for profile in $profiles "$folder/zorglub.profile"; do
            out=$folder/lesson.$format
            "$ardoise" convert "$lesson" -p "$profile" -o "$out" 2>"$folder/log" || {
                failed=$((failed + 1))
                echo "$name, $profile, $format: not adapted"
                continue
            }
            "$ardoise" convert "$out" -p original -t text -o "$folder/back.txt" 2>/dev/null
            pupil=$(basename "$profile" .profile)
            same "$name, $pupil, $format" "$folder/plain.txt" "$folder/back.txt"
            quiet "$name, $pupil, $format" "$lesson" "$out" "$pupil"
        done
    done
done
echo "original: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
