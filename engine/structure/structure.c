/* The filter "structure": what an author has shown by its look only becomes structure. It runs after every reader, keeps
 * every word, and takes away the readers' look-* attributes. */
#include "structure.h"

#include "base/options.h"
#include "base/text.h"
#include "lesson/fields.h"

/* Tells how many things of a kind were made, if any. */
static void tell(task *job, const char *code, size_t count)
{
    if (count)
        report(job->log, NOWHERE, code, report_number(job->log, (long long)count), NULL);
}

/* Takes the attributes of readers away that no writer knows. */
static void drop_looks(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER)
            continue;
        for (const attribute *a = w.node->attributes, *next; a; a = next) {
            next = a->next;
            if (text_begins(a->name, "look-"))
                node_set(document, w.node, a->name, NULL);
        }
    }
}

static ard_status apply(task *job, ard_document *document)
{
    structure_counts counts = {0};
    size_t lists = 0, boxes = 0, verses = 0, questions = 0, heads = 0, sections = 0;
    size_t answers = structure_answers(document);
    size_t checks = structure_checks(document, &answers);
    if (options_flag(job->options, "infer") && !lesson_has_fields(document)) { /* fields: it was here before */
        boxes = structure_boxes(document);
        heads = structure_heads(document);
        structure_lines(document);
        structure_titles(document, job->log, &counts);
        structure_box_titles(document);
        structure_exercises(document, &counts);
        sections = structure_box_sections(document);
        lists = structure_lists(document);
        questions = structure_questions(document);
        verses = structure_verses(document);
        counts.instructions += structure_instructions(document);
        answers += structure_cells(document);
    }
    size_t assessed = structure_assess(document, options_text(job->options, "assesses"));
    size_t asked = structure_asked(document);
    size_t formulas = 0;
    if (options_flag(job->options, "formulas"))
        formulas = structure_formulas(document, job->log, (unsigned)options_integer(job->options, "sure"));
    drop_looks(document);
    tell(job, "structure.answers", answers);
    tell(job, "structure.checks", checks);
    tell(job, "structure.headings", counts.headings);
    tell(job, "structure.instructions", counts.instructions);
    tell(job, "structure.exercises", counts.exercises);
    tell(job, "structure.questions", questions);
    tell(job, "structure.assessed", assessed);
    tell(job, "structure.boxes", boxes);
    tell(job, "structure.sections", sections);
    tell(job, "structure.heads", heads);
    tell(job, "structure.lists", lists);
    tell(job, "structure.verses", verses);
    tell(job, "structure.asked", asked);
    tell(job, "structure.formulas", formulas);
    return lesson_status(document);
}

static const ard_option structure_options[] = {
    {"infer", ARD_FLAG, "yes", 0, 0, NULL, "structure.option.infer"},
    {"assesses", ARD_CHOICE, "auto", 0, 0, "auto no reading spelling language maths", "structure.option.assesses"},
    {"formulas", ARD_FLAG, "yes", 0, 0, NULL, "structure.option.formulas"},
    {"sure", ARD_NUMBER, "60", 1, 99, NULL, "structure.option.sure"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter structure_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "structure",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "structure.help",
              .options = structure_options},
    .always = true,
    .apply = apply,
};
