/* Where chapters begin: at headings of level 1; where that leaves a long one, at lower headings, and in the end anywhere between
 * blocks, for a reading system lays out a chapter at once. */
#include "base/memory.h"
#include "epub.h"

#include <stdlib.h>
#include <string.h>

enum { LONG = 200 << 10, ANY = 7 };

/* A block before which a chapter may begin. */
typedef struct candidate {
    const ard_node *node;
    int level;   /* of the heading that begins with it; ANY: none */
    size_t size; /* characters from here to the next */
    bool cut;
} candidate;

typedef struct candidates {
    candidate *rows;
    size_t count, room;
    bool failed;
} candidates;

static bool may_be_cut(const ard_node *parent)
{
    while (parent && parent->kind == SECTION)
        parent = parent->parent;
    return kind_is(parent, LESSON_ROOT);
}

/* The level of the heading that a block is or, a section, begins with. */
static int level_of(const ard_node *node)
{
    while (node && (node->kind == SECTION || node->kind == EXERCISE))
        node = node->first;
    return kind_is(node, HEADING) ? node->number : ANY;
}

static void add_candidate(candidates *all, const ard_node *node)
{
    if (all->count == all->room) {
        size_t room = all->room ? 2 * all->room : 256;
        candidate *rows = memory_resize(all->rows, room * sizeof *rows);
        all->failed |= !rows;
        if (!rows)
            return;
        all->rows = rows;
        all->room = room;
    }
    all->rows[all->count++] = (candidate){node, level_of(node), 0, false};
}

static void find_candidates(candidates *all, const ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END && !all->failed;) {
        const ard_node *n = w.node;
        if (event != WALK_ENTER)
            continue;
        bool first = n->parent && !n->previous && n->parent->kind == SECTION;
        if (n->parent && kind_is_block(n->kind) && !first && n->kind != NOTE && may_be_cut(n->parent))
            add_candidate(all, n);
        if (n->kind == TEXT && all->count)
            all->rows[all->count - 1].size += strlen(n->text);
    }
}

/* Cuts what lies between two cuts where it is long: at headings of a level, or (ANY) where it has become long. */
static void cut_at(candidates *all, int level)
{
    for (size_t begin = 0; begin < all->count;) {
        size_t end = begin + 1, size = all->rows[begin].size, run = size;
        for (; end < all->count && !all->rows[end].cut; end++)
            size += all->rows[end].size;
        for (size_t i = begin + 1; i < end && (level == 1 || size > LONG); i++) {
            candidate *row = all->rows + i;
            row->cut = level == ANY ? run + row->size > LONG : row->level == level;
            run = row->cut ? row->size : run + row->size;
        }
        begin = end;
    }
}

/* The walk over a lesson with the chapter that each node stands in. */
typedef struct chapter_walk {
    epub_book *book;
    walk walk;
    walk_event event;
    size_t next;
    const char *file;
} chapter_walk;

static chapter_walk chapter_walk_of(epub_book *book)
{
    return (chapter_walk){book, walk_of(lesson_root(book->page.document)), WALK_END, 0, epub_file(book, 1)};
}

static const ard_node *chapter_next(chapter_walk *c)
{
    c->event = walk_next(&c->walk);
    if (c->event == WALK_END)
        return NULL;
    if (c->event == WALK_ENTER && c->next < c->book->cut_count && c->book->cuts[c->next] == c->walk.node)
        c->file = epub_file(c->book, (unsigned)++c->next + 1);
    return c->walk.node;
}

/* Finds the file that the first reference of each note stands in: the note is put there. */
static void place_notes(epub_book *book)
{
    chapter_walk c = chapter_walk_of(book);
    for (const ard_node *n; (n = chapter_next(&c)) != NULL;) {
        const noted *row = n->kind == NOTE_REFERENCE ? notes_of(book->page.notes, n) : NULL;
        if (row && row->reference == n)
            book->note_files[row->number - 1] = c.file;
    }
}

/* Gives every id the file that it will stand in: inside a note, the note's. */
static void place_ids(epub_book *book)
{
    const ard_node *note = NULL;
    const char *notes_file = NULL;
    chapter_walk c = chapter_walk_of(book);
    for (const ard_node *n; (n = chapter_next(&c)) != NULL;) {
        const noted *row = n->kind == NOTE ? notes_of(book->page.notes, n) : NULL;
        if (c.event == WALK_LEAVE) {
            note = note == n ? NULL : note;
            continue;
        }
        if (row) {
            note = note ? note : n;
            notes_file = book->note_files[row->number - 1];
        }
        const char *id = html_id_of(&book->page, n);
        if (id)
            table_set(book->files, id, (void *)(note ? notes_file : c.file));
    }
}

bool epub_plan(epub_book *book)
{
    candidates all = {0};
    size_t count = 0;
    find_candidates(&all, book->page.document);
    for (int level = 1; level <= ANY; level++)
        cut_at(&all, level);
    for (size_t i = 0; i < all.count; i++)
        count += all.rows[i].cut;
    for (const noted *row = notes_first(book->page.notes); row; row = row->next)
        book->note_count++;
    book->cuts = arena_alloc(book->page.pool, (count + 1) * sizeof *book->cuts);
    book->note_files = arena_alloc(book->page.pool, (book->note_count + 1) * sizeof *book->note_files);
    for (size_t i = 0; i < all.count && book->cuts; i++)
        if (all.rows[i].cut)
            book->cuts[book->cut_count++] = all.rows[i].node;
    bool whole = !all.failed && book->cuts && book->note_files;
    free(all.rows);
    if (whole) {
        place_notes(book);
        place_ids(book);
    }
    return whole;
}
