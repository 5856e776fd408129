#!/bin/sh
# `make install` into an empty root: the example is compiled against what stands there, shared and static, and run; the
# shared library exports ard_* alone; the man page and the completion are sound; `make uninstall` leaves no file.
# Usage: check-install.sh
cd "$(dirname "$0")/.." || exit 2
root=$(mktemp -d) || exit 2
trap 'rm -rf "$root"' EXIT
passed=0 failed=0
try() {
    name=$1
    shift
    if "$@" >"$root/log" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "install: $name failed"; cat "$root/log"; fi
}
place() { make -s install prefix="$root/usr"; }
config() { PKG_CONFIG_PATH=$root/usr/lib/pkgconfig pkg-config "$@" ardoise; }
shared() { ${CC:-cc} -o "$root/shared" tests/example/adapt.c $(config --cflags --libs); }
fixed() { ${CC:-cc} -o "$root/static" tests/example/adapt.c $(config --cflags) "$root/usr/lib/libardoise.a" $(config --static --libs-only-l | sed 's/-lardoise//'); }
adapt() { LD_LIBRARY_PATH=$root/usr/lib ARDOISE_DATA=$root/usr/share/ardoise "$root/$1" tests/lessons/maths.docx dys html "$root/$1.html" && grep -q '<math' "$root/$1.html"; }
same() { cmp "$root/shared.html" "$root/static.html"; }
exports() { test -z "$(nm -D --defined-only "$root/usr/lib/libardoise.so" | awk '$3 !~ /^ard_/')"; }
program() { ARDOISE_DATA=$root/usr/share/ardoise "$root/usr/bin/ardoise" profiles | grep -qx dys; }
manual() { test -s "$root/usr/share/man/$1" && if command -v man >/dev/null; then test -z "$(LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$root/usr/share/man/$1" 2>&1 >/dev/null)"; fi; }
completion() { bash -n "$root/usr/share/bash-completion/completions/ardoise"; }
gone() { make -s uninstall prefix="$root/usr" && test -z "$(find "$root/usr" -type f -o -type l)"; }
try install place
try 'compile, shared' shared
try 'compile, static' fixed
try 'run, shared' adapt shared
try 'run, static' adapt static
try 'same bytes' same
try 'only ard_* exported' exports
try 'installed program' program
try 'man page' manual man1/ardoise.1
try 'man page in French' manual fr/man1/ardoise.1
try completion completion
try uninstall gone
echo "install: $passed passed, $failed failed"
[ "$failed" = 0 ]
