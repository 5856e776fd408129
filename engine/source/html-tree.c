#include "html-tree.h"

#include <stdlib.h>
#include <string.h>

/* ---- The stack -------------------------------------------------------------------------------------------------- */

html_open *html_current(html_parser *p)
{
    return p->open + p->count; /* row 0 stands for the document itself */
}

void html_pop(html_parser *p)
{
    if (p->count)
        p->count--;
}

void html_pop_to(html_parser *p, size_t count)
{
    if (p->count > count)
        p->count = count;
}

void html_pop_until(html_parser *p, html_id id)
{
    while (p->count && html_current(p)->about->id != id)
        p->count--;
    html_pop(p);
}

bool html_has(const html_parser *p, html_id id, unsigned boundaries)
{
    for (size_t i = p->count; i > 0; i--) {
        if (p->open[i].about->id == id)
            return true;
        if (p->open[i].about->flags & boundaries)
            return false;
    }
    return false;
}

/* Whether an open element is HTML's of that name. */
static bool is_named(const html_open *open, const char *name)
{
    return !(open->about->flags & FOREIGN) && strcmp(open->node->node.name, name) == 0;
}

bool html_has_name(const html_parser *p, const char *name, unsigned boundaries)
{
    for (size_t i = p->count; i > 0; i--) {
        if (is_named(p->open + i, name))
            return true;
        if (p->open[i].about->flags & boundaries)
            return false;
    }
    return false;
}

bool html_is_open(const html_parser *p, html_id id)
{
    return html_has(p, id, 0);
}

void html_imply_ends(html_parser *p, unsigned which, const char *but)
{
    while (html_current(p)->about->flags & which && (!but || !is_named(html_current(p), but)))
        html_pop(p);
}

/* The place of a node on the stack; 0 where it is not open. */
static size_t open_index(const html_parser *p, const html_node *node)
{
    size_t i = p->count;
    while (i > 0 && p->open[i].node != node)
        i--;
    return i;
}

static void open_remove(html_parser *p, size_t index)
{
    memmove(p->open + index, p->open + index + 1, (p->count - index) * sizeof *p->open);
    p->count--;
}

/* ---- Putting in ------------------------------------------------------------------------------------------------- */

static void take_out(html_node *node)
{
    html_node *parent = (html_node *)node->node.parent, *next = (html_node *)node->node.next;
    if (!parent)
        return;
    if (node->previous)
        node->previous->node.next = node->node.next;
    else
        parent->node.first = node->node.next;
    if (next)
        next->previous = node->previous;
    else
        parent->node.last = node->previous ? &node->previous->node : NULL;
    node->node.parent = node->node.next = NULL;
    node->previous = NULL;
}

static void put_in(html_place where, html_node *node)
{
    html_node *previous = where.before ? where.before->previous : (html_node *)where.parent->node.last;
    node->node.parent = &where.parent->node;
    node->previous = previous;
    node->node.next = where.before ? &where.before->node : NULL;
    if (previous)
        previous->node.next = &node->node;
    else
        where.parent->node.first = &node->node;
    if (where.before)
        where.before->previous = node;
    else
        where.parent->node.last = &node->node;
}

/* The appropriate place (13.2.6.1): the current node's end, but for what a table pushes out, which goes before it. */
static html_place place_in(const html_parser *p, const html_open *target)
{
    bool tables = target->about->id == E_TABLE || target->about->id == E_TBODY || target->about->id == E_TFOOT ||
                  target->about->id == E_THEAD || target->about->id == E_TR;
    if (!p->fostering || !tables)
        return (html_place){target->node, NULL};
    for (size_t i = p->count; i > 0; i--) {
        html_node *node = p->open[i].node;
        if (p->open[i].about->id == E_TEMPLATE)
            return (html_place){node, NULL};
        if (p->open[i].about->id == E_TABLE)
            return node->node.parent ? (html_place){(html_node *)node->node.parent, node}
                                     : (html_place){p->open[i - 1].node, NULL};
    }
    return (html_place){p->open[1].node, NULL};
}

