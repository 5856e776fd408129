/* Containers (pandoc's fenced divs, Docusaurus's and VuePress's ":::", MyST's "```{note}"), definitions (pandoc, PHP Markdown
 * Extra) and line blocks (pandoc): each becomes HTML's tags, alone on their lines, around the Markdown that stands in it. */
#include "markdown-lines.h"

#include "base/text.h"

#include <string.h>

/* Writes a tag between empty lines, so that what is around it is Markdown. */
static void write_tag(line_pass *l, const char *tag)
{
    if (!l->blank)
        line_write(l, "", 0);
    line_write(l, tag, strlen(tag));
    line_write(l, "", 0);
}

/* The length of the run of a character that a text begins with. */
static size_t run_of(const char *text, const char *stop, char mark)
{
    size_t size = 0;
    while (text + size < stop && text[size] == mark)
        size++;
    return size;
}

static bool is_blank_to(const char *text, const char *stop)
{
    while (text < stop && (*text == ' ' || *text == '\t'))
        text++;
    return text == stop;
}

/* ---- Containers --------------------------------------------------------------------------------------------------- */

/* What a container is by its name. */
typedef struct box_row {
    const char *name, *tag, *element, *title; /* title: shown where the author gives none; NULL for none */
} box_row;

/* Ascending by name. */
static const box_row boxes[] = {
    {"aside", "<aside>", "aside", NULL},
    {"astuce", "<aside>", "aside", "Astuce"},
    {"attention", "<aside>", "aside", "Attention"},
    {"caution", "<aside>", "aside", "Attention"},
    {"danger", "<aside>", "aside", "Danger"},
    {"definition", "<aside data-box=\"vocabulary\">", "aside", NULL},
    {"details", "<aside>", "aside", NULL},
    {"example", "<aside data-box=\"example\">", "aside", "Exemple"},
    {"exemple", "<aside data-box=\"example\">", "aside", "Exemple"},
    {"exercice", "<div class=\"exercise\">", "div", NULL},
    {"exercise", "<div class=\"exercise\">", "div", NULL},
    {"hint", "<aside>", "aside", "Astuce"},
    {"important", "<aside>", "aside", "Important"},
    {"info", "<aside>", "aside", "Info"},
    {"line-block", "<div class=\"verse\">", "div", NULL},
    {"memo", "<aside data-box=\"memo\">", "aside", NULL},
    {"note", "<aside>", "aside", "Note"},
    {"poem", "<div class=\"verse\">", "div", NULL},
    {"question", "<div class=\"question\">", "div", NULL},
    {"remarque", "<aside>", "aside", "Remarque"},
    {"seealso", "<aside>", "aside", NULL},
    {"solution", "<aside>", "aside", "Solution"},
    {"success", "<aside>", "aside", NULL},
    {"tip", "<aside>", "aside", "Astuce"},
    {"verse", "<div class=\"verse\">", "div", NULL},
    {"warning", "<aside>", "aside", "Attention"},
};

/* Copies a word of letters and "-" in small letters; its length in the text. */
static size_t copy_word(const char *text, const char *stop, char word[24])
{
    size_t size = 0;
    while (text + size < stop && (ascii_is_letter(text[size]) || text[size] == '-'))
        size++;
    for (size_t i = 0; i < size && i < 23; i++)
        word[i] = ascii_lower(text[i]);
    word[size < 23 ? size : 23] = '\0';
    return size;
}

/* Opens a container: "note", "note[Title]", "note Title", "{.note lang=en}". Unknown names only group. */
static void open_box(line_pass *l, char mark, size_t size, const char *text, bool required)
{
    char word[24] = "";
    const char *stop = l->stop, *title;
    size_t length;
    while (text < stop && *text == ' ')
        text++;
    const token *list = markdown_token(l->p, text, (size_t)(stop - text), &length);
    if (list) { /* an attribute list, which is a token by now */
        text = list->text;
        stop = text + strlen(text);
    }
    while (text < stop && strchr(" {.", *text))
        text++;
    text += copy_word(text, stop, word);
    const box_row *row = ROW_NAMED(word, boxes);
    if (l->box_count == MOST_BOXES || (required && !row))
        return;
    while (text < stop && strchr(" }[", *text))
        text++;
    title = text;
    while (stop > text && strchr(" ]:\t", stop[-1]))
        stop--;
    bool attributes = memchr(title, '=', (size_t)(stop - title)) || (title < stop && strchr("#.{", *title));
    l->boxes[l->box_count++] = (line_box){mark, size, row ? row->element : ""};
    if (row)
        write_tag(l, row->tag);
    buffer shown = BUFFER_EMPTY;
    if (title < stop && !attributes && row)
        buffer_add(&shown, title, (size_t)(stop - title));
    else if (row && row->title)
        buffer_text(&shown, row->title);
    if (shown.size) {
        buffer strong = BUFFER_EMPTY;
        buffer_format(&strong, "**%s**", buffer_string(&shown));
        line_write(l, buffer_string(&strong), strong.size);
        line_write(l, "", 0);
        buffer_free(&strong);
    }
    buffer_free(&shown);
}

static void close_box(line_pass *l)
{
    const char *element = l->boxes[--l->box_count].element;
    buffer tag = BUFFER_EMPTY;
    buffer_format(&tag, "</%s>", element);
    if (*element)
        write_tag(l, buffer_string(&tag));
    buffer_free(&tag);
}

