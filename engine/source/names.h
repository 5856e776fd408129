/* The canonical names of a document's elements and attributes while it is read (Namespaces in XML 1.0). Inside the room only. */
#ifndef SOURCE_NAMES_H
#define SOURCE_NAMES_H

#include "base/arena.h"
#include "base/table.h"

typedef struct name_binding {
    const char *prefix, *canonical;     /* "" is the default namespace */
} name_binding;

/* An element that declares namespaces: what leaving it brings back. */
typedef struct name_scope {
    size_t depth, bindings;
    unsigned scope;
} name_scope;

typedef struct xml_names {
    arena *pool;
    table *known, *made;                /* by the name as written; by the canonical one */
    name_binding *bindings;
    name_scope *scopes;
    size_t binding_count, binding_room, scope_count, scope_room;
    unsigned scope, last_scope;         /* of the innermost declarations: 0 before any */
    size_t depth;
} xml_names;

/* Names in a pool; names_free leaves what it gave. */
xml_names names_of(arena *pool);
void names_free(xml_names *n);

/* An element begins, with its attributes as expat gives them (name, value, ..., NULL), or ends. False when memory has
 * ended, or more than `most` namespaces are declared at once. */
bool names_enter(xml_names *n, const char **attributes, size_t most);
void names_leave(xml_names *n);

/* Whether an attribute declares a namespace. */
bool names_declares(const char *attribute);

/* The canonical name of an element or an attribute of the element that was entered last; NULL when memory has ended. A
 * prefix that is used but not declared is taken as the namespace that usually has it. */
const char *names_element(xml_names *n, const char *written);
const char *names_attribute(xml_names *n, const char *written);

#endif
