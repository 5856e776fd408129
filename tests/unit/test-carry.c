/* A lesson comes back from our HTML and our EPUB as it went in: random trees, and the goldens' native forms. */
#include "convert.h"
#include "lesson/native.h"
#include "trees.h"

/* What a format has no place for: what filters gave. */
static void take_given(ard_document *document)
{
    for (ard_node *n = lesson_root(document)->first, *next; n; n = next) {
        next = n->next;
        if (kind_about(n->kind)->class == GIVEN)
            node_unlink(n);
    }
}

static ard_document *read_again(const char *format, report_log *log, const buffer *from)
{
    ard_limits limits = ard_limits_default();
    task t = {.log = log, .limits = &limits, .data = ""};
    source in = {(const unsigned char *)buffer_string(from), from->size, "essai"};
    ard_document *document = lesson_new(&limits, log);
    CHECK(convert_read(format, &t, &in, document) == ARD_OK);
    lesson_tidy(document);
    return document;
}

/* The first line in which two texts differ. */
static void show_difference(const char *one, const char *other)
{
    while (*one && *other) {
        size_t a = strcspn(one, "\n"), b = strcspn(other, "\n");
        if (a != b || memcmp(one, other, a) != 0) {
            fprintf(stderr, "- %.*s\n+ %.*s\n", (int)(a < 600 ? a : 600), one, (int)(b < 600 ? b : 600), other);
            return;
        }
        one += a + (one[a] == '\n');
        other += b + (other[b] == '\n');
    }
}

/* Writes a document in a format, reads it again, and compares native forms. */
static bool comes_back(const char *format, ard_document *document, report_log *log)
{
    ard_limits limits = ard_limits_default();
    task t = {.log = log, .limits = &limits, .data = ""};
    buffer before = BUFFER_EMPTY, written = BUFFER_EMPTY, after = BUFFER_EMPTY;
    native_write(document, &before);
    CHECK(convert_write(format, &t, document, &written) == ARD_OK);
    ard_document *again = read_again(format, log, &written);
    native_write(again, &after);
    bool same = before.size == after.size && memcmp(before.data, after.data, before.size) == 0;
    if (!same)
        show_difference(buffer_string(&before), buffer_string(&after));
    ard_document_free(again);
    buffer_free(&before);
    buffer_free(&written);
    buffer_free(&after);
    return same;
}

/* A random tree as it is after it has been written and read as native: numbers of pictures that there are, no gifts. */
static ard_document *settled(dice *d, unsigned size, report_log *log)
{
    buffer native = BUFFER_EMPTY;
    ard_document *random = random_document(d, size, true, log);
    lesson_tidy(random);
    take_given(random);
    native_write(random, &native);
    ard_document_free(random);
    ard_document *document = read_again("native", log, &native);
    buffer_free(&native);
    return document;
}

static void check_random(const char *format)
{
    unsigned failed = 0;
    for (unsigned seed = 1; seed <= 400 && failed < 5; seed++) {
        dice d = {seed};
        report_log *log = report_new();
        ard_document *document = settled(&d, 10 + seed % 90, log);
        if (!lesson_gifts(document)) {
            bool same = comes_back(format, document, log);
            if (!same)
                fprintf(stderr, "%s, seed %u\n", format, seed);
            failed += !same;
        }
        ard_document_free(document);
        report_free(log);
    }
    CHECK(failed == 0);
}

int main(void)
{
    check_random("html");
    check_random("epub");
    return check_end();
}
