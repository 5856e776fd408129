/* Fields of our writer's: the node that a control carries in its form:title (lesson/field.h), with what a pupil has filled
 * in since. LibreOffice keeps both. */
#include "odt.h"

#include "base/text.h"
#include "lesson/field.h"

#include <string.h>

/* What is chosen in a list: NULL where nothing is. */
static const char *chosen_of(const xml_node *control)
{
    for (const xml_node *option = xml_child(control, "form:option"); option;
         option = xml_sibling(option, "form:option")) {
        const char *now = xml_value(option, "form:current-selected"), *first = xml_value(option, "form:selected");
        if (odf_is_true(now ? now : first))
            return xml_value(option, "form:label");
    }
    return NULL;
}

/* What can be chosen may have been changed by a teacher: what the list has now counts. */
static void take_choices(odt *d, ard_node *node, const xml_node *control)
{
    buffer choices = BUFFER_EMPTY;
    for (const xml_node *option = xml_child(control, "form:option"); option;
         option = xml_sibling(option, "form:option")) {
        const char *label = xml_value(option, "form:label");
        if (label && *label)
            buffer_format(&choices, "%s%s", choices.size ? "\n" : "", label);
    }
    const char *was = node_attribute(node, "data-choices");
    bool blank_lines = was && (*was == '\n' || strstr(was, "\n\n") || text_ends(was, "\n"));
    if (choices.size && !(was && blank_lines))
        node_set(d->document, node, "data-choices", choices.data);
    buffer_free(&choices);
}

static const char *written_of(const xml_node *control)
{
    const char *now = xml_value(control, "form:current-value"), *first = xml_value(control, "form:value");
    return now ? now : first ? first : "";
}

static bool is_ticked(const xml_node *control)
{
    const char *now = xml_value(control, "form:current-state"), *first = xml_value(control, "form:state");
    const char *chosen = xml_value(control, "form:current-selected");
    now = now ? now : first;
    return (now && strcmp(now, "checked") == 0) || odf_is_true(chosen);
}

bool odtr_put_own_field(odt *d, const xml_node *n, const xml_node *control)
{
    const char *title = xml_value(control, "form:title");
    ard_node *node = title ? field_restore(d->document, title, xml_place(n, d->part)) : NULL;
    if (!node)
        return false;
    if (node->kind == CHECK)
        field_tick(d->document, node, is_ticked(control));
    else if (xml_is(control, "form:listbox")) {
        const char *chosen = chosen_of(control);
        take_choices(d, node, control);
        field_write(d->document, node, chosen ? chosen : "");
    } else
        field_write(d->document, node, written_of(control));
    odtr_put(d, n, node);
    return true;
}
