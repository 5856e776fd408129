/* Where pupils write: runs of dots, ellipses and underscores.
 *
 * French typography writes exactly three points of suspension, against the word that they follow; hurried authors write
 * four ("et....", "etc...."). So a run is an answer space where
 *   - it is as long as seven dots or more: no sentence has that; or as long as four and it follows no word or punctuation;
 *   - it is of three underscores or more, or two that touch no letter or digit;
 *   - it is an ellipsis that touches no word, and the place asks for an answer: an equals sign beside it, a sure answer
 *     space in the same block, or an instruction to complete before it.
 * A run that goes over several looks gives a space for each that holds three dots or two underscores; a shorter part, as the
 * full stop after a space in bold, stays text. It is none in code, in a link, and in a table of contents (a row of dots up to a number that ends the line). */
#include "base/text.h"
#include "lesson/flat.h"
#include "structure.h"

#include <string.h>

enum { SURE_DOTS = 7, SET_OFF_DOTS = 4, ELLIPSIS = 3, FULL_LINE = 20 };

/* A run of the string: what it is made of and what touches it. */
typedef struct run {
    size_t begin, end;
    size_t dots;            /* widths of '.'; "…" is three */
    size_t scores;          /* underscores */
    uint32_t before, after; /* characters that touch it; 0 at the edge of the block */
} run;

static size_t dots_of(uint32_t point)
{
    return point == '.' ? 1 : point == 0x2026 ? 3 : 0;
}

static bool is_of_run(uint32_t point)
{
    return dots_of(point) || point == '_';
}

static bool is_blank_or_edge(uint32_t point)
{
    return !point || text_is_space(point);
}

