#!/bin/sh
# Each tests/golden/NAME.in.SOURCE beside NAME.out.FORMAT...: the conversion must give those bytes. A golden's first reading
# is by eye, against the rule that tests/golden/README.md names. Usage: check-golden.sh ARDOISE [--write NAME...]
# NAME.in.docx.d is a folder of parts, zipped here with those of docx.common that it lacks; options stand in NAME.options.
# --write gives the named cases what comes out now, in the formats for which they have a file (an empty one will do).
ardoise=$(realpath "$1")
cd "$(dirname "$0")/golden" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
python3 - "$work" <<'PYTHON' || exit 2
import pathlib, sys, zipfile
common = pathlib.Path("docx.common")
parts_of = lambda folder: {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
for case in pathlib.Path().glob("*.in.docx.d"):
    with zipfile.ZipFile(pathlib.Path(sys.argv[1], case.stem), "w") as package:
        for name, path in sorted({**parts_of(common), **parts_of(case)}.items()):
            package.writestr(zipfile.ZipInfo(name), path.read_bytes())
PYTHON
passed=0 failed=0
fail()
{
    failed=$((failed + 1))
    echo "golden: $1"
}
for wanted in *.out.*; do
    name=${wanted%%.*} format=${wanted##*.}
    [ "$2" != --write ] || case " $* " in *" $name "*) ;; *) continue ;; esac
    source=$(ls -d "$name".in.* 2>/dev/null)
    [ -d "$source" ] && source=$work/${source%.d}
    # shellcheck disable=SC2046
    if ! "$ardoise" convert -q $(cat "$name.options" 2>/dev/null) -t "$format" -o "$work/out" "$source"; then
        fail "$name to $format: no answer"
    elif [ "$2" = --write ]; then
        cp "$work/out" "$wanted"
    elif cmp -s "$work/out" "$wanted"; then
        passed=$((passed + 1))
    else
        fail "$name to $format"
        diff "$wanted" "$work/out" | head -10
    fi
done
for source in *.in.*; do
    ls "${source%%.*}".out.* >/dev/null 2>&1 || fail "$source: nothing to compare it with"
done
echo "golden: $passed passed, $failed failed"
[ "$failed" = 0 ]
