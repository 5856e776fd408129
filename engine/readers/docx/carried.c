/* What the DOCX writer carries beside Word's own markup (lesson/carry.h), known again, so that a lesson comes back as it
 * was: `ard:kind` says what a block is, `ard:data-ard-in` the way down to it, or to a run, through nodes of the lesson that
 * no element stands for ("numbers.3?start=2 item.4"), `ard:data-ard-shown` what the writer has added.
 *
 * Word drops all of it when it saves, so that it speaks of what no one has changed; what other programs leave standing is
 * taken only where the element still has the style, or the formula, that it had. */
#include "docx.h"

#include "base/text.h"
#include "lesson/carry.h"
#include "lesson/nesting.h"
#include "maths/mathml.h"
#include "maths/omml-write.h"

#include <stdio.h>
#include <string.h>

/* The kind with that name that a document may carry; KINDS for none. */
static ard_kind kind_named(const char *name, size_t size)
{
    for (int kind = 0; kind < KINDS; kind++)
        if (kind != LESSON_ROOT && kind != TEXT && kind != MATHML && kind_about((ard_kind)kind)->class != GIVEN &&
            text_is(name, size, kind_about((ard_kind)kind)->name))
            return (ard_kind)kind;
    return KINDS;
}

static ard_kind kind_of(const xml_node *n)
{
    const char *name = n ? xml_value(n, "ard:kind") : NULL;
    return name ? kind_named(name, strlen(name)) : KINDS;
}

static bool is_shown(const xml_node *n)
{
    return xml_value(n, "ard:data-ard-shown") != NULL;
}

void docx_carried_take(docx *d, ard_node *node, const xml_node *n)
{
    for (const xml_attribute *a = n->attributes; node && a; a = a->next) {
        if (strcmp(a->name, "ard:data-ard-style") == 0)
            node->style = style_named(d->document, a->value);
        else if (!text_begins(a->name, "ard:data-ard"))
            carry_take(d->document, node, a->name, a->value);
    }
}

/* Nodes that the reader's own guesses leave alone. */
static void keep(docx *d, const ard_node *node)
{
    char key[32];
    snprintf(key, sizeof key, "%p", (const void *)node);
    table_set(d->carried_nodes, key, (void *)node);
}

bool docx_is_carried(const docx *d, const ard_node *node)
{
    char key[32];
    snprintf(key, sizeof key, "%p", (const void *)node);
    return table_value(d->carried_nodes, key) != NULL;
}

/* ---- Ways -------------------------------------------------------------------------------------------------------- */

static void set_pairs(docx *d, ard_node *node, const char *text, size_t size)
{
    buffer name = BUFFER_EMPTY, value = BUFFER_EMPTY;
    while (carry_next(&text, &size, &name, &value)) {
        if (strcmp(buffer_string(&name), "data-ard-style") == 0)
            node->style = style_named(d->document, buffer_string(&value));
        else
            node_set(d->document, node, buffer_string(&name), buffer_string(&value));
    }
    buffer_free(&name);
    buffer_free(&value);
}

static bool has_room(docx *d, docx_way *way)
{
    if (way->depth < way->room)
        return true;
    size_t room = way->room ? 2 * way->room : 8;
    docx_step *larger = room <= 1024 ? arena_alloc(d->pool, room * sizeof *larger) : NULL;
    if (!larger)
        return false;
    if (way->depth)
        memcpy(larger, way->steps, way->depth * sizeof *larger);
    way->steps = larger;
    way->room = room;
    return true;
}

/* One step of a way: the node that is open there under that number, or a new one. NULL where it may not stand there. */
static ard_node *step_into(docx *d, docx_way *way, size_t at, ard_node *parent, const char *text, size_t size,
                           const xml_node *n)
{
    size_t name = 0, digits;
    unsigned ordinal = 0;
    while (name < size && text[name] != '.')
        name++;
    for (digits = name + 1; digits < size && text_is_digit((unsigned char)text[digits]); digits++)
        ordinal = ordinal * 10 + (unsigned)(text[digits] - '0');
    if (at < way->depth && way->steps[at].ordinal == ordinal)
        return way->steps[at].node;
    way->depth = at;
    ard_kind kind = kind_named(text, name);
    bool may = parent && kind != KINDS && kind_may_hold(parent->kind, kind) && has_room(d, way);
    ard_node *node = may ? node_append(parent, node_new(d->document, kind, xml_place(n, d->part))) : NULL;
    if (!node)
        return NULL;
    if (digits < size && text[digits] == '?')
        set_pairs(d, node, text + digits + 1, size - digits - 1);
    if (kind == LINK)
        keep(d, node);
    way->steps[way->depth++] = (docx_step){ordinal, node};
    return node;
}

