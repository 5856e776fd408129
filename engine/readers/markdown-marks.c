/* The marks that CommonMark does not know, each made a token: formulas ("$x$", "$$x$$", "\(x\)", "\[x\]"), references
 * of notes ("[^1]"), attribute lists ("{: width=560px}"), templates ("{{ ... }}"), "5^e^" and "H~2~O". Code is left
 * alone. */
#include "markdown.h"

#include "base/text.h"

#include <string.h>

enum { LONGEST_MARK = 20000, RUNS = 64 };

typedef struct marking {
    prepared *p;
    const char *at, *end, *stop; /* stop: the end of the paragraph */
    const char *stretch;         /* where the text begins that was not yet copied */
    uint32_t line;
    buffer *out;
    const char *searched[8]; /* up to where the closing mark of a kind was looked for, and was not */
    bool no_run[RUNS];       /* no run of so many backticks up to `stop` */
    char fence;              /* the character of the code fence that is open, or 0 */
    size_t fence_size;
} marking;

/* Adds text and counts its lines. */
static void copy(marking *m, const char *to)
{
    for (const char *c = m->stretch; c < to; c++)
        if (*c == '\n')
            markdown_line(m->p, ++m->line);
    buffer_add(m->out, m->stretch, (size_t)(to - m->stretch));
    m->stretch = to;
}

/* Puts a token in the place of what stands from `at` to `after`; its content is from `begin` to `end`. */
static void put_token(marking *m, token_kind kind, const char *begin, const char *end, const char *after)
{
    prepared *p = m->p;
    copy(m, m->at);
    if (p->count == p->room) {
        size_t room = p->room ? 2 * p->room : 64;
        token *larger = arena_alloc(p->pool, room * sizeof *larger);
        if (!larger) {
            m->at = m->stretch = after;
            return;
        }
        if (p->count)
            memcpy(larger, p->tokens, p->count * sizeof *larger);
        p->tokens = larger;
        p->room = room;
    }
    p->tokens[p->count] = (token){kind, arena_copy(p->pool, begin, (size_t)(end - begin)),
                                  arena_copy(p->pool, m->at, (size_t)(after - m->at)), m->line};
    buffer_format(m->out, "\uFDD0%zu\uFDD1", p->count++);
    for (const char *c = m->at; c < after; c++)
        m->line += *c == '\n';
    m->at = m->stretch = after;
}

/* Where a search for a closing mark begins: what was searched before is not searched again, so all marks of a paragraph
 * together cost its length. */
static const char *search_from(const marking *m, const char *from, size_t size, unsigned memory)
{
    const char *searched = m->searched[memory];
    return searched && searched > from + size ? searched - size : from;
}

static const char *search_end(const marking *m, const char *from)
{
    return m->stop - from > LONGEST_MARK ? from + LONGEST_MARK : m->stop;
}

/* The first place from `from` where `mark` stands, up to the end of the paragraph; NULL, which is remembered. */
static const char *find(marking *m, const char *from, const char *mark, unsigned memory)
{
    size_t size = strlen(mark);
    const char *most = search_end(m, from);
    for (from = search_from(m, from, size, memory); from < most && (size_t)(most - from) >= size; from++)
        if (memcmp(from, mark, size) == 0)
            return from;
    m->searched[memory] = most;
    return NULL;
}

/* Whether a text between dollars is prose: no sign of a formula, and a word of two letters or more among blanks. */
static bool is_prose(const char *text, const char *end)
{
    size_t letters = 0;
    bool words = false, blanks = false;
    for (const char *c = text; c < end; c++) {
        if (strchr("\\^_=+<>{}", *c))
            return false;
        bool letter = text_is_letter((unsigned char)*c & 0x80 ? 'a' : (unsigned char)*c);
        letters = letter ? letters + 1 : 0;
        words = words || letters > 1;
        blanks = blanks || *c == ' ';
    }
    return words && blanks;
}

/* The dollar that ends what begins at `begin`; NULL. */
static const char *find_dollar(marking *m, const char *begin)
{
    const char *most = search_end(m, begin);
    for (const char *end = search_from(m, begin, 2, 1); end < most; end++) {
        if (*end == '\\' && end + 1 < most)
            end++;
        else if (*end == '$' && end > begin && !strchr(" \t\n", end[-1]) &&
                 !(end + 1 < m->end && text_is_digit((unsigned char)end[1])))
            return end;
    }
    m->searched[1] = most;
    return NULL;
}

