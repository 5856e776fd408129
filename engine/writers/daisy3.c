/* DAISY 3 (ANSI/NISO Z39.86-2005): a package file, the navigation control file, a SMIL file and a sound for each heading, the
 * text as DTBook. All in one zip, for a conversion has one output; players and libraries unpack it. */
#include "writers/daisy.h"

#include "writers/audio.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char xml[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/* What a player may pass over, and what NCX calls it (Z39.86-2005, 8.4.1). */
static const char *const skips[][2] = {{"pagenum", "PAGE_NUMBER"}, {"note", "NOTE"}, {"sidebar", "OPTIONAL_SIDEBAR"}};

static void add_time(buffer *out, const char *name, unsigned long value)
{
    buffer_format(out, "<meta name=\"%s\" content=\"", name);
    daisy_clock(out, value);
    buffer_text(out, "\"/>\n");
}

/* ---- SMIL ------------------------------------------------------------------------------------------------------------ */

static void add_audio(const daisy_place *spot, const char *begin, const char *end, buffer *out)
{
    if (!spot->end)
        return;
    buffer_format(out, "<audio src=\"part-%03u.mp3\" %s=\"", spot->part + 1, begin);
    daisy_clock(out, spot->begin);
    buffer_format(out, "\" %s=\"", end);
    daisy_clock(out, spot->end);
    buffer_text(out, "\"/>\n");
}

/* A part's SMIL file (dtbsmil 2005-2). */
static void add_smil(daisy *d, const daisy_part *part, unsigned long elapsed)
{
    char name[32];
    buffer out = BUFFER_EMPTY;
    buffer_format(&out,
                  "%s<!DOCTYPE smil PUBLIC \"-//NISO//DTD dtbsmil 2005-2//EN\" "
                  "\"http://www.daisy.org/z3986/2005/dtbsmil-2005-2.dtd\">\n"
                  "<smil xmlns=\"http://www.w3.org/2001/SMIL20/\">\n<head>\n",
                  xml);
    markup_meta(&out, "dtb:uid", buffer_string(&d->uid));
    markup_meta(&out, "dtb:generator", "ardoise");
    add_time(&out, "dtb:totalElapsedTime", elapsed);
    buffer_text(&out, "<customAttributes>\n");
    for (size_t i = 0; i < sizeof skips / sizeof *skips; i++)
        buffer_format(&out, "<customTest id=\"%s\" defaultState=\"true\" override=\"visible\"/>\n", skips[i][0]);
    buffer_format(&out, "</customAttributes>\n</head>\n<body>\n<seq id=\"whole\" dur=\"");
    daisy_clock(&out, part->length);
    buffer_text(&out, "\">\n");
    for (const daisy_place *p = part->first; p && p->part == part->number; p = p->next) {
        buffer_format(&out, "<par id=\"p-%s\"", p->id);
        if (p->skipped)
            buffer_format(&out, " customTest=\"%s\"", p->skipped);
        buffer_format(&out, ">\n<text src=\"book.xml#%s\"/>\n", p->id);
        add_audio(p, "clipBegin", "clipEnd", &out);
        buffer_text(&out, "</par>\n");
    }
    buffer_text(&out, "</seq>\n</body>\n</smil>\n");
    snprintf(name, sizeof name, "part-%03u.smil", part->number + 1);
    daisy_add(d, name, &out);
}

/* ---- Navigation -------------------------------------------------------------------------------------------------------- */

static void add_target(const daisy_place *spot, const char *element, unsigned order, const char *label, buffer *out)
{
    buffer words = BUFFER_EMPTY;
    daisy_label(spot, &words);
    buffer_format(out, "<%s id=\"%c-%u\" playOrder=\"%u\"", element,
                  *element == 'p'     ? 'g'
                  : element[3] == 'P' ? 'n'
                                      : 't',
                  order, order);
    if (*element == 'p') {
        const char *kind = dtbook_page_kind(buffer_string(&words));
        markup_attribute(out, "type", kind);
        if (strcmp(kind, "normal") == 0)
            markup_attribute(out, "value", buffer_string(&words));
    } else if (spot->level)
        buffer_format(out, " class=\"h%d\"", spot->level);
    buffer_text(out, ">\n<navLabel>\n<text>");
    const char *shown = words.size ? buffer_string(&words) : label;
    buffer_xml(out, shown, strlen(shown), false);
    buffer_text(out, "</text>\n");
    if (spot->level)
        add_audio(spot, "clipBegin", "clipEnd", out);
    buffer_format(out, "</navLabel>\n<content src=\"part-%03u.smil#p-%s\"/>\n", spot->part + 1, spot->id);
    buffer_free(&words);
}

/* The order in which navigation's places are heard: those of all three lists. */
static bool is_target(const daisy *d, const daisy_place *spot)
{
    return spot->level || spot == d->first || daisy_is_page(spot) || daisy_begins_note(spot);
}

