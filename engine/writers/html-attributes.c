#include "html.h"

#include "base/text.h"
#include "lesson/carry-html.h"

#include <stdio.h>
#include <string.h>

const char *html_id(html_page *page, const char *id)
{
    if (!id || !*id)
        return NULL;
    char *copy = arena_string(page->pool, id);
    for (char *c = copy; c && *c; c++)
        if (ascii_is_space(*c))
            *c = '_';
    return copy;
}

void html_index_ids(html_page *page)
{
    walk w = walk_of(lesson_root(page->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const char *id = event == WALK_ENTER ? html_id(page, node_attribute(w.node, "id")) : NULL;
        if (id && !table_value(page->ids, id))
            table_set(page->ids, id, w.node);
    }
}

const char *html_id_of(html_page *page, const ard_node *node)
{
    const char *id = html_id(page, node_attribute(node, "id"));
    return id && table_value(page->ids, id) == node ? id : NULL;
}

const char *html_new_id(html_page *page, const char *base, const ard_node *node)
{
    buffer id = BUFFER_EMPTY;
    buffer_text(&id, base);
    for (unsigned i = 2; table_value(page->ids, buffer_string(&id)) && !id.failed; i++) {
        buffer_reset(&id);
        buffer_format(&id, "%s-%u", base, i);
    }
    const char *kept = arena_string(page->pool, buffer_string(&id));
    buffer_free(&id);
    table_set(page->ids, kept, (void *)node);
    return kept;
}

/* Whether an id is one of this page. */
static bool is_here(html_page *page, const char *id)
{
    const char *file = page->book && page->book->file ? page->book->file(page, id) : "";
    return table_value(page->ids, id) && file && !*file;
}

/* Adds ids as a list, those that no node of the page has left out; nothing where none is left. Whether all were written. */
static bool add_idrefs(html_page *page, buffer *out, const char *name, const char *value)
{
    const char *whole = value;
    buffer list = BUFFER_EMPTY;
    while (*value) {
        size_t size = 0;
        while (value[size] && !ascii_is_space(value[size]))
            size++;
        const char *id = arena_copy(page->pool, value, size);
        if (id && size && is_here(page, id))
            buffer_format(&list, "%s%s", list.size ? " " : "", id);
        value += size;
        value += ascii_is_space(*value);
    }
    if (list.size)
        markup_attribute(out, name, buffer_string(&list));
    bool same = strcmp(buffer_string(&list), whole) == 0 && list.size;
    buffer_free(&list);
    return same;
}

/* Roles that an author may give to elements that have none of their own (ARIA in HTML; DPUB-ARIA 1.1). Structure that
 * the kinds say is never overridden. */
static bool role_fits(const ard_node *node, const char *role)
{
    static const char on_sections[] = "doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-bibliography "
                                      "doc-chapter doc-colophon doc-conclusion doc-credit doc-credits doc-dedication "
                                      "doc-epigraph doc-epilogue doc-errata doc-example doc-foreword doc-glossary "
                                      "doc-introduction doc-notice doc-part doc-preface doc-prologue doc-pullquote "
                                      "doc-qna doc-tip note group";
    bool one = *role && !strchr(role, ' ');
    if (node->kind == SPAN)
        return strcmp(role, "img") == 0 && node_attribute(node, "aria-label");
    return one && (node->kind == SECTION || node->kind == EXERCISE || node->kind == QUESTION || node->kind == ASIDE) &&
           text_in_list(on_sections, role);
}

const char *html_aside_role(const ard_node *aside)
{
    const char *role = node_attribute(aside, "role");
    return role && role_fits(aside, role) ? role : "note";
}

/* Whether ARIA allows a name on the element of a kind. */
static bool may_be_named(const ard_node *node)
{
    static const bool named[KINDS] = {
        [SECTION] = true, [EXERCISE] = true, [QUESTION] = true,    [ASIDE] = true, [FIGURE] = true,  [BULLETS] = true,
        [NUMBERS] = true, [TABLE] = true,    [HEADER_CELL] = true, [LINK] = true,  [HEADING] = true,
    };
    const char *role = node_attribute(node, "role");
    return named[node->kind] || (role && role_fits(node, role));
}

bool html_is_language(const char *value)
{
    size_t size = strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    return strcspn(value, "-") >= 2 && !value[size]; /* "x-..." is private: no checker knows it */
}

/* Whether a name may stand in a start tag as it is. */
static bool is_plain_name(const char *name)
{
    return !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_.")];
}

/* ---- One function an attribute: whether it is written, just as it is ---- */

static bool add_id(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    const char *id = html_id_of(page, node);
    if (!page->continued)
        markup_attribute(out, "id", id);
    return page->continued || (id && strcmp(id, value) == 0);
}

static bool add_lang(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)node;
    if (!html_is_language(value))
        return false;
    markup_attribute(out, "lang", value);
    if (page->xml)
        markup_attribute(out, "xml:lang", value);
    return true;
}

