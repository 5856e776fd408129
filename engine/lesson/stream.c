#include "stream.h"

#include "base/digest.h"
#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"
#include "lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A document's sequence while it is read. */
typedef struct reading {
    stream *s;
    const ard_document *document;
    buffer line;        /* the text of the block so far, whose words may run over the borders of inlines */
    table *notes;       /* by id */
    table *told;        /* ids of notes that were read */
    bool begins;        /* nothing of the leaf was read yet */
    char level;         /* '^' inside of raised text, '_' inside of lowered text, else 0 */
    table *numbers;     /* of the last item of each list, by its address */
    ard_node **waiting; /* notes that the text refers to, in order */
    size_t waits, room;
} reading;

static void add_item(stream *s, stream_kind kind, const char *text, size_t size)
{
    if (s->count == s->room) {
        size_t room = s->room ? 2 * s->room : 1024;
        stream_item *larger = memory_resize(s->items, room * sizeof *larger);
        s->failed = s->failed || !larger;
        if (!larger)
            return;
        s->items = larger;
        s->room = room;
    }
    const char *kept = arena_copy(s->pool, text, size);
    s->failed = s->failed || !kept;
    s->items[s->count++] = (stream_item){kind, kept ? kept : ""};
    s->counts[kind]++;
}

/* ---- Characters --------------------------------------------------------------------------------------------------- */

/* Dots and lines that stand for a space to write in, where several follow each other. */
static bool is_filler(uint32_t point)
{
    return point == '.' || point == '_' || point == 0x2026 || point == 0x2025 || point == 0xB7 || point == 0x2024;
}

/* Boxes to tick, empty and ticked. */
static bool is_box(uint32_t point, bool *ticked)
{
    static const uint32_t empty[] = {0x2610, 0x25A1, 0x274F, 0x2751, 0x25FB, 0x2B1C};
    *ticked = point == 0x2611 || point == 0x2612 || point == 0x2705;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        if (point == empty[i])
            return true;
    return *ticked;
}

/* A letter, or a mark that belongs to the letter before it. */
static bool is_word_part(uint32_t point)
{
    const uint32_t raised_n = 0x207F, lowered_n = 0x2099; /* letters of Unicode, taken as raised and lowered text */
    return (text_is_letter(point) && point != raised_n && point != lowered_n) || (point >= 0x300 && point <= 0x36F);
}

static bool is_digit(uint32_t point)
{
    return text_is_digit(point);
}

/* How many bytes from `text` on satisfy a test; at least those of the first character. */
static size_t run_of(const char *text, bool (*belongs)(uint32_t point))
{
    const char *at = text;
    text_next(&at);
    for (const char *next = at; *next; at = next)
        if (!belongs(text_next(&next)))
            break;
    return (size_t)(at - text);
}

/* A run of fillers is one space, also where blanks part its pieces. */
static size_t filler_size(const char *text)
{
    size_t size = run_of(text, is_filler);
    for (;;) {
        const char *at = text + size;
        while (*at == ' ' || *at == '\t')
            at++;
        const char *next = at;
        if (at == text + size || !*at || !is_filler(text_next(&next)))
            return size;
        size = (size_t)(at - text) + run_of(at, is_filler);
    }
}

/* The character that a raised or lowered one of Unicode stands for, and its level; 0 for any other. */
static char plain_of(uint32_t point, char *level)
{
    static const char from[] = "0123456789+-=()n";
    static const uint32_t raised[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074, 0x2075, 0x2076, 0x2077,
                                      0x2078, 0x2079, 0x207A, 0x207B, 0x207C, 0x207D, 0x207E, 0x207F};
    for (size_t i = 0; from[i]; i++) {
        bool high = point == raised[i], low = from[i] == 'n' ? point == 0x2099 : point == 0x2080 + i;
        *level = high ? '^' : '_';
        if (high || low)
            return from[i];
    }
    return 0;
}

