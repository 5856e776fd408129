#include "base/text.h"
#include "document.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Prefixes that a name may have. */
static const char prefixes[] = "epub xlink xml";

enum { MOST_PREFIX = 8 };

static bool begins_name(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Whether a name can stand in XML as it is: an ASCII name (Namespaces in XML, section 4), perhaps with a prefix that
 * native declares; and is not one of native's own. */
static bool name_is_good(const char *name)
{
    char prefix[MOST_PREFIX + 1] = "";
    const char *colon = strchr(name, ':');
    if (colon) {
        if ((size_t)(colon - name) > MOST_PREFIX)
            return false;
        memcpy(prefix, name, (size_t)(colon - name));
        if (!text_in_list(prefixes, prefix))
            return false;
        name = colon + 1;
    }
    if (!begins_name((unsigned char)*name) || text_begins(name, "data-ard") || strcmp(name, "xmlns") == 0)
        return false;
    for (; *name; name++)
        if (!begins_name((unsigned char)*name) && !text_is_digit((unsigned char)*name) && *name != '-' && *name != '.')
            return false;
    return true;
}

void attributes_set(ard_document *document, attribute **list, const char *name, const char *value)
{
    attribute **at = list;
    while (*at && strcmp((*at)->name, name) < 0)
        at = &(*at)->next;
    bool there = *at && strcmp((*at)->name, name) == 0;
    if (!value) {
        if (there)
            *at = (*at)->next;
        return;
    }
    char *copy = document_text(document, value, strlen(value));
    if (!copy)
        return;
    if (!there) {
        attribute *another = document_alloc(document, sizeof *another);
        char *name_copy = document_text(document, name, strlen(name));
        if (!another || !name_copy)
            return;
        *another = (attribute){*at, name_copy, NULL};
        *at = another;
    }
    (*at)->value = copy;
}

const char *attributes_value(const attribute *list, const char *name)
{
    for (; list; list = list->next) {
        int order = strcmp(list->name, name);
        if (order >= 0)
            return order == 0 ? list->value : NULL;
    }
    return NULL;
}

/* Whether an attribute only says what the node's kind says. */
static bool is_said_by_kind(const ard_node *node, const char *name, const char *value)
{
    const char *role = kind_about(node->kind)->role;
    return role && value && strcmp(name, "role") == 0 && strcmp(value, role) == 0;
}

void node_set(ard_document *document, ard_node *node, const char *name, const char *value)
{
    if (!node)
        return;
    if (is_said_by_kind(node, name, value))
        value = NULL;
    if (name_is_good(name))
        attributes_set(document, &node->attributes, name, value);
    else if (value)
        report(document->log, node->place, "lesson.attribute", name, value, NULL);
}

void node_set_number(ard_document *document, ard_node *node, const char *name, long long value)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", value);
    node_set(document, node, name, digits);
}

const char *node_attribute(const ard_node *node, const char *name)
{
    return node ? attributes_value(node->attributes, name) : NULL;
}

bool node_whole_number(const ard_node *node, const char *name, long *number)
{
    enum { MOST = 1000000 };
    const char *value = node_attribute(node, name);
    char *end;
    if (!value || !*value)
        return false;
    errno = 0;
    long read = strtol(value, &end, 10);
    if (errno || *end || read > MOST || read < -MOST)
        return false;
    *number = read;
    return true;
}

long node_span(const ard_node *cell, const char *name, long most)
{
    long span = 1;
    node_whole_number(cell, name, &span);
    return span < 1 ? 1 : span > most ? most : span;
}

const char *node_language(const ard_document *document, const ard_node *node)
{
    for (; node; node = node->parent) {
        const char *language = node_attribute(node, "lang");
        if (language)
            return language;
    }
    const char *whole = lesson_meta(document, "language");
    return whole ? whole : "";
}
