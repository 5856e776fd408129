#include "odt.h"

#include "base/text.h"

#include <string.h>

void odtr_report(odt *d, const xml_node *n, const char *code, const char *first, const char *second)
{
    report(d->log, xml_place(n, d->part), code, first, second, NULL);
}

/* ---- Small elements that only one line is to be said of ---------------------------------------------------------- */

static odtr_go pass(odt *d, const xml_node *n)
{
    (void)d;
    (void)n;
    return GO_PAST;
}

static odtr_go enter_annotation(odt *d, const xml_node *n)
{
    (void)n;
    d->annotations++;
    return GO_PAST;
}

/* Deleted text stands in here, apart from the text; insertions stand in the text (5.5). */
static odtr_go enter_changes(odt *d, const xml_node *n)
{
    for (const xml_node *at = n->first; at; at = at->next)
        d->changes += xml_is(at, "text:changed-region");
    return GO_PAST;
}

/* The reading above a word comes after it, in brackets. */
static odtr_go enter_ruby_text(odt *d, const xml_node *n)
{
    buffer text = BUFFER_EMPTY, shown = BUFFER_EMPTY;
    xml_text(n, &text);
    if (!text_is_blank(buffer_string(&text)) && odtr_in_paragraph(d)) {
        buffer_format(&shown, "(%s)", text.data);
        odtr_put_text(d, n, buffer_string(&shown), shown.size);
        d->flow->paragraph.blank = false;
    }
    buffer_free(&text);
    buffer_free(&shown);
    return GO_PAST;
}

/* ---- The table --------------------------------------------------------------------------------------------------- */

typedef struct odtr_row {
    const char *name;
    odtr_go (*enter)(odt *d, const xml_node *n);
    void (*leave)(odt *d, const xml_node *n); /* NULL: nothing to do; called only after GO_IN */
} odtr_row;

/* Ascending by name. */
static const odtr_row rows[] = {
    {"dr3d:scene", odtr_enter_shape, odtr_leave_shape},
    {"draw:a", odtr_enter_link, odtr_span_close},
    {"draw:caption", odtr_enter_shape, odtr_leave_shape},
    {"draw:circle", odtr_enter_shape, odtr_leave_shape},
    {"draw:connector", odtr_enter_shape, odtr_leave_shape},
    {"draw:contour-path", pass, NULL},
    {"draw:contour-polygon", pass, NULL},
    {"draw:control", odtr_enter_control, NULL},
    {"draw:custom-shape", odtr_enter_shape, odtr_leave_shape},
    {"draw:ellipse", odtr_enter_shape, odtr_leave_shape},
    {"draw:enhanced-geometry", pass, NULL},
    {"draw:frame", odtr_enter_frame, odtr_leave_frame},
    {"draw:g", odtr_enter_frame, odtr_leave_frame},
    {"draw:glue-point", pass, NULL},
    {"draw:image", odtr_enter_image, NULL},
    {"draw:image-map", pass, NULL},
    {"draw:line", odtr_enter_shape, odtr_leave_shape},
    {"draw:measure", odtr_enter_shape, odtr_leave_shape},
    {"draw:object", odtr_enter_object, NULL},
    {"draw:object-ole", odtr_enter_ole, NULL},
    {"draw:path", odtr_enter_shape, odtr_leave_shape},
    {"draw:polygon", odtr_enter_shape, odtr_leave_shape},
    {"draw:polyline", odtr_enter_shape, odtr_leave_shape},
    {"draw:rect", odtr_enter_shape, odtr_leave_shape},
    {"draw:regular-polygon", odtr_enter_shape, odtr_leave_shape},
    {"draw:text-box", odtr_enter_text_box, odtr_leave_flow},
    {"field:fieldmark", odtr_enter_field_mark, NULL},
    {"field:fieldmark-end", pass, NULL},
    {"field:fieldmark-start", pass, NULL},
    {"loext:content-control", odtr_enter_content_control, odtr_span_close},
    {"math:math", pass, NULL},
    {"office:annotation", enter_annotation, NULL},
    {"office:annotation-end", pass, NULL},
    {"office:binary-data", pass, NULL},
    {"office:event-listeners", pass, NULL},
    {"office:forms", odtr_enter_forms, NULL},
    {"osvg:desc", pass, NULL},
    {"osvg:title", pass, NULL},
    {"svg:desc", pass, NULL},
    {"svg:title", pass, NULL},
};

