/* DAISY packages: the text is written first, which tells the places of each part; then the lesson is said, and each part's
 * sound encoded; then the format's own files follow. */
#include "writers/daisy.h"

#include "base/options.h"
#include "base/text.h"
#include "sound/encoder.h"
#include "writers/audio.h"

#include <stdio.h>
#include <string.h>

/* ---- Places -------------------------------------------------------------------------------------------------------- */

bool daisy_is_page(const daisy_place *spot)
{
    return kind_is(spot->node, PAGE_MARK) || kind_is(spot->node, PAGE_REFERENCE);
}

void daisy_label(const daisy_place *spot, buffer *out)
{
    enum { MOST = 120 };
    buffer text = BUFFER_EMPTY, line = BUFFER_EMPTY;
    const char *title = daisy_is_page(spot) ? node_attribute(spot->node, "title") : NULL;
    if (text_is_blank(title))
        node_text(spot->node, &text);
    else
        buffer_text(&text, title);
    lesson_squeeze(buffer_string(&text), &line);
    size_t size = line.size;
    if (size > MOST && !spot->level) {
        for (size = MOST; size && line.data[size] != ' ';)
            size--;
        size = size ? size : line.size;
    }
    buffer_add(out, buffer_string(&line), size);
    buffer_free(&text);
    buffer_free(&line);
}

bool daisy_begins_note(const daisy_place *spot)
{
    const ard_node *in = spot->node;
    while (in->parent && !in->previous && in->parent->kind != NOTE)
        in = in->parent;
    return kind_is(in->parent, NOTE) && !in->previous;
}

/* What a place is part of that a listener may pass over (Z39.86-2005, 7.4.4). */
static const char *skipped_as(const ard_node *node)
{
    if (kind_is(node, PAGE_MARK) || kind_is(node, PAGE_REFERENCE))
        return "pagenum";
    for (const ard_node *up = node->parent; up; up = up->parent)
        if (up->kind == NOTE || up->kind == ASIDE)
            return up->kind == NOTE ? "note" : "sidebar";
    return NULL;
}

static void begin_part(daisy *d, daisy_place *spot)
{
    daisy_part *part = arena_alloc(d->page.pool, sizeof *part);
    if (!part)
        return;
    *part = (daisy_part){.number = d->last_part ? d->last_part->number + 1 : 0, .first = spot};
    if (d->last_part)
        d->last_part->next = part;
    else
        d->parts = part;
    d->last_part = part;
}

/* Counts leaves up to a node, which comes after those asked for before. */
static int leaf_of(daisy *d, const ard_node *node)
{
    for (walk_event event; d->at.node != node && (event = walk_next(&d->at)) != WALK_END;)
        d->leaf += event == WALK_ENTER && kind_about(d->at.node->kind)->class == LEAF;
    return d->leaf;
}

/* Takes a place of the text, and tells the text where it is heard. */
static void take_place(dtbook_page *page, const ard_node *node, const char *id)
{
    daisy *d = page->user;
    if (node->kind == NOTE || node->kind == NOTE_REFERENCE)
        return;
    daisy_place *spot = arena_alloc(page->pool, sizeof *spot);
    if (!spot)
        return;
    *spot = (daisy_place){.node = node, .id = id, .leaf = leaf_of(d, node), .skipped = skipped_as(node)};
    spot->level = node->kind == HEADING && !page->heading ? page->depth : 0;
    if (d->last)
        d->last->next = spot;
    else
        d->first = spot;
    d->last = spot;
    if (spot->level || !d->parts)
        begin_part(d, spot);
    spot->part = d->last_part ? d->last_part->number : 0;
    buffer_format(&page->text, " smilref=\"part-%03u.smil#p-%s\"", spot->part + 1, id);
}

static void add_picture(dtbook_page *page, int number, const resource *picture)
{
    (void)number;
    buffer_format(&page->text, "%s", picture->name);
}

static const dtbook_book asked = {add_picture, take_place};

/* ---- Sound --------------------------------------------------------------------------------------------------------- */

static unsigned long milliseconds_of(const daisy *d)
{
    return (unsigned long)(d->samples * 1000 / d->frequency);
}

/* Ends the sound of a part and adds it to the package. */
static void end_sound(daisy *d)
{
    char name[32];
    if (!d->encoder)
        return;
    d->failed |= !mp3_encoder.end(d->encoder);
    d->encoder = NULL;
    d->saying->length = milliseconds_of(d);
    snprintf(name, sizeof name, "part-%03u.mp3", d->saying->number + 1);
    d->failed |= d->saying->sound.failed;
    archive_add(d->zip, name, d->saying->sound.data, d->saying->sound.size, true);
    buffer_free(&d->saying->sound);
}

/* One part's sound: its encoder, what it writes to, and its tags, which must outlive it. */
typedef struct recording {
    daisy *d;
    encoding how;
    sound_sink sink;
} recording;

