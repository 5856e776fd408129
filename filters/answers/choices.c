/* Boxes. "Vrai ou faux": each statement gets two boxes, true and false; a table with two columns of that name gets them in
 * its cells; a space after a statement is a choice of the two. "Choisis la bonne réponse": each item of the list below a
 * question gets a box. Then boxes that belong together get a common name, and where one alone is to be chosen they are
 * radio buttons. */
#include "answers.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { LONG_OPTION = 160, MOST_LEGEND = 200 };

static bool is_list(const ard_node *node)
{
    return kind_is(node, BULLETS) || kind_is(node, NUMBERS);
}

static ard_node *new_check(ard_document *document, place where)
{
    ard_node *check = node_new(document, CHECK, where);
    node_set(document, check, "aria-checked", "false");
    node_set(document, check, "added", "1");
    return check;
}

/* Puts a box and a blank before what a leaf says. */
static void put_box(ard_document *document, ard_node *leaf)
{
    ard_node *first = leaf->first, *check = new_check(document, leaf->place);
    if (!first || !check)
        return;
    node_insert_before(first, check);
    node_insert_before(first, new_words(document, leaf->place, " "));
}

/* ---- True or false ---------------------------------------------------------------------------------------------- */

static bool asks_for_truth(const char *asked)
{
    static const char *const words[] = {"vrai ou faux", "vrai/faux",   "vrai / faux", "vrai, faux", "vrai (v)",
                                        "vraies ou fa", "vraie ou fa", "vrais ou fa", "v ou f",     "v/f",
                                        "v / f",        "true or fa",  "true/false",  "true / fa",  "t/f",
                                        "richtig oder", "vero o fa",   "verdadero o", NULL};
    return says_any(asked, words);
}

