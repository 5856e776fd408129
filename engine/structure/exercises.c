/* An exercise is its heading and all that follows, up to the next exercise, the next heading that is not below its own, or
 * what is to be learnt ("Je retiens"). Its heading says "Exercice" or what it is worth, or stands above questions and
 * places to answer them. Where no heading does, it begins with what orders to answer at the places below, or with a line
 * that says what it is worth; and with the other numbered titles, where most of these begin one.
 *
 * The blocks of a container are read once, into rows; the rules look at rows. */
#include "base/text.h"
#include "labels.h"
#include "look.h"
#include "numbering.h"
#include "orders.h"
#include "structure.h"
#include "survey.h"

#include <string.h>

enum {
    LEVEL_OF_TEXT = 7, /* of an exercise that begins without a heading: any heading ends it */
    LINE = 60,         /* characters: what is longer tells something */
    LABEL_SIZE = 16,   /* bytes: "Problème n° 3" */
    TINY = 3,          /* a number that a page shows beside a title */
    TOLD_MOST = 2,     /* paragraphs of text between an order without a heading and the places to answer */
    QUESTIONS_LEAST = 2,
    HINT_SURE = 2
};

/* What a block, or a part of a lesson, holds: leaves that ask, of these questions, numbered ones, orders, and orders that no
 * infinitive gives; other leaves of more than a line; places to answer. */
typedef struct part_counts {
    size_t asked, questions, numbered, orders, imperatives, told, answers;
} part_counts;

/* A block of a container. */
typedef struct block_row {
    ard_node *block;
    const ard_node *heading; /* that it is or begins with, or NULL */
    label label;             /* of the leaf that could be its title */
    part_counts counts;      /* without its heading */
    bool numbered_label;     /* with a number after it */
    bool part;               /* of its own, which no other goes on into */
    bool quoted;             /* its heading is that of a text quoted below it */
    bool scored, marking;    /* its title says what it is worth; how a task is marked */
    bool bulleted;           /* a line of a list with a typed bullet */
    bool numbered, set_off;  /* its title has a number; all of it is bold or underlined */
    bool instruction;        /* INSTRUCTION, without a label */
    bool order;              /* a leaf that orders, without a heading */
    size_t size;             /* bytes of its title */
    bool small, tiny;        /* a leaf of less than a line; of hardly a word */
    bool begins;             /* an exercise */
} block_row;

/* ---- What a block is -------------------------------------------------------------------------------------------- */

/* The title that a block is or begins with: a leaf that could be one, or the first of a list of one item, which gives it
 * its number. */
static ard_node *title_of(ard_node *block)
{
    bool list = kind_is(block, NUMBERS) && block->first && !block->first->next;
    ard_node *title = list ? block->first->first : block;
    return kind_is(title, HEADING) || kind_is(title, PARAGRAPH) || kind_is(title, INSTRUCTION) ? title : NULL;
}

static bool is_part(const ard_node *block)
{
    return block->kind == NOTE || block->kind == SECTION || block->kind == EXERCISE ||
           kind_about(block->kind)->class == GIVEN;
}

/* Whether a title says how a task is marked, not what it is: "Barème : /20". */
static bool is_marking(const char *text)
{
    static const char *const words[] = {"barème", "critère", "grille",  "total",
                                        "note",   "score",   "marking", "évaluation"};
    buffer small = BUFFER_EMPTY;
    bool found = false;
    for (const char *at = text; *at;)
        buffer_point(&small, text_lower(text_next(&at)));
    for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
        found = text_begins(buffer_string(&small), words[i]);
    buffer_free(&small);
    return found;
}

/* A document, and the text of the leaf that is looked at. */
typedef struct reading {
    ard_document *document;
    buffer text;
} reading;

/* The text of a leaf, until the next is read. */
static const char *read_text(reading *r, const ard_node *leaf)
{
    buffer_reset(&r->text);
    node_text(leaf, &r->text);
    return buffer_string(&r->text);
}

