/* Footnotes and endnotes: their text stands where they are referred to (6.3), and goes to the end of the lesson. */
#include "odt.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void citation_text(const xml_node *n, buffer *mark)
{
    const xml_node *citation = xml_child(n, "text:note-citation");
    const char *label = citation ? xml_value(citation, "text:label") : NULL;
    if (label && *label)
        buffer_text(mark, label);
    else if (citation)
        xml_text(citation, mark);
}

/* The reference that our writer wrote: its own attributes; its text only where there was one. */
static ard_node *exact_reference(odt *d, const xml_node *n)
{
    ard_node *reference = node_new(d->document, NOTE_REFERENCE, xml_place(n, d->part));
    const xml_node *citation = xml_child(n, "text:note-citation");
    buffer mark = BUFFER_EMPTY;
    odtr_take(d, reference, n);
    citation_text(n, &mark);
    if (citation && odtr_kind(citation) == TEXT)
        node_append_text(d->document, reference, buffer_string(&mark), mark.size, xml_place(n, d->part));
    buffer_free(&mark);
    return reference;
}

/* A new reference to the note that is numbered next; its id is "footnote-1". A mark that is but the note's number is left to
 * writers, which count alike. */
static ard_node *new_reference(odt *d, const xml_node *n)
{
    const char *class = xml_value(n, "text:note-class"), *own = xml_value(n, "text:id");
    bool endnote = class && strcmp(class, "endnote") == 0;
    unsigned number = endnote ? ++d->endnotes : ++d->footnotes;
    char href[40], usual[16];
    buffer mark = BUFFER_EMPTY;
    ard_node *reference = node_new(d->document, NOTE_REFERENCE, xml_place(n, d->part));
    snprintf(href, sizeof href, "#%s-%u", endnote ? "endnote" : "footnote", number);
    node_set(d->document, reference, "href", href);
    citation_text(n, &mark);
    snprintf(usual, sizeof usual, "%u", d->footnotes + d->endnotes);
    if (strcmp(buffer_string(&mark), usual) != 0)
        node_append_text(d->document, reference, buffer_string(&mark), mark.size, xml_place(n, d->part));
    buffer_free(&mark);
    if (own)
        table_set(d->note_ids, own, arena_string(d->pool, href));
    return reference;
}

/* The look of the mark (raised, mostly) is no part of the words around it. */
odtr_go odtr_enter_note(odt *d, const xml_node *n)
{
    if (!odtr_in_paragraph(d) || !odtr_shows(d))
        return GO_PAST;
    bool exact = odtr_kind(n) == NOTE_REFERENCE;
    odtr_span *span = odtr_span_open(d, n);
    if (!span)
        return GO_PAST;
    span->look.vertical = span->base.vertical;
    ard_node *reference = exact ? exact_reference(d, n) : new_reference(d, n);
    odtr_put(d, n, reference);
    return GO_IN;
}

void odtr_leave_note(odt *d, const xml_node *n)
{
    odtr_span_close(d, n);
}

odtr_go odtr_enter_note_body(odt *d, const xml_node *n)
{
    const char *class = xml_value(n->parent, "text:note-class");
    bool endnote = class && strcmp(class, "endnote") == 0, exact = odtr_kind(n) == NOTE;
    odtr_note *note = arena_alloc(d->pool, sizeof *note);
    ard_node *node = node_new(d->document, NOTE, xml_place(n, d->part));
    if (!note || !node)
        return GO_PAST;
    if (exact)
        odtr_take(d, node, n);
    else {
        char id[40];
        snprintf(id, sizeof id, "%s-%u", endnote ? "endnote" : "footnote", endnote ? d->endnotes : d->footnotes);
        node_set(d->document, node, "id", id);
        node_set(d->document, node, "epub:type", endnote ? "endnote" : "footnote");
    }
    *note = (odtr_note){.node = node, .place = exact ? xml_value(n, "ard:data-ard-place") : NULL};
    *(d->last_note ? &d->last_note->next : &d->notes) = note;
    d->last_note = note;
    odtr_flow_open(d, n, node);
    return GO_IN;
}

