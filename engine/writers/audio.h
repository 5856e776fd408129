/* The plan of the filter "speech" as sound, for writers that hold sound. */
#ifndef WRITERS_AUDIO_H
#define WRITERS_AUDIO_H

#include "base/plugin.h"
#include "lesson/lesson.h"
#include "sound/encoder.h"

/* Writes what is said as one sound file. `stream`: as it is made, without its length at its beginning. */
ard_status audio_write(task *t, const ard_document *document, ard_output *output, const ard_encoder *format,
                       unsigned kilobits, bool stream);

#endif
