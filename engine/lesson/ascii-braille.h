/* The characters that files for embossers have for the 64 cells of six dots, in the order of U+2800 to U+283F. */
#ifndef LESSON_ASCII_BRAILLE_H
#define LESSON_ASCII_BRAILLE_H

/* North American Braille ASCII. */
extern const char ascii_braille_nabcc[65];

/* TbFr2007, the French embossers' table (ISO 8859-1 but for dots 5-6, which Windows-1252 has). */
extern const char ascii_braille_tbfr2007[65];

#endif
