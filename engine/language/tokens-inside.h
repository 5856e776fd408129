/* Between tokens.c and token-forms.c: a text that is being cut. */
#ifndef LANGUAGE_TOKENS_INSIDE_H
#define LANGUAGE_TOKENS_INSIDE_H

#include "tokens.h"
#include "words.h"

#include "base/text.h"

enum { TOKEN_LONGEST = 127 };       /* bytes of what is looked up in a table */

typedef struct cutter {
    token_list *list;
    const char *text;
    size_t size;
    bool french, english, italian;
    bool failed;
} cutter;

/* The code point at an offset, 0 at the end; its length in `*length`. */
static inline uint32_t token_point(const cutter *c, size_t at, size_t *length)
{
    *length = 0;
    return at < c->size ? text_decode(c->text + at, c->size - at, length) : 0;
}

static inline bool token_is_digit(const cutter *c, size_t at)
{
    return at < c->size && (unsigned char)(c->text[at] - '0') < 10;
}

/* Whether the lexicon has a word, as it is written or in small letters. */
bool token_is_form(const char *word, size_t size);

/* The end of the letters that begin at an offset; soft hyphens and joiners within belong to them. */
size_t token_letters(const cutter *c, size_t at);

/* The ends of what begins at an offset; the offset itself where it is none. */
size_t token_address(const cutter *c, size_t at);
size_t token_gap(const cutter *c, size_t at);
size_t token_number(const cutter *c, size_t at);
size_t token_roman(const cutter *c, size_t at);      /* "XIXe", and no word: "Ver", "Le" */
size_t token_unit(const cutter *c, size_t at);
size_t token_abbreviation(const cutter *c, size_t at);
size_t token_mixed(const cutter *c, size_t at);       /* "CM2", "H2O" */

#endif
