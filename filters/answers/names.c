/* The name of a field, as a screen reader says it: "Exercice 2, a) : La montagne … belle, espace 1 sur 2".
 *
 * Its parts are the title of its exercise, up to a colon; the number of its list item; its sentence, "…" where the spaces
 * are; and which of the spaces of that sentence it is. A space with no words in its line has the line, or the block,
 * before it. In a table, column and row are said by their headers. No two fields of a lesson have the same name. */
#include "answers.h"

#include "base/memory.h"
#include "base/text.h"
#include "language/sentences.h"
#include "lesson/lists.h"

#include <string.h>

enum { MOST_TITLE = 60, MOST_SENTENCE = 180, MOST_CELL = 60, MOST_LISTS = 64, MOST_COLUMNS = 64 };

typedef struct open_list {
    const ard_node *list;
    long number;
} open_list;

typedef struct naming {
    ard_document *document;
    const char *language;
    table *used;        /* names, and how often: `unsigned *` */
    buffer exercise;    /* title of the exercise */
    buffer said, asked; /* the last words, of the item and of the exercise */
    open_list lists[MOST_LISTS];
    size_t depth;
} naming;

/* ---- Pieces of text --------------------------------------------------------------------------------------------- */

/* Adds text with its blanks folded and its spots as "…", at most `most` bytes: to the end of a word. */
static void add_plain(buffer *out, const char *text, size_t size, size_t most)
{
    size_t length, begin = out->size;
    bool blank = false;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (text_is_space(point) || point == SPOT_CHECK) {
            blank = out->size > begin;
            if (blank && out->size - begin >= most)
                break;
            continue;
        }
        if (blank)
            buffer_byte(out, ' ');
        blank = false;
        buffer_point(out, point == SPOT_ANSWER ? 0x2026 : point);
        if (out->size - begin >= 2 * most)
            break;
    }
}

static void set_plain(buffer *out, const char *text, size_t size, size_t most)
{
    buffer_reset(out);
    add_plain(out, text, size, most);
}

/* Where the sentence that holds `at` begins and ends within `begin` to `end`. */
static void sentence_of(const naming *n, const char *text, size_t at, size_t *begin, size_t *end)
{
    size_t from = *begin, size;
    while (from < *end && (size = sentence_length(text + from, *end - from, n->language)) && from + size <= at)
        from += size;
    size = sentence_length(text + from, *end - from, n->language);
    *begin = from;
    *end = size ? from + size : *end;
}

/* Narrows a long sentence to the words around `at`. */
static void around(const char *text, size_t at, size_t *begin, size_t *end)
{
    enum { SIDE = MOST_SENTENCE / 2 };
    if (*end - *begin <= MOST_SENTENCE)
        return;
    size_t first = at - *begin > SIDE ? at - SIDE : *begin, last = *end - at > SIDE ? at + SIDE : *end;
    while (first > *begin && first < at && text[first] != ' ')
        first++;
    while (last < *end && text[last] != ' ')
        last++;
    *begin = first;
    *end = last;
}

static bool has_words(const char *text, size_t size)
{
    size_t length;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (text_is_letter(point) || text_is_digit(point))
            return true;
    }
    return false;
}

/* ---- Names ------------------------------------------------------------------------------------------------------ */

/* Gives a field its name, with a number where another has it. */
static void set_name(naming *n, ard_node *node, buffer *name)
{
    unsigned *times = table_value(n->used, buffer_string(name));
    if (!times) {
        times = arena_alloc(lesson_pool(n->document), sizeof *times);
        if (times)
            table_set(n->used, buffer_string(name), times);
    }
    if (times && ++*times > 1)
        buffer_format(name, " (%u)", *times);
    node_set_added(n->document, node, "aria-label", buffer_string(name));
}

/* Adds the exercise and the numbers of the items that are open. */
static void add_place(const naming *n, buffer *name)
{
    bool numbered = false;
    buffer_text(name, buffer_string(&n->exercise));
    for (size_t i = 0; i < n->depth; i++) {
        const open_list *open = n->lists + i;
        if (open->list->kind != NUMBERS)
            continue;
        buffer_text(name, numbered ? " " : name->size ? ", " : "");
        list_label(open->list, open->number, name);
        numbered = true;
        if (name->data && name->data[name->size - 1] == '.')
            name->data[--name->size] = '\0';
    }
    if (name->size)
        buffer_text(name, buffer_string(name)[name->size - 1] == ':' ? " " : " : ");
}

