/* With the n-th allocation failing, for every n, and with the n-th call that writes the output failing: what comes out?
 *
 * Whole conversions run in this process' children, one for each n. An allocation of ours that fails must become an error
 * with a message, without a leak; one of a library ends the child, as the trap of engine/jobs does (EXIT_MEMORY), for
 * libraries do not survive it. (Only the child's own calls fail, none of the helpers that it starts.) In no case may the result be other bytes than those of an undisturbed run.
 *
 * Usage: failing FOLDER DOCUMENT... (FOLDER: an empty one, for the outputs). Prints what is wrong, then a line of counts. */
#include "ardoise.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    ROOM = 16 << 20,  /* bytes of the largest result */
    SECONDS = 5,      /* until a child hangs */
    IN_LIBRARY = 5,   /* exit codes of a child, from here */
    UNDISTURBED = 10, /* there was no n-th call */
    REFUSED,
    WHOLE, /* an error; the whole result all the same */
    OTHER_BYTES,
    NO_MESSAGE,
    LEAK,
    LEFT_OVER,
    WRONG_STATUS
};

static const char *const faults[] = {
    [OTHER_BYTES] = "other bytes, and no error",
    [NO_MESSAGE] = "an error without a message",
    [LEAK] = "memory is leaked",
    [LEFT_OVER] = "a file is left, or not the one there was",
    [WRONG_STATUS] = "another status than ARD_E_WRITE",
};

/* ---- The calls that fail ---------------------------------------------------------------------------------------- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *old);
extern char __executable_start, etext;

static long until_failure = -1, live; /* calls left; -1: none fails */
static bool failed, for_good, of_writes;
static pid_t trying; /* the process whose calls fail: a conversion's own helpers are watched by engine/jobs */

/* Whether the call at hand is the n-th; with `for_good` also each later one. */
static bool fails(bool writes)
{
    if (until_failure < 0 || writes != of_writes || getpid() != trying)
        return false;
    if (until_failure > 0)
        until_failure--;
    else {
        failed = true;
        if (!for_good)
            until_failure = -1;
        return true;
    }
    return false;
}

/* Whether an allocation fails; ends the child where a library asked. */
static bool no_memory(const void *caller)
{
    if (!fails(false))
        return false;
    if ((const char *)caller < &__executable_start || (const char *)caller >= &etext)
        _exit(IN_LIBRARY);
    return true;
}

