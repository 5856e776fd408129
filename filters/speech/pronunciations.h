/* Lexicons of a pupil or a publisher, in the W3C's Pronunciation Lexicon Specification 1.0: how words are said. */
#ifndef SPEECH_PRONUNCIATIONS_H
#define SPEECH_PRONUNCIATIONS_H

#include "base/plugin.h"

typedef struct pronunciations pronunciations;

/* An entry: what is written, and either what is said for it, or its sounds in IPA. */
typedef struct lexeme {
    const char *grapheme, *alias, *ipa;     /* one of the last two is NULL */
    struct lexeme *next;
} lexeme;

/* Reads the PLS files of a list, divided by blanks, below the lesson's folder, into a pool. The first that says a word counts. What it
 * cannot use is reported. ARD_E_READ where one is no lexicon. */
ard_status pronunciations_read(pronunciations **made, arena *pool, task *t, const char *files);

/* The entry of the longest writing that stands at an offset, as whole words; its bytes in `*length`. A writing in small letters also
 * stands with a capital, as at the beginning of a sentence. NULL: none; NULL lexicon: none. */
const lexeme *pronunciation_at(const pronunciations *l, const char *text, size_t size, size_t at, size_t *length);

#endif
