#include "docx.h"

#include "base/text.h"

#include <string.h>

/* What paragraph styles mean, by Word's names of its own styles, their usual French names, and those of LibreOffice. */
static const struct {
    const char *names;
    ard_kind kind;
    int level; /* of a heading */
    const char *role;
    bool quoted;
} meanings[] = {
    {"|title|titre|titre principal|", HEADING, 1, NULL, false},
    {"|subtitle|sous-titre|", PARAGRAPH, 0, "doc-subtitle", false},
    {"|caption|légende|legende|", CAPTION, 0, NULL, false},
    {"|quote|intense quote|block text|citation|citation intense|quotations|", PARAGRAPH, 0, NULL, true},
    {"|html preformatted|preformatted text|source code|code|", CODE_BLOCK, 0, NULL, false},
    {"|consigne|instruction|", INSTRUCTION, 0, NULL, false},
    {"|terme|list heading|", TERM, 0, NULL, false},
    {"|page imprimée|", PAGE_MARK, 0, NULL, false},
    {"|verse|vers|poem|poème|poeme|poésie|strophe|stanza|", VERSE, 0, NULL, false},
};

/* Whether a paragraph says what the term before it means, by its style. */
static bool is_definition(const wml_style *s, const ard_node *container)
{
    const ard_node *before = container ? container->last : NULL;
    return wml_style_is(s, "|définition|definition|list contents|") &&
           (kind_is(before, TERM) || kind_is(before, DEFINITION));
}

/* The printed page that a mark names: what stands after its last blank; a mark that says only "page 12" shows no more. */
static void set_page(docx *d, ard_node *mark)
{
    ard_node *text = mark->first;
    if (!kind_is(text, TEXT) || text->next)
        return;
    const char *blank = strrchr(text->text, ' ');
    node_set(d->document, mark, "title", blank && blank[1] ? blank + 1 : text->text);
    if (text_begins(text->text, "page ") && blank == text->text + 4)
        node_unlink(text);
}

static int meaning_of(const wml_style *s)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (wml_style_is(s, meanings[i].names))
            return (int)i;
    return -1;
}

/* What only shows in the look, for the structure pass. */
static void set_looks(docx *d, ard_node *node, const wml_paragraph_look *look)
{
    bool centred = look->align && text_in_list("center both-center", look->align);
    bool paper = look->paper && !text_in_list("auto ffffff", look->paper);
    if (look->rtl == 1)
        node_set(d->document, node, "dir", "rtl");
    if (centred)
        node_set(d->document, node, "look-align", "center");
    if (look->boxed == 1)
        node_set(d->document, node, "look-border", "box");
    if (look->leader == 1)
        node_set(d->document, node, "look-leader", "1");
    if (paper)
        node_set(d->document, node, "look-paper", look->paper);
}

/* Whether anything below may be seen: paragraphs without are layout, and end no list. */
static bool shows_something(const xml_node *n)
{
    static const char seen[] =
        "w:t w:sym w:drawing w:pict w:object m:t w:sdt w:fldchar w:footnotereference w:endnotereference";
    for (const xml_node *at = n->first; at; at = xml_following(at, n))
        if (at->name && text_in_list(seen, at->name))
            return true;
    return false;
}

/* The container of a paragraph; `label` gets what its number adds to its text. */
static ard_node *container_of(docx *d, const xml_node *n, bool heading, buffer *label)
{
    docx_flow *flow = d->flow;
    const wml_paragraph_look *look = &flow->paragraph.look;
    if (look->number > 0)
        return docx_list_place(d, n, look, heading, label);
    if (flow->open && flow->levels[flow->open - 1].item && look->ruled != 1 && !shows_something(n))
        return flow->levels[flow->open - 1].item;
    return docx_list_continue(d, look, heading);
}

/* The stanza that a verse goes on, with its end of line; NULL where it begins one: after an empty paragraph, or after what
 * is none. */
