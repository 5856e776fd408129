/* DTBook (ANSI/NISO Z39.86-2005, "DAISY 3"; 2002's too): its elements are HTML's or become HTML's, by table, and the page
 * reader does the rest. A DAISY 3 book packed as a zip is read by its one DTBook part; its recording is not kept. */
#include "html.h"

#include "base/text.h"
#include "readers/pictures.h"
#include "source/archive.h"

#include <stdio.h>
#include <string.h>

#define OWN_KIND "data-dtbook-kind"

enum { LOOKED_AT = 4096, LEVELS = 6, SURE = 95 };

typedef struct book {
    task *task;
    ard_document *document;
    arena *pool;
    archive *package;    /* NULL: the book is a file */
    const char *folder;  /* of its part in the package, with "/" at its end */
    unsigned recordings; /* elements that say where they are heard */
} book;

/* What an element becomes; attributes of its own in pairs, up to NULL. */
typedef struct book_row {
    const char *name, *element;
    const char *attributes[5];
} book_row;

/* Ascending. What is not here has the name of HTML's that it is. */
static const book_row rows[] = {
    {"annoref", "a", {"role", "doc-noteref", NULL}},
    {"annotation", "aside", {"role", "doc-footnote", NULL}},
    {"author", "p", {NULL}},
    {"bodymatter", "div", {NULL}},
    {"book", "body", {NULL}},
    {"bridgehead", "summary", {NULL}},
    {"byline", "p", {NULL}},
    {"covertitle", "p", {NULL}},
    {"dateline", "p", {NULL}},
    {"docauthor", "p", {NULL}},
    {"doctitle", "h1", {NULL}},
    {"dtbook", "html", {NULL}},
    {"dtbook3", "html", {NULL}},
    {"epigraph", "blockquote", {"epub:type", "epigraph", NULL}},
    {"frontmatter", "div", {NULL}},
    {"imggroup", "figure", {NULL}},
    {"level", "section", {NULL}},
    {"level1", "section", {NULL}},
    {"level2", "section", {NULL}},
    {"level3", "section", {NULL}},
    {"level4", "section", {NULL}},
    {"level5", "section", {NULL}},
    {"level6", "section", {NULL}},
    {"levelhd", "h1", {NULL}},
    {"lic", "span", {NULL}},
    {"line", "span", {NULL}},
    {"linegroup", "p", {"class", "verse", NULL}},
    {"linenum", "span", {"class", "linenum", NULL}},
    {"list-hd", "summary", {NULL}},
    {"note", "aside", {"role", "doc-footnote", NULL}},
    {"noteref", "a", {"role", "doc-noteref", NULL}},
    {"pagenum", "span", {"role", "doc-pagebreak", NULL}},
    {"poem", "div", {NULL}},
    {"prodnote", "aside", {NULL}},
    {"rearmatter", "div", {NULL}},
    {"sent", "span", {NULL}},
    {"sidebar", "aside", {NULL}},
    {"w", "span", {NULL}},
};

/* ---- Changing the tree -------------------------------------------------------------------------------------------- */

static void set_attribute(book *b, xml_node *n, const char *name, const char *value)
{
    xml_attribute *a = NULL, **end = &n->attributes;
    for (; *end && !a; end = a ? end : &(*end)->next)
        a = strcmp((*end)->name, name) == 0 ? *end : NULL;
    if (!a && (a = arena_alloc(b->pool, sizeof *a)))
        *end = a;
    if (!a)
        return;
    a->name = name;
    a->value = value;
}

static void drop_attribute(xml_node *n, const char *name)
{
    for (xml_attribute **at = &n->attributes; *at; at = *at ? &(*at)->next : at)
        if (strcmp((*at)->name, name) == 0)
            *at = (*at)->next;
}

/* A new element that is in no tree. */
static xml_node *new_element(book *b, const xml_node *from, const char *name)
{
    xml_node *n = arena_alloc(b->pool, sizeof *n);
    if (n)
        *n = (xml_node){.name = name, .line = from->line, .column = from->column};
    return n;
}

/* How many levels an element is in. */
static int level_of(const xml_node *n)
{
    int level = 0;
    for (const xml_node *up = n->parent; up && level < LEVELS; up = up->parent)
        level += xml_is(up, "section");
    return level ? level : 1;
}

/* A heading without a level of its own: by its place; inside an aside, a list or a poem it is a title in bold. */
static void change_heading(xml_node *n)
{
    static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    n->name = xml_is(n->parent, "section") ? names[level_of(n) - 1] : "summary";
}

