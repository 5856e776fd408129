/* A dictation as one page: the sheet, as the HTML writer writes it, with the sound at its beginning. */
#include "base/options.h"
#include "sound/encoder.h"
#include "writers/audio.h"
#include "writers/html.h"

#include <string.h>

enum { KILOBITS_MP3 = 48, KILOBITS_OPUS = 24 };

static const struct sound_row {
    const char *name, *media_type;
    const ard_encoder *encoder;
    unsigned kilobits;
} sounds[] = {
    {"mp3", "audio/mpeg", &mp3_encoder, KILOBITS_MP3},
    {"opus", "audio/ogg", &opus_encoder, KILOBITS_OPUS},
};

/* The sound that is wished; NULL for none. */
static const struct sound_row *sound_wished(const task *t)
{
    const char *name = options_text(t->options, "audio");
    for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++)
        if (strcmp(sounds[i].name, name) == 0)
            return sounds + i;
    return NULL;
}

static ard_status prepare(task *t)
{
    const struct sound_row *row = sound_wished(t);
    return row ? row->encoder->load(t->log) : ARD_OK;
}

/* Adds the player, which the browser makes: it has a button, keys and a name. */
static ard_status add_player(task *t, const ard_document *document, buffer *out)
{
    const struct sound_row *row = sound_wished(t);
    buffer sound = BUFFER_EMPTY;
    unsigned frequency;
    if (!row)
        return ARD_OK;
    ard_status status = audio_record(t, document, row->encoder, row->kilobits, &sound, NULL, NULL, &frequency);
    buffer_format(out, "<audio controls preload=\"auto\" aria-label=\"Dictée\" src=\"data:%s;base64,", row->media_type);
    buffer_base64(out, buffer_string(&sound), sound.size);
    buffer_text(out, "\"></audio>\n");
    buffer_free(&sound);
    return status == ARD_OK && out->failed ? report(t->log, NOWHERE, "voice.memory", NULL) : status;
}

static ard_status write_dictee(task *t, const ard_document *document, ard_output *output)
{
    buffer player = BUFFER_EMPTY;
    ard_status status = add_player(t, document, &player);
    html_page page = {.task = t, .document = document, .output = output, .sound = buffer_string(&player)};
    if (status == ARD_OK)
        status = html_write_page(&page);
    buffer_free(&player);
    return status;
}

static const ard_option dictee_options[] = {
    {"audio", ARD_CHOICE, "mp3", 0, 0, "mp3 opus none", "dictee.audio"},
    {0},
};

const ard_writer dictee_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "dictee",
              .aliases = "",
              .endings = "",
              .media_type = "text/html",
              .lacks = "braille",
              .help = "dictee.writer",
              .options = dictee_options},
    .needs = "speech",
    .wants = "dictation fonts pictures",
    .seconds = 600,
    .prepare = prepare,
    .write = write_dictee,
};
