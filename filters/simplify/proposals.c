/* What changes more than the layout is a teacher's to decide: it is proposed, in the file and as a note, until
 * -s validated=yes. */
#include "simplify.h"

/* The list at the end of the lesson. */
static ard_node *list_of(proposals *p)
{
    if (p->list)
        return p->list;
    ard_node *box = made_node(p->document, ASIDE, NULL, NOWHERE);
    const char *title = made_word_in(p->document, p->validated ? MADE_VALIDATED : MADE_PROPOSALS);
    node_set(p->document, box, "data-card", p->validated ? "validated" : "proposals");
    ard_node *line = node_append(box, made_node(p->document, PARAGRAPH, NULL, NOWHERE));
    node_append(line, made_node(p->document, STRONG, title, NOWHERE));
    p->list = node_append(box, made_node(p->document, BULLETS, NULL, NOWHERE));
    node_append(lesson_root(p->document), box);
    return p->list;
}

bool proposal_add(proposals *p, const ard_node *where, const char *what)
{
    ard_node *item = node_append(list_of(p), made_node(p->document, ITEM, NULL, where->place));
    node_append(item, made_node(p->document, PARAGRAPH, what, where->place));
    report(p->log, where->place, p->validated ? "simplify.validated" : "simplify.proposal", what, NULL);
    p->count++;
    return p->validated;
}

void proposal_flag(proposals *p, const ard_node *where, const char *code, const char *words, const char *what)
{
    ard_node *item = node_append(list_of(p), made_node(p->document, ITEM, NULL, where->place));
    node_append(item, made_node(p->document, PARAGRAPH, what, where->place));
    report(p->log, where->place, code, words, NULL);
}

/* ---- The number of questions -------------------------------------------------------------------------------------- */

/* The n-th question of an exercise, from 0: a QUESTION in it or an item of its longest list; and how many there are. */
static ard_node *question_at(ard_node *exercise, size_t number, size_t *count)
{
    ard_node *found = NULL, *longest = NULL;
    size_t questions = 0, most = 0;
    for (ard_node *child = exercise->first; child; child = child->next) {
        if (child->kind == QUESTION && questions++ == number)
            found = child;
        size_t items = 0;
        for (const ard_node *item = child->kind == NUMBERS ? child->first : NULL; item; item = item->next)
            items++;
        if (items > most) {
            most = items;
            longest = child;
        }
    }
    *count = questions >= most ? questions : most;
    if (questions >= most)
        return found;
    ard_node *item = longest->first;
    while (item && number--)
        item = item->next;
    return item;
}

void simplify_items(proposals *p, const task_list *tasks, size_t most)
{
    for (size_t i = 0; i < tasks->count; i++) {
        size_t count;
        ard_node *rest = question_at(tasks->rows[i].exercise, most, &count);
        if (!rest || count <= most)
            continue;
        buffer what = BUFFER_EMPTY;
        task_name(tasks, i, &what);
        buffer_format(&what, " : %s %zu %s %zu%s", made_word_in(p->document, MADE_KEEP), most,
                      made_word_in(p->document, MADE_QUESTIONS_OF), count, made_word_in(p->document, MADE_OTHERS));
        if (proposal_add(p, rest, buffer_string(&what))) {
            ard_node *line = made_node(p->document, PARAGRAPH, made_word_in(p->document, MADE_IF_TIME), rest->place);
            if (rest->first)
                node_insert_before(rest->first, line);
            else
                node_append(rest, line);
        }
        buffer_free(&what);
    }
}