static ard_node *verse_before(docx *d, const xml_node *n, ard_node *container)
{
    ard_node *before = d->flow->verse;
    if (!before || before->parent != container || container->last != before || !shows_something(n))
        return NULL;
    node_append(before, node_new(d->document, BREAK, xml_place(n, d->part)));
    return before;
}

/* The node that a paragraph goes on in, by its kind; NULL where it has one of its own. */
static ard_node *node_before(docx *d, const xml_node *n, ard_node *container, ard_kind kind)
{
    if (kind == CODE_BLOCK)
        return office_code_before(d->document, container, xml_place(n, d->part));
    return kind == VERSE ? verse_before(d, n, container) : NULL;
}

/* Whether a paragraph is indented as a quotation by its style alone: the indent does not say that it goes on in a list. */
static bool is_set_apart(const xml_node *n, int meaning)
{
    wml_paragraph_look own = wml_paragraph_read(xml_child(n, "w:pPr"));
    return meaning >= 0 && meanings[meaning].quoted && own.left == WML_NOWHERE && own.number <= 0;
}

/* Makes the node of a paragraph and puts it where it belongs. Bold type of a heading's or quotation's style, or in a
 * header cell, is no emphasis; that of a style without a meaning of its own is. */
static void place_paragraph(docx *d, const xml_node *n)
{
    docx_paragraph *p = &d->flow->paragraph;
    if (docx_carried_paragraph(d, n))
        return;
    int level = wml_heading_level(p->style, &p->look), meaning = level ? -1 : meaning_of(p->style);
    ard_kind kind = level ? HEADING : meaning >= 0 ? meanings[meaning].kind : PARAGRAPH;
    buffer label = BUFFER_EMPTY;
    bool heading = kind == HEADING;
    ard_node *container = container_of(d, n, heading || is_set_apart(n, meaning), &label);
    if (meaning >= 0 && meanings[meaning].quoted)
        container = office_quotation(d->document, &d->flow->quote, container, xml_place(n, d->part));
    if (is_definition(p->style, container))
        container = node_append(container, node_new(d->document, DEFINITION, xml_place(n, d->part)));
    p->node = node_before(d, n, container, kind);
    if (!p->node)
        p->node = node_append(container, node_new(d->document, kind, xml_place(n, d->part)));
    d->flow->verse = kind == VERSE && shows_something(n) ? p->node : NULL;
    if (p->node && heading)
        p->node->number = level ? level : meanings[meaning].level;
    if (p->node && meaning >= 0)
        node_set(d->document, p->node, "role", meanings[meaning].role);
    if (!level && meaning < 0)
        p->base = wml_run_whole(d->styles, wml_style_of(d->styles, "paragraph", NULL), NULL, NULL);
    if (kind_is(d->flow->container, HEADER_CELL))
        p->base.toggles[WML_BOLD] = 1;
    set_looks(d, p->node, &p->look);
    if (label.size) {
        buffer_byte(&label, ' ');
        node_append_text(d->document, p->node, label.data, label.size, xml_place(n, d->part));
    }
    buffer_free(&label);
}

/* The look of a paragraph with its style; numbering that the style brings counts at the style's level (17.9.23). */
static void read_look(docx *d, const xml_node *n)
{
    docx_paragraph *p = &d->flow->paragraph;
    wml_paragraph_look direct = wml_paragraph_read(xml_child(n, "w:pPr"));
    p->style = wml_style_of(d->styles, "paragraph", direct.style);
    p->look = wml_paragraph_whole(d->styles, p->style, &direct);
    p->base = wml_run_whole(d->styles, p->style, NULL, NULL);
    int level = -1;
    if (direct.number == WML_UNSAID && p->look.number > 0)
        for (const wml_style *s = p->style; s && level < 0; s = s->based_on)
            level = wml_level_of_style(d->numbering, p->look.number, s->id);
    if (level >= 0)
        p->look.level = level;
    else if (p->look.level == WML_UNSAID)
        p->look.level = 0;
}

