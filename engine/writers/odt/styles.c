/* styles.xml: what every document of ours has, named as LibreOffice names its own styles where it has them, so that a
 * teacher finds them where they are always found. */
#include "odt.h"

#include "writers/asked-styles.h"

#include "fonts/fonts.h"
#include "writers/print.h"

#include <stdio.h>
#include <string.h>

typedef struct base_row {
    const char *name, *shown, *parent;
    int size;                     /* of its text, in per cent; 0: as the parent's */
    const char *paragraph, *text; /* properties */
} base_row;

#define HEADING_LOOK " fo:margin-top=\"0.42cm\" fo:margin-bottom=\"0.21cm\" fo:keep-with-next=\"always\""
#define FRAMED " fo:border=\"0.75pt solid #000000\" fo:padding=\"0.2cm\""

static const base_row bases[ODT_BASES] = {
    [ODT_BODY] = {"Text_20_body", "Text body", "Standard", 0, "", ""},
    [ODT_HEADING_1] = {"Heading_20_1", "Heading 1", "Heading", 160,
                       " fo:margin-top=\"0.6cm\" fo:margin-bottom=\"0.25cm\"", ""},
    [ODT_HEADING_2] = {"Heading_20_2", "Heading 2", "Heading", 140, "", ""},
    [ODT_HEADING_3] = {"Heading_20_3", "Heading 3", "Heading", 120, "", ""},
    [ODT_HEADING_4] = {"Heading_20_4", "Heading 4", "Heading", 110, "", ""},
    [ODT_HEADING_5] = {"Heading_20_5", "Heading 5", "Heading", 105, "", ""},
    [ODT_HEADING_6] = {"Heading_20_6", "Heading 6", "Heading", 100, "", ""},
    [ODT_QUOTE] = {"Quotations", "Quotations", "Text_20_body", 0, " fo:margin-left=\"1cm\" fo:margin-right=\"1cm\"",
                   ""},
    [ODT_ASIDE] = {"Aside", "Encadré", "Text_20_body", 0, FRAMED " style:join-border=\"true\"", ""},
    [ODT_CODE] = {"Preformatted_20_Text", "Preformatted Text", "Text_20_body", 0, " fo:text-align=\"start\"",
                  " style:font-name=\"Liberation Mono\""},
    [ODT_CELL] = {"Table_20_Contents", "Table Contents", "Standard", 0, "", ""},
    [ODT_HEADER] = {"Table_20_Heading", "Table Heading", "Table_20_Contents", 0, "", " fo:font-weight=\"bold\""},
    [ODT_CAPTION] = {"Caption", "Caption", "Standard", 0, " fo:margin-top=\"0.21cm\" fo:margin-bottom=\"0.21cm\"", ""},
    [ODT_TERM] = {"List_20_Heading", "List Heading", "Text_20_body", 0,
                  " fo:margin-bottom=\"0cm\" fo:keep-with-next=\"always\"", " fo:font-weight=\"bold\""},
    [ODT_DEFINITION] = {"List_20_Contents", "List Contents", "Text_20_body", 0, " fo:margin-left=\"1cm\"", ""},
    [ODT_INSTRUCTION] = {"Instruction", "Consigne", "Text_20_body", 0, " fo:keep-with-next=\"always\"", ""},
    [ODT_VERSE] = {"Verse", "Vers", "Text_20_body", 0, " fo:text-align=\"start\"", ""},
    [ODT_FORMULA] = {"Formula", "Formule", "Text_20_body", 0, " fo:text-align=\"center\"", ""},
    [ODT_PAGE] = {"Printed_20_Page", "Page imprimée", "Standard", 80, " fo:border-top=\"0.5pt dashed #000000\"", ""},
    [ODT_RULE] = {"Horizontal_20_Line", "Horizontal Line", "Standard", 0,
                  " fo:margin-bottom=\"0.5cm\" fo:border-bottom=\"0.75pt solid #000000\"", " fo:font-size=\"50%\""},
    [ODT_NOTE] = {"Footnote", "Footnote", "Standard", 85, "", ""},
};

