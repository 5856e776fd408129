/* Fields of our writer's: the node that a control carries in its form:title (lesson/field-carry.h), with what a pupil has
 * answered since. LibreOffice keeps both. */
#include "odt.h"

#include "base/text.h"
#include "lesson/field-carry.h"

#include <string.h>

static const xml_node *next_option(const xml_node *option)
{
    return xml_sibling(option, "form:option");
}

static bool is_chosen(const xml_node *option)
{
    const char *now = xml_value(option, "form:current-selected"), *first = xml_value(option, "form:selected");
    return odf_is_true(now ? now : first);
}

/* What is chosen in a list; "" where nothing is. */
static const char *chosen_of(const xml_node *control)
{
    for (const xml_node *option = xml_child(control, "form:option"); option; option = next_option(option))
        if (is_chosen(option) && xml_value(option, "form:label"))
            return xml_value(option, "form:label");
    return "";
}

/* A teacher may have changed what can be chosen: what the list has now counts. The first one may be the words that the
 * source shows, which have no value. */
static void take_choices(odt *d, ard_node *node, const xml_node *control)
{
    buffer choices = BUFFER_EMPTY, had = BUFFER_EMPTY;
    for (const xml_node *option = xml_child(control, "form:option"); option; option = next_option(option)) {
        const char *label = xml_value(option, "form:label"), *value = xml_value(option, "form:value");
        if (label && *label && value && *value)
            buffer_format(&choices, "%s%s", choices.size ? "\n" : "", label);
    }
    const char *at = node_attribute(node, "data-choices"), *choice;
    for (size_t size; at && field_next_choice(&at, &choice, &size);) {
        buffer_text(&had, had.size ? "\n" : "");
        buffer_add(&had, choice, size);
    }
    if (choices.size && strcmp(buffer_string(&had), choices.data) != 0)
        node_set(d->document, node, "data-choices", choices.data);
    buffer_free(&had);
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
        take_choices(d, node, control);
        field_answer(d->document, node, chosen_of(control));
    } else
        field_answer(d->document, node, written_of(control));
    odtr_put(d, n, node);
    return true;
}

bool odtr_put_hidden_field(odt *d, const xml_node *n)
{
    const char *carried = xml_value(n, "ard:data-ard-field");
    ard_node *node = carried ? field_restore(d->document, carried, xml_place(n, d->part)) : NULL;
    if (node && odtr_in_paragraph(d))
        odtr_put(d, n, node);
    return node != NULL;
}