/* The node at the end of a way that begins at `from`. */
static ard_node *follow(docx *d, docx_way *way, ard_node *from, const char *text, const xml_node *n)
{
    size_t at = 0;
    while (*text) {
        size_t size = strcspn(text, " ");
        ard_node *node = step_into(d, way, at, from, text, size, n);
        if (!node)
            break;
        from = node;
        at++;
        text += size + (text[size] == ' ');
    }
    way->depth = at < way->depth ? at : way->depth;
    return from;
}

/* The container of a block: what is open in the flow ends, but for the nodes of its way. */
static ard_node *container_of(docx *d, const xml_node *n)
{
    const char *way = xml_value(n, "ard:data-ard-in");
    docx_paragraph_close(d);
    docx_lists_close(d->flow);
    d->flow->quote = NULL;
    return follow(d, &d->flow->blocks, d->flow->container, way ? way : "", n);
}

ard_node *docx_carried_target(docx *d, const xml_node *n)
{
    docx_flow *flow = d->flow;
    if (!flow->paragraph.carried || !flow->way) {
        flow->inlines.depth = 0;
        return NULL;
    }
    flow->paragraph.depth = 0;
    return follow(d, &flow->inlines, flow->paragraph.node, flow->way, n);
}

/* ---- Blocks ------------------------------------------------------------------------------------------------------ */

bool docx_carried_holds_place(docx *d, const xml_node *n)
{
    const char *kind = xml_value(n, "ard:kind");
    if (!kind || strcmp(kind, "none") != 0)
        return false;
    for (const xml_node *child = n->first; child; child = child->next)
        if (xml_is(child, "w:r") && !is_shown(child))
            return false; /* someone has written into it */
    container_of(d, n);
    return true;
}

bool docx_carried_paragraph(docx *d, const xml_node *n)
{
    docx_paragraph *p = &d->flow->paragraph;
    ard_kind kind = kind_of(n);
    const char *was = xml_value(n, "ard:data-ard-as"), *number = xml_value(n, "ard:data-ard-number");
    const xml_node *properties = xml_child(n, "w:pPr");
    const char *is = properties ? wml_child_value(properties, "w:pStyle") : NULL;
    if (kind == KINDS || kind_about(kind)->class != LEAF || !was || strcmp(was, is ? is : "Normal") != 0) {
        d->flow->blocks.depth = 0;
        return false;
    }
    docx_paragraph saved = *p;
    p->node = NULL;
    ard_node *container = container_of(d, n);
    *p = saved;
    p->node = node_append(container, node_new(d->document, kind, xml_place(n, d->part)));
    p->carried = p->node != NULL;
    d->flow->inlines.depth = 0;
    docx_carried_take(d, p->node, n);
    if (p->node && kind == HEADING)
        p->node->number = wml_integer(number, 1);
    if (kind == CAPTION && p->node)
        keep(d, p->node);
    return p->carried;
}

bool docx_carried_control(docx *d, const xml_node *n)
{
    ard_kind kind = kind_of(n);
    if (kind == KINDS || kind_about(kind)->class != CONTAINER)
        return kind != KINDS && d->flow->paragraph.carried;
    ard_node *node = node_append(container_of(d, n), node_new(d->document, kind, xml_place(n, d->part)));
    docx_carried_take(d, node, n);
    if (node)
        docx_flow_open(d, n, node);
    return node != NULL;
}

ard_node *docx_carried_table(docx *d, const xml_node *n)
{
    if (kind_of(n) != TABLE)
        return NULL;
    ard_node *node = container_of(d, n);
    return kind_is(node, TABLE) ? node : NULL;
}

ard_node *docx_carried_part(docx *d, const xml_node *n, ard_node *parent)
{
    ard_kind kind = kind_of(n);
    bool part = kind == ROW || kind == CELL || kind == HEADER_CELL;
    ard_node *node = part ? node_append(parent, node_new(d->document, kind, xml_place(n, d->part))) : NULL;
    docx_carried_take(d, node, n);
    return node;
}

bool docx_carried_filler(const xml_node *n)
{
    return is_shown(n);
}

/* ---- Notes ------------------------------------------------------------------------------------------------------- */

bool docx_carried_note_place(docx *d, const xml_node *n)
{
    const char *number = xml_value(n, "ard:data-ard-number");
    char key[40];
    if (kind_of(n) != NOTE || !number)
        return false;
    ard_node *node = node_append(container_of(d, n), node_new(d->document, NOTE, xml_place(n, d->part)));
    snprintf(key, sizeof key, "place %.16s", number);
    if (!table_value(d->note_ids, key))
        table_set(d->note_ids, key, node);
    return true;
}