/* Counts what a leaf asks or tells. */
static void count_leaf(reading *r, const ard_node *leaf, bool in_table, part_counts *counts)
{
    const char *words = read_text(r, leaf);
    size_t size = r->text.size;
    bool question = order_is_question(words, size);
    bool cell = in_table && size <= LINE; /* "Classe des unités" heads a column */
    order given = cell ? ORDER_NONE : order_of(words, size, node_language(r->document, leaf));
    bool ordered = given != ORDER_NONE;
    bool item = kind_is(leaf->parent, ITEM) && kind_is(leaf->parent->parent, NUMBERS);
    counts->questions += question;
    counts->orders += ordered;
    counts->imperatives += given == ORDER_FIRST || given == ORDER_WITHIN;
    counts->asked += question || ordered;
    counts->numbered += (question || ordered) && (item || order_sign(words, size));
    counts->told += !question && !ordered && !in_table && size > LINE;
}

static part_counts counts_of(reading *r, ard_node *block)
{
    part_counts counts = {0};
    const ard_node *table = NULL;
    size_t before = 0;
    walk w = walk_of(block);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const ard_node *node = w.node;
        bool leaf = node->kind == PARAGRAPH || node->kind == INSTRUCTION || node->kind == TERM;
        if (node->kind == TABLE && (!table || table == node)) {
            table = event == WALK_ENTER ? node : NULL;
            counts.answers += event == WALK_ENTER ? structure_open_cells(node) : 0;
        }
        counts.answers += event == WALK_ENTER && (node->kind == ANSWER || node->kind == CHECK);
        if (leaf && event == WALK_ENTER)
            before = counts.answers;
        else if (leaf && counts.answers == before)
            count_leaf(r, node, table != NULL, &counts);
        else if (leaf && survey_is_field(read_text(r, node), r->text.size))
            counts.answers = before; /* "Nom : ....." stands above a sheet */
        else if (leaf) {
            size_t told = counts.told; /* a text with gaps tells nothing else */
            count_leaf(r, node, table != NULL, &counts);
            counts.told = told;
        }
    }
    return counts;
}

/* Whether a leaf is numbered: an item, or one whose text begins with a digit, or a letter and a sign. */
static bool is_numbered_leaf(const ard_node *leaf)
{
    if (kind_is(leaf->parent, ITEM) && kind_is(leaf->parent->parent, NUMBERS))
        return true;
    const ard_node *first = leaf->first;
    while (first && first->first)
        first = first->first;
    const char *text = kind_is(first, TEXT) ? first->text : "";
    return text_is_digit((unsigned char)*text) || (*text && text[1] && strchr(").", text[1]));
}

/* How much in a block hints at a task, at little cost: HINT_SURE for a place to answer or a question mark, one for each
 * numbered leaf. */
static size_t hints_of(ard_node *block)
{
    size_t hints = 0;
    walk w = walk_of(block);
    for (walk_event event; hints < HINT_SURE && (event = walk_next(&w)) != WALK_END;) {
        const ard_node *node = w.node;
        if (event != WALK_ENTER)
            continue;
        if (node->kind == ANSWER || node->kind == CHECK || (node->kind == TEXT && strchr(node->text, '?')) ||
            (node->kind == TABLE && structure_open_cells(node)))
            hints = HINT_SURE;
        else if (node->kind == PARAGRAPH || node->kind == INSTRUCTION)
            hints += is_numbered_leaf(node) || node->kind == INSTRUCTION;
    }
    return hints;
}

/* Whether all of a leaf is bold or underlined. */
static bool is_set_off(ard_document *document, ard_node *leaf)
{
    flat f;
    if (!leaf->first || leaf->first->kind == TEXT || !flat_open(&f, leaf))
        return false;
    leaf_look look = look_of(document, leaf, &f);
    flat_close(document, &f);
    return (look.flags & (LOOK_BOLD | LOOK_UNDERLINED)) != 0;
}

/* Reads the title of a row. */
static void read_title(reading *r, block_row *row, ard_node *title)
{
    enum { GUILLEMET = 0xAB, QUOTE_MARK = 0x201C };
    size_t length;
    const char *words = read_text(r, title);
    const size_t size = r->text.size;
    uint32_t first = size ? text_decode(words, size, &length) : 0;
    row->label = label_of(words, size, &length);
    row->heading = title->kind == HEADING ? title : NULL;
    if (row->heading && row->label == LABEL_NONE)
        row->label = label_numbered(words, size);
    row->numbered_label = row->label != LABEL_NONE && strcspn(words, "0123456789") < LABEL_SIZE;
    row->quoted = row->heading && (first == GUILLEMET || first == QUOTE_MARK || first == '"');
    row->scored = size && label_is_scored(words, size);
    row->marking = row->scored && (is_marking(words) || survey_is_field(words, size));
    numbering number = numbering_of(words, size);
    row->bulleted = number.kind == NUMBERING_BULLET;
    row->numbered = title != row->block || number.length;
    row->instruction = title->kind == INSTRUCTION && row->label == LABEL_NONE;
    row->size = size;
    row->small = title == row->block && size <= LINE / 2;
    row->tiny = title == row->block && size <= TINY;
    bool may_be_title = row->heading || row->instruction || title != row->block;
    row->set_off = may_be_title && row->numbered && is_set_off(r->document, title);
}

