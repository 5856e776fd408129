/* The words by which French and English worksheets title their parts. */
#ifndef STRUCTURE_LABELS_H
#define STRUCTURE_LABELS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum label {
    LABEL_NONE,
    LABEL_EXERCISE,         /* "Exercice 3", "Ex. 3 :", "Activité 2" */
    LABEL_INSTRUCTION,      /* "Consigne :" */
    LABEL_MEMO,             /* "Je retiens" : what ends an exercise */
    LABEL_REMINDER,         /* "Rappel", "Vocabulaire": of the same rank, but it may help in one */
    LABEL_QUESTIONS,        /* "Questions": of an exercise, or one by itself */
    LABEL_DOCUMENT,         /* "Document 2": what questions are about */
    LABEL_HELP,             /* "Aide", "Infos": beside what it helps with */
    LABEL_EXAMPLE,          /* "Exemple", "Remarques": beside the text more than above it */
    LABEL_PART              /* "Partie B", "Propriétés" */
} label;

/* The label that a text begins with, where it stands as one: followed by its number, a colon or another sign of a title,
 * or the end. `*length` is its bytes, number included. */
label label_of(const char *text, size_t size, size_t *length);

/* The label with its number, or with its colon ("Activité : La lune"), that a text begins with, whatever follows it ("Document 2 Les roches"): for a line that is set
 * off as a title. */
label label_numbered(const char *text, size_t size);

/* Whether a line ends with what a task is worth: "(8 points)", "/ 4 pts", ": 4 points", "(… / 3 pts)", "/20". */
bool label_is_scored(const char *text, size_t size);

#endif
