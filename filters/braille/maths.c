/* MathML to the notation of 2007: the walk, and the leaves. */
#include "filters/braille/maths.h"

#include "base/memory.h"
#include "base/text.h"
#include "filters/braille/louis.h"
#include "filters/braille/science.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

item *maths_add(maths *m, item_kind kind, uint32_t point, size_t from)
{
    if (m->count == m->room) {
        size_t room = m->room ? m->room * 2 : 64;
        item *items = memory_resize(m->items, room * sizeof *items);
        if (!items) {
            m->failed = true;
            m->spare = (item){0};
            return &m->spare;
        }
        m->items = items;
        m->room = room;
    }
    m->items[m->count] = (item){.kind = kind, .point = point, .from = from, .count = m->pool.count - from};
    return &m->items[m->count++];
}

item *maths_replace(maths *m, size_t from, item_kind kind, const cells *made)
{
    m->count = from;
    size_t start = m->pool.count;
    cells_join(&m->pool, made->at, made->count);
    m->failed |= made->failed;
    return maths_add(m, kind, 0, start);
}

/* ---- Names ------------------------------------------------------------------------------------------------------ */

/* Functions whose argument is a block where print has no parentheses (chapters 8 and 14), with the short sign of
 * trigonometry (14.6). */
static const struct function_row {
    const char *name, *sign;
} function_rows[] = {
    {"sin", "⠬"},     {"cos", "⠨⠬"},     {"tan", "⠮"},        {"tg", "⠮"},       {"cot", "⠨⠮"},     {"cotan", "⠨⠮"},
    {"cotg", "⠨⠮"},   {"arcsin", "⠘⠬"},  {"Arcsin", "⠘⠬"},    {"arccos", "⠘⠨⠬"}, {"Arccos", "⠘⠨⠬"}, {"arctan", "⠘⠮"},
    {"Arctan", "⠘⠮"}, {"arccot", "⠘⠨⠮"}, {"arccotan", "⠘⠨⠮"}, {"ln", NULL},      {"log", NULL},     {"lg", NULL},
    {"exp", NULL},    {"sh", NULL},      {"ch", NULL},        {"th", NULL},      {"coth", NULL},    {"sinh", NULL},
    {"cosh", NULL},   {"tanh", NULL},    {"argsh", NULL},     {"argch", NULL},   {"argth", NULL},   {"arg", NULL},
    {"Arg", NULL},    {"card", NULL},    {"Card", NULL},      {"rot", NULL},     {"div", NULL},     {"grad", NULL},
    {"det", NULL},    {"dim", NULL},     {"ker", NULL},       {"Ker", NULL},     {"Im", NULL},      {"Re", NULL},
    {"rg", NULL},     {"Tr", NULL},      {"tr", NULL},        {"deg", NULL},     {"sgn", NULL},     {"sec", NULL},
    {"cosec", NULL},
};

/* Names under which limits are written, as under a large sign. */
static const char large_names[] = "lim max min sup inf limsup liminf";

static const struct function_row *function_named(const char *name)
{
    for (size_t i = 0; i < sizeof function_rows / sizeof *function_rows; i++)
        if (strcmp(function_rows[i].name, name) == 0)
            return &function_rows[i];
    return NULL;
}

static bool is_large_name(const char *name)
{
    size_t size = strlen(name);
    for (const char *at = large_names; *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == size && memcmp(at, name, size) == 0)
            return true;
    return false;
}

/* ---- Letters ---------------------------------------------------------------------------------------------------- */

typedef enum variant { PLAIN, BOLD, SCRIPT, DOUBLE } variant;

/* Mathematical Alphanumeric Symbols to their letter; 52 letters an alphabet, from U+1D400. */
static uint32_t plain_letter(uint32_t point, variant *how)
{
    static const variant alphabets[] = {BOLD,   PLAIN, BOLD, SCRIPT, SCRIPT, SCRIPT, DOUBLE,
                                        SCRIPT, PLAIN, BOLD, PLAIN,  BOLD,   PLAIN};
    if (point >= 0x1D400 && point < 0x1D400 + 13 * 52) {
        uint32_t at = point - 0x1D400;
        *how = alphabets[at / 52];
        return at % 52 < 26 ? 'A' + at % 52 : 'a' + at % 52 - 26;
    }
    if (point >= 0x1D6A8 && point < 0x1D7CA) {
        uint32_t at = (point - 0x1D6A8) % 58;
        return at < 25 ? 0x391 + at : at >= 26 && at < 51 ? 0x3B1 + at - 26 : at == 25 ? 0x2207 : 0x2202;
    }
    if (point >= 0x1D7CE && point <= 0x1D7FF)
        return '0' + (point - 0x1D7CE) % 10;
    return point;
}

