/* EPUB 2 and 3 (EPUB 3.3; OPF and OPS 2.0.1). Pages of the spine are read as web pages, by the reader of those, after their
 * ids and links were made to hold in one document. Inside the folder only. */
#ifndef READERS_EPUB_H
#define READERS_EPUB_H

#include "readers/html.h"

#include "base/table.h"
#include "source/ocf.h"
#include "source/opf.h"

/* A page of the spine. */
typedef struct epub_page {
    struct epub_page *next;
    const char *part;           /* in the document's pool: nodes' places refer to it */
    xml_node *root;             /* the html element */
    unsigned number;            /* from 1 */
    bool linear;
    bool pictured;              /* a drawing or picture, not a page of text */
    table *renamed;             /* ids of the page that another page has too, and what they have become */
    table *ids;                 /* ids of the page, as they are now, and their elements */
    const char *anchor;         /* the id where a link to the page itself leads; NULL: not asked for */
} epub_page;

/* A line of a table of contents or of a list of printed pages. */
typedef struct epub_entry {
    struct epub_entry *next;    /* in the order of the source */
    const char *label;          /* blanks folded, never empty */
    const char *part;           /* the archive's name; NULL: leads nowhere */
    const char *fragment;       /* or NULL */
    int depth;                  /* from 1 */
} epub_entry;

typedef struct epub {
    task *task;
    report_log *log;
    arena *pool;
    ard_document *document;
    ocf *container;
    opf *package;
    epub_page *pages;
    table *by_part;             /* pages */
    table *ids;                 /* every id of the publication, and its element */
    table *contents;            /* the first line of the table of contents that leads to a part */
    epub_entry *printed;
    table *pictures;            /* numbers of pictures by part, as `int *` */
    web_site site;
    unsigned malformed, unlinear, overlaid;
    unsigned pronounced;        /* elements with a pronunciation (EPUB 3.3, 6.1.4: ssml:ph) */
} epub;

/* Dublin Core and what the package says besides, as the lesson's metadata. */
void epub_metadata(epub *e);

/* The pages of the spine, read as XML or HTML; those out of the linear order come last. ARD_E_READ where there are none, or
 * where one is encrypted or damaged. */
ard_status epub_pages(epub *e);

/* Makes ids unique in the publication, and links between its pages "#id". */
void epub_join(epub *e);

/* Table of contents and list of pages, of the navigation document (EPUB 3.3, 7) or the NCX (OPF 2.0.1, 2.4.1). */
void epub_contents(epub *e);

/* Puts a mark where the list of pages says that a printed page begins and the text does not. */
void epub_mark_pages(epub *e);

/* Puts into each element that a media overlay (EPUB 3.3, 9) gives a sound the clip, as data-*; reports what is not kept. */
void epub_overlays(epub *e);

/* Sets an attribute of an element, in the reader's pool. */
void epub_set(epub *e, xml_node *n, const char *name, const char *value);

/* A new element of the reader's pool, without a parent. */
xml_node *epub_element(epub *e, const char *name, const xml_node *where);

#endif
