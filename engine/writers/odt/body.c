/* The text: blocks in order, by enter and leave events. */
#include "odt.h"

odt_base odt_base_of(const ard_node *leaf)
{
    static const odt_base own[KINDS] = {
        [CAPTION] = ODT_CAPTION,     [TERM] = ODT_TERM,   [CODE_BLOCK] = ODT_CODE, [INSTRUCTION] = ODT_INSTRUCTION,
        [MATHS_BLOCK] = ODT_FORMULA, [VERSE] = ODT_VERSE, [RULE] = ODT_RULE,       [PAGE_MARK] = ODT_PAGE,
        [HEADER_CELL] = ODT_HEADER,  [CELL] = ODT_CELL,
    };
    static const odt_base inside[KINDS] = {
        [QUOTE] = ODT_QUOTE,        [ASIDE] = ODT_ASIDE,           [CELL] = ODT_CELL,
        [HEADER_CELL] = ODT_HEADER, [DEFINITION] = ODT_DEFINITION, [NOTE] = ODT_NOTE,
    };
    if (leaf->kind == HEADING)
        return (odt_base)(ODT_HEADING_1 + (leaf->number < 1 ? 0 : leaf->number > 6 ? 5 : leaf->number - 1));
    if (own[leaf->kind] != ODT_BODY)
        return own[leaf->kind];
    for (const ard_node *node = leaf->parent; node; node = node->parent)
        if (inside[node->kind] != ODT_BODY || node->kind == NOTE)
            return inside[node->kind];
    return ODT_BODY;
}

/* Begins a paragraph or a heading, in the lists that are open. */
static void begin_leaf(odt_state *w, const ard_node *node)
{
    odt_base base = odt_base_of(node);
    odt_open_lists(w);
    if (node->kind == HEADING)
        buffer_format(&w->body, "<text:h text:outline-level=\"%d\"", base - ODT_HEADING_1 + 1);
    else
        buffer_text(&w->body, "<text:p");
    buffer_format(&w->body, " text:style-name=\"%s\"", odt_paragraph_style(w, node, base));
    odt_exact(w, node, "", &w->body);
    buffer_byte(&w->body, '>');
    buffer_add(&w->body, buffer_string(&w->marks), w->marks.size);
    buffer_reset(&w->marks);
    odt_bookmark(w, node, &w->body);
    w->blank = true;
    if (w->tables)
        w->tables->filled = true;
}

static void end_leaf(odt_state *w, const ard_node *node)
{
    buffer_text(&w->body, node->kind == HEADING ? "</text:h>\n" : "</text:p>\n");
}

/* An item whose label no number gives shows it in its first paragraph. */
static void add_item_label(odt_state *w, const ard_node *leaf)
{
    const ard_node *item = leaf->parent;
    const char *label = kind_is(item, ITEM) && !leaf->previous ? node_attribute(item, "data-label") : NULL;
    if (!label || !*label)
        return;
    buffer shown = BUFFER_EMPTY;
    buffer_format(&shown, "%s ", label);
    odt_added(w, buffer_string(&shown));
    buffer_free(&shown);
}

static void enter_leaf(odt_state *w, ard_node *node)
{
    begin_leaf(w, node);
    add_item_label(w, node);
    if (node->kind != PAGE_MARK || node->first)
        return;
    buffer name = BUFFER_EMPTY;
    print_page_name(w->document, w->language, node_attribute(node, "title"), &name);
    odt_added(w, buffer_string(&name));
    buffer_free(&name);
}

static void leave_leaf(odt_state *w, ard_node *node)
{
    end_leaf(w, node);
}

static void enter_formula(odt_state *w, ard_node *node)
{
    begin_leaf(w, node);
    odt_formula(w, node);
    end_leaf(w, node);
}

/* An item without text has a paragraph all the same: its number is what it shows. */
static void leave_item(odt_state *w, ard_node *node)
{
    if (!node->first)
        buffer_format(&w->body, "<text:p text:style-name=\"%s\" ard:kind=\"added\"/>", odt_base_name(ODT_BODY));
    odt_leave_item(w, node);
}

typedef struct odt_work {
    void (*enter)(odt_state *w, ard_node *node);
    void (*leave)(odt_state *w, ard_node *node);
    bool alone;
} odt_work;

static const odt_work works[KINDS] = {
    [SECTION] = {odt_enter_section, odt_leave_section, false},
    [EXERCISE] = {odt_enter_section, odt_leave_section, false},
    [QUESTION] = {odt_enter_section, odt_leave_section, false},
    [ASIDE] = {odt_enter_section, odt_leave_section, false},
    [QUOTE] = {odt_enter_section, odt_leave_section, false},
    [FIGURE] = {odt_enter_section, odt_leave_section, false},
    [NOTE] = {odt_enter_section, odt_leave_section, false},
    [DEFINITIONS] = {odt_enter_section, odt_leave_section, false},
    [DEFINITION] = {odt_enter_section, odt_leave_section, false},
    [BULLETS] = {odt_enter_list, odt_leave_list, false},
    [NUMBERS] = {odt_enter_list, odt_leave_list, false},
    [ITEM] = {odt_enter_item, leave_item, false},
    [TABLE] = {odt_enter_table, odt_leave_table, false},
    [ROW] = {odt_enter_row, odt_leave_row, false},
    [CELL] = {odt_enter_cell, odt_leave_cell, false},
    [HEADER_CELL] = {odt_enter_cell, odt_leave_cell, false},
    [HEADING] = {enter_leaf, leave_leaf, false},
    [PARAGRAPH] = {enter_leaf, leave_leaf, false},
    [INSTRUCTION] = {enter_leaf, leave_leaf, false},
    [VERSE] = {enter_leaf, leave_leaf, false},
    [CAPTION] = {enter_leaf, leave_leaf, false},
    [TERM] = {enter_leaf, leave_leaf, false},
    [CODE_BLOCK] = {enter_leaf, leave_leaf, false},
    [PAGE_MARK] = {enter_leaf, leave_leaf, false},
    [RULE] = {enter_leaf, leave_leaf, true},
    [MATHS_BLOCK] = {enter_formula, NULL, true},
};

void odt_write_below(odt_state *w, const ard_node *root)
{
    walk steps = walk_of((ard_node *)root); /* it is only read */
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;) {
        ard_node *node = steps.node;
        const odt_work *work = works + node->kind;
        kind_class class = kind_about(node->kind)->class;
        if (node == root)
            continue;
        if (class == GIVEN || (node->kind == NOTE && odt_note_stands(w, node))) {
            walk_skip(&steps);
            continue;
        }
        if (class == INLINE && event == WALK_LEAVE)
            odt_leave_inline(w, node);
        else if (class == INLINE ? !odt_enter_inline(w, node) : event == WALK_ENTER && work->alone)
            walk_skip(&steps);
        if (event == WALK_ENTER && work->enter)
            work->enter(w, node);
        if (class == CONTAINER && event == WALK_ENTER)
            odt_bookmark(w, node, &w->marks);
        if (event == WALK_LEAVE && work->leave)
            work->leave(w, node);
    }
}
