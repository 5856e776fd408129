# Makes the word tables that are compiled in: dictionaries/<language>/<name>.tsv becomes the table
# words_<language>_<name> (engine/language/words.h). Rows are sorted by their first cell, so that they can be searched;
# a file whose first line is "# ordered" keeps its order. Lines that begin with # and empty lines are comments.
function flush_table(    gap, i, j, row)
{
    if (table == "") return
    for (gap = ordered ? 0 : int(rows / 2); gap > 0; gap = int(gap / 2))
        for (i = gap + 1; i <= rows; i++) {
            row = cells[i]
            for (j = i; j > gap && key(cells[j - gap]) > key(row); j -= gap) cells[j] = cells[j - gap]
            cells[j] = row
        }
    print "static const char *const cells_" table "[] = {"
    for (i = 1; i <= rows; i++) {
        if (!ordered && i > 1 && key(cells[i]) == key(cells[i - 1])) fail("two rows for " key(cells[i]))
        row = cells[i]
        gsub(/\\/, "&&", row); gsub(/"/, "\\\"", row); gsub(/\t/, "\", \"", row)
        print "    \"" row "\","
    }
    print "};\nconst word_table words_" table " = {cells_" table ", " columns ", " rows "};\n"
}
function key(row) { return substr(row, 1, index(row, "\t") - 1) "" }
function fail(why)
{
    print "words: " file ": " why > "/dev/stderr"
    failed = 1
    exit 1
}
BEGIN { print "/* Made from dictionaries/ by words.awk. */\n#include \"language/words.h\"\n" }
FNR == 1 {
    flush_table()
    file = FILENAME
    table = FILENAME
    sub(/^.*dictionaries\//, "", table); sub(/\.tsv$/, "", table); gsub(/[^a-z]/, "_", table)
    ordered = $0 == "# ordered"
    rows = 0; columns = 0
}
/^#/ || /^$/ { next }
{
    count = split($0, unused, "\t")
    if (count < 2) fail("a row of one cell: " $0)
    if (columns && count != columns) fail("a row of " count " cells, not " columns ": " $0)
    columns = count
    cells[++rows] = $0
}
END { if (!failed) flush_table(); else exit 1 }
