/* ardoise convert. */
#include "cli/work.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The name of a file in the folder OUT: the source's, with the format's ending. */
static char *name_in(const char *folder, const char *path, const char *ending)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path, *dot = strrchr(base, '.');
    int size = dot && dot > base ? (int)(dot - base) : (int)strlen(base);
    char *name;
    if (strcmp(base, "-") == 0)
        base = "stdin", size = 5;
    return asprintf(&name, "%s/%.*s%s", folder, size, base, ending) < 0 ? NULL : name;
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The first word of a list. */
static char *first_word(const char *list)
{
    return strndup(list, strcspn(list, " "));
}

/* Gives each piece its target. Two sources of one name ("a.docx", "a.odt") keep their ending: "a.docx.html". */
static bool place_in_folder(work *w, const char *folder, const char *ending)
{
    for (size_t i = 0; i < w->count; i++)
        if (!(w->pieces[i].target = name_in(folder, w->pieces[i].path, ending)))
            return false;
    for (size_t i = 0; i < w->count; i++)
        for (size_t k = 0; k < i; k++) {
            const char *slash = strrchr(w->pieces[i].path, '/');
            if (strcmp(w->pieces[i].target, w->pieces[k].target) != 0)
                continue;
            free(w->pieces[i].target);
            if (asprintf(&w->pieces[i].target, "%s/%s%s", folder, slash ? slash + 1 : w->pieces[i].path, ending) < 0)
                return false;
        }
    return true;
}

/* Where everything goes. ARD_E_USAGE, ARD_E_WRITE after a message. */
static ard_status place_outputs(work *w, const ard_plugin *writer)
{
    const char *out = value(w->called, OPTION_OUT);
    bool folder = out && (w->count > 1 || is_folder(out));
    if (!folder && w->count > 1) {
        say(w->context, "cli.output.folder", NULL, NULL);
        return ARD_E_USAGE;
    }
    if (!folder)
        return (w->pieces[0].target = strdup(out ? out : "-")) ? ARD_OK : ARD_E_LIMIT;
    if (strcmp(out, "-") == 0 || (mkdir(out, 0777) != 0 && !is_folder(out))) {
        say(w->context, "cli.output.no-folder", out, strerror(errno));
        return ARD_E_WRITE;
    }
    char *ending = first_word(*writer->endings ? writer->endings : ".out");
    bool placed = ending && place_in_folder(w, out, ending);
    free(ending);
    return placed ? ARD_OK : ARD_E_LIMIT;
}

/* The writer that the call names, by -t or by OUT's ending. NULL, after a message, with the status. */
static const ard_plugin *writer_of(ard_context *context, const arguments *called, ard_status *status)
{
    const ard_registry *registry = ard_context_registry(context);
    const char *to = value(called, OPTION_TO), *out = value(called, OPTION_OUT), *asked = to ? to : out;
    const ard_plugin *writer = to    ? ard_registry_named(registry, ARD_WRITER, to)
                               : out ? ard_registry_ending(registry, ARD_WRITER, out)
                                     : NULL;
    bool planned = !writer && asked && ard_registry_planned(registry, ARD_WRITER, asked);
    *status = writer ? ARD_OK : planned ? ARD_E_MISSING : ARD_E_USAGE;
    if (!writer)
        say(context, planned ? "format.writer.later" : to ? "format.unwritable" : "cli.output.format", asked, NULL);
    return writer;
}

/* Options that are said in another way inside: a setting, and the environment of the process that starts programs. False
 * when memory has ended. */
static bool pass_on(const arguments *called)
{
    const char **settings = called->values[OPTION_SET], *command = value(called, OPTION_VOICE);
    while (*settings)
        settings++;
    if (has(called, OPTION_EXPLAIN))
        *settings = "speech.explain=all";
    return !command || setenv("ARDOISE_VOICE_COMMAND", command, 1) == 0;
}

int run_convert(ard_context *context, const arguments *called)
{
    work w;
    ard_status status;
    const ard_plugin *writer = writer_of(context, called, &status);
    if (!writer)
        return ard_exit_code(status);
    if (!pass_on(called))
        return ard_exit_code(ARD_E_LIMIT);
    status = work_open(&w, context, called, ARD_CONVERT);
    w.from = value(called, OPTION_FROM);
    w.to = writer->name;
    if (status == ARD_OK)
        status = place_outputs(&w, writer);
    bool whole = status == ARD_OK && work_run(&w);
    int code = status != ARD_OK ? ard_exit_code(status) : whole ? work_exit_code(&w) : 130;
    work_free(&w);
    return code;
}
