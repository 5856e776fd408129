/* The filter "dictation": what of a lesson is dictated, and the script and the sheet that are made of it. */
#include "filters/dictation/dictation.h"

#include "base/options.h"
#include "base/text.h"

static const ard_option dictation_options[] = {
    {"form", ARD_CHOICE, "lines", 0, 0, "lines gaps", "dictation.form"},
    {"approved", ARD_FLAG, "no", 0, 0, "", "dictation.approved"},
    {"drop", ARD_TEXT, "", 0, 0, "", "dictation.drop"},
    {"vowels", ARD_CHOICE, "apart", 0, 0, "apart alike", "dictation.vowels"},
    {"pace", ARD_NUMBER, "60", 10, 400, "", "dictation.pace"},
    {"repeats", ARD_NUMBER, "2", 1, 5, "", "dictation.repeats"},
    {"group", ARD_NUMBER, "24", 8, 120, "", "dictation.group"},
    {"tempo", ARD_NUMBER, "120", 80, 300, "", "dictation.tempo"},
    {"check", ARD_NUMBER, "3", 0, 60, "", "dictation.check"},
    {"signs", ARD_FLAG, "yes", 0, 0, "", "dictation.signs"},
    {"title", ARD_FLAG, "yes", 0, 0, "", "dictation.title"},
    {0},
};

static unsigned whole(const task *t, const char *name)
{
    return (unsigned)options_integer(t->options, name);
}

static dictation_wishes wishes_of(const task *t)
{
    return (dictation_wishes){
        .gaps = options_text(t->options, "form")[0] == 'g',
        .approved = options_flag(t->options, "approved"),
        .alike = strcmp(options_text(t->options, "vowels"), "alike") == 0,
        .punctuation = options_flag(t->options, "signs"),
        .title = options_flag(t->options, "title"),
        .drop = options_text(t->options, "drop"),
        .pace = whole(t, "pace"),
        .repeats = whole(t, "repeats"),
        .group = whole(t, "group"),
        .rate = whole(t, "tempo"),
        .check = whole(t, "check"),
    };
}

/* ---- What is dictated -------------------------------------------------------------------------------------------- */

typedef struct collecting {
    task *task;
    ard_document *document;
    arena *pool;
    passage *first, *last;
    size_t left; /* leaf blocks that are not dictated */
} collecting;

/* Whether a heading says that a dictation follows. */
static bool heads_dictation(const ard_node *heading)
{
    static const char *const words[] = {"Dictée", "dictée", "DICTÉE", "DICTEE", "Dictee"};
    buffer text = BUFFER_EMPTY;
    bool found = false;
    node_text(heading, &text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        found = found || text_begins(buffer_string(&text), words[i]);
    buffer_free(&text);
    return found;
}

/* The first heading that says so, or NULL: all is dictated then. */
static const ard_node *dictation_heading(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && kind_is(w.node, HEADING) && heads_dictation(w.node))
            return w.node;
    return NULL;
}

/* Adds a passage; of a heading "Dictée : Le loup" what follows the colon. */
static void add_passage(collecting *c, const ard_node *leaf, bool title, bool after_colon)
{
    buffer text = BUFFER_EMPTY;
    node_text(leaf, &text);
    const char *from = buffer_string(&text), *colon = after_colon ? strchr(from, ':') : NULL;
    from = after_colon ? (colon ? colon + 1 : "") : from;
    while (ascii_is_space(*from) || text_begins(from, "\xC2\xA0"))
        from += ascii_is_space(*from) ? 1 : 2;
    passage *p = text_is_blank(from) || text.failed ? NULL : arena_alloc(c->pool, sizeof *p);
    if (p) {
        const char *language = node_language(c->document, leaf);
        *p = (passage){.leaf = leaf, .size = strlen(from), .title = title, .language = *language ? language : "fr"};
        p->text = arena_copy(c->pool, from, p->size);
        *(c->last ? &c->last->next : &c->first) = p;
        c->last = p;
    }
    buffer_free(&text);
}

