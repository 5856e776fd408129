#include "folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_ROUNDS = 100000, NAME_ROOM = 64, PATH_ROOM = 4096 };

static const char *parent(void)
{
    const char *named = getenv("TMPDIR");
    return named && named[0] == '/' ? named : "/tmp";
}

bool folder_make(char *path, size_t room)
{
    int size = snprintf(path, room, "%s/ardoise-%ld-XXXXXX", parent(), (long)getpid());
    if (size > 0 && (size_t)size < room && mkdtemp(path))
        return true;
    path[0] = '\0';
    return false;
}

/* Deletes the files and the empty folders of an open folder. Gives a folder that is not empty, opened, or -1. */
static int delete_files(int folder)
{
    int copy = dup(folder), deeper = -1;
    DIR *list = copy < 0 ? NULL : fdopendir(copy);
    if (!list) {
        if (copy >= 0)
            close(copy);
        return -1;
    }
    rewinddir(list);
    for (struct dirent *entry; deeper < 0 && (entry = readdir(list)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlinkat(folder, entry->d_name, 0) != 0 && unlinkat(folder, entry->d_name, AT_REMOVEDIR) != 0)
            deeper = openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    }
    closedir(list);
    return deeper;
}

/* Each round goes down to one deepest folder and empties it on the way, so that the next finds one folder less. */
void folder_delete(const char *path)
{
    for (int round = 0; *path && round < MOST_ROUNDS && rmdir(path) != 0; round++) {
        int at = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (at < 0)
            return;
        while (at >= 0) {
            int deeper = delete_files(at);
            close(at);
            at = deeper;
        }
    }
}

void folder_delete_of(pid_t owner)
{
    char beginning[NAME_ROOM], path[PATH_ROOM];
    DIR *list = opendir(parent());
    size_t size = (size_t)snprintf(beginning, sizeof beginning, "ardoise-%ld-", (long)owner);
    if (!list)
        return;
    for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
        int length = snprintf(path, sizeof path, "%s/%s", parent(), entry->d_name);
        struct stat about;
        if (strncmp(entry->d_name, beginning, size) == 0 && length > 0 && (size_t)length < sizeof path &&
            lstat(path, &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == geteuid())
            folder_delete(path);
    }
    closedir(list);
}
