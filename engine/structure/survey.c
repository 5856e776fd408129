#include "survey.h"

#include "base/buffer.h"
#include "base/table.h"
#include "base/text.h"
#include "language/actions.h"

#include <string.h>

enum { USUAL_SIZE = 110, SIZES = 64, RULE_LEAST = 5, RUNNING_WORDS = 12, CONTENTS_CHARACTERS = 120 };

/* ---- Places ----------------------------------------------------------------------------------------------------- */

/* Whether a row has one cell alone. */
static bool is_single(const ard_node *row)
{
    return kind_is(row, ROW) && row->first && !row->first->next && kind_is(row->first, CELL);
}

const ard_node *survey_box(const ard_node *block)
{
    const ard_node *parent = block->parent;
    if (kind_is(parent, ASIDE))
        return parent;
    const ard_node *row = node_is_cell(parent) ? parent->parent : NULL, *whole = row ? row->parent : NULL;
    return is_single(row) && kind_is(whole, TABLE) && is_single(whole->first) && is_single(whole->last) ? whole : NULL;
}

/* Whether titles may stand where a leaf does. Of a numbered list, the first block of an item; of a table, the first of
 * several in a cell that is no header, or any in a table of one cell. */
static bool may_hold_titles(const ard_node *leaf)
{
    const ard_node *parent = leaf->parent;
    if (!parent)
        return false;
    if (parent->kind == LESSON_ROOT || parent->kind == SECTION || parent->kind == EXERCISE)
        return true;
    if (parent->kind == ASIDE)
        return !node_attribute(parent, "data-part");
    if (parent->kind == ITEM)
        return (kind_is(parent->parent, NUMBERS) || kind_is(parent->parent, BULLETS)) && !leaf->previous;
    return parent->kind == CELL && (survey_box(leaf) || (!leaf->previous && leaf->next));
}

/* Whether a block is the only one of an item of a numbered list. */
static bool is_numbered_item(const ard_node *block)
{
    const ard_node *item = block->parent;
    return kind_is(item, ITEM) && kind_is(item->parent, NUMBERS) && !block->previous && !block->next;
}

line_sign survey_sign(const leaf_row *row)
{
    if (row->numbering.kind == NUMBERING_BULLET)
        return SIGN_BULLET;
    const ard_node *item = row->node->parent;
    bool first = kind_is(item, ITEM) && kind_is(item->parent, NUMBERS) && !row->node->previous;
    return row->numbering.kind != NUMBERING_NONE || first ? SIGN_NUMBER : SIGN_NONE;
}

bool survey_adjacent(const leaf_row *above, const leaf_row *below)
{
    const ard_node *a = above->node, *b = below->node;
    if (a->next == b)
        return true;
    if (kind_is(a->parent, ITEM) && !a->previous && !a->next && !b->previous && a->parent->next == b->parent)
        return true;
    bool after = is_numbered_item(a) && !a->parent->next && a->parent->parent->next == b;
    return after || (is_numbered_item(b) && !b->parent->previous && b->parent->parent == a->next);
}

/* ---- Words ------------------------------------------------------------------------------------------------------ */

/* Words, in small letters, that begin what is no title. */
static const char fields[] = "nom noms prénom prénoms name names class classe date note score total groupe group";
static const char captions[] =
    "figure fig source sources photo photographie crédit crédits légende image adapted adapté "
    "extrait extraits from by par auteur";
static const char clauses[] = "on il ils elle elles nous vous je tu ce c ceci cela voici voilà pour si quand lorsque "
                              "soit donc or ainsi puis alors car mais comme afin this these it they we you if when "
                              "then here";

/* Copies the first word of a text in small letters; "" where it is none or long. */
static size_t first_word(const char *text, size_t size, char word[24])
{
    size_t at = 0, length, out = 0;
    while (at < size) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (!text_is_letter(point) || out + 4 >= 24)
            break;
        out += text_encode(word + out, text_lower(point));
        at += length;
    }
    word[out] = '\0';
    return at;
}

