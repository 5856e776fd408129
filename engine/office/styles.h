/* Styles of a WordprocessingML document (ECMA-376 part 1, 17.7) and what they come to: defaults, paragraph style,
 * character style, direct formatting, each with all that it is based on. */
#ifndef OFFICE_STYLES_H
#define OFFICE_STYLES_H

#include "look.h"

/* A style. `run` and `paragraph` are whole: with what it is based on, without the defaults. */
typedef struct wml_style {
    const char *id, *name;              /* the name is Word's own, English one for built-in styles: "heading 1" */
    const char *type;                   /* "paragraph", "character", "table", "numbering" */
    const struct wml_style *based_on;   /* NULL at the end; never a loop */
    wml_run_look run;
    wml_paragraph_look paragraph;
    bool header_row, header_column;     /* of a table style: the first row or column looks different */
    bool resolved;                      /* private */
} wml_style;

typedef struct wml_styles wml_styles;

/* Reads w:styles; `root` may be NULL (no styles at all). Loops of w:basedOn are cut, and reported. NULL when memory has
 * ended. */
wml_styles *wml_styles_read(arena *pool, report_log *log, const char *part, const xml_node *root);

/* A style by its id and type, or the default one of that type where the id is NULL or unknown (then NULL only where the
 * document has no default). */
const wml_style *wml_style_of(const wml_styles *styles, const char *type, const char *id);

/* What a run comes to. Styles may be NULL; `direct` may be NULL. No toggle, size or rtl is left unsaid. */
wml_run_look wml_run_whole(const wml_styles *styles, const wml_style *paragraph, const wml_style *character,
                           const wml_run_look *direct);

/* What a paragraph comes to, defaults included. */
wml_paragraph_look wml_paragraph_whole(const wml_styles *styles, const wml_style *style, const wml_paragraph_look *direct);

/* The level of a heading, from 1, by outline level, or by the name of a built-in style ("heading 2", "Titre 2") where
 * no outline level is said; 0 where it is none. `look` is the whole paragraph's. */
int wml_heading_level(const wml_style *style, const wml_paragraph_look *look);

/* Whether a style, or one that it is based on, has one of these names: lower case, between bars ("|quote|citation|"). */
bool wml_style_is(const wml_style *style, const char *names);

#endif
