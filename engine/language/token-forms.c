/* Tokens that are no plain words: addresses, gaps to write on, numbers, units, abbreviations. */
#include "tokens-inside.h"

#include <string.h>

static bool is_joiner(uint32_t point)
{
    return point == 0xAD || point == 0x200C || point == 0x200D || point == 0x2060;
}

size_t token_letters(const cutter *c, size_t at)
{
    size_t end = at, length;
    for (size_t i = at; i < c->size; i += length) {
        uint32_t point = token_point(c, i, &length);
        if (text_is_letter(point))
            end = i + length;
        else if (i == at || !is_joiner(point))
            break;
    }
    return end;
}

/* ---- Addresses ---------------------------------------------------------------------------------------------------- */

static bool is_address_byte(unsigned char byte)
{
    return byte > ' ' && byte < 0x7F && !strchr("<>\"'`{}|\\^", byte);
}

/* The end of a run of an address, without the signs of the sentence at its end. */
static size_t address_run(const cutter *c, size_t at)
{
    size_t end = at;
    while (end < c->size && is_address_byte((unsigned char)c->text[end]))
        end++;
    while (end > at && strchr(".,;:!?)]", c->text[end - 1]))
        end--;
    return end;
}

/* Whether a run ends in a host's name of the usual domains, before any path. */
static bool names_host(const char *run, size_t size)
{
    static const char domains[] = "fr com org net eu be ch ca info edu gouv int io uk de es it lu";
    const char *slash = memchr(run, '/', size);
    size_t host = slash ? (size_t)(slash - run) : size, dot = host;
    while (dot > 0 && run[dot - 1] != '.')
        dot--;
    char last[8] = {0};
    if (dot < 2 || host - dot > sizeof last - 1 || host == dot)
        return false;
    for (size_t i = 0; i < host; i++)
        if (!ascii_is_letter(run[i]) && !text_is_digit((unsigned char)run[i]) && run[i] != '.' && run[i] != '-')
            return false;
    memcpy(last, run + dot, host - dot);
    return text_in_list(domains, last);
}

size_t token_address(const cutter *c, size_t at)
{
    static const char *const schemes[] = {"http://", "https://", "ftp://", "mailto:", "www."};
    size_t end = address_run(c, at), size = end - at;
    const char *run = c->text + at;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t length = strlen(schemes[i]);
        if (size > length && memcmp(run, schemes[i], length) == 0)
            return end;
    }
    const char *sign = size ? memchr(run, '@', size) : NULL;
    if (sign && sign > run && sign[-1] != '.' && names_host(sign + 1, size - (size_t)(sign + 1 - run)))
        return end;
    return !sign && names_host(run, size) ? end : at;
}

/* ---- Gaps --------------------------------------------------------------------------------------------------------- */

/* "___", ".....", "……": three lines or more, more points than an ellipsis has. */
size_t token_gap(const cutter *c, size_t at)
{
    size_t end = at, weight = 0, length;
    for (uint32_t point; (point = token_point(c, end, &length)) == '_' || point == '.' || point == 0x2026;
         end += length)
        weight += point == '_' ? 2 : point == '.' ? 1 : 3;
    return weight > 4 ? end : at;
}

/* ---- Numbers ------------------------------------------------------------------------------------------------------ */

static size_t digits_end(const cutter *c, size_t at)
{
    while (token_is_digit(c, at))
        at++;
    return at;
}

/* Whether capitals are a Roman number, as of a chapter. */
static bool is_roman(const cutter *c, size_t at, size_t end)
{
    for (size_t i = at; i < end; i++)
        if (!strchr("IVXLCDM", c->text[i]))
            return false;
    return end > at;
}

/* The end of a group of three digits after a blank: "12 500", by any blank that is used so. */
static size_t group_end(const cutter *c, size_t at)
{
    size_t length;
    uint32_t blank = token_point(c, at, &length);
    if (blank != ' ' && blank != 0xA0 && blank != 0x202F && blank != 0x2009)
        return at;
    return digits_end(c, at + length) == at + length + 3 ? at + length + 3 : at;
}

