/* What a sound is, and the vowels whose quality hangs on their syllable. */
#ifndef LANGUAGE_SOUNDS_H
#define LANGUAGE_SOUNDS_H

#include "spelling.h"

#include <stdbool.h>

/* What the sound of a grapheme is made of, in IPA. */
typedef struct sound_shape {
    uint8_t consonants;             /* before its first vowel or glide ("ks": 2) */
    uint8_t vowels;                 /* nuclei: 1 for "wa", 0 for "k" */
    bool glide;                     /* begins with j, w or ɥ, after its consonants */
    uint8_t coda;                   /* consonants or glides after its vowel: 1 for "ij" */
} sound_shape;

sound_shape sound_shape_of(const char *sound);

/* Puts o or ɔ for "O" and ø or œ for "EU", the marks of the tables for vowels whose quality their syllable decides. */
void sounds_settle(spelling *s);

#endif