/* Adds an item of the text, raised or lowered. */
static void add_text(reading *r, stream_kind kind, char level, const char *text, size_t size)
{
    buffer marked = BUFFER_EMPTY;
    if (!level) {
        add_item(r->s, kind, text, size);
        return;
    }
    buffer_byte(&marked, level);
    if (text_is(text, size, "\u2212"))
        buffer_byte(&marked, '-'); /* raised characters of Unicode have one minus */
    else
        buffer_add(&marked, text, size);
    add_item(r->s, kind, buffer_string(&marked), marked.size);
    buffer_free(&marked);
}

/* Takes a run of raised or lowered characters of Unicode; gives its length, 0 where there is none. */
static size_t add_levelled(reading *r, const char *text)
{
    buffer plain = BUFFER_EMPTY;
    const char *at = text, *next = text;
    char first = 0, level;
    for (char c; *at && (c = plain_of(text_next(&next), &level)) != 0; at = next) {
        bool digit = c >= '0' && c <= '9';
        if (plain.size && (level != first || !digit || !text_is_digit((unsigned char)plain.data[0])))
            break;
        first = level;
        buffer_byte(&plain, c);
    }
    if (plain.size) {
        stream_kind kind = plain.data[0] == 'n' ? STREAM_WORD : STREAM_SIGN;
        kind = text_is_digit((unsigned char)plain.data[0]) ? STREAM_NUMBER : kind;
        add_text(r, kind, first, plain.data, plain.size);
    }
    buffer_free(&plain);
    return (size_t)(at - text);
}

/* Passes over the sign that a line of a list begins with: the bullet of a list, where that has been made one. */
static const char *after_bullet(const char *text)
{
    static const uint32_t bullets[] = {'-',    '*',    0x2013, 0x2014, 0x2022, 0x2023, 0x25CF, 0x25AA, 0x25A0,
                                       0x2192, 0x27A2, 0x2794, 0x25E6, 0x25CB, 0x2043, 0xB7,   0xF0B7, 0x25BA};
    const char *next = text + strspn(text, " \t");
    uint32_t point = *next ? text_next(&next) : 0;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (point == bullets[i] && *next && text_is_space(text_next(&(const char *){next})))
            return next;
    return text;
}

/* Takes the text of the block apart. */
static void flush(reading *r)
{
    const char *line = buffer_string(&r->line);
    line = r->begins ? after_bullet(line) : line;
    r->begins = r->begins && text_is_blank(line);
    for (const char *at = line; *at;) {
        const char *next = at;
        bool ticked;
        size_t levelled = add_levelled(r, at);
        uint32_t point = text_next(&next);
        size_t size = levelled ? levelled : (size_t)(next - at);
        if (levelled)
            ; /* is in */
        else if (is_word_part(point))
            add_text(r, STREAM_WORD, r->level, at, size = run_of(at, is_word_part));
        else if (text_is_digit(point))
            add_text(r, STREAM_NUMBER, r->level, at, size = run_of(at, is_digit));
        else if (is_filler(point) && (point == 0x2026 || filler_size(at) > size)) {
            size = filler_size(at);
            add_item(r->s, STREAM_SPACE, "", 0);
        } else if (is_box(point, &ticked))
            add_item(r->s, STREAM_BOX, ticked ? "x" : "", ticked);
        else if (!text_is_space(point))
            add_text(r, STREAM_SIGN, r->level, at, size);
        at += size;
    }
    r->s->failed = r->s->failed || r->line.failed;
    buffer_reset(&r->line);
}

/* ---- Nodes -------------------------------------------------------------------------------------------------------- */

/* The level of a piece of a formula that was typed as text: raised or lowered by the element around it. */
static char level_in(const ard_node *piece, const ard_node *formula)
{
    for (; piece != formula; piece = piece->parent) {
        const char *around = piece->parent->text ? piece->parent->text : "";
        if (!piece->previous ||
            (strcmp(around, "msup") != 0 && strcmp(around, "msub") != 0 && strcmp(around, "msubsup") != 0))
            continue;
        return strcmp(around, "msup") == 0 || piece->previous->previous ? '^' : '_';
    }
    return 0;
}

