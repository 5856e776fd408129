/* Pictures: what is taken in of them, what their alternative text is worth, and those that a document names instead of
 * holding: beside it, or inside an address. */
#ifndef READERS_PICTURES_H
#define READERS_PICTURES_H

#include "base/plugin.h"
#include "lesson/lesson.h"

/* The most that a picture may be: more is no lesson's, and would stop the reader's machine, not ours. */
enum { PICTURE_MOST_BYTES = 64 << 20, PICTURE_MOST_PIXELS = 100000000 };

/* Adds a picture to the document and gives its number; 0 for none, and for one that is too large, which is reported. */
int picture_add(report_log *log, ard_document *document, const void *bytes, size_t size, place where);

/* Looks at the alternative text of an image that is in the tree. The name of a file, or a word and a number that a
 * program gave ("IMG_1234.jpg", "42-19134430", "Image 3"), describes nothing: it is reported,
 * and taken away. One that Word made by itself stays, and is reported: somebody must read it. */
void picture_describe(report_log *log, ard_document *document, ard_node *image);

/* The number of the picture that `address` names, added to the document; 0 where there is none, which is reported:
 * files below the document's folder are asked of the helper "beside" (percent-encoding undone, "?" and "#" cut off),
 * "data:" addresses are decoded (RFC 2397), nothing is fetched from a network. */
int picture_at(task *t, ard_document *document, const char *address, place where);

#endif
