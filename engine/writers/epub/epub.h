/* EPUB 3.3: the lesson in chapters, by the functions of the HTML writer. Inside the folder only. */
#ifndef WRITERS_EPUB_H
#define WRITERS_EPUB_H

#include "source/archive.h"
#include "writers/html.h"

/* A line of the navigation document. */
typedef struct epub_line {
    struct epub_line *next;
    const char *label;          /* never empty */
    const char *file, *id;
    int level;                  /* of a heading, 1 to 6 */
} epub_line;

typedef struct epub_lines {
    epub_line *first, **end;
} epub_lines;

typedef struct epub_book {
    html_page page;
    archive_writer *zip;
    const ard_node **cuts;      /* blocks that begin a chapter, in their order; the first chapter begins by itself */
    size_t cut_count, next_cut;
    table *files;               /* the chapter's file by id */
    const char **note_files;    /* by a note's number, minus 1: the chapter that its first reference stands in */
    size_t note_count;
    unsigned chapter;           /* the one that is written, from 1 */
    const char *file;           /* its file */
    buffer chapters;            /* rows of the manifest and of the spine for those that are done */
    buffer spine;
    epub_lines headings, marks;
    const struct said *said;    /* where it is heard; NULL: it is not */
    const buffer *sound;        /* the MP3 file */
    uint64_t overlays;          /* milliseconds of the overlays so far */
    buffer durations;           /* metadata of those */
    fingerprint hash;           /* of all that has been packed: the publication's identifier */
    bool failed;
} epub_book;

/* Finds where chapters begin, and which chapter each id stands in. False where there is no memory. */
bool epub_plan(epub_book *book);

/* The file of a chapter by its number, in the book's pool. */
const char *epub_file(epub_book *book, unsigned chapter);

/* Packs a part, and counts it for the identifier. */
void epub_add(epub_book *book, const char *name, const void *bytes, size_t size);

/* Adds the navigation document, and the package document with the accessibility metadata. */
void epub_navigation(epub_book *book);
void epub_package(epub_book *book);

/* Adds the metadata about accessibility (EPUB Accessibility 1.1, 2.2) that is true of this lesson. */
void epub_access(const epub_book *book, buffer *out);

/* Whether anything of the chapter that is written is heard: it has an overlay then. */
bool epub_is_heard(const epub_book *book);

/* When all chapters are done: packs the sound and the overlays (EPUB 3.3, 9), with their rows of the manifest. Then: adds the
 * metadata of those. */
void epub_sound(epub_book *book);
void epub_overlay_metadata(const epub_book *book, buffer *out);

/* Writes a book; `heard` and `sound` are NULL where it is not heard. */
ard_status epub_write_book(task *t, const ard_document *document, ard_output *output, const struct said *heard,
                           const buffer *sound);

/* The path of a picture in the package. */
void epub_picture_path(int number, const resource *picture, buffer *out);

#endif
