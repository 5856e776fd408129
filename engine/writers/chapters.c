/* MP3 with chapters, one for each heading: a file of sound for each, in a zip, with a playlist; or one file that has marks (ID3v2
 * Chapter Frame Addendum 1.0: CTOC and CHAP). What is said before the first heading is a chapter with the lesson's title. */
#include "writers/chapters.h"

#include "base/text.h"
#include "lesson/lesson.h"
#include "sound/encoder.h"
#include "writers/audio.h"
#include "writers/common.h"

#include <stdio.h>
#include <string.h>

enum {
    MARKS_MOST = 255,
    HEADER = 10
}; /* CTOC counts its chapters in a byte; bytes of a tag's header, and of a frame's */

typedef struct chapter {
    struct chapter *next;
    const char *title;
    unsigned long begin, end; /* milliseconds */
} chapter;

typedef struct chapters {
    task *task;
    const ard_document *document;
    arena *pool;
    bool files;
    archive_writer *zip;
    encoding how;
    sound_sink sink;
    void *encoder;
    buffer sound, title, list; /* list: the playlist */
    unsigned long long samples;
    walk at; /* how far leaves have been counted */
    int leaf;
    chapter *first, *last;
    unsigned count, many; /* chapters; headings past the most that a file can mark */
    bool failed;
} chapters;

/* ---- ID3 --------------------------------------------------------------------------------------------------------------- */

static void add_long(buffer *out, unsigned long value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_byte(out, (char)(value >> shift & 0xFF));
}

/* A frame's size: seven bits a byte from version 2.4 on. */
static void add_size(buffer *out, size_t size, int version)
{
    int bits = version > 3 ? 7 : 8;
    for (int i = 3; i >= 0; i--)
        buffer_byte(out, (char)(size >> (i * bits) & (version > 3 ? 0x7F : 0xFF)));
}

static void add_frame(buffer *out, const char *name, const buffer *content, int version)
{
    buffer_text(out, name);
    add_size(out, content->size, version);
    buffer_add(out, "\0", 2);
    buffer_add(out, content->size ? content->data : "", content->size);
}

static void add_unit(buffer *out, uint32_t unit)
{
    buffer_byte(out, (char)(unit & 0xFF));
    buffer_byte(out, (char)(unit >> 8 & 0xFF));
}

/* A title as UTF-16 with its mark of order, which both versions of tags have. */
static void add_title(buffer *out, const char *title, int version)
{
    buffer content = BUFFER_EMPTY;
    buffer_add(&content, "\1\xFF\xFE", 3);
    for (uint32_t point; (point = text_next(&title)) != 0;)
        if (point > 0xFFFF) {
            add_unit(&content, 0xD800 + ((point - 0x10000) >> 10));
            add_unit(&content, 0xDC00 + ((point - 0x10000) & 0x3FF));
        } else
            add_unit(&content, point);
    add_frame(out, "TIT2", &content, version);
    buffer_free(&content);
}

/* Adds the table of contents, then the chapters. */
static void add_frames(const chapters *c, int version, buffer *out)
{
    buffer content = BUFFER_EMPTY;
    unsigned number = 0;
    buffer_add(&content, "toc\0\3", 5);
    buffer_byte(&content, (char)c->count);
    for (number = 1; number <= c->count; number++) {
        buffer_format(&content, "c%u", number);
        buffer_byte(&content, '\0');
    }
    add_frame(out, "CTOC", &content, version);
    number = 0;
    for (const chapter *row = c->first; row; row = row->next) {
        buffer_reset(&content);
        buffer_format(&content, "c%u", ++number);
        buffer_byte(&content, '\0');
        add_long(&content, row->begin);
        add_long(&content, row->end);
        add_long(&content, 0xFFFFFFFFul);
        add_long(&content, 0xFFFFFFFFul);
        add_title(&content, row->title, version);
        add_frame(out, "CHAP", &content, version);
    }
    buffer_free(&content);
}

/* Writes the file, with the frames in its tag, which it may have none of yet. */
static void put_marked(const chapters *c, ard_output *output)
{
    const char *data = buffer_string(&c->sound);
    bool tagged = c->sound.size > HEADER && memcmp(data, "ID3", 3) == 0;
    int version = tagged ? data[3] : 4;
    size_t size = 0;
    for (int i = 6; tagged && i < HEADER; i++)
        size = size << 7 | (unsigned char)data[i];
    buffer frames = BUFFER_EMPTY, head = BUFFER_EMPTY;
    add_frames(c, version, &frames);
    if (tagged)
        buffer_add(&head, data, 6);
    else
        buffer_add(&head, "ID3\4\0\0", 6);
    add_size(&head, size + frames.size, 4);
    output_add(output, buffer_string(&head), head.size);
    output_add(output, buffer_string(&frames), frames.size);
    output_add(output, data + (tagged ? HEADER : 0), c->sound.size - (tagged ? HEADER : 0));
    buffer_free(&frames);
    buffer_free(&head);
}