const char *odt_base_name(odt_base base)
{
    return bases[base].name;
}

const char *odt_base_shown(odt_base base)
{
    return bases[base].shown;
}

/* Text styles. */
static const struct {
    const char *name, *shown, *properties;
} texts[] = {
    {"Emphasis", "Emphasis", ""},
    {"Emphasis_20_2", "Emphasis 2", ""},
    {"Asked", "Italique demandé", ""},
    {"Strong_20_Emphasis", "Strong Emphasis", " fo:font-weight=\"bold\""},
    {"Underlined", "Souligné",
     " style:text-underline-style=\"solid\" style:text-underline-width=\"auto\" "
     "style:text-underline-color=\"font-color\""},
    {"Struck", "Barré", " style:text-line-through-style=\"solid\""},
    {"Marked", "Surligné", " fo:color=\"#000000\" fo:background-color=\"#ffff66\""},
    {"Lowered", "Indice", ""},
    {"Raised", "Exposant", ""},
    {"Source_20_Text", "Source Text", " style:font-name=\"Liberation Mono\""},
    {"Citation", "Citation", ""},
    {"Answer", "Réponse", ""},
    {"Abbreviation", "Abréviation", ""},
    {"Printed", "Repère imprimé", ""},
    {"Numbering_20_Symbols", "Numbering Symbols", ""},
    {"Bullet_20_Symbols", "Bullet Symbols", ""},
    {"Internet_20_link", "Internet link",
     " style:text-underline-style=\"solid\" style:text-underline-width=\"auto\" "
     "style:text-underline-color=\"font-color\""},
    {"Footnote_20_Symbol", "Footnote Symbol", ""},
    {"Footnote_20_anchor", "Footnote anchor", ""},
};

const char odt_blank_style[] = "Ardoise_20_espace";
const char odt_added_style[] = "Ardoise_20_ajout";

/* The styles of what a question asks about, as those of their kinds but for the name. */
static void add_asked(const odt_state *w, buffer *out)
{
    for (int i = 0; i < ASKED_STYLES; i++) {
        const char *like = asked_styles[i].kind == EMPHASIS ? NULL : odt_inline_style(asked_styles[i].kind);
        if (!(w->asked & 1u << i))
            continue;
        buffer_format(out, "<style:style style:name=\"%s\" style:display-name=\"%s\" style:family=\"text\">",
                      asked_styles[i].id, asked_styles[i].name);
        for (size_t k = 0; like && k < sizeof texts / sizeof *texts; k++)
            if (strcmp(texts[k].name, like) == 0)
                buffer_format(out, "<style:text-properties%s/>", texts[k].properties);
        buffer_text(out, "</style:style>\n");
    }
}

bool odt_style_is_taken(const char *name)
{
    for (size_t i = 0; i < ODT_BASES; i++)
        if (strcmp(bases[i].name, name) == 0)
            return true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(texts[i].name, name) == 0)
            return true;
    return strcmp(name, odt_blank_style) == 0 || strcmp(name, odt_added_style) == 0 || strcmp(name, "Standard") == 0 ||
           strcmp(name, "Heading") == 0;
}

void odt_row_values(const style *row, buffer *out)
{
    carry_add("data-ard-row", row->name, out);
    for (int i = 0; i < STYLE_PROPERTIES; i++) {
        char name[CARRY_NAME];
        snprintf(name, sizeof name, "data-ard-%s", style_property_name((style_property)i));
        carry_add(name, row->values[i], out);
    }
}

static const char graphics[] =
    "<style:style style:name=\"Graphics\" style:family=\"graphic\"><style:graphic-properties "
    "text:anchor-type=\"as-char\" "
    "style:vertical-pos=\"top\" style:vertical-rel=\"baseline\" fo:border=\"none\" fo:padding=\"0cm\"/></style:style>\n"
    "<style:style style:name=\"Formula_20_Object\" style:display-name=\"Formula Object\" style:family=\"graphic\">"
    "<style:graphic-properties text:anchor-type=\"as-char\" style:vertical-pos=\"middle\" style:vertical-rel=\"text\" "
    "fo:border=\"none\" fo:padding=\"0cm\"/></style:style>\n";