static void begin_sound(recording *r, unsigned part, unsigned frequency)
{
    daisy *d = r->d;
    end_sound(d);
    for (d->saying = d->saying ? d->saying : d->parts; d->saying && d->saying->number < part;)
        d->saying = d->saying->next;
    if (!d->saying)
        return;
    d->samples = 0;
    d->frequency = r->how.frequency = frequency;
    r->sink = (sound_sink){.held = &d->saying->sound};
    d->encoder = mp3_encoder.open(&r->how, &r->sink);
}

static ard_status take_samples(void *user, const ard_node *utterance, unsigned frequency, const int16_t *samples,
                               size_t count)
{
    recording *r = user;
    daisy *d = r->d;
    daisy_place *spot = d->said ? d->said : d->first;
    while (spot && spot->next && spot->next->leaf <= utterance->number)
        spot = spot->next;
    if (!spot)
        return ARD_OK;
    if (!d->encoder || d->saying->number != spot->part)
        begin_sound(r, spot->part, frequency);
    if (!d->encoder)
        return report(d->page.task->log, NOWHERE, "audio.encoder", mp3_encoder.name, NULL);
    if (spot != d->said || !spot->end)
        spot->begin = milliseconds_of(d);
    d->said = spot;
    d->samples += count;
    spot->end = milliseconds_of(d);
    if (!mp3_encoder.add(d->encoder, samples, count))
        return report(d->page.task->log, NOWHERE, "audio.encoder", mp3_encoder.name, NULL);
    return ARD_OK;
}

static ard_status say_all(daisy *d)
{
    recording r = {.d = d,
                   .how = audio_encoding(d->page.task, d->page.document, buffer_string(&d->title), d->kilobits)};
    const clip_receiver receiver = {&r, take_samples, NULL};
    ard_status status = clips_say(d->page.task, d->page.document, &receiver);
    end_sound(d);
    return status;
}

/* ---- The package ----------------------------------------------------------------------------------------------------- */

void daisy_clock(buffer *out, unsigned long milliseconds)
{
    unsigned long seconds = milliseconds / 1000;
    buffer_format(out, "%lu:%02lu:%02lu.%03lu", seconds / 3600, seconds / 60 % 60, seconds % 60, milliseconds % 1000);
}

void daisy_count(buffer *out, const char *name, unsigned long value)
{
    buffer_format(out, "<meta name=\"%s\" content=\"%lu\"/>\n", name, value);
}

unsigned long daisy_total(const daisy *d)
{
    unsigned long total = 0;
    for (const daisy_part *part = d->parts; part; part = part->next)
        total += part->length;
    return total;
}

void daisy_add(daisy *d, const char *name, buffer *text)
{
    d->failed |= text->failed;
    archive_add(d->zip, name, buffer_string(text), text->size, false);
    buffer_free(text);
}

static void add_pictures(daisy *d)
{
    const resource *picture;
    for (int number = 1; (picture = lesson_resource_at(d->page.document, number)) != NULL; number++)
        archive_add(d->zip, picture->name, picture->bytes, picture->size, true);
}

/* Writes the text, and says it. */
static ard_status make(daisy *d)
{
    lesson_uuid(d->page.document, &d->uid);
    lesson_title(d->page.document, &d->title);
    d->failed |= d->title.failed || d->uid.failed;
    d->at = walk_of(lesson_root(d->page.document));
    dtbook_whole(&d->page, buffer_string(&d->uid));
    if (!dtbook_good(&d->page))
        return report(d->page.task->log, NOWHERE, "writer.memory", NULL);
    if (d->text)
        archive_add(d->zip, d->text, d->page.text.data, d->page.text.size, false);
    add_pictures(d);
    return say_all(d);
}

const ard_option daisy_options[] = {
    {"kilobits", ARD_NUMBER, "48", 24, 160, NULL, "audio.kilobits"},
    {0},
};

ard_status daisy_write(task *t, const ard_document *document, ard_output *output, const char *text,
                       void (*finish)(daisy *d))
{
    daisy d = {.page = {.task = t, .document = document, .book = &asked}};
    d.text = text;
    d.page.user = &d;
    d.kilobits = (unsigned)options_integer(t->options, "kilobits");
    d.zip = archive_new();
    ard_status status = dtbook_open(&d.page) && d.zip ? make(&d) : report(t->log, NOWHERE, "writer.memory", NULL);
    if (status == ARD_OK)
        finish(&d);
    if (status == ARD_OK && (d.failed || !dtbook_good(&d.page)))
        status = report(t->log, NOWHERE, "writer.memory", NULL);
    if (status == ARD_OK) {
        dtbook_losses(&d.page);
        status = package_finish(d.zip, t->log, output);
    }
    for (daisy_part *part = d.parts; part; part = part->next)
        buffer_free(&part->sound);
    archive_writer_free(d.zip);
    buffer_free(&d.uid);
    buffer_free(&d.title);
    dtbook_close(&d.page);
    return status;
}
