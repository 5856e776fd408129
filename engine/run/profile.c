/* Profiles: text files that name filters and options.
 *
 *     # a comment
 *     include = dys
 *     [dyslexia]
 *     size = 16
 *
 * A section names a plugin; below it stand its options. `include` works anywhere. */
#include "run/profile.h"

#include "base/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { INCLUDES_DEEP = 8 };

static const char ENDING[] = PROFILE_ENDING;
static const char RESERVED[] = "original"; /* takes away what filters added: the same for everyone */

/* ---- Where profiles are ------------------------------------------------------------------------------------------ */

bool profile_user_folder(buffer *path)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config && *config == '/')
        buffer_format(path, "%s/ardoise/profiles", config);
    else if (home && *home == '/')
        buffer_format(path, "%s/.config/ardoise/profiles", home);
    return path->size > 0;
}

/* Folder number `number` of those that are looked through, the first wins. False past the end. */
static bool folder_at(const ard_context *context, unsigned number, buffer *path)
{
    buffer_reset(path);
    if (number == 0)
        return profile_user_folder(path) || folder_at(context, 1, path);
    if (number > 1 || !*context->data)
        return false;
    buffer_format(path, "%s/profiles", context->data);
    return true;
}

static bool is_path(const char *name)
{
    return strchr(name, '/') || text_ends(name, ENDING);
}

bool profile_is_name(const char *name)
{
    return *name && *name != '.' && !strchr(name, '/');
}

/* The path a profile's name stands for; false where there is none. */
static bool find(const ard_context *context, const char *name, buffer *path)
{
    if (is_path(name)) {
        buffer_text(path, name);
        return access(name, R_OK) == 0;
    }
    unsigned first = strcmp(name, RESERVED) == 0; /* no one's own folder has it */
    for (unsigned i = first; profile_is_name(name) && folder_at(context, i, path); i++) {
        buffer_format(path, "/%s%s", name, ENDING);
        if (access(buffer_string(path), R_OK) == 0)
            return true;
    }
    return false;
}

