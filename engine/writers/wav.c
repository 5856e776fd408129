/* Sound: the plan of the filter "speech", said by a voice, as RIFF/WAVE (16 bits, one channel).
 *
 * What the voice is given is cut into chunks by the text alone: the first utterance, so that sound begins soon, then
 * groups of utterances of one block and language, of about 600 characters. So the bytes do not depend on who says which
 * chunk when. Some chunks are always asked for ahead, for as many cores to say. */
#include "base/options.h"
#include "base/plugin.h"
#include "lesson/lesson.h"
#include "sound/voice.h"

#include <string.h>

enum {
    CHUNK = 600,    /* bytes after which no utterance is added */
    LONGEST = 1500, /* bytes at which an utterance itself is cut, at a blank */
    AHEAD = 4,      /* chunks asked for at a time */
    HEADER = 44,
    PAUSE_UTTERANCE = 120, /* milliseconds after a chunk, beside the voice's own; */
    PAUSE_BLOCK = 400,     /* after the last of a block; */
    PAUSE_HEADING = 650    /* after a heading */
};

static const uint32_t UNKNOWN = 0xFFFFFFFF; /* the size of what is streamed */

/* What the voice is asked for at a time. */
typedef struct chunk {
    buffer text; /* utterances, a line each */
    char language[24];
    unsigned ticket, pause; /* pause after it, in milliseconds */
} chunk;

typedef struct sound {
    task *task;
    ard_output *output;
    unsigned rate, pitch;
    const ard_node *next; /* utterance that no chunk has yet */
    size_t offset;        /* in its text */
    bool stream;
    unsigned frequency; /* 0 before the first chunk */
    buffer held;        /* samples, where not streamed */
    chunk chunks[AHEAD];
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
    buffer_add(text, words, size);
    if (words[size]) {
        s->offset += size;
        return;
    }
    char last = size ? words[size - 1] : ' ';
    buffer_text(text, strchr(".!?:;,", last) ? "\n" : ".\n");
    s->next = s->next->next;
    s->offset = 0;
}

/* The pause after the utterance `said`, in milliseconds. */
static unsigned pause_after(const sound *s, const ard_node *said)
{
    bool heading = strcmp(attribute_of(said, "data-kind"), "heading") == 0;
    bool ends = !s->next || !same_block(said, s->next);
    return !ends ? PAUSE_UTTERANCE : heading ? PAUSE_HEADING : PAUSE_BLOCK;
}

/* Asks for `text` in the language of a chunk. */
static ard_status ask_for(sound *s, const chunk *c, const char *text, unsigned *ticket)
{
    voice_request request = {.rate = s->rate, .pitch = s->pitch, .text = text};
    memcpy(request.language, c->language, sizeof request.language);
    return voice_ask(s->task->helpers, s->task->log, &request, ticket);
}

