#include "numbering.h"

#include "base/table.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* An abstract list: its levels, and how far each has counted. Lists (w:num) that share it go on counting (17.9.15). */
typedef struct abstract {
    wml_level levels[WML_LEVELS];
    int count[WML_LEVELS];
    bool counting[WML_LEVELS]; /* false: the next number is the start */
    const char *link;          /* w:numStyleLink: its levels are those of that numbering style */
} abstract;

/* A list (w:num): an abstract one, with levels replaced and starts overridden. */
typedef struct list {
    abstract *of;
    wml_level *levels[WML_LEVELS];
    int starts[WML_LEVELS]; /* WML_UNSAID: not overridden */
    bool used;
} list;

struct wml_numbering {
    arena *pool;
    table *abstracts, *lists; /* by number as text */
    wml_words *words;
    const char *language;
};

static const struct {
    const char *name;
    wml_format format;
} formats[] = {
    {"decimal", WML_DECIMAL},
    {"lowerLetter", WML_LOWER_LETTER},
    {"upperLetter", WML_UPPER_LETTER},
    {"lowerRoman", WML_LOWER_ROMAN},
    {"upperRoman", WML_UPPER_ROMAN},
    {"bullet", WML_BULLET},
    {"none", WML_NO_NUMBER},
    {"decimalZero", WML_DECIMAL_ZERO},
    {"ordinal", WML_ORDINAL},
    {"cardinalText", WML_CARDINAL_TEXT},
    {"ordinalText", WML_ORDINAL_TEXT},
    {"hex", WML_HEX},
    {"chicago", WML_CHICAGO},
    {"decimalEnclosedCircle", WML_CIRCLED},
    {"decimalEnclosedCircleChinese", WML_CIRCLED},
    {"decimalEnclosedParen", WML_BRACKETED},
    {"decimalEnclosedFullstop", WML_STOPPED},
    {"numberInDash", WML_DASHED},
    {"russianLower", WML_LOWER_RUSSIAN},
    {"russianUpper", WML_UPPER_RUSSIAN},
    {"decimalHalfWidth", WML_DECIMAL},
    {"decimalFullWidth", WML_DECIMAL},
    {"decimalFullWidth2", WML_DECIMAL},
};

wml_format wml_format_named(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].format;
    return WML_FORMATS;
}

/* Reads how a level counts. Word 2010 writes a format of its own ("custom": "001, 002, 003, ...") as a choice, with
 * figures as its fallback; formats of scripts that are not known here count in figures. */
static void read_format(wml_level *level, const xml_node *n)
{
    const xml_node *said = xml_child(n, "w:numFmt"), *choice = xml_child(n, "mc:AlternateContent");
    choice = choice ? xml_child(choice, "mc:Choice") : NULL;
    said = said || !choice ? said : xml_child(choice, "w:numFmt");
    const char *name = said ? xml_value(said, "w:val") : NULL, *own = said ? xml_value(said, "w:format") : NULL;
    level->format = name ? wml_format_named(name) : WML_DECIMAL;
    level->zeros = 2;
    if (name && own && strcmp(name, "custom") == 0 && *own == '0') {
        level->format = WML_DECIMAL_ZERO;
        level->zeros = (int)strspn(own, "0123456789");
    } else if (level->format == WML_FORMATS) {
        level->format = WML_DECIMAL;
        level->foreign = name;
    }
}

static void read_level(wml_level *level, const xml_node *n)
{
    const xml_node *paragraph = xml_child(n, "w:pPr"), *picture = xml_child(n, "w:lvlPicBulletId");
    const char *text = wml_child_value(n, "w:lvlText"), *suffix = wml_child_value(n, "w:suff");
    wml_paragraph_look look = wml_paragraph_read(paragraph);
    wml_run_look run = wml_run_read(xml_child(n, "w:rPr"));
    *level = (wml_level){
        .start = wml_integer(wml_child_value(n, "w:start"), 0),
        .restart = wml_integer(wml_child_value(n, "w:lvlRestart"), WML_UNSAID),
        .text = text ? text : "",
        .style = wml_child_value(n, "w:pStyle"),
        .font = run.font,
        .suffix = suffix ? suffix : "tab",
        .left = look.left,
        .first = look.first,
        .legal = xml_child(n, "w:isLgl") && wml_on(xml_child(n, "w:isLgl")),
        .picture = picture != NULL,
    };
    read_format(level, n);
}

