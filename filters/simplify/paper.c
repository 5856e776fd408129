/* The filter "paper": a lesson is to take no more than N sheets. It gives up air first, then that exercises begin a page, then
 * lines and letters as far as they stay legible, and says each; no word goes. Large print keeps its letters. */
#include "base/options.h"
#include "base/plugin.h"
#include "sheets.h"

#include <math.h>
#include <stdio.h>

enum { LARGE_PRINT = 16, LEAST_SIZE = 12 };

/* A thing that is given up: `apply` does it, in the look that is measured and in the lesson. False: nothing was to be had. */
typedef struct step {
    const char *code; /* of the note that says it */
    bool (*apply)(ard_document *document);
} step;

/* Brings a number of the page's style down to `most`. */
static bool lower(ard_document *document, style_property property, double now, double most, const char *unit)
{
    char value[32];
    if (now <= most)
        return false;
    snprintf(value, sizeof value, "%.3g%s", most, unit);
    style_set(document, STYLE_PAGE, property, value);
    return true;
}

static bool less_space(ard_document *document)
{
    return lower(document, STYLE_SPACE_AFTER, sheet_look_of(document).gap, 0.5, "em");
}

static bool whole_width(ard_document *document)
{
    bool narrow = style_at(document, STYLE_PAGE)->values[STYLE_MEASURE];
    style_set(document, STYLE_PAGE, STYLE_MEASURE, NULL);
    return narrow;
}

static bool less_margin(ard_document *document)
{
    if (style_at(document, STYLE_PAGE)->values[STYLE_MARGIN])
        return false;
    style_set(document, STYLE_PAGE, STYLE_MARGIN, "1.5cm");
    return true;
}

/* Cards follow one another. */
static bool no_breaks(ard_document *document)
{
    bool any = false;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->style && node_attribute(w.node, "data-card")) {
            w.node->style = STYLE_NONE;
            any = true;
        }
    return any;
}

static bool less_line(ard_document *document)
{
    return lower(document, STYLE_LINE_HEIGHT, sheet_look_of(document).line, 1.5, "");
}

static bool least_line(ard_document *document)
{
    return lower(document, STYLE_LINE_HEIGHT, sheet_look_of(document).line, 1.3, "");
}

static bool smaller(ard_document *document)
{
    double size = sheet_look_of(document).size;
    return size <= LARGE_PRINT && lower(document, STYLE_SIZE, size, LEAST_SIZE, "pt");
}

static const step steps[] = {
    {"paper.space", less_space}, {"paper.width", whole_width}, {"paper.margin", less_margin}, {"paper.line", less_line},
    {"paper.breaks", no_breaks}, {"paper.size", smaller},      {"paper.least", least_line},
};

static double needed(const ard_document *document)
{
    sheet_look look = sheet_look_of(document);
    return ceil(1.03 * sheets_needed(document, &look)); /* a fuller sheet than told here is not to be one more */
}

static ard_status apply(task *job, ard_document *document)
{
    double most = options_integer(job->options, "pages"), now = most ? needed(document) : 0;
    for (size_t i = 0; now > most && i < sizeof steps / sizeof *steps; i++)
        if (steps[i].apply(document)) {
            report(job->log, NOWHERE, steps[i].code, NULL);
            now = needed(document);
        }
    if (now > most)
        report(job->log, NOWHERE, "paper.over", report_number(job->log, (long long)now),
               report_number(job->log, (long long)most), NULL);
    else if (most)
        report(job->log, NOWHERE, "paper.fits", report_number(job->log, (long long)now), NULL);
    return lesson_status(document);
}

static const ard_option paper_options[] = {
    {"pages", ARD_NUMBER, "0", 0, 1000, NULL, "paper.option.pages"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter paper_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "paper",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "paper.help",
              .options = paper_options},
    .apply = apply,
};
