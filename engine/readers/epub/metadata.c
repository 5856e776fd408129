/* Metadata of the package as the lesson's. */
#include "epub.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

typedef struct meta_row {
    const char *name, *lesson;
    bool first; /* only the first counts; else all are joined */
} meta_row;

/* Dublin Core's names (EPUB 3.3, 5.5.3) and the lesson's. */
static const meta_row rows[] = {
    {"dc:title", "title", true},
    {"dc:language", "language", true},
    {"dc:creator", "author", false},
    {"dc:description", "description", false},
    {"dc:subject", "subject", false},
    {"dc:publisher", "publisher", false},
    {"dc:rights", "rights", false},
    {"dc:date", "date", true},
    {"dc:contributor", "contributor", false},
    {"dc:identifier", "identifier", false},
    {"dc:source", "source", false},
    {"dc:type", "type", false},
    {"dc:coverage", "coverage", false},
    {"dc:format", "format", false},
    {"dc:relation", "relation", false},
};

/* ROWS_MOST: joining values, and looking for what they refine, cost the square. */
enum { NAME_MOST = 80, VALUE_MOST = 64 << 10, ROWS_MOST = 2000 };

static const meta_row *row_of(const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0)
            return rows + i;
    return NULL;
}

/* Adds a value to what a name has already. */
static void join(epub *e, const char *name, const char *value)
{
    const char *before = lesson_meta(e->document, name);
    if (!before) {
        lesson_set_meta(e->document, name, value);
        return;
    }
    buffer both = {.most = VALUE_MOST};
    buffer_format(&both, "%s; %s", before, value);
    if (!both.failed)
        lesson_set_meta(e->document, name, buffer_string(&both));
    buffer_free(&both);
}

/* The piece of metadata with an id, among the first ones; NULL. */
static const opf_meta *with_id(const opf *package, const char *id)
{
    unsigned left = ROWS_MOST;
    for (const opf_meta *m = package->metas; m && left; m = m->next, left--)
        if (m->id && strcmp(m->id, id) == 0)
            return m;
    return NULL;
}

/* The title that refinements call the main one, else the first. */
static const opf_meta *main_title(const opf *package)
{
    unsigned left = ROWS_MOST;
    for (const opf_meta *type = package->metas; type && left; type = type->next, left--) {
        bool main = type->refines && strcmp(type->name, "title-type") == 0 && strcmp(type->value, "main") == 0;
        const opf_meta *title = main ? with_id(package, type->refines) : NULL;
        if (title && strcmp(title->name, "dc:title") == 0)
            return title;
    }
    return opf_meta_named(package, "dc:title", NULL);
}

/* Keeps a refinement under the name of what it is about: "author.file-as". */
static void refine(epub *e, const char *id, const char *name, const char *value)
{
    char called[NAME_MOST];
    const opf_meta *about = with_id(e->package, id);
    const meta_row *row = about ? row_of(about->name) : NULL;
    if (!row)
        return;
    snprintf(called, sizeof called, "%s.%s", row->lesson, name);
    join(e, called, value);
}

static void add(epub *e, const opf_meta *m, const opf_meta *main)
{
    const meta_row *row = row_of(m->name);
    bool title = row && strcmp(row->lesson, "title") == 0;
    if (m->refines) {
        if (strlen(m->name) < NAME_MOST / 2)
            refine(e, m->refines, m->name, m->value);
        return;
    }
    if (row && !title && !(row->first && lesson_meta(e->document, row->lesson)))
        join(e, row->lesson, m->value);
    if (title && main != m)
        join(e, "title.other", m->value);
    if (row && m->role) {
        char called[NAME_MOST];
        snprintf(called, sizeof called, "%s.role", row->lesson);
        join(e, called, m->role);
    }
    if (!row && strlen(m->name) < NAME_MOST && strcmp(m->name, "cover") != 0)
        join(e, m->name, m->value);
}

void epub_metadata(epub *e)
{
    const opf_meta *title = main_title(e->package);
    unsigned left = ROWS_MOST;
    if (title)
        lesson_set_meta(e->document, "title", title->value);
    for (const opf_meta *m = e->package->metas; m && left; m = m->next, left--)
        add(e, m, title);
    if (strcmp(e->package->direction, "rtl") == 0)
        node_set(e->document, lesson_root(e->document), "dir", "rtl");
}
