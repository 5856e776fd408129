/* What a class has been taught so far: graphemes with their sounds, and words learnt as wholes, step by step. */
#ifndef WRITERS_DECODABLE_PROGRESSION_H
#define WRITERS_DECODABLE_PROGRESSION_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/options.h"
#include "language/spelling.h"
#include "language/words.h"

enum { STEP_NEVER = 1000 };

typedef struct progression progression;

/* The progression that the options name (dictionaries/progressions/), or, where they list graphemes, one of a single step
 * made of these. Words of the options are known from the first step on. It lives in the pool; NULL when memory has ended. */
progression *progression_new(arena *pool, const options *o);

int progression_steps(const progression *p);

/* The step at which a grapheme, in small letters, is taught with a sound (IPA, "" silent); STEP_NEVER where it never is. */
int progression_grapheme(const progression *p, const char *letters, const char *sound);

/* The step at which a word in small letters is learnt as a whole; STEP_NEVER where it is not. */
int progression_word(const progression *p, const char *small);

/* Adds what a step brings, as the report has it: "ou [u], où [u]"; then its words, quoted. Nothing past the last. */
void progression_describe(const progression *p, int step, buffer *out);

/* Adds a grapheme with its sound in the way of the report: "ou [u]", "t muet". */
void grapheme_describe(const char *letters, const char *sound, buffer *out);

#endif