/* "$x$" and "$$x$$". As pandoc's manual has it ("tex_math_dollars"): no blank inside the dollars, no digit after the
 * last; so "5$ et 6$" is none. */
static bool read_dollars(marking *m)
{
    bool twice = m->at + 1 < m->stop && m->at[1] == '$';
    const char *begin = m->at + 1 + twice;
    if (twice) {
        const char *end = find(m, begin, "$$", 0);
        if (!end || end == begin)
            return false;
        put_token(m, TOKEN_MATHS_BLOCK, begin, end, end + 2);
        return true;
    }
    if (begin >= m->stop || strchr(" \t\n", *begin))
        return false;
    const char *end = find_dollar(m, begin);
    if (!end || is_prose(begin, end))
        return false;
    put_token(m, TOKEN_MATHS, begin, end, end + 1);
    return true;
}

/* "\(x\)" and "\[x\]"; without a sign of a formula the brackets are only escaped. */
static bool read_backslash(marking *m)
{
    bool block = m->at + 1 < m->stop && m->at[1] == '[';
    if (m->at + 1 >= m->stop || (!block && m->at[1] != '('))
        return false;
    const char *begin = m->at + 2, *end = find(m, begin, block ? "\\]" : "\\)", block ? 2 : 3);
    if (!end)
        return false;
    bool sign = false, blank = false;
    for (const char *c = begin; c < end; c++) {
        sign = sign || strchr("\\^_=+<>*/", *c);
        blank = blank || strchr(" \t\n", *c);
    }
    if (begin == end || (!sign && (block || blank)))
        return false;
    put_token(m, block ? TOKEN_MATHS_BLOCK : TOKEN_MATHS, begin, end, end + 2);
    return true;
}

/* "[^1]", but for the beginning of a note's text ("[^1]: ..."). */
static bool read_note(marking *m)
{
    const char *end = m->at + 2;
    if (end >= m->stop || m->at[1] != '^')
        return false;
    while (end < m->stop && end - m->at < 100 && !strchr(" \t\n[]", *end))
        end++;
    if (end >= m->stop || *end != ']' || end == m->at + 2 || (end + 1 < m->stop && end[1] == ':'))
        return false;
    put_token(m, TOKEN_NOTE, m->at + 2, end, end + 1);
    return true;
}

/* The end of a template's command that began in another paragraph: """) }}. */
static bool read_template_end(marking *m)
{
    const char *end = m->at;
    for (const char *wanted = "\"\"\")}}"; *wanted; wanted++) {
        while (end < m->stop && strchr(" \n", *end))
            end++;
        if (end >= m->stop || *end++ != *wanted)
            return false;
    }
    put_token(m, TOKEN_TEMPLATE, end, end, end);
    return true;
}

/* Whether "{" begins an attribute list: "{:" or "{" and a class, an id or a name with "=". */
static bool is_attribute_list(const char *text, const char *end)
{
    if (text < end && *text == ':')
        return true;
    while (text < end && *text == ' ')
        text++;
    if (text < end && (*text == '.' || *text == '#'))
        return end - text > 1;
    const char *name = text;
    while (text < end && (text_is_letter((unsigned char)*text) || *text == '-' || *text == '_'))
        text++;
    return text > name && text < end && *text == '=';
}

/* "{{ ... }}", "{% ... %}", "{# ... #}" and attribute lists. */
static bool read_brace(marking *m)
{
    char next = m->at + 1 < m->stop ? m->at[1] : '\0';
    if (next == '{' || next == '%' || next == '#') {
        const char *end = find(m, m->at + 2,
                               next == '{'   ? "}}"
                               : next == '%' ? "%}"
                                             : "#}",
                               next == '{'   ? 4
                               : next == '%' ? 5
                                             : 6);
        const char *text = end ? NULL : find(m, m->at + 2, "\"\"\"", 7);
        if (end || text) { /* a command around other paragraphs, which are a text of its: its beginning alone */
            put_token(m, TOKEN_TEMPLATE, m->at + 2, end ? end : text, end ? end + 2 : text + 3);
            return true;
        }
    }
    const char *end = m->at + 1;
    while (end < m->stop && end - m->at < 400 && !strchr("\n{}", *end))
        end++;
    if (end >= m->stop || *end != '}' || !is_attribute_list(m->at + 1, end))
        return false;
    put_token(m, TOKEN_ATTRIBUTES, m->at + 1 + (m->at[1] == ':'), end, end + 1);
    return true;
}

