/* Rules of check on pages: for each what fails, what passes, and what must not be failed. */
#include "base/output.h"
#include "base/plugin.h"
#include "check.h"
#include "filters/check/check.h"
#include "filters/check/tags.h"
#include "source/archive.h"

extern const ard_checker html_checker, docx_checker;

typedef struct kept {
    char *bytes;
    size_t size;
} kept;

static bool keep(void *user, const void *bytes, size_t size)
{
    kept *t = user;
    char *larger = realloc(t->bytes, t->size + size + 1);
    if (!larger)
        return false;
    memcpy(larger + t->size, bytes, size);
    t->bytes = larger;
    t->size += size;
    larger[t->size] = '\0';
    return true;
}

/* The report on some bytes; the caller frees it. */
static char *report_by(const ard_checker *checker, const void *bytes, size_t size, const char *format,
                       unsigned *violations)
{
    kept t = {0};
    report_log *log = report_new();
    ard_limits limits = {
        .memory = 64 << 20, .depth = 256, .nodes = 100000, .inflated = 1 << 24, .entries = 100, .ratio = 100};
    source from = {bytes, size, "page.html"};
    task job = {.log = log, .limits = &limits, .data = ""};
    ard_output *output = output_new(log, keep, &t, 0);
    CHECK(checker->check(&job, &from, "wcag", format, output, violations) == ARD_OK);
    CHECK(output_commit(output) == ARD_OK);
    output_free(output);
    report_free(log);
    return t.bytes;
}

/* The report on a page; the caller frees it. */
static char *report_on(const char *html, const char *format, unsigned *violations)
{
    return report_by(&html_checker, html, strlen(html), format, violations);
}

/* A DOCX package with this body and this core title; its bytes are in `out`. */
static void make_docx(const char *body, const char *title, const char *language, buffer *out)
{
    static const char types[] = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
    static const char relations[] =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' "
        "Target='word/document.xml'/><Relationship Id='b' "
        "Type='http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties' "
        "Target='docProps/core.xml'/></Relationships>";
    static const char main_relations[] =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles' "
        "Target='styles.xml'/></Relationships>";
    static const char space[] = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
                                "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' "
                                "xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'";
    buffer part = BUFFER_EMPTY;
    report_log *log = report_new();
    archive_writer *w = archive_new();
    archive_add(w, "[Content_Types].xml", types, sizeof types - 1, false);
    archive_add(w, "_rels/.rels", relations, sizeof relations - 1, false);
    archive_add(w, "word/_rels/document.xml.rels", main_relations, sizeof main_relations - 1, false);
    buffer_format(&part, "<w:document %s><w:body>%s</w:body></w:document>", space, body);
    archive_add(w, "word/document.xml", part.data, part.size, false);
    buffer_reset(&part);
    buffer_format(
        &part,
        "<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='%s'/></w:rPr></w:rPrDefault>"
        "</w:docDefaults><w:style w:type='paragraph' w:styleId='T1'><w:name w:val='heading 1'/></w:style></w:styles>",
        space, language);
    archive_add(w, "word/styles.xml", part.data, part.size, false);
    buffer_reset(&part);
    buffer_format(&part, "<x xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>%s</dc:title></x>", title);
    archive_add(w, "docProps/core.xml", part.data, part.size, false);
    CHECK(archive_finish(w, log, out) == ARD_OK);
    archive_writer_free(w);
    report_free(log);
    buffer_free(&part);
}

/* The outcome of a rule in a JSON report: the worst of its rows. */
static const char *outcome_of(const char *json, const char *rule_id)
{
    static const char *const names[] = {"failed", "cantTell", "passed", "inapplicable"};
    char key[128];
    size_t worst = 4;
    snprintf(key, sizeof key, "{\"rule\": \"%s\"", rule_id);
    for (const char *at = json; (at = strstr(at, key)); at++) {
        const char *said = strstr(at, "\"outcome\": \"") + 12;
        for (size_t i = 0; i < worst; i++)
            if (!strncmp(said, names[i], strlen(names[i])))
                worst = i;
    }
    return worst < 4 ? names[worst] : "none";
}