static bool add_dir(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)page;
    (void)node;
    bool known = strcmp(value, "ltr") == 0 || strcmp(value, "rtl") == 0 || strcmp(value, "auto") == 0;
    markup_attribute(out, "dir", known ? value : NULL);
    return known;
}

static bool add_role(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    bool group = page->xml && strcmp(value, "group") == 0; /* EPUB's schema has none on a section */
    bool fits = role_fits(node, value) && !(group && node->kind != ASIDE);
    markup_attribute(out, "role", fits ? value : NULL);
    return fits;
}

static bool add_title(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)page;
    (void)node;
    markup_attribute(out, "title", *value ? value : NULL);
    return *value;
}

/* A named section is a landmark: a name that another has already would tell neither apart, so it has it alone. */
static bool add_label(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    bool landmark = node->kind == SECTION || node->kind == EXERCISE || node->kind == QUESTION;
    if (!*value || !may_be_named(node) || (landmark && table_value(page->names, value)))
        return false;
    if (landmark)
        table_set(page->names, value, page);
    markup_attribute(out, "aria-label", value);
    return true;
}

static bool add_labelled_by(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    return may_be_named(node) && add_idrefs(page, out, "aria-labelledby", value);
}

static bool add_described_by(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)node;
    return add_idrefs(page, out, "aria-describedby", value);
}

/* EPUB has the attribute; a type with a prefix would have to declare that. */
static bool add_type(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)node;
    bool plain = page->xml && *value && !value[strspn(value, "abcdefghijklmnopqrstuvwxyz- ")] && *value != ' ';
    markup_attribute(out, "epub:type", plain ? value : NULL);
    return plain;
}

/* A whole number as HTML reads it, written as it is. */
static bool add_whole(const ard_node *node, const char *name, long least, long most, buffer *out)
{
    char same[24];
    long number;
    const char *value = node_attribute(node, name);
    if (!node_whole_number(node, name, &number) || number < least || number > most)
        return false;
    snprintf(same, sizeof same, "%ld", number);
    if (strcmp(same, value) != 0)
        return false;
    markup_attribute(out, name, value);
    return true;
}

static bool add_start(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)page;
    (void)value;
    return node->kind == NUMBERS && add_whole(node, "start", -1000000, 1000000, out);
}

static bool add_value(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)page;
    (void)value;
    return node->kind == ITEM && kind_is(node->parent, NUMBERS) && add_whole(node, "value", -1000000, 1000000, out);
}

static bool add_list_type(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)page;
    bool known = node->kind == NUMBERS && *value && !value[1] && strchr("1aAiI", *value);
    markup_attribute(out, "type", known ? value : NULL);
    return known;
}

static bool add_progress(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)node;
    return html_progress(page, value, out);
}

static bool add_columns(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)page;
    (void)value;
    return node_is_cell(node) && add_whole(node, "colspan", 2, 1000, out);
}

static bool add_rows(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)page;
    (void)value;
    return node_is_cell(node) && add_whole(node, "rowspan", 2, 65534, out);
}

static bool add_scope(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)page;
    bool known = node->kind == HEADER_CELL && html_is_header(node) && strlen(value) > 2 &&
                 text_in_list("col row colgroup rowgroup", value) && !strchr(value, ' ');
    markup_attribute(out, "scope", known ? value : NULL);
    return known;
}

static bool add_address(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    bool link = node->kind == LINK || (node->kind == NOTE_REFERENCE && notes_of(page->notes, node));
    return link && !html_in_link(node) && html_href(page, node, value, out);
}

static bool add_alternative(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    bool shown = node->kind == IMAGE && html_picture(page, node);
    markup_attribute(out, "alt", shown ? value : NULL);
    return shown;
}

static bool add_width(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)value;
    return node->kind == IMAGE && html_picture(page, node) && add_whole(node, "width", 1, 100000, out);
}

static bool add_height(html_page *page, const ard_node *node, const char *value, buffer *out)
{
    (void)value;
    return node->kind == IMAGE && html_picture(page, node) && add_whole(node, "height", 1, 100000, out);
}

typedef struct attribute_work {
    const char *name;
    bool (*add)(html_page *page, const ard_node *node, const char *value, buffer *out);
} attribute_work;

/* Ascending. */
static const attribute_work attribute_works[] = {
    {"alt", add_alternative},
    {"aria-describedby", add_described_by},
    {"aria-label", add_label},
    {"aria-labelledby", add_labelled_by},
    {"colspan", add_columns},
    {"data-progress", add_progress},
    {"dir", add_dir},
    {"epub:type", add_type},
    {"height", add_height},
    {"href", add_address},
    {"id", add_id},
    {"lang", add_lang},
    {"role", add_role},
    {"rowspan", add_rows},
    {"scope", add_scope},
    {"start", add_start},
    {"title", add_title},
    {"type", add_list_type},
    {"value", add_value},
    {"width", add_width},
};

