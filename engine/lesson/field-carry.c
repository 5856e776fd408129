#include "field-carry.h"

#include "base/text.h"
#include "carry.h"

#include <string.h>

enum { DEEPEST = 16 };

/* Inlines that are nothing but their name, their attributes and what is in them. */
static bool is_plain(ard_kind kind)
{
    static const ard_kind others[] = {TEXT, IMAGE, NOTE_REFERENCE, ANSWER, CHECK, MATHS, MATHML};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (kind == others[i])
            return false;
    return kind < KINDS && kind_about(kind)->class == INLINE;
}

bool field_is_simple(const ard_node *node)
{
    int depth = 0;
    walk w = walk_of((ard_node *)node); /* it is only read */
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        depth += event == WALK_ENTER ? 1 : -1;
        if (w.node != node && event == WALK_ENTER && w.node->kind != TEXT && !is_plain(w.node->kind))
            return false;
        if (depth > DEEPEST)
            return false;
    }
    return true;
}

static bool has_words(const char *text)
{
    while (*text) {
        uint32_t point = text_next(&text);
        if (text_is_letter(point) || text_is_digit(point))
            return true;
    }
    return false;
}

void field_shown(const ard_node *answer, buffer *shown)
{
    const char *says = node_attribute(answer, "data-answer");
    buffer text = BUFFER_EMPTY;
    if (!says)
        node_text(answer, &text);
    if (says)
        buffer_text(shown, says);
    else if (has_words(buffer_string(&text)))
        buffer_add(shown, buffer_string(&text), text.size);
    shown->failed = shown->failed || text.failed;
    buffer_free(&text);
}

/* ---- Carried ------------------------------------------------------------------------------------------------------ */

/* Names of pairs that are no attributes: a text, an inline that begins, its end, a row of the style table. Attributes are
 * those of the inline that has begun last. */
static const char text_pair[] = "#text", in_pair[] = "#in", out_pair[] = "#out", style_pair[] = "#style";

static void add_pair(const char *name, const char *value, buffer *out)
{
    bool first = out->size && buffer_string(out)[out->size - 1] == '?';
    carry_pair(name, value, first, out);
}

static void add_attributes(const ard_document *document, const ard_node *node, buffer *out)
{
    const style *row = node->style != STYLE_NONE ? style_at(document, node->style) : NULL;
    for (const attribute *a = node->attributes; a; a = a->next)
        add_pair(a->name, a->value, out);
    if (row)
        add_pair(style_pair, row->name, out);
}

void field_carry(const ard_document *document, const ard_node *node, buffer *out)
{
    walk w = walk_of((ard_node *)node); /* it is only read */
    buffer_text(out, node->kind == CHECK ? "check?" : "answer?");
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (w.node->kind == TEXT) {
            if (event == WALK_ENTER)
                add_pair(text_pair, w.node->text, out);
            continue;
        }
        if (w.node != node)
            add_pair(event == WALK_ENTER ? in_pair : out_pair,
                     event == WALK_ENTER ? kind_about(w.node->kind)->name : "", out);
        if (event == WALK_ENTER)
            add_attributes(document, w.node, out);
    }
}

static ard_kind kind_named(const char *name)
{
    for (int kind = 0; kind < KINDS; kind++)
        if (is_plain((ard_kind)kind) && strcmp(kind_about((ard_kind)kind)->name, name) == 0)
            return (ard_kind)kind;
    return KINDS;
}

/* What is carried in, as it is read. */
typedef struct restoring {
    ard_document *document;
    ard_node *root, *node; /* node: the inline that is open */
    int depth, past;       /* past: those that are open and are not taken */
} restoring;

static void begin_inline(restoring *r, const char *name)
{
    ard_kind kind = kind_named(name);
    ard_node *child = kind != KINDS && !r->past && r->depth < DEEPEST && r->node->kind != BREAK
                          ? node_append(r->node, node_new(r->document, kind, r->root->place))
                          : NULL;
    r->past += child == NULL;
    r->depth += child != NULL;
    r->node = child ? child : r->node;
}

static void end_inline(restoring *r)
{
    if (r->past)
        r->past--;
    else if (r->node != r->root) {
        r->node = r->node->parent;
        r->depth--;
    }
}

static void take_pair(restoring *r, const char *name, const char *value)
{
    if (strcmp(name, in_pair) == 0)
        begin_inline(r, value);
    else if (strcmp(name, out_pair) == 0)
        end_inline(r);
    else if (strcmp(name, text_pair) == 0 && r->node->kind != BREAK)
        node_append_text(r->document, r->node, value, strlen(value), r->root->place);
    else if (strcmp(name, style_pair) == 0 && !r->past)
        r->node->style = style_named(r->document, value);
    else if (*name && *name != '#' && !r->past)
        node_set(r->document, r->node, name, value);
}

ard_node *field_restore(ard_document *document, const char *text, place where)
{
    bool check = text_begins(text, "check?");
    if (!check && !text_begins(text, "answer?"))
        return NULL;
    restoring r = {.document = document, .root = node_new(document, check ? CHECK : ANSWER, where)};
    buffer name = BUFFER_EMPTY, value = BUFFER_EMPTY;
    r.node = r.root;
    text = strchr(text, '?') + 1;
    for (size_t size = strlen(text); r.root && carry_next(&text, &size, &name, &value);)
        take_pair(&r, buffer_string(&name), buffer_string(&value));
    buffer_free(&name);
    buffer_free(&value);
    return r.root;
}

/* ---- Answered ----------------------------------------------------------------------------------------------------- */

/* Adds a value with newlines as a lesson has them, and none at its end. */
static void add_lines(const char *value, buffer *out)
{
    size_t size = strlen(value);
    while (size && strchr("\r\n", value[size - 1]))
        size--;
    for (size_t i = 0; i < size; i++)
        if (value[i] != '\r')
            buffer_byte(out, value[i]);
        else if (value[i + 1] != '\n')
            buffer_byte(out, '\n');
}

void field_answer(ard_document *document, ard_node *answer, const char *value)
{
    buffer was = BUFFER_EMPTY, is = BUFFER_EMPTY, plain = BUFFER_EMPTY;
    field_shown(answer, &was);
    add_lines(value, &is);
    add_lines(buffer_string(&was), &plain);
    if (strcmp(buffer_string(&plain), buffer_string(&is)) != 0) {
        node_set(document, answer, "data-answer", NULL);
        buffer_reset(&was);
        field_shown(answer, &was);
        if (strcmp(buffer_string(&was), buffer_string(&is)) != 0)
            node_set(document, answer, "data-answer", buffer_string(&is));
    }
    buffer_free(&was);
    buffer_free(&is);
    buffer_free(&plain);
}

void field_tick(ard_document *document, ard_node *check, bool ticked)
{
    if (field_is_ticked(check) == ticked)
        return;
    node_set(document, check, "data-answer", NULL);
    if (field_is_ticked(check) != ticked)
        node_set(document, check, "data-answer", ticked ? "true" : "false");
}
