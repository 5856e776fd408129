/* Pages that ardoise has written, back into the tree that they were written from (lesson/carry-html.h). What an editor has
 * changed or added in them is read too: unknown elements give their contents. */
#ifndef READERS_HTML_OURS_H
#define READERS_HTML_OURS_H

#include "base/plugin.h"
#include "lesson/lesson.h"
#include "source/xml.h"

typedef struct ours ours;

/* The number of a picture by its address in a page, added to the document; 0 where there is none, reported. */
typedef int ours_picture(void *user, const char *part, const char *address, place where);

/* Whether a page is one of ours. */
bool ours_is(const xml_node *html);

/* A reading of one document's pages, in `pool`; NULL when memory has ended. */
ours *ours_new(arena *pool, task *t, ard_document *document, ours_picture *picture, void *user);

/* Adds the pictures that a page holds, in the order of their numbers: before the page is read. */
void ours_resources(ours *o, const xml_node *html);

/* Says which resource of the document the picture of a number is. */
void ours_number(ours *o, int number, int numbered);

/* Metadata and style table of a page's head; then the page's blocks. */
void ours_head(ours *o, const xml_node *html);
void ours_page(ours *o, const xml_node *html, const char *part);

/* Puts notes where they stood. Gives the document's status. */
ard_status ours_end(ours *o);

#endif