/* Says what is lost with a leaf whose formulas and pictures are no words. */
static void look_inside(collecting *c, ard_node *leaf)
{
    walk w = walk_of(leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && (w.node->kind == MATHS || w.node->kind == IMAGE)) {
            report(c->task->log, leaf->place, "dictation.formula", NULL);
            return;
        }
}

static void take_leaf(collecting *c, ard_node *leaf, const ard_node *heading)
{
    bool text = kind_is(leaf, PARAGRAPH) || kind_is(leaf, VERSE) || kind_is(leaf, INSTRUCTION);
    bool title = kind_is(leaf, HEADING) && !c->first && (!heading || leaf == heading);
    if (!text && !title) {
        c->left += node_has_words(leaf);
        return;
    }
    look_inside(c, leaf);
    add_passage(c, leaf, title, leaf == heading);
}

/* Tables, figures and notes are not dictated. */
static bool is_beside(const ard_node *node)
{
    return kind_is(node, TABLE) || kind_is(node, FIGURE) || kind_is(node, NOTE);
}

static void collect(collecting *c)
{
    const ard_node *heading = dictation_heading(c->document);
    bool inside = !heading;
    walk w = walk_of(lesson_root(c->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER)
            continue;
        if (heading && kind_is(w.node, HEADING))
            inside = w.node == heading || (inside && w.node->number > heading->number);
        bool leaf = kind_about(w.node->kind)->class == LEAF, beside = is_beside(w.node);
        if (leaf && inside)
            take_leaf(c, w.node, heading);
        c->left += (leaf && !inside && w.node != heading) || beside;
        if (leaf || beside)
            walk_skip(&w);
    }
}

/* ---- The filter -------------------------------------------------------------------------------------------------- */

static ard_status make(collecting *c, const dictation_wishes *wishes, analyser *a)
{
    for (passage *p = c->first; p; p = p->next)
        if (!passage_cut(p, a, c->pool, wishes->group))
            return report(c->task->log, NOWHERE, "dictation.memory", NULL);
    lesson_set_script(c->document, dictation_script(c->document, wishes, c->first));
    size_t gaps = dictation_sheet(c->document, wishes, c->first, a, c->pool);
    if (arena_failed(c->pool))
        return report(c->task->log, NOWHERE, "dictation.memory", NULL);
    if (c->left)
        report(c->task->log, NOWHERE, "dictation.left", report_number(c->task->log, (long long)c->left), NULL);
    if (wishes->gaps)
        report(c->task->log, NOWHERE,
               gaps ? wishes->approved ? "dictation.gaps" : "dictation.proposal" : "dictation.none",
               report_number(c->task->log, (long long)gaps), NULL);
    return lesson_status(c->document);
}

static ard_status apply(task *t, ard_document *document)
{
    dictation_wishes wishes = wishes_of(t);
    const char *language = lesson_meta(document, "language");
    if (language && *language && !text_in_language(language, "fr"))
        return report(t->log, NOWHERE, "dictation.language", language, NULL);
    collecting c = {.task = t, .document = document, .pool = arena_new((size_t)(t->limits->memory / 4))};
    analyser *a = c.pool ? analyser_new(c.pool, NULL) : NULL;
    ard_status status = a ? ARD_OK : report(t->log, NOWHERE, "dictation.memory", NULL);
    if (a)
        collect(&c);
    if (a && !c.first)
        status = report(t->log, NOWHERE, "dictation.nothing", NULL);
    if (status == ARD_OK)
        status = make(&c, &wishes, a);
    analyser_end(a);
    arena_free(c.pool);
    return status;
}

const ard_filter dictation_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "dictation",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "dictation.filter",
              .options = dictation_options},
    .gives = "dictation",
    .also = true,
    .apply = apply,
};