void html_flush(html_parser *p)
{
    if (!p->tree.text.size)
        return;
    html_node *node = (html_node *)builder_node(&p->tree, NULL, sizeof *node);
    if (node) {
        node->node.line = p->tree.text_line;
        node->node.column = p->tree.text_column;
        node->node.size = p->tree.text.size;
        node->node.text = arena_copy(p->tree.pool, p->tree.text.data, p->tree.text.size);
        put_in(p->text_place, node);
    }
    if (p->tree.text.failed || arena_failed(p->tree.pool))
        builder_fail(&p->tree, "source.limit.memory", NULL);
    buffer_reset(&p->tree.text);
}

void html_text(html_parser *p, const char *text, size_t size)
{
    if (!p->count || !size || p->tree.status != ARD_OK)
        return;
    html_place where = place_in(p, html_current(p));
    if (where.parent != p->text_place.parent || where.before != p->text_place.before)
        html_flush(p);
    if (!p->tree.text.size) {
        p->text_place = where;
        p->tree.text_line = p->tree.cursor.line;
        p->tree.text_column = p->tree.cursor.column;
    }
    buffer_add(&p->tree.text, text, size);
}

/* A new element; NULL after a failure. */
static html_node *element_new(html_parser *p, const char *name)
{
    html_flush(p);
    return (html_node *)builder_node(&p->tree, name, sizeof(html_node));
}

/* Gives an element the attributes of a tag, by way of the builder. */
static void add_attributes(html_parser *p, html_node *node, const html_token *token, unsigned flags)
{
    p->tree.tail = &node->node.attributes;
    for (size_t i = 0; i < token->count; i++) {
        const html_pair *pair = token->pairs + i;
        const char *name = flags & FOREIGN ? html_foreign_attribute(pair->name, !(flags & MATH_SPACE)) : pair->name;
        builder_attribute(&p->tree, name, p->tokens.values.data + pair->value, pair->size);
    }
}

/* Puts a new element in and opens it; NULL where the stack is full: then its end tag will be passed over too. */
static html_node *open_element(html_parser *p, const char *name, const html_element *about, const html_token *token)
{
    html_flush(p);
    if (p->count >= p->most) {
        p->flattened = true;
        p->skipped++;
        return NULL;
    }
    html_node *node = element_new(p, name);
    if (!node)
        return NULL;
    if (token)
        add_attributes(p, node, token, about->flags);
    if (p->count)
        put_in(place_in(p, html_current(p)), node);
    else if (!p->tree.root)
        p->tree.root = &node->node;
    p->open[++p->count] = (html_open){node, about};
    return node;
}

html_node *html_insert(html_parser *p, const html_token *token, const html_element *about)
{
    return open_element(p, token->name, about, token);
}

html_node *html_insert_named(html_parser *p, const char *name)
{
    return open_element(p, name, html_element_named(name), NULL);
}

void html_insert_closed(html_parser *p, const html_token *token)
{
    html_node *node = element_new(p, token->name);
    if (!node || !p->count)
        return;
    add_attributes(p, node, token, 0);
    put_in(place_in(p, html_current(p)), node);
}

void html_insert_foreign(html_parser *p, const html_token *token, const char *prefix)
{
    char name[64];
    const char *local = *prefix == 's' ? html_svg_element(token->name) : token->name;
    size_t before = strlen(prefix), size = strlen(local);
    if (before + size >= sizeof name)
        size = sizeof name - before - 1;
    memcpy(name, prefix, before);
    memcpy(name + before, local, size);
    name[before + size] = '\0';
    const char *whole = arena_string(p->tree.pool, name);
    size_t skipped = p->skipped;
    if (!whole) {
        builder_fail(&p->tree, "source.limit.memory", NULL);
        return;
    }
    open_element(p, whole, html_element_foreign(whole), token);
    if (token->closed && p->skipped > skipped)
        p->skipped--;
    else if (token->closed)
        html_pop(p);
}

void html_merge(html_parser *p, html_node *node, const html_token *token)
{
    for (size_t i = 0; i < token->count; i++) {
        const html_pair *pair = token->pairs + i;
        if (xml_value(&node->node, pair->name))
            continue;
        p->tree.tail = &node->node.attributes;
        while (*p->tree.tail)
            p->tree.tail = &(*p->tree.tail)->next;
        builder_attribute(&p->tree, pair->name, p->tokens.values.data + pair->value, pair->size);
    }
}

