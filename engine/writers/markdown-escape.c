/* Characters that would mean something to Markdown (CommonMark 0.31, GitHub's and pandoc's additions, ours), escaped. */
#include "markdown.h"

#include "base/text.h"

#include <string.h>

/* What a piece of text stands between, while it is added. */
typedef struct escape {
    mdw *w;
    const char *text, *at;
    uint32_t before; /* the character before `at`; 0 at the leaf's beginning */
} escape;

/* Escaped wherever they stand. */
static const char always[] = "\\`*$~^{}";

static bool starts_line(const mdw *w)
{
    size_t size = w->leaf.size;
    return !size || w->leaf.data[size - 1] == '\n';
}

static uint32_t last_point(const buffer *b)
{
    size_t at = b->size, length;
    while (at && ((unsigned char)b->data[--at] & 0xC0) == 0x80)
        ;
    return b->size ? text_decode(b->data + at, b->size - at, &length) : 0;
}

static bool is_word(uint32_t point)
{
    return text_is_letter(point) || text_is_digit(point);
}

static bool is_end(char c)
{
    return !c || c == ' ' || c == '\t' || c == '\n';
}

/* Whether letters are one, or a Roman number: pandoc's lists are labelled so. */
static bool is_label(const char *text, size_t size)
{
    return size == 1 || (size < 8 && (strspn(text, "ivxlcdm") >= size || strspn(text, "IVXLCDM") >= size));
}

/* The length of what a line may not begin with as it is, up to the character to escape: "1." has 1; SIZE_MAX for none. */
static size_t line_mark(const char *text)
{
    size_t digits = strspn(text, "0123456789"), letters = 0;
    if (strchr("#>+-=|:%!", *text) && *text)
        return 0;
    while (ascii_is_letter(text[letters]))
        letters++;
    size_t label = digits && digits < 10 ? digits : letters && is_label(text, letters) ? letters : 0;
    return label && text[label] == '.' && is_end(text[label + 1]) ? label : SIZE_MAX;
}

/* Blanks that Markdown would fold or take away. */
static bool add_blank(escape *e, bool line)
{
    buffer *leaf = &e->w->leaf;
    char c = *e->at;
    if (c == '\t' || c == '\n')
        buffer_format(leaf, "&#%d;", c);
    else if (c == ' ' && (line || e->before == ' ' || e->before == '\n'))
        buffer_text(leaf, "&#32;");
    else
        return false;
    return true;
}

/* A bracket: "\\[" begins a formula to many, so it stays as it is where no link can begin; as a reference of its character
 * where links and boxes to tick are read. */
static bool add_bracket(escape *e, bool line)
{
    char c = *e->at, next = e->at[1];
    buffer *leaf = &e->w->leaf;
    bool box = line && c == '[' && e->at[1] && e->at[2] == ']';
    if (e->w->brackets || box)
        buffer_format(leaf, "&#%d;", c);
    else if (c == ']' && next && strchr("([:{", next))
        buffer_text(leaf, "\\]");
    else
        return false;
    return true;
}

static bool add_escaped(escape *e)
{
    char c = *e->at, next = e->at[1];
    bool cell = e->w->where == MDW_CELL;
    bool escaped = strchr(always, c) || (c == '|' && cell) ||
                   (c == '_' && !(is_word(e->before) && is_word((unsigned char)next))) ||
                   (c == '&' && (ascii_is_letter(next) || next == '#')) ||
                   (c == '<' && next && !ascii_is_space(next) && !text_is_digit((unsigned char)next)) ||
                   (c == '@' && !is_word(e->before)) || (c == '#' && text_is_space(e->before)) ||
                   (c == '-' && e->before == '-') || (c == ':' && text_begins(e->at, "://")) ||
                   (c == '"' && next == '"') || (c == '<' && !next);
    if (escaped)
        buffer_format(&e->w->leaf, "\\%c", c);
    return escaped;
}

/* Inside an HTML tag's line Markdown reads nothing, but other readers look for marks of their own. */
static void add_in_tag(buffer *leaf, const char *text)
{
    for (; *text; text++) {
        bool blank = *text == ' ' && (!leaf->size || leaf->data[leaf->size - 1] == ' ');
        if (blank || strchr("&<>\"$[]{}^~\\`\t\n", *text))
            buffer_format(leaf, "&#%d;", *text);
        else
            buffer_byte(leaf, *text);
    }
}

void mdw_text(mdw *w, const char *text, bool next)
{
    buffer *leaf = &w->leaf;
    escape e = {w, text, text, last_point(leaf)};
    if (w->where == MDW_TAG) {
        add_in_tag(leaf, text);
        return;
    }
    size_t mark = starts_line(w) && w->where == MDW_LINE ? line_mark(text) : SIZE_MAX;
    const char *end = text + strlen(text);
    for (bool line = starts_line(w); *e.at; line = false) {
        size_t offset = (size_t)(e.at - text), length;
        uint32_t point = text_decode(e.at, (size_t)(end - e.at), &length);
        bool last = next && !e.at[length];
        if (offset == mark || (*e.at == '!' && last))
            buffer_format(leaf, "\\%c", *e.at);
        else if ((*e.at == '[' || *e.at == ']') && add_bracket(&e, line))
            ;
        else if (!add_blank(&e, line) && !add_escaped(&e))
            buffer_add(leaf, e.at, length);
        e.before = point;
        e.at += length;
    }
}

void mdw_code(mdw *w, const char *text)
{
    size_t longest = 0, run = 0;
    for (const char *at = text; *at; at++) {
        run = *at == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    size_t size = strlen(text);
    bool room = size && (text[0] == '`' || text[size - 1] == '`' || (text[0] == ' ' && text[size - 1] == ' '));
    for (size_t i = 0; i <= longest; i++)
        buffer_byte(&w->leaf, '`');
    buffer_text(&w->leaf, room ? " " : "");
    for (const char *at = text; *at; at++) {
        if (*at == '|' && w->where == MDW_CELL)
            buffer_byte(&w->leaf, '\\');
        buffer_byte(&w->leaf, *at == '\n' ? ' ' : *at);
    }
    buffer_text(&w->leaf, room ? " " : "");
    for (size_t i = 0; i <= longest; i++)
        buffer_byte(&w->leaf, '`');
}

void mdw_attribute(buffer *out, const char *name, const char *value)
{
    if (!value)
        return;
    buffer_format(out, " %s=\"", name);
    for (; *value; value++) {
        if (strchr("&<>\"$[]{}^~\\`|*_\t\n", *value))
            buffer_format(out, "&#%d;", *value);
        else
            buffer_byte(out, *value);
    }
    buffer_byte(out, '"');
}
