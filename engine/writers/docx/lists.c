/* Lists: numbering.xml (17.9), where each numbered list counts for itself and bullets share one. */
#include "docx.h"

#include <stdio.h>
#include <string.h>

enum { LEVELS = 9, MOST_START = 32767 };

/* What a label of three characters needs, in twips. */
static int step_of(const docxw_state *w)
{
    int step = (int)(3 * w->character * 20);
    return step < 360 ? 360 : step;
}

/* How a list counts: Word's name of it. */
static const char *format_of(const ard_node *list)
{
    const char *type = node_attribute(list, "type");
    static const struct {
        char type;
        const char *format;
    } formats[] = {{'a', "lowerLetter"}, {'A', "upperLetter"}, {'i', "lowerRoman"}, {'I', "upperRoman"}};
    for (size_t i = 0; type && type[0] && !type[1] && i < sizeof formats / sizeof *formats; i++)
        if (formats[i].type == *type)
            return formats[i].format;
    return "decimal";
}

/* What a level shows: `%` and its number between what stands around it, or a text that is always the same. */
typedef struct label {
    const char *format, *prefix, *suffix;
    bool fixed; /* the prefix is all of it */
} label;

static void add_level(docxw_state *w, const label *shown, int level, long start, buffer *out)
{
    int step = step_of(w);
    buffer_format(out, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"%ld\"/><w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"",
                  level, start, shown->format);
    buffer_xml(out, shown->prefix, strlen(shown->prefix), true);
    if (!shown->fixed)
        buffer_format(out, "%%%d", level + 1);
    buffer_xml(out, shown->suffix, strlen(shown->suffix), true);
    buffer_format(out, "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%d\" w:hanging=\"%d\"/></w:pPr></w:lvl>\n",
                  step * (level + 1), step);
}

/* The number of an abstract list whose levels all show that label; of bullets each level has a sign of its own. */
static unsigned abstract_of(docxw_state *w, const label *shown, bool signs)
{
    static const char *const bullets[] = {"•", "◦", "▪"};
    buffer key = BUFFER_EMPTY;
    buffer_format(&key, "abstract %s %s|%s %d%d", shown->format, shown->prefix, shown->suffix, shown->fixed, signs);
    unsigned known = (unsigned)(uintptr_t)table_value(w->styles, buffer_string(&key));
    if (!known) {
        known = ++w->abstracted;
        table_set(w->styles, buffer_string(&key), (void *)(uintptr_t)known);
        buffer_format(&w->abstracts,
                      "<w:abstractNum w:abstractNumId=\"%u\"><w:multiLevelType w:val=\"hybridMultilevel\"/>\n", known);
        for (int level = 0; level < LEVELS; level++) {
            label one = *shown;
            one.prefix = signs ? bullets[level % 3] : shown->prefix;
            add_level(w, &one, level, 1, &w->abstracts);
        }
        buffer_text(&w->abstracts, "</w:abstractNum>\n");
    }
    buffer_free(&key);
    return known;
}

/* A new list of an abstract one, that begins at a number; -1 where it does not count. */
static int new_number(docxw_state *w, unsigned abstract, int level, long start)
{
    buffer_format(&w->numbers, "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/>", ++w->numbered, abstract);
    if (start >= 0)
        buffer_format(&w->numbers, "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"%ld\"/></w:lvlOverride>",
                      level, start > MOST_START ? MOST_START : start);
    buffer_text(&w->numbers, "</w:num>\n");
    return (int)w->numbered;
}

/* The number of the list that all bullets with that sign share. */
static int bullets_of(docxw_state *w, const ard_node *list)
{
    const char *sign = node_attribute(list, "data-bullet");
    bool own = sign && *sign && strlen(sign) <= 4;
    label shown = {"bullet", own ? sign : "•", "", true};
    buffer key = BUFFER_EMPTY;
    buffer_format(&key, "bullets %s", own ? sign : "");
    int known = (int)(uintptr_t)table_value(w->styles, buffer_string(&key));
    if (!known) {
        known = new_number(w, abstract_of(w, &shown, !own), 0, -1);
        table_set(w->styles, buffer_string(&key), (void *)(uintptr_t)known);
    }
    buffer_free(&key);
    return known;
}

/* ---- Labels ------------------------------------------------------------------------------------------------------ */

/* The number alone of an item, as its list writes numbers. */
static void bare_number(const ard_node *list, long number, buffer *out)
{
    const char *after = node_attribute(list, "data-after");
    size_t ending = after ? strlen(after) : 1;
    list_label(list, number, out);
    if (out->size >= ending && !out->failed)
        out->data[out->size -= ending] = '\0';
}

/* Whether a label is `prefix`, the number, `suffix`. */
static bool is_made_so(const ard_node *list, long number, const char *text, const char *prefix, const char *suffix)
{
    buffer made = BUFFER_EMPTY;
    buffer bare = BUFFER_EMPTY;
    bare_number(list, number, &bare);
    buffer_format(&made, "%s%s%s", prefix, buffer_string(&bare), suffix);
    bool same = strcmp(buffer_string(&made), text) == 0;
    buffer_free(&made);
    buffer_free(&bare);
    return same;
}

