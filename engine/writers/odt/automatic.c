/* Names of styles, made when they are first needed: from the style table, which are the document's own styles that a
 * teacher changes in one place, and automatic ones for languages and directions. */
#include "odt.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Adds a style's name as XML takes it: what is no ASCII letter or digit is "_" and its code in hexadecimal (as
 * LibreOffice writes them). */
static void add_name(const char *name, buffer *out)
{
    while (*name) {
        uint32_t point = text_next(&name);
        bool plain = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || text_is_digit(point);
        if (plain)
            buffer_byte(out, (char)point);
        else
            buffer_format(out, "_%x_", point);
    }
}

/* The value that the table of styles has for a key, or the key's new value. */
static const char *remember(odt_state *w, const char *key, const char *name)
{
    char *kept = arena_string(w->pool, name);
    table_set(w->styles, key, kept);
    return kept;
}

/* Adds a row's name, another one than that of any style that each document has. */
static void add_row_name(const char *shown, buffer *name)
{
    add_name(shown, name);
    if (odt_style_is_taken(buffer_string(name)))
        buffer_text(name, "_2e_");
}

/* Adds a style of the style table, `whole`: with its values as they are, for a family, below a parent. */
static void add_row(odt_state *w, const style *row, const char *name, const char *shown, const char *family,
                    const char *parent, bool whole)
{
    buffer paragraph = BUFFER_EMPTY, text = BUFFER_EMPTY;
    odt_properties(row, odt_points(row, w->size), &paragraph, &text);
    if (strcmp(family, "text") == 0)
        odt_frame(row, style_at(w->document, STYLE_PAGE)->values[STYLE_COLOUR], &text);
    buffer_format(&w->named, "<style:style style:name=\"%s\"", name);
    markup_attribute(&w->named, "style:display-name", shown);
    buffer_format(&w->named, " style:family=\"%s\"", family);
    markup_attribute(&w->named, "style:parent-style-name", parent);
    if (whole)
        odt_row_values(row, &w->named);
    buffer_byte(&w->named, '>');
    if (paragraph.size && strcmp(family, "paragraph") == 0)
        buffer_format(&w->named, "<style:paragraph-properties%s/>", buffer_string(&paragraph));
    if (text.size)
        buffer_format(&w->named, "<style:text-properties%s/>", buffer_string(&text));
    buffer_text(&w->named, "</style:style>\n");
    buffer_free(&paragraph);
    buffer_free(&text);
}

const char *odt_row_style(odt_state *w, uint16_t row)
{
    char key[32];
    const style *s = row > STYLE_PAGE ? style_at(w->document, row) : NULL;
    if (!s)
        return NULL;
    snprintf(key, sizeof key, "text %u", row);
    const char *known = table_value(w->styles, key);
    if (known)
        return known;
    buffer name = BUFFER_EMPTY;
    add_row_name(s->name && *s->name ? s->name : key, &name);
    known = remember(w, key, buffer_string(&name));
    add_row(w, s, known ? known : "", s->name, "text", NULL, style_is_mark(s->name));
    buffer_free(&name);
    return known;
}

/* The style of every second of marks that touch is one below the row's, with another line: "Ardoise M1 (2)". */
const char *odt_mark_style(odt_state *w, const ard_node *mark)
{
    char key[32];
    const char *plain = odt_row_style(w, mark->style);
    const style *s = style_at(w->document, mark->style);
    if (!plain || !mark_turns(w->document, mark))
        return plain;
    snprintf(key, sizeof key, "turned %u", mark->style);
    const char *known = table_value(w->styles, key);
    if (known)
        return known;
    buffer name = BUFFER_EMPTY, shown = BUFFER_EMPTY;
    buffer_format(&shown, "%s (2)", s->name);
    add_name(buffer_string(&shown), &name);
    known = remember(w, key, buffer_string(&name));
    style other = {.name = s->name};
    other.values[STYLE_ARC] = strcmp(s->values[STYLE_ARC], "dashed") == 0 ? "solid" : "dashed";
    add_row(w, &other, buffer_string(&name), buffer_string(&shown), "text", plain, false);
    buffer_free(&name);
    buffer_free(&shown);
    return known;
}

