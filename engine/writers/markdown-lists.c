/* Lists and definitions. */
#include "markdown.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_MOST = 999999999 };

/* ---- Lists -------------------------------------------------------------------------------------------------------- */

/* Whether no empty line is needed: each item is a paragraph, and at most lists below it. */
static bool is_tight(const ard_node *list)
{
    for (const ard_node *item = list->first; item; item = item->next) {
        if (!kind_is(item->first, PARAGRAPH))
            return !item->first && !item->next ? true : false;
        for (const ard_node *below = item->first->next; below; below = below->next)
            if (!(below->kind == BULLETS ||
                  (below->kind == NUMBERS && list_before(below) == 0 && !node_attribute(below, "type"))))
                return false;
    }
    return true;
}

/* Whether some item shows a label that no number gives. */
static bool has_labels(const ard_node *list)
{
    for (const ard_node *item = list->first; item; item = item->next)
        if (node_attribute(item, "data-label"))
            return true;
    return false;
}

/* Whether only HTML can number a list so: by letters, by Roman numbers, with steps. */
static bool is_tagged(const ard_node *list)
{
    const char *type = node_attribute(list, "type");
    long before = list_before(list);
    if (list->kind != NUMBERS)
        return false;
    if ((type && strcmp(type, "1") != 0) || before < -1 || before > NUMBER_MOST - 100000)
        return true;
    for (const ard_node *item = list->first; item; item = item->next, before++)
        if (list_number(item, before) != before + 1)
            return true;
    return false;
}

/* Two lists that touch would be one. */
static bool touches_list(const ard_node *list)
{
    return list->previous && (list->previous->kind == BULLETS || list->previous->kind == NUMBERS);
}

void mdw_enter_list(mdw *w, ard_node *node)
{
    bool tagged = is_tagged(node) && !has_labels(node);
    bool inside = kind_is(node->parent, ITEM) && w->lines.top && w->lines.top->below && w->lines.top->below->tight;
    if (touches_list(node))
        mdw_write_tag(w, "<!-- -->");
    if (tagged)
        mdw_write_start(w, "ol", NULL, node, "start\0type\0data-after\0");
    else if (inside && node->previous)
        w->lines.gap = 0;
    lines_push(&w->lines, "");
    if (w->lines.top) {
        w->lines.top->number = list_before(node);
        w->lines.top->tagged = tagged;
        w->lines.top->tight = !tagged && is_tight(node);
    }
}

void mdw_leave_list(mdw *w, ard_node *node)
{
    bool tagged = w->lines.top && w->lines.top->tagged;
    (void)node;
    lines_pop(&w->lines);
    if (tagged)
        mdw_write_end(w, "ol");
}

/* The words of an item's label go before its text where Markdown has no label for them. */
static void add_label_words(mdw *w, const ard_node *item, long number)
{
    const char *whole = node_attribute(item, "data-label");
    buffer label = BUFFER_EMPTY;
    if (whole)
        buffer_text(&label, whole);
    else if (item->parent->kind == NUMBERS)
        list_label(item->parent, number, &label);
    buffer_byte(&label, ' ');
    if (label.size > 1)
        mdw_text(w, buffer_string(&label), false);
    buffer_free(&label);
}

void mdw_enter_item(mdw *w, ard_node *node)
{
    lines_frame *list = w->lines.top;
    char label[32] = "- ";
    const ard_node *parent = node->parent;
    const char *after = node_attribute(parent, "data-after");
    if (!list)
        return;
    list->number = list_number(node, list->number);
    if (list->tagged) {
        mdw_write_start(w, "li", NULL, node, "value\0");
        lines_push(&w->lines, "");
        return;
    }
    if (parent->kind == NUMBERS && !has_labels(parent))
        snprintf(label, sizeof label, "%ld%s ", list->number, after && strcmp(after, ")") == 0 ? ")" : ".");
    if (node->previous && list->tight)
        w->lines.gap = 0;
    lines_push_label(&w->lines, label);
    if (has_labels(parent))
        add_label_words(w, node, list->number);
    else if (node_attribute(parent, "data-bullet"))
        buffer_text(&w->leaf, "[ ] ");
}

void mdw_leave_item(mdw *w, ard_node *node)
{
    (void)node;
    if (w->lines.labelled)
        mdw_write_block(w, buffer_string(&w->leaf), w->leaf.size);
    buffer_reset(&w->leaf);
    lines_pop(&w->lines);
    if (w->lines.top && w->lines.top->tagged)
        mdw_write_end(w, "li");
}

/* ---- Definitions -------------------------------------------------------------------------------------------------- */

/* Whether each term is followed by its definition, as pandoc's lists of definitions have it. */
static bool is_plain_definitions(const ard_node *list)
{
    for (const ard_node *child = list->first; child; child = child->next)
        if ((child->kind == TERM && !kind_is(child->next, DEFINITION)) ||
            (child->kind == DEFINITION && !child->previous))
            return false;
    return true;
}

void mdw_enter_definitions(mdw *w, ard_node *node)
{
    bool tagged = !is_plain_definitions(node);
    if (tagged)
        mdw_write_start(w, "dl", NULL, node, "");
    lines_push(&w->lines, "");
    if (w->lines.top)
        w->lines.top->tagged = tagged;
}

void mdw_leave_definitions(mdw *w, ard_node *node)
{
    bool tagged = w->lines.top && w->lines.top->tagged;
    (void)node;
    lines_pop(&w->lines);
    if (tagged)
        mdw_write_end(w, "dl");
}

void mdw_enter_definition(mdw *w, ard_node *node)
{
    if (w->lines.top && w->lines.top->tagged) {
        mdw_write_start(w, "dd", NULL, node, "");
        lines_push(&w->lines, "");
        return;
    }
    w->lines.gap = kind_is(node->previous, TERM) ? 0 : w->lines.gap;
    lines_push_label(&w->lines, ":   ");
}

void mdw_leave_definition(mdw *w, ard_node *node)
{
    (void)node;
    if (w->lines.labelled)
        mdw_write_block(w, "", 0);
    lines_pop(&w->lines);
    if (w->lines.top && w->lines.top->tagged)
        mdw_write_end(w, "dd");
}
