/* A PDF file that LibreOffice wrote, as far as it is changed here: the objects that are no streams, found by the file's own
 * table of cross-references (ISO 32000-1, 7.5.4), and an update added at its end (7.5.6). What is changed stands as text. */
#ifndef WRITERS_PDF_FILE_H
#define WRITERS_PDF_FILE_H

#include "base/arena.h"
#include "base/buffer.h"

/* A part of the file or of a changed object; it lives as long as the file's pool and bytes. */
typedef struct pdf_slice {
    const char *at;
    size_t size;
} pdf_slice;

typedef struct pdf_object {
    pdf_slice body;                     /* between "obj" and "endobj", of a stream up to its bytes; at NULL: none */
    bool changed, stream;
} pdf_object;

typedef struct pdf_file {
    const char *bytes;
    size_t size;
    arena *pool;
    pdf_object *objects;                /* by number */
    size_t count, room;
    size_t table;                       /* byte of the table of cross-references */
    pdf_slice trailer;
} pdf_file;

/* Finds the objects of a file; both bytes and pool are borrowed. False where it has no such table, or one that is broken. */
bool pdf_open(pdf_file *file, arena *pool, const void *bytes, size_t size);

/* An object's text; size 0 where there is none. */
pdf_slice pdf_body(const pdf_file *file, size_t number);

/* Puts another text in the place of an object; it is copied. A stream is left as it is. */
void pdf_change(pdf_file *file, size_t number, const char *text, size_t size);

/* A new object with this text; its number. 0 when memory has ended. */
size_t pdf_add(pdf_file *file, const char *text);

/* Adds the file with the update. */
void pdf_write(const pdf_file *file, buffer *out);

/* ---- Texts ---- */

/* Takes the next object from a text (inside of an array or a dictionary): a reference is one. False at its end. */
bool pdf_next(pdf_slice *rest, pdf_slice *item);

/* What is inside of an array's or a dictionary's brackets; size 0 where it is neither. */
pdf_slice pdf_inside(pdf_slice object);

/* The value of a key ("/S") of a dictionary; size 0 where it has none. */
pdf_slice pdf_value(pdf_slice dictionary, const char *key);
bool pdf_is(pdf_slice item, const char *text);

/* The number of a reference ("12 0 R"), 0 for anything else; a whole number, or -1. */
size_t pdf_reference(pdf_slice item);
long pdf_number(pdf_slice item);

/* Adds a string's characters as UTF-8; of one that is no UTF-16 its bytes. Nothing for what is no string. */
void pdf_text(pdf_slice string, buffer *out);

/* Adds UTF-8 as a string. */
void pdf_add_text(const char *text, buffer *out);

/* Adds a dictionary in which a key has this value; NULL: in which it is not. */
void pdf_with(pdf_slice dictionary, const char *key, const char *value, buffer *out);

/* The same in an object that is a dictionary. */
void pdf_set(pdf_file *file, size_t number, const char *key, const char *value);

#endif
