/* A registry for tests: the text writer, and a reader that does what a document of its own format tells it: to crash, to
 * loop, to leave. It takes the place of filters/standard.c in a command line that tests/check-faults.sh runs. */
#include "lesson/lesson.h"
#include "run/registry.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <expat.h>

static void crash(void)
{
    raise(SIGSEGV);
}

static void loop(void)
{
    for (volatile unsigned i = 0;; i++)
        ;
}

/* Eats memory through a library's allocator, as a document that makes it grow would. */
static void eat(void)
{
    XML_Parser parser = XML_ParserCreate(NULL);
    for (size_t size = 1 << 20;; size += size / 8) {
        char *bytes = XML_MemMalloc(parser, size);
        if (bytes)
            memset(bytes, 1, size);
    }
}

static void open_file(void)
{
    if (open("/etc/passwd", O_RDONLY) >= 0)
        abort();
}

static void write_file(void)
{
    if (open("written-by-a-document", O_WRONLY | O_CREAT, 0600) >= 0)
        abort();
}

static void open_socket(void)
{
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0)
        abort();
}

static void start_process(void)
{
    if (fork() == 0)
        _exit(0);
}

static void start_program(void)
{
    char name[] = "/bin/true", *arguments[] = {name, NULL};
    execv(name, arguments);
}

static void leave(void)
{
    exit(0);
}

static void kill_parent(void)
{
    kill(getppid(), SIGKILL);
}

static const struct {
    const char *word;
    void (*act)(void);
} faults[] = {
    {"crash", crash},      {"loop", loop},          {"memory", eat},         {"open", open_file},
    {"write", write_file}, {"socket", open_socket}, {"fork", start_process}, {"exec", start_program},
    {"exit", leave},       {"kill", kill_parent},
};

static int probe(const unsigned char *head, size_t size)
{
    return size > 6 && memcmp(head, "FAULT ", 6) == 0 ? 100 : 0;
}

static ard_status read_fault(task *t, const source *s, ard_document *document)
{
    (void)t;
    ard_node *paragraph = node_append(lesson_root(document), node_new(document, PARAGRAPH, NOWHERE));
    node_append_text(document, paragraph, (const char *)s->bytes, s->size, NOWHERE);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (strncmp((const char *)s->bytes + 6, faults[i].word, strlen(faults[i].word)) == 0)
            faults[i].act();
    return ARD_OK;
}

static const ard_reader fault_reader = {
    .about = {.kind = ARD_READER,
              .name = "fault",
              .aliases = "",
              .endings = ".fault",
              .media_type = "text/plain",
              .lacks = "",
              .help = "cli.help.about"},
    .probe = probe,
    .read = read_fault,
};

extern const ard_writer text_writer;
static const ard_reader *const readers[] = {&fault_reader, NULL};
static const ard_filter *const filters[] = {NULL};
static const ard_writer *const writers[] = {&text_writer, NULL};
static const ard_checker *const checkers[] = {NULL};
static const helper *const no_helpers[] = {NULL};

const ard_registry standard_registry = {readers, filters, writers, checkers, no_helpers, "", ""};
