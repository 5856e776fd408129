/* The aids of the filter "dyslexia": they mark the lesson's own characters and nothing else, each mark can be told without
 * its colour, each colour can be read, and a marked page comes back as the lesson that it was. */
#include "convert.h"
#include "lesson-build.h"

#include "base/contrast.h"
#include "lesson/marks.h"
#include "lesson/native.h"

extern const ard_filter dyslexia_filter;

/* Each aid, as `key=value` parted by "|". */
static const char *const aids[] = {
    "syllables=two",
    "syllables=three|double-consonants=apart|final-e=joined",
    "syllables=two|division=oral",
    "arcs=yes",
    "syllables=three|arcs=yes|syllable-colours=#0000cc #a00000",
    "silent=grey",
    "silent=struck",
    "letters=b d p q m n u",
    "graphemes=ou on an=#7a0060",
    "phonemes=on an in ou è s",
    "liaisons=made",
    "liaisons=all",
    "word-borders=yes",
    "breath-groups=yes",
    "punctuation=yes",
    "alternate-lines=paper",
    "alternate-lines=ink|line-colours=#0000cc #a00000 #006400",
    "ruler=yes",
    "ink=black|syllables=three|arcs=yes|silent=struck|letters=b d|word-borders=yes|liaisons=all|alternate-lines=paper",
    "paper=#fff8e1|syllables=three|silent=grey|letters=b d p q|graphemes=ou an|phonemes=s z|liaisons=all|word-borders=yes|"
    "breath-groups=yes|punctuation=yes|alternate-lines=paper|ruler=yes",
};

enum { AIDS = sizeof aids / sizeof *aids };

/* Sets the options of one of these. */
static void set_aid(bench *b, const char *aid)
{
    while (*aid) {
        char key[32] = "", value[64] = "";
        size_t size = strcspn(aid, "|"), name = strcspn(aid, "=");
        memcpy(key, aid, name);
        memcpy(value, aid + name + 1, size - name - 1);
        bench_set(b, key, value);
        aid += size;
        aid += *aid == '|';
    }
}

static void native_of(const ard_document *document, buffer *out)
{
    buffer_reset(out);
    native_write(document, out);
}

/* ---- Every lesson, every aid ------------------------------------------------------------------------------------ */

static bool read_file(const char *path, buffer *bytes)
{
    char piece[4096];
    FILE *file = fopen(path, "rb");
    size_t size;
    while (file && (size = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_add(bytes, piece, size);
    if (file)
        fclose(file);
    return file != NULL;
}

static void read_lesson(bench *b, const char *form, const buffer *bytes)
{
    b->limits = ard_limits_default();
    source in = {(const unsigned char *)buffer_string(bytes), bytes->size, "essai"};
    CHECK(convert_read(form, &b->task, &in, b->document) == ARD_OK);
    CHECK(lesson_tidy(b->document) == ARD_OK);
}

/* The text of each leaf, a line each. */
static void leaves_of(const ard_document *document, buffer *out)
{
    buffer_reset(out);
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && kind_about(w.node->kind)->class == LEAF) {
            node_text(w.node, out);
            buffer_text(out, "\n");
        }
}

/* What a page says of the marks is what a reader of it finds. */
static void check_page(const bench *b, const char *marked)
{
    buffer page = BUFFER_EMPTY;
    task t = b->task;
    CHECK(convert_write("html", &t, b->document, &page) == ARD_OK);
    conversion back = convert_bytes("html", "native", buffer_string(&page), page.size);
    CHECK_TEXT(buffer_string(&back.out), marked);
    convert_end(&back);
    buffer_free(&page);
}

static void check_lesson(const char *form, const buffer *bytes, const char *aid)
{
    buffer before = BUFFER_EMPTY, after = BUFFER_EMPTY, leaves = BUFFER_EMPTY, same = BUFFER_EMPTY;
    bench b;
    bench_open(&b, &dyslexia_filter);
    read_lesson(&b, form, bytes);
    native_of(b.document, &before);
    leaves_of(b.document, &leaves);
    set_aid(&b, aid);
    CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK_TEXT(lesson_fault(b.document), NULL);
    leaves_of(b.document, &same);
    CHECK_TEXT(buffer_string(&same), buffer_string(&leaves));
    native_of(b.document, &after);
    check_page(&b, buffer_string(&after));
    CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK); /* marks take the place of earlier ones */
    native_of(b.document, &same);
    CHECK_TEXT(buffer_string(&same), buffer_string(&after));
    CHECK(marks_take_away(b.document) == ARD_OK);
    for (int i = 0; i < STYLE_PROPERTIES; i++)
        style_set(b.document, STYLE_PAGE, (style_property)i, NULL);
    native_of(b.document, &after);
    CHECK_TEXT(buffer_string(&after), buffer_string(&before));
    buffer_free(&before);
    buffer_free(&after);
    buffer_free(&leaves);
    buffer_free(&same);
    bench_close(&b);
}

