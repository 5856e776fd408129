/* The DOCX reader: small packages made here, read and written as native. Rules: ECMA-376 part 1 by section, part 2 for
 * packages. The lessons of tests/lessons are read too, where the test runs at the root of the source. */
#include "base/options.h"
#include "base/plugin.h"
#include "check.h"
#include "documents.h"
#include "lesson/lesson.h"
#include "lesson/native.h"
#include "lesson/tidy.h"
#include "office/numbering.h"
#include "office/symbols.h"
#include "source/archive.h"

extern const ard_reader docx_reader;

#define MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define NAMES                                                                                                          \
    "xmlns:w=\"" MAIN "\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "            \
    "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "                                          \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "                                        \
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "                             \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                                               \
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "                                          \
    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "                                 \
    "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "                                              \
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "                   \
    "xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\""
#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(inside) "<w:p>" inside "</w:p>"
#define RELATION(id, type, target, more)                                                                               \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type     \
    "\" Target=\"" target "\"" more "/>"
#define STYLE(type, id, name, inside)                                                                                  \
    "<w:style w:type=\"" type "\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/>" inside "</w:style>"

static const char styles[] =
    "<w:styles " NAMES "><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"fr-FR\" w:bidi=\"ar-SA\"/></w:rPr>"
    "</w:rPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>" STYLE(
        "paragraph", "T1", "heading 1",
        "<w:basedOn w:val=\"Normal\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>"
        "<w:rPr><w:b/></w:rPr>") STYLE("paragraph", "Mien", "Mon titre",
                                       "<w:basedOn w:val=\"T1\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>")
        STYLE("paragraph", "Heritier", "Titre de partie", "<w:basedOn w:val=\"T1\"/>") STYLE("paragraph", "Titre2",
                                                                                             "Titre 2", "")
            STYLE("paragraph", "Corps", "Corps", "<w:basedOn w:val=\"T1\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr>")
                STYLE("paragraph", "Boucle1", "Boucle 1",
                      "<w:basedOn w:val=\"Boucle2\"/>") STYLE("paragraph", "Boucle2", "Boucle 2",
                                                              "<w:basedOn w:val=\"Boucle1\"/>")
                    STYLE("paragraph", "Ex", "Exercice",
                          "<w:pPr><w:numPr><w:numId w:val=\"9\"/></w:numPr><w:outlineLvl w:val=\"1\"/></w:pPr>")
                        STYLE("paragraph", "Lgende", "caption",
                              "") STYLE("paragraph", "Cit", "Quote",
                                        "<w:rPr><w:i/></w:rPr>") STYLE("paragraph", "Gras", "Gras",
                                                                       "<w:rPr><w:b/></w:rPr>")
                            STYLE("character", "lev", "Strong", "<w:rPr><w:b/></w:rPr>") STYLE(
                                "table", "Joli", "Joli",
                                "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/></w:rPr></w:tblStylePr>") "</w:styles>";

#define LEVEL(number, format, text, left)                                                                              \
    "<w:lvl w:ilvl=\"" number "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text      \
    "\"/><w:pPr><w:ind w:left=\"" left "\" w:hanging=\"360\"/></w:pPr></w:lvl>"
#define ABSTRACT(id, levels) "<w:abstractNum w:abstractNumId=\"" id "\">" levels "</w:abstractNum>"
#define NUM(id, of, more) "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" of "\"/>" more "</w:num>"

static const char numbering[] = "<w:numbering " NAMES ">" ABSTRACT("0",
                                                                   LEVEL("0", "decimal", "%1.", "720")
                                                                       LEVEL("1", "lowerLetter", "%2)", "1440")
                                                                           LEVEL("2", "decimal", "%1.%2.%3", "2160"))
    ABSTRACT("1", LEVEL("0", "bullet", "•", "720")) ABSTRACT(
        "2",
        LEVEL(
            "0",
            "bullet",
            "\xEF\x82\xA8",
            "720")) "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
                    "<w:pStyle w:val=\"Ex\"/><w:lvlText w:val=\"Exercice %1 :\"/></w:lvl></w:abstractNum>" NUM("1", "0",
                                                                                                               "")
                        NUM("2", "0", "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>")
                            ABSTRACT("4", LEVEL("0", "decimal", "%1)", "900")) NUM("8", "4", "") NUM("3", "1", "")
                                NUM("4", "2", "") NUM("5", "0", "") NUM("9", "3", "") "</w:numbering>";

