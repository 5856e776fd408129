/* The loop of chunks, and what tells when each word is heard. The voice marks the bytes of its text at which words begin; the
 * words of an utterance are those between blanks, in order, so the n-th of them is the n-th of the text that the voice got,
 * however its sounds were given. Words without a mark lie between their neighbours, in proportion to their letters. */
#include "sound/clips.h"

#include "base/memory.h"
#include "sound/given.h"
#include "sound/voice.h"

#include <stdlib.h>
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
    buffer text;            /* utterances, a line each */
    buffer parts;           /* of which utterances: chunk_part */
    voice_request how;      /* language, rate, pitch */
    unsigned ticket, pause; /* pause after it, in milliseconds */
} chunk;

/* Part of an utterance that a chunk says. */
typedef struct chunk_part {
    const ard_node *utterance;
    size_t from, end; /* bytes of its text */
} chunk_part;

typedef struct saying {
    task *task;
    unsigned rate, pitch;
    const ard_node *next; /* utterance that no chunk has yet */
    size_t offset;        /* in its text */
    const clip_receiver *to;
    unsigned frequency; /* 0 before the first sample */
    uint64_t time;      /* samples handed on */
    clip last;          /* the clip that has not ended yet; its utterance is NULL before the first */
    const ard_node **nodes;
    size_t node_count; /* of the tree, from number 1 on */
    chunk chunks[AHEAD];
    unsigned asked, said; /* chunks; number n stands at n % AHEAD */
} saying;

static const char *attribute_of(const ard_node *node, const char *name)
{
    const char *value = node_attribute(node, name);
    return value ? value : "";
}

static bool same_block(const ard_node *a, const ard_node *b)
{
    return strcmp(attribute_of(a, "data-block"), attribute_of(b, "data-block")) == 0;
}

