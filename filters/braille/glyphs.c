#include "filters/braille/glyphs.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void glyphs_add(glyphs *g, uint32_t point, uint32_t marks)
{
    if (g->failed)
        return;
    if (g->count == g->room) {
        size_t room = g->room ? g->room * 2 : 256;
        glyph *at = memory_resize(g->at, room * sizeof *at);
        if (!at) {
            g->failed = true;
            return;
        }
        g->at = at;
        g->room = room;
    }
    g->at[g->count++] = (glyph){point, marks};
}

void glyphs_reset(glyphs *g)
{
    g->count = 0;
}

void glyphs_free(glyphs *g)
{
    free(g->at);
    *g = (glyphs){0};
}

bool glyph_is_word(const glyph *one)
{
    return one->point < GLYPH_OBJECT && (text_is_letter(one->point) || text_is_digit(one->point));
}

/* Characters that braille writes as others. An empty text: nothing to write. */
static const struct same {
    uint32_t from, to; /* a range */
    uint32_t as[3];
    uint32_t marks;
} sames[] = {
    {0x00A0, 0x00A0, {' '}, LOOK_GLUE},
    {0x00D7, 0x00D7, {'*'}, 0},
    {0x00AD, 0x00AD, {0}, 0},
    {0x02BC, 0x02BC, {'\''}, 0},
    {0x02B9, 0x02B9, {'\''}, 0},
    {0x2000, 0x2006, {' '}, 0},
    {0x2007, 0x2007, {' '}, LOOK_GLUE},
    {0x2008, 0x200A, {' '}, 0},
    {0x200B, 0x200F, {0}, 0},
    {0x2010, 0x2011, {'-'}, 0},
    {0x2012, 0x2012, {0x2013}, 0},
    {0x2015, 0x2015, {0x2014}, 0},
    {0x2018, 0x2019, {'\''}, 0},
    {0x201B, 0x201B, {'\''}, 0},
    {0x201A, 0x201A, {','}, 0},
    {0x201F, 0x201F, {0x201D}, 0},
    {0x2024, 0x2024, {'.'}, 0},
    {0x2028, 0x2029, {' '}, LOOK_LINE},
    {0x202A, 0x202E, {0}, 0},
    {0x202F, 0x202F, {' '}, LOOK_GLUE},
    {0x2032, 0x2032, {'\''}, 0},
    {0x2033, 0x2033, {'\'', '\''}, 0},
    {0x2034, 0x2034, {'\'', '\'', '\''}, 0},
    {0x2039, 0x2039, {0x201C}, 0},
    {0x203A, 0x203A, {0x201D}, 0},
    {0x2044, 0x2044, {'/'}, 0},
    {0x205F, 0x205F, {' '}, 0},
    {0x2060, 0x2064, {0}, 0},
    {0x2023, 0x2023, {0x2022}, 0},
    {0x2043, 0x2043, {0x2022}, 0},
    {0x25A0, 0x25A3, {0x2022}, 0},
    {0x25AA, 0x25AB, {0x2022}, 0},
    {0x25B6, 0x25BA, {0x2022}, 0},
    {0x25C6, 0x25C7, {0x2022}, 0},
    {0x25CB, 0x25CB, {0x2022}, 0},
    {0x25CF, 0x25CF, {0x2022}, 0},
    {0x25E6, 0x25E6, {0x2022}, 0},
    {0x2610, 0x2610, {'[', ']'}, 0},
    {0x2611, 0x2612, {'[', 'x', ']'}, 0},
    {0x2756, 0x2756, {0x2022}, 0},
    {0x2794, 0x2794, {0x2192}, 0},
    {0x27A1, 0x27A1, {0x2192}, 0},
    {0x27A2, 0x27A4, {0x2022}, 0},
    {0xF0A7, 0xF0B7, {0x2022}, 0},
    {0x2212, 0x2212, {'-'}, 0},
    {0x2215, 0x2215, {'/'}, 0},
    {0x2217, 0x2217, {'*'}, 0},
    {0x2219, 0x2219, {0x00B7}, 0},
    {0x2236, 0x2236, {':'}, 0},
    {0x22C5, 0x22C5, {0x00B7}, 0},
    {0x3000, 0x3000, {' '}, 0},
    {0xFB00, 0xFB00, {'f', 'f'}, 0},
    {0xFB01, 0xFB01, {'f', 'i'}, 0},
    {0xFB02, 0xFB02, {'f', 'l'}, 0},
    {0xFB03, 0xFB03, {'f', 'f', 'i'}, 0},
    {0xFB04, 0xFB04, {'f', 'f', 'l'}, 0},
    {0xFE00, 0xFE0F, {0}, 0},
    {0xFEFF, 0xFEFF, {0}, 0},
    {0x1680, 0x1680, {' '}, 0},
    {0x00B5, 0x00B5, {0x03BC}, 0},
    {0x2126, 0x2126, {0x03A9}, 0},
    {0x212A, 0x212A, {'K'}, 0},
    {0x212B, 0x212B, {0x00C5}, 0},
    {0x01FA, 0x01FA, {0x00C5}, 0},
    {0x00BA, 0x00BA, {0x00B0}, 0},
    {0x02B3, 0x02B3, {'r'}, LOOK_RAISED},
    {0x02E2, 0x02E2, {'s'}, LOOK_RAISED},
    {0x1D43, 0x1D43, {'a'}, LOOK_RAISED},
    {0x1D48, 0x1D48, {'d'}, LOOK_RAISED},
    {0x1D49, 0x1D49, {'e'}, LOOK_RAISED},
    {0x1D4D, 0x1D4D, {'g'}, LOOK_RAISED},
    {0x1D50, 0x1D50, {'m'}, LOOK_RAISED},
    {0x1D52, 0x1D52, {'o'}, LOOK_RAISED},
    {0x2103, 0x2103, {0x00B0, 'C'}, 0},
    {0x0140, 0x0140, {'l', 0x00B7}, 0},
    {0x01C0, 0x01C0, {'|'}, 0},
};

