/* What a beginner can read: progressions, the report's figures, rows. */
#include "base/options.h"
#include "base/output.h"
#include "check.h"
#include "lesson/lesson.h"
#include "run/registry.h"
#include "writers/decodable/progression.h"

static bool sink(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return true;
}

static const ard_writer *the_writer(void)
{
    const ard_writer *const *w = standard_registry.writers;
    while (*w && strcmp((*w)->about.name, "decodable") != 0)
        w++;
    return *w;
}

/* Options with some set: pairs of key and value up to NULL. */
static options *options_of(report_log *log, const char *const *pairs)
{
    options *o = options_new(the_writer()->about.options);
    bool known;
    for (; *pairs; pairs += 2) {
        CHECK(options_set(o, log, NOWHERE, pairs[0], pairs[1], &known) == ARD_OK);
        CHECK(known);
    }
    return o;
}

/* The report on paragraphs, one a string; freed by the caller. */
static buffer report_on(const char *const *pairs, const char *const *paragraphs, const char *language)
{
    buffer out = BUFFER_EMPTY;
    report_log *log = report_new();
    ard_limits limits = ard_limits_default();
    ard_document *document = lesson_new(&limits, log);
    options *o = options_of(log, pairs);
    for (; *paragraphs; paragraphs++) {
        ard_node *leaf = node_new(document, PARAGRAPH, NOWHERE);
        node_append_text(document, leaf, *paragraphs, strlen(*paragraphs), NOWHERE);
        if (language)
            node_set(document, leaf, "lang", language);
        node_append(lesson_root(document), leaf);
    }
    task t = {.log = log, .limits = &limits, .options = o, .data = ""};
    ard_output *output = output_new(log, sink, &out, 0);
    CHECK(the_writer()->write(&t, document, output) == ARD_OK);
    output_commit(output);
    output_free(output);
    options_free(o);
    ard_document_free(document);
    report_free(log);
    return out;
}

static void check_rows(void)
{
    static const char *const known[] = {"rows",  "yes",     "graphemes", "a=a l=l m=m i=i e=# p=p é=e",
                                        "words", "est les", NULL};
    static const char *const text[] = {"La pale est là. Le lapin, les amis. L'ami", NULL};
    buffer out = report_on(known, text, NULL);
    const char *got = buffer_string(&out);
    CHECK(strstr(got, "la\t1\toui\t1\t\n") != NULL);
    CHECK(strstr(got, "pale\t1\toui\t1\t\n") != NULL);
    CHECK(strstr(got, "est\t1\tentier\t1\t\n") != NULL);
    CHECK(strstr(got, "là\t1\tnon\t-\tà [a]\n") != NULL);
    CHECK(strstr(got, "lapin\t1\tnon\t-\tin [ɛ̃]\n") != NULL);
    CHECK(strstr(got, "amis\t1\tnon\t-\ts muet\n") != NULL);
    CHECK(strstr(got, "l'\t1\toui\t1\t\n") != NULL);
    buffer_free(&out);
}

static void check_figures(void)
{
    static const char *const known[] = {"graphemes", "a=a l=l m=m i=i e=# t=t", "words", "", NULL};
    static const char *const text[] = {"La malle. Il lit. Ma tata a mal.", "Il mima.", NULL};
    buffer out = report_on(known, text, NULL);
    const char *got = buffer_string(&out);
    CHECK(strstr(got, "Mots : 10, dont 8 peuvent être lus (80 %).") != NULL);
    CHECK(strstr(got, "Phrases : 4, dont 2 peuvent être lues en entier (50 %).") != NULL);
    CHECK(strstr(got, "  La malle.\n  À cause de : malle (ll [l])\n") != NULL);
    CHECK(strstr(got, "  ll [l] : 1 mot, dans aucune étape\n") != NULL);
    buffer_free(&out);
    out = report_on(known, text, "en");
    CHECK(strstr(buffer_string(&out), "Mots : 0, dont 0") != NULL);
    CHECK(strstr(buffer_string(&out), "découper : 10.") != NULL);
    buffer_free(&out);
}

/* Every grapheme of a progression is known from its own step on, whatever the quality of its vowel. */
static void check_progressions(void)
{
    static const char *const names[] = {"frequence", "syllabique"};
    report_log *log = report_new();
    for (size_t i = 0; i < 2; i++) {
        const char *const pairs[] = {"progression", names[i], NULL};
        arena *pool = arena_new((size_t)1 << 20);
        options *o = options_of(log, pairs);
        progression *p = progression_new(pool, o);
        buffer step = BUFFER_EMPTY;
        CHECK(p && progression_steps(p) > 20);
        CHECK(progression_grapheme(p, "a", "a") == 1);
        CHECK(progression_grapheme(p, "e", "") < STEP_NEVER &&
              progression_grapheme(p, "e", "") == progression_grapheme(p, "e", "#"));
        CHECK(progression_grapheme(p, "o", "ɔ") == progression_grapheme(p, "o", "o"));
        CHECK(progression_grapheme(p, "un", "œ̃") == progression_grapheme(p, "un", "ɛ̃"));
        CHECK(progression_grapheme(p, "on", "ɔ̃") > progression_grapheme(p, "o", "ɔ"));
        CHECK(progression_grapheme(p, "zh", "ʒ") == STEP_NEVER);
        CHECK(progression_word(p, "est") == 1 && progression_word(p, "anticonstitutionnellement") == STEP_NEVER);
        progression_describe(p, 1, &step);
        CHECK(strstr(buffer_string(&step), "a [a]") && strstr(buffer_string(&step), "« est »"));
        buffer_reset(&step);
        progression_describe(p, progression_steps(p) + 1, &step);
        CHECK_TEXT(buffer_string(&step), "");
        buffer_free(&step);
        options_free(o);
        arena_free(pool);
    }
    report_free(log);
}

int main(void)
{
    check_progressions();
    check_rows();
    check_figures();
    return check_end();
}
