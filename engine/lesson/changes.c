#include "changes.h"

#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MOVED[] = "data-moved", PLACE_NAME[] = "data-place", WAS[] = "data-was", WAS_[] = "data-was-",
                  STYLE[] = "data-was-style", GAPS[] = "data-gaps", MARK_SHOWN[] = "data-was-mark",
                  RAISED[] = "data-was-raised", PICTURE[] = "data-was-picture";

enum { NUMBER_ROOM = 24, MOST_CELLS = 1000 };

changes changes_begin(ard_document *document)
{
    changes c = {document, 0, 0};
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const char *moved = event == WALK_ENTER ? node_attribute(w.node, MOVED) : NULL;
        long number = 0, move = moved ? strtol(moved, NULL, 10) : 0;
        if (event == WALK_ENTER && node_whole_number(w.node, PLACE_NAME, &number) && number > c.places)
            c.places = number;
        c.moves = move > c.moves ? move : c.moves;
    }
    return c;
}

void change_place(changes *c, ard_node *block)
{
    ard_node *anchor = block->previous ? block->previous : block->parent;
    long number = 0;
    if (!anchor)
        return;
    if (anchor != lesson_root(c->document) && !node_whole_number(anchor, PLACE_NAME, &number)) {
        number = ++c->places;
        node_set_number(c->document, anchor, PLACE_NAME, number);
    }
    char said[3 * NUMBER_ROOM];
    snprintf(said, sizeof said, "%ld %s %ld", ++c->moves, block->previous ? "after" : "in", number);
    node_set(c->document, block, MOVED, said);
}

/* Sets data-was-NAME; the colon of a name is a dot. */
static void set_aside(ard_document *document, ard_node *node, const char *name, const char *value)
{
    buffer aside = BUFFER_EMPTY;
    buffer_text(&aside, WAS_);
    for (; *name; name++)
        buffer_byte(&aside, *name == ':' ? '.' : *name);
    node_set(document, node, buffer_string(&aside), value);
    buffer_free(&aside);
}

void change_kind(ard_document *document, ard_node *node, ard_kind kind, const char *aside)
{
    node_set(document, node, WAS, kind_about(node->kind)->name);
    node->kind = kind;
    for (attribute *a = node->attributes, *next; a; a = next) {
        next = a->next;
        if (!text_in_list(aside, a->name))
            continue;
        set_aside(document, node, a->name, a->value);
        node_set(document, node, a->name, NULL);
    }
}

void change_style(ard_document *document, ard_node *node, uint16_t row)
{
    const style *own = node->style ? style_at(document, node->style) : NULL;
    if (row == STYLE_NONE)
        return;
    if (!node_attribute(node, STYLE))
        node_set(document, node, STYLE, own && own->name ? own->name : "");
    node->style = row;
}

/* ---- Notes ------------------------------------------------------------------------------------------------------ */

/* Whether a note can stand in a sentence: one paragraph that says nothing else of itself; and its reference shows text. */
static bool may_be_brought(const ard_node *reference, const ard_node *note)
{
    const ard_node *paragraph = note->first, *shown = reference->first;
    return note->parent && kind_is(paragraph, PARAGRAPH) && !paragraph->next && !paragraph->attributes &&
           (!shown || (shown->kind == TEXT && !shown->next)) && node_attribute(note, "id");
}

ard_node *change_note(changes *c, ard_node *reference, ard_node *note)
{
    ard_document *document = c->document;
    bool raised = kind_is(reference->parent, SUPERSCRIPT) && !reference->previous && !reference->next;
    ard_node *span = may_be_brought(reference, note) ? node_new(document, SPAN, reference->place) : NULL;
    if (!span)
        return NULL;
    change_place(c, note);
    for (const attribute *a = note->attributes; a; a = a->next)
        if (text_in_list("epub:type role", a->name))
            set_aside(document, span, a->name, a->value);
        else
            node_set(document, span, a->name, a->value);
    node_set(document, span, WAS, kind_about(NOTE)->name);
    node_set(document, span, MARK_SHOWN, reference->first ? reference->first->text : NULL);
    node_set(document, span, RAISED, raised ? "1" : NULL);
    node_move_children(span, note->first);
    node_insert_before(raised ? reference->parent : reference, span);
    node_unlink(note);
    node_unlink(raised ? reference->parent : reference);
    return span;
}

/* Gives back attributes that were kept aside, of `from`, to `to`. */
static void take_from_aside(ard_document *document, ard_node *to, ard_node *from)
{
    for (attribute *a = from->attributes, *next; a; a = next) {
        next = a->next;
        if (!text_begins(a->name, WAS_) ||
            text_in_list("data-was-style data-was-mark data-was-raised data-was-picture", a->name))
            continue;
        buffer name = BUFFER_EMPTY;
        for (const char *c = a->name + sizeof WAS_ - 1; *c; c++)
            buffer_byte(&name, *c == '.' ? ':' : *c);
        node_set(document, to, buffer_string(&name), a->value);
        node_set(document, from, a->name, NULL);
        buffer_free(&name);
    }
}

