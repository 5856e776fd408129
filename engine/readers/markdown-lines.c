/* The lines of a Markdown text made ready for libmd4c: front matter becomes metadata, the texts of notes are set aside,
 * and an admonition ("!!! note" and what is moved in below it) becomes a quotation that begins with a token. */
#include "markdown-lines.h"

#include "base/text.h"

#include <string.h>

void markdown_line(prepared *p, uint32_t line)
{
    if (p->line_count == p->line_room) {
        size_t room = p->line_room ? 2 * p->line_room : 256;
        uint32_t *larger = arena_alloc(p->pool, room * sizeof *larger);
        if (!larger)
            return;
        if (p->line_count)
            memcpy(larger, p->lines, p->line_count * sizeof *larger);
        p->lines = larger;
        p->line_room = room;
    }
    p->lines[p->line_count++] = line;
}

/* ---- Front matter ------------------------------------------------------------------------------------------------ */

/* Adds a value of YAML: a text in double quotes has escapes, "[a, b]" is several. */
static void add_value(const char *value, const char *end, buffer *out)
{
    bool list = end - value > 1 && *value == '[' && end[-1] == ']';
    for (value += list, end -= list; value < end; value++) {
        if (*value == '\\' && value + 1 < end && strchr("\"\\", value[1]))
            value++;
        else if (list && strchr("\"'", *value))
            continue;
        buffer_byte(out, *value);
    }
}

/* A further value of the metadatum read last: "- Name" below it. */
static void add_metadatum(ard_document *document, const char *name, const char *line, const char *end)
{
    const char *old = lesson_meta(document, name);
    buffer all = BUFFER_EMPTY;
    while (line < end && strchr(" \t-\"'", *line))
        line++;
    while (end > line && strchr(" \t\"'", end[-1]))
        end--;
    buffer_format(&all, "%s%s", old ? old : "", old ? ", " : "");
    buffer_add(&all, line, (size_t)(end - line));
    lesson_set_meta(document, name, buffer_string(&all));
    buffer_free(&all);
}

/* Sets a metadatum from "key: value" where the lesson knows the key. */
static void read_metadatum(ard_document *document, const char *line, size_t size, const char **open)
{
    static const char *const known[][2] = {
        {"title", "title"},    {"titre", "title"},    {"lang", "language"},           {"language", "language"},
        {"author", "author"},  {"auteur", "author"},  {"description", "description"}, {"date", "date"},
        {"authors", "author"}, {"auteurs", "author"},
    };
    const char *colon = memchr(line, ':', size), *dash = line + (size > 0 ? strspn(line, " \t") : 0);
    if (dash + 1 < line + size && *dash == '-' && dash[1] == ' ' && *open) {
        add_metadatum(document, *open, dash, line + size);
        return;
    }
    *open = NULL;
    if (!colon)
        return;
    const char *value = colon + 1, *end = line + size;
    while (value < end && strchr(" \t", *value))
        value++;
    while (end > value && strchr(" \t", end[-1]))
        end--;
    if (end - value > 1 && (*value == '"' || *value == '\'') && end[-1] == *value) {
        value++;
        end--;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!text_is(line, (size_t)(colon - line), known[i][0]))
            continue;
        *open = known[i][1]; /* its values may stand below it */
        if (value >= end)
            continue;
        buffer copy = BUFFER_EMPTY;
        add_value(value, end, &copy);
        lesson_set_meta(document, known[i][1], buffer_string(&copy));
        buffer_free(&copy);
    }
}

/* Whether a line is "---" (or, at the end, "..."), blanks after it apart. */
static bool is_front_mark(const char *line, const char *stop, bool last)
{
    while (stop > line && strchr(" \t", stop[-1]))
        stop--;
    return stop - line == 3 && (memcmp(line, "---", 3) == 0 || (last && memcmp(line, "...", 3) == 0));
}

/* Where the text begins after its front matter, which is read; `*lines` is how many lines that is. */
static const char *read_front_matter(ard_document *document, const char *text, const char *end, uint32_t *lines)
{
    *lines = 0;
    const char *stop = text < end ? memchr(text, '\n', (size_t)(end - text)) : NULL;
    if (!stop || !is_front_mark(text, stop, false))
        return text;
    const char *close = NULL;
    uint32_t count = 1;
    for (const char *line = stop + 1; line < end && !close; count++) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        next = next ? next : end;
        if (is_front_mark(line, next, true))
            close = next < end ? next + 1 : next;
        line = next + 1;
    }
    if (!close)
        return text;
    const char *open = NULL;
    for (const char *line = stop + 1, *next; line < close; line = next + 1) {
        next = memchr(line, '\n', (size_t)(close - line));
        next = next ? next : close;
        read_metadatum(document, line, (size_t)(next - line), &open);
    }
    *lines = count;
    return close;
}

