/* Sound: the plan of the filter "speech", said by a voice, as WAV, FLAC, MP3 or Ogg Opus. A writer a format; they differ in
 * the encoder (sound/encoder.h) alone, which works on a chunk while voices say the next ones.
 *
 * What the voice is given is cut into chunks by the text alone: the first utterance, so that sound begins soon, then
 * groups of utterances of one block and language, of about 600 characters. So the bytes do not depend on who says which
 * chunk when. Some chunks are always asked for ahead, for as many cores to say. */
#include "writers/audio.h"

#include "base/options.h"
#include "base/plugin.h"
#include "lesson/lesson.h"
#include "sound/given.h"
#include "sound/voice.h"
#include "writers/chapters.h"
#include "writers/common.h"

#include <string.h>

enum {
    CHUNK = 600,           /* bytes after which no utterance is added */
    LONGEST = 1500,        /* bytes at which an utterance itself is cut, at a blank */
    AHEAD = 4,             /* chunks asked for at a time */
    PAUSE_UTTERANCE = 120, /* milliseconds after a chunk, beside the voice's own; */
    PAUSE_BLOCK = 400,     /* after the last of a block; */
    PAUSE_HEADING = 650    /* after a heading */
};

/* What the voice is asked for at a time. */
typedef struct chunk {
    buffer text; /* utterances, a line each */
    char language[24];
    int leaf; /* of the document */
    unsigned ticket, rate, pause; /* pause after it, in milliseconds */
} chunk;

typedef struct sound {
    task *task;
    unsigned rate, pitch;
    const ard_node *next; /* utterance that no chunk has yet */
    size_t offset;        /* in its text */
    const ard_encoder *format;
    void *encoder; /* NULL before the first sample */
    encoding how;  /* its frequency is 0 before that */
    sound_sink sink;
    chunk chunks[AHEAD];
    const audio_listener *listener; /* takes the samples in place of an encoder, or NULL */
    unsigned asked, said; /* chunks; number n stands at n % AHEAD */
} sound;

static const char *words_of(const ard_node *utterance)
{
    return kind_is(utterance->first, TEXT) ? utterance->first->text : "";
}

static const char *attribute_of(const ard_node *node, const char *name)
{
    const char *value = node_attribute(node, name);
    return value ? value : "";
}

static bool same_block(const ard_node *a, const ard_node *b)
{
    return strcmp(attribute_of(a, "data-block"), attribute_of(b, "data-block")) == 0;
}

