#include "field.h"

#include "base/text.h"
#include "carry.h"

#include <string.h>

/* ---- What a field is ---------------------------------------------------------------------------------------------- */

static bool holds_only_text(const ard_node *answer)
{
    for (const ard_node *child = answer->first; child; child = child->next) {
        bool bare = !child->attributes && child->style == STYLE_NONE;
        if (child->kind != TEXT && (child->kind != BREAK || !bare))
            return false;
    }
    return true;
}

static bool has_choices(const ard_node *answer)
{
    const char *choices = node_attribute(answer, "data-choices");
    return choices && choices[strspn(choices, "\n")];
}

static field_kind answer_field(const ard_node *answer)
{
    static const struct {
        const char *name;
        field_kind kind;
    } kinds[] = {{"text", FIELD_TEXT}, {"number", FIELD_NUMBER}, {"lines", FIELD_LINES}, {"choice", FIELD_CHOICE}};
    const char *says = node_attribute(answer, "data-field");
    for (size_t i = 0; says && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(says, kinds[i].name) == 0 && holds_only_text(answer))
            return kinds[i].kind == FIELD_CHOICE && !has_choices(answer) ? FIELD_NONE : kinds[i].kind;
    return FIELD_NONE;
}

static field_kind check_field(const ard_node *check)
{
    const char *group = node_attribute(check, "data-group");
    if (check->first || !node_attribute(check, "aria-label"))
        return FIELD_NONE;
    return group && *group ? FIELD_ONE : FIELD_BOX;
}

field_kind node_field(const ard_node *node)
{
    return kind_is(node, ANSWER) ? answer_field(node) : kind_is(node, CHECK) ? check_field(node) : FIELD_NONE;
}

bool lesson_has_fields(const ard_document *document)
{
    walk steps = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;)
        if (event == WALK_ENTER && node_field(steps.node) != FIELD_NONE)
            return true;
    return false;
}

/* ---- What is in it ------------------------------------------------------------------------------------------------ */

/* Dots and lines alone are what a pen would write on. */
static bool is_written(const char *text)
{
    while (*text) {
        uint32_t point = text_next(&text);
        if (point != '_' && point != '.' && point != 0x2026 && !text_is_space(point))
            return true;
    }
    return false;
}

void field_value(const ard_node *answer, buffer *value)
{
    buffer text = BUFFER_EMPTY;
    for (const ard_node *child = answer->first; child; child = child->next)
        buffer_text(&text, child->kind == TEXT ? child->text : child->kind == BREAK ? "\n" : "");
    if (is_written(buffer_string(&text)))
        buffer_add(value, buffer_string(&text), text.size);
    value->failed = value->failed || text.failed;
    buffer_free(&text);
}

bool field_is_ticked(const ard_node *check)
{
    const char *ticked = node_attribute(check, "aria-checked");
    return ticked && strcmp(ticked, "true") == 0;
}

long field_size(const ard_node *answer, long usual)
{
    enum { LEAST = 4, MOST = 400 };
    long size = 0;
    if (!node_whole_number(answer, "data-size", &size) || size <= 0)
        return usual;
    return size < LEAST ? LEAST : size > MOST ? MOST : size;
}

long field_lines(const ard_node *answer)
{
    enum { USUAL = 3, MOST = 30 };
    long lines = 0;
    if (!node_whole_number(answer, "data-lines", &lines) || lines <= 0)
        return USUAL;
    return lines > MOST ? MOST : lines;
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

/* Adds what one pair says. */
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

/* ---- Filled in ---------------------------------------------------------------------------------------------------- */

static bool stands_there(const ard_node *answer, const char *value)
{
    buffer is = BUFFER_EMPTY;
    field_value(answer, &is);
    bool same = strcmp(buffer_string(&is), value) == 0;
    buffer_free(&is);
    return same;
}

void field_write(ard_document *document, ard_node *answer, const char *value)
{
    if (!answer || stands_there(answer, value))
        return;
    while (answer->first)
        node_unlink(answer->first);
    size_t size = strlen(value);
    while (size && strchr("\r\n", value[size - 1]))
        size--;
    for (const char *line = value, *end = value + size; line < end;) {
        size_t length = strcspn(line, "\r\n");
        node_append_text(document, answer, line, length, answer->place);
        line += length;
        if (line >= end)
            break;
        node_append(answer, node_new(document, BREAK, answer->place));
        line += line[0] == '\r' && line[1] == '\n' ? 2 : 1;
    }
}

void field_tick(ard_document *document, ard_node *check, bool ticked)
{
    if (check && field_is_ticked(check) != ticked)
        node_set(document, check, "aria-checked", ticked ? "true" : "false");
}
