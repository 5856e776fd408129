/* What the host tells the warm process, and what that tells back. The processes are one program, so structs go as they
 * are. */
#ifndef JOBS_ORDER_H
#define JOBS_ORDER_H

#include "jobs.h"
#include "process.h"

enum { ORDER_RUN = 1, ORDER_CANCEL };

/* With ORDER_RUN come descriptors: sealed memory, the pipe for the answer, and the job's folder or nothing. In the
 * memory stand the request, the file's name with a NUL, and from the next page on the document with a NUL. */
typedef struct order {
    uint32_t kind;
    uint64_t number;
    uint64_t request_size, name_size, document_size;
    ard_limits limits;
    bool light;             /* as the job's */
    char language[8];
} order;

typedef struct order_ended {
    uint64_t number;
    uint32_t how;
} order_ended;

enum { ORDER_PAGE = 4096 };

static inline uint64_t order_document_at(const order *o)
{
    return (o->request_size + o->name_size + 1 + ORDER_PAGE - 1) / ORDER_PAGE * ORDER_PAGE;
}

static inline uint64_t order_size(const order *o)
{
    return order_document_at(o) + o->document_size + 1;
}

#endif
