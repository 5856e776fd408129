/* What a Markdown lesson says by how blocks stand to each other, mended when all of it is there: verse between its tags,
 * captions below tables, alerts of GitHub ("> [!NOTE]"), anchors, marks of printed pages alone in a paragraph. */
#include "markdown.h"

#include "base/text.h"

#include <string.h>

/* The paragraphs of a verse are its stanzas. */
static void finish_verse(markdown *m, ard_node *section)
{
    for (ard_node *child = section->first; child; child = child->next)
        if (child->kind == PARAGRAPH)
            child->kind = VERSE;
    node_set(m->document, section, "look-verse", NULL);
    if (!section->attributes)
        node_unwrap(section);
}

/* A leaf that tags made (dt, figcaption) holds the paragraph that Markdown made in it: its words are the leaf's. */
static void finish_leaf(ard_node *leaf)
{
    for (ard_node *child = leaf->first, *next; child; child = next) {
        next = child->next;
        if (child->kind == PARAGRAPH)
            node_unwrap(child);
    }
}

/* Cuts the first `size` bytes off a text. */
static void cut_text(markdown *m, ard_node *text, size_t size)
{
    ard_node *rest = node_new_text(m->document, text->text + size, strlen(text->text + size), text->place);
    if (rest)
        node_insert_after(text, rest);
    node_unlink(text);
}

/* ": Les saisons" or "Table: ..." right after a table (pandoc, "table_captions"; "Tableau :" too). */
static void finish_caption(markdown *m, ard_node *paragraph)
{
    static const char *const marks[] = {": ", "Table: ", "table: ", "Tableau : ", "Tableau: "};
    ard_node *text = paragraph->first, *grid = paragraph->previous;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!text_begins(text->text, marks[i]))
            continue;
        cut_text(m, text, strlen(marks[i]));
        node_unlink(paragraph);
        paragraph->kind = CAPTION;
        if (grid->first)
            node_insert_before(grid->first, paragraph);
        else
            node_append(grid, paragraph);
        return;
    }
}

/* "[!NOTE]" at the beginning of a quotation: an aside, whose title is the word. */
static void finish_alert(markdown *m, ard_node *quote)
{
    static const char *const words[][2] = {{"[!NOTE]", "Note"},
                                           {"[!TIP]", "Astuce"},
                                           {"[!IMPORTANT]", "Important"},
                                           {"[!WARNING]", "Attention"},
                                           {"[!CAUTION]", "Attention"}};
    ard_node *paragraph = quote->first, *text = kind_is(paragraph, PARAGRAPH) ? paragraph->first : NULL;
    for (size_t i = 0; kind_is(text, TEXT) && i < sizeof words / sizeof *words; i++) {
        if (!text_begins(text->text, words[i][0]))
            continue;
        size_t size = strlen(words[i][0]);
        cut_text(m, text, size + (text->text[size] == ' '));
        ard_node *title = node_new(m->document, PARAGRAPH, quote->place),
                 *strong = node_new(m->document, STRONG, quote->place);
        node_append_text(m->document, strong, words[i][1], strlen(words[i][1]), quote->place);
        if (title)
            node_insert_before(paragraph, title);
        node_append(title, strong);
        quote->kind = ASIDE;
        return;
    }
}

/* An empty anchor gives its id to the block that it begins. */
static void finish_anchor(markdown *m, ard_node *anchor)
{
    const char *id = node_attribute(anchor, "id");
    ard_node *block = anchor->parent;
    if (anchor->first || node_attribute(anchor, "href") || !id)
        return;
    if (!anchor->previous && block && kind_is_block(block->kind) && !node_attribute(block, "id")) {
        node_set(m->document, block, "id", id);
        node_unlink(anchor);
    } else
        anchor->kind = SPAN;
}

static void finish_paragraph(markdown *m, ard_node *paragraph)
{
    ard_node *only = paragraph->first;
    if (kind_is(only, PAGE_REFERENCE) && !only->next) {
        only->kind = PAGE_MARK;
        node_unwrap(paragraph);
    } else if (kind_is(paragraph->previous, TABLE) && kind_is(only, TEXT))
        finish_caption(m, paragraph);
}

void markdown_finish(markdown *m)
{
    walk w = walk_of(lesson_root(m->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_LEAVE)
            continue;
        switch ((int)w.node->kind) {
        case SECTION:
            if (node_attribute(w.node, "look-verse"))
                finish_verse(m, w.node);
            break;
        case TERM:
        case CAPTION: finish_leaf(w.node); break;
        case QUOTE: finish_alert(m, w.node); break;
        case LINK: finish_anchor(m, w.node); break;
        case PARAGRAPH: finish_paragraph(m, w.node); break;
        default: break;
        }
    }
}
