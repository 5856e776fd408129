# Makes the hyphenation patterns that are compiled in (engine/language/hyphen-tables.h), from a dictionary of the form that
# libhyphen reads, in UTF-8. In two steps, so that sort can stand between:
#     awk -f hyphens.awk -v step=rows DICTIONARY | sort | awk -f hyphens.awk -v step=table -v name=NAME
# rows: a pattern as level, letters, digits ("a1b2c" is "abc", "0120"); under level 0 the least sizes of a word's parts.
# table: a level is a trie in the order of breadth, in which the children of a node stand together: those of node i are
# first[i] to first[i + 1] - 1. A node that ends a pattern names its digits, without the zeros at their two ends.
function fail(why)
{
    print "hyphens: " name " " why > "/dev/stderr"
    failed = 1
    exit 1
}
function pattern_row(pattern,    i, c, letters, digits)
{
    digits = "0"
    for (i = 1; i <= length(pattern); i++) {
        c = substr(pattern, i, 1)
        if (c ~ /[0-9]/)
            digits = substr(digits, 1, length(digits) - 1) c
        else {
            letters = letters c
            digits = digits "0"
        }
    }
    return letters "\t" digits
}
function larger(a, b,    i, sum)                # the greater digit at each place
{
    for (i = 1; i <= length(a); i++)
        sum = sum (substr(a, i, 1) > substr(b, i, 1) ? substr(a, i, 1) : substr(b, i, 1))
    return sum
}
function add_value(node, digits,    ahead)
{
    sub(/0+$/, "", digits)
    if (digits == "") return
    match(digits, /^0*/)
    ahead = RLENGTH
    digits = substr(digits, ahead + 1)
    if (!(digits in pooled)) {
        pooled[digits] = pool_size
        pool = pool "\n    \"" digits ".\""
        pool_size += length(digits) + 1
        if (pool_size > 65535) fail("has too many sorts of digits")
    }
    values[node] = pooled[digits]
    starts[node] = ahead
}
function add_letter(size,    i, prefix, known)  # the nodes at one depth: each prefix of that size once
{
    known = ""
    for (i = 1; i <= rows; i++) {
        if (length(letters[i]) < size) continue
        prefix = substr(letters[i], 1, size)
        if (prefix != known) {
            known = prefix
            bytes[nodes] = code[substr(prefix, size, 1)]
            if (!(at[i] in first)) first[at[i]] = nodes
            nodes++
        }
        at[i] = nodes - 1
        if (length(letters[i]) == size) add_value(nodes - 1, digits[i])
    }
}
function print_numbers(type, table, array, count,    i)
{
    printf "static const %s %s_%s_%d[] = {", type, table, name, level
    for (i = 0; i < count; i++) printf "%s%d", i % 24 ? "," : (i ? ",\n    " : "\n    "), array[i]
    print "\n};"
}
function flush_level(    i, longest)
{
    if (!rows) return
    split("", first); split("", bytes); split("", values); split("", starts); split("", pooled)
    pool = "\n    \".\""; pool_size = 1
    nodes = 1
    longest = 0
    for (i = 1; i <= rows; i++) {
        at[i] = 0
        if (length(letters[i]) > longest) longest = length(letters[i])
    }
    for (i = 1; i <= longest; i++) add_letter(i)
    first[nodes] = nodes
    for (i = nodes - 1; i >= 0; i--) if (!(i in first)) first[i] = first[i + 1]
    print_numbers("uint32_t", "first", first, nodes + 1)
    print_numbers("uint8_t", "bytes", bytes, nodes)
    print_numbers("uint16_t", "values", values, nodes)
    print_numbers("uint8_t", "starts", starts, nodes)
    print "static const char digits_" name "_" level "[] =" pool ";\n"
    level_rows = level_rows sprintf("    {first_%s_%d, bytes_%s_%d, values_%s_%d, starts_%s_%d, digits_%s_%d},\n",
                                    name, level, name, level, name, level, name, level, name, level)
    levels++
    rows = 0
}
BEGIN {
    for (byte = 1; byte < 256; byte++) code[sprintf("%c", byte)] = byte
    if (step == "table") print "/* Made from a hyphenation dictionary by hyphens.awk. */\n#include \"language/hyphen-tables.h\"\n"
    else FS = "[ \t]+"
}
step == "table" && $1 == "0" { least[$2] = $3; next }
step == "table" {
    if ($1 != level) flush_level()
    level = $1
    if (rows && $2 == letters[rows])
        digits[rows] = larger(digits[rows], $3)
    else {
        rows++
        letters[rows] = $2
        digits[rows] = $3
    }
    next
}
FNR == 1 { level = 1; next }                    # the character set
/^[#%]/ || /^$/ { next }
$1 == "NEXTLEVEL" { level++; next }
$1 ~ /^(COMPOUND)?(LEFT|RIGHT)HYPHENMIN$/ { print 0 "\t" $1 "\t" $2; next }
$1 == "NOHYPHEN" { next }                       # hyphens and apostrophes end a word here
/\// { fail("has a pattern that changes letters, which is not handled: " $0) }
{ print level "\t" pattern_row($1) }
END {
    if (failed) exit 1
    if (step != "table") exit
    flush_level()
    print "static const hyphen_level levels_" name "[] = {\n" level_rows "};\n"
    printf "const hyphen_table hyphens_%s = {levels_%s, %d, %d, %d, %d, %d};\n", name, name, levels,
        least["LEFTHYPHENMIN"], least["RIGHTHYPHENMIN"], least["COMPOUNDLEFTHYPHENMIN"], least["COMPOUNDRIGHTHYPHENMIN"]
}
