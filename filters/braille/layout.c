/* The lesson's blocks as paragraphs of braille. */
#include "filters/braille/layout.h"

#include "base/options.h"
#include "base/text.h"
#include "lesson/lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Headings by level: chapters in the middle, the others further in the deeper they stand; an empty line around. */
static const struct heading_row {
    shape how;
    bool before, after;
} heading_rows[] = {
    {{.first = 4, .rest = 4, .centred = true, .keep = true}, true, true},
    {{.first = 4, .rest = 4, .keep = true}, true, true},
    {{.first = 6, .rest = 6, .keep = true}, true, false},
    {{.first = 2, .rest = 2, .keep = true}, true, false},
    {{.first = 2, .rest = 2, .keep = true}, false, false},
    {{.first = 2, .rest = 2, .keep = true}, false, false},
};

/* What a container says of the leaves below it. */
typedef struct level {
    int indent;
    const ard_node *list; /* BULLETS or NUMBERS */
    long number;          /* of its last item */
    bool fresh;           /* an item whose label has still to be written */
    const ard_node *item;
} level;

typedef struct setting {
    paper *paper;
    buffer levels; /* level, outermost first */
    level lost;    /* stands for those that there was no memory for */
    size_t lost_count;
    bool in_note;  /* notes wait for the end */
    bool at_place; /* or follow the block that calls them */
    bool boxes;    /* lines around boxes */
    buffer called; /* calls of notes that wait, when they stand at their place */
    table *set;    /* the notes that are set, by their ids */
    table *notes;  /* all notes, likewise */
} setting;

static level *top(setting *s)
{
    return s->lost_count ? &s->lost : (level *)(void *)(s->levels.data + s->levels.size - sizeof(level));
}

static void push(setting *s, level l)
{
    buffer_add(&s->levels, &l, sizeof l);
    s->lost_count += s->levels.failed;
    s->lost = l;
}

static void pop(setting *s)
{
    if (s->lost_count)
        s->lost_count--;
    else
        s->levels.size -= sizeof(level);
}

/* The label of an item, with the blank after it. */
static void add_label(transcriber *t, const level *of, cells *out)
{
    buffer label = BUFFER_EMPTY;
    const char *own = node_attribute(of->item, "data-label");
    if (own)
        buffer_text(&label, own);
    else
        list_label(of->list, of->number, &label);
    transcribe_words(t, buffer_string(&label), out);
    cells_add(out, CELL_GLUE);
    buffer_free(&label);
}

/* How a leaf stands, from its kind. */
static shape shape_of(const ard_node *leaf, int indent)
{
    switch ((int)leaf->kind) {
    case VERSE:
    case CODE_BLOCK: return (shape){.first = indent, .rest = indent + 4, .lines = true};
    case TERM: return (shape){.first = indent, .rest = indent + 2, .keep = true};
    case CAPTION: return (shape){.first = indent + 4, .rest = indent + 4};
    case MATHS_BLOCK: return (shape){.first = indent + 2, .rest = indent + 4};
    default: return (shape){.first = indent + 2, .rest = indent};
    }
}

/* Notes a heading for the contents; its lines are those from `from` on, after an empty one. */
static void add_heading(setting *s, const ard_node *leaf, size_t from)
{
    paper *p = s->paper;
    while (from + 1 < p->count && (p->lines[from].flags & LINE_SPACE))
        from++;
    title one = {.line = from, .from = p->titles.count, .count = p->leaf.count, .print = p->print};
    one.level = leaf->number >= 1 && leaf->number <= 6 ? leaf->number : 6;
    cells_join(&p->titles, p->leaf.at, p->leaf.count);
    for (size_t i = one.from; i < p->titles.count; i++)
        if (p->titles.at[i] & CELL_LINE)
            p->titles.at[i] = CELL_BLANK;
    if (!s->in_note)
        buffer_add(&p->headings, &one, sizeof one);
}

/* The printed page that goes on from here. */
static void begin_print_page(paper *p, const ard_node *mark)
{
    const char *number = node_attribute(mark, "title");
    if (!number)
        return;
    p->print = p->print_last = number;
    p->print_first = p->print_first ? p->print_first : number;
}

/* What is in a block that is set: where printed pages begin; the notes that are called, when they stand at their place. */
static void find_places(setting *s, const ard_node *block)
{
    walk w = walk_of((ard_node *)block);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE)
            continue;
        if (w.node->kind == PAGE_REFERENCE || w.node->kind == PAGE_MARK)
            begin_print_page(s->paper, w.node);
        else if (s->at_place && w.node->kind == NOTE_REFERENCE)
            buffer_add(&s->called, &w.node, sizeof(ard_node *));
    }
}

