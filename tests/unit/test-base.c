/* engine/base: arena, buffer, text, table, report, options, output. */
#include "check.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/options.h"
#include "base/output.h"
#include "base/plugin.h"
#include "base/report.h"
#include "base/table.h"
#include "base/text.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_arena(void)
{
    arena *pool = arena_new(4096);
    char *a = arena_alloc(pool, 100);
    CHECK(a && a[0] == 0 && a[99] == 0 && (uintptr_t)a % 16 == 0);
    CHECK_TEXT(arena_copy(pool, "abcdef", 3), "abc");
    CHECK(arena_string(pool, NULL) == NULL && !arena_failed(pool));
    CHECK(arena_used(pool) >= 104 && arena_used(pool) <= 4096);
    CHECK(arena_alloc(pool, 4096) == NULL && arena_failed(pool));
    CHECK(arena_alloc(pool, 1) == NULL);
    CHECK(arena_alloc(NULL, 1) == NULL && arena_failed(NULL));
    arena_free(pool);
    arena_free(NULL);
}

static void test_buffer(void)
{
    buffer b = BUFFER_EMPTY;
    CHECK_TEXT(buffer_string(&b), "");
    buffer_xml(&b, "a<b>&\"\t", 7, false);
    CHECK_TEXT(buffer_string(&b), "a&lt;b&gt;&amp;\"\t");
    buffer_reset(&b);
    buffer_xml(&b, "\"\t\n", 3, true);
    CHECK_TEXT(buffer_string(&b), "&quot;&#9;&#10;");
    buffer_reset(&b);
    buffer_base64(&b, "Ardoise", 7);
    CHECK_TEXT(buffer_string(&b), "QXJkb2lzZQ=="); /* RFC 4648, section 4 */
    buffer_reset(&b);
    buffer_format(&b, "%d-%s", 12, "x");
    buffer_point(&b, 0xE9);
    CHECK_TEXT(buffer_string(&b), "12-xé");
    buffer_free(&b);
    b.most = 4;
    buffer_text(&b, "abc");
    buffer_text(&b, "de");
    CHECK(b.failed && b.size == 3);
    buffer_free(&b);
}

static void test_table(void)
{
    arena *pool = arena_new(1 << 20);
    table *t = table_new(pool);
    int values[500];
    char key[16];
    for (int i = 0; i < 500; i++) {
        snprintf(key, sizeof key, "k%d", i);
        table_set(t, key, values + i);
    }
    table_set(t, "k7", NULL);
    CHECK(table_value(t, "k7") == NULL && table_value(t, "k499") == values + 499);
    CHECK(table_value(t, "none") == NULL && table_value(NULL, "k") == NULL && table_value(t, NULL) == NULL);
    arena_free(pool);
}

