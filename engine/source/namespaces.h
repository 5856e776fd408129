/* Which namespace is which prefix. Prefixes of documents say nothing; the namespace's name does. */
#ifndef SOURCE_NAMESPACES_H
#define SOURCE_NAMESPACES_H

#include <stddef.h>

/* The canonical prefix of a namespace by its name: "w", "math"; "" for XHTML and for none (NULL or ""); NULL where it is
 * not one that we know. Strict (ISO 29500-1) and Transitional names of Office Open XML give the same prefix. */
const char *namespace_prefix(const char *uri);

/* A canonical prefix equal to `prefix`, for documents that use a prefix without declaring it; NULL where there is none. */
const char *namespace_named(const char *prefix);

#endif
