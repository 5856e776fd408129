/* The structure tree to nodes: its order and what things are, with the words, looks and answer spaces of the pages. */
#include "tagged.h"

#include "base/text.h"
#include "lesson/lists.h"
#include "readers/office.h"
#include "readers/pictures.h"

#include <math.h>
#include <stdlib.h>

enum { OPEN_MOST = 80, HEADING_LEVEL = 2 };

/* An element that is open, and its node. */
typedef struct opened {
    uint32_t depth;
    ard_node *node;
    pdf_role role;
    const char *language;
} opened;

/* Where a character stands in the lines that words.c found. */
typedef struct standing {
    const pdf_piece *line;
    uint32_t word; /* from 1; 0 nowhere */
} standing;

typedef struct tagging {
    pdf_reading *r;
    pdf_owners owners;
    standing **standings; /* by page, by character */
    opened open[OPEN_MOST];
    unsigned depth;
    ard_node *leaf;  /* the block that words go into; NULL: the next makes one */
    bool implied;    /* made for words that stood in a container */
    pdf_word *words; /* of the leaf, so far */
    size_t count, room;
    uint32_t page;    /* of the last words */
    uint32_t last;    /* the last character of them, from 1 */
    uint32_t marked;  /* the page that was marked last */
    bool *shown;      /* by picture piece of all pages */
    uint32_t flushed; /* pages whose words of no element are written */
    size_t artifacts;
} tagging;

/* ---- Words --------------------------------------------------------------------------------------------------------- */

static void add_word(tagging *t, pdf_word word)
{
    if (t->count == t->room) {
        size_t room = t->room ? 2 * t->room : 64;
        pdf_word *more = arena_alloc(t->r->pool, room * sizeof *more);
        if (!more)
            return;
        if (t->count)
            memcpy(more, t->words, t->count * sizeof *more);
        t->words = more;
        t->room = room;
    }
    t->words[t->count++] = word;
}

static const pdf_sheet *sheet_of(const tagging *t, uint32_t page)
{
    return &t->r->sheets[page - 1];
}

/* Adds the places to write on that stand right after a word in its line. */
static void add_answers(tagging *t, const standing *at)
{
    for (uint32_t i = at->word; at->word && i < at->line->count; i++) {
        const pdf_word *next = &at->line->words[i];
        if (!next->answer && !next->field)
            return;
        add_word(t, *next);
    }
}

/* A word of the characters from `begin` to `end`, which stand one after another. */
static void add_glyphs(tagging *t, uint32_t page, size_t begin, size_t end, const char *language, bool apart)
{
    const pdf_page *p = &t->r->file.pages[page - 1];
    const standing *at = &t->standings[page - 1][begin];
    pdf_word word = at->word ? at->line->words[at->word - 1] : (pdf_word){.base = p->glyphs[begin].box.bottom};
    bool whole = at->word && word.glyphs == &p->glyphs[begin];
    size_t skipped = at->word ? (size_t)(&p->glyphs[begin] - word.glyphs) : 0;
    word.underlined = skipped < 64 ? word.underlined >> skipped : 0;
    word.struck = skipped < 64 ? word.struck >> skipped : 0;
    word.marked = skipped < 64 ? word.marked >> skipped : 0;
    word.glyphs = &p->glyphs[begin];
    word.count = end - begin;
    word.language = language;
    word.gap = apart ? PDF_BLANK : PDF_NOTHING;
    word.line_number = whole ? word.line_number : 0;
    if (!at->word)
        word.size = word.floor = 0;
    if (whole && at->word == 2 && (at->line->words[0].answer || at->line->words[0].field))
        add_word(t, at->line->words[0]);
    if (apart && t->count && t->words[t->count - 1].count && at->line && t->words[t->count - 1].floor != word.floor)
        pdf_join_words(&t->words[t->count - 1], &word);
    add_word(t, word);
    add_answers(t, &t->standings[page - 1][end - 1]);
}

/* Whether a blank, or the end of a line, stands between two characters of a page. */
static bool is_apart(const pdf_reading *r, const pdf_page *page, size_t before, size_t next)
{
    return next != before + 1 || pdf_is_parted(r, &page->glyphs[before], &page->glyphs[next]);
}

