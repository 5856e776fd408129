/* Ogg Opus (RFC 7845, RFC 6716): the one file that knows libopusenc. The handle is this file's state. */
#include "base/library.h"
#include "base/memory.h"
#include "sound/encoder.h"

#include <opus/opusenc.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    SERIAL = 1,    /* of the stream: a fixed one, so that bytes depend on the sound alone */
    COMPLEXITY = 5 /* of 10: for one voice at 24 kb/s what lies above is not heard */
};

/* What is used of the library; its own names and types. */
static struct library {
    void *handle;
    OggOpusComments *(*tags_new)(void);
    int (*tags_add)(OggOpusComments *, const char *, const char *);
    void (*tags_free)(OggOpusComments *);
    OggOpusEnc *(*create)(const OpusEncCallbacks *, void *, OggOpusComments *, opus_int32, int, int, int *);
    int (*control)(OggOpusEnc *, int, ...);
    int (*write)(OggOpusEnc *, const opus_int16 *, int);
    int (*drain)(OggOpusEnc *);
    void (*destroy)(OggOpusEnc *);
} opus;

typedef struct state {
    OggOpusEnc *encoder;
    OggOpusComments *tags;
} state;

static ard_status load(report_log *log)
{
    const library_row rows[] = {
        {"ope_comments_create", &opus.tags_new},   {"ope_comments_add", &opus.tags_add},
        {"ope_comments_destroy", &opus.tags_free}, {"ope_encoder_create_callbacks", &opus.create},
        {"ope_encoder_ctl", &opus.control},        {"ope_encoder_write", &opus.write},
        {"ope_encoder_drain", &opus.drain},        {"ope_encoder_destroy", &opus.destroy},
    };
    bool here = library_open(&opus.handle, "libopusenc.so.0", rows, sizeof rows / sizeof *rows);
    return here ? ARD_OK : report(log, NOWHERE, "audio.library", "libopusenc", NULL);
}

static int take_bytes(void *user, const unsigned char *bytes, opus_int32 size)
{
    sound_add(user, bytes, (size_t)size);
    return 0;
}

static int close_nothing(void *user)
{
    (void)user;
    return 0;
}

static bool add_tag(state *s, const char *name, const char *value)
{
    return !value || !*value || opus.tags_add(s->tags, name, value) == OPE_OK;
}

static bool set_up(state *s, const encoding *how, sound_sink *sink)
{
    static const OpusEncCallbacks callbacks = {take_bytes, close_nothing};
    s->tags = opus.tags_new();
    if (!s->tags || !add_tag(s, "TITLE", how->title) || !add_tag(s, "ARTIST", how->author) ||
        !add_tag(s, "LANGUAGE", how->language) || !add_tag(s, "DATE", how->year))
        return false;
    s->encoder = opus.create(&callbacks, sink, s->tags, (opus_int32)how->frequency, 1, 0, NULL);
    return s->encoder && opus.control(s->encoder, OPE_SET_SERIALNO(SERIAL)) == OPE_OK &&
           opus.control(s->encoder, OPUS_SET_BITRATE((opus_int32)how->kilobits * 1000)) == OPE_OK &&
           opus.control(s->encoder, OPUS_SET_COMPLEXITY(COMPLEXITY)) == OPE_OK &&
           opus.control(s->encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)) == OPE_OK;
}

static void give_back(state *s)
{
    if (s->encoder)
        opus.destroy(s->encoder);
    if (s->tags)
        opus.tags_free(s->tags);
    free(s);
}

static void *opus_open(const encoding *how, sound_sink *sink)
{
    state *s = memory_new(1, sizeof *s);
    if (s && set_up(s, how, sink))
        return s;
    if (s)
        give_back(s);
    return NULL;
}

static bool opus_add(void *encoder, const int16_t *samples, size_t count)
{
    state *s = encoder;
    enum { PIECE = 1 << 20 };
    for (size_t part; count; samples += part, count -= part) {
        part = count < PIECE ? count : PIECE;
        if (opus.write(s->encoder, samples, (int)part) != OPE_OK)
            return false;
    }
    return true;
}

static bool opus_end(void *encoder)
{
    state *s = encoder;
    bool whole = opus.drain(s->encoder) == OPE_OK;
    give_back(s);
    return whole;
}

const ard_encoder opus_encoder = {"Ogg Opus", load, opus_open, opus_add, opus_end};