/* Whether what follows a field's name is what stands beside one: nothing, a colon, a tab. */
static bool ends_field(const char *text, size_t size, size_t at)
{
    size_t length;
    uint32_t point = at < size ? text_decode(text + at, size - at, &length) : 0;
    while (point == ' ' || point == 0xA0) {
        at += length;
        point = at < size ? text_decode(text + at, size - at, &length) : 0;
    }
    return !point || point == ':' || point == '\t' || point == '\n' || point == '/' || point == FLAT_OBJECT;
}

static unsigned says_by_first_word(const char *text, size_t size)
{
    char word[24];
    size_t end = first_word(text, size, word);
    if (!end)
        return 0;
    if (text_in_list(fields, word) && ends_field(text, size, end))
        return SAYS_FIELD;
    if (text_in_list(captions, word))
        return SAYS_CAPTION;
    return text_in_list(clauses, word) && !text_part_is_blank(text + end, size - end) ? SAYS_CLAUSE : 0;
}

bool survey_is_field(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && text_is_space((unsigned char)text[at]))
        at++;
    return says_by_first_word(text + at, size - at) == SAYS_FIELD;
}

/* Whether a text, after its first word, speaks to the pupil. */
static bool addresses(const char *text, size_t size)
{
    static const char *const words[] = {" ton ", " ta ",   " tes ",  " tu ",  " toi ",  " votre ",
                                        " vos ", " vous ", "-vous ", "-toi ", " your ", " you "};
    for (size_t at = 0; at + 1 < size; at++) {
        bool may =
            (text[at] == ' ' || text[at] == '-') && (text[at + 1] == 't' || text[at + 1] == 'v' || text[at + 1] == 'y');
        for (size_t i = 0; may && i < sizeof words / sizeof *words; i++)
            if (text_begins(text + at, words[i]))
                return true;
    }
    return false;
}

/* Whether a line is an infinitive and what belongs to it, and no sentence. */
static bool is_infinitive(const char *text, size_t size, size_t verb)
{
    bool infinitive = verb > 3 && (!memcmp(text + verb - 2, "er", 2) || !memcmp(text + verb - 2, "ir", 2) ||
                                   !memcmp(text + verb - 2, "re", 2));
    while (size && text_is_space((unsigned char)text[size - 1]))
        size--;
    return infinitive && !(size && strchr(".:!", text[size - 1]));
}

/* Whether what follows an infinitive shows that it names what a chapter is about ("Résoudre une équation", "Calculer avec
 * des parenthèses"), and tells nobody to do it: no definite thing ("Calculer les produits"), no second order. */
static bool names_action(const char *text, size_t verb)
{
    static const char *const definite[] = {" le ",     " la ",    " les ",    " l'",      " l’",    " ce ",   " ces ",
                                           " cet ",    " cette ", " chaque ", " ci-",     " et ",   " puis ", " tous ",
                                           " toutes ", " au ",    " aux ",    " suivant", " dans ", " sur "};
    for (size_t i = 0; i < sizeof definite / sizeof *definite; i++)
        if (strstr(text + verb, definite[i]))
            return false;
    return true;
}

/* Whether the text is a line of dashes that an author has typed. */
static bool is_rule(const char *text, size_t size)
{
    size_t length, count = 0;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (text_is_space(point))
            continue;
        if (!strchr("-=*~", point < 0x80 ? (int)point : 'x') && point != 0x2013 && point != 0x2014 && point != 0x2500)
            return false;
        count++;
    }
    return count >= RULE_LEAST;
}

/* Bytes of a circumstance before a verb ("Pour chaque étape, "); 0 where there is none. */
static size_t circumstance(const char *text, size_t size)
{
    static const char *const beginnings[] = {"Pour ", "Dans ", "À ",   "A ",  "Avec ",
                                             "Sur ",  "En ",   "For ", "In ", "With "};
    const char *comma = size ? memchr(text, ',', size < 100 ? size : 100) : NULL;
    for (size_t i = 0; comma && i < sizeof beginnings / sizeof *beginnings; i++)
        if (text_begins(text, beginnings[i]) && comma[1] == ' ')
            return (size_t)(comma + 2 - text);
    return 0;
}

