/* Text into the tree, in the look that it has. */
#include "odt.h"

#include "base/text.h"
#include "lesson/marks.h"
#include "office/symbols.h"

#include <string.h>

static const odf_text_look *look_of(const odtr_flow *flow)
{
    return flow->span ? &flow->span->look : flow->paragraph.style ? &flow->paragraph.style->text : &odf_text_unsaid;
}

static const odf_text_look *base_of(const odtr_flow *flow)
{
    return flow->span ? &flow->span->base : &flow->paragraph.base;
}

bool odtr_shows(const odt *d)
{
    const odtr_flow *flow = d->flow;
    return flow->paragraph.xml && !flow->paragraph.hidden && look_of(flow)->hidden != 1;
}

/* ---- Wraps ------------------------------------------------------------------------------------------------------- */

static bool differs(const char *value, const char *base)
{
    return odtr_colour_says(value) && !(base && text_same(value, base));
}

static bool turned_on(signed char look, signed char base)
{
    return look == 1 && base != 1;
}

/* The script of a text, by its first letter that has one: right-to-left and South Asian ones are complex. */
static odf_script script_of(const char *text, size_t size)
{
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if ((point >= 0x590 && point < 0x1100) || (point >= 0xFB1D && point < 0xFE00) ||
            (point >= 0xFE70 && point < 0xFF00))
            return ODF_COMPLEX;
        if ((point >= 0x1100 && point < 0x1200) || (point >= 0x2E80 && point < 0xFB00))
            return ODF_ASIAN;
        if (text_is_letter(point))
            return ODF_WESTERN;
    }
    return ODF_WESTERN;
}

/* The language of a text, kept as long as the source; NULL where it is not said. */
static const char *language_of(odt *d, const odf_text_look *look, odf_script script)
{
    if (!look->language[script])
        return NULL;
    buffer tag = BUFFER_EMPTY;
    odf_language_tag(look, script, &tag);
    const char *known = tag.size ? table_value(d->part_names, tag.data) : NULL;
    if (tag.size && !known) {
        known = arena_string(lesson_pool(d->document), tag.data);
        table_set(d->part_names, tag.data, (void *)known);
    }
    buffer_free(&tag);
    return known;
}

static void want(odtr_wrap *wraps, size_t *count, bool wanted, odtr_wrap wrap)
{
    if (wanted && *count < ODT_LOOKS)
        wraps[(*count)++] = wrap;
}

/* The marks that text stands in, from the outside in. They are innermost, so that what they cut stays one: taken away, they
 * leave nothing. As our writer left them each is an element; an editor cuts them, so those of one style that touch are one. */
static void want_marks(const odt *d, odtr_wrap *wraps, size_t *count)
{
    enum { MOST = 4 };
    const odtr_span *marks[MOST];
    size_t depth = 0;
    for (const odtr_span *span = d->flow->span; span && depth < MOST; span = span->up)
        if (span->mark != STYLE_NONE)
            marks[depth++] = span;
    while (depth--) {
        const void *identity = d->exact ? (const void *)marks[depth]->xml : marks[depth]->mark_style;
        want(wraps, count, true, (odtr_wrap){SPAN, "added", MARK_ADDED, identity, marks[depth]->mark, NULL});
    }
}

/* What only the look of a text makes it stand in, from the outside in. */
static void look_wraps(const odt *d, const char *language, odtr_wrap *wraps, size_t *count)
{
    const odtr_flow *flow = d->flow;
    const odf_text_look *look = look_of(flow), *base = base_of(flow);
    bool foreign = language && !(flow->span && flow->span->exact) && !flow->paragraph.exact &&
                   !office_same_tongue(language, d->tongues.unmarked);
    bool code = flow->span && flow->span->code && !kind_is(flow->paragraph.node, CODE_BLOCK);
    bool moved = look->vertical > 0 && look->vertical != base->vertical;
#define WANT(wanted, kind, ...) want(wraps, count, wanted, (odtr_wrap){kind, __VA_ARGS__, NULL, STYLE_NONE, NULL})
    WANT(foreign, SPAN, "lang", language);
    WANT(differs(look->colour, base->colour) && !text_same(look->colour, "#000000"), SPAN, "look-colour", look->colour);
    WANT(turned_on(look->caps, base->caps), SPAN, "look-caps", "1");
    WANT(turned_on(look->bold, base->bold), STRONG, NULL, NULL);
    WANT(turned_on(look->italic, base->italic), EMPHASIS, NULL, NULL);
    WANT(turned_on(look->underline, base->underline), UNDERLINE, NULL, NULL);
    WANT(turned_on(look->strike, base->strike), STRIKE, NULL, NULL);
    WANT(differs(look->paper, base->paper), MARK, "look-paper", look->paper);
    WANT(code, CODE, NULL, NULL);
    WANT(moved, look->vertical == ODF_RAISED ? SUPERSCRIPT : SUBSCRIPT, NULL, NULL);
#undef WANT
    want_marks(d, wraps, count);
}

