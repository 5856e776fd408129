/* Reads WAV: RIFF chunks, of which "fmt " and "data" count (Microsoft, Multimedia Programming Interface 1.0, 1991). */
#include "sound/command.h"

#include <math.h>
#include <string.h>

enum {
    RIFF_HEAD = 12,
    CHUNK_HEAD = 8,
    FORMAT_SIZE = 16,
    PCM = 1,
    FLOAT = 3,
    EXTENSIBLE = 0xFFFE,
    MOST_CHANNELS = 8,
    MOST_FREQUENCY = 192000
};

typedef struct wave {
    unsigned format, channels, frequency, bits;
} wave;

static unsigned number_at(const unsigned char *bytes, unsigned count)
{
    unsigned number = 0;
    while (count--)
        number = number << 8 | bytes[count];
    return number;
}

static bool read_format(wave *w, const unsigned char *at, size_t size)
{
    if (size < FORMAT_SIZE)
        return false;
    *w = (wave){number_at(at, 2), number_at(at + 2, 2), number_at(at + 4, 4), number_at(at + 14, 2)};
    if (w->format == EXTENSIBLE && size >= 26)
        w->format = number_at(at + 24, 2);
    bool whole = w->format == PCM && (w->bits == 8 || w->bits == 16 || w->bits == 24 || w->bits == 32);
    return (whole || (w->format == FLOAT && w->bits == 32)) && w->channels >= 1 && w->channels <= MOST_CHANNELS &&
           w->frequency >= 1 && w->frequency <= MOST_FREQUENCY;
}

/* One sample as 16 bits. */
static int sample_at(const wave *w, const unsigned char *at)
{
    float value;
    unsigned bits = number_at(at, w->bits / 8);
    if (w->format == FLOAT) {
        memcpy(&value, at, sizeof value);
        return !isfinite(value) ? 0 : value >= 1 ? INT16_MAX : value <= -1 ? INT16_MIN : (int)(value * INT16_MAX);
    }
    if (w->bits == 8)
        return ((int)bits - 128) * 256;
    return (int16_t)(bits >> (w->bits - 16));
}

/* Adds the frames of a data chunk, their channels mixed. */
static void add_frames(const wave *w, const unsigned char *at, size_t size, buffer *samples)
{
    size_t step = w->bits / 8, frame = step * w->channels;
    for (; size >= frame && !samples->failed; size -= frame, at += frame) {
        int sum = 0;
        for (unsigned channel = 0; channel < w->channels; channel++)
            sum += sample_at(w, at + channel * step);
        sum /= (int)w->channels;
        buffer_byte(samples, (char)(sum & 0xFF));
        buffer_byte(samples, (char)(sum >> 8 & 0xFF));
    }
}

bool wave_read(const void *bytes, size_t size, unsigned *frequency, buffer *samples)
{
    const unsigned char *file = bytes;
    wave w = {0};
    if (size < RIFF_HEAD || memcmp(file, "RIFF", 4) != 0 || memcmp(file + 8, "WAVE", 4) != 0)
        return false;
    for (size_t at = RIFF_HEAD; size - at >= CHUNK_HEAD;) {
        size_t left = size - at - CHUNK_HEAD, length = number_at(file + at + 4, 4);
        const unsigned char *inside = file + at + CHUNK_HEAD;
        bool data = memcmp(file + at, "data", 4) == 0;
        if (memcmp(file + at, "fmt ", 4) == 0 && !read_format(&w, inside, length < left ? length : left))
            return false;
        if (data && !w.frequency)
            return false;
        if (data) {
            *frequency = w.frequency;
            add_frames(&w, inside, length && length < left ? length : left, samples);
            return true;
        }
        if (length >= left)
            return false;
        at += CHUNK_HEAD + length + length % 2;
        at = at > size ? size : at;
    }
    return false;
}
