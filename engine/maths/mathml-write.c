#include "mathml.h"

#include <string.h>

static void write_attribute(buffer *out, const char *name, const char *value)
{
    buffer_format(out, " %s=\"", name);
    buffer_xml(out, value, strlen(value), true);
    buffer_byte(out, '"');
}

/* The start of the math element: its namespace, then its attributes by name, `display` among them. */
static void write_math(const ard_node *maths, const char *prefix, buffer *out)
{
    const char *display = maths->kind == MATHS_BLOCK ? "block" : NULL;
    size_t length = strlen(prefix);
    buffer_format(out, "<%smath xmlns%s%.*s=\"http://www.w3.org/1998/Math/MathML\"", prefix, length ? ":" : "",
                  (int)(length ? length - 1 : 0), prefix);
    for (const attribute *a = maths->attributes; a; a = a->next) {
        if (display && strcmp(a->name, "display") >= 0) {
            write_attribute(out, "display", display);
            display = NULL;
        }
        if (strcmp(a->name, "display") != 0)
            write_attribute(out, a->name, a->value);
    }
    if (display)
        write_attribute(out, "display", display);
    buffer_text(out, maths->first ? ">" : "/>");
}

void mathml_write(const ard_node *maths, const char *prefix, buffer *out)
{
    walk w = walk_of((ard_node *)maths);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const ard_node *node = w.node;
        const char *name = node == maths ? "math" : node->text;
        if (node->kind == TEXT) {
            if (event == WALK_ENTER)
                buffer_xml(out, node->text, strlen(node->text), false);
        } else if (node != maths && node->kind != MATHML)
            continue;
        else if (event == WALK_LEAVE) {
            if (node->first)
                buffer_format(out, "</%s%s>", prefix, name);
        } else if (node == maths)
            write_math(maths, prefix, out);
        else {
            buffer_format(out, "<%s%s", prefix, name);
            for (const attribute *a = node->attributes; a; a = a->next)
                write_attribute(out, a->name, a->value);
            buffer_text(out, node->first ? ">" : "/>");
        }
    }
}
