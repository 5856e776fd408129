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

void pdf_wire_number(buffer *out, uint32_t number);
void pdf_wire_length(buffer *out, double points);
void pdf_wire_box(buffer *out, double left, double top, double right, double bottom);
void pdf_wire_bytes(buffer *out, const void *bytes, size_t size);
void pdf_wire_string(buffer *out, const char *text);        /* NULL as ""; what is no UTF-8 becomes U+FFFD */

/* Leaves room for a number, and puts it there later. */
size_t pdf_wire_reserve(buffer *out);
void pdf_wire_settle(buffer *out, size_t place, uint32_t number);

/* A reply that is read. Failure is sticky; after it all numbers are 0. */
typedef struct pdf_wire_in {
    const char *at, *end;
    arena *pool;
    bool failed;
} pdf_wire_in;

uint32_t pdf_wire_take_number(pdf_wire_in *in);
float pdf_wire_take_length(pdf_wire_in *in);
pdf_box pdf_wire_take_box(pdf_wire_in *in);
const void *pdf_wire_take_bytes(pdf_wire_in *in, size_t *size);     /* borrowed from the reply; NULL for none */
const char *pdf_wire_take_string(pdf_wire_in *in);                  /* in the pool; never NULL */

/* A count of rows that take `least` bytes each on the wire, and zeroed room for them; NULL for none. */
void *pdf_wire_take_rows(pdf_wire_in *in, size_t least, size_t row, size_t *count);

#endif
