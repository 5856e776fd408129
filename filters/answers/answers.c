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

static ard_status make_fields(task *job, ard_document *document)
{
    size_t count, checks = 0;
    exercise *all = exercises_of(document, &count);
    size_t matched = answers_match(document, all, count), truth = answers_truth(document, all, count);
    size_t boxes = answers_quiz(document, all, count), offered = answers_banks(document, all, count);
    size_t places = options_flag(job->options, "places") ? answers_places(document, all, count) : 0;
    answers_groups(document, all, count);
    size_t fields = answers_kinds(document, &checks);
    answers_names(document);
    tell(job, "answers.matched", matched);
    tell(job, "answers.truth", truth);
    tell(job, "answers.options", boxes);
    tell(job, "answers.offered", offered);
    tell(job, "answers.places", places);
    tell(job, "answers.fields", fields);
    tell(job, "answers.checks", checks);
    if (!fields && !checks)
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
