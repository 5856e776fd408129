/* Plain text as people type it.
 *   - An empty line ends a paragraph. Of a paragraph's lines, all are joined where each ends because the next word had
 *     no room (the paragraph's longest line, at least 50 characters, is the room); else each line stays a line: a poem,
 *     an address. Lines of more than 120 characters are paragraphs each.
 *   - A line under which "===" or "---" stands, and "# Title" after an empty line, are headings.
 *   - Lines that begin with "-", "*" or "•" (two of them at least) and with "1.", "1)" or "a)" are lists; deeper by
 *     their indent.
 *   - A form feed begins a page; a number alone on the line after it is that page's.
 *   - Lines drawn as a table are one (text-tables.h).
 *   - A word that is cut at the end of a wrapped line is whole again, but for a compound's hyphen. */
#include "ornaments.h"
#include "plain.h"
#include "text-tables.h"

#include "base/text.h"
#include "lesson/lesson.h"

#include <string.h>

enum { MOST_LEVELS = 12, WRAPPED_AT_LEAST = 50, LINE_IS_PARAGRAPH = 120 };

/* A list that is open, and its last item. */
typedef struct level {
    ard_node *list, *item;
    size_t indent, inside; /* columns of the marker, of the text after it */
    char form, after;      /* '-' or '1' or 'a'; '.' or ')' */
    long next;             /* the number that goes on */
} level;

typedef struct text_reader_state {
    ard_document *document;
    const char *line, *end; /* the line that is read, and the text's end */
    uint32_t number;        /* of the line */
    level levels[MOST_LEVELS];
    unsigned depth;
    buffer lines;                 /* the paragraph that is open: its lines, each with its newline */
    size_t first, longest, count; /* sizes in characters, number of lines */
    uint32_t begun;               /* the paragraph's first line */
    bool blank, page;             /* an empty line came before; a form feed came */
} reading;

/* A list's marker as a line shows it. */
typedef struct marker {
    size_t indent, inside;
    const char *text; /* what follows it */
    char form, after;
    long number;
} marker;

static const char *line_end(const reading *r)
{
    const char *stop = r->line < r->end ? memchr(r->line, '\n', (size_t)(r->end - r->line)) : NULL;
    return stop ? stop : r->end;
}

/* Columns of the blanks that a line begins with (a tab goes to the next multiple of 4), and the text after them. */
static size_t indent_of(const char *line, const char *stop, const char **text)
{
    size_t column = 0;
    for (; line < stop && (*line == ' ' || *line == '\t'); line++)
        column = *line == '\t' ? (column / 4 + 1) * 4 : column + 1;
    *text = line;
    return column;
}

/* Reads "-", "*" or "•"; gives its length, or 0. */
static size_t bullet_length(const char *text, const char *stop)
{
    static const char *const bullets[] = {"- ", "* ", "• ", "-\t", "*\t", "•\t", "▪ ", "◦ "};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        size_t size = strlen(bullets[i]);
        if ((size_t)(stop - text) > size && memcmp(text, bullets[i], size) == 0)
            return size - 1;
    }
    return 0;
}

/* Reads "12.", "12)" or "a)"; gives its length, or 0. Longer numbers are years and the like. */
static size_t number_length(const char *text, const char *stop, marker *m)
{
    size_t size = 0;
    m->number = 0;
    while (text + size < stop && size < 3 && text_is_digit((unsigned char)text[size]))
        m->number = m->number * 10 + text[size++] - '0';
    m->form = '1';
    if (!size && text < stop && *text >= 'a' && *text <= 'z') {
        m->form = 'a';
        m->number = text[size++] - 'a' + 1;
    }
    if (!size || size > 2 || text + size + 1 >= stop || (text[size + 1] != ' ' && text[size + 1] != '\t'))
        return 0;
    m->after = text[size];
    bool fits = m->after == ')' || (m->after == '.' && m->form == '1');
    return fits ? size + 1 : 0;
}

