/* Inlines: runs in the look of all that is open around them, links, spaces to fill in, boxes. */
#include "docx.h"

#include "writers/asked-styles.h"

#include "base/text.h"
#include "lesson/carry.h"

#include <stdio.h>
#include <string.h>

/* ---- The look of a run ------------------------------------------------------------------------------------------- */

typedef struct kind_look {
    docxw_run run;
    bool said;
} kind_look;

const docxw_run *docxw_kind_look(ard_kind kind)
{
    static const kind_look looks[KINDS] = {
        [EMPHASIS] = {{.italic = 1}, true},
        [STRONG] = {{.bold = 1}, true},
        [UNDERLINE] = {{.underline = "single"}, true},
        [STRIKE] = {{.strike = 1}, true},
        [MARK] = {{.highlight = true}, true},
        [SUBSCRIPT] = {{.vertical = -1}, true},
        [SUPERSCRIPT] = {{.vertical = 1}, true},
        [CODE] = {{.style = "HTMLCode"}, true},
        [INLINE_QUOTE] = {{.style = "CitationDansLeTexte"}, true},
        [ABBREVIATION] = {{.style = "HTMLAcronym"}, true},
        [LINK] = {{.style = "Hyperlink"}, true},
        [PAGE_REFERENCE] = {{.style = "RepereImprime"}, true},
        [LINE_MARK] = {{.style = "RepereImprime"}, true},
    };
    return looks[kind].said ? &looks[kind].run : NULL;
}

/* The look of a node by its kind; of italics what the page shows in their place. */
static const docxw_run *look_of(const docxw_state *w, const ard_node *node)
{
    static const docxw_run instead[] = {
        [LOOK_ITALIC] = {.italic = 1},
        [LOOK_BOLD] = {.bold = 1},
        [LOOK_UNDERLINE] = {.underline = "single"},
        [LOOK_SPACED] = {.spacing = 40},
    };
    return node->kind == EMPHASIS ? &instead[print_look(w->document, node)] : docxw_kind_look(node->kind);
}

static void lay_over(docxw_run *look, const docxw_run *over)
{
    look->style = over->style ? over->style : look->style;
    look->bold = over->bold ? over->bold : look->bold;
    look->italic = over->italic ? over->italic : look->italic;
    look->strike = over->strike ? over->strike : look->strike;
    look->vertical = over->vertical ? over->vertical : look->vertical;
    look->underline = over->underline ? over->underline : look->underline;
    look->spacing = over->spacing ? over->spacing : look->spacing;
    look->highlight = look->highlight || over->highlight;
}

/* Of a style row the character style, and where there is another one already what it says. */
static void lay_row(docxw_state *w, docxw_run *look, uint16_t row)
{
    const char *id = docxw_row_style(w, row);
    docxw_paragraph p = {0};
    if (!id)
        return;
    if (!look->style)
        look->style = id;
    else
        docxw_look(style_at(w->document, row), w->size, &p, look);
}

/* The look of what is open, from the paragraph to the innermost inline. */
static docxw_run look_of_open(docxw_state *w)
{
    docxw_run look = {0};
    size_t from = w->depth;
    while (from && !w->open[from - 1].flow)
        from--;
    const ard_node *innermost = w->depth ? w->open[w->depth - 1].node : NULL;
    docxw_mark marks[DOCXW_MARKS];
    size_t marked = 0;
    for (size_t i = from; i < w->depth; i++) {
        const docxw_run *over = look_of(w, w->open[i].node);
        if (node_was_added(w->open[i].node) && !look.style) {
            look.style = DOCXW_ADDED;
            w->added = true;
        }
        int asked = asked_style_of(w->open[i].node);
        if (asked >= 0 && !look.style && !marked) {
            look.style = asked_styles[asked].id;
            w->asked |= 1u << asked;
        }
        if (over) /* even so: bold of a character style takes away a paragraph style's (17.7.3) */
            lay_over(&look, over);
        if (marked < DOCXW_MARKS && docxw_is_mark(w, w->open[i].node->style))
            marks[marked++] = (docxw_mark){w->open[i].node->style, mark_turns(w->document, w->open[i].node)};
        else
            lay_row(w, &look, w->open[i].node->style);
    }
    for (size_t i = 0; i < marked; i++)
        docxw_yield(w, marks[i].row, &look);
    if (marked)
        look.style = docxw_marks_style(w, marks, marked, look.style);
    const char *language = innermost ? node_language(w->document, innermost) : NULL;
    if (language && *language && !text_same(language, w->language))
        look.language = language;
    for (const ard_node *node = innermost; node; node = node->parent) {
        const char *dir = node_attribute(node, "dir");
        if (!dir)
            continue;
        look.rtl = strcmp(dir, "rtl") == 0;
        break;
    }
    return look;
}

