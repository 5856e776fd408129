/* The DOCX writer: what it makes of small trees, the order of the schema's elements, and that a lesson comes back whole. */
#include "convert.h"
#include "lesson/native.h"
#include "source/archive.h"
#include "source/xml.h"
#include "trees.h"

#include "base/table.h"

/* ---- There and back ---------------------------------------------------------------------------------------------- */

/* Takes away what the format lacks: what filters gave, and styles of a formula's own elements. */
static void take_lacks(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE && w.node->kind == MATHML)
            w.node->style = STYLE_NONE;
        if (event == WALK_LEAVE && kind_about(w.node->kind)->class == GIVEN)
            node_unlink(w.node);
    }
}

/* The document as DOCX, read again: NULL where that failed. */
static ard_document *there_and_back(const ard_document *document, report_log *log, buffer *docx)
{
    ard_limits limits = ard_limits_default();
    task t = {.log = log, .limits = &limits, .data = ""};
    if (convert_write("docx", &t, document, docx) != ARD_OK)
        return NULL;
    source in = {(const unsigned char *)buffer_string(docx), docx->size, "essai"};
    ard_document *back = lesson_new(&limits, log);
    if (convert_read("docx", &t, &in, back) != ARD_OK) {
        ard_document_free(back);
        return NULL;
    }
    lesson_tidy(back);
    return back;
}

static void test_random_trees(void)
{
    unsigned wrong = 0;
    for (unsigned seed = 1; seed <= 600; seed++) {
        dice d = {seed};
        report_log *log = report_new();
        ard_document *document = random_document(&d, 10 + roll(&d, 80), roll(&d, 2), log);
        take_lacks(document);
        lesson_tidy(document);
        buffer docx = BUFFER_EMPTY, before = BUFFER_EMPTY, after = BUFFER_EMPTY;
        ard_document *back = there_and_back(document, log, &docx);
        native_write(document, &before);
        if (back)
            native_write(back, &after);
        bool same = back && strcmp(buffer_string(&before), buffer_string(&after)) == 0;
        if (!same && !lesson_gifts(document) && wrong++ < 3) {
            printf("seed %u\n", seed);
            printf("%s\n---------\n%s\n", buffer_string(&before), buffer_string(&after));
        }
        buffer_free(&docx);
        buffer_free(&before);
        buffer_free(&after);
        ard_document_free(back);
        ard_document_free(document);
        report_free(log);
    }
    CHECK(wrong == 0);
}

/* ---- What is written --------------------------------------------------------------------------------------------- */

