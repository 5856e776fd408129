/* Notes (17.11): parts of their own, where the text refers to them by number. What Word has no place for (a note that
 * nothing refers to, or that only another note does) stays where it stands, in a control. */
#include "docx.h"

#include "base/text.h"
#include "lesson/carry.h"

#include <stdio.h>
#include <string.h>

static bool is_in_note(const ard_node *node)
{
    while (node && node->kind != NOTE)
        node = node->parent;
    return node != NULL;
}

/* Whether a note stands in the part of notes: its first reference is in the text, as the note itself. */
static bool has_place(const noted *row)
{
    return row && !is_in_note(row->reference) && !is_in_note(row->note->parent);
}

bool docxw_is_note(const docxw_state *w, const ard_node *note)
{
    return has_place(notes_of(w->notes, note));
}

bool docxw_notes_apart(const docxw_state *w)
{
    const ard_node *last = lesson_root(w->document)->last, *first = NULL;
    while (last && kind_about(last->kind)->class == GIVEN)
        last = last->previous;
    for (; kind_is(last, NOTE) && docxw_is_note(w, last); last = last->previous)
        first = last;
    for (const noted *row = notes_first(w->notes); row; row = row->next) {
        if (!has_place(row))
            continue;
        if (row->note != first)
            return true;
        first = first->next;
    }
    return false;
}

static bool is_endnote(const ard_node *note)
{
    const char *type = node_attribute(note, "epub:type");
    return type && text_in_list(type, "endnote");
}

/* The place of a note among the lesson's blocks, where it is not at the end: a bookmark that Word takes along. */
void docxw_note_place(docxw_state *w, const ard_node *node)
{
    if (!w->notes_apart)
        return;
    unsigned number = ++w->ids;
    buffer_format(w->out, "<w:bookmarkStart w:id=\"%u\" w:name=\"_ard_note_%u\" ard:kind=\"note\"", number, number);
    carry_add("data-ard-number", report_number(w->task->log, notes_of(w->notes, node)->number), w->out);
    docxw_way(w, true, w->out);
    buffer_format(w->out, "/><w:bookmarkEnd w:id=\"%u\"/>\n", number);
}

/* ---- A note's text ----------------------------------------------------------------------------------------------- */

/* What a reference shows, as plain text; whether it is the note's number as the format counts. */
static bool shows_number(const ard_node *reference, const noted *row, buffer *shown)
{
    char usual[16];
    for (const ard_node *child = reference->first; child; child = child->next)
        if (child->kind == TEXT)
            buffer_text(shown, child->text);
    snprintf(usual, sizeof usual, "%d", row->number);
    bool plain = !reference->first || (!reference->first->next && reference->first->kind == TEXT);
    return plain && (!shown->size || strcmp(buffer_string(shown), usual) == 0);
}

void docxw_note_mark(docxw_state *w)
{
    const noted *row = w->mark;
    buffer shown = BUFFER_EMPTY;
    bool usual = shows_number(row->reference, row, &shown), endnote = w->place == DOCXW_ENDNOTES;
    w->mark = NULL;
    buffer_format(w->out, "<w:r ard:data-ard-shown=\"1\"><w:rPr><w:rStyle w:val=\"%s\"/></w:rPr>",
                  endnote ? "EndnoteReference" : "FootnoteReference");
    if (usual)
        buffer_text(w->out, endnote ? "<w:endnoteRef/>" : "<w:footnoteRef/>");
    else
        docxw_text(w, buffer_string(&shown));
    buffer_text(w->out, "</w:r><w:r ard:data-ard-shown=\"1\"><w:t xml:space=\"preserve\"> </w:t></w:r>");
    buffer_free(&shown);
}

/* Writes a note into its part. It is a text of its own: what is open around its reference waits. */
static void write_note(docxw_state *w, const noted *row)
{
    docxw_list *lists = w->lists;
    docxw_table *tables = w->tables;
    docxw_place where = w->place;
    docxw_last last = w->last;
    buffer marks = w->marks;
    w->lists = NULL;
    w->tables = NULL;
    w->marks = BUFFER_EMPTY;
    w->place = is_endnote(row->note) ? DOCXW_ENDNOTES : DOCXW_FOOTNOTES;
    w->out = &w->parts[w->place].body;
    w->mark = row;
    w->last = DOCXW_NOTHING;
    buffer_format(w->out, "<w:%s w:id=\"%d\"", w->place == DOCXW_ENDNOTES ? "endnote" : "footnote", row->number);
    docxw_node(w, row->note, "", w->out);
    buffer_text(w->out, ">\n");
    docxw_push(w, row->note, true);
    docxw_write_below(w, row->note);
    if (w->last != DOCXW_PARAGRAPH || w->mark)
        docxw_empty(w);
    docxw_pop(w);
    buffer_format(w->out, "</w:%s>\n", w->place == DOCXW_ENDNOTES ? "endnote" : "footnote");
    buffer_free(&w->marks);
    w->lists = lists;
    w->tables = tables;
    w->marks = marks;
    w->place = where;
    w->out = &w->parts[where].body;
    w->last = last;
}

/* ---- References -------------------------------------------------------------------------------------------------- */

/* A reference to a note that has no place in the notes, or whose place another reference took: a link in the text. */
static bool enter_other(docxw_state *w, const ard_node *node, const noted *row)
{
    if (row && !node->first) {
        char number[16];
        snprintf(number, sizeof number, "[%d]", row->number);
        docxw_shown(w, number);
    } else if (!node->first)
        docxw_shown(w, "");
    return true;
}

bool docxw_enter_reference(docxw_state *w, ard_node *node)
{
    const noted *row = notes_of(w->notes, node);
    if (!has_place(row) || row->reference != node)
        return enter_other(w, node, row);
    buffer shown = BUFFER_EMPTY;
    bool usual = shows_number(node, row, &shown), counted = usual && shown.size, endnote = is_endnote(row->note);
    bool plain = kind_is(node->first, TEXT) && !node->first->next;
    buffer_free(&shown);
    write_note(w, row);
    buffer_text(w->out, "<w:r");
    docxw_way(w, true, w->out);
    carry_add("kind", "note-reference", w->out);
    if (counted)
        carry_add("data-ard-number", report_number(w->task->log, row->number), w->out);
    buffer_format(w->out, "><w:rPr><w:rStyle w:val=\"%s\"/></w:rPr><w:%s%s w:id=\"%d\"/>",
                  endnote ? "EndnoteReference" : "FootnoteReference",
                  endnote ? "endnoteReference" : "footnoteReference", usual ? "" : " w:customMarkFollows=\"1\"",
                  row->number);
    if (!usual && plain)
        docxw_text(w, node->first->text); /* Word looks for the mark in the same run */
    buffer_text(w->out, "</w:r>");
    return !usual && !plain;
}
