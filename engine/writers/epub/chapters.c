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

/* Gives every id, and every first reference of a note, the file that it will stand in. */
static void place_ids(epub_book *book)
{
    const html_page *page = &book->page;
    size_t next = 0;
    unsigned chapter = 1;
    const char *file = epub_file(book, 1);
    for (int pass = 0; pass < 2; pass++) {
        const char *within = NULL; /* the file of the note that the walk is in */
        const ard_node *note = NULL;
        walk w = walk_of(lesson_root(page->document));
        next = 0;
        file = epub_file(book, chapter = 1);
        for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
            const noted *row =
                w.node->kind == NOTE || w.node->kind == NOTE_REFERENCE ? notes_of(page->notes, w.node) : NULL;
            if (event == WALK_LEAVE) {
                note = note == w.node ? NULL : note;
                continue;
            }
            if (next < book->cut_count && book->cuts[next] == w.node) {
                next++;
                file = epub_file(book, ++chapter);
            }
            if (row && w.node->kind == NOTE && !note) {
                note = w.node;
                within = book->note_files[row->number - 1];
            }
            if (!pass && row && row->reference == w.node)
                book->note_files[row->number - 1] = file;
            const char *id = pass ? html_id_of(&book->page, w.node) : NULL;
            if (row && w.node->kind == NOTE)
                within = book->note_files[row->number - 1];
            if (id)
                table_set(book->files, id, (void *)(note ? within : file));
        }
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
    if (whole)
        place_ids(book);
    return whole;
}