/* Takes the signs away that a sentence ends with, before more is said. */
static void drop_signs(buffer *name)
{
    while (name->size && strchr(" .,;:", name->data[name->size - 1]))
        name->data[--name->size] = '\0';
}

/* Adds which space of how many a field is. */
static void add_count(const naming *n, buffer *name, size_t number, size_t count)
{
    if (count > 1)
        drop_signs(name);
    if (count > 1)
        buffer_format(name, ", %s %zu %s %zu", said_in(n->language, SAID_SPACE), number, said_in(n->language, SAID_OF),
                      count);
}

/* Counts the fields among the spots from `begin` to `end`, and those before `at`. */
static size_t count_fields(const leaf_view *v, size_t begin, size_t end, size_t at, size_t *before)
{
    size_t count = 0;
    *before = 0;
    for (size_t i = 0; i < v->count; i++) {
        field_kind kind = node_field(v->spots[i].node);
        if (v->spots[i].at < begin || v->spots[i].at >= end || kind == FIELD_NONE || kind == FIELD_MORE ||
            v->spots[i].node->kind != ANSWER)
            continue;
        count++;
        *before += v->spots[i].at < at;
    }
    return count;
}

/* Whether the last sign before `at`, from `begin` on, is a colon. */
static bool is_labelled(const char *text, size_t begin, size_t at)
{
    return at > begin && solid_before(text, at) == ':';
}

/* Narrows a line of several labelled spaces ("Nom : … Prénom : … Date : … / …") to the label that `at` stands after. */
static void label_of(const leaf_view *v, size_t at, size_t *begin, size_t *end)
{
    const char *text = buffer_string(&v->text);
    size_t from = *begin, to = *end, before = *begin, labels = 0;
    for (size_t i = 0; i < v->count && v->spots[i].at < *end; i++) {
        size_t spot_at = v->spots[i].at;
        if (spot_at < *begin)
            continue;
        if (is_labelled(text, before, spot_at)) {
            labels++;
            from = spot_at <= at ? before : from;
            to = spot_at > at && to == *end ? before : to;
        }
        before = spot_at + SPOT_SIZE;
    }
    if (labels < 2)
        return;
    *begin = from;
    *end = to;
}

/* Adds the sentence of a space, or what was said before it; `lead` stands before either. */
static void add_sentence(const naming *n, const leaf_view *v, const spot *s, buffer *name)
{
    const char *text = buffer_string(&v->text);
    size_t begin, end, before, count;
    view_line(v, s->at, &begin, &end);
    bool words = has_words(text + begin, end - begin);
    if (words)
        sentence_of(n, text, s->at, &begin, &end);
    if (words && !has_words(text + begin, end - begin)) /* "Quelle saison ? …": the space is no sentence of its own */
        view_line(v, s->at, &begin, &end);
    if (!words && begin) { /* the line before */
        size_t line = begin - 1, stop;
        view_line(v, line, &line, &stop);
        words = has_words(text + line, stop - line);
        if (words)
            add_plain(name, text + line, stop - line, MOST_SENTENCE);
        if (words)
            return;
    }
    if (words)
        label_of(v, s->at, &begin, &end);
    if (words && is_dot(solid_after(text, end, s->at + SPOT_SIZE))) /* a thing to match */
        end = s->at;
    count = count_fields(v, begin, end, s->at, &before);
    if (words) {
        around(text, s->at, &begin, &end);
        add_plain(name, text + begin, end - begin, MOST_SENTENCE);
    } else
        buffer_text(name, n->said.size    ? buffer_string(&n->said)
                          : n->asked.size ? buffer_string(&n->asked)
                                          : said_in(n->language, SAID_ANSWER));
    add_count(n, name, before + 1, count);
}

/* The question that a box answers, by the group around it; NULL where it has none. */
static const char *question_of(const ard_node *check)
{
    const char *said = NULL;
    for (const ard_node *up = check->parent; up && !said && up->kind != EXERCISE; up = up->parent)
        said = node_attribute(up, "data-fieldset");
    return said;
}

