/* The text of a leaf before it is transcribed: characters with what the code asks to be marked. */
#ifndef BRAILLE_GLYPHS_H
#define BRAILLE_GLYPHS_H

#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is said of a character. The MARK_ ones put a sign before it (or after it); marks.c has the signs, in this order. */
enum {
    LOOK_EMPHASIS = 1u << 0,
    LOOK_RAISED = 1u << 1,
    LOOK_LOWERED = 1u << 2,
    LOOK_GLUE = 1u << 3,            /* a blank at which no line ends */
    LOOK_LINE = 1u << 4,            /* a blank at which the line ends */
    LOOK_PLAIN = 1u << 6,           /* not contracted: another language's words */
    LOOK_GONE = 1u << 7,            /* to be taken out */
    MARK_EMPHASIS_PASSAGE = 1u << 8,
    MARK_EMPHASIS_WORD = 1u << 9,
    MARK_EMPHASIS_OPENS = 1u << 10,
    MARK_CAPITALS_PASSAGE = 1u << 11,
    MARK_CAPITALS_LAST = 1u << 12,
    MARK_EXPONENT = 1u << 13,
    MARK_THOUSANDS = 1u << 14,
    MARK_EMPHASIS_CLOSES = 1u << 15 /* after the character */
};

enum { MARKS_BEFORE = 0x7F00 };

/* A place that holds cells made before: a formula, an answer space. */
enum { GLYPH_OBJECT = 0x110000 };

typedef struct glyph {
    uint32_t point;
    uint32_t marks;
} glyph;

typedef struct glyphs {
    glyph *at;
    size_t count, room;
    bool failed;
} glyphs;

void glyphs_add(glyphs *g, uint32_t point, uint32_t marks);
void glyphs_reset(glyphs *g);
void glyphs_free(glyphs *g);

/* Adds UTF-8 text: blanks become one kind, accents are composed, characters that mean the same become one (U+2019 is
 * the apostrophe), invisible ones go. */
void glyphs_text(glyphs *g, const char *text, uint32_t marks);

/* The same for 8-dot braille, whose table tells apart what 6 dots do not: only blanks and invisible characters change. */
void glyphs_text_exact(glyphs *g, const char *text, uint32_t marks);

/* Letters, digits and others that make words. */
bool glyph_is_word(const glyph *one);

/* The rules of the French code that go beyond a character (Code braille français uniformisé, 2008): blanks of French
 * punctuation, thousands, passages of capitals, passages of emphasis, raised letters. Changes `g` in place. */
void french_marks(glyphs *g);

#endif
