/* What becomes of each element of HTML: one table. */
#include "html.h"

#include "base/table.h"
#include "base/text.h"
#include "maths/mathml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPAN_MOST = 1000, LIST_MOST = 100000 };

/* ---- Actions ---------------------------------------------------------------------------------------------------- */

static bool through(webpage *w, const xml_node *n, const web_row *row)
{
    (void)w, (void)n, (void)row;
    return true;
}

static bool skip(webpage *w, const xml_node *n, const web_row *row)
{
    (void)w, (void)n, (void)row;
    return false;
}

static bool container(webpage *w, const xml_node *n, const web_row *row)
{
    web_role role = web_by_role(w, n);
    if (role == AS_NAMED)
        web_open_container(w, n, row->kind);
    return role != GO_PAST;
}

static bool leaf(webpage *w, const xml_node *n, const web_row *row)
{
    web_role role = web_by_role(w, n);
    if (role == AS_NAMED)
        web_open_leaf(w, n, row->kind, row->kind != PARAGRAPH);
    return role != GO_PAST;
}

static bool inline_element(webpage *w, const xml_node *n, const web_row *row)
{
    web_open_inline(w, n, row->kind, row->key, row->value);
    web_style_inlines(w, n);
    return true;
}

/* Whether an element says something that must not be lost when it is gone through. */
static bool has_meaning(webpage *w, const xml_node *n)
{
    const char *id = xml_value(n, "id");
    return xml_value(n, "lang") || xml_value(n, "xml:lang") || xml_value(n, "dir") || xml_value(n, "aria-label") ||
           xml_value(n, "epub:type") || web_is_revealed(w, n) || (id && table_value(w->targets, id));
}

/* Roles of landmarks and of groups, which a div may have (ARIA 1.2, 5.3.4; DPUB-ARIA 1.1). */
static bool is_group_role(const char *role)
{
    static const char roles[] =
        "article banner complementary contentinfo form main navigation region search group note";
    return role && (text_in_list(roles, role) || text_begins(role, "doc-"));
}

static bool division(webpage *w, const xml_node *n, const web_row *row)
{
    (void)row;
    web_role role = web_by_role(w, n);
    if (role != AS_NAMED)
        return role == GO_IN;
    if (is_group_role(xml_value(n, "role")) || has_meaning(w, n)) {
        web_open_container(w, n, SECTION);
        return true;
    }
    web_boundary(w);
    w->frames[w->frame_count - 1].block = true;
    return true;
}

/* A header or footer of the page is a landmark; one of an article or section is a part of it (HTML-AAM 1.0, 3.5). */
static bool landmark(webpage *w, const xml_node *n, const web_row *row)
{
    static const char within[] = "article aside main nav section";
    for (const xml_node *up = n->parent; up; up = up->parent)
        if (text_in_list(within, up->name))
            return division(w, n, row);
    web_role role = web_by_role(w, n);
    ard_node *node = role == AS_NAMED ? web_open_container(w, n, SECTION) : NULL;
    if (node && !node_attribute(node, "role"))
        node_set(w->document, node, "role", strcmp(n->name, "header") == 0 ? "banner" : "contentinfo");
    return role != GO_PAST;
}

static bool span(webpage *w, const xml_node *n, const web_row *row)
{
    web_role role = web_by_role(w, n);
    (void)row;
    if (role != AS_NAMED)
        return role == GO_IN;
    if (has_meaning(w, n) || web_says(n, "role", "img") || xml_value(n, "title"))
        web_open_inline(w, n, SPAN, NULL, NULL);
    web_style_inlines(w, n);
    return true;
}

static bool heading(webpage *w, const xml_node *n, const web_row *row)
{
    const char *level = xml_value(n, "aria-level");
    web_role role = web_by_role(w, n);
    ard_node *node = role == AS_NAMED ? web_open_leaf(w, n, HEADING, true) : NULL;
    (void)row;
    if (node)
        node->number = level ? (int)strtol(level, NULL, 10) : n->name[1] - '0';
    return role != GO_PAST;
}

