/* Sounds that the plan gives to voices: of words that they would misread. */
#ifndef SPEECH_SOUNDS_H
#define SPEECH_SOUNDS_H

#include "base/buffer.h"
#include "filters/speech/pronunciations.h"
#include "language/analysis.h"

/* Adds, for what is said in French, the words whose sounds are given, as engine/sound/given.h writes them: those of
 * `own` (NULL: none), those of dictionaries/fr/respelt.tsv, and those that have two readings, of which the sentence takes one. */
void sounds_given(analyser *a, const pronunciations *own, const char *text, size_t size, buffer *out);

/* Whether the sounds of a form depend on its sense, which no grammar tells: "fils", "plus". */
bool sounds_depend_on_sense(const char *word, size_t size);

/* Adds the sounds of a word. */
void sounds_add(const spelling *s, buffer *out);

#endif
