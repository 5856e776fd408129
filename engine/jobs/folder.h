/* Folders for a while: what an outside program works in. */
#ifndef JOBS_FOLDER_H
#define JOBS_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Makes an empty folder (0700) in TMPDIR, else /tmp, whose name says which process it belongs to. False when it cannot;
 * `path` is then "". */
bool folder_make(char *path, size_t room);

/* Deletes all that is in a folder, and the folder; symbolic links are deleted, never followed. */
void folder_delete(const char *path);

/* Deletes the folders that a process which has ended left behind. */
void folder_delete_of(pid_t owner);

#endif