/* Adds the rest of the next utterance, or as much of it as fits, and a full stop where it ends without a mark. */
static void add_utterance(saying *s, chunk *c)
{
    buffer *text = &c->text;
    const char *words = utterance_text(s->next) + s->offset;
    size_t size = voice_fitting(words, LONGEST);
    chunk_part part = {s->next, s->offset, s->offset + size};
    buffer_add(&c->parts, &part, sizeof part);
    given_add(text, utterance_text(s->next), s->offset, s->offset + size, node_attribute(s->next, "data-sounds"));
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
static unsigned pause_after(const saying *s, const ard_node *said)
{
    if (pause_wanted(said))
        return pause_wanted(said);
    bool heading = strcmp(attribute_of(said, "data-kind"), "heading") == 0;
    bool ends = !s->next || !same_block(said, s->next);
    return !ends ? PAUSE_UTTERANCE : heading ? PAUSE_HEADING : PAUSE_BLOCK;
}

/* Asks for `text` in the language of a chunk. */
static ard_status ask_for(saying *s, const chunk *c, const char *text, unsigned *ticket)
{
    voice_request request = c->how;
    request.text = text;
    return voice_ask(s->task->helpers, s->task->log, &request, ticket);
}

/* Asks for the next chunk. */
static ard_status ask(saying *s)
{
    chunk *c = &s->chunks[s->asked % AHEAD];
    const ard_node *first = s->next, *last = first;
    const char *language = attribute_of(first, "lang");
    long rate = (long)s->rate;
    node_whole_number(first, "data-rate", &rate);
    c->how = (voice_request){.rate = (unsigned)rate, .pitch = s->pitch};
    voice_set_language(&c->how, language);
    buffer_reset(&c->text);
    buffer_reset(&c->parts);
    add_utterance(s, c);
    while (s->asked > 0 && s->next && !s->offset && !pause_wanted(last) && c->text.size < CHUNK &&
           same_block(first, s->next) && strcmp(language, attribute_of(s->next, "lang")) == 0) {
        last = s->next;
        add_utterance(s, c);
    }
    s->asked++;
    c->pause = s->offset ? 0 : pause_after(s, last);
    if (c->text.failed || c->parts.failed)
        return report(s->task->log, NOWHERE, "voice.memory", NULL);
    return ask_for(s, c, buffer_string(&c->text), &c->ticket);
}

/* Moves the marks from byte `from` of the buffer on, which a part of a chunk has given, to where the part begins. */
static void move_marks(buffer *marks, size_t from, size_t byte, size_t sample)
{
    voice_mark *mark = (voice_mark *)(void *)marks->data;
    for (size_t i = from / sizeof *mark; !marks->failed && i < marks->size / sizeof *mark; i++) {
        mark[i].byte += (uint32_t)byte;
        mark[i].sample += (uint32_t)sample;
    }
}

/* Says the utterances of a chunk, whose voice has died, one by one; one that the voice dies of is left out, and that is
 * reported. `*frequency` stays 0 where none could be said. */
static ard_status rescue(saying *s, const chunk *c, unsigned *frequency, buffer *samples, buffer *marks)
{
    report_log *quiet = report_new();
    ard_status status = quiet ? ARD_OK : report(s->task->log, NOWHERE, "voice.memory", NULL);
    for (const char *at = buffer_string(&c->text); *at && status == ARD_OK;) {
        size_t size = strcspn(at, "\n");
        buffer text = BUFFER_EMPTY, plain = BUFFER_EMPTY;
        unsigned ticket, found = 0;
        size_t byte = (size_t)(at - buffer_string(&c->text)), sample = samples->size / 2, from = marks->size;
        buffer_add(&text, at, size);
        at += size + (at[size] == '\n');
        status = text.failed ? report(s->task->log, NOWHERE, "voice.memory", NULL)
                             : ask_for(s, c, buffer_string(&text), &ticket);
        if (status == ARD_OK && voice_wait(s->task->helpers, quiet, ticket, &found, samples, marks) != ARD_OK) {
            given_plain(&plain, buffer_string(&text));
            report(s->task->log, NOWHERE, "voice.skipped", buffer_string(&plain), NULL);
        }
        move_marks(marks, from, byte, sample);
        *frequency = found ? found : *frequency;
        buffer_free(&text);
        buffer_free(&plain);
    }
    report_free(quiet);
    return status;
}

/* Waits for a chunk's samples. A voice that dies is no reason to give up the lesson: the whole chunk is said again, which
 * gives the same samples where it was not the text's fault; where the voice dies again, its utterances one by one. */
static ard_status wait_for(saying *s, chunk *c, unsigned *frequency, buffer *samples, buffer *marks)
{
    ard_status status = ARD_OK;
    for (int attempt = 0; attempt < 2; attempt++) {
        report_log *quiet = report_new();
        if (!quiet)
            return report(s->task->log, NOWHERE, "voice.memory", NULL);
        if (attempt)
            status = ask_for(s, c, buffer_string(&c->text), &c->ticket);
        if (status == ARD_OK)
            status = voice_wait(s->task->helpers, quiet, c->ticket, frequency, samples, marks);
        if (!voice_has_died(status, quiet, s->task->log))
            return status;
        status = ARD_OK;
    }
    return rescue(s, c, frequency, samples, marks);
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

/* ---- Clips ---- */

enum { UNKNOWN = UINT32_MAX };

/* A word of a chunk's text, and the sample at which it begins. */
typedef struct token {
    size_t begin, end;
    uint32_t sample;
} token;

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* Bytes of blanks, and of what is between them, at the beginning of a text. */
static size_t blanks(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && is_blank(text[at]))
        at++;
    return at;
}

static size_t letters(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && !is_blank(text[at]))
        at++;
    return at;
}

static void cut(const buffer *text, buffer *tokens)
{
    const char *bytes = buffer_string(text);
    for (size_t at = blanks(bytes, text->size), size; at < text->size; at += blanks(bytes + at, text->size - at)) {
        size = letters(bytes + at, text->size - at);
        token new = {at, at + size, UNKNOWN};
        buffer_add(tokens, &new, sizeof new);
        at += size;
    }
}

