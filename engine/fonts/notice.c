#include "notice.h"

#include "base/text.h"

#include <string.h>

/* ---- Licences ---------------------------------------------------------------------------------------------------- */

enum {
    FSTYPE_RESTRICTED = 0x0002,
    FSTYPE_PREVIEW = 0x0004,
    FSTYPE_EDITABLE = 0x0008,
    FSTYPE_WHOLE = 0x0100,  /* it may not be cut down */
    FSTYPE_BITMAPS = 0x0200 /* only its pictures of glyphs */
};

/* What the notices of fonts say that everybody may put into documents and hand on. */
static const char *const open_licences[] = {
    "open font license",
    "open font licence",
    "scripts.sil.org/ofl",
    "openfontlicense.org",
    "permission is hereby granted, free of charge", /* Bitstream Vera, DejaVu, MIT and their like */
    "apache license, version 2.0",
    "apache.org/licenses/license-2.0",
    "ubuntu font licence",
    "creative commons attribution",
    "creativecommons.org/licenses/by",
    "creativecommons.org/publicdomain/zero",
    "gust font license",
};

/* What takes that back: the other licences of Creative Commons. */
static const char *const closed_licences[] = {"noncommercial", "non-commercial", "noderiv",
                                              "no deriv",      "licenses/by-nc", "licenses/by-nd"};

static bool holds_any(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(text, list[i]))
            return true;
    return false;
}

bool notice_allows(const face_facts *facts)
{
    bool restricted = facts->rights & (FSTYPE_WHOLE | FSTYPE_BITMAPS) ||
                      (facts->rights & (FSTYPE_RESTRICTED | FSTYPE_PREVIEW) && !(facts->rights & FSTYPE_EDITABLE));
    buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < NOTICES; i++) {
        for (const char *at = buffer_string(&facts->notices[i]); *at;)
            buffer_point(&text, text_lower(text_next(&at)));
        buffer_byte(&text, '\n');
    }
    bool open = holds_any(buffer_string(&text), open_licences, sizeof open_licences / sizeof *open_licences) &&
                !holds_any(buffer_string(&text), closed_licences, sizeof closed_licences / sizeof *closed_licences);
    buffer_free(&text);
    return open && !restricted;
}

/* ---- Names ------------------------------------------------------------------------------------------------------- */

enum {
    WINDOWS = 3,
    UTF_16 = 1,
    AMERICAN = 0x409,
    NOTICE_MOST = 2000, /* characters of a notice that are kept: whose it is, and under which licence */
};

/* Words, or beginnings of words, that tell for whom a font is made. */
static const char *const telling[] = {"dyslex",  "déficien", "deficien", "handicap", "disab",  "impair",
                                      "braille", "blind",    "aveugle",  "malvoy",   "vision", "visuel"};

bool notice_tells(const char *word, size_t size)
{
    buffer small = BUFFER_EMPTY;
    for (const char *at = word; at < word + size;)
        buffer_point(&small, text_lower(text_next(&at)));
    bool found = holds_any(buffer_string(&small), telling, sizeof telling / sizeof *telling);
    buffer_free(&small);
    return found;
}

/* Adds a notice in UTF-16, its telling words replaced. */
static void add_notice(const char *text, buffer *out)
{
    unsigned count = 0;
    while (*text && count < NOTICE_MOST) {
        size_t blanks = strspn(text, " \n\r\t"), size = strcspn(text + blanks, " \n\r\t");
        const char *word = text + blanks, *end = word + size;
        if (notice_tells(word, size)) {
            word = "[...]";
            end = word + strlen(word);
        }
        if (count && blanks)
            buffer_add(out, "\0 ", 2);
        for (; word < end; count++) {
            uint32_t point = text_next(&word);
            point = point < 0x10000 ? point : REPLACEMENT;
            buffer_byte(out, (char)(point >> 8));
            buffer_byte(out, (char)(point & 0xFF));
        }
        text += blanks + size;
    }
}

static void add_two(buffer *out, size_t number)
{
    buffer_byte(out, (char)(number >> 8 & 0xFF));
    buffer_byte(out, (char)(number & 0xFF));
}