static const struct {
    const char *id, *wanted, *body;
} bodies[] = {
    {"image-name", "failed", "<img src=a.png>"},
    {"image-name", "failed", "<img src=a.png alt=' '>"},
    {"image-name", "failed", "<div role=img></div>"},
    {"image-name", "passed", "<img src=a.png alt='Un arbre'>"},
    {"image-name", "passed", "<span id=t>Carte</span><img src=a.png aria-labelledby=t>"},
    {"image-name", "inapplicable", "<img src=a.png alt=''>"},
    {"image-name", "inapplicable", "<img src=a.png role=presentation>"},
    {"image-name", "inapplicable", "<div style='display:none'><img src=a.png></div>"},
    {"image-name", "inapplicable", "<div aria-hidden=true><img src=a.png></div>"},
    {"image-name", "inapplicable", "<style>.no{display:none}</style><p class=no><img src=a.png></p>"},
    {"image-name", "cantTell", "<style>@media print{.no{display:none}}</style><p class=no><img src=a.png></p>"},
    {"image-name", "cantTell",
     "<style>.no{display:none}.no.on{display:block}</style><p class='no on'><img src=a.png></p>"},
    {"image-name", "cantTell", "<link rel=stylesheet href=a.css><img class=no src=a.png>"},
    {"image-name", "failed", "<link rel=stylesheet href=a.css><img src=a.png>"},
    {"image-name", "cantTell", "<details><summary>Plus</summary><img src=a.png></details>"},
    {"link-name", "failed", "<a href='#a'></a>"},
    {"link-name", "failed", "<a href='#a'><img src=a.png alt=''></a>"},
    {"link-name", "failed", "<a href='#a'><span aria-hidden=true>x</span></a>"},
    {"link-name", "passed", "<a href='#a'><img src=a.png alt='Accueil'></a>"},
    {"link-name", "passed", "<a href='#a' title='Accueil'></a>"},
    {"link-name", "passed", "<a href='#a'><svg><title>Accueil</title></svg></a>"},
    {"link-name", "cantTell", "<style>.i::before{content:'x'}</style><a class=i href='#a'></a>"},
    {"link-name", "inapplicable", "<a name=a></a>"},
    {"button-name", "failed", "<button></button>"},
    {"button-name", "failed", "<input type=button>"},
    {"button-name", "passed", "<input type=submit>"},
    {"button-name", "passed", "<button><i aria-label=Fermer></i></button>"},
    {"field-name", "failed", "<input type=text>"},
    {"field-name", "failed", "<label for=b>Nom</label><input id=a>"},
    {"field-name", "passed", "<label for=a>Nom</label><input id=a>"},
    {"field-name", "passed", "<label>Nom <input></label>"},
    {"field-name", "passed", "<input placeholder=Nom>"},
    {"field-name", "failed", "<label><select><option>un</option></select></label>"},
    {"field-name", "inapplicable", "<input type=hidden>"},
    {"heading-name", "failed", "<h2></h2>"},
    {"heading-name", "failed", "<h2><img src=a.png alt=''></h2>"},
    {"heading-name", "passed", "<h2>Les <em>fractions</em></h2>"},
    {"frame-name", "failed", "<iframe src=a.html></iframe>"},
    {"frame-name", "passed", "<iframe src=a.html title='Carte'></iframe>"},
    {"summary-name", "failed", "<details><summary></summary>x</details>"},
    {"summary-name", "passed", "<details><summary>Aide</summary>x</details>"},
    {"graphic-name", "failed", "<svg role=img><circle/></svg>"},
    {"graphic-name", "passed", "<svg role=img><title>Un rond</title><circle/></svg>"},
    {"role-known", "failed", "<div role=titre>x</div>"},
    {"role-known", "passed", "<div role='titre heading' aria-level=2>x</div>"},
    {"role-known", "passed", "<section role=doc-chapter>x</section>"},
    {"aria-known", "failed", "<p aria-nom=x>x</p>"},
    {"aria-known", "passed", "<p aria-label=x>x</p>"},
    {"aria-value", "failed", "<div aria-hidden=oui>x</div>"},
    {"aria-value", "failed", "<div role=heading aria-level=1.5>x</div>"},
    {"aria-value", "passed", "<div aria-live=polite aria-valuenow=-1.5 aria-relevant='text all'>x</div>"},
    {"aria-value", "inapplicable", "<div aria-hidden=''>x</div>"},
    {"aria-complete", "failed", "<div role=heading>x</div>"},
    {"aria-complete", "passed", "<div role=checkbox aria-checked=false>x</div>"},
    {"aria-complete", "inapplicable", "<input type=checkbox role=switch>"},
    {"aria-supported", "failed", "<button aria-level=2>x</button>"},
    {"aria-supported", "failed", "<audio src=a.mp3 controls aria-orientation=vertical></audio>"},
    {"aria-supported", "passed", "<button aria-expanded=true aria-label=x>x</button>"},
    {"aria-supported", "passed", "<div role=tab aria-selected=true>x</div>"},
    {"aria-supported", "inapplicable", "<input type=password aria-required=true>"},
    {"aria-prohibited", "failed", "<div aria-label=x>x</div>"},
    {"aria-prohibited", "failed", "<p aria-labelledby=a>x</p>"},
    {"aria-prohibited", "passed", "<div role=group aria-label=x>x</div>"},
    {"aria-prohibited", "inapplicable", "<x-note aria-label=x>x</x-note>"},
    {"aria-context", "failed", "<div role=listitem>x</div>"},
    {"aria-context", "failed", "<div role=list><div aria-live=polite><div role=listitem>x</div></div></div>"},
    {"aria-context", "passed", "<div role=list><div><span role=listitem>x</span></div></div>"},
    {"aria-context", "passed", "<div role=list aria-owns=i></div><div role=listitem id=i>x</div>"},
    {"aria-context", "cantTell", "<div role=list><x-item><div role=listitem>x</div></x-item></div>"},
    {"aria-context", "inapplicable", "<ul><li role=listitem>x</li></ul>"},
    {"aria-owned", "failed", "<div role=list><span>x</span></div>"},
    {"aria-owned", "failed", "<div role=list><div role=listitem>x</div><div role=button>y</div></div>"},
    {"aria-owned", "passed", "<div role=menu><div role=group><div role=menuitem>x</div></div></div>"},
    {"aria-owned", "failed", "<div role=menu><div role=group><div role=group>x</div></div></div>"},
    {"aria-owned", "cantTell", "<div role=list></div>"},
    {"aria-owned", "inapplicable", "<div role=list aria-busy=true></div>"},
    {"silent-focus", "failed", "<div aria-hidden=true><a href=a>x</a></div>"},
    {"silent-focus", "passed", "<div aria-hidden=true><a href=a tabindex=-1>x</a><button disabled>y</button></div>"},
    {"silent-focus", "passed", "<div aria-hidden=true><a href=a hidden>x</a></div>"},
    {"silent-focus", "cantTell", "<div aria-hidden=true><a href=a onfocus='f()'>x</a></div>"},
    {"nested-focus", "failed", "<button>x <span tabindex=0>y</span></button>"},
    {"nested-focus", "passed", "<button>x <span>y</span></button>"},
    {"autocomplete", "failed", "<label>x<input autocomplete=nom></label>"},
    {"autocomplete", "failed", "<label>x<input autocomplete='work name'></label>"},
    {"autocomplete", "passed", "<label>x<input autocomplete='section-a shipping work Email'></label>"},
    {"autocomplete", "inapplicable", "<label>x<input autocomplete=off></label>"},
    {"label-in-name", "failed", "<button aria-label='Envoyer'>Valider</button>"},
    {"label-in-name", "failed", "<a href=a aria-label='Lire la suite'>Lire suite</a>"},
    {"label-in-name", "passed", "<a href=a aria-label='Lire la suite : les volcans'>Lire  la suite</a>"},
    {"label-in-name", "passed", "<button aria-label='Choisir la date'>Choisir la date (jj/mm)</button>"},
    {"label-in-name", "cantTell", "<button aria-label='Fermer'>X</button>"},
    {"label-in-name", "cantTell", "<button aria-label='Chercher'><i class=icon>loupe</i></button>"},
    {"label-in-name", "cantTell", "<a href=a aria-label='porte-avions'>porteavions</a>"},
    {"label-in-name", "inapplicable", "<button>Valider</button>"},
    {"header-used", "failed", "<table><tr><th>a<th>b<tr><td>c</table>"},
    {"header-used", "passed", "<table><tr><th>Jour<th>b<tr><th>lundi<td>c</table>"},
    {"header-used", "passed", "<table><tr><th>a<th>b<tr><td colspan=2>c</table>"},
    {"header-used", "passed", "<table><tr><th id=x>a<th id=y>b<tr><td headers='x y'>c</table>"},
    {"header-used", "cantTell", "<table><tr><th rowspan=2>a<th>b</table>"},
    {"reference-unique", "failed", "<p id=a>x</p><p id=a>y</p><input aria-labelledby=a>"},
    {"reference-unique", "inapplicable", "<p id=a>x</p><p id=a>y</p>"},
    {"decoration-silent", "failed", "<img src=a.png alt='' aria-label=x>"},
    {"decoration-silent", "failed", "<button role=none>x</button>"},
    {"decoration-silent", "passed", "<img src=a.png alt=''>"},
    {"list-items", "failed", "<div><li>x</li></div>"},
    {"list-items", "passed", "<ul><li>x</li></ul>"},
    {"list-items", "passed", "<dl><div><dt>x</dt><dd>y</dd></div></dl>"},
    {"list-children", "failed", "<ul><li>x</li><p>y</p></ul>"},
    {"list-children", "passed", "<ul>\n<li>x</li></ul>"},
    {"table-headers", "failed", "<table><caption>Prix</caption><tr><td>a<td>b<tr><td>c<td>d</table>"},
    {"table-headers", "cantTell", "<table><tr><td>a<td>b<tr><td>c<td>d</table>"},
    {"table-headers", "passed", "<table><tr><th>a<td>b<tr><td>c<td>d</table>"},
    {"table-headers", "inapplicable", "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>"},
    {"cell-references", "failed", "<table><tr><th id=a>x<td headers=b>y</table>"},
    {"cell-references", "passed", "<table><tr><th id=a>x<td headers=a>y</table>"},
    {"formula-picture", "cantTell", "<img class=tex src=a.png alt='\\frac12'>"},
    {"part-language-known", "failed", "<p lang=francais>Bonjour</p>"},
    {"part-language-known", "passed", "<p lang=fr-CA>Bonjour</p>"},
    {"part-language-known", "passed", "<p lang=francais><span lang=fr>Bonjour</span></p>"},
    {"object-name", "failed", "<object data=a.png></object>"},
    {"object-name", "cantTell", "<object data=a.png><p>Un arbre</p></object>"},
};

