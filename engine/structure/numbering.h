/* What authors type before a title or a line of a list: "I.", "A -", "3)", "1.2", "b)", "-", "•". */
#ifndef STRUCTURE_NUMBERING_H
#define STRUCTURE_NUMBERING_H

#include <stddef.h>
#include <stdint.h>

typedef enum numbering_kind {
    NUMBERING_NONE,
    NUMBERING_ROMAN,        /* "II." */
    NUMBERING_CAPITAL,      /* "B)" */
    NUMBERING_NUMBER,       /* "3)" */
    NUMBERING_DECIMAL,      /* "1.2" */
    NUMBERING_LETTER,       /* "b)" */
    NUMBERING_BULLET        /* "-", "•" */
} numbering_kind;

typedef struct numbering {
    numbering_kind kind;
    int value;              /* from 1; the last number of a decimal one; the sign of a bullet */
    char after;             /* '.', ')', '/', '-' (any dash); 0 for none */
    size_t length;          /* bytes, with the blanks after it */
} numbering;

/* The numbering that a text begins with, blanks before it apart; of kind NUMBERING_NONE and length 0 where there is none. */
numbering numbering_of(const char *text, size_t size);

#endif
