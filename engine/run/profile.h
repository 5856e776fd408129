/* Profiles as they stand in their files: lines, and where those files are. */
#ifndef RUN_PROFILE_H
#define RUN_PROFILE_H

#include "run/context.h"

#define PROFILE_ENDING ".profile"

enum { PROFILE_BYTES = 1 << 20 };       /* of a file, at most */

typedef enum profile_kind { PROFILE_BLANK, PROFILE_COMMENT, PROFILE_SECTION, PROFILE_INCLUDE, PROFILE_VALUE, PROFILE_WRONG } profile_kind;

/* A line, taken apart. What is not of its kind is NULL. */
typedef struct profile_line {
    profile_kind kind;
    const char *owner;          /* of the section: the plugin's name; before the first section NULL */
    const char *key, *value;    /* `value` also: the text of a comment, the name of an include, a wrong line */
    place where;
    unsigned depth;             /* how many profiles include this one */
} profile_line;

/* Takes a line apart, in place; what it gives are pieces of `text`. */
profile_line profile_take_apart(char *text);

/* Takes the blanks off both ends, in place. */
char *profile_trim(char *text);

/* Called for every line but wrong ones; its strings live during the call, but for the file's name, which is the context's. */
typedef ard_status profile_visitor(void *user, const profile_line *line);

/* Shows each line of a profile in order; an included one's after the line that names it. Stops at what is wrong, and at the
 * first status of a visitor that is not ARD_OK. */
ard_status profile_walk(ard_context *context, const char *name, profile_visitor *visit, void *user);

/* Adds the user's own folder of profiles; false where there is no home. */
bool profile_user_folder(buffer *path);

/* A readable name of a profile: no hidden file, nothing that leaves the folder. */
bool profile_is_name(const char *name);

#endif
