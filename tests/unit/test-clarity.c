/* The filter "clarity": its rules on sentences that were judged one by one (tests/clarity/), what it shows and changes, and that
 * all of it can be taken back. */
#include "lesson-build.h"

#include "lesson/remarks.h"
#include "lesson/tidy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const ard_filter clarity_filter, original_filter;

enum { LINE = 4000, RULES_MOST = 16, PRECISION = 90, RECALL = 85, SENTENCES = 300 };

/* How often a rule remarked rightly, wrongly, and did not where it should. */
typedef struct score {
    char rule[32];
    unsigned right, wrong, missed;
} score;

static score *score_of(score scores[RULES_MOST], const char *rule, size_t size)
{
    size_t i = 0;
    while (i < RULES_MOST - 1 && *scores[i].rule && !text_is(rule, size, scores[i].rule))
        i++;
    if (!*scores[i].rule && size < sizeof scores[i].rule)
        memcpy(scores[i].rule, rule, size);
    return scores + i;
}

/* Whether a row's list ("rule=words|rule=words", "-" for none) has a remark; words "*" stand for any. */
static bool list_has(const char *list, const char *rule, const char *words)
{
    buffer wanted = BUFFER_EMPTY, any = BUFFER_EMPTY;
    bool found = false;
    buffer_format(&wanted, "%s=%s", rule, words);
    buffer_format(&any, "%s=*", rule);
    for (const char *at = list; *at && !found;) {
        size_t size = strcspn(at, "|");
        found = text_is(at, size, buffer_string(&wanted)) || text_is(at, size, buffer_string(&any));
        at += size;
        at += *at == '|';
    }
    buffer_free(&wanted);
    buffer_free(&any);
    return found;
}

static bool remarks_have(const remark *list, const char *expected, size_t size)
{
    for (const remark *r = list; r; r = r->next) {
        size_t rule = strlen(r->rule);
        if (size <= rule || strncmp(expected, r->rule, rule) != 0 || expected[rule] != '=')
            continue;
        if (text_is(expected + rule + 1, size - rule - 1, r->words) ||
            text_is(expected + rule + 1, size - rule - 1, "*"))
            return true;
    }
    return false;
}

/* Judges the remarks on one sentence. */
static void judge(score scores[RULES_MOST], const char *sentence, const char *list)
{
    bench b;
    bench_open(&b, &clarity_filter);
    bench_leaf(&b, lesson_root(b.document), PARAGRAPH, sentence);
    CHECK(clarity_filter.apply(&b.task, b.document) == ARD_OK);
    const remark *remarks = lesson_remarks(b.document);
    for (const remark *r = remarks; r; r = r->next) {
        bool right = list_has(list, r->rule, r->words);
        score *s = score_of(scores, r->rule, strlen(r->rule));
        *(right ? &s->right : &s->wrong) += 1;
        if (!right)
            printf("%s\n    wrong: %s: %s\n", sentence, r->rule, r->words);
    }
    for (const char *at = list; *at && strcmp(list, "-") != 0;) {
        size_t size = strcspn(at, "|");
        if (!remarks_have(remarks, at, size)) {
            score_of(scores, at, strcspn(at, "="))->missed++;
            printf("%s\n    missed: %.*s\n", sentence, (int)size, at);
        }
        at += size;
        at += *at == '|';
    }
    bench_close(&b);
}

/* Judges the sentences of a file; how many. */
static unsigned judge_file(score scores[RULES_MOST], const char *path)
{
    char line[LINE];
    unsigned count = 0;
    FILE *file = fopen(path, "r");
    CHECK(file != NULL);
    while (file && fgets(line, sizeof line, file)) {
        char *tab = strchr(line, '\t');
        if (*line == '#' || !tab)
            continue;
        *tab = '\0';
        tab[1 + strcspn(tab + 1, "\n")] = '\0';
        judge(scores, line, tab + 1);
        count++;
    }
    if (file)
        fclose(file);
    return count;
}

static void check_sentences(void)
{
    score scores[RULES_MOST] = {0};
    CHECK(judge_file(scores, "tests/clarity/sentences.tsv") >= SENTENCES);
    judge_file(scores, "tests/clarity/held.tsv");
    for (size_t i = 0; i < RULES_MOST && *scores[i].rule; i++) {
        const score *s = scores + i;
        bool good =
            100 * s->right >= PRECISION * (s->right + s->wrong) && 100 * s->right >= RECALL * (s->right + s->missed);
        if (!good || getenv("ARDOISE_SHOW"))
            printf("%s: %u right, %u wrong, %u missed\n", s->rule, s->right, s->wrong, s->missed);
        CHECK(good);
    }
}