/* The end of an ordinal's letters after digits: "3e", "1er", "2nde"; `at` where they are none. */
static size_t ordinal_end(const cutter *c, size_t at)
{
    static const char *const endings[] = {"e",    "er",    "ers", "re", "res", "ère", "ères", "ème", "èmes", "eme",
                                          "ième", "ièmes", "es",  "nd", "nde", "nds", "ndes", "ᵉ",   "ᵉʳ"};
    size_t end = token_letters(c, at);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (end > at && text_is(c->text + at, end - at, endings[i]))
            return end;
    return at;
}

size_t token_number(const cutter *c, size_t at)
{
    size_t begin = at, length, end;
    uint32_t sign = token_point(c, at, &length);
    bool begins = !c->list->count || c->list->tokens[c->list->count - 1].kind == TOKEN_BLANK;
    if (begins && (sign == '-' || sign == '+' || sign == 0x2212))
        begin += length;
    if (!token_is_digit(c, begin))
        return at;
    size_t digits = digits_end(c, begin);
    for (size_t next; digits - begin <= 3 || digits > begin + 4; digits = next)
        if ((next = group_end(c, digits)) == digits || token_is_digit(c, next))
            break;
    while (digits + 1 < c->size && (c->text[digits] == ',' || c->text[digits] == '.') && token_is_digit(c, digits + 1))
        digits = digits_end(c, digits + 1);
    end = ordinal_end(c, digits);
    return end;
}

/* Whether what could be a Roman digit and an ordinal's ending is a word with a capital: "Les", "Vers", "Mère". */
static bool is_capital_word(const cutter *c, size_t at, size_t end)
{
    char small[16];
    lexicon_entry entry;
    if (c->text[at] == 'I' || end - at >= sizeof small)
        return false;
    memcpy(small, c->text + at, end - at);
    small[0] = ascii_lower(small[0]);
    return lexicon_find(small, end - at, &entry);
}

size_t token_roman(const cutter *c, size_t at)
{
    size_t digits = at;
    while (digits < c->size && c->text[digits] && strchr("IVXLCDM", c->text[digits]))
        digits++;
    size_t end = digits > at ? ordinal_end(c, digits) : at;
    return end > digits && !(digits == at + 1 && is_capital_word(c, at, end)) ? end : at;
}

size_t token_unit(const cutter *c, size_t at)
{
    const word_table *units = c->english ? &words_en_units : &words_fr_units;
    size_t end = at, length;
    for (uint32_t point; end - at < 24 && (point = token_point(c, end, &length)); end += length)
        if (!text_is_letter(point) && !strchr("%/", (int)(point < 0x80 ? point : ' ')) && point != 0xB0 &&
            point != 0x20AC && point != 0xB2 && point != 0xB3 && point != 0x2030 && point != 0xA3 && point != '$' &&
            point != 0xA5 && point != 0x2103)
            break;
    /* "km/h", "m²": each part is one. */
    for (size_t part = at; part < end;) {
        size_t stop = part;
        while (stop < end && c->text[stop] != '/' &&
               (stop + 1 >= end || (unsigned char)c->text[stop] != 0xC2 ||
                ((unsigned char)c->text[stop + 1] & 0xFE) != 0xB2))
            stop++;
        if (!word_find(units, c->text + part, stop - part))
            return at;
        part = stop + (stop < end ? c->text[stop] == '/' ? 1 : 2 : 0);
    }
    return end;
}

/* ---- Abbreviations ------------------------------------------------------------------------------------------------ */