/* A formula that was typed, where it does not say how: its characters, as they were typed. */
static void add_typed(reading *r, const ard_node *formula)
{
    char before = r->level;
    walk w = walk_of((ard_node *)formula); /* it is only read */
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        bool under = event == WALK_ENTER && w.node->kind == MATHML && w.node->previous && w.node != formula &&
                     w.node->parent->text && strcmp(w.node->parent->text, "mfrac") == 0;
        if (under)
            buffer_byte(&r->line, '/');
        if (event != WALK_ENTER || w.node->kind != TEXT)
            continue;
        char level = level_in(w.node->parent, formula);
        if (level != r->level)
            flush(r);
        r->level = level;
        for (const char *at = w.node->text; *at;) {
            uint32_t point = text_next(&at);
            buffer_point(&r->line, point == 0x2212 ? '-' : point == 0x22C5 ? 0xB7 : point);
        }
    }
    if (r->level != before)
        flush(r);
    r->level = before;
}

/* A formula, without elements that only group or only look. */
static void add_formula(reading *r, const ard_node *formula)
{
    static const char quiet[] = "mrow mstyle semantics mpadded annotation annotation-xml mspace math";
    const char *typed = node_attribute(formula, "data-source");
    if (node_attribute(formula, "data-typed")) {
        if (typed)
            buffer_text(&r->line, typed);
        else
            add_typed(r, formula);
        return;
    }
    buffer text = BUFFER_EMPTY;
    flush(r);
    walk w = walk_of((ard_node *)formula); /* it is only read */
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_ENTER && w.node->kind == TEXT)
            for (const char *at = w.node->text; *at;) {
                uint32_t point = text_next(&at);
                if (!text_is_space(point))
                    buffer_point(&text, point);
            }
        else if (event == WALK_ENTER && w.node->kind == MATHML && !text_in_list(quiet, w.node->text))
            buffer_format(&text, " %s:", w.node->text);
    }
    add_item(r->s, STREAM_FORMULA, buffer_string(&text), text.size);
    buffer_free(&text);
}

static void add_picture(reading *r, const ard_node *image)
{
    char name[DIGEST_TEXT] = "";
    const resource *picture = lesson_resource_at(r->document, image->number);
    const char *alt = node_attribute(image, "alt");
    buffer text = BUFFER_EMPTY;
    flush(r);
    if (picture)
        digest_of(picture->bytes, picture->size, name);
    buffer_format(&text, "%s %s %s", picture ? picture->media_type : "-", picture ? name : "-", alt ? alt : "");
    add_item(r->s, STREAM_PICTURE, buffer_string(&text), text.size);
    buffer_free(&text);
}

/* The label of an item of a list that counts. */
static void add_label(reading *r, const ard_node *item)
{
    const char *own = node_attribute(item, "data-label");
    if (own)
        buffer_text(&r->line, own);
    else if (kind_is(item->parent, NUMBERS)) {
        char key[32];
        snprintf(key, sizeof key, "%p", (const void *)item->parent);
        long *last = table_value(r->numbers, key);
        if (!last && (last = arena_alloc(r->s->pool, sizeof *last)) != NULL) {
            *last = list_before(item->parent);
            table_set(r->numbers, key, last);
        }
        if (last)
            list_label(item->parent, *last = list_number(item, *last), &r->line);
    }
    flush(r);
}

/* The note that a reference leads to waits for its turn. */
static void add_reference(reading *r, const ard_node *reference)
{
    const char *href = node_attribute(reference, "href");
    ard_node *note = href && *href == '#' ? table_value(r->notes, href + 1) : NULL;
    flush(r);
    if (!note || table_value(r->told, href + 1))
        return;
    if (r->waits == r->room) {
        size_t room = r->room ? 2 * r->room : 32;
        ard_node **larger = memory_resize(r->waiting, room * sizeof *larger);
        r->s->failed = r->s->failed || !larger;
        if (!larger)
            return;
        r->waiting = larger;
        r->room = room;
    }
    table_set(r->told, href + 1, note);
    r->waiting[r->waits++] = note;
}

static void add_title(reading *r, const ard_node *mark)
{
    const char *title = node_attribute(mark, "title");
    flush(r);
    add_item(r->s, STREAM_PAGE, title ? title : "", title ? strlen(title) : 0);
}

