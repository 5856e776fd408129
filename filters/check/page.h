/* A page as the rules see it: its tree, what its own style sheets hide, roles and names of its elements. Where a rule of
 * CSS makes an answer uncertain, the answer says so. */
#ifndef CHECK_PAGE_H
#define CHECK_PAGE_H

#include "base/buffer.h"
#include "base/table.h"
#include "source/xml.h"

/* An answer that may not be known. */
typedef enum answer { NO, YES, MAYBE } answer;

typedef struct sheet_rule sheet_rule;
struct docx_facts;

typedef struct page {
    xml_node *root;             /* the html element, or another document's element */
    arena *pool;
    const char *part;           /* of the package, or NULL */
    bool xhtml;                 /* read as XML: xml:lang counts */
    table *ids;                 /* the first element with each id */
    table *labels;              /* the first label for each id */
    table *referred;            /* ids that ARIA and labels refer to */
    table *rules;               /* rules of <style> elements that show or hide, by what they must match: "#id", ".class",
                                   a tag, "*"; NULL for none */
    table *owners;              /* the element whose aria-owns has an id */
    bool generates;             /* a <style> has a content property */
    unsigned rule_count;
    bool outside;               /* it has a style sheet outside of it, or more rules than are read */
    bool fonts;                 /* a <style> chooses a font, which may be one of icons */
    const xml_node *refresh;    /* the meta element that refreshes, once it was met */
    const struct docx_facts *docx;  /* of a Word document's main part; NULL for a page */
    size_t work;                /* steps that rules have taken: page_may_work */
} page;

/* Indexes a tree that has been read into `pool`. */
void page_open(page *p, xml_node *root, arena *pool, const char *part, bool xhtml);

/* The HTML or SVG name of an element without its prefix ("svg:title" is "title"); "" for text. */
const char *page_tag(const xml_node *node);
bool page_is_svg(const xml_node *node);

/* The value of an attribute without the white space at its ends, in the pool; NULL where there is none. */
const char *page_value(page *p, const xml_node *node, const char *attribute);

/* The first element with an id, or NULL. */
xml_node *page_id(const page *p, const char *id);

/* The next id of a blank-separated list at `*list`, into `id`; false at its end. */
bool page_next_id(const char **list, char *id, size_t room);

/* Whether an element is not rendered: an ancestor or itself is display: none, visibility: hidden, hidden, or of a kind
 * that never is. */
answer page_hidden(const page *p, const xml_node *node);

/* Whether assistive technology does not meet it: hidden, or below aria-hidden. */
answer page_unexposed(const page *p, const xml_node *node);

/* Whether the keyboard reaches an element (`tab`), or a script or the mouse may focus it. */
bool page_focusable(const xml_node *node, bool tab);

/* The role of an element: its first valid explicit one, else that of its kind; "" for none. The names "none" and
 * "presentation" are both given as "none", and only where they hold (WAI-ARIA 1.2, presentational roles conflict). */
const char *page_role(const page *p, const xml_node *node);
const char *page_explicit_role(const xml_node *node);   /* as it is said, conflict or not; "" for none */
const char *page_implicit_role(const xml_node *node);

/* Whether an element has an ARIA attribute that every element may have. */
bool page_has_global(const xml_node *node);

/* Adds the accessible name (accname 1.2, HTML-AAM) to `name`. MAYBE where a style sheet may add to an empty one. */
answer page_name(page *p, const xml_node *node, buffer *name);

/* Counts a step of what may go through a page again for each of its elements; false once a page has had millions of them,
 * so that its time stays linear: what is asked then cannot be told. */
bool page_may_work(page *p);

/* Adds the element's place as an XPath: "/html[1]/body[1]/p[3]". */
void page_xpath(const xml_node *node, buffer *out);

/* The next element of the tree after `node`, or NULL. */
xml_node *page_next(const page *p, const xml_node *node);

/* The nearest ancestor with a tag, or NULL. */
xml_node *page_above(const xml_node *node, const char *tag);

#endif
