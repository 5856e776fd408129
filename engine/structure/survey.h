/* A survey of a document's paragraphs before any of them is judged: how each looks, what it says by its first and last
 * words, and what the document's own text looks like, which is no sign of a title. */
#ifndef STRUCTURE_SURVEY_H
#define STRUCTURE_SURVEY_H

#include "labels.h"
#include "look.h"
#include "numbering.h"

/* What a leaf's words say. */
enum {
    SAYS_LABEL_ALONE = 1,   /* its label is all of it */
    SAYS_ORDER = 2,         /* it begins with the verb of an instruction */
    SAYS_FIELD = 4,         /* "Nom :", "Date" */
    SAYS_CAPTION = 8,       /* "Figure 2", "Source" */
    SAYS_CLAUSE = 16,       /* it begins as a clause does: "On trouve", "Voici", "Pour" */
    SAYS_LISTED = 32,       /* the table of contents has it */
    SAYS_FORMULA = 64,      /* it holds a formula, or "=" */
    SAYS_RULE = 128,        /* dashes only */
    SAYS_AFTER_RULE = 256,  /* the block before it is one */
    SAYS_YOU = 512,         /* it speaks to the pupil */
    SAYS_SECTION = 1024,    /* it is a label without a number, alone: "Exercices" */
    SAYS_PAGE = 2048,       /* a row of a table of contents: a tab and a number end it */
    SAYS_BETWEEN_RULES = 8192,
    SAYS_TOPIC = 4096,      /* an infinitive that names what a chapter is about: "Résoudre une équation" */
    SAYS_INFINITIVE = 16384 /* an infinitive that says what to do, or what a part is about: "Identifier le gaz" */
};

typedef struct leaf_row {
    ard_node *node;
    leaf_look look;
    unsigned says;
    label label;
    numbering numbering;
    int marks;              /* signs of Markdown that it begins with ("## "), typed where they mean nothing */
    int times;              /* that lines like it, without a label, stand in the document */
    bool open;              /* a paragraph in a place where titles may stand */
    bool foremost;          /* the first of these in the document */
    int points;             /* of titles.c */
} leaf_row;

typedef struct survey {
    leaf_row *rows;         /* headings, paragraphs and instructions in the document's order */
    size_t count;
    unsigned usual;         /* flags that most of the text has */
    int size;               /* of most of the text, in tenths of a point */
    size_t marked;          /* headings that the author has marked */
} survey;

/* Makes the survey in the document's pool; an empty one when memory has ended. */
survey survey_of(ard_document *document);

/* Whether a text begins with what stands above a sheet to be filled in: "Nom :", "Date". */
bool survey_is_field(const char *text, size_t size);

/* What a line begins with: a typed bullet, a number, typed or of its list, or neither. */
typedef enum line_sign { SIGN_NONE, SIGN_BULLET, SIGN_NUMBER } line_sign;
line_sign survey_sign(const leaf_row *row);

/* Whether two rows are lines one below the other: siblings, the only blocks of two items in a row, or one of them that of a
 * numbered item at the edge of its list. */
bool survey_adjacent(const leaf_row *above, const leaf_row *below);

/* Whether a block stands in a box of its own: a table of one column, or an aside. NULL, or that box. */
const ard_node *survey_box(const ard_node *block);

/* Takes the first bytes of a leaf's text away, and the emphasis that held nothing else. */
void survey_cut(ard_node *leaf, size_t bytes);

#endif