static variant variant_of(const ard_node *node)
{
    static const struct {
        const char *name;
        variant how;
    } rows[] = {{"bold", BOLD},     {"bold-italic", BOLD},   {"double-struck", DOUBLE},
                {"script", SCRIPT}, {"bold-script", SCRIPT}, {"fraktur", SCRIPT}};
    const char *value = node_attribute(node, "mathvariant");
    for (size_t i = 0; value && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, value) == 0)
            return rows[i].how;
    return PLAIN;
}

/* Adds a character that the notation lacks: as text has it, else its letter without its mark, else its number in Unicode;
 * the last two are reported. */
static void add_unknown(maths *m, uint32_t point)
{
    char shown[8] = "", name[16];
    const char *louis = table_of_grade(m->t->grade == GRADE_8 ? GRADE_8 : GRADE_INTEGRAL);
    if (louis_knows(louis, point)) {
        louis_translate(louis, &point, 1, &m->pool, NULL);
        return;
    }
    shown[text_encode(shown, point)] = '\0';
    if (base_letter(point)) {
        report(m->t->task->log, m->t->where, "braille.letter", shown, NULL);
        cells_text(&m->pool, sign_of(base_letter(point))->cells);
        return;
    }
    snprintf(name, sizeof name, "[U+%04X]", (unsigned)point);
    report(m->t->task->log, m->t->where, "braille.character", shown, name, NULL);
    for (const char *c = name; *c; c++)
        cells_text(&m->pool, sign_of((unsigned char)*c)->cells);
}

/* Adds a character's cells; one that the notation lacks as its number in Unicode, which is reported. */
static void add_point(maths *m, uint32_t point, variant how)
{
    static const char *const keys[] = {"", "⠸", "⠐", "⠨⠨"};
    point = plain_letter(point, &how);
    const sign *found = sign_of(point);
    if (!found && sign_over(point)) {
        cells_text(&m->pool, sign_over(point));
        return;
    }
    if (!found) {
        add_unknown(m, point);
        return;
    }
    bool letter = point < 0x80 && text_is_letter(point);
    if (how == SCRIPT && letter && text_is_upper(point)) {
        cells_text(&m->pool, "⠨⠐");
        cells_text(&m->pool, sign_of(text_lower(point))->cells);
    } else if (how == DOUBLE && letter) {
        cells_text(&m->pool, "⠨⠨");
        cells_text(&m->pool, sign_of(text_lower(point))->cells);
    } else {
        cells_text(&m->pool, letter || how == BOLD ? keys[how] : "");
        cells_text(&m->pool, found->cells);
    }
}

/* ---- Tokens ----------------------------------------------------------------------------------------------------- */

static const item_kind kinds_of_class[] = {
    [SIGN_NONE] = ITEM_LETTER,         [SIGN_LETTER] = ITEM_LETTER, [SIGN_OPERATION] = ITEM_OPERATION,
    [SIGN_RELATION] = ITEM_RELATION,   [SIGN_PREFIX] = ITEM_PREFIX, [SIGN_POSTFIX] = ITEM_POSTFIX,
    [SIGN_OPEN] = ITEM_OPEN,           [SIGN_CLOSE] = ITEM_CLOSE,   [SIGN_BAR] = ITEM_BAR,
    [SIGN_SEPARATOR] = ITEM_SEPARATOR, [SIGN_LARGE] = ITEM_LARGE,   [SIGN_INTEGRAL] = ITEM_INTEGRAL,
    [SIGN_EMPTY] = ITEM_BLANK,
};

/* Signs struck through by U+0338, and operators that MathML writes with two characters. */
static const struct pair_row {
    uint32_t first, second, as;
} pair_rows[] = {
    {'=', 0x338, 0x2260},    {0x2208, 0x338, 0x2209}, {0x2282, 0x338, 0x2284}, {0x2286, 0x338, 0x2288},
    {0x2283, 0x338, 0x2285}, {0x220B, 0x338, 0x220C}, {0x2261, 0x338, 0x2262}, {0x21D2, 0x338, 0x21CF},
    {0x21D0, 0x338, 0x21CD}, {0x21D4, 0x338, 0x21CE}, {0x2203, 0x338, 0x2204}, {'<', '=', 0x2264},
    {'>', '=', 0x2265},      {'!', '=', 0x2260},
};

static uint32_t joined(uint32_t first, uint32_t second)
{
    for (size_t i = 0; i < sizeof pair_rows / sizeof *pair_rows; i++)
        if (pair_rows[i].first == first && pair_rows[i].second == second)
            return pair_rows[i].as;
    return 0;
}