/* The character before an offset; 0 at the start. */
static uint32_t point_before(const char *text, size_t offset)
{
    size_t at = offset, length;
    while (at && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
        at--;
    return at ? text_decode(text + at - 1, offset - at + 1, &length) : 0;
}

static uint32_t point_at(const char *text, size_t size, size_t offset)
{
    size_t length;
    return offset < size ? text_decode(text + offset, size - offset, &length) : 0;
}

/* Whether one blank at `at` stands between two parts of the same run: dots or underscores one by one (". . . ."), or
 * lines longer than a word ("......... ........" is typed to fill the sheet). A dot joins no underscore: "_ _ ." ends a
 * sentence. */
static bool joins(const char *text, size_t size, size_t at, size_t chunk)
{
    size_t length, next = 0;
    uint32_t blank = text_decode(text + at, size - at, &length);
    if ((blank != ' ' && blank != 0xA0))
        return false;
    if ((point_before(text, at) == '_') != (point_at(text, size, at + length) == '_'))
        return false;
    for (size_t i = at + length; i < size;) {
        uint32_t point = text_decode(text + i, size - i, &length);
        if (!is_of_run(point))
            break;
        next += point == '_' ? 1 : dots_of(point);
        i += length;
    }
    return next && ((chunk == 1 && next == 1) || (chunk >= FULL_LINE && next >= FULL_LINE));
}

/* Reads the run that begins at `begin`. */
static run read_run(const char *text, size_t size, size_t begin)
{
    run r = {.begin = begin, .end = begin, .before = point_before(text, begin)};
    size_t length, chunk = 0;
    for (size_t at = begin; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (is_of_run(point)) {
            size_t dots = dots_of(point);
            r.dots += dots;
            r.scores += point == '_';
            chunk += dots ? dots : 1;
            r.end = at + length;
        } else if (chunk && joins(text, size, at, chunk)) {
            chunk = 0;
        } else
            break;
    }
    r.after = point_at(text, size, r.end);
    return r;
}

static bool touches_word(uint32_t point)
{
    return text_is_letter(point) || text_is_digit(point);
}

/* Whether a short run that follows this character is none of a sentence's. */
static bool stands_apart(uint32_t before)
{
    return is_blank_or_edge(before) || text_is_digit(before) || before == '=' || before == '+' || before == 0xD7 ||
           before == ':' || before == '(' || before == '/';
}

/* An answer space whatever stands around. */
static bool is_sure(const run *r)
{
    if (r->scores)
        return r->scores >= 3 || r->dots + 2 * r->scores >= SET_OFF_DOTS + 1 ||
               (r->scores == 2 && !touches_word(r->before) && !touches_word(r->after));
    return r->dots >= SURE_DOTS || (r->dots >= SET_OFF_DOTS && stands_apart(r->before));
}

/* The nearest character before or after an offset that is no blank; 0 at the edge. */
static uint32_t solid_before(const char *text, size_t offset)
{
    char bytes[4];
    uint32_t point;
    while ((point = point_before(text, offset)) && text_is_space(point))
        offset -= text_encode(bytes, point);
    return point;
}

static uint32_t solid_after(const char *text, size_t size, size_t offset)
{
    size_t length = 0;
    uint32_t point = 0;
    for (; offset < size; offset += length) {
        point = text_decode(text + offset, size - offset, &length);
        if (!text_is_space(point))
            return point;
    }
    return 0;
}

static bool is_relation(uint32_t point)
{
    return point == '=' || point == '<' || point == '>' || point == 0x2248 || point == 0x2264 || point == 0x2265;
}

/* An answer space where the place asks for one: an ellipsis between blanks, not the end of an enumeration or a cut. */
static bool is_set_off(const char *text, size_t size, const run *r)
{
    if (r->scores || r->dots != ELLIPSIS || !is_blank_or_edge(r->before))
        return false;
    uint32_t before = solid_before(text, r->begin), after = solid_after(text, size, r->end);
    bool open = touches_word(before) || is_relation(before) || before == '+' || before == 0xD7 || before == ':' ||
                before == FLAT_OBJECT || !before;
    return open && (before || after) && (is_blank_or_edge(r->after) || r->after == '.' || is_relation(r->after));
}

/* Whether the text is a row of a table of contents: its only run, then a number, then the end. */
static bool is_leader(const char *text, size_t size, const run *r)
{
    size_t at = r->end, digits = 0;
    while (at < size && text_is_space((unsigned char)text[at]))
        at++;
    while (at < size && text_is_digit((unsigned char)text[at]))
        at++, digits++;
    while (at < size && text_is_space((unsigned char)text[at]))
        at++;
    return digits && digits <= 4 && at == size && r->dots >= SURE_DOTS && touches_word(solid_before(text, r->begin)) &&
           !memchr(text, '=', size);
}

bool structure_asks_to_complete(const char *text)
{
    static const char *const stems[] = {"omplète", "omplét", "omplete", "emplis", "emplir"};
    if (strstr(text, "ointill") || strstr(text, "trous") || strstr(text, "ill in"))
        return true;
    if (!strstr(text, "mpl")) /* which all the others hold */
        return false;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strstr(text, stems[i]))
            return true;
    return false;
}

/* Puts an ANSWER for the part of a run that lies in one piece. Its length in characters: a dot is half of one. */
static bool put_answer(ard_document *document, flat *f, size_t begin, size_t end)
{
    const flat_piece *piece = flat_piece_at(f, begin);
    const char *text = buffer_string(&f->text);
    size_t halves = 0, length;
    for (size_t at = begin; at < end; at += length) {
        uint32_t point = text_decode(text + at, end - at, &length);
        halves += point == '_' ? 2 : dots_of(point);
    }
    ard_node *answer = node_new(document, ANSWER, piece->node->place);
    node_set_number(document, answer, "data-size", (long long)(halves + 1) / 2);
    node_append(answer, node_new_text(document, text + begin, end - begin, piece->node->place));
    return flat_replace(document, f, begin, end, answer);
}

/* Takes the blanks at both ends off a part of a run, and says whether pupils can write on what is left: as long as three
 * dots or two underscores. A shorter part is the full stop after a space that is bold, or the like. */