/* "CM2", "H2O", "3D": letters and digits together. */
size_t token_mixed(const cutter *c, size_t at)
{
    size_t letters = token_letters(c, at), end = letters;
    if (!token_is_digit(c, letters))
        return at;
    while (end < c->size && (token_is_digit(c, end) || token_letters(c, end) > end))
        end = token_is_digit(c, end) ? end + 1 : token_letters(c, end);
    return end;
}

/* Whether what stands after an abbreviation is what its row asks for: a number, a name, anything. */
static bool is_followed(const cutter *c, const char *const *row, size_t end)
{
    size_t next = end, length;
    while (text_is_space(token_point(c, next, &length)))
        next += length;
    if (strcmp(row[2], "number") == 0)
        return token_is_digit(c, next) || is_roman(c, next, token_letters(c, next));
    return strcmp(row[2], "name") != 0 || text_is_upper(token_point(c, next, &length));
}

/* The longest form of the table that stands at an offset; `word` is the end of its first letters. Forms go over points,
 * hyphens and, for "av. J.-C.", one blank each. */
static size_t table_abbreviation(const cutter *c, size_t at, size_t word)
{
    const word_table *table = c->english ? &words_en_abbreviations : &words_fr_abbreviations;
    size_t found = at, end = word, length;
    for (int pieces = 0; pieces < 4 && end - at <= 16; pieces++) {
        if (end < c->size && c->text[end] == '.')
            end++;
        const char *const *row = word_find(table, c->text + at, end - at);
        if (row && (c->text[end - 1] == '.' || token_letters(c, end) == end) && is_followed(c, row, end))
            found = end;
        else if (pieces && c->text[end - 1] == '.' && (row = word_find(table, c->text + at, end - at - 1)))
            found = end - 1;
        uint32_t sign = token_point(c, end, &length);
        if (c->text[end - 1] != '.' || (sign != '-' && sign != ' ' && sign != 0xA0 && !text_is_letter(sign)))
            break;
        size_t next = text_is_letter(sign) ? end : end + length, letters = token_letters(c, next);
        if (letters == next || letters - next > 4)
            break;
        end = letters;
    }
    return found;
}

/* Whether letters are capitals all, two to six of them, that are read one by one: none is a vowel. */
static bool is_spelled(const cutter *c, size_t at, size_t end)
{
    if (end - at < 2 || end - at > 6)
        return false;
    for (size_t i = at; i < end; i++)
        if (c->text[i] < 'A' || c->text[i] > 'Z' || strchr("AEIOUY", c->text[i]))
            return false;
    return true;
}

/* "J." before a name: one capital with a point, unless a sentence ends there. */
static bool is_initial(const cutter *c, size_t at, size_t end)
{
    size_t length, next;
    uint32_t letter = token_point(c, at, &length);
    if (at + length != end || end >= c->size || c->text[end] != '.' || !text_is_upper(letter))
        return false;
    uint32_t after = token_point(c, end + 1, &next);
    if (after == '-' || text_is_upper(after))
        return true;
    return text_is_space(after) && text_is_upper(token_point(c, end + 1 + next, &length));
}

/* "n°" and "§". */
static size_t sign_abbreviation(const cutter *c, size_t at)
{
    size_t end = at + (c->text[at] == 'n' || c->text[at] == 'N'), length;
    uint32_t point = token_point(c, end, &length);
    return (end > at && (point == 0xB0 || point == 0xBA)) || (end == at && point == 0xA7) ? end + length : at;
}

size_t token_abbreviation(const cutter *c, size_t at)
{
    size_t word = token_letters(c, at), length, end = sign_abbreviation(c, at);
    uint32_t first = token_point(c, at, &length);
    if (end > at || word == at || word - at > 16)
        return end;
    bool point = word < c->size && c->text[word] == '.';
    if (point || text_is_upper(first)) {
        end = table_abbreviation(c, at, word);
        if (end > at)
            return end;
    }
    if (is_initial(c, at, word))
        return word + 1;
    return is_spelled(c, at, word) && !is_roman(c, at, word) ? word : at;
}
