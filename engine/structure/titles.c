/* Titles and instructions that only their look tells.
 *
 * Each paragraph gets points for what authors make titles by (weight, underline, size, colour, capitals, a label such as
 * "Exercice 3", a number, its words in the table of contents), as far as it differs from the document's own text; and
 * loses some for what titles are not (a sentence, a long line, a field, a caption, a line like its neighbours, a line that
 * nothing follows). From TITLE_POINTS on it becomes a heading. It becomes an instruction where it says "Consigne", or
 * begins with the verb of one and is emphasised or the first of its exercise. */
#include "base/text.h"
#include "levels.h"
#include "structure.h"
#include "survey.h"

#include <string.h>

enum {
    TITLE_POINTS = 25,
    UNSURE_POINTS = 10, /* from here on a person might see a title */
    UNSURE_MOST = 20,
    OFTEN = 3,
    TITLE_CHARACTERS = 90,
    LABELLED_CHARACTERS = 100,
    TITLE_WORDS = 14,
    INSTRUCTION_CHARACTERS = 400,
    PLAIN_POINTS = -5, /* of a first line that nothing sets off */
    LOOKS = 16
};

/* A title of each look that titles have. */
typedef struct title_looks {
    const leaf_row *rows[LOOKS];
    size_t count;
} title_looks;

/* Points that a look gives. */
static const struct {
    unsigned flag;
    int points;
} look_points[] = {
    {LOOK_BOLD, 30},    {LOOK_UNDERLINED, 35}, {LOOK_COLOURED, 30}, {LOOK_CAPITALS, 20},
    {LOOK_CENTRED, 15}, {LOOK_BOXED, 10},      {LOOK_MARKED, 10},
};

/* Points that words give. */
static const struct {
    unsigned says;
    int points;
} word_points[] = {
    {SAYS_FIELD, -80},     {SAYS_CAPTION, -50}, {SAYS_CLAUSE, -15}, {SAYS_LISTED, 60}, {SAYS_RULE, -100},
    {SAYS_AFTER_RULE, 15}, {SAYS_YOU, -15},     {SAYS_SECTION, 10}, {SAYS_PAGE, -80},  {SAYS_BETWEEN_RULES, 15},
};

static const int label_points[] = {
    [LABEL_EXERCISE] = 45, [LABEL_INSTRUCTION] = 15, [LABEL_MEMO] = 30, [LABEL_REMINDER] = 30,
    [LABEL_DOCUMENT] = 15, [LABEL_QUESTIONS] = 15,   [LABEL_PART] = 15, [LABEL_EXAMPLE] = 0,
};

/* What of a row's look is not the document's own. */
static unsigned own_flags(const survey *s, const leaf_row *row)
{
    return row->look.flags & ~s->usual;
}

static bool is_raised(const survey *s, const leaf_row *row)
{
    return (own_flags(s, row) & LOOK_RAISED) != 0;
}

/* Whether a sentence, or the beginning of an enumeration, ends with this character. */
static bool ends_sentence(uint32_t last)
{
    return last == '.' || last == ';' || last == ',' || last == 0x2026;
}

/* Points for the size: a tenth more than the document's own is seen, a third is a title's. */
static int size_points(const survey *s, const leaf_row *row)
{
    int size = row->look.size;
    if (size * 10 < s->size * 9)
        return -15;
    return size * 10 >= s->size * 13 ? 40 : size * 10 >= s->size * 11 ? 20 : 0;
}

/* Whether a line, all of it set off, stands above a list or a table of its own, as what these are called. Who marks the
 * headings does not mean one by it. */
static bool names_list(const survey *s, const leaf_row *row)
{
    const ard_node *next = row->node->next;
    return !s->marked && (own_flags(s, row) & (LOOK_BOLD | LOOK_UNDERLINED)) &&
           (kind_is(next, BULLETS) || kind_is(next, NUMBERS) || kind_is(next, TABLE));
}