ard_node *docx_carried_note(docx *d, const xml_node *n)
{
    const char *number = xml_value(n, "w:id");
    char key[40];
    if (kind_of(n) != NOTE)
        return NULL;
    snprintf(key, sizeof key, "place %.16s", number ? number : "");
    ard_node *node = table_value(d->note_ids, key);
    if (!node)
        node = node_append(lesson_root(d->document), node_new(d->document, NOTE, xml_place(n, d->part)));
    docx_carried_take(d, node, n);
    return node;
}

bool docx_carried_reference(docx *d, const xml_node *n)
{
    const char *number = d->flow->run ? xml_value(d->flow->run, "ard:data-ard-number") : NULL;
    ard_node *node = docx_carried_target(d, n);
    if (!kind_is(node, NOTE_REFERENCE))
        return false;
    if (number)
        node_append_text(d->document, node, number, strlen(number), xml_place(n, d->part));
    return true;
}

/* ---- Runs -------------------------------------------------------------------------------------------------------- */

docx_go docx_carried_run(docx *d, const xml_node *n)
{
    docx_flow *flow = d->flow;
    ard_kind kind = kind_of(n);
    flow->way = flow->paragraph.carried ? xml_value(n, "ard:data-ard-in") : NULL;
    if (!flow->paragraph.carried)
        return GO_IN;
    if (docx_put_hidden_field(d, n))
        return GO_PAST;
    if (is_shown(n)) {
        docx_carried_target(d, n);
        return GO_PAST;
    }
    if (kind != BREAK && (kind != IMAGE || xml_child(n, "w:drawing")))
        return GO_IN;
    ard_node *node = node_append(docx_carried_target(d, n), node_new(d->document, kind, xml_place(n, d->part)));
    docx_carried_take(d, node, n);
    return GO_PAST;
}

bool docx_carried_line(const docx *d, const xml_node *n)
{
    return d->flow->paragraph.carried && xml_value(n, "ard:kind");
}

void docx_carried_image(docx *d, ard_node *image)
{
    const xml_node *run = d->flow->run;
    if (!image || !d->flow->paragraph.carried || kind_of(run) != IMAGE)
        return;
    const char *alt = node_attribute(image, "alt");
    image->attributes = NULL;
    docx_carried_take(d, image, run);
    const char *title = node_attribute(image, "title");
    bool from_title = alt && title && !node_attribute(image, "alt") && strcmp(alt, title) == 0;
    node_set(d->document, image, "alt", from_title ? NULL : alt);
}

/* ---- Formulas ---------------------------------------------------------------------------------------------------- */

/* The next attribute that counts: not one of ours. */
static const xml_attribute *counted(const xml_attribute *a)
{
    while (a && text_begins(a->name, "ard:"))
        a = a->next;
    return a;
}

static bool same_element(const xml_node *a, const xml_node *b)
{
    if (!a->name || !b->name)
        return !a->name && !b->name && a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
    const xml_attribute *one = counted(a->attributes), *other = counted(b->attributes);
    for (; one && other; one = counted(one->next), other = counted(other->next))
        if (strcmp(one->name, other->name) != 0 || strcmp(one->value, other->value) != 0)
            return false;
    return !one && !other && strcmp(a->name, b->name) == 0;
}

static bool same_tree(const xml_node *a, const xml_node *b)
{
    const xml_node *one = a, *other = b;
    while (one && other) {
        if (!same_element(one, other) || !one->first != !other->first || (one != a && !one->next != !other->next))
            return false;
        one = xml_following(one, a);
        other = xml_following(other, b);
    }
    return !one && !other;
}

