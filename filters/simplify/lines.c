/* One sentence a line, one action a line, the actions numbered, their verbs strong.
 *
 * A line begins by a generated BREAK between two characters, after the blanks that part them: so the paragraph, its style,
 * its links, its formulas and its emphasis stay as they are, and taking the breaks away gives the source's text again. No
 * line begins inside a link or code. */
#include "base/memory.h"
#include "base/text.h"
#include "language/actions.h"
#include "language/sentences.h"
#include "lesson/asked.h"
#include "lesson/flat.h"
#include "simplify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether a line already begins at `offset`, blanks apart. */
static bool begins_line(const char *text, size_t offset)
{
    while (offset && (text[offset - 1] == ' ' || text[offset - 1] == '\t'))
        offset--;
    return !offset || text[offset - 1] == '\n';
}

/* Whether what stands at `offset` is what the exercise asks about, or in it: nothing is to be changed there. */
static bool is_asked(flat *f, size_t offset, const ard_node *leaf)
{
    const flat_piece *piece = flat_piece_at(f, offset);
    const ard_node *node = piece ? piece->node : leaf;
    while (node != leaf && !node_attribute(node, "data-asked"))
        node = node->parent;
    return node != leaf;
}

static bool put_break(ard_document *document, flat *f, size_t offset)
{
    const flat_piece *piece = flat_piece_at(f, offset);
    if (!piece || begins_line(buffer_string(&f->text), offset))
        return false;
    return flat_insert(document, f, offset, made_node(document, BREAK, NULL, piece->node->place));
}

/* What parts two actions: a comma and a blank, or a conjunction between blanks. */
typedef struct parting {
    const char *words;
    size_t keeps; /* bytes of it that stay on the line before */
} parting;

static const parting partings[] = {
    {", puis ", 2},    {" puis ", 1}, {" et ensuite ", 1}, {", et ", 2}, {" et ", 1}, {", then ", 2},
    {" and then ", 1}, {" then ", 1}, {", and ", 2},       {" and ", 1}, {", ", 2},
};

/* Bytes of a parting at `at` after which an action is asked for, or 0; `*keeps` as in the table. */
static size_t parting_at(const char *text, size_t size, size_t at, const char *language, size_t *keeps)
{
    for (size_t i = 0; i < sizeof partings / sizeof *partings; i++) {
        size_t length = strlen(partings[i].words);
        if (length > size - at || memcmp(text + at, partings[i].words, length) != 0)
            continue;
        if (!action_length(text + at + length, size - at - length, language))
            continue;
        *keeps = partings[i].keeps;
        return length;
    }
    return 0;
}

/* A line that a leaf is to have. */
typedef struct cut {
    size_t at;             /* where it begins */
    size_t verb, verb_end; /* the verb of its action; equal for none */
} cut;

typedef struct cuts {
    cut *rows;
    size_t count, room, actions;
} cuts;

static void add_cut(cuts *list, size_t at, size_t verb, size_t length)
{
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 8;
        cut *rows = memory_resize(list->rows, room * sizeof *rows);
        if (!rows)
            return;
        list->rows = rows;
        list->room = room;
    }
    list->rows[list->count++] = (cut){at, verb, verb + length};
    list->actions += length > 0;
}

/* Bytes of what a line begins with before its words: blanks, dashes, bullets, "1.", "2)", "a)". */
static size_t label_size(const char *text, size_t size)
{
    size_t at = 0, length;
    while (at < size) {
        uint32_t point = text_decode(text + at, size - at, &length);
        bool lettered = at + 1 < size && ascii_is_letter(text[at]) && (text[at + 1] == ')' || text[at + 1] == '.') &&
                        (at + 2 == size || !text_is_letter((unsigned char)text[at + 2]));
        if (lettered)
            length = 2;
        else if (!text_is_space(point) && !text_is_digit(point) && !(point < 0x80 && strchr(".)-*/", (int)point)) &&
                 point != 0x2022 && point != 0x2013 && point != 0x2192 && point != 0x25BA)
            break;
        at += length;
    }
    return at;
}

