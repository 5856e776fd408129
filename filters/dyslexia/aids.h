/* What the files of the filter "dyslexia" share: the aids that were chosen, and how the mark of each looks.
 *
 * An aid never adds a character: it lays looks on the lesson's own (lesson/marks.h). A leaf's text is looked at as a whole,
 * for words run over the borders of inlines; each of its bytes gets a spot, which says what marks it; then the text is
 * cut where spots differ (cut.c). */
#ifndef DYSLEXIA_AIDS_H
#define DYSLEXIA_AIDS_H

#include "base/plugin.h"
#include "base/table.h"
#include "base/contrast.h"
#include "language/analysis.h"
#include "lesson/flat.h"
#include "lesson/lesson.h"

enum { LOOKS_MOST = 16, COLOURS_MOST = 16, WANTED_TEXT = 16 };

/* What a character may be marked as. One mark each: a chosen letter, else a silent one, else a grapheme or a sound. */
typedef enum slot {
    SLOT_NONE,
    SLOT_LOOKS,                                             /* the first of the looks of letters, graphemes and sounds */
    SLOT_SILENT = SLOT_LOOKS + LOOKS_MOST,
    SLOT_PUNCTUATION,
    SLOT_LIAISON, SLOT_LIAISON_OPTIONAL, SLOT_LIAISON_FORBIDDEN,
    SLOT_BREATH,
    SLOT_SYLLABLE_1, SLOT_SYLLABLE_2, SLOT_SYLLABLE_3,      /* what follows goes around the characters' own marks */
    SLOT_WORD,
    SLOTS
} slot;

/* How a mark may be seen without its colour. */
enum {
    CUE_BOLD = 1, CUE_LINE = 2, CUE_DOUBLE = 4, CUE_DOTTED = 8, CUE_WAVY = 16, CUE_STRIKE = 32, CUE_BOX = 64, CUE_ARC = 128,
    CUE_ARC_DASHED = 256, CUE_BARS = 512, CUE_BAR_BEFORE = 1024, CUE_WIDE = 2048, CUE_BOX_DASHED = 4096,
    CUE_BOX_DOUBLE = 8192, CUE_BOXES = CUE_BOX | CUE_BOX_DASHED | CUE_BOX_DOUBLE
};

/* The marks of one byte of a leaf's text. Bytes of one syllable, or word, have the same number. */
typedef struct spot {
    uint32_t word;              /* 0: none; else its number */
    uint32_t syllable;          /* 0: none; else its number, times 4, and which of the three syllables it looks like */
    uint8_t slot;
} spot;

/* A letter, a grapheme or a sound that was chosen, and the look that it has. */
typedef struct wanted {
    char text[WANTED_TEXT];     /* of a sound its IPA, or several, parted by blanks */
    uint8_t slot;
} wanted;

/* What looks are given for: each prefers other cues. */
typedef enum look_use { FOR_LETTER, FOR_GRAPHEME, FOR_SOUND } look_use;

typedef struct wanted_list {
    wanted rows[LOOKS_MOST];
    size_t count;
} wanted_list;

typedef struct aids {
    task *job;
    ard_document *document;
    analyser *analyser;         /* NULL where no aid needs words */
    table *unsounded;           /* the languages that were said to have no sounds here */
    unsigned syllables;         /* how many looks they have by turns: 0, 2 or 3 */
    bool arcs, silent, punctuation, words, breath, liaisons, other_liaisons;
    wanted_list letters, graphemes, sounds;
    unsigned looks;             /* how many of the looks are given, what for, and the colours that were chosen */
    look_use uses[LOOKS_MOST];
    colour wishes[LOOKS_MOST];
    bool wished[LOOKS_MOST];

    size_t held_back;           /* leaves of exercises on spelling, where no mark says how words are spelt */
    bool coloured;              /* some mark has a colour */
    bool black;                 /* no colours: arcs, weight, lines and spaces alone */
    bool line_inks;             /* the letters have the colours of their lines, and marks have none */
    bool untinted;              /* no paper of their own behind marks */
    unsigned avoided;           /* cues that would be taken for emphasis that a question asks about */
    colour paper, ink;
    uint16_t rows[SLOTS];       /* of the style table; STYLE_NONE: no mark */
    uint16_t black_rows[SLOTS]; /* the same looks without colours, on papers where those cannot be read; made when needed */
} aids;

/* Reads the options; ARD_E_USAGE for colours or lists that cannot be, or are too faint. */
ard_status aids_read(aids *a, task *job, ard_document *document);

/* Whether any aid was chosen, and whether any marks characters. */
bool aids_any(const aids *a);
bool aids_mark(const aids *a);

/* What was asked about in the lesson: sets `black`, `untinted` and `avoided`. */
void aids_survey(aids *a);

/* Makes the rows of the style table (looks.c). ARD_E_USAGE where a chosen colour is too faint. */
ard_status looks_make(aids *a);

/* Marks every leaf (marks.c). */
ard_status marks_make(aids *a);

/* Fills the spots of a text in one language from its tokens; `*numbers` is the last that a word or syllable was given (spots.c). */
void spots_fill(aids *a, const token *tokens, size_t count, const char *text, const char *language, spot *spots,
                uint32_t *numbers);

/* The slot of the blank after the token at `i`, where a liaison is made or a group of breath ends; SLOT_NONE else. `*words`
 * counts the words of the group; tokens are asked about in their order (breath.c). */
slot blank_slot(const aids *a, const token *tokens, size_t count, size_t i, const char *text, unsigned *words);

/* Puts the marks of a piece's bytes into the tree: its text is replaced (cut.c). `black`: without colours. */
void cut_piece(aids *a, const flat_piece *piece, const char *text, const spot *spots, bool black);

/* The page's own style (page.c): letters, spacing, measure, colours. */
ard_status page_check(task *job, const ard_document *document);
void page_apply(task *job, ard_document *document);
void page_pair_colours(ard_document *document);

#endif