static bool holds_a_line(const char *text, size_t *begin, size_t *end)
{
    char bytes[4];
    size_t length, dots = 0, scores = 0;
    while (*begin < *end && text_is_space(text_decode(text + *begin, *end - *begin, &length)))
        *begin += length;
    for (uint32_t point; *begin < *end && text_is_space(point = point_before(text, *end));)
        *end -= text_encode(bytes, point);
    for (size_t at = *begin; at < *end; at += length) {
        uint32_t point = text_decode(text + at, *end - at, &length);
        dots += dots_of(point);
        scores += point == '_';
    }
    return dots >= ELLIPSIS || scores >= 2;
}

/* Puts the answers of a run, one for each piece that it goes through; a piece too short to write on stays text. */
static size_t put_answers(ard_document *document, flat *f, const run *r)
{
    size_t count = 0;
    for (size_t at = r->begin; at < r->end;) {
        const flat_piece *piece = flat_piece_at(f, at);
        if (!piece)
            break;
        size_t begin = at, end = piece->end < r->end ? piece->end : r->end;
        at = end;
        if (holds_a_line(buffer_string(&f->text), &begin, &end))
            count += put_answer(document, f, begin, end);
    }
    return count;
}

/* Whether all of a run lies in open text. */
static bool is_open(flat *f, const run *r)
{
    for (size_t at = r->begin; at < r->end;) {
        const flat_piece *piece = flat_piece_at(f, at);
        if (!piece || piece->shut)
            return false;
        at = piece->end;
    }
    return true;
}

/* The next run at or after `*at`; false where there is none. Moves `*at` past it. */
static bool next_run(const char *text, size_t size, size_t *at, run *r)
{
    size_t length;
    for (; *at < size; *at += length)
        if (is_of_run(text_decode(text + *at, size - *at, &length))) {
            *r = read_run(text, size, *at);
            *at = r->end;
            return true;
        }
    return false;
}

/* Makes the answers of a leaf. `completing`: an instruction before it asked to complete. */
static size_t answers_of_leaf(ard_document *document, ard_node *leaf, bool *completing)
{
    flat f;
    if (!flat_open(&f, leaf))
        return 0;
    const char *text = buffer_string(&f.text);
    size_t size = f.text.size, count = 0;
    bool sure = false;
    run r;
    for (size_t at = 0; !sure && next_run(text, size, &at, &r);)
        sure = is_sure(&r) && !is_leader(text, size, &r);
    bool asked = *completing || sure;
    for (size_t at = 0; next_run(text, size, &at, &r);) {
        bool relation = is_relation(solid_before(text, r.begin)) || is_relation(solid_after(text, size, r.end));
        bool answer = is_sure(&r) ? !is_leader(text, size, &r) : (asked || relation) && is_set_off(text, size, &r);
        if (answer && is_open(&f, &r))
            count += put_answers(document, &f, &r);
    }
    if (leaf->kind == HEADING || structure_asks_to_complete(text))
        *completing = structure_asks_to_complete(text);
    flat_close(document, &f);
    return count;
}

/* Makes an ANSWER of an underlined blank, which the author has drawn as a line to write on. */
static size_t answer_of_line(ard_document *document, ard_node *line)
{
    buffer text = BUFFER_EMPTY;
    node_text(line, &text);
    size_t width = 0;
    bool blank = line->first && line->first == line->last && line->first->kind == TEXT;
    for (const char *at = buffer_string(&text); blank && *at;) {
        uint32_t point = text_next(&at);
        blank = text_is_space(point);
        width += point == '\t' ? 8 : 1;
    }
    buffer_free(&text);
    if (!blank || width < ELLIPSIS)
        return 0;
    line->kind = ANSWER;
    node_set_number(document, line, "data-size", (long long)width);
    return 1;
}

size_t structure_answers(ard_document *document)
{
    size_t count = 0;
    bool completing = false;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE && w.node->kind == UNDERLINE)
            count += answer_of_line(document, w.node);
        if (event != WALK_LEAVE || kind_about(w.node->kind)->class != LEAF || w.node->kind == CODE_BLOCK ||
            w.node->kind == MATHS_BLOCK)
            continue;
        count += answers_of_leaf(document, w.node, &completing);
    }
    return count;
}
