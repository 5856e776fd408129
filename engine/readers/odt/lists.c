/* Lists (ODF 1.3, part 3, 5.3). An element of an item becomes an item when something of its own is in it: one that holds
 * nothing but another list only moves that list in. */
#include "odt.h"

#include "base/text.h"
#include "office/symbols.h"

#include <string.h>

/* Bullets that are boxes to tick, or circles: kept, for they may be answers to choose from. */
static const char boxes[] = "\u2610 \u25A1 \u25FB \u25A2 \u2751 \u2752 \u274F \u2750 \u2B1C \u25CB \u2B55 \u274D";

/* ---- Styles and counters ----------------------------------------------------------------------------------------- */

/* The list style that the first paragraph in a list brings. */
static const char *style_below(const odt *d, const xml_node *list)
{
    for (const xml_node *n = list->first; n; n = xml_following(n, list)) {
        if (!xml_is(n, "text:p") && !xml_is(n, "text:h"))
            continue;
        const odf_style *s = odf_style_of(d->styles, d->scope, "paragraph", xml_value(n, "text:style-name"));
        return s && s->list && *s->list ? s->list : NULL;
    }
    return NULL;
}

static const odf_list_style *style_of(const odt *d, const xml_node *n, const odtr_list *up)
{
    const char *name = xml_value(n, "text:style-name");
    const odf_list_style *own = name ? table_value(d->list_styles, name) : NULL;
    if (own || up)
        return own ? own : up->style;
    name = name ? NULL : style_below(d, n);
    return name ? table_value(d->list_styles, name) : NULL;
}

/* The numbers of a list: new ones, or those of the list that it continues (19.780, 19.781). */
static odf_counters *counters_of(odt *d, const xml_node *n, const odf_list_style *own)
{
    const char *after = xml_value(n, "text:continue-list"), *id = xml_value(n, "xml:id");
    odf_counters *counters = after ? table_value(d->counters, after) : NULL;
    if (!counters && odf_is_true(xml_value(n, "text:continue-numbering")))
        counters = own && table_value(d->counters, own->name) ? table_value(d->counters, own->name) : d->last_counters;
    if (!counters)
        counters = arena_alloc(d->pool, sizeof *counters);
    if (id)
        table_set(d->counters, id, counters);
    if (own)
        table_set(d->counters, own->name, counters);
    d->last_counters = counters;
    return counters;
}

static const odf_level *level_of(const odtr_list *list)
{
    unsigned level = list->depth < ODF_LEVELS ? list->depth : ODF_LEVELS - 1;
    return list->style ? &list->style->levels[level] : NULL;
}

static int number_of_level(const odtr_list *list)
{
    return list->depth < ODF_LEVELS ? (int)list->depth : ODF_LEVELS - 1;
}

/* ---- Lists that our writer wrote --------------------------------------------------------------------------------- */

static odtr_open *open_at(odt *d, unsigned depth)
{
    if (!d->flow->open)
        d->flow->open = arena_alloc(d->pool, ODT_DEPTH * sizeof(odtr_open));
    return d->flow->open && depth < ODT_DEPTH ? &d->flow->open[depth] : NULL;
}

/* The node of an exact list: a new one, or the one that it goes on in. */
static void begin_exact(odt *d, odtr_list *list, const xml_node *n, int kind)
{
    odtr_open *open = open_at(d, list->depth);
    list->exact = true;
    if (xml_value(n, "ard:data-ard-on") && open) {
        list->node = open->list;
        list->item = open->item;
        return;
    }
    ard_node *outer = list->up && list->up->item ? list->up->item : d->flow->container;
    list->node = node_append(outer, node_new(d->document, (ard_kind)kind, xml_place(n, d->part)));
    odtr_take(d, list->node, n);
    if (open)
        *open = (odtr_open){list->node, NULL};
}

static void begin_exact_item(odt *d, odtr_list *list, const xml_node *n)
{
    odtr_open *open = open_at(d, list->depth);
    if (xml_value(n, "ard:data-ard-on"))
        return;
    list->item = node_append(list->node, node_new(d->document, ITEM, xml_place(n, d->part)));
    odtr_take(d, list->item, n);
    if (open)
        open->item = list->item;
}

/* ---- Lists ------------------------------------------------------------------------------------------------------- */

odtr_go odtr_enter_list(odt *d, const xml_node *n)
{
    odtr_flow *flow = d->flow;
    odtr_list *list = d->free_lists, *up = flow->list;
    int kind = odtr_kind(n);
    odtr_paragraph_close(d);
    if (list)
        d->free_lists = list->up;
    else
        list = arena_alloc(d->pool, sizeof *list);
    if (!list)
        return GO_PAST;
    *list = (odtr_list){.up = up, .xml = n, .depth = up ? up->depth + 1 : 0, .start = ODF_UNSAID};
    flow->list = list;
    flow->quote = NULL;
    if (kind == BULLETS || kind == NUMBERS) {
        begin_exact(d, list, n, kind);
        return GO_IN;
    }
    list->style = style_of(d, n, up);
    list->counters = up ? up->counters : counters_of(d, n, list->style);
    return GO_IN;
}

void odtr_leave_list(odt *d, const xml_node *n)
{
    odtr_list *list = d->flow->list;
    if (!list || list->xml != n)
        return;
    odtr_paragraph_close(d);
    d->flow->list = list->up;
    list->up = d->free_lists;
    d->free_lists = list;
}