/* Whether a text begins with the verb of an instruction, or of a topic; lessons of a language mix it with the pupils' own. */
static unsigned orders(const ard_document *document, const ard_node *leaf, const char *text, size_t size)
{
    const char *language = node_language(document, leaf);
    size_t skip = circumstance(text, size);
    text += skip;
    size -= skip;
    size_t verb = action_length(text, size, language);
    if (!verb)
        verb = action_length(text, size, text_in_language(language, "en") ? "fr" : "en");
    if (!verb || !is_infinitive(text, size, verb))
        return verb ? SAYS_ORDER : 0;
    return names_action(text, verb) ? SAYS_TOPIC : SAYS_ORDER | SAYS_INFINITIVE;
}

/* Bytes of pictures and blanks that a text begins with: one that floats beside it is anchored there. */
static size_t skip_objects(const char *text, size_t size)
{
    size_t at = 0, length;
    while (at < size) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (point != FLAT_OBJECT && !text_is_space(point))
            break;
        at += length;
    }
    return at;
}

/* Whether a text ends with a tab and a number, as a row of a table of contents does. */
static bool ends_with_page(const char *text, size_t size)
{
    size_t end = size;
    while (end && text_is_digit((unsigned char)text[end - 1]))
        end--;
    size_t digits = size - end;
    while (digits && end && text[end - 1] == ' ')
        end--;
    return digits && end && end < size && text[end - 1] == '\t';
}

/* The number of "#" that a text begins with, where a blank and words follow, as Markdown writes titles. */
static int marks_of(const char *text, size_t size)
{
    int count = 0;
    while ((size_t)count < size && text[count] == '#' && count < 7)
        count++;
    bool title = count && count < 7 && (size_t)count < size && text[count] == ' ';
    return title && !text_part_is_blank(text + count, size - (size_t)count) ? count : 0;
}

static void read_words(const ard_document *document, leaf_row *row, const char *text, size_t size)
{
    size_t begin = skip_objects(text, size), length;
    text += begin;
    size -= begin;
    row->marks = begin ? 0 : marks_of(text, size);
    row->numbering = numbering_of(text, size);
    const char *words = text + row->numbering.length;
    size_t rest = size - row->numbering.length;
    row->label = label_of(words, rest, &length);
    const char *after = words + length;
    if (row->label != LABEL_NONE && (text_part_is_blank(after, rest - length) || !strcmp(after, ":") ||
                                     !strcmp(after, " :") || !strcmp(after, "\xC2\xA0:")))
        row->says |= SAYS_LABEL_ALONE | (label_numbered(words, rest) == LABEL_NONE ? SAYS_SECTION : 0);
    else if (row->label == LABEL_NONE && (row->look.flags & LOOK_RAISED))
        row->label = label_numbered(words, rest);
    row->says |= says_by_first_word(words, rest);
    row->says |= orders(document, row->node, words, rest);
    row->says |= addresses(words, rest) ? SAYS_YOU : 0;
    row->says |= row->look.formula || memchr(text, '=', size) || strstr(text, "≈") ? SAYS_FORMULA : 0;
    row->says |= ends_with_page(text, size) ? SAYS_PAGE : 0;
    row->says |= is_rule(text, size) ? SAYS_RULE : 0;
}

/* Whether a node is text without characters, or an emphasis without anything. */
static bool is_hollow(const ard_node *node)
{
    bool emphasis = node->kind == STRONG || node->kind == EMPHASIS || node->kind == UNDERLINE || node->kind == MARK ||
                    node->kind == SPAN;
    return node->kind == TEXT ? !*node->text : emphasis && !node->first;
}

void survey_cut(ard_node *leaf, size_t bytes)
{
    walk w = walk_of(leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_ENTER && w.node->kind == TEXT) {
            size_t size = strlen(w.node->text), cut = size < bytes ? size : bytes;
            w.node->text += cut;
            bytes -= cut;
        }
        if (event == WALK_LEAVE && w.node != leaf && is_hollow(w.node))
            node_unlink(w.node);
    }
}

/* ---- The table of contents -------------------------------------------------------------------------------------- */

