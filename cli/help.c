/* Help, the man page and the completion for bash, all printed from the tables. */
#include "cli/cli.h"

#include <string.h>

static const char *text(ard_context *context, const char *code)
{
    return ard_message(context, code, NULL);
}

/* "-o, " of an option that has a letter; `gap` of one that has none. */
static const char *letter(const cli_option *option, const char *form, const char *gap, char room[8])
{
    if (!option->letter)
        return gap;
    snprintf(room, 8, "-%c%s", option->letter, form);
    return room;
}

/* ---- Help -------------------------------------------------------------------------------------------------------- */

static void print_option(ard_context *context, const cli_option *option, FILE *out)
{
    char name[64], room[8];
    snprintf(name, sizeof name, "%s--%s%s%s", letter(option, ", ", "    ", room), option->name,
             option->argument ? " " : "", option->argument ? option->argument : "");
    fprintf(out, "  %-28s %s\n", name, text(context, option->help));
}

/* The options of a command (NULL: those of all commands). */
static void print_options(ard_context *context, const cli_command *command, FILE *out)
{
    for (option_id id = 0; id < OPTIONS; id++) {
        const cli_option *option = option_about(id);
        if (option->help && (command ? command_takes(command, id) : option_is_common(id)))
            print_option(context, option, out);
    }
}

/* "key (default) help" of every option of every plugin, for -s. */
static void print_settings(ard_context *context, FILE *out)
{
    const ard_plugin *plugin;
    fprintf(out, "\n%s\n", text(context, "cli.help.settings"));
    for (size_t i = 0; (plugin = ard_registry_plugin(ard_context_registry(context), i)); i++)
        for (const ard_option *row = plugin->options; row && row->name; row++) {
            char key[80];
            snprintf(key, sizeof key, "%s.%s=%s", plugin->name, row->name, row->initial);
            fprintf(out, "  %-34s %s%s%s%s\n", key, text(context, row->help), row->type == ARD_CHOICE ? " (" : "",
                    row->type == ARD_CHOICE ? row->choices : "", row->type == ARD_CHOICE ? ")" : "");
        }
}

void print_help(ard_context *context, const cli_command *command, FILE *out)
{
    const cli_command *each;
    if (command) {
        fprintf(out, "ardoise %s %s\n\n%s\n\n", command->name, command->usage, text(context, command->help));
        print_options(context, command, out);
        if (command_takes(command, OPTION_SET))
            print_settings(context, out);
        return;
    }
    fprintf(out, "%s\n\n", text(context, "cli.help.about"));
    for (size_t i = 0; (each = command_at(i)); i++)
        if (each->run)
            fprintf(out, "  ardoise %-10s %s\n", each->name, text(context, each->help));
    putc('\n', out);
    print_options(context, NULL, out);
    fprintf(out, "\n%s\n", text(context, "cli.help.more"));
}

/* ---- Man page ---------------------------------------------------------------------------------------------------- */

/* Text for roff: what it would take for a request or an escape is made plain. */
static void print_roff(const char *string, FILE *out)
{
    if (*string == '.' || *string == '\'')
        fputs("\\&", out);
    for (; *string; string++) {
        if (*string == '\\')
            fputs("\\e", out);
        else if (*string == '-')
            fputs("\\-", out);
        else
            putc(*string, out);
    }
    putc('\n', out);
}

static void print_item(const char *name, const char *argument, const char *about, FILE *out)
{
    fputs(".TP\n.B ", out);
    print_roff(name, out);
    if (argument) {
        fputs(".I ", out);
        print_roff(argument, out);
    }
    print_roff(about, out);
}

static void print_manual_options(ard_context *context, const cli_command *command, FILE *out)
{
    for (option_id id = 0; id < OPTIONS; id++) {
        const cli_option *option = option_about(id);
        char name[64], room[8];
        if (!option->help || (command ? option_is_common(id) || !command_takes(command, id) : !option_is_common(id)))
            continue;
        snprintf(name, sizeof name, "%s--%s %s", letter(option, ", ", "", room), option->name,
                 option->argument ? option->argument : "");
        print_item(name, NULL, text(context, option->help), out);
    }
}