/* Reads XML that was carried; elements of these prefixes may stand in it. NULL where it is not well formed. */
static const xml_node *read_carried(docx *d, const char *text)
{
    buffer whole = BUFFER_EMPTY;
    xml_node *root = NULL;
    report_log *quiet = report_new(); /* what is damaged is not taken: no one need know */
    buffer_text(&whole, "<x xmlns:epub=\"http://www.idpf.org/2007/ops\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                        "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "
                        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
    buffer_text(&whole, text);
    buffer_text(&whole, "</x>");
    if (whole.failed || !quiet ||
        xml_read(&root, d->pool, quiet, d->task->limits, NULL, buffer_string(&whole), whole.size) != ARD_OK)
        root = NULL;
    report_free(quiet);
    buffer_free(&whole);
    return root;
}

/* The formula as it was written, without any repair: its elements and attributes as they are. */
static ard_node *exact_formula(docx *d, const xml_node *math, ard_kind kind, const xml_node *n)
{
    place where = xml_place(n, d->part);
    ard_node *formula = node_new(d->document, kind, where), *into = formula;
    for (const xml_node *at = math->first; at && into;) {
        if (at->name) {
            ard_node *node =
                node_new_mathml(d->document, strchr(at->name, ':') ? strchr(at->name, ':') + 1 : at->name, where);
            for (const xml_attribute *a = at->attributes; node && a; a = a->next)
                node_set(d->document, node, a->name, a->value);
            node_append(into, node);
            if (at->first) {
                into = node;
                at = at->first;
                continue;
            }
        } else
            node_append_text(d->document, into, at->text, at->size, where);
        while (at != math && !at->next) {
            at = at->parent;
            into = at == math ? into : into ? into->parent : NULL;
        }
        at = at == math ? NULL : at->next;
    }
    return formula;
}

/* Whether writing a formula gives the OMML that stands in the document. */
static bool is_still(docx *d, const ard_node *formula, const xml_node *n)
{
    buffer omml = BUFFER_EMPTY;
    omml_write(formula, &omml, NULL);
    const xml_node *root = omml.failed ? NULL : read_carried(d, buffer_string(&omml));
    const xml_node *made = root ? xml_child(root, "m:oMathPara") : NULL;
    made = root ? xml_child(made ? made : root, "m:oMath") : NULL;
    bool same = made && same_tree(made, n);
    buffer_free(&omml);
    return same;
}

ard_node *docx_carried_formula(docx *d, const xml_node *n)
{
    const char *text = xml_value(n, "ard:data-ard-mathml");
    const xml_node *root = text ? read_carried(d, text) : NULL;
    const xml_node *math = root ? xml_child(root, "math:math") : NULL;
    if (!math)
        return NULL;
    ard_node *formula = exact_formula(d, math, MATHS, n);
    if (!formula || !is_still(d, formula, n))
        return NULL;
    docx_carried_take(d, formula, n);
    return formula;
}

bool docx_carried_maths(docx *d, const xml_node *n, ard_node *formula)
{
    docx_flow *flow = d->flow;
    if (!flow->paragraph.carried || !formula)
        return false;
    if (kind_is(flow->paragraph.node, MATHS_BLOCK)) {
        node_move_children(flow->paragraph.node, formula);
        return true;
    }
    const char *outer = flow->way, *own = xml_value(n, "ard:data-ard-in");
    flow->way = own ? own : outer;
    ard_node *into = docx_carried_target(d, n);
    flow->way = outer;
    node_append(into, formula);
    return into != NULL;
}

/* ---- The document ------------------------------------------------------------------------------------------------ */

void docx_carried_styles(docx *d, const xml_node *styles)
{
    for (const xml_node *n = styles; n; n = n == styles ? styles->first : n->next) {
        const char *name = n->name ? xml_value(n, "ard:data-ard-style") : NULL;
        uint16_t row = n == styles ? STYLE_PAGE : name ? style_named(d->document, name) : STYLE_NONE;
        for (const xml_attribute *a = row && n->name ? n->attributes : NULL; a; a = a->next) {
            style_property property =
                text_begins(a->name, "ard:") ? style_property_named(a->name + 4) : STYLE_PROPERTIES;
            if (property != STYLE_PROPERTIES)
                style_set(d->document, row, property, a->value);
        }
    }
}

/* Pictures in the order that the lesson had them in, as they were. */
static void read_pictures(docx *d, const char *ids)
{
    while (*ids) {
        size_t size = strcspn(ids, " "), length;
        char *id = arena_copy(d->pool, ids, size);
        const opc_relation *r = id ? opc_relation_of(d->package, d->main, id) : NULL;
        const char *bytes;
        if (r && r->found && opc_bytes(d->package, r->target, &bytes, &length) == ARD_OK && length) {
            int number = lesson_resource(d->document, bytes, length);
            table_set(d->pictures, r->target, (void *)(uintptr_t)(number + 1));
        }
        ids += size + (ids[size] == ' ');
    }
}

bool docx_carried_document(docx *d, const xml_node *document)
{
    const char *sum = xml_value(document, "ard:data-ard-sum"), *metas = xml_value(document, "ard:data-ard-metas");
    const char *pictures = xml_value(document, "ard:data-ard-pictures"), *bytes;
    const opc_relation *r = sum ? opc_relation_typed(d->package, NULL, "core-properties") : NULL;
    char now[CARRY_SUM];
    size_t size;
    if (pictures)
        read_pictures(d, pictures);
    docx_carried_take(d, lesson_root(d->document), document);
    if (!r || !r->found || !metas || opc_bytes(d->package, r->target, &bytes, &size) != ARD_OK)
        return false;
    carry_sum(bytes, size, now);
    if (strcmp(now, sum) != 0)
        return false;
    buffer name = BUFFER_EMPTY, value = BUFFER_EMPTY;
    for (size = strlen(metas); carry_next(&metas, &size, &name, &value);)
        lesson_set_meta(d->document, buffer_string(&name), buffer_string(&value));
    buffer_free(&name);
    buffer_free(&value);
    return true;
}
