/* What filters/standard.c lists: plugins that are complete, and that do not stand in each other's way. */
#include "ardoise.h"
#include "base/text.h"
#include "check.h"

/* Whether a message is in the table: else its code is all there is to say. */
static bool is_said(ard_context *context, const char *code)
{
    return code && *code && strcmp(ard_message(context, code, NULL), code) != 0;
}

/* Counts a check of one plugin, and names it where it fails. */
static void check_of(const ard_plugin *plugin, const char *row, bool holds, const char *rule)
{
    char said[200];
    snprintf(said, sizeof said, "%s%s%s: %s", plugin->name, row ? "." : "", row ? row : "", rule);
    check_count(holds, said, "filters/standard.c", 0);
}

static void check_option(ard_context *context, const ard_plugin *plugin, const ard_option *row)
{
    double number = row->type == ARD_NUMBER ? strtod(row->initial, NULL) : 0;
    check_of(plugin, row->name, is_said(context, row->help), "its help is in dictionaries/messages");
    if (row->type == ARD_NUMBER)
        check_of(plugin, row->name, row->least < row->most && number >= row->least && number <= row->most,
                 "its default is within its bounds");
    if (row->type == ARD_CHOICE)
        check_of(plugin, row->name, text_in_list(row->choices, row->initial), "its default is one of its choices");
    if (row->type == ARD_FLAG)
        check_of(plugin, row->name, text_in_list("yes no", row->initial), "its default is yes or no");
}

/* The next word of a list, in `word`; NULL past the last. */
static const char *next_word(const char *list, char word[64])
{
    list += strspn(list, " ");
    size_t size = strcspn(list, " ");
    snprintf(word, 64, "%.*s", (int)size, list);
    return size ? list + size : NULL;
}

/* Whatever names a plugin, by its name, an alias or an ending, names this one. */
static void check_names(const ard_registry *registry, const ard_plugin *plugin)
{
    char word[64], file[80];
    bool first = true, dotted = true;
    for (const char *at = plugin->aliases ? plugin->aliases : ""; (at = next_word(at, word));)
        first = first && ard_registry_named(registry, plugin->kind, word) == plugin;
    check_of(plugin, NULL, first && ard_registry_named(registry, plugin->kind, plugin->name) == plugin,
             "no other has its name or an alias");
    first = true;
    for (const char *at = plugin->endings ? plugin->endings : ""; (at = next_word(at, word));) {
        snprintf(file, sizeof file, "lesson%s", word);
        first = first && ard_registry_ending(registry, plugin->kind, file) == plugin;
        dotted = dotted && *word == '.';
    }
    check_of(plugin, NULL, dotted, "its endings begin with a dot");
    check_of(plugin, NULL, first, "no other has its endings");
    check_of(plugin, NULL, !ard_registry_planned(registry, plugin->kind, plugin->name), "it is not still to come");
}

int main(void)
{
    ard_context *context;
    const ard_plugin *plugin;
    CHECK(ard_context_new(&context) == ARD_OK);
    const ard_registry *registry = ard_context_registry(context);
    for (size_t i = 0; (plugin = ard_registry_plugin(registry, i)); i++) {
        check_of(plugin, NULL, is_said(context, plugin->help), "its help is in dictionaries/messages");
        if (plugin->kind != ARD_CHECKER)
            check_names(registry, plugin);
        for (const ard_option *row = plugin->options; row && row->name; row++)
            check_option(context, plugin, row);
    }
    ard_context_free(context);
    return check_end();
}
