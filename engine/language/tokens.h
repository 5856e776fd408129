/* The tokens of a text: words, elisions, numbers, addresses, gaps to write on, signs, and the blanks between. */
#ifndef LANGUAGE_TOKENS_H
#define LANGUAGE_TOKENS_H

#include "lexicon.h"
#include "spelling.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum token_kind {
    TOKEN_BLANK,
    TOKEN_WORD,
    TOKEN_ELISION,                  /* "l'" with its apostrophe */
    TOKEN_NUMBER,                   /* "1 250,5", "3e", "XIV" after a king's name is a word */
    TOKEN_UNIT,                     /* "km/h", "°C", "%" after a number */
    TOKEN_ABBREVIATION,             /* "M.", "etc.", "p." with their dot, "SNCF" as letters */
    TOKEN_ADDRESS,                  /* URL, e-mail */
    TOKEN_GAP,                      /* "____" or "....." to write on */
    TOKEN_SIGN,
} token_kind;

/* Of a word with the next. */
typedef enum liaison { LIAISON_NONE, LIAISON_MADE, LIAISON_OPTIONAL, LIAISON_FORBIDDEN } liaison;

typedef struct token {
    uint32_t start, size;           /* bytes in the text */
    token_kind kind;
    word_class class;               /* as decided in its sentence */
    bool sentence_begins;
    const spelling *spelling;       /* of words whose language has sounds here (fr); else NULL */
    liaison liaison;                /* with the next word */
    const char *liaison_sound;      /* "z", "t", "n"...; NULL */
} token;

/* Tokens that grow; the memory is kept from text to text. */
typedef struct token_list {
    token *tokens;
    size_t count, room;
} token_list;

/* The tokens of a text in the language of a BCP 47 tag, covering every byte in order: they replace what the list held.
 * Kinds and sentences are set; classes and what comes later are not. A hyphenated compound of the lexicon
 * ("arc-en-ciel") is one word; others ("dit-il", "celui-ci") are words parted by a sign. False when memory has ended. */
bool tokens_cut(token_list *list, const char *text, size_t size, const char *language);

/* Ends a list; it can be used again. */
void tokens_free(token_list *list);

#endif