/* A lesson with something of everything. */
static const char everything[] =
    "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" "
    "data-ard=\"native\" lang=\"fr\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>Tout</title>\n"
    "<meta data-ard=\"style\" name=\"Ardoise\" data-ard-font-family=\"Luciole\" data-ard-font-size=\"16pt\" "
    "data-ard-letter-spacing=\"0.1em\" data-ard-line-height=\"1.8\" data-ard-background-color=\"#fff8e7\"/>\n"
    "<meta data-ard=\"style\" name=\"Ardoise A1\" data-ard-color=\"#1a1a1a\" data-ard-border=\"1pt solid #000000\" "
    "data-ard-text-align=\"left\" data-ard-hyphens=\"none\" data-ard-margin-top=\"6pt\" "
    "data-ard-break-before=\"page\" data-ard-text-decoration=\"underline\"/>\n"
    "<script data-ard=\"resource\" title=\"image-1.png\" type=\"image/png\">iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf"
    "FcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==</script>\n</head>\n<body>\n"
    "<h1 id=\"un titre\">T</h1>\n"
    "<section data-ard=\"exercise\">\n<h2>Exercice 1</h2>\n<p data-ard=\"instruction\">Souligne.</p>\n"
    "<section data-ard=\"question\">\n<p>a <span data-ard=\"answer\" data-size=\"8\"></span> "
    "<span data-ard=\"answer\" data-choices=\"oui&#10;non\"></span> <span data-ard=\"check\" aria-checked=\"true\">"
    "</span> <img data-ard-number=\"1\" alt=\"Un chat\"/><img data-ard-number=\"1\" alt=\"\"/></p>\n</section>\n"
    "</section>\n<p data-ard-style=\"Ardoise A1\" dir=\"rtl\" lang=\"ar\"><strong><em><u><s><mark>x<sub>2</sub></mark>"
    "</s></u></em></strong><code data-ard-style=\"Ardoise A1\">y</code></p>\n"
    "<p><a href=\"#un titre\" title=\"t\">ici</a> <a href=\"https://a.fr/b c\">l\xC3\xA0</a>"
    "<a data-ard=\"note-reference\" href=\"#n\">1</a><a data-ard=\"note-reference\" href=\"#m\">*</a></p>\n"
    "<ol start=\"3\" data-after=\")\">\n<li>\n<p>a</p>\n<ul data-bullet=\"\xE2\x98\x90\">\n<li>\n<p>b</p>\n</li>\n"
    "</ul>\n<p>c</p>\n</li>\n<li value=\"7\">\n<p>d</p>\n</li>\n<li data-label=\"Bonus :\">\n<p>e</p>\n</li>\n</ol>\n"
    "<ol>\n<li data-label=\"1.1\">\n<p>a</p>\n</li>\n<li data-label=\"1.2\">\n<p>b</p>\n</li>\n</ol>\n"
    "<table aria-label=\"Un tableau\">\n<caption>L\xC3\xA9gende</caption>\n<tr>\n<th scope=\"col\" colspan=\"2\">\n"
    "<p>A</p>\n</th>\n</tr>\n<tr>\n<td rowspan=\"2\">\n<p>1</p>\n</td>\n<td>\n<p>2</p>\n</td>\n</tr>\n<tr>\n<td>\n"
    "<p>3</p>\n</td>\n</tr>\n</table>\n<dl>\n<dt>mot</dt>\n<dd>\n<p>sens</p>\n</dd>\n</dl>\n"
    "<pre>x\n\ty</pre>\n<blockquote>\n<p>q</p>\n</blockquote>\n<hr/>\n<div data-ard=\"page\" title=\"12\"></div>\n"
    "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>\n"
    "<aside data-ard=\"note\" epub:type=\"footnote\" id=\"n\">\n<p>une note</p>\n</aside>\n"
    "<aside data-ard=\"note\" epub:type=\"endnote\" id=\"m\">\n<p>une autre</p>\n</aside>\n</body>\n</html>\n";

/* The order of children (ECMA-376 part 1, annex A.1): Word refuses a document with another. Only those that are written. */
static const struct {
    const char *parent, *children;
} orders[] = {
    {"w:abstractNum", "w:multiLevelType w:lvl"},
    {"w:lvl", "w:start w:numFmt w:lvlText w:lvlJc w:pPr"},
    {"w:pPr", "w:pStyle w:keepNext w:pageBreakBefore w:numPr w:pBdr w:shd w:suppressAutoHyphens w:bidi w:spacing w:ind "
              "w:jc w:outlineLvl"},
    {"w:pBdr", "w:top w:left w:bottom w:right"},
    {"w:rPr",
     "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:strike w:color w:spacing w:sz w:szCs w:highlight w:u w:bdr w:shd "
     "w:vertAlign w:rtl w:lang"},
    {"w:sdt", "w:sdtPr w:sdtContent"},
    {"w:sdtPr", "w:alias w:tag w:id w:showingPlcHdr w:dropDownList w:docPartObj w:text w14:checkbox"},
    {"w:style", "w:name w:basedOn w:next w:qFormat w:pPr w:rPr w:tblPr w:tblStylePr"},
    {"w:styles", "w:docDefaults w:style"},
    {"w:settings", "w:displayBackgroundShape w:defaultTabStop w:autoHyphenation w:footnotePr w:endnotePr w:compat "
                   "w:themeFontLang"},
    {"w:tbl", "w:tblPr w:tblGrid w:tr"},
    {"w:tblPr", "w:tblStyle w:bidiVisual w:tblW w:tblInd w:tblBorders w:tblCellMar w:tblLook w:tblCaption"},
    {"w:tcPr", "w:tcW w:gridSpan w:vMerge"},
    {"w:tr", "w:trPr w:tc"},
    {"w:trPr", "w:cantSplit w:tblHeader"},
    {"w:numbering", "w:abstractNum w:num"},
    {"w:num", "w:abstractNumId w:lvlOverride"},
    {"wp:inline", "wp:extent wp:docPr a:graphic"},
};