/* Adds the lines of a sentence: one, and one more where it asks for another action. Only one that begins by an action is
 * parted: else "et" joins something else. */
static void cut_sentence(cuts *list, const char *text, size_t begin, size_t end, const char *language)
{
    size_t verb = begin + label_size(text + begin, end - begin), keeps;
    size_t length = action_length(text + verb, end - verb, language);
    add_cut(list, begin, verb, length);
    for (size_t at = verb + length; length && at < end; at++) {
        size_t parted = text[at] == ',' || text[at] == ' ' ? parting_at(text, end, at, language, &keeps) : 0;
        if (!parted)
            continue;
        verb = at + parted;
        add_cut(list, at + keeps, verb, action_length(text + verb, end - verb, language));
        at += parted - 1;
    }
}

static cuts cuts_of(const char *text, size_t size, bool actions, const char *language)
{
    cuts list = {0};
    for (size_t at = 0, length; at < size; at += length) {
        length = sentence_length(text + at, size - at, language);
        if (!length)
            break;
        if (actions)
            cut_sentence(&list, text, at, at + length, language);
        else
            add_cut(&list, at, at, 0);
    }
    return list;
}

/* Whether a leaf's own label, typed or of its list, is a number: its actions have letters then. */
static bool is_numbered(const ard_node *leaf, const char *text)
{
    while (ascii_is_space(*text))
        text++;
    if (text_is_digit((unsigned char)*text))
        return true;
    for (const ard_node *above = leaf->parent; above; above = above->parent)
        if (above->kind == NUMBERS) {
            const char *type = node_attribute(above, "type");
            return !type || !strcmp(type, "1");
        }
    return false;
}

/* Puts the number of an action at the beginning of its line, after a label that stands there. */
static void put_number(ard_document *document, flat *f, size_t offset, size_t number, bool letters)
{
    char label[16];
    if (letters && number <= 26)
        snprintf(label, sizeof label, "%c) ", (char)('a' + number - 1));
    else
        snprintf(label, sizeof label, "%zu) ", number);
    ard_node *span = made_node(document, SPAN, label, flat_piece_at(f, offset)->node->place);
    node_set(document, span, "data-step", "1");
    flat_insert(document, f, offset, span);
}

/* Whether a run of text is strong already, up to its leaf. */
static bool is_strong(const ard_node *node, const ard_node *leaf)
{
    for (; node && node != leaf; node = node->parent)
        if (node->kind == STRONG)
            return true;
    return false;
}

/* Makes a verb strong, where it stands in one run of text that is not so yet. */
static bool make_strong(ard_document *document, flat *f, const ard_node *leaf, size_t begin, size_t end)
{
    const flat_piece *piece = flat_piece_at(f, begin);
    if (!piece || piece->shut || end > piece->end || piece->node->kind != TEXT || is_strong(piece->node, leaf))
        return false;
    ard_node *strong = node_new(document, STRONG, piece->node->place),
             *text = node_new_text(document, buffer_string(&f->text) + begin, end - begin, piece->node->place);
    if (!strong || !text)
        return false;
    text->style = piece->node->style;
    node_set(document, strong, "added", "around");
    node_append(strong, text);
    return flat_replace(document, f, begin, end, strong);
}

/* Instructions stand out as a whole, in every form; one whose verbs do, or must not, stands in plain letters. */
static void make_plain(ard_document *document, ard_node *leaf)
{
    style own = leaf->style ? *style_at(document, leaf->style) : (style){0};
    own.values[STYLE_WEIGHT] = "normal";
    change_style(document, leaf, style_add(document, &own));
}

/* Where all of an instruction is strong, its verbs could not stand out: that emphasis goes, for them to have it. Not where any of
 * it is what the exercise asks about. */
static void free_emphasis(ard_document *document, ard_node *leaf)
{
    ard_node *strong = leaf->first;
    if (!kind_is(strong, STRONG) || strong->next)
        return;
    walk w = walk_of(strong);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (node_attribute(w.node, "data-asked"))
            return;
    change_kind(document, strong, SPAN, "");
}

