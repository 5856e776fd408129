/* Words whose sounds the lesson's plan gives, because a voice that is left alone would misread them.
 *
 * A plan's utterance lists them in its attribute data-sounds, "12+7=kuvˈɑ̃ 30+4=kˈuv": the word's first byte in the
 * utterance's text, its bytes, its sounds in IPA (stress before the vowel, ʔ before an aspirated h). In the text of a
 * voice_request a word stands between GIVEN_WORD and GIVEN_SOUNDS, its sounds between that and GIVEN_END. The three are
 * control characters, which no lesson has. A voice that takes no sounds says the word. */
#ifndef SOUND_GIVEN_H
#define SOUND_GIVEN_H

#include "base/buffer.h"

#define GIVEN_WORD '\x1C'
#define GIVEN_SOUNDS '\x1D'
#define GIVEN_END '\x1E'

/* Adds the bytes from `from` up to `end` of an utterance's text, with the sounds that its data-sounds (NULL: none) gives
 * for words that lie wholly in there. */
void given_add(buffer *out, const char *text, size_t from, size_t end, const char *sounds);

/* Adds a request's text without the sounds. */
void given_plain(buffer *out, const char *text);

#endif
