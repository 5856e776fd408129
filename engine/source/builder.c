#include "builder.h"

#include <string.h>

source_cursor cursor_of(const char *text, size_t size)
{
    return (source_cursor){.text = text, .size = size, .line = 1, .column = 1};
}

/* The characters of a piece of UTF-8: bytes that go on with none, eight at a time. */
static size_t characters(const char *text, size_t size)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t count = size;
    for (; size >= sizeof ones; text += sizeof ones, size -= sizeof ones) {
        uint64_t bytes;
        memcpy(&bytes, text, sizeof bytes);
        uint64_t on = bytes >> 7 & ~bytes >> 6 & ones; /* a byte is 10xxxxxx */
        count -= on * ones >> 56;
    }
    for (; size; text++, size--)
        count -= ((unsigned char)*text & 0xC0) == 0x80;
    return count;
}

void cursor_move(source_cursor *c, size_t offset)
{
    size_t end = offset < c->size ? offset : c->size;
    if (c->offset >= end)
        return;
    for (const char *line; (line = memchr(c->text + c->offset, '\n', end - c->offset));) {
        c->offset = (size_t)(line + 1 - c->text);
        c->line++;
        c->column = 1;
    }
    c->column += characters(c->text + c->offset, end - c->offset);
    c->offset = end;
}

tree_builder builder_of(arena *pool, report_log *log, const ard_limits *limits, const char *part)
{
    return (tree_builder){.pool = pool, .log = log, .limits = limits, .part = part, .cursor = {.line = 1, .column = 1}};
}

void builder_free(tree_builder *b)
{
    buffer_free(&b->text);
}

void builder_fail(tree_builder *b, const char *code, const char *argument)
{
    if (b->status == ARD_OK)
        b->status = report(b->log, PLACE(b->part, b->cursor.line, b->cursor.column), code, argument, NULL);
}

xml_node *builder_node(tree_builder *b, const char *name, size_t size)
{
    if (b->status != ARD_OK)
        return NULL;
    if (b->nodes >= b->limits->nodes) {
        builder_fail(b, "source.limit.nodes", report_number(b->log, b->limits->nodes));
        return NULL;
    }
    xml_node *node = arena_alloc(b->pool, size);
    if (!node) {
        builder_fail(b, "source.limit.memory", NULL);
        return NULL;
    }
    b->nodes++;
    node->name = name;
    node->line = b->cursor.line;
    node->column = b->cursor.column;
    return node;
}

static void append(xml_node *parent, xml_node *node)
{
    node->parent = parent;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
}

void builder_flush(tree_builder *b)
{
    if ((!b->text.size && !b->text.failed) || !b->open)
        return;
    xml_node *node = builder_node(b, NULL, sizeof *node);
    if (node) {
        node->line = b->text_line;
        node->column = b->text_column;
        node->size = b->text.size;
        node->text = arena_copy(b->pool, b->text.data, b->text.size);
        append(b->open, node);
    }
    if (b->text.failed || arena_failed(b->pool))
        builder_fail(b, "source.limit.memory", NULL);
    buffer_reset(&b->text);
}

void builder_open(tree_builder *b, const char *name)
{
    builder_flush(b);
    if (b->depth >= b->limits->depth)
        builder_fail(b, "source.limit.depth", report_number(b->log, b->limits->depth));
    xml_node *node = builder_node(b, name, sizeof *node);
    if (!node)
        return;
    if (b->open)
        append(b->open, node);
    else if (!b->root)
        b->root = node;
    b->open = node;
    b->tail = &node->attributes;
    b->depth++;
}

void builder_attribute(tree_builder *b, const char *name, const char *value, size_t size)
{
    if (b->status != ARD_OK)
        return;
    xml_attribute *attribute = arena_alloc(b->pool, sizeof *attribute);
    if (attribute)
        attribute->value = arena_copy(b->pool, value, size);
    if (!attribute || !attribute->value) {
        builder_fail(b, "source.limit.memory", NULL);
        return;
    }
    attribute->name = name;
    *b->tail = attribute;
    b->tail = &attribute->next;
}

void builder_close(tree_builder *b)
{
    builder_flush(b);
    if (b->status != ARD_OK || !b->open)
        return;
    b->open = b->open->parent;
    b->depth--;
}

void builder_text(tree_builder *b, const char *text, size_t size)
{
    if (b->status != ARD_OK || !b->open)
        return;
    if (!b->text.size) {
        b->text_line = b->cursor.line;
        b->text_column = b->cursor.column;
    }
    buffer_add(&b->text, text, size);
}