static const char footnotes[] =
    "<w:footnotes " NAMES "><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\">" P(
        T("Une note")) "</w:footnote></w:footnotes>";

static const char relations[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" RELATION("s", "styles",
                                                                                                      "styles.xml", "")
        RELATION("n", "numbering", "/word/numbering.xml", "") RELATION("f", "footnotes", "../word/FootNotes.xml", "")
            RELATION("i", "image", "media/une%20image.png",
                     "") RELATION("web", "hyperlink", "https://example.org/a?b#c", " TargetMode=\"External\"")
                RELATION("js", "hyperlink", "javascript:alert(1)", " TargetMode=\"External\"")
                    RELATION("h", "header", "header1.xml", "") RELATION("p", "footer", "footer1.xml", "")
                        RELATION("out", "image", "file:///etc/passwd", " TargetMode=\"External\"") "</Relationships>";

static const char root_relations[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" RELATION(
        "d", "officeDocument", "word/document.xml", "") "</Relationships>";

#define MARK_OF(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define SAYS(text) "<w:r><w:instrText xml:space=\"preserve\">" text "</w:instrText></w:r>"

/* What the last document was read with. */
static size_t losses;
static ard_status status;

/* The body of a document's native form without the line ends between tags, in `out`. */
static void native_body(const ard_document *document, buffer *out)
{
    buffer whole = BUFFER_EMPTY;
    native_write(document, &whole);
    const char *body = strstr(buffer_string(&whole), "<body"), *begin = body ? strchr(body, '>') : NULL,
               *end = strstr(buffer_string(&whole), "</body>");
    for (const char *at = begin ? begin + 1 : NULL; at && at < end; at++)
        if (*at != '\n' || at[-1] != '>')
            buffer_byte(out, *at);
    buffer_free(&whole);
}

/* Reads a package; its native form to `out`. `code` is a diagnostic that must be there, or NULL. */
static const char *read_bytes(const void *bytes, size_t size, const char *code, buffer *out)
{
    ard_limits limits = ard_limits_default();
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    task work = {.log = log, .limits = &limits, .data = ""};
    buffer copy = BUFFER_EMPTY;
    buffer_add(&copy, bytes, size);
    source from = {(const unsigned char *)buffer_string(&copy), size, "a.docx"};
    buffer_reset(out);
    status = docx_reader.read(&work, &from, document);
    if (status == ARD_OK) {
        CHECK(lesson_tidy(document) == ARD_OK);
        CHECK_TEXT(lesson_fault(document), NULL);
        native_body(document, out);
    }
    CHECK(!code || has_code(log, code));
    losses = 0;
    size_t count;
    const ard_diag *diags = report_diags(log, &count);
    for (size_t i = 0; i < count; i++)
        losses += diags[i].severity == ARD_LOSS;
    buffer_free(&copy);
    ard_document_free(document);
    report_free(log);
    return buffer_string(out);
}

static void add(archive_writer *w, const char *name, const char *text)
{
    archive_add(w, name, text, strlen(text), false);
}

/* Reads a document with this body, and the parts above. */
static const char *read_body(const char *body, const char *code, buffer *out)
{
    archive_writer *w = archive_new();
    buffer document = BUFFER_EMPTY, zip = BUFFER_EMPTY;
    report_log *log = report_new();
    buffer_format(&document, "<w:document %s><w:body>%s</w:body></w:document>", NAMES, body);
    add(w, "_rels/.rels", root_relations);
    add(w, "word/document.xml", document.data);
    add(w, "word/_rels/document.xml.rels", relations);
    add(w, "word/styles.xml", styles);
    add(w, "word/numbering.xml", numbering);
    add(w, "word/footnotes.xml", footnotes);
    add(w, "word/header1.xml", "<w:hdr " NAMES ">" P(T("Chapitre 3")) "</w:hdr>");
    add(w, "word/footer1.xml",
        "<w:ftr " NAMES ">" P(T("Page ") MARK_OF("begin") SAYS("PAGE") MARK_OF("end")) "</w:ftr>");
    archive_add(w, "word/media/une image.png", png, sizeof png, false);
    CHECK(archive_finish(w, log, &zip) == ARD_OK);
    archive_writer_free(w);
    read_bytes(zip.data, zip.size, code, out);
    buffer_free(&document);
    buffer_free(&zip);
    report_free(log);
    return buffer_string(out);
}

typedef struct body_case {
    const char *body, *native, *code;
} body_case;