/* Bytes of a text that one chunk takes: all, or up to the last blank within bounds. */
static size_t fitting(const char *text)
{
    size_t size = strlen(text), cut = LONGEST;
    if (size <= LONGEST)
        return size;
    while (cut > LONGEST / 2 && text[cut] != ' ')
        cut--;
    while (cut > LONGEST / 2 && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    return cut;
}

/* Adds the rest of the next utterance, or as much of it as fits, and a full stop where it ends without a mark. */
static void add_utterance(sound *s, buffer *text)
{
    const char *words = words_of(s->next) + s->offset;
    size_t size = fitting(words);
    given_add(text, words_of(s->next), s->offset, s->offset + size, node_attribute(s->next, "data-sounds"));
    if (words[size]) {
        s->offset += size;
        return;
    }
    char last = size ? words[size - 1] : ' ';
    buffer_text(text, strchr(".!?:;,", last) ? "\n" : ".\n");
    s->next = s->next->next;
    s->offset = 0;
}

/* The pause that a script wants after an utterance, in milliseconds; 0 where it wants none. */
static unsigned pause_wanted(const ard_node *said)
{
    long pause = 0;
    return node_whole_number(said, "data-pause", &pause) && pause > 0 ? (unsigned)pause : 0;
}

/* The pause after the utterance `said`, in milliseconds. */
static unsigned pause_after(const sound *s, const ard_node *said)
{
    if (pause_wanted(said))
        return pause_wanted(said);
    bool heading = strcmp(attribute_of(said, "data-kind"), "heading") == 0;
    bool ends = !s->next || !same_block(said, s->next);
    return !ends ? PAUSE_UTTERANCE : heading ? PAUSE_HEADING : PAUSE_BLOCK;
}

/* Asks for `text` in the language of a chunk. */
static ard_status ask_for(sound *s, const chunk *c, const char *text, unsigned *ticket)
{
    voice_request request = {.rate = c->rate, .pitch = s->pitch, .text = text};
    memcpy(request.language, c->language, sizeof request.language);
    return voice_ask(s->task->helpers, s->task->log, &request, ticket);
}

/* Asks for the next chunk. */
static ard_status ask(sound *s)
{
    chunk *c = &s->chunks[s->asked % AHEAD];
    const ard_node *first = s->next, *last = first;
    const char *language = attribute_of(first, "lang");
    long rate = (long)s->rate;
    node_whole_number(first, "data-rate", &rate);
    c->rate = (unsigned)rate;
    size_t size = strlen(language);
    memset(c->language, 0, sizeof c->language);
    memcpy(c->language, language, size < sizeof c->language ? size : sizeof c->language - 1);
    c->leaf = first->number;
    buffer_reset(&c->text);
    add_utterance(s, &c->text);
    while (s->asked > 0 && s->next && !s->offset && !pause_wanted(last) && c->text.size < CHUNK &&
           same_block(first, s->next) && strcmp(language, attribute_of(s->next, "lang")) == 0) {
        last = s->next;
        add_utterance(s, &c->text);
    }
    s->asked++;
    c->pause = s->offset ? 0 : pause_after(s, last);
    if (c->text.failed)
        return report(s->task->log, NOWHERE, "voice.memory", NULL);
    return ask_for(s, c, buffer_string(&c->text), &c->ticket);
}

/* Says the utterances of a chunk, whose voice has died, one by one; one that the voice dies of is left out, and that is
 * reported. `*frequency` stays 0 where none could be said. */
static ard_status rescue(sound *s, const chunk *c, unsigned *frequency, buffer *samples)
{
    report_log *quiet = report_new();
    ard_status status = quiet ? ARD_OK : report(s->task->log, NOWHERE, "voice.memory", NULL);
    for (const char *at = buffer_string(&c->text); *at && status == ARD_OK;) {
        size_t size = strcspn(at, "\n");
        buffer text = BUFFER_EMPTY, plain = BUFFER_EMPTY;
        unsigned ticket, found = 0;
        buffer_add(&text, at, size);
        at += size + (at[size] == '\n');
        status = text.failed ? report(s->task->log, NOWHERE, "voice.memory", NULL)
                             : ask_for(s, c, buffer_string(&text), &ticket);
        if (status == ARD_OK && voice_wait(s->task->helpers, quiet, ticket, &found, samples) != ARD_OK) {
            given_plain(&plain, buffer_string(&text));
            report(s->task->log, NOWHERE, "voice.skipped", buffer_string(&plain), NULL);
        }
        *frequency = found ? found : *frequency;
        buffer_free(&text);
        buffer_free(&plain);
    }
    report_free(quiet);
    return status;
}

/* Waits for a chunk's samples. A voice that dies of a text is no reason to give up the lesson. */
static ard_status wait_for(sound *s, const chunk *c, unsigned *frequency, buffer *samples)
{
    size_t count;
    report_log *log = report_new();
    if (!log)
        return report(s->task->log, NOWHERE, "voice.memory", NULL);
    ard_status status = voice_wait(s->task->helpers, log, c->ticket, frequency, samples);
    bool died = status == ARD_E_READ || status == ARD_E_INTERNAL || status == ARD_E_LIMIT;
    const ard_diag *diags = report_diags(log, &count);
    for (size_t i = 0; i < count && !died; i++)
        report_copy(s->task->log, &diags[i]);
    report_free(log);
    return died ? rescue(s, c, frequency, samples) : status;
}

static void add_silence(buffer *samples, unsigned frequency, unsigned milliseconds)
{
    static const char silence[512];
    for (size_t left = (size_t)frequency * milliseconds / 1000 * 2; left;) {
        size_t part = left < sizeof silence ? left : sizeof silence;
        buffer_add(samples, silence, part);
        left -= part;
    }
}

/* Gives samples to the encoder, which begins with the first. */
static ard_status encode(sound *s, unsigned frequency, const buffer *samples)
{
    report_log *log = s->task->log;
    if (samples->failed)
        return report(log, NOWHERE, "voice.memory", NULL);
    if (!frequency)
        return ARD_OK;
    if (s->how.frequency && frequency != s->how.frequency)
        return report(log, NOWHERE, "voice.broken", NULL);
    s->how.frequency = frequency;
    if (!s->encoder)
        s->encoder = s->format->open(&s->how, &s->sink);
    if (!s->encoder || !s->format->add(s->encoder, (const int16_t *)(const void *)samples->data, samples->size / 2))
        return report(log, NOWHERE, "audio.encoder", s->format->name, NULL);
    return s->sink.held && s->sink.held->failed ? report(log, NOWHERE, "voice.memory", NULL) : ARD_OK;
}

/* Takes the samples of the chunk that was asked for first. */
static ard_status take(sound *s)
{
    const chunk *c = &s->chunks[s->said % AHEAD];
    buffer samples = BUFFER_EMPTY;
    unsigned frequency = 0;
    ard_status status = wait_for(s, c, &frequency, &samples);
    s->said++;
    if (frequency && (s->said < s->asked || s->next))
        add_silence(&samples, frequency, c->pause);
    if (status == ARD_OK && s->listener)
        status = samples.failed ? report(s->task->log, NOWHERE, "voice.memory", NULL)
                                : s->listener->take(s->listener->user, c->leaf, frequency, &samples);
    else if (status == ARD_OK)
        status = encode(s, frequency, &samples);
    buffer_free(&samples);
    if (s->listener)
        return status;
    return status != ARD_OK ? status : output_status(s->sink.output);
}

/* Ends the file, whole or not, and hands on what was held. */
static ard_status finish(sound *s, ard_status status)
{
    report_log *log = s->task->log;
    bool begun = s->encoder, whole = begun && s->format->end(s->encoder);
    if (status != ARD_OK)
        return status;
    if (!begun)
        return report(log, NOWHERE, "voice.failed", NULL);
    const buffer *held = s->sink.held;
    if (!whole || (held && held->failed))
        return report(log, NOWHERE, held && held->failed ? "voice.memory" : "audio.encoder", s->format->name, NULL);
    if (held)
        output_add(s->sink.output, held->data, held->size);
    return output_status(s->sink.output);
}

static ard_status say(sound *s, const ard_node *speech)
{
    long rate = 175, pitch = 50;
    ard_status status = ARD_OK;
    node_whole_number(speech, "data-rate", &rate);
    node_whole_number(speech, "data-pitch", &pitch);
    s->rate = (unsigned)rate;
    s->pitch = (unsigned)pitch;
    while (status == ARD_OK && (s->next || s->said < s->asked))
        status = s->next && s->asked - s->said < AHEAD ? ask(s) : take(s);
    if (!s->listener)
        status = finish(s, status);
    for (int i = 0; i < AHEAD; i++)
        buffer_free(&s->chunks[i].text);
    return status;
}

ard_status audio_write(task *t, const ard_document *document, ard_output *output, const ard_encoder *format,
                       unsigned kilobits, bool stream)
{
    const ard_node *speech = lesson_root(document)->last;
    while (speech && !kind_is(speech, SPEECH))
        speech = speech->previous;
    if (!speech || !speech->first)
        return report(t->log, NOWHERE, "wav.nothing", NULL);
    buffer held = {.most = t->limits->output < SIZE_MAX ? (size_t)t->limits->output : 0}, title = BUFFER_EMPTY;
    char date[21];
    sound s = {.task = t, .format = format, .next = speech->first, .sink = {.output = output, .held = &held}};
    if (stream)
        s.sink.held = NULL;
    lesson_title(document, &title);
    lesson_date(t, document, date);
    s.how = (encoding){.kilobits = kilobits,
                       .title = buffer_string(&title),
                       .author = lesson_meta(document, "author"),
                       .language = lesson_language(document)};
    memcpy(s.how.year, date, sizeof s.how.year - 1);
    ard_status status = say(&s, speech);
    buffer_free(&title);
    buffer_free(&held);
    return status;
}

ard_status audio_listen(task *t, const ard_document *document, const audio_listener *listener)
{
    const ard_node *speech = lesson_root(document)->last;
    while (speech && !kind_is(speech, SPEECH))
        speech = speech->previous;
    if (!speech || !speech->first)
        return report(t->log, NOWHERE, "wav.nothing", NULL);
    sound s = {.task = t, .next = speech->first, .listener = listener};
    return say(&s, speech);
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

static ard_status prepare_mp3(task *t)
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
    .prepare = prepare_mp3,
    .write = write_mp3,
};

const ard_writer opus_writer = {
    .about = {ARD_WRITER, "opus", "", ".opus .ogg", "audio/ogg", SOUND_LACKS, "opus.writer", opus_options},
    .needs = "speech",
    .seconds = 600,
    .prepare = prepare_opus,
    .write = write_opus,
};
