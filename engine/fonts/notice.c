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
