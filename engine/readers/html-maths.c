/* Formulas in TeX, which a script of the page (MathJax, KaTeX) would show: between "\(" and "\)", "\[" and "\]", and, where
 * the page has such a script, "$$" and "$$" or in an environment. Single dollars are money. */
#include "html.h"

#include "base/text.h"
#include "maths/mathml.h"

#include <string.h>

enum { PIECES = 4 };

/* What formulas stand between; `sure` needs a script of the page. */
static const struct delimiter {
    const char *open, *close;
    bool block, sure, whole; /* whole: the delimiters are part of the formula */
} delimiters[PIECES] = {
    {"\\(", "\\)", false, false, false},
    {"\\[", "\\]", true, false, false},
    {"$$", "$$", true, true, false},
    {"\\begin{", "\\end{", true, true, true},
};

bool web_typesets(const xml_node *n)
{
    static const char *const names[] = {"mathjax", "MathJax", "katex", "KaTeX"};
    if (!xml_is(n, "script"))
        return false;
    const char *said[] = {xml_value(n, "src"), n->first ? n->first->text : NULL};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (size_t j = 0; j < 2; j++)
            if (said[j] && strstr(said[j], names[i]))
                return true;
    return false;
}

void web_formula(webpage *w, ard_node *node)
{
    if (!node)
        return;
    if (node->kind == MATHS_BLOCK && !w->fixed) {
        web_boundary(w);
        node_append(w->container, node);
        return;
    }
    node->kind = MATHS;
    web_atom(w, node);
}

void web_tex(webpage *w, const char *text, size_t size, bool block, place where)
{
    web_formula(w, tex_read(w->document, w->task->log, text, size, block, where));
}

bool web_is_formula(const xml_node *n)
{
    const char *class = xml_value(n, "class");
    return class && (strstr(class, "mathml") || strstr(class, "MathML")) && xml_child(n, "math:math");
}

/* A picture of a formula: its text is the TeX that it was made of, in a class that says so or an address that makes it. */
bool web_picture_of_formula(webpage *w, const xml_node *n)
{
    static const char *const signs[] = {"math", "tex", "latex", "formula", "equation"};
    const char *alt = xml_value(n, "alt"), *class = xml_value(n, "class"), *address = xml_value(n, "src");
    bool said = address && (strstr(address, "codecogs") || strstr(address, "latex"));
    for (size_t i = 0; class && i < sizeof signs / sizeof *signs; i++)
        said = said || strcasestr(class, signs[i]);
    if (!said || !alt || !strpbrk(alt, "\\^_{=+"))
        return false;
    size_t size = strlen(alt), dollars = 0;
    while (size > 2 * dollars + 1 && alt[dollars] == '$' && alt[size - 1 - dollars] == '$')
        dollars++;
    web_tex(w, alt + dollars, size - 2 * dollars, false, web_place(w, n));
    return true;
}

/* ---- In text ------------------------------------------------------------------------------------------------------ */

/* Whether what is between brackets is a formula: by a sign of one, or a letter alone. */
static bool is_formula(const webpage *w, const char *text, const char *end, bool block)
{
    bool sign = w->typeset, blank = false, letter = false;
    for (const char *at = text; at < end; at++) {
        sign = sign || strchr("\\^_=+<>*/", *at);
        blank = blank || ascii_is_space(*at);
        letter = letter || !ascii_is_space(*at);
    }
    return letter && (sign || (!block && !blank));
}

/* Where `close` is after `at`, which a backslash before it does not escape; NULL. */
static const char *find_close(const char *at, const char *end, const char *close)
{
    size_t size = strlen(close);
    for (; (size_t)(end - at) >= size && at < end; at++) {
        if (memcmp(at, close, size) == 0)
            return at;
        if (*at == '\\' && at + 1 < end)
            at++;
    }
    return NULL;
}

/* The end of an environment's "\end{align}". */
static const char *whole_end(const char *at, const char *end)
{
    while (at < end && *at != '}')
        at++;
    return at < end ? at + 1 : NULL;
}

/* Adds the formula that begins at `at`, where one does. Gives where text goes on; NULL where it is none. `*left` are the
 * delimiters, in bits, whose ends are still to be found. */
static const char *add_formula(webpage *w, const char *at, const char *end, unsigned *left, const char **words,
                               place where)
{
    for (size_t i = 0; i < PIECES; i++) {
        const struct delimiter *d = delimiters + i;
        size_t size = strlen(d->open);
        if (!(*left & 1u << i) || (size_t)(end - at) <= size || memcmp(at, d->open, size) != 0)
            continue;
        const char *begin = at + size, *close = find_close(begin, end, d->close), *after = close;
        after = close && d->whole ? whole_end(close, end) : close ? close + strlen(d->close) : NULL;
        if (!after) {
            *left &= ~(1u << i);
            continue;
        }
        if (!is_formula(w, begin, close, d->block))
            return after; /* not looked at again: time stays linear */
        web_text(w, *words, (size_t)(at - *words), where);
        web_tex(w, d->whole ? at : begin, (size_t)((d->whole ? after : close) - (d->whole ? at : begin)), d->block,
                where);
        *words = after;
        return after;
    }
    return NULL;
}

/* Whether text here is what it is, formulas apart: code. */
static bool is_code(const webpage *w)
{
    bool code = w->preformatted;
    for (size_t i = 0; i < w->inline_count && !code; i++)
        code = w->inlines[i].kind == CODE;
    return code;
}

void web_words(webpage *w, const char *text, size_t size, place where)
{
    unsigned left = 0;
    const char *words = text, *end = text + size;
    for (size_t i = 0; i < PIECES && !is_code(w); i++)
        left |= !delimiters[i].sure || w->typeset ? 1u << i : 0;
    for (const char *at = text; at < end && left;) {
        const char *after = *at == '\\' || *at == '$' ? add_formula(w, at, end, &left, &words, where) : NULL;
        at = after ? after : at + 1 + (*at == '\\' && at + 1 < end);
    }
    web_text(w, words, (size_t)(end - words), where);
}
