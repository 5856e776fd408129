/* Media overlays (EPUB 3.3, 9): a SMIL document a chapter, and the writer of books that are heard. */
#include "epub.h"

#include "writers/audio.h"
#include "writers/said.h"

#include <string.h>

static const char sound_file[] = "lecture.mp3";

static uint64_t milliseconds(const said *s, uint64_t samples)
{
    return samples * 1000 / s->frequency;
}

static void add_time(buffer *out, uint64_t time)
{
    buffer_format(out, "%llu.%03llus", (unsigned long long)(time / 1000), (unsigned long long)(time % 1000));
}

/* The next mark that has been written in any chapter, from `from` on; the number of marks where there is none. A mark ends where
 * the next begins; what stands on no page is heard with the mark before. */
static size_t next_mark(const said *s, size_t from)
{
    while (from < s->count && !s->marks[from].file)
        from++;
    return from;
}

static void add_par(const char *file, size_t mark, uint64_t begin, uint64_t end, buffer *out)
{
    buffer_format(out, "<par id=\"par-%zu\"><text src=\"%s#son-%zu\"/><audio src=\"%s\" clipBegin=\"", mark + 1, file,
                  mark + 1, sound_file);
    add_time(out, begin);
    buffer_text(out, "\" clipEnd=\"");
    add_time(out, end);
    buffer_text(out, "\"/></par>\n");
}

bool epub_is_heard(const epub_book *book)
{
    for (size_t i = 0; book->said && i < book->said->count; i++)
        if (book->said->marks[i].file == book->file)
            return true;
    return false;
}

/* Adds the pars of a chapter; their milliseconds. */
static uint64_t add_pars(const said *s, const char *file, buffer *out)
{
    uint64_t total = 0, begin = 0, end;
    for (size_t i = next_mark(s, 0), next; i < s->count; i = next, begin = end) {
        next = next_mark(s, i + 1);
        end = milliseconds(s, next < s->count ? s->marks[next].begin : s->end);
        if (strcmp(s->marks[i].file, file) != 0 || end <= begin)
            continue;
        add_par(file, i, begin, end, out);
        total += end - begin;
    }
    return total;
}

static void add_overlay(epub_book *book, unsigned chapter)
{
    buffer out = BUFFER_EMPTY, name = BUFFER_EMPTY;
    const char *file = epub_file(book, chapter);
    buffer_text(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<smil xmlns=\"http://www.w3.org/ns/SMIL\" "
                      "version=\"3.0\">\n<body>\n");
    uint64_t total = file ? add_pars(book->said, file, &out) : 0;
    buffer_text(&out, "</body>\n</smil>\n");
    if (total) {
        buffer_format(&name, "EPUB/overlay-%u.smil", chapter);
        epub_add(book, buffer_string(&name), buffer_string(&out), out.size);
        buffer_format(&book->chapters,
                      "<item id=\"overlay-%u\" href=\"overlay-%u.smil\" media-type=\"application/smil+xml\"/>\n",
                      chapter, chapter);
        buffer_format(&book->durations, "<meta property=\"media:duration\" refines=\"#overlay-%u\">", chapter);
        add_time(&book->durations, total);
        buffer_text(&book->durations, "</meta>\n");
        book->overlays += total;
    }
    book->failed |= out.failed || name.failed;
    buffer_free(&out);
    buffer_free(&name);
}

void epub_sound(epub_book *book)
{
    if (!book->sound || !book->said->frequency)
        return;
    fingerprint_add(&book->hash, book->sound->data, book->sound->size);
    archive_add(book->zip, "EPUB/lecture.mp3", book->sound->data, book->sound->size, true);
    buffer_format(&book->chapters, "<item id=\"lecture\" href=\"%s\" media-type=\"audio/mpeg\"/>\n", sound_file);
    for (unsigned chapter = 1; chapter <= book->chapter; chapter++)
        add_overlay(book, chapter);
}

void epub_overlay_metadata(const epub_book *book, buffer *out)
{
    if (!book->overlays)
        return;
    buffer_add(out, buffer_string(&book->durations), book->durations.size);
    buffer_text(out, "<meta property=\"media:duration\">");
    add_time(out, book->overlays);
    buffer_text(out, "</meta>\n<meta property=\"media:active-class\">-epub-media-overlay-active</meta>\n"
                     "<meta property=\"schema:accessMode\">auditory</meta>\n"
                     "<meta property=\"schema:accessibilityFeature\">synchronizedAudioText</meta>\n");
}

static ard_status write_heard(task *t, const ard_document *document, ard_output *output)
{
    buffer sound = BUFFER_EMPTY;
    arena *pool = arena_new((size_t)(t->limits->memory / 4));
    said heard = {0};
    ard_status status =
        pool ? said_record(t, document, pool, &sound, &heard) : report(t->log, NOWHERE, "voice.memory", NULL);
    if (status == ARD_OK)
        status = epub_write_book(t, document, output, &heard, &sound);
    buffer_free(&sound);
    arena_free(pool);
    return status;
}

const ard_writer epub_audio_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "epub-audio",
              .aliases = "",
              .endings = "",
              .media_type = "application/epub+zip",
              .lacks = "ruler braille",
              .help = "epub-audio.writer",
              .options = said_options},
    .needs = "speech",
    .wants = "fonts pictures",
    .seconds = 600,
    .prepare = audio_prepare_mp3,
    .write = write_heard,
};
