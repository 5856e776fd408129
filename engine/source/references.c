#include "references.h"

#include "base/table.h"
#include "base/text.h"
#include "entities.h"

#include <string.h>

enum { NAME_MOST = 128 };

/* What begins with the first and ends with the second string holds no references. */
static const struct {
    const char *begin, *end;
} passed[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

/* The end of a document type declaration, whose internal subset may hold ">" (XML 1.0, 2.8): the "]" that a quoted text
 * or a comment does not hold, then the ">". */
static const char *after_type(const char *at, const char *end)
{
    char quote = 0;
    bool inside = false;
    for (; at < end; at++) {
        if (quote) {
            quote = *at == quote ? 0 : quote;
        } else if (end - at > 4 && memcmp(at, "<!--", 4) == 0) {
            const char *close = memmem(at + 4, (size_t)(end - at - 4), "-->", 3);
            if (!close)
                return end;
            at = close + 2;
        } else if (*at == '"' || *at == '\'')
            quote = *at;
        else if (*at == '[' || *at == ']')
            inside = *at == '[';
        else if (*at == '>' && !inside)
            return at + 1;
    }
    return end;
}

/* Where the text goes on after what begins at a "<" and holds no references; `at` + 1 for a tag. */
static const char *after_markup(const char *at, const char *end)
{
    size_t left = (size_t)(end - at);
    for (size_t i = 0; i < sizeof passed / sizeof passed[0]; i++) {
        size_t size = strlen(passed[i].begin);
        if (left < size || memcmp(at, passed[i].begin, size) != 0)
            continue;
        const char *close = memmem(at + size, left - size, passed[i].end, strlen(passed[i].end));
        return close ? close + strlen(passed[i].end) : end;
    }
    return left > 9 && memcmp(at, "<!DOCTYPE", 9) == 0 ? after_type(at + 9, end) : at + 1;
}

/* The length of the name between an "&" and its ";", or 0 where there is none that an XML name could be. */
static size_t name_length(const char *at, const char *end)
{
    size_t most = (size_t)(end - at) < NAME_MOST ? (size_t)(end - at) : NAME_MOST;
    const char *stop = memchr(at, ';', most);
    if (!stop || *at == '#')
        return 0;
    for (const char *c = at; c < stop; c++)
        if (strchr("&<>\"'%# \t\r\n", *c))
            return 0;
    return (size_t)(stop - at);
}

static bool is_own(const char *name, size_t length)
{
    static const char *const own[] = {"lt", "gt", "amp", "quot", "apos"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (text_is(name, length, own[i]))
            return true;
    return false;
}

/* Whether there is anything, anywhere, that looks like a reference to others than XML's own. */
static bool refers(const char *at, const char *end)
{
    while ((at = memchr(at, '&', (size_t)(end - at)))) {
        size_t length = name_length(++at, end);
        if (length && !is_own(at, length))
            return true;
    }
    return false;
}

reference *references_of(arena *pool, const char *text, size_t size)
{
    const char *end = text + size;
    reference *first = NULL, **tail = &first;
    table *seen = NULL;
    if (!refers(text, end))
        return NULL;
    for (const char *at = text; at < end;) {
        if (*at != '&') {
            at = *at == '<' ? after_markup(at, end) : at + 1;
            continue;
        }
        size_t length = name_length(++at, end);
        char *name = length && !is_own(at, length) ? arena_copy(pool, at, length) : NULL;
        at += length;
        if (!name)
            continue;
        seen = seen ? seen : table_new(pool);
        reference *r = table_value(seen, name) ? NULL : arena_alloc(pool, sizeof *r);
        if (!r)
            continue;
        *r = (reference){.name = name, .offset = (size_t)(at - length - 1 - text)};
        table_set(seen, name, r);
        *tail = r;
        tail = &r->next;
    }
    return first;
}

void references_declare(const reference *list, buffer *declarations)
{
    for (const reference *r = list; r; r = r->next) {
        const entity_row *row = entity_named(r->name, strlen(r->name));
        if (r->declared)
            continue;
        buffer_format(declarations, "<!ENTITY %s \"", r->name);
        for (const char *c = row ? row->text : ""; *c; c++)
            if (strchr("<>&\"'%", *c))
                buffer_format(declarations, "&#38;#%d;", *c);
            else
                buffer_byte(declarations, *c);
        if (!row)
            buffer_format(declarations, "&#38;#38;%s;", r->name);
        buffer_text(declarations, "\">\n");
    }
}