/* Headings as points in points. A text before the first heading has the lesson's title. */
static void add_map(const daisy *d, buffer *out)
{
    int open[DTBOOK_LEVELS + 1], depth = 0;
    unsigned order = 0;
    buffer_text(out, "<navMap>\n");
    for (const daisy_place *p = d->first; p; p = p->next) {
        order += is_target(d, p);
        if (!p->level && p != d->first)
            continue;
        int level = p->level ? p->level : 1;
        for (; depth && open[depth - 1] >= level; depth--)
            buffer_text(out, "</navPoint>\n");
        add_target(p, "navPoint", order, buffer_string(&d->title), out);
        open[depth++] = level;
    }
    for (; depth; depth--)
        buffer_text(out, "</navPoint>\n");
    buffer_text(out, "</navMap>\n");
}

/* A flat list of places, where there are any. */
static void add_list(const daisy *d, bool (*wanted)(const daisy_place *), bool pages, buffer *out)
{
    unsigned order = 0, count = 0;
    for (const daisy_place *p = d->first; p; p = p->next) {
        order += is_target(d, p);
        if (!wanted(p))
            continue;
        if (!count++) {
            const char *words = added_word_in(d->page.language, pages ? WORD_PAGES : WORD_NOTES);
            buffer_text(out, pages ? "<pageList id=\"pages\">\n<navLabel>\n<text>"
                                   : "<navList id=\"notes\" class=\"note\">\n<navLabel>\n<text>");
            buffer_xml(out, words, strlen(words), false);
            buffer_text(out, "</text>\n</navLabel>\n");
        }
        add_target(p, pages ? "pageTarget" : "navTarget", order, "?", out);
        buffer_text(out, pages ? "</pageTarget>\n" : "</navTarget>\n");
    }
    if (count)
        buffer_text(out, pages ? "</pageList>\n" : "</navList>\n");
}

/* How deep headings go, how many pages there are, and the highest number of one. */
static void add_counts(const daisy *d, buffer *out)
{
    int open[DTBOOK_LEVELS + 1], depth = 0, deepest = 1;
    unsigned long pages = 0, highest = 0;
    for (const daisy_place *p = d->first; p; p = p->next) {
        buffer label = BUFFER_EMPTY;
        while (p->level && depth && open[depth - 1] >= p->level)
            depth--;
        if (p->level)
            open[depth++] = p->level;
        deepest = depth > deepest ? depth : deepest;
        if (daisy_is_page(p)) {
            daisy_label(p, &label);
            bool normal = strcmp(dtbook_page_kind(buffer_string(&label)), "normal") == 0;
            unsigned long number = normal ? strtoul(buffer_string(&label), NULL, 10) : 0;
            pages++;
            highest = number > highest ? number : highest;
        }
        buffer_free(&label);
    }
    daisy_count(out, "dtb:depth", (unsigned long)deepest);
    daisy_count(out, "dtb:totalPageCount", pages);
    daisy_count(out, "dtb:maxPageNumber", highest);
}

static void add_ncx(daisy *d)
{
    buffer out = BUFFER_EMPTY;
    const char *author = lesson_meta(d->page.document, "author");
    buffer_format(&out,
                  "%s<!DOCTYPE ncx PUBLIC \"-//NISO//DTD ncx 2005-1//EN\" "
                  "\"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd\">\n"
                  "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\"",
                  xml);
    markup_attribute(&out, "xml:lang", d->page.language);
    buffer_text(&out, ">\n<head>\n");
    for (size_t i = 0; i < sizeof skips / sizeof *skips; i++)
        buffer_format(&out,
                      "<smilCustomTest id=\"%s\" defaultState=\"true\" override=\"visible\" bookStruct=\"%s\"/>\n",
                      skips[i][0], skips[i][1]);
    markup_meta(&out, "dtb:uid", buffer_string(&d->uid));
    add_counts(d, &out);
    markup_meta(&out, "dtb:generator", "ardoise");
    buffer_text(&out, "</head>\n<docTitle>\n");
    markup_element(&out, "text", buffer_string(&d->title));
    buffer_text(&out, "</docTitle>\n");
    if (author && *author) {
        buffer_text(&out, "<docAuthor>\n");
        markup_element(&out, "text", author);
        buffer_text(&out, "</docAuthor>\n");
    }
    add_map(d, &out);
    add_list(d, daisy_is_page, true, &out);
    add_list(d, daisy_begins_note, false, &out);
    buffer_text(&out, "</ncx>\n");
    daisy_add(d, "navigation.ncx", &out);
}

/* ---- The package file -------------------------------------------------------------------------------------------------- */

