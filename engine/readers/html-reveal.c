/* What a page hides until it is asked for. Answers and corrections go to the end of the lesson, so that no form reads them
 * before their question; and texts that only a script of the page shows are counted, so that their absence is said. */
#include "html.h"

#include "base/text.h"

#include <string.h>

enum { WORDS_LEAST = 3, TEXTS_LEAST = 4, TEXT_MOST = 4000, SCRIPT_MOST = 4 << 20 };

/* ---- Answers ------------------------------------------------------------------------------------------------------ */

bool web_is_answer(const xml_node *n)
{
    static const char *const words[] = {"solution", "correction", "corrige", "correct",     "answer",
                                        "reponse",  "feedback",   "spoiler", "explanation", "explication"};
    const char *said[] = {xml_value(n, "class"), xml_value(n, "id")};
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; said[i] && j < sizeof words / sizeof *words; j++)
            if (strcasestr(said[i], words[j]))
                return true;
    return false;
}

/* The title above what was hidden, in the lesson's language. */
static const char *title_in(const char *language)
{
    static const char *const rows[][2] = {{"en", "Answers"},
                                          {"es", "Respuestas"},
                                          {"de", "Lösungen"},
                                          {"it", "Risposte"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (text_in_language(language, rows[i][0]))
            return rows[i][1];
    return "Réponses";
}

/* Adds the title of what the answers are of: the last heading before them, once. */
static void add_heading(webpage *w, ard_node *into, const ard_node *heading, const ard_node **said)
{
    if (!heading || heading == *said)
        return;
    *said = heading;
    buffer text = BUFFER_EMPTY;
    node_text(heading, &text);
    ard_node *line = node_append(into, node_new(w->document, PARAGRAPH, heading->place));
    ard_node *strong = node_append(line, node_new(w->document, STRONG, heading->place));
    node_append_text(w->document, strong, buffer_string(&text), text.size, heading->place);
    buffer_free(&text);
}

void web_move_answers(webpage *w, ard_node *root)
{
    ard_node *end = NULL;
    const ard_node *heading = NULL, *said = NULL;
    walk steps = walk_of(root);
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;) {
        ard_node *node = steps.node;
        const char *hidden = node_attribute(node, "data-hidden");
        if (event == WALK_ENTER && node->kind == HEADING && !hidden)
            heading = node;
        if (event == WALK_ENTER && hidden && strcmp(hidden, "answer") == 0)
            walk_skip(&steps);
        if (event != WALK_LEAVE || !hidden || strcmp(hidden, "answer") != 0 || node == end)
            continue;
        if (!end) {
            const char *language = lesson_meta(w->document, "language");
            end = node_new(w->document, ASIDE, node->place);
            node_set(w->document, end, "data-hidden", "1");
            ard_node *title = node_append(end, node_new(w->document, PARAGRAPH, node->place));
            title = node_append(title, node_new(w->document, STRONG, node->place));
            const char *words = title_in(language);
            node_append_text(w->document, title, words, strlen(words), node->place);
        }
        if (!end)
            return;
        node_unlink(node);
        node_set(w->document, node, "data-hidden", "1");
        add_heading(w, end, heading, &said);
        node_append(end, node);
        w->answers++;
    }
    node_append(root, end);
}

void web_drop_empty(ard_node *root)
{
    walk steps = walk_of(root);
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;)
        if (event == WALK_LEAVE && steps.node->kind == HEADING && !steps.node->first)
            node_unlink(steps.node);
}

/* ---- Texts of scripts --------------------------------------------------------------------------------------------- */

/* Whether a string of a script is a text for people: words of letters, without marks of code. */
static bool is_prose(const char *text, size_t size)
{
    size_t words = 0, letters = 0, marks = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        bool letter = ascii_is_letter((char)c) || c >= 0x80;
        marks += strchr("{}<>=;#_$/\\|", c) != NULL && c;
        letters = letter ? letters + 1 : 0;
        words += letters == 2;
    }
    return words >= WORDS_LEAST && marks * 12 < size;
}

/* Counts the texts between quotes in a script. Comments are passed over. */
static unsigned count_texts(const char *code, size_t size)
{
    unsigned count = 0;
    for (size_t i = 0; i < size; i++) {
        char quote = code[i];
        if (quote == '/' && i + 1 < size && (code[i + 1] == '/' || code[i + 1] == '*')) {
            const char *end =
                code[i + 1] == '/' ? memchr(code + i, '\n', size - i) : memmem(code + i + 2, size - i - 2, "*/", 2);
            if (!end)
                return count;
            i = (size_t)(end - code) + (code[i + 1] == '*');
            continue;
        }
        if (quote != '"' && quote != '\'' && quote != '`')
            continue;
        size_t begin = i + 1, at = begin;
        while (at < size && at - begin < TEXT_MOST && code[at] != quote && (code[at] != '\n' || quote == '`'))
            at += code[at] == '\\' && at + 1 < size ? 2 : 1;
        if (at < size && code[at] == quote) {
            count += is_prose(code + begin, at - begin);
            i = at;
        }
    }
    return count;
}

void web_report_script_texts(webpage *w, const xml_node *root)
{
    unsigned count = 0;
    const xml_node *first = NULL;
    size_t seen = 0;
    for (const xml_node *n = root; n; n = xml_following(n, root)) {
        const char *type = xml_is(n, "script") ? xml_value(n, "type") : NULL;
        if (!xml_is(n, "script") || !n->first || !n->first->text ||
            (type && (strstr(type, "ld+json") || strstr(type, "math/"))))
            continue;
        seen += n->first->size;
        unsigned found = seen < SCRIPT_MOST ? count_texts(n->first->text, n->first->size) : 0;
        first = found && !first ? n : first;
        count += found;
    }
    if (count >= TEXTS_LEAST)
        report(w->task->log, web_place(w, first), "html.script-texts", report_number(w->task->log, count), NULL);
}