static const char notes_setup[] =
    "<text:notes-configuration text:note-class=\"footnote\" text:citation-style-name=\"Footnote_20_Symbol\" "
    "text:citation-body-style-name=\"Footnote_20_anchor\" text:default-style-name=\"Footnote\" style:num-format=\"1\" "
    "text:start-value=\"0\" text:footnotes-position=\"page\" text:start-numbering-at=\"document\"/>\n"
    "<text:notes-configuration text:note-class=\"endnote\" text:citation-style-name=\"Footnote_20_Symbol\" "
    "text:citation-body-style-name=\"Footnote_20_anchor\" text:default-style-name=\"Footnote\" style:num-format=\"1\" "
    "text:start-value=\"0\"/>\n";

const char odt_namespaces[] =
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""
    " xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\" xmlns:ard=\"" CARRY_NAMESPACE
    "\" office:version=\"1.3\"";

/* Running text stands apart from what is around it as the page's own style says. */
static void add_body(const odt_state *w, buffer *out)
{
    const style *page = style_at(w->document, STYLE_PAGE);
    style spaces = {.name = ""};
    buffer nothing = BUFFER_EMPTY;
    spaces.values[STYLE_SPACE_BEFORE] = page->values[STYLE_SPACE_BEFORE];
    spaces.values[STYLE_SPACE_AFTER] = page->values[STYLE_SPACE_AFTER];
    if (!spaces.values[STYLE_SPACE_BEFORE])
        buffer_text(out, " fo:margin-top=\"0cm\"");
    if (!spaces.values[STYLE_SPACE_AFTER])
        buffer_text(out, " fo:margin-bottom=\"0.247cm\"");
    odt_properties(&spaces, w->size, out, &nothing);
    buffer_free(&nothing);
}

static void add_paragraph_style(const char *name, const char *shown, const char *parent, const char *paragraph,
                                const char *text, int level, buffer *out)
{
    buffer_format(out, "<style:style style:name=\"%s\" style:display-name=\"%s\" style:family=\"paragraph\"", name,
                  shown);
    if (parent)
        buffer_format(out, " style:parent-style-name=\"%s\"", parent);
    if (level)
        buffer_format(out, " style:next-style-name=\"Text_20_body\" style:default-outline-level=\"%d\"", level);
    buffer_format(out, " style:class=\"text\">");
    if (*paragraph)
        buffer_format(out, "<style:paragraph-properties%s/>", paragraph);
    if (*text)
        buffer_format(out, "<style:text-properties%s/>", text);
    buffer_text(out, "</style:style>\n");
}

/* The page's own style is what all paragraphs begin with: its paper is the page's. */
static void add_defaults(odt_state *w, buffer *out)
{
    buffer paragraph = BUFFER_EMPTY, text = BUFFER_EMPTY;
    style page = *style_at(w->document, STYLE_PAGE);
    page.values[STYLE_PAPER] = page.values[STYLE_SPACE_BEFORE] = page.values[STYLE_SPACE_AFTER] = NULL;
    odt_properties(&page, odt_points(&page, 12), &paragraph, &text);
    buffer_text(out, "<style:default-style style:family=\"paragraph\"");
    odt_row_values(style_at(w->document, STYLE_PAGE), out);
    buffer_format(out, "><style:paragraph-properties style:tab-stop-distance=\"1.25cm\"%s%s%s/>",
                  page.values[STYLE_LINE_HEIGHT] ? "" : " fo:line-height=\"120%\"", buffer_string(&paragraph),
                  print_is_large(w->document) ? " fo:orphans=\"2\" fo:widows=\"2\"" : "");
    buffer_format(out, "<style:text-properties%s%s",
                  page.values[STYLE_FONT] ? "" : " style:font-name=\"Liberation Sans\"",
                  page.values[STYLE_SIZE] ? "" : " fo:font-size=\"12pt\"");
    buffer_text(out, buffer_string(&text));
    odt_language(w->language, out);
    buffer_text(out, "/></style:default-style>\n");
    buffer_free(&paragraph);
    buffer_free(&text);
}

