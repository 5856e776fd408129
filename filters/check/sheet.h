/* What the style sheets inside a page show and hide: display and visibility of rules whose last simple selector can match
 * an element. A rule with conditions (other compounds, pseudo-classes, media) only may apply. */
#ifndef CHECK_SHEET_H
#define CHECK_SHEET_H

#include "page.h"

struct sheet_rule {
    sheet_rule *next;
    const char *tag;            /* NULL: any */
    const char *classes, *ids;  /* blank-separated, all must be there; "" for none */
    bool certain;               /* nothing else is needed for it to apply */
    answer displays, visible;   /* what its declarations say; MAYBE: nothing */
};

/* Reads the page's <style> elements. */
void sheet_read(page *p);

/* Whether some rule says that an element by itself is not displayed, or not visible; MAYBE where rules may. */
answer sheet_hides(const page *p, const xml_node *node);
answer sheet_conceals(const page *p, const xml_node *node);

/* The next declaration of a block of declarations: name and value, without "!important", which is told apart. */
typedef struct declaration {
    const char *name, *value;   /* not NUL-terminated */
    size_t name_size, value_size;
    bool important;
} declaration;
bool sheet_declaration(const char **block, declaration *d);

#endif
