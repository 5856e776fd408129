/* A word taken apart: graphemes, their sounds, syllables; and the conventions by which it is. */
#ifndef LANGUAGE_SPELLING_H
#define LANGUAGE_SPELLING_H

#include <stdbool.h>
#include <stdint.h>

/* How words are taken apart: the pupil's choice. Strings are borrowed; they outlive whatever was made with them. */
typedef struct conventions {
    bool oral;                      /* syllables as they are heard; else as they are written */
    bool typographic;               /* ap-pe-ler; else a-ppe-ler */
    bool mute_e;                    /* a final mute e makes a syllable of its own: ta-ble, ro-be */
    const char *exceptions;         /* a person's own rows: form TAB syllables joined by "-" [TAB graphemes g=p joined by "."]; NULL: none */
} conventions;

enum { SPELLING_GRAPHEMES = 64 };

/* Letters that are read together: bytes in the word; their sound in IPA, "" where they are silent (never NULL). */
typedef struct grapheme {
    uint8_t start, size;
    const char *sound;
} grapheme;

/* Words longer than SPELLING_GRAPHEMES graphemes, or than 255 bytes, are not taken apart. */
typedef struct spelling {
    uint8_t count;
    uint8_t syllable_count;
    uint8_t syllables[SPELLING_GRAPHEMES];      /* the byte at which each syllable begins; the first is 0 */
    grapheme graphemes[SPELLING_GRAPHEMES];     /* last: the analyser keeps `count` of them only */
} spelling;

#endif
