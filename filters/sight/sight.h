/* What the files of the filter "sight" share: large print, colours, sheets. It changes presentation alone: the page's own
 * style, the looks of other styles, how wide tables lie on the sheet. No word, sign or picture is added or taken away. */
#ifndef SIGHT_SIGHT_H
#define SIGHT_SIGHT_H

#include "base/plugin.h"
#include "lesson/lesson.h"

/* The page's colours, and those of styles that could not be read with them (palette.c). ARD_E_USAGE for a name without
 * colours, which the table of options lets nobody say. */
ard_status sight_palette(task *job, ard_document *document);

/* A palette by its name: its ink and its paper, "#rrggbb"; false for "document" and any other name. */
bool sight_palette_named(const char *name, const char **ink, const char **paper);

/* Large print (print.c): sizes, headings, what stands for italics. */
void sight_print(task *job, ard_document *document);

/* Tables whose longest words have no room side by side (tables.c): turned where a turned sheet has it, else counted and
 * said. */
void sight_tables(task *job, ard_document *document);

#endif
