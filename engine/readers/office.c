#include "office.h"

#include "base/text.h"

#include <string.h>

office_nodes *office_all(ard_document *document, arena *pool, ard_kind kind)
{
    office_nodes *first = NULL, **end = &first;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        office_nodes *entry = event == WALK_ENTER && w.node->kind == kind ? arena_alloc(pool, sizeof *entry) : NULL;
        if (!entry)
            continue;
        *entry = (office_nodes){.node = w.node};
        *end = entry;
        end = &entry->next;
    }
    return first;
}

/* ---- Blocks ------------------------------------------------------------------------------------------------------ */

ard_node *office_quotation(ard_document *document, ard_node **quote, ard_node *container, place where)
{
    if (!*quote || (*quote)->parent != container || container->last != *quote)
        *quote = node_append(container, node_new(document, QUOTE, where));
    return *quote ? *quote : container;
}

ard_node *office_code_before(ard_document *document, ard_node *container, place where)
{
    ard_node *last = container ? container->last : NULL;
    if (!kind_is(last, CODE_BLOCK))
        return NULL;
    node_append_text(document, last, "\n", 1, where);
    return last;
}

void office_put_box(ard_node *paragraph, bool shown, ard_node **last, ard_node *box)
{
    if (!shown)
        node_insert_before(paragraph, box);
    else {
        node_insert_after(*last ? *last : paragraph, box);
        *last = box;
    }
}

void office_unwrap_formulas(ard_node *paragraph)
{
    for (ard_node *child = paragraph->first, *next; child; child = next) {
        next = child->next;
        if (child->kind == MATHS)
            child->kind = MATHS_BLOCK;
        else
            node_unlink(child);
    }
    node_unwrap(paragraph);
}

const char *office_part_name(ard_document *document, table *names, const char *name)
{
    const char *known = name ? table_value(names, name) : NULL;
    if (!name || known)
        return known;
    known = arena_string(lesson_pool(document), name);
    table_set(names, name, (void *)known);
    return known;
}

bool office_header_says(const char *text)
{
    static const char counting[] = "page pages p sur de of";
    buffer word = BUFFER_EMPTY;
    bool says = false;
    for (bool end = false; !end && !says;) {
        uint32_t point = text_next(&text);
        end = !point;
        if (text_is_letter(point))
            buffer_point(&word, point);
        else {
            says = word.size && !text_in_list(counting, word.data);
            buffer_reset(&word);
        }
    }
    buffer_free(&word);
    return says;
}

void office_report_counts(report_log *log, place where, const office_count_said *counts, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (counts[i].count)
            report(log, where, counts[i].code, report_number(log, counts[i].count), NULL);
}

/* ---- Links to bookmarks ------------------------------------------------------------------------------------------ */

/* Whether a bookmark's name can be an id as it is, and is none of ours. */
static bool is_plain_name(const char *name)
{
    size_t length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    bool ours = text_begins(name, "footnote-") || text_begins(name, "endnote-") || text_begins(name, "anchor-");
    return length && !name[length] && !ours && (text_is_letter((unsigned char)*name) || *name == '_');
}

/* Gives a block the id that a bookmark's name makes. */
static void name_block(ard_document *document, ard_node *block, const char *name, unsigned *count)
{
    buffer id = BUFFER_EMPTY;
    if (is_plain_name(name))
        buffer_text(&id, name);
    else
        buffer_format(&id, "anchor-%u", ++*count);
    node_set(document, block, "id", buffer_string(&id));
    buffer_free(&id);
}

void office_set_anchors(table *anchors, office_bookmark **bookmarks, ard_node *block)
{
    for (office_bookmark *b = *bookmarks; b; b = b->next)
        if (!table_value(anchors, b->name))
            table_set(anchors, b->name, block);
    *bookmarks = NULL;
}