/* ---- Formatting elements (13.2.4.3) ------------------------------------------------------------------------------ */

/* Whether two elements have the same attributes, as they stand in their tags. */
static bool same_attributes(const html_node *a, const html_node *b)
{
    const xml_attribute *x = a->node.attributes, *y = b->node.attributes;
    for (; x && y && strcmp(x->name, y->name) == 0 && strcmp(x->value, y->value) == 0; x = x->next)
        y = y->next;
    return !x && !y;
}

static void formatting_remove(html_parser *p, size_t index)
{
    p->formatting_count--;
    memmove(p->formatting + index, p->formatting + index + 1, (p->formatting_count - index) * sizeof *p->formatting);
}

static void formatting_add(html_parser *p, html_open entry)
{
    if (p->formatting_count == p->formatting_room)
        formatting_remove(p, 0);
    p->formatting[p->formatting_count++] = entry;
}

/* Where the entries after the last marker begin. */
static size_t formatting_begin(const html_parser *p)
{
    size_t i = p->formatting_count;
    while (i > 0 && p->formatting[i - 1].node)
        i--;
    return i;
}

/* The place of a node on the list; formatting_count where it is not there. */
static size_t formatting_index(const html_parser *p, const html_node *node)
{
    size_t i = 0;
    while (i < p->formatting_count && p->formatting[i].node != node)
        i++;
    return i;
}

void html_format(html_parser *p, html_node *node, const html_element *about)
{
    size_t begin = formatting_begin(p), same = 0, earliest = 0;
    if (!node)
        return;
    for (size_t i = p->formatting_count; i-- > begin;)
        if (strcmp(p->formatting[i].node->node.name, node->node.name) == 0 &&
            same_attributes(p->formatting[i].node, node)) {
            same++;
            earliest = i;
        }
    if (same >= 3)
        formatting_remove(p, earliest);
    else if (p->formatting_count - begin >= FORMATTING_MOST)
        formatting_remove(p, begin);
    formatting_add(p, (html_open){node, about});
}

void html_mark(html_parser *p)
{
    formatting_add(p, (html_open){0});
}

void html_clear_formatting(html_parser *p)
{
    p->formatting_count = formatting_begin(p);
    if (p->formatting_count)
        p->formatting_count--;
}

void html_forget(html_parser *p, const html_node *node)
{
    size_t i = formatting_index(p, node);
    if (i < p->formatting_count)
        formatting_remove(p, i);
}

html_open *html_formatting_named(html_parser *p, const char *name)
{
    for (size_t i = p->formatting_count, begin = formatting_begin(p); i-- > begin;)
        if (strcmp(p->formatting[i].node->node.name, name) == 0)
            return p->formatting + i;
    return NULL;
}

/* A copy of an element without its children. */
static html_node *copy_element(html_parser *p, const html_node *of)
{
    html_node *copy = element_new(p, of->node.name);
    if (copy)
        copy->node.attributes = of->node.attributes;
    return copy;
}

void html_reconstruct(html_parser *p)
{
    size_t i = p->formatting_count;
    while (i > 0 && p->formatting[i - 1].node && !open_index(p, p->formatting[i - 1].node))
        i--;
    for (; i < p->formatting_count; i++) {
        if (p->count >= p->most || p->copies >= p->copies_most) {
            p->formatting_count = i;
            p->flattened = true;
            return;
        }
        html_node *copy = copy_element(p, p->formatting[i].node);
        if (!copy)
            return;
        p->copies++;
        put_in(place_in(p, html_current(p)), copy);
        p->open[++p->count] = p->formatting[i] = (html_open){copy, p->formatting[i].about};
    }
}

void html_end_other(html_parser *p, const char *name)
{
    for (size_t i = p->count; i > 0; i--) {
        if (is_named(p->open + i, name)) {
            html_imply_ends(p, IMPLIED, name);
            html_pop_to(p, i - 1);
            return;
        }
        if (p->open[i].about->flags & SPECIAL)
            return;
    }
}

/* ---- The adoption agency (13.2.6.4.7) ---------------------------------------------------------------------------- */