static bool same_value(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_wrap(const odtr_wrap *a, const odtr_wrap *b)
{
    return a->kind == b->kind && a->identity == b->identity && a->row == b->row &&
           same_value(a->attribute, b->attribute) && same_value(a->value, b->value);
}

/* The row of the wanted chain at `index`: spans that wrap come first, by their depth. */
static const odtr_wrap *wanted_at(const odtr_wrap *looks, const odtr_span *const *spans, size_t wraps, size_t index)
{
    return index < wraps ? &spans[index]->wrap : &looks[index - wraps];
}

static ard_node *open_wrap(odt *d, odtr_wrap *wrap, ard_node *outer, const xml_node *n)
{
    wrap->node = node_append(outer, node_new(d->document, wrap->kind, xml_place(n, d->part)));
    if (wrap->attribute && text_begins(wrap->attribute, "look-"))
        odtr_set_colour(d, wrap->node, wrap->attribute, wrap->value);
    else if (wrap->attribute)
        node_set(d->document, wrap->node, wrap->attribute, wrap->value);
    if (wrap->node)
        wrap->node->style = wrap->row;
    return wrap->node;
}

/* The node that text in a language goes into; opens and closes wraps as needed. */
static ard_node *target(odt *d, const xml_node *n, const char *language)
{
    odtr_flow *flow = d->flow;
    odtr_paragraph *p = &flow->paragraph;
    const odtr_span *spans[ODT_WRAPS];
    odtr_wrap looks[ODT_LOOKS];
    size_t wraps = flow->span ? flow->span->depth : 0, count = 0, same = 0;
    for (const odtr_span *span = flow->span; span; span = span->up)
        if (span->wraps)
            spans[span->depth - 1] = span;
    look_wraps(d, language, looks, &count);
    count += wraps;
    while (same < p->depth && same < count && same_wrap(&flow->wraps[same], wanted_at(looks, spans, wraps, same)))
        same++;
    for (p->depth = same; p->depth < count && p->depth < ODT_WRAPS; p->depth++) {
        odtr_wrap *wrap = &flow->wraps[p->depth];
        *wrap = *wanted_at(looks, spans, wraps, p->depth);
        open_wrap(d, wrap, p->depth ? flow->wraps[p->depth - 1].node : p->node, n);
    }
    return p->depth ? flow->wraps[p->depth - 1].node : p->node;
}

ard_node *odtr_target(odt *d, const xml_node *n)
{
    return target(d, n, NULL);
}

/* ---- Putting ----------------------------------------------------------------------------------------------------- */

void odtr_put_text(odt *d, const xml_node *n, const char *text, size_t size)
{
    odtr_paragraph *p = &d->flow->paragraph;
    const odf_text_look *look = look_of(d->flow);
    if (!size || !odtr_shows(d)) {
        d->hidden_runs += size && p->xml && !text_part_is_blank(text, size);
        return;
    }
    const char *language = language_of(d, look, script_of(text, size));
    node_append_text(d->document, target(d, n, language), text, size, xml_place(n, d->part));
    if (text_part_is_blank(text, size))
        return;
    p->shown = p->others = true;
    p->sign_known = false;
    p->size = p->size && p->size != look->size ? -1 : look->size;
    office_count(&d->tongues, language, text, size);
}

void odtr_put(odt *d, const xml_node *n, ard_node *node)
{
    odtr_paragraph *p = &d->flow->paragraph;
    bool formula = kind_is(node, MATHS);
    if (!node || !odtr_shows(d))
        return;
    node_append(odtr_target(d, n), node);
    p->shown = true;
    p->others = p->others || !formula;
    p->blank = false;
}

/* ---- Characters -------------------------------------------------------------------------------------------------- */

/* Adds a piece of a text in a symbol font: each character by what the font shows. */
static void put_symbols(odt *d, const xml_node *n, const char *font, const char *text, size_t size)
{
    enum { PRIVATE = 0xF000, CODES = 0x100, ASCII = 0x80 };
    char bytes[5];
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        bool coded = (point < ASCII && point > ' ') || (point >= PRIVATE && point < PRIVATE + CODES);
        uint32_t known = coded ? symbol_point(font, point) : point;
        if (!known) {
            buffer number = BUFFER_EMPTY;
            buffer_format(&number, "%04X", (unsigned)point);
            if (odtr_shows(d))
                odtr_report(d, n, "odf.symbol.unknown", font, buffer_string(&number));
            buffer_free(&number);
        }
        odtr_put_text(d, n, bytes, text_encode(bytes, known ? known : REPLACEMENT));
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Whether folding would change nothing. */
static bool is_folded(const char *text, size_t size, bool blank)
{
    for (size_t i = 0; i < size; i++) {
        if (is_blank(text[i]) && (blank || text[i] != ' '))
            return false;
        blank = text[i] == ' ';
    }
    return true;
}

static void put_piece(odt *d, const xml_node *n, const char *text, size_t size)
{
    const char *font = look_of(d->flow)->font;
    if (font && symbol_font(font))
        put_symbols(d, n, font, text, size);
    else
        odtr_put_text(d, n, text, size);
}

/* Runs of blanks are one, and none at the beginning of a paragraph (6.1.2). */
void odtr_put_folded(odt *d, const xml_node *n)
{
    odtr_paragraph *p = &d->flow->paragraph;
    if (!p->xml || !n->size)
        return;
    bool blank = p->blank;
    if (is_folded(n->text, n->size, blank)) {
        put_piece(d, n, n->text, n->size);
        p->blank = n->text[n->size - 1] == ' ';
        return;
    }
    buffer folded = BUFFER_EMPTY;
    for (size_t i = 0; i < n->size; i++) {
        bool another = is_blank(n->text[i]);
        if (!another || !blank)
            buffer_byte(&folded, another ? ' ' : n->text[i]);
        blank = another;
    }
    put_piece(d, n, buffer_string(&folded), folded.size);
    p->blank = blank;
    buffer_free(&folded);
}

odtr_go odtr_enter_spaces(odt *d, const xml_node *n)
{
    enum { MOST = 10000 };
    static const char blanks[] = "                                                                ";
    int count = odf_integer(xml_value(n, "text:c"), 1);
    for (count = count < MOST ? count : MOST; count > 0; count -= (int)sizeof blanks - 1)
        odtr_put_text(d, n, blanks, count < (int)sizeof blanks ? (size_t)count : sizeof blanks - 1);
    d->flow->paragraph.blank = false;
    return GO_PAST;
}

/* The first letter or digit of the paragraph after an element; 0 where there is none. Asked once for all tabs before it. */
static uint32_t next_sign(odtr_paragraph *p, const xml_node *n)
{
    if (p->sign_known)
        return p->sign;
    p->sign_known = true;
    p->sign = 0;
    for (const xml_node *at = xml_after(n, p->xml); at && !p->sign; at = xml_following(at, p->xml))
        for (size_t i = 0, length; !at->name && i < at->size && !p->sign; i += length) {
            uint32_t point = text_decode(at->text + i, at->size - i, &length);
            if (text_is_letter(point) || text_is_digit(point))
                p->sign = point;
        }
    return p->sign;
}

/* Whether a tab draws a line of dots to write on: its stop has a leader, and no number follows, as in contents. */
static bool draws_line(odt *d, const xml_node *n)
{
    odtr_paragraph *p = &d->flow->paragraph;
    if (!p->style || p->style->paragraph.leader != 1 || p->exact || p->contents)
        return false;
    for (const odtr_span *span = d->flow->span; span; span = span->up)
        if (span->wraps && span->wrap.kind == LINK)
            return false;
    return !text_is_digit(next_sign(p, n));
}

odtr_go odtr_enter_tab(odt *d, const xml_node *n)
{
    if (draws_line(d, n))
        odtr_put(d, n, node_new(d->document, ANSWER, xml_place(n, d->part)));
    else
        odtr_put_text(d, n, "\t", 1);
    d->flow->paragraph.blank = false;
    return GO_PAST;
}

odtr_go odtr_enter_break(odt *d, const xml_node *n)
{
    odtr_paragraph *p = &d->flow->paragraph;
    bool others = p->others, shown = p->shown;
    int kind = odtr_kind(n);
    if (kind == TEXT)
        odtr_put_text(d, n, "\n", 1);
    else {
        ard_node *node = node_new(d->document, BREAK, xml_place(n, d->part));
        odtr_take(d, node, n);
        odtr_put(d, n, node);
        p->others = others;
        p->shown = shown;
    }
    p->blank = false;
    return GO_PAST;
}