static const struct {
    const char *id, *wanted, *html;
} pages[] = {
    {"page-title", "failed", "<!DOCTYPE html><html lang=fr><p>x"},
    {"page-title", "failed", "<!DOCTYPE html><html lang=fr><title> </title><p>x"},
    {"page-title", "passed", "<!DOCTYPE html><html lang=fr><title>x</title><p>x"},
    {"page-language", "failed", "<!DOCTYPE html><html><title>x</title>"},
    {"page-language", "failed", "<!DOCTYPE html><html xml:lang=fr><title>x</title>"},
    {"page-language", "passed",
     "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"fr\"><head><title>x</title></head>"
     "<body/></html>"},
    {"page-language-known", "failed", "<!DOCTYPE html><html lang=fra><title>x</title>"},
    {"page-language-known", "failed", "<!DOCTYPE html><html lang=francais><title>x</title>"},
    {"page-language-known", "passed", "<!DOCTYPE html><html lang=gsw-FR><title>x</title>"},
    {"page-languages-agree", "failed", "<!DOCTYPE html><html lang=fr xml:lang=en><title>x</title>"},
    {"page-languages-agree", "passed", "<!DOCTYPE html><html lang=fr xml:lang=fr-FR><title>x</title>"},
    {"viewport-zoom", "failed", "<html><meta name=viewport content='width=device-width, user-scalable=no'>"},
    {"viewport-zoom", "failed", "<html><meta name=viewport content='maximum-scale=1.5'>"},
    {"viewport-zoom", "passed", "<html><meta name=viewport content='maximum-scale=5, user-scalable=yes'>"},
    {"viewport-zoom", "inapplicable", "<html><meta name=viewport content='width=device-width, initial-scale=1'>"},
    {"refresh", "failed", "<html><meta http-equiv=refresh content='5; url=a.html'>"},
    {"refresh", "passed", "<html><meta http-equiv=Refresh content='0; url=a.html'>"},
    {"refresh", "inapplicable", "<html><meta http-equiv=refresh content='cinq'>"},
};

