/* The filter "original": takes away what other filters added to a lesson, so that an adapted one, whatever format it was
 * kept in, is the author's again. Nodes with added="1" go with what is in them; added="around" goes alone; attributes that
 * data-added names and a pupil's answers go; what was moved, or made another kind, is as it was (lesson/changes.h); the styles
 * of marks and the page's own style go. What is the author's stays where it is, to the character. */
#include "base/options.h"
#include "base/plugin.h"
#include "lesson/changes.h"
#include "lesson/fields.h"
#include "lesson/tidy.h"

#include <string.h>

/* Puts the author's words in the place of those that an instruction has got (data-was-text). */
static void put_words_back(ard_document *document, ard_node *node)
{
    const char *was = node_attribute(node, "data-was-text");
    ard_node *text = node_new_text(document, was, strlen(was), node->place);
    if (!text)
        return;
    if (node->first && node->first->kind == TEXT)
        text->style = node->first->style;
    node_insert_before(node, text);
    node_unlink(node);
}

/* Takes one node away, or takes it from around its children. Whether it did. */
static bool take_away(ard_document *document, ard_node *node)
{
    const char *added = node_attribute(node, "added");
    if (!added || !node->parent)
        return false;
    if (strcmp(added, "1") == 0)
        node_unlink(node);
    else if (strcmp(added, "around") == 0 && node_attribute(node, "data-was-text"))
        put_words_back(document, node);
    else if (strcmp(added, "around") == 0)
        node_unwrap(node);
    else
        return false;
    return true;
}

/* At leave events, so what was wrapped in a node that goes is seen first. */
static size_t take_all_away(ard_document *document)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_ENTER)
            node_drop_added(document, w.node);
        if (event == WALK_ENTER && node_attribute(w.node, "data-turned"))
            node_set(document, w.node, "data-turned", NULL);
        count += event == WALK_LEAVE && take_away(document, w.node);
    }
    return count;
}

static void clear_page(ard_document *document)
{
    for (int i = 0; i < STYLE_PROPERTIES; i++)
        style_set(document, STYLE_PAGE, (style_property)i, NULL);
}

/* Takes the rows of styles away that only what was added, or changed, had: a page that began there, a lighter letter. */
static void drop_styles(ard_document *document, const bool *before, size_t count)
{
    bool *rows = arena_alloc(lesson_pool(document), 2 * count * sizeof *rows), *after = rows ? rows + count : NULL;
    if (!rows || !before || count != style_count(document))
        return;
    style_use(document, after);
    for (size_t i = 0; i < count; i++)
        rows[i] = before[i] && !after[i];
    style_drop(document, rows);
}

static ard_status apply(task *job, ard_document *document)
{
    if (!options_flag(job->options, "restore"))
        return ARD_OK;
    size_t styles = style_count(document);
    bool *before = arena_alloc(lesson_pool(document), styles * sizeof *before);
    if (before)
        style_use(document, before);
    size_t count = take_all_away(document) + changes_take_back(document);
    drop_styles(document, before, styles);
    style_drop_marks(document);
    clear_page(document);
    return count ? lesson_tidy(document) : lesson_status(document);
}

static const ard_option original_options[] = {
    {"restore", ARD_FLAG, "yes", 0, 0, NULL, "original.option.restore"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter original_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "original",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "original.help",
              .options = original_options},
    .apply = apply,
};