odtr_go odtr_enter_note_reference(odt *d, const xml_node *n)
{
    const char *name = xml_value(n, "text:ref-name");
    const char *href = name ? table_value(d->note_ids, name) : NULL;
    odtr_span *span = odtr_span_open(d, n);
    if (!span)
        return GO_PAST;
    if (odtr_kind(n) == NOTE_REFERENCE) {
        ard_node *reference = node_new(d->document, NOTE_REFERENCE, xml_place(n, d->part));
        odtr_take(d, reference, n);
        for (const xml_node *child = n->first; child && xml_value(n, "ard:data-ard-text"); child = child->next)
            if (!child->name)
                node_append_text(d->document, reference, child->text, child->size, xml_place(n, d->part));
        odtr_put(d, n, reference);
        odtr_span_close(d, n);
        return GO_PAST;
    }
    if (href && odtr_in_paragraph(d)) {
        span->wraps = true;
        span->wrap = (odtr_wrap){NOTE_REFERENCE, "href", href, n, STYLE_NONE, NULL};
        span->depth++;
        span->look.vertical = span->base.vertical;
    }
    return GO_IN;
}

/* The node that a place names: child numbers from the root, "0.3.1"; the parent in `*parent`, the node before which it
 * stands in the answer (NULL: at the end). False where the tree has no such place. */
static bool find_place(const odt *d, const char *path, ard_node **parent, ard_node **before)
{
    ard_node *node = lesson_root(d->document);
    for (;;) {
        char *end;
        unsigned long index = strtoul(path, &end, 10);
        if (end == path || !node)
            return false;
        *parent = node;
        node = node->first;
        while (index && node) {
            node = node->next;
            index--;
        }
        *before = node;
        if (!*end)
            return index == 0;
        path = end + 1;
    }
}

/* Order of places in document order; what has no place comes last. */
static int compare_places(const void *left, const void *right)
{
    const odtr_note *const *one = left, *const *other = right;
    const char *a = (*one)->place, *b = (*other)->place;
    while (a && b && *a && *b) {
        char *after_a, *after_b;
        unsigned long x = strtoul(a, &after_a, 10), y = strtoul(b, &after_b, 10);
        if (x != y)
            return x < y ? -1 : 1;
        if (after_a == a || after_b == b)
            break;
        a = *after_a ? after_a + 1 : after_a;
        b = *after_b ? after_b + 1 : after_b;
    }
    if (!a != !b)
        return a ? -1 : 1;
    if (a && b && *a != *b && (!*a || !*b))
        return *a ? 1 : -1;
    return *one < *other ? -1 : *one > *other; /* of one pool: the order in which they were read */
}

/* The notes that say their place, ascending; NULL where there are none. Places far more than notes that a lesson has are
 * passed over, for each is looked up from the beginning. */
static odtr_note **placed_notes(const odt *d, size_t *count)
{
    enum { MOST = 5000 };
    *count = 0;
    for (const odtr_note *note = d->notes; note; note = note->next)
        *count += note->place != NULL;
    odtr_note **list = *count && *count <= MOST ? arena_alloc(d->pool, *count * sizeof(odtr_note *)) : NULL;
    size_t i = 0;
    for (odtr_note *note = d->notes; note && list; note = note->next)
        if (note->place)
            list[i++] = note;
    if (list)
        qsort(list, *count, sizeof *list, compare_places);
    return list;
}

/* Notes were written at their references: those of our writer go back to where they stood, others to the end. */
void odtr_place_notes(odt *d)
{
    size_t count;
    odtr_note **list = placed_notes(d, &count);
    for (const odtr_note *note = d->notes; note; note = note->next)
        if (!note->place || !list)
            node_append(lesson_root(d->document), note->node);
    for (size_t i = 0; list && i < count; i++) {
        ard_node *parent = NULL, *before = NULL;
        if (find_place(d, list[i]->place, &parent, &before) && before)
            node_insert_before(before, list[i]->node);
        else
            node_append(parent ? parent : lesson_root(d->document), list[i]->node);
    }
}