static void test_utf8(void)
{
    char bytes[4];
    size_t length;
    CHECK(text_encode(bytes, 0x20AC) == 3 && memcmp(bytes, "€", 3) == 0);
    CHECK(text_encode(bytes, 0x1D11E) == 4 && memcmp(bytes, "𝄞", 4) == 0);
    CHECK(text_encode(bytes, 0xD800) == 3 && memcmp(bytes, "\uFFFD", 3) == 0);
    CHECK(text_decode("é", 2, &length) == 0xE9 && length == 2);
    static const char *const wrong[] = {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                        "\xFF",     "\x80",         "\xC3"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(text_decode(wrong[i], strlen(wrong[i]), &length) == REPLACEMENT && length == 1);
    CHECK(text_decode("\xE2\x82\xAC", 2, &length) == REPLACEMENT && length == 1);
    CHECK(text_is_clean("a\té\n\r𝄞", strlen("a\té\n\r𝄞")) && text_is_clean("\uFFFD", 3));
    CHECK(!text_is_clean("\x01", 1) && !text_is_clean("\0", 1) && !text_is_clean("\xEF\xBF\xBF", 3) &&
          !text_is_clean("\xC3", 1));
    CHECK(text_length("œuvre") == 5 && text_length("") == 0);
    for (uint32_t point = 1; point < 0x110000; point += 37) {
        bool surrogate = point >= 0xD800 && point < 0xE000;
        size_t size = text_encode(bytes, point);
        if (text_decode(bytes, size, &length) != (surrogate ? REPLACEMENT : point) || length != size)
            CHECK(!"a code point does not survive");
    }
}

static void test_letters(void)
{
    CHECK(text_lower(0xC9) == 0xE9 && text_upper(0xE9) == 0xC9 && text_upper(0x153) == 0x152 &&
          text_lower(0x178) == 0xFF);
    CHECK(text_upper(0x3C3) == 0x3A3 && text_upper(0x3C2) == 0x3A3 && text_lower(0x416) == 0x436 &&
          text_lower(0x401) == 0x451);
    CHECK(text_upper(0xDF) == 0xDF && text_lower(0xD7) == 0xD7 && text_upper(0xF7) == 0xF7 && text_upper('1') == '1');
    CHECK(text_is_upper(0xC0) && !text_is_upper(0xE0) && !text_is_upper('3'));
    CHECK(text_is_letter(0x153) && text_is_letter(0x301) && text_is_letter(0x5D0) && text_is_letter(0x4E2D));
    CHECK(!text_is_letter(0xD7) && !text_is_letter('-') && !text_is_letter(0x2019) && !text_is_letter(0x20AC));
    CHECK(text_is_space(0xA0) && text_is_space(0x202F) && text_is_space('\n') && !text_is_space(0x200B) &&
          !text_is_space('a'));
    CHECK(text_is_digit('7') && !text_is_digit(0xB2));
    CHECK(text_is_blank(" \u00A0\n") && text_is_blank("") && text_is_blank(NULL) && !text_is_blank(" a"));
    CHECK(text_part_is_blank(" \u202Fa", 4) && !text_part_is_blank(" a", 2) && text_part_is_blank("a", 0));
    CHECK(ascii_is_blank(" \t\r\n\f") && ascii_is_blank(NULL) && !ascii_is_blank("\u00A0"));
    CHECK(ascii_is_letter('Z') && !ascii_is_letter('[') && ascii_lower('Z') == 'z' && ascii_lower('\xC9') == '\xC9');
    CHECK(ascii_hex('9') == 9 && ascii_hex('F') == 15 && ascii_hex('g') == -1 && ascii_hex('\0') == -1);
}

static void test_words(void)
{
    CHECK(text_in_list("docx odt fodt", "ODT") && !text_in_list("docx odt fodt", "od") && !text_in_list("a b", ""));
    CHECK(text_in_list("  a\tb ", "b") && !text_in_list(NULL, "a") && !text_in_list("a", NULL));
    CHECK(text_same("Titre", "tITRE") && !text_same("é", "É") && !text_same("a", NULL) && text_same(NULL, NULL));
    CHECK(text_is("abc", 2, "ab") && !text_is("abc", 3, "ab"));
    CHECK(text_begins("aria-label", "aria-") && !text_begins("ar", "aria-") && text_ends("a.docx", ".docx") &&
          !text_ends("x", ".docx"));
}

static void test_roman(void)
{
    static const struct {
        unsigned number;
        const char *roman;
    } rows[] = {{1, "i"}, {4, "iv"}, {9, "ix"}, {14, "xiv"}, {49, "xlix"}, {944, "cmxliv"}, {3999, "mmmcmxcix"}};
    buffer b = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_reset(&b);
        buffer_roman(&b, rows[i].number, false);
        CHECK(strcmp(buffer_string(&b), rows[i].roman) == 0);
    }
    buffer_reset(&b);
    buffer_roman(&b, 1789, true);
    CHECK(strcmp(buffer_string(&b), "MDCCLXXXIX") == 0);
    buffer_free(&b);
}

static void test_encodings(void)
{
    static const char *const rows[][2] = {{"", ""},
                                          {"f", "Zg=="},
                                          {"fo", "Zm8="},
                                          {"foo", "Zm9v"},
                                          {"foob", "Zm9vYg=="},
                                          {"fooba", "Zm9vYmE="},
                                          {"foobar", "Zm9vYmFy"}}; /* RFC 4648, 10 */
    buffer b = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_reset(&b);
        buffer_base64(&b, rows[i][0], strlen(rows[i][0]));
        CHECK(strcmp(buffer_string(&b), rows[i][1]) == 0);
        buffer_reset(&b);
        CHECK(buffer_unbase64(&b, rows[i][1], strlen(rows[i][1])) && strcmp(buffer_string(&b), rows[i][0]) == 0);
    }
    buffer_reset(&b);
    CHECK(buffer_unbase64(&b, " Zm\n9v\t", 7) && strcmp(buffer_string(&b), "foo") == 0);
    CHECK(!buffer_unbase64(&b, "Zm9v!Zm9v", 9) && strcmp(buffer_string(&b), "foofoo") == 0);
    buffer_free(&b);
    CHECK(ascii_percent("%C3", 3) == 0xC3 && ascii_percent("%e9x", 4) == 0xE9 && ascii_percent("%C3", 2) == -1);
    CHECK(ascii_percent("%zz", 3) == -1 && ascii_percent("abc", 3) == -1 && ascii_percent("%00", 3) == 0);
}