/* The level that w:ilvl names, or -1. */
static int level_number(const xml_node *n)
{
    int level = wml_integer(xml_value(n, "w:ilvl"), -1);
    return level < WML_LEVELS ? level : -1;
}

static void read_abstract(wml_numbering *numbering, const xml_node *n)
{
    const char *id = xml_value(n, "w:abstractNumId");
    abstract *a = id ? arena_alloc(numbering->pool, sizeof *a) : NULL;
    if (!a)
        return;
    for (int i = 0; i < WML_LEVELS; i++)
        a->levels[i] = (wml_level){
            .format = WML_NO_NUMBER, .text = "", .suffix = "tab", .left = WML_NOWHERE, .first = WML_NOWHERE};
    for (const xml_node *l = xml_child(n, "w:lvl"); l; l = xml_sibling(l, "w:lvl"))
        if (level_number(l) >= 0)
            read_level(&a->levels[level_number(l)], l);
    a->link = wml_child_value(n, "w:numStyleLink");
    table_set(numbering->abstracts, id, a);
}

static void read_override(wml_numbering *numbering, list *l, const xml_node *n)
{
    int level = level_number(n);
    const xml_node *whole = xml_child(n, "w:lvl");
    if (level < 0)
        return;
    l->starts[level] = wml_integer(wml_child_value(n, "w:startOverride"), WML_UNSAID);
    wml_level *own = whole ? arena_alloc(numbering->pool, sizeof *own) : NULL;
    if (own) {
        read_level(own, whole);
        l->levels[level] = own;
    }
}

static void read_list(wml_numbering *numbering, const xml_node *n)
{
    const char *id = xml_value(n, "w:numId"), *of = wml_child_value(n, "w:abstractNumId");
    list *l = id ? arena_alloc(numbering->pool, sizeof *l) : NULL;
    if (!l)
        return;
    l->of = table_value(numbering->abstracts, of);
    for (int i = 0; i < WML_LEVELS; i++)
        l->starts[i] = WML_UNSAID;
    for (const xml_node *o = xml_child(n, "w:lvlOverride"); o; o = xml_sibling(o, "w:lvlOverride"))
        read_override(numbering, l, o);
    table_set(numbering->lists, id, l);
}

static list *list_of(const wml_numbering *numbering, int number)
{
    char key[16];
    snprintf(key, sizeof key, "%d", number);
    return table_value(numbering->lists, key);
}

/* Lists whose abstract one links to a numbering style count by that style's list (17.9.21). */
static void follow_link(wml_numbering *numbering, const wml_styles *styles, const xml_node *n)
{
    list *l = table_value(numbering->lists, xml_value(n, "w:numId"));
    const char *link = l && l->of ? l->of->link : NULL;
    const wml_style *style = link ? wml_style_of(styles, "numbering", link) : NULL;
    list *to = style && strcmp(style->id, link) == 0 ? list_of(numbering, style->paragraph.number) : NULL;
    if (to && to->of && !to->of->link)
        l->of = to->of;
}

