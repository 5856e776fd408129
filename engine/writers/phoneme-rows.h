/* Which phonemes that a voice tells belong to which word. */
#ifndef WRITERS_PHONEME_ROWS_H
#define WRITERS_PHONEME_ROWS_H

#include "base/buffer.h"
#include "language/tokens.h"

/* Adds a row a word, "word TAB phonemes": the phonemes of a text's tokens as a voice told them (ard_voice.phonemes). A voice runs words
 * together and says more or less than is written, so its phonemes are laid beside those that the words should have by the
 * alignment that costs least (Needleman and Wunsch): its time and memory grow with the product of both, so that a text
 * is handed over in pieces. False when memory has ended. */
bool phoneme_rows(const char *text, const token *tokens, size_t count, const char *told, buffer *out);

#endif