static bool paragraph_strong(webpage *w, const xml_node *n, const web_row *row)
{
    (void)row;
    web_open_leaf(w, n, PARAGRAPH, true);
    web_open_inline(w, NULL, STRONG, NULL, NULL);
    return true;
}

static bool rule(webpage *w, const xml_node *n, const web_row *row)
{
    (void)row;
    if (web_by_role(w, n) != AS_NAMED)
        return false;
    web_boundary(w);
    if (!w->fixed)
        node_append(w->container, node_new(w->document, RULE, web_place(w, n)));
    return false;
}

static bool line_end(webpage *w, const xml_node *n, const web_row *row)
{
    (void)row;
    web_line_end(w, web_place(w, n));
    return false;
}

/* ---- Lists ------------------------------------------------------------------------------------------------------ */

static bool numbers(webpage *w, const xml_node *n, const web_row *row)
{
    ard_node *node = web_open_container(w, n, NUMBERS);
    const char *type = xml_value(n, "type"), *start = xml_value(n, "start");
    (void)row;
    if (type && text_in_list("a A i I", type) && strlen(type) == 1 && node)
        node_set(w->document, node, "type", type);
    long first = start ? strtol(start, NULL, 10) : 1;
    if (node && start && labs(first) < LIST_MOST && first != 1)
        node_set_number(w->document, node, "start", first);
    return true;
}

/* The number of an item where it is not the next one: its own, or counted down (HTML, 4.4.5 "ordinal value"). */
static void number_item(webpage *w, ard_node *item, const xml_node *n)
{
    const char *value = xml_value(n, "value");
    if (!xml_is(n->parent, "ol"))
        return;
    if (value && labs(strtol(value, NULL, 10)) < LIST_MOST)
        node_set_number(w->document, item, "value", strtol(value, NULL, 10));
    else if (xml_value(n->parent, "reversed")) {
        const char *start = xml_value(n->parent, "start");
        const char *previous = item->previous ? node_attribute(item->previous, "value") : NULL;
        long number = previous ? strtol(previous, NULL, 10) - 1 : start ? strtol(start, NULL, 10) : 0;
        for (const xml_node *other = n->parent->first; other && !previous && !start; other = other->next)
            number += xml_is(other, "li");
        node_set_number(w->document, item, "value", number);
    }
}

