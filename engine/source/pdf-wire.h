/* The bytes in which the helper "pdf" and its asking end talk: numbers of 32 bits, little-endian; lengths in hundredths of a
 * point; strings with their size before them and a NUL after them. */
#ifndef SOURCE_PDF_WIRE_H
#define SOURCE_PDF_WIRE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "pdf.h"

enum { PDF_ASK_PAGES = 1, PDF_ASK_REGIONS = 2 };

/* How a reply begins. */
enum { PDF_SAID = 1, PDF_LOCKED = 2, PDF_DAMAGED = 3, PDF_TOO_LARGE = 4 };

void wire_number(buffer *out, uint32_t number);
void wire_length(buffer *out, double points);
void wire_box(buffer *out, double left, double top, double right, double bottom);
void wire_bytes(buffer *out, const void *bytes, size_t size);
void wire_string(buffer *out, const char *text);        /* NULL as ""; what is no UTF-8 becomes U+FFFD */

/* Leaves room for a number, and puts it there later. */
size_t wire_reserve(buffer *out);
void wire_settle(buffer *out, size_t place, uint32_t number);

/* A reply that is read. Failure is sticky; after it all numbers are 0. */
typedef struct wire_in {
    const char *at, *end;
    arena *pool;
    bool failed;
} wire_in;

uint32_t wire_take_number(wire_in *in);
float wire_take_length(wire_in *in);
pdf_box wire_take_box(wire_in *in);
const void *wire_take_bytes(wire_in *in, size_t *size);     /* borrowed from the reply; NULL for none */
const char *wire_take_string(wire_in *in);                  /* in the pool; never NULL */

/* A count of rows that take `least` bytes each on the wire, and zeroed room for them; NULL for none. */
void *wire_take_rows(wire_in *in, size_t least, size_t row, size_t *count);

#endif
