/* From characters to the letters of French. */
#include "language/letters.h"

#include "base/text.h"

#include <string.h>

enum { CODE_ACCENTED = 27, CODE_OE = 54, CODE_Y_DIAERESIS = 55, COMBINING_FIRST = 0x300, COMBINING_LAST = 0x36F };

/* Accented letters from CODE_ACCENTED on; the last row's are written otherwise and read so. */
static const uint16_t accented[] = {0xE0, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7,  0xE8, 0xE9,
                                    0xEA, 0xEB, 0xEC, 0xED, 0xEE, 0xEF, 0xF1, 0xF2,  0xF3, 0xF4,
                                    0xF5, 0xF6, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0x153, 0xFF};

/* A letter, a combining mark, and the letter that they make. */
static const uint16_t composed[][3] = {{'a', 0x300, 0xE0}, {'a', 0x301, 0xE1}, {'a', 0x302, 0xE2}, {'a', 0x303, 0xE3},
                                       {'a', 0x308, 0xE4}, {'a', 0x30A, 0xE5}, {'c', 0x327, 0xE7}, {'e', 0x300, 0xE8},
                                       {'e', 0x301, 0xE9}, {'e', 0x302, 0xEA}, {'e', 0x308, 0xEB}, {'i', 0x300, 0xEC},
                                       {'i', 0x301, 0xED}, {'i', 0x302, 0xEE}, {'i', 0x308, 0xEF}, {'n', 0x303, 0xF1},
                                       {'o', 0x300, 0xF2}, {'o', 0x301, 0xF3}, {'o', 0x302, 0xF4}, {'o', 0x303, 0xF5},
                                       {'o', 0x308, 0xF6}, {'u', 0x300, 0xF9}, {'u', 0x301, 0xFA}, {'u', 0x302, 0xFB},
                                       {'u', 0x308, 0xFC}, {'y', 0x308, 0xFF}};

#define LETTER(c) LETTER_BIT((c) - 'a' + 1)
const letter_set letters_vowels = LETTER('a') | LETTER('e') | LETTER('i') | LETTER('o') | LETTER('u') | LETTER('y') |
                                  ((LETTER_BIT(CODE_Y_DIAERESIS + 1) - LETTER_BIT(CODE_ACCENTED)) &
                                   ~LETTER_BIT(CODE_ACCENTED + 7) & ~LETTER_BIT(CODE_ACCENTED + 16));
const letter_set letters_consonants =
    ((LETTER_BIT(CODE_ACCENTED) - LETTER_BIT(1)) &
     ~(LETTER('a') | LETTER('e') | LETTER('i') | LETTER('o') | LETTER('u') | LETTER('y'))) |
    LETTER_BIT(CODE_ACCENTED + 7) | LETTER_BIT(CODE_ACCENTED + 16);

unsigned letter_code(uint32_t point)
{
    if (point >= 'a' && point <= 'z')
        return point - 'a' + 1;
    if (point == '\'' || point == 0x2019 || point == 0x02BC)
        return LETTER_APOSTROPHE;
    if (point == '-' || point == 0x2010 || point == 0x2011)
        return LETTER_HYPHEN;
    for (unsigned i = 0; i < sizeof accented / sizeof *accented; i++)
        if (accented[i] == point)
            return CODE_ACCENTED + i;
    return LETTER_OTHER;
}

/* The letter that a combining mark makes of a small letter: the letter itself where French has no such letter. */
static unsigned joined(unsigned code, uint32_t mark)
{
    for (size_t i = 0; i < sizeof composed / sizeof *composed; i++)
        if (composed[i][0] - 'a' + 1u == code && composed[i][1] == mark)
            return letter_code(composed[i][2]);
    return code;
}

bool letters_of(letters *l, const char *word, size_t size)
{
    size_t count = 0;
    memset(l->codes, LETTER_EDGE, LETTERS_MARGIN);
    if (size > UINT8_MAX)
        return false;
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(word + at, size - at, &length);
        if (count && point >= COMBINING_FIRST && point <= COMBINING_LAST) {
            uint8_t *last = &l->codes[LETTERS_MARGIN + count - 1];
            *last = (uint8_t)joined(*last, point);
            continue;
        }
        if (count == LETTERS_MOST)
            return false;
        l->starts[count] = (uint8_t)at;
        l->codes[LETTERS_MARGIN + count++] = (uint8_t)letter_code(text_lower(point));
    }
    l->starts[count] = (uint8_t)size;
    l->count = count;
    memset(l->codes + LETTERS_MARGIN + count, LETTER_EDGE, LETTERS_MARGIN);
    return true;
}
