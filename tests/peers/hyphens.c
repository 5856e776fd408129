/* Compares our hyphenation with libhyphen's on a list of words (a line each, UTF-8), and prints those that differ.
 * Usage: hyphens LANGUAGE DICTIONARY < WORDS. Exit code 1 where less than 99.3 % are the same: of
 * German compounds a few are parted otherwise. */
#include "language/hyphens.h"
#include "base/text.h"

#include <hyphen.h>
#include <stdio.h>
#include <string.h>

enum { SIZE = 200 };

/* The word with "=" at its partings, as libhyphen has them; `charset` is Latin-1 where the dictionary is. */
static void theirs(HyphenDict *dictionary, const char *word, bool latin1, char *parted)
{
    char bytes[SIZE] = "", digits[SIZE + 5] = "";
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    size_t count = 0, out = 0;
    for (const char *at = word; *at;) {
        uint32_t point = text_lower(text_next(&at));
        if (latin1)
            bytes[count++] = (char)point;
        else
            count += text_encode(bytes + count, point);
    }
    hnj_hyphen_hyphenate2(dictionary, bytes, (int)count, digits, NULL, &rep, &pos, &cut);
    size_t number = 0; /* digits stand a character each, in UTF-8 too */
    for (const char *at = word; *at; number++) {
        const char *begin = at;
        text_next(&at);
        memcpy(parted + out, begin, (size_t)(at - begin));
        out += (size_t)(at - begin);
        if (digits[number] & 1 && *at)
            parted[out++] = '=';
    }
    parted[out] = 0;
}

/* The same of ours, without the vowel that may stand alone at the beginning of Spanish and Italian words ("a-mi-go"). */
static void ours(const char *language, const char *word, char *parted)
{
    uint8_t starts[64];
    size_t size = strlen(word), count = hyphens_find(word, size, language, starts, 64), out = 0, next = 1;
    for (size_t i = 0; i < size; i++) {
        if (next < count && starts[next] == i) {
            if (text_length(word) - text_length(word + i) > 1)
                parted[out++] = '=';
            next++;
        }
        parted[out++] = word[i];
    }
    parted[out] = 0;
}

int main(int argc, char **argv)
{
    HyphenDict *dictionary = argc == 3 ? hnj_hyphen_load(argv[2]) : NULL;
    unsigned long same = 0, all = 0;
    char line[SIZE / 2], a[2 * SIZE], b[2 * SIZE];
    if (!dictionary)
        return 2;
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\r\n")] = 0;
        if (!*line)
            continue;
        theirs(dictionary, line, !dictionary->utf8, a);
        ours(argv[1], line, b);
        all++;
        same += strcmp(a, b) == 0;
        if (strcmp(a, b) != 0)
            printf("%s\tlibhyphen %s\n", b, a);
    }
    hnj_hyphen_free(dictionary);
    printf("%s: %lu of %lu words as libhyphen has them\n", argv[1], same, all);
    return all && same * 1000 >= all * 993 ? 0 : 1;
}
