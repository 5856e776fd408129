/* The filter "sight": pages for who sees little. Large print that flows anew, colours with a strong contrast, the sheet they
 * are printed on. doc/sight.md. */
#include "sight.h"

#include "base/options.h"

#include <stdlib.h>
#include <string.h>

/* The sheet, in the words of the style table. */
static const char *sheet_said(const char *option)
{
    static const struct {
        const char *option, *sheet;
    } rows[] = {{"a4", "A4"}, {"a3", "A3"}, {"a4-landscape", "A4 landscape"}, {"a3-landscape", "A3 landscape"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].option, option) == 0)
            return rows[i].sheet;
    return NULL;
}

static void apply_sheet(const task *job, ard_document *document)
{
    const char *sheet = sheet_said(options_text(job->options, "sheet"));
    buffer margin = BUFFER_EMPTY;
    if (sheet)
        style_set(document, STYLE_PAGE, STYLE_SHEET, sheet);
    if (options_touched(job->options, "sheet-margin")) {
        buffer_format(&margin, "%.3gcm", options_number(job->options, "sheet-margin"));
        style_set(document, STYLE_PAGE, STYLE_MARGIN, buffer_string(&margin));
    }
    buffer_free(&margin);
}

static ard_status apply(task *job, ard_document *document)
{
    ard_status status = sight_palette(job, document);
    if (status)
        return status;
    apply_sheet(job, document);
    if (options_touched(job->options, "print-size"))
        sight_print(job, document);
    if (strcmp(options_text(job->options, "wide-tables"), "turn") == 0)
        sight_tables(job, document);
    return lesson_status(document);
}

static bool verifies(const options *values)
{
    return options_flag(values, "verify");
}

static const ard_option sight_options[] = {
    {"print-size", ARD_NUMBER, "18", 12, 72, NULL, "sight.option.print-size"},
    {"emphasis", ARD_CHOICE, "bold", 0, 0, "bold underline italic", "sight.option.emphasis"},
    {"palette", ARD_CHOICE, "document", 0, 0,
     "document black-on-white white-on-black yellow-on-black black-on-yellow yellow-on-blue white-on-blue",
     "sight.option.palette"},
    {"sheet", ARD_CHOICE, "document", 0, 0, "document a4 a3 a4-landscape a3-landscape", "sight.option.sheet"},
    {"sheet-margin", ARD_NUMBER, "2", 0.5, 5, NULL, "sight.option.sheet-margin"},
    {"verify", ARD_FLAG, "no", 0, 0, NULL, "sight.option.verify"},
    {"wide-tables", ARD_CHOICE, "keep", 0, 0, "keep turn", "sight.option.wide-tables"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter sight_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "sight",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "sight.help",
              .options = sight_options},
    .apply = apply,
    .verifies = verifies,
};
