/* A PDF file that LibreOffice wrote, as far as it is changed here: the objects that are no streams, found by the file's own
 * table of cross-references (ISO 32000-1, 7.5.4), and an update added at its end (7.5.6). What is changed stands as text. */
#ifndef WRITERS_PDF_FILE_H
#define WRITERS_PDF_FILE_H

#include "base/arena.h"
#include "base/buffer.h"

/* A part of the file or of a changed object; it lives as long as the file's pool and bytes. */
typedef struct pdfw_slice {
    const char *at;
    size_t size;
} pdfw_slice;

typedef struct pdfw_object {
    pdfw_slice body;                     /* between "obj" and "endobj", of a stream up to its bytes; at NULL: none */
    bool changed, stream;
} pdfw_object;

typedef struct pdfw_file {
    const char *bytes;
    size_t size;
    arena *pool;
    pdfw_object *objects;                /* by number */
    size_t count, room;
    size_t table;                       /* byte of the table of cross-references */
    pdfw_slice trailer;
} pdfw_file;

/* Finds the objects of a file; both bytes and pool are borrowed. False where it has no such table, or one that is broken. */
bool pdfw_open(pdfw_file *file, arena *pool, const void *bytes, size_t size);

/* An object's text; size 0 where there is none. */
pdfw_slice pdfw_body(const pdfw_file *file, size_t number);

/* Puts another text in the place of an object; it is copied. A stream is left as it is. */
void pdfw_change(pdfw_file *file, size_t number, const char *text, size_t size);

/* A new object with this text; its number. 0 when memory has ended. */
size_t pdfw_add(pdfw_file *file, const char *text);

/* Adds the file with the update. */
void pdfw_write(const pdfw_file *file, buffer *out);

/* ---- Texts ---- */

/* Takes the next object from a text (inside of an array or a dictionary): a reference is one. False at its end. */
bool pdfw_next(pdfw_slice *rest, pdfw_slice *item);

/* What is inside of an array's or a dictionary's brackets; size 0 where it is neither. */
pdfw_slice pdfw_inside(pdfw_slice object);

/* The value of a key ("/S") of a dictionary; size 0 where it has none. */
pdfw_slice pdfw_value(pdfw_slice dictionary, const char *key);
bool pdfw_is(pdfw_slice item, const char *text);

/* The number of a reference ("12 0 R"), 0 for anything else; a whole number, or -1. */
size_t pdfw_reference(pdfw_slice item);
long pdfw_number(pdfw_slice item);

/* Adds a string's characters as UTF-8; of one that is no UTF-16 its bytes. Nothing for what is no string. */
void pdfw_text(pdfw_slice string, buffer *out);

/* Adds UTF-8 as a string. */
void pdfw_add_text(const char *text, buffer *out);

/* Adds a dictionary in which a key has this value; NULL: in which it is not. */
void pdfw_with(pdfw_slice dictionary, const char *key, const char *value, buffer *out);

/* The same in an object that is a dictionary. */
void pdfw_set(pdfw_file *file, size_t number, const char *key, const char *value);

#endif
