/* poppler and cairo, as the files of this folder use them: nothing else of the engine knows the libraries. They are opened by
 * name when a PDF is first read, because poppler brings some forty libraries along, which no other conversion should pay for.
 * All of it runs in the process of the helper "pdf". */
#ifndef SOURCE_POPPLER_LIBRARY_H
#define SOURCE_POPPLER_LIBRARY_H

#include "source/pdf-wire.h"

#include <cairo.h>
#include <poppler.h>

/* What is used of the libraries, by their own names. */
#define FUNCTIONS(USE)                                                                                                 \
    USE(g_bytes_new_static) USE(g_bytes_unref) USE(g_date_time_format) USE(g_date_time_unref) USE(g_error_free)        \
    USE(g_free) USE(g_log_set_writer_func) USE(g_log_set_default_handler) USE(g_object_unref) USE(cairo_clip_extents) USE(cairo_copy_path) USE(cairo_create) USE(cairo_destroy)  \
    USE(cairo_get_line_width) USE(cairo_get_source) USE(cairo_image_surface_create)                                    \
    USE(cairo_matrix_invert) USE(cairo_matrix_transform_point) USE(cairo_paint) USE(cairo_path_destroy)                \
    USE(cairo_pattern_get_matrix) USE(cairo_pattern_get_rgba) USE(cairo_pattern_get_surface)                           \
    USE(cairo_pattern_get_type) USE(cairo_scale) USE(cairo_set_source_rgb) USE(cairo_surface_create_observer)          \
    USE(cairo_surface_destroy) USE(cairo_surface_get_mime_data) USE(cairo_surface_get_type)                            \
    USE(cairo_image_surface_get_height) USE(cairo_image_surface_get_width)                                             \
    USE(cairo_surface_observer_add_fill_callback) USE(cairo_surface_observer_add_mask_callback)                        \
    USE(cairo_surface_observer_add_paint_callback) USE(cairo_surface_observer_add_stroke_callback)                     \
    USE(cairo_surface_write_to_png_stream) USE(cairo_translate) USE(cairo_user_to_device)                              \
    USE(cairo_user_to_device_distance) USE(poppler_dest_free) USE(poppler_document_find_dest)                          \
    USE(poppler_document_get_author) USE(poppler_document_get_creation_date_time)                                      \
    USE(poppler_document_get_keywords) USE(poppler_document_get_n_pages) USE(poppler_document_get_page)                \
    USE(poppler_document_get_subject) USE(poppler_document_get_title) USE(poppler_document_new_from_bytes)             \
    USE(poppler_error_quark) USE(poppler_action_free) USE(poppler_form_field_button_get_button_type)                   \
    USE(poppler_form_field_button_get_state) USE(poppler_form_field_choice_get_item)                                   \
    USE(poppler_form_field_choice_get_n_items) USE(poppler_form_field_choice_is_item_selected)                         \
    USE(poppler_form_field_get_alternate_ui_name) USE(poppler_form_field_get_field_type)                               \
    USE(poppler_form_field_get_name) USE(poppler_form_field_text_get_text) USE(poppler_index_iter_free)                \
    USE(poppler_index_iter_get_action) USE(poppler_index_iter_get_child) USE(poppler_index_iter_new)                   \
    USE(poppler_index_iter_next) USE(poppler_page_free_form_field_mapping) USE(poppler_page_free_link_mapping)         \
    USE(poppler_page_free_text_attributes) USE(poppler_page_get_form_field_mapping) USE(poppler_page_get_label)        \
    USE(poppler_page_get_link_mapping) USE(poppler_page_get_size) USE(poppler_page_get_text)                           \
    USE(poppler_page_get_text_attributes) USE(poppler_page_get_text_layout) USE(poppler_page_render)                   \
    USE(poppler_page_render_for_printing) USE(poppler_structure_element_get_actual_text)                               \
    USE(poppler_structure_element_get_alt_text) USE(poppler_structure_element_get_bounding_box)                        \
    USE(poppler_structure_element_get_kind) USE(poppler_structure_element_get_language)                                \
    USE(poppler_structure_element_get_page) USE(poppler_structure_element_get_table_column_span)                       \
    USE(poppler_structure_element_get_table_row_span) USE(poppler_structure_element_get_table_scope)                   \
    USE(poppler_structure_element_get_text) USE(poppler_structure_element_iter_free)                                   \
    USE(poppler_structure_element_iter_get_child) USE(poppler_structure_element_iter_get_element)                      \
    USE(poppler_structure_element_iter_new) USE(poppler_structure_element_iter_next)

#define POINTER(name) __typeof__(&name) name;
typedef struct pdf_library {
    void *handle;
    bool whole;
    FUNCTIONS(POINTER)
} pdf_library;
#undef POINTER

/* The state of the wrapper: what pdf_library_open has found. */
extern pdf_library pdf_lib;

/* Opens the libraries; false where they, or a function of them, are not here. */
bool pdf_library_open(void);

typedef struct known_look known_look;

/* What is written about a document. */
typedef struct description {
    buffer *out;
    buffer looks;
    known_look *known;
    uint32_t look_count;
    uint64_t glyphs;
    uint32_t *lengths; /* characters of each page */
    cairo_t *cairo;    /* while a page is observed */
    buffer pictures;
    uint32_t drawing_count, picture_count;
} description;

/* 0xRRGGBB of parts from 0 to 1. */
uint32_t pdf_colour_of(double red, double green, double blue);

/* The number of the look of text without any. */
void pdf_write_first_look(description *d);

/* Writes each character of a page with its place and look; gives their number. */
uint32_t pdf_write_text(description *d, PopplerPage *page);
void pdf_free_looks(description *d);

/* Draws a page before an observer, and writes what it saw: drawings, then pictures. */
void pdf_write_drawings(description *d, PopplerPage *page, double width, double height);

/* Draws a part of a page and adds its PNG, or nothing where that fails. */
void pdf_draw_region(PopplerDocument *document, uint32_t number, pdf_box box, buffer *reply);

void pdf_write_links(buffer *out, PopplerDocument *document, PopplerPage *page, double height);
void pdf_write_fields(buffer *out, PopplerPage *page, double height);

/* The page, from 1, that an action leads to; 0 where none. */
uint32_t pdf_page_of_action(PopplerDocument *document, const PopplerAction *action);

/* Adds a text that is the caller's to free, and frees it. */
void pdf_write_own(buffer *out, char *text);

/* Writes the structure tree from `root` (NULL: none); false where it would be too much work, and nothing of it is kept. */
bool pdf_write_structure(description *d, PopplerStructureElementIter *root, const float *heights, uint32_t pages);
void pdf_write_outline(buffer *out, PopplerDocument *document);

#endif
