/* HarfBuzz's subsetter: the one file that knows the library. It is opened by name when a font is first asked for, because it
 * brings glib, FreeType and Graphite along, which no other conversion should pay for. The handle is this file's state. */
#include "subset.h"

#include "base/library.h"
#include "notice.h"

#include <harfbuzz/hb-subset.h>
#include <string.h>

/* What is used of the library; its own names and types. */
static struct library {
    void *handle;
    bool whole;
    hb_blob_t *(*blob_create)(const char *, unsigned, hb_memory_mode_t, void *, hb_destroy_func_t);
    const char *(*blob_data)(hb_blob_t *, unsigned *);
    void (*blob_destroy)(hb_blob_t *);
    hb_face_t *(*face_create)(hb_blob_t *, unsigned);
    void (*face_destroy)(hb_face_t *);
    unsigned (*face_tags)(const hb_face_t *, unsigned, unsigned *, hb_tag_t *);
    hb_blob_t *(*face_table)(const hb_face_t *, hb_tag_t);
    hb_blob_t *(*face_blob)(hb_face_t *);
    hb_face_t *(*builder_create)(void);
    hb_bool_t (*builder_add)(hb_face_t *, hb_tag_t, hb_blob_t *);
    void (*set_add)(hb_set_t *, hb_codepoint_t);
    hb_subset_input_t *(*input_create)(void);
    void (*input_destroy)(hb_subset_input_t *);
    hb_set_t *(*input_unicodes)(hb_subset_input_t *);
    hb_set_t *(*input_set)(hb_subset_input_t *, hb_subset_sets_t);
    hb_face_t *(*subset)(hb_face_t *, const hb_subset_input_t *);
} hb;

enum { TABLES_MOST = 64 };

bool subset_open(void)
{
    const library_row rows[] = {
        {"hb_blob_create", &hb.blob_create},
        {"hb_blob_get_data", &hb.blob_data},
        {"hb_blob_destroy", &hb.blob_destroy},
        {"hb_face_create", &hb.face_create},
        {"hb_face_destroy", &hb.face_destroy},
        {"hb_face_get_table_tags", &hb.face_tags},
        {"hb_face_reference_table", &hb.face_table},
        {"hb_face_reference_blob", &hb.face_blob},
        {"hb_face_builder_create", &hb.builder_create},
        {"hb_face_builder_add_table", &hb.builder_add},
        {"hb_set_add", &hb.set_add},
        {"hb_subset_input_create_or_fail", &hb.input_create},
        {"hb_subset_input_destroy", &hb.input_destroy},
        {"hb_subset_input_unicode_set", &hb.input_unicodes},
        {"hb_subset_input_set", &hb.input_set},
        {"hb_subset_or_fail", &hb.subset},
    };
    hb.whole = hb.whole || library_open(&hb.handle, "libharfbuzz-subset.so.0", rows, sizeof rows / sizeof *rows);
    return hb.whole;
}

/* The face with the characters' glyphs alone, without its names; NULL where the font is broken. What the subsetter gives does
 * not tell its tables, so it is read again from its bytes. */
static hb_face_t *cut(hb_face_t *face, const uint32_t *points, size_t count)
{
    hb_subset_input_t *input = hb.input_create();
    if (!input)
        return NULL;
    for (size_t i = 0; i < count; i++)
        hb.set_add(hb.input_unicodes(input), points[i]);
    hb.set_add(hb.input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), HB_TAG('n', 'a', 'm', 'e'));
    hb_face_t *made = hb.subset(face, input), *again = NULL;
    hb.input_destroy(input);
    if (!made)
        return NULL;
    hb_blob_t *bytes = hb.face_blob(made);
    again = hb.face_create(bytes, 0);
    hb.blob_destroy(bytes);
    hb.face_destroy(made);
    return again;
}

/* Whether a face has what a browser asks of one: glyphs, and which character is which. */
static bool has_glyphs(const hb_tag_t *tags, unsigned count)
{
    bool outlines = false, map = false;
    for (unsigned i = 0; i < count; i++) {
        outlines |= tags[i] == HB_TAG('g', 'l', 'y', 'f') || tags[i] == HB_TAG('C', 'F', 'F', ' ') ||
                    tags[i] == HB_TAG('C', 'F', 'F', '2');
        map |= tags[i] == HB_TAG('c', 'm', 'a', 'p');
    }
    return outlines && map;
}

/* Gives a table to the face that is built; that of PostScript's outlines as a copy without the font's name, in `copy`. */
static void add_table(hb_face_t *builder, const hb_face_t *face, hb_tag_t tag, buffer *copy)
{
    unsigned size;
    hb_blob_t *table = hb.face_table(face, tag);
    if (tag == HB_TAG('C', 'F', 'F', ' ')) {
        const char *bytes = hb.blob_data(table, &size);
        buffer_add(copy, bytes, size);
        hb.blob_destroy(table);
        notice_unname((unsigned char *)copy->data, copy->size);
        table = hb.blob_create(copy->data, (unsigned)copy->size, HB_MEMORY_MODE_READONLY, NULL, NULL);
    }
    hb.builder_add(builder, tag, table);
    hb.blob_destroy(table);
}

/* Adds a face's bytes, with a table of names. */
static bool write_face(hb_face_t *face, const buffer *names, buffer *out)
{
    hb_tag_t tags[TABLES_MOST];
    unsigned count = TABLES_MOST, size = 0;
    hb.face_tags(face, 0, &count, tags);
    if (!has_glyphs(tags, count))
        return false;
    hb_face_t *builder = hb.builder_create();
    buffer copy = BUFFER_EMPTY;
    for (unsigned i = 0; i < count; i++)
        add_table(builder, face, tags[i], &copy);
    hb_blob_t *named = hb.blob_create(names->data, (unsigned)names->size, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb.builder_add(builder, HB_TAG('n', 'a', 'm', 'e'), named);
    hb_blob_t *whole = hb.face_blob(builder);
    const char *bytes = hb.blob_data(whole, &size);
    buffer_add(out, bytes, size);
    hb.blob_destroy(whole);
    hb.blob_destroy(named);
    hb.face_destroy(builder);
    bool good = size && !out->failed && !copy.failed;
    buffer_free(&copy);
    return good;
}

bool subset_make(const buffer *font, unsigned number, const uint32_t *points, size_t count, const buffer *names,
                 buffer *out)
{
    if (!hb.whole || font->size > UINT32_MAX)
        return false;
    hb_blob_t *blob = hb.blob_create(font->data, (unsigned)font->size, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb.face_create(blob, number), *made = cut(face, points, count);
    bool good = made && write_face(made, names, out);
    if (made)
        hb.face_destroy(made);
    hb.face_destroy(face);
    hb.blob_destroy(blob);
    return good;
}
