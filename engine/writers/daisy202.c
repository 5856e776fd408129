/* DAISY 2.02 (DAISY Consortium, 28 February 2001): the navigation control centre (ncc.html), a SMIL 1.0 file and a sound for each
 * heading, the text as XHTML 1.0, which is made of the book that DAISY 3 has. All in one zip. */
#include "writers/daisy.h"

#include "base/text.h"
#include "source/xml.h"
#include "writers/audio.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
    "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"";

static const char character_set[] = "<meta http-equiv=\"Content-type\" content=\"text/html; charset=utf-8\"/>\n";

/* ---- The text -------------------------------------------------------------------------------------------------------- */

/* What an element of DTBook is in XHTML 1.0; ascending. Others have the same name. */
typedef struct web_row {
    const char *name, *element;
} web_row;

static const web_row web_rows[] = {
    {"bodymatter", "body"}, {"bridgehead", "p"}, {"hd", "p"},          {"imggroup", "div"}, {"level1", "div"},
    {"level2", "div"},      {"level3", "div"},   {"level4", "div"},    {"level5", "div"},   {"level6", "div"},
    {"lic", "span"},        {"line", "div"},     {"linegroup", "div"}, {"linenum", "span"}, {"note", "div"},
    {"noteref", "a"},       {"pagenum", "span"}, {"sidebar", "div"},
};

static const char *plain_name(const xml_node *n)
{
    return text_begins(n->name, "dtb:") ? n->name + 4 : n->name;
}

static const char *web_name(const xml_node *n)
{
    const char *name = plain_name(n), *type = xml_value(n, "type");
    const web_row *row = ROW_NAMED(name, web_rows);
    if (strcmp(name, "list") == 0)
        return type && strcmp(type, "ol") == 0 ? "ol" : "ul";
    if (strcmp(name, "caption") == 0 && n->parent && strcmp(plain_name(n->parent), "table") != 0)
        return "p";
    return row ? row->element : name;
}

static void add_web_attributes(const xml_node *n, buffer *out)
{
    static const char same[] = "id class dir src alt width height href title colspan rowspan scope start";
    for (const xml_attribute *a = n->attributes; a; a = a->next)
        if (text_in_list(same, a->name))
            markup_attribute(out, a->name, a->value);
        else if (strcmp(a->name, "xml:lang") == 0) {
            markup_attribute(out, "xml:lang", a->value);
            markup_attribute(out, "lang", a->value);
        } else if (strcmp(a->name, "idref") == 0)
            markup_attribute(out, "href", a->value);
        else if (strcmp(a->name, "enum") == 0)
            markup_attribute(out, "type", a->value);
}

/* Adds an element's beginning; whether what is below it follows. A formula is its words. */
static bool enter_web(const xml_node *n, buffer *out)
{
    if (n->text) {
        buffer_xml(out, n->text, n->size, false);
        return false;
    }
    if (text_begins(n->name, "math:")) {
        const char *words = xml_value(n, "alttext");
        buffer_xml(out, words ? words : "", words ? strlen(words) : 0, false);
        return false;
    }
    buffer_format(out, "<%s", web_name(n));
    add_web_attributes(n, out);
    buffer_text(out, n->first ? ">" : "/>");
    return n->first != NULL;
}

/* Adds a part of the book as XHTML. */
static void add_web(const xml_node *root, buffer *out)
{
    for (const xml_node *n = root; n;) {
        if (enter_web(n, out)) {
            n = n->first;
            continue;
        }
        while (n != root && !n->next) {
            n = n->parent;
            buffer_format(out, "</%s>", web_name(n));
        }
        n = n == root ? NULL : n->next;
    }
}

static void add_title(const daisy *d, buffer *out)
{
    buffer_text(out, "<title>");
    buffer_xml(out, buffer_string(&d->title), d->title.size, false);
    buffer_text(out, "</title>\n");
}

static void begin_page(const daisy *d, buffer *out)
{
    buffer_text(out, head);
    markup_attribute(out, "xml:lang", d->page.language);
    markup_attribute(out, "lang", d->page.language);
    buffer_text(out, ">\n<head>\n");
    add_title(d, out);
    buffer_text(out, character_set);
}

static void add_text(daisy *d)
{
    buffer out = BUFFER_EMPTY;
    xml_node *root = NULL;
    task *t = d->page.task;
    begin_page(d, &out);
    buffer_text(&out, "</head>\n");
    d->failed |=
        xml_read(&root, d->page.pool, t->log, t->limits, "book.html", d->page.text.data, d->page.text.size) != ARD_OK;
    const xml_node *n = root;
    while (n && !(n->name && strcmp(plain_name(n), "bodymatter") == 0))
        n = xml_following(n, root);
    if (n)
        add_web(n, &out);
    buffer_text(&out, "\n</html>\n");
    daisy_add(d, "book.html", &out);
}