/* Where the labels of all of a list's items are made the same way around their number ("1.1", "1.2"), what stands around
 * it; so Word counts them on. */
static void find_pattern(docxw_state *w, docxw_list *list)
{
    const ard_node *first = list->node->first;
    const char *text = node_attribute(first, "data-label");
    long number = list_number(first, list_before(list->node));
    if (list->node->kind != NUMBERS || !text || strchr(text, '%'))
        return;
    buffer bare = BUFFER_EMPTY;
    bare_number(list->node, number, &bare);
    const char *at = NULL, *next = bare.size ? strstr(text, bare.data) : NULL;
    for (; next; next = strstr(next + 1, bare.data))
        at = next;
    const char *prefix = at ? arena_copy(w->pool, text, (size_t)(at - text)) : NULL;
    const char *suffix = at ? arena_string(w->pool, at + bare.size) : NULL;
    buffer_free(&bare);
    bool same = prefix && suffix;
    number = list_before(list->node);
    for (const ard_node *item = first; same && item; item = item->next) {
        text = node_attribute(item, "data-label");
        number = list_number(item, number);
        same = text && is_made_so(list->node, number, text, prefix, suffix);
    }
    list->prefix = same ? prefix : NULL;
    list->suffix = same ? suffix : NULL;
}

/* A list for one item alone, whose label no number gives. */
static int fixed_number(docxw_state *w, const docxw_list *list, const char *text)
{
    label shown = {"decimal", text, "", true}, plain = {"decimal", "", ".", false};
    unsigned abstract = abstract_of(w, &plain, false);
    buffer_format(&w->numbers, "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/><w:lvlOverride w:ilvl=\"%d\">",
                  ++w->numbered, abstract, list->level);
    add_level(w, &shown, list->level, 1, &w->numbers);
    buffer_text(&w->numbers, "</w:lvlOverride></w:num>\n");
    return (int)w->numbered;
}

static int counted_number(docxw_state *w, const docxw_list *list, long start)
{
    const char *after = node_attribute(list->node, "data-after");
    label shown = {format_of(list->node), list->prefix ? list->prefix : "",
                   list->suffix                    ? list->suffix
                   : after && !strpbrk(after, "%") ? after
                                                   : ".",
                   false};
    return new_number(w, abstract_of(w, &shown, false), list->level, start < 0 ? 0 : start);
}

/* ---- The walk ---------------------------------------------------------------------------------------------------- */

void docxw_enter_list(docxw_state *w, ard_node *node)
{
    docxw_settle(w);
    docxw_list *list = arena_alloc(w->pool, sizeof *list);
    if (!list)
        return;
    int level = w->lists ? w->lists->level + 1 : 0;
    *list = (docxw_list){.below = w->lists,
                         .node = node,
                         .value = list_before(node),
                         .level = level < LEVELS ? level : LEVELS - 1};
    if (node->first)
        find_pattern(w, list);
    w->lists = list;
}

void docxw_leave_list(docxw_state *w, ard_node *node)
{
    if (w->lists && w->lists->node == node)
        w->lists = w->lists->below;
}

/* A list's number is made with its first item, and anew where an item does not count on from the one before. */
void docxw_enter_item(docxw_state *w, ard_node *node)
{
    docxw_list *list = w->lists;
    if (!list)
        return;
    long number = list_number(node, list->value);
    const char *text = list->prefix ? NULL : node_attribute(node, "data-label");
    if (list->node->kind == BULLETS && !text)
        list->number = bullets_of(w, list->node);
    else if (text && *text && !strchr(text, '%'))
        list->number = -fixed_number(w, list, text);
    else if (list->number <= 0 || number != list->value + 1)
        list->number = counted_number(w, list, number);
    list->value = number;
    list->waits = true;
}

void docxw_settle(docxw_state *w)
{
    if (w->lists && w->lists->waits)
        docxw_empty(w);
}

void docxw_leave_item(docxw_state *w, ard_node *node)
{
    (void)node;
    docxw_settle(w);
}

void docxw_place_in_lists(docxw_state *w, docxw_paragraph *p)
{
    docxw_list *list = w->lists;
    if (!list)
        return;
    int step = step_of(w);
    if (list->waits) {
        p->number = list->number < 0 ? -list->number : list->number;
        p->level = list->level;
    } else {
        p->indented = true;
        p->left = step * (list->level + 1);
    }
    list->waits = false;
}

void docxw_numbering(docxw_state *w, buffer *out)
{
    buffer_format(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:numbering%s>\n",
                  docxw_namespaces);
    buffer_add(out, buffer_string(&w->abstracts), w->abstracts.size);
    buffer_add(out, buffer_string(&w->numbers), w->numbers.size);
    buffer_text(out, "</w:numbering>\n");
}
