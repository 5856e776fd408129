/* DTBook (ANSI/NISO Z39.86-2005, dtbook 2005-3): the lesson as a book of levels, for the writers of DTBook and of DAISY.
 *
 * What DTBook has no element for is the nearest one with the class "ard-" and the kind's name, by which our reader knows it
 * again ("ard-exercise"); levels that stand for headings alone have the class "ard-implied". */
#ifndef WRITERS_DTBOOK_H
#define WRITERS_DTBOOK_H

#include "base/table.h"
#include "writers/common.h"

enum { DTBOOK_LEVELS = 6 };

typedef struct dtbook_page dtbook_page;

/* What a package asks for; NULL functions for a book alone. */
typedef struct dtbook_book {
    /* Adds where a picture is found. */
    void (*picture)(dtbook_page *page, int number, const resource *picture);

    /* Adds attributes (smilref) of a leaf, a note, a note's reference or a page number, whose id is given. */
    void (*sync)(dtbook_page *page, const ard_node *node, const char *id);
} dtbook_book;

/* A level that is open. */
typedef struct dtbook_level {
    const ard_node *owner; /* the container that it is; NULL where a heading alone asked for it */
    size_t begun;          /* bytes of text before its content, its heading included */
    bool headed;           /* its heading was there */
    bool parted;           /* a level in it has ended: DTBook has no block after that */
} dtbook_level;

struct dtbook_page {
    task *task;
    const ard_document *document;
    arena *pool;
    const char *language;
    const notes *notes;
    const dtbook_book *book; /* NULL: a book alone */
    void *user;
    buffer text;
    table *ids; /* of the source, to dtbook_id */
    unsigned made;          /* ids */
    dtbook_level levels[DTBOOK_LEVELS];
    int depth;
    unsigned inside;        /* containers that are open and no levels */
    const char *heading;    /* element of the open heading that is no level's; NULL: a level's */
    const ard_node *figure; /* the open one that is pictures and captions alone */
    const ard_node *counted; /* the item that had a label last, */
    long count;              /* and its number */
    const ard_node *nested; /* the outermost open link */
    unsigned moved, plain, undescribed, forms; /* what was lost: levels of headings, headings in boxes, pictures, fields */
};

/* An id of the source: the first node that has it, and how it is written. */
typedef struct dtbook_id {
    const ard_node *node;
    const char *written;
} dtbook_id;

/* Begins a page: all that is owned is in its pool, and its text. False when memory has ended. dtbook_close ends it. */
bool dtbook_open(dtbook_page *page);
void dtbook_close(dtbook_page *page);

/* Adds the whole book: head, with `uid` as its identifier, and text. */
void dtbook_whole(dtbook_page *page, const char *uid);

/* Adds the text alone, `<bodymatter>`. */
void dtbook_body(dtbook_page *page);

/* Whether memory lasted. */
bool dtbook_good(const dtbook_page *page);

/* Reports what was lost, once each. */
void dtbook_losses(const dtbook_page *page);

/* For the files of the writer: a node's beginning and its end, levels apart. An enter that says true has written all below. */
bool dtbook_enter(dtbook_page *page, const ard_node *node);
void dtbook_leave(dtbook_page *page, const ard_node *node);

/* Adds id, language, direction and what a package asks for; `wanted`: an id is needed, of the source's or not. */
void dtbook_attributes(dtbook_page *page, const ard_node *node, bool wanted);

/* Of a printed page, by its number: "normal", an Arabic one, the book's; "front", a Roman one; "special", any other. */
const char *dtbook_page_kind(const char *number);

#endif