static const struct same *same_of(uint32_t point)
{
    for (size_t i = 0; i < sizeof sames / sizeof *sames; i++)
        if (point >= sames[i].from && point <= sames[i].to)
            return &sames[i];
    return NULL;
}

/* Letters with the accents that French and its neighbours use: base letters in order, then what each becomes. */
static const struct accent {
    uint32_t combining;
    const char *bases;
    uint32_t composed[16];
} accents[] = {
    {0x0300, "aeiouAEIOU", {0xE0, 0xE8, 0xEC, 0xF2, 0xF9, 0xC0, 0xC8, 0xCC, 0xD2, 0xD9}},
    {0x0301, "aeiouyAEIOUY", {0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xFD, 0xC1, 0xC9, 0xCD, 0xD3, 0xDA, 0xDD}},
    {0x0302, "aeiouAEIOU", {0xE2, 0xEA, 0xEE, 0xF4, 0xFB, 0xC2, 0xCA, 0xCE, 0xD4, 0xDB}},
    {0x0303, "anoANO", {0xE3, 0xF1, 0xF5, 0xC3, 0xD1, 0xD5}},
    {0x0308, "aeiouyAEIOU", {0xE4, 0xEB, 0xEF, 0xF6, 0xFC, 0xFF, 0xC4, 0xCB, 0xCF, 0xD6, 0xDC}},
    {0x030A, "aA", {0xE5, 0xC5}},
    {0x0327, "cC", {0xE7, 0xC7}},
};

/* Joins a combining accent to the last glyph; false where the two make no letter of the table. */
static bool compose(glyphs *g, uint32_t combining)
{
    if (!g->count || g->at[g->count - 1].point > 'z')
        return false;
    uint32_t base = g->at[g->count - 1].point;
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        const char *found = accents[i].combining == combining ? strchr(accents[i].bases, (int)base) : NULL;
        if (found && base) {
            g->at[g->count - 1].point = accents[i].composed[found - accents[i].bases];
            return true;
        }
    }
    return false;
}

static void add_text(glyphs *g, const char *text, uint32_t marks, bool exact)
{
    for (uint32_t point; (point = text_next(&text)) != 0;) {
        if (point < 0x80) {
            glyphs_add(g, point < ' ' || point == 0x7F ? ' ' : point, marks);
            continue;
        }
        if (point >= 0x0300 && point <= 0x036F && compose(g, point))
            continue;
        const struct same *same = same_of(point);
        if (!same || (exact && same->as[0] && same->as[0] != ' ')) {
            glyphs_add(g, text_is_space(point) ? ' ' : point, marks);
            continue;
        }
        for (size_t i = 0; i < 3 && same->as[i]; i++)
            glyphs_add(g, same->as[i], marks | same->marks);
    }
}

void glyphs_text(glyphs *g, const char *text, uint32_t marks)
{
    add_text(g, text, marks, false);
}

void glyphs_text_exact(glyphs *g, const char *text, uint32_t marks)
{
    add_text(g, text, marks, true);
}