/* A named paragraph style: a row of the style table over a base style. Over text it has the row's own name. */
static const char *row_paragraph(odt_state *w, odt_base base, uint16_t row)
{
    char key[40];
    const style *s = row > STYLE_PAGE ? style_at(w->document, row) : NULL;
    if (!s)
        return odt_base_name(base);
    snprintf(key, sizeof key, "paragraph %d %u", (int)base, row);
    const char *known = table_value(w->styles, key);
    if (known)
        return known;
    buffer name = BUFFER_EMPTY, shown = BUFFER_EMPTY;
    buffer_text(&shown, s->name);
    if (base != ODT_BODY)
        buffer_format(&shown, " (%s)", odt_base_shown(base));
    add_row_name(buffer_string(&shown), &name);
    known = remember(w, key, buffer_string(&name));
    add_row(w, s, known ? known : "", buffer_string(&shown), "paragraph", odt_base_name(base),
            base == ODT_BODY && !style_is_mark(s->name));
    buffer_free(&name);
    buffer_free(&shown);
    return known;
}

/* A row that marks text is a text style, another one a paragraph style: the one that has its values. */
void odt_rows(odt_state *w)
{
    for (size_t row = STYLE_PAGE + 1; row < style_count(w->document); row++)
        if (style_is_mark(style_at(w->document, (uint16_t)row)->name))
            odt_row_style(w, (uint16_t)row);
        else
            row_paragraph(w, ODT_BODY, (uint16_t)row);
}

/* The row that a leaf shows: its own, else that of the nearest container with one. */
static uint16_t row_of(const ard_node *leaf)
{
    for (; leaf; leaf = leaf->parent)
        if (leaf->style > STYLE_PAGE)
            return leaf->style;
    return STYLE_NONE;
}

/* The direction of a leaf: the nearest one said. NULL where none is, or where it is that of the Latin script. */
static const char *direction_of(const ard_node *leaf)
{
    for (; leaf; leaf = leaf->parent) {
        const char *dir = node_attribute(leaf, "dir");
        if (dir && (strcmp(dir, "rtl") == 0 || strcmp(dir, "ltr") == 0))
            return strcmp(dir, "rtl") == 0 ? "rl-tb" : NULL;
    }
    return NULL;
}

const char *odt_paragraph_style(odt_state *w, const ard_node *leaf, odt_base base)
{
    const char *parent = row_paragraph(w, base, row_of(leaf)), *direction = direction_of(leaf);
    const char *language = node_language(w->document, leaf);
    bool same = !language || !*language || text_same(language, w->language),
         breaks = leaf_begins_page(w->document, leaf);
    const char *master = odt_master(w, leaf);
    int stays = leaf_stays(leaf);
    if (same && !direction && !breaks && !master && !stays)
        return parent;
    buffer key = BUFFER_EMPTY;
    buffer_format(&key, "automatic %s %s %s %d %d %s", parent, same ? "" : language, direction ? direction : "", breaks,
                  stays, master ? master : "");
    const char *known = table_value(w->styles, buffer_string(&key));
    if (!known) {
        char name[32];
        snprintf(name, sizeof name, "P%u", ++w->automatics);
        known = remember(w, buffer_string(&key), name);
        buffer_format(&w->automatic,
                      "<style:style style:name=\"%s\" style:family=\"paragraph\" style:parent-style-name=\"%s\"", name,
                      parent);
        markup_attribute(&w->automatic, "style:master-page-name", master);
        buffer_byte(&w->automatic, '>');
        buffer_format(&w->automatic, "<style:paragraph-properties%s", breaks ? " fo:break-before=\"page\"" : "");
        if (stays)
            buffer_format(&w->automatic, " fo:keep-with-next=\"%s\"", stays > 0 ? "always" : "auto");
        if (direction)
            buffer_format(&w->automatic, " fo:text-align=\"start\" style:writing-mode=\"%s\"", direction);
        buffer_text(&w->automatic, "/>");
        if (!same) {
            buffer_text(&w->automatic, "<style:text-properties");
            odt_language(language, &w->automatic);
            buffer_text(&w->automatic, "/>");
        }
        buffer_text(&w->automatic, "</style:style>\n");
    }
    buffer_free(&key);
    return known;
}

