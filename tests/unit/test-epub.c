/* EPUB, read and written: small packages made here. Rules: EPUB 3.3 and OPF 2.0.1 by section. */
#include "convert.h"
#include "lesson/native.h"
#include "source/archive.h"
#include "source/ocf.h"
#include "source/opf.h"

#define HTML(inside)                                                                                                   \
    "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body>" inside               \
    "</body></html>"
#define PACKAGE(manifest, spine)                                                                                         \
    "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>" \
    "<dc:title>La mare</dc:title><dc:language>fr</dc:language></metadata><manifest>" manifest "</manifest>" spine        \
    "</package>"
#define ITEM_OF(id, href) "<item id='" id "' href='" href "' media-type='application/xhtml+xml'/>"

static const char container[] =
    "<container version='1.0' xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile "
    "full-path='p/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

typedef struct part {
    const char *name, *text;
} part;

/* A package of parts, up to one without a name, after the usual container. */
static buffer packed(const part *parts, bool mimetype)
{
    report_log *log = report_new();
    buffer package = BUFFER_EMPTY;
    archive_writer *w = archive_new();
    if (mimetype)
        archive_add(w, "mimetype", "application/epub+zip", 20, true);
    archive_add(w, "META-INF/container.xml", container, sizeof container - 1, false);
    for (; parts->name; parts++)
        archive_add(w, parts->name, parts->text, strlen(parts->text), false);
    CHECK(archive_finish(w, log, &package) == ARD_OK);
    archive_writer_free(w);
    report_free(log);
    return package;
}

/* The body of the native form that a package gives. */
static void check_read(const part *parts, const char *wanted)
{
    buffer package = packed(parts, true);
    conversion c = convert_bytes("epub", "native", package.data, package.size);
    char *got = convert_body(&c, "<body>\n", "</body>");
    CHECK(c.status == ARD_OK);
    CHECK_TEXT(got, wanted);
    free(got);
    convert_end(&c);
    buffer_free(&package);
}

static void check_refused(const part *parts, const char *code)
{
    buffer package = packed(parts, true);
    conversion c = convert_bytes("epub", "native", package.data, package.size);
    CHECK(c.status == ARD_E_READ);
    CHECK(convert_said(&c, code));
    convert_end(&c);
    buffer_free(&package);
}

/* Links and notes between pages (5.7 spine; ids hold in one document); pages out of the order come last. */
static void test_pages(void)
{
    static const part parts[] = {
        {"p/book.opf",
         PACKAGE(ITEM_OF("a", "un.xhtml") ITEM_OF("b", "deux%20pages.xhtml") ITEM_OF("c", "trois.xhtml"),
                 "<spine><itemref idref='c' linear='no'/><itemref idref='a'/><itemref idref='b'/></spine>")},
        {"p/un.xhtml", HTML("<p id='x'>Un<a epub:type='noteref' href='trois.xhtml#n'>1</a> "
                            "<a href='deux%20pages.xhtml#x'>Deux</a></p>")},
        {"p/deux pages.xhtml", HTML("<p id='x'>Deux <a href='un.xhtml'>Un</a></p>")},
        {"p/trois.xhtml", HTML("<aside id='n'><p>La note.</p></aside>")},
        {NULL, NULL},
    };
    check_read(
        parts,
        "<p id=\"x\">Un<a data-ard=\"note-reference\" epub:type=\"noteref\" href=\"#n\" role=\"doc-noteref\">1</a> "
        "<a href=\"#x-2\">Deux</a></p>\n<p id=\"x-2\">Deux <a href=\"#x\">Un</a></p>\n"
        "<aside data-ard=\"note\" epub:type=\"footnote\" id=\"n\">\n<p>La note.</p>\n</aside>\n");
}

/* A page without a heading has that of the contents (OPF 2.0.1, 2.4.1); the list of pages gives marks. */
static void test_contents(void)
{
    static const part parts[] = {
        {"p/book.opf",
         PACKAGE(ITEM_OF("a", "un.xhtml")
                     ITEM_OF("b", "deux.xhtml") "<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>",
                 "<spine toc='ncx'><itemref idref='a'/><itemref idref='b'/></spine>")},
        {"p/un.xhtml", HTML("<p>Les canards</p><p>Ils nagent.</p>")},
        {"p/deux.xhtml", HTML("<p>Elles <a id='p12'></a>dorment.</p>")},
        {"p/toc.ncx",
         "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap><navPoint><navLabel><text>Les  canards</text>"
         "</navLabel><content src='un.xhtml'/><navPoint><navLabel><text>Les grenouilles</text></navLabel>"
         "<content src='deux.xhtml'/></navPoint></navPoint></navMap><pageList><pageTarget><navLabel><text>12</text>"
         "</navLabel><content src='deux.xhtml#p12'/></pageTarget></pageList></ncx>"},
        {NULL, NULL},
    };
    check_read(parts, "<h1>Les canards</h1>\n<p>Ils nagent.</p>\n<h2>Les grenouilles</h2>\n"
                      "<p>Elles <span data-ard=\"page\" id=\"p12\" title=\"12\"></span>dorment.</p>\n");
}