/* Adds the words of a text of the tree: the characters of its page that it owns. */
static void add_text(tagging *t, uint32_t number, const char *language)
{
    const pdf_element *e = &t->r->file.elements[number];
    const pdf_page *page = e->page ? &t->r->file.pages[e->page - 1] : NULL;
    const uint32_t *owner = page ? t->owners.of_page[e->page - 1] : NULL;
    for (size_t i = 0, end; owner && i < page->glyph_count; i = end) {
        end = i + 1;
        if (owner[i] != number + 1)
            continue;
        while (end < page->glyph_count && owner[end] == number + 1 && !is_apart(t->r, page, end - 1, end))
            end++;
        bool apart = !t->last || t->page != e->page || is_apart(t->r, page, t->last - 1, i);
        add_glyphs(t, e->page, i, end, language, apart);
        t->last = (uint32_t)end;
        t->page = e->page;
    }
}

/* Adds a text that has no place on its page. */
static void add_raw(tagging *t, const char *text, const char *language)
{
    pdf_word word = {.raw = text, .size = t->r->size, .language = language};
    if (text_is_blank(text))
        return;
    add_word(t, word);
    t->last = 0;
}

/* ---- Blocks -------------------------------------------------------------------------------------------------------- */

static ard_node *container_of(const tagging *t)
{
    return t->depth ? t->open[t->depth - 1].node : lesson_root(t->r->document);
}

static const char *language_of(const tagging *t)
{
    return t->depth ? t->open[t->depth - 1].language : "";
}

/* Writes the words of the block that is open into it, and closes it. */
static void end_leaf(tagging *t)
{
    if (t->leaf && t->count) {
        pdf_writing w = {.r = t->r,
                         .sheet = sheet_of(t, t->page ? t->page : 1),
                         .leaf = t->leaf,
                         .where = t->leaf->place};
        for (size_t i = 0; i < t->count; i++)
            w.size = t->words[i].size > w.size ? t->words[i].size : w.size;
        t->words[0].gap = PDF_NOTHING;
        pdf_write_words(&w, t->words, t->count);
        if (t->leaf->kind == PARAGRAPH)
            pdf_set_size(t->r, t->leaf, w.size);
    }
    t->leaf = NULL;
    t->implied = false;
    t->count = 0;
    t->last = 0;
}

/* Whether a word is of no element. */
static bool is_left(const tagging *t, size_t page, const pdf_word *word)
{
    const uint32_t *owner = t->owners.of_page[page];
    size_t at = word->count ? (size_t)(word->glyphs - t->r->file.pages[page].glyphs) : 0;
    for (size_t i = 0; i < word->count; i++)
        if (owner[at + i])
            return false;
    return word->count > 0;
}

/* Adds the words of a line that are of no element, those side by side as a line each. */
static void add_left(tagging *t, size_t page, const pdf_piece *line, pdf_pieces *left)
{
    for (size_t i = 0, end; i < line->count; i = end) {
        pdf_piece part = *line;
        for (end = i; end < line->count && is_left(t, page, &line->words[end]); end++)
            continue;
        if (end == i) {
            end++;
            continue;
        }
        part.words = line->words + i;
        part.count = end - i;
        pdf_measure_line(&part);
        pdf_add(t->r->pool, left, part);
    }
}

/* Words of pages before `page` that no element has, and that do not run, come after the rest of their page, so that none is
 * lost, and are counted. */
static void add_artifacts(tagging *t, uint32_t page)
{
    for (; t->flushed + 1 < page; t->flushed++) {
        const pdf_sheet *sheet = sheet_of(t, t->flushed + 1);
        pdf_pieces left = {0};
        for (size_t i = 0; i < sheet->lines.count; i++)
            if (!sheet->lines.at[i].apart && !pdf_is_page_number(sheet, &sheet->lines.at[i]))
                add_left(t, t->flushed, &sheet->lines.at[i], &left);
        t->artifacts += left.count;
        if (left.count)
            pdf_write_blocks(t->r, sheet, &left, lesson_root(t->r->document), 0);
    }
}

/* Marks the printed page that begins, above what is open. */
static void mark_page(tagging *t, uint32_t page)
{
    if (page <= t->marked)
        return;
    t->marked = page;
    const char *printed = sheet_of(t, page)->printed;
    if (!printed)
        return;
    ard_node *mark = node_new(t->r->document, PAGE_MARK, PLACE(sheet_of(t, page)->part, 0, 0));
    node_set(t->r->document, mark, "title", printed);
    if (!t->depth || container_of(t) == lesson_root(t->r->document))
        node_append(lesson_root(t->r->document), mark);
    else if (t->leaf) {
        mark->kind = PAGE_REFERENCE;
        node_append(t->leaf, mark);
    }
}