static bool item(webpage *w, const xml_node *n, const web_row *row)
{
    web_role role = web_by_role(w, n);
    if (role != AS_NAMED)
        return role == GO_IN;
    ard_node *node = web_open_container(w, n, row->kind);
    if (node && node->parent->kind == NUMBERS)
        number_item(w, node, n);
    return true;
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

/* A table that only lays out: its cells are read one after the other. */
static bool table_element(webpage *w, const xml_node *n, const web_row *row)
{
    if (web_says(n, "role", "presentation") || web_says(n, "role", "none"))
        return division(w, n, row);
    web_open_container(w, n, TABLE);
    return true;
}

static bool is_layout(const xml_node *n)
{
    while (n && !xml_is(n, "table"))
        n = n->parent;
    return n && (web_says(n, "role", "presentation") || web_says(n, "role", "none") ||
                 web_says(n, "class", "highlighttable"));
}

static bool table_row(webpage *w, const xml_node *n, const web_row *row)
{
    if (is_layout(n))
        return division(w, n, row);
    web_open_container(w, n, ROW);
    return true;
}

static void set_span(webpage *w, ard_node *cell, const xml_node *n, const char *name)
{
    const char *value = xml_value(n, name);
    long number = value ? strtol(value, NULL, 10) : 1;
    if (number > 1)
        node_set_number(w->document, cell, name, number < SPAN_MOST ? number : SPAN_MOST);
}

/* What a header cell heads where its author does not say: the column in a head or in a row of headers, else the row
 * (HTML, 4.9.12.2, in short). */
static const char *scope_of(const xml_node *n)
{
    const char *said = xml_value(n, "scope");
    if (said && text_in_list("col row colgroup rowgroup", said))
        return said;
    if (xml_is(n->parent ? n->parent->parent : NULL, "thead"))
        return "col";
    unsigned left = SPAN_MOST;
    for (const xml_node *cell = n->parent ? n->parent->first : NULL; cell && left; cell = cell->next, left--)
        if (xml_is(cell, "td"))
            return "row";
    return "col";
}

static bool cell(webpage *w, const xml_node *n, const web_row *row)
{
    bool heads = row->kind == HEADER_CELL || xml_is(n->parent ? n->parent->parent : NULL, "thead");
    if (is_layout(n))
        return division(w, n, row);
    ard_node *node = web_open_container(w, n, heads ? HEADER_CELL : CELL);
    if (!node)
        return true;
    set_span(w, node, n, "colspan");
    set_span(w, node, n, "rowspan");
    if (heads)
        node_set(w->document, node, "scope", scope_of(n));
    return true;
}

/* ---- Links ------------------------------------------------------------------------------------------------------ */

static bool is_back_link(const xml_node *n)
{
    return web_says(n, "role", "doc-backlink") || web_says(n, "class", "footnote-backref") ||
           web_says(n, "class", "footnote-back") || web_says(n, "epub:type", "backlink");
}

static bool anchor(webpage *w, const xml_node *n, const web_row *row)
{
    const char *href = xml_value(n, "href");
    web_role role = web_by_role(w, n);
    if (role != AS_NAMED)
        return role == GO_IN;
    if (is_back_link(n))
        return false;
    if (!href || text_begins(href, "javascript:"))
        return span(w, n, row);
    web_open_inline(w, n, web_is_note_reference(n) && *href == '#' ? NOTE_REFERENCE : LINK, NULL, NULL);
    web_style_inlines(w, n);
    return true;
}

/* ---- Code, formulas, scripts ------------------------------------------------------------------------------------ */

static bool preformatted(webpage *w, const xml_node *n, const web_row *row)
{
    const xml_node *code = xml_child(n, "code");
    const char *classes = xml_value(code ? code : n, "class"), *mark = classes ? strstr(classes, "language-") : NULL;
    ard_node *node = web_open_leaf(w, n, CODE_BLOCK, true);
    (void)row;
    w->preformatted = true;
    if (mark && node) {
        char *name = arena_copy(lesson_pool(w->document), mark + 9, strcspn(mark + 9, " \t\n"));
        node_set(w->document, node, "data-language", name);
    }
    return true;
}

/* Inside preformatted text all is code already. */
static bool code(webpage *w, const xml_node *n, const web_row *row)
{
    return w->preformatted ? through(w, n, row) : inline_element(w, n, row);
}

static bool formula(webpage *w, const xml_node *n, const web_row *row)
{
    (void)row;
    web_formula(w, mathml_read(w->document, w->task->log, n, w->part));
    return false;
}

/* Scripts are not run: only formulas that one would show (MathJax 2) are read. */
static bool script(webpage *w, const xml_node *n, const web_row *row)
{
    const char *type = xml_value(n, "type");
    (void)row;
    if (type && text_begins(type, "math/tex") && n->first && n->first->text)
        web_tex(w, n->first->text, n->first->size, strstr(type, "mode=display") != NULL, web_place(w, n));
    return false;
}

/* How characters are said, between parentheses after them, as they are shown where ruby is not known (HTML, 4.5.10). */
static bool ruby_text(webpage *w, const xml_node *n, const web_row *row)
{
    buffer text = BUFFER_EMPTY;
    (void)row;
    xml_text(n, &text);
    if (!ascii_is_blank(buffer_string(&text))) {
        web_string(w, "(", web_place(w, n));
        web_string(w, buffer_string(&text), web_place(w, n));
        web_string(w, ")", web_place(w, n));
    }
    buffer_free(&text);
    return false;
}

/* What a formula's drawing shows is said by its MathML beside it. */
static bool formula_drawing(webpage *w, const xml_node *n, const web_row *row)
{
    for (const xml_node *beside = n->parent ? n->parent->first : NULL; beside; beside = beside->next)
        if (xml_is(beside, "mjx-assistive-mml") || web_says(beside, "class", "katex-mathml"))
            return false;
    return span(w, n, row);
}

/* ---- Pages as generators make them ------------------------------------------------------------------------------- */

/* The page itself: its language is the lesson's (web_metadata), its direction the root's. */
static bool page(webpage *w, const xml_node *n, const web_row *row)
{
    const char *dir = xml_value(n, "dir");
    (void)row;
    web_boundary(w);
    w->frames[w->frame_count - 1].block = true;
    if (dir && text_same(dir, "rtl"))
        node_set(w->document, w->container, "dir", "rtl");
    return true;
}

/* Diagrams in words that a script would draw. */
static bool diagram(webpage *w, const xml_node *n, const web_row *row)
{
    ard_node *node = web_open_leaf(w, n, CODE_BLOCK, true);
    (void)row;
    node_set(w->document, node, "data-language", "mermaid");
    w->preformatted = true;
    return true;
}

static bool admonition(webpage *w, const xml_node *n, const web_row *row)
{
    static const char *const boxes[][2] = {{"example exemple", "example"},
                                           {"abstract summary important retenir memo", "memo"},
                                           {"definition vocabulaire vocabulary", "vocabulary"}};
    ard_node *box = web_open_container(w, n, ASIDE);
    (void)row;
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
        for (const char *at = xml_value(n, "class"); at && *at; at += strcspn(at, " "), at += strspn(at, " ")) {
            char word[24];
            size_t size = strcspn(at, " ");
            snprintf(word, sizeof word, "%.*s", (int)(size < sizeof word ? size : 0), at);
            if (*word && text_in_list(boxes[i][0], word))
                node_set(w->document, box, "data-box", boxes[i][1]);
        }
    return true;
}

/* Classes of widespread generators (MkDocs, Pygments, Sphinx, Pandoc, MathJax, Mermaid): what is a control of the page,
 * or said twice, is passed over. */
static const struct {
    const char *word;
    web_action *enter;
} classes[] = {
    {"admonition", admonition}, {"headerlink", skip},      {"header-anchor", skip},   {"highlighttable", division},
    {"linenos", skip},          {"linenodiv", skip},       {"lineno", skip},          {"katex-html", formula_drawing},
    {"MathJax", skip},          {"MathJax_Preview", skip}, {"MathJax_Display", skip}, {"md-toggle", skip},
    {"md-nav__toggle", skip},   {"md-option", skip},       {"mermaid", diagram},      {"linenum", web_line_number},
    {"verse", web_verse},       {"vers", web_verse},       {"poem", web_verse},       {"poeme", web_verse},
    {"poetry", web_verse},      {"stanza", web_verse},     {"strophe", web_verse},
};

web_action *web_class_action(const xml_node *n)
{
    const char *said = xml_value(n, "class");
    for (size_t i = 0; said && i < sizeof classes / sizeof classes[0]; i++)
        if (text_in_list(said, classes[i].word))
            return classes[i].enter;
    return NULL;
}

/* ---- The table -------------------------------------------------------------------------------------------------- */

/* clang-format off */
/* Ascending by name. */
static const web_row rows[] = {
    {"a", anchor, LINK, NULL, NULL, "href hreflang"},
    {"abbr", inline_element, ABBREVIATION, NULL, NULL, NULL},
    {"acronym", inline_element, ABBREVIATION, NULL, NULL, NULL},
    {"address", division, SECTION, NULL, NULL, NULL},
    {"applet", web_embedded, 0, NULL, NULL, NULL},
    {"area", web_area, LINK, NULL, NULL, "href"},
    {"article", container, SECTION, "role", "article", NULL},
    {"aside", container, ASIDE, NULL, NULL, NULL},
    {"audio", web_media, LINK, NULL, NULL, NULL},
    {"b", inline_element, STRONG, NULL, NULL, NULL},
    {"base", skip, 0, NULL, NULL, NULL},
    {"bdi", inline_element, SPAN, NULL, NULL, NULL},
    {"bdo", inline_element, SPAN, NULL, NULL, NULL},
    {"blockquote", container, QUOTE, NULL, NULL, "cite"},
    {"body", page, 0, NULL, NULL, NULL},
    {"br", line_end, BREAK, NULL, NULL, NULL},
    {"button", web_button, SPAN, "role", "button", NULL},
    {"canvas", web_embedded, 0, NULL, NULL, NULL},
    {"caption", leaf, CAPTION, NULL, NULL, NULL},
    {"center", division, 0, NULL, NULL, NULL},
    {"cite", inline_element, EMPHASIS, NULL, NULL, NULL},
    {"code", code, CODE, NULL, NULL, NULL},
    {"col", skip, 0, NULL, NULL, NULL},
    {"colgroup", skip, 0, NULL, NULL, NULL},
    {"datalist", skip, 0, NULL, NULL, NULL},
    {"dd", item, DEFINITION, NULL, NULL, NULL},
    {"del", inline_element, STRIKE, NULL, NULL, NULL},
    {"details", container, SECTION, "role", "group", NULL},
    {"dfn", inline_element, EMPHASIS, NULL, NULL, NULL},
    {"dialog", division, 0, NULL, NULL, NULL},
    {"dir", container, BULLETS, NULL, NULL, NULL},
    {"div", division, 0, NULL, NULL, NULL},
    {"dl", container, DEFINITIONS, NULL, NULL, NULL},
    {"dt", leaf, TERM, NULL, NULL, NULL},
    {"em", inline_element, EMPHASIS, NULL, NULL, NULL},
    {"embed", web_embedded, 0, NULL, NULL, NULL},
    {"fieldset", container, SECTION, "role", "group", NULL},
    {"figcaption", leaf, CAPTION, NULL, NULL, NULL},
    {"figure", container, FIGURE, NULL, NULL, NULL},
    {"footer", landmark, SECTION, NULL, NULL, NULL},
    {"form", division, 0, NULL, NULL, NULL},
    {"frame", web_embedded, 0, NULL, NULL, NULL},
    {"h1", heading, HEADING, NULL, NULL, NULL},
    {"h2", heading, HEADING, NULL, NULL, NULL},
    {"h3", heading, HEADING, NULL, NULL, NULL},
    {"h4", heading, HEADING, NULL, NULL, NULL},
    {"h5", heading, HEADING, NULL, NULL, NULL},
    {"h6", heading, HEADING, NULL, NULL, NULL},
    {"head", skip, 0, NULL, NULL, NULL},
    {"header", landmark, SECTION, NULL, NULL, NULL},
    {"hgroup", division, 0, NULL, NULL, NULL},
    {"hr", rule, RULE, NULL, NULL, NULL},
    {"html", page, 0, NULL, NULL, NULL},
    {"i", inline_element, EMPHASIS, NULL, NULL, NULL},
    {"iframe", web_embedded, LINK, NULL, NULL, NULL},
    {"img", web_image, IMAGE, NULL, NULL, "alt"},
    {"input", web_input, ANSWER, NULL, NULL, NULL},
    {"ins", inline_element, UNDERLINE, NULL, NULL, NULL},
    {"kbd", code, CODE, NULL, NULL, NULL},
    {"legend", paragraph_strong, PARAGRAPH, NULL, NULL, NULL},
    {"li", item, ITEM, NULL, NULL, NULL},
    {"link", skip, 0, NULL, NULL, NULL},
    {"listing", preformatted, CODE_BLOCK, NULL, NULL, NULL},
    {"main", container, SECTION, "role", "main", NULL},
    {"mark", inline_element, MARK, NULL, NULL, NULL},
    {"math:math", formula, MATHS, NULL, NULL, NULL},
    {"menu", container, BULLETS, NULL, NULL, NULL},
    {"meta", skip, 0, NULL, NULL, NULL},
    {"mjx-math", formula_drawing, SPAN, NULL, NULL, NULL},
    {"nav", container, SECTION, "role", "navigation", NULL},
    {"noframes", skip, 0, NULL, NULL, NULL},
    {"noscript", division, 0, NULL, NULL, NULL},
    {"object", web_embedded, 0, NULL, NULL, NULL},
    {"ol", numbers, NUMBERS, NULL, NULL, NULL},
    {"optgroup", through, 0, NULL, NULL, NULL},
    {"p", leaf, PARAGRAPH, NULL, NULL, NULL},
    {"param", skip, 0, NULL, NULL, NULL},
    {"plaintext", preformatted, CODE_BLOCK, NULL, NULL, NULL},
    {"pre", preformatted, CODE_BLOCK, NULL, NULL, NULL},
    {"q", inline_element, INLINE_QUOTE, NULL, NULL, "cite"},
    {"rp", skip, 0, NULL, NULL, NULL},
    {"rt", ruby_text, 0, NULL, NULL, NULL},
    {"s", inline_element, STRIKE, NULL, NULL, NULL},
    {"samp", code, CODE, NULL, NULL, NULL},
    {"script", script, 0, NULL, NULL, NULL},
    {"search", container, SECTION, "role", "search", NULL},
    {"section", container, SECTION, NULL, NULL, NULL},
    {"select", web_select, ANSWER, NULL, NULL, NULL},
    {"source", skip, 0, NULL, NULL, NULL},
    {"strike", inline_element, STRIKE, NULL, NULL, NULL},
    {"strong", inline_element, STRONG, NULL, NULL, NULL},
    {"style", skip, 0, NULL, NULL, NULL},
    {"sub", inline_element, SUBSCRIPT, NULL, NULL, NULL},
    {"summary", paragraph_strong, PARAGRAPH, NULL, NULL, NULL},
    {"sup", inline_element, SUPERSCRIPT, NULL, NULL, NULL},
    {"svg:svg", web_svg, IMAGE, NULL, NULL, NULL},
    {"table", table_element, TABLE, NULL, NULL, NULL},
    {"tbody", through, 0, NULL, NULL, NULL},
    {"td", cell, CELL, NULL, NULL, "headers"},
    {"template", skip, 0, NULL, NULL, NULL},
    {"textarea", web_textarea, ANSWER, NULL, NULL, NULL},
    {"tfoot", through, 0, NULL, NULL, NULL},
    {"th", cell, HEADER_CELL, NULL, NULL, "headers abbr"},
    {"thead", through, 0, NULL, NULL, NULL},
    {"title", skip, 0, NULL, NULL, NULL},
    {"tr", table_row, ROW, NULL, NULL, NULL},
    {"track", skip, 0, NULL, NULL, NULL},
    {"tt", code, CODE, NULL, NULL, NULL},
    {"u", inline_element, UNDERLINE, NULL, NULL, NULL},
    {"ul", container, BULLETS, NULL, NULL, NULL},
    {"var", inline_element, EMPHASIS, NULL, NULL, NULL},
    {"video", web_media, LINK, NULL, NULL, NULL},
    {"xmp", preformatted, CODE_BLOCK, NULL, NULL, NULL},
};
/* clang-format on */

const web_row *web_row_of(const xml_node *n)
{
    static const web_row other = {"", span, SPAN, NULL, NULL, NULL};
    const web_row *row = n && n->name ? ROW_NAMED(n->name, rows) : NULL;
    return row ? row : &other;
}
