#include "docx.h"

#include "base/text.h"

#include <string.h>

/* What a content control is to a reader (17.5.2). One around whole paragraphs is a place of a template, and plain. */
typedef enum control { PLAIN, CHECK_BOX, FILL_IN, CONTENTS } control;

static const xml_node *properties_of(const xml_node *n)
{
    return xml_child(n, "w:sdtPr");
}

static bool is_contents(const xml_node *properties)
{
    const xml_node *part = xml_child(properties, "w:docPartObj");
    const char *gallery = part ? wml_child_value(part, "w:docPartGallery") : NULL;
    return gallery && strcmp(gallery, "Table of Contents") == 0;
}

/* The list of a drop-down, or NULL. */
static const xml_node *list_of(const xml_node *properties)
{
    const xml_node *list = xml_child(properties, "w:dropDownList");
    return list ? list : xml_child(properties, "w:comboBox");
}

static control control_of(const xml_node *n)
{
    const xml_node *properties = properties_of(n), *content = xml_child(n, "w:sdtContent");
    const xml_node *placeholder = properties ? xml_child(properties, "w:showingPlcHdr") : NULL;
    if (!properties || !content)
        return PLAIN;
    if (xml_child(properties, "w14:checkbox"))
        return CHECK_BOX;
    if (is_contents(properties) && xml_child(content, "w:p"))
        return CONTENTS;
    bool whole = xml_child(content, "w:p") || xml_child(content, "w:tbl") || xml_child(content, "w:tr") ||
                 xml_child(content, "w:tc") || xml_child(properties, "w:picture");
    bool empty = placeholder && wml_on(placeholder);
    return !whole && (empty || list_of(properties)) ? FILL_IN : PLAIN;
}

void docx_put_check(docx *d, const xml_node *n, bool checked)
{
    ard_node *check = node_new(d->document, CHECK, xml_place(n, d->part));
    node_set(d->document, check, "aria-checked", checked ? "true" : "false");
    docx_put(d, n, check);
}

/* Adds what can be chosen, one a line. */
static void add_choices(const xml_node *list, buffer *choices)
{
    for (const xml_node *item = list ? xml_child(list, "w:listItem") : NULL; item;
         item = xml_sibling(item, "w:listItem")) {
        const char *shown = xml_value(item, "w:displayText"), *value = xml_value(item, "w:value");
        if (!value || *value) /* the one whose value is empty is the prompt, which cannot be chosen */
            buffer_format(choices, "%s%s", choices->size ? "\n" : "", shown ? shown : value ? value : "");
    }
}

/* What can be chosen, said at the node. */
static void set_choices(docx *d, ard_node *answer, const xml_node *properties)
{
    buffer choices = BUFFER_EMPTY;
    add_choices(list_of(properties), &choices);
    if (choices.size)
        node_set(d->document, answer, "data-choices", choices.data);
    buffer_free(&choices);
}

static void open_answer(docx *d, const xml_node *n)
{
    docx_answer *answer = arena_alloc(d->pool, sizeof *answer);
    buffer choices = BUFFER_EMPTY;
    add_choices(list_of(properties_of(n)), &choices);
    if (answer) {
        *answer = (docx_answer){.from = n, .choices = choices.size ? arena_string(d->pool, choices.data) : NULL};
        d->flow->answer = answer;
    }
    buffer_free(&choices);
}

/* The kind of block that a control around whole blocks is, by the tag that our writer gives it; KINDS for none. */
static ard_kind block_of(const docx *d, const xml_node *n)
{
    static const ard_kind kinds[] = {SECTION, EXERCISE, QUESTION, ASIDE, FIGURE, QUOTE};
    const xml_node *properties = properties_of(n);
    const char *tag = properties ? wml_child_value(properties, "w:tag") : NULL;
    for (size_t i = 0; tag && !d->flow->paragraph.xml && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(tag, kind_about(kinds[i])->name) == 0)
            return kinds[i];
    return KINDS;
}

/* Puts the space to fill in that a control of our writer's is, where no one has written into it: what it shows then, a line
 * or what can be chosen, is none of the lesson's. False where there is more. */
static bool put_answer(docx *d, const xml_node *n)
{
    const xml_node *content = xml_child(n, "w:sdtContent"), *properties = properties_of(n);
    const char *tag = properties ? wml_child_value(properties, "w:tag") : NULL;
    if (!tag || strcmp(tag, "answer") != 0 || !content || !xml_child(properties, "w:showingPlcHdr"))
        return false;
    buffer text = BUFFER_EMPTY;
    xml_text(content, &text);
    bool line = text.size && strspn(buffer_string(&text), "_") == text.size, list = list_of(properties) != NULL;
    if (line || list) {
        ard_node *answer = node_new(d->document, ANSWER, xml_place(n, d->part));
        if (line)
            node_set_number(d->document, answer, "data-size", (long long)text.size);
        set_choices(d, answer, properties);
        docx_put(d, n, answer);
    }
    buffer_free(&text);
    return line || list;
}

docx_go docx_enter_control(docx *d, const xml_node *n)
{
    if (docx_put_own_field(d, n))
        return GO_PAST;
    if (docx_carried_control(d, n))
        return GO_IN;
    ard_kind block = block_of(d, n);
    if (block != KINDS) {
        docx_flow_open(d, n, docx_block(d, node_new(d->document, block, xml_place(n, d->part))));
        return GO_IN;
    }
    if (put_answer(d, n))
        return GO_PAST;
    const xml_node *properties = properties_of(n), *box = properties ? xml_child(properties, "w14:checkbox") : NULL;
    const xml_node *state = box ? xml_child(box, "w14:checked") : NULL;
    const char *value = state ? xml_value(state, "w14:val") : NULL;
    switch (control_of(n)) {
    case PLAIN: return GO_IN;
    case CHECK_BOX: docx_put_check(d, n, value && text_in_list("1 true on", value)); return GO_PAST;
    case FILL_IN: open_answer(d, n); return GO_IN;
    case CONTENTS: {
        ard_node *section = docx_block(d, node_new(d->document, SECTION, xml_place(n, d->part)));
        node_set(d->document, section, "role", "doc-toc");
        docx_flow_open(d, n, section);
        return GO_IN;
    }
    }
    return GO_IN;
}

void docx_leave_control(docx *d, const xml_node *n)
{
    if (d->flow->answer && d->flow->answer->from == n)
        d->flow->answer = NULL;
    if (d->flow->up && d->flow->xml == n)
        docx_flow_close(d);
}
