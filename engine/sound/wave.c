/* RIFF/WAVE, 16 bits, one channel (Microsoft and IBM, Multimedia Programming Interface 1.0, "WAVE"). */
#include "base/memory.h"
#include "sound/encoder.h"

#include <stdlib.h>
#include <string.h>

enum { HEADER = 44 };

static const uint32_t UNKNOWN = 0xFFFFFFFF; /* the size of what is streamed */

typedef struct wave {
    const encoding *how;
    sound_sink *sink;
    uint64_t size; /* bytes of samples */
} wave;

static void put_number(unsigned char *at, uint32_t number, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        at[i] = (unsigned char)(number >> (8 * i));
}

static void add_header(const wave *w, uint32_t size)
{
    unsigned char header[HEADER] = "RIFF\0\0\0\0WAVEfmt ";
    put_number(header + 4, size == UNKNOWN ? UNKNOWN : size + HEADER - 8, 4);
    put_number(header + 16, 16, 4);
    put_number(header + 20, 1, 2);
    put_number(header + 22, 1, 2);
    put_number(header + 24, w->how->frequency, 4);
    put_number(header + 28, w->how->frequency * 2, 4);
    put_number(header + 32, 2, 2);
    put_number(header + 34, 16, 2);
    memcpy(header + 36, "data", 4);
    put_number(header + 40, size, 4);
    sound_add(w->sink, header, sizeof header);
}

static void *wave_open(const encoding *how, sound_sink *sink)
{
    wave *w = memory_new(1, sizeof *w);
    if (!w)
        return NULL;
    *w = (wave){how, sink, 0};
    add_header(w, UNKNOWN);
    return w;
}

static bool wave_add(void *encoder, const int16_t *samples, size_t count)
{
    wave *w = encoder;
    unsigned char bytes[4096];
    w->size += count * 2;
    for (size_t part; count; samples += part, count -= part) {
        part = count < sizeof bytes / 2 ? count : sizeof bytes / 2;
        for (size_t i = 0; i < part; i++)
            put_number(bytes + 2 * i, (uint16_t)samples[i], 2);
        sound_add(w->sink, bytes, part * 2);
    }
    return true;
}

static bool wave_end(void *encoder)
{
    wave *w = encoder;
    bool whole = w->size < UNKNOWN - HEADER;
    if (whole && sound_seek(w->sink, 0))
        add_header(w, (uint32_t)w->size);
    free(w);
    return whole;
}

const ard_encoder wave_encoder = {"WAV", NULL, wave_open, wave_add, wave_end};