static void begin_leaf(tagging *t, ard_kind kind, uint32_t page)
{
    place where = page ? PLACE(sheet_of(t, page)->part, 0, 0) : NOWHERE;
    bool root = container_of(t) == lesson_root(t->r->document);
    if (page && root) {
        add_artifacts(t, page);
        mark_page(t, page);
    }
    t->leaf = node_append(container_of(t), node_new(t->r->document, kind, where));
    if (page && !root)
        mark_page(t, page);
}

static void push(tagging *t, const pdf_element *e, ard_node *node)
{
    if (t->depth < OPEN_MOST)
        t->open[t->depth++] = (opened){e->depth, node, e->role, *e->language ? e->language : language_of(t)};
}

/* Opens a container of a kind below what is open. */
static ard_node *open_container(tagging *t, const pdf_element *e, ard_kind kind)
{
    place where = e->page ? PLACE(sheet_of(t, e->page)->part, 0, 0) : NOWHERE;
    end_leaf(t);
    ard_node *node = node_append(container_of(t), node_new(t->r->document, kind, where));
    push(t, e, node);
    return node;
}

static void set_language(tagging *t, ard_node *node, const pdf_element *e)
{
    const char *own = lesson_meta(t->r->document, "language");
    if (node && *e->language && !(own && text_same(own, e->language)))
        node_set(t->r->document, node, "lang", e->language);
}

/* The page of the first text below an element; 0 where there is none. */
static uint32_t page_below(const pdf_reading *r, size_t number)
{
    const pdf_element *e = r->file.elements;
    for (size_t i = number; i < r->file.element_count && (i == number || e[i].depth > e[number].depth); i++)
        if (e[i].page && (e[i].role == PDF_TEXT || e[i].role == PDF_FIGURE))
            return e[i].page;
    return 0;
}

/* ---- Lists --------------------------------------------------------------------------------------------------------- */

/* What the label of an item is: its number and what follows that; 0 for a bullet or none, -1 for another. */
static long number_of_label(const char *label, char *type, char *after)
{
    long number = 0;
    while (*label && text_is_space((unsigned char)*label))
        label++;
    *type = '1';
    *after = '.';
    if (text_is_digit((unsigned char)*label)) {
        for (; text_is_digit((unsigned char)*label) && number < 100000; label++)
            number = number * 10 + (*label - '0');
    } else if (ascii_is_letter(*label) && !ascii_is_letter(label[1])) {
        *type = ascii_lower(*label) == *label ? 'a' : 'A';
        number = ascii_lower(*label++) - 'a' + 1;
    } else {
        const char *at = label;
        uint32_t point = *at ? pdf_plain_point(text_next(&at)) : 0;
        return !point || ((pdf_is_bullet(point) || point == '-' || point == 'o') && ascii_is_blank(at)) ? 0 : -1;
    }
    if (*label == ')' || *label == '.')
        *after = *label++;
    return ascii_is_blank(label) && number ? number : -1;
}

/* All text below an element. */
static const char *text_below(tagging *t, size_t number)
{
    const pdf_element *e = t->r->file.elements;
    buffer text = BUFFER_EMPTY;
    for (size_t i = number; i < t->r->file.element_count && (i == number || e[i].depth > e[number].depth); i++)
        if (e[i].role == PDF_TEXT && e[i].text)
            buffer_text(&text, e[i].text);
    const char *copy = arena_string(t->r->pool, buffer_string(&text));
    buffer_free(&text);
    return copy ? copy : "";
}

/* The number that an item of a list has by itself. */
static long next_number(const ard_node *list, const ard_node *item)
{
    long number = list_before(list);
    for (const ard_node *at = list->first; at; at = at->next) {
        number = list_number(at, number);
        if (at == item)
            break;
    }
    return number;
}

/* A label says what its list is; one that no list shows stays text. Whether what is below it is to be passed over. */
static bool take_label(tagging *t, size_t number)
{
    char type, after, word[2] = "";
    const char *label = text_below(t, number);
    long value = number_of_label(label, &type, &after);
    opened *item = t->depth ? &t->open[t->depth - 1] : NULL;
    if (!item || item->role != PDF_ITEM || !item->node || !item->node->parent || value < 0)
        return false;
    ard_node *list = item->node->parent;
    if (!value)
        return true;
    bool first = list->first == item->node;
    if (first) {
        list->kind = NUMBERS;
        word[0] = type;
        if (type != '1')
            node_set(t->r->document, list, "type", word);
        word[0] = after;
        if (after != '.')
            node_set(t->r->document, list, "data-after", word);
        if (value != 1)
            node_set_number(t->r->document, list, "start", value);
    } else if (list->kind == NUMBERS && value != next_number(list, item->node))
        node_set_number(t->r->document, item->node, "value", value);
    return first || list->kind == NUMBERS;
}