/* The place of a word in a list of words, from 1; 0 where it is not there. */
static unsigned place_in(const char *list, const char *word)
{
    unsigned number = 1;
    for (size_t size; *list; list += size + (list[size] == ' '), number++) {
        size = strcspn(list, " ");
        if (strlen(word) == size && memcmp(list, word, size) == 0)
            return number;
    }
    return 0;
}

static void check_order(const xml_node *parent, const char *children)
{
    unsigned before = 0;
    for (const xml_node *child = parent->first; child; child = child->next) {
        unsigned number = child->name ? place_in(children, child->name) : before;
        if (child->name && (!number || number < before))
            printf("%s in %s, line %u\n", child->name, parent->name, child->line);
        CHECK(!child->name || (number && number >= before));
        before = number;
    }
}

/* Ids and names that may not stand twice in a part. */
static void check_unique(table *seen, const xml_node *n, const char *element, const char *attribute_name)
{
    const char *value = xml_is(n, element) ? xml_value(n, attribute_name) : NULL;
    buffer key = BUFFER_EMPTY;
    if (!value)
        return;
    buffer_format(&key, "%s %s", element, value);
    CHECK(!table_value(seen, buffer_string(&key)));
    table_set(seen, buffer_string(&key), seen);
    buffer_free(&key);
}

/* A cell ends with a paragraph (17.4.65). */
static void check_cell(const xml_node *cell)
{
    const xml_node *last = NULL;
    for (const xml_node *child = cell->first; child; child = child->next)
        last = child->name ? child : last;
    CHECK(xml_is(last, "w:p"));
}

static void check_part(arena *pool, const xml_node *root)
{
    table *seen = table_new(pool);
    for (const xml_node *n = root; n; n = xml_following(n, root)) {
        for (size_t i = 0; n->name && i < sizeof orders / sizeof *orders; i++)
            if (strcmp(orders[i].parent, n->name) == 0)
                check_order(n, orders[i].children);
        if (!n->name)
            continue;
        check_unique(seen, n, "wp:docPr", "id");
        check_unique(seen, n, "w:bookmarkStart", "w:id");
        check_unique(seen, n, "w:bookmarkStart", "w:name");
        check_unique(seen, n, "w:style", "w:styleId");
        check_unique(seen, n, "w:num", "w:numId");
        const char *name = xml_is(n, "w:bookmarkStart") ? xml_value(n, "w:name") : "a";
        CHECK(name && strlen(name) <= 40 && !strchr(name, ' '));
        if (xml_is(n, "w:tc"))
            check_cell(n);
    }
}

static void test_order(void)
{
    conversion c = convert("native", "docx", everything);
    ard_limits limits = ard_limits_default();
    arena *pool = arena_new(64 << 20);
    archive *package = NULL;
    CHECK(c.status == ARD_OK && archive_open(&package, c.log, &limits, c.out.data, c.out.size) == ARD_OK);
    for (size_t i = 0; package && i < archive_count(package); i++) {
        const char *name = archive_name(package, i), *bytes;
        size_t size;
        xml_node *root;
        if (strstr(name, "media/"))
            continue;
        CHECK(archive_part(package, pool, name, &bytes, &size) == ARD_OK &&
              xml_read(&root, pool, c.log, &limits, name, bytes, size) == ARD_OK);
        check_part(pool, root);
    }
    archive_close(package);
    arena_free(pool);
    convert_end(&c);
}

/* ---- After Word has saved it ------------------------------------------------------------------------------------- */

