/* Places to answer. A worksheet for the pupil's copybook asks and leaves no space. What asks for an answer by writing, and
 * has neither a space nor a box, gets a field below it: a question, an item of a list of them, or the whole exercise.
 * What is asked by its verb ("Explique", "Calcule", "Recopie"), or by a question mark, or by the verb of its instruction. Verbs of
 * marking the page with a pen ("Souligne", "Entoure") get one too: a pupil without a pen writes the words. None is given
 * for what is only read, looked at or listened to. */
#include "answers.h"

#include "base/text.h"
#include "language/sentences.h"

#include <string.h>

enum { MOST_ASKING = 2000 }; /* bytes of a block: its end asks */
enum { NO_ROWS = 0, ONE = 1, FEW = 2, SOME = 3, MANY = 6 };

/* Beginnings of verbs, in small letters, and how many lines an answer may take. Ascending. */
typedef struct deed {
    const char *stem;
    int rows;
} deed;

static const deed deeds[] = {
    {"additionne", ONE}, {"analyse", SOME},  {"argumente", MANY}, {"barre", FEW},     {"calcul", FEW},
    {"cherche", FEW},    {"choisi", ONE},    {"cite", ONE},       {"citer", ONE},     {"class", FEW},
    {"commente", MANY},  {"compar", SOME},   {"complèt", FEW},    {"compléte", FEW},  {"compte", ONE},
    {"conclu", SOME},    {"conjugu", SOME},  {"conver", ONE},     {"corrig", FEW},    {"décompos", FEW},
    {"décri", SOME},     {"dédui", SOME},    {"défini", FEW},     {"démontr", MANY},  {"détermin", FEW},
    {"développ", FEW},   {"donne", ONE},     {"déduis", SOME},    {"écri", FEW},      {"encadre", FEW},
    {"entoure", FEW},    {"estim", ONE},     {"expliqu", SOME},   {"exprim", FEW},    {"factoris", FEW},
    {"formul", FEW},     {"identifi", FEW},  {"imagin", MANY},    {"indiqu", ONE},    {"interprèt", SOME},
    {"interprét", SOME}, {"invent", MANY},   {"justifi", SOME},   {"lister", FEW},    {"mesur", ONE},
    {"montr", SOME},     {"nomm", ONE},      {"note", FEW},       {"ordonn", FEW},    {"précis", FEW},
    {"prouv", MANY},     {"racont", MANY},   {"rang", FEW},       {"recopi", FEW},    {"réécri", FEW},
    {"rédig", MANY},     {"réduis", FEW},    {"reformul", FEW},   {"relèv", FEW},     {"relev", FEW},
    {"remplac", FEW},    {"répond", FEW},    {"repèr", FEW},      {"résou", SOME},    {"résum", SOME},
    {"retrouv", FEW},    {"simplifi", ONE},  {"soulign", FEW},    {"surlign", FEW},   {"traduis", FEW},
    {"traduire", FEW},   {"transform", FEW}, {"trie", FEW},       {"trouv", FEW},     {"utilis", FEW},
    {"vérifi", FEW},     {"answer", FEW},    {"calculate", FEW},  {"circle", FEW},    {"compare", SOME},
    {"complete", FEW},   {"conclude", SOME}, {"correct", FEW},    {"describe", SOME}, {"explain", SOME},
    {"find", FEW},       {"give", ONE},      {"imagine", MANY},   {"justify", SOME},  {"list", FEW},
    {"name", ONE},       {"rewrite", FEW},   {"solve", SOME},     {"summari", SOME},  {"translate", FEW},
    {"underline", FEW},  {"write", FEW},
};

/* The rows that a word asks for as a verb; NO_ROWS where it is none of the table. Verbs stand in the imperative or the
 * infinitive: the table's stems end before what tells these apart. */
static int rows_of_word(const char *word, size_t size)
{
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        size_t stem = strlen(deeds[i].stem);
        if (stem <= size && memcmp(word, deeds[i].stem, stem) == 0 && size - stem <= 5)
            return deeds[i].rows;
    }
    return NO_ROWS;
}

/* Passes a label ("2.", "a)", "-") and blanks at the beginning of a sentence. */
static size_t pass_label(const char *text, size_t size)
{
    size_t at = 0, length;
    while (at < size && text_is_space(text_decode(text + at, size - at, &length)))
        at += length;
    size_t word = at;
    while (word < size && word - at < 3 && (text_is_digit((unsigned char)text[word]) || ascii_is_letter(text[word])))
        word++;
    bool label = word > at && word < size && strchr(").°-:/", text[word]);
    at = label ? word + 1 : at;
    for (; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (!text_is_space(point) && point != '-' && point != 0x2013 && point != 0x2022)
            break;
    }
    return at;
}

