#include "base/memory.h"
#include "typed-inside.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* The nearest byte that is no blank, before or after an offset; 0 at the edge. */
static unsigned char solid(const char *text, size_t size, size_t at, bool before)
{
    for (size_t i = 0; i < 3; i++) {
        if (before ? at == 0 : at + 1 >= size)
            return 0;
        at += before ? (size_t)-1 : 1;
        if (text[at] != ' ' && text[at] != '\xA0' && text[at] != '\xC2')
            return (unsigned char)text[at];
    }
    return 0;
}

static bool operand(unsigned char byte)
{
    return text_is_digit(byte) || byte == ')' || byte == '(';
}

/* Whether a byte may be a sign of a formula. */
static bool is_sign(const char *text, size_t size, size_t at)
{
    unsigned char next = at + 1 < size ? (unsigned char)text[at + 1] : 0, before, after;
    switch ((unsigned char)text[at]) {
    case '=':
    case '+':
    case '*':
    case '<':
    case '>':
    case '^':
    case '_':
    case '{':
    case '[':
    case ']': return true;
    case 0xC2: return next == 0xB1 || next == 0xB2 || next == 0xB3 || next == 0xB7 || next == 0xB9 || next >= 0xBC;
    case 0xC3: return next == 0x97 || next == 0xB7;
    case 0xE2:
        return next != 0x80 || (at + 2 < size && ((unsigned char)text[at + 2] == 0x93 || text[at + 2] == '\xB2'));
    case 'x':
    case 'X':
    case '-':
    case ':':
        before = solid(text, size, at, true);
        after = solid(text, size, at, false);
        return (operand(before) && operand(after)) ||
               (text[at] == '-' && operand(after) && ascii_is_letter((char)before));
    case '/': return at && next && text[at - 1] != '\n';
    case '(':
        return ascii_is_letter((char)next) || text_is_digit(next) || next == '-' || next >= 0x80 || next == ' ' ||
               (at && ascii_is_letter(text[at - 1]));
    default: return false;
    }
}

/* Whether a text holds commands of TeX that nobody has read: pieces of it would be misread. */
static bool holds_tex(const char *text, size_t size)
{
    const char *at = text, *end = text + size;
    while (at < end && (at = memchr(at, '\\', (size_t)(end - at))) != NULL) {
        at++;
        if (end - at > 1 && ascii_is_letter(at[0]) && ascii_is_letter(at[1]))
            return true;
    }
    return false;
}

/* Whether any sign of a formula stands in the text: most text is left at once. */
static bool worth_a_look(const char *text, size_t size, const unsigned char *marks)
{
    for (size_t i = 0; i < size; i++)
        if (is_sign(text, size, i) || (marks && (marks[i] == TYPED_UPPER || marks[i] == TYPED_LOWER)))
            return true;
    return false;
}

/* Whether a formula may begin with a token. */
static bool begins(const typed_tokens *tokens, size_t at)
{
    const typed_token *t = &tokens->at[at];
    bool joined = at && !t->blank && t[-1].kind != TYPED_NEWLINE;
    switch ((int)t->kind) {
    case TYPED_NUMBER:
    case TYPED_LETTER:
    case TYPED_LETTERS:
    case TYPED_POINTS:
    case TYPED_NAME:
    case TYPED_FUNCTION:
        return t->mark == TYPED_LINE && !(joined && t[-1].kind == TYPED_BREAK && t[-1].end - t[-1].begin > 3);
    case TYPED_OPEN:
    case TYPED_ROOT:
    case TYPED_BAR:
    case TYPED_BLANK_SPACE: return true;
    case TYPED_CLOSE: return tokens->text[t->begin] == ']';
    case TYPED_SIGN: return at + 1 < tokens->count && !t[1].blank && (!joined || t[-1].kind == TYPED_SEPARATOR);
    case TYPED_RELATION:
        return (!at || t[-1].kind == TYPED_NEWLINE) && tokens->text[t->begin] != '>' && t->point != 0x2192 &&
               t->point != 0x21D2 && t->point != '-';
    default: return false;
    }
}

/* ---- Writing out ------------------------------------------------------------------------------------------------- */

/* The TeX of a number: room between groups, a comma that parts no list. */
static void write_number(const char *text, size_t size, buffer *out)
{
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (point == ',')
            buffer_text(out, "{,}");
        else if (text_is_space(point))
            buffer_text(out, "\\,");
        else
            buffer_add(out, text + at, length);
    }
}

/* A unit's letters upright, its signs between them. */
static void write_unit(const char *text, size_t size, bool blank, buffer *out)
{
    buffer_text(out, blank ? "\\," : "");
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        size_t begin = at;
        while (at < size && text_is_letter(text_decode(text + at, size - at, &length)))
            at += length;
        if (at > begin) {
            buffer_text(out, "\\mathrm{");
            buffer_add(out, text + begin, at - begin);
            buffer_text(out, "}");
            length = 0;
        } else if (point == '$')
            buffer_text(out, "\\$");
        else
            buffer_add(out, text + at, length);
    }
}

