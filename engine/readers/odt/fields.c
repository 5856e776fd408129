/* What pupils fill in: place holders, lists to choose from, controls of forms, boxes to tick. */
#include "odt.h"

#include "base/text.h"

#include <string.h>

void odtr_put_check(odt *d, const xml_node *n, bool checked)
{
    ard_node *check = node_new(d->document, CHECK, xml_place(n, d->part));
    node_set(d->document, check, "aria-checked", checked ? "true" : "false");
    odtr_put(d, n, check);
}

odtr_go odtr_enter_placeholder(odt *d, const xml_node *n)
{
    if (!odtr_in_paragraph(d))
        return GO_IN;
    odtr_span *span = odtr_wrap_open(d, n, ANSWER);
    if (span)
        span->wrap.attribute = ""; /* its words are instructions, never a length */
    if (span && !n->first)
        odtr_target(d, n);
    return span ? GO_IN : GO_PAST;
}

/* Opens an ANSWER whose choices are the values of elements below (attributes `shown`, else `value`). */
static odtr_go open_choices(odt *d, const xml_node *n, const xml_node *list, const char *const names[3])
{
    buffer choices = BUFFER_EMPTY;
    for (const xml_node *item = list->first; item; item = item->next) {
        if (!xml_is(item, names[0]))
            continue;
        const char *shown = xml_value(item, names[1]), *value = xml_value(item, names[2]);
        shown = shown ? shown : value;
        if (shown && *shown)
            buffer_format(&choices, "%s%s", choices.size ? "\n" : "", shown);
    }
    const char *kept = choices.size ? arena_string(d->pool, choices.data) : NULL;
    odtr_span *span = odtr_wrap_open(d, n, ANSWER);
    buffer_free(&choices);
    if (!span)
        return GO_PAST;
    span->wrap.attribute = kept ? "data-choices" : "";
    span->wrap.value = kept;
    if (odtr_shows(d))
        odtr_target(d, n);
    return GO_IN;
}

odtr_go odtr_enter_drop_down(odt *d, const xml_node *n)
{
    static const char *const names[] = {"text:label", "text:value", "text:value"};
    return odtr_in_paragraph(d) ? open_choices(d, n, n, names) : GO_IN;
}

/* LibreOffice's content controls: a box to tick, a list to choose from, a place holder. */
odtr_go odtr_enter_content_control(odt *d, const xml_node *n)
{
    static const char *const names[] = {"loext:list-item", "loext:display-text", "loext:value"};
    if (!odtr_in_paragraph(d))
        return GO_IN;
    if (odf_is_true(xml_value(n, "loext:checkbox"))) {
        odtr_put_check(d, n, odf_is_true(xml_value(n, "loext:checked")));
        return GO_PAST;
    }
    if (xml_child(n, "loext:list-item"))
        return open_choices(d, n, n, names);
    return odf_is_true(xml_value(n, "loext:showing-place-holder")) ? odtr_enter_placeholder(d, n) : GO_IN;
}

/* A field of a form that came from Word: of boxes the state stands in a parameter. */
odtr_go odtr_enter_field_mark(odt *d, const xml_node *n)
{
    const char *type = xml_value(n, "field:type");
    if (!type || !text_ends(type, "FORMCHECKBOX") || !odtr_in_paragraph(d))
        return GO_IN;
    bool checked = false;
    for (const xml_node *at = xml_child(n, "field:param"); at; at = xml_sibling(at, "field:param")) {
        const char *name = xml_value(at, "field:name"), *value = xml_value(at, "field:value");
        checked |= name && text_ends(name, "Checkbox_Checked") && value && text_in_list("1 true", value);
    }
    odtr_put_check(d, n, checked);
    return GO_PAST;
}

/* ---- Controls of forms ------------------------------------------------------------------------------------------- */

/* Remembers the controls of the document's forms by their ids: each is shown where draw:control names it (13.5). */
odtr_go odtr_enter_forms(odt *d, const xml_node *n)
{
    for (const xml_node *at = n->first; at; at = xml_following(at, n)) {
        const char *id = at->name ? xml_value(at, "xml:id") : NULL;
        id = id || !at->name ? id : xml_value(at, "form:id");
        if (id)
            table_set(d->controls, id, (void *)at);
    }
    return GO_PAST;
}

static void put_words(odt *d, const xml_node *n, const char *words)
{
    if (!words || !*words)
        return;
    odtr_put_text(d, n, words, strlen(words));
    d->flow->paragraph.blank = false;
}

static bool is_ticked(const xml_node *control)
{
    const char *current = xml_value(control, "form:current-state"), *state = xml_value(control, "form:state");
    const char *selected = xml_value(control, "form:current-selected");
    current = current ? current : state;
    return (current && strcmp(current, "checked") == 0) || odf_is_true(selected);
}

static void put_tick(odt *d, const xml_node *n, const xml_node *control)
{
    odtr_put_check(d, n, is_ticked(control));
    put_words(d, n, " ");
    put_words(d, n, xml_value(control, "form:label"));
}

static void put_field(odt *d, const xml_node *n, const xml_node *control)
{
    static const char *const rows[] = {"form:option", "form:label", "form:value"};
    static const char *const items[] = {"form:item", "form:label", "form:label"};
    const char *current = xml_value(control, "form:current-value"), *value = xml_value(control, "form:value");
    if (open_choices(d, n, control, xml_child(control, "form:item") ? items : rows) == GO_PAST)
        return;
    put_words(d, n, current ? current : value);
    odtr_span_close(d, n);
}

static void put_label(odt *d, const xml_node *n, const xml_node *control)
{
    put_words(d, n, xml_value(control, "form:label"));
}

static const struct {
    const char *name;
    void (*put)(odt *d, const xml_node *n, const xml_node *control);
} controls[] = {
    {"form:checkbox", put_tick},  {"form:radio", put_tick},     {"form:text", put_field},
    {"form:textarea", put_field}, {"form:password", put_field}, {"form:formatted-text", put_field},
    {"form:number", put_field},   {"form:date", put_field},     {"form:time", put_field},
    {"form:listbox", put_field},  {"form:combobox", put_field}, {"form:fixed-text", put_label},
    {"form:button", put_label},
};

odtr_go odtr_enter_control(odt *d, const xml_node *n)
{
    const char *id = xml_value(n, "draw:control");
    const xml_node *control = id ? table_value(d->controls, id) : NULL;
    bool known = false;
    if (!odtr_in_paragraph(d) || !odtr_shows(d) || (control && odtr_put_own_field(d, n, control)))
        return GO_PAST;
    for (size_t i = 0; control && i < sizeof controls / sizeof *controls; i++)
        if (xml_is(control, controls[i].name)) {
            controls[i].put(d, n, control);
            known = true;
        }
    if (!known)
        odtr_report(d, n, "odf.control.lost", control ? control->name : "?", NULL);
    return GO_PAST;
}

/* ---- Hidden text ------------------------------------------------------------------------------------------------- */

odtr_go odtr_enter_hidden(odt *d, const xml_node *n)
{
    const char *said = xml_value(n, "text:is-hidden");
    bool hidden = said ? odf_is_true(said) : xml_is(n, "text:hidden-text");
    if (!hidden) {
        put_words(d, n, n->first ? NULL : xml_value(n, "text:string-value"));
        return GO_IN;
    }
    d->hidden_runs++;
    if (xml_is(n, "text:hidden-paragraph"))
        d->flow->paragraph.hidden = true;
    return GO_PAST;
}
