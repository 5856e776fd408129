/* What the program tells its user, on standard error. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void say(ard_context *context, const char *code, const char *first, const char *second)
{
    fprintf(stderr, "ardoise: %s\n", ard_message(context, code, first, second, NULL));
}

void print_json(FILE *out, const char *text)
{
    putc('"', out);
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c == '"' || *c == '\\')
            fprintf(out, "\\%c", *c);
        else if (*c < 0x20)
            fprintf(out, "\\u%04x", *c);
        else
            putc(*c, out);
    }
    putc('"', out);
}

static const char *const severity_names[] = {[ARD_NOTE] = "note", [ARD_LOSS] = "loss", [ARD_ERROR] = "error"};

/* One object a line. */
static void say_json(const ard_diag *diag)
{
    const char *const fields[][2] = {{"severity", severity_names[diag->severity]},
                                     {"code", diag->code},
                                     {"file", diag->file},
                                     {"part", diag->part},
                                     {"message", diag->message}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        fprintf(stderr, "%s\"%s\": ", i ? ", " : "{", fields[i][0]);
        print_json(stderr, fields[i][1]);
    }
    fprintf(stderr, ", \"line\": %u, \"column\": %u}\n", diag->line, diag->column);
}

/* "file: part:line:column: " of what is known. */
static void say_place(const ard_diag *diag)
{
    if (*diag->file)
        fprintf(stderr, "%s: ", diag->file);
    if (*diag->part)
        fprintf(stderr, diag->line ? "%s:" : "%s: ", diag->part);
    if (diag->line && diag->column)
        fprintf(stderr, "%u:%u: ", diag->line, diag->column);
    else if (diag->line)
        fprintf(stderr, "%u: ", diag->line);
}

/* What was verified or explained was asked for, so it is said. */
static bool is_asked_for(const char *code)
{
    static const char *const codes[] = {"proof.", "speech.rule", "speech.uncertain", "speech.homograph"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strncmp(code, codes[i], strlen(codes[i])) == 0)
            return true;
    return false;
}

void say_diag(ard_context *context, const arguments *called, const ard_diag *diag)
{
    static const char *const words[] = {
        [ARD_NOTE] = "cli.severity.note", [ARD_LOSS] = "cli.severity.loss", [ARD_ERROR] = "cli.severity.error"};
    static const char *const colours[] = {[ARD_NOTE] = "36", [ARD_LOSS] = "33", [ARD_ERROR] = "31"};
    ard_severity least = has(called, OPTION_QUIET) ? ARD_ERROR : has(called, OPTION_VERBOSE) ? ARD_NOTE : ARD_LOSS;
    if (has(called, OPTION_JSON)) {
        say_json(diag);
        return;
    }
    if (diag->severity < least && (has(called, OPTION_QUIET) || !is_asked_for(diag->code)))
        return;
    bool coloured = isatty(STDERR_FILENO) && !getenv("NO_COLOR");
    say_place(diag);
    if (coloured)
        fprintf(stderr, "\033[%sm", colours[diag->severity]);
    fputs(ard_message(context, words[diag->severity], NULL), stderr);
    fprintf(stderr, "%s %s\n", coloured ? "\033[0m" : "", diag->message);
}