/* Counts what the rows of each part ask and tell, where something in it hints at a task: in most of a long document nothing
 * does. */
static void count_parts(reading *r, block_row *rows, size_t count)
{
    for (size_t i = 0, end; i < count; i = end) {
        size_t hints = 0;
        for (end = i; end < count && (end == i || !rows[end].heading); end++)
            hints += rows[end].part ? 0 : hints_of(rows[end].block);
        for (size_t j = i; hints >= HINT_SURE && j < end; j++) {
            if (rows[j].part)
                continue;
            rows[j].counts = counts_of(r, rows[j].block);
            rows[j].order = title_of(rows[j].block) == rows[j].block && !rows[j].heading &&
                            rows[j].label == LABEL_NONE && rows[j].counts.orders;
        }
    }
}

/* Reads the blocks of a container; NULL where it has none. */
static block_row *read_rows(ard_document *document, const ard_node *container, size_t *count)
{
    *count = 0;
    for (const ard_node *block = container->first; block; block = block->next)
        ++*count;
    block_row *rows = *count ? arena_alloc(lesson_pool(document), *count * sizeof *rows) : NULL;
    reading r = {document, BUFFER_EMPTY};
    size_t i = 0;
    for (ard_node *block = container->first; rows && block; block = block->next, i++) {
        rows[i] = (block_row){.block = block, .part = is_part(block)};
        ard_node *title = title_of(block);
        if (title)
            read_title(&r, &rows[i], title);
    }
    if (rows)
        count_parts(&r, rows, *count);
    buffer_free(&r.text);
    return rows;
}

/* ---- What begins an exercise ------------------------------------------------------------------------------------ */

/* Whether a heading with what it is worth is that of one task: no heading below it says so again, or is an exercise's. */
static bool is_one_task(const block_row *rows, size_t count, size_t i)
{
    if (!rows[i].heading || !rows[i].scored || rows[i].marking)
        return false;
    for (size_t j = i + 1; j < count; j++) {
        bool made = kind_is(rows[j].block, EXERCISE);
        const ard_node *below = made && kind_is(rows[j].block->first, HEADING) ? rows[j].block->first : rows[j].heading;
        if ((below && below->number <= rows[i].heading->number) || (rows[j].part && !made))
            return true;
        if (made || (below && (rows[j].scored || rows[j].label == LABEL_EXERCISE)))
            return false;
    }
    return true;
}

static bool is_title_of_part(const block_row *row)
{
    return row->heading && !row->quoted;
}

/* Whether a title is that of something which helps in a part: a document, a reminder. */
static bool is_help(const block_row *row)
{
    return row->label == LABEL_REMINDER || row->label == LABEL_DOCUMENT || row->label == LABEL_HELP;
}

/* Whether a row is no more of the part whose heading stands above it. */
static bool ends_part(const block_row *row)
{
    return row->part || row->label == LABEL_EXERCISE || (is_title_of_part(row) && !is_help(row));
}

/* What stands from a heading up to the next, or to a part of its own. */
static part_counts counts_below(const block_row *rows, size_t count, size_t i)
{
    part_counts sum = {0};
    bool material = false; /* what questions are about tells, however long */
    for (size_t j = i; j < count && (j == i || !ends_part(&rows[j])); j++) {
        const part_counts *c = &rows[j].counts;
        sum.asked += c->asked;
        sum.questions += c->questions;
        sum.numbered += c->numbered;
        sum.orders += c->orders;
        sum.imperatives += c->imperatives;
        material = material || rows[j].label == LABEL_DOCUMENT;
        sum.told += material ? 0 : c->told;
        sum.answers += c->answers;
    }
    return sum;
}

/* Whether what stands below a heading is a task: it asks, more than it tells, and there is a place to answer, or numbers
 * before its questions. */