#define STYLED(style, inside) "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" inside "</w:p>"
#define ITEM_OF(number, level, inside)                                                                                 \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" number "\"/></w:numPr></w:pPr>" inside       \
    "</w:p>"
#define LOOK(properties, text) "<w:r><w:rPr>" properties "</w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"

static const body_case headings[] = {
    {STYLED("T1", T("Un")), "<h1>Un</h1>", NULL},
    {STYLED("Mien", T("Trois")), "<h3>Trois</h3>", NULL}, /* 17.3.1.20: the nearest outline level */
    {STYLED("Heritier", T("Un")), "<h1>Un</h1>", NULL},
    {STYLED("Titre2", T("Deux")), "<h2>Deux</h2>", NULL},               /* a name without an outline level */
    {STYLED("Corps", T("Rien")), "<p><strong>Rien</strong></p>", NULL}, /* 9 is body text */
    {"<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>" T("Deux") "</w:p>", "<h2>Deux</h2>", NULL},
    {STYLED("Boucle1", T("x")), "<p>x</p>", "docx.style.loop"},
    {STYLED("Ex", T("Lis")) STYLED("Ex", T("Dis")), "<h2>Exercice 1 : Lis</h2><h2>Exercice 2 : Dis</h2>", NULL},
};

static const body_case emphasis[] = {
    {P(LOOK("<w:b/>", "a") LOOK("<w:b/>", "b")), "<p><strong>ab</strong></p>", NULL},
    {P(LOOK("<w:b/><w:i/>", "a") LOOK("<w:b/>", "b")), "<p><strong><em>a</em>b</strong></p>", NULL},
    {P(LOOK("<w:u w:val=\"single\"/>", "a") LOOK("<w:u w:val=\"none\"/>", "b")), "<p><u>a</u>b</p>", NULL},
    {P(LOOK("<w:vertAlign w:val=\"superscript\"/>", "e")), "<p><sup>e</sup></p>", NULL},
    {P(LOOK("<w:strike/>", "a") LOOK("<w:strike w:val=\"0\"/>", "b")), "<p><s>a</s>b</p>", NULL},
    {P(LOOK("<w:highlight w:val=\"yellow\"/>", "a")), "<p><mark look-paper=\"yellow\">a</mark></p>", NULL},
    {P(LOOK("<w:color w:val=\"FF0000\"/>", "a") LOOK("<w:color w:val=\"auto\"/>", "b")),
     "<p><span look-colour=\"FF0000\">a</span>b</p>", NULL},
    /* 17.7.3: toggles of styles of two kinds cancel out; direct formatting says what is */
    {STYLED("Gras", LOOK("<w:rStyle w:val=\"lev\"/>", "a") LOOK("<w:rStyle w:val=\"lev\"/><w:b/>", "b")),
     "<p>a<strong>b</strong></p>", NULL},
    {STYLED("T1", LOOK("<w:b w:val=\"1\"/>", "a") LOOK("<w:i/>", "b")), "<h1>a<em>b</em></h1>", NULL},
    {STYLED("Cit", T("a")) STYLED("Cit", T("b")), "<blockquote><p>a</p><p>b</p></blockquote>", NULL},
    {P(LOOK("<w:lang w:val=\"en-GB\"/>", "Hi") T(" à tous les amis")),
     "<p><span lang=\"en-GB\">Hi</span> à tous les amis</p>", NULL},
    {P(LOOK("<w:lang w:val=\"fr-CA\"/>", "Allo")), "<p>Allo</p>", NULL},
    {P(LOOK("<w:lang w:val=\"x-none\"/>", "Texte")), "<p>Texte</p>", NULL},
    {P(T("lettres en français ")) P(LOOK("<w:lang w:val=\"en-GB\"/>", "Hi")),
     "<p>lettres en français</p><p lang=\"en-GB\">Hi</p>", NULL},
    {"<w:p><w:pPr><w:bidi/></w:pPr>" LOOK("<w:rtl/><w:lang w:bidi=\"fr-FR\"/>", "x") "</w:p>", "<p dir=\"rtl\">x</p>",
     NULL},
    {P(T("a") "<w:r><w:tab/><w:noBreakHyphen/><w:br/></w:r>" T("b")), "<p>a\t\u2011<br/>b</p>", NULL},
    {P(T("a") "<w:r><w:br w:type=\"page\"/></w:r>"), "<p>a</p>", NULL},
    {P(T("a") "<w:r><w:br w:type=\"page\"/></w:r>" T("b")), "<p>a<br/>b</p>", NULL},
    {P("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>"), "<p>✓</p>", NULL},
    {P(LOOK("<w:rFonts w:ascii=\"Symbol\"/>", "a")), "<p>α</p>", NULL},
    {P("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F09A\"/></w:r>"), "<p>\uFFFD</p>", "docx.symbol.unknown"},
    {P("<w:r><w:t> a </w:t></w:r>" T(" b")), "<p>a b</p>", NULL}, /* 17.3.3.31 and XML's xml:space */
};

