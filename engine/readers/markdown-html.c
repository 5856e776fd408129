/* Raw HTML inside Markdown, read tag by tag: a tag may open in one paragraph and close in another, with Markdown
 * between them. Elements that the tree has become nodes, those that only group are passed through, those that a script
 * fills or a player shows are reported. What is no element of HTML ("<liste>") is text. */
#include "markdown.h"

#include "base/table.h"
#include "base/text.h"
#include "source/entities.h"

#include <stdlib.h>
#include <string.h>

typedef enum element_use {
    USE_NODE,
    USE_PASS,
    USE_SKIP,
    USE_EMBED,
    USE_PICTURE,
    USE_BREAK,
    USE_RULE,
    USE_GROUP
} element_use;

typedef struct element_row {
    const char *name;
    element_use use;
    ard_kind kind;
    int number; /* a heading's level */
} element_row;

static const element_row elements[] = {
    {"a", USE_NODE, LINK, 0},
    {"abbr", USE_NODE, ABBREVIATION, 0},
    {"article", USE_PASS, KINDS, 0},
    {"aside", USE_NODE, ASIDE, 0},
    {"audio", USE_EMBED, LINK, 0},
    {"b", USE_NODE, STRONG, 0},
    {"big", USE_PASS, KINDS, 0},
    {"blockquote", USE_NODE, QUOTE, 0},
    {"body", USE_PASS, KINDS, 0},
    {"br", USE_BREAK, BREAK, 0},
    {"button", USE_PASS, KINDS, 0},
    {"canvas", USE_SKIP, KINDS, 0},
    {"caption", USE_NODE, CAPTION, 0},
    {"center", USE_PASS, KINDS, 0},
    {"cite", USE_NODE, EMPHASIS, 0},
    {"code", USE_NODE, CODE, 0},
    {"col", USE_PASS, KINDS, 0},
    {"colgroup", USE_PASS, KINDS, 0},
    {"dd", USE_NODE, DEFINITION, 0},
    {"del", USE_NODE, STRIKE, 0},
    {"details", USE_NODE, ASIDE, 0},
    {"div", USE_GROUP, SECTION, 0},
    {"dl", USE_NODE, DEFINITIONS, 0},
    {"dt", USE_NODE, TERM, 0},
    {"em", USE_NODE, EMPHASIS, 0},
    {"embed", USE_EMBED, LINK, 0},
    {"figcaption", USE_NODE, CAPTION, 0},
    {"figure", USE_NODE, FIGURE, 0},
    {"font", USE_NODE, SPAN, 0},
    {"footer", USE_PASS, KINDS, 0},
    {"form", USE_PASS, KINDS, 0},
    {"h1", USE_NODE, HEADING, 1},
    {"h2", USE_NODE, HEADING, 2},
    {"h3", USE_NODE, HEADING, 3},
    {"h4", USE_NODE, HEADING, 4},
    {"h5", USE_NODE, HEADING, 5},
    {"h6", USE_NODE, HEADING, 6},
    {"head", USE_PASS, KINDS, 0},
    {"header", USE_PASS, KINDS, 0},
    {"hr", USE_RULE, RULE, 0},
    {"html", USE_PASS, KINDS, 0},
    {"i", USE_NODE, EMPHASIS, 0},
    {"iframe", USE_EMBED, LINK, 0},
    {"img", USE_PICTURE, IMAGE, 0},
    {"input", USE_SKIP, KINDS, 0},
    {"ins", USE_PASS, KINDS, 0},
    {"kbd", USE_NODE, CODE, 0},
    {"label", USE_PASS, KINDS, 0},
    {"li", USE_NODE, ITEM, 0},
    {"link", USE_PASS, KINDS, 0},
    {"main", USE_PASS, KINDS, 0},
    {"mark", USE_NODE, MARK, 0},
    {"meta", USE_PASS, KINDS, 0},
    {"nav", USE_PASS, KINDS, 0},
    {"object", USE_EMBED, LINK, 0},
    {"ol", USE_NODE, NUMBERS, 0},
    {"p", USE_NODE, PARAGRAPH, 0},
    {"pre", USE_NODE, CODE_BLOCK, 0},
    {"q", USE_NODE, INLINE_QUOTE, 0},
    {"s", USE_NODE, STRIKE, 0},
    {"samp", USE_NODE, CODE, 0},
    {"script", USE_SKIP, KINDS, 0},
    {"section", USE_GROUP, SECTION, 0},
    {"select", USE_SKIP, KINDS, 0},
    {"small", USE_PASS, KINDS, 0},
    {"source", USE_PASS, KINDS, 0},
    {"span", USE_NODE, SPAN, 0},
    {"strike", USE_NODE, STRIKE, 0},
    {"strong", USE_NODE, STRONG, 0},
    {"style", USE_SKIP, KINDS, 0},
    {"sub", USE_NODE, SUBSCRIPT, 0},
    {"summary", USE_NODE, PARAGRAPH, 0},
    {"sup", USE_NODE, SUPERSCRIPT, 0},
    {"svg", USE_SKIP, KINDS, 0},
    {"table", USE_NODE, TABLE, 0},
    {"tbody", USE_PASS, KINDS, 0},
    {"td", USE_NODE, CELL, 0},
    {"textarea", USE_SKIP, KINDS, 0},
    {"tfoot", USE_PASS, KINDS, 0},
    {"th", USE_NODE, HEADER_CELL, 0},
    {"thead", USE_PASS, KINDS, 0},
    {"title", USE_SKIP, KINDS, 0},
    {"tr", USE_NODE, ROW, 0},
    {"tt", USE_NODE, CODE, 0},
    {"u", USE_NODE, UNDERLINE, 0},
    {"ul", USE_NODE, BULLETS, 0},
    {"var", USE_NODE, EMPHASIS, 0},
    {"video", USE_EMBED, LINK, 0},
    {"wbr", USE_PASS, KINDS, 0},
};

