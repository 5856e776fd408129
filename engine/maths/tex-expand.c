/* What TeX says in other words: commands that the formula defines itself, chemistry (mhchem's \ce), numbers and units
 * (siunitx). They are written out as plain TeX before the formula is read. */
#include "tex-expand.h"

#include "base/table.h"
#include "base/text.h"

#include <string.h>

enum { SLICES = 16, CALLS_MOST = 500, GROWTH = 8, ROOM = 4096, PARAMETERS = 9 };

/* A command that the formula defines. */
typedef struct macro {
    const char *body, *option; /* option: of the first argument where none is given, or NULL */
    unsigned arguments;
} macro;

typedef struct slice {
    const char *at, *end;
} slice;

typedef struct expansion {
    arena *pool;
    table *macros;
    bool comma, failed;
    unsigned calls;
    size_t depth, most;
    slice slices[SLICES]; /* the last one is read first */
    buffer *out;
} expansion;

/* ---- Arguments -------------------------------------------------------------------------------------------------- */

static slice *top(expansion *e)
{
    return e->slices + e->depth - 1;
}

static void skip_blanks(slice *s)
{
    while (s->at < s->end && ascii_is_space(*s->at))
        s->at++;
}

/* The name of a command at its backslash, which is passed; in the pool. */
static const char *take_name(expansion *e, slice *s)
{
    const char *begin = ++s->at;
    while (s->at < s->end && ascii_is_letter(*s->at))
        s->at++;
    if (s->at == begin && s->at < s->end)
        s->at++;
    return arena_copy(e->pool, begin, (size_t)(s->at - begin));
}

/* What stands between an opening character, where `s` is, and its closing one; NULL where that is missing. */
static const char *take_group(expansion *e, slice *s, char closing)
{
    const char *begin = s->at + 1;
    unsigned braces = 0;
    for (const char *at = begin; at < s->end; at++) {
        if (*at == '\\' && at + 1 < s->end) {
            at++;
            continue;
        }
        if (*at == closing && !braces) {
            s->at = at + 1;
            return arena_copy(e->pool, begin, (size_t)(at - begin));
        }
        braces += *at == '{';
        braces -= *at == '}' && braces;
    }
    return NULL;
}

/* An argument: a group, a command or a character; NULL where there is none. */
static const char *take_argument(expansion *e, slice *s)
{
    skip_blanks(s);
    const char *begin = s->at;
    size_t length;
    if (s->at >= s->end)
        return NULL;
    if (*s->at == '{')
        return take_group(e, s, '}');
    if (*s->at == '\\')
        take_name(e, s);
    else {
        text_decode(s->at, (size_t)(s->end - s->at), &length);
        s->at += length;
    }
    return arena_copy(e->pool, begin, (size_t)(s->at - begin));
}

/* An argument in brackets; NULL where there is none. */
static const char *take_option(expansion *e, slice *s)
{
    skip_blanks(s);
    return s->at < s->end && *s->at == '[' ? take_group(e, s, ']') : NULL;
}

/* ---- Definitions ------------------------------------------------------------------------------------------------ */

static void define(expansion *e, const char *name, const char *body, const char *option, unsigned arguments)
{
    macro *m = arena_alloc(e->pool, sizeof *m);
    if (!m || !name || !body || arguments > PARAMETERS)
        return;
    *m = (macro){body, option, arguments};
    table_set(e->macros, name + (*name == '\\'), m);
}

/* \newcommand{\name}[2][default]{body} */
static void take_new_command(expansion *e, slice *s)
{
    if (s->at < s->end && *s->at == '*')
        s->at++;
    const char *name = take_argument(e, s), *count = take_option(e, s), *option = count ? take_option(e, s) : NULL;
    const char *body = take_argument(e, s);
    define(e, name, body, option, count && text_is_digit((unsigned char)*count) ? (unsigned)(*count - '0') : 0);
}

/* \def\name#1#2{body} */
static void take_definition(expansion *e, slice *s)
{
    skip_blanks(s);
    const char *name = s->at < s->end && *s->at == '\\' ? take_name(e, s) : NULL;
    unsigned count = 0;
    for (; s->at + 1 < s->end && *s->at == '#'; s->at += 2)
        count++;
    define(e, name, take_argument(e, s), NULL, count);
}

/* \DeclareMathOperator{\name}{letters} */
static void take_operator(expansion *e, slice *s)
{
    if (s->at < s->end && *s->at == '*')
        s->at++;
    const char *name = take_argument(e, s), *letters = take_argument(e, s);
    buffer body = BUFFER_EMPTY;
    buffer_format(&body, "\\operatorname{%s}", letters ? letters : "");
    define(e, name, arena_string(e->pool, buffer_string(&body)), NULL, 0);
    buffer_free(&body);
}

