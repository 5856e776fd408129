/* styles.xml: Word's own styles by the names that it knows them by (17.7.4.9), then ours, then the style table's. */
#include "docx.h"

#include "writers/asked-styles.h"

#include "lesson/carry.h"
#include "writers/measures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A style of the format. Sizes are shares of the page's, in per cent. */
typedef struct base_row {
    const char *id, *name, *parent, *next;
    int size;
    docxw_paragraph paragraph;
    docxw_run run;
} base_row;

#define HEADING_STYLE(n, percent, above, under)                                                                        \
    {                                                                                                                  \
        "Heading" #n, "heading " #n, "Normal", "Normal", percent,                                                      \
            {.keep_next = 1, .before_said = true, .before = above, .after_said = true, .after = under, .outline = n},  \
        {                                                                                                              \
            .bold = 1                                                                                                  \
        }                                                                                                              \
    }

static const base_row bases[DOCXW_BASES] = {
    [DOCXW_BODY] = {"Normal", "Normal", NULL, NULL, 0, {0}, {0}},
    [DOCXW_HEADING_1] = HEADING_STYLE(1, 160, 360, 140),
    [DOCXW_HEADING_2] = HEADING_STYLE(2, 140, 300, 120),
    [DOCXW_HEADING_3] = HEADING_STYLE(3, 120, 240, 120),
    [DOCXW_HEADING_4] = HEADING_STYLE(4, 110, 240, 120),
    [DOCXW_HEADING_5] = HEADING_STYLE(5, 105, 200, 100),
    [DOCXW_HEADING_6] = HEADING_STYLE(6, 100, 200, 100),
    [DOCXW_ITEM] = {"ListParagraph", "List Paragraph", "Normal", NULL, 0, {0}, {0}},
    [DOCXW_QUOTE] = {"Quote", "Quote", "Normal", NULL, 0, {.indented = true, .left = 567, .right = 567}, {0}},
    [DOCXW_ASIDE] =
        {"Encadre", "Encadré", "Normal", NULL, 0, {.sides = "top left bottom right", .border_size = 6}, {0}},
    [DOCXW_CODE] =
        {"HTMLPreformatted", "HTML Preformatted", "Normal", NULL, 0, {.align = "left"}, {.font = "Courier New"}},
    [DOCXW_CELL] =
        {"ContenuDeTableau", "Contenu de tableau", "Normal", NULL, 0, {.before_said = true, .after_said = true}, {0}},
    [DOCXW_HEADER] = {"TitreDeTableau", "Titre de tableau", "ContenuDeTableau", NULL, 0, {0}, {.bold = 1}},
    [DOCXW_CAPTION] = {"Caption",
                       "caption",
                       "Normal",
                       "Normal",
                       0,
                       {.keep_next = 1, .before_said = true, .before = 120, .after_said = true, .after = 120},
                       {.italic = 1}},
    [DOCXW_TERM] = {"Terme", "Terme", "Normal", "Definition", 0, {.keep_next = 1, .after_said = true}, {.bold = 1}},
    [DOCXW_DEFINITION] = {"Definition", "Définition", "Normal", NULL, 0, {.indented = true, .left = 567}, {0}},
    [DOCXW_INSTRUCTION] = {"Consigne", "Consigne", "Normal", "Normal", 0, {.keep_next = 1}, {0}},
    [DOCXW_VERSE] = {"Vers", "Vers", "Normal", NULL, 0, {.align = "left"}, {0}},
    [DOCXW_FORMULA] = {"Formule", "Formule", "Normal", "Normal", 0, {.align = "center"}, {0}},
    [DOCXW_PAGE] = {"PageImprimee",
                    "Page imprimée",
                    "Normal",
                    "Normal",
                    80,
                    {.sides = "top", .border = "dashed", .border_size = 4, .align = "right"},
                    {0}},
    [DOCXW_RULE] = {"Filet",
                    "Filet",
                    "Normal",
                    "Normal",
                    50,
                    {.sides = "bottom", .border_size = 6, .after_said = true, .after = 280},
                    {0}},
    [DOCXW_FOOTNOTE] = {"FootnoteText", "footnote text", "Normal", NULL, 85, {.after_said = true, .after = 60}, {0}},
    [DOCXW_ENDNOTE] = {"EndnoteText", "endnote text", "Normal", NULL, 85, {.after_said = true, .after = 60}, {0}},
};