/* Gives each token its sample: the mark's that stands in it, else one between those of its neighbours. */
static void time_tokens(token *tokens, size_t count, const voice_mark *mark, size_t marks, uint32_t end)
{
    for (size_t i = 0, m = 0; i < count; i++) {
        while (m < marks && mark[m].byte < tokens[i].begin)
            m++;
        if (m < marks && mark[m].byte < tokens[i].end && mark[m].sample <= end)
            tokens[i].sample = mark[m].sample;
    }
    size_t known = 0;
    tokens[0].sample = 0;
    for (size_t i = 1; i <= count; i++) {
        uint32_t sample = i < count ? tokens[i].sample : end, before = tokens[known].sample;
        if (sample == UNKNOWN)
            continue;
        if (sample < before)
            sample = before;
        size_t width = (i < count ? tokens[i].begin : tokens[count - 1].end) - tokens[known].begin;
        for (size_t j = known + 1; j < i && width; j++)
            tokens[j].sample =
                before + (uint32_t)((uint64_t)(sample - before) * (tokens[j].begin - tokens[known].begin) / width);
        if (i < count)
            tokens[i].sample = sample;
        known = i;
    }
}

/* Hands on the clip that was open, which ends at `end`. */
static ard_status end_clip(saying *s, uint64_t end)
{
    if (!s->last.utterance)
        return ARD_OK;
    s->last.end = end;
    return s->to->clip(s->to->user, &s->last);
}

static ard_status begin_clip(saying *s, const clip *new)
{
    ard_status status = end_clip(s, new->begin);
    s->last = *new;
    return status;
}

static const ard_node *node_at(const saying *s, size_t number)
{
    return number && number <= s->node_count ? s->nodes[number - 1] : NULL;
}

/* Reads the next stretch of data-places; false at its end. */
static bool next_place(const saying *s, const char **places, clip *new)
{
    size_t numbers[6] = {0};
    for (int i = 0; i < 6; i++) {
        char *end;
        numbers[i] = (size_t)strtoull(*places, &end, 10);
        if (end == *places || *end != (i < 5 ? ',' : ';'))
            return false;
        *places = end + 1;
    }
    new->said = numbers[0];
    new->said_end = numbers[1];
    new->first = node_at(s, numbers[2]);
    new->from = numbers[3];
    new->last = node_at(s, numbers[4]);
    new->to = numbers[5];
    return true;
}

/* Begins the clips of a part of an utterance, whose words are the next of `tokens`; gives how many they are. */
static size_t give_part(saying *s, const chunk_part *part, const token *tokens, size_t count, ard_status *status)
{
    const char *text = utterance_text(part->utterance), *places = attribute_of(part->utterance, "data-places");
    clip new = {.utterance = part->utterance, .said_end = strlen(text)};
    size_t at = part->from + blanks(text + part->from, part->end - part->from), word = 0;
    bool any = next_place(s, &places, &new), given = part->from > 0;
    while (at < part->end && word < count) {
        size_t end = at + letters(text + at, part->end - at);
        while (any && new.said < part->from)
            any = next_place(s, &places, &new);
        if (!given || (any && new.said < end)) {
            clip next = new;
            next.begin = s->time + tokens[word].sample;
            *status = *status == ARD_OK ? begin_clip(s, &next) : *status;
            given = true;
            while (any && new.said < end)
                any = next_place(s, &places, &new);
        }
        at = end + blanks(text + end, part->end - end);
        word++;
    }
    return word;
}

