/* Encoders: each gives a file of its format, the same bytes each time, and WAV the samples as they are. */
#include "check.h"

#include "base/memory.h"
#include "base/output.h"
#include "sound/encoder.h"

#include <math.h>
#include <string.h>

enum { FREQUENCY = 22050, COUNT = FREQUENCY };

static int16_t samples[COUNT];

/* A second of a tone that grows. */
static void make_samples(void)
{
    for (int i = 0; i < COUNT; i++)
        samples[i] = (int16_t)(8000.0 * i / COUNT * sin(i * 0.06));
}

static void encode(const ard_encoder *format, buffer *held)
{
    encoding how = {.frequency = FREQUENCY, .kilobits = 48, .title = "Été 𝄞", .language = "fr", .year = "2026"};
    sound_sink sink = {.held = held};
    report_log *log = report_new();
    CHECK(!format->load || format->load(log) == ARD_OK);
    void *encoder = format->open(&how, &sink);
    CHECK(encoder != NULL);
    if (encoder) {
        CHECK(format->add(encoder, samples, COUNT / 3));
        CHECK(format->add(encoder, samples + COUNT / 3, COUNT - COUNT / 3));
        CHECK(format->end(encoder));
    }
    report_free(log);
}

static void check_format(const ard_encoder *format, const char *magic, size_t least, size_t most)
{
    buffer once = BUFFER_EMPTY, twice = BUFFER_EMPTY;
    encode(format, &once);
    encode(format, &twice);
    CHECK(once.size >= least && once.size <= most);
    CHECK(once.size == twice.size && memcmp(once.data, twice.data, once.size) == 0);
    CHECK(once.size > 4 && memcmp(once.data, magic, strlen(magic)) == 0);
    buffer_free(&once);
    buffer_free(&twice);
}

static void check_wave(void)
{
    buffer held = BUFFER_EMPTY;
    encode(&wave_encoder, &held);
    CHECK(held.size == 44 + 2 * COUNT);
    uint32_t sizes[2];
    memcpy(&sizes[0], held.data + 4, 4);
    memcpy(&sizes[1], held.data + 40, 4);
    CHECK(sizes[0] == 36 + 2 * COUNT && sizes[1] == 2 * COUNT);
    CHECK(memcmp(held.data + 44, samples, sizeof samples) == 0);
    buffer_free(&held);
}

/* What is held can be gone back in, never beyond its end. */
static void check_sink(void)
{
    buffer held = BUFFER_EMPTY;
    sound_sink sink = {.held = &held}, streamed = {0};
    sound_add(&sink, "abcdef", 6);
    CHECK(sound_seek(&sink, 4) && !sound_seek(&sink, 7) && !sound_seek(&streamed, 0));
    sound_add(&sink, "XYZ", 3);
    CHECK_TEXT(buffer_string(&held), "abcdXYZ");
    CHECK(sink.at == 7);
    buffer_free(&held);
}

int main(void)
{
    make_samples();
    check_sink();
    check_wave();
    check_format(&wave_encoder, "RIFF", 44, 100000);
    check_format(&flac_encoder, "fLaC", 1000, 2 * COUNT);
    check_format(&mp3_encoder, "ID3", 4000, 12000);
    check_format(&opus_encoder, "OggS", 2000, 12000);
    return check_end();
}
