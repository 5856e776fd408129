/* What the tree builder knows of each of HTML's elements (HTML Living Standard, 13.1.2, 13.2.4.2, 13.2.6.4.7).
 * Inside the room only. */
#ifndef SOURCE_HTML_ELEMENTS_H
#define SOURCE_HTML_ELEMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SPECIAL = 1, FORMATTING = 2, VOID = 4,
    SCOPED = 8,             /* ends the search for an open element */
    LISTED = 16,            /* ends it in list item scope as well */
    BUTTONED = 32,          /* and in button scope */
    TABLED = 64,            /* ends it in table scope */
    IMPLIED = 128,          /* its end tag may be left out, and is then made */
    IMPLIED_ALL = 256,      /* the same, thoroughly: at the end of a template */
    HEADED = 512,           /* belongs into the head */
    FOREIGN = 1024,         /* MathML or SVG */
    TEXT_POINT = 2048,      /* holds HTML's phrasing content (MathML text integration point) */
    HTML_POINT = 4096,      /* holds HTML */
    MATH_SPACE = 8192,
    HEADING_LEVEL = 16384,
    BREAKS_OUT = 32768      /* as a start tag ends MathML and SVG */
};

/* What its start and end tag do in a body. */
typedef enum html_start {
    START_OTHER, START_HTML, START_HEAD, START_BODY, START_FRAMESET, START_BLOCK, START_HEADING, START_PRE, START_FORM,
    START_LI, START_DD, START_PLAIN, START_BUTTON, START_A, START_FORMAT, START_NOBR, START_MARKER, START_TABLE,
    START_VOID, START_INPUT, START_PARAM, START_HR, START_IMAGE, START_TEXTAREA, START_XMP, START_RAW, START_SELECT,
    START_OPTION, START_RB, START_RP, START_MATH, START_SVG, START_IGNORED, STARTS
} html_start;

typedef enum html_end {
    END_OTHER, END_TEMPLATE, END_BODY, END_BLOCK, END_FORM, END_P, END_LI, END_HEADING, END_FORMAT, END_MARKER, END_BR,
    ENDS
} html_end;

typedef enum html_id {
    E_OTHER, E_A, E_BODY, E_BR, E_BUTTON, E_CAPTION, E_COL, E_COLGROUP, E_DD, E_DT, E_FONT, E_FORM, E_FRAME, E_FRAMESET,
    E_HEAD, E_HTML, E_INPUT, E_LI, E_MATH, E_NOBR, E_NOFRAMES, E_NOSCRIPT, E_OPTGROUP, E_OPTION, E_P, E_RB, E_RTC,
    E_RUBY, E_SCRIPT, E_SELECT, E_STYLE, E_SVG, E_TABLE, E_TBODY, E_TD, E_TEMPLATE, E_TEXTAREA, E_TFOOT, E_TH, E_THEAD,
    E_TITLE, E_TR
} html_id;

typedef struct html_element {
    const char *name;
    uint16_t flags;
    uint8_t id, start, end;
} html_element;

/* The row of an element by its name in lower case; a row of id E_OTHER for what is none of HTML's. Never NULL. */
const html_element *html_element_named(const char *name);

/* The row of an element inside MathML or SVG by its canonical name ("svg:title"). */
const html_element *html_element_foreign(const char *name);

/* Names of SVG's elements and attributes, and of MathML's one, as XML spells them ("viewBox"); the name itself where it
 * is spelt in lower case. */
const char *html_svg_element(const char *name);
const char *html_foreign_attribute(const char *name, bool svg);

#endif
