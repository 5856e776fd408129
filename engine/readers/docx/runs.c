#include "docx.h"

#include "base/text.h"
#include "office/symbols.h"

#include <string.h>

/* ---- The look of a run ---- */

docx_go docx_enter_run(docx *d, const xml_node *n)
{
    docx_flow *flow = d->flow;
    const xml_node *properties = xml_child(n, "w:rPr");
    wml_run_look direct = wml_run_read(properties);
    const char *id = wml_child_value(properties, "w:rStyle");
    const wml_style *character = id ? wml_style_of(d->styles, "character", id) : NULL;
    flow->run = n;
    flow->mark = docx_mark_of(d, character);
    flow->fresh = flow->mark ? wml_integer(xml_value(n, "ard:data-ard-fresh"), 0) : 0;
    character = flow->mark ? flow->mark->under : character; /* the look of a mark says nothing of the text */
    flow->look = wml_run_whole(d->styles, flow->paragraph.style, character, &direct);
    flow->added = wml_style_is(character, "|ardoise ajout|");
    flow->abbreviated = wml_style_is(character, "|html acronym|");
    flow->code = wml_style_is(character, "|html code|verbatim char|source text|html sample|html keyboard|code|");
    flow->hidden = flow->look.toggles[WML_VANISH] == 1;
    return docx_carried_run(d, n);
}

void docx_leave_run(docx *d, const xml_node *n)
{
    docx_flow *flow = d->flow;
    if (flow->run != n)
        return;
    flow->run = NULL;
    flow->look = flow->paragraph.base;
    flow->code = flow->abbreviated = flow->added = flow->hidden = false;
    flow->reference = NULL;
    flow->way = NULL;
    flow->mark = NULL;
}

bool docx_shows(const docx *d)
{
    return !d->flow->hidden && !d->instructions && !(d->field && d->field->silent);
}

/* ---- Wraps ---- */

static bool is_said(const char *value, const char *nothing)
{
    return value && !text_in_list(nothing, value);
}

/* Whether a value of the run differs from that of its paragraph's base. */
static bool differs(const char *value, const char *base, const char *nothing)
{
    return is_said(value, nothing) && !(base && text_same(value, base));
}

static void want(docx_wrap *wraps, size_t *count, bool wanted, docx_wrap wrap)
{
    if (wanted && *count < DOCX_WRAPS)
        wraps[(*count)++] = wrap;
}

static bool toggles(const docx_flow *flow, wml_toggle i)
{
    return flow->look.toggles[i] == 1 && flow->paragraph.base.toggles[i] != 1;
}

static const char *language_of(const wml_run_look *look)
{
    return look->rtl == 1 && look->language_rtl ? look->language_rtl : look->language;
}

/* Whether a run stands above or below the line: as an exponent or an index, or moved by hand and of a smaller size. */
static bool is_raised(const wml_run_look *look, const wml_run_look *base, bool *above)
{
    if (is_said(look->vertical, "baseline")) {
        *above = strcmp(look->vertical, "superscript") == 0;
        return true;
    }
    *above = look->raised > 0;
    return look->raised != WML_NOWHERE && look->raised != 0 && look->half_points < base->half_points;
}

/* What the run's text stands in, from the outside in; the number of them. */
static size_t wanted_wraps(const docx *d, docx_wrap wraps[DOCX_WRAPS])
{
    const docx_flow *flow = d->flow;
    const wml_run_look *look = &flow->look, *base = &flow->paragraph.base;
    const docx_link *link = flow->link && flow->link->href ? flow->link : NULL;
    const char *language = language_of(look);
    bool foreign = language && !office_same_tongue(language, d->tongues.unmarked);
    bool struck = toggles(flow, WML_STRIKE) || toggles(flow, WML_DOUBLE_STRIKE);
    bool rtl = look->rtl == 1 && flow->paragraph.look.rtl != 1;
    size_t count = 0;
#define WANT(wanted, kind, ...) want(wraps, &count, wanted, (docx_wrap){kind, __VA_ARGS__, NULL})
    WANT(link, LINK, "href", link ? link->href : NULL, link);
    WANT(flow->answer, ANSWER, NULL, NULL, flow->answer);
    WANT(flow->reference, NOTE_REFERENCE, "href", flow->reference, NULL);
    WANT(flow->added, SPAN, "added", "1", NULL);
    WANT(foreign, SPAN, "lang", language, NULL);
    WANT(rtl, SPAN, "dir", "rtl", NULL);
    WANT(!link && differs(look->colour, base->colour, "auto 000000"), SPAN, "look-colour", look->colour, NULL);
    WANT(differs(look->paper, base->paper, "auto ffffff"), SPAN, "look-paper", look->paper, NULL);
    WANT(toggles(flow, WML_CAPS) || toggles(flow, WML_SMALL_CAPS), SPAN, "look-caps", "1", NULL);
    WANT(toggles(flow, WML_BOLD), STRONG, NULL, NULL, NULL);
    WANT(toggles(flow, WML_ITALIC), EMPHASIS, NULL, NULL, NULL);
    WANT(!link && differs(look->underline, base->underline, "none"), UNDERLINE, NULL, NULL, NULL);
    WANT(struck, STRIKE, NULL, NULL, NULL);
    WANT(is_said(look->highlight, "none white"), MARK, "look-paper", look->highlight, NULL);
    WANT(differs(look->border, base->border, "none nil"), MARK, "look-border", "box", NULL);
    WANT(flow->abbreviated, ABBREVIATION, NULL, NULL, NULL);
    WANT(flow->code && !kind_is(flow->paragraph.node, CODE_BLOCK), CODE, NULL, NULL, NULL);
    bool above = false, raised = !flow->reference && is_raised(look, base, &above);
    WANT(raised, above ? SUPERSCRIPT : SUBSCRIPT, NULL, NULL, NULL);
#undef WANT
    return count;
}

