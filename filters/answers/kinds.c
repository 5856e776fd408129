/* What kind of field a space is.
 *
 * A space with choices is a choice. One that stands alone in its line is for a text: rows of such spaces, one below the
 * other, are one field of as many lines, for pupils write on over them; so is a space longer than a line, or one where a
 * sentence is asked for. One in a calculation or a date, where digits alone stand around it, is for a number. All else is
 * a text of one line. */
#include "answers.h"

#include "base/text.h"

enum { LINE_SIZE = 60, WORD_SIZE = 12, SENTENCE_ROWS = 2, NUMBER_SIZE = 10 };

/* The length that a space has on paper, in characters; `otherwise` where nothing says it. */
static long size_of(const ard_node *answer, long otherwise)
{
    long size;
    return node_whole_number(answer, "data-size", &size) && size > 0 ? size : otherwise;
}

static void set_field(ard_document *document, ard_node *node, field_kind kind, unsigned rows)
{
    char text[12] = {0};
    node_set_added(document, node, "data-field", field_name(kind));
    if (kind != FIELD_LINES)
        return;
    for (size_t at = rows > 9 ? 2 : 1; at; rows /= 10)
        text[--at] = (char)('0' + rows % 10);
    node_set_added(document, node, "data-lines", text);
}

/* ---- Numbers ---------------------------------------------------------------------------------------------------- */

static bool is_sign(uint32_t point)
{
    static const uint32_t signs[] = {'=',    '+',  '-',  '*',    '/',    '<',    '>',    '(',    ')', ':',
                                     0x2212, 0xD7, 0xF7, 0x2248, 0x2260, 0x2264, 0x2265, 0x221A, '%', SPOT_ANSWER};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i] == point)
            return true;
    return false;
}

/* A label at the beginning of a line ("a) ", "2. ", "B = "): bytes of it. */
static size_t label_length(const char *text, size_t size)
{
    size_t at = 0, letters = 0;
    while (at < size && (ascii_is_letter(text[at]) || text_is_digit((unsigned char)text[at])) && letters < 3)
        at++, letters++;
    size_t blanks = at < size ? strspn(text + at, " ") : 0;
    if (letters == 1 && at + blanks < size && text[at + blanks] == '=' && ascii_is_letter(*text))
        return at;
    return letters && at < size && (text[at] == ')' || text[at] == '.') && at + 1 < size && text[at + 1] == ' ' ? at + 1
                                                                                                                : 0;
}

/* Whether a line is a calculation up to its space: digits and signs, no letter but those of its label; after the space a
 * unit may stand. */
static bool is_calculation(const char *line, size_t size, size_t at)
{
    size_t length, digits = 0, signs = 0;
    for (size_t i = label_length(line, size); i < size; i += length) {
        uint32_t point = text_decode(line + i, size - i, &length);
        digits += text_is_digit(point);
        signs += i != at && is_sign(point);
        if (i < at && !text_is_digit(point) && !text_is_space(point) && !is_sign(point) && point != ',' && point != '.')
            return false;
    }
    return digits && signs;
}

/* Whether a space stands between the signs of a date: "__ / __ / ____". */
static bool is_date(const char *text, size_t size, size_t at)
{
    uint32_t before = solid_before(text, at), after = solid_after(text, size, at + SPOT_SIZE);
    return (before == '/' && (after == '/' || !after)) || (after == '/' && (before == ':' || !before));
}

static bool is_number(const leaf_view *v, const spot *s)
{
    const char *text = buffer_string(&v->text);
    size_t begin, end;
    view_line(v, s->at, &begin, &end);
    return size_of(s->node, NUMBER_SIZE) <= NUMBER_SIZE &&
           (is_calculation(text + begin, end - begin, s->at - begin) || is_date(text, v->text.size, s->at));
}

/* ---- Lines ------------------------------------------------------------------------------------------------------ */

/* Whether nothing else stands in the line of a space. */
static bool is_alone(const leaf_view *v, const spot *s)
{
    size_t begin, end;
    const char *text = buffer_string(&v->text);
    view_line(v, s->at, &begin, &end);
    return text_part_is_blank(text + begin, s->at - begin) &&
           text_part_is_blank(text + s->at + SPOT_SIZE, end - s->at - SPOT_SIZE);
}

/* Whether only spaces alone in their lines stand in a leaf. */
static bool is_lines_only(const leaf_view *v)
{
    for (size_t i = 0; i < v->count && view_is_modest(v); i++)
        if (v->spots[i].node->kind != ANSWER || !is_alone(v, v->spots + i))
            return false;
    return v->count && !v->words;
}

