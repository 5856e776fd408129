/* The filter "answers": every space to write in becomes a field that a pupil fills in by keyboard, alone, with a name; or,
 * on paper, a box large enough to write in. The author's words stay as they are. */
#include "answers.h"

#include "base/options.h"
#include "lesson/tidy.h"

static void tell(task *job, const char *code, size_t count)
{
    if (count)
        report(job->log, NOWHERE, code, report_number(job->log, (long long)count), NULL);
}

/* Says what became of an exercise, with its place and its first words. */
static void tell_exercise(task *job, const exercise *e, const char *code, size_t count)
{
    enum { MOST_TITLE = 60 };
    buffer title = BUFFER_EMPTY;
    if (!count)
        return;
    for (const ard_node *block = e->node->first; block && !title.size; block = block->next)
        if (!node_attribute(block, "added"))
            add_words(block, &title);
    size_t size = title.size > MOST_TITLE ? MOST_TITLE : title.size;
    while (size && size < title.size && ((unsigned char)title.data[size] & 0xC0) == 0x80)
        size--;
    if (size < title.size) {
        title.data[size] = '\0';
        title.size = size;
        buffer_text(&title, "…");
    }
    report(job->log, e->node->place, code, report_number(job->log, (long long)count), buffer_string(&title), NULL);
    buffer_free(&title);
}

/* The steps that change how an exercise is answered, in their order. */
static const struct {
    size_t (*make)(ard_document *document, exercise *all, size_t count);
    const char *code, *option; /* option: a flag that it depends on, or NULL */
} steps[] = {
    {answers_match, "answers.matched", NULL}, {answers_truth, "answers.truth", NULL},
    {answers_quiz, "answers.options", NULL},  {answers_alternatives, "answers.alternatives", NULL},
    {answers_banks, "answers.offered", NULL}, {answers_places, "answers.places", "places"},
};

static ard_status make_fields(task *job, ard_document *document)
{
    size_t count, checks = 0;
    exercise *all = exercises_of(document, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t step = 0; step < sizeof steps / sizeof *steps; step++)
            if (!steps[step].option || options_flag(job->options, steps[step].option))
                tell_exercise(job, all + i, steps[step].code, steps[step].make(document, all + i, 1));
    answers_groups(document, all, count);
    size_t fields = answers_kinds(document, &checks);
    answers_names(document);
    tell(job, "answers.fields", fields);
    tell(job, "answers.checks", checks);
    if (!lesson_has_fields(document))
        report(job->log, NOWHERE, "answers.none", NULL);
    return lesson_status(document);
}

static ard_status apply(task *job, ard_document *document)
{
    ard_status status = ARD_OK;
    if (options_flag(job->options, "fields"))
        status = make_fields(job, document);
    if (status == ARD_OK && options_flag(job->options, "boxes"))
        tell(job, "answers.boxes", answers_boxes(document));
    return status == ARD_OK ? lesson_status(document) : status;
}

static const ard_option answers_options[] = {
    {"fields", ARD_FLAG, "no", 0, 0, NULL, "answers.option.fields"},
    {"places", ARD_FLAG, "yes", 0, 0, NULL, "answers.option.places"},
    {"boxes", ARD_FLAG, "no", 0, 0, NULL, "answers.option.boxes"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter answers_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "answers",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "answers.help",
              .options = answers_options},
    .apply = apply,
};
