/* ardoise check. */
#include "cli/work.h"

#include <stdlib.h>
#include <string.h>

/* Prints one file's part of the JSON report: what the checker wrote, or why there is nothing. */
static void print_piece_json(FILE *out, const piece *p)
{
    if (p->status == ARD_OK && p->report) {
        fputs(p->report, out);
        return;
    }
    fputs("{\"file\": ", out);
    print_json(out, p->path);
    fputs(", \"error\": {\"code\": ", out);
    print_json(out, p->error_code ? p->error_code : "unknown");
    fputs(", \"message\": ", out);
    print_json(out, p->error_message ? p->error_message : "");
    fputs("}}", out);
}

static void print_reports(FILE *out, const work *w)
{
    bool json = strcmp(w->to, "json") == 0;
    if (json)
        fputs("{\"files\": [", out);
    for (size_t i = 0; i < w->count; i++) {
        if (json && i)
            fputs(",\n", out);
        if (json)
            print_piece_json(out, &w->pieces[i]);
        else if (w->pieces[i].report)
            fputs(w->pieces[i].report, out);
    }
    if (json)
        fputs("]}\n", out);
}

/* Writes all reports to OUT, whole or not at all. */
static ard_status write_reports(work *w)
{
    const char *out = value(w->called, OPTION_OUT);
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    if (!memory)
        return ARD_E_LIMIT;
    print_reports(memory, w);
    ard_status status = fclose(memory) == 0 ? ARD_OK : ARD_E_LIMIT;
    if (status == ARD_OK && !out)
        status = fwrite(text, 1, size, stdout) == size ? ARD_OK : ARD_E_WRITE;
    else if (status == ARD_OK)
        status = ard_output_file(w->context, out, text, size);
    work_say(&w->pieces[0]);
    free(text);
    return status;
}

/* The options of check that later issues build. */
static const option_id to_come[] = {OPTION_FIX, OPTION_BASELINE, OPTIONS};

int run_check(ard_context *context, const arguments *called)
{
    work w;
    for (const option_id *id = to_come; *id != OPTIONS; id++)
        if (has(called, *id)) {
            say(context, "cli.option.later", option_about(*id)->name, NULL);
            return ard_exit_code(ARD_E_MISSING);
        }
    ard_status status = work_open(&w, context, called, ARD_CHECK);
    w.from = has(called, OPTION_STANDARD) ? value(called, OPTION_STANDARD) : "wcag";
    w.to = has(called, OPTION_REPORT) ? value(called, OPTION_REPORT) : "text";
    bool whole = status == ARD_OK && work_run(&w);
    if (whole)
        status = write_reports(&w);
    int code = status != ARD_OK ? ard_exit_code(status) : whole ? work_exit_code(&w) : 130;
    work_free(&w);
    return code;
}