/* A line without its numbering, its blanks and signs, in small letters. */
static void key_of_line(const char *line, size_t size, buffer *key)
{
    size_t length;
    buffer_reset(key);
    for (size_t at = numbering_of(line, size).length; at < size && key->size < CONTENTS_CHARACTERS; at += length) {
        uint32_t point = text_decode(line + at, size - at, &length);
        if (text_is_letter(point) || text_is_digit(point))
            buffer_point(key, text_lower(point));
    }
}

/* The same of a leaf's text. */
static void key_of(const ard_node *leaf, buffer *key)
{
    buffer text = BUFFER_EMPTY;
    node_text(leaf, &text);
    key_of_line(buffer_string(&text), text.size, key);
    buffer_free(&text);
}

static bool is_contents_title(const ard_node *leaf)
{
    static const char *const titles[] = {"sommaire",         "plan",
                                         "tabledesmatières", "contents",
                                         "tableofcontents",  "plandelaséquence",
                                         "plandelaséance",   "aumenu"};
    buffer key = BUFFER_EMPTY;
    bool found = false;
    key_of(leaf, &key);
    for (size_t i = 0; !found && i < sizeof titles / sizeof *titles; i++)
        found = !strcmp(buffer_string(&key), titles[i]);
    buffer_free(&key);
    return found;
}

/* Puts the lines of a list, or of one in it, into a table. */
static void list_lines(ard_node *list, table *lines, leaf_row *row)
{
    buffer key = BUFFER_EMPTY;
    walk w = walk_of(list);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == PARAGRAPH) {
            key_of(w.node, &key);
            if (key.size)
                table_set(lines, buffer_string(&key), row);
        }
    buffer_free(&key);
}

/* Marks the paragraphs, out of lists, whose words stand in the table of contents. */
static void mark_listed(ard_document *document, survey *s)
{
    table *lines = NULL;
    buffer key = BUFFER_EMPTY;
    for (size_t i = 0; i < s->count; i++) {
        leaf_row *row = &s->rows[i];
        ard_node *next = row->node->next;
        if (row->look.words <= 4 && (kind_is(next, BULLETS) || kind_is(next, NUMBERS)) &&
            is_contents_title(row->node)) {
            lines = lines ? lines : table_new(lesson_pool(document));
            list_lines(next, lines, row);
        } else if (lines && row->open && !kind_is(row->node->parent, ITEM) && row->look.characters <= 100) {
            key_of(row->node, &key);
            row->says |= key.size && table_value(lines, buffer_string(&key)) ? SAYS_LISTED : 0;
        }
    }
    buffer_free(&key);
}

/* Counts the lines of a stanza to the lines outside that say the same: a refrain is no title, whether its stanza is marked
 * already or not. */
static void count_verses(const ard_node *verse, table *lines)
{
    buffer text = BUFFER_EMPTY, key = BUFFER_EMPTY;
    node_text(verse, &text);
    const char *at = buffer_string(&text), *end = at + text.size;
    while (at < end) {
        size_t size = strcspn(at, "\n");
        key_of_line(at, size, &key);
        leaf_row *first = key.size ? table_value(lines, buffer_string(&key)) : NULL;
        if (first)
            first->times++;
        at += size + 1;
    }
    buffer_free(&text);
    buffer_free(&key);
}

/* Counts how often each short line stands in the document. */
static void count_times(ard_document *document, survey *s)
{
    table *lines = table_new(lesson_pool(document));
    buffer key = BUFFER_EMPTY;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < s->count; i++) {
            leaf_row *row = &s->rows[i];
            bool line = row->open || row->node->kind == HEADING;
            if (!line || row->label != LABEL_NONE || row->look.words > RUNNING_WORDS)
                continue;
            key_of(row->node, &key);
            leaf_row *first = table_value(lines, buffer_string(&key));
            if (!pass && first)
                first->times++;
            else if (!pass) {
                row->times = 1;
                table_set(lines, buffer_string(&key), row);
            } else if (first)
                row->times = first->times;
        }
        walk w = walk_of(lesson_root(document));
        for (walk_event event; !pass && (event = walk_next(&w)) != WALK_END;)
            if (event == WALK_ENTER && w.node->kind == VERSE)
                count_verses(w.node, lines);
    }
    buffer_free(&key);
}