/* Characters one by one: of "mo", and of a single letter. */
static void add_signs(maths *m, const char *text, variant how)
{
    for (uint32_t point; (point = text_next(&text)) != 0;) {
        const char *after = text;
        uint32_t second = text_next(&after), both = second ? joined(point, second) : 0;
        if (both)
            text = after;
        point = both ? both : point;
        if (text_is_space(point))
            continue;
        size_t from = m->pool.count;
        uint32_t plain = plain_letter(point, &how);
        const sign *found = sign_of(plain);
        if (found && found->class == SIGN_EMPTY)
            continue;
        if (!both && second == 0x338) {
            /* The negation of a sign that has no character of its own: "sa négation", ⠨. */
            cells_text(&m->pool, "⠨");
            text = after;
        }
        add_point(m, point, how);
        if (plain == ';' && m->pool.count > from)
            m->pool.at[m->pool.count - 1] |= MATHS_SEMICOLON;
        maths_add(m, text_is_digit(plain) ? ITEM_NUMBER : kinds_of_class[found ? found->class : SIGN_NONE], plain,
                  from);
    }
}

/* A number: its digits; a blank among them is ⠄. */
static void add_number(maths *m, const char *text)
{
    size_t from = m->pool.count;
    bool digits = false, blank = false;
    for (uint32_t point; (point = text_next(&text)) != 0;) {
        if (text_is_space(point)) {
            blank = digits;
            continue;
        }
        if (blank)
            cells_text(&m->pool, "⠄");
        blank = false;
        digits |= text_is_digit(point);
        add_point(m, point, PLAIN);
    }
    if (m->pool.count > from)
        maths_add(m, digits ? ITEM_NUMBER : ITEM_LETTER, 0, from);
}

/* Words: letters with their blanks. After words the formula begins anew: ⠠. */
static void add_words(maths *m, const char *text, variant how)
{
    size_t from = m->pool.count, letters = 0;
    bool blank = false, words = false;
    for (uint32_t point; (point = text_next(&text)) != 0;) {
        if (text_is_space(point) || point == 0xA0) {
            if (m->pool.count > from)
                maths_add(m, ITEM_WORD, 0, from);
            if (!blank) {
                from = m->pool.count;
                cells_add(&m->pool, CELL_BLANK);
                maths_add(m, ITEM_BLANK, 0, from);
            }
            blank = true;
            words |= letters >= 2;
            from = m->pool.count;
            continue;
        }
        blank = false;
        letters += text_is_letter(point);
        add_point(m, point == 0x2019 ? '\'' : point, how);
    }
    if (m->pool.count > from)
        maths_add(m, ITEM_WORD, 0, from);
    else if (words) {
        cells_text(&m->pool, "⠠");
        maths_add(m, ITEM_BLANK, 0, from);
    }
}

/* Adds a name: a function by its letters or short sign, the symbols of elements, a word. */
static void add_name(maths *m, const char *text, variant how)
{
    size_t from = m->pool.count, first = m->count;
    const struct function_row *function = function_named(text);
    if (function && function->sign && m->t->compact) {
        cells_text(&m->pool, function->sign);
        maths_add(m, ITEM_FUNCTION, 0, from)->function = true;
        return;
    }
    add_words(m, text, how);
    if (m->count != first + 1)
        return;
    item *made = &m->items[first];
    made->kind = function ? ITEM_FUNCTION : is_large_name(text) ? ITEM_LARGE : ITEM_WORD;
    made->function = function != NULL;
    made->chemical = m->chemistry && science_is_chemical(text, strlen(text));
}

/* Text without blanks at its ends; what is only blanks becomes one blank. */
static const char *trimmed(const char *text, buffer *into)
{
    while (*text == ' ' || *text == '\n' || *text == '\t')
        text++;
    buffer_text(into, text);
    while (into->size && strchr(" \n\t", into->data[into->size - 1]))
        into->data[--into->size] = '\0';
    return buffer_string(into);
}

static bool begins_with_letter(const char *text)
{
    return text_is_letter(text_next(&text));
}