/* The rows that the sentence at `text` asks for, in small letters: its first verb's, or that of what follows "et", "puis". */
static int rows_of_sentence(const char *text, size_t size)
{
    static const char *const joints[] = {" puis ", " et ", ", ", " then ", " and "};
    size_t at = pass_label(text, size), end = at, length;
    int most = NO_ROWS;
    while (end < size && (text_is_letter(text_decode(text + end, size - end, &length))))
        end += length;
    most = rows_of_word(text + at, end - at);
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        const char *joint = memmem(text, size, joints[i], strlen(joints[i]));
        if (!joint)
            continue;
        const char *word = joint + strlen(joints[i]);
        size_t left = size - (size_t)(word - text), stop = 0;
        while (stop < left && text_is_letter(text_decode(word + stop, left - stop, &length)))
            stop += length;
        int rows = rows_of_word(word, stop);
        most = rows > most ? rows : most;
    }
    const char *mark = memrchr(text, '?', size);
    if (!most && mark && text_part_is_blank(mark + 1, size - (size_t)(mark + 1 - text)))
        most = FEW;
    return most;
}

/* The rows that a text asks for: the most of its sentences'. */
static int rows_of_text(const char *text, size_t size, const char *language)
{
    buffer small = BUFFER_EMPTY;
    int most = NO_ROWS;
    for (size_t at = 0, length; at < size; at += length)
        buffer_point(&small, text_lower(text_decode(text + at, size - at, &length)));
    const char *said = buffer_string(&small);
    for (size_t at = 0, length; at < small.size; at += length) {
        length = sentence_length(said + at, small.size - at, language);
        if (!length)
            break;
        int rows = rows_of_sentence(said + at, length);
        most = rows > most ? rows : most;
    }
    buffer_free(&small);
    return most;
}

static int rows_of_block(const ard_node *block, const char *language)
{
    buffer words = BUFFER_EMPTY;
    int rows = NO_ROWS;
    if (kind_about(block->kind)->class == LEAF && block->kind != CAPTION && block->kind != CODE_BLOCK &&
        block->kind != VERSE)
        add_words(block, &words);
    size_t size = words.size > MOST_ASKING ? MOST_ASKING : words.size;
    if (size)
        rows = rows_of_text(buffer_string(&words) + words.size - size, size, language);
    buffer_free(&words);
    return rows;
}

/* ---- Places ----------------------------------------------------------------------------------------------------- */

/* Puts a place of so many lines at the end of a block. */
static void put_place(ard_document *document, ard_node *block, int rows)
{
    append_answer(document, block, NULL);
    ard_node *answer = block->last ? block->last->last : NULL;
    if (!kind_is(answer, ANSWER))
        return;
    node_set(document, answer, "data-field", field_name(rows > ONE ? FIELD_LINES : FIELD_TEXT));
    if (rows > ONE)
        node_set_number(document, answer, "data-lines", rows);
}

/* An item or a question: what it asks itself, else (`asked`) what its exercise asks of each. */
static size_t place_in_unit(ard_document *document, const exercise *e, ard_node *unit, int asked)
{
    int rows = NO_ROWS;
    bool words = false;
    for (const ard_node *block = unit->first; block; block = block->next) {
        int own = rows_of_block(block, e->language);
        rows = own > rows ? own : rows;
        words = words || (kind_about(block->kind)->class == LEAF && node_has_words(block));
    }
    rows = rows ? rows : words ? asked : NO_ROWS;
    if (!rows)
        return 0;
    put_place(document, unit, rows);
    return 1;
}

/* Whether units stand inside a unit: each of them has its own place. */
static bool holds_units(const ard_node *unit)
{
    for (const ard_node *block = unit->first; block; block = block->next)
        if (block->kind == NUMBERS || block->kind == QUESTION || block->kind == EXERCISE)
            return true;
    return false;
}

static bool is_unit(const ard_node *node)
{
    return node->kind == QUESTION ||
           (node->kind == ITEM && (kind_is(node->parent, NUMBERS) || kind_is(node->parent, BULLETS)));
}

