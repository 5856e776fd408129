/* HTML and XHTML as found. */
#include "html.h"

#include "base/options.h"
#include "base/text.h"
#include "html-ours.h"
#include "readers/ornaments.h"
#include "readers/pictures.h"

#include <string.h>

enum { LOOKED_AT = 4096 };

/* ---- What it is ------------------------------------------------------------------------------------------------- */

/* Whether `word`, which begins with no NUL, stands in the first bytes, ASCII case and the NULs of UTF-16 apart. */
static bool holds(const unsigned char *head, size_t size, const char *word)
{
    size_t most = size < LOOKED_AT ? size : LOOKED_AT;
    for (size_t i = 0; i < most; i++) {
        const char *at = word;
        if (ascii_lower((char)head[i]) != *word)
            continue;
        for (size_t j = i; j < most && *at; j++) {
            unsigned char c = (unsigned char)ascii_lower((char)head[j]);
            if (!c)
                continue;
            if (c != (unsigned char)*at)
                break;
            at++;
        }
        if (!*at)
            return true;
    }
    return false;
}

/* Whether text that begins with a tag goes on as Markdown, which takes tags among its own marks. */
static bool is_markdown(const unsigned char *head, size_t size)
{
    static const char *const signs[] = {"\n\n# ",  "\n\n## ", "\n\n### ", "\n\n- ", "\n\n1. ",
                                        "\n\n```", "\n\n| ",  "\n\n**",   "\n\n> "};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (holds(head, size, signs[i]))
            return true;
    return false;
}

static int html_probe(const unsigned char *head, size_t size)
{
    static const char *const blocks[] = {"<body", "<p>", "<div",   "<h1",      "<table",
                                         "<ul",   "<br", "<head>", "<section", "<math"};
    size_t begin = 0;
    if (holds(head, size, "<!doctype html") || holds(head, size, "<html"))
        return 90;
    while (begin < size && begin < LOOKED_AT && strchr(" \t\r\n\xEF\xBB\xBF", head[begin]) && head[begin])
        begin++;
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
        if (begin < size && head[begin] == '<' && holds(head, size, blocks[i]))
            return is_markdown(head, size) ? 20 : 50;
    return 0;
}

/* Whether a page says that it is XML. */
static bool is_xhtml(const source *s)
{
    return holds(s->bytes, s->size, "<?xml") || holds(s->bytes, s->size, "http://www.w3.org/1999/xhtml");
}

/* ---- Metadata --------------------------------------------------------------------------------------------------- */

/* Names that pages use, and the lesson's. */
static const char *const meta_names[][2] = {
    {"author", "author"},
    {"dc.creator", "author"},
    {"dcterms.creator", "author"},
    {"description", "description"},
    {"dc.description", "description"},
    {"dcterms.description", "description"},
    {"keywords", "subject"},
    {"dc.subject", "subject"},
    {"date", "date"},
    {"dcterms.date", "date"},
    {"dc.date", "date"},
    {"dc.title", "title"},
    {"dc:title", "title"},
    {"dc:creator", "author"},
    {"dc:description", "description"},
    {"dc:subject", "subject"},
    {"dc:date", "date"},
    {"dc:publisher", "publisher"},
    {"dc:rights", "rights"},
    {"dc:language", "language"},
    {"publisher", "publisher"},
    {"dc.publisher", "publisher"},
    {"dc.rights", "rights"},
    {"copyright", "rights"},
    {"dc.language", "language"},
    {"content-language", "language"},
};

static void set_meta(ard_document *document, const char *name, const char *value)
{
    if (!ascii_is_blank(value) && !lesson_meta(document, name))
        lesson_set_meta(document, name, value);
}

/* The words of the title element, blanks folded. */
static void set_title(ard_document *document, const xml_node *title)
{
    buffer text = BUFFER_EMPTY, folded = BUFFER_EMPTY;
    xml_text(title, &text);
    for (const char *at = buffer_string(&text); *at; at++)
        if (!strchr(" \t\r\n\f", *at))
            buffer_byte(&folded, *at);
        else if (folded.size && at[1] && !strchr(" \t\r\n\f", at[1]))
            buffer_byte(&folded, ' ');
    set_meta(document, "title", buffer_string(&folded));
    buffer_free(&text);
    buffer_free(&folded);
}