void docxw_begin_run(docxw_state *w, bool shown)
{
    docxw_run look = look_of_open(w);
    if (w->blank && !look.style)
        look.style = "ArdoiseEspace";
    else if (w->blank)
        look.spacing = (int)(w->wide * 20 + 0.5);
    buffer properties = BUFFER_EMPTY;
    docxw_run_properties(&look, &properties);
    buffer_text(w->out, "<w:r");
    docxw_way(w, properties.size > 0, w->out);
    if (shown)
        carry_add("data-ard-shown", "1", w->out);
    if (w->fresh)
        buffer_format(w->out, " ard:data-ard-fresh=\"%u\"", w->fresh);
    w->fresh = 0;
    buffer_byte(w->out, '>');
    buffer_add(w->out, buffer_string(&properties), properties.size);
    w->failed = w->failed || properties.failed;
    buffer_free(&properties);
}

void docxw_end_run(docxw_state *w)
{
    buffer_text(w->out, "</w:r>");
}

/* Text of a run: tabs and line ends are elements (17.3.3.32, 17.3.3.1). */
void docxw_text(docxw_state *w, const char *text)
{
    while (*text) {
        size_t plain = strcspn(text, "\t\n");
        if (plain) {
            buffer_text(w->out, "<w:t xml:space=\"preserve\">");
            buffer_xml(w->out, text, plain, false);
            buffer_text(w->out, "</w:t>");
        }
        text += plain;
        if (*text)
            buffer_text(w->out, *text++ == '\t' ? "<w:tab/>" : "<w:br ard:kind=\"text\"/>");
    }
}

void docxw_shown(docxw_state *w, const char *text)
{
    docxw_begin_run(w, true);
    docxw_text(w, text);
    docxw_end_run(w);
}

/* ---- Bookmarks --------------------------------------------------------------------------------------------------- */

void docxw_bookmark(docxw_state *w, const ard_node *node, buffer *out)
{
    const char *id = node_attribute(node, "id"), *name = id ? table_value(w->targets, id) : NULL;
    if (!name || table_value(w->bookmarked, id))
        return;
    table_set(w->bookmarked, id, w);
    unsigned number = ++w->ids;
    buffer_format(out, "<w:bookmarkStart w:id=\"%u\"", number);
    markup_attribute(out, "w:name", name);
    buffer_format(out, "/><w:bookmarkEnd w:id=\"%u\"/>", number);
}

/* ---- Links ------------------------------------------------------------------------------------------------------- */

/* An address as a relationship may have it: what is no character of an address (RFC 3986) as %XX, for Word refuses a
 * document with others. */
static void add_address(const char *href, buffer *out)
{
    static const char allowed[] = "-._~:/?#[]@!$&'()*+,;=%";
    for (; *href; href++) {
        unsigned char c = (unsigned char)*href;
        if (c > 0x7F || ascii_is_letter((char)c) || text_is_digit(c) || strchr(allowed, c))
            buffer_byte(out, (char)c);
        else
            buffer_format(out, "%%%02X", c);
    }
}

/* Whether a link is an element: it leads somewhere that may be shown. */
static bool leads(const docxw_state *w, const ard_node *node)
{
    const char *href = node_attribute(node, "href");
    if (!href || !*href || !href_is_safe(href))
        return false;
    return *href != '#' || table_value(w->targets, href + 1);
}

static void enter_link(docxw_state *w, const ard_node *node)
{
    const char *href = node_attribute(node, "href");
    if (!leads(w, node))
        return;
    buffer_text(w->out, "<w:hyperlink");
    if (*href == '#')
        markup_attribute(w->out, "w:anchor", table_value(w->targets, href + 1));
    else {
        buffer address = BUFFER_EMPTY;
        add_address(href, &address);
        markup_attribute(w->out, "r:id", docxw_relation(w, "hyperlink", buffer_string(&address), true));
        buffer_free(&address);
    }
    markup_attribute(w->out, "w:tooltip", node_attribute(node, "title"));
    buffer_text(w->out, " w:history=\"1\">");
}