/* Ascending by name; those of the text. */
static const odtr_row text_rows[] = {
    {"table:covered-table-cell", pass, NULL},
    {"table:desc", pass, NULL},
    {"table:table", odtr_enter_table, odtr_leave_table},
    {"table:table-cell", odtr_enter_cell, odtr_leave_cell},
    {"table:table-column", pass, NULL},
    {"table:table-header-rows", odtr_enter_head, odtr_leave_head},
    {"table:table-row", odtr_enter_row, odtr_leave_row},
    {"table:title", pass, NULL},
    {"text:a", odtr_enter_link, odtr_span_close},
    {"text:alphabetical-index", odtr_enter_index, odtr_leave_flow},
    {"text:alphabetical-index-source", pass, NULL},
    {"text:bibliography", odtr_enter_index, odtr_leave_flow},
    {"text:bibliography-source", pass, NULL},
    {"text:bookmark", odtr_enter_bookmark, NULL},
    {"text:bookmark-ref", odtr_enter_reference, odtr_span_close},
    {"text:bookmark-start", odtr_enter_bookmark, NULL},
    {"text:dde-connection-decls", pass, NULL},
    {"text:drop-down", odtr_enter_drop_down, odtr_span_close},
    {"text:h", odtr_enter_paragraph, odtr_leave_paragraph},
    {"text:hidden-paragraph", odtr_enter_hidden, NULL},
    {"text:hidden-text", odtr_enter_hidden, NULL},
    {"text:illustration-index", odtr_enter_index, odtr_leave_flow},
    {"text:illustration-index-source", pass, NULL},
    {"text:index-title-template", pass, NULL},
    {"text:label", pass, NULL},
    {"text:line-break", odtr_enter_break, NULL},
    {"text:list", odtr_enter_list, odtr_leave_list},
    {"text:list-header", odtr_enter_item, odtr_leave_item},
    {"text:list-item", odtr_enter_item, odtr_leave_item},
    {"text:note", odtr_enter_note, odtr_leave_note},
    {"text:note-body", odtr_enter_note_body, odtr_leave_flow},
    {"text:note-citation", pass, NULL},
    {"text:note-ref", odtr_enter_note_reference, odtr_span_close},
    {"text:number", pass, NULL},
    {"text:object-index", odtr_enter_index, odtr_leave_flow},
    {"text:object-index-source", pass, NULL},
    {"text:p", odtr_enter_paragraph, odtr_leave_paragraph},
    {"text:placeholder", odtr_enter_placeholder, odtr_span_close},
    {"text:reference-mark", odtr_enter_bookmark, NULL},
    {"text:reference-mark-start", odtr_enter_bookmark, NULL},
    {"text:reference-ref", odtr_enter_reference, odtr_span_close},
    {"text:ruby-text", enter_ruby_text, NULL},
    {"text:s", odtr_enter_spaces, NULL},
    {"text:script", pass, NULL},
    {"text:section", odtr_enter_section, odtr_leave_flow},
    {"text:sequence-decls", pass, NULL},
    {"text:sequence-ref", odtr_enter_reference, odtr_span_close},
    {"text:span", odtr_enter_span, odtr_span_close},
    {"text:tab", odtr_enter_tab, NULL},
    {"text:table-index", odtr_enter_index, odtr_leave_flow},
    {"text:table-index-source", pass, NULL},
    {"text:table-of-content", odtr_enter_index, odtr_leave_flow},
    {"text:table-of-content-source", pass, NULL},
    {"text:text-input", odtr_enter_placeholder, odtr_span_close},
    {"text:tracked-changes", enter_changes, NULL},
    {"text:user-field-decls", pass, NULL},
    {"text:user-index", odtr_enter_index, odtr_leave_flow},
    {"text:user-index-source", pass, NULL},
    {"text:variable-decls", pass, NULL},
};

static const odtr_row *row_of(const xml_node *n)
{
    static const odtr_row through = {"", NULL, NULL};
    const odtr_row *row = *n->name == 't' ? ROW_NAMED(n->name, text_rows) : ROW_NAMED(n->name, rows);
    return row ? row : &through;
}

void odtr_walk(odt *d, const xml_node *root)
{
    for (const xml_node *n = root->first; n;) {
        const odtr_row *row = n->name ? row_of(n) : NULL;
        if (!row)
            odtr_put_folded(d, n);
        bool in = row && (!row->enter || row->enter(d, n) == GO_IN);
        if (in && n->first) {
            n = n->first;
            continue;
        }
        for (bool up = in; n != root; n = n->parent, up = true) {
            const odtr_row *left = up && n->name ? row_of(n) : NULL;
            if (left && left->leave)
                left->leave(d, n);
            if (n->next)
                break;
        }
        n = n == root ? NULL : n->next;
    }
}