bool office_lead_link(ard_document *document, const table *anchors, ard_node *link, unsigned *count)
{
    const char *name = node_attribute(link, "href") + 1;
    ard_node *block = table_value(anchors, name);
    if (!block || !block->parent)
        return false;
    if (!node_attribute(block, "id"))
        name_block(document, block, name, count);
    const char *id = node_attribute(block, "id");
    buffer whole = BUFFER_EMPTY;
    buffer_format(&whole, "#%s", id ? id : "");
    node_set(document, link, "href", buffer_string(&whole));
    buffer_free(&whole);
    return id != NULL;
}

/* ---- Captions ---------------------------------------------------------------------------------------------------- */

/* A paragraph of pictures alone. */
static bool is_picture(const ard_node *node)
{
    unsigned pictures = 0;
    if (!kind_is(node, PARAGRAPH))
        return false;
    for (const ard_node *child = node->first; child; child = child->next) {
        if (child->kind != IMAGE && !(child->kind == TEXT && text_is_blank(child->text)))
            return false;
        pictures += child->kind == IMAGE;
    }
    return pictures > 0;
}

/* A picture that stands in the paragraph of its own caption goes before it, into a paragraph of its own. */
static void part_pictures(ard_document *document, ard_node *caption)
{
    ard_node *pictures = NULL;
    for (ard_node *child = caption->first, *next; child; child = next) {
        next = child->next;
        if (child->kind != IMAGE)
            continue;
        if (!pictures) {
            pictures = node_new(document, PARAGRAPH, caption->place);
            node_insert_before(caption, pictures);
        }
        node_unlink(child);
        node_append(pictures, child);
    }
    while (pictures && caption->first &&
           (caption->first->kind == BREAK || (caption->first->kind == TEXT && text_is_blank(caption->first->text))))
        node_unlink(caption->first);
}

static void into_table(ard_node *table_node, ard_node *caption)
{
    node_unlink(caption);
    if (table_node->first)
        node_insert_before(table_node->first, caption);
    else
        node_append(table_node, caption);
}

static bool takes_caption(const ard_node *node)
{
    return kind_is(node, TABLE) && !kind_is(node->first, CAPTION);
}

void office_attach_caption(ard_document *document, ard_node *caption)
{
    ard_node *before = caption->previous, *after = caption->next;
    bool above = is_picture(before), below = is_picture(after);
    if (!above && takes_caption(after))
        into_table(after, caption);
    else if (!above && takes_caption(before))
        into_table(before, caption);
    else if (above || below)
        node_wrap(node_new(document, FIGURE, caption->place), above ? before : caption, above ? caption : after);
    else
        caption->kind = PARAGRAPH;
}

/* A box that was there only to hold a picture with its caption is the figure itself. */
static void unwrap_box(ard_node *figure)
{
    ard_node *box = figure->parent;
    if (kind_is(box, ASIDE) && box->first == figure && !figure->next && !box->attributes)
        node_unwrap(box);
}

void office_attach_captions(ard_document *document, arena *pool)
{
    for (office_nodes *at = office_all(document, pool, CAPTION); at; at = at->next) {
        if (kind_is(at->node->parent, TABLE) || kind_is(at->node->parent, FIGURE))
            continue;
        part_pictures(document, at->node);
        office_attach_caption(document, at->node);
        if (kind_is(at->node->parent, FIGURE))
            unwrap_box(at->node->parent);
    }
}

/* ---- Languages --------------------------------------------------------------------------------------------------- */

bool office_same_tongue(const char *a, const char *b)
{
    size_t length = a ? strcspn(a, "-_") : 0;
    if (!a || !b || length != strcspn(b, "-_"))
        return a == b;
    for (size_t i = 0; i < length; i++)
        if (ascii_lower(a[i]) != ascii_lower(b[i]))
            return false;
    return true;
}