/* Whether a space is all that a table's cell holds: an empty cell is a place to write in, marked as one or not. */
static bool fills_cell(const ard_node *answer)
{
    const ard_node *leaf = answer->parent;
    return !answer->previous && !answer->next && leaf && !leaf->previous && !leaf->next && node_is_cell(leaf->parent);
}

/* Takes a node in; whether what is below it is passed over. */
static bool enter(reading *r, const ard_node *node)
{
    const char *ticked = node_attribute(node, "aria-checked");
    switch ((int)node->kind) {
    case TEXT: buffer_text(&r->line, node->text); return true;
    case BREAK: flush(r); return true;
    case MATHS:
    case MATHS_BLOCK: add_formula(r, node); return true;
    case IMAGE: add_picture(r, node); return true;
    case NOTE_REFERENCE: add_reference(r, node); return true;
    case PAGE_MARK:
    case PAGE_REFERENCE:
    case LINE_MARK: add_title(r, node); return true;
    case ITEM: add_label(r, node); return false;
    case CHECK:
        flush(r);
        add_item(r->s, STREAM_BOX, ticked && strcmp(ticked, "true") == 0 ? "x" : "",
                 ticked && strcmp(ticked, "true") == 0);
        return false;
    case ANSWER:
        if (node->first || fills_cell(node))
            return false;
        flush(r);
        add_item(r->s, STREAM_SPACE, "", 0);
        return true;
    default: return kind_about(node->kind)->class == GIVEN;
    }
}

/* Reads what is below a node. Notes are left for the end, unless the node is one. */
static void read_below(reading *r, ard_node *root)
{
    walk w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (kind_is_block(w.node->kind)) {
            flush(r);
            r->begins = event == WALK_ENTER;
        }
        if (w.node->kind == SUPERSCRIPT || w.node->kind == SUBSCRIPT) {
            flush(r);
            r->level = event == WALK_LEAVE ? 0 : w.node->kind == SUPERSCRIPT ? '^' : '_';
        }
        if (w.node == root || event == WALK_LEAVE)
            continue;
        if (w.node->kind == NOTE || enter(r, w.node))
            walk_skip(&w);
    }
}

/* Finds the notes of the document by their ids. */
static void find_notes(reading *r)
{
    walk w = walk_of(lesson_root(r->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const char *id = event == WALK_ENTER && w.node->kind == NOTE ? node_attribute(w.node, "id") : NULL;
        if (id)
            table_set(r->notes, id, w.node);
    }
}

/* Reads the notes that nothing refers to, in their order. */
static void read_others(reading *r)
{
    walk w = walk_of(lesson_root(r->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || w.node->kind != NOTE)
            continue;
        const char *id = node_attribute(w.node, "id");
        if (!id || !table_value(r->told, id))
            read_below(r, w.node);
        walk_skip(&w);
    }
}

void stream_read(stream *s, const ard_document *document)
{
    enum { MEMORY = 512 << 20 };
    *s = (stream){.pool = arena_new(MEMORY)};
    reading r = {.s = s, .document = document};
    r.notes = s->pool ? table_new(s->pool) : NULL;
    r.told = r.notes ? table_new(s->pool) : NULL;
    r.numbers = r.told ? table_new(s->pool) : NULL;
    s->failed = !r.numbers;
    if (s->failed)
        return;
    find_notes(&r);
    read_below(&r, lesson_root(document));
    for (size_t i = 0; i < r.waits; i++)
        read_below(&r, r.waiting[i]);
    read_others(&r);
    s->failed = s->failed || arena_failed(s->pool);
    buffer_free(&r.line);
    free(r.waiting);
}

void stream_free(stream *s)
{
    free(s->items);
    arena_free(s->pool);
    *s = (stream){0};
}

bool stream_same(const stream_item *a, const stream_item *b)
{
    return a->kind == b->kind && strcmp(a->text, b->text) == 0;
}

void stream_digest(const stream *s, char text[65])
{
    digest d;
    digest_begin(&d);
    for (size_t i = 0; i < s->count; i++) {
        char kind[2] = {(char)('0' + s->items[i].kind), ' '};
        digest_add(&d, kind, sizeof kind);
        digest_add(&d, s->items[i].text, strlen(s->items[i].text));
        digest_add(&d, "\n", 1);
    }
    digest_end(&d, text);
}
