/* Fields of our writer's: the node that a key in the control stands for (lesson/field-carry.h), with what a pupil has answered
 * since. Word keeps the key as the control's tag, LibreOffice as the name of its placeholder; what it stands for is in a
 * part of custom XML. */
#include "docx.h"

#include "base/text.h"
#include "lesson/field-carry.h"

#include <string.h>

/* Reads what fields are, by their keys. */
static void read_keys(docx *d, const xml_node *root)
{
    for (const xml_node *field = xml_child(root, "field"); field; field = xml_sibling(field, "field")) {
        const char *name = xml_value(field, "name");
        buffer text = BUFFER_EMPTY;
        xml_text(field, &text);
        char *kept = text.failed ? NULL : arena_string(d->pool, buffer_string(&text));
        if (name && kept)
            table_set(d->fields, name, kept);
        buffer_free(&text);
    }
}

void docx_find_fields(docx *d)
{
    static const char beginning[] = "<ardoise-fields";
    d->fields = table_new(d->pool);
    for (const opc_relation *r = d->fields ? opc_relations(d->package, d->main) : NULL; r; r = r->next) {
        const char *bytes = NULL, *at;
        size_t size;
        xml_node *root = NULL;
        if (strcmp(r->type, "customXml") != 0 || !r->found || opc_bytes(d->package, r->target, &bytes, &size) != ARD_OK)
            continue;
        for (at = bytes; at && at < bytes + size && (*at != '<' || at[1] == '?'); at++)
            continue;
        bool ours = at && (size_t)(bytes + size - at) > sizeof beginning && text_begins(at, beginning);
        if (ours && opc_xml(d->package, r->target, &root) == ARD_OK)
            read_keys(d, root);
    }
}

/* What a key stands for; each is a field once. */
static const char *take_key(docx *d, const char *key)
{
    const char *carried = key ? table_value(d->fields, key) : NULL;
    if (carried)
        table_set(d->fields, key, NULL);
    return carried;
}

/* Whether a control is of the type of what its key stands for. */
static bool is_of_type(const xml_node *properties, const char *carried)
{
    bool check = xml_child(properties, "w14:checkbox"), choice = strstr(carried, "data-field=choice");
    bool list = xml_child(properties, "w:dropDownList") || xml_child(properties, "w:comboBox");
    return check == text_begins(carried, "check?") && (check || list == choice);
}

/* What a control of ours was; NULL for another's. LibreOffice hands placeholders on to controls that have none, and to one of
 * its own around the whole paragraph: one with whole paragraphs is known by its tag alone, as Word leaves it where a pupil
 * has written several. */
static const char *carried_by(docx *d, const xml_node *properties, const xml_node *content)
{
    const xml_node *placeholder = xml_child(properties, "w:placeholder");
    const char *tag = wml_child_value(properties, "w:tag");
    const char *name = placeholder && !xml_child(content, "w:p") ? wml_child_value(placeholder, "w:docPart") : NULL;
    const char *key = tag && table_value(d->fields, tag) ? tag : name;
    const char *carried = key ? table_value(d->fields, key) : NULL;
    bool rows = xml_child(content, "w:tbl") || xml_child(content, "w:tr") || xml_child(content, "w:tc");
    return carried && !rows && is_of_type(properties, carried) ? take_key(d, key) : NULL;
}

/* ---- What was filled in ------------------------------------------------------------------------------------------- */

/* Adds the text of a control, its line ends as newlines. */
static void add_written(const xml_node *content, buffer *text)
{
    for (const xml_node *at = content->first; at; at = xml_following(at, content)) {
        if (xml_is(at, "w:br") || xml_is(at, "w:cr") || (xml_is(at, "w:p") && at->parent->first != at))
            buffer_byte(text, '\n');
        else if (xml_is(at, "w:tab"))
            buffer_byte(text, '\t');
        else if (xml_is(at, "w:t"))
            xml_text(at, text);
    }
}

/* Whether a character is what an empty field shows. */
static bool is_line(uint32_t point)
{
    return point == 0xA0 || point == 0x25BE || point == '\n' || point == '_';
}

/* What was written, without the line that it was written on: LibreOffice leaves that around it. */
static void trim_line(buffer *text, buffer *out)
{
    const char *from = buffer_string(text), *end = from, *at;
    for (at = from; *at && is_line(text_next(&at));)
        from = at;
    for (at = end = from; *at;)
        if (!is_line(text_next(&at)))
            end = at;
    buffer_add(out, from, (size_t)(end - from));
}

static void answer(docx *d, ard_node *node, const xml_node *properties, const xml_node *content)
{
    const xml_node *placeholder = xml_child(properties, "w:showingPlcHdr");
    buffer text = BUFFER_EMPTY, value = BUFFER_EMPTY;
    bool empty = placeholder && wml_on(placeholder);
    if (empty && !node_attribute(node, "data-answer"))
        return; /* as it was */
    if (!empty)
        add_written(content, &text);
    trim_line(&text, &value);
    field_answer(d->document, node, buffer_string(&value));
    buffer_free(&text);
    buffer_free(&value);
}

static void tick(docx *d, ard_node *node, const xml_node *properties)
{
    const xml_node *box = xml_child(properties, "w14:checkbox"), *state = box ? xml_child(box, "w14:checked") : NULL;
    const char *value = state ? xml_value(state, "w14:val") : NULL;
    if (box)
        field_tick(d->document, node, value && text_in_list("1 true on", value));
}

/* Puts a node where the way of an element leads. */
static void put(docx *d, const xml_node *n, ard_node *node)
{
    docx_flow *flow = d->flow;
    const char *outer = flow->way, *own = xml_value(n, "ard:data-ard-in");
    flow->way = own ? own : flow->paragraph.carried ? "" : NULL;
    docx_put(d, n, node);
    flow->way = outer;
}

bool docx_put_own_field(docx *d, const xml_node *n)
{
    const xml_node *properties = xml_child(n, "w:sdtPr"), *content = xml_child(n, "w:sdtContent");
    const char *carried = properties && content ? carried_by(d, properties, content) : NULL;
    ard_node *node = carried ? field_restore(d->document, carried, xml_place(n, d->part)) : NULL;
    if (!node)
        return false;
    if (node->kind == CHECK)
        tick(d, node, properties);
    else
        answer(d, node, properties, content);
    put(d, n, node);
    return true;
}

bool docx_put_hidden_field(docx *d, const xml_node *n)
{
    const char *carried = xml_value(n, "ard:data-ard-field");
    ard_node *node = carried ? field_restore(d->document, carried, xml_place(n, d->part)) : NULL;
    if (node)
        put(d, n, node);
    return node != NULL;
}