static bool is_task(const part_counts *c)
{
    if (c->asked && c->answers && c->told <= c->asked)
        return true;
    bool pupil = c->questions || c->imperatives >= QUESTIONS_LEAST; /* else it may be how something is done */
    return pupil && c->asked >= QUESTIONS_LEAST && c->numbered >= QUESTIONS_LEAST && c->told * 2 <= c->asked;
}

/* The heading right below another, deeper than it; 0 where none is. */
static size_t subtitle_of(const block_row *rows, size_t count, size_t i)
{
    size_t j = i + 1;
    while (j < count && j <= i + 2 && rows[j].tiny)
        j++;
    bool deeper = j < count && is_title_of_part(&rows[j]) && rows[j].label != LABEL_EXERCISE &&
                  rows[j].heading->number > rows[i].heading->number;
    return deeper ? j : 0;
}

/* Whether a title has the lesson, or all of it that is left, to itself: no other heading below it. */
static bool stands_alone(const block_row *rows, size_t count, size_t i)
{
    for (size_t j = i + 1; j < count; j++)
        if (is_title_of_part(&rows[j]))
            return rows[j].heading->number <= rows[i].heading->number;
    return true;
}

/* Whether a heading stands above questions and places to answer them, more than above text. */
static bool is_asked_and_answered(const block_row *rows, size_t count, size_t i)
{
    const block_row *row = &rows[i];
    if (!is_title_of_part(row) || row->label == LABEL_INSTRUCTION || row->label == LABEL_EXAMPLE ||
        row->label == LABEL_DOCUMENT || row->label == LABEL_HELP)
        return false;
    part_counts below = counts_below(rows, count, i);
    if (row->label == LABEL_MEMO || row->label == LABEL_REMINDER)
        return below.orders && below.answers >= QUESTIONS_LEAST && !below.told;
    if (row->heading->number < 2)
        return below.answers + below.numbered >= QUESTIONS_LEAST && is_task(&below) && stands_alone(rows, count, i);
    size_t subtitle = below.asked || below.told ? 0 : subtitle_of(rows, count, i);
    if (subtitle)
        below = counts_below(rows, count, subtitle);
    return is_task(&below);
}

/* Whether a leaf orders, and places to answer follow before another order, or a heading. One with a number does where it
 * is set off as a title. */
static bool is_order_answered(const block_row *rows, size_t count, size_t i)
{
    size_t told = 0;
    if ((!rows[i].order && !rows[i].instruction) || (rows[i].numbered && !rows[i].set_off))
        return false;
    if (!rows[i].order && rows[i].counts.answers)
        return true;
    for (size_t j = i + 1; j < count; j++) {
        const block_row *row = &rows[j];
        if (row->heading || row->part || ((row->order || row->instruction) && row->numbered == rows[i].numbered))
            return false;
        if (row->counts.answers)
            return true;
        told += row->counts.told;
        if (told > TOLD_MOST && !rows[i].instruction)
            return false;
    }
    return false;
}

/* Whether a row is one of several leaves that say what each is worth. */
static bool is_scored_line(const block_row *row)
{
    return row->scored && !row->marking && !row->heading && !row->bulleted && title_of(row->block);
}

/* Where most of the numbered titles set off alike begin an exercise, the others do too. */
static void follow_peers(block_row *rows, size_t count)
{
    size_t titles = 0, beginning = 0, ordering = 0;
    int level = LEVEL_OF_TEXT;
    for (size_t i = 0; i < count; i++)
        if (rows[i].set_off && rows[i].heading && rows[i].heading->number > 1 && rows[i].heading->number < level)
            level = rows[i].heading->number;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++) {
            const block_row *row = &rows[i];
            bool title = row->set_off && (!row->heading || row->heading->number == level) && row->label != LABEL_MEMO;
            if (pass && title && (titles > 2 || counts_below(rows, count, i).orders))
                rows[i].begins = true;
            titles += title && !pass;
            beginning += title && !pass && row->begins;
            ordering += title && !pass && row->instruction;
            if (i + 1 == count && (beginning * 2 < titles || beginning + (ordering == titles) + (titles == 2) < 2))
                return;
        }
}

/* Lines that say what each is worth: of several that have a number, only these; a short line with a number above one is
 * its title. */
