/* FLAC (RFC 9639): the one file that knows libFLAC. The handle is this file's state. */
#include "base/library.h"
#include "base/memory.h"
#include "sound/encoder.h"

#include <FLAC/metadata.h>
#include <FLAC/stream_encoder.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEVEL = 5, PIECE = 4096 };

/* What is used of the library; its own names and types. */
static struct library {
    void *handle;
    FLAC__StreamEncoder *(*create)(void);
    void (*destroy)(FLAC__StreamEncoder *);
    FLAC__bool (*set_channels)(FLAC__StreamEncoder *, uint32_t);
    FLAC__bool (*set_bits)(FLAC__StreamEncoder *, uint32_t);
    FLAC__bool (*set_rate)(FLAC__StreamEncoder *, uint32_t);
    FLAC__bool (*set_level)(FLAC__StreamEncoder *, uint32_t);
    FLAC__bool (*set_metadata)(FLAC__StreamEncoder *, FLAC__StreamMetadata **, uint32_t);
    FLAC__StreamEncoderInitStatus (*init)(FLAC__StreamEncoder *, FLAC__StreamEncoderWriteCallback,
                                          FLAC__StreamEncoderSeekCallback, FLAC__StreamEncoderTellCallback,
                                          FLAC__StreamEncoderMetadataCallback, void *);
    FLAC__bool (*process)(FLAC__StreamEncoder *, const FLAC__int32 *const[], uint32_t);
    FLAC__bool (*finish)(FLAC__StreamEncoder *);
    FLAC__StreamMetadata *(*metadata_new)(FLAC__MetadataType);
    void (*metadata_free)(FLAC__StreamMetadata *);
    FLAC__bool (*entry_new)(FLAC__StreamMetadata_VorbisComment_Entry *, const char *, const char *);
    FLAC__bool (*entry_add)(FLAC__StreamMetadata *, FLAC__StreamMetadata_VorbisComment_Entry, FLAC__bool);
} flac;

typedef struct state {
    FLAC__StreamEncoder *encoder;
    FLAC__StreamMetadata *tags;
    sound_sink *sink;
} state;

static ard_status load(report_log *log)
{
    const library_row rows[] = {
        {"FLAC__stream_encoder_new", &flac.create},
        {"FLAC__stream_encoder_delete", &flac.destroy},
        {"FLAC__stream_encoder_set_channels", &flac.set_channels},
        {"FLAC__stream_encoder_set_bits_per_sample", &flac.set_bits},
        {"FLAC__stream_encoder_set_sample_rate", &flac.set_rate},
        {"FLAC__stream_encoder_set_compression_level", &flac.set_level},
        {"FLAC__stream_encoder_set_metadata", &flac.set_metadata},
        {"FLAC__stream_encoder_init_stream", &flac.init},
        {"FLAC__stream_encoder_process", &flac.process},
        {"FLAC__stream_encoder_finish", &flac.finish},
        {"FLAC__metadata_object_new", &flac.metadata_new},
        {"FLAC__metadata_object_delete", &flac.metadata_free},
        {"FLAC__metadata_object_vorbiscomment_entry_from_name_value_pair", &flac.entry_new},
        {"FLAC__metadata_object_vorbiscomment_append_comment", &flac.entry_add},
    };
    bool here = library_open(&flac.handle, "libFLAC.so.12", rows, sizeof rows / sizeof *rows);
    return here ? ARD_OK : report(log, NOWHERE, "audio.library", "FLAC", NULL);
}

static FLAC__StreamEncoderWriteStatus take_bytes(const FLAC__StreamEncoder *encoder, const FLAC__byte bytes[],
                                                 size_t size, uint32_t samples, uint32_t frame, void *user)
{
    (void)encoder, (void)samples, (void)frame;
    sound_add(user, bytes, size);
    return FLAC__STREAM_ENCODER_WRITE_STATUS_OK;
}

static FLAC__StreamEncoderSeekStatus seek(const FLAC__StreamEncoder *encoder, FLAC__uint64 at, void *user)
{
    sound_sink *sink = user;
    (void)encoder;
    if (!sink->held)
        return FLAC__STREAM_ENCODER_SEEK_STATUS_UNSUPPORTED;
    return sound_seek(sink, (size_t)at) ? FLAC__STREAM_ENCODER_SEEK_STATUS_OK : FLAC__STREAM_ENCODER_SEEK_STATUS_ERROR;
}

static FLAC__StreamEncoderTellStatus tell(const FLAC__StreamEncoder *encoder, FLAC__uint64 *at, void *user)
{
    const sound_sink *sink = user;
    (void)encoder;
    *at = sink->at;
    return sink->held ? FLAC__STREAM_ENCODER_TELL_STATUS_OK : FLAC__STREAM_ENCODER_TELL_STATUS_UNSUPPORTED;
}

static bool add_tag(state *s, const char *name, const char *value)
{
    FLAC__StreamMetadata_VorbisComment_Entry entry;
    return !value || !*value || (flac.entry_new(&entry, name, value) && flac.entry_add(s->tags, entry, false));
}

static bool set_up(state *s, const encoding *how)
{
    s->tags = flac.metadata_new(FLAC__METADATA_TYPE_VORBIS_COMMENT);
    return s->tags && add_tag(s, "TITLE", how->title) && add_tag(s, "ARTIST", how->author) &&
           add_tag(s, "LANGUAGE", how->language) && add_tag(s, "DATE", how->year) && flac.set_channels(s->encoder, 1) &&
           flac.set_bits(s->encoder, 16) && flac.set_rate(s->encoder, how->frequency) &&
           flac.set_level(s->encoder, LEVEL) && flac.set_metadata(s->encoder, &s->tags, 1);
}

static bool flac_end(void *encoder)
{
    state *s = encoder;
    bool whole = s->encoder && flac.finish(s->encoder);
    if (s->encoder)
        flac.destroy(s->encoder);
    if (s->tags)
        flac.metadata_free(s->tags);
    free(s);
    return whole;
}

static void *flac_open(const encoding *how, sound_sink *sink)
{
    state *s = memory_new(1, sizeof *s);
    if (!s)
        return NULL;
    s->encoder = flac.create();
    s->sink = sink;
    if (s->encoder && set_up(s, how) &&
        flac.init(s->encoder, take_bytes, seek, tell, NULL, sink) == FLAC__STREAM_ENCODER_INIT_STATUS_OK)
        return s;
    flac_end(s);
    return NULL;
}

static bool flac_add(void *encoder, const int16_t *samples, size_t count)
{
    state *s = encoder;
    FLAC__int32 wide[PIECE];
    const FLAC__int32 *channels[] = {wide};
    for (size_t part; count; samples += part, count -= part) {
        part = count < PIECE ? count : PIECE;
        for (size_t i = 0; i < part; i++)
            wide[i] = samples[i];
        if (!flac.process(s->encoder, channels, (uint32_t)part))
            return false;
    }
    return true;
}

const ard_encoder flac_encoder = {"FLAC", load, flac_open, flac_add, flac_end};