/* ---- Calls ------------------------------------------------------------------------------------------------------ */

/* Puts a command's body, with its arguments in their places, before what comes next. */
static void call(expansion *e, const macro *m)
{
    const char *arguments[PARAMETERS] = {0};
    slice *s = top(e);
    unsigned first = 0;
    if (m->option && m->arguments) {
        const char *given = take_option(e, s);
        arguments[first++] = given ? given : m->option;
    }
    for (unsigned i = first; i < m->arguments; i++)
        arguments[i] = take_argument(e, s);
    buffer body = {.most = e->most};
    for (const char *at = m->body; *at; at++)
        if (*at == '#' && at[1] >= '1' && at[1] <= '9') {
            const char *argument = arguments[*++at - '1'];
            buffer_text(&body, argument ? argument : "");
        } else
            buffer_byte(&body, *at);
    while (e->depth > 1 && top(e)->at == top(e)->end)
        e->depth--;
    e->failed = e->failed || body.failed || e->depth == SLICES || ++e->calls > CALLS_MOST;
    const char *text = e->failed ? NULL : arena_copy(e->pool, buffer_string(&body), body.size);
    if (text)
        e->slices[e->depth++] = (slice){text, text + body.size};
    buffer_free(&body);
}

/* ---- Numbers, units, chemistry ---------------------------------------------------------------------------------- */

static void take_chemistry(expansion *e, slice *s)
{
    const char *formula = take_argument(e, s);
    buffer_text(e->out, "{");
    tex_chemistry(formula ? formula : "", e->out);
    buffer_text(e->out, "}");
}

static void take_number(expansion *e, slice *s)
{
    take_option(e, s);
    const char *number = take_argument(e, s);
    tex_quantity(number, NULL, e->comma, e->out);
}

static void take_unit(expansion *e, slice *s)
{
    take_option(e, s);
    const char *unit = take_argument(e, s);
    tex_quantity(NULL, unit, e->comma, e->out);
}

static void take_quantity(expansion *e, slice *s)
{
    take_option(e, s);
    const char *number = take_argument(e, s), *unit = take_argument(e, s);
    tex_quantity(number, unit, e->comma, e->out);
}

static const struct expansion_row {
    const char *name;
    void (*take)(expansion *e, slice *s);
} rows[] = {
    {"DeclareMathOperator", take_operator},
    {"SI", take_quantity},
    {"ce", take_chemistry},
    {"def", take_definition},
    {"newcommand", take_new_command},
    {"num", take_number},
    {"providecommand", take_new_command},
    {"qty", take_quantity},
    {"renewcommand", take_new_command},
    {"si", take_unit},
    {"unit", take_unit},
};

static void take_command(expansion *e)
{
    slice *s = top(e);
    const char *begin = s->at, *name = take_name(e, s);
    const macro *m = name ? table_value(e->macros, name) : NULL;
    const struct expansion_row *row = name && !m ? ROW_NAMED(name, rows) : NULL;
    if (m)
        call(e, m);
    else if (row)
        row->take(e, s);
    else
        buffer_add(e->out, begin, (size_t)(s->at - begin));
}

/* Whether any of the commands that are written out may stand in a formula. */
static bool may_expand(const char *text, size_t size)
{
    for (size_t i = 0; i + 1 < size; i++) {
        if (text[i] != '\\')
            continue;
        size_t length = 0;
        while (i + 1 + length < size && ascii_is_letter(text[i + 1 + length]))
            length++;
        for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
            if (strlen(rows[row].name) == length && memcmp(rows[row].name, text + i + 1, length) == 0)
                return true;
        i += !length;
    }
    return false;
}

bool tex_expand(arena *pool, const char *text, size_t size, bool comma, buffer *out)
{
    if (!may_expand(text, size))
        return false;
    expansion e = {.pool = pool, .comma = comma, .out = out, .macros = table_new(pool), .most = ROOM + GROWTH * size};
    e.slices[e.depth++] = (slice){text, text + size};
    while (e.depth && !e.failed && out->size <= e.most) {
        slice *s = top(&e);
        if (s->at >= s->end)
            e.depth--;
        else if (*s->at == '\\')
            take_command(&e);
        else
            buffer_byte(out, *s->at++);
    }
    return !e.failed && !out->failed && out->size <= e.most && !arena_failed(pool);
}
