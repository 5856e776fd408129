/* Inside of the OMML reader: omml.c walks, omml_run.c reads characters, omml_build.c makes each object's MathML. */
#ifndef MATHS_OMML_H
#define MATHS_OMML_H

#include "mathml.h"

typedef struct omml {
    ard_document *document;
    report_log *log;
    const char *part;
} omml;

/* The arguments of objects. */
typedef enum omml_role {
    OMML_E, OMML_NUM, OMML_DEN, OMML_SUB, OMML_SUP, OMML_DEG, OMML_LIM, OMML_FNAME, OMML_ROLES
} omml_role;

/* An object or argument that is open. Its `node` is an unlinked mrow that collects what is inside. */
typedef struct omml_frame {
    struct omml_frame *up;
    const xml_node *xml;
    const struct omml_row *row;
    ard_node *node;
    ard_node *arguments[OMML_ROLES];    /* the last of each, a child of `node` */
} omml_frame;

/* Makes an object's MathML of the arguments in its frame and appends it to `into`. What it leaves in the frame is
 * appended after it by the caller. */
typedef void omml_build(omml *m, omml_frame *f, ard_node *into);

/* 22.1.2 of ECMA-376 part 1, by section. */
omml_build omml_accent, omml_bar, omml_border_box, omml_delimiters, omml_array, omml_fraction, omml_function,
    omml_group, omml_lower_limit, omml_upper_limit, omml_matrix, omml_matrix_row, omml_nary, omml_phantom,
    omml_radical, omml_pre_scripts, omml_subscript, omml_sub_superscript, omml_superscript;

/* A new element with text (NULL for none), unlinked. */
ard_node *omml_element(omml *m, const xml_node *from, const char *name, const char *text);

/* Reads a run (m:r) into `into`. In an equation array (`aligned`), "&" becomes a MATHML node "maligngroup", which
 * omml_array turns into cells. */
void omml_run(omml *m, const xml_node *run, ard_node *into, bool aligned);

/* A property of an object (f->xml's ...Pr child): m:val of `name` there; NULL where it is not said. `said` may be
 * NULL; it tells whether the element is there. */
const char *omml_property(const omml_frame *f, const char *name, bool *said);

/* Whether an on/off property is on: 22.9.2.7, on where it has no value. */
bool omml_on(const omml_frame *f, const char *name);

#endif