/* Adds the words that a box stands before: up to the next spot, or line; where there are none, those before it. */
static void add_option(const naming *n, const leaf_view *v, size_t index, buffer *name)
{
    const char *text = buffer_string(&v->text), *question = question_of(v->spots[index].node);
    if (question) {
        add_plain(name, question, strlen(question), MOST_SENTENCE / 2);
        drop_signs(name);
        buffer_text(name, " : ");
    }
    size_t begin, end, at = v->spots[index].at, after = at + SPOT_SIZE;
    view_line(v, at, &begin, &end);
    if (index + 1 < v->count && v->spots[index + 1].at < end)
        end = v->spots[index + 1].at;
    if (index && v->spots[index - 1].at >= begin)
        begin = v->spots[index - 1].at + SPOT_SIZE;
    if (has_words(text + after, end - after))
        add_plain(name, text + after, end - after, MOST_SENTENCE);
    else if (has_words(text + begin, at - begin))
        add_plain(name, text + begin, at - begin, MOST_SENTENCE);
    else
        buffer_text(name, said_in(n->language, SAID_BOX));
}

/* Names the fields of a leaf; `lead`: what is said before the sentence. */
static void name_leaf(naming *n, ard_node *leaf, const char *lead)
{
    leaf_view v;
    if (!view_open(&v, leaf))
        return;
    for (size_t i = 0; i < v.count; i++) {
        ard_node *node = v.spots[i].node;
        field_kind kind = node_field(node);
        buffer name = BUFFER_EMPTY;
        if (kind != FIELD_NONE && kind != FIELD_MORE && !node_attribute(node, "aria-label")) {
            if (node->kind != CHECK || !question_of(node))
                add_place(n, &name);
            buffer_text(&name, lead);
            if (!view_is_modest(&v))
                buffer_format(&name, "%s %zu", said_in(n->language, SAID_SPACE), i + 1);
            else if (node->kind == CHECK && (!*lead || v.words))
                add_option(n, &v, i, &name);
            else if (node->kind == ANSWER && !*lead)
                add_sentence(n, &v, v.spots + i, &name);
            else if (node->kind == ANSWER && v.words) {
                buffer_text(&name, " : ");
                add_sentence(n, &v, v.spots + i, &name);
            }
            set_name(n, node, &name);
        }
        buffer_free(&name);
    }
    if (v.words && !*lead && !node_attribute(leaf, "added")) {
        const char *text = buffer_string(&v.text);
        set_plain(leaf->kind == INSTRUCTION || leaf->kind == HEADING ? &n->asked : &n->said, text, v.text.size,
                  MOST_SENTENCE);
    }
    view_close(&v);
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

/* Adds the words of a cell; false where it has none. */
static bool add_cell(const ard_node *cell, buffer *out)
{
    buffer text = BUFFER_EMPTY;
    size_t before = out->size;
    if (cell)
        node_text(cell, &text);
    if (has_words(buffer_string(&text), text.size))
        add_plain(out, buffer_string(&text), text.size, MOST_CELL);
    buffer_free(&text);
    return out->size > before;
}

/* Whether a field stands at or below a node. */
static bool holds_field(const ard_node *cell)
{
    walk w = walk_of((ard_node *)cell);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && node_field(w.node) != FIELD_NONE)
            return true;
    return false;
}

/* Adds the words of the leaves of a cell that have no field, where another has one. */
static bool add_own(const ard_node *cell, buffer *out)
{
    size_t before = out->size;
    for (const ard_node *leaf = cell->first; leaf; leaf = leaf->next)
        if (kind_about(leaf->kind)->class == LEAF && !holds_field(leaf) && out->size == before)
            add_cell(leaf, out);
    return out->size > before;
}

/* The first cell of a row that can name it: with words and without a field, and not `cell`. */
static const ard_node *row_header(const ard_node *row, const ard_node *cell)
{
    for (const ard_node *c = row->first; c && c != cell; c = c->next)
        if (node_has_words(c) && !holds_field(c))
            return c;
    return NULL;
}

/* Names the fields of a cell by its row and column. */
static void name_cell(naming *n, ard_node *cell, const ard_node *row, const ard_node *column, unsigned number)
{
    buffer lead = BUFFER_EMPTY;
    const ard_node *header = row_header(row, cell);
    bool own = !header && add_own(cell, &lead); /* a thing to match */
    if (own)
        column = NULL;
    if (!own && !add_cell(header, &lead))
        buffer_format(&lead, "%s %u", said_in(n->language, SAID_ROW), number);
    if (column && column != header) {
        buffer_text(&lead, ", ");
        size_t before = lead.size;
        if (!add_cell(column, &lead))
            lead.size = before - 2;
    }
    buffer text = BUFFER_EMPTY;
    buffer_add(&text, buffer_string(&lead), lead.size);
    walk w = walk_of(cell);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_ENTER && w.node->kind == TABLE)
            walk_skip(&w);
        else if (event == WALK_ENTER && kind_about(w.node->kind)->class == LEAF && w.node->first)
            name_leaf(n, w.node, buffer_string(&text));
    }
    buffer_free(&lead);
    buffer_free(&text);
}