docx_go docx_enter_paragraph(docx *d, const xml_node *n)
{
    docx_paragraph *p = &d->flow->paragraph;
    bool joined = p->joined && p->node;
    if (docx_carried_holds_place(d, n))
        return GO_PAST;
    if (!joined)
        docx_paragraph_close(d);
    ard_node *node = p->node;
    bool shown = p->shown;
    read_look(d, n);
    p->xml = n;
    p->joined = p->look.mark_deleted == 1 || p->look.drop_cap == 1;
    d->flow->run = NULL;
    d->flow->look = p->base;
    if (!joined)
        place_paragraph(d, n);
    else {
        p->node = node;
        p->shown = shown;
        if (p->look.drop_cap != 1)
            set_looks(d, node, &p->look);
    }
    return GO_IN;
}

void docx_paragraph_need(docx *d, const xml_node *n)
{
    docx_paragraph *p = &d->flow->paragraph;
    if (p->xml || p->node)
        return;
    office_bookmark *bookmarks = p->bookmarks;
    *p = (docx_paragraph){.xml = n, .bookmarks = bookmarks, .look = wml_paragraph_unsaid};
    p->style = wml_style_of(d->styles, "paragraph", NULL);
    p->base = wml_run_whole(d->styles, p->style, NULL, NULL);
    p->node =
        node_append(docx_list_continue(d, &p->look, false), node_new(d->document, PARAGRAPH, xml_place(n, d->part)));
}

/* Takes an item without anything away, where it has no number that is shown: an empty bullet is layout. */
static void drop_item(docx_flow *flow, ard_node *item)
{
    if (!kind_is(item, ITEM) || item->first || !kind_is(item->parent, BULLETS))
        return;
    for (size_t i = 0; i < flow->open; i++)
        if (flow->levels[i].item == item)
            flow->levels[i].item = item->previous;
    node_unlink(item);
}

/* Ends what is in the paragraph's node: `p->node` is in the tree, or gone. */
static void end_node(docx *d, docx_paragraph *p)
{
    ard_node *node = p->node;
    if (p->carried) {
        office_set_anchors(d->anchors, &p->bookmarks, p->node);
        return;
    }
    if (!node->first) {
        if (p->look.ruled == 1 && node->kind == PARAGRAPH)
            node->kind = RULE;
        else {
            ard_node *item = node->parent;
            node_unlink(node);
            drop_item(d->flow, item);
        }
        return;
    }
    office_set_anchors(d->anchors, &p->bookmarks, p->node);
    if (p->half_points > 0 && p->half_points != p->base.half_points && node->kind == PARAGRAPH) {
        buffer size = BUFFER_EMPTY;
        buffer_format(&size, "%d%s", p->half_points / 2, p->half_points % 2 ? ".5" : "");
        node_set(d->document, node, "look-size", buffer_string(&size));
        buffer_free(&size);
    }
    office_lift_language(d->document, node);
    if (node->kind == PAGE_MARK)
        set_page(d, node);
    if (p->display && !p->others && node->kind == PARAGRAPH)
        office_unwrap_formulas(node);
}

void docx_paragraph_close(docx *d)
{
    docx_paragraph *p = &d->flow->paragraph;
    if (p->node)
        end_node(d, p);
    office_bookmark *bookmarks = p->bookmarks;
    *p = (docx_paragraph){.bookmarks = bookmarks, .look = wml_paragraph_unsaid};
}

void docx_leave_paragraph(docx *d, const xml_node *n)
{
    docx_paragraph *p = &d->flow->paragraph;
    docx_end_section(d, n);
    if (p->xml != n)
        return;
    if (p->joined)
        p->xml = NULL;
    else
        docx_paragraph_close(d);
}

docx_go docx_enter_bookmark(docx *d, const xml_node *n)
{
    if (docx_carried_note_place(d, n))
        return GO_PAST;
    const char *name = xml_value(n, "w:name");
    office_bookmark *b = name ? arena_alloc(d->pool, sizeof *b) : NULL;
    if (!b)
        return GO_PAST;
    *b = (office_bookmark){.next = d->flow->paragraph.bookmarks, .name = name};
    d->flow->paragraph.bookmarks = b;
    return GO_PAST;
}