/* ---- Spaces and boxes -------------------------------------------------------------------------------------------- */

static void begin_control(docxw_state *w, const char *shown, const char *tag)
{
    buffer_format(w->out,
                  "<w:sdt ard:kind=\"%s\"><w:sdtPr><w:alias w:val=\"%s\"/><w:tag w:val=\"%s\"/><w:id w:val=\"%u\"/>",
                  tag, shown, tag, ++w->ids);
}

/* Adds each choice as one that can be chosen: values must differ (17.5.2.15), so they are numbers. */
static void add_choices(docxw_state *w, const char *choices)
{
    buffer_text(w->out, "<w:dropDownList>");
    for (unsigned number = 1; *choices; number++) {
        size_t size = strcspn(choices, "\n");
        if (size) {
            buffer_text(w->out, "<w:listItem w:displayText=\"");
            buffer_xml(w->out, choices, size, true);
            buffer_format(w->out, "\" w:value=\"%u\"/>", number);
        }
        choices += size + (choices[size] == '\n');
    }
    buffer_text(w->out, "</w:dropDownList>");
}

/* What an empty space shows: its choices, else a line to write on. */
static void add_line(docxw_state *w, const ard_node *node, const char *choices)
{
    long size = 0;
    buffer line = BUFFER_EMPTY;
    node_whole_number(node, "data-size", &size);
    for (const char *c = choices ? choices : ""; *c; c++)
        buffer_text(&line, *c == '\n' ? " / " : (char[]){*c, '\0'});
    for (size = line.size ? 0 : size < 4 ? 20 : size > 200 ? 200 : size; size; size--)
        buffer_byte(&line, '_');
    docxw_shown(w, buffer_string(&line));
    buffer_free(&line);
}

static bool has_text_only(const ard_node *node)
{
    for (const ard_node *child = node->first; child; child = child->next)
        if (child->kind != TEXT)
            return false;
    return true;
}

static void enter_answer(docxw_state *w, const ard_node *node)
{
    const char *choices = node_attribute(node, "data-choices");
    bool list = choices && choices[strspn(choices, "\n")];
    begin_control(w, "Réponse", "answer");
    buffer_text(w->out, "<w:showingPlcHdr/>");
    if (list)
        add_choices(w, choices);
    else if (has_text_only(node))
        buffer_text(w->out, "<w:text/>");
    buffer_text(w->out, "</w:sdtPr><w:sdtContent>");
    if (!node->first)
        add_line(w, node, list ? choices : NULL);
}

static void add_check(docxw_state *w, const ard_node *node)
{
    const char *ticked = node_attribute(node, "aria-checked");
    bool on = ticked && strcmp(ticked, "true") == 0;
    begin_control(w, "Case", "check");
    buffer_format(w->out,
                  "<w14:checkbox><w14:checked w14:val=\"%d\"/><w14:checkedState w14:val=\"2611\" "
                  "w14:font=\"Segoe UI Symbol\"/><w14:uncheckedState w14:val=\"2610\" w14:font=\"Segoe UI Symbol\"/>"
                  "</w14:checkbox></w:sdtPr><w:sdtContent>",
                  on);
    docxw_shown(w, on ? "☑" : "☐");
    buffer_text(w->out, "</w:sdtContent></w:sdt>");
}

/* ---- The walk ---------------------------------------------------------------------------------------------------- */

static bool is_french(const docxw_state *w)
{
    return text_in_language(w->language, "fr");
}

/* The number of a printed line or page, where the source has it. */
static void add_mark(docxw_state *w, const ard_node *node)
{
    const char *title = node_attribute(node, "title");
    buffer mark = BUFFER_EMPTY;
    buffer_byte(&mark, node->kind == LINE_MARK ? '(' : '[');
    if (title && !node->first && node->kind == PAGE_REFERENCE && print_is_large(w->document))
        print_page_name(w->document, w->language, title, &mark);
    else if (title && !node->first)
        buffer_text(&mark, title);
    docxw_shown(w, buffer_string(&mark));
    buffer_free(&mark);
}

