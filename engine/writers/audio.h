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

/* Who takes samples as they come, in the order of the lesson: 16-bit ones of one leaf of the document, the number of which in
 * its order is given, from 1; several pieces may follow of the same. */
typedef struct audio_listener {
    void *user;
    ard_status (*take)(void *user, int leaf, unsigned frequency, const buffer *samples);
} audio_listener;

/* Has the plan of a document said. Errors: the voice's; `wav.nothing`; the listener's, which end it. */
ard_status audio_listen(task *t, const ard_document *document, const audio_listener *listener);

/* The same, whole, with its clips as they come (sound/clips.h); gives the samples a second. */
ard_status audio_write_clips(task *t, const ard_document *document, ard_output *output, const ard_encoder *format,
                             unsigned kilobits, ard_status (*heard)(void *user, const clip *clip), void *user,
                             unsigned *frequency);

#endif