static const body_case lists[] = {
    {ITEM_OF("1", "0", T("a")) ITEM_OF("1", "1", T("b")) ITEM_OF("1", "0", T("c")),
     "<ol><li><p>a</p><ol data-after=\")\" type=\"a\"><li><p>b</p></li></ol></li><li><p>c</p></li></ol>", NULL},
    /* a paragraph between: the list goes on counting */
    {ITEM_OF("1", "0", T("a")) P(T("x")) ITEM_OF("1", "0", T("b")),
     "<ol><li><p>a</p></li></ol><p>x</p><ol start=\"2\"><li><p>b</p></li></ol>", NULL},
    /* but an empty one is layout, and one indented like the item's text is the item's */
    {ITEM_OF("1", "0", T("a")) "<w:p/>" ITEM_OF("1", "0", T("b")), "<ol><li><p>a</p></li><li><p>b</p></li></ol>", NULL},
    {ITEM_OF("1", "0", T("a")) "<w:p><w:pPr><w:ind w:left=\"720\"/></w:pPr>" T("x") "</w:p>",
     "<ol><li><p>a</p><p>x</p></li></ol>", NULL},
    /* 17.9.27: the start is overridden; 17.9.15: lists of one abstract list go on counting */
    {ITEM_OF("2", "0", T("a")) ITEM_OF("5", "0", T("b")),
     "<ol start=\"5\"><li><p>a</p></li></ol><ol start=\"6\"><li><p>b</p></li></ol>", NULL},
    {ITEM_OF("3", "0", T("a")), "<ul><li><p>a</p></li></ul>", NULL},
    {ITEM_OF("3", "0", "") ITEM_OF("3", "0", T("a")) ITEM_OF("3", "0", ""), "<ul><li><p>a</p></li></ul>", NULL},
    /* a bullet that shows more than its own number keeps its label */
    {ITEM_OF("1", "0", T("a")) ITEM_OF("1", "1", T("b")) ITEM_OF("1", "2", T("c")),
     "<ol><li><p>a</p><ol data-after=\")\" type=\"a\"><li><p>b</p><ol><li data-label=\"1.a.1\"><p>c</p></li></ol></li>"
     "</ol></li></ol>",
     NULL},
    /* a list that is indented further than the one it follows is inside its item; but one that goes on is where it was */
    {ITEM_OF("8", "0", T("a")) ITEM_OF("1", "0", T("b")) ITEM_OF("8", "0", T("c")),
     "<ol data-after=\")\"><li><p>a</p></li></ol><ol><li><p>b</p></li></ol><ol data-after=\")\" start=\"2\"><li><p>c</p></li></ol>",
     NULL},
    {ITEM_OF("1", "0", T("a")) ITEM_OF("8", "0", T("b")),
     "<ol><li><p>a</p><ol data-after=\")\"><li><p>b</p></li></ol></li></ol>", NULL},
    {ITEM_OF("7", "0", T("a")), "<p>a</p>", NULL}, /* a list that is not there */
};

#define CELL_OF(properties, inside) "<w:tc><w:tcPr>" properties "</w:tcPr>" inside "</w:tc>"
#define LOOKED "<w:tblPr><w:tblStyle w:val=\"Joli\"/><w:tblLook w:val=\"04A0\"/></w:tblPr>"
#define BARE(text) "<w:tr>" CELL_OF("", P(T(text))) "</w:tr>"

