/* What WordprocessingML says of the look of runs and paragraphs (ECMA-376 part 1, 17.3), as said in one place: a style's
 * own properties, the defaults, or direct formatting. styles.h adds the places up. */
#ifndef OFFICE_LOOK_H
#define OFFICE_LOOK_H

#include "source/xml.h"

/* Toggle properties: said twice by two kinds of styles, they are off again (17.7.3). */
typedef enum wml_toggle {
    WML_BOLD, WML_ITALIC, WML_CAPS, WML_SMALL_CAPS, WML_STRIKE, WML_DOUBLE_STRIKE, WML_VANISH, WML_TOGGLES
} wml_toggle;

/* Strings are borrowed from the XML; NULL and WML_UNSAID are "not said here". */
enum { WML_UNSAID = -1, WML_NOWHERE = INT32_MIN };

typedef struct wml_run_look {
    signed char toggles[WML_TOGGLES];       /* 0, 1, or WML_UNSAID */
    signed char rtl;
    int half_points;                        /* size; WML_UNSAID */
    const char *underline, *vertical;       /* "none", "single"...; "baseline", "superscript", "subscript" */
    const char *colour, *paper, *highlight; /* "FF0000" or "auto"; shading's fill; "yellow" or "none" */
    const char *border;                     /* "single"... around the run, or "none", "nil" */
    const char *font;
    int raised;                             /* half points above the line (w:position), below 0 under it; WML_NOWHERE */
    const char *language, *language_rtl;    /* BCP 47, of left-to-right and right-to-left text */
} wml_run_look;

typedef struct wml_paragraph_look {
    const char *style;                      /* its id: of a paragraph's own properties only */
    int number, level;                      /* numId (0 takes numbering away), ilvl */
    int outline;                            /* 0 to 8; 9 is body text */
    int left, first;                        /* indent of the text, and of the first line beyond it, in twips; WML_NOWHERE */
    signed char rtl;
    signed char leader;                     /* a tab stop draws dots or a line */
    signed char boxed;                      /* a border on more than one side */
    signed char ruled;                      /* a border above or below */
    signed char drop_cap, mark_deleted;     /* the initial of the next paragraph; joined to the next by a tracked deletion */
    const char *align, *paper;
} wml_paragraph_look;

extern const wml_run_look wml_run_unsaid;
extern const wml_paragraph_look wml_paragraph_unsaid;

/* Reads w:rPr and w:pPr; NULL says nothing. */
wml_run_look wml_run_read(const xml_node *properties);
wml_paragraph_look wml_paragraph_read(const xml_node *properties);

/* Lays what `over` says over `look`. */
void wml_run_overlay(wml_run_look *look, const wml_run_look *over);
void wml_paragraph_overlay(wml_paragraph_look *look, const wml_paragraph_look *over);

/* The value of an on/off element: on where it has no w:val (17.17.4). */
bool wml_on(const xml_node *element);

/* w:val of a child element, or NULL. */
const char *wml_child_value(const xml_node *parent, const char *name);

/* A whole number of an attribute, bounded to a million either way; `otherwise` where it is none. A measure with a unit
 * ("1.5pt", of Strict documents) is given in twips. */
int wml_integer(const char *text, int otherwise);

#endif
