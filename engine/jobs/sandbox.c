#include "sandbox.h"

#include "filter.h"
#include "trap.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

/* Landlock as the newest kernel knows it; older ones take the beginning (linux/landlock.h of Debian 12 is version 2). */
typedef struct ruleset {
    uint64_t files, network, scoped;
} ruleset;

typedef struct path_rule {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed)) path_rule;

enum {
    MOST_PATH = 4096,
    RULESET_VERSION = 1, /* flag of landlock_create_ruleset: gives the version */
    RULE_BELOW_PATH = 1,
    FILE_EXECUTE = 1 << 0,
    FILE_WRITE = 1 << 1,
    FILE_READ = 1 << 2,
    FILE_LIST = 1 << 3,
    FILE_REMOVE = 1 << 5,
    FILE_SOCKET = 1 << 9,
    FILE_BITS_1 = (1 << 13) - 1,
    FILE_REFER = 1 << 13,    /* since 2 */
    FILE_TRUNCATE = 1 << 14, /* since 3 */
    FILE_DEVICE = 1 << 15,   /* since 5 */
    NETWORK_TCP = 3,         /* since 4: bind and connect */
    SCOPE_SOCKET = 1,        /* since 6: abstract sockets outside */
    SCOPE_SIGNAL = 2         /* since 6 */
};

#if defined __SANITIZE_ADDRESS__
void __sanitizer_sandbox_on_notify(void *arguments);
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

ard_status sandbox_look(sandbox *s, report_log *log)
{
    const char *unsafe = getenv("ARDOISE_UNSAFE");
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, RULESET_VERSION);
    *s = (sandbox){.landlock = version > 0 ? (int)version : 0, .filter = filter_available()};
    if ((s->landlock && s->filter) || (unsafe && strcmp(unsafe, "1") == 0))
        return ARD_OK;
    return report(log, NOWHERE, "job.sandbox",
                  s->landlock ? "seccomp"
                  : s->filter ? "Landlock"
                              : "Landlock, seccomp",
                  NULL);
}

/* All that this version can forbid about files. */
static uint64_t known_files(int version)
{
    return FILE_BITS_1 | (version >= 2 ? FILE_REFER : 0) | (version >= 3 ? FILE_TRUNCATE : 0) |
           (version >= 5 ? FILE_DEVICE : 0);
}

/* A ruleset that forbids all that it can; scopes only where `alone`, as outside programs talk among themselves. */
static int new_ruleset(const sandbox *s, bool alone)
{
    ruleset rules = {known_files(s->landlock), s->landlock >= 4 ? NETWORK_TCP : 0,
                     s->landlock >= 6 && alone ? SCOPE_SOCKET | SCOPE_SIGNAL : 0};
    size_t size = s->landlock >= 6 ? sizeof rules : s->landlock >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    return (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
}

/* Allows something below a folder; one that does not exist needs no rule. */
static bool allow(const sandbox *s, int rules, const char *path, uint64_t what)
{
    int parent = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (parent < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == EACCES;
    path_rule rule = {what & known_files(s->landlock), parent};
    bool added = syscall(SYS_landlock_add_rule, rules, RULE_BELOW_PATH, &rule, 0) == 0;
    close(parent);
    return added;
}

/* Puts a ruleset, which it closes, into force. */
static bool enforce(int rules)
{
    bool done = rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    if (rules >= 0)
        close(rules);
    return done;
}

static bool limit(__rlimit_resource_t resource, uint64_t soft, uint64_t hard)
{
    struct rlimit now, wanted = {soft, hard};
    if (getrlimit(resource, &now) != 0)
        return false;
    if (wanted.rlim_max > now.rlim_max)
        wanted.rlim_max = now.rlim_max;
    if (wanted.rlim_cur > wanted.rlim_max)
        wanted.rlim_cur = wanted.rlim_max;
    return setrlimit(resource, &wanted) == 0;
}

uint64_t sandbox_mapped(void)
{
    char text[64] = "";
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    ssize_t got = read(file, text, sizeof text - 1);
    close(file);
    return got > 0 ? strtoull(text, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE) : 0;
}

/* The processor time is a second line behind the deadline of the parent, so it is a little longer. */
static bool set_limits(const sandbox_limits *limits)
{
    uint64_t space = limits->already + limits->memory, seconds = (uint64_t)limits->seconds + 2;
    if (limits->memory && !SANITIZED && (!limits->already || !limit(RLIMIT_AS, space, space)))
        return false;
    if (limits->seconds && !limit(RLIMIT_CPU, seconds, seconds + 1))
        return false;
    return limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_FSIZE, limits->file, limits->file) &&
           limit(RLIMIT_NOFILE, limits->descriptors, limits->descriptors);
}

/* The last steps of a process that is closed in. */
static bool close_in(const sandbox *s, const sandbox_limits *limits, int rules, filter_kind kind)
{
    bool held = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                set_limits(limits) && limit(RLIMIT_NPROC, 0, 0);
#if defined __SANITIZE_ADDRESS__
    __sanitizer_sandbox_on_notify(NULL);
#endif
    if (s->landlock)
        held = enforce(rules) && held;
    if (s->filter)
        held = held && trap_install() && filter_install(kind);
    return held;
}

bool sandbox_job(const sandbox *s, const sandbox_limits *limits)
{
    return close_in(s, limits, s->landlock ? new_ruleset(s, true) : -1, FILTER_JOB);
}

/* Allows to read each folder. */
static bool allow_reading(const sandbox *s, int rules, bool (*reads)(unsigned number, buffer *path))
{
    buffer path = BUFFER_EMPTY;
    bool allowed = true;
    for (unsigned i = 0; allowed && reads(i, &path); i++) {
        allowed = allow(s, rules, buffer_string(&path), FILE_READ | FILE_LIST);
        buffer_reset(&path);
    }
    allowed = allowed && !path.failed;
    buffer_free(&path);
    return allowed;
}

bool sandbox_helper(const sandbox *s, const sandbox_limits *limits, bool (*reads)(unsigned number, buffer *path),
                    bool caches)
{
    int rules = s->landlock ? new_ruleset(s, true) : -1;
    if (rules >= 0 && reads && !allow_reading(s, rules, reads)) {
        close(rules);
        return false;
    }
    return close_in(s, limits, rules, caches ? FILTER_CACHING : FILTER_HELPER);
}

/* ---- Outside programs ------------------------------------------------------------------------------------------- */

static bool write_file(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    bool written = file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text);
    if (file >= 0)
        close(file);
    return written;
}

