#include "field-carry.h"

#include "base/text.h"
#include "carry.h"

#include <string.h>

bool field_is_simple(const ard_node *node)
{
    for (const ard_node *child = node->first; child; child = child->next) {
        bool bare = !child->attributes && child->style == STYLE_NONE;
        if (child->kind != TEXT && (child->kind != BREAK || !bare))
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

/* Names of pairs that are no attributes. */
static const char text_pair[] = "#text", break_pair[] = "#break", style_pair[] = "#style";

void field_carry(const ard_document *document, const ard_node *node, buffer *out)
{
    const style *row = node->style != STYLE_NONE ? style_at(document, node->style) : NULL;
    bool first = true;
    buffer_text(out, node->kind == CHECK ? "check?" : "answer?");
    for (const attribute *a = node->attributes; a; a = a->next, first = false)
        carry_pair(a->name, a->value, first, out);
    if (row) {
        carry_pair(style_pair, row->name, first, out);
        first = false;
    }
    for (const ard_node *child = node->first; child; child = child->next, first = false)
        carry_pair(child->kind == TEXT ? text_pair : break_pair, child->kind == TEXT ? child->text : "", first, out);
}

static void take_pair(ard_document *document, ard_node *node, const char *name, const char *value)
{
    if (strcmp(name, text_pair) == 0)
        node_append_text(document, node, value, strlen(value), node->place);
    else if (strcmp(name, break_pair) == 0)
        node_append(node, node_new(document, BREAK, node->place));
    else if (strcmp(name, style_pair) == 0)
        node->style = style_named(document, value);
    else if (*name && *name != '#')
        node_set(document, node, name, value);
}

ard_node *field_restore(ard_document *document, const char *text, place where)
{
    bool check = text_begins(text, "check?");
    if (!check && !text_begins(text, "answer?"))
        return NULL;
    ard_node *node = node_new(document, check ? CHECK : ANSWER, where);
    buffer name = BUFFER_EMPTY, value = BUFFER_EMPTY;
    text = strchr(text, '?') + 1;
    for (size_t size = strlen(text); node && carry_next(&text, &size, &name, &value);)
        take_pair(document, node, buffer_string(&name), buffer_string(&value));
    buffer_free(&name);
    buffer_free(&value);
    return node;
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
