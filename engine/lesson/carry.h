/* What a format has no words for, carried beside its own markup so that a lesson comes back whole: attributes in a namespace
 * of ours. OpenDocument allows foreign attributes (ODF 1.3 part 3, 2.2.2, extended documents), Office Open XML those of
 * a namespace that `mc:Ignorable` names (ISO 29500-3, 7.2). A program that edits the document drops them with what it
 * changes, so they never say what is no longer true; the kinds that matter to people are said by styles and section
 * names as well. */
#ifndef LESSON_CARRY_H
#define LESSON_CARRY_H

#include "base/buffer.h"
#include "lesson.h"

#define CARRY_NAMESPACE "urn:x-ardoise:lesson"
#define CARRY_PREFIX "ard"

enum { CARRY_NAME = 80 };

/* Adds ` ard:NAME="value"` for each attribute of a node, but for those that the blank-separated list `own` names: what
 * the writer has said otherwise. The colon of a name is a dot: "epub:type" is ard:epub.type. */
void carry_attributes(const ard_node *node, const char *own, buffer *out);

/* Adds one of them; nothing for a NULL value. "kind" is free for the name of a node's kind: no attribute has that name. */
void carry_add(const char *name, const char *value, buffer *out);

/* Sets on `node` the attribute that a carried one is, by its canonical name as engine/source reads it ("ard:epub.type").
 * False where the name is none of these, or is "ard:kind". */
bool carry_take(ard_document *document, ard_node *node, const char *name, const char *value);

/* Adds a name and a value to a list of them in one text, written as in the query of an address ("start=2&type=a"), what
 * would mean something there as %XX. `first`: nothing parts it from what stands before. */
void carry_pair(const char *name, const char *value, bool first, buffer *out);

/* Takes the next pair from such a text of which `*size` bytes are left at `*text`; false at its end. */
bool carry_next(const char **text, size_t *size, buffer *name, buffer *value);

enum { CARRY_SUM = 17 };

/* A sum of bytes (FNV-1a, 64 bits, in hexadecimal): whether what something was said of is still the same. */
void carry_sum(const void *bytes, size_t size, char sum[CARRY_SUM]);

#endif
