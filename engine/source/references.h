/* The entities that an XML text refers to by name, and a document type that declares them: for parsers know XML's own five
 * only, and fetching the document's type is out of the question. Inside the room only. */
#ifndef SOURCE_REFERENCES_H
#define SOURCE_REFERENCES_H

#include "base/arena.h"
#include "base/buffer.h"

typedef struct reference {
    struct reference *next;             /* in the order of the text */
    const char *name;
    size_t offset;                      /* of the first `&name;`: bytes of the text */
    bool declared;                      /* by the document itself */
} reference;

/* The names that a text refers to, but for lt, gt, amp, quot and apos, each once; not those in comments, in CDATA
 * sections and in the document type. NULL where there is none, or no memory (the pool tells). Linear. */
reference *references_of(arena *pool, const char *text, size_t size);

/* Adds the declarations of those that the document does not declare: HTML's names as HTML has them (13.5), the others as
 * they are written. */
void references_declare(const reference *list, buffer *declarations);

#endif