static void add_break(docxw_state *w, const ard_node *node)
{
    buffer_text(w->out, "<w:r");
    docxw_way(w, true, w->out);
    docxw_node(w, node, "", w->out);
    buffer_text(w->out, node_was_added(node) ? "><w:rPr><w:rStyle w:val=\"" DOCXW_ADDED "\"/></w:rPr><w:br/></w:r>"
                                             : "><w:br/></w:r>");
    w->added = w->added || node_was_added(node);
}

/* Inlines that stand for themselves: nothing is below them, and they are no step of a way. */
static bool is_atom(ard_kind kind)
{
    return kind == TEXT || kind == BREAK || kind == IMAGE || kind == MATHS;
}

static void add_run(docxw_state *w, const char *text, size_t size, bool blank)
{
    char *copy = arena_copy(w->pool, text, size);
    w->blank = blank;
    docxw_begin_run(w, false);
    docxw_text(w, copy ? copy : "");
    docxw_end_run(w);
    w->blank = false;
}

/* A text is one run; where blanks between words have a style, each group of them is one apart. */
static void add_words(docxw_state *w, const ard_node *node)
{
    const char *text = node->text;
    bool parted = w->wide > 0 && text_is_spaced(node);
    while (*text) {
        size_t blanks = parted ? strspn(text, " ") : 0;
        size_t size = blanks ? blanks : parted ? strcspn(text, " ") : strlen(text);
        add_run(w, text, size, blanks > 0);
        text += size;
    }
}

static void add_atom(docxw_state *w, const ard_node *node)
{
    switch ((int)node->kind) {
    case BREAK: add_break(w, node); return;
    case IMAGE: docxw_image(w, node); return;
    case MATHS: docxw_formula(w, node); return;
    default: break;
    }
    add_words(w, node);
}

/* A mark that its style says all of is no step of a way. Where it begins after one of the same row, the next run says so:
 * else they would be one. */
static void enter_mark(docxw_state *w, const ard_node *node)
{
    unsigned deep = 0;
    if (!w->depth || !mark_is_plain(w->document, node))
        return;
    w->open[w->depth - 1].quiet = true;
    for (size_t i = w->depth; i && w->open[i - 1].quiet; i--)
        deep++;
    if (kind_is(node->previous, SPAN) && node->previous->style == node->style && !w->fresh)
        w->fresh = deep;
}

bool docxw_enter_inline(docxw_state *w, ard_node *node)
{
    if (is_atom(node->kind)) {
        docxw_bookmark(w, node, w->out);
        add_atom(w, node);
        return false;
    }
    if (docxw_is_field(node)) {
        docxw_bookmark(w, node, w->out);
        docxw_field(w, node);
        return false;
    }
    if (node->kind == LINK)
        enter_link(w, node);
    docxw_push(w, node, false);
    enter_mark(w, node);
    docxw_bookmark(w, node, w->out);
    switch ((int)node->kind) {
    case NOTE_REFERENCE: return docxw_enter_reference(w, node);
    case ANSWER: enter_answer(w, node); break;
    case CHECK: add_check(w, node); break;
    case INLINE_QUOTE: docxw_shown(w, is_french(w) ? "«\u00A0" : "“"); break;
    case LINE_MARK:
    case PAGE_REFERENCE: add_mark(w, node); break;
    case LINK: break;
    default:
        if (!node->first)
            docxw_shown(w, ""); /* a place alone */
    }
    return true;
}

void docxw_leave_inline(docxw_state *w, ard_node *node)
{
    if (is_atom(node->kind) || docxw_is_field(node))
        return;
    if (node->kind == INLINE_QUOTE)
        docxw_shown(w, is_french(w) ? "\u00A0»" : "”");
    else if (node->kind == LINE_MARK)
        docxw_shown(w, ") ");
    else if (node->kind == PAGE_REFERENCE)
        docxw_shown(w, "] ");
    docxw_pop(w);
    if (node->kind == ANSWER)
        buffer_text(w->out, "</w:sdtContent></w:sdt>");
    if (node->kind == LINK && leads(w, node))
        buffer_text(w->out, "</w:hyperlink>");
}