/* The families of a font's row: of one that the reader has chosen also what may stand in for it. */
static void add_families(const odt_state *w, uint16_t row, const char *font, buffer *out)
{
    if (row != STYLE_PAGE || !lesson_given(w->document, "font")) {
        markup_attribute(out, "svg:font-family", font);
        return;
    }
    buffer list = BUFFER_EMPTY;
    const char *generic = font_list(font, 0, ", ", &list);
    markup_attribute(out, "svg:font-family", list.size ? buffer_string(&list) : font);
    buffer_format(out, " style:font-family-generic=\"%s\"", generic);
    buffer_free(&list);
}

/* The fonts that styles name, each with what may stand in for it. */
static void add_fonts(const odt_state *w, buffer *out)
{
    buffer_text(out, "<office:font-face-decls>\n"
                     "<style:font-face style:name=\"Liberation Sans\" svg:font-family=\"'Liberation Sans', Arial\" "
                     "style:font-family-generic=\"swiss\"/>\n"
                     "<style:font-face style:name=\"Liberation Mono\" svg:font-family=\"'Liberation Mono'\" "
                     "style:font-family-generic=\"modern\" style:font-pitch=\"fixed\"/>\n");
    table *seen = table_new(w->pool);
    for (size_t i = STYLE_PAGE; i < style_count(w->document); i++) {
        const char *font = style_at(w->document, (uint16_t)i)->values[STYLE_FONT];
        buffer name = BUFFER_EMPTY;
        style one = {0};
        one.values[STYLE_FONT] = font;
        buffer nothing = BUFFER_EMPTY;
        odt_properties(&one, 12, &nothing, &name);
        const char *said = strchr(buffer_string(&name), '=');
        if (font && said && !table_value(seen, said) && !strstr(said, "\"Liberation ")) {
            table_set(seen, said, seen);
            buffer_format(out, "<style:font-face style:name%s", said);
            add_families(w, (uint16_t)i, font, out);
            buffer_text(out, "/>\n");
        }
        buffer_free(&name);
        buffer_free(&nothing);
    }
    buffer_text(out, "</office:font-face-decls>\n");
}

/* A style of paragraphs, its size and its lines as the page has them. */
static void add_base(const odt_state *w, int base, const char *body, buffer *out)
{
    const base_row *row = bases + base;
    int level = base >= ODT_HEADING_1 && base <= ODT_HEADING_6 ? base - ODT_HEADING_1 + 1 : 0;
    int size = level ? print_heading(w->document, level, row->size) : print_share(w->document, row->size);
    buffer paragraph = BUFFER_EMPTY, text = BUFFER_EMPTY;
    odt_inked(w, base == ODT_BODY ? body : row->paragraph, &paragraph);
    if (base == ODT_NOTE) /* room for its number */
        buffer_text(&paragraph, print_is_large(w->document) ? " fo:margin-left=\"1.5cm\" fo:text-indent=\"-1.5cm\""
                                                            : " fo:margin-left=\"0.6cm\" fo:text-indent=\"-0.6cm\"");
    if (base == ODT_PAGE)
        buffer_format(&paragraph, " fo:text-align=\"%s\"", print_is_large(w->document) ? "start" : "end");
    if (size)
        buffer_format(&text, " fo:font-size=\"%d%%\"", size);
    if (base == ODT_CAPTION && print_emphasis(w->document) == LOOK_ITALIC)
        buffer_text(&text, " fo:font-style=\"italic\"");
    buffer_text(&text, row->text);
    add_paragraph_style(row->name, row->shown, row->parent, buffer_string(&paragraph), buffer_string(&text), level,
                        out);
    buffer_free(&paragraph);
    buffer_free(&text);
}