static void print_manual_plugins(ard_context *context, FILE *out)
{
    const ard_plugin *plugin;
    static const char *const headings[] = {
        [ARD_READER] = "FORMATS READ", [ARD_FILTER] = "FILTERS", [ARD_WRITER] = "FORMATS WRITTEN", [ARD_CHECKER] = NULL};
    const char *last = NULL;
    for (size_t i = 0; (plugin = ard_registry_plugin(ard_context_registry(context), i)); i++) {
        const char *heading = headings[plugin->kind];
        if (!heading)
            continue;
        if (!last || strcmp(last, heading) != 0)
            fprintf(out, ".SH %s\n", heading);
        last = heading;
        print_item(plugin->name, NULL, text(context, plugin->help), out);
        for (const ard_option *row = plugin->options; row && row->name; row++) {
            char key[96];
            snprintf(key, sizeof key, "%s.%s=%s", plugin->name, row->name, row->initial);
            print_item(key, NULL, text(context, row->help), out);
        }
    }
}

void print_manual(ard_context *context, FILE *out)
{
    const cli_command *command;
    fputs(".TH ARDOISE 1 \"\" \"ardoise " ARD_VERSION "\"\n.SH NAME\nardoise \\- ", out);
    print_roff(text(context, "cli.help.about"), out);
    fputs(".SH SYNOPSIS\n", out);
    for (size_t i = 0; (command = command_at(i)); i++)
        if (command->run) {
            fprintf(out, ".B ardoise %s\n", command->name);
            print_roff(command->usage, out);
            fputs(".br\n", out);
        }
    fputs(".SH COMMANDS\n", out);
    for (size_t i = 0; (command = command_at(i)); i++)
        if (command->run) {
            print_item(command->name, NULL, text(context, command->help), out);
            fputs(".RS\n", out);
            print_manual_options(context, command, out);
            fputs(".RE\n", out);
        }
    fputs(".SH OPTIONS\n", out);
    print_manual_options(context, NULL, out);
    print_manual_plugins(context, out);
    fputs(".SH EXIT STATUS\n", out);
    print_roff(text(context, "cli.help.exit"), out);
    fputs(".SH ENVIRONMENT\n", out);
    print_roff(text(context, "cli.help.environment"), out);
}

/* ---- Completion -------------------------------------------------------------------------------------------------- */

static void print_names(ard_context *context, ard_plugin_kind kind, FILE *out)
{
    const ard_plugin *plugin;
    for (size_t i = 0; (plugin = ard_registry_plugin(ard_context_registry(context), i)); i++)
        if (plugin->kind == kind)
            fprintf(out, "%s ", plugin->name);
}

static void print_keys(ard_context *context, FILE *out)
{
    const ard_plugin *plugin;
    for (size_t i = 0; (plugin = ard_registry_plugin(ard_context_registry(context), i)); i++)
        for (const ard_option *row = plugin->options; row && row->name; row++)
            fprintf(out, "%s.%s= ", plugin->name, row->name);
}

/* What an option offers, as an argument of compgen. */
static void print_offer(ard_context *context, const cli_option *option, FILE *out)
{
    if (strcmp(option->completes, "files") == 0) {
        fputs("-f", out);
        return;
    }
    fputs("-W '", out);
    if (strcmp(option->completes, "readers") == 0)
        print_names(context, ARD_READER, out);
    else if (strcmp(option->completes, "writers") == 0)
        print_names(context, ARD_WRITER, out);
    else if (strcmp(option->completes, "settings") == 0)
        print_keys(context, out);
    else if (strcmp(option->completes, "profiles") == 0)
        fputs("'\"$(ardoise profiles 2>/dev/null)\"'", out);
    else
        fputs(option->completes, out);
    putc('\'', out);
}

void print_completion(ard_context *context, FILE *out)
{
    const cli_command *command;
    fputs("_ardoise() {\n    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n    case $before in\n", out);
    for (option_id id = 0; id < OPTIONS; id++) {
        const cli_option *option = option_about(id);
        char room[8];
        if (!option->completes)
            continue;
        fprintf(out, "    %s--%s) COMPREPLY=($(compgen ", letter(option, "|", "", room), option->name);
        print_offer(context, option, out);
        fputs(" -- \"$word\")); return ;;\n", out);
    }
    fputs("    esac\n    case $word in\n    -*) COMPREPLY=($(compgen -W '", out);
    for (option_id id = 0; id < OPTIONS; id++)
        if (option_about(id)->help)
            fprintf(out, "--%s ", option_about(id)->name);
    fputs("' -- \"$word\")); return ;;\n    esac\n    if [ \"$COMP_CWORD\" = 1 ]; then\n        COMPREPLY=($(compgen -W '", out);
    for (size_t i = 0; (command = command_at(i)); i++)
        if (command->run)
            fprintf(out, "%s ", command->name);
    fputs("' -- \"$word\"))\n    else\n        COMPREPLY=($(compgen -f -- \"$word\"))\n    fi\n}\ncomplete -o filenames -F _ardoise ardoise\n", out);
}