/* Whether two rows look the same, so that a reader takes them for the same kind of line. */
static bool looks_alike(const survey *s, const leaf_row *a, const leaf_row *b)
{
    const unsigned seen = LOOK_RAISED | LOOK_SLANTED | LOOK_CENTRED;
    return (own_flags(s, a) & seen) == (own_flags(s, b) & seen) && a->look.size == b->look.size &&
           survey_sign(a) == survey_sign(b);
}

/* Whether a line may go on with the one above, set off as well, or the one below, which looks the same, with it. */
static bool goes_on(const survey *s, const leaf_row *row)
{
    const leaf_row *above = row > s->rows ? row - 1 : NULL, *below = row + 1 < s->rows + s->count ? row + 1 : NULL;
    bool set_off = above && above->node->next == row->node && !ends_sentence(above->look.last) &&
                   (own_flags(s, above) & (LOOK_RAISED | LOOK_CENTRED));
    return set_off || (below && row->node->next == below->node && looks_alike(s, row, below));
}

/* Points for how long the line is, and how it begins and ends. */
static int form_points(const survey *s, const leaf_row *row)
{
    const leaf_look *l = &row->look;
    bool roman = row->numbering.kind == NUMBERING_ROMAN && is_raised(s, row);
    bool labelled = row->label != LABEL_NONE || row->marks || roman;
    size_t most = labelled ? LABELLED_CHARACTERS : TITLE_CHARACTERS;
    int points = l->characters > most ? -60 : 0;
    points -= l->words > TITLE_WORDS + (labelled ? 6 : 0) ? 40 : 0;
    points -= l->characters < 2 ? 60 : l->characters == 2 ? 30 : 0;
    if (ends_sentence(l->last))
        points -= (row->label == LABEL_NONE && !roman) || !is_raised(s, row) ? 50 : 10;
    if (l->last == ':' && (row->label == LABEL_NONE || row->label == LABEL_EXAMPLE))
        points -=
            (l->words <= (row->numbering.length ? 8 : 4) || names_list(s, row)) && row->label == LABEL_NONE ? 5 : 20;
    bool small = text_is_letter(l->first) && text_upper(l->first) != l->first && row->numbering.kind == NUMBERING_NONE;
    points -= !small ? 0 : goes_on(s, row) ? 10 : 5;
    points -= l->written_on ? (labelled ? 0 : 60) : 0;
    points -= l->broken ? 40 : 0;
    points -= l->linked ? 50 : 0;
    points -= l->letters * 20 < l->solid * (labelled ? 10 : 13) ? 60 : 0;
    points -= l->first == '"' || l->first == 0xAB || l->first == 0x201C ? 15 : 0;
    bool set_off = (own_flags(s, row) & (LOOK_BOLD | LOOK_UNDERLINED)) == (LOOK_BOLD | LOOK_UNDERLINED);
    points -= l->pictured && !set_off ? 30 : 0;
    points -= (row->says & SAYS_FORMULA) && !(row->says & SAYS_TOPIC) && l->long_words < 2 ? 30 : 0;
    return points;
}

/* Whether something stands below a line that it could be the title of. */
static bool is_followed(const ard_node *leaf)
{
    const ard_node *box = survey_box(leaf);
    if (leaf->next && leaf->next->kind != RULE)
        return true;
    if (box)
        return box->next || (node_is_cell(leaf->parent) && leaf->parent->parent->next);
    return leaf->next ? leaf->next->next != NULL : kind_is(leaf->parent, ITEM);
}

/* Points for the number before the words: Roman ones are seldom anything but a title's. */
static int numbering_points(const leaf_row *row, bool raised)
{
    if (row->numbering.kind == NUMBERING_ROMAN)
        return raised ? 15 : TITLE_POINTS;
    if (row->numbering.kind == NUMBERING_NONE || !raised)
        return 0;
    return row->numbering.kind == NUMBERING_BULLET ? -20 : 10;
}

