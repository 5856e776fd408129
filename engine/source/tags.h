/* How many attributes a tag holds: parsers compare each with each, so too many cost the square. */
#ifndef SOURCE_TAGS_H
#define SOURCE_TAGS_H

#include <stdbool.h>
#include <stddef.h>

enum { TAG_ATTRIBUTES = 2000 };

/* Whether a start tag of an XML text holds more than TAG_ATTRIBUTES attributes. Linear. */
bool tags_crowded(const char *text, size_t size);

#endif
