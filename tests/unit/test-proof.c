/* The proof that content stayed as it was: digests, the sequence of a lesson, and what a comparison says. */
#include "convert.h"
#include "lesson-build.h"

#include "base/digest.h"
#include "lesson/stream.h"

/* FIPS 180-4's own examples, and one of several blocks. */
static void digests(void)
{
    char text[DIGEST_TEXT], letters[1000];
    digest_of("abc", 3, text);
    CHECK_TEXT(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_of("", 0, text);
    CHECK_TEXT(text, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    digest_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, text);
    CHECK_TEXT(text, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    digest d;
    digest_begin(&d);
    memset(letters, 'a', sizeof letters);
    for (int i = 0; i < 1000; i++)
        digest_add(&d, letters, sizeof letters);
    digest_end(&d, text);
    CHECK_TEXT(text, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* The sequence of a Markdown text, its items parted by "|", kinds by their first letters. */
static const char *sequence(const char *html, buffer *out)
{
    static const char letters[] = "wnsfpabm";
    bench b;
    stream s;
    ard_context *context;
    ard_input *input;
    ard_document *document = NULL;
    bench_open(&b, &(const ard_filter){.about = {.options = NULL}});
    CHECK(ard_context_new(&context) == ARD_OK);
    CHECK(ard_input_new(&input, context, html, strlen(html), "a.html") == ARD_OK);
    CHECK(ard_read(&document, context, input, "html") == ARD_OK);
    stream_read(&s, document);
    CHECK(!s.failed);
    for (size_t i = 0; i < s.count; i++)
        buffer_format(out, "%c:%s|", letters[s.items[i].kind], s.items[i].text);
    stream_free(&s);
    ard_document_free(document);
    ard_input_free(input);
    ard_context_free(context);
    bench_close(&b);
    return buffer_string(out);
}

static void sequences(void)
{
    static const char *const cases[][2] = {
        {"<p>L’été, 1 234 élèves.</p>", "w:L|s:’|w:été|s:,|n:1|n:234|w:élèves|s:.|"},
        {"<p>un <b>m</b>ot <i>ici</i></p>", "w:un|w:mot|w:ici|"},
        {"<ol start=3><li>a<li>b</ol>", "n:3|s:.|w:a|n:4|s:.|w:b|"},
        {"<p>Il …… ou ____ ... hier.</p>", "w:Il|a:|w:ou|a:|w:hier|s:.|"},
        {"<p>☐ oui ☑ non</p>", "b:|w:oui|b:x|w:non|"},
        {"<p>x<sup>2</sup> et x² et 10<sup>er</sup></p>", "w:x|n:^2|w:et|w:x|n:^2|w:et|n:10|w:^er|"},
        {"<p>bⁿ, b<sup>n</sup>, m⁻³, m<sup>−3</sup></p>", "w:b|w:^n|s:,|w:b|w:^n|s:,|w:m|s:^-|n:^3|s:,|w:m|s:^-|n:^3|"},
        {"<p>- un</p><p>• deux - trois</p><ul><li>quatre</ul><p>-5</p>", "w:un|w:deux|s:-|w:trois|w:quatre|s:-|n:5|"},
        {"<p>H₂O</p>", "w:H|n:_2|w:O|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out = BUFFER_EMPTY;
        CHECK_TEXT(sequence(cases[i][0], &out), cases[i][1]);
        buffer_free(&out);
    }
}

/* Converts with what examinations ask for, and gives the code of the last thing said of the proof. */
static const char *proved(const char *html, const char *to, const char *setting, buffer *out)
{
    static char code[64];
    ard_context *context;
    ard_input *input;
    ard_output *output;
    CHECK(ard_context_new(&context) == ARD_OK);
    CHECK(ard_context_setting(context, "sight.verify=yes") == ARD_OK);
    CHECK(ard_context_setting(context, "sight.print-size=20") == ARD_OK);
    CHECK(!setting || ard_context_setting(context, setting) == ARD_OK);
    CHECK(ard_input_new(&input, context, html, strlen(html), "a.html") == ARD_OK);
    CHECK(ard_output_new(&output, context, convert_sink, out) == ARD_OK);
    CHECK(ard_convert(context, input, "html", to, output) == ARD_OK);
    size_t count;
    const ard_diag *diags = ard_context_diags(context, &count);
    code[0] = '\0';
    for (size_t i = 0; i < count; i++)
        if (text_begins(diags[i].code, "proof."))
            snprintf(code, sizeof code, "%s", diags[i].code);
    ard_output_free(output);
    ard_input_free(input);
    ard_context_free(context);
    return code;
}

static const char lesson[] =
    "<html lang=fr><head><title>T</title></head><body><h1>Sujet</h1><p>Lis <i>Le Petit Prince</i>, page 12.</p>"
    "<ol><li>Combien font 12 × 3 ? <b>……</b> (2 points)</li><li>Écris : la souris[^1].</li></ol>"
    "<table><tr><th>Nom</th><th>Prix</th></tr><tr><td>pain</td><td>1,20 €</td></tr></table></body></html>";

/* Presentation alone is the same in every format; a filter that adds words is told. */
static void proofs(void)
{
    static const char *const formats[] = {"html", "odt", "docx", "epub", "native"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        buffer out = BUFFER_EMPTY;
        CHECK_TEXT(proved(lesson, formats[i], NULL, &out), "proof.same");
        CHECK(out.size > 100);
        buffer_free(&out);
    }
    buffer text = BUFFER_EMPTY;
    CHECK_TEXT(proved(lesson, "html", "simplify.columns=1", &text), "proof.changed");
    buffer_free(&text);
    buffer cells = BUFFER_EMPTY;
    CHECK_TEXT(proved(lesson, "brf", NULL, &cells), "proof.unread");
    buffer_free(&cells);
}

/* The page says what was compared and asked for, and names no filter. */
static void page(void)
{
    buffer out = BUFFER_EMPTY;
    CHECK_TEXT(proved(lesson, "proof", "dyslexia.line-height=1.5", &out), "proof.same");
    const char *text = buffer_string(&out);
    CHECK(strstr(text, "Proof: presentation alone has changed") != NULL);
    CHECK(strstr(text, "and nothing was added") != NULL && strstr(text, "SHA-256") != NULL);
    CHECK(strstr(text, "dyslex") == NULL && strstr(text, "sight") == NULL);
    buffer_free(&out);
}

int main(void)
{
    digests();
    sequences();
    proofs();
    page();
    return check_end();
}
