#include "carry.h"

#include "base/text.h"

#include <string.h>

void carry_add(const char *name, const char *value, buffer *out)
{
    if (!value)
        return;
    buffer_text(out, " " CARRY_PREFIX ":");
    for (const char *c = name; *c; c++)
        buffer_byte(out, *c == ':' ? '.' : *c);
    buffer_text(out, "=\"");
    buffer_xml(out, value, strlen(value), true);
    buffer_byte(out, '"');
}

void carry_attributes(const ard_node *node, const char *own, buffer *out)
{
    for (const attribute *a = node->attributes; a; a = a->next)
        if (!text_in_list(own, a->name) && strlen(a->name) < CARRY_NAME)
            carry_add(a->name, a->value, out);
}

bool carry_take(ard_document *document, ard_node *node, const char *name, const char *value)
{
    static const char prefix[] = CARRY_PREFIX ":";
    if (!text_begins(name, prefix) || strcmp(name, CARRY_PREFIX ":kind") == 0)
        return false;
    char own[CARRY_NAME];
    size_t size = strlen(name) - strlen(prefix);
    if (!size || size >= sizeof own)
        return false;
    memcpy(own, name + strlen(prefix), size + 1);
    char *dot = strchr(own, '.');
    if (dot && (text_begins(own, "epub.") || text_begins(own, "xlink.") || text_begins(own, "xml.")))
        *dot = ':';
    node_set(document, node, own, value);
    return true;
}