static void add_metadata(daisy *d, buffer *out)
{
    const ard_document *document = d->page.document;
    const char *author = lesson_meta(document, "author"), *publisher = lesson_meta(document, "publisher");
    char date[21];
    lesson_date(d->page.task, document, date);
    date[10] = '\0';
    buffer_text(out, "<metadata>\n<dc-metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    markup_element(out, "dc:Format", "ANSI/NISO Z39.86-2005");
    buffer_format(out, "<dc:Identifier id=\"uid\">%s</dc:Identifier>\n", buffer_string(&d->uid));
    markup_element(out, "dc:Title", buffer_string(&d->title));
    if (author && *author)
        markup_element(out, "dc:Creator", author);
    markup_element(out, "dc:Publisher", publisher && *publisher ? publisher : author && *author ? author : "ardoise");
    markup_element(out, "dc:Date", date);
    markup_element(out, "dc:Language", d->page.language);
    buffer_text(out, "</dc-metadata>\n<x-metadata>\n");
    markup_meta(out, "dtb:multimediaType", "audioFullText");
    markup_meta(out, "dtb:multimediaContent", lesson_resource_at(document, 1) ? "audio,text,image" : "audio,text");
    markup_meta(out, "dtb:audioFormat", "MP3");
    add_time(out, "dtb:totalTime", daisy_total(d));
    buffer_text(out, "</x-metadata>\n</metadata>\n");
}

static void add_opf(daisy *d)
{
    buffer out = BUFFER_EMPTY;
    const resource *picture;
    buffer_format(&out,
                  "%s<!DOCTYPE package PUBLIC \"+//ISBN 0-9673008-1-9//DTD OEB 1.2 Package//EN\" "
                  "\"http://openebook.org/dtds/oeb-1.2/oebpkg12.dtd\">\n"
                  "<package xmlns=\"http://openebook.org/namespaces/oeb-package/1.0/\" unique-identifier=\"uid\">\n",
                  xml);
    add_metadata(d, &out);
    buffer_text(&out, "<manifest>\n<item id=\"opf\" href=\"package.opf\" media-type=\"text/xml\"/>\n"
                      "<item id=\"ncx\" href=\"navigation.ncx\" media-type=\"application/x-dtbncx+xml\"/>\n"
                      "<item id=\"text\" href=\"book.xml\" media-type=\"application/x-dtbook+xml\"/>\n"
                      "<item id=\"resource\" href=\"book.res\" media-type=\"application/x-dtbresource+xml\"/>\n");
    for (int number = 1; (picture = lesson_resource_at(d->page.document, number)) != NULL; number++)
        buffer_format(&out, "<item id=\"picture-%d\" href=\"%s\" media-type=\"%s\"/>\n", number, picture->name,
                      picture->media_type);
    for (const daisy_part *part = d->parts; part; part = part->next) {
        unsigned n = part->number + 1;
        buffer_format(&out, "<item id=\"smil-%u\" href=\"part-%03u.smil\" media-type=\"application/smil\"/>\n", n, n);
        if (part->length)
            buffer_format(&out, "<item id=\"audio-%u\" href=\"part-%03u.mp3\" media-type=\"audio/mpeg\"/>\n", n, n);
    }
    buffer_text(&out, "</manifest>\n<spine>\n");
    for (const daisy_part *part = d->parts; part; part = part->next)
        buffer_format(&out, "<itemref idref=\"smil-%u\"/>\n", part->number + 1);
    buffer_text(&out, "</spine>\n</package>\n");
    daisy_add(d, "package.opf", &out);
}

/* The words by which a player names what can be passed over (resource file, Z39.86-2005, 9). */
static void add_resources(daisy *d)
{
    static const added_word words[] = {WORD_PAGE, WORD_NOTE};
    buffer out = BUFFER_EMPTY;
    buffer_format(&out,
                  "%s<!DOCTYPE resources PUBLIC \"-//NISO//DTD resource 2005-1//EN\" "
                  "\"http://www.daisy.org/z3986/2005/resource-2005-1.dtd\">\n"
                  "<resources xmlns=\"http://www.daisy.org/z3986/2005/resource/\" version=\"2005-1\">\n"
                  "<scope nsuri=\"http://www.daisy.org/z3986/2005/ncx/\">\n",
                  xml);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        buffer_format(&out, "<nodeSet id=\"s-%zu\" select=\"//smilCustomTest[@bookStruct='%s']\">\n<resource", i,
                      skips[i][1]);
        markup_attribute(&out, "xml:lang", d->page.language);
        buffer_text(&out, ">\n");
        markup_element(&out, "text", added_word_in(d->page.language, words[i]));
        buffer_text(&out, "</resource>\n</nodeSet>\n");
    }
    buffer_text(&out, "</scope>\n</resources>\n");
    daisy_add(d, "book.res", &out);
}

static void finish(daisy *d)
{
    unsigned long elapsed = 0;
    for (const daisy_part *part = d->parts; part; elapsed += part->length, part = part->next)
        add_smil(d, part, elapsed);
    add_ncx(d);
    add_resources(d);
    add_opf(d);
}

static ard_status daisy3_write(task *t, const ard_document *document, ard_output *output)
{
    return daisy_write(t, document, output, "book.xml", finish);
}

const ard_writer daisy3_writer = {
    .about = {ARD_WRITER, "daisy3", "", ".daisy3", "application/zip", "style aria answer check ruler braille",
              "daisy3.writer", daisy_options},
    .needs = "speech",
    .seconds = 600,
    .prepare = audio_prepare_mp3,
    .write = daisy3_write,
};