const char *ard_context_profile_path(ard_context *context, const char *name)
{
    buffer path = BUFFER_EMPTY;
    const char *found = find(context, name, &path) ? arena_string(context->pool, buffer_string(&path)) : NULL;
    buffer_free(&path);
    return found;
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

typedef struct reading {
    ard_context *context;
    const char *path;
    uint32_t line;
    const char *owner; /* of the section, or NULL */
    unsigned depth;
    profile_visitor *visit;
    void *user;
} reading;

static ard_status read_profile(const reading *above, const char *name, unsigned depth);

char *profile_trim(char *text)
{
    while (*text == ' ' || *text == '\t')
        text++;
    char *end = text + strlen(text);
    while (end > text && strchr(" \t\r", end[-1]))
        *--end = '\0';
    return text;
}

profile_line profile_take_apart(char *text)
{
    char *line = profile_trim(text), *end = line + strlen(line), *equals;
    if (!*line)
        return (profile_line){.kind = PROFILE_BLANK};
    if (*line == '#')
        return (profile_line){.kind = PROFILE_COMMENT, .value = profile_trim(line + 1)};
    if (*line == '[' && end[-1] == ']') {
        end[-1] = '\0';
        return (profile_line){.kind = PROFILE_SECTION, .owner = profile_trim(line + 1)};
    }
    if (*line == '[' || !(equals = strchr(line, '=')))
        return (profile_line){.kind = PROFILE_WRONG, .value = line};
    *equals = '\0';
    profile_line taken = {.kind = PROFILE_VALUE, .key = profile_trim(line), .value = profile_trim(equals + 1)};
    if (strcmp(taken.key, "include") == 0)
        taken.kind = PROFILE_INCLUDE;
    return taken;
}

/* Shows a line to the visitor; then follows it where it leads to another profile. */
static ard_status read_line(reading *r, char *text)
{
    profile_line line = profile_take_apart(text);
    if (line.kind == PROFILE_WRONG)
        return report(r->context->log, PLACE(r->path, r->line, 0), "profile.line", line.value, NULL);
    if (line.kind == PROFILE_SECTION && !(r->owner = arena_string(r->context->pool, line.owner)))
        return ARD_E_LIMIT;
    line.owner = r->owner;
    line.where = PLACE(r->path, r->line, 0);
    line.depth = r->depth;
    ard_status status = r->visit(r->user, &line);
    return status == ARD_OK && line.kind == PROFILE_INCLUDE ? read_profile(r, line.value, r->depth + 1) : status;
}

static ard_status read_lines(reading *r, buffer *text)
{
    ard_status status = ARD_OK;
    if (!text_is_clean(buffer_string(text), text->size))
        return report(r->context->log, PLACE(r->path, 0, 0), "profile.characters", NULL);
    for (char *line = text->data, *next; status == ARD_OK && line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        r->line++;
        status = read_line(r, line);
    }
    return status;
}

/* Says, without a name, that a profile of a person's own can be read by others: those of the data folder are for all. */
static void look_at_mode(const ard_context *context, const char *path)
{
    struct stat about;
    buffer shared = BUFFER_EMPTY;
    bool ours = folder_at(context, 1, &shared) && text_begins(path, buffer_string(&shared)) &&
                path[shared.size] == '/' && !strchr(path + shared.size + 1, '/');
    if (!ours && stat(path, &about) == 0 && S_ISREG(about.st_mode) && about.st_mode & (S_IRWXG | S_IRWXO))
        report(context->log, NOWHERE, "profile.open", NULL);
    buffer_free(&shared);
}

/* Not recursive in a document's depth: profiles include others, eight deep at most. */
static ard_status read_profile(const reading *above, const char *name, unsigned depth)
{
    ard_context *context = above->context;
    if (depth > INCLUDES_DEEP)
        return report(context->log, NOWHERE, "profile.circle", name, NULL);
    const char *path = ard_context_profile_path(context, name);
    if (!path)
        return report(context->log, NOWHERE, "profile.missing", name, NULL);
    buffer text = BUFFER_EMPTY;
    reading r = {.context = context, .path = path, .depth = depth, .visit = above->visit, .user = above->user};
    ard_status status = file_read(context->log, path, PROFILE_BYTES, &text);
    if (status == ARD_OK) {
        look_at_mode(context, path);
        status = read_lines(&r, &text);
    }
    buffer_free(&text);
    return status;
}

ard_status profile_walk(ard_context *context, const char *name, profile_visitor *visit, void *user)
{
    return read_profile(&(reading){.context = context, .visit = visit, .user = user}, name, 0);
}

static ard_status set_value(void *user, const profile_line *line)
{
    if (line->kind != PROFILE_VALUE)
        return ARD_OK;
    return context_set(user, line->where, line->owner, line->key, line->value, false);
}

ard_status ard_context_profile(ard_context *context, const char *name)
{
    return profile_walk(context, name, set_value, context);
}

/* ---- Listing ----------------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds the names of one folder to the context's list, which has room for `most`. */
static void list_folder(ard_context *context, const char *folder, size_t most)
{
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries && context->profile_count < most && (entry = readdir(entries));) {
        size_t size = strlen(entry->d_name), ending = strlen(ENDING);
        if (!profile_is_name(entry->d_name) || size <= ending || !text_ends(entry->d_name, ENDING))
            continue;
        const char *name = arena_copy(context->pool, entry->d_name, size - ending);
        if (name)
            context->profiles[context->profile_count++] = name;
    }
    if (entries)
        closedir(entries);
}

/* Finds all names, sorted, each once. */
static void list_profiles(ard_context *context)
{
    enum { MOST = 4096 };
    buffer folder = BUFFER_EMPTY;
    context->profile_count = 0;
    context->profiles = arena_alloc(context->pool, MOST * sizeof *context->profiles);
    for (unsigned i = 0; context->profiles && i < 2 && folder_at(context, i, &folder); i++)
        list_folder(context, buffer_string(&folder), MOST);
    buffer_free(&folder);
    size_t kept = 0;
    if (context->profile_count)
        qsort(context->profiles, context->profile_count, sizeof *context->profiles, by_name);
    for (size_t i = 0; i < context->profile_count; i++)
        if (!kept || strcmp(context->profiles[kept - 1], context->profiles[i]) != 0)
            context->profiles[kept++] = context->profiles[i];
    context->profile_count = kept;
}

const char *ard_context_profile_name(ard_context *context, size_t number)
{
    if (!context->profiles)
        list_profiles(context);
    return number < context->profile_count ? context->profiles[number] : NULL;
}
