#include "pdf-wire.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

enum { SCALE = 100, FARTHEST = 1000000 }; /* parts of a point; points */

void pdf_wire_number(buffer *out, uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        buffer_byte(out, (char)(number >> shift & 0xFF));
}

void pdf_wire_length(buffer *out, double points)
{
    double kept = isfinite(points) ? points : 0;
    kept = kept > FARTHEST ? FARTHEST : kept < -FARTHEST ? -FARTHEST : kept;
    pdf_wire_number(out, (uint32_t)(int32_t)lrint(kept * SCALE));
}

void pdf_wire_box(buffer *out, double left, double top, double right, double bottom)
{
    pdf_wire_length(out, fmin(left, right));
    pdf_wire_length(out, fmin(top, bottom));
    pdf_wire_length(out, fmax(left, right));
    pdf_wire_length(out, fmax(top, bottom));
}

void pdf_wire_bytes(buffer *out, const void *bytes, size_t size)
{
    if (size > UINT32_MAX)
        size = 0;
    pdf_wire_number(out, (uint32_t)size);
    buffer_add(out, bytes, size);
    buffer_byte(out, '\0');
}

void pdf_wire_string(buffer *out, const char *text)
{
    size_t at = pdf_wire_reserve(out), begin = out->size;
    for (size_t size = text ? strlen(text) : 0, length; size; text += length, size -= length)
        buffer_point(out, text_decode(text, size, &length));
    pdf_wire_settle(out, at, (uint32_t)(out->size - begin));
    buffer_byte(out, '\0');
}

size_t pdf_wire_reserve(buffer *out)
{
    size_t at = out->size;
    pdf_wire_number(out, 0);
    return at;
}

void pdf_wire_settle(buffer *out, size_t at, uint32_t number)
{
    if (out->failed)
        return;
    for (int i = 0; i < 4; i++)
        out->data[at + (size_t)i] = (char)(number >> (8 * i) & 0xFF);
}

/* ---- The reading end --------------------------------------------------------------------------------------------- */

uint32_t pdf_wire_take_number(pdf_wire_in *in)
{
    uint32_t number = 0;
    if (in->failed || in->end - in->at < 4) {
        in->failed = true;
        return 0;
    }
    for (int i = 3; i >= 0; i--)
        number = number << 8 | (unsigned char)in->at[i];
    in->at += 4;
    return number;
}

float pdf_wire_take_length(pdf_wire_in *in)
{
    return (float)(int32_t)pdf_wire_take_number(in) / SCALE;
}

pdf_box pdf_wire_take_box(pdf_wire_in *in)
{
    pdf_box box;
    box.left = pdf_wire_take_length(in);
    box.top = pdf_wire_take_length(in);
    box.right = pdf_wire_take_length(in);
    box.bottom = pdf_wire_take_length(in);
    return box;
}

const void *pdf_wire_take_bytes(pdf_wire_in *in, size_t *size)
{
    *size = pdf_wire_take_number(in);
    if (in->failed || (size_t)(in->end - in->at) <= *size || in->at[*size] != '\0') {
        in->failed = true;
        *size = 0;
        return NULL;
    }
    const char *bytes = in->at;
    in->at += *size + 1;
    return *size ? bytes : NULL;
}

const char *pdf_wire_take_string(pdf_wire_in *in)
{
    size_t size;
    const char *bytes = pdf_wire_take_bytes(in, &size);
    if (!bytes || memchr(bytes, '\0', size))
        return "";
    const char *copy = arena_copy(in->pool, bytes, size);
    in->failed |= !copy;
    return copy ? copy : "";
}

void *pdf_wire_take_rows(pdf_wire_in *in, size_t least, size_t row, size_t *count)
{
    *count = pdf_wire_take_number(in);
    if (in->failed || *count > (size_t)(in->end - in->at) / least) {
        in->failed = true;
        *count = 0;
    }
    void *rows = *count ? arena_alloc(in->pool, *count * row) : NULL;
    if (*count && !rows) {
        in->failed = true;
        *count = 0;
    }
    return rows;
}
