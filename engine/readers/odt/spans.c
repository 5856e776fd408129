/* Inline elements: what they add to the look of their text, and links. */
#include "odt.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

odtr_span *odtr_span_open(odt *d, const xml_node *n)
{
    odtr_span *span = d->free_spans;
    odtr_flow *flow = d->flow;
    if (span)
        d->free_spans = span->up;
    else
        span = arena_alloc(d->pool, sizeof *span);
    if (!span)
        return NULL;
    const odtr_span *up = flow->span;
    const odf_text_look *look = flow->paragraph.style ? &flow->paragraph.style->text : &odf_text_unsaid;
    *span = (odtr_span){.up = flow->span,
                        .xml = n,
                        .look = up ? up->look : *look,
                        .base = up ? up->base : flow->paragraph.base,
                        .code = up && up->code,
                        .depth = up ? up->depth : 0};
    flow->span = span;
    return span;
}

/* Dots or underscores alone are a space to write on: as many as there are. */
static bool is_blank_space(const ard_node *answer)
{
    bool some = false;
    for (const ard_node *child = answer->first; child; child = child->next) {
        if (child->kind != TEXT)
            return false;
        for (const char *at = child->text; *at;) {
            uint32_t point = text_next(&at);
            if (point != '_' && point != '.' && point != 0x2026 && !text_is_space(point))
                return false;
            some = true;
        }
    }
    return some;
}

/* An answer space of our writer's, whose kind its style still tells. */
static void finish_answer(odt *d, ard_node *answer)
{
    buffer text = BUFFER_EMPTY;
    if (!is_blank_space(answer))
        return;
    node_text(answer, &text);
    node_set_number(d->document, answer, "data-size", (long long)text_length(buffer_string(&text)));
    while (answer->first)
        node_unlink(answer->first);
    buffer_free(&text);
}

void odtr_span_close(odt *d, const xml_node *n)
{
    odtr_flow *flow = d->flow;
    odtr_span *span = flow->span;
    if (!span || span->xml != n)
        return;
    if (span->wraps && !span->exact && span->wrap.kind == ANSWER && span->wrap.attribute == NULL) {
        const odtr_wrap *open = span->depth <= flow->paragraph.depth ? &flow->wraps[span->depth - 1] : NULL;
        if (open && open->identity == span->wrap.identity && open->kind == ANSWER)
            finish_answer(d, open->node);
    }
    flow->span = span->up;
    span->up = d->free_spans;
    d->free_spans = span;
}

/* Makes an open span a wrap; false where there are too many. */
static bool set_wrap(odtr_span *span, odtr_wrap wrap)
{
    enum { MOST = ODT_WRAPS - ODT_LOOKS };
    if (!span || span->depth >= MOST)
        return false;
    span->wraps = true;
    span->wrap = wrap;
    span->depth++;
    return true;
}

odtr_span *odtr_wrap_open(odt *d, const xml_node *n, ard_kind kind)
{
    odtr_span *span = odtr_span_open(d, n);
    set_wrap(span, (odtr_wrap){kind, NULL, NULL, n, STYLE_NONE, NULL});
    return span;
}

/* ---- Spans ------------------------------------------------------------------------------------------------------- */

/* Text styles of our writer and of LibreOffice that say what their text is. */
static const struct {
    const char *names;
    ard_kind kind;
} kinds[] = {
    {"|réponse|answer|", ANSWER},
    {"|abréviation|abbreviation|html acronym|", ABBREVIATION},
    {"|source text|texte source|html code|verbatim char|", CODE},
};

static void set_kind(odtr_span *span, ard_kind kind)
{
    if (kind == CODE)
        span->code = true;
    else /* an abbreviation that marks cut is one */
        set_wrap(span, (odtr_wrap){kind, NULL, NULL, kind == ANSWER ? span->xml : NULL, STYLE_NONE, NULL});
}

/* "Ardoise M1 (HTML Code)", of a document that was DOCX before: a mark on text that has another style beside. */
static void add_kind(odtr_span *span, const char *shown)
{
    const char *under = strstr(shown, " (");
    size_t size = under ? strlen(under + 2) : 0;
    for (size_t i = 0; size > 1 && i < sizeof kinds / sizeof *kinds; i++) {
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)(size - 1), under + 2);
        if (odf_name_is(name, kinds[i].names))
            set_kind(span, kinds[i].kind);
    }
}

/* A style of a mark says nothing of the text; an automatic style that an editor has based on it says only what it adds. */
static bool add_mark(odt *d, odtr_span *span, const odf_style *s)
{
    const odf_style *named = odf_style_named(s);
    uint16_t row = named ? odtr_row_of_style(d, named) : STYLE_NONE;
    if (row == STYLE_NONE || !style_is_mark(style_at(d->document, row)->name))
        return false;
    if (named != s) {
        odf_text_look own = odf_text_read(xml_child(s->xml, "style:text-properties"));
        odf_text_overlay(&span->look, &own);
    }
    span->mark = row;
    span->mark_style = named;
    add_kind(span, named->shown);
    return true;
}