wml_numbering *wml_numbering_read(arena *pool, const wml_styles *styles, const xml_node *root, wml_words *words,
                                  const char *language)
{
    wml_numbering *numbering = arena_alloc(pool, sizeof *numbering);
    if (!numbering)
        return NULL;
    *numbering = (wml_numbering){
        .pool = pool, .abstracts = table_new(pool), .lists = table_new(pool), .words = words, .language = language};
    if (!root)
        return numbering;
    for (const xml_node *n = xml_child(root, "w:abstractNum"); n; n = xml_sibling(n, "w:abstractNum"))
        read_abstract(numbering, n);
    const xml_node *first = xml_child(root, "w:num");
    for (const xml_node *n = first; n; n = xml_sibling(n, "w:num"))
        read_list(numbering, n);
    for (const xml_node *n = first; n; n = xml_sibling(n, "w:num"))
        follow_link(numbering, styles, n);
    return numbering;
}

static const wml_level *level_of(const list *l, int level)
{
    return l->levels[level] ? l->levels[level] : &l->of->levels[level];
}

int wml_level_of_style(const wml_numbering *numbering, int number, const char *style)
{
    const list *l = list_of(numbering, number);
    for (int i = 0; l && l->of && style && i < WML_LEVELS; i++)
        if (level_of(l, i)->style && strcmp(level_of(l, i)->style, style) == 0)
            return i;
    return -1;
}

/* ---- Numbers as text ---- */

/* 17.18.59: after z comes aa, then bb. */
static void letters(int value, bool capitals, buffer *out)
{
    for (int i = 0; i <= (value - 1) / 26; i++)
        buffer_byte(out, (char)((capitals ? 'A' : 'a') + (value - 1) % 26));
}

/* The same with the letters of Russian lists: without ё, й, ъ, ы, ь. */
static void russian(int value, bool capitals, buffer *out)
{
    static const uint16_t points[] = {0x430, 0x431, 0x432, 0x433, 0x434, 0x435, 0x436, 0x437, 0x438, 0x43A,
                                      0x43B, 0x43C, 0x43D, 0x43E, 0x43F, 0x440, 0x441, 0x442, 0x443, 0x444,
                                      0x445, 0x446, 0x447, 0x448, 0x449, 0x44D, 0x44E, 0x44F};
    enum { COUNT = sizeof points / sizeof *points, TO_CAPITAL = 0x20 };
    for (int i = 0; i <= (value - 1) / COUNT; i++)
        buffer_point(out, points[(value - 1) % COUNT] - (capitals ? TO_CAPITAL : 0));
}

/* Four signs, then each twice, then thrice. */
static void chicago(int value, bool capitals, buffer *out)
{
    static const uint32_t signs[] = {'*', 0x2020, 0x2021, 0xA7};
    (void)capitals;
    for (int i = 0; i <= (value - 1) / 4; i++)
        buffer_point(out, signs[(value - 1) % 4]);
}

static void roman(int value, bool capitals, buffer *out)
{
    buffer_roman(out, (unsigned)value, capitals);
}

/* The numbers in a circle, in parentheses, with a full stop, that are one character. */
static void circled(int value, bool capitals, buffer *out)
{
    (void)capitals;
    buffer_point(out, 0x2460 + (uint32_t)value - 1);
}

static void bracketed(int value, bool capitals, buffer *out)
{
    (void)capitals;
    buffer_point(out, 0x2474 + (uint32_t)value - 1);
}

static void stopped(int value, bool capitals, buffer *out)
{
    (void)capitals;
    buffer_point(out, 0x2488 + (uint32_t)value - 1);
}

/* Formats that have signs of their own for the numbers from 1 to `most`. */
static const struct {
    wml_format format;
    int most;
    bool capitals;
    void (*add)(int value, bool capitals, buffer *out);
} signs[] = {
    {WML_LOWER_LETTER, 780, false, letters},  {WML_UPPER_LETTER, 780, true, letters},
    {WML_LOWER_ROMAN, 3999, false, roman},    {WML_UPPER_ROMAN, 3999, true, roman},
    {WML_LOWER_RUSSIAN, 780, false, russian}, {WML_UPPER_RUSSIAN, 780, true, russian},
    {WML_CHICAGO, 780, false, chicago},       {WML_CIRCLED, 20, false, circled},
    {WML_BRACKETED, 20, false, bracketed},    {WML_STOPPED, 20, false, stopped},
};

