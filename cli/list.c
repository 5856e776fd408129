/* What there is: formats and filters. */
#include "cli/cli.h"

#include <string.h>

static const char *const kinds[] = {
    [ARD_READER] = "reader", [ARD_FILTER] = "filter", [ARD_WRITER] = "writer", [ARD_CHECKER] = "checker"};
static const char *const types[] = {
    [ARD_FLAG] = "flag", [ARD_NUMBER] = "number", [ARD_TEXT] = "text", [ARD_CHOICE] = "choice"};

/* ---- formats ----------------------------------------------------------------------------------------------------- */

void print_text_field(const char *name, const char *text)
{
    printf(", \"%s\": ", name);
    print_json(stdout, text ? text : "");
}

/* The blank-separated words of a list as an array. */
static void print_list_field(const char *name, const char *list)
{
    printf(", \"%s\": [", name);
    for (size_t size, count = 0; list && *list; list += size) {
        list += strspn(list, " ");
        size = strcspn(list, " ");
        if (size)
            printf("%s\"%.*s\"", count++ ? ", " : "", (int)size, list);
    }
    putchar(']');
}

static void print_options_field(ard_context *context, const ard_option *options)
{
    fputs(", \"options\": [", stdout);
    for (const ard_option *row = options; row && row->name; row++) {
        printf("%s{\"name\": ", row == options ? "" : ", ");
        print_json(stdout, row->name);
        print_text_field("type", types[row->type]);
        print_text_field("default", row->initial);
        if (row->type == ARD_NUMBER)
            printf(", \"least\": %g, \"most\": %g", row->least, row->most);
        if (row->type == ARD_CHOICE)
            print_list_field("choices", row->choices);
        print_text_field("help", ard_message(context, row->help, NULL));
        putchar('}');
    }
    putchar(']');
}

static void print_formats_json(ard_context *context)
{
    const ard_plugin *plugin;
    fputs("{\"formats\": [", stdout);
    for (size_t i = 0; (plugin = ard_registry_plugin(ard_context_registry(context), i)); i++) {
        fputs(i ? ",\n{\"name\": " : "{\"name\": ", stdout);
        print_json(stdout, plugin->name);
        print_text_field("kind", kinds[plugin->kind]);
        print_list_field("aliases", plugin->aliases);
        print_list_field("endings", plugin->endings);
        print_text_field("media_type", plugin->media_type);
        print_list_field("lacks", plugin->lacks);
        print_text_field("help", ard_message(context, plugin->help, NULL));
        print_options_field(context, plugin->options);
        putchar('}');
    }
    puts("]}");
}

static void print_kind(ard_context *context, ard_plugin_kind kind, const char *heading)
{
    const ard_plugin *plugin;
    puts(ard_message(context, heading, NULL));
    for (size_t i = 0; (plugin = ard_registry_plugin(ard_context_registry(context), i)); i++)
        if (plugin->kind == kind)
            printf("  %-11s %-23s %s\n", plugin->name, plugin->endings ? plugin->endings : "",
                   ard_message(context, plugin->help, NULL));
}

int run_formats(ard_context *context, const arguments *called)
{
    if (has(called, OPTION_JSON)) {
        print_formats_json(context);
        return 0;
    }
    print_kind(context, ARD_READER, "cli.formats.read");
    print_kind(context, ARD_WRITER, "cli.formats.write");
    print_kind(context, ARD_FILTER, "cli.formats.filters");
    return 0;
}
