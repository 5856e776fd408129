/* Typed formulas: which are found, where they begin and end, and their MathML, which is that of the same formula in TeX; and
 * what is none. The lines are those of tests/typed, where the test runs at the root of the source; "-v" prints misses of
 * the files that are named. */
#include "base/text.h"
#include "check.h"
#include "maths/mathml.h"
#include "maths/typed-inside.h"
#include "maths/typed.h"

enum { LINE_MOST = 2000, FORMULAS_MOST = 8, LEAST = 60 };

static const ard_limits limits = {.memory = 64 << 20, .depth = 256, .nodes = 100000};

/* A line of a file: its text without "{{" and "}}", and what stands between these, or the whole. */
typedef struct sample {
    char text[LINE_MOST];
    size_t begin[FORMULAS_MOST], end[FORMULAS_MOST], count;
    const char *tex[FORMULAS_MOST]; /* NULL: the formula is its own */
} sample;

typedef struct score {
    unsigned wanted, found, wrong;
} score;

static void read_sample(sample *s, char *line)
{
    size_t used = 0;
    *s = (sample){0};
    line[strcspn(line, "\n")] = '\0';
    char *tex = strchr(line, '\t');
    for (; tex && s->count < FORMULAS_MOST; tex = strchr(tex, '\t')) {
        *tex++ = '\0';
        s->tex[s->count++] = tex;
    }
    s->count = 0;
    for (const char *at = line; *at; at++) {
        if (!strncmp(at, "{{", 2) && s->count < FORMULAS_MOST) {
            s->begin[s->count] = used;
            at++;
        } else if (!strncmp(at, "}}", 2) && s->count < FORMULAS_MOST) {
            at += at[2] == '}'; /* "{{S = {1}}}" */
            if (at[-1] == '}' && at[1] == '}')
                s->text[used++] = '}';
            s->end[s->count++] = used;
            at++;
        } else
            s->text[used++] = *at;
    }
    if (!s->count) {
        s->end[0] = used;
        s->count = 1;
    }
}

static void formula_of(const char *tex, size_t size, buffer *out)
{
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    lesson_set_meta(document, "language", "fr");
    ard_node *maths = tex_read(document, log, tex, size, false, NOWHERE);
    CHECK(maths != NULL);
    if (maths) {
        node_set(document, maths, "data-tex", NULL);
        mathml_write(maths, "", out);
    }
    ard_document_free(document);
    report_free(log);
}

static bool same_formula(const sample *s, size_t i, const typed_list *list, const typed_formula *f, bool verbose)
{
    buffer got = BUFFER_EMPTY, wanted = BUFFER_EMPTY;
    const char *tex = s->tex[i] ? s->tex[i] : s->text + s->begin[i];
    formula_of(buffer_string(&list->tex) + f->tex, f->tex_size, &got);
    formula_of(tex, s->tex[i] ? strlen(tex) : s->end[i] - s->begin[i], &wanted);
    bool same = strcmp(buffer_string(&got), buffer_string(&wanted)) == 0;
    if (!same && verbose)
        printf("tree of %s: {%.*s}\n", s->text, (int)f->tex_size, buffer_string(&list->tex) + f->tex);
    buffer_free(&got);
    buffer_free(&wanted);
    return same;
}

static void score_line(const sample *s, bool traps, bool verbose, score *sum)
{
    typed_list list = {0};
    CHECK(typed_find(s->text, strlen(s->text), NULL, LEAST, &list));
    size_t wanted = traps ? 0 : s->count, right = 0;
    for (size_t i = 0; i < list.count; i++) {
        const typed_formula *f = &list.at[i];
        bool matches = false;
        for (size_t k = 0; k < wanted; k++)
            if (f->begin == s->begin[k] && f->end == s->end[k])
                matches = same_formula(s, k, &list, f, verbose);
        right += matches;
        sum->wrong += !matches;
        if (!matches && verbose)
            printf("wrong  %u %.*s | %s\n", f->confidence, (int)(f->end - f->begin), s->text + f->begin, s->text);
    }
    if (verbose && right < wanted)
        printf("missed %s\n", s->text);
    sum->wanted += (unsigned)wanted;
    sum->found += (unsigned)right;
    typed_free(&list);
}

static void score_file(const char *path, bool verbose, score *sum)
{
    static char line[LINE_MOST]; /* of this test alone */
    FILE *file = fopen(path, "r");
    sample s;
    CHECK(file != NULL);
    while (file && fgets(line, sizeof line, file)) {
        read_sample(&s, line);
        score_line(&s, strstr(path, "traps") != NULL, verbose, sum);
    }
    if (file)
        fclose(file);
}

