/* MP3 (ISO/IEC 11172-3, 13818-3), with ID3v2 tags: the one file that knows libmp3lame. The handle is this file's state. */
#include "base/library.h"
#include "base/memory.h"
#include "base/text.h"
#include "sound/encoder.h"

#include <lame/lame.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* QUALITY: of lame's 0 (slow) to 9; with one voice at 48 kb/s, 7 is as good to the ear as 3, and takes a third of the time. */
enum { QUALITY = 7, PIECE = 8192, ROOM = PIECE * 5 / 4 + 7200, TAG_MOST = 250, FRAME_MOST = 2880 };

/* What is used of the library; its own names and types. */
static struct library {
    void *handle;
    lame_t (*create)(void);
    int (*destroy)(lame_t);
    int (*set_frequency)(lame_t, int);
    int (*set_channels)(lame_t, int);
    int (*set_mode)(lame_t, MPEG_mode);
    int (*set_kilobits)(lame_t, int);
    int (*set_quality)(lame_t, int);
    int (*set_index)(lame_t, int);
    void (*set_tag_automatic)(lame_t, int);
    int (*ready)(lame_t);
    int (*encode)(lame_t, const short int[], const short int[], int, unsigned char *, int);
    int (*flush)(lame_t, unsigned char *, int);
    size_t (*index_frame)(lame_t, unsigned char *, size_t);
    void (*tag_begin)(lame_t);
    void (*tag_new_version)(lame_t);
    int (*tag_add)(lame_t, const char *, const unsigned short *);
    size_t (*tag_bytes)(lame_t, unsigned char *, size_t);
} mp3;

typedef struct state {
    lame_t encoder;
    sound_sink *sink;
    size_t sound; /* where the first frame stands, after the tag */
} state;

static ard_status load(report_log *log)
{
    const library_row rows[] = {
        {"lame_init", &mp3.create},
        {"lame_close", &mp3.destroy},
        {"lame_set_in_samplerate", &mp3.set_frequency},
        {"lame_set_num_channels", &mp3.set_channels},
        {"lame_set_mode", &mp3.set_mode},
        {"lame_set_brate", &mp3.set_kilobits},
        {"lame_set_quality", &mp3.set_quality},
        {"lame_set_bWriteVbrTag", &mp3.set_index},
        {"lame_set_write_id3tag_automatic", &mp3.set_tag_automatic},
        {"lame_init_params", &mp3.ready},
        {"lame_encode_buffer", &mp3.encode},
        {"lame_encode_flush", &mp3.flush},
        {"lame_get_lametag_frame", &mp3.index_frame},
        {"id3tag_init", &mp3.tag_begin},
        {"id3tag_add_v2", &mp3.tag_new_version},
        {"id3tag_set_textinfo_utf16", &mp3.tag_add},
        {"lame_get_id3v2_tag", &mp3.tag_bytes},
    };
    bool here = library_open(&mp3.handle, "libmp3lame.so.0", rows, sizeof rows / sizeof *rows);
    return here ? ARD_OK : report(log, NOWHERE, "audio.library", "LAME", NULL);
}

/* Adds a text frame of the tag; a value that is too long is cut. */
static void add_tag(lame_t encoder, const char *frame, const char *value)
{
    unsigned short wide[TAG_MOST + 2] = {0xFEFF};
    size_t count = 1;
    if (!value || !*value)
        return;
    for (uint32_t point; count < TAG_MOST && (point = text_next(&value)) != 0;) {
        if (point >= 0x10000) {
            wide[count++] = (unsigned short)(0xD800 + ((point - 0x10000) >> 10));
            point = 0xDC00 + (point & 0x3FF);
        }
        wide[count++] = (unsigned short)point;
    }
    mp3.tag_add(encoder, frame, wide);
}

static void set_up(lame_t encoder, const encoding *how, bool indexed)
{
    mp3.set_frequency(encoder, (int)how->frequency);
    mp3.set_channels(encoder, 1);
    mp3.set_mode(encoder, MONO);
    mp3.set_kilobits(encoder, (int)how->kilobits);
    mp3.set_quality(encoder, QUALITY);
    mp3.set_index(encoder, indexed);
    mp3.set_tag_automatic(encoder, 0);
    mp3.tag_begin(encoder);
    mp3.tag_new_version(encoder);
    add_tag(encoder, "TIT2", how->title);
    add_tag(encoder, "TPE1", how->author);
    add_tag(encoder, "TLAN", how->language);
    add_tag(encoder, "TYER", how->year);
}

/* Writes the tag, which stands before all sound. */
static bool write_tag(state *s)
{
    s->sound = mp3.tag_bytes(s->encoder, NULL, 0);
    unsigned char *tag = memory_new(s->sound + 1, 1);
    if (!tag)
        return false;
    mp3.tag_bytes(s->encoder, tag, s->sound);
    sound_add(s->sink, tag, s->sound);
    free(tag);
    return true;
}

static void *mp3_open(const encoding *how, sound_sink *sink)
{
    state *s = memory_new(1, sizeof *s);
    if (!s)
        return NULL;
    s->sink = sink;
    s->encoder = mp3.create();
    if (s->encoder) {
        set_up(s->encoder, how, sink->held != NULL);
        if (mp3.ready(s->encoder) >= 0 && write_tag(s))
            return s;
        mp3.destroy(s->encoder);
    }
    free(s);
    return NULL;
}

static bool mp3_add(void *encoder, const int16_t *samples, size_t count)
{
    state *s = encoder;
    unsigned char room[ROOM];
    for (size_t part; count; samples += part, count -= part) {
        part = count < PIECE ? count : PIECE;
        int size = mp3.encode(s->encoder, samples, samples, (int)part, room, sizeof room);
        if (size < 0)
            return false;
        sound_add(s->sink, room, (size_t)size);
    }
    return true;
}

/* The first frame is an index (how long, how many bytes), which is known at the end. */
static bool mp3_end(void *encoder)
{
    state *s = encoder;
    unsigned char room[ROOM], first[FRAME_MOST];
    int size = mp3.flush(s->encoder, room, sizeof room);
    if (size > 0)
        sound_add(s->sink, room, (size_t)size);
    size_t frame = mp3.index_frame(s->encoder, first, sizeof first);
    if (frame && frame <= sizeof first && sound_seek(s->sink, s->sound))
        sound_add(s->sink, first, frame);
    mp3.destroy(s->encoder);
    free(s);
    return size >= 0;
}

const ard_encoder mp3_encoder = {"MP3", load, mp3_open, mp3_add, mp3_end};