/* What the items of a numbered list are asked for by the line before it; those of a bulleted one ask themselves. */
static int rows_before(const ard_node *unit, const exercise *e, int asked)
{
    const ard_node *list = unit->kind == ITEM ? unit->parent : NULL, *line = list ? list->previous : NULL;
    if (!list)
        return asked;
    if (list->kind == BULLETS)
        return NO_ROWS;
    while (line && kind_about(line->kind)->class != LEAF)
        line = line->previous;
    return !line ? NO_ROWS : line->kind == HEADING ? asked : rows_of_block(line, e->language);
}

/* Whether a block is what the exercise gives, and not what it asks: an example, a box, a document, a quotation. */
static bool is_given(const ard_node *node)
{
    return node->kind == ASIDE || node->kind == QUOTE || node->kind == FIGURE || node->kind == TABLE ||
           node->kind == NOTE || node->kind == DEFINITIONS;
}

/* What the exercise asks of all its items: the rows of its title's and its instructions' verbs. */
static int rows_asked(const exercise *e)
{
    int most = NO_ROWS;
    for (const ard_node *block = e->node->first; block; block = block->next) {
        if (block->kind != INSTRUCTION && block->kind != HEADING && block->kind != PARAGRAPH)
            continue;
        buffer words = BUFFER_EMPTY;
        add_words(block, &words);
        const char *text = buffer_string(&words), *colon = block->kind == HEADING ? strchr(text, ':') : NULL;
        int rows = rows_of_text(colon ? colon + 1 : text, strlen(colon ? colon + 1 : text), e->language);
        buffer_free(&words);
        most = rows > most ? rows : most;
    }
    return most;
}

/* Whether the space of a unit stands behind it: the next block is nothing but spaces, and the unit is the last of its list. */
static bool is_answered_after(const ard_node *unit)
{
    const ard_node *last = unit;
    while (last && !last->next && last->parent && last->parent->kind != EXERCISE)
        last = last->parent;
    const ard_node *next = last ? last->next : NULL;
    leaf_view v;
    if (!next || kind_about(next->kind)->class != LEAF || !view_open(&v, (ard_node *)next))
        return false;
    bool answered = v.count && !v.words;
    view_close(&v);
    return answered;
}

/* Gives the units of an exercise their places; `*units`: how many there are. */
static size_t place_in_units(ard_document *document, const exercise *e, int asked, size_t *units)
{
    size_t made = 0;
    walk w = walk_of(e->node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event == WALK_ENTER && node != e->node && (node->kind == EXERCISE || is_given(node))) {
            walk_skip(&w);
            continue;
        }
        if (event != WALK_LEAVE || !is_unit(node))
            continue;
        *units += node->kind == QUESTION || kind_is(node->parent, NUMBERS);
        if (!has_spot(node) && !holds_units(node) && !is_answered_after(node))
            made += place_in_unit(document, e, node, rows_before(node, e, asked));
    }
    return made;
}

/* Gives each question that is a paragraph of its own a place, and where there is none the exercise one at its end. */
static size_t place_in_blocks(ard_document *document, const exercise *e, int asked)
{
    size_t made = 0;
    for (ard_node *block = e->node->first, *next; block; block = next) {
        next = block->next;
        buffer words = BUFFER_EMPTY;
        if (block->kind == PARAGRAPH)
            add_words(block, &words);
        bool question = words.size && words.data[words.size - 1] == '?';
        buffer_free(&words);
        if (!question)
            continue;
        ard_node *line = node_new(document, PARAGRAPH, block->place);
        node_set(document, line, "added", "1");
        node_insert_after(block, line);
        if (!line)
            continue;
        ard_node *answer = node_append(line, new_answer(document, block->place, NULL));
        node_set(document, answer, "data-field", field_name(FIELD_LINES));
        node_set_number(document, answer, "data-lines", FEW);
        made++;
    }
    if (made || !asked)
        return made;
    put_place(document, e->node, asked);
    return 1;
}

size_t answers_places(ard_document *document, exercise *all, size_t count)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        size_t units = 0;
        bool open = !has_spot(all[i].node);
        int asked = rows_asked(all + i);
        made += place_in_units(document, all + i, asked, &units);
        bool nested = false;
        for (const ard_node *block = all[i].node->first; block; block = block->next)
            nested = nested || block->kind == EXERCISE;
        if (open && !units && !nested && !has_spot(all[i].node))
            made += place_in_blocks(document, all + i, asked);
    }
    return made;
}