/* Recall 0.95 and precision 0.98 of a half of the lines. */
static void score_half(const char *half)
{
    score sum = {0};
    char path[80];
    snprintf(path, sizeof path, "tests/typed/expressions-%s.tsv", half);
    score_file(path, false, &sum);
    snprintf(path, sizeof path, "tests/typed/traps-%s.tsv", half);
    score_file(path, false, &sum);
    double recall = sum.wanted ? (double)sum.found / sum.wanted : 0;
    double precision = sum.found + sum.wrong ? (double)sum.found / (sum.found + sum.wrong) : 0;
    printf("%s: recall %.3f of %u, precision %.3f\n", half, recall, sum.wanted, precision);
    CHECK(recall >= 0.95);
    CHECK(precision >= 0.98);
}

/* What formatting shows. */
static void test_marks(void)
{
    static const struct {
        const char *text, *marks, *tex;
    } cases[] = {
        {"x2", "01", "x^{2}"},       {"u1 = 3", "020000", "u_{1} = 3"},
        {"10-3", "0011", "10^{-3}"}, {"H2O", "020", NULL},
        {"1er", "011", NULL},        {"5 cm2", "00001", NULL},
        {"x = 2", "33333", NULL},    {"3 + # = 5", "000040000", "3 + |= 5"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned char marks[16];
        typed_list list = {0};
        buffer tex = BUFFER_EMPTY;
        for (size_t k = 0; cases[i].marks[k]; k++)
            marks[k] = (unsigned char)(cases[i].marks[k] - '0');
        CHECK(typed_find(cases[i].text, strlen(cases[i].text), marks, LEAST, &list));
        for (size_t k = 0; k < list.count; k++) {
            buffer_text(&tex, k ? "|" : "");
            buffer_add(&tex, buffer_string(&list.tex) + list.at[k].tex, list.at[k].tex_size);
        }
        CHECK_TEXT(buffer_string(&tex), cases[i].tex ? cases[i].tex : "");
        buffer_free(&tex);
        typed_free(&list);
    }
}

/* Lists of words are found from end to end; the longest unit wins. */
static void test_words(void)
{
    static const char *const units[] = {"A",  "GHz", "m", "mm", "min", "mol", "mmol", "kWh",  "dam",  "daL",
                                        "°C", "°",   "t", "μm", "Ω",   "kΩ",  "€",    "€/kg", "km/h", "m·s"};
    static const char *const ordinals[] = {"d", "e", "er", "ème", "ère", "lles", "ur"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        CHECK(typed_unit(units[i], strlen(units[i])) == strlen(units[i]));
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        CHECK(typed_ordinal(ordinals[i], strlen(ordinals[i])));
    CHECK(typed_unit("kmh", 3) == 0 && typed_unit("z", 1) == 0 && typed_unit("", 0) == 0);
    CHECK(typed_word("cos", 3) == TYPED_FUNCTION && typed_word("PPCM", 4) == TYPED_FUNCTION);
    CHECK(typed_word("ah", 2) == TYPED_BREAK && typed_word("ça", 3) == TYPED_BREAK &&
          typed_word("ab", 2) == TYPED_LETTERS);
    CHECK(typed_chemical("NaCl", 4, false) && typed_chemical("Ag", 2, true) && !typed_chemical("Xx2", 3, false));
}

/* Text that nests, repeats or breaks off ends soon, with formulas inside the text. */
static void test_hostile(void)
{
    static const char *const parts[] = {"(",  "((x",    "1/", "x^(", "√(", "[0;",  "1.", "a_",
                                        "+-", "1 000 ", "{",  "|",   "²",  "\xC3", "1,"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buffer text = BUFFER_EMPTY;
        typed_list list = {0};
        for (size_t k = 0; k < 20000; k++)
            buffer_text(&text, parts[i]);
        CHECK(typed_find(buffer_string(&text), text.size, NULL, LEAST, &list));
        for (size_t k = 0; k < list.count; k++)
            CHECK(list.at[k].begin < list.at[k].end && list.at[k].end <= text.size);
        typed_free(&list);
        buffer_free(&text);
    }
}

int main(int count, char **arguments)
{
    score sum = {0};
    for (int i = 1; i < count; i++)
        score_file(arguments[i], true, &sum);
    if (count > 1) {
        printf("wanted %u, found %u, wrong %u\n", sum.wanted, sum.found, sum.wrong);
        return 0;
    }
    score_half("tuned");
    score_half("held");
    test_marks();
    test_words();
    test_hostile();
    return check_end();
}