static void find_scored_lines(block_row *rows, size_t count)
{
    size_t scored = 0, numbered = 0;
    for (size_t i = 0; i < count; i++) {
        scored += is_scored_line(&rows[i]);
        numbered += is_scored_line(&rows[i]) && rows[i].numbered;
    }
    for (size_t i = 0; scored > 1 && i < count; i++) {
        bool listed = i + 1 < count && is_scored_line(&rows[i + 1]); /* what is marked, line by line */
        if (!is_scored_line(&rows[i]) || (listed && !rows[i].numbered) ||
            (numbered > 1 && !rows[i].numbered && !(i && rows[i - 1].numbered)))
            continue;
        bool titled = !rows[i].numbered && i && rows[i - 1].numbered && rows[i - 1].small && !rows[i - 1].scored;
        if (titled || numbered < 2 || rows[i].numbered)
            rows[i - titled].begins = true;
    }
}

/* Whether a title names an exercise: not where it is the lesson's own and others below do ("Activité : Exercices"); "Questions"
 * does where there are some. */
static bool is_named(const block_row *rows, size_t count, size_t i)
{
    part_counts below = {0};
    if (rows[i].label == LABEL_QUESTIONS)
        below = counts_below(rows, count, i);
    if (rows[i].label != LABEL_EXERCISE || rows[i].numbered_label || !rows[i].heading || rows[i].heading->number > 1)
        return rows[i].label == LABEL_EXERCISE || below.asked >= QUESTIONS_LEAST;
    for (size_t j = i + 1; j < count; j++)
        if (rows[j].label == LABEL_EXERCISE || kind_is(rows[j].block, EXERCISE))
            return false;
    return true;
}

static void find_beginnings(block_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        rows[i].begins = is_named(rows, count, i) || is_one_task(rows, count, i) ||
                         is_asked_and_answered(rows, count, i) || is_order_answered(rows, count, i);
    find_scored_lines(rows, count);
    follow_peers(rows, count);
}

/* ---- Where it ends ---------------------------------------------------------------------------------------------- */

/* Whether a row ends an exercise that began with another. */
static bool ends_exercise(const block_row *rows, size_t count, const block_row *first, size_t i)
{
    const block_row *row = &rows[i];
    int level = first->heading ? first->heading->number : LEVEL_OF_TEXT;
    if (row->part || row->label == LABEL_EXERCISE)
        return true;
    if (row == first + 1 && first->small && !row->heading)
        return false;
    if (row->begins && row->scored && first->scored && is_scored_line(row) && !row->counts.asked && row->size <= LINE)
        return true;
    bool titles = row->heading && first->heading; /* their levels tell */
    if (row->begins && !titles && row->numbered && first->numbered && (row->set_off || is_scored_line(row)))
        return true;
    if (level == LEVEL_OF_TEXT && (row->begins || (first->instruction && row->instruction && !row->numbered)))
        return true;
    if (!is_title_of_part(row))
        return false;
    bool helps = row->label == LABEL_DOCUMENT || row->label == LABEL_HELP;
    if (helps && row->heading->number <= level)
        return !counts_below(rows, count, i).asked;
    return level == LEVEL_OF_TEXT || row->label == LABEL_MEMO || row->heading->number <= level;
}

/* Wraps the exercises among the children of a container. One without anything below its title stays as it is: the title
 * may be a row of a table of contents. */
static size_t wrap_exercises(ard_document *document, ard_node *container)
{
    size_t count = 0, made = 0;
    block_row *rows = read_rows(document, container, &count);
    if (rows)
        find_beginnings(rows, count);
    for (size_t i = 0, last; rows && i < count; i = last + 1) {
        last = i;
        if (!rows[i].begins)
            continue;
        while (last + 1 < count && !ends_exercise(rows, count, &rows[i], last + 1))
            last++;
        if (last == i && rows[i].heading && (rows[i].heading == rows[i].block || !rows[i].heading->next))
            continue;
        ard_node *exercise = node_new(document, EXERCISE, rows[i].block->place);
        if (!exercise)
            return made;
        node_wrap(exercise, rows[i].block, rows[last].block);
        made++;
    }
    return made;
}

void structure_exercises(ard_document *document, structure_counts *counts)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER)
            continue;
        if (w.node->kind == LESSON_ROOT || w.node->kind == SECTION)
            counts->exercises += wrap_exercises(document, w.node);
        else
            walk_skip(&w);
    }
}
