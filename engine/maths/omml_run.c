#include "omml.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a run's letters look (22.1.2.94 m:sty, 22.1.2.95 m:scr), by MathML's mathvariant. */
typedef enum script { ROMAN, SCRIPT, FRAKTUR, DOUBLE_STRUCK, SANS, MONOSPACE, SCRIPTS } script;
typedef enum slope { ITALIC, PLAIN, BOLD, BOLD_ITALIC, SLOPES } slope;

static const char *const script_names[SCRIPTS] = {"roman",         "script",     "fraktur",
                                                  "double-struck", "sans-serif", "monospace"};
static const char *const slope_names[SLOPES] = {"i", "p", "b", "bi"};

/* NULL: what MathML does with a letter alone. A script letter has no italic. */
static const char *const variants[SCRIPTS][SLOPES] = {
    [ROMAN] = {NULL, "normal", "bold", "bold-italic"},
    [SCRIPT] = {"script", "script", "bold-script", "bold-script"},
    [FRAKTUR] = {"fraktur", "fraktur", "bold-fraktur", "bold-fraktur"},
    [DOUBLE_STRUCK] = {"double-struck", "double-struck", "double-struck", "double-struck"},
    [SANS] = {"sans-serif-italic", "sans-serif", "bold-sans-serif", "sans-serif-bold-italic"},
    [MONOSPACE] = {"monospace", "monospace", "monospace", "monospace"},
};

/* Spaces that mean a width. U+2005 is Word's thick space, 5/18 em. */
static const struct {
    uint32_t point;
    const char *width;
} spaces[] = {
    {' ', "0.333em"},    {'\t', "2em"},       {0xA0, "0.333em"},   {0x2001, "1em"},
    {0x2002, "0.5em"},   {0x2003, "1em"},     {0x2004, "0.333em"}, {0x2005, "0.278em"},
    {0x2006, "0.167em"}, {0x2007, "0.5em"},   {0x2008, "0.25em"},  {0x2009, "0.167em"},
    {0x200A, "0.1em"},   {0x202F, "0.167em"}, {0x205F, "0.222em"}, {0x3000, "1em"},
};

/* Signs that are no operators though they are no letters: infinity, empty set, dots, angstrom, letterlike symbols. */
static const struct {
    uint32_t first, last;
} identifiers[] = {
    {0xB0, 0xB0},     {0x2026, 0x2026}, {0x2100, 0x214F},   {0x2205, 0x2205},
    {0x221E, 0x221E}, {0x22EE, 0x22F1}, {0x1D400, 0x1D7CB},
};

/* What people type for a sign of mathematics. */
static uint32_t meant(uint32_t point)
{
    switch (point) {
    case '-': return 0x2212;
    case '\'': return 0x2032;
    default: return point;
    }
}

typedef struct tokens {
    omml *m;
    const xml_node *from;
    ard_node *into;
    const char *variant; /* NULL: none */
    bool upright;        /* letters that touch are one name */
    bool aligned;        /* "&" parts cells */
    buffer text;         /* of the token that is being read */
} tokens;

static ard_node *put(tokens *t, const char *name, const char *text)
{
    return node_append(t->into, omml_element(t->m, t->from, name, text));
}

static const char *width_of(uint32_t point)
{
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (spaces[i].point == point)
            return spaces[i].width;
    return NULL;
}

static bool is_identifier(uint32_t point)
{
    for (size_t i = 0; i < sizeof identifiers / sizeof *identifiers; i++)
        if (point >= identifiers[i].first && point <= identifiers[i].last)
            return true;
    return text_is_letter(point);
}

static bool is_combining(uint32_t point)
{
    return (point >= 0x300 && point <= 0x36F) || (point >= 0x20D0 && point <= 0x20F0);
}

/* The next character without moving. */
static uint32_t ahead(const char *at)
{
    return text_next(&at);
}

/* Whether a blank parts groups of three digits, which make one number: "12 500". */
static bool parts_thousands(const char *at)
{
    uint32_t blank = text_next(&at);
    size_t digits = 0;
    while (digits < 4 && text_is_digit((unsigned char)at[digits]))
        digits++;
    return (blank == 0xA0 || blank == 0x202F) && digits == 3;
}

/* A number: digits, with a comma or point where a digit follows (French and English decimals). */
static void put_number(tokens *t, const char **at)
{
    while (text_is_digit(ahead(*at)) || ((**at == ',' || **at == '.') && text_is_digit((unsigned char)(*at)[1])) ||
           parts_thousands(*at))
        buffer_point(&t->text, text_next(at));
    ard_node *number = put(t, "mn", buffer_string(&t->text));
    if (t->variant && strcmp(t->variant, "normal") != 0)
        node_set(t->m->document, number, "mathvariant", t->variant);
}

/* Letters that names of functions are made of; Greek ones stand for themselves. */
static bool is_latin(uint32_t point)
{
    enum { LATIN_END = 0x250 };
    return point < LATIN_END && text_is_letter(point);
}

/* A letter with its accents, or a name of upright letters ("sin"). */
static void put_identifier(tokens *t, const char **at)
{
    size_t letters = 0;
    uint32_t first = ahead(*at);
    do {
        buffer_point(&t->text, text_next(at));
        letters++;
        while (is_combining(ahead(*at)))
            buffer_point(&t->text, text_next(at));
    } while (t->upright && is_latin(first) && is_latin(ahead(*at)));
    ard_node *name = put(t, "mi", buffer_string(&t->text));
    bool needless = t->variant && letters > 1 && strcmp(t->variant, "normal") == 0;
    if (t->variant && !needless)
        node_set(t->m->document, name, "mathvariant", t->variant);
}

