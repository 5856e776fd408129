/* The native form: what is written is read again as the same tree, and written again as the same bytes.
 *
 * With arguments FOLDER COUNT it writes native files of random trees there, for tests/check-native.sh. */
#include "check.h"
#include "trees.h"

#include "base/plugin.h"
#include "lesson/native.h"
#include "lesson/tidy.h"

extern const ard_reader native_reader;

enum { TREES = 10000 };

static ard_document *read_native(const buffer *form, report_log *log)
{
    ard_limits limits = {.memory = 64 << 20, .nodes = 1000000, .depth = 256, .inflated = 1 << 30, .input = 1 << 30};
    task work = {.log = log, .limits = &limits, .data = ""};
    source from = {(const unsigned char *)buffer_string(form), form->size, "case.native"};
    ard_document *document = lesson_new(&limits, log);
    if (native_reader.read(&work, &from, document) == ARD_OK && lesson_tidy(document) == ARD_OK)
        return document;
    ard_document_free(document);
    return NULL;
}

/* Writes, reads and writes one random tree; prints its seed where that is not the identity. */
static bool survives(unsigned seed, bool kinds[KINDS])
{
    dice d = {seed};
    report_log *log = report_new();
    buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
    ard_document *document = random_document(&d, 5 + roll(&d, 120), seed % 4 == 0, log);
    const char *fault = lesson_tidy(document) == ARD_OK ? lesson_fault(document) : "no memory";
    for (const ard_node *n = lesson_root(document); n; n = ard_node_following(n, lesson_root(document)))
        kinds[n->kind] = true;
    native_write(document, &first);
    size_t said, again;
    report_diags(log, &said);
    ard_document *back = read_native(&first, log);
    if (back)
        native_write(back, &second);
    const ard_diag *diags = report_diags(log, &again);
    bool same = !fault && back && strcmp(buffer_string(&first), buffer_string(&second)) == 0 &&
                same_documents(document, back) && said == again;
    if (!same)
        printf("seed %u: %s\n%s\n----\n%s\n", seed,
               fault          ? fault
               : again > said ? diags[said].message
                              : "differs",
               buffer_string(&first), buffer_string(&second));
    buffer_free(&first);
    buffer_free(&second);
    ard_document_free(document);
    ard_document_free(back);
    report_free(log);
    return same;
}

static void test_random(void)
{
    bool kinds[KINDS] = {false};
    unsigned wrong = 0;
    for (unsigned seed = 1; seed <= TREES && wrong < 3; seed++)
        wrong += !survives(seed, kinds);
    CHECK(wrong == 0);
    for (int kind = 0; kind < KINDS; kind++) {
        if (!kinds[kind])
            printf("never made: %s\n", kind_about((ard_kind)kind)->name);
        CHECK(kinds[kind]);
    }
}

/* A form as somebody else may write it: other order, blanks between blocks, unknown elements. */
static void test_foreign(void)
{
    static const char text[] =
        "<?xml version='1.0'?>\n<html data-ard='native' xmlns='http://www.w3.org/1999/xhtml' lang='fr'>\n"
        "<head><title>L'eau</title><base href='x'/></head>\n<body>\n  <section>\n    <h2>Un <blink>titre</blink></h2>\n"
        "    <main><p id='a' data-ard='instruction'>Lis.</p></main>\n <p data-ard='what'>x</p><b>gras</b></section>\n</body></html>";
    static const char wanted[] =
        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\""
        " xmlns:xlink=\"http://www.w3.org/1999/xlink\" data-ard=\"native\" lang=\"fr\">\n"
        "<head>\n<meta charset=\"utf-8\"/>\n<title>L'eau</title>\n</head>\n"
        "<body>\n<section>\n<h2>Un titre</h2>\n<p data-ard=\"instruction\" id=\"a\">Lis.</p>\n<p>x</p>\n<p>gras</p>\n"
        "</section>\n</body>\n</html>\n";
    buffer form = BUFFER_EMPTY, out = BUFFER_EMPTY;
    report_log *log = report_new();
    size_t count;
    buffer_text(&form, text);
    ard_document *document = read_native(&form, log);
    native_write(document, &out);
    CHECK_TEXT(buffer_string(&out), wanted);
    const ard_diag *diags = report_diags(log, &count);
    CHECK(count == 5); /* base, blink, main, b, and the attribute data-ard="what" */
    for (size_t i = 0; i < count; i++)
        CHECK(diags[i].severity == ARD_LOSS && diags[i].line >= 3);
    ard_document_free(document);
    buffer_free(&form);
    buffer_free(&out);
    report_free(log);
}

static void test_refused(void)
{
    static const char *const wrong[] = {"<html data-ard='native'><body>", "<p data-ard='native'/>", "", "\x01\x02",
                                        "<html xmlns='http://www.w3.org/1999/xhtml' data-ard='native'/>"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        buffer form = BUFFER_EMPTY;
        report_log *log = report_new();
        buffer_text(&form, wrong[i]);
        CHECK(read_native(&form, log) == NULL && report_status(log) == ARD_E_READ);
        buffer_free(&form);
        report_free(log);
    }
}

static int probe(const char *head)
{
    return native_reader.probe((const unsigned char *)head, strlen(head));
}

static void test_probe(void)
{
    CHECK(probe("<!DOCTYPE html>\n<html xmlns=\"x\" data-ard=\"native\" lang=\"fr\">") == 100);
    CHECK(probe("<!DOCTYPE html>\n<html><p data-ard=\"native\">") == 0 && probe("") == 0 &&
          probe("<html data-ard=\"native\"") == 0);
}

static int write_files(const char *folder, unsigned count)
{
    for (unsigned seed = 1; seed <= count; seed++) {
        char path[512];
        dice d = {seed};
        report_log *log = report_new();
        ard_document *document = random_document(&d, 5 + roll(&d, 200), seed % 4 == 0, log);
        buffer out = BUFFER_EMPTY;
        lesson_tidy(document);
        native_write(document, &out);
        snprintf(path, sizeof path, "%s/%u.native", folder, seed);
        FILE *file = fopen(path, "w");
        if (!file || fwrite(out.data, 1, out.size, file) != out.size || fclose(file) != 0)
            return EXIT_FAILURE;
        buffer_free(&out);
        ard_document_free(document);
        report_free(log);
    }
    return EXIT_SUCCESS;
}

int main(int count, char **arguments)
{
    if (count == 3)
        return write_files(arguments[1], (unsigned)strtoul(arguments[2], NULL, 10));
    test_probe();
    test_foreign();
    test_refused();
    test_random();
    return check_end();
}