/* Gives the clips of a chunk that has `samples` samples, without the pause after it. */
static ard_status give_clips(saying *s, const chunk *c, const buffer *marks, size_t samples)
{
    buffer tokens = BUFFER_EMPTY;
    ard_status status = ARD_OK;
    cut(&c->text, &tokens);
    token *first = (token *)(void *)tokens.data;
    size_t count = tokens.size / sizeof *first, done = 0;
    if (count && !tokens.failed)
        time_tokens(first, count, (const voice_mark *)(const void *)marks->data, marks->size / sizeof(voice_mark),
                    (uint32_t)samples);
    const chunk_part *part = (const chunk_part *)(const void *)c->parts.data;
    for (size_t i = 0; !tokens.failed && i < c->parts.size / sizeof *part; i++)
        done += give_part(s, &part[i], first + done, count - done, &status);
    if (tokens.failed)
        status = report(s->task->log, NOWHERE, "voice.memory", NULL);
    buffer_free(&tokens);
    return status;
}

/* ---- The loop ---- */

/* Hands on samples of a chunk, and then its clips. */
static ard_status give(saying *s, const chunk *c, unsigned frequency, const buffer *samples, const buffer *marks,
                       size_t spoken)
{
    report_log *log = s->task->log;
    if (samples->failed || marks->failed)
        return report(log, NOWHERE, "voice.memory", NULL);
    if (!frequency)
        return ARD_OK;
    if (s->frequency && frequency != s->frequency)
        return report(log, NOWHERE, "voice.broken", NULL);
    s->frequency = frequency;
    const chunk_part *part = (const chunk_part *)(const void *)c->parts.data;
    ard_status status = s->to->samples(s->to->user, part->utterance, frequency,
                                       (const int16_t *)(const void *)samples->data, samples->size / 2);
    if (status == ARD_OK && s->to->clip)
        status = give_clips(s, c, marks, spoken);
    s->time += samples->size / 2;
    return status;
}

/* Takes the samples of the chunk that was asked for first. */
static ard_status take(saying *s)
{
    chunk *c = &s->chunks[s->said % AHEAD];
    buffer samples = BUFFER_EMPTY, marks = BUFFER_EMPTY;
    unsigned frequency = 0;
    ard_status status = wait_for(s, c, &frequency, &samples, &marks);
    size_t spoken = samples.size / 2;
    s->said++;
    if (frequency && (s->said < s->asked || s->next))
        add_silence(&samples, frequency, c->pause);
    if (status == ARD_OK)
        status = give(s, c, frequency, &samples, &marks, spoken);
    buffer_free(&samples);
    buffer_free(&marks);
    return status;
}

/* Numbers the nodes of what is said, as a walk enters them. */
static void number_nodes(saying *s, const ard_document *document)
{
    ard_node *script = lesson_script(document);
    size_t room = 0;
    walk w = walk_of(script ? script : lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER)
            continue;
        if (kind_is(w.node, SPEECH))
            break;
        if (s->node_count == room) {
            room = room ? room * 2 : 256;
            const ard_node **more = memory_resize(s->nodes, room * sizeof *more);
            if (!more)
                return;
            s->nodes = more;
        }
        s->nodes[s->node_count++] = w.node;
    }
}

ard_status clips_say(task *t, const ard_document *document, const clip_receiver *receiver)
{
    const ard_node *speech = lesson_speech(document);
    if (!speech || !speech->first)
        return report(t->log, NOWHERE, "wav.nothing", NULL);
    long rate = 175, pitch = 50;
    ard_status status = ARD_OK;
    node_whole_number(speech, "data-rate", &rate);
    node_whole_number(speech, "data-pitch", &pitch);
    saying s = {.task = t, .rate = (unsigned)rate, .pitch = (unsigned)pitch, .next = speech->first, .to = receiver};
    if (receiver->clip)
        number_nodes(&s, document);
    while (status == ARD_OK && (s.next || s.said < s.asked))
        status = s.next && s.asked - s.said < AHEAD ? ask(&s) : take(&s);
    if (status == ARD_OK && receiver->clip)
        status = end_clip(&s, s.time);
    for (int i = 0; i < AHEAD; i++) {
        buffer_free(&s.chunks[i].text);
        buffer_free(&s.chunks[i].parts);
    }
    free(s.nodes);
    return status;
}

const ard_node *clip_block(const ard_node *node)
{
    while (node && !kind_is_block(node->kind))
        node = node->parent;
    return node;
}
