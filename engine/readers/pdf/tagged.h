/* What the files for tagged PDFs share. */
#ifndef READERS_PDF_TAGGED_H
#define READERS_PDF_TAGGED_H

#include "pdf.h"

/* Which characters of pages belong to which text of the structure tree. */
typedef struct pdf_owners {
    uint32_t **of_page;         /* by page, by character: number of the element, from 1; 0 none */
    bool *found;                /* by element: most of its text stands on its page */
} pdf_owners;

/* False where the tree's texts are not those of the pages: then it is of no use. */
bool pdf_match(pdf_reading *r, pdf_owners *owners);

#endif