static void lessons(void)
{
    static const char *const files[][2] = {
        {"docx", "tests/lessons/maths.docx"},      {"docx", "tests/lessons/dictee.docx"},
        {"docx", "tests/lessons/histoire.docx"},   {"docx", "tests/lessons/anglais.docx"},
        {"html", "tests/lessons/geographie.html"}, {"markdown", "tests/lessons/sciences.md"},
        {"text", "tests/lessons/poeme.txt"},       {"mathml", "tests/lessons/formule.mml"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        buffer bytes = BUFFER_EMPTY;
        for (size_t k = 0; read_file(files[i][1], &bytes) && k < AIDS; k++) {
            check_lesson(files[i][0], &bytes, aids[k]);
            buffer_reset(&bytes);
        }
        buffer_free(&bytes);
    }
}

/* ---- Looks ------------------------------------------------------------------------------------------------------ */

static bool is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Whether two looks differ in something that is no colour. */
static bool told_apart(const style *a, const style *b)
{
    for (int i = 0; i < STYLE_PROPERTIES; i++)
        if (i != STYLE_COLOUR && i != STYLE_PAPER && !is_same(a->values[i], b->values[i]))
            return true;
    return false;
}

/* With all aids on one page: any two marks differ in greyscale by more than their greys, none is only a colour, and each
 * colour stands out from its paper (WCAG 2.2, 1.4.1 and 1.4.3). */
static void check_looks(const char *aid, const char *paper)
{
    bench b;
    bench_open(&b, &dyslexia_filter);
    bench_leaf(&b, lesson_root(b.document), PARAGRAPH, "Le chat dort.");
    set_aid(&b, aid);
    if (paper)
        bench_set(&b, "paper", paper);
    CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
    const style *page = style_at(b.document, STYLE_PAGE), none = {0};
    unsigned marks = 0;
    for (uint16_t i = STYLE_PAGE + 1; i < style_count(b.document); i++) {
        const style *s = style_at(b.document, i);
        colour ink, behind;
        CHECK(style_is_mark(s->name));
        CHECK(told_apart(s, &none));
        for (uint16_t k = STYLE_PAGE + 1; k < i; k++)
            CHECK(told_apart(s, style_at(b.document, k)));
        if (!s->values[STYLE_COLOUR] && !s->values[STYLE_PAPER])
            continue;
        CHECK(colour_read(&ink, s->values[STYLE_COLOUR] ? s->values[STYLE_COLOUR] : page->values[STYLE_COLOUR]));
        CHECK(colour_read(&behind, s->values[STYLE_PAPER] ? s->values[STYLE_PAPER] : page->values[STYLE_PAPER]));
        CHECK(colour_contrast(ink, behind) >= 4.5);
        marks++;
    }
    CHECK(marks > 0 || strstr(aid, "ink=black"));
    bench_close(&b);
}

static const char everything[] = "syllables=three|silent=grey|letters=b d p q m n u v|graphemes=ou an on oi|"
                                 "phonemes=s z k g|liaisons=all|word-borders=yes|breath-groups=yes|punctuation=yes";

static void looks(void)
{
    static const char *const papers[] = {NULL, "#ffffff", "#fff8e1", "#e0f0ff", "#f5f5dc", "#d0d0d0"};
    char black[300], arcs[300];
    snprintf(black, sizeof black, "ink=black|%s", everything);
    snprintf(arcs, sizeof arcs, "arcs=yes|%s", everything);
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        check_looks(everything, papers[i]);
        check_looks(arcs, papers[i]);
        check_looks(black, papers[i]);
    }
    check_looks("ink=#f0f0f0|syllables=three|silent=grey|letters=b d p q", "#1a1a2e"); /* light on dark */
}