/* Whether a line begins with a list's marker, and something after it. */
static bool read_marker(const char *line, const char *stop, marker *m)
{
    const char *text;
    m->indent = indent_of(line, stop, &text);
    size_t size = bullet_length(text, stop);
    if (size) {
        m->form = '-';
        m->after = *text;
        m->number = 0;
    } else
        size = number_length(text, stop, m);
    if (!size)
        return false;
    m->inside = m->indent + (m->form == '-' ? 1 : size) + indent_of(text + size, stop, &m->text);
    return m->text < stop;
}

/* Whether any later line, up to `within` lines on, has a bullet of the same kind: one alone is a dash of a dialogue. */
static bool has_companion(const reading *r, const marker *m)
{
    const char *line = line_end(r);
    for (int within = 8; within && line < r->end; within--) {
        marker other;
        line++;
        const char *stop = memchr(line, '\n', (size_t)(r->end - line));
        stop = stop ? stop : r->end;
        if (read_marker(line, stop, &other) && other.form == '-' && other.after == m->after &&
            other.indent == m->indent)
            return true;
        line = stop;
    }
    return false;
}

static ard_node *parent_of(const reading *r)
{
    return r->depth ? r->levels[r->depth - 1].item : lesson_root(r->document);
}

/* Appends a block; the first one after a form feed begins a page. */
static ard_node *add_block(reading *r, ard_kind kind, uint32_t line)
{
    ard_node *node = node_append(parent_of(r), node_new(r->document, kind, PLACE(NULL, line, 1)));
    if (node && r->page) {
        style breaks = {0};
        breaks.values[STYLE_BREAK] = "page";
        node->style = style_add(r->document, &breaks);
        r->page = false;
    }
    return node;
}

/* ---- Paragraphs -------------------------------------------------------------------------------------------------- */

/* Characters up to the first blank of a text. */
static size_t first_word(const char *text)
{
    size_t count = 0;
    while (*text && !text_is_space(text_next(&text)))
        count++;
    return count;
}

/* Whether each line but the last ends because the next word had no room. */
static bool is_wrapped(const reading *r)
{
    const char *line = buffer_string(&r->lines);
    if (r->longest < WRAPPED_AT_LEAST)
        return false;
    for (const char *stop; (stop = strchr(line, '\n')) && stop[1]; line = stop + 1) {
        size_t length = 0;
        for (const char *c = line; c < stop; length++)
            text_next(&c);
        if (length + 1 + first_word(stop + 1) <= r->longest)
            return false;
    }
    return true;
}

/* Whether the hyphen at the end of a wrapped line cuts a word: a small letter after it, and none of the words that French
 * joins by a hyphen of their own ("rendez-vous", "dit-il"). */
static bool cuts_word(const char *stop, const char *next)
{
    static const char joined[] =
        "vous nous là ci même mêmes ce il elle on je tu ils elles les le la moi toi lui leur en y "
        "t midi vis dessus dessous être";
    char word[16] = "";
    size_t size = strcspn(next, " \n.,;:!?'-"), length;
    uint32_t after = text_decode(next, strnlen(next, 4), &length);
    if (text_is_upper(after) || text_is_digit((unsigned char)stop[-2]))
        return false;
    memcpy(word, next, size < sizeof word ? size : 0);
    return !text_in_list(joined, word);
}

/* Whether a wrapped line ends in a hyphen between two letters: no blank belongs there. */
static bool ends_in_hyphen(const char *line, const char *stop, const char *next)
{
    size_t length;
    uint32_t after = *next ? text_decode(next, strnlen(next, 4), &length) : 0;
    return stop - line > 2 && stop[-1] == '-' && stop[-2] != '-' && stop[-2] != ' ' && text_is_letter(after);
}

