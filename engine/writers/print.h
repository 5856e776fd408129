/* Large print (STYLE_PRINT): how each format shows it. Nothing is smaller than the text, headings are bold and little larger,
 * italics look otherwise, pictures grow with the text, and the pages of the book are named in words. */
#ifndef WRITERS_PRINT_H
#define WRITERS_PRINT_H

#include "lesson/lesson.h"

typedef enum emphasis_look { LOOK_ITALIC, LOOK_BOLD, LOOK_UNDERLINE, LOOK_SPACED } emphasis_look;

bool print_is_large(const ard_document *document);

/* A share of the text's size, in per cent, as it is shown: never below 100 in large print. */
int print_share(const ard_document *document, int percent);

/* The share of a heading of a level (1 to 6) that has `percent` on pages that are no large print. */
int print_heading(const ard_document *document, int level, int percent);

/* What stands for italics on the page, and how an EMPHASIS is shown: what a question is about stays italic, and what stands in
 * bold already is underlined. */
emphasis_look print_emphasis(const ard_document *document);
emphasis_look print_look(const ard_document *document, const ard_node *emphasis);

/* How much larger pictures are shown: 1 where the page is no large print. */
double print_scale(const ard_document *document);

/* picture_size (measures.h), as large as the page's print shows pictures. */
bool print_picture(const ard_document *document, const ard_node *image, double most_width, double most_height,
                   double *width, double *height);

/* Adds what a mark of a printed page shows: "page 12" or, in large print, "page 12 du livre". */
void print_page_name(const ard_document *document, const char *language, const char *number, buffer *out);

/* Whether the page's paper is dark: black lines of pictures need a light ground there. */
bool page_is_dark(const ard_document *document);

/* The page's ink for lines and borders, "#rrggbb", where the page says its paper; else NULL. */
const char *page_ink(const ard_document *document);

#endif
