/* Form fields of a PDF by LibreOffice 7.4, which paints them last of a page, apart from the text and from the tags. */
#ifndef WRITERS_PDF_FIELDS_H
#define WRITERS_PDF_FIELDS_H

#include "base/buffer.h"
#include "base/plugin.h"

/* What our ODT writer marks the places of fields with, for the PDF writer: a link to this and a number before each, and the
 * number with a "|" before the field's name. */
#define PDF_FIELD_ADDRESS "urn:x-ardoise:field:"

/* Adds the file with each field at its place in the structure tree: a Form element with the field's object below, in the
 * paragraph that it stands in; the field knows its element, and has its name in full; the marks are gone. A file without
 * such fields is added as it is. Reports what could not be put in its place. */
void pdf_place_fields(task *t, const void *bytes, size_t size, buffer *out);

#endif
