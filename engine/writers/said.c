#include "writers/said.h"

#include "base/memory.h"
#include "base/options.h"
#include "writers/audio.h"

#include <stdlib.h>
#include <string.h>

/* What is noted while the voice speaks. */
typedef struct recording {
    report_log *log;
    buffer clips; /* clip */
} recording;

static ard_status note_clip(void *user, const clip *heard)
{
    recording *r = user;
    buffer_add(&r->clips, heard, sizeof *heard);
    return r->clips.failed ? report(r->log, NOWHERE, "voice.memory", NULL) : ARD_OK;
}

/* Whether a clip goes on with the sentence of a mark, in the same text. */
static bool goes_on(const clip *mark, const clip *next)
{
    return mark->utterance == next->utterance && mark->last == next->first && next->first == next->last &&
           kind_is(next->first, TEXT) && mark->to <= next->from;
}

/* Makes marks of clips. What reads nothing of the page is with the next mark of its utterance, where it begins that (an
 * item's number), else with the one before. */
static bool make_marks(said *s, arena *pool, clip *clips, size_t count, bool words)
{
    const ard_node *utterance = NULL;
    uint64_t begin = 0;
    bool fresh = true, waits = true; /* `begin` waits for a mark */
    s->marks = arena_alloc(pool, (count + 1) * sizeof *s->marks);
    for (size_t i = 0; s->marks && i < count; i++) {
        clip *c = clips + i;
        bool starts = c->utterance != utterance;
        utterance = c->utterance;
        if (starts && !waits)
            begin = c->begin;
        waits = waits || starts;
        fresh = fresh || starts;
        if (!c->first || !c->last)
            continue;
        said_mark *last = s->count ? s->marks + s->count - 1 : NULL;
        clip *open = last ? (clip *)last->clip : NULL;
        if (!words && open && goes_on(open, c)) {
            open->to = c->to;
            continue;
        }
        s->marks[s->count++] = (said_mark){c, waits ? begin : c->begin, fresh, NULL};
        waits = fresh = false;
    }
    return s->marks;
}

static void add_piece(buffer *pieces, const ard_node *node, size_t from, size_t to, size_t mark, bool *first)
{
    if (kind_is(node, TEXT) && from >= to)
        return;
    said_piece new = {node, from, to, mark, *first};
    *first = false;
    buffer_add(pieces, &new, sizeof new);
}

/* Adds the pieces of a mark, which goes from one node of a block to another. */
static void add_pieces(buffer *pieces, const clip *c, size_t mark)
{
    bool first = true, inside = false;
    const ard_node *block = clip_block(c->first);
    size_t size = kind_is(c->first, TEXT) ? strlen(c->first->text) : 0;
    if (c->first == c->last || block != clip_block(c->last)) {
        add_piece(pieces, c->first, c->from, c->first == c->last ? c->to : size, mark, &first);
        return;
    }
    walk w = walk_of((ard_node *)block);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER)
            continue;
        inside = inside || w.node == c->first;
        bool ends = w.node == c->last, text = kind_is(w.node, TEXT);
        if (inside && (text || w.node == c->first || ends))
            add_piece(pieces, w.node, w.node == c->first ? c->from : 0,
                      ends   ? c->to
                      : text ? strlen(w.node->text)
                             : 0,
                      mark, &first);
        if (inside && ends)
            return;
    }
}

/* Only to find pieces again: nothing is written in this order. */
static int compare(const void *a, const void *b)
{
    const said_piece *x = a, *y = b;
    if (x->node != y->node)
        return (uintptr_t)x->node < (uintptr_t)y->node ? -1 : 1;
    return x->from != y->from ? (x->from < y->from ? -1 : 1) : (x->mark > y->mark) - (x->mark < y->mark);
}

const ard_option said_options[] = {
    {"marks", ARD_CHOICE, "word", 0, 0, "word sentence", "said.marks"},
    {"kilobits", ARD_NUMBER, "48", 24, 160, NULL, "audio.kilobits"},
    {0},
};

ard_status said_record(task *t, const ard_document *document, arena *pool, buffer *sound, said *out)
{
    recording r = {t->log, BUFFER_EMPTY};
    buffer pieces = BUFFER_EMPTY;
    bool words = strcmp(options_text(t->options, "marks"), "word") == 0;
    unsigned kilobits = (unsigned)options_integer(t->options, "kilobits");
    ard_status status = audio_record(t, document, &mp3_encoder, kilobits, sound, note_clip, &r, &out->frequency);
    size_t count = r.clips.size / sizeof(clip);
    clip *clips = status == ARD_OK ? arena_alloc(pool, r.clips.size + sizeof *clips) : NULL;
    bool whole = clips;
    if (clips && count) {
        memcpy(clips, r.clips.data, r.clips.size);
        out->end = clips[count - 1].end;
        whole = make_marks(out, pool, clips, count, words);
    }
    for (size_t i = 0; whole && i < out->count; i++)
        add_pieces(&pieces, out->marks[i].clip, i);
    if (whole && pieces.size && !pieces.failed) {
        out->pieces = (said_piece *)(void *)arena_copy(pool, pieces.data, pieces.size);
        out->piece_count = out->pieces ? pieces.size / sizeof *out->pieces : 0;
        whole = out->pieces;
        if (whole)
            qsort(out->pieces, out->piece_count, sizeof *out->pieces, compare);
    }
    whole = whole && !pieces.failed;
    buffer_free(&pieces);
    buffer_free(&r.clips);
    return status == ARD_OK && !whole ? report(t->log, NOWHERE, "voice.memory", NULL) : status;
}

const said_piece *said_of(const said *s, const ard_node *node, size_t *count)
{
    size_t low = 0, high = s->piece_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((uintptr_t)s->pieces[middle].node < (uintptr_t)node)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < s->piece_count && s->pieces[low + *count].node == node;)
        ++*count;
    return *count ? s->pieces + low : NULL;
}