const char *docxw_base_id(docxw_base base)
{
    return bases[base].id;
}

/* Character styles. */
static const struct {
    const char *id, *name;
    docxw_run run;
} texts[] = {
    {"Hyperlink", "Hyperlink", {.colour = "0000CC", .underline = "single"}},
    {"FootnoteReference", "footnote reference", {.vertical = 1}},
    {"EndnoteReference", "endnote reference", {.vertical = 1}},
    {"PlaceholderText", "Placeholder Text", {.colour = "595959"}},
    {"HTMLCode", "HTML Code", {.font = "Courier New"}},
    {"HTMLAcronym", "HTML Acronym", {0}},
    {"CitationDansLeTexte", "Citation dans le texte", {0}},
    {"RepereImprime", "Repère imprimé", {0}},
};

docxw_base docxw_base_of(const ard_node *leaf)
{
    static const docxw_base own[KINDS] = {
        [CAPTION] = DOCXW_CAPTION, [TERM] = DOCXW_TERM,
        [CODE_BLOCK] = DOCXW_CODE, [INSTRUCTION] = DOCXW_INSTRUCTION,
        [VERSE] = DOCXW_VERSE,     [MATHS_BLOCK] = DOCXW_FORMULA,
        [RULE] = DOCXW_RULE,       [PAGE_MARK] = DOCXW_PAGE,
    };
    static const docxw_base inside[KINDS] = {
        [QUOTE] = DOCXW_QUOTE,           [ASIDE] = DOCXW_ASIDE,   [CELL] = DOCXW_CELL, [HEADER_CELL] = DOCXW_HEADER,
        [DEFINITION] = DOCXW_DEFINITION, [NOTE] = DOCXW_FOOTNOTE, [ITEM] = DOCXW_ITEM,
    };
    if (leaf->kind == HEADING)
        return (docxw_base)(DOCXW_HEADING_1 + (leaf->number < 1 ? 0 : leaf->number > 6 ? 5 : leaf->number - 1));
    if (own[leaf->kind] != DOCXW_BODY)
        return own[leaf->kind];
    for (const ard_node *node = leaf->parent; node; node = node->parent)
        if (inside[node->kind] != DOCXW_BODY)
            return inside[node->kind];
    return DOCXW_BODY;
}

/* ---- The style table ---------------------------------------------------------------------------------------------- */

/* The value that the table of styles has for a key, or the key's new value. */
static const char *remember(docxw_state *w, const char *key, const char *id)
{
    char *kept = arena_string(w->pool, id);
    table_set(w->styles, key, kept);
    return kept;
}

/* Adds what all styles begin with. `row`: that of the style table which it is, with all its values beside. */
static void begin_style(buffer *out, const char *type, const char *id, const char *name, const style *row)
{
    buffer_format(out, "<w:style w:type=\"%s\" w:customStyle=\"1\" w:styleId=\"%s\"", type, id);
    if (row) {
        carry_add("data-ard-style", row->name, out);
        for (int i = 0; i < STYLE_PROPERTIES; i++)
            if (row->values[i])
                carry_add(style_property_name((style_property)i), row->values[i], out);
    }
    buffer_text(out, "><w:name");
    markup_attribute(out, "w:val", name);
    buffer_text(out, "/>");
}

/* The id of a row's style: a letter and its number, for names may hold anything. */
static void id_of(char id[40], char letter, uint16_t row, docxw_base base)
{
    if (base == DOCXW_BODY)
        snprintf(id, 40, "Ardoise%c%u", letter, row);
    else
        snprintf(id, 40, "Ardoise%c%u%s", letter, row, bases[base].id);
}

