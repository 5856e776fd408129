/* Words whose sounds are given: from the plan's attribute into the text of a request, and out of it. */
#include "sound/given.h"

#include <string.h>

/* A row of data-sounds. */
typedef struct row {
    size_t start, size;
    const char *ipa;
    size_t ipa_size;
} row;

/* Reads digits, moving past them; a number of more than nine digits is read as far. */
static size_t read_number(const char **from)
{
    size_t number = 0;
    for (unsigned digits = 0; **from >= '0' && **from <= '9' && digits < 9; digits++)
        number = number * 10 + (size_t)(*(*from)++ - '0');
    return number;
}

/* Reads the next row, moving past it; false at the end, and where the attribute is not as a plan writes it. */
static bool read_row(const char **from, row *r)
{
    r->start = read_number(from);
    if (**from != '+')
        return false;
    ++*from;
    r->size = read_number(from);
    if (**from != '=')
        return false;
    r->ipa = ++*from;
    r->ipa_size = strcspn(*from, " ");
    *from += r->ipa_size;
    *from += **from == ' ';
    return r->size && r->ipa_size;
}

void given_add(buffer *out, const char *text, size_t from, size_t end, const char *sounds)
{
    row r;
    size_t at = from;
    for (const char *rest = sounds ? sounds : ""; *rest && read_row(&rest, &r);) {
        if (r.start < at || r.start > end || r.size > end - r.start)
            continue;
        buffer_add(out, text + at, r.start - at);
        buffer_byte(out, GIVEN_WORD);
        buffer_add(out, text + r.start, r.size);
        buffer_byte(out, GIVEN_SOUNDS);
        buffer_add(out, r.ipa, r.ipa_size);
        buffer_byte(out, GIVEN_END);
        at = r.start + r.size;
    }
    buffer_add(out, text + at, end - at);
}

void given_plain(buffer *out, const char *text)
{
    for (bool sounds = false; *text; text++) {
        sounds = *text == GIVEN_SOUNDS || (sounds && *text != GIVEN_END);
        if (!sounds && *text != GIVEN_WORD && *text != GIVEN_END)
            buffer_byte(out, *text);
    }
}
