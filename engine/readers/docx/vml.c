/* VML, the drawings of Word before 2010 and of its compatibility mode (ECMA-376 part 4, 19). */
#include "docx.h"

#include "base/text.h"
#include "maths/mtef.h"
#include "source/cfb.h"

#include <string.h>

/* A measure of a VML style in CSS pixels; 0 where it is none. */
static long long pixels(const char *at)
{
    static const struct {
        const char *unit;
        int hundredths; /* of a pixel */
    } units[] = {{"pt", 133}, {"px", 100}, {"in", 9600}, {"cm", 3780}, {"mm", 378}, {"pc", 1600}};
    long long value = 0, fraction = 0, part = 1;
    for (; text_is_digit((unsigned char)*at); at++)
        value = value < 100000 ? value * 10 + (*at - '0') : value;
    if (*at == '.')
        for (at++; text_is_digit((unsigned char)*at); at++)
            if (part < 100) {
                fraction = fraction * 10 + (*at - '0');
                part *= 10;
            }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (text_begins(at, units[i].unit))
            return ((value * part + fraction) * units[i].hundredths / part + 50) / 100;
    return 0;
}

/* The measure of a property in "position:absolute;width:100pt;height:50pt". */
static long long measure(const char *css, const char *property)
{
    size_t length = strlen(property);
    for (const char *at = css; at && *at;) {
        while (*at == ' ' || *at == ';')
            at++;
        if (strncmp(at, property, length) == 0 && at[length] == ':')
            return pixels(at + length + 1);
        at = strchr(at, ';');
    }
    return 0;
}

docx_go docx_enter_shape(docx *d, const xml_node *n)
{
    const char *alt = xml_value(n, "alt"), *css = xml_value(n, "style"), *rule = xml_value(n, "o:hr");
    if (rule && text_in_list("t true 1", rule)) {
        docx_block(d, node_new(d->document, RULE, xml_place(n, d->part)));
        d->picture.filled = true;
        return GO_PAST;
    }
    if (alt && *alt && !d->picture.alt)
        d->picture.alt = alt;
    if (css && !d->picture.width && !xml_is(n, "v:group")) {
        d->picture.width = measure(css, "width");
        d->picture.height = measure(css, "height");
    }
    return GO_IN;
}

docx_go docx_enter_image_data(docx *d, const xml_node *n)
{
    const char *id = xml_value(n, "r:id"), *linked = xml_value(n, "r:href");
    if (id || linked)
        docx_put_picture(d, n, id ? id : linked);
    return GO_PAST;
}

/* Decorated text (WordArt). Watermarks behind the text are none of it. */
docx_go docx_enter_text_path(docx *d, const xml_node *n)
{
    const char *text = xml_value(n, "string"), *id = n->parent ? xml_value(n->parent, "id") : NULL;
    bool behind = id && text_begins(id, "PowerPlusWaterMark");
    d->picture.filled = d->picture.filled || behind;
    if (text && *text && !behind) {
        docx_put_text(d, n, text, strlen(text));
        d->picture.filled = true;
    }
    return GO_PAST;
}

/* ---- Objects of other programs ---- */

static bool is_equation(const char *program)
{
    return program && (text_begins(program, "Equation") || text_begins(program, "MathType"));
}

bool docx_put_equation(docx *d, const xml_node *n)
{
    const xml_node *object = xml_child(n, "o:OLEObject");
    const opc_relation *r = object && is_equation(xml_value(object, "ProgID"))
                                ? opc_relation_of(d->package, d->part, xml_value(object, "r:id"))
                                : NULL;
    const char *bytes;
    const unsigned char *stream;
    size_t size, length;
    if (!r || !r->found || opc_bytes(d->package, r->target, &bytes, &size) != ARD_OK ||
        !cfb_stream(d->pool, bytes, size, "Equation Native", &stream, &length))
        return false;
    ard_node *maths = mtef_read(d->document, d->log, stream, length, xml_place(n, d->part));
    if (maths)
        docx_put(d, n, maths);
    return maths != NULL;
}

/* What is not read: its picture is in the tree; formulas of Equation 3.0 and MathType are said apart. */
docx_go docx_enter_object(docx *d, const xml_node *n)
{
    const char *program = xml_value(n, "ProgID");
    docx_report(d, n, is_equation(program) ? "docx.equation.object" : "docx.object.picture", program ? program : "?",
                NULL);
    return GO_PAST;
}