/* ---- SMIL ------------------------------------------------------------------------------------------------------------ */

/* "01:02:03", rounded. */
static void add_time(buffer *out, const char *name, unsigned long milliseconds)
{
    unsigned long s = (milliseconds + 500) / 1000;
    buffer_format(out, "<meta name=\"%s\" content=\"%02lu:%02lu:%02lu\"/>\n", name, s / 3600, s / 60 % 60, s % 60);
}

/* What a listener may pass over (2.02, 2.3.5, system-required). */
static const char *required_of(const daisy_place *spot)
{
    static const char *const rows[][2] = {{"pagenum", "pagenumber-on"},
                                          {"note", "footnote-on"},
                                          {"sidebar", "sidebar-on"}};
    for (size_t i = 0; spot->skipped && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(spot->skipped, rows[i][0]) == 0)
            return rows[i][1];
    return NULL;
}

static void add_par(const daisy_place *p, buffer *out)
{
    buffer_format(out, "<par endsync=\"last\" id=\"p-%s\"", p->id);
    markup_attribute(out, "system-required", required_of(p));
    buffer_format(out, ">\n<text id=\"t-%s\" src=\"book.html#%s\"/>\n", p->id, p->id);
    if (p->end)
        buffer_format(
            out,
            "<audio id=\"a-%s\" src=\"part-%03u.mp3\" clip-begin=\"npt=%lu.%03lus\" clip-end=\"npt=%lu.%03lus\"/>\n",
            p->id, p->part + 1, p->begin / 1000, p->begin % 1000, p->end / 1000, p->end % 1000);
    buffer_text(out, "</par>\n");
}

static void add_smil(daisy *d, const daisy_part *part, unsigned long elapsed)
{
    char name[32];
    buffer out = BUFFER_EMPTY, label = BUFFER_EMPTY;
    daisy_label(part->first, &label);
    buffer_text(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE smil PUBLIC \"-//W3C//DTD SMIL 1.0//EN\" "
                      "\"http://www.w3.org/TR/REC-smil/SMIL10.dtd\">\n<smil>\n<head>\n");
    markup_meta(&out, "dc:format", "Daisy 2.02");
    markup_meta(&out, "dc:identifier", buffer_string(&d->uid));
    markup_meta(&out, "dc:title", buffer_string(&d->title));
    markup_meta(&out, "title", label.size ? buffer_string(&label) : buffer_string(&d->title));
    markup_meta(&out, "ncc:generator", "ardoise");
    buffer_text(&out, "<meta name=\"ncc:totalElapsedTime\" content=\"");
    daisy_clock(&out, elapsed);
    buffer_text(&out, "\"/>\n<meta name=\"ncc:timeInThisSmil\" content=\"");
    daisy_clock(&out, part->length);
    buffer_format(&out, "\"/>\n<layout>\n<region id=\"text\"/>\n</layout>\n</head>\n<body>\n<seq dur=\"%lu.%03lus\">\n",
                  part->length / 1000, part->length % 1000);
    for (const daisy_place *p = part->first; p && p->part == part->number; p = p->next)
        add_par(p, &out);
    buffer_text(&out, "</seq>\n</body>\n</smil>\n");
    snprintf(name, sizeof name, "part-%03u.smil", part->number + 1);
    buffer_free(&label);
    daisy_add(d, name, &out);
}

/* ---- The navigation control centre ------------------------------------------------------------------------------------- */

typedef struct counts {
    unsigned long items, front, normal, special, highest, notes, depth;
} counts;

static void count_page(counts *c, const char *kind, const char *number)
{
    unsigned long value = strcmp(kind, "normal") == 0 ? strtoul(number, NULL, 10) : 0;
    c->front += strcmp(kind, "front") == 0;
    c->normal += strcmp(kind, "normal") == 0;
    c->special += strcmp(kind, "special") == 0;
    c->highest = value > c->highest ? value : c->highest;
}

/* An item: a heading of `level`, or, with 0, a page's number or a note. */
static void add_item(const daisy *d, const daisy_place *p, int level, const char *class, counts *c, buffer *out)
{
    buffer label = BUFFER_EMPTY;
    daisy_label(p, &label);
    const char *words = label.size && (level == 0 || p->level) ? buffer_string(&label)
                        : level                                ? buffer_string(&d->title)
                                                               : "?";
    if (level)
        buffer_format(out, "<h%d", level);
    else
        buffer_text(out, "<span");
    markup_attribute(out, "class", class);
    buffer_format(out, " id=\"n-%lu\"><a href=\"part-%03u.smil#p-%s\">", ++c->items, p->part + 1, p->id);
    buffer_xml(out, words, strlen(words), false);
    if (level)
        buffer_format(out, "</a></h%d>\n", level);
    else
        buffer_text(out, "</a></span>\n");
    buffer_free(&label);
}