/* What a style adds to a span; of a kind it is a wrap. */
static void add_style(odt *d, odtr_span *span, const char *name)
{
    const odf_style *s = name ? odf_style_of(d->styles, d->scope, "text", name) : NULL;
    if (!s || add_mark(d, span, s))
        return;
    if (odf_style_is(s, "|ardoise ajout|")) {
        if (!d->exact)
            set_wrap(span, (odtr_wrap){SPAN, "added", "1", NULL, STYLE_NONE, NULL});
        return;
    }
    odf_text_overlay(&span->look, &s->text);
    uint16_t row = odtr_row_of_style(d, s);
    if (row != STYLE_NONE && set_wrap(span, (odtr_wrap){SPAN, NULL, NULL, NULL, row, NULL}))
        span->base = span->look;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (odf_style_is(s, kinds[i].names))
            set_kind(span, kinds[i].kind);
}

/* An inline that our writer wrote: its style is no emphasis beside its kind. False where what is below is passed over. */
static bool add_exact(odt *d, odtr_span *span, ard_kind kind)
{
    span->exact = true;
    span->base = span->look;
    if (!set_wrap(span, (odtr_wrap){kind, NULL, NULL, span->xml, STYLE_NONE, NULL}))
        return true;
    ard_node *node = odtr_target(d, span->xml);
    if (node && kind == IMAGE)
        node->number = odf_integer(xml_value(span->xml, "ard:data-ard-number"), 0);
    odtr_take(d, node, span->xml);
    return kind != IMAGE && kind != BREAK;
}

odtr_go odtr_enter_span(odt *d, const xml_node *n)
{
    int kind = odtr_kind(n);
    if (kind == ODT_ADDED || odtr_put_hidden_field(d, n))
        return GO_PAST;
    odtr_span *span = odtr_span_open(d, n);
    if (!span)
        return GO_PAST;
    const char *classes = xml_value(n, "text:class-names");
    if (kind == ODT_NOT_OURS && classes)
        add_style(d, span, classes);
    if (kind == ODT_NOT_OURS) {
        add_style(d, span, xml_value(n, "text:style-name"));
        return GO_IN;
    }
    const odf_style *s = odf_style_of(d->styles, d->scope, "text", xml_value(n, "text:style-name"));
    if (s)
        odf_text_overlay(&span->look, &s->text);
    span->base = span->look;
    if (kind < KINDS && kind_about((ard_kind)kind)->class == INLINE && odtr_in_paragraph(d) &&
        !add_exact(d, span, (ard_kind)kind)) {
        odtr_span_close(d, n);
        return GO_PAST;
    }
    return GO_IN;
}

/* ---- Links ------------------------------------------------------------------------------------------------------- */

/* Whether an address may stand in a lesson: one without a scheme is as its author wrote it; scripts and data are none. */
static bool is_allowed(const char *address)
{
    static const char *const schemes[] = {"http", "https", "mailto", "ftp", "tel"};
    size_t scheme = strcspn(address, ":/?#");
    if (address[scheme] != ':')
        return *address != '\0';
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strlen(schemes[i]) == scheme && text_begins(address, schemes[i]))
            return true;
    return false;
}

odtr_go odtr_enter_link(odt *d, const xml_node *n)
{
    const char *href = xml_value(n, "xlink:href"), *title = xml_value(n, "office:title");
    odtr_span *span = odtr_span_open(d, n);
    if (!span)
        return GO_PAST;
    if (odtr_kind(n) == LINK) {
        span->base = span->look;
        add_exact(d, span, LINK);
        return GO_IN;
    }
    if (!href || !*href || !odtr_in_paragraph(d))
        return GO_IN;
    if (!is_allowed(href)) {
        if (odtr_shows(d))
            odtr_report(d, n, "odf.link.refused", href, NULL);
        return GO_IN;
    }
    set_wrap(span, (odtr_wrap){LINK, "href", href, n, STYLE_NONE, NULL});
    span->base.underline = span->look.underline; /* links look so by themselves */
    span->base.colour = span->look.colour;
    if (title && *title && odtr_shows(d))
        node_set(d->document, odtr_target(d, n), "title", title);
    return GO_IN;
}

/* A reference to a place of the document: its shown text leads there. */
odtr_go odtr_enter_reference(odt *d, const xml_node *n)
{
    const char *name = xml_value(n, "text:ref-name");
    odtr_span *span = odtr_span_open(d, n);
    if (!span || !name || !odtr_in_paragraph(d))
        return span ? GO_IN : GO_PAST;
    buffer href = BUFFER_EMPTY;
    buffer_format(&href, "#%s", name);
    const char *kept = arena_string(d->pool, buffer_string(&href));
    buffer_free(&href);
    if (kept)
        set_wrap(span, (odtr_wrap){LINK, "href", kept, n, STYLE_NONE, NULL});
    return GO_IN;
}