/* Whether a line says where the text above it, which ends a quotation, is from: "Author, Title", or in italics. */
static bool is_source(const survey *s, const leaf_row *row)
{
    enum { GUILLEMET = 0xBB, QUOTE_MARK = 0x201D };
    if (row == s->rows || row->numbering.kind != NUMBERING_NONE || row->label != LABEL_NONE)
        return false;
    uint32_t before = row[-1].look.last;
    if ((before != GUILLEMET && before != QUOTE_MARK) || row[-1].look.words <= row->look.words)
        return false;
    if (own_flags(s, row) & LOOK_SLANTED)
        return true;
    buffer text = BUFFER_EMPTY;
    node_text(row->node, &text);
    bool named = strchr(buffer_string(&text), ',') != NULL;
    buffer_free(&text);
    return named;
}

/* Points of one row by itself. */
static int points_of(const survey *s, const leaf_row *row)
{
    unsigned flags = own_flags(s, row);
    bool raised = is_raised(s, row);
    int points = size_points(s, row) + form_points(s, row);
    for (size_t i = 0; i < sizeof look_points / sizeof *look_points; i++)
        points += flags & look_points[i].flag ? look_points[i].points : 0;
    for (size_t i = 0; i < sizeof word_points / sizeof *word_points; i++)
        points += row->says & word_points[i].says ? word_points[i].points : 0;
    if (row->label != LABEL_NONE && (raised || (row->says & SAYS_LABEL_ALONE) || row->label == LABEL_EXERCISE))
        points += label_points[row->label];
    points += numbering_points(row, raised);
    points += row->marks ? 60 : 0;
    points -= is_source(s, row) ? 40 : 0;
    points -= row->times >= OFTEN ? 20 : 0; /* "Résultat :" below each question is no section */
    points += row->foremost && (row->look.size > s->size || flags & LOOK_CENTRED) ? 10 : 0;
    points += flags & LOOK_CAPITALS && row->look.words > 1 ? 10 : 0;
    return is_followed(row->node) ? points : points - 60;
}

/* Whether a line may stand among others of its look and be a title all the same. */
static bool stands_for_itself(const leaf_row *row)
{
    return (row->label != LABEL_NONE && row->look.characters <= LABELLED_CHARACTERS) || (row->says & SAYS_LISTED) ||
           row->marks;
}

/* Whether two rows are lines of a numbered list. */
static bool is_numbered_like(const leaf_row *above, const leaf_row *below)
{
    return above->numbering.kind != NUMBERING_NONE && above->numbering.kind == below->numbering.kind &&
           survey_adjacent(above, below);
}

/* Whether the line above or below is one like this: then both are lines of a list or a table of the author's. The first
 * line of the document may have its subtitle below. */
static bool is_of_run(const survey *s, size_t i)
{
    const leaf_row *row = &s->rows[i];
    if (stands_for_itself(row))
        return false;
    if (!is_raised(s, row) && !(own_flags(s, row) & LOOK_CENTRED) && row->look.size <= s->size)
        return (i && is_numbered_like(row - 1, row)) || (i + 1 < s->count && is_numbered_like(row, row + 1));
    bool above = i && survey_adjacent(row - 1, row) && looks_alike(s, row - 1, row) && !stands_for_itself(row - 1);
    bool below = i + 1 < s->count && survey_adjacent(row, row + 1) && looks_alike(s, row, row + 1) &&
                 !stands_for_itself(row + 1) && !(row + 1)->look.written_on;
    return above || (below && i);
}

/* Whether a line has the look of one that is a title: authors give titles of one rank one look. Who marks the headings
 * has no need of it. */
static bool has_peer(const survey *s, const leaf_row *row, const title_looks *looks)
{
    bool alone = s->marked || (row->says & (SAYS_CLAUSE | SAYS_YOU));
    for (size_t i = 0; i < looks->count && !alone; i++)
        if (looks->rows[i] != row && looks_alike(s, row, looks->rows[i]))
            return true;
    return false;
}

