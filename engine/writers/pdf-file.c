#include "pdf-file.h"

#include "base/text.h"

#include <string.h>

static const pdfw_slice nothing = {"", 0};

/* ---- Lexical conventions (ISO 32000-1, 7.2) ----------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c && strchr("()<>[]{}/%", c);
}

static size_t skip_blanks(pdfw_slice text, size_t at)
{
    while (at < text.size && (is_blank(text.at[at]) || text.at[at] == '%')) {
        if (text.at[at] == '%')
            while (at < text.size && text.at[at] != '\n' && text.at[at] != '\r')
                at++;
        else
            at++;
    }
    return at;
}

/* The end of a literal string that begins at `at`. */
static size_t end_of_string(pdfw_slice text, size_t at)
{
    size_t depth = 0;
    for (; at < text.size; at++) {
        if (text.at[at] == '\\')
            at++;
        else if (text.at[at] == '(')
            depth++;
        else if (text.at[at] == ')' && --depth == 0)
            return at + 1;
    }
    return text.size;
}

/* The end of one token: a string, a name, a number, a word, or one or two brackets. */
static size_t end_of_token(pdfw_slice text, size_t at)
{
    char c = text.at[at], next = at + 1 < text.size ? text.at[at + 1] : '\0';
    if (c == '(')
        return end_of_string(text, at);
    if ((c == '<' || c == '>') && next == c)
        return at + 2;
    if (c == '<') {
        const char *end = memchr(text.at + at, '>', text.size - at);
        return end ? (size_t)(end - text.at) + 1 : text.size;
    }
    if (is_delimiter(c) && c != '/')
        return at + 1;
    for (at++; at < text.size && !is_blank(text.at[at]) && !is_delimiter(text.at[at]);)
        at++;
    return at;
}

static int bracket(pdfw_slice text, size_t at, size_t end)
{
    bool two = end - at == 2;
    char c = text.at[at];
    return c == '[' || (two && c == '<') ? 1 : c == ']' || (two && c == '>') ? -1 : 0;
}

static bool is_whole(pdfw_slice text, size_t at, size_t end)
{
    for (size_t i = at; i < end; i++)
        if (!text_is_digit((unsigned char)text.at[i]))
            return false;
    return end > at;
}

/* The end of a reference that begins with the number from `at` to `end`; `end` where it is a number alone. */
static size_t end_of_reference(pdfw_slice text, size_t at, size_t end)
{
    if (!is_whole(text, at, end))
        return end;
    size_t second = skip_blanks(text, end), ends = second < text.size ? end_of_token(text, second) : second;
    if (!is_whole(text, second, ends))
        return end;
    size_t third = skip_blanks(text, ends), stop = third < text.size ? end_of_token(text, third) : third;
    return stop - third == 1 && text.at[third] == 'R' ? stop : end;
}

bool pdfw_next(pdfw_slice *rest, pdfw_slice *item)
{
    size_t at = skip_blanks(*rest, 0), end;
    if (at >= rest->size)
        return false;
    end = end_of_token(*rest, at);
    int depth = bracket(*rest, at, end);
    if (depth == 0)
        end = end_of_reference(*rest, at, end);
    while (depth > 0 && end < rest->size) {
        size_t next = skip_blanks(*rest, end);
        end = next < rest->size ? end_of_token(*rest, next) : rest->size;
        depth += next < rest->size ? bracket(*rest, next, end) : 0;
    }
    *item = (pdfw_slice){rest->at + at, end - at};
    *rest = (pdfw_slice){rest->at + end, rest->size - end};
    return true;
}

pdfw_slice pdfw_inside(pdfw_slice object)
{
    pdfw_slice item;
    if (!pdfw_next(&object, &item))
        return nothing;
    if (item.size >= 2 && item.at[0] == '[')
        return (pdfw_slice){item.at + 1, item.size - 2};
    if (item.size >= 4 && item.at[0] == '<' && item.at[1] == '<')
        return (pdfw_slice){item.at + 2, item.size - 4};
    return nothing;
}

bool pdfw_is(pdfw_slice item, const char *text)
{
    return item.size == strlen(text) && memcmp(item.at, text, item.size) == 0;
}

pdfw_slice pdfw_value(pdfw_slice dictionary, const char *key)
{
    pdfw_slice rest = pdfw_inside(dictionary), name, value;
    while (pdfw_next(&rest, &name) && pdfw_next(&rest, &value))
        if (pdfw_is(name, key))
            return value;
    return nothing;
}

long pdfw_number(pdfw_slice item)
{
    enum { MOST = 100000000 };
    long number = 0;
    if (!is_whole(item, 0, item.size))
        return -1;
    for (size_t i = 0; i < item.size && number < MOST; i++)
        number = number * 10 + (item.at[i] - '0');
    return number;
}

