#include "html-tokens.h"

#include "base/memory.h"
#include "base/text.h"
#include "entities.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_POINT = 0x10FFFF, NAME_SHOWN = 64 };

/* A name, and the last start tag that had it as an attribute: so a second one is seen at once. */
typedef struct name_row {
    const char *text;
    uint32_t tag;
} name_row;

html_tokenizer html_tokenizer_of(arena *pool, const char *text, size_t size)
{
    return (html_tokenizer){.text = text, .size = size, .pool = pool, .names = table_new(pool)};
}

void html_tokenizer_free(html_tokenizer *t)
{
    buffer_free(&t->characters);
    buffer_free(&t->values);
    free(t->pairs);
    t->pairs = NULL;
}

/* The character at a place; NUL past the end (where a NUL of the text itself is never markup either). */
static char peek(const html_tokenizer *t, size_t at)
{
    return at < t->size ? t->text[at] : '\0';
}

/* The row of a name in lower case. NUL becomes U+FFFD, as the standard has it. */
static name_row *row_of(html_tokenizer *t, const char *name, size_t size)
{
    char small[NAME_SHOWN];
    char *key = size < sizeof small ? small : arena_alloc(t->pool, size + 1);
    for (size_t i = 0; key && i < size; i++)
        key[i] = name[i] ? ascii_lower(name[i]) : '?';
    if (key)
        key[size] = '\0';
    name_row *row = table_value(t->names, key);
    if (row || !key)
        return row;
    row = arena_alloc(t->pool, sizeof *row);
    if (row)
        row->text = arena_string(t->pool, key);
    table_set(t->names, key, row);
    return row && row->text ? row : NULL;
}

const char *html_name(html_tokenizer *t, const char *name, size_t size)
{
    name_row *row = row_of(t, name, size);
    if (!row)
        t->failed = true;
    return row ? row->text : "";
}

/* ---- Character references (13.2.5.72 to 13.2.5.80) --------------------------------------------------------------- */

/* The code point that a number stands for: numbers of control characters are windows-1252's. */
static uint32_t point_of_number(uint32_t number)
{
    static const uint16_t controls[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
    };
    if (number >= 0x80 && number < 0xA0)
        return controls[number - 0x80];
    return number && number <= LARGEST_POINT && (number & 0xFFFFF800) != 0xD800 ? number : REPLACEMENT;
}

/* A reference by number at `at` ("&#"): adds its character and gives the place after it, or `at` where it is none. */
static size_t read_number(const html_tokenizer *t, size_t at, size_t end, buffer *out)
{
    size_t digits = at + 2;
    bool hexadecimal = digits < end && ascii_lower(t->text[digits]) == 'x';
    uint32_t number = 0;
    digits += hexadecimal;
    size_t i = digits;
    for (; i < end; i++) {
        int digit = ascii_hex(t->text[i]);
        if (digit < 0 || (digit > 9 && !hexadecimal))
            break;
        if (number <= LARGEST_POINT)
            number = number * (hexadecimal ? 16 : 10) + (uint32_t)digit;
    }
    if (i == digits)
        return at;
    buffer_point(out, point_of_number(number));
    return i < end && t->text[i] == ';' ? i + 1 : i;
}

/* A reference by name at `at` ("&"), the same way. In an attribute, one without its semicolon that goes on as a word or
 * an equals sign is part of an address. */
static size_t read_name(const html_tokenizer *t, size_t at, size_t end, bool attribute, buffer *out)
{
    const char *name = t->text + at + 1;
    size_t most = end - at - 1, length = 0;
    while (length < most && (ascii_is_letter(name[length]) || text_is_digit((unsigned char)name[length])))
        length++;
    const entity_row *row = length < most && name[length] == ';' ? entity_named(name, length) : NULL;
    if (row) {
        buffer_text(out, row->text);
        return at + 1 + length + 1;
    }
    row = entity_prefix(name, length);
    size_t shown = row ? strlen(row->name) : 0;
    if (!row || (attribute && (shown < length || (shown < most && name[shown] == '='))))
        return at;
    buffer_text(out, row->text);
    return at + 1 + shown;
}