/* What is done with a leaf's lines. */
typedef struct parting_job {
    ard_document *document;
    bool sentences, actions;
    line_counts *counts;
    const ard_node *exercise; /* the last that was looked at, and whether it asks about strong words */
    bool asks_strong;
} parting_job;

/* Whether the exercise of a leaf asks about words in strong letters: a verb in such letters would be taken for one. */
static bool asks_about_strong(parting_job *job, const ard_node *leaf)
{
    const ard_node *exercise = NULL;
    for (const ard_node *above = leaf; above; above = above->parent)
        if (above->kind == EXERCISE)
            exercise = above;
    if (!exercise || exercise == job->exercise)
        return exercise && job->asks_strong;
    job->exercise = exercise;
    job->asks_strong = false;
    walk w = walk_of((ard_node *)exercise);
    for (walk_event event; !job->asks_strong && (event = walk_next(&w)) != WALK_END;)
        job->asks_strong = w.node->kind == STRONG && node_is_asked(w.node);
    return job->asks_strong;
}

static void put_lines(parting_job *job, ard_node *leaf, flat *f, const cuts *list)
{
    size_t number = 0;
    bool letters = is_numbered(leaf, buffer_string(&f->text)), plain = list->actions && asks_about_strong(job, leaf);
    bool stands_out = plain;
    for (size_t i = 0; i < list->count; i++) {
        const cut *c = &list->rows[i];
        bool action = c->verb_end > c->verb, sentence = !action || c->verb == c->at || i == 0;
        if (is_asked(f, c->at, leaf))
            continue;
        if (c->at && (action ? job->actions : job->sentences))
            *(sentence ? &job->counts->sentences : &job->counts->actions) += put_break(job->document, f, c->at);
        if (!action || is_asked(f, c->verb, leaf))
            continue;
        if (list->actions > 1)
            put_number(job->document, f, sentence ? c->verb : c->at, ++number, letters);
        stands_out |= !plain && make_strong(job->document, f, leaf, c->verb, c->verb_end);
    }
    if (stands_out && leaf->kind == INSTRUCTION)
        make_plain(job->document, leaf);
}

/* Whether a leaf says what to do: an instruction, or a paragraph of an exercise, not of its material. */
static bool may_ask(const ard_node *leaf)
{
    if (leaf->kind == INSTRUCTION)
        return true;
    for (const ard_node *above = leaf->parent; above; above = above->parent)
        if (above->kind == EXERCISE)
            return true;
        else if (above->kind != QUESTION && above->kind != SECTION && above->kind != ITEM && above->kind != NUMBERS &&
                 above->kind != BULLETS)
            return false;
    return false;
}

/* Whether a leaf says what to do, by its place and its first words. */
static bool asks_for_actions(const ard_document *document, const ard_node *leaf, const char *text, size_t size)
{
    size_t label = label_size(text, size);
    return may_ask(leaf) && size > label &&
           (leaf->kind == INSTRUCTION || action_length(text + label, size - label, node_language(document, leaf)));
}

static void part_leaf(parting_job *job, ard_node *leaf)
{
    flat f;
    if (!flat_open(&f, leaf))
        return;
    const char *language = node_language(job->document, leaf), *text = buffer_string(&f.text);
    bool asks = job->actions && asks_for_actions(job->document, leaf, text, f.text.size);
    size_t label = label_size(text, f.text.size);
    if (asks && action_length(text + label, f.text.size - label, language))
        free_emphasis(job->document, leaf);
    if (asks || job->sentences) {
        cuts list = cuts_of(text, f.text.size, asks, language);
        put_lines(job, leaf, &f, &list);
        free(list.rows);
    }
    flat_close(job->document, &f);
}

void simplify_lines(ard_document *document, bool sentences, bool actions, line_counts *counts)
{
    parting_job job = {document, sentences, actions, counts, NULL, false};
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_LEAVE && (w.node->kind == PARAGRAPH || w.node->kind == INSTRUCTION) &&
            !node_attribute(w.node, "added"))
            part_leaf(&job, w.node);
}