/* The properties of a style of text: its own, and those that the page decides. */
static void add_text(const odt_state *w, const char *name, const char *own, buffer *out)
{
    const char *ink = page_ink(w->document);
    buffer text = BUFFER_EMPTY;
    if (strcmp(name, "Emphasis") == 0)
        odt_emphasis(print_emphasis(w->document), &text);
    else if (strcmp(name, "Emphasis_20_2") == 0)
        odt_emphasis(LOOK_UNDERLINE, &text);
    else if (strcmp(name, "Asked") == 0)
        odt_emphasis(LOOK_ITALIC, &text);
    else if (strcmp(name, "Printed") == 0)
        buffer_format(&text, " fo:font-size=\"%d%%\"", print_share(w->document, 80));
    else if (strcmp(name, "Internet_20_link") == 0)
        markup_attribute(&text, "fo:color", ink ? ink : "#0000cc");
    else if (strcmp(name, "Lowered") == 0 || strcmp(name, "Raised") == 0 || strcmp(name, "Footnote_20_anchor") == 0)
        buffer_format(&text, " style:text-position=\"%s %d%%\"", *name == 'L' ? "sub" : "super",
                      print_is_large(w->document) ? 80 : 66);
    buffer_text(&text, own);
    if (text.size)
        buffer_format(out, "<style:text-properties%s/>", buffer_string(&text));
    buffer_free(&text);
}

void odt_styles(odt_state *w, buffer *out)
{
    buffer body = BUFFER_EMPTY;
    add_body(w, &body);
    buffer_format(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles%s>\n", odt_namespaces);
    add_fonts(w, out);
    buffer_text(out, "<office:styles>\n");
    add_defaults(w, out);
    buffer_text(out, "<style:default-style style:family=\"table\"><style:table-properties "
                     "table:border-model=\"collapsing\"/></style:default-style>\n");
    add_paragraph_style("Standard", "Standard", NULL, "", "", 0, out);
    add_paragraph_style("Heading", "Heading", "Standard",
                        print_is_large(w->document) ? HEADING_LOOK " fo:keep-together=\"always\"" : HEADING_LOOK,
                        " fo:font-weight=\"bold\"", 0, out);
    for (int i = 0; i < ODT_BASES; i++)
        add_base(w, i, buffer_string(&body), out);
    buffer_free(&body);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bool other = strcmp(texts[i].name, "Emphasis_20_2") == 0 || strcmp(texts[i].name, "Asked") == 0;
        if (other && print_emphasis(w->document) == LOOK_ITALIC)
            continue;
        buffer_format(out, "<style:style style:name=\"%s\" style:display-name=\"%s\" style:family=\"text\">",
                      texts[i].name, texts[i].shown);
        add_text(w, texts[i].name, texts[i].properties, out);
        buffer_text(out, "</style:style>\n");
    }
    if (w->wide > 0)
        buffer_format(out,
                      "<style:style style:name=\"%s\" style:display-name=\"" BLANK_STYLE
                      "\" style:family=\"text\"><style:text-properties fo:letter-spacing=\"%.3gpt\"/></style:style>\n",
                      odt_blank_style, w->wide);
    if (w->added)
        buffer_format(out,
                      "<style:style style:name=\"%s\" style:display-name=\"" ADDED_STYLE "\" style:family=\"text\"/>\n",
                      odt_added_style);
    add_asked(w, out);
    buffer_add(out, buffer_string(&w->named), w->named.size);
    buffer_text(out, graphics);
    buffer_add(out, buffer_string(&w->lists_named), w->lists_named.size);
    buffer_text(out, notes_setup);
    buffer_text(out, "</office:styles>\n");
    odt_page(w, out);
    buffer_text(out, "</office:document-styles>\n");
}