/* Whether words ask for a sentence or more. */
static bool asks_for_sentences(const char *text)
{
    static const char *const stems[] = {"phrase", "xpliqu",   "ustifi", "édig",   "écri",    "ésum", "aconte",
                                        "rgumen", "sentence", "xplain", "ustify", "escribe", "hy ",  "ourquoi"};
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strstr(text, stems[i]))
            return true;
    return false;
}

/* ---- The walk --------------------------------------------------------------------------------------------------- */

/* What goes on from leaf to leaf. */
typedef struct filling {
    ard_document *document;
    ard_node *lines;       /* the field that the next dotted line would be part of */
    const ard_node *after; /* the leaf that ended it */
    unsigned rows;
    bool sentences; /* the exercise asks for sentences */
    size_t fields, checks;
} filling;

/* Whether a space that is not yet a field is to be one. */
static bool is_open(const ard_node *node)
{
    return node->kind == ANSWER && !node_attribute(node, "data-field") && !(node->first && node->first->kind == IMAGE);
}

/* Makes a dotted line a field, or part of the one above. */
static void fill_line(filling *f, const ard_node *leaf, ard_node *answer, bool goes_on)
{
    long size = size_of(answer, LINE_SIZE);
    bool cell = node_is_cell(leaf->parent);
    f->fields++;
    if (goes_on && f->lines) {
        set_field(f->document, answer, FIELD_MORE, 0);
        set_field(f->document, f->lines, FIELD_LINES, ++f->rows);
        f->fields--;
        return;
    }
    f->rows = size > LINE_SIZE ? (unsigned)((size + LINE_SIZE - 1) / LINE_SIZE) : 1;
    f->rows = f->rows > 20 ? 20 : f->rows;
    f->lines = cell ? NULL : answer;
    bool more = f->rows > 1 || (f->sentences && !cell && size > WORD_SIZE);
    set_field(f->document, answer, more ? FIELD_LINES : FIELD_TEXT, f->rows < SENTENCE_ROWS ? SENTENCE_ROWS : f->rows);
}

static void fill_answer(filling *f, const leaf_view *v, const spot *s)
{
    long size = size_of(s->node, WORD_SIZE);
    bool last = !solid_after(buffer_string(&v->text), v->text.size, s->at + SPOT_SIZE);
    field_kind kind = view_is_modest(v) && is_number(v, s) ? FIELD_NUMBER : FIELD_TEXT;
    if (node_attribute(s->node, "data-choices"))
        kind = FIELD_CHOICE;
    else if (size > LINE_SIZE || (last && f->sentences && size > 2 * WORD_SIZE))
        kind = FIELD_LINES;
    unsigned rows = (unsigned)((size + LINE_SIZE - 1) / LINE_SIZE);
    set_field(f->document, s->node, kind, rows < SENTENCE_ROWS ? SENTENCE_ROWS : rows > 20 ? 20 : rows);
    f->fields++;
}

static void fill_leaf(filling *f, ard_node *leaf)
{
    leaf_view v;
    if (!view_open(&v, leaf))
        return;
    bool lines = is_lines_only(&v);
    if (v.words && (leaf->kind == HEADING || leaf->kind == INSTRUCTION))
        f->sentences = asks_for_sentences(buffer_string(&v.text));
    for (size_t i = 0; i < v.count; i++) {
        ard_node *node = v.spots[i].node;
        bool choice = node_attribute(node, "data-choices"), goes_on = i || (f->after && f->after == leaf->previous);
        if (node->kind == CHECK && !node_attribute(node, "data-field")) {
            node_set_added(f->document, node, "data-field", field_name(FIELD_CHECK));
            f->checks++;
        }
        if (!is_open(node))
            continue;
        if (view_is_modest(&v) && is_alone(&v, v.spots + i) && !choice) {
            bool first = !i && !lines;
            fill_line(f, leaf, node, goes_on && !first);
        } else {
            fill_answer(f, &v, v.spots + i);
            f->lines = NULL;
        }
    }
    f->after = v.count && f->lines ? leaf : NULL;
    f->lines = f->after ? f->lines : NULL;
    view_close(&v);
}

size_t answers_kinds(ard_document *document, size_t *checks)
{
    filling f = {.document = document};
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_ENTER && w.node->kind == EXERCISE)
            f.sentences = false;
        if (event == WALK_ENTER && kind_about(w.node->kind)->class == LEAF && w.node->first)
            fill_leaf(&f, w.node);
    }
    *checks = f.checks;
    return f.fields;
}

size_t answers_boxes(ard_document *document)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || w.node->kind != ANSWER || node_attribute(w.node, "data-field"))
            continue;
        count += node_set_added(document, w.node, "data-box", "large");
    }
    return count;
}