/* A tag as it is read. Attributes that the tree holds, each NUL-terminated in `values`. */
enum { MOST_NAME = 16, MOST_VALUES = 16 };

typedef struct tag {
    char name[MOST_NAME]; /* small letters; "" for what has none: a comment, a declaration */
    bool closes;
    size_t count;
    const char *names[MOST_VALUES];
    buffer values[MOST_VALUES];
} tag;

/* The attributes that nodes keep under the same name. */
static const char *const kept[] = {"alt",         "aria-label", "class",     "colspan", "data-after", "data-box",
                                   "data-hidden", "dir",        "epub:type", "height",  "href",       "id",
                                   "lang",        "role",       "rowspan",   "scope",   "src",        "start",
                                   "style",       "color",      "title",     "type",    "value",      "width"};

/* What an attribute is only kept on. */
static bool is_kept(const char *name, ard_kind kind)
{
    bool list = strcmp(name, "type") == 0 || strcmp(name, "start") == 0 || strcmp(name, "data-after") == 0;
    if (strcmp(name, "class") == 0 || (list && kind != NUMBERS) || (strcmp(name, "value") == 0 && kind != ITEM) ||
        (strcmp(name, "data-box") == 0 && kind != ASIDE))
        return false;
    return strcmp(name, "role") != 0 || kind == ASIDE || kind == SECTION;
}

static const element_row *element_named(const char *name)
{
    return ROW_NAMED(name, elements);
}

static const char *value_of(const tag *t, const char *name)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->names[i], name) == 0)
            return buffer_string(t->values + i);
    return NULL;
}

void markdown_entity(const char *text, size_t size, buffer *out)
{
    char *end;
    if (size > 3 && text[1] == '#') {
        bool hex = text[2] == 'x' || text[2] == 'X';
        unsigned long point = strtoul(text + (hex ? 3 : 2), &end, hex ? 16 : 10);
        bool plain = (point > 31 || point == 9 || point == 10) && point < 0x110000 &&
                     !(point >= 0xD800 && point < 0xE000) && *end == ';';
        buffer_point(out, plain ? (uint32_t)point : REPLACEMENT);
        return;
    }
    const entity_row *row = size > 2 ? entity_named(text + 1, size - 2) : NULL;
    buffer_add(out, row ? row->text : text, row ? strlen(row->text) : size);
}

/* Adds text with its character references undone. */
static void add_decoded(const char *text, size_t size, buffer *out)
{
    for (size_t i = 0; i < size; i++) {
        const char *stop = text[i] == '&' ? memchr(text + i, ';', size - i < 40 ? size - i : 40) : NULL;
        if (!stop) {
            buffer_byte(out, text[i]);
            continue;
        }
        size_t length = (size_t)(stop - text) - i + 1;
        markdown_entity(text + i, length, out);
        i += length - 1;
    }
}

/* ---- Tags -------------------------------------------------------------------------------------------------------- */