void wml_number_text(wml_format format, int value, buffer *out)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].format == format && value > 0 && value <= signs[i].most) {
            signs[i].add(value, signs[i].capitals, out);
            return;
        }
    if (format == WML_ORDINAL)
        buffer_format(out, "%d%s", value, value == 1 ? "er" : "e");
    else if (format == WML_DASHED)
        buffer_format(out, "- %d -", value);
    else if (format == WML_HEX)
        buffer_format(out, "%X", (unsigned)value);
    else if (format != WML_NO_NUMBER)
        buffer_format(out, format == WML_DECIMAL_ZERO ? "%02d" : "%d", value);
}

/* ---- Counting ---- */

static bool restarts(const wml_level *deeper, int level)
{
    return deeper->restart == WML_UNSAID || level + 1 <= deeper->restart;
}

/* "1er", "2e"; "1st", "2nd"; "1." elsewhere. */
static void add_ordinal(const char *language, int value, buffer *label)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    int tens = value / 10 % 10, ones = value % 10;
    if (!language || text_in_language(language, "fr"))
        wml_number_text(WML_ORDINAL, value, label);
    else if (text_in_language(language, "en"))
        buffer_format(label, "%d%s", value, endings[tens != 1 && ones >= 1 && ones <= 3 ? ones : 0]);
    else
        buffer_format(label, "%d.", value);
}

/* Adds one number: in the document's words where its format asks for them. */
static void add_number(const wml_numbering *numbering, const wml_level *level, wml_format format, int value,
                       buffer *label)
{
    bool in_words = format == WML_CARDINAL_TEXT || format == WML_ORDINAL_TEXT;
    if (in_words && numbering->words && value >= 0)
        numbering->words(label, value, format == WML_ORDINAL_TEXT, numbering->language);
    else if (format == WML_DECIMAL_ZERO)
        buffer_format(label, "%0*d", level->zeros, value);
    else if (format == WML_ORDINAL)
        add_ordinal(numbering->language, value, label);
    else
        wml_number_text(format, value, label);
}

/* Adds a level's text with each %n replaced by what that level has counted to. */
static void add_label(const wml_numbering *numbering, const list *l, const wml_level *level, buffer *label)
{
    for (const char *at = level->text; *at; at++) {
        if (*at != '%' || at[1] < '1' || at[1] > '0' + WML_LEVELS) {
            buffer_byte(label, *at);
            continue;
        }
        int other = *++at - '1';
        wml_format format = level_of(l, other)->format;
        bool legal = level->legal && format != WML_NO_NUMBER;
        add_number(numbering, level_of(l, other), legal ? WML_DECIMAL : format, l->of->count[other], label);
    }
}

/* The number a level begins with in a list. */
static int first_number(const list *l, int level)
{
    return l->starts[level] != WML_UNSAID ? l->starts[level] : level_of(l, level)->start;
}

wml_number wml_count(wml_numbering *numbering, int number, int level, buffer *label)
{
    list *l = list_of(numbering, number);
    if (!l || !l->of || level < 0 || level >= WML_LEVELS)
        return (wml_number){0};
    abstract *of = l->of;
    for (int i = 0; i < WML_LEVELS && !l->used; i++)
        if (l->starts[i] != WML_UNSAID)
            of->counting[i] = false;
    l->used = true;
    wml_number n = {.level = level_of(l, level), .restarted = !of->counting[level]};
    of->count[level] = of->counting[level] ? of->count[level] + 1 : first_number(l, level);
    of->counting[level] = true;
    for (int i = 0; i < level; i++)
        if (!of->counting[i]) {
            of->count[i] = first_number(l, i);
            of->counting[i] = true;
        }
    for (int i = level + 1; i < WML_LEVELS; i++)
        if (restarts(level_of(l, i), level))
            of->counting[i] = false;
    n.value = of->count[level];
    add_label(numbering, l, n.level, label);
    return n;
}
