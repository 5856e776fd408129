/* ardoise: the command line. */
#include "cli/cli.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* The language of messages: --lang, else LANGUAGE, LC_ALL, LC_MESSAGES or LANG by name, else English. */
static const char *language_of(int argc, char **argv)
{
    static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0)
            return argv[i] + 7;
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            return argv[i + 1];
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *said = getenv(names[i]);
        if (said && *said)
            return said;
    }
    return "en";
}

/* Prints what the call asks to know instead of doing it; false where it asks nothing. */
static bool print_asked(ard_context *context, const arguments *called)
{
    if (has(called, OPTION_VERSION))
        puts("ardoise " ARD_VERSION);
    else if (has(called, OPTION_HELP))
        print_help(context, called->command, stdout);
    else if (has(called, OPTION_MANUAL))
        print_manual(context, stdout);
    else if (has(called, OPTION_COMPLETION))
        print_completion(context, stdout);
    else
        return false;
    return true;
}

static int run(ard_context *context, const arguments *called)
{
    const cli_command *command = called->command;
    if (print_asked(context, called))
        return 0;
    if (!command) {
        print_help(context, NULL, stderr);
        return ard_exit_code(ARD_E_USAGE);
    }
    if (!command->run) {
        say(context, "cli.command.later", command->name, NULL);
        return ard_exit_code(ARD_E_MISSING);
    }
    if (command->files != (called->file_count > 0)) {
        say(context, command->files ? "cli.files.none" : "cli.files.some", command->name, NULL);
        return ard_exit_code(ARD_E_USAGE);
    }
    if (has(called, OPTION_DATA) && ard_context_data(context, value(called, OPTION_DATA)) != ARD_OK) {
        say(context, "data.missing", value(called, OPTION_DATA), NULL);
        return ard_exit_code(ARD_E_MISSING);
    }
    return command->run(context, called);
}

int main(int argc, char **argv)
{
    ard_context *context;
    arguments called;
    signal(SIGPIPE, SIG_IGN);
    if (ard_context_new(&context) != ARD_OK)
        return ard_exit_code(ARD_E_LIMIT);
    ard_context_language(context, language_of(argc, argv));
    int code = ard_exit_code(ARD_E_USAGE);
    if (arguments_read(&called, context, argc, argv))
        code = run(context, &called);
    arguments_free(&called);
    ard_context_free(context);
    if (fflush(stdout) != 0 || ferror(stdout))
        code = ard_exit_code(ARD_E_WRITE);
    return code;
}