/* Reads the value of an attribute after its "="; gives where it ends. */
static const char *read_value(const char *at, const char *end, buffer *value)
{
    char quote = at < end && (*at == '"' || *at == '\'') ? *at++ : '\0';
    const char *begin = at;
    while (at < end && (quote ? *at != quote : !strchr(" \t\n>", *at)))
        at++;
    if (value)
        add_decoded(begin, (size_t)(at - begin), value);
    return at + (quote && at < end);
}

/* Where the value of an attribute goes; NULL for one that is not kept, or that the tag has already. */
static buffer *room_for(tag *t, const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof kept / sizeof *kept && t->count < MOST_VALUES; i++) {
        if (strlen(kept[i]) != size || strncasecmp(name, kept[i], size) != 0 || value_of(t, kept[i]))
            continue;
        t->names[t->count] = kept[i];
        t->values[t->count] = BUFFER_EMPTY;
        return t->values + t->count++;
    }
    return NULL;
}

static const char *read_attributes(const char *at, const char *end, tag *t)
{
    for (;;) {
        while (at < end && strchr(" \t\n/", *at))
            at++;
        if (at >= end || *at == '>')
            break;
        const char *name = at;
        while (at < end && !strchr(" \t\n/>=", *at))
            at++;
        size_t size = (size_t)(at - name);
        while (at < end && strchr(" \t\n", *at))
            at++;
        bool valued = at < end && *at == '=' && size;
        buffer *value = size ? room_for(t, name, size) : NULL;
        if (valued) {
            at++;
            while (at < end && strchr(" \t\n", *at))
                at++;
            at = read_value(at, end, value);
        } else if (!size && at < end && *at != '>')
            at++;
    }
    return at < end ? at + 1 : end;
}

/* Reads what begins with "<" at `at`: a tag, a comment, a declaration. Gives where it ends; NULL where it is text. */
static const char *read_tag(const char *at, const char *end, tag *t)
{
    *t = (tag){0};
    if (end - at > 3 && memcmp(at, "<!--", 4) == 0) {
        const char *close = memmem(at + 4, (size_t)(end - at) - 4, "-->", 3);
        return close ? close + 3 : end;
    }
    if (end - at > 1 && (at[1] == '!' || at[1] == '?')) {
        const char *close = memchr(at, '>', (size_t)(end - at));
        return close ? close + 1 : end;
    }
    at++;
    t->closes = at < end && *at == '/';
    at += t->closes;
    size_t size = 0;
    for (; at < end && size + 1 < MOST_NAME; at++) {
        char small = ascii_lower(*at);
        if (!ascii_is_letter(small) && !(size && text_is_digit((unsigned char)small)))
            break;
        t->name[size++] = small;
    }
    if (!size || (at < end && !strchr(" \t\n/>", *at)))
        return NULL;
    return read_attributes(at, end, t);
}

static void free_tag(tag *t)
{
    for (size_t i = 0; i < t->count; i++)
        buffer_free(t->values + i);
}

/* ---- Nodes ------------------------------------------------------------------------------------------------------- */

/* The value of a property in a style attribute (CSS Style Attributes), without blanks at its ends; 0 bytes for none. */
static size_t css_value(const char *css, const char *property, const char **value)
{
    for (const char *at = css; *at;) {
        size_t size = strcspn(at, ";"), blanks = strspn(at, " \t\n"), name = strlen(property);
        const char *colon = memchr(at, ':', size);
        if (colon && blanks + name <= size && strncasecmp(at + blanks, property, name) == 0 &&
            strspn(at + blanks + name, " ") == (size_t)(colon - at) - blanks - name) {
            const char *end = at + size;
            for (*value = colon + 1; *value < end && **value == ' ';)
                ++*value;
            while (end > *value && end[-1] == ' ')
                end--;
            return (size_t)(end - *value);
        }
        at += size + (at[size] == ';');
    }
    return 0;
}

/* Colours of text and paper that a span or a mark says by its style, or <font> by an attribute: looks, as other readers
 * give them. Whether the attribute is one of these. */
static bool set_colour(markdown *m, ard_node *node, const char *name, const char *value)
{
    static const struct {
        const char *property, *look;
    } rows[] = {{"color", "look-colour"}, {"background-color", "look-paper"}, {"background", "look-paper"}};
    bool inline_kind = node->kind == SPAN || node->kind == MARK;
    if (strcmp(name, "color") == 0 && node->kind == SPAN && *value && strlen(value) < 32)
        node_set(m->document, node, "look-colour", value);
    for (size_t i = 0; strcmp(name, "style") == 0 && inline_kind && i < sizeof rows / sizeof *rows; i++) {
        char found[32];
        const char *at = NULL;
        size_t size = css_value(value, rows[i].property, &at);
        if (!size || size >= sizeof found)
            continue;
        memcpy(found, at, size);
        found[size] = '\0';
        node_set(m->document, node, rows[i].look, found);
    }
    return strcmp(name, "style") == 0 || strcmp(name, "color") == 0;
}

