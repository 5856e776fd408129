/* The filter "clarity": help with a lesson's words, for the person who adapts it. It remarks on what is hard to read, with a reason and, where that can
 * be defended, a proposal; it shows definitions where they are wanted; and it changes a word only where a profile asks. It runs before other
 * filters change the lesson, and keeps it as it is: the writer "review" shows both. doc/clarity.md. */
#include "clarity.h"

#include "base/options.h"

#include <string.h>

static void tell(const task *job, const char *code, size_t count)
{
    if (count)
        report(job->log, NOWHERE, code, report_number(job->log, (long long)count), NULL);
}

static bool clarity_open(clarity *c, task *job, ard_document *document)
{
    arena *pool = lesson_pool(document);
    const char *flags = options_text(job->options, "flags");
    *c = (clarity){.job = job, .document = document};
    c->words_most = (unsigned)options_integer(job->options, "sentence-words");
    c->pronoun_most = (unsigned)options_integer(job->options, "pronoun-words");
    c->rare = options_number(job->options, "rare");
    c->list = strcmp(flags, "list") == 0;
    c->explained = table_new(pool);
    c->told = table_new(pool);
    c->defined = table_new(pool);
    for (size_t i = 0; i < sizeof c->nouns / sizeof *c->nouns; i++)
        c->nouns[i] = -(long)c->pronoun_most - 1;
    c->analyser = analyser_new(pool, NULL);
    return c->analyser && c->explained && c->told && c->defined;
}

static ard_status change(clarity *c)
{
    const options *o = c->job->options;
    change_counts counts = {0};
    bool numbers = strcmp(options_text(o, "numbers"), "figures") == 0;
    const char *words = options_text(o, "words");
    ard_status status = numbers || *words ? changes_make(c, numbers, words, &counts) : ARD_OK;
    tell(c->job, "clarity.changed.numbers", counts.numbers);
    tell(c->job, "clarity.changed.words", counts.words);
    tell(c->job, "clarity.changed.kept", counts.kept);
    return status;
}

static ard_status work(clarity *c)
{
    const options *o = c->job->options;
    const char *shown = options_text(o, "glossary-place"), *file = options_text(o, "glossary");
    ard_status status = lesson_keep(c->document);
    if (status == ARD_OK)
        node_set(c->document, lesson_kept(c->document), KEPT_RARE, options_text(o, "rare"));
    if (status == ARD_OK)
        status = glossary_learn(c, file);
    if (status != ARD_OK)
        return status;
    if (strcmp(options_text(o, "flags"), "none") != 0) {
        flags_find(c);
        flags_tell(c);
    }
    status = change(c);
    if (status != ARD_OK)
        return status;
    if (options_flag(o, "clauses"))
        tell(c->job, "clarity.clauses", clauses_part(c));
    if (strcmp(shown, "none") != 0)
        tell(c->job, "clarity.glossary.shown", glossary_show(c, strcmp(shown, "word") == 0));
    return lesson_status(c->document);
}

static ard_status apply(task *job, ard_document *document)
{
    clarity c;
    ard_status status = clarity_open(&c, job, document) ? work(&c) : report(job->log, NOWHERE, "memory.ended", NULL);
    passage_end(&c.here);
    analyser_end(c.analyser);
    return status;
}

static const ard_option clarity_options[] = {
    {"flags", ARD_CHOICE, "count", 0, 0, "count list none", "clarity.option.flags"},
    {"sentence-words", ARD_NUMBER, "20", 5, 100, NULL, "clarity.option.sentence-words"},
    {"pronoun-words", ARD_NUMBER, "25", 5, 200, NULL, "clarity.option.pronoun-words"},
    {"rare", ARD_NUMBER, "1", 0, 1000, NULL, "clarity.option.rare"},
    {"clauses", ARD_FLAG, "no", 0, 0, NULL, "clarity.option.clauses"},
    {"numbers", ARD_CHOICE, "keep", 0, 0, "keep figures", "clarity.option.numbers"},
    {"words", ARD_TEXT, "", 0, 0, NULL, "clarity.option.words"},
    {"glossary", ARD_TEXT, "", 0, 0, NULL, "clarity.option.glossary"},
    {"glossary-place", ARD_CHOICE, "none", 0, 0, "none end word", "clarity.option.glossary-place"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter clarity_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "clarity",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "clarity.help",
              .options = clarity_options},
    .gives = "review",
    .also = true,
    .apply = apply,
};