/* ---- The whole -------------------------------------------------------------------------------------------------- */

static bool is_surveyed(const ard_node *node)
{
    return node->kind == PARAGRAPH || node->kind == HEADING || node->kind == INSTRUCTION;
}

static bool read_row(ard_document *document, leaf_row *row, ard_node *node)
{
    flat f;
    *row = (leaf_row){.node = node};
    if (!flat_open(&f, node))
        return false;
    row->look = look_of(document, node, &f);
    buffer typed = BUFFER_EMPTY;
    const buffer *words = look_retype(&f, &typed) ? &typed : &f.text;
    read_words(document, row, buffer_string(words), words->size);
    buffer_free(&typed);
    row->open = node->kind == PARAGRAPH && row->look.first && may_hold_titles(node);
    flat_close(document, &f);
    return true;
}

/* Whether a leaf is text as it runs, by which the look of the rest is judged: long, or a sentence. */
static bool is_running(const leaf_row *row)
{
    uint32_t last = row->look.last;
    return row->node->kind != HEADING && (row->look.words > RUNNING_WORDS || last == '.' || last == '?' || last == '!');
}

/* What most of the text looks like. */
static void find_usual(survey *s)
{
    size_t all = 0, with[LOOK_FLAGS] = {0}, of_size[SIZES] = {0}, best = 0;
    int sizes[SIZES], kinds = 0;
    s->size = s->count ? s->rows[0].look.size : USUAL_SIZE;
    for (size_t i = 0; i < s->count; i++) {
        const leaf_row *row = &s->rows[i];
        if (!is_running(row))
            continue;
        all += row->look.characters;
        for (unsigned bit = 0; bit < LOOK_FLAGS; bit++)
            with[bit] += row->look.flags & 1u << bit ? row->look.characters : 0;
        int k = 0;
        while (k < kinds && sizes[k] != row->look.size)
            k++;
        if (k < SIZES)
            of_size[k] += row->look.characters;
        if (k == kinds && k < SIZES)
            sizes[kinds++] = row->look.size;
    }
    for (unsigned bit = 0; bit < LOOK_FLAGS; bit++)
        s->usual |= with[bit] * 2 > all ? 1u << bit : 0;
    for (int k = 0; k < kinds; k++)
        if (of_size[k] > best) {
            best = of_size[k];
            s->size = sizes[k];
        }
}

survey survey_of(ard_document *document)
{
    survey s = {0};
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        count += event == WALK_ENTER && is_surveyed(w.node);
    s.rows = count ? arena_alloc(lesson_pool(document), count * sizeof *s.rows) : NULL;
    if (!s.rows)
        return s;
    w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && is_surveyed(w.node) && s.count < count &&
            read_row(document, &s.rows[s.count], w.node))
            s.count++;
    int base = look_size(lesson_root(document));
    for (size_t i = 0; i < s.count; i++) {
        s.marked += s.rows[i].node->kind == HEADING;
        if (!s.rows[i].look.size)
            s.rows[i].look.size = base ? base : USUAL_SIZE;
    }
    find_usual(&s);
    size_t first = 0;
    while (first < s.count && s.rows[first].node->kind != HEADING && !s.rows[first].open)
        first++;
    if (first < s.count)
        s.rows[first].foremost = s.rows[first].open;
    for (size_t i = 1; i < s.count; i++)
        if ((s.rows[i - 1].says & SAYS_RULE) && s.rows[i - 1].node->next == s.rows[i].node)
            s.rows[i].says |= SAYS_AFTER_RULE;
    for (size_t i = 0; i + 1 < s.count; i++)
        if ((s.rows[i].says & SAYS_AFTER_RULE) && (s.rows[i + 1].says & SAYS_RULE) &&
            s.rows[i].node->next == s.rows[i + 1].node)
            s.rows[i].says |= SAYS_BETWEEN_RULES;
    mark_listed(document, &s);
    count_times(document, &s);
    return s;
}