/* Adds the characters from `begin` to `end`, references resolved. NUL is dropped from text (which is what the tree
 * builder does in most places) and becomes U+FFFD in values. */
static void add_resolved(const html_tokenizer *t, size_t begin, size_t end, bool attribute, buffer *out)
{
    size_t plain = begin, at = begin;
    while (at < end) {
        char c = t->text[at];
        if (c != '&' && c) {
            at++;
            continue;
        }
        buffer_add(out, t->text + plain, at - plain);
        plain = at;
        size_t next = at;
        if (!c) {
            if (attribute)
                buffer_point(out, REPLACEMENT);
            plain = next = at + 1;
        } else if (at + 1 < end)
            plain = next =
                t->text[at + 1] == '#' ? read_number(t, at, end, out) : read_name(t, at, end, attribute, out);
        at = next > at ? next : at + 1;
    }
    buffer_add(out, t->text + plain, end - plain);
}

/* The text token of the characters up to `end`, which becomes the place. */
static html_token text_token(html_tokenizer *t, size_t end, bool references)
{
    html_token token = {.kind = HTML_TEXT, .offset = t->at, .text = t->text + t->at, .size = end - t->at};
    bool clean = !memchr(token.text, '\0', token.size);
    if (!clean || (references && memchr(token.text, '&', token.size))) {
        buffer_reset(&t->characters);
        if (references)
            add_resolved(t, t->at, end, false, &t->characters);
        else
            for (size_t i = t->at; i < end; i++)
                t->text[i] ? buffer_byte(&t->characters, t->text[i]) : buffer_point(&t->characters, REPLACEMENT);
        t->failed |= t->characters.failed;
        token.text = buffer_string(&t->characters);
        token.size = t->characters.size;
    }
    t->at = end;
    return token;
}

/* ---- Tags ------------------------------------------------------------------------------------------------------- */

static size_t skip_blanks(const html_tokenizer *t, size_t at)
{
    while (at < t->size && ascii_is_space(t->text[at]))
        at++;
    return at;
}

/* Reads an attribute's value at `at` (13.2.5.35 to .39) into `values`; the place after it. */
static size_t read_value(html_tokenizer *t, size_t at, html_pair *pair)
{
    char quote = peek(t, at);
    size_t end;
    pair->value = t->values.size;
    if (quote == '"' || quote == '\'') {
        const char *close = memchr(t->text + at + 1, quote, t->size - at - 1);
        end = close ? (size_t)(close - t->text) : t->size;
        add_resolved(t, at + 1, end, true, &t->values);
        end += end < t->size;
    } else {
        for (end = at; end < t->size && !ascii_is_space(t->text[end]) && t->text[end] != '>';)
            end++;
        add_resolved(t, at, end, true, &t->values);
    }
    pair->size = t->values.size - pair->value;
    buffer_byte(&t->values, '\0');
    return end;
}

/* Room for one more attribute; NULL when memory has ended. */
static html_pair *pair_new(html_tokenizer *t, size_t count)
{
    if (count == t->room) {
        size_t room = t->room ? 2 * t->room : 16;
        html_pair *pairs = memory_resize(t->pairs, room * sizeof *pairs);
        if (!pairs) {
            t->failed = true;
            return NULL;
        }
        t->pairs = pairs;
        t->room = room;
    }
    return t->pairs + count;
}