/* The share of the text's size that a style has, in per cent. */
static int base_size(const docxw_state *w, docxw_base base)
{
    bool heading = base >= DOCXW_HEADING_1 && base <= DOCXW_HEADING_6;
    int level = (int)base - DOCXW_HEADING_1 + 1, said = bases[base].size;
    return heading              ? print_heading(w->document, level, said)
           : base == DOCXW_RULE ? said
                                : print_share(w->document, said);
}

/* The look of a base style below a row: what the row says over what the style says. */
static void add_row_over(docxw_state *w, const style *row, uint16_t number, docxw_base base)
{
    char id[40];
    docxw_paragraph paragraph = {0};
    docxw_run run = {0};
    buffer shown = BUFFER_EMPTY;
    id_of(id, 'P', number, base);
    buffer_text(&shown, row->name);
    if (base != DOCXW_BODY || docxw_is_mark(w, number)) /* the name alone is a mark's character style's */
        buffer_format(&shown, " (%s)", bases[base].name);
    double size = bases[base].size ? w->size * base_size(w, base) / 100 : w->size;
    docxw_look(row, size, &paragraph, &run);
    paragraph.page_break = false; /* said at the paragraph that begins the page */
    begin_style(&w->named, "paragraph", id, buffer_string(&shown), NULL);
    buffer_format(&w->named, "<w:basedOn w:val=\"%s\"/><w:qFormat/>", bases[base].id);
    docxw_paragraph_properties(&paragraph, &w->named);
    docxw_run_properties(&run, &w->named);
    buffer_text(&w->named, "</w:style>\n");
    buffer_free(&shown);
}

/* The character style carries all that the row says. */
void docxw_add_text(docxw_state *w, const style *row, const char *id, const char *name)
{
    docxw_paragraph paragraph = {0};
    docxw_run run = {0};
    docxw_look(row, w->size, &paragraph, &run);
    docxw_frame(row, &paragraph, &run);
    begin_style(&w->named, "character", id, name, row);
    docxw_run_properties(&run, &w->named);
    buffer_text(&w->named, "</w:style>\n");
}

static void add_row_text(docxw_state *w, const style *row, uint16_t number)
{
    char id[40];
    buffer shown = BUFFER_EMPTY;
    id_of(id, 'T', number, DOCXW_BODY);
    buffer_format(&shown, "%s (texte)", row->name);
    docxw_add_text(w, row, id, buffer_string(&shown));
    buffer_free(&shown);
}

void docxw_make_rows(docxw_state *w)
{
    for (size_t i = STYLE_PAGE + 1; i < style_count(w->document); i++)
        if (docxw_is_mark(w, (uint16_t)i))
            docxw_make_mark(w, (uint16_t)i);
        else
            add_row_text(w, style_at(w->document, (uint16_t)i), (uint16_t)i);
}

bool docxw_text_style(const docxw_state *w, const char *id, docxw_run *run, buffer *name)
{
    docxw_paragraph paragraph = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(texts[i].id, id) == 0) {
            *run = texts[i].run;
            buffer_text(name, texts[i].name);
            return true;
        }
    if (strcmp(id, DOCXW_ADDED) == 0) {
        buffer_text(name, ADDED_STYLE);
        return true;
    }
    unsigned long row = strncmp(id, "ArdoiseT", 8) == 0 ? strtoul(id + 8, NULL, 10) : 0;
    const style *s = row > STYLE_PAGE && row <= UINT16_MAX ? style_at(w->document, (uint16_t)row) : NULL;
    if (!s)
        return false;
    *run = (docxw_run){0};
    docxw_look(s, w->size, &paragraph, run);
    buffer_format(name, "%s (texte)", s->name);
    return true;
}

