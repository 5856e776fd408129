/* Numbers in words, by tables of numerals. French: the 1990 spelling, "fr-BE" and "fr-CH" with their own tens; English
 * with "and" after hundreds. */
#include "language/numbers.h"

#include "base/text.h"

#include <string.h>

/* A word of tens: from what number its tens count, and how units join it. */
typedef struct tens_row {
    const char *word;
    unsigned from;
    bool joined; /* "et" before a unit of one, or eleven: "vingt-et-un" */
    bool plural; /* an s where nothing follows: "quatre-vingts" */
} tens_row;

static const tens_row tens_fr[10] = {
    {0},
    {0},
    {"vingt", 20, true, false},
    {"trente", 30, true, false},
    {"quarante", 40, true, false},
    {"cinquante", 50, true, false},
    {"soixante", 60, true, false},
    {"soixante", 60, true, false},
    {"quatre-vingt", 80, false, true},
    {"quatre-vingt", 80, false, true},
};
static const tens_row tens_en[10] = {
    {0},
    {0},
    {"twenty", 20, false, false},
    {"thirty", 30, false, false},
    {"forty", 40, false, false},
    {"fifty", 50, false, false},
    {"sixty", 60, false, false},
    {"seventy", 70, false, false},
    {"eighty", 80, false, false},
    {"ninety", 90, false, false},
};
static const tens_row septante = {"septante", 70, true, false}, nonante = {"nonante", 90, true, false};
static const tens_row huitante = {"huitante", 80, true, false};

static const char *const small_fr[20] = {"zéro",     "un",     "deux",  "trois",    "quatre",   "cinq",    "six",
                                         "sept",     "huit",   "neuf",  "dix",      "onze",     "douze",   "treize",
                                         "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"};
static const char *const small_en[20] = {"zero",    "one",     "two",       "three",    "four",
                                         "five",    "six",     "seven",     "eight",    "nine",
                                         "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};

/* Names of the powers of a thousand; French counts by the long scale. */
static const struct scale_row {
    uint64_t value;
    const char *french, *english;
} scales[] = {
    {1000000000000000000u, "trillion", "quintillion"},
    {1000000000000000u, "billiard", "quadrillion"},
    {1000000000000u, "billion", "trillion"},
    {1000000000u, "milliard", "billion"},
    {1000000u, "million", "million"},
    {1000u, "mille", "thousand"},
};

static bool is_english(const char *language)
{
    return text_in_language(language, "en");
}

static const tens_row *tens_of(unsigned decade, const char *language)
{
    bool swiss = text_in_language(language, "fr-CH");
    bool ninety = swiss || text_in_language(language, "fr-BE");
    if (decade == 7 && ninety)
        return &septante;
    if (decade == 9 && ninety)
        return &nonante;
    if (decade == 8 && swiss)
        return &huitante;
    return is_english(language) ? &tens_en[decade] : &tens_fr[decade];
}

static void add_small(buffer *out, unsigned number, const char *language, bool feminine)
{
    if (is_english(language))
        buffer_text(out, small_en[number]);
    else
        buffer_text(out, number == 1 && feminine ? "une" : small_fr[number]);
}

/* A number below 100; `last` tells that nothing but a noun follows, so that plurals show. */
static void add_tens(buffer *out, unsigned number, const char *language, bool feminine, bool last)
{
    if (number < 20) {
        add_small(out, number, language, feminine);
        return;
    }
    const tens_row *row = tens_of(number / 10, language);
    unsigned rest = number - row->from;
    buffer_text(out, row->word);
    if (rest == 0) {
        buffer_text(out, row->plural && last ? "s" : "");
        return;
    }
    buffer_text(out, row->joined && (rest == 1 || rest == 11) ? "-et-" : "-");
    add_small(out, rest, language, feminine);
}

/* A number from 1 to 999. */
static void add_hundreds(buffer *out, unsigned number, const char *language, bool feminine, bool last)
{
    unsigned hundreds = number / 100, rest = number % 100;
    bool english = is_english(language);
    if (hundreds > 1 || (hundreds && english)) {
        add_small(out, hundreds, language, false);
        buffer_byte(out, english ? ' ' : '-');
    }
    if (hundreds)
        buffer_text(out, english ? "hundred" : hundreds > 1 && !rest && last ? "cents" : "cent");
    if (hundreds && rest)
        buffer_text(out, english ? " and " : "-");
    if (rest)
        add_tens(out, rest, language, feminine, last);
}

void number_cardinal(buffer *out, uint64_t number, const char *language, bool feminine)
{
    bool english = is_english(language);
    const char *joint = english ? " " : "-";
    if (number == 0)
        add_small(out, 0, language, false);
    bool begun = false;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        unsigned count = (unsigned)(number / scales[i].value);
        if (!count)
            continue;
        number %= scales[i].value;
        bool thousand = scales[i].value == 1000;
        buffer_text(out, begun ? joint : "");
        if (english || !thousand || count > 1) {
            add_hundreds(out, count, language, false, !thousand);
            buffer_text(out, joint);
        }
        buffer_text(out, english ? scales[i].english : scales[i].french);
        buffer_text(out, !english && !thousand && count > 1 ? "s" : "");
        begun = true;
    }
    if (number && begun)
        buffer_text(out, english && number < 100 ? " and " : joint);
    if (number)
        add_hundreds(out, (unsigned)number, language, feminine, true);
}

/* How a cardinal's end becomes an ordinal's; the first row that fits. */
typedef struct ordinal_row {
    const char *end, *ordinal;
} ordinal_row;

static const ordinal_row ordinals_fr[] = {
    {"cinq", "cinquième"},     {"neuf", "neuvième"},    {"vingts", "vingtième"}, {"cents", "centième"},
    {"lliards", "lliardième"}, {"llions", "llionième"}, {"e", "ième"},           {"", "ième"},
};
static const ordinal_row ordinals_en[] = {
    {"one", "first"},  {"two", "second"},     {"three", "third"}, {"five", "fifth"}, {"eight", "eighth"},
    {"nine", "ninth"}, {"twelve", "twelfth"}, {"y", "ieth"},      {"", "th"},
};

void number_ordinal(buffer *out, uint64_t number, const char *language, bool feminine)
{
    bool english = is_english(language);
    if (number == 1 && !english) {
        buffer_text(out, feminine ? "première" : "premier");
        return;
    }
    buffer cardinal = BUFFER_EMPTY;
    number_cardinal(&cardinal, number, language, false);
    const ordinal_row *row = english ? ordinals_en : ordinals_fr;
    while (!text_ends(buffer_string(&cardinal), row->end))
        row++;
    if (cardinal.failed)
        out->failed = true;
    else
        buffer_add(out, cardinal.data, cardinal.size - strlen(row->end));
    buffer_text(out, row->ordinal);
    buffer_free(&cardinal);
}
