/* The man page, printed from the tables. */
#include "cli/cli.h"

#include <string.h>

/* Examples of calls, and exit codes, with what each means. */
static const cli_example examples[] = {
    {"ardoise convert lecon.docx -p dys -o lecon.html", "cli.example.dys"},
    {"ardoise convert lecon.docx -p braille-integral -o lecon.brf", "cli.example.braille"},
    {"ardoise convert lecon.docx -o lecon.wav", "cli.example.speech"},
    {"ardoise check lecon.docx", "cli.example.check"},
};

static const cli_example exits[] = {
    {"0", "cli.exit.done"},    {"1", "cli.exit.found"}, {"2", "cli.exit.usage"}, {"3", "cli.exit.read"},
    {"4", "cli.exit.missing"}, {"5", "cli.exit.limit"}, {"6", "cli.exit.write"}, {"70", "cli.exit.internal"},
};

static const cli_example variables[] = {
    {"ARDOISE_DATA", "cli.variable.data"},       {"LANGUAGE, LC_ALL, LC_MESSAGES, LANG", "cli.variable.language"},
    {"SOURCE_DATE_EPOCH", "cli.variable.date"},  {"NO_COLOR", "cli.variable.colour"},
    {"ARDOISE_UNSAFE=1", "cli.variable.unsafe"},
};

const cli_example *help_example(size_t number)
{
    return number < sizeof examples / sizeof *examples ? &examples[number] : NULL;
}

/* Text for roff: what it would take for a request or an escape is made plain; blanks that no line ends at are its own. */
static void print_roff(const char *text, FILE *out)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", out);
    for (const char *at = text; *at; at++) {
        if (*at == '\\')
            fputs("\\e", out);
        else if (*at == '-')
            fputs("\\-", out);
        else if (*at == ' ' && !text_may_break(text, at))
            fputs("\\~", out);
        else
            putc(*at, out);
    }
    putc('\n', out);
}

static void print_section(ard_context *context, const char *heading, FILE *out)
{
    fprintf(out, ".SH %s\n", help_text(context, heading));
}

static void print_item(const char *name, const char *about, FILE *out)
{
    fputs(".TP\n.B ", out);
    print_roff(name, out);
    print_roff(about, out);
}

static void print_items(ard_context *context, const char *heading, const cli_example *rows, size_t count, FILE *out)
{
    print_section(context, heading, out);
    for (size_t i = 0; i < count; i++)
        print_item(rows[i].call, help_text(context, rows[i].about), out);
}

static void print_options(ard_context *context, const cli_command *command, FILE *out)
{
    for (option_id id = 0; id < OPTIONS; id++) {
        const cli_option *option = option_about(id);
        char form[96];
        if (!option->help || option_is_common(id) != !command || (command && !command_takes(command, id)))
            continue;
        option_form(context, option, "", form, sizeof form);
        print_item(form, help_text(context, option->help), out);
    }
}

static void print_commands(ard_context *context, FILE *out)
{
    const cli_command *command;
    print_section(context, "cli.manual.synopsis", out);
    for (size_t i = 0; (command = command_at(i)); i++)
        if (command->run) {
            fprintf(out, ".B ardoise %s\n", command->name);
            print_roff(help_text(context, command->usage), out);
            fputs(".br\n", out);
        }
    print_section(context, "cli.manual.description", out);
    print_roff(help_text(context, "cli.help.about"), out);
    print_section(context, "cli.manual.commands", out);
    for (size_t i = 0; (command = command_at(i)); i++)
        if (command->run) {
            print_item(command->name, help_text(context, command->help), out);
            fputs(".RS\n", out);
            print_options(context, command, out);
            fputs(".RE\n", out);
        }
    print_section(context, "cli.manual.options", out);
    print_options(context, NULL, out);
}

/* The plugins of a kind, each with its settings. */
static void print_plugins(ard_context *context, ard_plugin_kind kind, const char *heading, FILE *out)
{
    const ard_plugin *plugin;
    print_section(context, heading, out);
    for (size_t i = 0; (plugin = ard_registry_plugin(ard_context_registry(context), i)); i++) {
        if (plugin->kind != kind)
            continue;
        char name[160];
        bool endings = plugin->endings && *plugin->endings;
        snprintf(name, sizeof name, "%s%s%s%s", plugin->name, endings ? " (" : "", endings ? plugin->endings : "",
                 endings ? ")" : "");
        print_item(name, help_text(context, plugin->help), out);
        fputs(".RS\n", out);
        for (const ard_option *row = plugin->options; row && row->name; row++) {
            char key[96], about[1024];
            snprintf(key, sizeof key, "%s.%s=%s", plugin->name, row->name, row->initial);
            snprintf(about, sizeof about, "%s%s", help_text(context, row->help), setting_values(context, row));
            print_item(key, about, out);
        }
        fputs(".RE\n", out);
    }
}

void print_manual(ard_context *context, FILE *out)
{
    fputs(".TH ARDOISE 1 \"\" \"ardoise " ARD_VERSION "\"\n.ad l\n.nh\n", out);
    print_section(context, "cli.manual.name", out);
    fputs("ardoise \\- ", out);
    print_roff(help_text(context, "cli.manual.purpose"), out);
    print_commands(context, out);
    print_plugins(context, ARD_READER, "cli.manual.read", out);
    print_plugins(context, ARD_FILTER, "cli.manual.filters", out);
    print_plugins(context, ARD_WRITER, "cli.manual.written", out);
    print_section(context, "cli.manual.profiles", out);
    print_roff(help_text(context, "cli.manual.profiles.where"), out);
    print_items(context, "cli.manual.exit", exits, sizeof exits / sizeof *exits, out);
    fputs(".PP\n", out);
    print_roff(help_text(context, "cli.manual.exit.several"), out);
    print_items(context, "cli.manual.environment", variables, sizeof variables / sizeof *variables, out);
    print_items(context, "cli.manual.examples", examples, sizeof examples / sizeof *examples, out);
}
