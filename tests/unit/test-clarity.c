/* The filter "clarity": its rules on sentences that were judged one by one (tests/clarity/sentences.tsv), what it shows and changes, and that
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

static void check_sentences(void)
{
    score scores[RULES_MOST] = {0};
    char line[LINE];
    unsigned count = 0;
    FILE *file = fopen("tests/clarity/sentences.tsv", "r");
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
    CHECK(count >= SENTENCES);
    for (size_t i = 0; i < RULES_MOST && *scores[i].rule; i++) {
        const score *s = scores + i;
        bool good =
            100 * s->right >= PRECISION * (s->right + s->wrong) && 100 * s->right >= RECALL * (s->right + s->missed);
        if (!good || getenv("ARDOISE_SHOW"))
            printf("%s: %u right, %u wrong, %u missed\n", s->rule, s->right, s->wrong, s->missed);
        CHECK(good);
    }
}

int main(void)
{
    check_sentences();
    return check_end();
}