/* Keeps the user's own number in a new user namespace, which else has none. */
static bool keep_user(uid_t user, gid_t group)
{
    char users[64], groups[64];
    snprintf(users, sizeof users, "%u %u 1", (unsigned)user, (unsigned)user);
    snprintf(groups, sizeof groups, "%u %u 1", (unsigned)group, (unsigned)group);
    return write_file("/proc/self/setgroups", "deny") && write_file("/proc/self/uid_map", users) &&
           write_file("/proc/self/gid_map", groups);
}

/* Namespaces: no network, own processes, own mounts; false where this user may not have them. */
static bool unshare_all(void)
{
    enum { APART = CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNS };
    uid_t user = geteuid();
    gid_t group = getegid();
    if (unshare(APART) == 0)
        return true;
    return unshare(CLONE_NEWUSER | APART) == 0 && keep_user(user, group);
}

/* Makes a folder the /tmp of this mount namespace: programs put sockets and files there, whatever TMPDIR says. */
static bool mount_as_temporary(const char *folder)
{
    return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 && mount(folder, "/tmp", NULL, MS_BIND, NULL) == 0;
}

bool sandbox_user_data(char *path, size_t room)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    bool own = data && data[0] == '/';
    if (!own && (!home || home[0] != '/'))
        return false;
    int size = snprintf(path, room, "%s%s", own ? data : home, own ? "" : "/.local/share");
    return size > 0 && (size_t)size < room;
}

static bool allow_fonts(const sandbox *s, int rules)
{
    char data[MOST_PATH], fonts[MOST_PATH + 8];
    if (!sandbox_user_data(data, sizeof data))
        return true;
    snprintf(fonts, sizeof fonts, "%s/fonts", data);
    return allow(s, rules, fonts, FILE_READ | FILE_LIST);
}

static bool allow_programs(const sandbox *s, int rules, const char *folder)
{
    enum { USE = FILE_EXECUTE | FILE_READ | FILE_LIST };
    static const char *const system[] = {"/usr",
                                         "/bin",
                                         "/sbin",
                                         "/lib",
                                         "/lib32",
                                         "/lib64",
                                         "/opt",
                                         "/etc",
                                         "/proc",
                                         "/sys",
                                         "/snap",
                                         "/var/lib/libreoffice",
                                         "/var/spool/libreoffice",
                                         "/var/cache/fontconfig"};
    bool held = allow(s, rules, "/tmp", FILE_SOCKET | FILE_REMOVE);
    for (size_t i = 0; i < sizeof system / sizeof *system; i++)
        held = held && allow(s, rules, system[i], USE);
    return held && allow_fonts(s, rules) && allow(s, rules, "/dev", FILE_READ | FILE_LIST | FILE_WRITE | FILE_DEVICE) &&
           allow(s, rules, folder, known_files(s->landlock));
}

bool sandbox_wide(const sandbox *s, const sandbox_limits *limits, const char *folder)
{
    bool apart = unshare_all();
    if (apart && mount_as_temporary(folder))
        folder = "/tmp";
    bool held = chdir(folder) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && set_limits(limits);
    if (s->landlock) {
        int rules = new_ruleset(s, false);
        held = held && rules >= 0 && allow_programs(s, rules, folder);
        held = enforce(rules) && held;
    }
    if (s->filter)
        held = held && filter_install(FILTER_OFFLINE);
    return held && (apart || s->filter);
}