static void test_languages(void)
{
    CHECK(text_in_language("fr", "fr") && text_in_language("FR-ca", "fr"));
    CHECK(text_in_language("fr_FR", "fr") && !text_in_language("fro", "fr") && !text_in_language("f", "fr"));
    CHECK(!text_in_language("", "fr") && !text_in_language(NULL, "fr") && !text_in_language("fr", "fr-BE"));
}

static void listen(void *user, const ard_diag *diag)
{
    unsigned *count = user;
    *count += diag->severity == ARD_ERROR ? 1000 : 1;
}

static void test_report(void)
{
    report_log *log = report_new();
    unsigned heard = 0;
    size_t count;
    report_listen(log, listen, &heard);
    report_file(log, "leçon.docx");
    report_language(log, "fr_FR.UTF-8");
    char part[] = "word/document.xml";
    CHECK(report(log, PLACE(part, 3, 4), "options.number", "size", "a\x1b[1mb\xFF", NULL) == ARD_E_USAGE);
    memset(part, 'x', sizeof part - 1);
    const ard_diag *diags = report_diags(log, &count);
    CHECK(count == 1 && heard == 1000 && diags[0].severity == ARD_ERROR && diags[0].line == 3 && diags[0].column == 4);
    CHECK_TEXT(diags[0].message, "L'option size vaut « a [1mb\uFFFD » : ce n'est pas un nombre.");
    CHECK_TEXT(diags[0].part, "word/document.xml");
    CHECK_TEXT(diags[0].file, "leçon.docx");
    CHECK_TEXT(diags[0].code, "options.number");
    report_clear(log);
    CHECK(report_status(log) == ARD_OK && report_diags(log, &count) != diags + 1 && count == 0);
    report_language(log, "de");
    CHECK(report(log, NOWHERE, "test.no-such-code", NULL) == ARD_E_INTERNAL && report_status(log) == ARD_E_INTERNAL);
    diags = report_diags(log, &count);
    CHECK(count == 1 && diags[0].status == ARD_E_INTERNAL);
    CHECK_TEXT(diags[0].code, "test.no-such-code");
    CHECK_TEXT(diags[0].message, "A fault in ardoise: the message test.no-such-code is not in the table.");
    CHECK_TEXT(diags[0].file, "leçon.docx");
    CHECK_TEXT(report_number(log, -9223372036854775807LL - 1), "-9223372036854775808");
    CHECK_TEXT(report_number(log, 0), "0");
    CHECK(report(NULL, NOWHERE, "memory.ended", NULL) == ARD_E_LIMIT);
    report_free(log);
    report_free(NULL);
}

static void test_report_limits(void)
{
    report_log *log = report_new(), *other = report_new();
    size_t count;
    for (int i = 0; i < 1000; i++)
        report(log, PLACE(i % 2 ? "a" : "b", 1, 1), "options.text", "x", NULL);
    const ard_diag *diags = report_diags(log, &count);
    CHECK(count == 202);
    CHECK_TEXT(diags[count - 1].code, "report.more");
    CHECK(diags[count - 1].severity == ARD_NOTE && diags[count - 1].status == ARD_OK);
    report_copy(other, diags);
    CHECK(report_status(other) == ARD_E_USAGE);
    report_clear(log);
    diags = report_diags(other, &count);
    CHECK(count == 1);
    CHECK_TEXT(diags[0].message, "The value of option x is not text in UTF-8.");
    for (int i = 0; i < 20000; i++)
        report_copy(log, diags);
    report_diags(log, &count);
    CHECK(count == 10001);
    report_free(log);
    report_free(other);
}