size_t pdfw_reference(pdfw_slice item)
{
    size_t end = item.size ? end_of_token(item, 0) : 0;
    if (end == item.size || end_of_reference(item, 0, end) != item.size)
        return 0;
    long number = pdfw_number((pdfw_slice){item.at, end});
    return number > 0 ? (size_t)number : 0;
}

/* ---- Strings (7.3.4, 7.9.2) --------------------------------------------------------------------------------------- */

static void add_hexadecimal(pdfw_slice string, buffer *out)
{
    int high = -1;
    for (size_t i = 1; i + 1 < string.size; i++) {
        int digit = ascii_hex(string.at[i]);
        if (digit < 0)
            continue;
        if (high >= 0)
            buffer_byte(out, (char)(high << 4 | digit));
        high = high >= 0 ? -1 : digit;
    }
}

static void add_literal(pdfw_slice string, buffer *out)
{
    static const char escaped[] = "nrtbf", meant[] = "\n\r\t\b\f";
    for (size_t i = 1; i + 1 < string.size; i++) {
        char c = string.at[i];
        if (c != '\\' || i + 2 >= string.size) {
            buffer_byte(out, c);
            continue;
        }
        c = string.at[++i];
        const char *known = strchr(escaped, c);
        int code = 0, digits = 0;
        while (digits < 3 && i + 1 < string.size && string.at[i] >= '0' && string.at[i] <= '7') {
            code = code * 8 + (string.at[i++] - '0');
            digits++;
        }
        i -= digits > 0;
        if (digits)
            buffer_byte(out, (char)code);
        else if (c != '\n')
            buffer_byte(out, known ? meant[known - escaped] : c);
    }
}

/* Adds UTF-16 (big endian) as UTF-8. */
static void add_utf16(const unsigned char *bytes, size_t size, buffer *out)
{
    for (size_t i = 0; i + 1 < size; i += 2) {
        uint32_t unit = (uint32_t)bytes[i] << 8 | bytes[i + 1];
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < size) {
            uint32_t low = (uint32_t)bytes[i + 2] << 8 | bytes[i + 3];
            unit = 0x10000 + ((unit - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
            i += 2;
        }
        buffer_point(out, unit);
    }
}

void pdfw_text(pdfw_slice string, buffer *out)
{
    buffer bytes = BUFFER_EMPTY;
    if (string.size >= 2 && *string.at == '<' && string.at[1] != '<')
        add_hexadecimal(string, &bytes);
    else if (string.size >= 2 && *string.at == '(')
        add_literal(string, &bytes);
    const unsigned char *data = (const unsigned char *)buffer_string(&bytes);
    if (bytes.size >= 2 && data[0] == 0xFE && data[1] == 0xFF)
        add_utf16(data + 2, bytes.size - 2, out);
    else
        buffer_add(out, data, bytes.size);
    out->failed = out->failed || bytes.failed;
    buffer_free(&bytes);
}

void pdfw_add_text(const char *text, buffer *out)
{
    buffer_text(out, "<FEFF");
    while (*text) {
        uint32_t point = text_next(&text);
        if (point >= 0x10000)
            buffer_format(out, "%04X%04X", 0xD800 + (unsigned)((point - 0x10000) >> 10),
                          0xDC00 + (unsigned)((point - 0x10000) & 0x3FF));
        else
            buffer_format(out, "%04X", (unsigned)point);
    }
    buffer_byte(out, '>');
}

/* ---- The file ----------------------------------------------------------------------------------------------------- */

/* The last place of a word in the file; NULL where it is not within its last part. */
static const char *last_of(const pdfw_file *file, const char *word)
{
    enum { PART = 2048 };
    size_t size = strlen(word), from = file->size > PART ? file->size - PART : 0;
    for (size_t at = file->size; at >= from + size; at--)
        if (memcmp(file->bytes + at - size, word, size) == 0)
            return file->bytes + at - size;
    return NULL;
}

/* The text of an object that begins at a byte: NULL where none with that number does. */
static pdfw_slice read_object(const pdfw_file *file, size_t at, size_t number, bool *stream)
{
    pdfw_slice rest = {file->bytes + at, file->size - at}, item, value;
    if (!pdfw_next(&rest, &item) || pdfw_number(item) != (long)number || !pdfw_next(&rest, &item) ||
        !pdfw_next(&rest, &item) || !pdfw_is(item, "obj") || !pdfw_next(&rest, &value))
        return nothing;
    *stream = pdfw_next(&rest, &item) && pdfw_is(item, "stream");
    return value;
}

static bool read_table(pdfw_file *file, pdfw_slice rest, size_t first, size_t count)
{
    enum { ENTRY = 20 };
    if (first != 0 || count > rest.size / ENTRY)
        return false;
    file->count = file->room = count;
    file->objects = arena_alloc(file->pool, count * sizeof *file->objects);
    if (!file->objects)
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *entry = rest.at + i * ENTRY;
        long at = pdfw_number((pdfw_slice){entry, 10});
        file->objects[i] = (pdfw_object){.body = nothing};
        if (entry[17] == 'n' && at > 0 && (size_t)at < file->size)
            file->objects[i].body = read_object(file, (size_t)at, i, &file->objects[i].stream);
    }
    rest.at += count * ENTRY;
    rest.size -= count * ENTRY;
    pdfw_slice word;
    return pdfw_next(&rest, &word) && pdfw_is(word, "trailer") && pdfw_next(&rest, &file->trailer);
}

