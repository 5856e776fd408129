#include "remarks.h"

#include "document.h"

/* The leaves below a root; `pairs` NULL: only counted. */
static size_t list_leaves(ard_node *root, kept_pair *pairs, bool live)
{
    size_t count = 0;
    walk w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || kind_about(w.node->kind)->class != LEAF)
            continue;
        if (pairs && live)
            pairs[count].live = w.node;
        else if (pairs)
            pairs[count].kept = w.node;
        count++;
    }
    return count;
}

ard_status lesson_keep(ard_document *document)
{
    if (document->kept)
        return lesson_status(document);
    ard_node *copy = node_copy(document, document->root);
    size_t count = list_leaves(document->root, NULL, true);
    kept_pair *pairs = document_alloc(document, (count + 1) * sizeof *pairs);
    if (!copy || !pairs || lesson_status(document) != ARD_OK)
        return lesson_status(document);
    list_leaves(document->root, pairs, true);
    list_leaves(copy, pairs, false);
    document->kept = copy;
    document->pairs = pairs;
    document->pair_count = count;
    return ARD_OK;
}

ard_node *lesson_kept(const ard_document *document)
{
    return document->kept;
}

const kept_pair *lesson_pairs(const ard_document *document, size_t *count)
{
    *count = document->pair_count;
    return document->pairs;
}

void lesson_remark(ard_document *document, const remark *what)
{
    remark *copy = document_alloc(document, sizeof *copy);
    if (!copy)
        return;
    *copy = (remark){.leaf = what->leaf, .begin = what->begin, .end = what->end};
    copy->rule = arena_string(document->pool, what->rule);
    copy->words = arena_string(document->pool, what->words);
    copy->reason = arena_string(document->pool, what->reason);
    copy->proposal = arena_string(document->pool, what->proposal);
    copy->change = arena_string(document->pool, what->change);
    if (document->last_remark)
        document->last_remark->next = copy;
    else
        document->remarks = copy;
    document->last_remark = copy;
}

const remark *lesson_remarks(const ard_document *document)
{
    return document->remarks;
}
