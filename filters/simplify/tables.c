/* Wide tables, row after row: the headers once as a list, then each row as a list of terms (generated copies of the
 * headers) and their values (the cells themselves). Every cell stands where reading the table row by row meets it. */
#include "base/text.h"
#include "simplify.h"

/* What makes a table fit to be linearised. */
typedef struct table_facts {
    ard_node *head; /* its one row of headers */
    size_t columns;
    bool regular; /* every row has as many cells, none spans, no table inside */
    bool asked;   /* it holds spaces to fill in or cells that are empty: it is the exercise itself */
    bool named;   /* every header but the first has words, and is short */
} table_facts;

static bool spans(const ard_node *cell)
{
    const char *across = node_attribute(cell, "colspan"), *down = node_attribute(cell, "rowspan");
    return (across && !text_same(across, "1")) || (down && !text_same(down, "1"));
}

enum { MOST_HEADER = 200 }; /* bytes: a longer one is a text, no name to say again in each row */

static size_t text_size(const ard_node *node)
{
    buffer text = BUFFER_EMPTY;
    node_text(node, &text);
    size_t size = text.size;
    buffer_free(&text);
    return size;
}

/* Counts the cells of a row into the facts. */
static void look_at_row(table_facts *facts, const ard_node *row, bool head)
{
    size_t cells = 0;
    for (const ard_node *cell = row->first; cell; cell = cell->next, cells++) {
        bool words = node_has_words(cell);
        facts->regular = facts->regular && !spans(cell);
        if (head)
            facts->named = facts->named && (words || !cells) && text_size(cell) <= MOST_HEADER;
        facts->asked = facts->asked || (!words && !head && !cell->first);
    }
    if (head)
        facts->columns = cells;
    else
        facts->regular = facts->regular && cells == facts->columns;
}

static table_facts look_at_table(ard_node *table)
{
    table_facts facts = {.regular = true, .named = true};
    size_t heads = 0;
    for (ard_node *row = table->first; row; row = row->next) {
        if (row->kind != ROW)
            continue;
        bool head = node_is_head_row(row);
        heads += head;
        if (head && !facts.head)
            facts.head = row;
        facts.regular = facts.regular && (facts.head || head);
        look_at_row(&facts, row, row == facts.head);
    }
    facts.regular = facts.regular && heads == 1;
    walk w = walk_of(table);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        facts.asked |= w.node->kind == ANSWER || w.node->kind == CHECK;
        facts.regular &= w.node == table || w.node->kind != TABLE;
    }
    return facts;
}

/* The number of columns of the widest row. */
static size_t columns_of(const ard_node *table)
{
    size_t most = 0;
    for (const ard_node *row = table->first; row; row = row->next) {
        size_t cells = 0;
        for (const ard_node *cell = row->kind == ROW ? row->first : NULL; cell; cell = cell->next)
            cells++;
        most = cells > most ? cells : most;
    }
    return most;
}

/* Says which cells of a row are empty and go: they can be put back (lesson/changes.h). */
static void note_gaps(ard_document *document, ard_node *row)
{
    buffer gaps = BUFFER_EMPTY;
    size_t at = 0;
    for (const ard_node *cell = row->first; cell; cell = cell->next, at++)
        if (!cell->first)
            buffer_format(&gaps, "%s%zu", gaps.size ? " " : "", at);
    if (gaps.size)
        node_set(document, row, "data-gaps", buffer_string(&gaps));
    buffer_free(&gaps);
}

/* Makes a row the list of the headers: each cell becomes an item, empty ones go. */
static void list_head(ard_document *document, ard_node *head)
{
    note_gaps(document, head);
    change_kind(document, head, BULLETS, "role");
    for (ard_node *cell = head->first, *next; cell; cell = next) {
        next = cell->next;
        change_kind(document, cell, ITEM, "scope role");
        if (!cell->first)
            node_unlink(cell);
    }
}

/* Puts a generated copy of a header's words before a cell as a term. */
static void add_term(ard_document *document, ard_node *cell, const ard_node *header)
{
    buffer text = BUFFER_EMPTY;
    node_text(header, &text);
    ard_node *term = made_node(document, TERM, buffer_string(&text), header->place);
    node_set(document, term, "lang", node_attribute(header, "lang"));
    node_insert_before(cell, term);
    buffer_free(&text);
}

/* Makes a row a list of its cells under their headers; an item without a header has none of its own either. */
static void list_row(ard_document *document, ard_node *row, const ard_node *headers)
{
    note_gaps(document, row);
    change_kind(document, row, DEFINITIONS, "role");
    const ard_node *header = headers->first;
    for (ard_node *cell = row->first, *next; cell; cell = next) {
        next = cell->next;
        if (cell->first && header && node_has_words(header))
            add_term(document, cell, header);
        change_kind(document, cell, DEFINITION, "scope role");
        if (!cell->first)
            node_unlink(cell);
        header = header ? header->next : NULL;
    }
}

/* Makes a SECTION of a table: its caption, its headers, then its rows. */
static void linearise(ard_document *document, ard_node *table, const table_facts *facts)
{
    ard_node *copy = node_copy(document, facts->head);
    if (!copy)
        return;
    change_kind(document, table, SECTION, "role");
    for (ard_node *child = table->first; child; child = child->next)
        if (child->kind == CAPTION)
            change_kind(document, child, PARAGRAPH, "");
        else if (child == facts->head)
            list_head(document, child);
        else if (child->kind == ROW)
            list_row(document, child, copy);
}

size_t simplify_tables(ard_document *document, size_t most, size_t *kept)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_LEAVE || w.node->kind != TABLE || columns_of(w.node) <= most)
            continue;
        table_facts facts = look_at_table(w.node);
        if (facts.regular && facts.named && !facts.asked && facts.head) {
            linearise(document, w.node, &facts);
            count++;
        } else
            *kept += 1;
    }
    return count;
}
