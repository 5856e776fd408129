/* How many words of running French text are analysed a second, all analyses on, from a cold start (no memo, no compiled rules).
 * The text is drawn from the lexicon, each form as often as it is met in French, in sentences of 14 words and paragraphs of
 * 8 sentences; then the worst case, every form once. With --text it only writes the running text, for the peers of
 * tests/bench/language (`make bench-language`). Figures, not a test. */
#include "language/analysis.h"

#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { WORDS = 200000, SENTENCE = 14, PARAGRAPH = 8 * SENTENCE };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double memory(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

/* Forms of the lexicon and how often each is met, added up. */
typedef struct forms {
    uint32_t *numbers;
    double *sums;
    size_t count;
} forms;

static void read_forms(forms *f)
{
    char form[200];
    double sum = 0;
    for (uint32_t i = 0; i < lexicon_size(); i++) {
        lexicon_entry entry;
        size_t size = lexicon_form(i, form, sizeof form);
        if (!lexicon_find(form, size, &entry) || !entry.frequency || strchr(form, '\''))
            continue;
        f->numbers[f->count] = i;
        f->sums[f->count++] = sum += lexicon_per_million(entry.frequency);
    }
}

static size_t draw(const forms *f, uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    double at = (double)(*seed >> 11) / 9007199254740992.0 * f->sums[f->count - 1];
    size_t low = 0, high = f->count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (f->sums[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add_word(buffer *text, uint32_t number, size_t place)
{
    char form[200];
    size_t size = lexicon_form(number, form, sizeof form);
    if (place % SENTENCE == 0 && *form >= 'a' && *form <= 'z')
        *form = (char)(*form - 32);
    buffer_add(text, form, size);
    buffer_text(text, (place + 1) % PARAGRAPH == 0  ? ".\n"
                      : (place + 1) % SENTENCE == 0 ? ". "
                      : place % 7 == 5              ? ", "
                                                    : " ");
}

/* Running text; gives how many forms of it differ. */
static size_t put_text(const forms *f, buffer *text)
{
    char *seen = calloc(f->count, 1);
    size_t distinct = 0;
    uint64_t seed = 2026;
    for (size_t i = 0; seen && i < WORDS; i++) {
        size_t form = draw(f, &seed);
        distinct += !seen[form]++;
        add_word(text, f->numbers[form], i);
    }
    free(seen);
    return distinct;
}

static void measure(const char *name, const buffer *text, size_t words, size_t distinct)
{
    arena *pool = arena_new((size_t)1 << 28);
    double begin = now();
    analyser *a = analyser_new(pool, NULL);
    double ready = now();
    size_t count, tokens = 0;
    for (const char *at = text->data, *end; a && *at; at = end + 1) {
        end = strchr(at, '\n');
        if (!end || !analyse_text(a, at, (size_t)(end - at), "fr", &count))
            break;
        tokens += count;
    }
    double seconds = now() - begin;
    printf("%s: %zu words, %zu forms, %zu tokens: %.0f words a second; ready in %.2f ms; %.0f MB\n", name, words,
           distinct, tokens, (double)words / seconds, 1000 * (ready - begin), memory());
    analyser_end(a);
    arena_free(pool);
}

int main(int count, char **arguments)
{
    forms f = {malloc(lexicon_size() * sizeof *f.numbers), malloc(lexicon_size() * sizeof *f.sums), 0};
    buffer running = BUFFER_EMPTY, once = BUFFER_EMPTY;
    if (!f.numbers || !f.sums)
        return 1;
    read_forms(&f);
    size_t distinct = put_text(&f, &running);
    if (count > 1 && strcmp(arguments[1], "--text") == 0)
        return fwrite(running.data, 1, running.size, stdout) == running.size ? 0 : 1;
    printf("before any analysis: %.0f MB\n", memory());
    for (size_t i = 0; i < f.count; i++)
        add_word(&once, f.numbers[i], i + (i == f.count - 1 ? PARAGRAPH - 1 - i % PARAGRAPH : 0));
    measure("running text", &running, WORDS, distinct);
    measure("every form once", &once, f.count, f.count);
    buffer_free(&running);
    buffer_free(&once);
    free(f.numbers);
    free(f.sums);
    return 0;
}
