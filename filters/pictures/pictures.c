/* Pictures that no browser shows, or not every one: WMF and EMF become SVG here, where all that they draw with is known, and
 * BMP becomes PNG; the others and TIFF become PNG by LibreOffice, all of a document in one run of it. That takes a second, and only where it must. It runs for writers that want it, whose readers show pictures and know those formats only; braille, speech and text
 * start nothing, and Word and LibreOffice show such pictures themselves.
 *
 * The helper "office" takes one file and gives one: the pictures go in as a flat OpenDocument text (OpenDocument 1.2,
 * 19.145: office:binary-data), each in a frame with its number for a name, and come back in a web page with each as a
 * "data:" address. Writer alone does that; Draw, which converts a picture straight, is not on every machine. */
#include "base/helpers.h"
#include "base/memory.h"
#include "base/options.h"
#include "base/plugin.h"
#include "base/text.h"
#include "lesson/lesson.h"
#include "office/symbols.h"
#include "source/bitmap.h"
#include "source/image.h"
#include "source/metafile.h"

#include <stdlib.h>
#include <string.h>

/* What one run may hold: a document with more keeps the text of the rest. */
enum { MOST_PICTURES = 400, MOST_BYTES = 48 << 20, MOST_PIXELS = 40000000 };

/* What was found for a resource. */
typedef struct turned {
    bool seen;   /* an image shows it, and browsers do not */
    bool wanted; /* LibreOffice is asked */
    int number;  /* of the SVG or PNG; 0: none */
} turned;

typedef struct turning {
    task *task;
    ard_document *document;
    turned *all; /* by resource, from 1 */
    int count;
    size_t bytes, pictures;
} turning;

static bool is_foreign(const resource *r)
{
    return r && text_in_list("image/wmf image/emf image/tiff image/bmp", r->media_type);
}

/* Whether a picture is small enough to be drawn; vectors have no pixels, the helper's limits hold for them. */
static bool is_bounded(const turning *t, const resource *r)
{
    image_facts facts = image_look(r->bytes, r->size);
    return t->pictures < MOST_PICTURES && r->size <= MOST_BYTES - t->bytes &&
           (!facts.height || facts.width <= MOST_PIXELS / facts.height);
}

/* The SVG of a metafile, or the PNG of a bitmap, as a resource; 0 where it is none, or holds what is not known here. */
static int drawn(const turning *t, const resource *r)
{
    enum { MOST_SVG = 16 << 20 };
    bool vector = text_in_list("image/wmf image/emf", r->media_type), bitmap = !strcmp(r->media_type, "image/bmp");
    buffer picture = {.most = vector ? MOST_SVG : MOST_BYTES};
    bool good = vector ? metafile_svg(r->bytes, r->size, symbol_point, &picture)
                       : bitmap && is_bounded(t, r) && bitmap_png(r->bytes, r->size, &picture);
    int number = good ? lesson_resource(t->document, picture.data, picture.size) : 0;
    buffer_free(&picture);
    return number;
}

/* Draws what the images of the lesson show, and marks what LibreOffice is to draw. */
static void survey(turning *t)
{
    walk w = walk_of(lesson_root(t->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        int number = event == WALK_ENTER && w.node->kind == IMAGE ? w.node->number : 0;
        const resource *r = lesson_resource_at(t->document, number);
        if (!is_foreign(r) || number > t->count || t->all[number].seen)
            continue;
        t->all[number].seen = true;
        t->all[number].number = drawn(t, r);
        if (t->all[number].number || !is_bounded(t, r))
            continue;
        t->all[number].wanted = true;
        t->bytes += r->size;
        t->pictures++;
    }
}

/* The request of the helper: endings and filter, a NUL after each, then the text with the pictures. */
static void write_request(const turning *t, buffer *out)
{
    static const char asked[] = "fodt\0"
                                "html:HTML (StarWriter):EmbedImages";
    buffer_add(out, asked, sizeof asked);
    buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document "
                     "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                     "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
                     "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
                     "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" office:version=\"1.2\" "
                     "office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text>\n");
    for (int i = 1; i <= t->count; i++) {
        const resource *r = t->all[i].wanted ? lesson_resource_at(t->document, i) : NULL;
        if (!r)
            continue;
        buffer_format(out,
                      "<text:p><draw:frame draw:name=\"p%d\" text:anchor-type=\"as-char\" svg:width=\"12cm\" "
                      "svg:height=\"9cm\"><draw:image><office:binary-data>",
                      i);
        buffer_base64(out, r->bytes, r->size);
        buffer_text(out, "</office:binary-data></draw:image></draw:frame></text:p>\n");
    }
    buffer_text(out, "</office:text></office:body></office:document>\n");
}