/* Colours of the pupil's that are too faint, lists that are none, more marks than can be told apart. */
static void refused(void)
{
    static const struct {
        const char *aid, *code;
    } cases[] = {{"syllables=two|syllable-colours=#ffcc00", "page.contrast.low"},
                 {"silent=grey|silent-colour=#aaaaaa", "page.contrast.low"},
                 {"letters=b=#ffff00", "page.contrast.low"},
                 {"letters=b=jaune", "page.list.wrong"},
                 {"letters==", "page.list.wrong"},
                 {"colours=#12|letters=b", "page.colour.wrong"},
                 {"alternate-lines=ink|line-colours=#ffff00 #000000", "page.contrast.low"},
                 {"alternate-lines=paper|line-colours=#444444 #ffffff", "page.contrast.low"},
                 {"letters=a b c d e f g h i j k l m n o p q", "page.looks.many"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench b;
        size_t count;
        bench_open(&b, &dyslexia_filter);
        set_aid(&b, cases[i].aid);
        CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_E_USAGE);
        const ard_diag *diags = report_diags(b.log, &count);
        CHECK_TEXT(count ? diags[0].code : "", cases[i].code);
        bench_close(&b);
    }
}

/* ---- Where marks stand ------------------------------------------------------------------------------------------ */

/* The body of a marked lesson, marks as [..], read from native. */
static void check_marked(const char *body, const char *aid, const char *wanted)
{
    buffer text = BUFFER_EMPTY, native = BUFFER_EMPTY;
    bench b;
    bench_open(&b, &dyslexia_filter);
    buffer_format(&native,
                  "<html xmlns=\"http://www.w3.org/1999/xhtml\" data-ard=\"native\" lang=\"fr\"><head>"
                  "<meta data-ard=\"style\" name=\"Ardoise A1\" data-ard-color=\"#ff0000\"/>"
                  "<meta data-ard=\"style\" name=\"Ardoise A2\" data-ard-background-color=\"#202020\"/>"
                  "</head><body>%s</body></html>",
                  body);
    read_lesson(&b, "native", &native);
    set_aid(&b, aid);
    CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
    walk w = walk_of(lesson_root(b.document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (node_is_mark(b.document, w.node))
            buffer_text(&text, event == WALK_ENTER ? "[" : "]");
        else if (event == WALK_ENTER && w.node->kind == TEXT)
            buffer_text(&text, w.node->text);
        else if (kind_about(w.node->kind)->class == INLINE && w.node->kind != TEXT)
            buffer_byte(&text, '|');
    CHECK_TEXT(buffer_string(&text), wanted);
    buffer_free(&text);
    buffer_free(&native);
    bench_close(&b);
}

static void places(void)
{
    check_marked("<p>Un bon début.</p>", "letters=b d", "Un [b]on [d]é[b]ut.");
    /* capitals and letters with accents are not confused */
    check_marked("<p>Bu u ù</p>", "letters=b u", "B[u] [u] ù");
    /* a mark goes over the border of an inline */
    check_marked("<p>vo<strong>us a</strong>llez</p>", "word-borders=yes", "[vo]|[us] a|llez");
    check_marked("<p>l'ami d'Anne, 3,5 kg</p>", "word-borders=yes", "[l'ami] d'Anne, [3,5] kg");
    /* not in code, formulas, answers, addresses, references of notes, nor in blocks of code */
    check_marked(
        "<p><code>bd</code> <math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>b</mi></math> <span data-ard=\"answer\">b</span> b</p>",
        "letters=b", "|bd| ||b|| |b| [b]");
    check_marked("<pre>bd</pre><p>b</p>", "letters=b d", "bd[b]");
    check_marked("<p>Oui, non.</p>", "punctuation=yes", "Oui[,] non[.]");
    /* a heading, an item, a cell, a link */
    check_marked("<h1>bas</h1><ul><li><p>bis</p></li></ul><p><a href=\"http://b.fr\">bus</a></p>", "letters=b",
                 "[b]as[b]is|[b]us|");
}

/* Emphasis that a question asks about is left as it is, and no mark looks like it. */
static void asked(void)
{
    static const struct {
        const char *body;
        style_property property;
    } cases[] = {{"<p>Un <strong data-asked=\"1\">bon</strong> bain</p>", STYLE_WEIGHT},
                 {"<p>Un <u data-asked=\"1\">bon</u> bain</p>", STYLE_UNDERLINE},
                 {"<p>Un <mark data-asked=\"1\">bon</mark> bain</p>", STYLE_PAPER},
                 {"<p>Un <span data-ard-style=\"Ardoise A1\" data-asked=\"1\">bon</span> bain</p>", STYLE_COLOUR}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer native = BUFFER_EMPTY;
        bench b;
        check_marked(cases[i].body, "letters=b", "Un |bon| [b]ain");
        bench_open(&b, &dyslexia_filter);
        buffer_format(
            &native,
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" data-ard=\"native\" lang=\"fr\"><head><meta "
            "data-ard=\"style\" name=\"Ardoise A1\" data-ard-color=\"#ff0000\"/></head><body>%s</body></html>",
            cases[i].body);
        read_lesson(&b, "native", &native);
        set_aid(&b, "syllables=three|silent=grey|letters=b d p|punctuation=yes");
        CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
        for (uint16_t row = STYLE_PAGE + 1; row < style_count(b.document); row++) {
            const char *value = style_at(b.document, row)->values[cases[i].property];
            CHECK(!style_is_mark(style_at(b.document, row)->name) || !value || strcmp(value, "line-through") == 0);
        }
        buffer_free(&native);
        bench_close(&b);
    }
}

/* On paper of the author's own, where the colours cannot be read, marks have none. */
static void own_paper(void)
{
    buffer native = BUFFER_EMPTY;
    bench b;
    bench_open(&b, &dyslexia_filter);
    buffer_text(&native, "<html xmlns=\"http://www.w3.org/1999/xhtml\" data-ard=\"native\" lang=\"fr\"><head><meta "
                         "data-ard=\"style\" name=\"Ardoise A1\" data-ard-color=\"#ffffff\" "
                         "data-ard-background-color=\"#202020\"/></head><body><p>bas</p>"
                         "<p data-ard-style=\"Ardoise A1\">bas</p></body></html>");
    read_lesson(&b, "native", &native);
    set_aid(&b, "letters=b");
    CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
    const ard_node *one = lesson_root(b.document)->first, *other = one->next;
    CHECK(node_is_mark(b.document, one->first) && style_at(b.document, one->first->style)->values[STYLE_COLOUR]);
    CHECK(node_is_mark(b.document, other->first) && !style_at(b.document, other->first->style)->values[STYLE_COLOUR]);
    buffer_free(&native);
    bench_close(&b);
}

int main(void)
{
    lessons();
    looks();
    refused();
    places();
    asked();
    own_paper();
    return check_end();
}
