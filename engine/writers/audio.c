/* Sound: the plan of the filter "speech", said by a voice, as WAV, FLAC, MP3 or Ogg Opus. A writer a format; they differ in
 * the encoder (sound/encoder.h) alone, which works on a chunk while voices say the next ones (sound/clips.h). */
#include "writers/audio.h"

#include "base/options.h"
#include "base/plugin.h"
#include "lesson/lesson.h"
#include "sound/clips.h"
#include "writers/chapters.h"
#include "writers/common.h"

#include <string.h>

typedef struct sound {
    task *task;
    const ard_encoder *format;
    void *encoder; /* NULL before the first sample */
    encoding how;  /* its frequency is 0 before that */
    sound_sink sink;
    ard_status (*heard)(void *user, const clip *clip); /* NULL: nobody wants clips */
    void *user;
} sound;

/* Gives samples to the encoder, which begins with the first. */
static ard_status encode(void *user, const ard_node *utterance, unsigned frequency, const int16_t *samples,
                         size_t count)
{
    (void)utterance;
    sound *s = user;
    report_log *log = s->task->log;
    s->how.frequency = frequency;
    if (!s->encoder)
        s->encoder = s->format->open(&s->how, &s->sink);
    if (!s->encoder || !s->format->add(s->encoder, samples, count))
        return report(log, NOWHERE, "audio.encoder", s->format->name, NULL);
    if (s->sink.held && s->sink.held->failed)
        return report(log, NOWHERE, "voice.memory", NULL);
    return s->sink.output ? output_status(s->sink.output) : ARD_OK;
}

/* Ends the file, whole or not. */
static ard_status finish(sound *s, ard_status status)
{
    report_log *log = s->task->log;
    bool begun = s->encoder, whole = begun && s->format->end(s->encoder);
    if (status != ARD_OK)
        return status;
    if (!begun)
        return report(log, NOWHERE, "voice.failed", NULL);
    const buffer *held = s->sink.held;
    if (held && held->failed)
        return report(log, NOWHERE, "voice.memory", NULL);
    return whole ? ARD_OK : report(log, NOWHERE, "audio.encoder", s->format->name, NULL);
}

static ard_status pass_clip(void *user, const clip *heard)
{
    sound *s = user;
    return s->heard(s->user, heard);
}

encoding audio_encoding(const task *t, const ard_document *document, const char *title, unsigned kilobits)
{
    char date[21];
    encoding how = {.kilobits = kilobits,
                    .title = title,
                    .author = lesson_meta(document, "author"),
                    .language = lesson_language(document)};
    lesson_date(t, document, date);
    memcpy(how.year, date, sizeof how.year - 1);
    return how;
}

/* Makes a file. Of `s` its task, format, sink, and who wants clips are set. */
static ard_status make_file(sound *s, const ard_document *document, unsigned kilobits)
{
    buffer title = BUFFER_EMPTY;
    lesson_title(document, &title);
    s->how = audio_encoding(s->task, document, buffer_string(&title), kilobits);
    const clip_receiver receiver = {s, encode, s->heard ? pass_clip : NULL};
    ard_status status = finish(s, clips_say(s->task, document, &receiver));
    buffer_free(&title);
    return status;
}

ard_status audio_write(task *t, const ard_document *document, ard_output *output, const ard_encoder *format,
                       unsigned kilobits, bool stream)
{
    buffer held = {.most = t->limits->output < SIZE_MAX ? (size_t)t->limits->output : 0};
    sound s = {.task = t, .format = format, .sink = {.output = output, .held = stream ? NULL : &held}};
    ard_status status = make_file(&s, document, kilobits);
    if (status == ARD_OK && !stream)
        output_add(output, held.data, held.size);
    buffer_free(&held);
    return status == ARD_OK ? output_status(output) : status;
}

