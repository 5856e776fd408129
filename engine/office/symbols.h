/* Characters of symbol fonts (Symbol, Wingdings, Webdings): what each shows, as Unicode. */
#ifndef OFFICE_SYMBOLS_H
#define OFFICE_SYMBOLS_H

#include <stdbool.h>
#include <stdint.h>

/* Whether a font is one whose codes are no characters. */
bool symbol_font(const char *font);

/* What a code of such a font shows; 0xF000 to 0xF0FF (the private use area that Word writes) count as 0 to 0xFF.
 * 0 where it is not known. */
uint32_t symbol_point(const char *font, uint32_t code);

#endif
