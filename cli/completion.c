/* The completion for bash, printed from the tables. Names are taken line by line, so that a file's may have blanks. */
#include "cli/cli.h"

#include <string.h>

static void print_names(ard_context *context, ard_plugin_kind kind, FILE *out)
{
    const ard_plugin *plugin;
    for (size_t i = 0; (plugin = ard_registry_plugin(ard_context_registry(context), i)); i++)
        if (plugin->kind == kind)
            fprintf(out, "%s ", plugin->name);
}

/* "name.key=" of every setting; of those that are a choice, where `choices`, the cases that offer their values. */
static void print_keys(ard_context *context, bool choices, FILE *out)
{
    const ard_plugin *plugin;
    for (size_t i = 0; (plugin = ard_registry_plugin(ard_context_registry(context), i)); i++)
        for (const ard_option *row = plugin->options; row && row->name; row++) {
            if (!choices)
                fprintf(out, "%s.%s= ", plugin->name, row->name);
            else if (row->type == ARD_CHOICE || row->type == ARD_FLAG)
                fprintf(out, "    %s.%s) mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$word\"); return ;;\n",
                        plugin->name, row->name, row->type == ARD_FLAG ? "yes no" : row->choices);
        }
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
        print_keys(context, false, out);
    else if (strcmp(option->completes, "profiles") == 0)
        fputs("'\"$(ardoise profiles 2>/dev/null)\"'", out);
    else
        fputs(option->completes, out);
    putc('\'', out);
}

/* A case for each option that something follows. */
static void print_arguments(ard_context *context, FILE *out)
{
    for (option_id id = 0; id < OPTIONS; id++) {
        const cli_option *option = option_about(id);
        if (!option->completes)
            continue;
        if (option->letter)
            fprintf(out, "    -%c|--%s) ", option->letter, option->name);
        else
            fprintf(out, "    --%s) ", option->name);
        fputs("mapfile -t COMPREPLY < <(compgen ", out);
        print_offer(context, option, out);
        fputs(" -- \"$word\")\n"
              "        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
              "        return ;;\n",
              out);
    }
}

/* The names of the options that a command takes (NULL: those of every command). */
static void print_option_names(const cli_command *command, FILE *out)
{
    for (option_id id = 0; id < OPTIONS; id++)
        if (option_about(id)->help && (command ? command_takes(command, id) : option_is_common(id)))
            fprintf(out, "--%s ", option_about(id)->name);
}

static void print_option_lists(FILE *out)
{
    const cli_command *command;
    fputs("    local options='", out);
    print_option_names(NULL, out);
    fputs("'\n    case ${COMP_WORDS[1]} in\n", out);
    for (size_t i = 0; (command = command_at(i)); i++) {
        if (!command->run)
            continue;
        fprintf(out, "    %s) options='", command->name);
        print_option_names(command, out);
        fputs("' ;;\n", out);
    }
    fputs("    esac\n", out);
}

void print_completion(ard_context *context, FILE *out)
{
    const cli_command *command;
    fputs("_ardoise() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} key=\n"
          "    # \"=\" is a word of its own for bash.\n"
          "    if [ \"$word\" = = ]; then key=$before word=; fi\n"
          "    if [ \"$before\" = = ]; then key=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
          "    case $key in\n",
          out);
    print_keys(context, true, out);
    fputs("    esac\n    case $before in\n", out);
    print_arguments(context, out);
    fputs("    esac\n", out);
    print_option_lists(out);
    fputs("    if [[ $word == -* ]]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
          "    elif [ \"$COMP_CWORD\" = 1 ]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -W '",
          out);
    for (size_t i = 0; (command = command_at(i)); i++)
        if (command->run)
            fprintf(out, "%s ", command->name);
    fputs("' -- \"$word\")\n"
          "    else\n"
          "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
          "    fi\n"
          "}\n"
          "complete -o filenames -F _ardoise ardoise\n",
          out);
}
