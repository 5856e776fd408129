/* Profiles of the user's own, written by programs: one file a pupil, which other forms add to and a person may edit. */
#include "run/profile.h"

#include "base/output.h"
#include "base/plugin.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is to be written. */
typedef struct writing {
    ard_context *context;
    const char *name;
    const char *const *includes, *const *settings;
    buffer folder, path;
    buffer text; /* of the file */
    int locked;  /* the folder, while it is changed; -1: not yet */
} writing;

/* ---- The folder -------------------------------------------------------------------------------------------------- */

static ard_status no_folder(const writing *w)
{
    return report(w->context->log, NOWHERE, "profile.folder", buffer_string(&w->folder), strerror(errno), NULL);
}

/* Makes the user's folder of profiles, and those above it, for the user alone; one that is there stays as it is. Then
 * locks it: whoever changes a profile waits for the other. */
static ard_status open_folder(writing *w)
{
    if (!profile_user_folder(&w->folder))
        return report(w->context->log, NOWHERE, "profile.home", NULL);
    for (char *slash = w->folder.data ? strchr(w->folder.data + 1, '/') : NULL; slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = mkdir(w->folder.data, 0700) == 0 || errno == EEXIST || errno == EROFS || errno == EACCES;
        *slash = '/';
        if (!made)
            return no_folder(w);
    }
    if (mkdir(buffer_string(&w->folder), 0700) != 0 && errno != EEXIST)
        return no_folder(w);
    w->locked = open(buffer_string(&w->folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (w->locked < 0 || flock(w->locked, LOCK_EX) != 0)
        return no_folder(w);
    return ARD_OK;
}

/* ---- Lines ------------------------------------------------------------------------------------------------------- */

/* A line of the text from `at` on: its size without the newline. */
static size_t line_size(const char *at)
{
    return strcspn(at, "\n");
}

/* Takes the line at `at` apart, a copy in `*copy`. */
static profile_line line_at(const char *at, buffer *copy)
{
    buffer_reset(copy);
    buffer_add(copy, at, line_size(at));
    buffer_text(copy, "");
    return copy->data ? profile_take_apart(copy->data) : (profile_line){0};
}

/* Puts `new` in the place of `old` bytes of the text. */
static void replace(buffer *text, size_t at, size_t old, const char *new)
{
    buffer made = BUFFER_EMPTY;
    const char *before = buffer_string(text);
    buffer_add(&made, before, at);
    buffer_text(&made, new);
    buffer_add(&made, before + at + old, text->size - at - old);
    buffer_free(text);
    *text = made;
}

/* Where "owner.key" stands, and where it could: the end of the last line with words of the owner's section. */
typedef struct spot {
    bool found, section;
    size_t at, size; /* of the line */
    size_t end;      /* of the section */
} spot;

static spot find_spot(const writing *w, const char *owner, const char *key)
{
    spot s = {0};
    buffer copy = BUFFER_EMPTY, section = BUFFER_EMPTY;
    const char *plugin, *text = buffer_string(&w->text);
    for (size_t at = 0; at < w->text.size; at += line_size(text + at) + 1) {
        profile_line line = line_at(text + at, &copy);
        if (line.kind == PROFILE_SECTION) {
            buffer_reset(&section);
            buffer_text(&section, line.owner);
        }
        plugin = section.size ? buffer_string(&section) : NULL;
        if (line.kind == PROFILE_VALUE && !plugin)
            context_option(w->context, NULL, line.key, &plugin);
        bool here = plugin && strcmp(plugin, owner) == 0;
        if (line.kind == PROFILE_VALUE && here && strcmp(line.key, key) == 0) {
            s.found = true;
            s.at = at;
            s.size = line_size(text + at);
        }
        if (here && section.size && line.kind != PROFILE_BLANK) {
            s.section = true;
            s.end = at + line_size(text + at);
        }
    }
    buffer_free(&copy);
    buffer_free(&section);
    return s;
}

static void end_line(buffer *text)
{
    if (text->size && text->data[text->size - 1] != '\n')
        buffer_byte(text, '\n');
}

/* Sets a value: in the line that has it (the last, which wins), else at the end of its section, else in a new one. */
static void set_line(writing *w, const char *owner, const char *key, const char *value)
{
    spot s = find_spot(w, owner, key);
    buffer line = BUFFER_EMPTY;
    if (s.found) {
        size_t kept = strcspn(w->text.data + s.at, "=") + 1;
        buffer_format(&line, " %s", value);
        replace(&w->text, s.at + kept, s.size - kept, buffer_string(&line));
    } else if (s.section) {
        buffer_format(&line, "\n%s = %s", key, value);
        replace(&w->text, s.end, 0, buffer_string(&line));
    } else {
        end_line(&w->text);
        buffer_format(&w->text, "%s[%s]\n%s = %s\n", w->text.size ? "\n" : "", owner, key, value);
    }
    buffer_free(&line);
}

/* Adds an include behind the last there is, else before all else but the comment that the profile begins with. */
static void add_include(writing *w, const char *name)
{
    buffer copy = BUFFER_EMPTY, line = BUFFER_EMPTY;
    const char *text = buffer_string(&w->text);
    size_t end = 0;
    bool begun = false, there = false;
    for (size_t at = 0; at < w->text.size; at += line_size(text + at) + 1) {
        profile_line each = line_at(text + at, &copy);
        bool included = each.kind == PROFILE_INCLUDE;
        there |= included && strcmp(each.value, name) == 0;
        begun |= each.kind != PROFILE_COMMENT;
        if (included || !begun)
            end = at + line_size(text + at) + (text[at + line_size(text + at)] == '\n');
    }
    if (end && text[end - 1] != '\n')
        buffer_byte(&line, '\n');
    buffer_format(&line, "include = %s\n", name);
    if (!there)
        replace(&w->text, end, 0, buffer_string(&line));
    buffer_free(&copy);
    buffer_free(&line);
}

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

/* Adds the profiles that are included, each once it was applied; a path is written so that it holds from any folder. */
static ard_status add_includes(writing *w, ard_context *scratch)
{
    ard_status status = ARD_OK;
    for (const char *const *i = w->includes; status == ARD_OK && i && *i; i++) {
        bool path = strchr(*i, '/') || text_ends(*i, PROFILE_ENDING);
        char *whole = path ? realpath(*i, NULL) : NULL;
        const char *name = whole ? whole : *i;
        if (strpbrk(name, "\n\r"))
            status = report(w->context->log, NOWHERE, "profile.missing", name, NULL);
        else if (strcmp(name, w->name) == 0 || strcmp(name, buffer_string(&w->path)) == 0)
            status = report(w->context->log, NOWHERE, "profile.circle", name, NULL);
        else
            status = ard_context_profile(scratch, name);
        if (status == ARD_OK)
            add_include(w, name);
        free(whole);
    }
    return status;
}

/* Writes one "key=value", or "plugin.key=value", once it was applied. */
static ard_status add_setting(writing *w, ard_context *scratch, const char *setting)
{
    const char *plugin = NULL, *dot = strchr(setting, '.'), *equals = strchr(setting, '=');
    ard_status status = equals && !strpbrk(setting, "\n\r")
                            ? ard_context_setting(scratch, setting)
                            : report(w->context->log, NOWHERE, "option.form", setting, NULL);
    if (status != ARD_OK)
        return status;
    bool named = dot && dot < equals;
    const char *owner = named ? arena_copy(scratch->pool, setting, (size_t)(dot - setting)) : NULL;
    const char *at = named ? dot + 1 : setting, *key = arena_copy(scratch->pool, at, (size_t)(equals - at));
    if (key && !owner)
        context_option(scratch, NULL, key, &plugin);
    if (key && (owner || plugin))
        set_line(w, owner ? owner : plugin, key, equals + 1);
    return ARD_OK;
}

/* Checks what is to be written as a conversion would, and writes it into the text. */
static ard_status apply(writing *w)
{
    ard_context *scratch;
    ard_status status = context_for_child(&scratch, w->context->log, NULL);
    if (status != ARD_OK)
        return status;
    scratch->data = w->context->data;
    status = add_includes(w, scratch);
    for (const char *const *s = w->settings; status == ARD_OK && s && *s; s++)
        status = add_setting(w, scratch, *s);
    if (status == ARD_OK && (w->text.failed || arena_failed(scratch->pool)))
        status = report(w->context->log, NOWHERE, "memory.ended", NULL);
    ard_context_free(scratch);
    return status;
}

/* Puts the text into the file: a new one is made for the user alone, and the mode of one that is there is narrowed. */
static ard_status save(writing *w)
{
    ard_output *output;
    ard_status status = output_open(&output, w->context->log, buffer_string(&w->path), PROFILE_BYTES);
    if (status != ARD_OK)
        return status;
    output_private(output);
    output_add(output, buffer_string(&w->text), w->text.size);
    status = output_status(output);
    if (status == ARD_OK)
        status = output_commit(output);
    output_free(output);
    return status;
}

/* Whether a name can be that of a profile of one's own. */
static bool can_be_named(const char *name)
{
    return profile_is_name(name) && strcmp(name, "original") != 0 && text_is_clean(name, strlen(name)) &&
           !strpbrk(name, "\n\t") && !text_ends(name, PROFILE_ENDING);
}

/* The file's text before it is changed: nothing, of one that is to be made. */
static ard_status begin(writing *w, const char *name, bool new)
{
    report_log *log = w->context->log;
    if (!can_be_named(name))
        return report(log, NOWHERE, "profile.name", name, NULL);
    ard_status status = open_folder(w);
    if (status != ARD_OK)
        return status;
    buffer_format(&w->path, "%s/%s%s", buffer_string(&w->folder), name, PROFILE_ENDING);
    bool there = access(buffer_string(&w->path), F_OK) == 0;
    if (new)
        return there || ard_context_profile_path(w->context, name) ? report(log, NOWHERE, "profile.taken", name, NULL)
                                                                   : ARD_OK;
    if (!there)
        return report(log, NOWHERE, "profile.own", name, NULL);
    return file_read(log, buffer_string(&w->path), PROFILE_BYTES, &w->text);
}

static ard_status write_profile(const char **path, ard_context *context, const char *name, bool new,
                                const char *const *includes, const char *const *settings)
{
    writing w = {.context = context, .name = name, .includes = includes, .settings = settings, .locked = -1};
    *path = NULL;
    ard_status status = begin(&w, name, new);
    if (status == ARD_OK)
        status = apply(&w);
    if (status == ARD_OK)
        status = save(&w);
    if (status == ARD_OK)
        *path = arena_string(context->pool, buffer_string(&w.path));
    if (w.locked >= 0)
        close(w.locked);
    context->profiles = NULL;
    buffer_free(&w.folder);
    buffer_free(&w.path);
    buffer_free(&w.text);
    return status;
}

ard_status ard_profile_new(const char **path, ard_context *context, const char *name, const char *const *includes,
                           const char *const *settings)
{
    return write_profile(path, context, name, true, includes, settings);
}

ard_status ard_profile_change(const char **path, ard_context *context, const char *name, const char *const *includes,
                              const char *const *settings)
{
    return write_profile(path, context, name, false, includes, settings);
}
