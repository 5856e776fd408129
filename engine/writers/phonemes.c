/* What a voice is finally given: the plan of the filter "speech", a row a word, in IPA. The voice tells it itself, through
 * the helper "phonemes": words whose sounds the plan gives are in it as they are given. */
#include "base/options.h"
#include "base/plugin.h"
#include "language/analysis.h"
#include "lesson/lesson.h"
#include "sound/given.h"
#include "sound/voice.h"
#include "writers/phoneme-rows.h"

#include <string.h>

enum {
    PIECE = 800, /* bytes of an utterance that the voice is asked for at a time, cut at a blank */
    AHEAD = 4    /* pieces asked for ahead */
};

/* A piece of an utterance: asked for, then waited for. */
typedef struct piece {
    const ard_node *utterance;
    size_t from, end;
    unsigned ticket;
} piece;

typedef struct telling {
    task *task;
    ard_output *output;
    analyser *analyser;
    unsigned rate, pitch;
    piece pieces[AHEAD]; /* number n stands at n % AHEAD */
    unsigned asked, told;
    const ard_node *next; /* utterance of the next piece, and where it begins */
    size_t offset;
} telling;

static const char *language_of(const ard_node *utterance)
{
    const char *language = node_attribute(utterance, "lang");
    return language ? language : "fr";
}

/* Asks what the voice says of a piece. */
static ard_status ask_for(telling *t, piece *p)
{
    voice_request request = {.rate = t->rate, .pitch = t->pitch};
    buffer words = BUFFER_EMPTY;
    voice_set_language(&request, language_of(p->utterance));
    given_add(&words, utterance_text(p->utterance), p->from, p->end, node_attribute(p->utterance, "data-sounds"));
    request.text = buffer_string(&words);
    ard_status status = words.failed ? report(t->task->log, NOWHERE, "voice.memory", NULL)
                                     : phonemes_ask(t->task->helpers, t->task->log, &request, &p->ticket);
    buffer_free(&words);
    return status;
}

/* Asks for the next piece. */
static ard_status ask(telling *t)
{
    piece *p = &t->pieces[t->asked++ % AHEAD];
    const char *text = utterance_text(t->next);
    *p = (piece){.utterance = t->next, .from = t->offset, .end = t->offset + voice_fitting(text + t->offset, PIECE)};
    ard_status status = ask_for(t, p);
    bool last = !text[p->end];
    t->offset = last ? 0 : p->end;
    t->next = last ? t->next->next : t->next;
    return status;
}

/* Waits for what the voice told; `*died` where it did not end its work, which is not reported. */
static ard_status hear_once(telling *t, const piece *p, buffer *told, bool *died)
{
    report_log *quiet = report_new();
    *died = false;
    if (!quiet)
        return report(t->task->log, NOWHERE, "voice.memory", NULL);
    ard_status status = helpers_wait(t->task->helpers, quiet, p->ticket, told);
    *died = voice_has_died(status, quiet, t->task->log);
    if (*died)
        buffer_reset(told);
    return *died ? ARD_OK : status;
}

/* Waits for a piece, and asks a second time where the voice dies. One that dies of a text is no reason to tell nothing: its words
 * have no phonemes, which is reported. */
static ard_status hear(telling *t, piece *p, buffer *told)
{
    bool died;
    ard_status status = hear_once(t, p, told, &died);
    if (status == ARD_OK && died && (status = ask_for(t, p)) == ARD_OK)
        status = hear_once(t, p, told, &died);
    if (status != ARD_OK || !died)
        return status;
    buffer words = BUFFER_EMPTY;
    buffer_add(&words, utterance_text(p->utterance) + p->from, p->end - p->from);
    report(t->task->log, p->utterance->place, "voice.skipped", buffer_string(&words), NULL);
    buffer_free(&words);
    return ARD_OK;
}

/* Prints the piece that was asked for first. */
static ard_status tell(telling *t)
{
    piece *p = &t->pieces[t->told++ % AHEAD];
    const char *text = utterance_text(p->utterance) + p->from;
    buffer told = BUFFER_EMPTY, rows = BUFFER_EMPTY;
    size_t count;
    ard_status status = hear(t, p, &told);
    const token *tokens = analyse_text(t->analyser, text, p->end - p->from, language_of(p->utterance), &count);
    if (status == ARD_OK && !phoneme_rows(text, tokens, count, buffer_string(&told), &rows))
        status = report(t->task->log, NOWHERE, "voice.memory", NULL);
    output_add(t->output, rows.data ? rows.data : "", rows.size);
    if (!utterance_text(p->utterance)[p->end])
        output_text(t->output, "\n");
    buffer_free(&told);
    buffer_free(&rows);
    return status == ARD_OK ? output_status(t->output) : status;
}

static ard_status write_phonemes(task *of, const ard_document *document, ard_output *output)
{
    const ard_node *speech = lesson_speech(document);
    long rate = 175, pitch = 50;
    if (!speech)
        return output_status(output);
    node_whole_number(speech, "data-rate", &rate);
    node_whole_number(speech, "data-pitch", &pitch);
    arena *pool = arena_new((size_t)(of->limits->memory / 4));
    telling t = {.task = of, .output = output, .rate = (unsigned)rate, .pitch = (unsigned)pitch, .next = speech->first};
    t.analyser = pool ? analyser_new(pool, NULL) : NULL;
    ard_status status = t.analyser ? ARD_OK : report(of->log, NOWHERE, "voice.memory", NULL);
    while (status == ARD_OK && (t.next || t.told < t.asked))
        status = t.next && t.asked - t.told < AHEAD ? ask(&t) : tell(&t);
    analyser_end(t.analyser);
    arena_free(pool);
    return status;
}

const ard_writer phonemes_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "phonemes",
              .aliases = "",
              .endings = ".phonemes",
              .media_type = "text/tab-separated-values",
              .lacks = "heading table emphasis link image maths",
              .help = "phonemes.writer"},
    .needs = "speech",
    .seconds = 600,
    .write = write_phonemes,
};