/* Sets on a node what its tag says. */
static void set_values(markdown *m, ard_node *node, const tag *t)
{
    for (size_t i = 0; node && i < t->count; i++) {
        const char *value = buffer_string(t->values + i);
        bool pixels = strcmp(t->names[i], "width") == 0 || strcmp(t->names[i], "height") == 0;
        if (strcmp(t->names[i], "src") == 0 || strcmp(t->names[i], "alt") == 0 ||
            (pixels && (node->kind != IMAGE || !*value || value[strspn(value, "0123456789")])))
            continue;
        if (set_colour(m, node, t->names[i], value))
            continue;
        if (*value && is_kept(t->names[i], node->kind))
            node_set(m->document, node, t->names[i], value);
    }
}

/* Closes the nearest open node of a kind that is inside what Markdown has opened last. */
static void close_node(markdown *m, ard_kind kind)
{
    ard_node *outer = m->top ? m->top->node : lesson_root(m->document);
    unsigned climbed = 1;
    for (ard_node *node = m->here; node && node != outer; node = node->parent, climbed++)
        if (node->kind == kind) {
            m->here = node->parent;
            m->depth -= climbed < m->depth ? climbed : m->depth;
            return;
        }
}

/* Elements whose end tag may be missing end where the next of them begins (HTML standard, 13.1.2.4). */
static void close_implied(markdown *m, ard_kind kind)
{
    static const struct {
        ard_kind opens, closes;
    } rules[] = {
        {ITEM, ITEM}, {CELL, CELL},           {CELL, HEADER_CELL}, {HEADER_CELL, CELL}, {HEADER_CELL, HEADER_CELL},
        {ROW, ROW},   {PARAGRAPH, PARAGRAPH}, {TERM, DEFINITION},  {DEFINITION, TERM}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        bool here = m->here && (kind_is(m->here, rules[i].closes) ||
                                (kind_is(m->here->parent, rules[i].closes) && !kind_is(m->here, BULLETS) &&
                                 !kind_is(m->here, NUMBERS) && !kind_is(m->here, TABLE)));
        if (rules[i].opens == kind && here)
            close_node(m, rules[i].closes);
    }
}

static void add_picture(markdown *m, const tag *t)
{
    ard_node *picture = markdown_picture(m, value_of(t, "src"), value_of(t, "alt"));
    set_values(m, picture, t);
}

/* What a player shows: a link to it, if it has an address. */
static void add_embedded(markdown *m, const tag *t)
{
    const char *address = value_of(t, "src"), *title = value_of(t, "title");
    markdown_tally(&m->scripts, m->line);
    if (!address || !*address)
        return;
    ard_node *link = node_append(m->here, node_new(m->document, LINK, markdown_place(m)));
    const char *shown = title && *title ? title : address;
    node_set(m->document, link, "href", address);
    node_append_text(m->document, link, shown, strlen(shown), markdown_place(m));
}

static void add_break(markdown *m, ard_kind kind)
{
    if (m->pictures)
        buffer_byte(&m->alt, ' ');
    else
        node_append(m->here, node_new(m->document, kind, markdown_place(m)));
}

static bool has_class(const tag *t, const char *words)
{
    const char *class = value_of(t, "class");
    for (size_t size; class && *class; class += size, class += strspn(class, " ")) {
        char word[24] = "";
        size = strcspn(class, " ");
        memcpy(word, class, size < 23 ? size : 23);
        if (*word && text_in_list(words, word))
            return true;
    }
    return false;
}

/* A div or a section: a node where its class, its language or its role say something. */
static void open_group(markdown *m, const tag *t)
{
    bool exercise = has_class(t, "exercise exercice"), question = has_class(t, "question"),
         verse = has_class(t, "verse poem");
    bool says = exercise || question || verse || value_of(t, "lang") || value_of(t, "dir") || value_of(t, "id") ||
                value_of(t, "role");
    if (m->group_count == sizeof m->groups / sizeof *m->groups)
        return;
    ard_node *node = says && !m->pictures ? markdown_open(m, exercise   ? EXERCISE
                                                             : question ? QUESTION
                                                                        : SECTION)
                                          : NULL;
    m->groups[m->group_count++] = node != NULL;
    set_values(m, node, t);
    if (node && verse)
        node_set(m->document, node, "look-verse", "1");
}

