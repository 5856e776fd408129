/* Rules, their outcomes, and the reports of them. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "base/plugin.h"
#include "page.h"

/* How much a failure keeps from a reader. */
typedef enum severity { MINOR, SERIOUS, BLOCKING } severity;

/* What a rule finds of one element: an outcome, and a value for its message ("" for none). */
typedef struct verdict {
    ard_outcome outcome;
    const char *value;          /* in the page's pool */
} verdict;

#define PASSED ((verdict){ARD_PASSED, ""})
#define FAILED(value) ((verdict){ARD_FAILED, value})
#define UNSURE(value) ((verdict){ARD_CANNOT_TELL, value})
#define INAPPLICABLE ((verdict){ARD_INAPPLICABLE, ""})

/* A rule. Its messages: check.ID is what it asks for, check.ID.failed what is wrong ({1}: the value), check.ID.unsure the
 * question to a person, check.ID.mend how to mend it. */
typedef struct rule {
    const char *id;             /* "image-name" */
    const char *act;            /* W3C ACT rules, blank-separated; "" for none */
    const char *wcag;           /* success criteria of WCAG 2.2 */
    const char *rgaa;           /* criteria of RGAA 4.1.2; "" where none says the same */
    severity severity;
    bool exposed;               /* looks only at what assistive technology meets */
    bool (*applies)(page *p, const xml_node *node);
    verdict (*judge)(page *p, const xml_node *node);
} rule;

extern const rule check_html_rules[], check_docx_rules[];  /* each up to a row without an id */

/* An outcome at a place. */
typedef struct outcome {
    struct outcome *next;
    const rule *rule;
    ard_outcome outcome;
    const char *part;
    uint32_t line;
    const char *xpath, *snippet, *message;
    unsigned places;            /* of a row that stands for several places (passed, or past the limit) */
} outcome;

typedef struct check {
    task *job;
    arena *pool;
    const char *file;
    const char *language;       /* of the messages: "fr" or "en" */
    outcome *first, *last;
    unsigned failed, unsure;
} check;

/* Runs every rule of a list over the elements of a page, and adds the outcomes. */
void check_run(check *c, page *p, const rule *rules);

/* A message of the table; "" where it has none. In the check's pool. */
const char *check_message(check *c, const char *code, const char *value);

/* The reports of all outcomes. */
void check_write_text(const check *c, ard_output *output);
void check_write_json(const check *c, ard_output *output);

/* Checks an office document. */
ard_status check_docx(check *c, const source *from);

#endif
