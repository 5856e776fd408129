#include "names.h"

#include "base/memory.h"
#include "base/text.h"
#include "namespaces.h"

#include <stdlib.h>
#include <string.h>

/* A name as written, and what it is in the scope that it was last looked up in. */
typedef struct name_slot {
    const char *element, *attribute;
    unsigned element_scope, attribute_scope;
} name_slot;

xml_names names_of(arena *pool)
{
    return (xml_names){.pool = pool, .known = table_new(pool), .made = table_new(pool)};
}

void names_free(xml_names *n)
{
    free(n->bindings);
    free(n->scopes);
}

bool names_declares(const char *attribute)
{
    return strncmp(attribute, "xmlns", 5) == 0 && (!attribute[5] || attribute[5] == ':');
}

/* Room for one more element of a growing array; false when memory has ended. */
static bool make_room(void **items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return true;
    size_t wanted = *room ? 2 * *room : 16;
    void *more = memory_resize(*items, wanted * size);
    if (!more)
        return false;
    *items = more;
    *room = wanted;
    return true;
}

static bool bind(xml_names *n, const char *prefix, const char *uri)
{
    const char *canonical = namespace_prefix(uri);
    if (!make_room((void **)&n->bindings, n->binding_count, &n->binding_room, sizeof *n->bindings))
        return false;
    char *copy = arena_string(n->pool, prefix);
    n->bindings[n->binding_count++] = (name_binding){copy, canonical ? canonical : "?"};
    return copy != NULL;
}

bool names_enter(xml_names *n, const char **attributes, size_t most)
{
    name_scope before = {n->depth++, n->binding_count, n->scope};
    for (const char **a = attributes; *a; a += 2)
        if (names_declares(a[0]) && (n->binding_count >= most || !bind(n, a[0][5] ? a[0] + 6 : "", a[1])))
            return false;
    if (n->binding_count == before.bindings)
        return true;
    if (!make_room((void **)&n->scopes, n->scope_count, &n->scope_room, sizeof *n->scopes))
        return false;
    n->scopes[n->scope_count++] = before;
    n->scope = ++n->last_scope;
    return true;
}

void names_leave(xml_names *n)
{
    n->depth--;
    if (!n->scope_count || n->scopes[n->scope_count - 1].depth != n->depth)
        return;
    const name_scope *before = n->scopes + --n->scope_count;
    n->binding_count = before->bindings;
    n->scope = before->scope;
}

/* The canonical prefix that a prefix of `size` bytes has here. */
static const char *bound(const xml_names *n, const char *prefix, size_t size)
{
    for (size_t i = n->binding_count; i-- > 0;)
        if (text_is(prefix, size, n->bindings[i].prefix))
            return n->bindings[i].canonical;
    char own[16] = "";
    if (size && size < sizeof own) {
        memcpy(own, prefix, size);
        const char *usual = strcmp(own, "xml") == 0 ? "xml" : namespace_named(own);
        return usual ? usual : "?";
    }
    return size ? "?" : "";
}

/* The name of a canonical prefix and a local name, one string for all uses in the document. */
static const char *join(xml_names *n, const char *prefix, const char *local)
{
    size_t before = strlen(prefix), after = strlen(local);
    char *name = arena_alloc(n->pool, before + after + 2);
    if (!name)
        return NULL;
    memcpy(name, prefix, before);
    if (before)
        name[before++] = ':';
    memcpy(name + before, local, after);
    const char *made = table_value(n->made, name);
    if (!made)
        table_set(n->made, name, name);
    return made ? made : name;
}

static name_slot *slot_of(xml_names *n, const char *written)
{
    name_slot *slot = table_value(n->known, written);
    if (slot)
        return slot;
    slot = arena_alloc(n->pool, sizeof *slot);
    if (slot)
        table_set(n->known, written, slot);
    return slot;
}

const char *names_element(xml_names *n, const char *written)
{
    name_slot *slot = slot_of(n, written);
    if (!slot || (slot->element && slot->element_scope == n->scope))
        return slot ? slot->element : NULL;
    const char *colon = strchr(written, ':');
    slot->element = join(n, bound(n, written, colon ? (size_t)(colon - written) : 0), colon ? colon + 1 : written);
    slot->element_scope = n->scope;
    return slot->element;
}

const char *names_attribute(xml_names *n, const char *written)
{
    name_slot *slot = slot_of(n, written);
    if (!slot || (slot->attribute && slot->attribute_scope == n->scope))
        return slot ? slot->attribute : NULL;
    const char *colon = strchr(written, ':');
    slot->attribute = join(n, colon ? bound(n, written, (size_t)(colon - written)) : "", colon ? colon + 1 : written);
    slot->attribute_scope = n->scope;
    return slot->attribute;
}