ard_status audio_record(task *t, const ard_document *document, const ard_encoder *format, unsigned kilobits,
                        buffer *file, ard_status (*heard)(void *user, const clip *clip), void *user,
                        unsigned *frequency)
{
    file->most = t->limits->output < SIZE_MAX ? (size_t)t->limits->output : 0;
    sound s = {.task = t, .format = format, .sink = {.held = file}, .heard = heard, .user = user};
    ard_status status = make_file(&s, document, kilobits);
    *frequency = s.how.frequency;
    return status;
}

#define SOUND_LACKS "heading table emphasis link image maths style"

/* ---- The formats ------------------------------------------------------------------------------------------------ */

static ard_status write_wav(task *t, const ard_document *document, ard_output *output)
{
    return audio_write(t, document, output, &wave_encoder, 0, options_flag(t->options, "stream"));
}

static ard_status write_flac(task *t, const ard_document *document, ard_output *output)
{
    return audio_write(t, document, output, &flac_encoder, 0, options_flag(t->options, "stream"));
}

static ard_status write_mp3(task *t, const ard_document *document, ard_output *output)
{
    unsigned kilobits = (unsigned)options_integer(t->options, "kilobits");
    const char *chapters = options_text(t->options, "chapters");
    if (strcmp(chapters, "no") != 0)
        return chapters_write(t, document, output, kilobits, strcmp(chapters, "files") == 0);
    return audio_write(t, document, output, &mp3_encoder, kilobits, options_flag(t->options, "stream"));
}

static ard_status write_opus(task *t, const ard_document *document, ard_output *output)
{
    return audio_write(t, document, output, &opus_encoder, (unsigned)options_integer(t->options, "kilobits"),
                       options_flag(t->options, "stream"));
}

static ard_status prepare_flac(task *t)
{
    return flac_encoder.load(t->log);
}

ard_status audio_prepare_mp3(task *t)
{
    return mp3_encoder.load(t->log);
}

static ard_status prepare_opus(task *t)
{
    return opus_encoder.load(t->log);
}

static const ard_option sound_options[] = {
    {"stream", ARD_FLAG, "no", 0, 0, "", "wav.stream"},
    {0},
};

static const ard_option mp3_options[] = {
    {"stream", ARD_FLAG, "no", 0, 0, "", "wav.stream"},
    {"chapters", ARD_CHOICE, "no", 0, 0, "no marks files", "mp3.chapters"},
    {"kilobits", ARD_NUMBER, "48", 24, 160, NULL, "audio.kilobits"},
    {0},
};

static const ard_option opus_options[] = {
    {"stream", ARD_FLAG, "no", 0, 0, "", "wav.stream"},
    {"kilobits", ARD_NUMBER, "24", 8, 128, NULL, "audio.kilobits"},
    {0},
};

const ard_writer wav_writer = {
    .about = {ARD_WRITER, "wav", "", ".wav", "audio/wav", SOUND_LACKS, "wav.writer", sound_options},
    .needs = "speech",
    .seconds = 600,
    .write = write_wav,
};

const ard_writer flac_writer = {
    .about = {ARD_WRITER, "flac", "", ".flac", "audio/flac", SOUND_LACKS, "flac.writer", sound_options},
    .needs = "speech",
    .seconds = 600,
    .prepare = prepare_flac,
    .write = write_flac,
};

const ard_writer mp3_writer = {
    .about = {ARD_WRITER, "mp3", "", ".mp3", "audio/mpeg", SOUND_LACKS, "mp3.writer", mp3_options},
    .needs = "speech",
    .seconds = 600,
    .prepare = audio_prepare_mp3,
    .write = write_mp3,
};

const ard_writer opus_writer = {
    .about = {ARD_WRITER, "opus", "", ".opus .ogg", "audio/ogg", SOUND_LACKS, "opus.writer", opus_options},
    .needs = "speech",
    .seconds = 600,
    .prepare = prepare_opus,
    .write = write_opus,
};