/* Names the fields of a table. Columns are counted with what cells above span. */
static void name_table(naming *n, ard_node *grid)
{
    const ard_node *heads[MOST_COLUMNS] = {NULL};
    long down[MOST_COLUMNS] = {0};
    unsigned number = 0;
    for (ard_node *row = grid->first; row; row = row->next) {
        size_t column = 0;
        if (row->kind != ROW)
            continue;
        for (ard_node *cell = row->first; cell; cell = cell->next) {
            while (column < MOST_COLUMNS && down[column] > 0)
                down[column++]--;
            long wide = node_span(cell, "colspan", MOST_COLUMNS), high = node_span(cell, "rowspan", 1000);
            const ard_node *head = column < MOST_COLUMNS ? heads[column] : NULL;
            if (number || head)
                name_cell(n, cell, row, head, number);
            for (; wide > 0 && column < MOST_COLUMNS; wide--, column++) {
                heads[column] = number || heads[column] ? heads[column] : cell;
                down[column] = high - 1;
            }
        }
        for (; column < MOST_COLUMNS; column++)
            down[column] -= down[column] > 0;
        number++;
    }
}

/* ---- The walk --------------------------------------------------------------------------------------------------- */

/* Takes the title of an exercise: "Exercice 2" of "Exercice 2 : Complète". */
static void take_title(naming *n, const ard_node *from)
{
    buffer text = BUFFER_EMPTY;
    buffer_reset(&n->exercise);
    buffer_reset(&n->asked);
    const ard_node *heading = from->first;
    while (heading && (heading->kind != HEADING || node_attribute(heading, "added")))
        heading = node_attribute(heading, "added") ? heading->next : NULL;
    if (heading)
        node_text(heading, &text);
    const char *title = buffer_string(&text), *colon = strchr(title, ':');
    size_t size = colon && colon - title > 2 ? (size_t)(colon - title) : text.size;
    size_t sentence = size ? sentence_length(title, size, n->language) : 0;
    add_plain(&n->exercise, title, sentence > 2 && sentence < size ? sentence : size, MOST_TITLE);
    drop_signs(&n->exercise);
    buffer_free(&text);
}

/* Puts the exercise and the item before the question of a group, once. */
static void place_group(naming *n, ard_node *home)
{
    const char *said = node_attribute(home, "data-fieldset"), *added = node_attribute(home, "data-added");
    buffer name = BUFFER_EMPTY;
    add_place(n, &name);
    if (added && text_in_list(added, "data-fieldset") && name.size && !text_begins(said, buffer_string(&name))) {
        buffer_text(&name, said);
        node_set_added(n->document, home, "data-fieldset", buffer_string(&name));
    }
    buffer_free(&name);
}

static void enter(naming *n, ard_node *node)
{
    bool list = node->kind == BULLETS || node->kind == NUMBERS;
    if (list && n->depth < MOST_LISTS)
        n->lists[n->depth++] = (open_list){node, list_before(node)};
    if (node->kind == ITEM && n->depth && n->lists[n->depth - 1].list == node->parent)
        n->lists[n->depth - 1].number = list_number(node, n->lists[n->depth - 1].number);
    if (node->kind == EXERCISE)
        take_title(n, node);
    if (node->kind == EXERCISE || node->kind == QUESTION || node->kind == HEADING)
        buffer_reset(&n->said);
    if (node->kind == TABLE)
        name_table(n, node);
    if (node_attribute(node, "data-fieldset"))
        place_group(n, node);
    if (kind_about(node->kind)->class == LEAF && node->first)
        name_leaf(n, node, "");
}

static void leave(naming *n, const ard_node *node)
{
    if (n->depth && n->lists[n->depth - 1].list == node)
        n->depth--;
    if (node->kind == EXERCISE)
        buffer_reset(&n->exercise);
}

void answers_names(ard_document *document)
{
    naming n = {.document = document,
                .language = lesson_meta(document, "language"),
                .used = table_new(lesson_pool(document))};
    n.language = n.language && *n.language ? n.language : "fr";
    walk w = walk_of(lesson_root(document));
    for (walk_event event; n.used && (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_ENTER)
            enter(&n, w.node);
        else
            leave(&n, w.node);
    }
    buffer_free(&n.exercise);
    buffer_free(&n.said);
    buffer_free(&n.asked);
}