/* Reads an attribute at `at`; the place after it. The first of a name counts (13.2.5.33). */
static size_t read_attribute(html_tokenizer *t, size_t at, html_token *token)
{
    size_t end = at + 1; /* an equals sign may begin a name */
    while (end < t->size && !ascii_is_space(t->text[end]) && !memchr("/>=", t->text[end], 3))
        end++;
    bool room = token->count < TAG_ATTRIBUTES;
    name_row *row = room ? row_of(t, t->text + at, end - at) : NULL;
    html_pair pair = {.name = row ? row->text : NULL, .value = t->values.size}, *place = NULL;
    size_t kept = t->values.size, equals = skip_blanks(t, end);
    t->failed |= room && !row;
    if (peek(t, equals) == '=')
        end = read_value(t, skip_blanks(t, equals + 1), &pair);
    else
        buffer_byte(&t->values, '\0');
    if (row && row->tag != t->tags && token->kind == HTML_START)
        place = pair_new(t, token->count);
    if (place) {
        *place = pair;
        row->tag = t->tags;
        token->count++;
    } else if (!t->values.failed) {
        t->values.size = kept;
        t->dropped += !room;
    }
    return end;
}

/* Reads a tag whose name begins at `at`; false where the file ends inside it, which drops it. */
static bool read_tag(html_tokenizer *t, size_t at, html_token *token)
{
    size_t end = at;
    while (end < t->size && !ascii_is_space(t->text[end]) && t->text[end] != '/' && t->text[end] != '>')
        end++;
    token->name = html_name(t, t->text + at, end - at);
    buffer_reset(&t->values);
    t->tags++;
    for (at = end; at < t->size;) {
        at = skip_blanks(t, at);
        char c = peek(t, at);
        if (c == '>')
            break;
        if (c == '/') {
            token->closed = peek(t, at + 1) == '>';
            at++;
        } else if (at < t->size)
            at = read_attribute(t, at, token);
    }
    t->failed |= t->values.failed;
    token->pairs = t->pairs;
    t->at = at < t->size ? at + 1 : t->size;
    return at < t->size;
}

/* ---- Comments and other markup (13.2.5.41 to .54) ---------------------------------------------------------------- */

/* The place after a comment that begins at `at` ("<!--"). */
static size_t comment_end(const html_tokenizer *t, size_t at)
{
    at += 4;
    if (peek(t, at) == '>')
        return at + 1;
    if (peek(t, at) == '-' && peek(t, at + 1) == '>')
        return at + 2;
    for (const char *mark; (mark = memmem(t->text + at, t->size - at, "--", 2)); at = (size_t)(mark - t->text) + 1) {
        size_t after = (size_t)(mark - t->text) + 2;
        if (peek(t, after) == '>')
            return after + 1;
        if (peek(t, after) == '!' && peek(t, after + 1) == '>')
            return after + 2;
    }
    return t->size;
}

static size_t after_byte(const html_tokenizer *t, size_t at, char byte)
{
    const char *close = at < t->size ? memchr(t->text + at, byte, t->size - at) : NULL;
    return close ? (size_t)(close - t->text) + 1 : t->size;
}