/* Makes nodes of the paragraph that is open, and closes it. */
static void end_paragraph(reading *r)
{
    if (!r->count)
        return;
    ard_node *drawn = text_table(r->document, buffer_string(&r->lines), r->begun);
    if (drawn) {
        node_append(parent_of(r), drawn);
        buffer_reset(&r->lines);
        r->count = r->longest = 0;
        return;
    }
    bool wrapped = r->count > 1 && is_wrapped(r), apart = r->longest > LINE_IS_PARAGRAPH;
    const char *line = buffer_string(&r->lines);
    ard_node *leaf = NULL;
    bool joined = false;
    for (uint32_t number = r->begun; *line; number++) {
        const char *stop = strchrnul(line, '\n'); /* each line has its end, but where memory has ended */
        place where = PLACE(NULL, number, 1);
        if (!leaf || (apart && !wrapped))
            leaf = add_block(r, PARAGRAPH, number);
        else if (wrapped && !joined)
            node_append_text(r->document, leaf, " ", 1, where);
        else if (!wrapped)
            node_append(leaf, node_new(r->document, BREAK, where));
        joined = wrapped && *stop && ends_in_hyphen(line, stop, stop + 1);
        bool cut = joined && cuts_word(stop, stop + 1);
        node_append_text(r->document, leaf, line, (size_t)(stop - line) - cut, where);
        line = *stop ? stop + 1 : stop;
    }
    buffer_reset(&r->lines);
    r->count = r->longest = 0;
}

static void add_line(reading *r, const char *text, const char *stop)
{
    size_t length = 0;
    if (!r->count)
        r->begun = r->number;
    for (const char *c = text; c < stop; length++)
        text_next(&c);
    r->longest = length > r->longest ? length : r->longest;
    r->count++;
    for (const char *c = text; c < stop; c++)
        buffer_byte(&r->lines, *c == '\f' ? ' ' : *c);
    buffer_byte(&r->lines, '\n');
}

/* ---- Headings ---------------------------------------------------------------------------------------------------- */

static void add_heading(reading *r, int depth, const char *text, size_t size, uint32_t line)
{
    r->depth = 0;
    ard_node *heading = add_block(r, HEADING, line);
    if (heading)
        heading->number = depth;
    node_append_text(r->document, heading, text, size, PLACE(NULL, line, 1));
}

/* Whether the line is "===" or "---" under a paragraph of one line, which it makes a heading. */
static bool read_underline(reading *r, const char *text, const char *stop)
{
    char c = *text;
    if (r->count != 1 || stop - text < 3 || (c != '=' && c != '-') || r->depth)
        return false;
    for (const char *at = text; at < stop; at++)
        if (*at != c)
            return false;
    add_heading(r, c == '=' ? 1 : 2, buffer_string(&r->lines), r->lines.size - 1, r->begun);
    buffer_reset(&r->lines);
    r->count = r->longest = 0;
    return true;
}

/* Whether the line is "## Title" after an empty one. */
static bool read_hashes(reading *r, const char *text, const char *stop)
{
    int depth = 0;
    while (text + depth < stop && text[depth] == '#')
        depth++;
    if (!depth || depth > 6 || r->count || text + depth + 1 >= stop || text[depth] != ' ')
        return false;
    add_heading(r, depth, text + depth + 1, (size_t)(stop - text) - (size_t)depth - 1, r->number);
    return true;
}

/* ---- Lists ------------------------------------------------------------------------------------------------------- */

/* Opens a list for a marker, in the item that is open. */
static void open_list(reading *r, const marker *m)
{
    ard_node *list = add_block(r, m->form == '-' ? BULLETS : NUMBERS, r->number);
    if (m->form != '-' && m->number != 1)
        node_set_number(r->document, list, "start", m->number);
    if (m->form == 'a')
        node_set(r->document, list, "type", "a");
    if (m->form != '-' && m->after == ')')
        node_set(r->document, list, "data-after", ")");
    r->levels[r->depth++] =
        (level){.list = list, .indent = m->indent, .form = m->form, .after = m->after, .next = m->number};
}

