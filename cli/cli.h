/* The command line: tables of commands and options, and what they share. Of ardoise it knows ardoise.h alone. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "ardoise.h"

#include <stdio.h>

/* Every option of every command; options.c has a row for each. */
typedef enum option_id {
    OPTION_FROM, OPTION_TO, OPTION_PROFILE, OPTION_SET, OPTION_OUT, OPTION_STRICT, OPTION_EXPLAIN, OPTION_VOICE, OPTION_STANDARD, OPTION_REPORT,
    OPTION_FIX, OPTION_BASELINE, OPTION_SYLLABLES, OPTION_TEXT, OPTION_ORAL, OPTION_MUTE_E, OPTION_EXCEPTIONS, OPTION_SHOW, OPTION_NEW, OPTION_CHANGE, OPTION_LANG, OPTION_DATA, OPTION_JSON, OPTION_QUIET, OPTION_VERBOSE,
    OPTION_HELP, OPTION_VERSION, OPTION_MANUAL, OPTION_COMPLETION, OPTIONS
} option_id;

typedef struct cli_option {
    option_id id;
    char letter;                /* 0: none */
    const char *name;           /* "profile" */
    const char *argument;       /* message code of the word for what follows it; NULL: nothing */
    const char *completes;      /* what completion offers: "readers", "writers", "profiles", "files", or words; NULL */
    const char *help;           /* message code; NULL: for the build only, not shown */
} cli_option;

typedef struct cli_command cli_command;

/* A call, taken apart. Strings are argv's. */
typedef struct arguments {
    const cli_command *command;
    const char **values[OPTIONS];       /* of each option in order, up to NULL; never NULL */
    const char **files;                 /* up to NULL */
    size_t file_count;
} arguments;

struct cli_command {
    const char *name;
    const char *usage;                  /* message code of what follows the name in a synopsis; NULL: not built yet */
    const char *help;                   /* message code */
    const option_id *options;           /* up to OPTIONS; the common ones are everybody's */
    bool files;                         /* whether it takes files */
    int (*run)(ard_context *context, const arguments *called);      /* gives an exit code; NULL: not built yet */
};

/* ---- options.c: the tables ---- */
const cli_option *option_about(option_id id);
const cli_command *command_at(size_t number);               /* NULL past the end */
const cli_command *command_named(const char *name);
bool option_is_common(option_id id);
bool command_takes(const cli_command *command, option_id id);

/* ---- arguments.c ---- */

/* Takes a call apart. False, after a message on standard error, when it is wrong or memory has ended. */
bool arguments_read(arguments *called, ard_context *context, int argc, char **argv);
void arguments_free(arguments *called);
bool has(const arguments *called, option_id id);
const char *value(const arguments *called, option_id id);   /* the last; NULL where it was not given */

/* ---- commands ---- */
int run_convert(ard_context *context, const arguments *called);     /* work.c */
int run_check(ard_context *context, const arguments *called);
int run_words(ard_context *context, const arguments *called);       /* words.c */
int run_formats(ard_context *context, const arguments *called);     /* list.c */
int run_profiles(ard_context *context, const arguments *called);     /* profiles.c */

/* ---- list.c ---- */

/* Prints ", "name": "text"", of NULL an empty one, within a JSON object. */
void print_text_field(const char *name, const char *text);

/* ---- help.c, manual.c, completion.c: what the tables say of themselves ---- */

/* Help on a command (NULL: on all of them), in lines of 80 characters. */
void print_help(ard_context *context, const cli_command *command, FILE *out);
void print_manual(ard_context *context, FILE *out);         /* the man page, in the context's language */
void print_completion(ard_context *context, FILE *out);     /* for bash */

/* A call, an exit code or a variable, and the message code of what it does. */
typedef struct cli_example {
    const char *call, *about;
} cli_example;

/* Calls to begin with, by number; NULL past the end. */
const cli_example *help_example(size_t number);

/* Prints a text from column `column` on; lines that follow begin at `indent`. */
void print_wrapped(const char *text, size_t column, size_t indent, FILE *out);

/* The text of a message without arguments, owned by the context. */
const char *help_text(ard_context *context, const char *code);

/* "-o, --output OUT" of an option, cut to `size` bytes; `gap` stands where it has no letter. */
void option_form(ard_context *context, const cli_option *option, const char *gap, char *form, size_t size);

/* Whether a blank of a text may become a line end: not before a sign of French punctuation, nor after an opening one. */
bool text_may_break(const char *text, const char *blank);

/* What a setting may be, after its help: " (page, flow)", " (8 to 72)", or "". Owned by the context. */
const char *setting_values(ard_context *context, const ard_option *row);

/* Whether -s has settings of this plugin for a command: a check is not adapted, so it has no filter's. */
bool command_has_settings(const cli_command *command, const ard_plugin *plugin);

/* ---- say.c: messages ---- */

/* Prints a diagnostic on standard error as the call asks (--json, --quiet, --verbose). */
void say_diag(ard_context *context, const arguments *called, const ard_diag *diag);

/* Prints one of the program's own messages, with up to two arguments (or NULL). */
void say(ard_context *context, const char *code, const char *first, const char *second);

/* Prints a string as JSON, with its quotes. */
void print_json(FILE *out, const char *text);

#endif