static void set_leaf(setting *s, const ard_node *leaf)
{
    paper *p = s->paper;
    level *here = top(s);
    shape how = shape_of(leaf, here->indent);
    cells_reset(&p->leaf);
    if (here->item) {
        how = (shape){.first = here->fresh ? here->indent - 2 : here->indent, .rest = here->indent};
        if (here->fresh)
            add_label(p->t, here, &p->leaf);
        here->fresh = false;
    }
    const struct heading_row *heading = NULL;
    if (leaf->kind == HEADING) {
        heading = &heading_rows[leaf->number >= 1 && leaf->number <= 6 ? leaf->number - 1 : 5];
        how = heading->how;
        if (heading->before)
            paper_space(p, false);
    }
    if (leaf->kind == VERSE)
        paper_space(p, false);
    transcribe_inlines(p->t, leaf, &p->leaf);
    size_t before = p->text.count, lines = p->count;
    paper_paragraph(p, p->leaf.at, p->leaf.count, how);
    if (heading && p->text.count > before)
        add_heading(s, leaf, lines);
    find_places(s, leaf);
    if (leaf->kind == VERSE || (heading && heading->after))
        paper_space(p, heading != NULL);
}

/* A rule: three stars in the middle of a line. */
static void set_rule(paper *p)
{
    cells stars = CELLS_EMPTY;
    cells_text(&stars, "⠐⠔ ⠐⠔ ⠐⠔");
    paper_paragraph(p, stars.at, stars.count, (shape){.first = 4, .rest = 4, .centred = true});
    cells_free(&stars);
}

/* The beginning of a printed page: a line of ⠤ with its number at the right end. */
static void set_page_mark(paper *p, const ard_node *mark)
{
    const char *number = node_attribute(mark, "title");
    begin_print_page(p, mark);
    if (!options_flag(p->t->task->options, "print-pages") || !number)
        return;
    cells row = CELLS_EMPTY, digits = CELLS_EMPTY;
    transcribe_words(p->t, number, &digits);
    size_t width = p->width ? (size_t)p->width : digits.count + 8;
    while (!row.failed && row.count + digits.count < width)
        cells_add(&row, DOT(3) | DOT(6));
    cells_join(&row, digits.at, digits.count);
    paper_paragraph(p, row.at, row.count, (shape){.keep = true});
    cells_free(&row);
    cells_free(&digits);
}

static void enter_list(setting *s, const ard_node *list)
{
    level l = *top(s);
    l.list = list;
    l.number = list_before(list);
    l.item = NULL;
    push(s, l);
}

static void enter_item(setting *s, const ard_node *item)
{
    level *list = top(s), l = *list;
    l.number = list->number = list_number(item, list->number);
    l.item = item;
    l.fresh = true;
    l.indent = list->indent + 2;
    push(s, l);
}

/* A box begins with a line of ⠶ and ends with one of ⠛; neither stands alone on a page. */
static void open_box(setting *s)
{
    paper *p = s->paper;
    paper_space(p, false);
    if (!s->boxes)
        return;
    if (p->space_wanted)
        paper_line(p, NULL, 0, LINE_SPACE);
    p->space_wanted = p->space_keeps = false;
    paper_edge(p, DOT(2) | DOT(3) | DOT(5) | DOT(6), LINE_KEEP | LINE_FIRST);
}

static void close_box(setting *s)
{
    paper *p = s->paper;
    if (s->boxes) {
        if (p->count)
            p->lines[p->count - 1].flags |= LINE_KEEP;
        paper_edge(p, DOT(1) | DOT(2) | DOT(4) | DOT(5), 0);
    }
    p->space_wanted = p->space_keeps = false;
    paper_space(p, false);
}

/* Whether a section is the source's table of contents and gives way to the one that is made. */
static bool is_old_contents(setting *s, const ard_node *section)
{
    const options *o = s->paper->t->task->options;
    const char *role = node_attribute(section, "role");
    if (!role || strcmp(role, "doc-toc") != 0 || !options_flag(o, "contents") || !options_integer(o, "lines"))
        return false;
    report(s->paper->t->task->log, section->place, "braille.contents", NULL);
    return true;
}

/* Enters a container; false where what is below must be passed over: it is set, or comes later. */
static bool enter(setting *s, const ard_node *node)
{
    paper *p = s->paper;
    switch ((int)node->kind) {
    case BULLETS:
    case NUMBERS: enter_list(s, node); return true;
    case ITEM: enter_item(s, node); return true;
    case DEFINITION:
    case QUOTE: {
        level l = *top(s);
        l.indent += 2;
        push(s, l);
        return true;
    }
    case ASIDE: open_box(s); return true;
    case EXERCISE: paper_space(p, false); return true;
    case SECTION: return !is_old_contents(s, node);
    case TABLE:
        paper_space(p, false);
        paper_table(p, node, top(s)->indent);
        find_places(s, node);
        paper_space(p, false);
        return false;
    case NOTE: return s->in_note;
    case BRAILLE:
    case SPEECH: return false;
    case RULE: set_rule(p); return false;
    case PAGE_MARK: set_page_mark(p, node); return false;
    default:
        if (kind_about(node->kind)->class != LEAF)
            return true;
        set_leaf(s, node);
        return false;
    }
}

static void leave(setting *s, const ard_node *node)
{
    switch ((int)node->kind) {
    case BULLETS:
    case NUMBERS:
    case ITEM:
    case DEFINITION:
    case QUOTE: pop(s); return;
    case ASIDE: close_box(s); return;
    case EXERCISE: paper_space(s->paper, false); return;
    default: return;
    }
}

