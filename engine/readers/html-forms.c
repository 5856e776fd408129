/* Forms: where pupils write and what they tick (HTML, 4.10). */
#include "html.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { ANSWER_SIZE = 20, ANSWER_MOST = 2000 };

/* A whole number of an attribute, from 1 on; `otherwise` where it is not said. */
static long number_of(const xml_node *n, const char *name, long otherwise)
{
    const char *value = xml_value(n, name);
    long number = value ? strtol(value, NULL, 10) : 0;
    return number > 0 && number <= ANSWER_MOST ? number : otherwise;
}

/* A space to write in, with what the source shows there. */
static ard_node *add_answer(webpage *w, const xml_node *n, long size, const char *shown)
{
    ard_node *answer = node_new(w->document, ANSWER, web_place(w, n));
    web_attributes(w, answer, n, NULL, true);
    node_set_number(w->document, answer, "data-size", size < ANSWER_MOST ? size : ANSWER_MOST);
    const char *hint = xml_value(n, "placeholder");
    if (hint && *hint && !xml_value(n, "aria-label"))
        node_set(w->document, answer, "aria-label", hint);
    if (shown && *shown)
        node_append_text(w->document, answer, shown, strlen(shown), web_place(w, n));
    web_atom(w, answer);
    return answer;
}

static void add_check(webpage *w, const xml_node *n, const char *type)
{
    ard_node *check = node_new(w->document, CHECK, web_place(w, n));
    web_attributes(w, check, n, NULL, true);
    node_set(w->document, check, "aria-checked", xml_value(n, "checked") ? "true" : "false");
    if (text_same(type, "radio"))
        node_set(w->document, check, "role", "radio");
    web_atom(w, check);
    web_string(w, " ", web_place(w, n));
}

/* Whether a field is one of the page's own tools: its search, its menus. */
static bool in_navigation(const xml_node *n)
{
    for (const xml_node *up = n->parent; up; up = up->parent)
        if (xml_is(up, "nav") || xml_is(up, "search") || web_says(up, "role", "navigation") ||
            web_says(up, "role", "search"))
            return true;
    return web_says(n->parent, "class", "tabbed-set");
}

bool web_input(webpage *w, const xml_node *n, const web_row *row)
{
    const char *type = xml_value(n, "type"), *value = xml_value(n, "value");
    (void)row;
    type = type && *type ? type : "text";
    if (text_in_list("hidden file color", type))
        return false;
    if (text_in_list("checkbox radio", type) && !in_navigation(n))
        add_check(w, n, type);
    else if (text_in_list("submit button reset", type)) {
        ard_node *button = value && *value ? node_new(w->document, SPAN, web_place(w, n)) : NULL;
        node_set(w->document, button, "role", "button");
        node_append_text(w->document, button, value, value ? strlen(value) : 0, web_place(w, n));
        web_atom(w, button);
    } else if (text_same(type, "image"))
        return web_image(w, n, row);
    else if (!in_navigation(n))
        add_answer(w, n, number_of(n, "size", number_of(n, "maxlength", ANSWER_SIZE)), value);
    return false;
}

bool web_textarea(webpage *w, const xml_node *n, const web_row *row)
{
    buffer shown = BUFFER_EMPTY;
    (void)row;
    xml_text(n, &shown);
    add_answer(w, n, number_of(n, "rows", 2) * number_of(n, "cols", ANSWER_SIZE), buffer_string(&shown));
    buffer_free(&shown);
    return false;
}

/* A choice is shown as it is printed: "est / et / ai"; an option without a value is the prompt, no choice: it is the
 * label. */
bool web_select(webpage *w, const xml_node *n, const web_row *row)
{
    buffer choices = BUFFER_EMPTY, shown = BUFFER_EMPTY, one = BUFFER_EMPTY, said = BUFFER_EMPTY;
    (void)row;
    for (const xml_node *option = n; option; option = xml_following(option, n)) {
        const char *value = xml_value(option, "value");
        bool prompt = xml_value(option, "disabled") || (value && !*value);
        if (!xml_is(option, "option") || xml_value(option, "hidden"))
            continue;
        buffer_reset(&one);
        xml_text(option, &one);
        if (prompt && !said.size)
            buffer_text(&said, buffer_string(&one));
        if (prompt)
            continue;
        const char *text = buffer_string(&one) + strspn(buffer_string(&one), " \t\r\n");
        size_t size = strlen(text);
        while (size && strchr(" \t\r\n", text[size - 1]))
            size--;
        if (!size)
            continue;
        buffer_format(&shown, "%s%.*s", shown.size ? " / " : "", (int)size, text);
        if (choices.size)
            buffer_byte(&choices, '\n');
        for (size_t i = 0; i < size; i++)
            buffer_byte(&choices, ascii_is_space(text[i]) ? ' ' : text[i]);
    }
    ard_node *answer = choices.size && !in_navigation(n) ? node_new(w->document, ANSWER, web_place(w, n)) : NULL;
    web_attributes(w, answer, n, NULL, true);
    node_set(w->document, answer, "data-choices", buffer_string(&choices));
    if (!ascii_is_blank(buffer_string(&said)) && !node_attribute(answer, "aria-label"))
        node_set(w->document, answer, "aria-label", buffer_string(&said));
    node_append_text(w->document, answer, buffer_string(&shown), shown.size, web_place(w, n));
    web_atom(w, answer);
    buffer_free(&choices);
    buffer_free(&said);
    buffer_free(&shown);
    buffer_free(&one);
    return false;
}

bool web_button(webpage *w, const xml_node *n, const web_row *row)
{
    web_open_inline(w, n, SPAN, row->key, row->value);
    return true;
}