/* A letter with what stands above it: "Â", "u⃗"; several get a wide mark. */
static void write_letters(const char *text, size_t size, buffer *out)
{
    static const struct {
        const char *letter, *tex;
    } marked[] = {{"Â", "\\widehat{A}"}, {"Ê", "\\widehat{E}"}, {"Î", "\\widehat{I}"},
                  {"Ô", "\\widehat{O}"}, {"Û", "\\widehat{U}"}, {"Ĉ", "\\widehat{C}"},
                  {"Ĝ", "\\widehat{G}"}, {"Ĥ", "\\widehat{H}"}, {"Ŝ", "\\widehat{S}"}};
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
        if (text_is(text, size, marked[i].letter)) {
            buffer_text(out, marked[i].tex);
            return;
        }
    const char *wide = NULL;
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        wide = point == 0x302 ? "\\widehat{" : point == 0x20D7 ? "\\overrightarrow{" : wide;
    }
    buffer_text(out, wide ? wide : "");
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (point < 0x300 || point > 0x36F)
            if (point != 0x20D7)
                buffer_add(out, text + at, length);
    }
    buffer_text(out, wide ? "}" : "");
}

static void write_token(const typed_tokens *tokens, const typed_token *t, buffer *out)
{
    const char *text = tokens->text + t->begin;
    size_t size = t->end - t->begin;
    buffer_text(out, t->before);
    if (t->dropped)
        size = 0;
    else if (t->tex) {
        buffer_text(out, t->tex);
        size = 0;
    } else if (t->kind == TYPED_NUMBER)
        write_number(text, size, out);
    else if (t->kind == TYPED_UNIT)
        write_unit(text, size, t->blank, out);
    else if (t->kind == TYPED_NAME) {
        buffer_text(out, "\\mathrm{");
        buffer_add(out, text, size);
        buffer_text(out, "}");
    } else if (t->kind == TYPED_FUNCTION && (*text == 'p' || *text == 'P')) {
        buffer_text(out, "\\operatorname{");
        buffer_add(out, text, size);
        buffer_text(out, "}");
    } else if (t->kind == TYPED_FUNCTION && size < 7 && (unsigned char)*text < 0x80) {
        buffer_text(out, "\\");
        buffer_add(out, text, size);
        buffer_text(out, " ");
    } else if (t->kind == TYPED_LETTER || t->kind == TYPED_LETTERS || t->kind == TYPED_POINTS)
        write_letters(text, size, out);
    else
        buffer_add(out, text, size);
    for (unsigned i = 0; i < t->ends; i++)
        buffer_byte(out, '}');
}

static bool add_formula(typed_list *list, const typed_formula *formula)
{
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 8;
        typed_formula *at = memory_resize(list->at, room * sizeof *at);
        if (!at)
            return false;
        list->at = at;
        list->room = room;
    }
    list->at[list->count++] = *formula;
    return true;
}

/* Adds a reading, in parts where spaces to write in stand between them. */
static bool write_reading(const typed_tokens *tokens, const typed_reading *r, unsigned sure, typed_list *list)
{
    bool goes_on = false;
    for (size_t at = r->begin; at < r->end;) {
        size_t begin = at;
        typed_formula part = {.begin = tokens->at[at].begin,
                              .tex = list->tex.size,
                              .confidence = sure,
                              .goes_on = goes_on};
        for (; at < r->end && tokens->at[at].kind != TYPED_BLANK_SPACE; at++) {
            write_token(tokens, &tokens->at[at], &list->tex);
            if (at + 1 < r->end && tokens->at[at + 1].blank && !tokens->at[at].tex)
                buffer_byte(&list->tex, ' ');
            part.end = tokens->at[at].end;
        }
        part.tex_size = list->tex.size - part.tex;
        if (at > begin && !add_formula(list, &part))
            return false;
        goes_on |= at > begin;
        at += at < r->end;
    }
    return true;
}

/* Takes the grammar's marks off tokens that make no formula. */
static void clear(typed_tokens *tokens, size_t begin, size_t end)
{
    for (size_t i = begin; i < end && i < tokens->count; i++) {
        tokens->at[i].before = "";
        tokens->at[i].ends = 0;
        tokens->at[i].dropped = false;
    }
}

bool typed_find(const char *text, size_t size, const unsigned char *marks, unsigned least, typed_list *list)
{
    typed_tokens tokens;
    if (!worth_a_look(text, size, marks) || holds_tex(text, size))
        return true;
    typed_cut(text, size, marks, &tokens);
    bool well = !tokens.failed;
    for (size_t at = 0; well && at < tokens.count;) {
        typed_reading r = {.begin = at, .end = at};
        if (begins(&tokens, at))
            r = typed_read(&tokens, at);
        unsigned sure = r.end > r.begin ? typed_weigh(&tokens, &r) : 0;
        if (sure >= least && sure)
            well = write_reading(&tokens, &r, sure, list);
        else
            clear(&tokens, at, r.touched + 1);
        if (r.touched > r.end)
            clear(&tokens, r.end, r.touched + 1);
        at = r.end > at ? r.end : at + 1;
    }
    free(tokens.at);
    return well && !list->tex.failed;
}

void typed_free(typed_list *list)
{
    free(list->at);
    buffer_free(&list->tex);
    *list = (typed_list){0};
}
