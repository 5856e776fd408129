/* Encoders: samples in, the bytes of a sound file out. Each is one file that knows its library, which it opens by name. */
#ifndef SOUND_ENCODER_H
#define SOUND_ENCODER_H

#include "base/buffer.h"
#include "base/plugin.h"
#include "base/report.h"

/* Where an encoder's bytes go: to the output as they come or, where `held` is there, into that, in which it can go back. */
typedef struct sound_sink {
    ard_output *output;
    buffer *held;
    size_t at;                  /* in `held` */
} sound_sink;

void sound_add(sound_sink *sink, const void *bytes, size_t size);

/* Goes to a place in what is held, its end at most; false where nothing is held. */
bool sound_seek(sound_sink *sink, size_t at);

/* What is to be encoded: one channel of 16-bit samples. Tags are UTF-8; NULL where unknown. */
typedef struct encoding {
    unsigned frequency;         /* samples a second */
    unsigned kilobits;          /* a second, where the format has a choice */
    const char *title, *author, *language;
    char year[5];
} encoding;

typedef struct ard_encoder {
    const char *name;           /* "FLAC" */

    /* Opens its library, outside the sandbox. ARD_E_MISSING, said in `log`, where it is not here. NULL: it has none. */
    ard_status (*load)(report_log *log);

    /* Begins a file; `how` and `sink` must outlive it. NULL where it cannot. */
    void *(*open)(const encoding *how, sound_sink *sink);
    bool (*add)(void *encoder, const int16_t *samples, size_t count);

    /* Ends the file and frees the encoder. False where the file is not whole. */
    bool (*end)(void *encoder);
} ard_encoder;

extern const ard_encoder wave_encoder, flac_encoder, mp3_encoder, opus_encoder;

#endif