/* Whether a line opens or closes a container, which is then done. */
static bool read_box(line_pass *l, const char *text)
{
    char mark = text < l->stop ? *text : '\0';
    if (mark != ':' && mark != '`' && mark != '~')
        return false;
    size_t size = run_of(text, l->stop, mark);
    const char *rest = text + size;
    line_box *top = l->box_count ? l->boxes + l->box_count - 1 : NULL;
    if (size < 3)
        return false;
    if (is_blank_to(rest, l->stop) && top && top->mark == mark && size >= top->size) {
        close_box(l);
        return true;
    }
    if (mark == ':' && !is_blank_to(rest, l->stop)) {
        unsigned before = l->box_count;
        open_box(l, mark, size > 3 ? 3 : size, rest, false);
        return l->box_count > before;
    }
    if (mark != ':' && rest < l->stop && *rest == '{') {
        unsigned before = l->box_count;
        open_box(l, mark, size, rest, true);
        return l->box_count > before;
    }
    return false;
}

/* ---- Definitions -------------------------------------------------------------------------------------------------- */

/* Whether a line is ": text", moved in by three blanks at most; `*content` is what comes after. */
static bool is_definition(const char *line, const char *stop, const char **content)
{
    const char *text;
    if (line_indent(line, stop, SIZE_MAX, &text) >= TAB || stop - text < 2 || *text != ':' ||
        (text[1] != ' ' && text[1] != '\t'))
        return false;
    *content = text + 1;
    return true;
}

/* Whether a definition comes right after the line that is read, or after one empty line. */
static bool definition_follows(const line_pass *l)
{
    const char *line = l->stop + 1, *content;
    for (int i = 0; i < 2 && line < l->end; i++) {
        const char *stop = memchr(line, '\n', (size_t)(l->end - line));
        stop = stop ? stop : l->end;
        if (!is_blank_to(line, stop))
            return is_definition(line, stop, &content);
        line = stop + 1;
    }
    return false;
}

/* Whether a line may be a term: words, and no mark of another block. */
static bool is_term(const char *text, const char *stop)
{
    const char *end = text;
    while (end < stop && text_is_digit((unsigned char)*end))
        end++;
    if (text >= stop || strchr("#>|<:`~\t ", *text) || (end > text && end < stop && strchr(".)", *end)))
        return false;
    return !(stop - text > 1 && strchr("-*+=", text[0]) && strchr(" -*=", text[1]));
}

static void close_definition(line_pass *l)
{
    if (l->definition)
        write_tag(l, "</dd>");
    l->definition = false;
}

static void close_definitions(line_pass *l)
{
    close_definition(l);
    if (l->definitions)
        write_tag(l, "</dl>");
    l->definitions = false;
}

/* Reads a line of a list of definitions. */
static bool read_definitions(line_pass *l, const char **text)
{
    const char *content, *inner;
    if (l->definitions && is_definition(*text, l->stop, &content)) {
        close_definition(l);
        write_tag(l, "<dd>");
        l->definition = true;
        line_indent(content, l->stop, SIZE_MAX, &inner);
        line_write(l, inner, (size_t)(l->stop - inner));
        return true;
    }
    if (is_term(*text, l->stop) && definition_follows(l)) {
        close_definition(l);
        if (!l->definitions)
            write_tag(l, "<dl>");
        l->definitions = true;
        write_tag(l, "<dt>");
        line_write(l, *text, (size_t)(l->stop - *text));
        write_tag(l, "</dt>");
        return true;
    }
    if (!l->definitions || is_blank_to(*text, l->stop))
        return false;
    size_t indent = line_indent(*text, l->stop, TAB, &inner);
    if (l->definition && (indent >= 2 || !l->blank)) {
        *text = inner;
        return false;
    }
    close_definitions(l);
    return false;
}

/* ---- Verse -------------------------------------------------------------------------------------------------------- */

/* Whether a line is one of verse: "| words", without another bar, which a table's row has. */
static bool is_verse(const char *text, const char *stop)
{
    return text < stop && *text == '|' && (text + 1 == stop || text[1] == ' ') &&
           !memchr(text + 1, '|', (size_t)(stop - text) - 1);
}

static bool next_is_verse(const line_pass *l)
{
    const char *line = l->stop + 1, *stop = line < l->end ? memchr(line, '\n', (size_t)(l->end - line)) : NULL;
    return line < l->end && is_verse(line, stop ? stop : l->end) && (stop ? stop : l->end) - line > 2;
}

static bool read_verse(line_pass *l, const char *text)
{
    if (!is_verse(text, l->stop)) {
        if (l->verse)
            write_tag(l, "</div>");
        l->verse = false;
        return false;
    }
    if (!l->verse)
        write_tag(l, "<div class=\"verse\">");
    l->verse = true;
    text += text + 1 < l->stop ? 2 : 1;
    buffer line = BUFFER_EMPTY;
    buffer_add(&line, text, (size_t)(l->stop - text));
    if (line.size && next_is_verse(l))
        buffer_byte(&line, '\\');
    line_write(l, buffer_string(&line), line.size);
    buffer_free(&line);
    return true;
}

/* ---- Lines --------------------------------------------------------------------------------------------------------- */

bool line_of_box(line_pass *l, const char **text)
{
    const char *word;
    if (line_indent(*text, l->stop, SIZE_MAX, &word) < TAB && read_box(l, word))
        return true;
    return !l->depth && (read_verse(l, *text) || read_definitions(l, text));
}

void line_end_boxes(line_pass *l)
{
    if (l->verse)
        write_tag(l, "</div>");
    close_definitions(l);
    while (l->box_count)
        close_box(l);
}