static bool same_value(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_wrap(const docx_wrap *a, const docx_wrap *b)
{
    return a->kind == b->kind && a->identity == b->identity && same_value(a->attribute, b->attribute) &&
           same_value(a->value, b->value);
}

/* What a link or an answer says beside its one attribute. */
static void describe(docx *d, const docx_wrap *wrap)
{
    const docx_link *link = wrap->kind == LINK ? wrap->identity : NULL;
    const docx_answer *answer = wrap->kind == ANSWER ? wrap->identity : NULL;
    if (link && link->title)
        node_set(d->document, wrap->node, "title", link->title);
    if (answer && answer->choices)
        node_set(d->document, wrap->node, "data-choices", answer->choices);
    if (answer && answer->size > 0)
        node_set_number(d->document, wrap->node, "data-size", answer->size);
}

/* The node that the run's text goes into; opens and closes wraps as needed. */
static ard_node *target(docx *d, const xml_node *n)
{
    docx_paragraph *p = &d->flow->paragraph;
    docx_wrap wanted[DOCX_WRAPS];
    docx_paragraph_need(d, n);
    ard_node *carried = docx_carried_target(d, n);
    if (carried)
        return docx_mark_node(d, carried, n);
    if (p->parted)
        node_append(p->node, node_new(d->document, BREAK, xml_place(n, d->part)));
    size_t count = wanted_wraps(d, wanted), same = 0;
    p->depth = p->parted ? 0 : p->depth;
    p->parted = false;
    while (same < p->depth && same < count && same_wrap(&p->wraps[same], &wanted[same]))
        same++;
    for (p->depth = same; p->depth < count; p->depth++) {
        docx_wrap *wrap = &p->wraps[p->depth];
        *wrap = wanted[p->depth];
        ard_node *outer = p->depth ? p->wraps[p->depth - 1].node : p->node;
        wrap->node = node_append(outer, node_new(d->document, wrap->kind, xml_place(n, d->part)));
        if (wrap->attribute)
            node_set(d->document, wrap->node, wrap->attribute, wrap->value);
        describe(d, wrap);
    }
    return docx_mark_node(d, p->depth ? p->wraps[p->depth - 1].node : p->node, n);
}

/* ---- Putting ---- */

/* The size of a paragraph's letters so far, with those of a run: of several that are all larger than the document's, the
 * least; -1 where they differ otherwise. */
static int common_size(const docx_paragraph *p, int half_points)
{
    if (!p->half_points || p->half_points == half_points)
        return half_points;
    int least = p->half_points < half_points ? p->half_points : half_points;
    return least > p->base.half_points ? least : -1;
}

void docx_put_text(docx *d, const xml_node *n, const char *text, size_t size)
{
    if (!size || !docx_shows(d)) {
        d->hidden_runs += size && d->flow->hidden;
        return;
    }
    ard_node *into = target(d, n);
    docx_paragraph *p = &d->flow->paragraph;
    node_append_text(d->document, into, text, size, xml_place(n, d->part));
    if (text_part_is_blank(text, size))
        return;
    p->shown = p->others = true;
    p->half_points = common_size(p, d->flow->look.half_points);
    office_count(&d->tongues, language_of(&d->flow->look), text, size);
}

void docx_put(docx *d, const xml_node *n, ard_node *node)
{
    if (!node || !docx_shows(d))
        return;
    node_append(target(d, n), node);
    d->flow->paragraph.shown = d->flow->paragraph.others = true;
}

/* ---- Text ---- */

/* Writes what a symbol font shows for each character. Letters beyond ASCII are shown in another font. */
static void put_symbols(docx *d, const xml_node *n, const char *text, size_t size)
{
    enum { PRIVATE = 0xF000, CODES = 0x100, ASCII = 0x80 };
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        bool coded = (point < ASCII && point > ' ') || (point >= PRIVATE && point < PRIVATE + CODES);
        if (coded && docx_shows(d))
            docx_put_symbol(d, n, d->flow->look.font, point);
        else
            docx_put_text(d, n, text + at, length);
    }
}