static void test_refused(void)
{
    static const part locked[] = {
        {"p/book.opf", PACKAGE(ITEM_OF("a", "un.xhtml"), "<spine><itemref idref='a'/></spine>")},
        {"p/un.xhtml", "\x01\x02"},
        {"META-INF/encryption.xml",
         "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData><enc:EncryptionMethod "
         "Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/><enc:CipherData><enc:CipherReference "
         "URI='p/un.xhtml'/></enc:CipherData></enc:EncryptedData></encryption>"},
        {NULL, NULL},
    };
    static const part empty[] = {{"p/book.opf", PACKAGE("", "<spine/>")}, {NULL, NULL}};
    static const part other[] = {{"p/book.opf", "<book/>"}, {NULL, NULL}};
    check_refused(locked, "epub.encrypted");
    check_refused(empty, "epub.none");
    check_refused(other, "opf.none");
}

/* A package that does not say what it is, with a page that is not well formed and an entity of XHTML 1.1. */
static void test_mended(void)
{
    static const part parts[] = {
        {"p/book.opf", PACKAGE(ITEM_OF("a", "un.xhtml"), "<spine><itemref idref='a'/></spine>")},
        {"p/un.xhtml", HTML("<p>L&eacute;o<br>dort")},
        {NULL, NULL},
    };
    buffer package = packed(parts, false);
    conversion c = convert_bytes("epub", "text", package.data, package.size);
    CHECK(c.status == ARD_OK);
    CHECK(strstr(buffer_string(&c.out), "Léo\ndort"));
    CHECK(convert_said(&c, "epub.mimetype"));
    CHECK(convert_said(&c, "epub.malformed"));
    convert_end(&c);
    buffer_free(&package);
}

/* Pronunciations are left out, and that is said (EPUB 3.3, 6.1.4; Pronunciation Lexicon Specification). */
static void test_pronunciations(void)
{
    static const part parts[] = {
        {"p/book.opf", PACKAGE(ITEM_OF("a", "un.xhtml") "<item id='l' href='fr.pls' media-type='application/pls+xml'/>",
                               "<spine><itemref idref='a'/></spine>")},
        {"p/un.xhtml", HTML("<p>Les <span xmlns:s='http://www.w3.org/2001/10/synthesis' s:ph='mɔʁ'>morts</span>.</p>")},
        {"p/fr.pls", "<lexicon xmlns='http://www.w3.org/2005/01/pronunciation-lexicon'/>"},
        {NULL, NULL},
    };
    buffer package = packed(parts, true);
    conversion c = convert_bytes("epub", "native", package.data, package.size);
    CHECK(c.status == ARD_OK && convert_said(&c, "epub.lexicons") && convert_said(&c, "epub.pronounced"));
    convert_end(&c);
    buffer_free(&package);
}

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

/* Checks that a part of a written package holds a text, or, where `not`, does not. */
static void check_part(ocf *book, const char *name, const char *text, bool not )
{
    const char *bytes = NULL;
    size_t size;
    CHECK(ocf_bytes(book, name, &bytes, &size) == ARD_OK);
    CHECK(bytes && !strstr(bytes, text) == not );
}

/* Chapters at headings of level 1; a link and a note across them; contents in levels; the same bytes twice. */
static void test_written(void)
{
    static const char lesson[] =
        "# Un\n\nVoir [deux](#b).[^1]\n\n### Sous un\n\n# Deux {#b}\n\n$\\textcolor{darkred}{x}$, $\\textcolor{red}{y}$\n\n[^1]: La note.\n";
    conversion one = convert("markdown", "epub", lesson), other = convert("markdown", "epub", lesson);
    ard_limits limits = ard_limits_default();
    arena *pool = arena_new(64 << 20);
    ocf *book = NULL;
    CHECK(one.out.size == other.out.size && memcmp(one.out.data, other.out.data, one.out.size) == 0);
    CHECK(ocf_open(&book, pool, one.log, &limits, one.out.data, one.out.size) == ARD_OK);
    if (book) {
        CHECK(ocf_says_epub(book));
        check_part(book, "EPUB/chapter-1.xhtml", "href=\"chapter-2.xhtml#b\"", false);
        check_part(book, "EPUB/chapter-1.xhtml", "La note.", false);
        check_part(book, "EPUB/chapter-2.xhtml", "La note.", true);
        /* MathML 3, which books have, knows 16 names of colours: the others are CSS there. */
        check_part(book, "EPUB/chapter-2.xhtml", " mathcolor=\"darkred\"", true);
        check_part(book, "EPUB/chapter-2.xhtml", "style=\"color:darkred\"", false);
        check_part(book, "EPUB/chapter-2.xhtml", " mathcolor=\"red\"", false);
        check_part(book, "EPUB/nav.xhtml", "Un</a>\n<ol>\n<li><a href=\"chapter-1.xhtml#", false);
        check_part(book, "EPUB/package.opf", "schema:accessibilitySummary", false);
        check_part(book, "EPUB/package.opf", "conformsTo", true);
    }
    ocf_close(book);
    arena_free(pool);
    convert_end(&one);
    convert_end(&other);
}

int main(void)
{
    test_pages();
    test_contents();
    test_refused();
    test_mended();
    test_pronunciations();
    test_written();
    return check_end();
}