static const body_case tables[] = {
    {"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" CELL_OF(
         "<w:gridSpan w:val=\"2\"/>", P(LOOK("<w:b/>", "t"))) "</w:tr>"
                                                              "<w:tr>" CELL_OF("", P(T("a")))
                                                                  CELL_OF("", P(T("b"))) "</w:tr></w:tbl>",
     "<table><tr><th colspan=\"2\" scope=\"col\"><p>t</p></th></tr><tr><td><p>a</p></td><td><p>b</p></td></tr></table>",
     NULL},
    {"<w:tbl><w:tr>" CELL_OF("<w:vMerge w:val=\"restart\"/>", P(T("a")))
         CELL_OF("", P(T("b"))) "</w:tr><w:tr>" CELL_OF("<w:vMerge/>", "<w:p/>")
             CELL_OF("", P(T("c"))) "</w:tr></w:tbl>",
     "<table><tr><td rowspan=\"2\"><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td></tr></table>", NULL},
    {"<w:tbl>" LOOKED BARE("t") BARE("a") "</w:tbl>",
     "<table><tr><th scope=\"col\"><p>t</p></th></tr><tr><td><p>a</p></td></tr></table>", NULL},
    {"<w:tbl><w:tr>" CELL_OF("", "<w:tbl>" BARE("x") "</w:tbl><w:p/>") "</w:tr></w:tbl>",
     "<table><tr><td><table><tr><td><p>x</p></td></tr></table></td></tr></table>", NULL},
    {"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" CELL_OF("", P(T("x"))) "</w:tr>" BARE("a") "</w:tbl>",
     "<table><tr><td><p>a</p></td></tr></table>", "docx.changes.accepted"},
    {STYLED("Lgende", T("Légende")) "<w:tbl>" BARE("a") "</w:tbl>",
     "<table><caption>Légende</caption><tr><td><p>a</p></td></tr></table>", NULL},
    {"<w:tbl><w:tr>" CELL_OF("<w:gridSpan w:val=\"2000000000\"/>", P(T("a"))) "</w:tr></w:tbl>",
     "<table><tr><td colspan=\"256\"><p>a</p></td></tr></table>", NULL},
};

static const body_case fields[] = {
    {P(MARK_OF("begin") SAYS(" PAGE ") MARK_OF("separate") T("3") MARK_OF("end") T(" fin")), "<p>3 fin</p>", NULL},
    {P(MARK_OF("begin") SAYS(" HYPERLINK &quot;https://a.fr&quot; ") MARK_OF("separate") T("ici") MARK_OF("end")
           T(" là")),
     "<p><a href=\"https://a.fr\">ici</a> là</p>", NULL},
    {P(MARK_OF("begin") SAYS("IF ") MARK_OF("begin") SAYS("PAGE") MARK_OF("separate") T("2") MARK_OF("end") SAYS(" = 1")
           MARK_OF("separate") T("oui") MARK_OF("end")),
     "<p>oui</p>", NULL},
    {P(MARK_OF("begin") SAYS("QUOTE") T("perdu")), "", "docx.field.open"},
    {P("<w:fldSimple w:instr=\" DATE \">" T("lundi") "</w:fldSimple>"), "<p>lundi</p>", NULL},
    {P("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>"
       "</w:ffData></w:fldChar></w:r>" SAYS("FORMCHECKBOX") MARK_OF("end")),
     "<p><span data-ard=\"check\" aria-checked=\"true\"></span></p>", NULL},
    {P(MARK_OF("begin") SAYS("SYMBOL 254 \\f Wingdings") MARK_OF("end")), "<p>☑</p>", NULL},
    {P(MARK_OF("begin") SAYS("EQ \\f(1;2)") MARK_OF("end")),
     "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>", NULL},
    {P("<w:hyperlink r:id=\"web\">" T("web") "</w:hyperlink>"), "<p><a href=\"https://example.org/a?b#c\">web</a></p>",
     NULL},
    {P("<w:hyperlink r:id=\"js\">" T("x") "</w:hyperlink>"), "<p>x</p>", "docx.link.refused"},
    {P("<w:hyperlink w:anchor=\"ici\">" T("x") "</w:hyperlink>")
         P("<w:bookmarkStart w:id=\"1\" w:name=\"ici\"/>" T("y")),
     "<p><a href=\"#ici\">x</a></p><p id=\"ici\">y</p>", NULL},
    {P("<w:hyperlink w:anchor=\"nul\">" T("x") "</w:hyperlink>"), "<p>x</p>", "docx.link.broken"},
    {P("<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"0\"/></w14:checkbox></w:sdtPr><w:sdtContent>" T(
         "☐") "</w:sdtContent></w:sdt>" T(" oui")),
     "<p><span data-ard=\"check\" aria-checked=\"false\"></span> oui</p>", NULL},
    {P("<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList><w:listItem w:value=\"a\"/><w:listItem w:displayText=\"B\"/>"
       "</w:dropDownList></w:sdtPr><w:sdtContent>" T("Choisis") "</w:sdtContent></w:sdt>"),
     "<p><span data-ard=\"answer\" data-choices=\"a&#10;B\">Choisis</span></p>", NULL},
    {"<w:p><w:pPr><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9000\"/></w:tabs></w:pPr>" T(
         "Nom :") "<w:r><w:tab/></w:r></w:p>",
     "<p look-leader=\"1\">Nom :<span data-ard=\"answer\"></span></p>", NULL},
};

