/* The run room over a registry of its own: a reader of lines, two filters that leave a trace, a writer of text. */
#include "tests/unit/check.h"

#include "lesson/lesson.h"
#include "run/context.h"
#include "run/registry.h"
#include "run/request.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- The registry ------------------------------------------------------------------------------------------------ */

static int probe(const unsigned char *head, size_t size)
{
    return size >= 4 && memcmp(head, "LINE", 4) == 0 ? 90 : 0;
}

static ard_status read_lines(task *t, const source *s, ard_document *document)
{
    ard_node *paragraph = node_append(lesson_root(document), node_new(document, PARAGRAPH, NOWHERE));
    node_append_text(document, paragraph, (const char *)s->bytes, s->size, NOWHERE);
    return t->options ? ARD_OK : ARD_E_INTERNAL;
}

/* Appends a paragraph that tells the options it was given. */
static ard_status trace(task *t, ard_document *document, const char *name)
{
    buffer text = BUFFER_EMPTY;
    CHECK(uselocale((locale_t)0) != LC_GLOBAL_LOCALE); /* C's numbers, whatever the program's locale */
    buffer_format(&text, "%s %d %s", name, options_integer(t->options, "size"), options_text(t->options, "colour"));
    ard_node *paragraph = node_append(lesson_root(document), node_new(document, PARAGRAPH, NOWHERE));
    node_append_text(document, paragraph, buffer_string(&text), text.size, NOWHERE);
    buffer_free(&text);
    return ARD_OK;
}

static ard_status apply_first(task *t, ard_document *document)
{
    return trace(t, document, "first");
}

static ard_status apply_second(task *t, ard_document *document)
{
    return trace(t, document, "second");
}

static ard_status apply_giver(task *t, ard_document *document)
{
    return trace(t, document, "giver");
}

static ard_status write_text(task *t, const ard_document *document, ard_output *output)
{
    buffer text = BUFFER_EMPTY;
    (void)t;
    for (const ard_node *node = ard_document_root(document); node;
         node = ard_node_following(node, ard_document_root(document)))
        if (*ard_node_text(node))
            buffer_format(&text, "%s|", ard_node_text(node));
    output_add(output, buffer_string(&text), text.size);
    buffer_free(&text);
    return ARD_OK;
}

static ard_status silent(task *t, const ard_document *document, ard_output *output)
{
    (void)t, (void)document, (void)output;
    return ARD_E_WRITE;
}

static ard_status finish(task *t, const void *bytes, size_t size, ard_output *output)
{
    (void)t;
    output_text(output, "<");
    output_add(output, bytes, size);
    output_text(output, ">");
    return ARD_OK;
}

static const ard_option rows[] = {{"size", ARD_NUMBER, "12", 6, 40, NULL, "cli.help.about"},
                                  {"colour", ARD_CHOICE, "black", 0, 0, "black blue", "cli.help.about"},
                                  {0}};
static const ard_option own_rows[] = {{"size", ARD_NUMBER, "12", 6, 40, NULL, "cli.help.about"},
                                      {"colour", ARD_TEXT, "none", 0, 0, NULL, "cli.help.about"},
                                      {"only", ARD_FLAG, "no", 0, 0, NULL, "cli.help.about"},
                                      {0}};

#define ABOUT(kind_, name_, endings_, rows_)                                                                           \
    {                                                                                                                  \
        .kind = kind_, .name = name_, .aliases = "", .endings = endings_, .media_type = "", .lacks = "",               \
        .help = "cli.help.about", .options = rows_                                                                     \
    }

static const ard_reader lines = {.about = ABOUT(ARD_READER, "lines", ".line", NULL),
                                 .probe = probe,
                                 .read = read_lines};
static const ard_filter first = {.about = ABOUT(ARD_FILTER, "first", "", rows), .apply = apply_first};
static const ard_filter second = {.about = ABOUT(ARD_FILTER, "second", "", own_rows), .apply = apply_second};
static const ard_filter giver = {.about = ABOUT(ARD_FILTER, "giver", "", NULL), .gives = "gift", .apply = apply_giver};
static const ard_writer text = {.about = ABOUT(ARD_WRITER, "text", ".txt", NULL), .write = write_text};
static const ard_writer gifts = {.about = ABOUT(ARD_WRITER, "gifts", ".gift", NULL),
                                 .needs = "gift",
                                 .write = write_text};