void notice_names(const face_facts *facts, const char *family, buffer *table)
{
    static const char *const styles[] = {"Regular", "Bold", "Italic", "Bold Italic"};
    const char *style = styles[(facts->most >= 600 && facts->least >= 600 ? 1 : 0) + (facts->italic ? 2 : 0)];
    buffer full = BUFFER_EMPTY;
    buffer_format(&full, "%s %s", family, style);
    const struct {
        unsigned id;
        const char *text;
    } rows[] = {
        {0, buffer_string(&facts->notices[NOTICE_COPYRIGHT])},
        {1, family},
        {2, style},
        {4, buffer_string(&full)},
        {13, buffer_string(&facts->notices[NOTICE_LICENCE])},
        {14, buffer_string(&facts->notices[NOTICE_ADDRESS])},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    buffer strings = BUFFER_EMPTY;
    add_two(table, 0);
    add_two(table, ROWS);
    add_two(table, 6 + 12 * ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        size_t at = strings.size;
        add_notice(rows[i].text, &strings);
        add_two(table, WINDOWS);
        add_two(table, UTF_16);
        add_two(table, AMERICAN);
        add_two(table, rows[i].id);
        add_two(table, strings.size - at);
        add_two(table, at);
    }
    buffer_add(table, strings.data, strings.size);
    table->failed |= strings.failed;
    buffer_free(&strings);
    buffer_free(&full);
}

/* ---- Names in the outlines ---------------------------------------------------------------------------------------- */

/* An index of PostScript's outlines: objects, one after the other. */
typedef struct cff_index {
    size_t count, offsets, data, end; /* `data` is where offset 0 would be: they count from 1 */
    unsigned bytes;                   /* of an offset */
} cff_index;

static size_t offset_at(const unsigned char *cff, const cff_index *x, size_t number)
{
    const unsigned char *at = cff + x->offsets + number * x->bytes;
    size_t offset = 0;
    for (unsigned i = 0; i < x->bytes; i++)
        offset = offset << 8 | at[i];
    return offset;
}

/* Reads the index at `at`; false where the table is broken. */
static bool read_index(const unsigned char *cff, size_t size, size_t at, cff_index *x)
{
    enum { HEAD = 3 };
    if (at > size || size - at < 2)
        return false;
    *x = (cff_index){.count = (size_t)cff[at] << 8 | cff[at + 1], .end = at + 2};
    if (!x->count)
        return true;
    if (size - at < HEAD || cff[at + 2] < 1 || cff[at + 2] > 4)
        return false;
    x->bytes = cff[at + 2];
    x->offsets = at + HEAD;
    x->data = x->offsets + (x->count + 1) * x->bytes - 1;
    if (x->data >= size)
        return false;
    x->end = x->data + offset_at(cff, x, x->count);
    return x->end > x->data && x->end <= size;
}

/* Writes letters over `size` bytes. */
static void write_over(unsigned char *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        at[i] = (unsigned char)('A' + i % 26);
}

/* Writes over the telling words of one string; over all of it where `whole`. */
static void write_over_words(unsigned char *text, size_t size, bool whole)
{
    for (size_t at = 0; at < size;) {
        size_t length = 0;
        while (at + length < size && text[at + length] != ' ')
            length++;
        buffer word = BUFFER_EMPTY;
        for (size_t i = 0; i < length; i++) /* Latin-1 */
            buffer_point(&word, text[at + i] ? text[at + i] : ' ');
        if (whole || notice_tells(buffer_string(&word), word.size))
            write_over(text + at, length);
        buffer_free(&word);
        at += length + 1;
    }
}

void notice_unname(unsigned char *cff, size_t size)
{
    enum { NAMES, DICTIONARIES, STRINGS, INDEXES };
    size_t at = size > 2 ? cff[2] : 0; /* bytes of the header */
    for (int i = NAMES; i < INDEXES; i++) {
        cff_index x;
        if (!at || !read_index(cff, size, at, &x))
            return;
        for (size_t k = 0; i != DICTIONARIES && k < x.count; k++) {
            size_t first = offset_at(cff, &x, k), end = offset_at(cff, &x, k + 1);
            if (first >= 1 && first < end && end <= x.end - x.data)
                write_over_words(cff + x.data + first, end - first, i == NAMES);
        }
        at = x.end;
    }
}