static void outcomes(void)
{
    char html[2048];
    unsigned violations;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        snprintf(html, sizeof html,
                 "<!DOCTYPE html><html lang=fr><head><title>Page</title></head><body>%s</body></html>", bodies[i].body);
        char *json = report_on(html, "json", &violations);
        const char *got = outcome_of(json, bodies[i].id);
        CHECK_TEXT(got, bodies[i].wanted);
        if (strcmp(got, bodies[i].wanted) != 0)
            printf("  %s: %s\n", bodies[i].id, bodies[i].body);
        CHECK((violations > 0) == (strstr(json, "\"failed\"") != NULL));
        free(json);
    }
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char *json = report_on(pages[i].html, "json", &violations);
        const char *got = outcome_of(json, pages[i].id);
        CHECK_TEXT(got, pages[i].wanted);
        if (strcmp(got, pages[i].wanted) != 0)
            printf("  %s: %s\n", pages[i].id, pages[i].html);
        free(json);
    }
}

#define PARAGRAPH_OF(properties, text) "<w:p><w:pPr>" properties "</w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define HEADING_STYLE "<w:pStyle w:val='T1'/>"
#define PICTURE(properties) "<w:p><w:r><w:drawing><wp:docPr id='1' " properties "/><pic:pic/></w:drawing></w:r></w:p>"
#define CELLS "<w:tc><w:p/></w:tc><w:tc><w:p/></w:tc>"

