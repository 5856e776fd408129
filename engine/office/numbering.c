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
};

static const struct {
    const char *name;
    wml_format format;
} formats[] = {
    {"decimal", WML_DECIMAL},        {"lowerLetter", WML_LOWER_LETTER}, {"upperLetter", WML_UPPER_LETTER},
    {"lowerRoman", WML_LOWER_ROMAN}, {"upperRoman", WML_UPPER_ROMAN},   {"bullet", WML_BULLET},
    {"none", WML_NO_NUMBER},         {"decimalZero", WML_DECIMAL_ZERO}, {"ordinal", WML_ORDINAL},
};

/* Formats that French schools do not use count in figures. */
static wml_format format_named(const char *name)
{
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].format;
    return WML_DECIMAL;
}

static void read_level(wml_level *level, const xml_node *n)
{
    const xml_node *paragraph = xml_child(n, "w:pPr"), *picture = xml_child(n, "w:lvlPicBulletId");
    const char *text = wml_child_value(n, "w:lvlText"), *suffix = wml_child_value(n, "w:suff");
    wml_paragraph_look look = wml_paragraph_read(paragraph);
    wml_run_look run = wml_run_read(xml_child(n, "w:rPr"));
    *level = (wml_level){
        .format = format_named(wml_child_value(n, "w:numFmt")),
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

wml_numbering *wml_numbering_read(arena *pool, const wml_styles *styles, const xml_node *root)
{
    wml_numbering *numbering = arena_alloc(pool, sizeof *numbering);
    if (!numbering)
        return NULL;
    *numbering = (wml_numbering){.pool = pool, .abstracts = table_new(pool), .lists = table_new(pool)};
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
static void letters(int value, char first, buffer *out)
{
    for (int i = 0; i <= (value - 1) / 26; i++)
        buffer_byte(out, (char)(first + (value - 1) % 26));
}

void wml_number_text(wml_format format, int value, buffer *out)
{
    enum { MOST_ROMAN = 3999, MOST_LETTERS = 780 };
    bool is_roman = format == WML_LOWER_ROMAN || format == WML_UPPER_ROMAN;
    bool is_letter = format == WML_LOWER_LETTER || format == WML_UPPER_LETTER;
    if (is_roman && value > 0 && value <= MOST_ROMAN)
        buffer_roman(out, (unsigned)value, format == WML_UPPER_ROMAN);
    else if (is_letter && value > 0 && value <= MOST_LETTERS)
        letters(value, format == WML_UPPER_LETTER ? 'A' : 'a', out);
    else if (format == WML_ORDINAL)
        buffer_format(out, "%d%s", value, value == 1 ? "er" : "e");
    else if (format != WML_NO_NUMBER)
        buffer_format(out, format == WML_DECIMAL_ZERO ? "%02d" : "%d", value);
}

/* ---- Counting ---- */

static bool restarts(const wml_level *deeper, int level)
{
    return deeper->restart == WML_UNSAID || level + 1 <= deeper->restart;
}

/* Adds a level's text with each %n replaced by what that level has counted to. */
static void add_label(const list *l, const wml_level *level, buffer *label)
{
    for (const char *at = level->text; *at; at++) {
        if (*at != '%' || at[1] < '1' || at[1] > '0' + WML_LEVELS) {
            buffer_byte(label, *at);
            continue;
        }
        int other = *++at - '1';
        wml_format format = level_of(l, other)->format;
        wml_number_text(level->legal && format != WML_NO_NUMBER ? WML_DECIMAL : format, l->of->count[other], label);
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
    add_label(l, n.level, label);
    return n;
}