static void set_note(setting *s, ard_node *note);

/* Sets the notes that were called and are not set yet, and those that these call. */
static void set_called(setting *s)
{
    for (size_t i = 0; i < s->called.size / sizeof(ard_node *); i++) {
        const ard_node *call = ((ard_node *const *)(void *)s->called.data)[i];
        const char *href = node_attribute(call, "href");
        ard_node *note = href && href[0] == '#' ? table_value(s->notes, href + 1) : NULL;
        if (note && !table_value(s->set, href + 1))
            set_note(s, note);
    }
    s->called.size = 0;
}

/* Sets the blocks of `root`. A container that `enter` passed over has pushed nothing, so its leave pops nothing: only
 * tables, notes, old contents and leaves are passed over. */
static void set_blocks(setting *s, ard_node *root)
{
    walk w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE)
            leave(s, w.node);
        else if (!enter(s, w.node)) {
            walk_skip(&w);
            if (s->called.size && !s->in_note)
                set_called(s);
        }
    }
}

/* ---- Notes ------------------------------------------------------------------------------------------------------ */

/* Whether the lesson holds formulas. */
static bool has_formulas(const transcriber *t)
{
    walk w = walk_of(lesson_root(t->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (w.node->kind == MATHS || w.node->kind == MATHS_BLOCK)
            return true;
    return false;
}

/* Notes by the order of their first calls; those that nothing calls follow. `order` gets ard_node pointers. */
static void find_notes(transcriber *t, table *by_id, buffer *order)
{
    arena *pool = lesson_pool(t->document);
    ard_node *root = lesson_root(t->document);
    t->notes = table_new(pool);
    walk w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == NOTE && node_attribute(w.node, "id"))
            table_set(by_id, node_attribute(w.node, "id"), w.node);
    w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const char *href =
            event == WALK_ENTER && w.node->kind == NOTE_REFERENCE ? node_attribute(w.node, "href") : NULL;
        ard_node *note = href && href[0] == '#' ? table_value(by_id, href + 1) : NULL;
        if (!note || table_value(t->notes, href + 1))
            continue;
        buffer_add(order, &note, sizeof note);
        table_set(t->notes, href + 1,
                  arena_string(pool, report_number(t->task->log, (long long)(order->size / sizeof note))));
    }
    w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *note = w.node;
        if (event == WALK_ENTER && note->kind == NOTE && !table_value(t->notes, node_attribute(note, "id")))
            buffer_add(order, &note, sizeof note);
    }
}

/* Sets a note with its label, where it has one. A call that shows a mark of its own is found by that mark. */
static void set_note(setting *s, ard_node *note)
{
    const char *id = node_attribute(note, "id"), *label = table_value(s->paper->t->notes, id);
    char shown[32];
    level l = {.indent = 2, .fresh = label != NULL, .item = label ? note : NULL};
    if (label) {
        snprintf(shown, sizeof shown, "(%s)", label);
        node_set(s->paper->t->document, note, "data-label", shown);
    }
    if (id)
        table_set(s->set, id, note);
    push(s, l);
    s->in_note = true;
    set_blocks(s, note);
    s->in_note = false;
    pop(s);
}

/* Sets the notes at the end that do not stand at their place. */
static void set_notes(setting *s, const buffer *order)
{
    ard_node *const *notes = (ard_node *const *)(void *)order->data;
    bool first = true;
    for (size_t i = 0; i < order->size / sizeof *notes; i++) {
        if (table_value(s->set, node_attribute(notes[i], "id")))
            continue;
        if (first)
            paper_space(s->paper, false);
        first = false;
        set_note(s, notes[i]);
    }
}

/* A document transcribed before is transcribed anew. */
static void drop_braille(transcriber *t)
{
    for (ard_node *node = lesson_root(t->document)->first, *next; node; node = next) {
        next = node->next;
        if (node->kind == BRAILLE)
            node_unlink(node);
    }
}

ard_status braille_layout(transcriber *t)
{
    paper p = {.t = t, .width = options_integer(t->task->options, "cells")};
    setting s = {.paper = &p};
    buffer order = BUFFER_EMPTY;
    drop_braille(t);
    s.notes = table_new(lesson_pool(t->document));
    s.set = table_new(lesson_pool(t->document));
    s.at_place = strcmp(options_text(t->task->options, "notes"), "place") == 0;
    s.boxes = strcmp(options_text(t->task->options, "boxes"), "lines") == 0;
    find_notes(t, s.notes, &order);
    t->scientific = has_formulas(t);
    push(&s, (level){0});
    set_blocks(&s, lesson_root(t->document));
    set_notes(&s, &order);
    bool failed = p.failed || p.text.failed || p.leaf.failed || p.titles.failed || p.headings.failed || p.tables.failed;
    failed |= s.levels.failed || s.called.failed || order.failed;
    ard_status status = failed ? report(t->task->log, NOWHERE, "braille.memory", NULL) : paper_pages(&p);
    paper_free(&p);
    buffer_free(&s.levels);
    buffer_free(&s.called);
    buffer_free(&order);
    return status;
}