/* "idref" is the id of the note, with "#" or without. */
static void change_reference(book *b, xml_node *n)
{
    const char *id = xml_value(n, "idref");
    buffer href = BUFFER_EMPTY;
    if (!id || !*id)
        return;
    const char *mark = strchr(id, '#');
    buffer_format(&href, "#%s", mark ? mark + 1 : id);
    set_attribute(b, n, "href", arena_string(b->pool, buffer_string(&href)));
    buffer_free(&href);
}

/* Lists: "ol" numbers, "ul" has bullets, "pl" has its marks in its text (Z39.86-2005, dtbook.dtd "list"). */
static void change_list(book *b, xml_node *n)
{
    const char *form = xml_value(n, "enum");
    n->name = web_says(n, "type", "ol") || web_says(n, "class", "ard-numbers") ? "ol" : "ul";
    if (!web_says(n, "type", "pl"))
        set_attribute(b, n, "type", form ? form : "");
}

/* The length of the mark that an item's text begins with, up to the blank after it: "1.", "b)", "•"; 0 for none. */
static size_t mark_size(const char *text)
{
    static const char *const signs[] = {"-", "–", "—", "•", "*", "►", "▪", "■", "→"};
    size_t size = 0;
    while (ascii_is_letter(text[size]) || text_is_digit((unsigned char)text[size]))
        size++;
    size = size && size < 5 && text[size] && strchr(".)", text[size]) ? size + 1 : 0;
    for (size_t i = 0; !size && i < sizeof signs / sizeof *signs; i++)
        size = text_begins(text, signs[i]) ? strlen(signs[i]) : 0;
    return ascii_is_space(text[size]) ? size : 0;
}

/* An item of a "pl" list: the mark at the beginning of its text is its label. */
static void change_marked_item(book *b, xml_node *item)
{
    const char *label = "";
    xml_node *n = xml_following(item, item);
    while (n && (!n->text || ascii_is_blank(n->text)))
        n = xml_following(n, item);
    size_t blanks = n ? strspn(n->text, " \t\r\n") : 0, size = n ? mark_size(n->text + blanks) : 0;
    if (n && web_says(n->parent, "class", "ard-label"))
        size = strlen(n->text + blanks);
    if (size && (label = arena_copy(b->pool, n->text + blanks, size))) {
        n->text += blanks + size;
        n->size -= blanks + size;
        set_attribute(b, item, "data-label", label);
    }
}

/* The line that follows a line among its siblings; NULL where something else does. */
static xml_node *next_line(const xml_node *line)
{
    xml_node *next = line->next;
    while (next && next->text && ascii_is_blank(next->text))
        next = next->next;
    return next && next->name && (strcmp(next->name, "dtb:line") == 0 || strcmp(next->name, "line") == 0) ? next : NULL;
}

/* Puts a line's end between a line and the next. */
static void end_line(book *b, xml_node *line)
{
    xml_node *end = new_element(b, line, "br");
    if (!end)
        return;
    end->parent = line->parent;
    end->next = line->next;
    line->next = end;
}

static void adopt(xml_node *parent)
{
    for (xml_node *n = parent->first; n; n = n->next)
        n->parent = parent;
}

/* Moves an element into a new node, which comes after it among its siblings; the old one stays where it is, to become what
 * stands before. So no sibling is searched for. */
static xml_node *move_after(book *b, xml_node *n)
{
    xml_node *moved = arena_alloc(b->pool, sizeof *moved);
    if (!moved)
        return NULL;
    *moved = *n;
    adopt(moved);
    if (n->parent && n->parent->last == n)
        n->parent->last = moved;
    n->next = moved;
    n->first = n->last = NULL;
    n->attributes = NULL;
    return moved;
}

/* Lines that stand in no group get one, from `first` to the last line in a row: `first` becomes the group. */
static void group_lines(book *b, xml_node *first)
{
    xml_node *line = move_after(b, first), *last = line, *parent = first->parent;
    if (!line)
        return;
    while (next_line(last))
        last = next_line(last);
    first->name = "dtb:linegroup";
    first->first = line;
    first->last = last;
    first->next = last->next;
    last->next = NULL;
    if (parent && parent->last == last)
        parent->last = first;
    adopt(first);
}

/* A list's title goes before it: the list's node becomes the title, and a new one the list. */
static void take_title(book *b, xml_node *list)
{
    xml_node *title = list->first;
    while (title && title->text && ascii_is_blank(title->text))
        title = title->next;
    xml_node *moved = title && title->name && text_ends(title->name, "hd") && list->parent ? move_after(b, list) : NULL;
    if (!moved)
        return;
    moved->first = title->next;
    moved->last = title->next ? moved->last : NULL;
    list->name = "list-hd";
    list->attributes = title->attributes;
    list->first = title->first;
    list->last = title->last;
    adopt(list);
}

