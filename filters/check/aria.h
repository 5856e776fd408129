/* The vocabulary of WAI-ARIA 1.2, DPUB-ARIA 1.1 and Graphics-ARIA 1.0. */
#ifndef CHECK_ARIA_H
#define CHECK_ARIA_H

#include <stdbool.h>

/* The role of this name as the tables have it (ASCII case apart), or NULL where there is none that an author may use. */
const char *aria_role(const char *name);

/* Blank-separated names of the attributes that every element may have. */
extern const char aria_globals[];

typedef enum aria_type {
    ARIA_UNKNOWN,               /* no such attribute */
    ARIA_TEXT, ARIA_TOKEN, ARIA_TOKENS, ARIA_NUMBER, ARIA_INTEGER, ARIA_ID, ARIA_IDS
} aria_type;

/* The type of an attribute's value; `*tokens` gets those of a token list. */
aria_type aria_attribute(const char *name, const char **tokens);

/* Attributes that a role requires, blank-separated; "" for none. */
const char *aria_required(const char *role);

/* Whether a role supports an attribute, or must not have it (naming of what cannot be named). */
bool aria_supports(const char *role, const char *attribute);
bool aria_prohibits(const char *role, const char *attribute);

/* Roles, one of which must hold this one, and of which all that it holds must be; blank-separated, "" for none. */
const char *aria_context(const char *role);
const char *aria_owned(const char *role);

/* Whether what is inside an element of this role is no part of the accessibility tree. */
bool aria_hides_children(const char *role);

/* Whether a role's name comes from its content as well as from its author. */
bool aria_named_by_content(const char *role);

#endif