/* XML's own blanks at the ends of w:t count only where it says so (17.3.3.31). */
docx_go docx_enter_text(docx *d, const xml_node *n)
{
    const char *space = xml_value(n, "xml:space");
    bool kept = space && strcmp(space, "preserve") == 0;
    for (const xml_node *child = n->first; child; child = child->next) {
        const char *text = child->name ? NULL : child->text;
        size_t size = text ? child->size : 0;
        while (!kept && size && strchr(" \t\r\n", text[size - 1]))
            size--;
        while (!kept && size && strchr(" \t\r\n", *text)) {
            text++;
            size--;
        }
        if (size && !d->flow->way && symbol_font(d->flow->look.font))
            put_symbols(d, n, text, size);
        else
            docx_put_text(d, n, text, size);
    }
    return GO_PAST;
}

/* The first letter or digit after an element of a paragraph; 0 where there is none. */
static uint32_t next_sign(const xml_node *n, const xml_node *paragraph)
{
    for (const xml_node *at = xml_after(n, paragraph); at; at = xml_following(at, paragraph))
        for (const xml_node *t = xml_is(at, "w:t") ? at->first : NULL; t; t = t->next)
            for (size_t i = 0, length; !t->name && i < t->size; i += length) {
                uint32_t point = text_decode(t->text + i, t->size - i, &length);
                if (text_is_letter(point) || text_is_digit(point))
                    return point;
            }
    return 0;
}

/* Whether a tab draws a line of dots to write on: its stop has a leader, and no number follows, as in contents. */
static bool draws_line(const docx *d, const xml_node *n)
{
    const docx_paragraph *p = &d->flow->paragraph;
    static const char contents[] = "|toc 1|toc 2|toc 3|toc 4|toc 5|toc 6|table of figures|index 1|";
    if (p->look.leader != 1 || !p->xml || d->flow->link || !xml_is(n, "w:tab") || wml_style_is(p->style, contents))
        return false;
    return !text_is_digit(next_sign(n, p->xml));
}

docx_go docx_enter_character(docx *d, const xml_node *n)
{
    if (draws_line(d, n)) {
        docx_put(d, n, node_new(d->document, ANSWER, xml_place(n, d->part)));
        return GO_PAST;
    }
    static const struct {
        const char *name, *text;
    } characters[] = {{"w:tab", "\t"}, {"w:ptab", "\t"}, {"w:noBreakHyphen", "\u2011"}, {"w:softHyphen", "\u00AD"}};
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
        if (xml_is(n, characters[i].name))
            docx_put_text(d, n, characters[i].text, strlen(characters[i].text));
    return GO_PAST;
}

/* A line break counts; where a page or column ends is layout, but parts words that follow. */
docx_go docx_enter_break(docx *d, const xml_node *n)
{
    docx_paragraph *p = &d->flow->paragraph;
    const char *type = xml_value(n, "w:type");
    bool others = p->others, shown = p->shown;
    if (docx_carried_line(d, n) || kind_is(p->node, CODE_BLOCK)) {
        docx_put_text(d, n, "\n", 1);
        return GO_PAST;
    }
    if (type && text_in_list("page column", type)) {
        p->parted = shown && docx_shows(d);
        return GO_PAST;
    }
    docx_put(d, n, node_new(d->document, BREAK, xml_place(n, d->part)));
    p->others = others;
    p->shown = shown;
    return GO_PAST;
}

void docx_put_symbol(docx *d, const xml_node *n, const char *font, uint32_t code)
{
    enum { PRIVATE = 0xE000, PRIVATE_END = 0xF8FF };
    char bytes[5];
    uint32_t point = symbol_point(font, code);
    if (!point && !symbol_font(font) && (code < PRIVATE || code > PRIVATE_END))
        point = code;
    if (point) {
        docx_put_text(d, n, bytes, text_encode(bytes, point));
        return;
    }
    buffer number = BUFFER_EMPTY;
    buffer_format(&number, "%04X", (unsigned)code);
    docx_report(d, n, "docx.symbol.unknown", font ? font : "?", buffer_string(&number));
    buffer_free(&number);
    docx_put_text(d, n, bytes, text_encode(bytes, REPLACEMENT));
}

/* A number in base 16; 0 where it is none. */
static uint32_t hexadecimal(const char *text)
{
    uint32_t value = 0;
    for (; text && *text; text++) {
        char c = (char)(*text | 32);
        if (!text_is_digit((unsigned char)c) && (c < 'a' || c > 'f'))
            return 0;
        value = (value << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10)) & 0xFFFFF;
    }
    return value;
}

docx_go docx_enter_symbol(docx *d, const xml_node *n)
{
    uint32_t code = hexadecimal(xml_value(n, "w:char"));
    if (code && docx_shows(d))
        docx_put_symbol(d, n, xml_value(n, "w:font"), code);
    return GO_PAST;
}
