/* Language tags (BCP 47). */
#ifndef CHECK_TAGS_H
#define CHECK_TAGS_H

#include <stdbool.h>
#include <stdint.h>

/* Whether the primary language subtag of a tag is registered (or private use); the rest is not looked at, as in the ACT
 * rules. ASCII case apart. */
bool tag_is_known(const char *tag);

/* Whether two tags have the same primary subtag. */
bool tag_same_language(const char *a, const char *b);

/* Made from the registry: subtags.c. */
extern const char tags_of_two[];
extern const uint8_t tags_of_three[];

#endif