/* Whether an infinitive names a part of the lesson as other titles do: it looks like one, and has its number like it. */
static bool names_part(const survey *s, const leaf_row *row, const title_looks *looks)
{
    for (size_t i = 0; i < looks->count && (row->says & SAYS_INFINITIVE); i++)
        if (looks_alike(s, row, looks->rows[i]) && survey_sign(row) == SIGN_NUMBER)
            return true;
    return false;
}

/* Notes the look of a plain title, once: a row of each look. */
static void note_look(const survey *s, size_t i, title_looks *looks)
{
    const leaf_row *row = &s->rows[i];
    bool title = row->open && row->points >= TITLE_POINTS && !(row->says & SAYS_ORDER) &&
                 !node_is_cell(row->node->parent) && !is_of_run(s, i);
    for (size_t k = 0; k < looks->count && title; k++)
        title = !looks_alike(s, row, looks->rows[k]);
    if (title && looks->count < LOOKS)
        looks->rows[looks->count++] = row;
}

/* Whether a line that nothing sets off is the lesson's title all the same: its first line, that runs to no sentence's end,
 * where no heading is marked, and text or a title comes below. */
static bool is_plain_title(const survey *s, const leaf_row *row)
{
    const leaf_row *below = row + 1 < s->rows + s->count ? row + 1 : NULL;
    if (!row->foremost || s->marked || !below || below->node != row->node->next || kind_is(row->node->parent, ITEM))
        return false;
    bool text = below->look.words > TITLE_WORDS && below->look.characters >= 2 * row->look.characters;
    bool line = text_is_upper(row->look.first) && row->look.words > 1 && row->numbering.kind == NUMBERING_NONE;
    return line && row->points >= PLAIN_POINTS && (text || (is_raised(s, below) && below->points >= TITLE_POINTS));
}

/* Whether an item's title needs no more: it has a body, or is alone in its list; else, and with a bullet, it must be
 * plainly one. */
static bool is_item_title(const leaf_row *row)
{
    const ard_node *item = row->node->parent;
    if (kind_is(item, ITEM) && kind_is(item->parent, BULLETS))
        return !item->previous && !item->next && row->points >= 2 * TITLE_POINTS;
    return !kind_is(item, ITEM) || row->node->next || (!item->previous && !item->next) ||
           row->points >= 2 * TITLE_POINTS;
}

/* In a cell among others, or as the first of an aside, whose own title it is, only what is plainly a title. */
static bool is_box_title(const survey *s, const leaf_row *row)
{
    const ard_node *parent = row->node->parent;
    if (kind_is(parent, ASIDE))
        return row->node->previous || !row->node->next || (row->label == LABEL_NONE && row->points >= 2 * TITLE_POINTS);
    bool set_off = own_flags(s, row) & LOOK_RAISED & ~(unsigned)LOOK_CAPITALS;
    return !node_is_cell(parent) || survey_box(row->node) ||
           (set_off && (row->look.last == ':' || row->points >= 2 * TITLE_POINTS));
}

/* The label of a heading before a leaf, or LABEL_NONE. */
static label label_before(const survey *s, size_t i)
{
    const leaf_row *above = i ? &s->rows[i - 1] : NULL;
    return above && above->node->next == s->rows[i].node && above->node->kind == HEADING ? above->label : LABEL_NONE;
}

static bool is_instruction(const survey *s, size_t i)
{
    const leaf_row *row = &s->rows[i];
    if (row->label == LABEL_INSTRUCTION)
        return !(row->says & SAYS_LABEL_ALONE) || !is_raised(s, row) || !row->node->next;
    unsigned flags = own_flags(s, row);
    bool first = label_before(s, i) == LABEL_EXERCISE;
    return ((flags & (LOOK_BOLD | LOOK_UNDERLINED)) || first) && row->look.characters <= INSTRUCTION_CHARACTERS &&
           (row->says & SAYS_ORDER) && row->label == LABEL_NONE;
}