/* What our writer's classes say: "ard-" and a kind's name, which the element then is; a level for a heading's sake, and a
 * title that stands in the text too, are none. Whether that was all. */
static bool change_ours(book *b, xml_node *n)
{
    const char *class = xml_value(n, "class");
    if (!class || !text_begins(class, "ard-"))
        return false;
    class += 4;
    if (strcmp(class, "numbers") != 0 && strcmp(class, "label") != 0)
        set_attribute(b, n, "class", "");
    if (strcmp(class, "title") == 0)
        n->first = n->last = NULL;
    if (strcmp(class, "undescribed") == 0)
        drop_attribute(n, "alt");
    const kind_row *row = kind_about(LESSON_ROOT);
    for (int kind = SECTION; kind < BRAILLE && strcmp(row->name, class) != 0; kind++)
        row = kind_about((ard_kind)kind);
    if (strcmp(row->name, class) != 0 || !row->element || row->kind == NUMBERS) {
        if (strcmp(class, "implied") == 0 || strcmp(class, "title") == 0)
            n->name = "div";
        return strcmp(n->name, "div") == 0;
    }
    if (row->kind == EXERCISE || row->kind == QUESTION || row->kind == INSTRUCTION)
        set_attribute(b, n, OWN_KIND, row->name);
    n->name = row->kind == CAPTION ? "figcaption" : row->kind == MATHS_BLOCK ? "div" : row->element;
    if (row->key && row->kind != MATHS_BLOCK)
        set_attribute(b, n, row->key, row->value);
    if (row->kind == LINE_MARK && n->first && n->first->text)
        set_attribute(b, n, "title", n->first->text);
    return true;
}

/* Gives an element its name in HTML. */
static void change(book *b, xml_node *n)
{
    const char *name = text_begins(n->name, "dtb:") ? n->name + 4 : n->name;
    const book_row *row = ROW_NAMED(name, rows);
    b->recordings += xml_value(n, "smilref") != NULL;
    if (xml_value(n, "id") && text_begins(xml_value(n, "id"), "ard-"))
        drop_attribute(n, "id");
    if (change_ours(b, n))
        return;
    n->name = row ? row->element : name;
    for (size_t i = 0; row && row->attributes[i]; i += 2)
        set_attribute(b, n, row->attributes[i], row->attributes[i + 1]);
    if (strcmp(name, "hd") == 0 || strcmp(name, "levelhd") == 0)
        change_heading(n);
    else if (strcmp(name, "noteref") == 0 || strcmp(name, "annoref") == 0)
        change_reference(b, n);
    else if (strcmp(name, "list") == 0)
        change_list(b, n);
    else if (strcmp(name, "title") == 0 && !xml_is(n->parent, "head"))
        n->name = xml_is(n->parent, "cite") ? "span" : "summary";
    else if (strcmp(name, "li") == 0 && web_says(n->parent, "type", "pl"))
        change_marked_item(b, n);
    else if (strcmp(name, "author") == 0 && xml_is(n->parent, "cite"))
        n->name = "span";
    else if (strcmp(name, "caption") == 0 && !xml_is(n->parent, "table"))
        n->name = "figcaption";
    else if (strcmp(name, "line") == 0 && next_line(n))
        end_line(b, n);
    else if (strcmp(name, "pagenum") == 0)
        set_attribute(b, n, "epub:type", "pagebreak");
}

static bool is_named(const xml_node *n, const char *name)
{
    return n->name && strcmp(text_begins(n->name, "dtb:") ? n->name + 4 : n->name, name) == 0;
}

/* Changes all of a book; each element after what it is in. */
static void change_all(book *b, xml_node *root)
{
    for (xml_node *n = root; n; n = xml_following(n, root)) {
        if (!n->name || text_begins(n->name, "math:"))
            continue;
        bool loose = is_named(n, "line") && !web_says(n->parent, "class", "verse");
        if (loose)
            group_lines(b, n);
        else if (is_named(n, "list"))
            take_title(b, n);
        change(b, n);
    }
}

/* Nodes that the page reader has made of parts and paragraphs become what our writer's classes said. */
static void restore_kinds(ard_document *document)
{
    static const ard_kind kinds[] = {EXERCISE, QUESTION, INSTRUCTION};
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const char *said = event == WALK_LEAVE ? node_attribute(w.node, OWN_KIND) : NULL;
        for (size_t i = 0; said && i < sizeof kinds / sizeof *kinds; i++)
            if (strcmp(said, kind_about(kinds[i])->name) == 0 &&
                w.node->kind == (kinds[i] == INSTRUCTION ? PARAGRAPH : SECTION))
                w.node->kind = kinds[i];
        if (said)
            node_set(document, w.node, OWN_KIND, NULL);
    }
}

