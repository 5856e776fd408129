/* A document from inside; for the files of this room. */
#ifndef LESSON_DOCUMENT_H
#define LESSON_DOCUMENT_H

#include "base/table.h"
#include "lesson.h"
#include "remarks.h"

typedef struct kept_resource {
    resource about;
    struct kept_resource *alike;        /* another of the same hash */
    int number;
} kept_resource;

typedef struct kept_font {
    page_font about;
    struct kept_font *next;
} kept_font;

struct ard_document {
    arena *pool;
    report_log *log;
    ard_limits limits;
    ard_status status;
    ard_node *root;
    uint32_t nodes;
    attribute *metas, *given;           /* ascending; of `given` the names count */

    kept_resource **resources;
    size_t resource_count, resource_room;
    table *resources_by_hash;
    struct kept_font *fonts, **last_font;

    style *styles;                      /* row 0 is none, row 1 the page's */
    size_t style_count, style_room;
    unsigned styles_named, marks_named; /* the last numbers that names were made with */
    table *styles_by_name, *styles_by_values;

    ard_node *script;                   /* what is said in place of the lesson, or NULL */
    ard_node *kept;                     /* remarks.h */
    kept_pair *pairs;
    size_t pair_count;
    remark *remarks, *last_remark;

    char *tail;                         /* the characters that node_append_text added to last, */
    size_t tail_size, tail_room;        /* their length, and the bytes they may grow into */
};

/* Memory of the document's pool; when there is none the document's status says so, and the diagnostic is written. */
void *document_alloc(ard_document *document, size_t size);

/* A copy of characters in the pool: what XML or a tree cannot hold becomes U+FFFD, a carriage return a newline. */
char *document_text(ard_document *document, const char *text, size_t size);

/* Whether document_text would change nothing. */
bool document_text_is_good(const char *text, size_t size);

/* Keeps the first refusal, and reports it. */
void document_refuse(ard_document *document, const char *code);

/* Sets, replaces or (NULL value) takes away an entry of an ascending list; the value is cleaned. */
void attributes_set(ard_document *document, attribute **list, const char *name, const char *value);
const char *attributes_value(const attribute *list, const char *name);

/* Makes the rows that every style table has. */
void styles_begin(ard_document *document);

/* Makes the table find its rows by their names and values, after rows were moved. */
void styles_index(ard_document *document);

/* Another node with the kind, attributes, number, style and place of `node`, but no children; NULL when refused. */
ard_node *node_copy_alone(ard_document *document, const ard_node *node);

#endif
