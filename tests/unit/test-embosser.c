/* Files of a byte a cell: their tables of characters, and the page of an embosser. */
#include "convert.h"

#include "lesson/display-table.h"
#include "writers/embosser.h"

extern const ard_writer brf_writer;

/* Writes pages of cells as BRF with options "key=value", blank-separated; gives the status. */
static ard_status emboss(const char *cells, const char *settings, buffer *out, const char **code)
{
    static char last[64];
    report_log *log = report_new();
    ard_limits limits = ard_limits_default();
    options *values = options_new(brf_writer.about.options);
    for (const char *at = settings; *at;) {
        char key[32], value[32];
        int size = 0;
        bool known;
        CHECK(sscanf(at, "%31[^=]=%31s%n", key, value, &size) == 2);
        CHECK(options_set(values, log, NOWHERE, key, value, &known) == ARD_OK && known);
        at += size;
        at += strspn(at, " ");
    }
    task t = {.log = log, .limits = &limits, .options = values, .data = ""};
    source in = {(const unsigned char *)cells, strlen(cells), "essai"};
    ard_document *document = lesson_new(&limits, log);
    buffer_reset(out);
    CHECK(convert_read("brl", &t, &in, document) == ARD_OK);
    ard_status status = convert_write("brf", &t, document, out);
    size_t count;
    const ard_diag *diags = report_diags(log, &count);
    snprintf(last, sizeof last, "%s", count ? diags[count - 1].code : "");
    *code = last;
    ard_document_free(document);
    options_free(values);
    report_free(log);
    return status;
}

/* U+2800 to U+283F are the 64 characters of each table, in its order; both tables can be read back. */
static void tables(void)
{
    static const char *const names[] = {"nabcc", "tbfr2007"};
    report_log *log = report_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        display_table table;
        CHECK(display_table_find(NULL, log, names[i], &table) == ARD_OK);
        CHECK(table.whole && !table.wide && table.characters[0] == ' ');
    }
    static const char *const wrong[] = {"", "../nabcc", "/etc/passwd", ".dis", "a b", "de,en"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(!display_table_is_name(wrong[i]));
    CHECK(display_table_is_name("de-eurobrl6.dis"));
    report_free(log);
}

static void pages(void)
{
    static const struct {
        const char *settings, *bytes, *code;
    } rows[] = {
        {"", "AB\r\nC\r\n\fD\r\n\f", ""},
        {"table=tbfr2007", "ab\r\nc\r\n\fd\r\n\f", ""},
        {"left=2 top=1", "\r\n  AB\r\n  C\r\n\f\r\n  D\r\n\f", ""},
        /* 60 mm are ten cells: on the back, five are left before the page, three behind it, at the binding edge */
        {"left=3 paper=60x60 interpoint=yes", "   AB\r\n   C\r\n\f     D\r\n\f", ""},
        {"paper=60x50 feeds=none", "AB\r\nC\r\n\r\n\r\n\r\nD\r\n\r\n\r\n\r\n\r\n", ""},
        {"paper=50x50 left=7", NULL, "brf.wide"},
        {"paper=60x50 top=4", NULL, "brf.long"},
        {"paper=a5x", NULL, "brf.paper"},
        {"paper=60", NULL, "brf.paper"},
        {"feeds=none", NULL, "brf.feeds"},
        {"embosser=romeo-pro-50 interpoint=yes", NULL, "brf.one-side"},
        {"embosser=index-everest-d paper=300x300", NULL, "brf.paper.wide"},
        {"embosser=index-everest-d left=47", NULL, "brf.wide"},
    };
    buffer out = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *code;
        ard_status status = emboss("⠁⠃\n⠉\n\f⠙\n", rows[i].settings, &out, &code);
        CHECK(status == (rows[i].bytes ? ARD_OK : ARD_E_USAGE));
        CHECK_TEXT(code, rows[i].code);
        CHECK_TEXT(buffer_string(&out), rows[i].bytes ? rows[i].bytes : "");
    }
    const char *code;
    CHECK(emboss("⠁\n", "interpoint=yes", &out, &code) == ARD_OK);
    CHECK_TEXT(buffer_string(&out), "A\r\n\f\f"); /* an odd number of pages: the next document begins a leaf */
    buffer_free(&out);
}

int main(void)
{
    tables();
    pages();
    return check_end();
}
