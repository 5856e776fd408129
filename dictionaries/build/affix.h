/* A hunspell dictionary unfolded: each form that its suffixes give, with its morphology (hunspell(5): SFX, FLAG long,
 * NEEDAFFIX, po: and is: fields). Prefixes are left out: those of French are elisions ("l'", "qu'"), tokens of their own. */
#ifndef BUILD_AFFIX_H
#define BUILD_AFFIX_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct affixes affixes;

/* Reads the text of an .aff file, which must outlive the rules; it is cut into pieces in place. NULL when memory has ended. */
affixes *affixes_new(arena *pool, char *text);

/* Called for each form: `base` is the entry's own spelling, `fields` its morphology, blank-separated ("po:nom is:mas is:sg");
 * both live during the call only. */
typedef void affix_form(void *user, const char *form, const char *base, const char *fields);

/* Calls for every form of the text of a .dic file, which is cut into pieces in place. False where a line is too long. */
bool affixes_unfold(const affixes *a, char *text, affix_form *each, void *user);

#endif
