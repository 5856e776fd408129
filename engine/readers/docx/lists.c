#include "docx.h"

#include "base/text.h"
#include "office/symbols.h"

#include <stdio.h>
#include <string.h>

/* Bullets that are boxes to tick, or circles: kept, for they may be answers to choose from. */
static const char boxes[] = "\u2610 \u25A1 \u25FB \u25A2 \u2751 \u2752 \u274F \u2750 \u2B1C \u25CB \u2B55 \u274D";

/* HTML's letter for a format; NULL where lists of HTML cannot count so. */
static const char *type_of(wml_format format)
{
    static const char *const types[WML_FORMATS] = {[WML_DECIMAL] = "1",
                                                   [WML_LOWER_LETTER] = "a",
                                                   [WML_UPPER_LETTER] = "A",
                                                   [WML_LOWER_ROMAN] = "i",
                                                   [WML_UPPER_ROMAN] = "I"};
    return types[format];
}

/* What stands after the number where a level shows nothing else than its own number ("%1.", "%1)", "%1"); else NULL. */
static const char *plain_ending(const wml_level *level, int number)
{
    const char *text = level->text;
    if (text[0] != '%' || text[1] != '1' + number || !type_of(level->format))
        return NULL;
    const char *ending = text + 2;
    return text_in_list(". )", ending) || !*ending ? ending : NULL;
}

/* Whether a label has words of its own ("Exercice %1 :"), beside the numbers. */
static bool has_words(const wml_level *level)
{
    if (level->format == WML_BULLET)
        return false;
    unsigned letters = 0;
    for (const char *at = level->text; *at;) {
        uint32_t point = text_next(&at);
        if (point == '%' && text_is_digit((unsigned char)*at))
            at++;
        else
            letters += text_is_letter(point);
    }
    return letters > 1;
}

void docx_lists_close(docx_flow *flow)
{
    flow->open = 0;
}

/* The open level of the same list and depth; those below it end. NULL where there is none. */
static docx_level *found_level(docx_flow *flow, int number, int level)
{
    for (size_t i = flow->open; i-- > 0;)
        if (flow->levels[i].number == number && flow->levels[i].level == level) {
            flow->open = i + 1;
            return &flow->levels[i];
        }
    return NULL;
}

/* Whether a paragraph at `left` of level `level` of a list is inside an open item: deeper in its list, or indented
 * further. */
static bool is_inside(const docx_level *outer, int number, int level, int left)
{
    return outer->number == number ? outer->level < level : outer->left < left;
}

static void set_bullet(docx *d, ard_node *list, const wml_level *level)
{
    const char *text = level->text;
    uint32_t point = text_next(&text), known = symbol_font(level->font) ? symbol_point(level->font, point) : point;
    char sign[5] = "";
    if (known)
        sign[text_encode(sign, known)] = '\0';
    if (*sign && text_in_list(boxes, sign))
        node_set(d->document, list, "data-bullet", sign);
}

/* How many levels are open above a list of that number and level. A list that goes on after others stands where it first
 * stood, whatever its indent; of a new one the indent tells. Remembers it. */
static size_t depth_of(docx *d, int id, int level, int left)
{
    const docx_flow *flow = d->flow;
    char key[32];
    snprintf(key, sizeof key, "%d %d", id, level);
    size_t known = (size_t)(uintptr_t)table_value(d->list_depths, key), depth = flow->open;
    while (depth && !is_inside(&flow->levels[depth - 1], id, level, left))
        depth--;
    depth = depth < WML_LEVELS ? depth : WML_LEVELS - 1;
    if (known && known - 1 < depth && flow->levels[known - 1].number != id)
        depth = known - 1;
    table_set(d->list_depths, key, (void *)(uintptr_t)(depth + 1));
    return depth;
}

/* Opens a list inside the open item that it belongs to, or in the flow. */
static docx_level *open_level(docx *d, const xml_node *n, const wml_number *number, int id, int level, int left)
{
    docx_flow *flow = d->flow;
    flow->open = depth_of(d, id, level, left);
    docx_level *outer = flow->open ? &flow->levels[flow->open - 1] : NULL, *new = &flow->levels[flow->open++];
    bool bullets = number->level->format == WML_BULLET || number->level->format == WML_NO_NUMBER;
    ard_node *list = node_new(d->document, bullets ? BULLETS : NUMBERS, xml_place(n, d->part));
    *new = (docx_level){.number = id, .level = level, .left = left, .value = number->value - 1, .list = list};
    node_append(outer && outer->item ? outer->item : flow->container, list);
    if (bullets) {
        set_bullet(d, list, number->level);
        return new;
    }
    const char *type = type_of(number->level->format), *ending = plain_ending(number->level, level);
    if (type && *type != '1')
        node_set(d->document, list, "type", type);
    if (ending && *ending == ')')
        node_set(d->document, list, "data-after", ")");
    if (number->value != 1)
        node_set_number(d->document, list, "start", number->value);
    return new;
}

/* Puts the number before a paragraph's text where it is no item: a heading, or a number in words. */
static ard_node *as_text(docx *d, const wml_number *number, const buffer *shown, buffer *label)
{
    if (number->level->format != WML_BULLET)
        buffer_text(label, buffer_string(shown));
    docx_lists_close(d->flow);
    return d->flow->container;
}

/* The number of an item, where its place in the list does not tell. */
static void set_number(docx *d, docx_level *open, const wml_number *number, int level, const buffer *shown)
{
    if (open->list && open->list->kind == NUMBERS && number->value != open->value + 1)
        node_set_number(d->document, open->item, "value", number->value);
    if (number->level->format != WML_BULLET && !plain_ending(number->level, level) && shown->size)
        node_set(d->document, open->item, "data-label", shown->data);
    open->value = number->value;
}

ard_node *docx_list_place(docx *d, const xml_node *n, const wml_paragraph_look *look, bool heading, buffer *label)
{
    buffer shown = BUFFER_EMPTY;
    wml_number number = wml_count(d->numbering, look->number, look->level, &shown);
    docx_flow *flow = d->flow;
    ard_node *container = NULL;
    if (number.level && number.level->foreign && !d->foreign_format) {
        d->foreign_format = true;
        docx_report(d, n, "docx.number.format", number.level->foreign, NULL);
    }
    bool unseen = !number.level || (number.level->format != WML_BULLET && !shown.size && !number.level->picture);
    if (unseen)
        container = docx_list_continue(d, look, heading);
    else if (heading || has_words(number.level))
        container = as_text(d, &number, &shown, label);
    else {
        int left = look->left != WML_NOWHERE ? look->left : number.level->left;
        docx_level *open = number.restarted && number.level->format != WML_BULLET
                               ? NULL
                               : found_level(flow, look->number, look->level);
        if (!open)
            open = open_level(d, n, &number, look->number, look->level, left);
        open->item = node_append(open->list, node_new(d->document, ITEM, xml_place(n, d->part)));
        set_number(d, open, &number, look->level, &shown);
        container = open->item ? open->item : flow->container;
    }
    flow->quote = NULL;
    buffer_free(&shown);
    return container;
}

ard_node *docx_list_continue(docx *d, const wml_paragraph_look *look, bool heading)
{
    docx_flow *flow = d->flow;
    int left = look->left == WML_NOWHERE ? 0 : look->left;
    while (!heading && flow->open) {
        const docx_level *open = &flow->levels[flow->open - 1];
        if (open->item && open->left > 0 && left >= open->left)
            return open->item;
        flow->open--;
    }
    docx_lists_close(flow);
    return flow->container;
}
