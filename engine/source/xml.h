/* XML and HTML documents as one light tree in a pool, whatever the parser.
 *
 * Names are canonical: the namespace's own prefix (namespaces.c has the table, Strict and Transitional OOXML alike) and
 * the local name: "w:p", "math:mi", "text:h"; XHTML's elements and attributes without a namespace have none: "p",
 * "href". An unknown namespace gives "?:name". HTML is read into the same names, lower case.
 * Text nodes have no name; text that touches is one node; comments and processing instructions are not kept.
 * No entity is expanded but XML's and HTML's own; nothing is fetched. */
#ifndef SOURCE_XML_H
#define SOURCE_XML_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/report.h"

#include <string.h>

typedef struct xml_attribute {
    struct xml_attribute *next;         /* in the order of the source */
    const char *name, *value;
} xml_attribute;

typedef struct xml_node {
    struct xml_node *parent, *first, *last, *next;
    const char *name;                   /* NULL: text */
    const char *text;                   /* of a text node: NUL-terminated */
    size_t size;                        /* bytes of text */
    xml_attribute *attributes;
    uint32_t line, column;              /* column 0: unknown */
} xml_node;

/* Reads XML; `*root` is the document's element, in `pool`. `part` names it in diagnostics ("word/document.xml", or NULL).
 * ARD_E_READ where it is not well formed, with line and column; ARD_E_LIMIT past limits->depth or ->nodes. */
ard_status xml_read(xml_node **root, arena *pool, report_log *log, const ard_limits *limits, const char *part,
                    const void *bytes, size_t size);

/* Reads HTML as found: the encoding is found first (byte order mark, meta, then UTF-8 or windows-1252), the tree is HTML5's.
 * `*root` is the html element. Same limits; broken markup is no error. */
ard_status html_read(xml_node **root, arena *pool, report_log *log, const ard_limits *limits, const char *part,
                     const void *bytes, size_t size);

static inline bool xml_is(const xml_node *node, const char *name)      /* false for NULL */
{
    return node && node->name && *node->name == *name && strcmp(node->name, name) == 0;
}
const char *xml_value(const xml_node *node, const char *attribute);     /* NULL where there is none */
xml_node *xml_child(const xml_node *node, const char *name);            /* the first of that name; NULL */
xml_node *xml_sibling(const xml_node *node, const char *name);          /* the next of that name; NULL */

/* The next node of `root`'s tree in document order, or NULL; xml_after passes over what is below `node`. */
xml_node *xml_following(const xml_node *node, const xml_node *root);
xml_node *xml_after(const xml_node *node, const xml_node *root);

/* Adds all the characters below a node. */
void xml_text(const xml_node *node, buffer *text);

/* The place of a node, for a diagnostic or a lesson's node. */
place xml_place(const xml_node *node, const char *part);

#endif
