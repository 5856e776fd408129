/* Builds the light tree of xml.h, for the XML and the HTML parser. Inside the room only.
 *
 * Failure is sticky: after a limit or the end of memory, `status` says so and nothing is built any more. */
#ifndef SOURCE_BUILDER_H
#define SOURCE_BUILDER_H

#include "xml.h"

/* How far a text has been walked, for lines and columns (in characters) of offsets that ascend. */
typedef struct source_cursor {
    const char *text;
    size_t size, offset;
    uint32_t line, column;
} source_cursor;

source_cursor cursor_of(const char *text, size_t size);

/* Moves to an offset; one that lies behind stays where it is. Linear over all calls. */
void cursor_move(source_cursor *c, size_t offset);

typedef struct tree_builder {
    arena *pool;
    report_log *log;
    const ard_limits *limits;
    const char *part;
    source_cursor cursor;
    xml_node *root, *open;              /* the document's element; the innermost open one */
    xml_attribute **tail;               /* where the next attribute of `open` goes */
    uint32_t depth, nodes;
    buffer text;                        /* characters since the last tag */
    uint32_t text_line, text_column;
    ard_status status;
} tree_builder;

tree_builder builder_of(arena *pool, report_log *log, const ard_limits *limits, const char *part);
void builder_free(tree_builder *b);

/* Writes an error, once; the place is that of the cursor. */
void builder_fail(tree_builder *b, const char *code, const char *argument);

/* Opens an element at the cursor. `name` is borrowed: it must live as long as the pool. */
void builder_open(tree_builder *b, const char *name);

/* Adds an attribute to the element opened last, at its end; the value is copied. */
void builder_attribute(tree_builder *b, const char *name, const char *value, size_t size);

void builder_close(tree_builder *b);

/* Adds characters to the open element; outside the document's element they are dropped. */
void builder_text(tree_builder *b, const char *text, size_t size);

/* Ends the characters so far as a text node of the open element. */
void builder_flush(tree_builder *b);

/* A node of `pool`, counted against the limit, at the cursor; NULL after a failure. `size` is that of the whole struct. */
xml_node *builder_node(tree_builder *b, const char *name, size_t size);

#endif
