#include "html.h"

#include "base/text.h"

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

void html_attribute(buffer *out, const char *name, const char *value)
{
    if (!value)
        return;
    buffer_format(out, " %s=\"", name);
    buffer_xml(out, value, strlen(value), true);
    buffer_byte(out, '"');
}

/* Adds ids as a list, those that no node has left out; nothing where none is left. */
static void add_idrefs(html_page *page, buffer *out, const char *name, const char *value)
{
    buffer list = BUFFER_EMPTY;
    while (*value) {
        size_t size = 0;
        while (value[size] && !ascii_is_space(value[size]))
            size++;
        const char *id = arena_copy(page->pool, value, size);
        if (id && size && table_value(page->ids, id))
            buffer_format(&list, "%s%s", list.size ? " " : "", id);
        value += size;
        value += ascii_is_space(*value);
    }
    if (list.size)
        html_attribute(out, name, buffer_string(&list));
    buffer_free(&list);
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

static bool is_language(const char *value)
{
    size_t size = strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    return size >= 2 && !value[size] && value[0] != '-';
}

/* Whether a name may stand in a start tag as it is. */
static bool is_plain_name(const char *name)
{
    return !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_.")];
}

static void add_id(html_page *page, const ard_node *node, const attribute *a, buffer *out)
{
    (void)a;
    html_attribute(out, "id", html_id_of(page, node));
}

static void add_lang(html_page *page, const ard_node *node, const attribute *a, buffer *out)
{
    (void)page;
    (void)node;
    if (is_language(a->value))
        html_attribute(out, "lang", a->value);
}

static void add_dir(html_page *page, const ard_node *node, const attribute *a, buffer *out)
{
    (void)page;
    (void)node;
    if (text_in_list("ltr rtl auto", a->value))
        html_attribute(out, "dir", a->value);
}

static void add_role(html_page *page, const ard_node *node, const attribute *a, buffer *out)
{
    (void)page;
    if (role_fits(node, a->value))
        html_attribute(out, "role", a->value);
}

static void add_title(html_page *page, const ard_node *node, const attribute *a, buffer *out)
{
    (void)page;
    if (*a->value && node->kind != PAGE_MARK && node->kind != PAGE_REFERENCE && node->kind != LINE_MARK)
        html_attribute(out, "title", a->value);
}

/* A named section is a landmark: a name that another has already would tell neither apart, so it has it alone. */
static void add_label(html_page *page, const ard_node *node, const attribute *a, buffer *out)
{
    bool landmark = node->kind == SECTION || node->kind == EXERCISE || node->kind == QUESTION;
    if (!*a->value || !may_be_named(node) || (landmark && table_value(page->names, a->value)))
        return;
    if (landmark)
        table_set(page->names, a->value, page);
    html_attribute(out, a->name, a->value);
}

static void add_labelled_by(html_page *page, const ard_node *node, const attribute *a, buffer *out)
{
    if (may_be_named(node))
        add_idrefs(page, out, a->name, a->value);
}

static void add_described_by(html_page *page, const ard_node *node, const attribute *a, buffer *out)
{
    (void)node;
    add_idrefs(page, out, a->name, a->value);
}

static void add_type(html_page *page, const ard_node *node, const attribute *a, buffer *out)
{
    (void)page;
    (void)node;
    html_attribute(out, "data-epub-type", a->value);
}

typedef struct attribute_work {
    const char *name;
    void (*add)(html_page *page, const ard_node *node, const attribute *a, buffer *out);
} attribute_work;

static const attribute_work attribute_works[] = {
    {"aria-describedby", add_described_by},
    {"aria-label", add_label},
    {"aria-labelledby", add_labelled_by},
    {"dir", add_dir},
    {"epub:type", add_type},
    {"id", add_id},
    {"lang", add_lang},
    {"role", add_role},
    {"title", add_title},
};

void html_attributes(html_page *page, const ard_node *node, const char *class, buffer *out)
{
    buffer classes = BUFFER_EMPTY;
    const char *styled = html_class(page, node->style);
    buffer_text(&classes, class);
    if (class && styled)
        buffer_byte(&classes, ' ');
    buffer_text(&classes, styled);
    if (classes.size)
        html_attribute(out, "class", buffer_string(&classes));
    buffer_free(&classes);
    const kind_row *about = kind_about(node->kind);
    if (about->key && text_begins(about->key, "data-")) /* by which our own reader knows the kind again */
        html_attribute(out, about->key, about->value);
    for (const attribute *a = node->attributes; a; a = a->next) {
        for (size_t i = 0; i < sizeof attribute_works / sizeof *attribute_works; i++)
            if (strcmp(a->name, attribute_works[i].name) == 0)
                attribute_works[i].add(page, node, a, out);
        if (text_begins(a->name, "data-") && is_plain_name(a->name) && a->name[5] &&
            !(about->key && strcmp(a->name, about->key) == 0))
            html_attribute(out, a->name, a->value);
    }
}

/* Adds an address with the bytes that no URL may hold as %XX (URL standard, "URL code points"). */
static void add_url(const char *url, buffer *out)
{
    for (; *url; url++) {
        unsigned char c = (unsigned char)*url;
        if (c <= ' ' || c == 127 || strchr("\"<>`{}|\\^", c))
            buffer_format(out, "%%%02X", c);
        else
            buffer_xml(out, url, 1, true);
    }
}

void html_href(html_page *page, const ard_node *link, buffer *out)
{
    const char *href = node_attribute(link, "href");
    if (!href)
        return;
    if (*href == '#' && href[1]) {
        buffer_text(out, " href=\"#");
        add_url(html_id(page, href + 1), out);
        buffer_byte(out, '"');
        return;
    }
    if (!href_is_safe(href)) {
        report(page->task->log, link->place, "html.link.unsafe", NULL);
        return;
    }
    buffer_text(out, " href=\"");
    add_url(href, out);
    buffer_byte(out, '"');
}
