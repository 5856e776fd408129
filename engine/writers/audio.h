/* The plan of the filter "speech" as sound, for writers that hold sound. */
#ifndef WRITERS_AUDIO_H
#define WRITERS_AUDIO_H

#include "base/plugin.h"
#include "lesson/lesson.h"
#include "sound/clips.h"
#include "sound/encoder.h"

/* Writes what is said as one sound file. `stream`: as it is made, without its length at its beginning. */
ard_status audio_write(task *t, const ard_document *document, ard_output *output, const ard_encoder *format,
                       unsigned kilobits, bool stream);

/* The same into `sound`, an empty buffer; with `heard` (NULL: nobody wants them) its clips as they come (sound/clips.h), and the
 * samples a second. */
ard_status audio_record(task *t, const ard_document *document, const ard_encoder *format, unsigned kilobits, buffer *sound,
                        ard_status (*heard)(void *user, const clip *clip), void *user, unsigned *frequency);

/* What a file of the lesson says of itself: its title (borrowed), author, language and year. */
encoding audio_encoding(const task *t, const ard_document *document, const char *title, unsigned kilobits);

/* Opens the library of MP3; for writers' `prepare`. */
ard_status audio_prepare_mp3(task *t);

#endif