/* Adds the PNG of one img element of the page to the document, where it is one of those that were asked for. */
static void take_picture(turning *t, const char *tag, const char *end)
{
    static const char data[] = "src=\"data:image/png;base64,", name[] = "name=\"p";
    size_t size = (size_t)(end - tag);
    const char *bytes = memmem(tag, size, data, sizeof data - 1);
    const char *close = bytes ? memchr(bytes + sizeof data - 1, '"', (size_t)(end - bytes) - sizeof data + 1) : NULL;
    const char *named = close ? memmem(close, (size_t)(end - close), name, sizeof name - 1) : NULL;
    long number = named ? strtol(named + sizeof name - 1, NULL, 10) : 0;
    if (number < 1 || number > t->count || !t->all[number].wanted || t->all[number].number)
        return;
    buffer base64 = BUFFER_EMPTY, png = {.most = MOST_BYTES};
    buffer_add(&base64, bytes + sizeof data - 1, (size_t)(close - bytes) - sizeof data + 1);
    bool whole = buffer_unbase64(&png, buffer_string(&base64), base64.size) && !png.failed;
    image_facts facts = whole ? image_look(png.data, png.size) : (image_facts){0};
    if (facts.height && facts.width <= MOST_PIXELS / facts.height)
        t->all[number].number = lesson_resource(t->document, png.data, png.size);
    buffer_free(&base64);
    buffer_free(&png);
}

static void take_page(turning *t, const buffer *page)
{
    const char *at = buffer_string(page), *end = at + page->size;
    while ((at = memmem(at, (size_t)(end - at), "<img", 4))) {
        const char *close = memchr(at, '>', (size_t)(end - at));
        if (!close)
            return;
        take_picture(t, at, close);
        at = close;
    }
}

/* Asks LibreOffice. A picture that is not turned is a loss, not the conversion's end: what it says is not handed on. */
static void ask(turning *t)
{
    buffer request = BUFFER_EMPTY, reply = {.most = 4ull * MOST_BYTES};
    report_log *quiet = report_new();
    unsigned ticket;
    write_request(t, &request);
    if (quiet && t->task->helpers && !request.failed &&
        helpers_ask(t->task->helpers, quiet, "office", request.data, request.size, &ticket) == ARD_OK &&
        helpers_wait(t->task->helpers, quiet, ticket, &reply) == ARD_OK)
        take_page(t, &reply);
    report_free(quiet);
    buffer_free(&request);
    buffer_free(&reply);
}

/* Gives each image its PNG; one without keeps its text alone, which is reported. */
static void replace(turning *t)
{
    walk w = walk_of(lesson_root(t->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        int number = event == WALK_ENTER && w.node->kind == IMAGE ? w.node->number : 0;
        const resource *r = lesson_resource_at(t->document, number);
        if (!is_foreign(r))
            continue;
        w.node->number = number <= t->count ? t->all[number].number : 0;
        if (!w.node->number)
            report(t->task->log, w.node->place, "pictures.kept", r->media_type + strlen("image/"), NULL);
    }
}

static ard_status apply(task *job, ard_document *document)
{
    turning t = {.task = job, .document = document};
    bool foreign = false;
    while (lesson_resource_at(document, t.count + 1))
        foreign = is_foreign(lesson_resource_at(document, ++t.count)) || foreign;
    if (!foreign)
        return ARD_OK;
    t.all = memory_new((size_t)t.count + 1, sizeof *t.all);
    if (!t.all)
        return report(job->log, NOWHERE, "memory.ended", NULL);
    survey(&t);
    if (t.pictures && options_flag(job->options, "convert"))
        ask(&t);
    replace(&t);
    free(t.all);
    return lesson_status(document);
}

static const ard_option pictures_options[] = {
    {"convert", ARD_FLAG, "yes", 0, 0, NULL, "pictures.option.convert"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter pictures_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "pictures",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "pictures.help",
              .options = pictures_options},
    .gives = "pictures",
    .apply = apply,
};