/* ---- Figures ------------------------------------------------------------------------------------------------------- */

/* The picture of a figure: the one that lies in its box, else the next of its page that is not shown yet. */
static const pdf_piece *picture_of(tagging *t, const pdf_element *e)
{
    const pdf_sheet *sheet = e->page ? sheet_of(t, e->page) : NULL;
    const pdf_piece *next = NULL;
    bool boxed = pdf_width(e->box) > 1 && pdf_height(e->box) > 1;
    for (size_t i = 0; sheet && i < sheet->pictures.count; i++) {
        pdf_piece *p = &sheet->pictures.at[i];
        if (p->apart)
            continue;
        if (boxed && (pdf_holds(e->box, p->box, 2) || pdf_holds(p->box, e->box, 2))) {
            p->apart = true;
            return p;
        }
        next = next ? next : p;
    }
    if (next && !boxed)
        ((pdf_piece *)next)->apart = true;
    return boxed ? NULL : next;
}

static void add_figure(tagging *t, size_t number)
{
    const pdf_element *e = &t->r->file.elements[number];
    pdf_element placed = *e;
    placed.page = e->page ? e->page : page_below(t->r, number);
    const pdf_piece *p = picture_of(t, &placed);
    place where = placed.page ? PLACE(sheet_of(t, placed.page)->part, 0, 0) : NOWHERE;
    int picture = p ? picture_add(t->r->task->log, t->r->document, p->picture->bytes, p->picture->size, where) : 0;
    if (!picture && !e->alternative)
        return;
    if (!t->leaf) {
        begin_leaf(t, PARAGRAPH, placed.page);
        t->implied = true;
    } else if (t->count) { /* the picture stands after the words so far */
        ard_node *leaf = t->leaf;
        bool implied = t->implied;
        end_leaf(t);
        t->leaf = leaf;
        t->implied = implied;
    }
    ard_node *image = node_append(t->leaf, node_new(t->r->document, IMAGE, where));
    if (!image)
        return;
    image->number = picture;
    node_set(t->r->document, image, "alt", e->alternative);
    if (p) {
        node_set_number(t->r->document, image, "width", lrintf(pdf_width(p->box) * 96 / 72));
        node_set_number(t->r->document, image, "height", lrintf(pdf_height(p->box) * 96 / 72));
        picture_describe(t->r->task->log, t->r->document, image);
    }
}

/* ---- The walk ------------------------------------------------------------------------------------------------------ */

static void open_cell(tagging *t, const pdf_element *e)
{
    static const char *const scopes[] = {NULL, "row", "col", NULL};
    ard_node *cell = open_container(t, e, e->role == PDF_HEADER_CELL ? HEADER_CELL : CELL);
    if (e->role == PDF_HEADER_CELL && e->scope < 4)
        node_set(t->r->document, cell, "scope", scopes[e->scope]);
    if (e->columns > 1 && e->columns < 1000)
        node_set_number(t->r->document, cell, "colspan", e->columns);
    if (e->rows > 1 && e->rows < 1000)
        node_set_number(t->r->document, cell, "rowspan", e->rows);
}

/* A paragraph, heading or caption: a leaf, or where one is open already (a paragraph in a heading), part of that. */
static void open_leaf(tagging *t, size_t number, ard_kind kind)
{
    const pdf_element *e = &t->r->file.elements[number];
    end_leaf(t);
    begin_leaf(t, kind, page_below(t->r, number));
    if (t->leaf && kind == HEADING)
        t->leaf->number = e->level ? (int)e->level : HEADING_LEVEL;
    set_language(t, t->leaf, e);
    push(t, e, container_of(t));
}

/* How many elements from `number` on are its own and those below it. */
static size_t span_of(const pdf_reading *r, size_t number)
{
    const pdf_element *e = r->file.elements;
    size_t count = 1;
    while (number + count < r->file.element_count && e[number + count].depth > e[number].depth)
        count++;
    return count;
}

static void add_element_text(tagging *t, size_t number)
{
    const pdf_element *e = &t->r->file.elements[number];
    if (!e->text || text_is_blank(e->text))
        return;
    if (!t->leaf) {
        begin_leaf(t, PARAGRAPH, e->page);
        t->implied = true;
    }
    if (t->owners.found[number])
        add_text(t, (uint32_t)number, language_of(t));
    else
        add_raw(t, e->text, language_of(t));
}

