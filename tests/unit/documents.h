/* What the tests of documents and of their pictures share. */
#ifndef UNIT_DOCUMENTS_H
#define UNIT_DOCUMENTS_H

#include "base/report.h"

#include <string.h>

/* A PNG of one pixel: signature and header are all that is looked at. */
static const unsigned char png[] = {0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R',
                                    0,    0,   0,   1,   0,  0,  0,  1,  8, 2, 0, 0,  0,   0,   0,   0};

/* Whether a diagnostic with this code was written. */
static inline bool has_code(const report_log *log, const char *code)
{
    size_t count;
    const ard_diag *diags = report_diags(log, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(diags[i].code, code) == 0)
            return true;
    return false;
}

#endif