/* Whether words name both truths, in small letters. */
static bool names_truth(const char *words)
{
    static const char *const pairs[][2] = {
        {"vrai", "faux"}, {"true", "false"}, {"verdadero", "falso"}, {"richtig", "falsch"}, {"vero", "falso"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strstr(words, pairs[i][0]) && strstr(words, pairs[i][1]))
            return true;
    return false;
}

/* Whether a cell's words are one of the names of truth: 1 for true, 2 for false. */
static int truth_of(const ard_node *cell)
{
    static const char *const names[][2] = {{"vrai", "faux"},       {"v", "f"},
                                           {"true", "false"},      {"t", "f"},
                                           {"verdadero", "falso"}, {"oui", "non"},
                                           {"yes", "no"},          {"richtig", "falsch"},
                                           {"vero", "falso"}};
    buffer words = BUFFER_EMPTY;
    int found = 0;
    add_words(cell, &words);
    for (size_t i = 0; !found && i < sizeof names / sizeof *names; i++)
        found = text_same(buffer_string(&words), names[i][0])   ? 1
                : text_same(buffer_string(&words), names[i][1]) ? 2
                                                                : 0;
    buffer_free(&words);
    return found;
}

/* The columns of a table that are headed by "Vrai" and "Faux"; false where it has not both. */
static bool truth_columns(const ard_node *grid, long columns[2])
{
    long at = 0;
    const ard_node *head = grid->first;
    columns[0] = columns[1] = -1;
    while (head && head->kind != ROW)
        head = head->next;
    for (const ard_node *cell = head ? head->first : NULL; cell; cell = cell->next, at++) {
        int truth = truth_of(cell);
        if (truth && columns[truth - 1] < 0)
            columns[truth - 1] = at;
        if (node_span(cell, "colspan", 100) > 1)
            return false;
    }
    return columns[0] >= 0 && columns[1] >= 0;
}

/* Puts boxes into the empty cells below "Vrai" and "Faux"; spaces that stand there go into them. */
static size_t truth_in_table(ard_document *document, ard_node *grid)
{
    long columns[2];
    size_t made = 0;
    bool head = true;
    if (!truth_columns(grid, columns))
        return 0;
    for (ard_node *row = grid->first; row; row = row->next) {
        if (row->kind != ROW)
            continue;
        long at = 0;
        for (ard_node *cell = row->first; cell && !head; cell = cell->next, at++) {
            if ((at != columns[0] && at != columns[1]) || node_has_words(cell) || has_spot(cell))
                continue;
            ard_node *leaf = node_append(cell, node_new(document, PARAGRAPH, cell->place));
            node_set(document, leaf, "added", "1");
            if (leaf)
                node_append(leaf, new_check(document, cell->place));
            made++;
        }
        head = false;
    }
    return made;
}

/* Puts "☐ Vrai ☐ Faux" at the end of a statement. */
static size_t truth_after(ard_document *document, const exercise *e, ard_node *leaf)
{
    ard_node *span = node_append(leaf, node_new(document, SPAN, leaf->place));
    if (!span)
        return 0;
    node_set(document, span, "added", "1");
    for (int i = 0; i < 2; i++) {
        const char *word = said_in(e->language, i ? SAID_FALSE : SAID_TRUE);
        node_append(span, node_new_text(document, i ? "   " : " ", i ? 3 : 1, leaf->place));
        node_append(span, new_check(document, leaf->place));
        node_append(span, node_new_text(document, " ", 1, leaf->place));
        node_append(span, node_new_text(document, word, strlen(word), leaf->place));
    }
    return 2;
}

/* Whether a statement ends with "vrai / faux", typed to be encircled. */
static bool ends_with_truth(const char *text)
{
    size_t size = strlen(text);
    const char *end = text + (size > 24 ? size - 24 : 0);
    return strstr(end, "faux") || strstr(end, "Faux") || strstr(end, "FAUX") || strstr(end, "V / F") ||
           strstr(end, "V/F") || strstr(end, "false") || strstr(end, "False");
}

/* Gives a statement what it is answered by. */
static size_t truth_of_statement(ard_document *document, const exercise *e, ard_node *leaf)
{
    leaf_view v;
    size_t made = 0;
    if (!view_open(&v, leaf))
        return 0;
    const char *text = buffer_string(&v.text);
    bool statement = v.words && text_length(text) > 8 && !strchr(text, '?');
    if (v.count == 1 && v.spots[0].node->kind == ANSWER && statement) {
        buffer choices = BUFFER_EMPTY;
        buffer_format(&choices, "%s\n%s", said_in(e->language, SAID_TRUE), said_in(e->language, SAID_FALSE));
        made = node_set_added(document, v.spots[0].node, "data-choices", buffer_string(&choices));
        buffer_free(&choices);
    } else if (!v.count && statement && ends_with_truth(text)) {
        buffer choices = BUFFER_EMPTY;
        buffer_format(&choices, "%s\n%s", said_in(e->language, SAID_TRUE), said_in(e->language, SAID_FALSE));
        append_answer(document, leaf, buffer_string(&choices));
        buffer_free(&choices);
        made = 1;
    } else if (!v.count && statement)
        made = truth_after(document, e, leaf);
    view_close(&v);
    return made;
}

/* The leaf of an item or a question that is the statement: its first; NULL where more stands in it than a space. */
static ard_node *statement_of(ard_node *unit)
{
    ard_node *leaf = unit->first;
    return leaf && (leaf->kind == PARAGRAPH || leaf->kind == INSTRUCTION) && leaf->first ? leaf : NULL;
}

/* Puts a place below a statement where the exercise wants the answer justified, or what is false put right. */
static void place_for_reasons(ard_document *document, const exercise *e, ard_node *unit)
{
    static const char *const stems[] = {"justif", "corrig", "expliqu", "correct the", "explain", NULL};
    if (says_any(e->asked, stems) && (unit->kind == ITEM || unit->kind == QUESTION))
        append_answer(document, unit, NULL);
}

static size_t truth_in(ard_document *document, const exercise *e)
{
    size_t made = 0;
    walk w = walk_of(e->node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event != WALK_LEAVE)
            continue;
        if (node->kind == TABLE)
            made += truth_in_table(document, node);
        bool item = node->kind == ITEM && !is_list(node->last), question = node->kind == QUESTION;
        ard_node *leaf = item || question ? statement_of(node) : NULL;
        if (leaf && (leaf == node->last || question)) {
            size_t before = made;
            made += truth_of_statement(document, e, leaf);
            if (made > before && leaf == node->last)
                place_for_reasons(document, e, node);
        }
    }
    return made;
}

