/* The filter "simplify": a page that can be done step by step. It changes the layout only, each change is reported,
 * and -p original takes all of it back. doc/simplify.md. */
#include "simplify.h"

#include "base/options.h"
#include "lesson/tidy.h"

enum { REPEATED = 200 }; /* words of material that is repeated, more is linked */

static void tell(task *job, const char *code, size_t count)
{
    if (count)
        report(job->log, NOWHERE, code, report_number(job->log, (long long)count), NULL);
}

static bool asks(const task *job, const char *option, const char *value)
{
    const char *said = options_text(job->options, option);
    while (*said && *said == *value)
        said++, value++;
    return !*said && !*value;
}

/* Whether this filter has worked on the lesson before: what it added, and moved, is there. */
static bool was_simplified(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->attributes &&
            (node_attribute(w.node, "data-card") || node_attribute(w.node, "data-step")))
            return true;
    return false;
}

/* What is taken away, made still, or moved: before anything is added. */
static ard_status change(task *job, ard_document *document, task_list *tasks)
{
    size_t tables_kept = 0, notes_kept = 0, moving = 0, most = (size_t)options_integer(job->options, "columns");
    changes moves = changes_begin(document);
    size_t pictures = asks(job, "decoration", "drop") ? simplify_pictures(document, job->log) : 0;
    size_t notes = asks(job, "notes", "near") ? simplify_notes(&moves, &notes_kept) : 0;
    if (asks(job, "motion", "still"))
        tell(job, "simplify.still", simplify_still(document, &moving));
    if (asks(job, "instructions", "first"))
        tell(job, "simplify.instructions", simplify_instructions(&moves));
    if (!asks(job, "exercises", "flow"))
        report(job->log, NOWHERE, "simplify.order", NULL);
    *tasks = simplify_tasks(document);
    if (options_flag(job->options, "todo") && tasks->count > 1)
        tell(job, "simplify.contents", simplify_contents(&moves));
    if (most)
        tell(job, "simplify.tables", simplify_tables(document, most, &tables_kept));
    tell(job, "simplify.decoration", pictures);
    tell(job, "simplify.notes", notes);
    tell(job, "simplify.moving", moving);
    tell(job, "simplify.notes.kept", notes_kept);
    tell(job, "simplify.tables.kept", tables_kept);
    return pictures || notes ? lesson_tidy(document) : ARD_OK;
}

static void add_lines(task *job, ard_document *document)
{
    line_counts lines = {0};
    bool sentences = options_flag(job->options, "sentences"), actions = options_flag(job->options, "actions");
    if (sentences || actions)
        simplify_lines(document, sentences, actions, &lines);
    tell(job, "simplify.sentences", lines.sentences);
    tell(job, "simplify.actions", lines.actions);
}

/* The verbs of instructions, in the form that is asked for. */
static void change_verbs(task *job, proposals *all)
{
    static const char *const names[FORMS] = {"screen", "paper", "braille", "speech", "no-pen"};
    for (int form = 0; form < FORMS; form++)
        if (asks(job, "verbs", names[form]))
            simplify_verbs(all, (lesson_form)form);
}

static void add_cards(task *job, ard_document *document, task_list *tasks, proposals *all)
{
    shared_counts shared = {0};
    bool pages = asks(job, "exercises", "page");
    size_t items = (size_t)options_integer(job->options, "items");
    if (!asks(job, "exercises", "flow"))
        tell(job, pages ? "simplify.pages" : "simplify.cards",
             simplify_cards(document, tasks, pages, options_flag(job->options, "todo")));
    if (!asks(job, "shared", "keep"))
        simplify_shared(document, tasks, asks(job, "shared", "repeat") ? REPEATED : 0, &shared);
    tell(job, "simplify.repeated", shared.repeated);
    tell(job, "simplify.linked", shared.linked);
    if (asks(job, "sound", "flag"))
        tell(job, "simplify.sounds", simplify_sounds(document, job->log));
    if (options_flag(job->options, "progress"))
        simplify_progress(document, tasks);
    if (options_flag(job->options, "todo"))
        simplify_todo(document, tasks);
    if (items)
        simplify_items(all, tasks, items);
}

static ard_status apply(task *job, ard_document *document)
{
    task_list tasks = {0};
    if (was_simplified(document))
        return report(job->log, NOWHERE, "simplify.twice", NULL);
    ard_status status = change(job, document, &tasks);
    if (status != ARD_OK)
        return status;
    proposals all = {.document = document, .log = job->log, .validated = options_flag(job->options, "validated")};
    change_verbs(job, &all);
    reference_counts references = {0};
    if (asks(job, "references", "link"))
        simplify_references(document, job->log, &references);
    tell(job, "simplify.references", references.linked);
    add_lines(job, document);
    add_cards(job, document, &tasks, &all);
    return lesson_status(document);
}

static const ard_option simplify_options[] = {
    {"sentences", ARD_FLAG, "no", 0, 0, NULL, "simplify.option.sentences"},
    {"actions", ARD_FLAG, "no", 0, 0, NULL, "simplify.option.actions"},
    {"exercises", ARD_CHOICE, "flow", 0, 0, "page card flow", "simplify.option.exercises"},
    {"instructions", ARD_CHOICE, "keep", 0, 0, "first keep", "simplify.option.instructions"},
    {"progress", ARD_FLAG, "no", 0, 0, NULL, "simplify.option.progress"},
    {"todo", ARD_FLAG, "no", 0, 0, NULL, "simplify.option.todo"},
    {"shared", ARD_CHOICE, "keep", 0, 0, "repeat link keep", "simplify.option.shared"},
    {"columns", ARD_NUMBER, "0", 0, 100, NULL, "simplify.option.columns"},
    {"notes", ARD_CHOICE, "keep", 0, 0, "keep near", "simplify.option.notes"},
    {"decoration", ARD_CHOICE, "keep", 0, 0, "drop keep", "simplify.option.decoration"},
    {"motion", ARD_CHOICE, "keep", 0, 0, "keep still", "simplify.option.motion"},
    {"sound", ARD_CHOICE, "keep", 0, 0, "keep flag", "simplify.option.sound"},
    {"items", ARD_NUMBER, "0", 0, 100, NULL, "simplify.option.items"},
    {"references", ARD_CHOICE, "keep", 0, 0, "keep link", "simplify.option.references"},
    {"verbs", ARD_CHOICE, "keep", 0, 0, "keep screen paper braille speech no-pen", "simplify.option.verbs"},
    {"validated", ARD_FLAG, "no", 0, 0, NULL, "simplify.option.validated"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter simplify_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "simplify",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "simplify.help",
              .options = simplify_options},
    .apply = apply,
};