/* Puts an item where its indent and its number say. */
static void add_item(reading *r, const marker *m)
{
    end_paragraph(r);
    while (r->depth && m->indent < r->levels[r->depth - 1].indent)
        r->depth--;
    level *top = r->depth ? r->levels + r->depth - 1 : NULL;
    bool deeper = top && m->indent > top->indent + 1 && r->depth < MOST_LEVELS;
    bool same =
        top && !deeper && top->form == m->form && top->after == m->after && (m->form == '-' || m->number == top->next);
    if (top && !deeper && !same)
        r->depth--;
    if (!same)
        open_list(r, m);
    top = r->levels + r->depth - 1;
    top->item = node_append(top->list, node_new(r->document, ITEM, PLACE(NULL, r->number, 1)));
    top->inside = m->inside;
    top->next = m->number + 1;
}

/* Whether a marker begins an item here: not inside a paragraph, unless its list is open or a new line may begin one. */
static bool begins_item(const reading *r, const marker *m)
{
    if (m->form != '-')
        return !r->count || r->depth || m->number == 1;
    return (r->depth && r->levels[r->depth - 1].form == '-') || has_companion(r, m);
}

/* ---- The text ---------------------------------------------------------------------------------------------------- */

static void read_line(reading *r)
{
    const char *stop = line_end(r), *text;
    marker m;
    while (stop > r->line && (stop[-1] == ' ' || stop[-1] == '\t'))
        stop--;
    size_t indent = indent_of(r->line, stop, &text);
    if (text == stop) {
        end_paragraph(r);
        r->blank = true;
        return;
    }
    if (read_marker(r->line, stop, &m) && begins_item(r, &m)) {
        add_item(r, &m);
        text = m.text;
    } else if (read_underline(r, text, stop) || read_hashes(r, text, stop)) {
        r->blank = false;
        return;
    } else
        while (!r->count && r->blank && r->depth && indent < r->levels[r->depth - 1].inside)
            r->depth--;
    add_line(r, text, stop);
    r->blank = false;
}

/* A number alone on the first line of a page. */
static void read_page_number(reading *r)
{
    char number[8] = "";
    const char *stop = line_end(r), *at = r->line;
    while (at < stop && (*at == ' ' || *at == '\t'))
        at++;
    size_t size = 0;
    while (at + size < stop && size < 5 && text_is_digit((unsigned char)at[size]))
        size++;
    const char *rest = at + size;
    while (rest < stop && (*rest == ' ' || *rest == '\t'))
        rest++;
    if (!size || size > 4 || rest != stop)
        return;
    memcpy(number, at, size);
    r->page = false;
    node_set(r->document, add_block(r, PAGE_MARK, r->number), "title", number);
    r->line = stop;
}

/* Ends the paragraph at the form feeds that a line begins with; others stand for a blank. */
static void read_form_feeds(reading *r)
{
    while (r->line < r->end && *r->line == '\f') {
        end_paragraph(r);
        r->depth = 0;
        r->page = lesson_root(r->document)->first != NULL;
        r->line++;
        read_page_number(r);
    }
}

static ard_status text_read(task *t, const source *in, ard_document *document)
{
    buffer text = BUFFER_EMPTY;
    ard_status status = plain_text(t, in, &text);
    reading r = {.document = document, .line = buffer_string(&text)};
    r.end = r.line + text.size;
    while (status == ARD_OK && r.line < r.end) {
        r.number++;
        read_form_feeds(&r);
        read_line(&r);
        const char *stop = line_end(&r);
        r.line = stop + (stop < r.end);
    }
    end_paragraph(&r);
    ornaments_remove(t, document);
    if (r.lines.failed && status == ARD_OK)
        status = report(t->log, NOWHERE, "plain.memory", NULL);
    buffer_free(&r.lines);
    buffer_free(&text);
    return status != ARD_OK ? status : lesson_status(document);
}

/* Any text may be plain text, so every other reader that knows it goes first. */
static int text_probe(const unsigned char *head, size_t size)
{
    return plain_probe(head, size) ? 10 : 0;
}

const ard_reader text_reader = {
    .about = {.kind = ARD_READER,
              .name = "text",
              .aliases = "txt",
              .endings = ".txt",
              .media_type = "text/plain",
              .lacks = "",
              .help = "text.help"},
    .probe = text_probe,
    .read = text_read,
};
