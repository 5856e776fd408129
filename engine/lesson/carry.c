#include "carry.h"

#include "base/text.h"

#include <stdio.h>
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

static void add_escaped(const char *text, buffer *out)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c <= ' ' || c == 0x7F || strchr("%&=?", c))
            buffer_format(out, "%%%02X", c);
        else
            buffer_byte(out, (char)c);
    }
}

void carry_pair(const char *name, const char *value, bool first, buffer *out)
{
    if (!first)
        buffer_byte(out, '&');
    add_escaped(name, out);
    buffer_byte(out, '=');
    add_escaped(value, out);
}

static void add_unescaped(const char *text, size_t size, buffer *out)
{
    for (size_t i = 0; i < size; i++) {
        int byte = text[i] == '%' ? ascii_percent(text + i, size - i) : -1;
        buffer_byte(out, byte > 0 ? (char)byte : text[i]);
        i += byte > 0 ? 2 : 0;
    }
}

bool carry_next(const char **text, size_t *size, buffer *name, buffer *value)
{
    buffer_reset(name);
    buffer_reset(value);
    if (!*size)
        return false;
    const char *ends = memchr(*text, '&', *size);
    size_t pair = ends ? (size_t)(ends - *text) : *size;
    const char *equals = memchr(*text, '=', pair);
    size_t before = equals ? (size_t)(equals - *text) : pair;
    add_unescaped(*text, before, name);
    if (equals)
        add_unescaped(equals + 1, pair - before - 1, value);
    *text += pair + (ends != NULL);
    *size -= pair + (ends != NULL);
    return true;
}

void carry_sum(const void *bytes, size_t size, char sum[CARRY_SUM])
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 0x100000001B3u;
    snprintf(sum, CARRY_SUM, "%016llx", (unsigned long long)hash);
}
