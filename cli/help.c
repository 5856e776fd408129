/* Help, printed from the tables: two columns of characters (not bytes), in lines that a terminal shows whole. */
#include "cli/cli.h"

#include <string.h>

enum {
    WIDTH = 80, /* characters of a line */
    NAMES = 30, /* of the left column; a longer name has a line of its own */
    VALUES_MOST = 400
};

const char *help_text(ard_context *context, const char *code)
{
    return ard_message(context, code, NULL);
}

void option_form(ard_context *context, const cli_option *option, const char *gap, char *form, size_t size)
{
    char letter[8];
    snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(form, size, "%s--%s%s%s", option->letter ? letter : gap, option->name, option->argument ? " " : "",
             option->argument ? help_text(context, option->argument) : "");
}

bool command_has_settings(const cli_command *command, const ard_plugin *plugin)
{
    bool checks = strcmp(command->name, "check") == 0;
    return command_takes(command, OPTION_SET) && plugin->options && plugin->options->name &&
           checks == (plugin->kind == ARD_CHECKER);
}

/* The choices of a setting, parted by commas. */
static void list_choices(const char *choices, char *list, size_t size)
{
    size_t at = 0;
    for (; *choices && at + 3 < size; choices++) {
        if (*choices == ' ')
            list[at++] = ',';
        list[at++] = *choices;
    }
    list[at] = '\0';
}

const char *setting_values(ard_context *context, const ard_option *row)
{
    char list[VALUES_MOST], most[32];
    if (row->type == ARD_NUMBER && row->least < row->most) {
        snprintf(list, sizeof list, "%.10g", row->least);
        snprintf(most, sizeof most, "%.10g", row->most);
        return ard_message(context, "cli.help.range", list, most, NULL);
    }
    if (row->type != ARD_FLAG && row->type != ARD_CHOICE)
        return "";
    list_choices(row->type == ARD_FLAG ? "yes no" : row->choices, list, sizeof list);
    return ard_message(context, "cli.help.choices", list, NULL);
}

/* ---- Columns ----------------------------------------------------------------------------------------------------- */

/* Characters of UTF-8: bytes that do not go on with another one. */
static size_t characters(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += (text[i] & 0xC0) != 0x80;
    return count;
}

bool text_may_break(const char *text, const char *blank)
{
    static const char *const after[] = {";", ":", "!", "?", "»"};
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        if (strncmp(blank + 1, after[i], strlen(after[i])) == 0)
            return false;
    return blank - text < 2 || strncmp(blank - 2, "«", 2) != 0;
}

/* The piece of a text up to the next place where a line may end; what stands in [] is one. */
static size_t next_piece(const char *text)
{
    size_t size = 0;
    for (bool inside = false; text[size]; size++) {
        inside = (inside || text[size] == '[') && text[size] != ']';
        if (text[size] == ' ' && !inside && text_may_break(text, text + size))
            return size;
    }
    return size;
}

void print_wrapped(const char *text, size_t column, size_t indent, FILE *out)
{
    bool begun = false;
    while (*text) {
        size_t size = next_piece(text), width = characters(text, size);
        if (begun && column + 1 + width > WIDTH) {
            fprintf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (begun) {
            putc(' ', out);
            column++;
        }
        fwrite(text, 1, size, out);
        column += width;
        begun = true;
        text += size + (text[size] == ' ');
    }
    putc('\n', out);
}

/* A row of the two columns. */
static void print_row(const char *name, const char *about, FILE *out)
{
    size_t column = 2 + characters(name, strlen(name));
    fprintf(out, "  %s", name);
    if (column + 2 > NAMES) {
        putc('\n', out);
        column = 0;
    }
    fprintf(out, "%*s", (int)(NAMES - column), "");
    print_wrapped(about, NAMES, NAMES, out);
}

static void print_paragraph(const char *text, FILE *out)
{
    print_wrapped(text, 0, 0, out);
}

/* ---- Help -------------------------------------------------------------------------------------------------------- */

/* The options that are a command's own (NULL: those of every command). */
static void print_options(ard_context *context, const cli_command *command, FILE *out)
{
    for (option_id id = 0; id < OPTIONS; id++) {
        const cli_option *option = option_about(id);
        char form[96];
        if (!option->help || option_is_common(id) != !command || (command && !command_takes(command, id)))
            continue;
        option_form(context, option, "    ", form, sizeof form);
        print_row(form, help_text(context, option->help), out);
    }
}

static void print_setting(ard_context *context, const ard_plugin *plugin, const ard_option *row, FILE *out)
{
    char key[96], about[1024];
    snprintf(key, sizeof key, "%s.%s=%s", plugin->name, row->name, row->initial);
    snprintf(about, sizeof about, "%s%s", help_text(context, row->help), setting_values(context, row));
    print_row(key, about, out);
}

/* What -s may set, by plugin: each key with its default. */
static void print_settings(ard_context *context, const cli_command *command, FILE *out)
{
    const ard_plugin *plugin;
    bool begun = false;
    for (size_t i = 0; (plugin = ard_registry_plugin(ard_context_registry(context), i)); i++) {
        char heading[1024];
        if (!command_has_settings(command, plugin))
            continue;
        if (!begun)
            fprintf(out, "\n%s\n", help_text(context, "cli.help.settings"));
        begun = true;
        snprintf(heading, sizeof heading, "%s - %s", plugin->name, help_text(context, plugin->help));
        putc('\n', out);
        print_paragraph(heading, out);
        for (const ard_option *row = plugin->options; row->name; row++)
            print_setting(context, plugin, row, out);
    }
}

static void print_command_help(ard_context *context, const cli_command *command, FILE *out)
{
    char usage[512];
    snprintf(usage, sizeof usage, "%s ardoise %s %s", help_text(context, "cli.help.usage"), command->name,
             command->usage ? help_text(context, command->usage) : "");
    print_wrapped(usage, 0, 8, out);
    putc('\n', out);
    print_paragraph(help_text(context, command->help), out);
    if (*command->options != OPTIONS)
        fprintf(out, "\n%s\n", help_text(context, "cli.help.options"));
    print_options(context, command, out);
    fprintf(out, "\n%s\n", help_text(context, "cli.help.options.all"));
    print_options(context, NULL, out);
    print_settings(context, command, out);
}

void print_help(ard_context *context, const cli_command *command, FILE *out)
{
    const cli_command *each;
    if (command) {
        print_command_help(context, command, out);
        return;
    }
    print_paragraph(help_text(context, "cli.help.about"), out);
    fprintf(out, "\n%s ardoise %s\n\n%s\n", help_text(context, "cli.help.usage"), help_text(context, "cli.usage.all"),
            help_text(context, "cli.help.commands"));
    for (size_t i = 0; (each = command_at(i)); i++)
        if (each->run)
            print_row(each->name, help_text(context, each->help), out);
    fprintf(out, "\n%s\n", help_text(context, "cli.help.options.all"));
    print_options(context, NULL, out);
    fprintf(out, "\n%s\n", help_text(context, "cli.help.examples"));
    for (size_t i = 0; help_example(i); i++)
        fprintf(out, "  %s\n      %s\n", help_example(i)->call, help_text(context, help_example(i)->about));
    putc('\n', out);
    print_paragraph(help_text(context, "cli.help.more"), out);
}
