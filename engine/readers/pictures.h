/* Pictures that a document names instead of holding: beside it, or inside an address. */
#ifndef READERS_PICTURES_H
#define READERS_PICTURES_H

#include "base/plugin.h"
#include "lesson/lesson.h"

/* The number of the picture that `address` names, added to the document; 0 where there is none, which is reported:
 * files below the document's folder are asked of the helper "beside" (percent-encoding undone, "?" and "#" cut off),
 * "data:" addresses are decoded (RFC 2397), nothing is fetched from a network. */
int picture_at(task *t, ard_document *document, const char *address, place where);

#endif