/* What a paragraph is: HEADING, INSTRUCTION or PARAGRAPH. */
static ard_kind judge(const survey *s, const title_looks *looks, size_t i)
{
    const leaf_row *row = &s->rows[i];
    if (!row->open)
        return row->node->kind;
    if (is_instruction(s, i) && !(row->points >= TITLE_POINTS && names_part(s, row, looks)))
        return INSTRUCTION;
    bool sure = row->points >= TITLE_POINTS || is_plain_title(s, row) ||
                (row->points >= UNSURE_POINTS && is_raised(s, row) && has_peer(s, row, looks));
    bool title = sure && !is_of_run(s, i) && is_item_title(row) && is_box_title(s, row);
    return title ? HEADING : row->node->kind;
}

/* ---- Labels before other words ---------------------------------------------------------------------------------- */

/* Moves what parts a label from the text after it (": ", " - ") from the beginning of `rest` to the end of `heading`. */
static void move_sign(ard_document *document, ard_node *heading, ard_node *rest)
{
    ard_node *first = rest->first;
    if (!kind_is(first, TEXT))
        return;
    size_t at = 0, length, size = strlen(first->text);
    while (at < size) {
        uint32_t point = text_decode(first->text + at, size - at, &length);
        if (!text_is_space(point) && point != ':' && point != '-' && point != '.' && point != 0x2013)
            break;
        at += length;
    }
    size_t solid = at;
    while (solid && text_is_space((unsigned char)first->text[solid - 1]))
        solid--;
    if (solid && !text_part_is_blank(first->text, solid))
        node_append(heading, node_new_text(document, first->text, solid, first->place));
    first->text += at;
    if (!*first->text)
        node_unlink(first);
}

static bool is_word(uint32_t point)
{
    return text_is_letter(point) || text_is_digit(point);
}

/* Whether the leaf's first inline, up to `end` of its text, is an exercise's label and no part of a longer word. */
static bool is_label(const char *text, size_t size, size_t end)
{
    size_t length, ignored;
    bool labelled = label_of(text, end, &length) == LABEL_EXERCISE;
    bool runs_on = end < size && end && is_word((unsigned char)text[end - 1]) &&
                   is_word(text_decode(text + end, size - end, &ignored));
    while (labelled && length < end && strchr(" :.-", text[length]))
        length++;
    return labelled && length == end && !runs_on;
}

/* Parts a paragraph whose first inline is an emphasised label of an exercise ("Exercice 1 : Complète.") into a heading
 * and the rest. */
static void part_label(ard_document *document, ard_node *leaf)
{
    ard_node *first = leaf->first;
    if (!first || !first->next || first->kind == TEXT || !look_is_emphasised(document, first, leaf))
        return;
    buffer label_text = BUFFER_EMPTY, text = BUFFER_EMPTY;
    node_text(first, &label_text);
    node_text(leaf, &text);
    bool labelled = text_begins(buffer_string(&text), buffer_string(&label_text)) &&
                    is_label(buffer_string(&text), text.size, label_text.size);
    buffer_free(&label_text);
    buffer_free(&text);
    ard_node *heading = labelled ? node_new(document, PARAGRAPH, leaf->place) : NULL;
    if (!heading)
        return;
    node_insert_before(leaf, heading);
    node_unlink(first);
    node_append(heading, first);
    move_sign(document, heading, leaf);
}

static void part_labels(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_LEAVE && w.node->kind == PARAGRAPH && !kind_is(w.node->parent, QUOTE) &&
            !kind_is(w.node->parent, FIGURE) && !node_is_cell(w.node->parent))
            part_label(document, w.node);
}

/* ---- The whole -------------------------------------------------------------------------------------------------- */

/* The rank of a title's look among others: size first, then what sets it off. */
static title_rank rank_of(const survey *s, const leaf_row *row)
{
    bool numbered = kind_is(row->node->parent, ITEM);
    title_rank rank = {.size = row->look.size,
                       .flags = own_flags(s, row) & (LOOK_RAISED | LOOK_SLANTED | LOOK_CENTRED),
                       .numbering = numbered ? NUMBERING_NUMBER : row->numbering.kind,
                       .label = row->says & SAYS_SECTION ? LABEL_NONE : row->label};
    if (row->marks)
        rank.size += 1000 * (7 - row->marks);
    for (size_t i = 0; i < sizeof look_points / sizeof *look_points; i++)
        rank.weight += rank.flags & look_points[i].flag ? look_points[i].points : 0;
    return rank;
}