/* Makes a SPAN the note again that it was, unlinked; its reference stands where the SPAN stood. */
static ard_node *take_note_back(ard_document *document, ard_node *span)
{
    ard_node *note = node_new(document, NOTE, span->place), *paragraph = node_new(document, PARAGRAPH, span->place),
             *reference = node_new(document, NOTE_REFERENCE, span->place);
    const char *shown = node_attribute(span, MARK_SHOWN), *id = node_attribute(span, "id");
    if (!note || !paragraph || !reference || !id)
        return NULL;
    for (const attribute *a = span->attributes; a; a = a->next)
        if (!text_begins(a->name, WAS))
            node_set(document, note, a->name, a->value);
    take_from_aside(document, note, span);
    node_append(note, paragraph);
    node_move_children(paragraph, span);
    buffer href = BUFFER_EMPTY;
    buffer_format(&href, "#%s", id);
    node_set(document, reference, "href", buffer_string(&href));
    buffer_free(&href);
    if (shown)
        node_append(reference, node_new_text(document, shown, strlen(shown), span->place));
    node_insert_before(span, reference);
    if (node_attribute(span, RAISED))
        node_wrap(node_new(document, SUPERSCRIPT, span->place), reference, reference);
    node_unlink(span);
    return note;
}

/* ---- The way back ----------------------------------------------------------------------------------------------- */

static ard_kind kind_called(const char *name)
{
    int kind = 0;
    while (kind < KINDS && strcmp(kind_about((ard_kind)kind)->name, name) != 0)
        kind++;
    return (ard_kind)kind;
}

/* Puts the cells back that a row had and that were empty. */
static void fill_gaps(ard_document *document, ard_node *row, const char *gaps)
{
    while (*gaps) {
        char *end;
        unsigned long at = strtoul(gaps, &end, 10);
        if (end == gaps || at > MOST_CELLS)
            return;
        ard_node *cell = row->first, *empty = node_new(document, CELL, row->place);
        for (unsigned long i = 0; i < at && cell; i++)
            cell = cell->next;
        if (kind_is(row->first, HEADER_CELL) && empty)
            empty->kind = HEADER_CELL;
        if (cell && empty)
            node_insert_before(cell, empty);
        else
            node_append(row, empty);
        gaps = end;
    }
}

/* Takes back what a node was, notes apart. Whether it was anything else. */
static bool take_kind_back(ard_document *document, ard_node *node)
{
    const char *was = node_attribute(node, WAS), *row = node_attribute(node, STYLE), *gaps = node_attribute(node, GAPS);
    ard_kind kind = was ? kind_called(was) : KINDS;
    bool changed = kind < KINDS || row || node_attribute(node, PICTURE);
    if (kind < KINDS && kind_is_block(kind) == kind_is_block(node->kind)) {
        node->kind = kind;
        take_from_aside(document, node, node);
    }
    if (row)
        node->style = style_named(document, row);
    if (gaps && node->kind == ROW)
        fill_gaps(document, node, gaps);
    long picture;
    if (node->kind == IMAGE && node_whole_number(node, PICTURE, &picture) && lesson_resource_at(document, (int)picture))
        node->number = (int)picture;
    node_set(document, node, PICTURE, NULL);
    node_set(document, node, WAS, NULL);
    node_set(document, node, STYLE, NULL);
    node_set(document, node, GAPS, NULL);
    return changed;
}

/* A block that was moved, and its way back. */
typedef struct moved {
    ard_node *block;
    long number, place;
    bool after;
} moved;

typedef struct moved_list {
    moved *rows;
    size_t count, room;
    table *places;
} moved_list;

static void add_moved(ard_document *document, moved_list *list, ard_node *block, const char *said)
{
    char *end, *last;
    long number = strtol(said, &end, 10);
    bool after = text_begins(end, " after ");
    end += after ? sizeof " after " - 1 : text_begins(end, " in ") ? sizeof " in " - 1 : 0;
    long from = strtol(end, &last, 10);
    node_set(document, block, MOVED, NULL);
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 16;
        moved *rows = memory_resize(list->rows, room * sizeof *rows);
        if (!rows)
            return;
        list->rows = rows;
        list->room = room;
    }
    if (last != end)
        list->rows[list->count++] = (moved){block, number, from, after};
}

/* Later moves first: so each finds the lesson as it left it. */
static int later_first(const void *a, const void *b)
{
    const moved *one = a, *other = b;
    return (one->number < other->number) - (one->number > other->number);
}

/* Whether a node is in another, or is that. */
static bool is_within(const ard_node *node, const ard_node *other)
{
    while (node && node != other)
        node = node->parent;
    return node;
}

static void move_back(ard_document *document, const moved_list *list, const moved *m)
{
    char key[NUMBER_ROOM];
    snprintf(key, sizeof key, "%ld", m->place);
    ard_node *anchor = m->place ? table_value(list->places, key) : lesson_root(document);
    if (!anchor || is_within(anchor, m->block) || (m->after && !anchor->parent)) {
        if (!m->block->parent)
            node_append(lesson_root(document), m->block);
        return;
    }
    node_unlink(m->block);
    if (m->after)
        node_insert_after(anchor, m->block);
    else if (anchor->first)
        node_insert_before(anchor->first, m->block);
    else
        node_append(anchor, m->block);
}

size_t changes_take_back(ard_document *document)
{
    moved_list list = {.places = table_new(lesson_pool(document))};
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event != WALK_LEAVE)
            continue;
        const char *here = node_attribute(node, PLACE_NAME), *was = node_attribute(node, WAS);
        if (node->kind == SPAN && was && !strcmp(was, kind_about(NOTE)->name)) {
            node = take_note_back(document, node);
            count += node != NULL;
        } else
            count += take_kind_back(document, node);
        if (!node)
            continue;
        if (here)
            table_set(list.places, here, node);
        node_set(document, node, PLACE_NAME, NULL);
        if (node_attribute(node, MOVED))
            add_moved(document, &list, node, node_attribute(node, MOVED));
    }
    if (list.count)
        qsort(list.rows, list.count, sizeof *list.rows, later_first);
    for (size_t i = 0; i < list.count; i++)
        move_back(document, &list, &list.rows[i]);
    count += list.count;
    free(list.rows);
    return count;
}