/* The package without what is carried: Word drops the attributes of ignorable namespaces when it saves. */
static void without_carried(const conversion *c, buffer *out)
{
    ard_limits limits = ard_limits_default();
    arena *pool = arena_new(64 << 20);
    archive *package = NULL;
    archive_writer *made = archive_new();
    CHECK(archive_open(&package, c->log, &limits, c->out.data, c->out.size) == ARD_OK);
    for (size_t i = 0; package && i < archive_count(package); i++) {
        const char *name = archive_name(package, i), *bytes;
        size_t size;
        buffer part = BUFFER_EMPTY;
        CHECK(archive_part(package, pool, name, &bytes, &size) == ARD_OK);
        for (const char *at = bytes; at < bytes + size; at++) {
            if (strstr(name, ".xml") && strncmp(at, " ard:", 5) == 0) {
                at = strchr(at, '"');
                at = strchr(at + 1, '"');
            } else
                buffer_byte(&part, *at);
        }
        archive_add(made, name, buffer_string(&part), part.size, false);
        buffer_free(&part);
    }
    CHECK(archive_finish(made, c->log, out) == ARD_OK);
    archive_writer_free(made);
    archive_close(package);
    arena_free(pool);
}

static void test_without_carried(void)
{
    static const char *const kept[] = {
        "<h1 id=\"lien_1\">T</h1>",
        "<section data-ard=\"exercise\">\n<h2>Exercice 1</h2>\n<p data-ard=\"instruction\">Souligne.</p>\n"
        "<section data-ard=\"question\">\n<p>a <span data-ard=\"answer\" data-size=\"8\"></span> "
        "<span data-ard=\"answer\" data-choices=\"oui&#10;non\"></span> "
        "<span data-ard=\"check\" aria-checked=\"true\"></span> <img data-ard-number=\"1\" alt=\"Un chat\"",
        "<a href=\"#lien_1\" title=\"t\">ici</a>",
        "<ol data-after=\")\" start=\"3\">\n<li>\n<p>a</p>\n<ul data-bullet=\"\xE2\x98\x90\">\n<li>\n<p>b</p>\n</li>\n"
        "</ul>\n<p>c</p>\n</li>\n",
        "<li data-label=\"1.1\">\n<p>a</p>\n</li>\n<li data-label=\"1.2\">\n<p>b</p>\n</li>\n</ol>\n",
        "<table aria-label=\"Un tableau\">\n<caption>L\xC3\xA9gende</caption>\n<tr>\n<th colspan=\"2\" scope=\"col\">\n"
        "<p>A</p>\n</th>\n</tr>\n<tr>\n<td rowspan=\"2\">\n<p>1</p>\n</td>\n",
        "<dl>\n<dt>mot</dt>\n<dd>\n<p>sens</p>\n</dd>\n</dl>\n<pre>x\n\ty</pre>\n<blockquote>\n<p>q</p>\n</blockquote>\n"
        "<hr/>\n<div data-ard=\"page\" title=\"12\"></div>\n",
        "<mfrac><mn>1</mn><mn>2</mn></mfrac>",
        "<a data-ard=\"note-reference\" href=\"#footnote-1\" role=\"doc-noteref\">1</a>"
        "<a data-ard=\"note-reference\" href=\"#endnote-1\" role=\"doc-noteref\">*</a></p>\n",
        "<aside data-ard=\"note\" epub:type=\"footnote\" id=\"footnote-1\">\n",
        "<aside data-ard=\"note\" epub:type=\"endnote\" id=\"endnote-1\">\n",
    };
    conversion c = convert("native", "docx", everything);
    buffer bare = BUFFER_EMPTY;
    without_carried(&c, &bare);
    conversion back = convert_bytes("docx", "native", buffer_string(&bare), bare.size);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        bool there = strstr(buffer_string(&back.out), kept[i]) != NULL;
        CHECK(there);
        if (!there)
            printf("not there: %s\n", kept[i]);
    }
    if (check_failed)
        printf("%s\n", buffer_string(&back.out));
    buffer_free(&bare);
    convert_end(&back);
    convert_end(&c);
}

int main(void)
{
    test_random_trees();
    test_order();
    test_without_carried();
    return check_end();
}