static void documents(void)
{
    static const struct {
        const char *id, *wanted, *body, *title, *language;
    } cases[] = {
        {"document-title", "failed", PARAGRAPH_OF("", "x"), "", "fr-FR"},
        {"document-title", "passed", PARAGRAPH_OF("", "x"), "Le ciel", "fr-FR"},
        {"document-language", "failed", PARAGRAPH_OF("", "x"), "x", ""},
        {"document-language", "failed", PARAGRAPH_OF("", "x"), "x", "francais"},
        {"document-language", "passed", PARAGRAPH_OF("", "x"), "x", "fr-FR"},
        {"document-language", "cantTell", "<w:p><w:r><w:rPr><w:lang w:val='fr'/></w:rPr></w:r></w:p>", "x", ""},
        {"picture-name", "failed", PICTURE("name='Image 1'"), "x", "fr"},
        {"picture-name", "passed", PICTURE("descr='Un arbre'"), "x", "fr"},
        {"picture-name", "inapplicable", PARAGRAPH_OF("", "x"), "x", "fr"},
        {"empty-heading", "failed", PARAGRAPH_OF(HEADING_STYLE, " "), "x", "fr"},
        {"empty-heading", "passed", PARAGRAPH_OF(HEADING_STYLE, "Le ciel"), "x", "fr"},
        {"real-headings", "inapplicable", PARAGRAPH_OF("", "x"), "x", "fr"},
        {"hyperlink-name", "failed", "<w:p><w:hyperlink w:anchor='a'><w:r/></w:hyperlink></w:p>", "x", "fr"},
        {"hyperlink-name", "passed", "<w:p><w:hyperlink w:anchor='a'><w:r><w:t>Ici</w:t></w:r></w:hyperlink></w:p>",
         "x", "fr"},
        {"header-row", "cantTell", "<w:tbl><w:tr>" CELLS "</w:tr><w:tr>" CELLS "</w:tr></w:tbl>", "x", "fr"},
        {"header-row", "passed",
         "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" CELLS "</w:tr><w:tr>" CELLS "</w:tr></w:tbl>", "x", "fr"},
    };
    unsigned violations;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer bytes = BUFFER_EMPTY;
        make_docx(cases[i].body, cases[i].title, cases[i].language, &bytes);
        CHECK(docx_checker.probe((const unsigned char *)bytes.data, bytes.size) > 50);
        char *json = report_by(&docx_checker, bytes.data, bytes.size, "json", &violations);
        const char *got = outcome_of(json, cases[i].id);
        CHECK_TEXT(got, cases[i].wanted);
        if (strcmp(got, cases[i].wanted) != 0)
            printf("  %s: %s\n", cases[i].id, cases[i].body);
        free(json);
        buffer_free(&bytes);
    }
}

