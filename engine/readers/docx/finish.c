#include "docx.h"

#include "base/text.h"

#include <string.h>

/* The next node of the lesson in document order, or NULL. */
static ard_node *following(ard_node *node, const ard_node *root)
{
    if (node->first)
        return node->first;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* A growing list of nodes in the pool. */
typedef struct nodes {
    struct nodes *next;
    ard_node *node;
} nodes;

/* The nodes of a kind, in order: what is done to one may take others' places away. */
static nodes *all_of(docx *d, ard_kind kind)
{
    const ard_node *root = lesson_root(d->document);
    nodes *first = NULL, **end = &first;
    for (ard_node *n = lesson_root(d->document); n; n = following(n, root)) {
        nodes *entry = n->kind == kind ? arena_alloc(d->pool, sizeof *entry) : NULL;
        if (!entry)
            continue;
        *entry = (nodes){.node = n};
        *end = entry;
        end = &entry->next;
    }
    return first;
}

/* ---- Links to bookmarks ---- */

/* Whether a bookmark's name can be an id as it is, and is none of ours. */
static bool is_plain_name(const char *name)
{
    size_t length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    bool ours = text_begins(name, "footnote-") || text_begins(name, "endnote-") || text_begins(name, "anchor-");
    return length && !name[length] && !ours && (text_is_letter((unsigned char)*name) || *name == '_');
}

/* Gives the block that a bookmark is in an id; NULL where it is not in the lesson. */
static const char *id_of(docx *d, const char *name, unsigned *count)
{
    ard_node *block = table_value(d->anchors, name);
    if (!block || !block->parent)
        return NULL;
    if (!node_attribute(block, "id")) {
        buffer id = BUFFER_EMPTY;
        if (is_plain_name(name))
            buffer_text(&id, name);
        else
            buffer_format(&id, "anchor-%u", ++*count);
        node_set(d->document, block, "id", buffer_string(&id));
        buffer_free(&id);
    }
    return node_attribute(block, "id");
}

static void resolve_links(docx *d)
{
    unsigned count = 0;
    for (nodes *at = all_of(d, LINK); at; at = at->next) {
        const char *href = node_attribute(at->node, "href");
        if (!href || *href != '#' || docx_is_carried(d, at->node))
            continue;
        const char *id = id_of(d, href + 1, &count);
        if (!id) {
            if (strcmp(href, "#_top") != 0)
                report(d->log, at->node->place, "docx.link.broken", href + 1, NULL);
            node_unwrap(at->node);
            continue;
        }
        buffer whole = BUFFER_EMPTY;
        buffer_format(&whole, "#%s", id);
        node_set(d->document, at->node, "href", buffer_string(&whole));
        buffer_free(&whole);
    }
}

/* ---- Captions ---- */

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

static void into_table(ard_node *table_node, ard_node *caption)
{
    node_unlink(caption);
    if (table_node->first)
        node_insert_before(table_node->first, caption);
    else
        node_append(table_node, caption);
}

static bool has_caption(const ard_node *node)
{
    return kind_is(node->first, CAPTION);
}

/* A caption belongs to the picture above it, the table below or above it, or the picture below; else it is text. */
static void attach_captions(docx *d)
{
    for (nodes *at = all_of(d, CAPTION); at; at = at->next) {
        ard_node *caption = at->node, *before = caption->previous, *after = caption->next;
        if (kind_is(caption->parent, TABLE) || kind_is(caption->parent, FIGURE) || docx_is_carried(d, caption))
            continue;
        bool above = is_picture(before), below = is_picture(after);
        if (!above && kind_is(after, TABLE) && !has_caption(after))
            into_table(after, caption);
        else if (!above && kind_is(before, TABLE) && !has_caption(before))
            into_table(before, caption);
        else if (above || below)
            node_wrap(node_new(d->document, FIGURE, caption->place), above ? before : caption, above ? caption : after);
        else
            caption->kind = PARAGRAPH;
    }
}

/* ---- Language ---- */

/* The language of most letters; "" where it is unmarked. NULL where there are no letters. */
static const char *main_tongue(const docx *d)
{
    const docx_tongue *most = NULL;
    for (size_t i = 0; i < DOCX_TONGUES && d->tongues[i].language; i++)
        if (!most || d->tongues[i].letters > most->letters)
            most = &d->tongues[i];
    return most ? most->language : NULL;
}

static bool is_leaf(const ard_node *node)
{
    return kind_about(node->kind)->class == LEAF;
}

/* Whether a leaf has letters outside of spans with a language. */
static bool has_unmarked_letters(const ard_node *leaf)
{
    for (const ard_node *n = leaf->first; n;) {
        bool marked = n->kind == SPAN && node_attribute(n, "lang");
        for (const char *at = n->kind == TEXT ? n->text : ""; *at;)
            if (text_is_letter(text_next(&at)))
                return true;
        if (!marked && n->first) {
            n = n->first;
            continue;
        }
        while (n != leaf && !n->next)
            n = n->parent;
        n = n == leaf ? NULL : n->next;
    }
    return false;
}

static ard_node *leaf_of(ard_node *node)
{
    while (node && !is_leaf(node))
        node = node->parent;
    return node;
}

/* Says the language of unmarked text at each leaf that has some, for the lesson's own is now another. */
static void mark_leaves(docx *d, const char *language)
{
    const ard_node *root = lesson_root(d->document);
    for (ard_node *n = lesson_root(d->document); n; n = following(n, root)) {
        if (!is_leaf(n) || node_attribute(n, "lang") || !has_unmarked_letters(n))
            continue;
        node_set(d->document, n, "lang", language);
    }
}

/* Takes marks away that say what the lesson's language says. */
static void unmark(docx *d, const char *language)
{
    const ard_node *root = lesson_root(d->document);
    for (ard_node *n = lesson_root(d->document); n; n = following(n, root)) {
        const char *own = is_leaf(n) ? node_attribute(n, "lang") : NULL;
        if (own && docx_same_tongue(own, language))
            node_set(d->document, n, "lang", NULL);
    }
    for (nodes *at = all_of(d, SPAN); at; at = at->next) {
        const char *own = node_attribute(at->node, "lang");
        ard_node *leaf = own && docx_same_tongue(own, language) ? leaf_of(at->node) : NULL;
        if (leaf && !node_attribute(leaf, "lang"))
            node_unwrap(at->node);
    }
}

static void set_language(docx *d)
{
    const char *most = main_tongue(d), *language = most && *most ? most : d->language;
    if (!language || !*language || d->carried)
        return;
    lesson_set_meta(d->document, "language", language);
    if (docx_same_tongue(language, d->language))
        return;
    if (d->language)
        mark_leaves(d, d->language);
    unmark(d, language);
}

/* ---- What is said once ---- */

static void report_counts(docx *d)
{
    const struct {
        unsigned count;
        const char *code;
    } counts[] = {
        {d->comments, "docx.comments.left"},
        {d->hidden_runs, "docx.hidden.left"},
        {d->insertions + d->deletions, "docx.changes.accepted"},
        {d->drawings_lost, "docx.drawings.lost"},
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i].count)
            report(d->log, PLACE(d->main, 0, 0), counts[i].code, report_number(d->log, counts[i].count), NULL);
}

void docx_finish(docx *d)
{
    resolve_links(d);
    attach_captions(d);
    set_language(d);
    report_counts(d);
}