odtr_go odtr_enter_item(odt *d, const xml_node *n)
{
    odtr_list *list = d->flow->list;
    odtr_paragraph_close(d);
    if (!list || list->xml != n->parent)
        return GO_IN;
    list->header = xml_is(n, "text:list-header");
    list->fresh = !list->exact;
    list->start = odf_integer(xml_value(n, "text:start-value"), ODF_UNSAID);
    d->flow->quote = NULL;
    if (list->exact)
        begin_exact_item(d, list, n);
    return GO_IN;
}

void odtr_leave_item(odt *d, const xml_node *n)
{
    odtr_list *list = d->flow->list;
    if (list && list->xml == n->parent) {
        odtr_paragraph_close(d);
        list->fresh = false;
    }
}

/* ---- Items ------------------------------------------------------------------------------------------------------- */

/* HTML's letter for a format where lists can count so. */
static bool is_type(const char *format)
{
    return format[0] && !format[1] && strchr("1aAiI", format[0]);
}

/* Whether a level shows nothing but its own number with a point, a bracket or nothing after it. */
static bool is_plain(const odf_level *level)
{
    return level->shown <= 1 && text_is_blank(level->prefix) && is_type(level->format) &&
           (!*level->suffix || text_in_list(". )", level->suffix));
}

static bool shows_nothing(const odf_level *level)
{
    return !level ||
           (!level->bullet && !*level->format && text_is_blank(level->prefix) && text_is_blank(level->suffix));
}

static void set_bullet(odt *d, ard_node *node, const odf_level *level)
{
    const char *text = level->sign;
    uint32_t point = text_next(&text),
             known = level->font && symbol_font(level->font) ? symbol_point(level->font, point) : point;
    char sign[5] = "";
    if (known)
        sign[text_encode(sign, known)] = '\0';
    if (*sign && text_in_list(boxes, sign))
        node_set(d->document, node, "data-bullet", sign);
}

/* Makes the list's node, before its first item: inside the item that it stands in, or one further out. */
static void make_list(odt *d, odtr_list *list, const xml_node *n, const odf_level *level)
{
    const odtr_list *outer = list->up;
    while (outer && !outer->item)
        outer = outer->up;
    bool bullets = level->bullet || !*level->format;
    list->node = node_append(outer ? outer->item : d->flow->container,
                             node_new(d->document, bullets ? BULLETS : NUMBERS, xml_place(n, d->part)));
    if (bullets) {
        set_bullet(d, list->node, level);
        return;
    }
    if (is_type(level->format) && *level->format != '1')
        node_set(d->document, list->node, "type", level->format);
    if (is_plain(level) && *level->suffix == ')')
        node_set(d->document, list->node, "data-after", ")");
}

/* Numbers an item, and says its number where its place does not tell. */
static void number_item(odt *d, odtr_list *list, const odf_level *level)
{
    bool first = list->node->first == list->item;
    if (list->header) {
        node_set(d->document, list->item, "data-label", "");
        return;
    }
    int number = odf_count(list->style, list->counters, number_of_level(list), list->start);
    if (list->node->kind == NUMBERS && first && number != 1)
        node_set_number(d->document, list->node, "start", number);
    else if (list->node->kind == NUMBERS && !first && number != list->value + 1)
        node_set_number(d->document, list->item, "value", number);
    if (list->node->kind == NUMBERS && !is_plain(level)) {
        buffer label = BUFFER_EMPTY;
        odf_label(list->style, list->counters, number_of_level(list), &label);
        node_set(d->document, list->item, "data-label", buffer_string(&label));
        buffer_free(&label);
    }
    list->value = number;
}

/* The nearest item around; NULL where there is none. */
static ard_node *outer_item(const odtr_list *list)
{
    for (; list; list = list->up)
        if (list->item)
            return list->item;
    return NULL;
}

ard_node *odtr_list_item(odt *d, const xml_node *n)
{
    odtr_list *list = d->flow->list;
    if (list->exact)
        return list->item ? list->item : list->node;
    const odf_level *level = level_of(list);
    if (shows_nothing(level))
        return outer_item(list);
    if (!list->fresh || (list->header && list->item))
        return list->item ? list->item : outer_item(list);
    list->fresh = false;
    if (!list->node)
        make_list(d, list, n, level);
    list->item = node_append(list->node, node_new(d->document, ITEM, xml_place(n, d->part)));
    if (list->item && list->counters)
        number_item(d, list, level);
    return list->item;
}

/* A list that holds headings, or numbers in words, is none: the next item begins another. */
static void end_lists(odt *d)
{
    for (odtr_list *list = d->flow->list; list; list = list->up) {
        list->node = list->item = NULL;
        list->fresh = false;
    }
}

bool odtr_list_label(odt *d, bool heading, buffer *label)
{
    odtr_list *list = d->flow->list;
    const odf_level *level = list && !list->exact ? level_of(list) : NULL;
    bool shown = level && !shows_nothing(level);
    if (!list || list->exact || (!heading && !(shown && odf_level_has_words(level) && list->fresh)))
        return false;
    if (shown && list->fresh && !list->header && list->counters) {
        odf_count(list->style, list->counters, number_of_level(list), list->start);
        odf_label(list->style, list->counters, number_of_level(list), label);
    }
    end_lists(d);
    return true;
}

void odtr_outline_label(odt *d, int level, buffer *label)
{
    if (!d->outline || level < 1 || level > ODF_LEVELS)
        return;
    odf_count(d->outline, &d->headings, level - 1, ODF_UNSAID);
    odf_label(d->outline, &d->headings, level - 1, label);
}