size_t answers_truth(ard_document *document, exercise *all, size_t count)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++)
        if (asks_for_truth(all[i].asked))
            made += truth_in(document, all + i);
    return made;
}

/* ---- Lists to choose from --------------------------------------------------------------------------------------- */

static bool asks_to_choose(const char *asked)
{
    static const char *const stems[] = {"bonne réponse",
                                        "bonnes réponses",
                                        "réponse exacte",
                                        "réponses exactes",
                                        "qcm",
                                        "coche",
                                        "bonne proposition",
                                        "réponse correcte",
                                        "réponses correctes",
                                        "right answer",
                                        "correct answer",
                                        "bonne case",
                                        "choisis la",
                                        "choisissez la",
                                        "tick ",
                                        "choix multiple",
                                        NULL};
    return says_any(asked, stems);
}

/* Whether a list holds what can be chosen: two items or more, each one short leaf without a space. */
static bool is_options(const ard_node *list)
{
    size_t items = 0;
    for (const ard_node *item = list->first; item; item = item->next, items++) {
        buffer words = BUFFER_EMPTY;
        bool short_one = item->kind == ITEM && item->first && item->first == item->last &&
                         kind_about(item->first->kind)->class == LEAF && !has_spot(item);
        add_words(item, &words);
        short_one = short_one && words.size && words.size <= LONG_OPTION && words.data[words.size - 1] != '?';
        buffer_free(&words);
        if (!short_one)
            return false;
    }
    return items >= 2;
}

/* Whether a list stands below the question that it answers: in an item or a question, or behind a line that asks. */
static bool is_below_question(const ard_node *list)
{
    const ard_node *before = list->previous;
    return before && kind_about(before->kind)->class == LEAF && before->kind != HEADING;
}

static size_t choose_in(ard_document *document, const exercise *e)
{
    size_t made = 0;
    walk w = walk_of(e->node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_LEAVE || !is_list(w.node) || !is_below_question(w.node) || !is_options(w.node))
            continue;
        for (ard_node *item = w.node->first; item; item = item->next, made++)
            put_box(document, item->first);
    }
    return made;
}

size_t answers_quiz(ard_document *document, exercise *all, size_t count)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++)
        if (asks_to_choose(all[i].asked) && !asks_for_truth(all[i].asked))
            made += choose_in(document, all + i);
    return made;
}

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

/* Whether an exercise wants one box alone of those that belong together. */
static bool wants_one(const char *asked)
{
    static const char *const one[] = {"une seule",         "un seul",
                                      "la bonne réponse",  "la bonne case",
                                      "la réponse exacte", "le bon ",
                                      "la bonne ",         "la réponse correcte",
                                      "the right answer",  "the correct answer",
                                      "one answer",        NULL};
    static const char *const many[] = {"les bonnes", "plusieurs", "les réponses", "ou les ", "several", NULL};
    return says_any(asked, one) && !says_any(asked, many);
}

