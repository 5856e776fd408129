#include "fields.h"

#include "base/text.h"

#include <string.h>

enum { MOST_ROWS = 40 };

static const char *const names[FIELD_KINDS] = {
    [FIELD_NONE] = "",         [FIELD_TEXT] = "text", [FIELD_NUMBER] = "number", [FIELD_LINES] = "lines",
    [FIELD_CHOICE] = "choice", [FIELD_MORE] = "more", [FIELD_CHECK] = "check",   [FIELD_RADIO] = "radio",
};

field_kind node_field(const ard_node *node)
{
    bool answer = kind_is(node, ANSWER), check = kind_is(node, CHECK);
    const char *said = answer || check ? node_attribute(node, "data-field") : NULL;
    int first = check ? FIELD_CHECK : FIELD_TEXT, last = check ? FIELD_RADIO : FIELD_MORE;
    for (int kind = first; said && kind <= last; kind++)
        if (strcmp(names[kind], said) == 0)
            return (field_kind)kind;
    return FIELD_NONE;
}

const char *field_name(field_kind kind)
{
    return kind < FIELD_KINDS ? names[kind] : "";
}

unsigned field_rows(const ard_node *node, unsigned otherwise)
{
    long rows;
    if (!node_whole_number(node, "data-lines", &rows) || rows < 1)
        return otherwise;
    return rows > MOST_ROWS ? MOST_ROWS : (unsigned)rows;
}

bool field_is_ticked(const ard_node *check)
{
    const char *answer = node_attribute(check, "data-answer"), *shown = node_attribute(check, "aria-checked");
    const char *said = answer ? answer : shown;
    return said && strcmp(said, "true") == 0;
}

bool field_next_choice(const char **choices, const char **choice, size_t *size)
{
    const char *at = *choices;
    while (at && *at) {
        size_t length = strcspn(at, "\n");
        *choice = at;
        *size = length;
        at += length;
        at += *at == '\n';
        *choices = at;
        if (length)
            return true;
    }
    return false;
}

bool lesson_has_fields(const ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && node_field(w.node) != FIELD_NONE)
            return true;
    return false;
}

/* ---- What filters set on the source's nodes ---------------------------------------------------------------------- */

bool node_set_added(ard_document *document, ard_node *node, const char *name, const char *value)
{
    const char *added = node_attribute(node, "data-added");
    bool ours = added && text_in_list(added, name);
    if (!ours && node_attribute(node, name))
        return false;
    if (!ours && value) {
        buffer list = BUFFER_EMPTY;
        buffer_format(&list, "%s%s%s", added ? added : "", added ? " " : "", name);
        node_set(document, node, "data-added", buffer_string(&list));
        buffer_free(&list);
    }
    node_set(document, node, name, value);
    return true;
}

bool node_drop_added(ard_document *document, ard_node *node)
{
    const char *added = node_attribute(node, "data-added");
    bool any = added || node_attribute(node, "data-answer");
    if (!any)
        return false;
    for (const char *at = added; at && *at;) {
        char name[64];
        size_t size = strcspn(at, " ");
        if (size && size < sizeof name) {
            memcpy(name, at, size);
            name[size] = '\0';
            node_set(document, node, name, NULL);
        }
        at += size;
        at += strspn(at, " ");
    }
    node_set(document, node, "data-added", NULL);
    node_set(document, node, "data-answer", NULL);
    return true;
}