static void put_operator(tokens *t, uint32_t point)
{
    buffer_point(&t->text, meant(point));
    ard_node *sign = put(t, "mo", buffer_string(&t->text));
    if (t->variant && text_begins(t->variant, "bold"))
        node_set(t->m->document, sign, "mathvariant", "bold");
}

/* A space that people type stands for one only between letters and digits: MathML spaces operators itself. */
static void put_space(tokens *t, uint32_t point, uint32_t before, uint32_t after)
{
    const char *width = width_of(point);
    ard_node *last = t->into ? t->into->last : NULL;
    const char *wide = before == 0x2003 && point == before && last ? node_attribute(last, "width") : NULL;
    if (wide) {
        char sum[24];
        snprintf(sum, sizeof sum, "%ldem", strtol(wide, NULL, 10) + 1);
        node_set(t->m->document, last, "width", sum);
        return;
    }
    bool between = (is_identifier(before) || text_is_digit(before)) && (is_identifier(after) || text_is_digit(after));
    if (width && (point != ' ' || between))
        node_set(t->m->document, put(t, "mspace", NULL), "width", width);
}

static void put_text(tokens *t, const char *at)
{
    for (uint32_t before = 0, point; (point = ahead(at)) != 0; before = point) {
        buffer_reset(&t->text);
        if (text_is_digit(point))
            put_number(t, &at);
        else if (is_identifier(point))
            put_identifier(t, &at);
        else {
            text_next(&at);
            if (t->aligned && point == '&')
                put(t, "maligngroup", NULL);
            else if (text_is_space(point) || point == 0x200B)
                put_space(t, point, before, ahead(at));
            else
                put_operator(t, point);
        }
    }
}

/* What a run's own properties say. */
static tokens tokens_of(omml *m, const xml_node *run, ard_node *into, bool aligned, bool *plain_text)
{
    const xml_node *properties = xml_child(run, "m:rPr");
    const xml_node *sty = properties ? xml_child(properties, "m:sty") : NULL;
    const xml_node *scr = properties ? xml_child(properties, "m:scr") : NULL;
    const xml_node *nor = properties ? xml_child(properties, "m:nor") : NULL;
    const char *slope_said = sty ? xml_value(sty, "m:val") : NULL, *script_said = scr ? xml_value(scr, "m:val") : NULL;
    const char *normal = nor ? xml_value(nor, "m:val") : "0";
    slope s = ITALIC;
    script k = ROMAN;
    for (int i = 0; slope_said && i < SLOPES; i++)
        s = strcmp(slope_said, slope_names[i]) == 0 ? (slope)i : s;
    for (int i = 0; script_said && i < SCRIPTS; i++)
        k = strcmp(script_said, script_names[i]) == 0 ? (script)i : k;
    *plain_text = !normal || !text_in_list("0 off false", normal);
    if (properties && aligned && xml_child(properties, "m:aln"))
        node_append(into, omml_element(m, run, "maligngroup", NULL));
    return (tokens){.m = m,
                    .from = run,
                    .into = into,
                    .variant = variants[k][s],
                    .upright = k == ROMAN && (s == PLAIN || s == BOLD),
                    .aligned = aligned,
                    .text = BUFFER_EMPTY};
}

/* Where a run's tokens go: a coloured one's (17.3.2.6 w:color) into an mstyle, the same as that of the run before. In an
 * equation array, whose marks stand in its rows, colours are not kept. */
static ard_node *coloured(omml *m, const xml_node *run, ard_node *into, bool aligned)
{
    const xml_node *look = aligned ? NULL : xml_child(run, "w:rPr"), *colour = look ? xml_child(look, "w:color") : NULL;
    const char *digits = colour ? xml_value(colour, "w:val") : NULL;
    char value[8] = "#";
    if (!digits || strlen(digits) != 6 || strspn(digits, "0123456789abcdefABCDEF") != 6 ||
        strcmp(digits, "000000") == 0)
        return into;
    for (size_t i = 0; i < 6; i++)
        value[i + 1] = (char)(digits[i] >= 'A' && digits[i] <= 'F' ? digits[i] | 0x20 : digits[i]);
    ard_node *last = into ? into->last : NULL;
    const char *before =
        last && last->kind == MATHML && strcmp(last->text, "mstyle") == 0 ? node_attribute(last, "mathcolor") : NULL;
    if (before && strcmp(before, value) == 0)
        return last;
    ard_node *made = node_append(into, omml_element(m, run, "mstyle", NULL));
    node_set(m->document, made, "mathcolor", value);
    return made;
}

/* Normal text (22.1.2.69): words, whose blanks count. */
static void put_words(tokens *t, const char *text)
{
    if (*text)
        put(t, "mtext", text);
}

void omml_run(omml *m, const xml_node *run, ard_node *into, bool aligned)
{
    bool plain_text;
    ard_node *row = into;
    into = coloured(m, run, row, aligned);
    tokens t = tokens_of(m, run, into, aligned, &plain_text);
    buffer words = BUFFER_EMPTY;
    for (const xml_node *n = run->first; n; n = n->next) {
        t.from = n;
        if (xml_is(n, "m:t") || xml_is(n, "w:t")) {
            buffer_reset(&words);
            xml_text(n, &words);
            if (plain_text)
                put_words(&t, buffer_string(&words));
            else
                put_text(&t, buffer_string(&words));
        } else if (xml_is(n, "w:br") || xml_is(n, "w:cr"))
            node_set(m->document, put(&t, "mspace", NULL), "linebreak", "newline");
        else if (xml_is(n, "w:sym") || xml_is(n, "w:drawing") || xml_is(n, "w:pict"))
            report(m->log, xml_place(n, m->part), "omml.run.lost", n->name, NULL);
    }
    if (into != row && into && !into->first)
        node_unlink(into);
    buffer_free(&words);
    buffer_free(&t.text);
}
