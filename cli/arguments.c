/* Takes a call apart by the tables of options.c, as getopt_long would: "-o OUT", "-oOUT", "--output OUT", "--output=OUT",
 * and "--" before files that begin with "-". */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

/* Where a call is being read. */
typedef struct scan {
    arguments *called;
    ard_context *context;
    char **argv;
    int argc, at;
    size_t counts[OPTIONS];
} scan;

/* Room for every string of the call, in each list: calls are short. */
static bool make_room(arguments *called, int argc)
{
    for (int id = 0; id < OPTIONS; id++)
        if (!(called->values[id] = calloc((size_t)argc + 1, sizeof *called->values[id])))
            return false;
    called->files = calloc((size_t)argc + 1, sizeof *called->files);
    return called->files;
}

void arguments_free(arguments *called)
{
    for (int id = 0; id < OPTIONS; id++)
        free(called->values[id]);
    free(called->files);
}

bool has(const arguments *called, option_id id)
{
    return called->values[id][0] != NULL;
}

const char *value(const arguments *called, option_id id)
{
    size_t count = 0;
    while (called->values[id][count])
        count++;
    return count ? called->values[id][count - 1] : NULL;
}

/* The option that a word begins with: `*after` is what follows its name ("=x", "x" or ""). NULL where there is none. */
static const cli_option *find(const char *word, const char **after)
{
    for (option_id id = 0; id < OPTIONS; id++) {
        const cli_option *option = option_about(id);
        size_t size = strlen(option->name);
        *after = word + 2;
        if (word[1] == option->letter && option->letter)
            return option;
        *after += word[1] == '-' && strncmp(word + 2, option->name, size) == 0 ? size : 0;
        if (*after != word + 2 && (**after == '=' || !**after))
            return option;
    }
    return NULL;
}

/* Reads the option at the scan's place. */
static bool read_option(scan *s)
{
    const char *word = s->argv[s->at], *after = "", *given = NULL;
    const cli_option *option = find(word, &after);
    if (!option || (s->called->command && !command_takes(s->called->command, option->id))) {
        say(s->context, "cli.option.unknown", word, NULL);
        return false;
    }
    if (*after)
        given = after + (word[1] == '-' && *after == '=');
    else if (option->argument && s->at + 1 < s->argc)
        given = s->argv[++s->at];
    if (!option->argument != !given) {
        say(s->context, option->argument ? "cli.option.argument" : "cli.option.no-argument", word, NULL);
        return false;
    }
    s->called->values[option->id][s->counts[option->id]++] = given ? given : "";
    return true;
}

static bool read_word(scan *s, const char *word)
{
    if (s->called->command) {
        s->called->files[s->called->file_count++] = word;
        return true;
    }
    s->called->command = command_named(word);
    if (!s->called->command)
        say(s->context, "cli.command.unknown", word, NULL);
    return s->called->command;
}

/* Options given before the command were not yet held against it. */
static bool all_taken(const scan *s)
{
    for (option_id id = 0; s->called->command && id < OPTIONS; id++)
        if (s->counts[id] && !command_takes(s->called->command, id)) {
            say(s->context, "cli.option.unknown", option_about(id)->name, NULL);
            return false;
        }
    return true;
}

bool arguments_read(arguments *called, ard_context *context, int argc, char **argv)
{
    scan s = {.called = called, .context = context, .argv = argv, .argc = argc};
    bool only_files = false;
    *called = (arguments){0};
    if (!make_room(called, argc))
        return false;
    for (s.at = 1; s.at < argc; s.at++) {
        const char *word = argv[s.at];
        bool option = !only_files && word[0] == '-' && word[1];
        if (option && strcmp(word, "--") == 0)
            only_files = true;
        else if (!(option ? read_option(&s) : read_word(&s, word)))
            return false;
    }
    return all_taken(&s);
}