/* "5^e^" and "H~2~O": a short text without blanks between two single marks. */
static bool read_script(marking *m)
{
    char mark = *m->at;
    const char *end = m->at + 1;
    while (end < m->stop && end - m->at < 24 && *end != mark && !strchr(" \t\n`$[]()\\", *end))
        end++;
    bool doubled = (end + 1 < m->stop && end[1] == mark) || (m->at > m->stretch && m->at[-1] == mark);
    if (end >= m->stop || *end != mark || end == m->at + 1 || doubled)
        return false;
    put_token(m, mark == '^' ? TOKEN_SUPERSCRIPT : TOKEN_SUBSCRIPT, m->at + 1, end, end + 1);
    return true;
}

/* Goes past the code that a run of backticks begins (CommonMark 0.31, 6.1). */
static bool skip_code(marking *m)
{
    size_t size = 0;
    const char *from = m->at;
    for (; from < m->stop && *from == '`'; size++)
        from++;
    m->at = from;
    if (size >= RUNS || m->no_run[size])
        return true;
    while (from < m->stop) {
        size_t run = 0;
        while (from < m->stop && *from != '`')
            from++;
        for (; from < m->stop && *from == '`'; run++)
            from++;
        if (run == size) {
            m->at = from;
            return true;
        }
    }
    m->no_run[size] = true;
    return true;
}

/* A backslash and what it makes ordinary stay as they are. */
static bool read_escape(marking *m)
{
    if (read_backslash(m))
        return true;
    m->at += m->at + 1 < m->stop && m->at[1] != '\n' ? 2 : 1;
    return true;
}

typedef bool mark_reader(marking *m);

static mark_reader *reader_of(char c)
{
    switch (c) {
    case '`': return skip_code;
    case '\\': return read_escape;
    case '$': return read_dollars;
    case '[': return read_note;
    case '"': return read_template_end;
    case '{': return read_brace;
    case '^':
    case '~': return read_script;
    default: return NULL;
    }
}

/* The end of the paragraph at `at`: its first empty line. */
static const char *paragraph_end(const marking *m)
{
    const char *line = m->at;
    while (line < m->end) {
        const char *stop = memchr(line, '\n', (size_t)(m->end - line));
        if (!stop)
            return m->end;
        line = stop + 1;
        const char *c = line;
        while (c < m->end && (*c == ' ' || *c == '\t' || *c == '>'))
            c++;
        if (c >= m->end || *c == '\n')
            return line;
    }
    return m->end;
}

/* If the line at `at` opens or closes a code fence, or stands inside one, goes past it. However far it is moved in: it
 * may stand in a list or an admonition. */
static bool skip_fence(marking *m)
{
    const char *c = m->at, *stop = memchr(m->at, '\n', (size_t)(m->end - m->at));
    stop = stop ? stop + 1 : m->end;
    while (c < stop && (*c == ' ' || *c == '\t' || *c == '>'))
        c++;
    size_t size = 0;
    char mark = c < stop ? *c : '\0';
    while ((mark == '`' || mark == '~') && c + size < stop && c[size] == mark)
        size++;
    if (!m->fence) {
        bool opens = size >= 3 && !(mark == '`' && memchr(c + size, '`', (size_t)(stop - c) - size));
        if (!opens)
            return false;
        m->fence = mark;
        m->fence_size = size;
    } else if (mark == m->fence && size >= m->fence_size) {
        const char *rest = c + size;
        while (rest < stop && strchr(" \t\n", *rest))
            rest++;
        if (rest == stop)
            m->fence = '\0';
    }
    m->at = stop;
    return true;
}

/* Replaces the marks of one line, or of more where one crosses lines; ends at the beginning of a line. */
static void mark_line(marking *m)
{
    while (m->at < m->stop) {
        mark_reader *read = reader_of(*m->at);
        if (read && read(m))
            continue;
        if (*m->at++ == '\n')
            return;
    }
}

void markdown_marks(prepared *p, const char *text, size_t size, uint32_t line, buffer *out)
{
    marking m = {.p = p, .at = text, .end = text + size, .stop = text, .stretch = text, .line = line, .out = out};
    markdown_line(p, line);
    while (m.at < m.end) {
        if (skip_fence(&m)) {
            m.stop = m.at > m.stop ? m.at : m.stop;
            continue;
        }
        if (m.at >= m.stop) {
            m.stop = paragraph_end(&m);
            memset(m.no_run, 0, sizeof m.no_run);
        }
        mark_line(&m);
    }
    copy(&m, m.end);
}
