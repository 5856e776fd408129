/* HTML's tokens (HTML Living Standard, 13.2.5) over a text in memory. Linear in its size; comments are passed over.
 * Inside the room only. */
#ifndef SOURCE_HTML_TOKENS_H
#define SOURCE_HTML_TOKENS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/table.h"

#include <stdint.h>

/* How many attributes of a tag are kept. */
enum { TAG_ATTRIBUTES = 2000 };

typedef enum html_kind { HTML_FILE_END, HTML_TEXT, HTML_START, HTML_END, HTML_DOCTYPE } html_kind;

/* What the next characters are: tags and text, or the contents of an element that holds text only. */
typedef enum html_content { CONTENT_DATA, CONTENT_RCDATA, CONTENT_RAWTEXT, CONTENT_SCRIPT, CONTENT_PLAIN } html_content;

typedef struct html_pair {
    const char *name;               /* lower case, one string for each name */
    size_t value, size;             /* in the tokenizer's `values` */
} html_pair;

typedef struct html_token {
    html_kind kind;
    size_t offset;                  /* of its first character */
    const char *name;               /* of a tag: lower case, one string for each name; of a doctype: as it is */
    bool closed;                    /* a start tag that ends in "/>" */
    html_pair *pairs;               /* of a start tag, each name once */
    size_t count;
    const char *text;               /* characters, references resolved; good until the next token */
    size_t size;
} html_token;

typedef struct html_tokenizer {
    const char *text;
    size_t size, at;
    arena *pool;
    table *names;
    html_content content;           /* set by the tree builder after a start tag; back to data by the end tag */
    const char *closing;            /* the element whose end tag ends that content */
    bool foreign;                   /* inside MathML or SVG: CDATA sections are text */
    buffer characters, values;
    html_pair *pairs;
    size_t room;                    /* of pairs */
    uint32_t tags, dropped;         /* start tags so far; attributes over the limit */
    bool failed;                    /* memory has ended */
} html_tokenizer;

html_tokenizer html_tokenizer_of(arena *pool, const char *text, size_t size);
void html_tokenizer_free(html_tokenizer *t);

/* The next token; after the last, HTML_FILE_END without end. */
html_token html_next(html_tokenizer *t);

/* The one string of a name; NULL when memory has ended. */
const char *html_name(html_tokenizer *t, const char *name, size_t size);

#endif
