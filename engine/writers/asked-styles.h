/* The character styles of what a question asks about, in DOCX and ODT: a name for each kind of emphasis, so that the
 * passage is told from other emphasis by a person, by a program, and after an editor's work. */
#ifndef WRITERS_ASKED_STYLES_H
#define WRITERS_ASKED_STYLES_H

#include "lesson/asked.h"

typedef struct asked_style {
    ard_kind kind;              /* SPAN: any other inline, whose look is its own */
    const char *id, *name;      /* "DemandeSouligne", "Demandé : souligné" */
} asked_style;

enum { ASKED_STYLES = 6 };
extern const asked_style asked_styles[ASKED_STYLES];

/* The number of the style of an asked node; -1 for a node that nothing asks about. */
int asked_style_of(const ard_node *node);

#endif
