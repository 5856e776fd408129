/* OpenDocument both ways: what the reader makes of small documents, and that a lesson comes back as it was. */
#include "check.h"
#include "trees.h"

#include "base/output.h"
#include "base/plugin.h"
#include "lesson/native.h"
#include "lesson/tidy.h"

#include <dirent.h>
#include <string.h>

extern const ard_reader native_reader;
extern const ard_reader odt_reader;
extern const ard_writer odt_writer;

static const ard_limits limits = {
    .memory = 256 << 20,
    .nodes = 1000000,
    .depth = 256,
    .entries = 1000,
    .inflated = 64 << 20,
    .ratio = 200,
};

static bool collect(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return true;
}

/* The native form, without what filters gave, which the format does not hold. */
static char *native_of(ard_document *document)
{
    buffer out = BUFFER_EMPTY;
    ard_node *root = lesson_root(document);
    for (ard_node *node = root->first, *next; node; node = next) {
        next = node->next;
        if (kind_about(node->kind)->class == GIVEN)
            node_unlink(node);
    }
    native_write(document, &out);
    for (char *line; (line = strstr(out.data, "<meta data-ard=\"given\"")) != NULL;)
        memmove(line, strchr(line, '\n') + 1, strlen(strchr(line, '\n') + 1) + 1);
    return out.data;
}

/* Reads a document, given as bytes, into its native form; NULL where it cannot be read. */
static char *read_native(const void *bytes, size_t size, report_log *log)
{
    source from = {.bytes = bytes, .size = size, .name = "lecon.odt"};
    task job = {.log = log, .limits = &limits, .data = ""};
    ard_document *document = lesson_new(&limits, log);
    char *native = NULL;
    if (odt_reader.read(&job, &from, document) == ARD_OK && lesson_tidy(document) == ARD_OK) {
        CHECK(!lesson_fault(document));
        native = native_of(document);
    }
    ard_document_free(document);
    return native;
}

/* Writes a tidy document and reads it again: the same bytes of the native form. */
static bool comes_back(ard_document *document, report_log *log)
{
    buffer package = BUFFER_EMPTY;
    task job = {.log = log, .limits = &limits, .data = ""};
    ard_output *output = output_new(log, collect, &package, 0);
    char *before = native_of(document), *after = NULL;
    if (odt_writer.write(&job, document, output) == ARD_OK) {
        output_flush(output);
        buffer_byte(&package, '\0');
        after = read_native(package.data, package.size - 1, log);
    }
    bool same = after && strcmp(before, after) == 0;
    if (!same && getenv("ODT_SHOW"))
        printf("---- before\n%s\n---- after\n%s\n", before, after ? after : "(none)");
    size_t count;
    const ard_diag *diags = report_diags(log, &count);
    for (size_t i = 0; !same && i < count; i++)
        if (diags[i].severity == ARD_ERROR)
            printf("  %s: %s\n", diags[i].part, diags[i].message);
    output_free(output);
    buffer_free(&package);
    free(before);
    free(after);
    return same;
}

/* Elements of formulas have no styles but in native: MathML has its own attributes for that. */
static void plain_formulas(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == MATHML)
            w.node->style = STYLE_NONE;
}

static void test_random(void)
{
    for (uint64_t seed = 1; seed <= 500; seed++) {
        dice d = {seed};
        report_log *log = report_new();
        ard_document *document = random_document(&d, 5 + roll(&d, 120), seed % 4 == 0, log);
        CHECK(lesson_tidy(document) == ARD_OK);
        plain_formulas(document);
        bool same = comes_back(document, log);
        CHECK(same);
        if (!same) {
            printf("  seed %u does not come back\n", (unsigned)seed);
            if (getenv("ODT_SHOW"))
                exit(1);
        }
        ard_document_free(document);
        report_free(log);
    }
}

/* A file of the golden cases, NUL-terminated; empty where it is not there. */
static buffer golden_file(const char *name)
{
    char path[300], block[4096];
    buffer text = BUFFER_EMPTY;
    snprintf(path, sizeof path, "tests/golden/%s", name);
    FILE *file = fopen(path, "rb");
    for (size_t got; file && (got = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add(&text, block, got);
    if (file)
        fclose(file);
    buffer_byte(&text, '\0');
    return text;
}

static void test_golden(void)
{
    DIR *folder = opendir("tests/golden");
    unsigned count = 0;
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length < 7 || strcmp(entry->d_name + length - 7, ".native") != 0)
            continue;
        report_log *log = report_new();
        buffer text = golden_file(entry->d_name);
        source from = {.bytes = (const unsigned char *)text.data, .size = text.size - 1, .name = entry->d_name};
        task job = {.log = log, .limits = &limits, .data = ""};
        ard_document *document = lesson_new(&limits, log);
        CHECK(native_reader.read(&job, &from, document) == ARD_OK && lesson_tidy(document) == ARD_OK);
        bool same = comes_back(document, log);
        CHECK(same);
        if (!same)
            printf("  %s does not come back\n", entry->d_name);
        ard_document_free(document);
        buffer_free(&text);
        report_free(log);
        count++;
    }
    CHECK(count > 0);
    if (folder)
        closedir(folder);
}

int main(void)
{
    test_golden();
    test_random();
    return check_end();
}
