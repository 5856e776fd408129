/* The pupil's sheet: lines to write on, or the text with gaps. What the gaps are is the teacher's to approve: until then the
 * sheet ends with a list of them, which has the answers. */
#include "filters/dictation/dictation.h"

#include "base/text.h"

#include <stdlib.h>

enum { LINE_LETTERS = 40 /* that a pupil writes on a line */, LINE_SIZE = 70, GAP_ROOM = 4 };

typedef struct sheet {
    ard_document *document;
    const dictation_wishes *wishes;
    ard_node *root, *exercise;
    ard_node *list;     /* of proposals; NULL before the first */
    size_t found, made; /* gaps */
} sheet;

static ard_node *new_node(const sheet *s, ard_kind kind, const char *text, place where)
{
    ard_node *node = node_new(s->document, kind, where);
    if (node)
        node_set(s->document, node, "added", "1");
    if (node && text)
        node_append_text(s->document, node, text, strlen(text), where);
    return node;
}

/* ---- Lines ------------------------------------------------------------------------------------------------------- */

static void add_lines(sheet *s, const passage *p)
{
    unsigned lines = letters_in(p->text, p->size) / LINE_LETTERS + 1;
    for (const char *at = p->text; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    for (unsigned i = 0; i < lines; i++) {
        ard_node *answer = new_node(s, ANSWER, NULL, p->leaf->place);
        if (answer)
            node_set_number(s->document, answer, "data-size", LINE_SIZE);
        node_append(node_append(s->exercise, new_node(s, PARAGRAPH, NULL, p->leaf->place)), answer);
    }
}

/* ---- Gaps -------------------------------------------------------------------------------------------------------- */

/* Whether the teacher has left out a gap by its number. */
static bool is_dropped(const sheet *s, size_t number)
{
    char *end;
    for (const char *at = s->wishes->drop; *at; at += *at == ',' || *at == ' ') {
        unsigned long dropped = strtoul(at, &end, 10);
        if (end == at && *at != ',' && *at != ' ')
            return false;
        if (end > at && dropped == number)
            return true;
        at = end;
    }
    return false;
}

/* Adds the options of a gap, with something between. */
static void add_options(const gap *g, const char *between, buffer *out)
{
    for (unsigned i = 0; i < GAP_OPTIONS; i++) {
        buffer_text(out, i ? between : "");
        buffer_text(out, g->options[i]);
    }
}

/* Adds a row to the list of what the teacher approves: number, group with the right word marked, options. */
static void propose(sheet *s, const passage *p, const gap *g)
{
    static const char *const title = "Pour l’enseignant : trous proposés, à valider (les réponses sont ici)";
    if (!s->list) {
        ard_node *box = new_node(s, ASIDE, NULL, NOWHERE);
        node_set(s->document, box, "data-card", "proposals");
        ard_node *line = node_append(box, new_node(s, PARAGRAPH, NULL, NOWHERE));
        node_append(line, new_node(s, STRONG, title, NOWHERE));
        s->list = node_append(box, new_node(s, BULLETS, NULL, NOWHERE));
    }
    const token *word = p->tokens + g->token;
    size_t begin = word->start > 40 ? word->start - 40 : 0;
    while (begin && begin < word->start && p->text[begin - 1] != ' ')
        begin++;
    buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%zu. %s", s->found, begin ? "… " : "");
    buffer_add(&text, p->text + begin, word->start - begin);
    buffer_format(&text, "[%s] : ", g->options[g->right]);
    add_options(g, " / ", &text);
    buffer_format(&text, " [%s]", p->sounds[g->token]);
    ard_node *row = node_append(s->list, new_node(s, ITEM, NULL, p->leaf->place));
    node_append(row, new_node(s, PARAGRAPH, buffer_string(&text), p->leaf->place));
    buffer_free(&text);
}

static void add_gap(sheet *s, ard_node *line, const gap *g, place where)
{
    buffer text = BUFFER_EMPTY;
    ard_node *answer = new_node(s, ANSWER, NULL, where);
    size_t longest = 0;
    for (unsigned i = 0; i < GAP_OPTIONS; i++) {
        size_t length = text_length(g->options[i]);
        longest = length > longest ? length : longest;
    }
    if (answer)
        node_set_number(s->document, answer, "data-size", (long long)(longest + GAP_ROOM));
    node_append(line, answer);
    buffer_text(&text, " (");
    add_options(g, " / ", &text);
    buffer_text(&text, ")");
    node_append_text(s->document, line, text.data, text.size, where);
    buffer_free(&text);
    s->made++;
}

/* Adds a passage's text up to a byte; its lines stay lines. */
static void add_text(const sheet *s, ard_node *line, const passage *p, size_t begin, size_t end)
{
    for (size_t at = begin; at < end;) {
        const char *newline = memchr(p->text + at, '\n', end - at);
        size_t stop = newline ? (size_t)(newline - p->text) : end;
        node_append_text(s->document, line, p->text + at, stop - at, p->leaf->place);
        if (newline)
            node_append(line, new_node(s, BREAK, NULL, p->leaf->place));
        at = stop + (newline != NULL);
    }
}

static void add_gaps(sheet *s, const passage *p, analyser *a, arena *pool)
{
    gap *gaps;
    size_t count = gaps_find(p, a, pool, s->wishes->alike, &gaps), at = 0;
    ard_node *line =
        node_append(s->exercise, new_node(s, kind_is(p->leaf, VERSE) ? VERSE : PARAGRAPH, NULL, p->leaf->place));
    for (size_t i = 0; i < count; i++) {
        const token *word = p->tokens + gaps[i].token;
        if (is_dropped(s, ++s->found))
            continue;
        add_text(s, line, p, at, word->start);
        add_gap(s, line, gaps + i, p->leaf->place);
        at = word->start + word->size;
        if (!s->wishes->approved)
            propose(s, p, gaps + i);
    }
    add_text(s, line, p, at, p->size);
}

/* ---- The sheet --------------------------------------------------------------------------------------------------- */

/* Puts the title and the instruction; a title that is dictated is not given away on lines. */
static void begin(sheet *s, const passage *first)
{
    bool shown = first->title && (s->wishes->gaps || !s->wishes->title);
    ard_node *heading = node_append(s->root, new_node(s, HEADING, shown ? first->text : "Dictée", NOWHERE));
    if (heading)
        heading->number = 1;
    s->exercise = node_append(s->root, new_node(s, EXERCISE, NULL, NOWHERE));
    node_set(s->document, s->exercise, "data-assesses", "spelling");
    node_append(s->exercise, new_node(s, INSTRUCTION,
                                      s->wishes->gaps ? "Écoute la dictée. Complète chaque espace avec le bon mot."
                                                      : "Écoute la dictée, puis écris le texte.",
                                      NOWHERE));
}

size_t dictation_sheet(ard_document *document, const dictation_wishes *wishes, const passage *first, analyser *a,
                       arena *pool)
{
    sheet s = {.document = document, .wishes = wishes, .root = lesson_root(document)};
    while (s.root->first)
        node_unlink(s.root->first);
    begin(&s, first);
    for (const passage *p = first; p; p = p->next)
        if (p->title && (wishes->gaps || !wishes->title))
            continue;
        else if (wishes->gaps)
            add_gaps(&s, p, a, pool);
        else
            add_lines(&s, p);
    if (s.list)
        node_append(s.root, s.list->parent);
    return s.made;
}
