/* Lists, by an explicit stack. OpenDocument lets an item hold paragraphs, headings and lists only: whatever else stands
 * in one ends all open lists, and what follows goes on in lists that continue the numbering, under a list header. */
#include "odt.h"

#include <string.h>

/* Opens a list's element if it is not. */
static void open_list(odt_state *w, odt_list *list)
{
    if (list->open)
        return;
    buffer_text(&w->body, "<text:list");
    markup_attribute(&w->body, "text:style-name", list->style);
    if (list->begun)
        buffer_text(&w->body, " text:continue-numbering=\"true\"");
    if (list->begun)
        buffer_format(&w->body, " ard:kind=\"%s\" ard:data-ard-on=\"1\"", kind_about(list->node->kind)->name);
    else
        odt_exact(w, list->node, "", &w->body);
    buffer_text(&w->body, ">\n");
    list->open = list->begun = true;
    list->items = false;
}

static void close_item(odt_state *w, odt_list *list)
{
    if (list->item)
        buffer_format(&w->body, "</%s>\n", list->item);
    list->item = NULL;
}

static void open_header(odt_state *w, odt_list *list)
{
    if (list->item)
        return;
    list->item = "text:list-header";
    buffer_format(&w->body, "<%s ard:kind=\"item\" ard:data-ard-on=\"1\">", list->item);
}

/* Opens all lists from the outermost to the one on top; items that were ended go on in a header. */
static void open_below(odt_state *w, bool top_item)
{
    odt_list *list = w->lists;
    while (list && list->below && !list->open)
        list = list->below;
    for (; list; list = list->above) {
        open_list(w, list);
        if (list != w->lists || top_item)
            open_header(w, list);
    }
}

void odt_open_lists(odt_state *w)
{
    if (w->lists && (!w->lists->open || !w->lists->item))
        open_below(w, true);
}

/* Whether any list in a list stands below a paragraph of its item that is not the first. LibreOffice's tags would place it behind
 * the whole list around it, were it not of another style. */
static bool has_list_below_more(const ard_node *list)
{
    walk w = walk_of((ard_node *)list);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const ard_node *node = w.node;
        bool inside = event == WALK_ENTER && node != list && (node->kind == BULLETS || node->kind == NUMBERS);
        if (inside && node->parent->kind == ITEM && node->previous && node->previous != node->parent->first)
            return true;
    }
    return false;
}

void odt_enter_list(odt_state *w, ard_node *node)
{
    odt_open_lists(w);
    odt_list *list = arena_alloc(w->pool, sizeof *list);
    if (!list)
        return;
    *list = (odt_list){.below = w->lists, .node = node, .number = list_before(node)};
    if (!w->lists)
        list->apart = w->finished && has_list_below_more(node);
    else if (w->lists->apart)
        list->apart = w->lists->apart + 1;
    list->style = odt_list_style(w, node, list->apart);
    if (w->lists)
        w->lists->above = list;
    w->lists = list;
    if (!node->first)
        open_list(w, list);
}

void odt_leave_list(odt_state *w, ard_node *node)
{
    odt_list *list = w->lists;
    if (!list || list->node != node)
        return;
    close_item(w, list);
    if (list->open)
        buffer_text(&w->body, "</text:list>\n");
    w->lists = list->below;
    if (w->lists)
        w->lists->above = NULL;
}

/* An item whose label no number gives is a header, its label the beginning of its text. A header comes first in its list
 * (ODF 1.3, part 3, 5.3.2), so it begins another one where items came before. */
void odt_enter_item(odt_state *w, ard_node *node)
{
    odt_list *list = w->lists;
    if (!list)
        return;
    long before = list->number, number = list_number(node, before);
    const char *label = node_attribute(node, "data-label");
    bool first = !list->begun;
    close_item(w, list);
    if (label && list->open && list->items) {
        buffer_text(&w->body, "</text:list>\n");
        list->open = false;
    }
    open_below(w, false);
    list->item = label ? "text:list-header" : "text:list-item";
    buffer_format(&w->body, "<%s", list->item);
    bool counts = list->node->kind == NUMBERS && !label;
    if (counts && (number != before + 1 || (first && number != 1)))
        buffer_format(&w->body, " text:start-value=\"%ld\"", number < 0 ? 0 : number);
    odt_exact(w, node, "", &w->body);
    buffer_text(&w->body, ">");
    list->number = label ? before : number;
    list->items = true;
}

void odt_leave_item(odt_state *w, ard_node *node)
{
    (void)node;
    if (w->lists)
        close_item(w, w->lists);
}

odt_list *odt_suspend_lists(odt_state *w)
{
    odt_list *top = w->lists;
    for (odt_list *list = top; list; list = list->below) {
        close_item(w, list);
        if (list->open)
            buffer_text(&w->body, "</text:list>\n");
        list->open = false;
    }
    w->lists = NULL;
    return top;
}
