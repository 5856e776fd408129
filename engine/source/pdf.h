/* What stands on the pages of a PDF: characters with their places, drawn lines, pictures, links, fields, and the structure
 * tree of a tagged one. poppler (poppler/) reads it in a process of its own, the helper "pdf", and describes it in bytes
 * (pdf-wire.h); pdf-file.c is the asking end, which trusts none of them. */
#ifndef SOURCE_PDF_H
#define SOURCE_PDF_H

#include "base/arena.h"
#include "base/helpers.h"

/* Points (1/72 inch) from the top left corner of the page as it is shown. */
typedef struct pdf_box {
    float left, top, right, bottom;
} pdf_box;

/* What many characters of a document look like. */
typedef struct pdf_look {
    const char *font;       /* its PostScript name, "ABCDEF+Arial-BoldMT"; "" unknown */
    float size;             /* points */
    uint32_t colour;        /* 0xRRGGBB */
} pdf_look;

/* A character; a blank between words, or a newline at the end of a line, has no width. */
typedef struct pdf_glyph {
    pdf_box box;
    uint32_t point;
    uint32_t look;          /* its number in the file's looks */
} pdf_glyph;

typedef enum pdf_drawing_kind { PDF_LINE, PDF_RECTANGLE, PDF_SHAPE } pdf_drawing_kind;

/* A part of a drawn path: a straight line, an upright rectangle, or anything else. */
typedef struct pdf_drawing {
    pdf_box box;
    float width;            /* of the pen; 0 where it is filled */
    uint32_t colour;
    uint32_t kind;          /* pdf_drawing_kind */
} pdf_drawing;

/* A picture. `bytes` are those of a file (JPEG, PNG); NULL where it must be drawn (pdf_draw). */
typedef struct pdf_picture {
    pdf_box box;
    const void *bytes;
    size_t size;
} pdf_picture;

/* A link to an address, or ("") to a page of the document, from 1. */
typedef struct pdf_link {
    pdf_box box;
    const char *address;
    uint32_t page;
} pdf_link;

typedef enum pdf_field_kind { PDF_FIELD_TEXT, PDF_FIELD_CHECK, PDF_FIELD_RADIO, PDF_FIELD_CHOICE } pdf_field_kind;

typedef struct pdf_field {
    pdf_box box;
    uint32_t kind;          /* pdf_field_kind */
    bool on;                /* of a box to tick */
    const char *name;       /* what it is called for people, else in the file; "" none */
    const char *value;
    const char *choices;    /* a choice a line */
} pdf_field;

typedef struct pdf_page {
    float width, height;
    const char *label;      /* what readers of PDF call the page */
    pdf_glyph *glyphs;
    pdf_drawing *drawings;
    pdf_picture *pictures;
    pdf_link *links;
    pdf_field *fields;
    size_t glyph_count, drawing_count, picture_count, link_count, field_count;
} pdf_page;

/* What elements of the structure tree are (ISO 32000-1, 14.8.4). */
typedef enum pdf_role {
    PDF_GROUP, PDF_PARAGRAPH, PDF_HEADING, PDF_LIST, PDF_ITEM, PDF_LABEL, PDF_BODY, PDF_TABLE, PDF_ROW, PDF_HEADER_CELL,
    PDF_CELL, PDF_CAPTION, PDF_FIGURE, PDF_FORMULA, PDF_NOTE, PDF_QUOTE, PDF_CODE, PDF_CONTENTS, PDF_SPAN, PDF_FORM,
    PDF_ARTIFACT, PDF_TEXT, PDF_ROLES
} pdf_role;

/* An element, in the order of the tree; those below it follow and are deeper. */
typedef struct pdf_element {
    uint32_t depth;         /* from 0 */
    uint32_t role;          /* pdf_role */
    uint32_t level;         /* of a heading; 0 where it does not say */
    uint32_t page;          /* from 1; 0 unknown */
    uint32_t columns, rows; /* that a cell takes */
    uint32_t scope;         /* of a header cell: 0 not said, 1 row, 2 column, 3 both */
    pdf_box box;            /* of a figure; empty where it does not say */
    const char *text;       /* PDF_TEXT: its characters; else what replaces those below ("ActualText"), or NULL */
    const char *alternative;    /* NULL: it does not say */
    const char *language;
} pdf_element;

/* An entry of the outline ("bookmarks"). */
typedef struct pdf_bookmark {
    uint32_t depth, page;
    const char *title;
} pdf_bookmark;

typedef struct pdf_file {
    const char *title, *author, *subject, *keywords, *created, *language;     /* "" unknown; created: ISO 8601 */
    bool tagged;
    bool unread;            /* its structure is there, but would take too long to read */
    pdf_look *looks;
    pdf_page *pages;
    pdf_element *elements;
    pdf_bookmark *bookmarks;
    size_t look_count, page_count, element_count, bookmark_count;
} pdf_file;

/* Reads a PDF by the helper "pdf" into a pool. ARD_E_READ where it is damaged or locked by a password, ARD_E_MISSING where
 * poppler is not here. */
ard_status pdf_read(helpers *h, report_log *log, const void *bytes, size_t size, arena *pool, pdf_file *file);

/* Part of a page that is to be drawn. */
typedef struct pdf_region {
    uint32_t page;          /* from 1 */
    pdf_box box;
} pdf_region;

/* Draws regions as PNG files, which `drawn[i]` (with no bytes where that fails) gives; they live in the pool. */
ard_status pdf_draw(helpers *h, report_log *log, const void *bytes, size_t size, const pdf_region *regions, size_t count,
                    arena *pool, pdf_picture *drawn);

/* Reads what the helper said of a file; false where that is broken. */
bool pdf_parse(const buffer *reply, arena *pool, pdf_file *file);

#endif