static void close_group(markdown *m)
{
    static const ard_kind kinds[] = {SECTION, EXERCISE, QUESTION};
    ard_node *outer = m->top ? m->top->node : lesson_root(m->document);
    if (!m->group_count || !m->groups[--m->group_count])
        return;
    for (ard_node *node = m->here; node && node != outer; node = node->parent)
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (node->kind == kinds[i]) {
                close_node(m, kinds[i]);
                return;
            }
}

/* The number of a printed page or line: what stands in the element is its words for who sees it. */
static bool open_mark(markdown *m, const tag *t)
{
    const char *role = value_of(t, "role"), *title = value_of(t, "title");
    bool page = role && strcmp(role, "doc-pagebreak") == 0, line = has_class(t, "linenum");
    if (!title || strcmp(t->name, "span") != 0 || (!page && !line))
        return false;
    ard_node *node = node_append(m->here, node_new(m->document, page ? PAGE_REFERENCE : LINE_MARK, markdown_place(m)));
    set_values(m, node, t);
    m->skipping = "span";
    return true;
}

static void open_element(markdown *m, const element_row *row, const tag *t)
{
    switch (row->use) {
    case USE_GROUP: open_group(m, t); break;
    case USE_NODE: {
        if (open_mark(m, t))
            break;
        close_implied(m, row->kind);
        ard_node *node = m->pictures ? NULL : markdown_open(m, row->kind);
        set_values(m, node, t);
        if (node && row->number)
            node->number = row->number;
        break;
    }
    case USE_PICTURE: add_picture(m, t); break;
    case USE_BREAK:
    case USE_RULE: add_break(m, row->kind); break;
    case USE_EMBED: add_embedded(m, t); /* fall through */
    case USE_SKIP:
        if (strcmp(row->name, "embed") != 0 && strcmp(row->name, "input") != 0)
            m->skipping = row->name;
        if (row->use == USE_SKIP && strcmp(row->name, "style") != 0 && strcmp(row->name, "title") != 0)
            markdown_tally(&m->scripts, m->line);
        break;
    case USE_PASS: break;
    }
}

/* Takes what a tag says; false where it is no tag of HTML, so text. */
static bool take_tag(markdown *m, const tag *t)
{
    const element_row *row = element_named(t->name);
    if (m->skipping) {
        if (t->closes && strcmp(t->name, m->skipping) == 0)
            m->skipping = NULL;
        return true;
    }
    if (!*t->name)
        return true;
    if (!row)
        return false;
    if (!t->closes)
        open_element(m, row, t);
    else if (row->use == USE_GROUP)
        close_group(m);
    else if (row->use == USE_NODE)
        close_node(m, row->kind);
    return true;
}

/* Adds the text between two tags, its blanks folded. */
static void add_between(markdown *m, const char *text, size_t size)
{
    buffer plain = BUFFER_EMPTY, folded = BUFFER_EMPTY;
    bool kept_blanks = kind_is(m->here, CODE_BLOCK);
    if (m->skipping || !size)
        return;
    for (size_t i = 0; i < size; i++) { /* before references are undone: those of blanks are kept */
        bool blank = strchr(" \t\n", text[i]) && text[i] && !kept_blanks;
        if (!blank)
            buffer_byte(&plain, text[i]);
        else if (!plain.size || plain.data[plain.size - 1] != ' ')
            buffer_byte(&plain, ' ');
    }
    add_decoded(buffer_string(&plain), plain.size, &folded);
    bool only_blank = folded.size == 1 && folded.data[0] == ' ';
    bool apart = !m->here || kind_about(m->here->kind)->class == CONTAINER;
    if (folded.size && !(only_blank && apart))
        markdown_tokens(m, folded.data, folded.size);
    buffer_free(&plain);
    buffer_free(&folded);
}

void markdown_html(markdown *m, const char *text, size_t size)
{
    const char *end = text + size, *begin = text;
    for (const char *at = text; at < end; at++) {
        tag t;
        const char *after = *at == '<' ? read_tag(at, end, &t) : NULL;
        if (!after)
            continue;
        add_between(m, begin, (size_t)(at - begin));
        begin = take_tag(m, &t) ? after : at;
        free_tag(&t);
        at = after - 1;
    }
    add_between(m, begin, (size_t)(end - begin));
}