/* Subtags of the IANA registry, and what only looks like one. */
static void tags(void)
{
    CHECK(tag_is_known("fr") && tag_is_known("FR-ca") && tag_is_known("gsw") && tag_is_known("x-moi") &&
          tag_is_known("qaa"));
    CHECK(!tag_is_known("fra") && !tag_is_known("eng") && !tag_is_known("zz") && !tag_is_known("x") &&
          !tag_is_known(""));
    CHECK(!tag_is_known("i-lux") && !tag_is_known("fr_FR") && !tag_is_known("abcdefghi"));
    CHECK(tag_same_language("fr", "FR-be") && !tag_same_language("fr", "en") && !tag_same_language("", ""));
}

static void reports(void)
{
    unsigned violations;
    char *plain = report_on("<!DOCTYPE html><html lang=en><title>x</title><img src='a\"b.png'>", "text", &violations);
    CHECK(violations == 1);
    CHECK(strstr(plain, "1 certain failure(s).") && strstr(plain, "WCAG 1.1.1, RGAA 1.1"));
    CHECK(strstr(plain, "/html[1]/body[1]/img[1]"));
    free(plain);
    char *json = report_on("<!DOCTYPE html><html lang=en><title>x</title><img src='a\"b.png'>", "json", &violations);
    CHECK(strstr(json, "{\"file\": \"page.html\", \"outcomes\": [") == json);
    CHECK(strstr(json, "\"act\": [\"23a2a8\"], \"wcag\": [\"1.1.1\"], \"rgaa\": [\"1.1\"], \"outcome\": \"failed\""));
    CHECK(strstr(json, "a\\\"b.png"));
    free(json);
}

/* Every rule says in both languages what it asks for, what is wrong or the question, and how to mend it. */
static void messages(void)
{
    static const char *const languages[] = {"fr", "en"};
    for (size_t l = 0; l < 2; l++) {
        report_log *log = report_new();
        report_language(log, languages[l]);
        arena *pool = arena_new(1 << 20);
        task job = {.log = log};
        check c = {.job = &job, .pool = pool};
        for (const rule *r = check_html_rules; r->id; r++) {
            char code[96];
            snprintf(code, sizeof code, "check.%s", r->id);
            CHECK(*check_message(&c, code, "") && strcmp(check_message(&c, code, ""), code) != 0);
            snprintf(code, sizeof code, "check.%s.mend", r->id);
            CHECK(*check_message(&c, code, ""));
            CHECK(*r->wcag);
        }
        arena_free(pool);
        report_free(log);
    }
}

int main(void)
{
    outcomes();
    documents();
    tags();
    reports();
    messages();
    return check_end();
}
