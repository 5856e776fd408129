/* The filter "simplify": a page that can be done step by step. It changes the layout only: the words, and their order, are
 * the author's. What it generates carries added="1". */
#include "simplify.h"

#include "base/options.h"
#include "lesson/tidy.h"

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

static ard_status apply(task *job, ard_document *document)
{
    line_counts lines = {0};
    size_t tables_kept = 0, notes_kept = 0, most = (size_t)options_integer(job->options, "columns");
    size_t pictures = asks(job, "decoration", "drop") ? simplify_pictures(document) : 0;
    size_t notes = asks(job, "notes", "near") ? simplify_notes(document, &notes_kept) : 0;
    ard_status status = pictures || notes ? lesson_tidy(document) : ARD_OK;
    if (status != ARD_OK)
        return status;
    tell(job, "simplify.decoration", pictures);
    tell(job, "simplify.notes", notes);
    if (most)
        tell(job, "simplify.tables", simplify_tables(document, most, &tables_kept));
    bool sentences = options_flag(job->options, "sentences"), actions = options_flag(job->options, "actions");
    if (sentences || actions)
        simplify_lines(document, sentences, actions, &lines);
    if (asks(job, "exercises", "page"))
        tell(job, "simplify.pages", simplify_pages(document));
    tell(job, "simplify.sentences", lines.sentences);
    tell(job, "simplify.actions", lines.actions);
    tell(job, "simplify.notes.kept", notes_kept);
    tell(job, "simplify.tables.kept", tables_kept);
    return lesson_status(document);
}

static const ard_option simplify_options[] = {
    {"sentences", ARD_FLAG, "yes", 0, 0, NULL, "simplify.option.sentences"},
    {"actions", ARD_FLAG, "yes", 0, 0, NULL, "simplify.option.actions"},
    {"exercises", ARD_CHOICE, "page", 0, 0, "page flow", "simplify.option.exercises"},
    {"columns", ARD_NUMBER, "4", 0, 100, NULL, "simplify.option.columns"},
    {"notes", ARD_CHOICE, "keep", 0, 0, "keep near", "simplify.option.notes"},
    {"decoration", ARD_CHOICE, "drop", 0, 0, "drop keep", "simplify.option.decoration"},
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
