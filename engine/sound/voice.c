/* The helper "voice": packs requests, says them in the helper's process, unpacks replies. Both ends are this program. */
#include "sound/voice.h"

#include "sound/command.h"

#include <string.h>

enum {
    HEAD = 32,    /* bytes of a request before its text: language, rate, pitch */
    DEADLINE = 60 /* seconds for a chunk */
};

static const ard_voice *const voice = &espeak_voice;

static void add_number(buffer *out, unsigned number)
{
    for (int shift = 0; shift < 32; shift += 8)
        buffer_byte(out, (char)(number >> shift & 0xFF));
}

static unsigned number_at(const char *bytes)
{
    unsigned number = 0;
    for (int i = 3; i >= 0; i--)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

static ard_status ask(const helper *which, helpers *h, report_log *log, const voice_request *request, unsigned *ticket)
{
    buffer packed = BUFFER_EMPTY;
    buffer_add(&packed, request->language, sizeof request->language);
    add_number(&packed, request->rate);
    add_number(&packed, request->pitch);
    buffer_text(&packed, request->text);
    ard_status status = packed.failed ? report(log, NOWHERE, "voice.memory", NULL)
                                      : helpers_ask(h, log, which->name, packed.data, packed.size, ticket);
    buffer_free(&packed);
    return status;
}

ard_status voice_ask(helpers *h, report_log *log, const voice_request *request, unsigned *ticket)
{
    return ask(voice_command_is_set() ? &voice_command_helper : &voice_helper, h, log, request, ticket);
}

ard_status phonemes_ask(helpers *h, report_log *log, const voice_request *request, unsigned *ticket)
{
    return ask(&phonemes_helper, h, log, request, ticket);
}

/* Adds the marks of a reply; the byte of the reply where its samples begin, 0 where it is not whole. */
static size_t take_marks(const buffer *reply, buffer *marks)
{
    if (reply->failed || reply->size < 8 || reply->size % 2)
        return 0;
    size_t count = number_at(reply->data + 4);
    if (count > (reply->size - 8) / 8)
        return 0;
    for (size_t i = 0; i < count; i++) {
        voice_mark mark = {number_at(reply->data + 8 + i * 8), number_at(reply->data + 12 + i * 8)};
        buffer_add(marks, &mark, sizeof mark);
    }
    return 8 + count * 8;
}

ard_status voice_wait(helpers *h, report_log *log, unsigned ticket, unsigned *frequency, buffer *samples, buffer *marks)
{
    buffer reply = BUFFER_EMPTY;
    *frequency = 0;
    ard_status status = helpers_wait(h, log, ticket, &reply);
    size_t begin = status == ARD_OK ? take_marks(&reply, marks) : 0;
    if (status == ARD_OK && !begin)
        status = report(log, NOWHERE, "voice.broken", NULL);
    if (status == ARD_OK) {
        *frequency = number_at(reply.data);
        buffer_add(samples, reply.data + begin, reply.size - begin);
    }
    buffer_free(&reply);
    return status;
}

void voice_set_language(voice_request *request, const char *language)
{
    size_t size = strlen(language);
    memset(request->language, 0, sizeof request->language);
    memcpy(request->language, language, size < sizeof request->language ? size : sizeof request->language - 1);
}

size_t voice_fitting(const char *text, size_t most)
{
    size_t size = strlen(text), cut = most;
    if (size <= most)
        return size;
    while (cut > most / 2 && text[cut] != ' ')
        cut--;
    while (cut > most / 2 && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    return cut;
}

bool voice_has_died(ard_status status, report_log *quiet, report_log *log)
{
    size_t count;
    bool died = status == ARD_E_READ || status == ARD_E_INTERNAL || status == ARD_E_LIMIT;
    const ard_diag *diags = report_diags(quiet, &count);
    for (size_t i = 0; i < count && !died; i++)
        report_copy(log, &diags[i]);
    report_free(quiet);
    return died;
}

static ard_status warm(report_log *log)
{
    return voice->open(log);
}

bool voice_unpack(const buffer *packed, voice_request *r)
{
    *r = (voice_request){.text = ""};
    if (packed->size < HEAD)
        return false;
    memcpy(r->language, packed->data, sizeof r->language - 1);
    r->rate = number_at(packed->data + sizeof r->language);
    r->pitch = number_at(packed->data + sizeof r->language + 4);
    r->text = buffer_string(packed) + HEAD;
    return true;
}

void voice_add_reply(unsigned frequency, const buffer *samples, const buffer *marks, buffer *reply)
{
    const voice_mark *mark = (const voice_mark *)(const void *)marks->data;
    size_t count = marks->size / sizeof *mark;
    add_number(reply, frequency);
    add_number(reply, (unsigned)count);
    for (size_t i = 0; i < count; i++) {
        add_number(reply, mark[i].byte);
        add_number(reply, mark[i].sample);
    }
    buffer_add(reply, samples->size ? samples->data : "", samples->size);
}

/* Unpacks a request and has the voice ready. */
static ard_status open_request(report_log *log, const buffer *packed, voice_request *r)
{
    return voice_unpack(packed, r) ? voice->open(log) : report(log, NOWHERE, "voice.broken", NULL);
}

static ard_status run(report_log *log, int folder, const buffer *request, buffer *reply)
{
    (void)folder;
    voice_request r;
    ard_status status = open_request(log, request, &r);
    if (status != ARD_OK)
        return status;
    buffer samples = BUFFER_EMPTY, marks = BUFFER_EMPTY;
    status = voice->say(log, &r, &samples, &marks);
    voice_add_reply(voice->frequency(), &samples, &marks, reply);
    buffer_free(&samples);
    buffer_free(&marks);
    return status;
}

static ard_status run_phonemes(report_log *log, int folder, const buffer *request, buffer *reply)
{
    (void)folder;
    voice_request r;
    ard_status status = open_request(log, request, &r);
    return status == ARD_OK ? voice->phonemes(log, &r, reply) : status;
}

static bool reads(unsigned number, buffer *path)
{
    const char *folder = number == 0 ? voice->folder() : NULL;
    buffer_text(path, folder);
    return folder;
}

const helper voice_helper = {.name = "voice", .seconds = DEADLINE, .warm = warm, .run = run, .reads = reads};

const helper phonemes_helper = {
    .name = "phonemes", .seconds = DEADLINE, .warm = warm, .run = run_phonemes, .reads = reads};
