/* The tables that parsing, help, the man page and completion are made of. */
#include "cli/cli.h"

#include <string.h>

static const cli_option table[OPTIONS] = {
    {OPTION_FROM, 'f', "from", "cli.word.format", "readers", "cli.option.from"},
    {OPTION_TO, 't', "to", "cli.word.format", "writers", "cli.option.to"},
    {OPTION_PROFILE, 'p', "profile", "cli.word.profile", "profiles", "cli.option.profile"},
    {OPTION_SET, 's', "set", "cli.word.setting", "settings", "cli.option.set"},
    {OPTION_OUT, 'o', "output", "cli.word.out", "files", "cli.option.output"},
    {OPTION_STRICT, 0, "strict", NULL, NULL, "cli.option.strict"},
    {OPTION_EXPLAIN, 0, "explain", NULL, NULL, "cli.option.explain"},
    {OPTION_VOICE, 0, "voice-command", "cli.word.command", NULL, "cli.option.voice-command"},
    {OPTION_STANDARD, 0, "standard", "cli.word.name", "epub wcag rgaa sne", "cli.option.standard"},
    {OPTION_REPORT, 0, "format", "cli.word.format", "text json", "cli.option.report"},
    {OPTION_FIX, 0, "fix", NULL, NULL, "cli.option.fix"},
    {OPTION_BASELINE, 0, "baseline", "cli.word.file", "files", "cli.option.baseline"},
    {OPTION_SYLLABLES, 0, "syllables", "cli.word.name", "pedagogic typographic", "cli.option.syllables"},
    {OPTION_TEXT, 0, "text", NULL, NULL, "cli.option.text"},
    {OPTION_ORAL, 0, "oral", NULL, NULL, "cli.option.oral"},
    {OPTION_MUTE_E, 0, "mute-e", NULL, NULL, "cli.option.mute-e"},
    {OPTION_EXCEPTIONS, 0, "exceptions", "cli.word.file", "files", "cli.option.exceptions"},
    {OPTION_SHOW, 0, "show", "cli.word.name", "profiles", "cli.option.show"},
    {OPTION_NEW, 0, "new", "cli.word.name", NULL, "cli.option.new"},
    {OPTION_CHANGE, 0, "change", "cli.word.name", "profiles", "cli.option.change"},
    {OPTION_LANG, 0, "lang", "cli.word.language", "fr en", "cli.option.lang"},
    {OPTION_DATA, 0, "data", "cli.word.folder", "files", "cli.option.data"},
    {OPTION_JSON, 0, "json", NULL, NULL, "cli.option.json"},
    {OPTION_QUIET, 'q', "quiet", NULL, NULL, "cli.option.quiet"},
    {OPTION_VERBOSE, 'v', "verbose", NULL, NULL, "cli.option.verbose"},
    {OPTION_HELP, 'h', "help", NULL, NULL, "cli.option.help"},
    {OPTION_VERSION, 'V', "version", NULL, NULL, "cli.option.version"},
    {OPTION_MANUAL, 0, "man-page", NULL, NULL, NULL},
    {OPTION_COMPLETION, 0, "bash-completion", NULL, NULL, NULL},
};

static const option_id of_all[] = {OPTION_LANG, OPTION_DATA,    OPTION_JSON,   OPTION_QUIET,      OPTION_VERBOSE,
                                   OPTION_HELP, OPTION_VERSION, OPTION_MANUAL, OPTION_COMPLETION, OPTIONS};
static const option_id of_convert[] = {OPTION_FROM,   OPTION_TO,      OPTION_PROFILE, OPTION_SET, OPTION_OUT,
                                       OPTION_STRICT, OPTION_EXPLAIN, OPTION_VOICE,   OPTIONS};
static const option_id of_check[] = {OPTION_STANDARD, OPTION_REPORT,   OPTION_SET, OPTION_OUT,
                                     OPTION_FIX,      OPTION_BASELINE, OPTIONS};
static const option_id of_profiles[] = {OPTION_SHOW, OPTION_NEW, OPTION_CHANGE, OPTION_PROFILE, OPTION_SET, OPTIONS};
static const option_id of_words[] = {OPTION_SYLLABLES, OPTION_TEXT,       OPTION_ORAL,
                                     OPTION_MUTE_E,    OPTION_EXCEPTIONS, OPTIONS};
static const option_id none[] = {OPTIONS};

static const cli_command commands[] = {
    {"convert", "cli.usage.convert", "cli.command.convert", of_convert, true, run_convert},
    {"check", "cli.usage.check", "cli.command.check", of_check, true, run_check},
    {"formats", "cli.usage.formats", "cli.command.formats", none, false, run_formats},
    {"profiles", "cli.usage.profiles", "cli.command.profiles", of_profiles, false, run_profiles},
    {"words", "cli.usage.words", "cli.command.words", of_words, false, run_words},
    {"batch", NULL, "cli.command.batch", none, true, NULL},
    {"class", NULL, "cli.command.class", none, true, NULL},
    {"questions", NULL, "cli.command.questions", none, true, NULL},
    {"voices", NULL, "cli.command.voices", none, false, NULL},
    {"doctor", NULL, "cli.command.doctor", none, false, NULL},
};

const cli_option *option_about(option_id id)
{
    return &table[id];
}

const cli_command *command_at(size_t number)
{
    return number < sizeof commands / sizeof *commands ? &commands[number] : NULL;
}

const cli_command *command_named(const char *name)
{
    const cli_command *command;
    for (size_t i = 0; (command = command_at(i)); i++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

static bool in(const option_id *list, option_id id)
{
    while (*list != OPTIONS && *list != id)
        list++;
    return *list == id;
}

bool option_is_common(option_id id)
{
    return in(of_all, id);
}

bool command_takes(const cli_command *command, option_id id)
{
    return in(command->options, id) || option_is_common(id);
}