/* ---- Lines ------------------------------------------------------------------------------------------------------- */

size_t line_indent(const char *line, const char *stop, size_t most, const char **text)
{
    size_t column = 0;
    while (line < stop && column < most && (*line == ' ' || *line == '\t')) {
        column = *line == '\t' ? (column / TAB + 1) * TAB : column + 1;
        line++;
    }
    *text = line;
    return column;
}

void line_write(line_pass *l, const char *text, size_t size)
{
    buffer *out = &l->p->text;
    markdown_line(l->p, l->lines[l->number]);
    for (unsigned i = 0; i < l->depth; i++) {
        size_t from = i ? l->inside[i - 1] : 0;
        for (size_t column = from; column < l->outer[i]; column++)
            buffer_byte(out, ' ');
        buffer_text(out, "> ");
    }
    buffer_add(out, text, size);
    buffer_byte(out, '\n');
    l->blank = size == 0;
}

/* Closes admonitions up to `depth`; an empty line keeps what follows from being taken for more of them. */
static void close_admonitions(line_pass *l, unsigned depth)
{
    if (l->depth <= depth)
        return;
    l->depth = depth;
    line_write(l, "", 0);
}

/* Goes past what moves a line in below each open admonition, and closes those that it is not moved in for. */
static void enter_line(line_pass *l, const char **text)
{
    const char *at = l->line;
    size_t column = 0;
    for (unsigned i = 0; i < l->depth; i++) {
        const char *inner;
        size_t wanted = (l->inside[i] ? l->inside[i] : SIZE_MAX) - column;
        size_t found = line_indent(at, l->stop, wanted, &inner);
        if (inner == l->stop)
            break;
        if (!l->inside[i] && column + found > l->outer[i] + 1)
            l->inside[i] = column + found;
        if (!l->inside[i] || column + found < l->inside[i]) {
            close_admonitions(l, i);
            break;
        }
        column += found;
        at = inner;
    }
    *text = at;
}

/* Reads "!!! type "title"", "??? type", "???+ type" or "=== "title"". `*title` and its size: what is shown, the type
 * where there is no title. */
static bool read_admonition(const char *text, const char *stop, const char **title, size_t *size)
{
    static const char *const marks[] = {"!!! ", "???+ ", "??? ", "=== \""};
    const char *type = NULL;
    bool tab = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !type; i++) {
        size_t length = strlen(marks[i]);
        if ((size_t)(stop - text) > length && memcmp(text, marks[i], length) == 0) {
            tab = marks[i][0] == '=';
            type = text + length - tab;
        }
    }
    if (!type)
        return false;
    const char *open = memchr(type, '"', (size_t)(stop - type));
    const char *close = open ? memchr(open + 1, '"', (size_t)(stop - open) - 1) : NULL;
    if (close) {
        *title = open + 1;
        *size = (size_t)(close - open) - 1;
        return true;
    }
    *title = type;
    *size = 0;
    while (type + *size < stop && !strchr(" \t", type[*size]))
        ++*size;
    return !tab && *size;
}

/* Writes the beginning of a quotation with a mark that says what it is. */
static void open_admonition(line_pass *l, size_t column, const char *title, size_t size)
{
    buffer first = BUFFER_EMPTY;
    if (!l->blank)
        line_write(l, "", 0);
    l->outer[l->depth] = column;
    l->inside[l->depth++] = 0;
    buffer_text(&first, MARKDOWN_ASIDE);
    bool small = size && *title >= 'a' && *title <= 'z';
    if (small)
        buffer_byte(&first, (char)(*title - 32));
    buffer_add(&first, title + small, size - small);
    line_write(l, buffer_string(&first), first.size);
    line_write(l, "", 0);
    buffer_free(&first);
}

/* Reads "[^1]: text"; gives the text, or NULL. `id` may be NULL. */
static const char *read_definition(const char *text, const char *stop, const char **id, size_t *size)
{
    if (stop - text < 5 || text[0] != '[' || text[1] != '^')
        return NULL;
    const char *close = memchr(text, ']', (size_t)(stop - text));
    if (!close || close == text + 2 || close + 1 >= stop || close[1] != ':')
        return NULL;
    if (id) {
        *id = text + 2;
        *size = (size_t)(close - text) - 2;
    }
    return close + 2;
}

/* Opens a note; its text goes on in lines that are moved in. */
static void open_note(line_pass *l, const char *id, size_t size, const char *text)
{
    markdown_note *note = arena_alloc(l->p->pool, sizeof *note);
    if (!note)
        return;
    note->id = arena_copy(l->p->pool, id, size);
    note->line = l->lines[l->number];
    while (text < l->stop && *text == ' ')
        text++;
    buffer_add(&note->text, text, (size_t)(l->stop - text));
    buffer_byte(&note->text, '\n');
    *l->p->last_note = note;
    l->p->last_note = &note->next;
    l->note = note;
}