#define INSIDE_BOX "<w:txbxContent>" P(T("boîte")) "</w:txbxContent>"
#define DRAWING(about, data)                                                                                           \
    "<w:r><w:drawing><wp:inline><wp:extent cx=\"952500\" cy=\"476250\"/>" about "<a:graphic><a:graphicData>" data      \
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
#define PICTURE "<pic:pic><pic:blipFill><a:blip r:embed=\"i\"/></pic:blipFill></pic:pic>"
#define BOX                                                                                                            \
    "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"  \
    "<wps:txbx>" INSIDE_BOX "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"    \
    "<mc:Fallback><w:pict><v:rect><v:textbox>" INSIDE_BOX "</v:textbox></v:rect></w:pict></mc:Fallback>"               \
    "</mc:AlternateContent></w:r>"

static const body_case drawings[] = {
    {P(BOX T("texte")), "<aside><p>boîte</p></aside><p>texte</p>", NULL},
    {P(T("avant ") BOX T("après")), "<p>avant après</p><aside><p>boîte</p></aside>", NULL},
    {P("<w:r><mc:AlternateContent><mc:Choice Requires=\"zz\"><z:t xmlns:z=\"urn:z\"/></mc:Choice><mc:Fallback><w:t>a</w:t>"
       "</mc:Fallback></mc:AlternateContent></w:r>"),
     "<p>a</p>", NULL},
    {P("<w:r><w:pict><v:shape><v:textbox>" INSIDE_BOX "</v:textbox></v:shape></w:pict></w:r>"),
     "<aside><p>boîte</p></aside>", NULL},
    {P(DRAWING("<wp:docPr id=\"1\" name=\"x\" descr=\"Un chat\"/>", PICTURE)),
     "<p><img data-ard-number=\"1\" alt=\"Un chat\" height=\"50\" width=\"100\"/></p>", NULL},
    {P(DRAWING("<wp:docPr id=\"1\" name=\"x\"/>", PICTURE)),
     "<p><img data-ard-number=\"1\" height=\"50\" width=\"100\"/></p>", NULL},
    {P(DRAWING("<wp:docPr id=\"1\"><a:extLst><a:ext><adec:decorative val=\"1\"/></a:ext></a:extLst></wp:docPr>",
               PICTURE)),
     "<p><img data-ard-number=\"1\" alt=\"\" height=\"50\" width=\"100\"/></p>", NULL},
    {P(DRAWING("<wp:docPr id=\"1\" descr=\"Une flèche\"/>", "<wps:wsp/>")), "<p><img alt=\"Une flèche\"/></p>",
     "docx.drawings.lost"},
    {P(DRAWING("<wp:docPr id=\"1\"/>", "<pic:pic><pic:blipFill><a:blip r:link=\"out\"/></pic:blipFill></pic:pic>")),
     "<p><img/></p>", "docx.picture.external"},
    {P("<w:r><w:object><v:shape style=\"width:75pt;height:30pt\"><v:imagedata r:id=\"i\"/></v:shape>"
       "<o:OLEObject ProgID=\"Equation.3\"/></w:object></w:r>"),
     "<p><img data-ard-number=\"1\" height=\"40\" width=\"100\"/></p>", "docx.equation.object"},
    {P(DRAWING("<wp:docPr id=\"1\"/>", PICTURE)) STYLED("Lgende", T("Figure 1")),
     "<figure><p><img data-ard-number=\"1\" height=\"50\" width=\"100\"/></p><figcaption>Figure 1</figcaption></figure>",
     NULL},
};

#define X "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
#define MATHML "xmlns=\"http://www.w3.org/1998/Math/MathML\""

