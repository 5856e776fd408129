/* Names of a package's parts, and the addresses that lead to them (RFC 3986, 5.2.4; ECMA-376 part 2, 6.2.2; EPUB 3.3, 4.2.3).
 * All are made in a pool. */
#ifndef SOURCE_PART_NAMES_H
#define SOURCE_PART_NAMES_H

#include "base/arena.h"

/* A name for comparison: percent-decoded, ASCII lower case, backslashes as slashes, no slash at its beginning; NULL when
 * memory has ended. */
char *part_name_folded(arena *pool, const char *name);

/* Joins `target`, up to its "#", to the folder of `base` (NULL: the root), and takes "." and ".." out; one that leaves the
 * package stays at its root. "" when memory has ended. */
const char *part_name_resolved(arena *pool, const char *base, const char *target);

#endif