/* What the filter makes of one paragraph with a setting: breaks are "/", what was added stands in []. */
static void shown(const ard_document *document, buffer *out)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const char *added = node_attribute(w.node, "added");
        bool made = added && strcmp(added, "1") == 0;
        if (event == WALK_ENTER && w.node->kind == BREAK)
            buffer_byte(out, '/');
        else if (made)
            buffer_byte(out, event == WALK_ENTER ? '[' : ']');
        else if (event == WALK_ENTER && w.node->kind == TEXT)
            buffer_text(out, w.node->text);
    }
}

static const struct {
    const char *key, *value, *text, *wanted;
} settings[] = {
    {"clauses", "yes", "Quand il pleut, je reste à la maison et je lis un livre.",
     "Quand il pleut, /je reste à la maison /et je lis un livre."},
    {"clauses", "yes", "Le chat et le chien dorment.", "Le chat et le chien dorment."},
    {"clauses", "yes", "Il aime le pain, les pommes et les noix.", "Il aime le pain, les pommes et les noix."},
    {"clauses", "yes", "Elle part parce que la nuit tombe.", "Elle part /parce que la nuit tombe."},
    {"clauses", "yes", "Le vent se lève ; elle dort encore.", "Le vent se lève ; /elle dort encore."},
    {"clauses", "yes", "Les gens qui chantent et dansent sont gais.", "Les gens qui chantent et dansent sont gais."},
    {"numbers", "figures", "Il a vingt et une billes.", "Il a 21 billes."},
    {"numbers", "figures", "En mille neuf cent quatre-vingt-dix-neuf.", "En 1999."},
    {"numbers", "figures", "Soixante-dix-sept mille habitants.", "77\u202f000 habitants."},
    {"numbers", "figures", "Un chat a deux yeux.", "Un chat a 2 yeux."},
    {"numbers", "figures", "Mille mercis !", "Mille mercis !"},
    {"words", "vacille=tremble, logis=maison", "Vacille-t-il près du logis ?", "Tremble-t-il près du maison ?"},
    {"glossary-place", "word", "On appelle hypoténuse le grand côté.", "On appelle hypoténuse le grand côté."},
};

/* Each setting does that, `-p original` takes it back, and the tree stays sound. */
static void check_settings(void)
{
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        bench b, back;
        buffer got = BUFFER_EMPTY;
        bench_open(&b, &clarity_filter);
        bench_set(&b, settings[i].key, settings[i].value);
        bench_leaf(&b, lesson_root(b.document), PARAGRAPH, settings[i].text);
        CHECK(clarity_filter.apply(&b.task, b.document) == ARD_OK);
        CHECK_TEXT(lesson_fault(b.document), NULL);
        shown(b.document, &got);
        /* a generated break is "[/]" */
        buffer plain = BUFFER_EMPTY;
        for (const char *at = buffer_string(&got); *at; at++)
            if (!strchr("[]", *at))
                buffer_byte(&plain, *at);
        CHECK_TEXT(buffer_string(&plain), settings[i].wanted);
        bench_open(&back, &original_filter);
        back.task.log = b.log;
        CHECK(original_filter.apply(&back.task, b.document) == ARD_OK);
        buffer_reset(&got);
        shown(b.document, &got);
        CHECK_TEXT(buffer_string(&got), settings[i].text);
        buffer_free(&got);
        buffer_free(&plain);
        bench_close(&back);
        bench_close(&b);
    }
}

/* A term is explained where it is used, once, and not in an exercise that assesses language; at the end there is a list. */
static void check_glossary(void)
{
    for (int at_end = 0; at_end < 2; at_end++) {
        bench b;
        buffer got = BUFFER_EMPTY;
        bench_open(&b, &clarity_filter);
        bench_set(&b, "glossary-place", at_end ? "end" : "word");
        ard_node *root = lesson_root(b.document);
        bench_leaf(&b, root, PARAGRAPH, "Le grand côté s'appelle l'hypoténuse.");
        bench_leaf(&b, root, PARAGRAPH, "Mesure les hypoténuses. Une hypoténuse est longue.");
        ard_node *exercise = node_append(root, node_new(b.document, EXERCISE, NOWHERE));
        node_set(b.document, exercise, "data-assesses", "language");
        bench_leaf(&b, exercise, INSTRUCTION, "Que veut dire hypoténuse ?");
        CHECK(clarity_filter.apply(&b.task, b.document) == ARD_OK);
        CHECK_TEXT(lesson_fault(b.document), NULL);
        node_text(root, &got);
        const char *first = strstr(buffer_string(&got), "(Le grand côté)");
        if (at_end)
            CHECK(!first && strstr(buffer_string(&got), "Les mots de la leçon"));
        else
            CHECK(first && first > strstr(buffer_string(&got), "Mesure") && !strstr(first + 1, "(Le grand"));
        buffer_free(&got);
        bench_close(&b);
    }
}

int main(void)
{
    check_sentences();
    check_settings();
    check_glossary();
    return check_end();
}