/* Takes one element; gives how many were dealt with. */
static size_t take(tagging *t, size_t number)
{
    const pdf_element *e = &t->r->file.elements[number];
    switch ((pdf_role)e->role) {
    case PDF_TEXT: add_element_text(t, number); return 1;
    case PDF_PARAGRAPH: open_leaf(t, number, PARAGRAPH); return 1;
    case PDF_HEADING: open_leaf(t, number, HEADING); return 1;
    case PDF_CAPTION: open_leaf(t, number, CAPTION); return 1;
    case PDF_LIST: open_container(t, e, BULLETS); return 1;
    case PDF_ITEM: open_container(t, e, ITEM); return 1;
    case PDF_TABLE: open_container(t, e, TABLE); return 1;
    case PDF_ROW: open_container(t, e, ROW); return 1;
    case PDF_HEADER_CELL:
    case PDF_CELL: open_cell(t, e); return 1;
    case PDF_QUOTE: open_container(t, e, QUOTE); return 1;
    case PDF_NOTE: node_set(t->r->document, open_container(t, e, ASIDE), "role", "doc-footnote"); return 1;
    case PDF_FIGURE: add_figure(t, number); return span_of(t->r, number);
    case PDF_LABEL:
        if (take_label(t, number))
            return span_of(t->r, number);
        break;
    case PDF_SPAN:
    case PDF_CODE:
    case PDF_FORM:
    case PDF_FORMULA:
        if (!e->text)
            break;
        add_element_text(t, number);
        return span_of(t->r, number);
    case PDF_GROUP:
    case PDF_BODY:
    case PDF_CONTENTS: end_leaf(t); break;
    case PDF_ARTIFACT: return span_of(t->r, number);
    case PDF_ROLES: break;
    }
    push(t, e, container_of(t));
    return 1;
}

/* poppler says "row" of header cells that say nothing: those of a row of headers are of their columns. */
static void end_row(tagging *t, ard_node *row)
{
    if (!node_is_head_row(row))
        return;
    for (ard_node *cell = row->first; cell; cell = cell->next)
        if (node_attribute(cell, "scope") && strcmp(node_attribute(cell, "scope"), "row") == 0 &&
            (cell->next || cell->previous))
            node_set(t->r->document, cell, "scope", "col");
}

/* Closes what an element does not stand in. */
static void close_to(tagging *t, uint32_t depth)
{
    while (t->depth && t->open[t->depth - 1].depth >= depth) {
        pdf_role role = t->open[--t->depth].role;
        if (role != PDF_SPAN && role != PDF_CODE && role != PDF_FORM && role != PDF_FORMULA && role != PDF_LABEL)
            end_leaf(t);
        if (role == PDF_ROW)
            end_row(t, t->open[t->depth].node);
    }
}

/* Notes for each character of a page in which line and word it stands. */
static bool find_standings(tagging *t)
{
    t->standings = arena_alloc(t->r->pool, (t->r->file.page_count + 1) * sizeof *t->standings);
    for (size_t p = 0; t->standings && p < t->r->file.page_count; p++) {
        const pdf_sheet *sheet = &t->r->sheets[p];
        standing *s = arena_alloc(t->r->pool, (sheet->page->glyph_count + 1) * sizeof *s);
        t->standings[p] = s;
        for (size_t i = 0; s && i < sheet->lines.count; i++)
            for (uint32_t k = 0; k < sheet->lines.at[i].count; k++) {
                const pdf_word *w = &sheet->lines.at[i].words[k];
                for (size_t g = 0; g < w->count; g++)
                    s[w->glyphs - sheet->page->glyphs + g] = (standing){&sheet->lines.at[i], k + 1};
            }
        if (!s)
            return false;
    }
    return t->standings != NULL;
}

bool pdf_write_tagged(pdf_reading *r)
{
    tagging *t = arena_alloc(r->pool, sizeof *t);
    if (!t || !r->file.tagged || !r->file.element_count)
        return false;
    *t = (tagging){.r = r};
    if (!pdf_match(r, &t->owners) || !find_standings(t))
        return false;
    for (size_t i = 0; i < r->file.element_count;) {
        close_to(t, r->file.elements[i].depth);
        i += take(t, i);
    }
    close_to(t, 0);
    end_leaf(t);
    add_artifacts(t, (uint32_t)r->file.page_count + 1);
    if (t->artifacts)
        report(r->task->log, NOWHERE, "pdf.artifacts", report_number(r->task->log, (long long)t->artifacts), NULL);
    office_attach_captions(r->document, r->pool);
    return true;
}