static const ard_option table_of_options[] = {
    {"size", ARD_NUMBER, "14", 8, 72, NULL, "h"},
    {"arcs", ARD_FLAG, "no", 0, 0, NULL, "h"},
    {"paper", ARD_CHOICE, "white", 0, 0, "white cream", "h"},
    {"font", ARD_TEXT, "", 0, 0, NULL, "h"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

static void test_options(void)
{
    report_log *log = report_new();
    options *o = options_new(table_of_options);
    bool known;
    const char *key, *value;
    size_t count;
    CHECK(options_integer(o, "size") == 14 && !options_flag(o, "arcs") && !options_touched(o, NULL));
    CHECK(options_set(o, log, NOWHERE, "size", "16,5", &known) == ARD_OK && known && options_number(o, "size") == 16.5);
    CHECK(options_set(o, log, NOWHERE, "arcs", "Oui", &known) == ARD_OK && options_flag(o, "arcs"));
    CHECK(options_set(o, log, NOWHERE, "paper", "Cream", &known) == ARD_OK);
    CHECK_TEXT(options_text(o, "paper"), "cream");
    CHECK(options_touched(o, NULL) && options_touched(o, "arcs") && !options_touched(o, "font"));
    CHECK(options_set(o, log, NOWHERE, "none", "1", &known) == ARD_OK && !known);
    static const char *const wrong[][2] = {{"size", "73"},      {"size", "x"},     {"size", ""},  {"size", "1e3"},
                                           {"arcs", "perhaps"}, {"paper", "blue"}, {"paper", ""}, {"font", "\x01"},
                                           {"size", "nan"},     {"size", "."}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(options_set(o, log, NOWHERE, wrong[i][0], wrong[i][1], &known) == ARD_E_USAGE && known);
    const ard_diag *diags = report_diags(log, &count);
    CHECK(count == sizeof wrong / sizeof *wrong);
    CHECK_TEXT(diags[0].message, "Option size is \"73\": it must be between 8 and 72.");
    CHECK(options_number(o, "size") == 16.5);
    CHECK(options_set_value(o, 1, &key, &value));
    CHECK_TEXT(key, "arcs");
    CHECK_TEXT(value, "yes");
    CHECK(!options_set_value(o, 3, &key, &value));
    options_free(o);
    o = options_new(NULL);
    CHECK(o && options_set(o, log, NOWHERE, "x", "y", &known) == ARD_OK && !known);
    options_free(o);
    report_free(log);
}

/* ---- Output ---- */

static char folder[] = "/tmp/base-test-XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[4][256];
    static unsigned next;
    char *p = path[next++ % 4];
    snprintf(p, sizeof path[0], "%s/%s", folder, name);
    return p;
}

static unsigned entries(void)
{
    unsigned count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));)
        count += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    if (dir)
        closedir(dir);
    return count;
}

static void read_back(const char *path, char *text, size_t room)
{
    int descriptor = open(path, O_RDONLY);
    ssize_t size = descriptor < 0 ? -1 : read(descriptor, text, room - 1);
    text[size > 0 ? size : 0] = '\0';
    if (descriptor >= 0)
        close(descriptor);
}

static mode_t mode_of(const char *path)
{
    struct stat facts;
    return lstat(path, &facts) == 0 ? facts.st_mode : 0;
}

static void test_output_file(void)
{
    report_log *log = report_new();
    ard_output *out;
    char text[64];
    umask(027);
    CHECK(output_open(&out, log, in_folder("a.html"), 0) == ARD_OK);
    output_text(out, "Bonjour ");
    output_format(out, "%s %d", "à tous", 3);
    CHECK(entries() == 1 && access(in_folder("a.html"), F_OK) != 0);
    CHECK(output_commit(out) == ARD_OK);
    output_free(out);
    read_back(in_folder("a.html"), text, sizeof text);
    CHECK_TEXT(text, "Bonjour à tous 3");
    CHECK(entries() == 1 && (mode_of(in_folder("a.html")) & 0777) == 0640);
    chmod(in_folder("a.html"), 0600);
    CHECK(symlink("a.html", in_folder("link")) == 0 && output_open(&out, log, in_folder("link"), 0) == ARD_OK);
    output_text(out, "new");
    CHECK(output_commit(out) == ARD_OK);
    output_free(out);
    read_back(in_folder("a.html"), text, sizeof text);
    CHECK_TEXT(text, "new");
    CHECK(S_ISLNK(mode_of(in_folder("link"))) && (mode_of(in_folder("a.html")) & 0777) == 0600);
    CHECK(output_open(&out, log, in_folder("a.html"), 0) == ARD_OK);
    output_text(out, "dropped");
    output_free(out);
    read_back(in_folder("a.html"), text, sizeof text);
    CHECK_TEXT(text, "new");
    CHECK(entries() == 2);
    report_free(log);
}

