#include "face.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MOST_TABLES = 256,
    MOST_FACES = 64,
    MOST_NAMES = 1 << 20, /* bytes of a table of names */
    MOST_NOTICE = 16384,  /* bytes of a notice */
    NAME_COPYRIGHT = 0,
    NAME_FAMILY = 1,
    NAME_LICENCE = 13,
    NAME_ADDRESS = 14,
    NAME_TYPOGRAPHIC_FAMILY = 16,
    UNICODE = 0,
    MACINTOSH = 1,
    WINDOWS = 3,
    AMERICAN = 0x409, /* Windows' number of the language that fonts have, whatever others */
    REGULAR = 400,
    BOLD = 700
};

static unsigned two(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static uint32_t four(const unsigned char *at)
{
    return (uint32_t)two(at) << 16 | two(at + 2);
}

/* Reads `size` bytes; false past the end of the file. */
static bool take(const font_file *file, uint64_t at, void *to, size_t size)
{
    if (at > file->size || size > file->size - at)
        return false;
    if (file->bytes) {
        memcpy(to, file->bytes + at, size);
        return true;
    }
    for (size_t got = 0; got < size;) {
        ssize_t part = pread(file->descriptor, (char *)to + got, size - got, (off_t)(at + got));
        if (part <= 0)
            return false;
        got += (size_t)part;
    }
    return true;
}

/* ---- Tables ------------------------------------------------------------------------------------------------------ */

typedef struct span {
    uint32_t at, size;
} span;

unsigned face_count(const font_file *file)
{
    unsigned char head[12];
    if (!take(file, 0, head, sizeof head))
        return 0;
    uint32_t tag = four(head);
    if (tag == 0x00010000 || tag == 0x4F54544F || tag == 0x74727565) /* 1.0, "OTTO", "true" */
        return 1;
    uint32_t count = tag == 0x74746366 ? four(head + 8) : 0; /* "ttcf" */
    return count > MOST_FACES ? MOST_FACES : count;
}

/* Where the directory of a face's tables stands. */
static bool directory_of(const font_file *file, unsigned number, uint32_t *at)
{
    unsigned char head[4];
    *at = 0;
    if (!take(file, 0, head, sizeof head))
        return false;
    if (memcmp(head, "ttcf", 4) != 0)
        return number == 0;
    if (!take(file, 12 + 4 * (uint64_t)number, head, sizeof head))
        return false;
    *at = four(head);
    return true;
}

/* Finds a table of a face; false where it has none, or one that is outside of the file. */
static bool find_table(const font_file *file, unsigned number, const char *tag, span *table)
{
    enum { ROW = 16 };
    uint32_t at;
    unsigned char head[12], rows[MOST_TABLES * ROW];
    if (!directory_of(file, number, &at) || !take(file, at, head, sizeof head))
        return false;
    unsigned count = two(head + 4) < MOST_TABLES ? two(head + 4) : MOST_TABLES;
    if (!take(file, (uint64_t)at + sizeof head, rows, (size_t)count * ROW))
        return false;
    for (unsigned i = 0; i < count; i++) {
        const unsigned char *row = rows + (size_t)i * ROW;
        if (memcmp(row, tag, 4) != 0)
            continue;
        *table = (span){four(row + 8), four(row + 12)};
        return table->at <= file->size && table->size <= file->size - table->at;
    }
    return false;
}

/* ---- Names ------------------------------------------------------------------------------------------------------- */

/* Adds a name as UTF-8: UTF-16 of Windows and Unicode; of the Macintosh's own characters ASCII and its ©. */
static void decode(unsigned platform, const unsigned char *text, size_t size, buffer *out)
{
    if (platform == MACINTOSH) {
        for (size_t i = 0; i < size; i++)
            buffer_point(out, text[i] < 0x80 ? text[i] : text[i] == 0xA9 ? 0xA9 : REPLACEMENT);
        return;
    }
    for (size_t i = 0; i + 1 < size; i += 2) {
        uint32_t point = two(text + i);
        bool pair = point >= 0xD800 && point < 0xDC00 && i + 3 < size && (text[i + 2] & 0xFC) == 0xDC;
        if (pair) {
            point = 0x10000 + ((point & 0x3FF) << 10) + (two(text + i + 2) & 0x3FF);
            i += 2;
        }
        buffer_point(out, point ? point : REPLACEMENT);
    }
}

static bool same_name(const buffer *name, const char *family, size_t size)
{
    const char *a = buffer_string(name), *b = family;
    while (*a && b < family + size)
        if (text_lower(text_next(&a)) != text_lower(text_next(&b)))
            return false;
    return !*a && b == family + size;
}

/* Keeps a notice; that in English, or else the first. */
static void keep_notice(buffer *notice, const buffer *text, bool english)
{
    if (notice->size && !english)
        return;
    buffer_reset(notice);
    buffer_add(notice, buffer_string(text), text->size);
}

/* Looks at one row of the table of names, whose strings begin at `strings`. */
static void look_at_name(face_facts *facts, const unsigned char *row, const unsigned char *strings, size_t room,
                         const char *family, size_t family_size)
{
    static const int notices[] = {[NAME_COPYRIGHT] = 1 + NOTICE_COPYRIGHT,
                                  [NAME_LICENCE] = 1 + NOTICE_LICENCE,
                                  [NAME_ADDRESS] = 1 + NOTICE_ADDRESS};
    unsigned platform = two(row), language = two(row + 4), id = two(row + 6);
    size_t size = two(row + 8), at = two(row + 10);
    bool is_family = id == NAME_FAMILY || id == NAME_TYPOGRAPHIC_FAMILY;
    int notice = id < sizeof notices / sizeof *notices ? notices[id] : 0;
    if ((!is_family && !notice) || at > room || size > room - at || size > MOST_NOTICE ||
        (platform != UNICODE && platform != MACINTOSH && platform != WINDOWS))
        return;
    buffer text = BUFFER_EMPTY;
    decode(platform, strings + at, size, &text);
    if (is_family)
        facts->named |= same_name(&text, family, family_size);
    else
        keep_notice(&facts->notices[notice - 1], &text, platform == WINDOWS && language == AMERICAN);
    buffer_free(&text);
}

static bool look_at_names(face_facts *facts, const font_file *file, unsigned number, const char *family, size_t size)
{
    span table;
    unsigned char head[6];
    if (!find_table(file, number, "name", &table) || table.size < sizeof head || table.size > MOST_NAMES)
        return false;
    unsigned char *at = memory_new(table.size, 1);
    bool read = at && take(file, table.at, at, table.size);
    if (read) {
        size_t count = two(at + 2), strings = two(at + 4);
        for (size_t i = 0; i < count && sizeof head + 12 * (i + 1) <= table.size && strings <= table.size; i++)
            look_at_name(facts, at + sizeof head + 12 * i, at + strings, table.size - strings, family, size);
    }
    free(at);
    return read;
}

/* ---- The rest ---------------------------------------------------------------------------------------------------- */

/* Weight, slant and rights: of OS/2, or where there is none, of head, whose fonts say nothing of rights. */
static bool look_at_style(face_facts *facts, const font_file *file, unsigned number)
{
    span table;
    unsigned char bytes[64];
    if (find_table(file, number, "OS/2", &table) && table.size >= sizeof bytes &&
        take(file, table.at, bytes, sizeof bytes)) {
        unsigned weight = two(bytes + 4), selection = two(bytes + 62);
        facts->least = facts->most = weight >= 1 && weight <= 1000 ? weight : REGULAR;
        facts->width = two(bytes + 6);
        facts->rights = two(bytes + 8);
        facts->italic = selection & 1;
        return true;
    }
    if (!find_table(file, number, "head", &table) || table.size < 54 || !take(file, table.at, bytes, 54))
        return false;
    facts->least = facts->most = bytes[45] & 1 ? BOLD : REGULAR; /* macStyle */
    facts->width = NORMAL_WIDTH;
    facts->italic = bytes[45] & 2;
    return true;
}

/* The weights of a variable font: its axis "wght", whose bounds are numbers of 16.16 bits. */
static void look_at_axes(face_facts *facts, const font_file *file, unsigned number)
{
    span table;
    unsigned char head[16], axis[20];
    if (!find_table(file, number, "fvar", &table) || table.size < sizeof head ||
        !take(file, table.at, head, sizeof head))
        return;
    unsigned first = two(head + 4), count = two(head + 8), step = two(head + 10);
    for (unsigned i = 0; i < count && i < MOST_FACES && step >= sizeof axis; i++) {
        uint64_t at = first + (uint64_t)i * step;
        if (at + sizeof axis > table.size || !take(file, table.at + at, axis, sizeof axis))
            return;
        unsigned least = two(axis + 4), most = two(axis + 12);
        if (memcmp(axis, "wght", 4) == 0 && least >= 1 && least <= most && most <= 1000) {
            facts->least = least;
            facts->most = most;
        }
    }
}

bool face_look(face_facts *facts, const font_file *file, unsigned number, const char *family, size_t family_size)
{
    *facts = (face_facts){0};
    if (!look_at_names(facts, file, number, family, family_size))
        return false;
    if (!facts->named || !look_at_style(facts, file, number))
        return false;
    look_at_axes(facts, file, number);
    return true;
}

void face_facts_free(face_facts *facts)
{
    for (size_t i = 0; i < NOTICES; i++)
        buffer_free(&facts->notices[i]);
}