static const ard_writer wrapped = {.about = ABOUT(ARD_WRITER, "wrapped", ".wrap", NULL),
                                   .via = "gifts",
                                   .finish = finish};
static const ard_writer mute = {.about = ABOUT(ARD_WRITER, "mute", ".mute", NULL), .write = silent};

static const ard_reader *const readers[] = {&lines, NULL};
static const ard_filter *const filters[] = {&first, &second, &giver, NULL};
static const ard_writer *const writers[] = {&text, &gifts, &wrapped, &mute, NULL};
static const ard_checker *const checkers[] = {NULL};
static const helper *const no_helpers[] = {NULL};

const ard_registry standard_registry = {readers, filters, writers, checkers, no_helpers, "later", "later wav"};

/* ---- What is shared ---------------------------------------------------------------------------------------------- */

static char folder[] = "/tmp/ard-run-XXXXXX";

static bool keep(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return true;
}

/* Converts "LINE" with a context and gives the status; `out` gets the bytes. */
static ard_status convert(ard_context *context, const char *to, buffer *out)
{
    ard_input *input;
    ard_output *output;
    ard_input_new(&input, context, "LINE", 4, "a");
    ard_output_new(&output, context, keep, out);
    buffer_reset(out);
    ard_status status = ard_convert(context, input, NULL, to, output);
    ard_output_free(output);
    ard_input_free(input);
    return status;
}

static void check_convert(ard_context *context, const char *to, const char *wanted)
{
    buffer out = BUFFER_EMPTY;
    CHECK(convert(context, to, &out) == ARD_OK);
    CHECK_TEXT(buffer_string(&out), wanted);
    buffer_free(&out);
}

static const char *write_profile(const char *name, const char *content)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/profiles/%s.profile", folder, name);
    FILE *file = fopen(path, "w");
    if (file) {
        fputs(content, file);
        fclose(file);
    }
    return path;
}

static const char *last_code(ard_context *context)
{
    size_t count;
    const ard_diag *diags = ard_context_diags(context, &count);
    return count ? diags[count - 1].code : "";
}

static ard_context *fresh(void)
{
    ard_context *context;
    CHECK(ard_context_new(&context) == ARD_OK);
    CHECK(ard_context_data(context, folder) == ARD_OK);
    return context;
}

/* ---- Tests ------------------------------------------------------------------------------------------------------- */

static void test_pipeline(void)
{
    ard_context *context = fresh();
    check_convert(context, "text", "LINE|");
    check_convert(context, "gifts", "LINE|giver 0 |");
    check_convert(context, "wrapped", "<LINE|giver 0 |>");
    CHECK(uselocale((locale_t)0) == LC_GLOBAL_LOCALE);
    CHECK(ard_context_set(context, "second.size", "20") == ARD_OK);
    check_convert(context, "text", "LINE|second 20 none|");
    CHECK(ard_context_set(context, "first.colour", "blue") == ARD_OK);
    check_convert(context, "text", "LINE|first 12 blue|second 20 none|");
    ard_context_free(context);
}

