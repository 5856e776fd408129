/* How our HTML and EPUB say what HTML has no words for, so that a lesson comes back whole (doc/formats.md). In our pages
 *     data-ard            the kind of a node that its element does not tell ("exercise"), or a part that the page needs:
 *                         one of enum carry_part's names
 *     data-ard-NAME       an attribute that the element may not have, or that says something else there
 *     data-ard.NAME       what the writer tells the reader of a node: one of the names below */
#ifndef LESSON_CARRY_HTML_H
#define LESSON_CARRY_HTML_H

#include "base/buffer.h"
#include "lesson.h"

#define CARRY_PAGE "html"                       /* data-ard of the html element of a page of ours */
#define CARRY_LESSON "lesson"                   /* of the element whose attributes are the root's, and contents the lesson's */
#define CARRY_MADE "made"                       /* of an element that is not the lesson's, with all below it */
#define CARRY_BLANKS "blanks"                   /* of a span whose blanks count */
#define CARRY_NAMED "named"                     /* of a span whose title names the formula in it */
#define CARRY_NOTES "notes"                     /* of the section that holds notes */
#define CARRY_NOTE_PLACE "note-place"           /* of the element that stands where a note stood */
#define CARRY_SHOWN "shown"                     /* of a span with what the source shows where a field is */
#define CARRY_RESOURCE "resource"               /* of a script that holds a part which no picture shows */
#define CARRY_STYLE "ardoise-style"             /* name of a meta element with a row of the style table */
#define CARRY_STYLE_PAGE "page-style"           /* the class of a node whose style is the page's own */
#define CARRY_META "ardoise:"                   /* before the name of a piece of metadata */

#define CARRY_NUMBER "data-ard.number"          /* a picture's number among the resources; a note's number */
#define CARRY_FILLED "data-ard.filled"          /* the contents are not the lesson's */
#define CARRY_ADDED "data-ard.made"             /* names of attributes that are not the lesson's */
#define CARRY_CLASS "data-ard.class"            /* of a meta element with a style: the class that stands for it */
#define CARRY_BARE "data-ard.bare"              /* of that: the element which, without class, is a mark of this style */
#define CARRY_CONTINUED "data-ard.continued"    /* the container goes on that the page before has ended with */

/* The blank-separated names of attributes that HTML's element of a kind has for ends of its own: those of a node are
 * always carried. "" for none. */
const char *carry_html_filled(ard_kind kind);

/* Adds the name that carries an attribute: "data-ard-epub.type". A colon is a dot; "_" stands before a dot, a "_" and what
 * was a capital, for HTML knows small letters only. */
void carry_html_name(const char *name, buffer *out);

/* Adds ` data-ard-NAME="value"`; nothing for a NULL value. */
void carry_html_add(const char *name, const char *value, buffer *out);

/* Adds the name of the attribute that a carried one is; false where it carries none. */
bool carry_html_take(const char *name, buffer *out);

/* The kind that a data-ard on an element names; KINDS where there is none. */
ard_kind carry_html_kind(const char *element, const char *mark);

#endif