static const body_case others[] = {
    {P(T("Mot") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"),
     "<p>Mot<a data-ard=\"note-reference\" href=\"#footnote-1\" role=\"doc-noteref\">1</a></p>"
     "<aside data-ard=\"note\" epub:type=\"footnote\" id=\"footnote-1\"><p>Une note</p></aside>",
     NULL},
    {P(T("Mot") "<w:r><w:footnoteReference w:id=\"7\"/></w:r>"), "<p>Mot</p>", "docx.note.missing"},
    {P("<w:ins>" T("a") "</w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del>"), "<p>a</p>",
     "docx.changes.accepted"},
    {"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("un ") "</w:p>" P(T("deux")), "<p>un deux</p>", NULL},
    {"<w:p><w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr>" T("I") "</w:p>" P(T("l était")), "<p>Il était</p>", NULL},
    {P(LOOK("<w:vanish/>", "caché") T("vu")), "<p>vu</p>", "docx.hidden.left"},
    {P(T("a") "<w:r><w:commentReference w:id=\"1\"/></w:r>"), "<p>a</p>", "docx.comments.left"},
    {P(T("Soit ") X), "<p>Soit <math " MATHML "><mi>x</mi></math></p>", NULL},
    {P("<m:oMathPara>" X "</m:oMathPara>"), "<math " MATHML " display=\"block\"><mi>x</mi></math>", NULL},
    {P(T("Soit ") "<m:oMathPara>" X "</m:oMathPara>"), "<p>Soit <math " MATHML "><mi>x</mi></math></p>", NULL},
    {P(T("a")) "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h\"/></w:sectPr>",
     "<aside data-part=\"header\"><p>Chapitre 3</p></aside><p>a</p>", NULL},
    {P(T("a")) "<w:sectPr><w:titlePg/><w:headerReference w:type=\"default\" r:id=\"h\"/></w:sectPr>", "<p>a</p>",
     "docx.header.left"},
    {P(T("a") P(T("b")) T("c")), "<p>a</p><p>b</p><p>c</p>", NULL}, /* not valid: nothing is lost */
    {T("sans paragraphe"), "<p>sans paragraphe</p>", NULL},
};

static void check_cases(const body_case *cases, size_t count)
{
    buffer out = BUFFER_EMPTY;
    for (size_t i = 0; i < count; i++) {
        CHECK_TEXT(read_body(cases[i].body, cases[i].code, &out), cases[i].native);
        CHECK(status == ARD_OK && (cases[i].code || losses == 0));
    }
    buffer_free(&out);
}

/* Strict documents and others's prefixes are the same document. */
static void check_namespaces(void)
{
    static const char *const documents[] = {
        "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p>"
        "</w:body></w:document>",
        "<n0:document xmlns:n0=\"" MAIN "\"><n0:body><n0:p><n0:r><n0:t>a</n0:t></n0:r></n0:p></n0:body></n0:document>",
    };
    static const char strict[] =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"d\" "
        "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"/D%6Fc.xml\"/></Relationships>";
    buffer out = BUFFER_EMPTY;
    for (size_t i = 0; i < 2; i++) {
        archive_writer *w = archive_new();
        report_log *log = report_new();
        buffer zip = BUFFER_EMPTY;
        add(w, "_rels/.rels", strict);
        add(w, "doc.xml", documents[i]);
        CHECK(archive_finish(w, log, &zip) == ARD_OK);
        CHECK_TEXT(read_bytes(zip.data, zip.size, NULL, &out), "<p>a</p>");
        archive_writer_free(w);
        report_free(log);
        buffer_free(&zip);
    }
    buffer_free(&out);
}

/* What is no document: the message says what it is. */
static void check_refusals(void)
{
    static const char compound[600] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    char locked[600], lock[162] = "\x05"
                                  "Nom";
    static const char mark[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    buffer out = BUFFER_EMPTY;
    memcpy(locked, compound, sizeof locked);
    memcpy(locked + 300, mark, sizeof mark - 1);
    read_bytes(compound, sizeof compound, "docx.file.old", &out);
    CHECK(status == ARD_E_READ);
    read_bytes(locked, sizeof locked, "docx.file.protected", &out);
    CHECK(status == ARD_E_READ);
    read_bytes(lock, sizeof lock, "docx.file.lock", &out);
    CHECK(status == ARD_E_READ);
    read_bytes("pas un zip", 10, NULL, &out);
    CHECK(status == ARD_E_READ);
    buffer_free(&out);
}

/* 17.18.59: how numbers are written. */
static void check_numbers(void)
{
    static const struct {
        wml_format format;
        int value;
        const char *text;
    } numbers[] = {{WML_DECIMAL, 12, "12"},      {WML_LOWER_LETTER, 26, "z"},
                   {WML_LOWER_LETTER, 28, "bb"}, {WML_UPPER_ROMAN, 1949, "MCMXLIX"},
                   {WML_LOWER_ROMAN, 4, "iv"},   {WML_DECIMAL_ZERO, 7, "07"},
                   {WML_ORDINAL, 1, "1er"},      {WML_ORDINAL, 2, "2e"},
                   {WML_LOWER_LETTER, 0, "0"},   {WML_LOWER_ROMAN, 100000, "100000"},
                   {WML_CIRCLED, 20, "\u2473"},  {WML_CIRCLED, 21, "21"},
                   {WML_CHICAGO, 2, "\u2020"},   {WML_CHICAGO, 5, "**"},
                   {WML_HEX, 26, "1A"},          {WML_LOWER_RUSSIAN, 10, "\u043A"},
                   {WML_DASHED, 3, "- 3 -"},     {WML_NO_NUMBER, 3, ""}};
    buffer out = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        buffer_reset(&out);
        wml_number_text(numbers[i].format, numbers[i].value, &out);
        CHECK_TEXT(buffer_string(&out), numbers[i].text);
    }
    buffer_free(&out);
    CHECK(wml_integer("12", 0) == 12 && wml_integer("-7", 0) == -7 && wml_integer("x", 5) == 5);
    CHECK(wml_integer("1.5pt", 0) == 30 && wml_integer("2.54cm", 0) == 1439 &&
          wml_integer("99999999999", 0) == 1000000);
    /* Adobe's symbol encoding: square root, times, sum, integral */
    CHECK(symbol_point("Symbol", 0xF0D6) == 0x221A && symbol_point("symbol", 0xB4) == 0xD7);
    CHECK(symbol_point("Symbol", 0xE5) == 0x2211 && symbol_point("Symbol", 0xF2) == 0x222B);
    CHECK(symbol_point("Arial", 0x41) == 0 && symbol_font("Wingdings 2") && !symbol_font("Arial") &&
          !symbol_font(NULL));
}

static int probed(const char *head, size_t size)
{
    return docx_reader.probe((const unsigned char *)head, size);
}

static void check_probe(void)
{
    CHECK(probed("PK\3\4......word/document.xml", 27) > 90);
    CHECK(probed("PK\3\4......mimetypeapplication/epub+zip", 38) < 10);
    CHECK(probed("PK", 2) == 0 && probed("<html>", 6) == 0);
}

/* Our own lessons: no loss, and one sentence of each that only a whole reader finds. */
static void check_lessons(void)
{
    static const struct {
        const char *file, *sentence;
    } lessons[] = {
        {"tests/lessons/maths.docx", "<h2>Exercice 3 : Additionne des fractions</h2>"},
        {"tests/lessons/dictee.docx", "<mark look-paper=\"yellow\">luisants</mark>"},
        {"tests/lessons/histoire.docx",
         "<caption look-align=\"center\">Document 2 : les journées qui ont compté</caption>"},
        {"tests/lessons/anglais.docx", "<p><span lang=\"en-GB\">a stall</span> : un étal</p>"},
    };
    buffer out = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof lessons / sizeof *lessons; i++) {
        FILE *file = fopen(lessons[i].file, "rb");
        char piece[4096];
        buffer_reset(&bytes);
        for (size_t got; file && (got = fread(piece, 1, sizeof piece, file)) > 0;)
            buffer_add(&bytes, piece, got);
        if (file)
            fclose(file);
        if (!bytes.size)
            continue;
        read_bytes(bytes.data, bytes.size, NULL, &out);
        CHECK(status == ARD_OK && losses == 0);
        CHECK(strstr(buffer_string(&out), lessons[i].sentence) != NULL);
        /* a truncated one is refused, or read from what is whole; never more */
        for (size_t part = 1; part < 8; part++) {
            read_bytes(bytes.data, bytes.size * part / 8, NULL, &out);
            CHECK(status == ARD_OK || status == ARD_E_READ || status == ARD_E_LIMIT);
        }
    }
    buffer_free(&out);
    buffer_free(&bytes);
}

#define ALL(cases) check_cases(cases, sizeof cases / sizeof *cases)

int main(void)
{
    ALL(headings);
    ALL(emphasis);
    ALL(lists);
    ALL(tables);
    ALL(fields);
    ALL(drawings);
    ALL(others);
    check_namespaces();
    check_refusals();
    check_numbers();
    check_probe();
    check_lessons();
    return check_end();
}