/* What writing to `path` comes to, and the code of its one diagnostic. */
static const char *failing(const char *path, ard_status wanted, uint64_t most)
{
    static char code[64];
    report_log *log = report_new();
    ard_output *out;
    size_t count;
    ard_status status = output_open(&out, log, path, most);
    for (int i = 0; out && i < 100000; i++)
        output_text(out, "0123456789");
    if (out)
        status = output_commit(out);
    output_free(out);
    const ard_diag *diags = report_diags(log, &count);
    CHECK(status == wanted && count == 1);
    CHECK(count && (strstr(diags[0].message, path) || strcmp(path, "-") == 0));
    snprintf(code, sizeof code, "%s", count ? diags[0].code : "");
    report_free(log);
    return code;
}

static void test_output_failures(void)
{
    CHECK_TEXT(failing("/dev/full", ARD_E_WRITE, 0), "output.full");
    CHECK_TEXT(failing(folder, ARD_E_WRITE, 0), "output.folder");
    CHECK_TEXT(failing(in_folder("none/a"), ARD_E_WRITE, 0), "output.nowhere");
    CHECK_TEXT(failing(in_folder("a.html/b"), ARD_E_WRITE, 0), "output.nowhere");
    CHECK_TEXT(failing(in_folder(""), ARD_E_WRITE, 0), "output.folder");
    CHECK_TEXT(failing(in_folder("large"), ARD_E_LIMIT, 1000), "output.limit");
    if (geteuid() != 0) {
        chmod(folder, 0500);
        CHECK_TEXT(failing(in_folder("b"), ARD_E_WRITE, 0), "output.denied");
        chmod(folder, 0700);
    } else
        CHECK_TEXT(failing("/proc/b", ARD_E_WRITE, 0), "output.nowhere");
    CHECK(entries() == 2);
}

static bool sink(void *user, const void *bytes, size_t size)
{
    buffer *b = user;
    buffer_add(b, bytes, size);
    return b->size < 200000;
}

static void test_output_sink(void)
{
    report_log *log = report_new();
    buffer got = BUFFER_EMPTY;
    size_t count;
    ard_output *out = output_new(log, sink, &got, 0);
    output_text(out, "a");
    output_flush(out);
    CHECK(got.size == 1);
    for (int i = 0; i < 100000; i++)
        output_text(out, "xyz");
    CHECK(output_status(out) == ARD_E_WRITE && output_commit(out) == ARD_E_WRITE && got.size >= 200000 &&
          got.size < 270000);
    report_diags(log, &count);
    CHECK(count == 1);
    output_free(out);
    buffer_free(&got);
    report_free(log);
}

static void test_output_pipe(void)
{
    int ends[2];
    char path[64];
    if (pipe(ends) != 0)
        return;
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[1]);
    signal(SIGPIPE, SIG_IGN);
    report_log *log = report_new();
    ard_output *out;
    CHECK(output_open(&out, log, path, 0) == ARD_OK);
    close(ends[0]);
    output_text(out, "x");
    CHECK(output_commit(out) == ARD_E_WRITE);
    size_t count;
    const ard_diag *diags = report_diags(log, &count);
    CHECK(count == 1);
    CHECK_TEXT(diags[0].code, "output.broken");
    output_free(out);
    close(ends[1]);
    report_free(log);
}

int main(void)
{
    test_arena();
    test_buffer();
    test_table();
    test_utf8();
    test_letters();
    test_words();
    test_languages();
    test_roman();
    test_encodings();
    test_report();
    test_report_limits();
    test_options();
    if (mkdtemp(folder)) {
        test_output_file();
        test_output_failures();
        unlink(in_folder("link"));
        unlink(in_folder("a.html"));
        CHECK(rmdir(folder) == 0);
    }
    test_output_sink();
    test_output_pipe();
    return check_end();
}
