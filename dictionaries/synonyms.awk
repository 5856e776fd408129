# Makes build/fr.syn of a MyThes thesaurus (thes_fr.dat): the synonyms that are met more often than their word. Usage:
#     awk -f synonyms.awk dictionaries/build/counts.tsv thes_fr.dat | LC_ALL=C sort
# A row a word and part of speech: word, a tab, n, v, a or d, a tab, up to 6 synonyms parted by ",". Kept are synonyms of
# one word, in the same part of speech, that are counted 4 times as often. Those that share most synonyms with the word come
# first: a thesaurus has no order, and what only touches the word in one sense shares few.
BEGIN {
    FS = "\t"
    MORE = 4; MOST = 6; LEAST = 40
    parts["Nom"] = "n"; parts["Verbe"] = "v"; parts["Adjectif"] = "a"; parts["Adverbe"] = "d"
}
FILENAME == ARGV[1] { if ($0 !~ /^#/) count[$1] = $2; next }
FNR == 1 { FS = "|"; next }
!/^\(/ { split($0, entry, "|"); word = entry[1]; next }
word ~ /[ |,']/ { next }
{
    cells = split($0, cell, "|")
    part = substr(cell[1], 2, length(cell[1]) - 2)
    if (!(part in parts)) next
    key = word "\t" parts[part]
    for (i = 2; i <= cells; i++) {
        synonym = cell[i]
        sub(/ *\(.*/, "", synonym)
        if (synonym == "" || synonym == word || synonym ~ /[ ,']/) continue
        if ((key, synonym) in listed) continue
        listed[key, synonym] = 1
        list[key] = list[key] "," synonym
    }
}
END {
    for (key in list) {
        split(key, half, "\t")
        own = count[half[1]] + 0
        many = split(substr(list[key], 2), synonyms, ",")
        kept = 0
        for (i = 1; i <= many; i++) {
            synonym = synonyms[i]
            if (count[synonym] < LEAST || count[synonym] < MORE * (own ? own : LEAST / MORE)) continue
            back = synonym "\t" half[2]
            if (!(back in list)) continue
            shared = (back, half[1]) in listed ? 3 : 0
            others = split(substr(list[back], 2), theirs, ",")
            for (j = 1; j <= others; j++) if ((key, theirs[j]) in listed) shared++
            if (shared < 3) continue
            score = shared / sqrt(others + 4)
            for (j = ++kept; j > 1 && scores[j - 1] < score; j--) { scores[j] = scores[j - 1]; names[j] = names[j - 1] }
            scores[j] = score; names[j] = synonym
        }
        if (!kept) continue
        row = names[1]
        for (i = 2; i <= kept && i <= MOST; i++) row = row "," names[i]
        print key "\t" row
    }
}
