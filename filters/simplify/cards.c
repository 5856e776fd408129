/* One exercise a card, or a page: what is put around it, where it stands among all, and the list of what is to be done. */
#include "base/text.h"
#include "simplify.h"

#include <string.h>

enum { SHORT_TEXT = 80 }; /* words that need no page of their own: they stand with the exercise below */

/* ---- Cards -------------------------------------------------------------------------------------------------------- */

typedef struct card_job {
    ard_document *document;
    task_list *tasks;
    bool pages;            /* each begins a page */
    size_t before;         /* words before the first card, and more where there is more than words */
    bool begun;            /* whether a page of its own stands before */
    const ard_node *title; /* the lesson's, which is in no card; NULL for none */
    size_t count;
} card_job;

/* Puts siblings in a card. */
static ard_node *put_around(card_job *job, const char *what, ard_node *first, ard_node *last)
{
    ard_node *card = node_new(job->document, SECTION, first->place);
    if (!card)
        return NULL;
    node_set(job->document, card, "added", "around");
    node_set(job->document, card, "data-card", what);
    node_wrap(card, first, last);
    const style page = {.values = {[STYLE_BREAK] = "page"}};
    if ((job->begun || job->before > SHORT_TEXT) && job->pages)
        card->style = style_add(job->document, &page);
    job->begun = true;
    return card;
}

static void put_task(card_job *job, ard_node *first, ard_node *exercise)
{
    ard_node *card = put_around(job, "task", first, exercise);
    for (size_t i = 0; card && i < job->tasks->count; i++)
        if (job->tasks->rows[i].exercise == exercise)
            job->tasks->rows[i].card = card;
    job->count += card != NULL;
}

/* Whether a block goes with the titles beside it: a mark of a page, a rule. */
static bool is_thin(const ard_node *block)
{
    return block->kind == PAGE_MARK || block->kind == RULE;
}

/* Whether a leaf is of a running head or foot. */
static bool is_running(const ard_node *node)
{
    while (node && !node_attribute(node, "data-part"))
        node = node->parent;
    return node;
}

static void count_before(card_job *job, ard_node *block)
{
    if (!job->begun && !is_running(block))
        job->before +=
            node_words(block, block, SHORT_TEXT) + (block->kind == TABLE || block->kind == FIGURE ? SHORT_TEXT : 0);
}

/* The block after which the list stands: the lesson's title, where that is before the first task; NULL: at the beginning. */
static ard_node *title_of(ard_document *document, const ard_node *before)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (w.node == before || w.node->kind == EXERCISE)
            return NULL;
        else if (event == WALK_ENTER && w.node->kind == HEADING && !node_attribute(w.node, "added"))
            return kind_is(w.node->parent, LESSON_ROOT) || kind_is(w.node->parent, SECTION) ? w.node : NULL;
    return NULL;
}

/* Makes the cards of a container that exercises stand in: each with the titles right above it; and, after the first, what
 * other titles begin. Text without a title stays with the card before it. */
static void make_cards(card_job *job, ard_node *container)
{
    ard_node *run = NULL, *titles = NULL; /* where a text that titles begin, and the last titles, begin */
    bool any = false;
    for (ard_node *block = container->first, *next; block; block = next) {
        next = block->next;
        bool is_exercise = block->kind == EXERCISE;
        if (block == job->title)
            titles = NULL;
        else if (task_title(block))
            titles = titles ? titles : block;
        else if (!is_exercise && !is_thin(block) && block->kind != NOTE) {
            run = run ? run : titles;
            titles = NULL;
            count_before(job, block);
        }
        if (!is_exercise && next)
            continue;
        if (is_exercise && run && any && node_words(run, block->previous, SHORT_TEXT) <= SHORT_TEXT) {
            titles = run; /* what leads up to an exercise stands with it */
            run = NULL;
        }
        ard_node *first = titles ? titles : block, *last = is_exercise ? first->previous : block;
        if (run && any && last)
            put_around(job, "text", run, last);
        if (is_exercise)
            put_task(job, first, block);
        any |= is_exercise;
        run = titles = NULL;
    }
}

size_t simplify_cards(ard_document *document, task_list *tasks, bool pages, bool listed)
{
    card_job job = {document, tasks, pages, 0, listed && tasks->count > 1, NULL, 0};
    if (job.begun)
        job.title = title_of(document, tasks->rows[0].exercise);
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event != WALK_ENTER)
            continue;
        bool exercises = false;
        for (const ard_node *child = node->first; child && !exercises; child = child->next)
            exercises = child->kind == EXERCISE;
        if (exercises && !node_attribute(node, "data-card") && (node->kind == LESSON_ROOT || node->kind == SECTION))
            make_cards(&job, node);
        else if (!job.begun && kind_about(node->kind)->class == LEAF && node->kind != HEADING && !is_running(node))
            count_before(&job, node);
        if (node->kind == EXERCISE)
            walk_skip(&w);
    }
    return job.count;
}

