/* What the readers of office documents do in the same way: quotations and program text go on from paragraph to paragraph,
 * boxes stand beside the paragraph that they are anchored in, links lead to bookmarks, captions go to what they describe,
 * and the lesson's language is the one that most of its letters are in. */
#ifndef READERS_OFFICE_H
#define READERS_OFFICE_H

#include "base/report.h"
#include "base/table.h"
#include "lesson/lesson.h"

enum { OFFICE_TONGUES = 16 };

/* How many letters are in each language; "" is text whose language is not said. */
typedef struct office_tongues {
    const char *unmarked;               /* the language that text without a mark is in; NULL unknown */
    struct {
        const char *language;
        size_t letters;
    } counts[OFFICE_TONGUES];
} office_tongues;

/* Whether two language tags have the same first subtag; NULL is like NULL only. */
bool office_same_tongue(const char *a, const char *b);

/* Counts the letters of a text in a language (NULL: unmarked). The string is kept, not copied. */
void office_count(office_tongues *tongues, const char *language, const char *text, size_t size);

/* Sets the lesson's language to that of most letters, and changes the marks of passages accordingly. */
void office_set_language(ard_document *document, arena *pool, const office_tongues *tongues);

/* A language that all of a leaf is in becomes the leaf's own. */
void office_lift_language(ard_document *document, ard_node *leaf);

/* Where a quoted paragraph goes: into `*quote`, where that is the last block of `container`, else into a new QUOTE, which
 * `*quote` then is. The container itself when memory has ended. */
ard_node *office_quotation(ard_document *document, ard_node **quote, ard_node *container, place where);

/* Lines of program text are paragraphs that follow one another: the CODE_BLOCK that ends `container` (NULL: none), with a
 * line end after what it has. NULL where none goes on. */
ard_node *office_code_before(ard_document *document, ard_node *container, place where);

/* Puts a text box where it is anchored: before a paragraph of which nothing is `shown` yet, else after it and after the
 * boxes that were put there (`*last`, NULL before the first). */
void office_put_box(ard_node *paragraph, bool shown, ard_node **last, ard_node *box);

/* A paragraph with nothing but formulas (and blanks, which end) becomes those formulas, as blocks. */
void office_unwrap_formulas(ard_node *paragraph);

/* A part's name that lives as long as the lesson, kept once in `names`; NULL for NULL. */
const char *office_part_name(ard_document *document, table *names, const char *name);

/* Whether the text of a header or a footer says more than "page 3 sur 5". */
bool office_header_says(const char *text);

/* A bookmark that stands in the paragraph that is read, or in empty ones before it. */
typedef struct office_bookmark {
    struct office_bookmark *next;
    const char *name;
} office_bookmark;

/* Says in `anchors` (name -> block) which block bookmarks are in, of two of one name the first's; empties the list. */
void office_set_anchors(table *anchors, office_bookmark **bookmarks, ard_node *block);

/* Leads a link whose href is "#" and the name of a bookmark to the block that the bookmark is in (`anchors`: name ->
 * block), which gets an id where it has none: the name, or "anchor-N" (N: ++*count) where that cannot be one. False where
 * the bookmark is not in the lesson. */
bool office_lead_link(ard_document *document, const table *anchors, ard_node *link, unsigned *count);

/* What is said once of a whole document: how often something was met. Counts of 0 are not said. */
typedef struct office_count_said {
    unsigned count;
    const char *code;
} office_count_said;

void office_report_counts(report_log *log, place where, const office_count_said *counts, size_t size);

/* Puts a CAPTION to the picture above it, the table below or above it, or the picture below, in a FIGURE; one that
 * describes neither becomes a paragraph. */
void office_attach_caption(ard_document *document, ard_node *caption);

/* Attaches each CAPTION that is not yet where it belongs. Pictures that stand in the paragraph of their caption go before
 * it first, and a box that held nothing but a picture with its caption is the figure itself. */
void office_attach_captions(ard_document *document, arena *pool);

/* The nodes of a kind in document order, listed before any is changed; the list is in `pool`. */
typedef struct office_nodes {
    struct office_nodes *next;
    ard_node *node;
} office_nodes;

office_nodes *office_all(ard_document *document, arena *pool, ard_kind kind);

#endif