/* ---- The reader --------------------------------------------------------------------------------------------------- */

/* Whether `word` stands in the first bytes, NULs of UTF-16 apart. */
static bool holds(const unsigned char *head, size_t size, const char *word)
{
    size_t most = size < LOOKED_AT ? size : LOOKED_AT, length = strlen(word);
    for (size_t i = 0; i + length <= most; i++)
        if (memcmp(head + i, word, length) == 0)
            return true;
    return false;
}

static int dtbook_probe(const unsigned char *head, size_t size)
{
    if (size > 2 && memcmp(head, "PK", 2) == 0)
        return !holds(head, size, "application/epub") && (holds(head, size, ".opf") || holds(head, size, "dtbook")) ? 60
                                                                                                                    : 0;
    return holds(head, size, "<dtbook") ? SURE : 0;
}

/* A picture of a book in a package is one of its parts. */
static int book_picture(webpage *w, const char *address, place where)
{
    const book *b = w->site->user;
    if (!b->package)
        return picture_at(w->task, w->document, address, where);
    char *name = NULL;
    buffer path = BUFFER_EMPTY;
    const char *bytes;
    size_t size;
    buffer_format(&path, "%s%s", b->folder, address);
    name = arena_string(b->pool, buffer_string(&path));
    buffer_free(&path);
    if (!name || !archive_has(b->package, name)) {
        report(w->task->log, where, "picture.missing", address, NULL);
        return 0;
    }
    if (archive_part(b->package, b->pool, name, &bytes, &size) != ARD_OK)
        return 0;
    return lesson_resource(w->document, bytes, size);
}

static ard_status read_book(book *b, const char *part, const void *bytes, size_t size)
{
    xml_node *root;
    ard_status status = xml_read(&root, b->pool, b->task->log, b->task->limits, part, bytes, size);
    if (status != ARD_OK)
        return status;
    if (!is_named(root, "dtbook") && !is_named(root, "dtbook3"))
        return report(b->task->log, PLACE(part, root->line, root->column), "dtbook.none", NULL);
    change_all(b, root);
    web_metadata(b->document, root);
    arena *pool = lesson_pool(b->document);
    web_site site = {table_new(pool), table_new(pool), b};
    web_site_links(&site, root);
    status = webpage_read_among(b->task, b->document, lesson_root(b->document), root, part, book_picture, &site);
    restore_kinds(b->document);
    if (b->recordings)
        report(b->task->log, PLACE(part, 0, 0), "dtbook.recording", report_number(b->task->log, b->recordings), NULL);
    return status;
}

/* Finds the DTBook part of a package: the first that is one. */
static ard_status read_package(book *b, const source *s)
{
    ard_status status = archive_open(&b->package, b->task->log, b->task->limits, s->bytes, s->size);
    const char *bytes;
    size_t size;
    for (size_t i = 0; status == ARD_OK && i < archive_count(b->package); i++) {
        const char *name = archive_name(b->package, i), *slash = strrchr(name, '/');
        if (!text_ends(name, ".xml"))
            continue;
        status = archive_part(b->package, b->pool, name, &bytes, &size);
        if (status != ARD_OK || !holds((const unsigned char *)bytes, size, "<dtbook"))
            continue;
        b->folder = slash ? arena_copy(b->pool, name, (size_t)(slash - name) + 1) : "";
        status = b->folder ? read_book(b, name, bytes, size) : ARD_E_LIMIT;
        archive_close(b->package);
        return status;
    }
    archive_close(b->package);
    return status == ARD_OK ? report(b->task->log, NOWHERE, "dtbook.none", NULL) : status;
}

static ard_status dtbook_read(task *t, const source *s, ard_document *document)
{
    book b = {.task = t, .document = document, .pool = arena_new(t->limits->memory / 2)};
    ard_status status = !b.pool ? report(t->log, NOWHERE, "source.limit.memory", NULL)
                        : s->size > 2 && memcmp(s->bytes, "PK", 2) == 0 ? read_package(&b, s)
                                                                        : read_book(&b, NULL, s->bytes, s->size);
    arena_free(b.pool);
    return status;
}

const ard_reader dtbook_reader = {
    .about = {.kind = ARD_READER,
              .name = "dtbook",
              .aliases = "daisy",
              .endings = ".dtbook .xml",
              .media_type = "application/x-dtbook+xml",
              .lacks = "",
              .help = "dtbook.help"},
    .probe = dtbook_probe,
    .read = dtbook_read,
};