void office_count(office_tongues *tongues, const char *language, const char *text, size_t size)
{
    size_t letters = 0;
    for (size_t at = 0, length; at < size; at += length)
        letters += text_is_letter(text_decode(text + at, size - at, &length));
    language = language ? language : tongues->unmarked ? tongues->unmarked : "";
    for (size_t i = 0; letters && i < OFFICE_TONGUES; i++) {
        if (tongues->counts[i].language && !office_same_tongue(tongues->counts[i].language, language))
            continue;
        if (!tongues->counts[i].language)
            tongues->counts[i].language = language;
        tongues->counts[i].letters += letters;
        return;
    }
}

void office_lift_language(ard_document *document, ard_node *leaf)
{
    ard_node *only = NULL;
    for (ard_node *child = leaf->first; child; child = child->next) {
        if (child->kind == TEXT && text_is_blank(child->text))
            continue;
        if (only || child->kind != SPAN)
            return;
        only = child;
    }
    const char *language = only ? node_attribute(only, "lang") : NULL;
    if (!language || node_attribute(leaf, "lang"))
        return;
    node_set(document, leaf, "lang", language);
    node_set(document, only, "lang", NULL);
    if (!only->attributes)
        node_unwrap(only);
}

/* The language of most letters; "" where it is not said. NULL where there are no letters. */
static const char *main_tongue(const office_tongues *tongues)
{
    const char *language = NULL;
    size_t letters = 0;
    for (size_t i = 0; i < OFFICE_TONGUES && tongues->counts[i].language; i++)
        if (!language || tongues->counts[i].letters > letters) {
            language = tongues->counts[i].language;
            letters = tongues->counts[i].letters;
        }
    return language;
}

static bool is_leaf(const ard_node *node)
{
    return kind_about(node->kind)->class == LEAF;
}

static bool has_letters(const char *text)
{
    while (*text)
        if (text_is_letter(text_next(&text)))
            return true;
    return false;
}

/* Whether a leaf has letters outside of what says its language. */
static bool has_unmarked_letters(ard_node *leaf)
{
    walk w = walk_of(leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || w.node == leaf)
            continue;
        if (node_attribute(w.node, "lang"))
            walk_skip(&w);
        else if (w.node->kind == TEXT && has_letters(w.node->text))
            return true;
    }
    return false;
}

/* Says the language of unmarked text at each leaf that has some: the lesson's own is now another. */
static void mark_leaves(ard_document *document, const char *language)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && is_leaf(w.node) && !node_attribute(w.node, "lang") && has_unmarked_letters(w.node))
            node_set(document, w.node, "lang", language);
}

static ard_node *leaf_of(ard_node *node)
{
    while (node && !is_leaf(node))
        node = node->parent;
    return node;
}

/* Takes marks away that say what the lesson's language says. */
static void unmark(ard_document *document, arena *pool, const char *language)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const char *own = event == WALK_ENTER && is_leaf(w.node) ? node_attribute(w.node, "lang") : NULL;
        if (own && office_same_tongue(own, language))
            node_set(document, w.node, "lang", NULL);
    }
    for (office_nodes *at = office_all(document, pool, SPAN); at; at = at->next) {
        const char *own = node_attribute(at->node, "lang");
        ard_node *leaf = own && office_same_tongue(own, language) ? leaf_of(at->node) : NULL;
        if (!leaf || node_attribute(leaf, "lang"))
            continue;
        node_set(document, at->node, "lang", NULL);
        if (!at->node->attributes)
            node_unwrap(at->node);
    }
}

void office_set_language(ard_document *document, arena *pool, const office_tongues *tongues)
{
    const char *most = main_tongue(tongues), *language = most && *most ? most : tongues->unmarked;
    if (!language || !*language)
        return;
    lesson_set_meta(document, "language", language);
    if (office_same_tongue(language, tongues->unmarked))
        return;
    if (tongues->unmarked)
        mark_leaves(document, tongues->unmarked);
    unmark(document, pool, language);
}
