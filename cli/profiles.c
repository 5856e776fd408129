/* Profiles: what there are, what one sets and why, and a pupil's own. */
#include "cli/cli.h"

#include <string.h>

enum { INDENT = 4 };

/* ---- One profile ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name, *label;
} kinds[] = {
    [ARD_STUDY] = {"study", "cli.source.study"},
    [ARD_GUIDE] = {"guide", "cli.source.guide"},
    [ARD_CRITERION] = {"criterion", "cli.source.criterion"},
    [ARD_NO_EVIDENCE] = {"none", "cli.source.none"},
};

/* A line below a value: a label, then a text that may be empty. */
static void print_below(const char *label, const char *text)
{
    size_t column = INDENT;
    printf("%*s%s", INDENT, "", label);
    for (const char *c = label; *c; c++)
        column += (*c & 0xC0) != 0x80;
    if (*label && *text) {
        putchar(' ');
        column++;
    }
    print_wrapped(text, column, INDENT + 2, stdout);
}

static void print_sources(ard_context *context, const ard_profile_value *v)
{
    char label[64];
    for (size_t i = 0; i < v->source_count; i++) {
        const ard_source *source = &v->sources[i];
        snprintf(label, sizeof label, "%s%s", help_text(context, kinds[source->kind].label),
                 *source->text ? help_text(context, "cli.source.colon") : ".");
        print_below(label, source->text);
    }
    if (!v->source_count)
        print_below(help_text(context, "cli.source.unsaid"), "");
}

static void print_value(ard_context *context, const ard_profile_value *v)
{
    const char *slash = strrchr(v->file, '/');
    printf("\n%s.%s = %s    (%s:%u)\n", v->plugin, v->key, v->value, slash ? slash + 1 : v->file, v->line);
    if (*v->help)
        print_below("", help_text(context, v->help));
    if (*v->why)
        print_below("", v->why);
    print_sources(context, v);
}

/* The values that are set, or those that are left to the pupil. */
static void print_values(ard_context *context, const ard_profile *profile, bool offered)
{
    for (size_t i = 0; i < profile->count; i++)
        if (profile->values[i].offered == offered)
            print_value(context, &profile->values[i]);
}

static void print_profile(ard_context *context, const char *name, const ard_profile *profile)
{
    bool offers = false;
    printf("%s (%s)\n", name, profile->file);
    for (const char *at = profile->about; *at;) {
        char line[4096];
        size_t size = strcspn(at, "\n");
        snprintf(line, sizeof line, "%.*s", (int)size, at);
        print_wrapped(line, 0, 0, stdout);
        at += size + (at[size] == '\n');
    }
    print_values(context, profile, false);
    for (size_t i = 0; i < profile->count; i++)
        offers |= profile->values[i].offered;
    if (offers)
        printf("\n%s\n", help_text(context, "cli.profile.offered"));
    print_values(context, profile, true);
}

static void print_value_json(ard_context *context, const ard_profile_value *v)
{
    printf("{\"plugin\": ");
    print_json(stdout, v->plugin);
    print_text_field("key", v->key);
    print_text_field("value", v->value);
    print_text_field("file", v->file);
    printf(", \"line\": %u, \"offered\": %s", v->line, v->offered ? "true" : "false");
    print_text_field("help", *v->help ? help_text(context, v->help) : "");
    print_text_field("why", v->why);
    fputs(", \"sources\": [", stdout);
    for (size_t i = 0; i < v->source_count; i++) {
        printf("%s{\"kind\": \"%s\"", i ? ", " : "", kinds[v->sources[i].kind].name);
        print_text_field("text", v->sources[i].text);
        putchar('}');
    }
    fputs("]}", stdout);
}

static void print_profile_json(ard_context *context, const char *name, const ard_profile *profile)
{
    printf("{\"name\": ");
    print_json(stdout, name);
    print_text_field("file", profile->file);
    print_text_field("about", profile->about);
    fputs(", \"values\": [", stdout);
    for (size_t i = 0; i < profile->count; i++) {
        fputs(i ? ",\n" : "\n", stdout);
        print_value_json(context, &profile->values[i]);
    }
    puts("]}");
}

/* ---- The command ------------------------------------------------------------------------------------------------- */

/* Tells all that was said, and gives the exit code of a status. */
static int end(ard_context *context, const arguments *called, ard_status status)
{
    size_t count;
    const ard_diag *diags = ard_context_diags(context, &count);
    for (size_t i = 0; i < count; i++)
        say_diag(context, called, &diags[i]);
    return ard_exit_code(status);
}

/* Prints each value of a profile, where it stands, what it does, and its source. */
static int show(ard_context *context, const arguments *called, const char *name)
{
    const ard_profile *profile;
    ard_status status = ard_profile_look(&profile, context, name);
    if (status == ARD_OK)
        (has(called, OPTION_JSON) ? print_profile_json : print_profile)(context, name, profile);
    return end(context, called, status);
}

/* Makes or changes a pupil's profile, and prints its path. */
static int keep(ard_context *context, const arguments *called)
{
    const char *path = NULL;
    const char *const *includes = called->values[OPTION_PROFILE], *const *settings = called->values[OPTION_SET];
    bool new = has(called, OPTION_NEW);
    const char *name = value(called, new ? OPTION_NEW : OPTION_CHANGE);
    ard_status status = (new ? ard_profile_new : ard_profile_change)(&path, context, name, includes, settings);
    if (path && has(called, OPTION_JSON)) {
        fputs("{\"file\": ", stdout);
        print_json(stdout, path);
        puts("}");
    } else if (path)
        puts(path);
    return end(context, called, status);
}

static void list(ard_context *context, bool json)
{
    const char *name;
    fputs(json ? "{\"profiles\": [" : "", stdout);
    for (size_t i = 0; (name = ard_context_profile_name(context, i)); i++) {
        if (!json) {
            puts(name);
            continue;
        }
        fputs(i ? ", " : "", stdout);
        print_json(stdout, name);
    }
    fputs(json ? "]}\n" : "", stdout);
}

int run_profiles(ard_context *context, const arguments *called)
{
    bool keeps = has(called, OPTION_NEW) || has(called, OPTION_CHANGE);
    bool given = has(called, OPTION_PROFILE) || has(called, OPTION_SET);
    if (has(called, OPTION_SHOW) + has(called, OPTION_NEW) + has(called, OPTION_CHANGE) > 1 || (given && !keeps)) {
        say(context, "cli.profiles.one", NULL, NULL);
        return ard_exit_code(ARD_E_USAGE);
    }
    if (keeps)
        return keep(context, called);
    if (has(called, OPTION_SHOW))
        return show(context, called, value(called, OPTION_SHOW));
    list(context, has(called, OPTION_JSON));
    return 0;
}