const char *docxw_row_style(docxw_state *w, uint16_t row)
{
    char id[40], key[48];
    if (row <= STYLE_PAGE || !style_at(w->document, row))
        return NULL;
    id_of(id, 'T', row, DOCXW_BODY);
    snprintf(key, sizeof key, "style %s", id);
    const char *known = table_value(w->styles, key);
    return known ? known : remember(w, key, id);
}

/* The row that a leaf shows: its own, else that of the nearest container with one. */
static uint16_t row_of(const ard_node *leaf)
{
    for (; leaf; leaf = leaf->parent)
        if (leaf->style > STYLE_PAGE)
            return leaf->style;
    return STYLE_NONE;
}

const char *docxw_leaf_style(docxw_state *w, const ard_node *leaf, docxw_base base)
{
    char id[40], key[48];
    uint16_t row = row_of(leaf);
    const style *s = row ? style_at(w->document, row) : NULL;
    if (!s)
        return bases[base].id;
    id_of(id, 'P', row, base);
    snprintf(key, sizeof key, "style %s", id);
    const char *known = table_value(w->styles, key);
    if (known)
        return known;
    add_row_over(w, s, row, base);
    known = remember(w, key, id);
    return known ? known : bases[base].id;
}

/* ---- The part ------------------------------------------------------------------------------------------------------ */

const char docxw_namespaces[] = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
                                " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
                                " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""
                                " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
                                " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
                                " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
                                " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
                                " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""
                                " xmlns:" CARRY_PREFIX "=\"" CARRY_NAMESPACE "\" mc:Ignorable=\"w14 " CARRY_PREFIX "\"";

/* What the page's own style does not say. */
static void add_defaults(docxw_state *w, buffer *out)
{
    docxw_paragraph paragraph = {.after_said = true, .after = 140, .line = 288};
    docxw_run run = {.font = "Arial", .half_points = 24, .language = w->language};
    buffer_text(out, "<w:docDefaults><w:rPrDefault>");
    docxw_run_properties(&run, out);
    buffer_text(out, "</w:rPrDefault><w:pPrDefault>");
    docxw_paragraph_properties(&paragraph, out);
    buffer_text(out, "</w:pPrDefault></w:docDefaults>\n");
}

/* "Normal", of which all styles of paragraphs inherit, is the page's own style: there a teacher changes all text at once. */
static void add_page(const docxw_state *w, docxw_paragraph *paragraph, docxw_run *run)
{
    docxw_look(style_at(w->document, STYLE_PAGE), 12, paragraph, run);
    *run->shade = *paragraph->shade = '\0'; /* the paper is the page's */
    paragraph->page_break = false;
}

/* Lines and links have the ink of a page that says its paper. */
static void take_ink(const docxw_state *w, char colour[DOCXW_COLOUR])
{
    const char *ink = page_ink(w->document);
    if (ink)
        snprintf(colour, DOCXW_COLOUR, "%s", ink + 1);
}

static void add_base(const docxw_state *w, const base_row *row, buffer *out)
{
    docxw_paragraph paragraph = row->paragraph;
    docxw_run run = row->run;
    if (row == bases + DOCXW_BODY)
        add_page(w, &paragraph, &run);
    if (row->size)
        run.half_points = (int)(w->size * base_size(w, (docxw_base)(row - bases)) / 50 + 0.5);
    if (run.italic && print_emphasis(w->document) != LOOK_ITALIC)
        run.italic = 0;
    paragraph.keep_lines = paragraph.outline && print_is_large(w->document);
    if (row == bases + DOCXW_PAGE && print_is_large(w->document))
        paragraph.align = "left";
    take_ink(w, paragraph.border_colour);
    bool ours = row >= bases + DOCXW_ASIDE && strcmp(row->id, "Caption") != 0 &&
                strcmp(row->id, "HTMLPreformatted") != 0 && row < bases + DOCXW_FOOTNOTE;
    buffer_format(out, "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>",
                  ours                        ? " w:customStyle=\"1\""
                  : row == bases + DOCXW_BODY ? " w:default=\"1\""
                                              : "",
                  row->id, row->name);
    if (row->parent)
        buffer_format(out, "<w:basedOn w:val=\"%s\"/>", row->parent);
    if (row->next)
        buffer_format(out, "<w:next w:val=\"%s\"/>", row->next);
    buffer_text(out, "<w:qFormat/>");
    docxw_paragraph_properties(&paragraph, out);
    docxw_run_properties(&run, out);
    buffer_text(out, "</w:style>\n");
}