void maths_token(maths *m, const ard_node *node, const char *text)
{
    buffer own = BUFFER_EMPTY;
    const char *name = node->text;
    bool spoken = strcmp(name, "mtext") == 0 || strcmp(name, "ms") == 0;
    const char *short_text = trimmed(text, &own);
    bool single = text_length(short_text) == 1;
    if (spoken && function_named(short_text))
        add_name(m, short_text, PLAIN);
    else if (spoken) {
        size_t first = m->count;
        add_words(m, text, PLAIN);
        if (m->count == first + 1 && m->items[first].kind == ITEM_WORD)
            m->items[first].chemical = m->chemistry && science_is_chemical(short_text, strlen(short_text));
    } else if (strcmp(name, "mn") == 0)
        add_number(m, short_text);
    else if (strcmp(name, "mo") == 0 && !begins_with_letter(short_text))
        add_signs(m, short_text, PLAIN);
    else if (single || !begins_with_letter(short_text)) {
        const char *how = node_attribute(node, "mathvariant");
        add_signs(m, short_text, variant_of(node));
        if (m->count && how && strcmp(how, "normal") == 0)
            m->items[m->count - 1].chemical = m->chemistry && science_is_chemical(short_text, strlen(short_text));
    } else
        add_name(m, short_text, variant_of(node));
    buffer_free(&own);
}

/* ---- The walk --------------------------------------------------------------------------------------------------- */

static bool is_token(const char *name)
{
    return text_in_list("mi mn mo mtext ms", name);
}

static void token_text(const ard_node *token, buffer *text)
{
    for (const ard_node *child = token->first; child; child = child->next)
        if (child->kind == TEXT)
            buffer_text(text, child->text);
}

/* Whether no letter of the formula is in italics: then symbols of elements are meant as such. */
static bool is_upright(const ard_node *formula)
{
    bool elements = false;
    walk w = walk_of((ard_node *)formula);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const ard_node *node = w.node;
        if (event != WALK_ENTER || node->kind != MATHML || !text_in_list("mi mtext", node->text))
            continue;
        buffer text = BUFFER_EMPTY, own = BUFFER_EMPTY;
        token_text(node, &text);
        const char *letters = trimmed(buffer_string(&text), &own), *how = node_attribute(node, "mathvariant");
        bool upright = node->text[1] == 't' || strlen(letters) > 1 || (how && strcmp(how, "normal") == 0);
        bool italic = !upright && begins_with_letter(letters);
        elements |= upright && science_is_chemical(letters, strlen(letters));
        buffer_free(&text);
        buffer_free(&own);
        if (italic)
            return false;
    }
    return elements;
}

static void leave_node(maths *m, const ard_node *node)
{
    size_t children = 0;
    for (const ard_node *child = node->first; child; child = child->next)
        children += child->kind == MATHML;
    if (m->starts.failed)
        return;
    size_t *starts = (size_t *)(void *)m->starts.data;
    size_t *child = starts + m->starts.size / sizeof *starts - children;
    if (node->kind == MATHML && !is_token(node->text))
        maths_element(m, node, child, children);
    m->starts.size -= children * sizeof *starts;
}

static void walk_formula(maths *m, const ard_node *formula)
{
    walk w = walk_of((ard_node *)formula);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (w.node == formula || w.node->kind != MATHML)
            continue;
        if (event == WALK_LEAVE) {
            leave_node(m, w.node);
            continue;
        }
        buffer_add(&m->starts, &m->count, sizeof m->count);
        if (!is_token(w.node->text))
            continue;
        buffer text = BUFFER_EMPTY;
        token_text(w.node, &text);
        maths_token(m, w.node, buffer_string(&text));
        buffer_free(&text);
    }
}

static bool is_block_sign(cell one)
{
    return (one & CELL_DOTS) == (DOT(5) | DOT(6));
}

/* The whole formula: its row, the prefix, and ⠠ before a semicolon where there are blocks (introduction, II.3, II.7). */
static void finish(maths *m, bool alone, cells *out)
{
    cells shown = CELLS_EMPTY;
    maths_row(m, 0, m->count, &shown);
    bool blocks = false;
    for (size_t i = 0; i < shown.count; i++)
        blocks |= is_block_sign(shown.at[i]);
    if (!alone && shown.count)
        cells_text(out, blocks ? "⠠⠄" : "⠠");
    for (size_t i = 0; i < shown.count; i++) {
        cell one = shown.at[i];
        if ((one & MATHS_SEMICOLON) && blocks)
            cells_text(out, "⠠");
        if ((one & CELL_LINE) && !alone)
            one = CELL_BLANK;
        bool blank = !(one & (CELL_DOTS | CELL_LINE));
        cells_add(out, (cell)(one & ~MATHS_SEMICOLON) | (blank || (one & CELL_LINE) ? 0 : CELL_MATHS));
    }
    out->failed |= shown.failed || m->failed || m->pool.failed || m->starts.failed;
    cells_free(&shown);
}

void transcribe_maths(transcriber *t, const ard_node *formula, bool alone, cells *out)
{
    maths m = {.t = t, .chemistry = is_upright(formula)};
    t->where = formula->place;
    walk_formula(&m, formula);
    finish(&m, alone, out);
    cells_free(&m.pool);
    free(m.items);
    buffer_free(&m.starts);
}
