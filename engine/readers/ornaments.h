/* Pictographs that adorn a page. */
#ifndef READERS_ORNAMENTS_H
#define READERS_ORNAMENTS_H

#include "base/plugin.h"
#include "lesson/lesson.h"

/* Takes pictographs away that adorn what they stand before or after ("💡 Astuce"): alone at an end of a block or a link that
 * has words, parted from them by a blank. One that stands alone, is repeated, or means something by itself (✅, ⭐) stays, to
 * be said by its name. Their number is reported. */
void ornaments_remove(task *t, ard_document *document);

#endif