const char *odt_language_style(odt_state *w, const char *language)
{
    if (!language || !*language)
        return NULL;
    buffer key = BUFFER_EMPTY;
    buffer_format(&key, "language %s", language);
    const char *known = table_value(w->styles, buffer_string(&key));
    if (!known) {
        char name[32];
        snprintf(name, sizeof name, "T%u", ++w->automatics);
        known = remember(w, buffer_string(&key), name);
        buffer_format(&w->automatic, "<style:style style:name=\"%s\" style:family=\"text\"><style:text-properties",
                      name);
        odt_language(language, &w->automatic);
        buffer_text(&w->automatic, "/></style:style>\n");
    }
    buffer_free(&key);
    return known;
}

/* ---- Lists ------------------------------------------------------------------------------------------------------- */

/* Adds the ten levels that a list style has, all with the same label, each moved in further: by what a label of three
 * characters needs. */
static void add_levels(odt_state *w, const char *form, const char *after)
{
    static const char *const bullets[] = {"•", "◦", "▪"};
    double step = 3 * w->character < 18 ? 18 : 3 * w->character;
    for (int level = 1; level <= 10; level++) {
        double indent = step * (level + 1);
        if (form) {
            buffer_format(&w->lists_named,
                          "<text:list-level-style-number text:level=\"%d\" text:style-name=\"Numbering_20_Symbols\"",
                          level);
            markup_attribute(&w->lists_named, "style:num-suffix", after);
            buffer_format(&w->lists_named, " style:num-format=\"%s\">", form);
        } else
            buffer_format(&w->lists_named,
                          "<text:list-level-style-bullet text:level=\"%d\" text:style-name=\"Bullet_20_Symbols\" "
                          "text:bullet-char=\"%s\">",
                          level, bullets[(level - 1) % 3]);
        buffer_format(&w->lists_named,
                      "<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">"
                      "<style:list-level-label-alignment text:label-followed-by=\"listtab\" "
                      "text:list-tab-stop-position=\"%.4gpt\" "
                      "fo:text-indent=\"-%.4gpt\" fo:margin-left=\"%.4gpt\"/></style:list-level-properties></%s>\n",
                      indent, step, indent, form ? "text:list-level-style-number" : "text:list-level-style-bullet");
    }
}

const char *odt_list_style(odt_state *w, const ard_node *list, int depth)
{
    const char *type = node_attribute(list, "type"), *after = node_attribute(list, "data-after");
    bool numbers = list->kind == NUMBERS;
    char form[2] = {type && type[0] && !type[1] && strchr("aAiI", type[0]) ? type[0] : '1', '\0'};
    after = after ? after : ".";
    buffer shown = BUFFER_EMPTY, name = BUFFER_EMPTY;
    buffer_text(&shown, numbers ? "Numbering " : "List 1");
    if (numbers)
        buffer_format(&shown, "%s%s", form, after);
    if (depth)
        buffer_format(&shown, " inside %d", depth);
    const char *known = table_value(w->styles, buffer_string(&shown));
    if (!known) {
        add_name(buffer_string(&shown), &name);
        known = remember(w, buffer_string(&shown), buffer_string(&name));
        buffer_format(&w->lists_named, "<text:list-style style:name=\"%s\"", buffer_string(&name));
        markup_attribute(&w->lists_named, "style:display-name", buffer_string(&shown));
        buffer_text(&w->lists_named, ">\n");
        add_levels(w, numbers ? form : NULL, after);
        buffer_text(&w->lists_named, "</text:list-style>\n");
    }
    buffer_free(&shown);
    buffer_free(&name);
    return known;
}