/* Headings follow without gaps in their levels (2.02, 2.1.2), pages and notes stand among them; the first is the title. */
static void add_items(const daisy *d, counts *c, buffer *out)
{
    int open[DTBOOK_LEVELS + 1], depth = 0;
    for (const daisy_place *p = d->first; p; p = p->next) {
        if (p->level || p == d->first) {
            int level = p->level ? p->level : 1;
            while (depth && open[depth - 1] >= level)
                depth--;
            open[depth++] = level;
            c->depth = (unsigned long)depth > c->depth ? (unsigned long)depth : c->depth;
            add_item(d, p, depth, p == d->first ? "title" : NULL, c, out);
        }
        if (daisy_is_page(p)) {
            char class[16];
            buffer label = BUFFER_EMPTY;
            daisy_label(p, &label);
            const char *kind = dtbook_page_kind(buffer_string(&label));
            snprintf(class, sizeof class, "page-%s", kind);
            count_page(c, kind, buffer_string(&label));
            add_item(d, p, 0, class, c, out);
            buffer_free(&label);
        } else if (daisy_begins_note(p)) {
            c->notes++;
            add_item(d, p, 0, "noteref", c, out);
        }
    }
}

static void add_metas(const daisy *d, const counts *c, buffer *out)
{
    const ard_document *document = d->page.document;
    const char *author = lesson_meta(document, "author"), *publisher = lesson_meta(document, "publisher");
    char date[21];
    unsigned long parts = 0, sounds = 0, pictures = 0;
    for (const daisy_part *part = d->parts; part; part = part->next, parts++)
        sounds += part->length > 0;
    while (lesson_resource_at(document, (int)pictures + 1))
        pictures++;
    lesson_date(d->page.task, document, date);
    author = author && *author ? author : "ardoise";
    markup_meta(out, "dc:title", buffer_string(&d->title));
    markup_meta(out, "dc:creator", author);
    markup_meta(out, "dc:publisher", publisher && *publisher ? publisher : author);
    buffer_format(out, "<meta name=\"dc:date\" content=\"%.10s\" scheme=\"yyyy-mm-dd\"/>\n", date);
    markup_meta(out, "dc:format", "Daisy 2.02");
    markup_meta(out, "dc:identifier", buffer_string(&d->uid));
    markup_meta(out, "dc:language", d->page.language);
    markup_meta(out, "ncc:charset", "utf-8");
    markup_meta(out, "ncc:generator", "ardoise");
    markup_meta(out, "ncc:multimediaType", "audioFullText");
    markup_meta(out, "ncc:setInfo", "1 of 1");
    daisy_count(out, "ncc:depth", c->depth);
    daisy_count(out, "ncc:files", 2 + parts + sounds + pictures);
    daisy_count(out, "ncc:tocItems", c->items);
    daisy_count(out, "ncc:pageFront", c->front);
    daisy_count(out, "ncc:pageNormal", c->normal);
    daisy_count(out, "ncc:pageSpecial", c->special);
    daisy_count(out, "ncc:maxPageNormal", c->highest);
    daisy_count(out, "ncc:footnotes", c->notes);
    add_time(out, "ncc:totalTime", daisy_total(d));
}

static void finish(daisy *d)
{
    unsigned long elapsed = 0;
    counts c = {0};
    buffer out = BUFFER_EMPTY, items = BUFFER_EMPTY;
    add_text(d);
    for (const daisy_part *part = d->parts; part; elapsed += part->length, part = part->next)
        add_smil(d, part, elapsed);
    add_items(d, &c, &items);
    begin_page(d, &out);
    add_metas(d, &c, &out);
    buffer_text(&out, "</head>\n<body>\n");
    buffer_text(&out, buffer_string(&items));
    buffer_text(&out, "</body>\n</html>\n");
    d->failed |= items.failed;
    buffer_free(&items);
    daisy_add(d, "ncc.html", &out);
}

static ard_status daisy202_write(task *t, const ard_document *document, ard_output *output)
{
    return daisy_write(t, document, output, NULL, finish);
}

const ard_writer daisy202_writer = {
    .about = {ARD_WRITER, "daisy202", "", ".daisy202", "application/zip", "style aria answer check maths ruler braille",
              "daisy202.writer", daisy_options},
    .needs = "speech",
    .seconds = 600,
    .prepare = audio_prepare_mp3,
    .write = daisy202_write,
};