void html_classes(html_page *page, const ard_node *node, const char *class, buffer *out)
{
    const char *styled = node->style == STYLE_PAGE ? CARRY_STYLE_PAGE : html_class(page, node->style);
    buffer lines = BUFFER_EMPTY;
    html_line_class(page, node, &lines);
    const char *const classes[] = {class, styled, lines.size ? buffer_string(&lines) : NULL};
    bool any = false;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (classes[i]) {
            buffer_format(out, "%s%s", any ? " " : " class=\"", classes[i]);
            any = true;
        }
    buffer_text(out, any ? "\"" : "");
    buffer_free(&lines);
}

void html_kind_mark(const ard_node *node, const char *element, buffer *out)
{
    const kind_row *about = kind_about(node->kind);
    const char *mark = about->key && strcmp(about->key, "data-ard") == 0 ? about->value : about->name;
    bool told = !about->key && carry_html_kind(element, NULL) == node->kind;
    if (!told && node->kind != LESSON_ROOT)
        markup_attribute(out, "data-ard", mark);
}

void html_added(html_page *page, const char *name)
{
    buffer_format(&page->added, "%s%s", page->added.size ? " " : "", name);
}

void html_end_attributes(html_page *page, buffer *out)
{
    if (page->added.size)
        markup_attribute(out, CARRY_ADDED, buffer_string(&page->added));
    buffer_reset(&page->added);
}

/* Adds one attribute: by its own function, as it is where it is a data-* one, else carried. */
static void add_attribute(html_page *page, const ard_node *node, const attribute *a, buffer *out)
{
    const attribute_work *work = ROW_NAMED(a->name, attribute_works);
    bool filled = text_in_list(carry_html_filled(node->kind), a->name);
    if (work && !filled && work->add(page, node, a->value, out))
        return;
    if (strcmp(a->name, "href") == 0 && !href_is_safe(a->value)) /* reported, and not even carried */
        return;
    if (text_begins(a->name, "data-") && a->name[5] && is_plain_name(a->name) && !text_begins(a->name, "data-ard"))
        markup_attribute(out, a->name, a->value);
    else if (!page->continued)
        carry_html_add(a->name, a->value, out);
}

void html_attributes(html_page *page, const ard_node *node, const char *element, const char *class, buffer *out)
{
    html_kind_mark(node, element, out);
    html_classes(page, node, class, out);
    if (page->continued)
        markup_attribute(out, CARRY_CONTINUED, "1");
    for (const attribute *a = node->attributes; a; a = a->next)
        if (!page->continued || text_in_list("lang dir", a->name))
            add_attribute(page, node, a, out);
}

/* Adds an address with the bytes that no URL may hold as %XX (URL standard, "URL code points"), and whether there are none. */
static bool add_url(const char *url, buffer *out)
{
    bool plain = true;
    for (; *url; url++) {
        unsigned char c = (unsigned char)*url;
        bool wrong = c <= ' ' || c == 127 || strchr("\"<>`{}|\\^", c);
        if (wrong)
            buffer_format(out, "%%%02X", c);
        else
            buffer_xml(out, url, 1, true);
        plain = plain && !wrong;
    }
    return plain;
}

/* A link within the lesson: to the file that has its target, where that is another. */
static bool add_fragment(html_page *page, const char *href, buffer *out)
{
    const char *id = html_id(page, href + 1);
    const char *file = page->book && page->book->file ? page->book->file(page, id) : "";
    if (!id || !file)
        return false;
    buffer_format(out, " href=\"%s#", file);
    bool plain = add_url(id, out) && strcmp(id, href + 1) == 0;
    buffer_byte(out, '"');
    return plain;
}

/* Whether an address may stand in a book, whose checkers want a URI or a file of the book: RFC 3986, loosely. */
static bool is_address(const char *href)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:", "tel:", "ftp://"};
    bool known = false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        known = known || (text_begins(href, schemes[i]) && href[strlen(schemes[i])]);
    for (const char *at = href; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (c <= ' ' || c >= 127 || strchr("\"<>`{}|\\^[]", c) || (c == '%' && ascii_percent(at, strnlen(at, 3)) < 0))
            return false;
    }
    const char *host = strstr(href, "://");
    return known && !(host && strchr("/?#:@", host[3])) && (!strchr(href, '#') || !strchr(strchr(href, '#') + 1, '#'));
}

bool html_href(html_page *page, const ard_node *link, const char *href, buffer *out)
{
    if (*href == '#' && href[1])
        return add_fragment(page, href, out);
    if (!href_is_safe(href)) {
        report(page->task->log, link->place, "html.link.unsafe", NULL);
        return false;
    }
    if (page->book && !is_address(href))
        return false;
    buffer_text(out, " href=\"");
    bool plain = add_url(href, out);
    buffer_byte(out, '"');
    return plain;
}

bool html_in_link(const ard_node *node)
{
    for (const ard_node *up = node->parent; up && kind_about(up->kind)->class == INLINE; up = up->parent)
        if (up->kind == LINK || up->kind == NOTE_REFERENCE)
            return true;
    return false;
}
