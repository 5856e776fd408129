/* Hyphenation by patterns: of all patterns that a word holds, the greatest digit at each place counts; odd ones part. */
#include "language/hyphens.h"

#include "language/hyphen-tables.h"
#include "language/latin.h"

#include "base/text.h"

#include <string.h>

enum { WORD_MOST = 200, DOTTED_MOST = WORD_MOST + 2 };

typedef size_t finder(const char *word, size_t size, uint8_t *starts, size_t most);

/* How a language's words are parted; `bare`: whether a vowel alone may begin a word. */
typedef struct language_row {
    const char *range;
    const hyphen_table *table;
    finder *rules;
    bool bare;
} language_row;

/* What libhyphen takes where a dictionary says nothing. */
enum { LEAST = 2 };

/* The first row that fits. Without a country English is British, as schools in France teach it. Spanish and Italian part
 * by syllables, so that a vowel alone may begin a word ("a-mi-go"). */
static const language_row languages[] = {
    {"en-US", &hyphens_en_us, NULL, false}, {"en", &hyphens_en_gb, NULL, false}, {"es", &hyphens_es, NULL, true},
    {"de", &hyphens_de, NULL, false},       {"it", &hyphens_it, NULL, true},     {"la", NULL, latin_syllables, false},
};

static const language_row *row_of(const char *language)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (text_in_language(language, languages[i].range))
            return languages + i;
    return NULL;
}

bool hyphens_know(const char *language)
{
    return row_of(language) != NULL;
}

/* ---- Patterns ---------------------------------------------------------------------------------------------------- */

/* A word in small letters between two dots, and where its bytes stand in the word as it was given. */
typedef struct dotted {
    char bytes[DOTTED_MOST];
    uint8_t origin[DOTTED_MOST];
    size_t size;
} dotted;

/* False where it does not fit, or where a character is no letter: then it is no word of a dictionary. */
static bool make_dotted(dotted *d, const char *word, size_t size)
{
    d->size = 0;
    d->bytes[d->size++] = '.';
    for (size_t at = 0, length; at < size; at += length) {
        char small[4];
        uint32_t point = text_decode(word + at, size - at, &length);
        if (!text_is_letter(point))
            return false;
        size_t bytes = text_encode(small, text_lower(point));
        if (d->size + bytes >= DOTTED_MOST)
            return false;
        for (size_t i = 0; i < bytes; i++) {
            d->origin[d->size] = (uint8_t)at;
            d->bytes[d->size++] = small[i];
        }
    }
    d->bytes[d->size++] = '.';
    return true;
}

/* The child of a node by its byte; 0, the root, where there is none. */
static uint32_t child_of(const hyphen_level *level, uint32_t node, uint8_t byte)
{
    uint32_t low = level->first[node], end = level->first[node + 1], high = end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (level->bytes[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && level->bytes[low] == byte ? low : 0;
}

/* The byte at `i` of a part of a word: its edges are dots. */
static uint8_t byte_at(const dotted *d, size_t begin, size_t end, size_t i)
{
    return i < begin || i >= end ? '.' : (uint8_t)d->bytes[i];
}

/* Raises the digits of the gaps before each byte of the part from `begin` to `end`, by the patterns of one level. Of those
 * that end at the same byte the longest alone counts, and none where a longer one has begun: so libhyphen does, and its
 * dictionaries are written for it, with what shorter patterns say worked into the longer ones. */
static void match(const hyphen_level *level, const dotted *d, size_t begin, size_t end, uint8_t *gaps)
{
    bool claimed[DOTTED_MOST] = {false};
    for (size_t from = begin - 1; from < end; from++) {
        uint32_t node = 0;
        for (size_t i = from; i <= end; i++) {
            node = child_of(level, node, byte_at(d, begin, end, i));
            if (!node)
                break;
            const char *digit = level->digits + (claimed[i] ? 0 : level->values[node]);
            claimed[i] = true;
            for (size_t gap = from + level->starts[node]; *digit != '.'; digit++, gap++)
                if (gap > begin && gap < end && (uint8_t)(*digit - '0') > gaps[gap])
                    gaps[gap] = (uint8_t)(*digit - '0');
        }
    }
}

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static size_t characters(const dotted *d, size_t begin, size_t end)
{
    size_t count = 0;
    for (size_t i = begin; i < end; i++)
        count += begins_character(d->bytes[i]);
    return count;
}

/* Takes away the partings that leave less than `left` characters at the beginning of a part, or `right` at its end. */
static void keep_edges(const dotted *d, size_t begin, size_t end, unsigned left, unsigned right, uint8_t *gaps)
{
    for (size_t i = begin + 1; i < end; i++)
        if (characters(d, begin, i) < left || characters(d, i, end) < right)
            gaps[i] = 0;
}

/* The parts of a compound, where the first level has an odd digit, are words of the second. A part of less characters than
 * a parting may leave is none. */
static void match_parts(const hyphen_table *table, const dotted *d, uint8_t *gaps)
{
    size_t end = d->size - 1, begin = 1;
    for (size_t i = 2; i <= end; i++) {
        bool parts = i == end || (gaps[i] & 1 && characters(d, begin, i) >= table->compound_left &&
                                  characters(d, i, end) >= table->compound_right);
        if (!parts) {
            gaps[i] = 0;
            continue;
        }
        uint8_t inner[DOTTED_MOST] = {0};
        match(table->levels + 1, d, begin, i, inner);
        keep_edges(d, begin, i, begin == 1 ? 0 : table->compound_left, i == end ? 0 : table->compound_right, inner);
        for (size_t j = begin + 1; j < i; j++)
            gaps[j] = inner[j];
        begin = i;
    }
}

/* Whether a vowel of Spanish or Italian stands at `text`. */
static bool is_vowel(const char *text, size_t size)
{
    size_t length;
    uint32_t point = text_decode(text, size, &length);
    for (const char *at = "aeiouáéíóúàèìòù"; *at;)
        if (text_next(&at) == point)
            return true;
    return false;
}

static size_t by_patterns(const language_row *row, const char *word, size_t size, uint8_t *starts, size_t most)
{
    const hyphen_table *table = row->table;
    uint8_t gaps[DOTTED_MOST] = {0};
    size_t count = 1;
    dotted d;
    starts[0] = 0;
    if (!make_dotted(&d, word, size))
        return 1;
    match(table->levels, &d, 1, d.size - 1, gaps);
    if (table->count > 1)
        match_parts(table, &d, gaps);
    unsigned left = row->bare && is_vowel(d.bytes + 1, d.size - 1) ? 1 : table->left ? table->left : LEAST;
    keep_edges(&d, 1, d.size - 1, left, table->right ? table->right : LEAST, gaps);
    for (size_t i = 2; i < d.size - 1 && count < most; i++)
        if (gaps[i] & 1 && d.origin[i] > starts[count - 1])
            starts[count++] = d.origin[i];
    return count;
}

size_t hyphens_find(const char *word, size_t size, const char *language, uint8_t *starts, size_t most)
{
    const language_row *row = row_of(language);
    if (!size || !most)
        return 0;
    starts[0] = 0;
    if (!row || size > WORD_MOST)
        return 1;
    return row->rules ? row->rules(word, size, starts, most) : by_patterns(row, word, size, starts, most);
}