/* Whether the first title is the lesson's own: the author has marked no heading, it is the first line, and ranks above all
 * others. */
static bool is_lesson_title(const survey *s, size_t first, const bool *made)
{
    title_rank rank = rank_of(s, &s->rows[first]);
    size_t others = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (s->rows[i].node->kind != HEADING || i == first)
            continue;
        title_rank other = rank_of(s, &s->rows[i]);
        if (!made[i] || levels_compare(&rank, &other) <= 0)
            return false;
        others++;
    }
    for (size_t i = 0; i < first; i++)
        if (s->rows[i].open)
            return false;
    bool large = rank.size * 10 >= s->size * 13 || (rank.flags & LOOK_CENTRED);
    return (others || large) && rank.label != LABEL_EXERCISE;
}

/* The level that the author has given to exercises; 0 where none is marked. */
static int exercise_level(const survey *s, const bool *made)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->rows[i].node->kind == HEADING && !made[i] && s->rows[i].label == LABEL_EXERCISE)
            return s->rows[i].node->number;
    return 0;
}

/* Gives the titles that were made their levels. */
static void set_levels(const survey *s, const bool *made)
{
    title_levels levels = {.above = 0};
    int exercises = exercise_level(s, made);
    bool first = true;
    for (size_t i = 0; i < s->count; i++) {
        ard_node *node = s->rows[i].node;
        if (node->kind != HEADING)
            continue;
        if (!made[i] && node_is_cell(node->parent))
            continue; /* it heads its cell, no part of the lesson */
        if (!made[i])
            levels_marked(&levels, node->number, s->rows[i].label);
        else if (first && is_lesson_title(s, i, made))
            levels_marked(&levels, node->number = 1, LABEL_NONE);
        else if (exercises && s->rows[i].label == LABEL_EXERCISE)
            levels_marked(&levels, node->number = exercises, LABEL_EXERCISE);
        else
            node->number = levels_inferred(&levels, rank_of(s, &s->rows[i]));
        first = false;
    }
}

/* Says which lines may be titles and were left alone, with their places: what only a person can say. */
static void tell_unsure(const survey *s, report_log *log)
{
    size_t told = 0;
    for (size_t i = 0; i < s->count && told < UNSURE_MOST; i++) {
        const leaf_row *row = &s->rows[i];
        if (!row->open || row->node->kind != PARAGRAPH || row->points < UNSURE_POINTS || !is_raised(s, row) ||
            is_of_run(s, i))
            continue;
        buffer text = BUFFER_EMPTY;
        node_text(row->node, &text);
        report(log, row->node->place, "structure.unsure", buffer_string(&text), NULL);
        buffer_free(&text);
        told++;
    }
}

void structure_titles(ard_document *document, report_log *log, structure_counts *counts)
{
    part_labels(document);
    survey s = survey_of(document);
    bool *made = s.count ? arena_alloc(lesson_pool(document), s.count * sizeof *made) : NULL;
    if (!made)
        return;
    for (size_t i = 0; i < s.count; i++)
        s.rows[i].points = points_of(&s, &s.rows[i]);
    title_looks looks = {.count = 0};
    for (size_t i = 0; i < s.count; i++)
        note_look(&s, i, &looks);
    for (size_t i = 0; i < s.count; i++) {
        leaf_row *row = &s.rows[i];
        ard_kind before = row->node->kind, kind = judge(&s, &looks, i);
        row->node->kind = kind;
        made[i] = kind == HEADING && before != HEADING;
        counts->headings += made[i];
        if (made[i] && row->marks)
            survey_cut(row->node, (size_t)row->marks + 1);
        counts->instructions += kind == INSTRUCTION && before != INSTRUCTION;
    }
    set_levels(&s, made);
    tell_unsure(&s, log);
}