/* Asks for the next chunk. */
static ard_status ask(sound *s)
{
    chunk *c = &s->chunks[s->asked % AHEAD];
    const ard_node *first = s->next, *last = first;
    const char *language = attribute_of(first, "lang");
    size_t size = strlen(language);
    memset(c->language, 0, sizeof c->language);
    memcpy(c->language, language, size < sizeof c->language ? size : sizeof c->language - 1);
    buffer_reset(&c->text);
    add_utterance(s, &c->text);
    while (s->asked > 0 && s->next && !s->offset && c->text.size < CHUNK && same_block(first, s->next) &&
           strcmp(language, attribute_of(s->next, "lang")) == 0) {
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
        buffer text = BUFFER_EMPTY;
        unsigned ticket, found = 0;
        buffer_add(&text, at, size);
        at += size + (at[size] == '\n');
        status = text.failed ? report(s->task->log, NOWHERE, "voice.memory", NULL)
                             : ask_for(s, c, buffer_string(&text), &ticket);
        if (status == ARD_OK && voice_wait(s->task->helpers, quiet, ticket, &found, samples) != ARD_OK)
            report(s->task->log, NOWHERE, "voice.skipped", buffer_string(&text), NULL);
        *frequency = found ? found : *frequency;
        buffer_free(&text);
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

static void put_number(unsigned char *at, uint32_t number, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        at[i] = (unsigned char)(number >> (8 * i));
}

/* Writes the header for `size` bytes of samples (Microsoft and IBM, Multimedia Programming Interface 1.0, "WAVE"). */
static void write_header(sound *s, uint32_t size)
{
    unsigned char header[HEADER] = "RIFF\0\0\0\0WAVEfmt ";
    put_number(header + 4, size == UNKNOWN ? UNKNOWN : size + HEADER - 8, 4);
    put_number(header + 16, 16, 4);
    put_number(header + 20, 1, 2);
    put_number(header + 22, 1, 2);
    put_number(header + 24, s->frequency, 4);
    put_number(header + 28, s->frequency * 2, 4);
    put_number(header + 32, 2, 2);
    put_number(header + 34, 16, 2);
    memcpy(header + 36, "data", 4);
    put_number(header + 40, size, 4);
    output_add(s->output, header, sizeof header);
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

/* Takes the samples of the chunk that was asked for first. */
static ard_status take(sound *s)
{
    const chunk *c = &s->chunks[s->said % AHEAD];
    buffer samples = BUFFER_EMPTY;
    unsigned frequency = 0;
    ard_status status = wait_for(s, c, &frequency, &samples);
    s->said++;
    if (status == ARD_OK && s->frequency && frequency && frequency != s->frequency)
        status = report(s->task->log, NOWHERE, "voice.broken", NULL);
    if (status == ARD_OK && !s->frequency && frequency) {
        s->frequency = frequency;
        if (s->stream)
            write_header(s, UNKNOWN);
    }
    if (status == ARD_OK && frequency && (s->said < s->asked || s->next))
        add_silence(&samples, frequency, c->pause);
    if (s->stream)
        output_add(s->output, samples.data, samples.size);
    else
        buffer_add(&s->held, samples.data, samples.size);
    if (status == ARD_OK && (samples.failed || s->held.failed))
        status = report(s->task->log, NOWHERE, "voice.memory", NULL);
    buffer_free(&samples);
    return status != ARD_OK ? status : output_status(s->output);
}

static ard_status write_wav(task *t, const ard_document *document, ard_output *output)
{
    const ard_node *speech = lesson_root(document)->last;
    while (speech && !kind_is(speech, SPEECH))
        speech = speech->previous;
    if (!speech || !speech->first)
        return report(t->log, NOWHERE, "wav.nothing", NULL);
    sound s = {.task = t, .output = output, .next = speech->first, .stream = options_flag(t->options, "stream")};
    long rate = 175, pitch = 50;
    node_whole_number(speech, "data-rate", &rate);
    node_whole_number(speech, "data-pitch", &pitch);
    s.rate = (unsigned)rate;
    s.pitch = (unsigned)pitch;
    s.held.most = t->limits->output < UNKNOWN - HEADER ? (size_t)t->limits->output : UNKNOWN - HEADER;
    ard_status status = ARD_OK;
    while (status == ARD_OK && (s.next || s.said < s.asked))
        status = s.next && s.asked - s.said < AHEAD ? ask(&s) : take(&s);
    if (status == ARD_OK && s.frequency && !s.stream) {
        write_header(&s, (uint32_t)s.held.size);
        output_add(output, s.held.data, s.held.size);
    }
    if (status == ARD_OK && !s.frequency)
        status = report(t->log, NOWHERE, "voice.failed", NULL);
    for (int i = 0; i < AHEAD; i++)
        buffer_free(&s.chunks[i].text);
    buffer_free(&s.held);
    return status != ARD_OK ? status : output_status(output);
}

static const ard_option wav_options[] = {
    {"stream", ARD_FLAG, "no", 0, 0, "", "wav.stream"},
    {0},
};

const ard_writer wav_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "wav",
              .aliases = "",
              .endings = ".wav",
              .media_type = "audio/wav",
              .lacks = "heading table emphasis link image maths style",
              .help = "wav.writer",
              .options = wav_options},
    .needs = "speech",
    .seconds = 600,
    .write = write_wav,
};