static size_t checks_in(const ard_node *node)
{
    size_t count = 0;
    walk w = walk_of((ard_node *)node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        count += event == WALK_ENTER && w.node->kind == CHECK;
    return count;
}

/* The block whose boxes belong together with a leaf's: the leaf, its list, its row; else its parent. */
static ard_node *home_of(ard_node *leaf)
{
    ard_node *parent = leaf->parent;
    if (checks_in(leaf) > 1 || !parent)
        return leaf;
    if (parent->kind == ITEM && parent->parent)
        return parent->parent;
    if (node_is_cell(parent) && parent->parent)
        return checks_in(parent->parent) > 1 || !parent->parent->parent ? parent->parent : parent->parent->parent;
    return parent;
}

/* Adds the question of a group: the line before it, in its item or question; else what the exercise asks last. */
static void add_legend(const ard_node *home, const exercise *e, buffer *out)
{
    buffer words = BUFFER_EMPTY;
    if (kind_about(home->kind)->class == LEAF) { /* words before the first box */
        leaf_view v;
        if (view_open(&v, (ard_node *)home)) {
            const char *text = buffer_string(&v.text);
            size_t at = v.count ? v.spots[0].at : 0;
            while (at && text_is_space((unsigned char)text[at - 1]))
                at--;
            buffer_add(&words, text, at);
            view_close(&v);
        }
    }
    for (const ard_node *before = home->previous; before && !words.size; before = before->previous)
        if (kind_about(before->kind)->class == LEAF && node_has_words(before))
            add_words(before, &words);
    for (const ard_node *block = e->node->first; block && !words.size; block = block->next)
        if (block->kind == INSTRUCTION || block->kind == HEADING)
            add_words(block, &words);
    size_t size = words.size > MOST_LEGEND ? MOST_LEGEND : words.size;
    while (size < words.size && size && ((unsigned char)words.data[size] & 0xC0) == 0x80)
        size--;
    buffer_add(out, buffer_string(&words), size);
    buffer_free(&words);
}

/* Whether the words beside the boxes of a group are true and false, yes and no: one of them at most is right. */
static bool is_yes_or_no(const ard_node *home)
{
    buffer words = BUFFER_EMPTY;
    add_words(home, &words);
    for (char *c = words.data; c && *c; c++)
        *c = ascii_lower(*c);
    const char *text = buffer_string(&words);
    bool found = names_truth(text) || (strstr(text, "oui") && strstr(text, "non")) ||
                 (strstr(text, "yes") && strstr(text, " no"));
    buffer_free(&words);
    return found && checks_in(home) == 2;
}

/* Makes a group of the boxes at or below a block. */
static void group(ard_document *document, const exercise *e, ard_node *home, unsigned number)
{
    char name[16];
    buffer legend = BUFFER_EMPTY;
    bool row = home->kind == ROW,
         paired = row && checks_in(home) == 2 && (asks_for_truth(e->asked) || names_truth(e->asked));
    bool one = (wants_one(e->asked) || is_yes_or_no(home) || paired) && home->kind != TABLE;
    snprintf(name, sizeof name, "g%u", number);
    walk w = walk_of(home);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || w.node->kind != CHECK || node_attribute(w.node, "data-field"))
            continue;
        node_set_added(document, w.node, "data-field", field_name(one ? FIELD_RADIO : FIELD_CHECK));
        if (one)
            node_set_added(document, w.node, "data-group", name);
    }
    if (!row)
        add_legend(home, e, &legend);
    if (legend.size)
        node_set_added(document, home, "data-fieldset", buffer_string(&legend));
    buffer_free(&legend);
}

/* Makes a group of the boxes of blocks that follow each other, of which one is chosen. */
static void group_run(ard_document *document, ard_node *leaf, unsigned number)
{
    char name[16];
    snprintf(name, sizeof name, "g%u", number);
    if (!leaf->next || !checks_in(leaf->next))
        return;
    for (; leaf && kind_about(leaf->kind)->class == LEAF && checks_in(leaf) == 1; leaf = leaf->next) {
        walk w = walk_of(leaf);
        for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
            if (event != WALK_ENTER || w.node->kind != CHECK || node_attribute(w.node, "data-field"))
                continue;
            node_set_added(document, w.node, "data-field", field_name(FIELD_RADIO));
            node_set_added(document, w.node, "data-group", name);
        }
    }
}

void answers_groups(ard_document *document, exercise *all, size_t count)
{
    unsigned number = 0;
    for (size_t i = 0; i < count; i++) {
        walk w = walk_of(all[i].node);
        for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
            if (event != WALK_ENTER || w.node->kind != CHECK || node_attribute(w.node, "data-field"))
                continue;
            ard_node *leaf = w.node->parent;
            while (leaf && kind_about(leaf->kind)->class == INLINE)
                leaf = leaf->parent;
            ard_node *home = leaf ? home_of(leaf) : NULL;
            bool loose = home && (home == all[i].node || home->kind == EXERCISE || home->kind == SECTION);
            if (loose && wants_one(all[i].asked))
                group_run(document, leaf, ++number);
            else if (home && !loose && checks_in(home) > 1)
                group(document, all + i, home, ++number);
        }
    }
}