/* The first special element above (deeper than) `index` on the stack; 0 where there is none. */
static size_t furthest_block(const html_parser *p, size_t index)
{
    for (size_t i = index + 1; i <= p->count; i++)
        if (p->open[i].about->flags & SPECIAL)
            return i;
    return 0;
}

/* Copies the formatting elements between the one that ends and the furthest block, each around the last; gives the
 * outermost copy, and through `bookmark` the place on the list for the last one. Step 13. */
static html_node *copy_between(html_parser *p, html_node *formatting, size_t furthest, size_t *bookmark)
{
    html_node *last = p->open[furthest].node;
    bool first = true;
    int inner = 0;
    for (size_t i = furthest - 1; i > 0 && p->open[i].node != formatting; i--) {
        size_t entry = formatting_index(p, p->open[i].node);
        if (++inner > 3 && entry < p->formatting_count) {
            formatting_remove(p, entry);
            *bookmark -= entry < *bookmark;
            entry = p->formatting_count;
        }
        if (entry == p->formatting_count) {
            open_remove(p, i);
            continue;
        }
        html_node *copy = copy_element(p, p->open[i].node);
        if (!copy)
            return NULL;
        p->copies++;
        p->open[i].node = p->formatting[entry].node = copy;
        if (first)
            *bookmark = entry + 1;
        first = false;
        take_out(last);
        put_in((html_place){copy, NULL}, last);
        last = copy;
    }
    return last;
}

/* Steps 9 to 19: the formatting element ends before the furthest block, and goes on inside it. */
static bool split_formatting(html_parser *p, size_t index, size_t furthest)
{
    html_open formatting = p->open[index], common = p->open[index - 1];
    html_node *block = p->open[furthest].node;
    size_t bookmark = formatting_index(p, formatting.node);
    html_flush(p);
    html_node *last = copy_between(p, formatting.node, furthest, &bookmark);
    html_node *copy = last && index > 1 ? copy_element(p, formatting.node) : NULL;
    if (!copy)
        return false;
    p->copies++;
    take_out(last);
    put_in(place_in(p, &common), last);
    for (html_node *child; (child = (html_node *)block->node.first);) {
        take_out(child);
        put_in((html_place){copy, NULL}, child);
    }
    put_in((html_place){block, NULL}, copy);
    size_t entry = formatting_index(p, formatting.node);
    if (entry < p->formatting_count) {
        formatting_remove(p, entry);
        bookmark -= entry < bookmark;
    }
    if (bookmark > p->formatting_count)
        bookmark = p->formatting_count;
    memmove(p->formatting + bookmark + 1, p->formatting + bookmark,
            (p->formatting_count - bookmark) * sizeof *p->formatting);
    p->formatting[bookmark] = (html_open){copy, formatting.about};
    p->formatting_count++;
    open_remove(p, open_index(p, formatting.node));
    size_t inside = open_index(p, block) + 1;
    memmove(p->open + inside + 1, p->open + inside, (p->count - inside + 1) * sizeof *p->open);
    p->open[inside] = (html_open){copy, formatting.about};
    p->count++;
    return true;
}

/* One round; false when it is done. */
static bool adopt_once(html_parser *p, const char *name)
{
    html_open *formatting = html_formatting_named(p, name);
    if (!formatting) {
        html_end_other(p, name);
        return false;
    }
    html_node *node = formatting->node;
    size_t index = open_index(p, node);
    if (!index) {
        html_forget(p, node);
        return false;
    }
    for (size_t i = p->count; i > index; i--)
        if (p->open[i].about->flags & SCOPED)
            return false;
    size_t furthest = furthest_block(p, index);
    if (!furthest || p->copies >= p->copies_most) {
        html_pop_to(p, index - 1);
        html_forget(p, node);
        return false;
    }
    return split_formatting(p, index, furthest);
}

void html_adopt(html_parser *p, const char *name)
{
    html_open *current = html_current(p);
    if (p->count && is_named(current, name) && formatting_index(p, current->node) == p->formatting_count) {
        html_pop(p);
        return;
    }
    for (int round = 0; round < 8 && p->tree.status == ARD_OK; round++)
        if (!adopt_once(p, name))
            return;
}
