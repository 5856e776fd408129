#include "docx.h"

#include <stdio.h>
#include <string.h>

/* The part with all notes of a type, read when the first is asked for; NULL where it is missing. */
static const xml_node *notes_of(docx *d, const char *type, const char *main, const char **part)
{
    char relation[16];
    snprintf(relation, sizeof relation, "%ss", type);
    const opc_relation *r = opc_relation_typed(d->package, main, relation);
    if (!r || !r->found)
        return NULL;
    *part = docx_part_name(d, r->target);
    xml_node *root = table_value(d->note_parts, type);
    if (!root && opc_xml(d->package, r->target, &root) == ARD_OK)
        table_set(d->note_parts, type, root);
    return root;
}

/* The note with that w:id, found by a table that is made once for each part. */
static const xml_node *note_of(docx *d, const char *type, const xml_node *root, const char *id)
{
    char key[64];
    snprintf(key, sizeof key, "%s?", type);
    bool indexed = table_value(d->note_parts, key) != NULL;
    for (const xml_node *n = indexed ? NULL : root->first; n; n = n->next) {
        const char *own = n->name ? xml_value(n, "w:id") : NULL;
        snprintf(key, sizeof key, "%s %s", type, own ? own : "");
        if (own)
            table_set(d->note_parts, key, (void *)n);
    }
    snprintf(key, sizeof key, "%s?", type);
    table_set(d->note_parts, key, (void *)root);
    snprintf(key, sizeof key, "%s %s", type, id);
    return table_value(d->note_parts, key);
}

/* Queues a note to be read after the body; NULL where it is missing. The same note twice is one. */
static docx_note *queued(docx *d, const xml_node *n, const char *type, const char *id)
{
    char key[64];
    snprintf(key, sizeof key, "%s %s", type, id);
    docx_note *note = table_value(d->note_ids, key);
    if (note)
        return note;
    const char *part = NULL;
    const xml_node *root = notes_of(d, type, d->main, &part), *xml = root ? note_of(d, type, root, id) : NULL;
    note = xml ? arena_alloc(d->pool, sizeof *note) : NULL;
    if (!note) {
        docx_report(d, n, "docx.note.missing", id, NULL);
        return NULL;
    }
    unsigned number = strcmp(type, "endnote") == 0 ? ++d->endnotes : ++d->footnotes;
    snprintf(key, sizeof key, "%s-%u", type, number);
    *note = (docx_note){.xml = xml, .part = part, .id = arena_string(d->pool, key), .type = type, .number = number};
    snprintf(key, sizeof key, "%s %s", type, id);
    table_set(d->note_ids, key, note);
    *(d->last_note ? &d->last_note->next : &d->notes) = note;
    d->last_note = note;
    return note;
}

docx_go docx_enter_note_reference(docx *d, const xml_node *n)
{
    const char *type = xml_is(n, "w:endnoteReference") ? "endnote" : "footnote", *id = xml_value(n, "w:id");
    const char *custom = xml_value(n, "w:customMarkFollows");
    docx_note *note = id && docx_shows(d) && d->part == d->main ? queued(d, n, type, id) : NULL;
    if (!note || !note->id)
        return GO_PAST;
    if (d->flow->way && docx_carried_reference(d, n))
        return GO_PAST;
    char href[64];
    snprintf(href, sizeof href, "#%s", note->id);
    if (custom && strcmp(custom, "0") != 0) {
        d->flow->reference = arena_string(d->pool, href);
        return GO_PAST;
    }
    buffer mark = BUFFER_EMPTY;
    wml_number_text(strcmp(type, "endnote") == 0 ? WML_LOWER_ROMAN : WML_DECIMAL, (int)note->number, &mark);
    place where = xml_place(n, d->part);
    ard_node *reference = node_new(d->document, NOTE_REFERENCE, where);
    node_set(d->document, reference, "href", href);
    node_append_text(d->document, reference, buffer_string(&mark), mark.size, where);
    const char *vertical = d->flow->look.vertical;
    d->flow->look.vertical = NULL;
    docx_put(d, n, reference);
    d->flow->look.vertical = vertical;
    buffer_free(&mark);
    return GO_PAST;
}

void docx_read_notes(docx *d)
{
    for (const docx_note *note = d->notes; note; note = note->next) {
        ard_node *node = docx_carried_note(d, note->xml);
        if (!node) {
            node = node_new(d->document, NOTE, xml_place(note->xml, note->part));
            node_append(lesson_root(d->document), node);
            node_set(d->document, node, "id", note->id);
            node_set(d->document, node, "epub:type", note->type);
        }
        d->part = note->part;
        docx_flow *outer = d->flow;
        docx_flow_open(d, note->xml, node);
        if (d->flow == outer)
            return;
        docx_walk(d, note->xml);
        docx_flow_close(d);
    }
    d->part = d->main;
}