static bool same_at(const html_tokenizer *t, size_t at, const char *word)
{
    size_t length = strlen(word);
    if (t->size - at < length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (ascii_lower(t->text[at + i]) != word[i])
            return false;
    return true;
}

static html_token read_doctype(html_tokenizer *t)
{
    html_token token = {.kind = HTML_DOCTYPE, .offset = t->at};
    size_t end = after_byte(t, t->at, '>'), name = skip_blanks(t, t->at + 9), stop = name;
    while (stop < end && !ascii_is_space(t->text[stop]) && t->text[stop] != '>')
        stop++;
    token.name = html_name(t, t->text + name, stop > name ? stop - name : 0);
    t->at = end;
    return token;
}

/* Markup at the place, which is a "<": true with a token, or false where something was passed over. */
static bool read_markup(html_tokenizer *t, html_token *token)
{
    size_t at = t->at;
    char next = peek(t, at + 1);
    *token = (html_token){.kind = HTML_START, .offset = at};
    if (ascii_is_letter(next))
        return read_tag(t, at + 1, token);
    if (next == '/' && ascii_is_letter(peek(t, at + 2))) {
        token->kind = HTML_END;
        return read_tag(t, at + 2, token);
    }
    if (next == '!' && same_at(t, at + 2, "doctype")) {
        *token = read_doctype(t);
        return true;
    }
    if (t->foreign && same_at(t, at, "<![cdata[")) {
        const char *close = memmem(t->text + at + 9, t->size - at - 9, "]]>", 3);
        t->at = at + 9;
        *token = text_token(t, close ? (size_t)(close - t->text) : t->size, false);
        t->at = close ? t->at + 3 : t->size;
        return token->size > 0;
    }
    t->at = same_at(t, at, "<!--") ? comment_end(t, at) : after_byte(t, at + 1, '>');
    return false;
}

/* Whether a "<" begins markup and not text. */
static bool begins_markup(const html_tokenizer *t, size_t at)
{
    char next = peek(t, at + 1);
    return ascii_is_letter(next) || next == '!' || next == '?' || (next == '/' && at + 2 < t->size);
}

/* ---- Elements that hold text only ------------------------------------------------------------------------------- */

/* Whether a tag of that name ("</" or "<" first) stands at `at`. */
static bool tag_at(const html_tokenizer *t, size_t at, const char *opening, const char *name)
{
    size_t after = at + strlen(opening) + strlen(name);
    if (!same_at(t, at, opening) || !same_at(t, at + strlen(opening), name))
        return false;
    char c = peek(t, after);
    return after < t->size && (ascii_is_space(c) || c == '/' || c == '>');
}

/* Where a script ends: "</script", but not within "<!-- <script" (13.2.5.15 to .31). */
static size_t script_end(const html_tokenizer *t)
{
    enum { PLAIN, ESCAPED, TWICE } state = PLAIN;
    for (size_t at = t->at; at < t->size; at++) {
        char c = t->text[at];
        if (c == '-' && state != PLAIN && same_at(t, at, "-->"))
            state = PLAIN;
        if (c != '<')
            continue;
        if (tag_at(t, at, "</", "script")) {
            if (state != TWICE)
                return at;
            state = ESCAPED;
        } else if (state == PLAIN && same_at(t, at, "<!--")) {
            state = ESCAPED;
            at++;
        } else if (state == ESCAPED && tag_at(t, at, "<", "script"))
            state = TWICE;
    }
    return t->size;
}

static size_t raw_end(const html_tokenizer *t)
{
    const char *mark;
    if (t->content == CONTENT_PLAIN)
        return t->size;
    if (t->content == CONTENT_SCRIPT)
        return script_end(t);
    for (size_t at = t->at; (mark = memchr(t->text + at, '<', t->size - at)); at++) {
        at = (size_t)(mark - t->text);
        if (tag_at(t, at, "</", t->closing))
            return at;
    }
    return t->size;
}

html_token html_next(html_tokenizer *t)
{
    html_token token;
    if (t->content != CONTENT_DATA && t->at < t->size) {
        size_t end = raw_end(t);
        bool references = t->content == CONTENT_RCDATA;
        t->content = CONTENT_DATA;
        if (end > t->at)
            return text_token(t, end, references);
    }
    while (t->at < t->size && !t->failed) {
        const char *mark = t->text[t->at] == '<' ? t->text + t->at : memchr(t->text + t->at, '<', t->size - t->at);
        size_t end = mark ? (size_t)(mark - t->text) : t->size;
        if (end == t->at && begins_markup(t, end)) {
            if (read_markup(t, &token))
                return token;
            continue;
        }
        while (mark && !begins_markup(t, end)) {
            mark = memchr(mark + 1, '<', t->size - end - 1);
            end = mark ? (size_t)(mark - t->text) : t->size;
        }
        token = text_token(t, end, true);
        if (token.size)
            return token;
    }
    return (html_token){.kind = HTML_FILE_END, .offset = t->size};
}