/* ---- Where it stands ---------------------------------------------------------------------------------------------- */

void simplify_progress(ard_document *document, const task_list *tasks)
{
    const style look = {.values = {[STYLE_WEIGHT] = "bold"}};
    uint16_t row = tasks->count > 1 ? style_add(document, &look) : STYLE_NONE;
    for (size_t i = 0; i < tasks->count && tasks->count > 1; i++) {
        ard_node *card = tasks->rows[i].card;
        if (!card)
            continue;
        buffer text = BUFFER_EMPTY, share = BUFFER_EMPTY;
        task_name(tasks, i, &text);
        buffer_format(&text, " %s %zu", made_word_in(document, MADE_OF), tasks->count);
        buffer_format(&share, "%zu/%zu", i + 1, tasks->count);
        ard_node *strip = made_node(document, PARAGRAPH, buffer_string(&text), card->place);
        node_set(document, strip, "data-progress", buffer_string(&share));
        if (strip)
            strip->style = row;
        node_insert_before(card->first, strip);
        buffer_free(&text);
        buffer_free(&share);
    }
}

/* ---- What is to be done ------------------------------------------------------------------------------------------- */

/* The first instruction of an exercise, else the first line that a question begins with, or NULL. */
static const ard_node *first_order(ard_node *exercise)
{
    const ard_node *line = NULL;
    walk w = walk_of(exercise);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (w.node->kind == INSTRUCTION && !node_attribute(w.node, "added"))
            return w.node;
        else if (!line && w.node->kind == PARAGRAPH && node_has_words(w.node) && !node_attribute(w.node, "added"))
            line = w.node;
    return line;
}

/* Adds what the list says of a task: its heading, or its name; and what is to be done where that is no more than a name. */
static void add_title(const task_list *tasks, size_t number, buffer *out)
{
    const task_row *row = &tasks->rows[number];
    const ard_node *order = first_order(row->exercise);
    size_t begin = out->size;
    if (row->heading && node_has_words(row->heading))
        node_beginning(row->heading, out);
    else
        task_name(tasks, number, out);
    bool name = !row->heading || (row->number && out->size - begin <= strlen(tasks->word) + 8);
    if (!name || !order)
        return;
    buffer_text(out, " : ");
    node_beginning(order, out);
}

static void add_row(ard_document *document, const task_list *tasks, size_t number, ard_node *list)
{
    buffer title = BUFFER_EMPTY, id = BUFFER_EMPTY;
    const task_row *row = &tasks->rows[number];
    add_title(tasks, number, &title);
    buffer_format(&id, "#a-faire-%zu", number + 1);
    if (row->card)
        node_set(document, row->card, "id", buffer_string(&id) + 1);
    ard_node *item = node_append(list, made_node(document, ITEM, NULL, row->exercise->place));
    ard_node *line = node_append(item, made_node(document, PARAGRAPH, NULL, row->exercise->place));
    ard_node *link =
        node_append(line, made_node(document, row->card ? LINK : SPAN, buffer_string(&title), row->exercise->place));
    if (row->card)
        node_set(document, link, "href", buffer_string(&id));
    buffer_free(&title);
    buffer_free(&id);
}

void simplify_todo(ard_document *document, const task_list *tasks)
{
    if (tasks->count < 2)
        return;
    const ard_node *first = tasks->rows[0].card ? tasks->rows[0].card : tasks->rows[0].exercise;
    ard_node *section = made_node(document, SECTION, NULL, NOWHERE), *root = lesson_root(document);
    ard_node *heading = node_append(section, made_node(document, HEADING, made_word_in(document, MADE_TODO), NOWHERE));
    ard_node *list = node_append(section, made_node(document, BULLETS, NULL, NOWHERE));
    ard_node *title = title_of(document, first);
    if (!section || !heading || !list)
        return;
    node_set(document, section, "data-card", "todo");
    heading->number = 2;
    for (size_t i = 0; i < tasks->count; i++)
        add_row(document, tasks, i, list);
    ard_node *at = root->first;
    while (at && at->kind == ASIDE && node_attribute(at, "data-part"))
        at = at->next;
    if (title)
        node_insert_after(title, section);
    else if (at)
        node_insert_before(at, section);
    else
        node_append(root, section);
}