void *malloc(size_t size)
{
    void *got = no_memory(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
    live += got != NULL;
    return got;
}

void *calloc(size_t count, size_t size)
{
    void *got = no_memory(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
    live += got != NULL;
    return got;
}

void *realloc(void *old, size_t size)
{
    void *got = no_memory(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
    live += got && !old;
    return got;
}

void free(void *old)
{
    live -= old != NULL;
    __libc_free(old);
}

/* Whether the n-th call that writes is at hand; what goes to pipes and sockets is not of the output. */
static bool full(int file)
{
    struct stat about;
    return fstat(file, &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode)) && fails(true);
}

static int no_room(void)
{
    errno = ENOSPC;
    return -1;
}

ssize_t write(int file, const void *bytes, size_t size)
{
    return full(file) ? no_room() : syscall(SYS_write, file, bytes, size);
}

int fsync(int file)
{
    return full(file) ? no_room() : (int)syscall(SYS_fsync, file);
}

int fchmod(int file, mode_t mode)
{
    return full(file) ? no_room() : (int)syscall(SYS_fchmod, file, mode);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    return full(to_folder) ? no_room() : (int)syscall(SYS_renameat, from_folder, from, to_folder, to);
}

/* ---- A conversion ----------------------------------------------------------------------------------------------- */

typedef struct result {
    ard_status status;
    bool said; /* there is a diagnostic that is an error */
    size_t size;
} result;

static char expected[ROOM], got[ROOM], document[ROOM];
static size_t expected_size, got_size, document_size;

static bool take(void *user, const void *bytes, size_t size)
{
    (void)user;
    if (size > ROOM - got_size)
        return false;
    memcpy(got + got_size, bytes, size);
    got_size += size;
    return true;
}

/* Converts the document at hand, to a file where `path` is not NULL. */
static result convert(const char *from, const char *to, const char *path)
{
    result r = {.status = ARD_E_LIMIT};
    ard_context *context = NULL;
    ard_input *input = NULL;
    ard_output *output = NULL;
    got_size = 0;
    if (ard_context_new(&context) != ARD_OK)
        return (result){ARD_E_LIMIT, true, 0};
    ard_status status = ard_context_setting(context, "dictee.audio=none"); /* twenty minutes of sound, mostly silence */
    if (status == ARD_OK)
        status = ard_input_new(&input, context, document, document_size, "lesson");
    if (status == ARD_OK)
        status = path ? ard_output_open(&output, context, path) : ard_output_new(&output, context, take, NULL);
    if (status == ARD_OK)
        status = ard_convert(context, input, from, to, output);
    if (status == ARD_OK)
        status = ard_output_commit(output);
    r.status = status;
    r.size = got_size;
    size_t count;
    const ard_diag *diags = ard_context_diags(context, &count);
    for (size_t i = 0; i < count; i++)
        r.said = r.said || diags[i].severity == ARD_ERROR;
    ard_output_free(output);
    ard_input_free(input);
    ard_context_free(context);
    return r;
}

/* Runs `act` in a child, and gives its exit code; a crash is 100 and more. */
static int in_child(int (*act)(const char *from, const char *to, const char *path), const char *from, const char *to,
                    const char *path)
{
    int how;
    pid_t pid = fork();
    if (pid == 0) {
        trying = getpid();
        alarm(SECONDS);
        _exit(act(from, to, path));
    }
    waitpid(pid, &how, 0);
    return WIFEXITED(how) ? WEXITSTATUS(how) : 100 + WTERMSIG(how);
}

static int try_memory(const char *from, const char *to, const char *path)
{
    long before = live;
    result r = convert(from, to, path);
    until_failure = -1;
    if (r.status == ARD_OK && (r.size != expected_size || memcmp(got, expected, r.size) != 0))
        return OTHER_BYTES;
    if (!failed)
        return UNDISTURBED;
    if (live != before)
        return LEAK;
    return r.status == ARD_OK ? WHOLE : r.said ? REFUSED : NO_MESSAGE;
}

static int try_write(const char *from, const char *to, const char *path)
{
    result r = convert(from, to, path);
    until_failure = -1;
    if (!failed)
        return UNDISTURBED;
    return r.status != ARD_E_WRITE ? WRONG_STATUS : r.said ? REFUSED : NO_MESSAGE;
}

/* ---- Every n ---------------------------------------------------------------------------------------------------- */

static unsigned long runs, refused, ended, wrong;

static void complain(const char *from, const char *to, const char *what, long n, int how)
{
    wrong++;
    if (how >= 100)
        printf("%s to %s, %s %ld: signal %d\n", from, to, what, n, how - 100);
    else
        printf("%s to %s, %s %ld: %s\n", from, to, what, n,
               how < (int)(sizeof faults / sizeof *faults) && faults[how] ? faults[how] : "ended");
}

static bool is_undisturbed(int how, const char *from, const char *to, const char *what, long n)
{
    runs++;
    refused += how == REFUSED;
    ended += how == IN_LIBRARY;
    if (how != REFUSED && how != WHOLE && how != IN_LIBRARY && how != UNDISTURBED)
        complain(from, to, what, n, how);
    return how == UNDISTURBED || how >= 100 + SIGALRM;
}

/* How often a format is tried: with one failure, and with all from one on. What is said by a voice takes long, and its second round
 * shows nothing that others do not; PDF is drawn by a program, and what else is left out differs in few lines from what is not. */
static int rounds_of(const char *format)
{
    static const struct {
        const char *format;
        int rounds;
    } rows[] = {
        {"flac", 1}, {"mp3", 1},  {"phonemes", 1}, {"daisy3", 1},     {"epub-audio", 1},
        {"wav", 0},  {"opus", 0}, {"daisy202", 0}, {"html-audio", 0}, {"pdf", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].format, format) == 0)
            return rows[i].rounds;
    return 2;
}

static void fail_memory(const char *from, const char *to)
{
    int rounds = rounds_of(to);
    if (!rounds)
        return;
    result r = convert(from, to, NULL);
    if (r.status != ARD_OK) {
        complain(from, to, "undisturbed run", 0, r.status);
        return;
    }
    memcpy(expected, got, got_size);
    expected_size = got_size;
    of_writes = false;
    for (int good = 0; good < rounds; good++) {
        for_good = good;
        for (long n = 0;; n++) {
            until_failure = n;
            int how = in_child(try_memory, from, to, NULL);
            until_failure = -1;
            if (is_undisturbed(how, from, to, good ? "memory ends at allocation" : "allocation", n))
                break;
        }
    }
}

/* Whether a folder holds one file, with these bytes. */
static bool holds_only(const char *folder, const char *path, const char *bytes)
{
    char found[64] = "";
    unsigned count = 0;
    DIR *all = opendir(folder);
    for (struct dirent *e; all && (e = readdir(all));)
        count += e->d_name[0] != '.' || strncmp(e->d_name, ".ardoise", 8) == 0;
    closedir(all);
    int file = open(path, O_RDONLY);
    ssize_t size = read(file, found, sizeof found - 1);
    close(file);
    return count == 1 && size == (ssize_t)strlen(bytes) && strcmp(found, bytes) == 0;
}

/* Over a file that is there already: it stays as it was. */
static void fail_writes(const char *folder, const char *from, const char *to)
{
    static const char before[] = "as it was";
    char path[4096];
    snprintf(path, sizeof path, "%s/out", folder);
    of_writes = true;
    for_good = false;
    for (long n = 0;; n++) {
        int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        (void)!write(file, before, strlen(before));
        close(file);
        until_failure = n;
        int how = in_child(try_write, from, to, path);
        until_failure = -1;
        if (how == REFUSED && !holds_only(folder, path, before))
            how = LEFT_OVER;
        if (is_undisturbed(how, from, to, "write", n))
            break;
    }
    unlink(path);
}

static bool read_document(const char *path)
{
    int file = open(path, O_RDONLY);
    ssize_t size = read(file, document, ROOM);
    close(file);
    document_size = size > 0 ? (size_t)size : 0;
    return size > 0;
}

/* The document at hand in another format, if there is a writer for it, becomes the document at hand. */
static bool becomes(const char *from, const char *to)
{
    if (convert(from, to, NULL).status != ARD_OK)
        return false;
    memcpy(document, got, got_size);
    document_size = got_size;
    return true;
}

int main(int argc, char **argv)
{
    ard_context *context;
    setvbuf(stdout, NULL, _IONBF, 0);
    if (argc < 3 || ard_context_new(&context) != ARD_OK)
        return 2;
    const ard_registry *all = ard_context_registry(context);
    const ard_plugin *first = NULL, *p;
    for (int i = 2; i < argc; i++) {
        const ard_plugin *reader = ard_registry_ending(all, ARD_READER, argv[i]);
        if (!reader || !read_document(argv[i])) {
            printf("%s: no document\n", argv[i]);
            return 2;
        }
        first = first ? first : reader;
        fail_memory(reader->name, "native");
    }
    read_document(argv[2]);
    for (size_t i = 0; (p = ard_registry_plugin(all, i)); i++)
        if (p->kind == ARD_WRITER)
            fail_memory(first->name, p->name);
    fail_writes(argv[1], first->name, "html");
    for (size_t i = 0; (p = ard_registry_plugin(all, i)); i++) {
        if (p->kind != ARD_READER || !ard_registry_named(all, ARD_WRITER, p->name))
            continue;
        read_document(argv[2]);
        if (becomes(first->name, p->name))
            fail_memory(p->name, "native");
    }
    ard_context_free(context);
    printf("failing: %lu runs, %lu refused, %lu ended in a library, %lu wrong\n", runs, refused, ended, wrong);
    return wrong ? 1 : 0;
}
