#include "charset.h"

#include "base/text.h"

#include <string.h>

typedef struct label_row {
    const char *label;
    charset charset;
} label_row;

static const label_row labels[] = {
    {"utf-8", CHARSET_UTF8},
    {"utf8", CHARSET_UTF8},
    {"unicode-1-1-utf-8", CHARSET_UTF8},
    {"unicode11utf8", CHARSET_UTF8},
    {"unicode20utf8", CHARSET_UTF8},
    {"x-unicode20utf8", CHARSET_UTF8},
    {"utf-16", CHARSET_UTF16LE},
    {"utf-16le", CHARSET_UTF16LE},
    {"unicode", CHARSET_UTF16LE},
    {"ucs-2", CHARSET_UTF16LE},
    {"iso-10646-ucs-2", CHARSET_UTF16LE},
    {"csunicode", CHARSET_UTF16LE},
    {"unicodefeff", CHARSET_UTF16LE},
    {"utf-16be", CHARSET_UTF16BE},
    {"unicodefffe", CHARSET_UTF16BE},
    {"windows-1252", CHARSET_WINDOWS_1252},
    {"cp1252", CHARSET_WINDOWS_1252},
    {"x-cp1252", CHARSET_WINDOWS_1252},
    {"iso-8859-1", CHARSET_WINDOWS_1252},
    {"iso8859-1", CHARSET_WINDOWS_1252},
    {"iso88591", CHARSET_WINDOWS_1252},
    {"iso_8859-1", CHARSET_WINDOWS_1252},
    {"iso_8859-1:1987", CHARSET_WINDOWS_1252},
    {"iso-ir-100", CHARSET_WINDOWS_1252},
    {"csisolatin1", CHARSET_WINDOWS_1252},
    {"latin1", CHARSET_WINDOWS_1252},
    {"l1", CHARSET_WINDOWS_1252},
    {"ibm819", CHARSET_WINDOWS_1252},
    {"cp819", CHARSET_WINDOWS_1252},
    {"ascii", CHARSET_WINDOWS_1252},
    {"us-ascii", CHARSET_WINDOWS_1252},
    {"ansi_x3.4-1968", CHARSET_WINDOWS_1252},
    {"iso-8859-15", CHARSET_ISO_8859_15},
    {"iso8859-15", CHARSET_ISO_8859_15},
    {"iso885915", CHARSET_ISO_8859_15},
    {"iso_8859-15", CHARSET_ISO_8859_15},
    {"csisolatin9", CHARSET_ISO_8859_15},
    {"l9", CHARSET_ISO_8859_15},
    {"latin9", CHARSET_ISO_8859_15},
    {"macintosh", CHARSET_MACINTOSH},
    {"mac", CHARSET_MACINTOSH},
    {"csmacintosh", CHARSET_MACINTOSH},
    {"x-mac-roman", CHARSET_MACINTOSH},
};

/* Code points of bytes 80 to 9F of windows-1252 (WHATWG index; five that are unassigned stand for themselves). */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* Code points of bytes 80 to FF of Mac OS Roman (WHATWG index). */
static const uint16_t macintosh[128] = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3, 0x00E5,
    0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3, 0x00F2, 0x00F4,
    0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6,
    0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8, 0x221E, 0x00B1, 0x2264, 0x2265,
    0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF,
    0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB, 0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5,
    0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044,
    0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02, 0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1,
    0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9,
    0x0131, 0x02C6, 0x02DC, 0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7,
};

charset charset_named(const char *label, size_t size)
{
    char name[32];
    while (size && ascii_is_space(*label))
        label++, size--;
    while (size && ascii_is_space(label[size - 1]))
        size--;
    if (size >= sizeof name)
        return CHARSET_UNKNOWN;
    memcpy(name, label, size);
    name[size] = '\0';
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (text_same(labels[i].label, name))
            return labels[i].charset;
    return CHARSET_UNKNOWN;
}

charset charset_mark(const void *bytes, size_t size, size_t *length)
{
    *length = 3;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        return CHARSET_UTF8;
    *length = 2;
    if (size >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return CHARSET_UTF16LE;
    if (size >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        return CHARSET_UTF16BE;
    *length = 0;
    return CHARSET_UNKNOWN;
}

bool charset_is_utf8(const void *bytes, size_t size)
{
    const char *text = bytes;
    for (size_t i = 0, length = 1; i < size; i += length) {
        length = 1;
        if ((unsigned char)text[i] < 0x80)
            continue;
        if (text_decode(text + i, size - i, &length) == REPLACEMENT && length == 1)
            return false;
    }
    return true;
}

static uint32_t unit_of(const unsigned char *two, bool little)
{
    return little ? (uint32_t)(two[0] | two[1] << 8) : (uint32_t)(two[0] << 8 | two[1]);
}

/* UTF-16 with surrogates paired (Unicode 15, D91); a half pair or half a unit is wrong. */
static size_t decode_utf16(const unsigned char *in, size_t size, bool little, buffer *out)
{
    size_t wrong = size % 2;
    for (size_t i = 0; i + 1 < size; i += 2) {
        uint32_t unit = unit_of(in + i, little);
        uint32_t low = (unit & 0xFC00) == 0xD800 && i + 3 < size ? unit_of(in + i + 2, little) : 0;
        if ((low & 0xFC00) == 0xDC00) {
            unit = 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF);
            i += 2;
        } else if ((unit & 0xF800) == 0xD800) {
            unit = REPLACEMENT;
            wrong++;
        }
        buffer_point(out, unit);
    }
    if (size % 2)
        buffer_point(out, REPLACEMENT);
    return wrong;
}

static size_t decode_utf8(const char *in, size_t size, buffer *out)
{
    size_t wrong = 0, begin = 0;
    for (size_t i = 0, length; i < size; i += length) {
        if (text_decode(in + i, size - i, &length) != REPLACEMENT || length != 1)
            continue;
        buffer_add(out, in + begin, i - begin);
        buffer_point(out, REPLACEMENT);
        begin = i + 1;
        wrong++;
    }
    buffer_add(out, in + begin, size - begin);
    return wrong;
}

/* ISO-8859-15 where it differs from ISO-8859-1 (in eight bytes). */
static uint32_t latin9(unsigned char byte)
{
    static const uint16_t differs[][2] = {{0xA4, 0x20AC}, {0xA6, 0x160}, {0xA8, 0x161}, {0xB4, 0x17D},
                                          {0xB8, 0x17E},  {0xBC, 0x152}, {0xBD, 0x153}, {0xBE, 0x178}};
    for (size_t i = 0; i < sizeof differs / sizeof differs[0]; i++)
        if (differs[i][0] == byte)
            return differs[i][1];
    return byte;
}

static uint32_t point_of(charset from, unsigned char byte)
{
    if (byte < 0x80)
        return byte;
    if (from == CHARSET_MACINTOSH)
        return macintosh[byte - 0x80];
    if (from == CHARSET_ISO_8859_15)
        return latin9(byte);
    return byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

size_t charset_decode(charset from, const void *bytes, size_t size, buffer *out)
{
    const unsigned char *in = bytes;
    if (from == CHARSET_UTF8)
        return decode_utf8(bytes, size, out);
    if (from == CHARSET_UTF16LE || from == CHARSET_UTF16BE)
        return decode_utf16(in, size, from == CHARSET_UTF16LE, out);
    for (size_t i = 0; i < size; i++)
        buffer_point(out, point_of(from, in[i]));
    return 0;
}