/* Whether a line goes on with the note that is open: it is empty or moved in, or no empty line came before it. */
static bool continue_note(line_pass *l)
{
    const char *text;
    size_t indent = line_indent(l->line, l->stop, TAB, &text);
    bool empty = text == l->stop;
    if (!l->note)
        return false;
    size_t written = l->note->text.size;
    bool lazy = !empty && !(written > 1 && l->note->text.data[written - 2] == '\n');
    if (!empty && indent < TAB && !(lazy && !read_definition(text, l->stop, NULL, NULL))) {
        l->note = NULL;
        return false;
    }
    buffer_add(&l->note->text, text, (size_t)(l->stop - text));
    buffer_byte(&l->note->text, '\n');
    return true;
}

/* Whether a line stands in a code fence, or opens or closes one. */
static bool is_code(line_pass *l, const char *text)
{
    const char *word;
    size_t indent = line_indent(text, l->stop, SIZE_MAX, &word), size = 0;
    char mark = word < l->stop ? *word : '\0';
    while ((mark == '`' || mark == '~') && word + size < l->stop && word[size] == mark)
        size++;
    if (!l->fence) {
        bool opens = size >= 3 && indent < 2 * TAB &&
                     !(mark == '`' && memchr(word + size, '`', (size_t)(l->stop - word) - size));
        l->fence = opens ? mark : '\0';
        l->fence_size = size;
        return opens;
    }
    const char *rest = word + size;
    while (rest < l->stop && strchr(" \t", *rest))
        rest++;
    if (mark == l->fence && size >= l->fence_size && rest == l->stop)
        l->fence = '\0';
    return true;
}

static void read_line(line_pass *l)
{
    const char *text, *word, *title, *id;
    size_t size;
    if (!l->fence && continue_note(l))
        return;
    enter_line(l, &text);
    if ((!l->fence && line_of_box(l, &text)))
        return;
    if (is_code(l, text)) {
        line_write(l, text, (size_t)(l->stop - text));
        return;
    }
    size_t indent = line_indent(text, l->stop, SIZE_MAX, &word);
    const char *definition = indent < TAB ? read_definition(word, l->stop, &id, &size) : NULL;
    if (definition && !l->depth)
        open_note(l, id, size, definition);
    else if (l->depth < MOST_ADMONITIONS && read_admonition(word, l->stop, &title, &size))
        open_admonition(l, indent + (l->depth ? l->inside[l->depth - 1] : 0), title, size);
    else
        line_write(l, text, (size_t)(l->stop - text));
}

bool markdown_prepare(prepared *p, ard_document *document, const char *text, size_t size)
{
    const char *end = text + size;
    uint32_t front;
    buffer marked = BUFFER_EMPTY;
    p->last_note = &p->notes;
    text = read_front_matter(document, text, end, &front);
    markdown_marks(p, text, (size_t)(end - text), front + 1, &marked);
    line_pass l = {.p = p, .document = document, .lines = p->lines, .line = buffer_string(&marked), .blank = true};
    size_t lines = p->line_count;
    l.end = l.line + marked.size;
    p->lines = NULL;
    p->line_count = p->line_room = 0;
    for (; l.line < l.end && l.number < lines; l.number++) {
        l.stop = memchr(l.line, '\n', (size_t)(l.end - l.line));
        l.stop = l.stop ? l.stop : l.end;
        read_line(&l);
        l.line = l.stop + 1;
    }
    l.number = l.number ? l.number - 1 : 0;
    if (lines)
        line_end_boxes(&l);
    bool whole = !marked.failed && !p->text.failed && !arena_failed(p->pool);
    buffer_free(&marked);
    return whole;
}

void markdown_prepared_free(prepared *p)
{
    for (markdown_note *note = p->notes; note; note = note->next)
        buffer_free(&note->text);
    buffer_free(&p->text);
    arena_free(p->pool);
}

const token *markdown_token(const prepared *p, const char *text, size_t size, size_t *length)
{
    static const char open[] = "\uFDD0", close[] = "\uFDD1";
    enum { SIDE = sizeof open - 1 };
    size_t number = 0, at = SIDE;
    if (size < 2 * SIDE + 1 || memcmp(text, open, SIDE) != 0)
        return NULL;
    while (at < size && at < SIDE + 9 && text_is_digit((unsigned char)text[at]))
        number = number * 10 + (size_t)(text[at++] - '0');
    if (size - at < SIDE || memcmp(text + at, close, SIDE) != 0 || number >= p->count)
        return NULL;
    *length = at + SIDE;
    return p->tokens + number;
}