static void test_refusals(void)
{
    static const struct {
        const char *to, *code;
        ard_status status;
    } cases[] = {{"papyrus", "format.unwritable", ARD_E_USAGE},
                 {"wav", "format.writer.later", ARD_E_MISSING},
                 {"mute", "internal.silent", ARD_E_INTERNAL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ard_context *context = fresh();
        buffer out = BUFFER_EMPTY;
        CHECK(convert(context, cases[i].to, &out) == cases[i].status);
        CHECK_TEXT(last_code(context), cases[i].code);
        buffer_free(&out);
        ard_context_free(context);
    }
    ard_context *context = fresh();
    ard_document *document;
    ard_input *input;
    ard_input_new(&input, context, "?", 1, "a.unknown");
    CHECK(ard_read(&document, context, input, NULL) == ARD_E_READ && !document);
    CHECK_TEXT(last_code(context), "format.unknown");
    ard_input_free(input);
    ard_input_new(&input, context, "?", 1, "a.later");
    CHECK(ard_read(&document, context, input, NULL) == ARD_E_MISSING);
    ard_input_free(input);
    ard_input_new(&input, context, "?", 1, "folder.x/a.line");
    CHECK(ard_read(&document, context, input, NULL) == ARD_OK);
    buffer out = BUFFER_EMPTY;
    ard_output *output;
    ard_output_new(&output, context, keep, &out);
    CHECK(ard_write(context, document, "gifts", output) == ARD_E_USAGE);
    CHECK_TEXT(last_code(context), "writer.needs");
    ard_output_free(output);
    ard_document_free(document);
    ard_input_free(input);
    buffer_free(&out);
    ard_context_free(context);
}

static void test_settings(void)
{
    static const struct {
        const char *setting, *code;
    } wrong[] = {{"size=9", "option.ambiguous"},       {"nothing=9", "option.unknown"},
                 {"first.only=yes", "option.unknown"}, {"nobody.size=9", "option.unknown"},
                 {"noequals", "option.form"},          {"limits.seconds=x", "limits.value"},
                 {"limits.moons=3", "option.unknown"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ard_context *context = fresh();
        CHECK(ard_context_setting(context, wrong[i].setting) == ARD_E_USAGE);
        CHECK_TEXT(last_code(context), wrong[i].code);
        ard_context_free(context);
    }
    ard_context *context = fresh();
    CHECK(ard_context_setting(context, "first.size=41") == ARD_E_USAGE);
    CHECK(ard_context_setting(context, "first.colour=pink") == ARD_E_USAGE);
    CHECK(ard_context_setting(context, "only=yes") == ARD_OK);
    CHECK(ard_context_setting(context, "limits.seconds=7") == ARD_OK && context->limits.seconds == 7);
    CHECK(ard_context_setting(context, "limits.seconds=70") == ARD_OK && context->limits.seconds == 7);
    CHECK(ard_context_setting(context, "limits.memory=1000") == ARD_OK && context->limits.memory == 1000);
    ard_context_free(context);
}

static void test_profiles(void)
{
    write_profile("big", "# big letters\n\n[first]\n size = 30 \r\ncolour=blue\n");
    write_profile("small", "include = big\n[first]\nsize = 8\n");
    write_profile("circle", "include = circle\n");
    write_profile("bad", "[first]\nsize\n");
    write_profile("wrong", "[first]\nsize = 99\n");
    write_profile("latin", "[first]\n# \xe9t\xe9\n");
    ard_context *context = fresh();
    CHECK(ard_context_profile(context, "small") == ARD_OK);
    check_convert(context, "text", "LINE|first 8 blue|");
    CHECK(ard_context_profile(context, "big") == ARD_OK);
    check_convert(context, "text", "LINE|first 30 blue|");
    CHECK(ard_context_set(context, "first.size", "11") == ARD_OK);
    CHECK(ard_context_profile(context, "small") == ARD_OK);
    check_convert(context, "text", "LINE|first 11 blue|");
    CHECK(ard_context_profile(context, write_profile("path", "[second]\nsize = 9\n")) == ARD_OK);
    check_convert(context, "text", "LINE|first 11 blue|second 9 none|");
    static const char *const bad[][2] = {{"circle", "profile.circle"},
                                         {"bad", "profile.line"},
                                         {"latin", "profile.characters"},
                                         {"nowhere", "profile.missing"},
                                         {"../profiles/big", "profile.missing"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK(ard_context_profile(context, bad[i][0]) != ARD_OK);
        CHECK_TEXT(last_code(context), bad[i][1]);
    }
    ard_context_free(context);
    context = fresh();
    CHECK(ard_context_profile(context, "wrong") == ARD_E_USAGE);
    size_t count;
    const ard_diag *diags = ard_context_diags(context, &count);
    CHECK(diags[count - 1].line == 2 && strstr(diags[count - 1].part, "wrong.profile"));
    CHECK_TEXT(ard_context_profile_name(context, 0), "bad");
    CHECK_TEXT(ard_context_profile_name(context, 1), "big");
    CHECK(ard_context_profile_path(context, "nowhere") == NULL);
    ard_context_free(context);
}

/* A request carries what was set, and nothing else, and a damaged one is seen. */
static void test_request(void)
{
    ard_context *context = fresh(), *other = fresh();
    ard_input *input;
    buffer packed = BUFFER_EMPTY;
    request_fields fields;
    ard_input_new(&input, context, "LINE", 4, "leçon.line");
    ard_context_set(context, "second.colour", "a b=c");
    ard_context_set(context, "limits.depth", "9");
    const ard_request request = {.action = ARD_CONVERT, .input = input, .to = "text"};
    request_pack(&packed, context, &request);
    CHECK(request_unpack(&fields, packed.data, packed.size));
    CHECK_TEXT(fields.to, "text");
    CHECK_TEXT(fields.from, "");
    CHECK_TEXT(fields.name, "leçon.line");
    CHECK(request_apply(&fields, other) == ARD_OK && other->limits.depth == 9);
    check_convert(other, "text", "LINE|second 12 a b=c|");
    for (size_t size = 0; size + 1 < packed.size; size++)
        if (request_unpack(&fields, packed.data, size) && fields.end > fields.settings)
            CHECK(request_apply(&fields, other) != ARD_OK);
    ard_input_free(input);
    buffer_free(&packed);
    ard_context_free(context);
    ard_context_free(other);
}

/* ---- The pool ---------------------------------------------------------------------------------------------------- */

typedef struct kept {
    buffer bytes;
    ard_status status;
    unsigned answers;
    char code[40];
} kept;

static void take(void *user, const ard_answer *answer)
{
    kept *k = user;
    k->status = answer->status;
    k->answers++;
    if (answer->count)
        snprintf(k->code, sizeof k->code, "%s", answer->diags[answer->count - 1].code);
}

static bool keep_in(void *user, const void *bytes, size_t size)
{
    return keep(&((kept *)user)->bytes, bytes, size);
}

/* Many requests at once, each with its own settings: every answer is its own; wrong ones are answered too. */
static void test_pool(void)
{
    enum { MANY = 60 };
    ard_context *context = fresh();
    ard_pool *pool;
    ard_input *input;
    static kept all[MANY];
    ard_output *outputs[MANY];
    CHECK(ard_context_set(context, "first.colour", "blue") == ARD_OK);
    CHECK(ard_pool_open(&pool, context, 2, false) == ARD_OK);
    ard_input_new(&input, context, "LINE", 4, "a");
    for (size_t i = 0; i < MANY; i++) {
        char size[32];
        uint64_t number;
        snprintf(size, sizeof size, "first.size=%zu", i % 50);
        const char *settings[] = {size, NULL};
        ard_output_new(&outputs[i], context, keep_in, &all[i]);
        const ard_request request = {
            .action = ARD_CONVERT, .input = input, .to = "text", .settings = settings, .output = outputs[i]};
        CHECK(ard_pool_add(pool, &request, take, &all[i], &number) == ARD_OK);
    }
    while (ard_pool_run(pool, 1000))
        ;
    for (size_t i = 0; i < MANY; i++) {
        char wanted[64];
        bool allowed = i % 50 >= 6 && i % 50 <= 40;
        snprintf(wanted, sizeof wanted, "LINE|first %zu blue|", i % 50);
        CHECK(all[i].answers == 1 && all[i].status == (allowed ? ARD_OK : ARD_E_USAGE));
        CHECK_TEXT(buffer_string(&all[i].bytes), allowed ? wanted : "");
        ard_output_free(outputs[i]);
        buffer_free(&all[i].bytes);
    }
    ard_pool_close(pool);
    ard_input_free(input);
    ard_context_free(context);
}

static int remove_entry(const char *path, const struct stat *about, int type, struct FTW *where)
{
    (void)about, (void)type, (void)where;
    return remove(path);
}

int main(void)
{
    char path[64];
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("HOME");
    CHECK(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/profiles", folder);
    mkdir(path, 0700);
    test_pipeline();
    test_refusals();
    test_settings();
    test_profiles();
    test_request();
    test_pool();
    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    return check_end();
}