/* ---- Chapters ------------------------------------------------------------------------------------------------------------ */

static unsigned long now(const chapters *c)
{
    return c->how.frequency ? (unsigned long)(c->samples * 1000 / c->how.frequency) : 0;
}

/* Ends a chapter's file and adds it to the zip. */
static void end_file(chapters *c)
{
    char name[32];
    if (!c->encoder)
        return;
    c->failed |= !mp3_encoder.end(c->encoder) || c->sound.failed;
    c->encoder = NULL;
    if (!c->files)
        return;
    snprintf(name, sizeof name, "chapter-%03u.mp3", c->count);
    archive_add(c->zip, name, buffer_string(&c->sound), c->sound.size, true);
    buffer_format(&c->list, "#EXTINF:%lu,%s\n%s\n", (now(c) + 500) / 1000, c->last->title, name);
    buffer_reset(&c->sound);
    c->samples = 0;
}

static void begin_chapter(chapters *c, const ard_node *heading)
{
    buffer text = BUFFER_EMPTY, title = BUFFER_EMPTY;
    if (heading)
        node_text(heading, &text);
    lesson_squeeze(buffer_string(heading ? &text : &c->title), &title);
    if (c->files)
        end_file(c);
    if (c->last)
        c->last->end = now(c);
    chapter *row = arena_alloc(c->pool, sizeof *row);
    if (row) {
        *row = (chapter){.title = arena_string(c->pool, buffer_string(&title)), .begin = now(c)};
        *(c->last ? &c->last->next : &c->first) = row;
        c->last = row;
        c->count++;
    }
    c->failed |= text.failed || title.failed || arena_failed(c->pool);
    buffer_free(&text);
    buffer_free(&title);
}

/* Follows the lesson to a leaf: gives the last heading on the way to it, itself included; NULL for none. */
static const ard_node *follow(chapters *c, int leaf)
{
    const ard_node *heading = NULL;
    for (walk_event event; c->leaf < leaf && (event = walk_next(&c->at)) != WALK_END;)
        if (event == WALK_ENTER && kind_about(c->at.node->kind)->class == LEAF) {
            c->leaf++;
            heading = c->at.node->kind == HEADING ? c->at.node : heading;
        }
    return heading;
}

static ard_status take(void *user, const ard_node *utterance, unsigned frequency, const int16_t *samples, size_t count)
{
    chapters *c = user;
    c->how.frequency = frequency;
    const ard_node *heading = follow(c, utterance->number);
    bool full = !c->files && c->count == MARKS_MOST;
    c->many += heading && full;
    if (!c->count || (heading && !full))
        begin_chapter(c, heading);
    if (!c->encoder && !c->failed) {
        c->how.title = c->files ? c->last->title : buffer_string(&c->title);
        c->sink = (sound_sink){.held = &c->sound};
        c->encoder = mp3_encoder.open(&c->how, &c->sink);
    }
    if (!c->encoder || !mp3_encoder.add(c->encoder, samples, count))
        return report(c->task->log, NOWHERE, "audio.encoder", mp3_encoder.name, NULL);
    c->samples += count;
    return ARD_OK;
}

/* Ends what was said and writes it. */
static ard_status put(chapters *c, ard_output *output)
{
    report_log *log = c->task->log;
    if (c->last)
        c->last->end = now(c);
    end_file(c);
    if (!c->count)
        return report(log, NOWHERE, "voice.failed", NULL);
    if (c->failed || c->list.failed)
        return report(log, NOWHERE, "writer.memory", NULL);
    if (c->many)
        report(log, NOWHERE, "mp3.many", report_number(log, c->many), NULL);
    if (!c->files) {
        put_marked(c, output);
        return output_status(output);
    }
    archive_add(c->zip, "playlist.m3u8", buffer_string(&c->list), c->list.size, false);
    return package_finish(c->zip, log, output);
}

ard_status chapters_write(task *t, const ard_document *document, ard_output *output, unsigned kilobits, bool files)
{
    chapters c = {.task = t, .document = document, .files = files, .at = walk_of(lesson_root(document))};
    c.pool = arena_new(t->limits->memory / 8);
    c.zip = archive_new();
    lesson_title(document, &c.title);
    c.how = audio_encoding(t, document, NULL, kilobits);
    buffer_text(&c.list, "#EXTM3U\n");
    const clip_receiver receiver = {&c, take, NULL};
    ard_status status =
        c.pool && c.zip ? clips_say(t, document, &receiver) : report(t->log, NOWHERE, "writer.memory", NULL);
    if (status == ARD_OK)
        status = put(&c, output);
    else if (c.encoder)
        mp3_encoder.end(c.encoder);
    archive_writer_free(c.zip);
    buffer_free(&c.sound);
    buffer_free(&c.title);
    buffer_free(&c.list);
    arena_free(c.pool);
    return status;
}