/* Tables: lines around all cells, what heads them bold. */
static const char table_styles[] =
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
    "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>"
    "<w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
    "</w:tblCellMar></w:tblPr></w:style>\n"
    "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"TableauArdoise\"><w:name w:val=\"Tableau Ardoise\"/>"
    "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
    "<w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tblBorders>"
    "<w:tblCellMar><w:top w:w=\"57\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>"
    "<w:bottom w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
    "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>"
    "<w:tblStylePr w:type=\"firstCol\"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>\n"
    "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/></w:style>\n";

/* The styles of tables, their lines in the page's ink. */
static void add_tables(const docxw_state *w, buffer *out)
{
    static const char black[] = "\"000000\"";
    const char *ink = page_ink(w->document), *text = table_styles, *at;
    while (ink && (at = strstr(text, black)) != NULL) {
        buffer_add(out, text, (size_t)(at - text));
        buffer_format(out, "\"%s\"", ink + 1);
        text = at + sizeof black - 1;
    }
    buffer_text(out, text);
}

/* The styles of what a question asks about: what a run of their kinds would say itself. */
static void add_asked(const docxw_state *w, buffer *out)
{
    for (int i = 0; i < ASKED_STYLES; i++) {
        const docxw_run *look = docxw_kind_look(asked_styles[i].kind);
        if (!(w->asked & 1u << i))
            continue;
        buffer_format(out, "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>",
                      asked_styles[i].id, asked_styles[i].name);
        if (look && asked_styles[i].kind != EMPHASIS) /* italics may have another look in their place */
            docxw_run_properties(look, out);
        buffer_text(out, "</w:style>\n");
    }
}

void docxw_styles(docxw_state *w, buffer *out)
{
    const style *page = style_at(w->document, STYLE_PAGE);
    buffer_format(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles%s", docxw_namespaces);
    for (int i = 0; i < STYLE_PROPERTIES; i++)
        if (page->values[i])
            carry_add(style_property_name((style_property)i), page->values[i], out);
    buffer_text(out, ">\n");
    add_defaults(w, out);
    for (size_t i = 0; i < DOCXW_BASES; i++)
        add_base(w, bases + i, out);
    buffer_text(out, "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
                     "<w:name w:val=\"Default Paragraph Font\"/></w:style>\n");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        buffer_format(out, "<w:style w:type=\"character\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>",
                      i + 2 < sizeof texts / sizeof *texts ? "" : " w:customStyle=\"1\"", texts[i].id, texts[i].name);
        docxw_run run = texts[i].run;
        if (*run.colour)
            take_ink(w, run.colour);
        docxw_run_properties(&run, out);
        buffer_text(out, "</w:style>\n");
    }
    if (w->wide > 0)
        buffer_format(
            out,
            "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"ArdoiseEspace\"><w:name w:val=\"" BLANK_STYLE
            "\"/><w:rPr><w:spacing w:val=\"%d\"/></w:rPr></w:style>\n",
            (int)(w->wide * 20 + 0.5));
    if (w->added)
        buffer_text(out, "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"" DOCXW_ADDED
                         "\"><w:name w:val=\"" ADDED_STYLE "\"/></w:style>\n");
    add_asked(w, out);
    add_tables(w, out);
    buffer_add(out, buffer_string(&w->named), w->named.size);
    buffer_text(out, "</w:styles>\n");
}
