/* What a process may no longer do once a stranger's document has reached it: Landlock, seccomp, limits. */
#ifndef JOBS_SANDBOX_H
#define JOBS_SANDBOX_H

#include "base/buffer.h"
#include "base/report.h"

/* What this kernel offers, looked at once before the first fork. */
typedef struct sandbox {
    int landlock; /* version; 0: there is none */
    bool filter;  /* seccomp */
} sandbox;

/* Looks. Where something lacks: ARD_E_MISSING ("job.sandbox"), unless the environment says ARDOISE_UNSAFE=1. */
ard_status sandbox_look(sandbox *s, report_log *log);

typedef struct sandbox_limits {
    uint64_t memory;  /* bytes of address space it may take besides `already`; 0: as many as there are */
    uint64_t already; /* sandbox_mapped of the process that forked it */
    uint64_t file;    /* largest file (or memory descriptor) it may write */
    unsigned seconds; /* of processor time */
    unsigned descriptors;
} sandbox_limits;

/* Bytes of address space that this process has; 0 when that cannot be told. */
uint64_t sandbox_mapped(void);

/* For a document's child: no file, no socket, no process. For a helper: reads the files below the folders that `reads` gives
 * (helpers.h; may be NULL), writes what is open, and is ended where it would write a file or, with `caches`, refused. False when the kernel refuses: the process must end by EXIT_SANDBOX. */
bool sandbox_job(const sandbox *s, const sandbox_limits *limits);
bool sandbox_helper(const sandbox *s, const sandbox_limits *limits, bool (*reads)(unsigned number, buffer *path),
                    bool caches);

/* The folder whose `fonts` are the user's own (XDG base directories); false where there is none. */
bool sandbox_user_data(char *path, size_t room);

/* For a process that starts outside programs: no network; files of the system to read and run, the user's fonts to
 * read, files to change in `folder` (a path) only. Where it may, it gets namespaces of its own, in which the first program it starts is the one
 * with which all others end, and `folder` is their /tmp. It becomes the current folder. */
bool sandbox_wide(const sandbox *s, const sandbox_limits *limits, const char *folder);

#endif
