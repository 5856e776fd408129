#include "tags.h"

#include <string.h>

/* Skips a markup declaration, comment, CDATA section or instruction at `tag`, or gives NULL where it is none of them. */
static const char *skip_special(const char *tag, const char *end)
{
    static const struct {
        const char *begins, *ends;
    } forms[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        size_t length = strlen(forms[i].begins), close = strlen(forms[i].ends);
        if ((size_t)(end - tag) < length || memcmp(tag, forms[i].begins, length) != 0)
            continue;
        const char *stop = memmem(tag + length, (size_t)(end - tag) - length, forms[i].ends, close);
        return stop ? stop + close : end;
    }
    return NULL;
}

/* Counts the values of a tag, and moves to its end. */
static size_t count_values(const char **place, const char *end)
{
    const char *at = *place;
    size_t values = 0;
    while (at < end && *at != '>' && *at != '<') {
        if (*at == '"' || *at == '\'') {
            const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
            at = close ? close : end - 1;
            values++;
        }
        at++;
    }
    *place = at;
    return values;
}

bool tags_crowded(const char *text, size_t size)
{
    const char *end = text + size, *tag = text;
    if (size < 4 * TAG_ATTRIBUTES)
        return false;
    while (tag < end && (tag = memchr(tag, '<', (size_t)(end - tag)))) {
        const char *past = skip_special(tag, end);
        if (past) {
            tag = past;
            continue;
        }
        tag++;
        if (count_values(&tag, end) > TAG_ATTRIBUTES)
            return true;
    }
    return false;
}
