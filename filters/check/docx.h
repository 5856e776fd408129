/* What the rules for DOCX look at besides the main part. */
#ifndef CHECK_DOCX_H
#define CHECK_DOCX_H

#include "check.h"
#include "office/styles.h"
#include "source/opc.h"

typedef struct docx_facts {
    const wml_styles *styles;
    const char *title;
    unsigned paragraphs, headings;  /* with text, of the main part */
} docx_facts;

/* Counts the paragraphs and headings of the main part. */
void docx_count(page *p, docx_facts *facts);

#endif
