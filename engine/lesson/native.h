/* The native form: the tree as XHTML 5 with MathML, canonical: one block a line, attributes in a fixed order (by name),
 * styles and pictures inside. tests/native/lesson.rng validates it, readers/native.c reads it. doc/native.md. */
#ifndef LESSON_NATIVE_H
#define LESSON_NATIVE_H

#include "lesson.h"

/* Adds the native form of a document to `out`. */
void native_write(const ard_document *document, buffer *out);

#endif
