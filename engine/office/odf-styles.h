/* Styles of an OpenDocument text (ODF 1.3, part 3, 16): named and automatic ones, default styles, and what each comes to
 * with its parents. */
#ifndef OFFICE_ODF_STYLES_H
#define OFFICE_ODF_STYLES_H

#include "odf-look.h"

/* Where a style was said: styles of the same name may be automatic in content.xml and in styles.xml. */
typedef enum odf_scope { ODF_NAMED, ODF_CONTENT, ODF_MASTER } odf_scope;

/* A style. `text` and `paragraph` are whole: with its parents; of a paragraph style with the default style too. */
typedef struct odf_style {
    const char *name, *shown;           /* shown: as people see it */
    const char *key;                    /* private: the shown name in small letters, between bars; NULL for none */
    int level;                          /* private: of a heading, by its own name; 0 */
    const char *family;                 /* "paragraph", "text", "table-cell"... */
    const char *list, *master;          /* style:list-style-name ("" takes it away), style:master-page-name; NULL */
    int outline;                        /* style:default-outline-level; ODF_UNSAID */
    odf_text_look text;
    odf_paragraph_look paragraph;
    const struct odf_style *parent;     /* NULL at the end; never a loop */
    const xml_node *xml;
    enum { ODF_RAW, ODF_OPEN, ODF_WHOLE } state;    /* private */
} odf_style;

typedef struct odf_styles odf_styles;

/* No styles yet; NULL when memory has ended. */
odf_styles *odf_styles_new(arena *pool, report_log *log);

/* Adds the style:style and style:default-style elements below `root` (office:styles or office:automatic-styles; NULL: none).
 * After all were added, odf_styles_resolve; a style that is its own parent is cut off, and reported once. */
void odf_styles_add(odf_styles *styles, odf_scope scope, const xml_node *root, const char *part);
void odf_styles_resolve(odf_styles *styles);

/* A style by its name: an automatic one of that scope, else a named one; NULL where there is none, and for NULL. */
const odf_style *odf_style_of(const odf_styles *styles, odf_scope scope, const char *family, const char *name);

/* What unstyled text of a family looks like (its default style); and unstyled paragraphs: the style "Standard". */
const odf_style *odf_style_default(const odf_styles *styles, const char *family);

/* Whether a style, or one of its parents, is called so: lower case, between bars ("|quotations|citation|"). */
bool odf_style_is(const odf_style *style, const char *names);

/* The same of a shown name alone. */
bool odf_name_is(const char *shown, const char *names);

/* The level of a heading by the style: its outline level, else its name ("Heading 2", "Titre 2"); 0 for none. */
int odf_style_level(const odf_style *style);

/* The named style that a style is, or an automatic one is based on; NULL. */
const odf_style *odf_style_named(const odf_style *style);

#endif