bool pdfw_open(pdfw_file *file, arena *pool, const void *bytes, size_t size)
{
    *file = (pdfw_file){.bytes = bytes, .size = size, .pool = pool};
    const char *start = last_of(file, "startxref");
    if (!start)
        return false;
    pdfw_slice rest = {start + 9, (size_t)(file->bytes + size - start - 9)}, item, first, count;
    long at = pdfw_next(&rest, &item) ? pdfw_number(item) : -1;
    if (at <= 0 || (size_t)at >= size)
        return false;
    file->table = (size_t)at;
    rest = (pdfw_slice){file->bytes + at, size - (size_t)at};
    if (!pdfw_next(&rest, &item) || !pdfw_is(item, "xref") || !pdfw_next(&rest, &first) || !pdfw_next(&rest, &count))
        return false;
    size_t blanks = skip_blanks(rest, 0);
    rest = (pdfw_slice){rest.at + blanks, rest.size - blanks};
    long from = pdfw_number(first), all = pdfw_number(count);
    return from >= 0 && all > 0 && read_table(file, rest, (size_t)from, (size_t)all);
}

pdfw_slice pdfw_body(const pdfw_file *file, size_t number)
{
    return number < file->count ? file->objects[number].body : nothing;
}

void pdfw_change(pdfw_file *file, size_t number, const char *text, size_t size)
{
    char *copy = number < file->count && !file->objects[number].stream ? arena_copy(file->pool, text, size) : NULL;
    if (copy)
        file->objects[number] = (pdfw_object){{copy, size}, true, false};
}

size_t pdfw_add(pdfw_file *file, const char *text)
{
    if (file->count == file->room) {
        size_t room = 2 * file->room + 16;
        pdfw_object *larger = arena_alloc(file->pool, room * sizeof *larger);
        if (!larger)
            return 0;
        memcpy(larger, file->objects, file->count * sizeof *larger);
        file->objects = larger;
        file->room = room;
    }
    file->objects[file->count++] = (pdfw_object){.body = nothing};
    pdfw_change(file, file->count - 1, text, strlen(text));
    return file->count - 1;
}

void pdfw_with(pdfw_slice dictionary, const char *key, const char *value, buffer *out)
{
    pdfw_slice rest = pdfw_inside(dictionary), name, was;
    bool found = false;
    buffer_text(out, "<<");
    while (pdfw_next(&rest, &name) && pdfw_next(&rest, &was)) {
        bool same = pdfw_is(name, key);
        found = found || same;
        if (same && !value)
            continue;
        buffer_add(out, name.at, name.size);
        buffer_byte(out, ' ');
        buffer_add(out, same ? value : was.at, same ? strlen(value) : was.size);
        buffer_byte(out, '\n');
    }
    if (!found && value)
        buffer_format(out, "%s %s\n", key, value);
    buffer_text(out, ">>");
}

void pdfw_set(pdfw_file *file, size_t number, const char *key, const char *value)
{
    buffer text = BUFFER_EMPTY;
    pdfw_with(pdfw_body(file, number), key, value, &text);
    if (!text.failed)
        pdfw_change(file, number, buffer_string(&text), text.size);
    buffer_free(&text);
}

/* A key of the trailer that the update's has too. */
static void add_same(const pdfw_file *file, const char *key, buffer *out)
{
    pdfw_slice value = pdfw_value(file->trailer, key);
    if (!value.size)
        return;
    buffer_format(out, "%s ", key);
    buffer_add(out, value.at, value.size);
    buffer_byte(out, '\n');
}

void pdfw_write(const pdfw_file *file, buffer *out)
{
    buffer table = BUFFER_EMPTY;
    size_t before = out->size;
    buffer_add(out, file->bytes, file->size);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < file->count; i++) {
        const pdfw_object *object = file->objects + i;
        if (!object->changed)
            continue;
        buffer_format(&table, "%zu 1\n%010zu 00000 n \n", i, out->size - before);
        buffer_format(out, "%zu 0 obj\n", i);
        buffer_add(out, object->body.at, object->body.size);
        buffer_text(out, "\nendobj\n");
    }
    size_t at = out->size - before;
    buffer_text(out, "xref\n");
    buffer_add(out, buffer_string(&table), table.size);
    buffer_format(out, "trailer\n<</Size %zu\n", file->count);
    add_same(file, "/Root", out);
    add_same(file, "/Info", out);
    add_same(file, "/ID", out);
    buffer_format(out, "/Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n", file->table, at);
    out->failed = out->failed || table.failed;
    buffer_free(&table);
}
