/* What the files of the braille filter share. */
#ifndef BRAILLE_BRAILLE_H
#define BRAILLE_BRAILLE_H

#include "lesson/asked.h"
#include "base/plugin.h"
#include "base/table.h"
#include "filters/braille/cells.h"
#include "filters/braille/glyphs.h"
#include "lesson/lesson.h"
#include "maths/mathml.h"

/* Which French table: uncontracted, contracted, 8 dots. */
typedef enum grade { GRADE_INTEGRAL, GRADE_ABREGE, GRADE_8, GRADES } grade;

/* One document's transcription. */
typedef struct transcriber {
    task *task;
    ard_document *document;
    grade grade;
    const char *french;             /* liblouis table of French */
    const char *own;                /* that of the lesson's language; `french` where there is none */
    const char *own_language;
    bool optional_blocks;           /* of formulas: also the blocks that the code lets one leave out */
    bool scientific;                /* the lesson holds formulas: lone letters are written as its quantities */
    bool compact;                   /* functions by the short signs of trigonometry */
    glyphs work;                    /* reused from leaf to leaf */
    table *told;                    /* languages whose lack was reported */
    table *notes;                   /* from a note's id to its label */
    struct piece *piece;            /* text.c's room for one call of liblouis */
    struct words *words[GRADES];    /* what French words were translated to, by table; NULL: none yet */
    const char *language;           /* of the leaf at work: "fr" where French stands in */
    const ard_node *scope;          /* the exercise of the leaf at work, or the root; what it asks about: */
    asked_count asks;
    bool failed;                    /* memory has ended while pages were made */
    place where;                    /* of the node at work, for diagnostics */
    uint8_t known[0x10000 / 4];     /* of the French table, two bits a character: asked, known */
} transcriber;

/* The table of a grade, and the one of a language ("en-GB", "de"): NULL where there is none. `contracted` is a wish. */
const char *table_of_grade(grade which);
const char *table_of_language(const char *language, bool contracted);

/* Whether `language` is French, which "" is too. */
bool language_is_french(const char *language);

/* Adds the cells of all inlines below a leaf (or another node), transcribed in the node's language. Emphasis of a
 * heading, which is layout, is left out. */
void transcribe_inlines(transcriber *t, const ard_node *leaf, cells *out);

/* Words that the filter adds, in the lesson's language. */
typedef enum own_word {
    OWN_PICTURE, OWN_PAGE, OWN_LINE, OWN_ROWS, OWN_CONTENTS, OWN_CONTENTS_PRINT, OWN_VOLUME, OWN_BRAILLE_PAGES,
    OWN_PRINT_PAGES, OWN_INTEGRAL, OWN_ABREGE, OWN_EIGHT, OWN_WORDS
} own_word;
const char *own_word_of(const transcriber *t, own_word which);

/* Adds the cells of some words in the lesson's own language. */
void transcribe_words(transcriber *t, const char *words, cells *out);

/* Adds a formula's cells in the notation of 2007. `alone`: not inside a sentence, so without prefix.
 * What the notation has no sign for is reported, its characters kept. */
void transcribe_maths(transcriber *t, const ard_node *maths, bool alone, cells *out);

/* Whether a formula is all of its block, so that it has no prefix. */
bool formula_is_alone(const ard_node *formula);

/* Adds the scientific piece of `count` glyphs at `from` (science_length found it), such as "H₂O" or "m.s⁻¹". */
void transcribe_science(transcriber *t, const glyph *all, size_t from, size_t count, cells *out);

/* The letter that a character is with a mark that French braille has no sign for, or 0. */
uint32_t base_letter(uint32_t point);

/* Adds the signs of the MARK_ bits before a character. */
void transcribe_marks(uint32_t marks, cells *out);

/* Room for text.c; false when memory has ended. */
bool transcriber_open(transcriber *t);
void transcriber_close(transcriber *t);

/* Adds the cells of a piece of text whose glyphs are ready (glyphs.h) by a liblouis table. */
void transcribe_glyphs(transcriber *t, const char *louis, const glyph *at, size_t count, cells *out);

/* Lays the document out and adds BRAILLE, BRAILLE_PAGE and BRAILLE_LINE nodes at the end of the root. */
ard_status braille_layout(transcriber *t);

/* Sets each block's braille beside its text, after braille_layout, for writers that want "cells" (keep.c). */
ard_status braille_keep(transcriber *t);

#endif