void web_metadata(ard_document *document, const xml_node *root)
{
    const xml_node *head = xml_child(root, "head"), *body = xml_child(root, "body");
    const xml_node *said[] = {root, body};
    for (size_t i = 0; i < 2; i++) {
        set_meta(document, "language", xml_value(said[i], "lang"));
        set_meta(document, "language", xml_value(said[i], "xml:lang"));
    }
    for (const xml_node *n = head ? head->first : NULL; n; n = n->next) {
        if (xml_is(n, "title"))
            set_title(document, n);
        const char *name = xml_is(n, "meta") ? xml_value(n, "name") : NULL;
        if (!name && xml_is(n, "meta"))
            name = xml_value(n, "http-equiv");
        for (size_t i = 0; name && i < sizeof meta_names / sizeof meta_names[0]; i++)
            if (text_same(meta_names[i][0], name))
                set_meta(document, meta_names[i][1], xml_value(n, "content"));
    }
}

/* ---- The reader ------------------------------------------------------------------------------------------------- */

static int picture_of_page(webpage *w, const char *address, place where)
{
    return picture_at(w->task, w->document, address, where);
}

/* Reads a page that says it is XML as XML, and as HTML where it is not well formed: pages are served both ways. */
static ard_status parse(task *t, const source *s, arena *pool, xml_node **root)
{
    ard_status status = ARD_E_READ;
    size_t count = 0;
    report_log *quiet = is_xhtml(s) ? report_new() : NULL;
    if (quiet) {
        status = xml_read(root, pool, quiet, t->limits, NULL, s->bytes, s->size);
        if (status == ARD_OK && !xml_is(*root, "html"))
            status = ARD_E_READ;
        report_diags(quiet, &count);
        if (status == ARD_OK && count) /* what it said is said in the right language */
            status = xml_read(root, pool, t->log, t->limits, NULL, s->bytes, s->size);
        report_free(quiet);
    }
    return status == ARD_OK ? status : html_read(root, pool, t->log, t->limits, NULL, s->bytes, s->size);
}

static int picture_of_ours(void *user, const char *part, const char *address, place where)
{
    webpage *w = user;
    (void)part;
    return picture_at(w->task, w->document, address, where);
}

/* A page that ardoise has written. */
static ard_status read_ours(task *t, ard_document *document, arena *pool, const xml_node *root)
{
    webpage w = {.task = t, .document = document};
    ours *o = ours_new(pool, t, document, picture_of_ours, &w);
    if (!o)
        return report(t->log, NOWHERE, "source.limit.memory", NULL);
    ours_resources(o, root);
    ours_head(o, root);
    ours_page(o, root, NULL);
    return ours_end(o);
}

static ard_status html_reader_read(task *t, const source *s, ard_document *document)
{
    arena *pool = arena_new(t->limits->memory / 2);
    xml_node *root;
    ard_status status = pool ? parse(t, s, pool, &root) : report(t->log, NOWHERE, "source.limit.memory", NULL);
    if (status == ARD_OK && ours_is(root))
        status = read_ours(t, document, pool, root);
    else if (status == ARD_OK) {
        web_metadata(document, root);
        if (!t->options || !options_flag(t->options, "site"))
            web_take_site(t, document, pool, root);
        status = webpage_read(t, document, lesson_root(document), root, NULL, picture_of_page);
        ornaments_remove(t, document);
    }
    arena_free(pool);
    return status;
}

static const ard_option options_table[] = {
    {"site", ARD_FLAG, "no", 0, 0, NULL, "html.read.site"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_reader html_reader = {
    .about =
        {
            .kind = ARD_READER,
            .name = "html",
            .aliases = "xhtml htm",
            .endings = ".html .htm .xhtml .xht",
            .media_type = "text/html",
            .lacks = "",
            .help = "html.read.help",
            .options = options_table,
        },
    .probe = html_probe,
    .read = html_reader_read,
};
