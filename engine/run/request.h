/* A request as it goes to a document's child: what to do, and every option that was set. */
#ifndef RUN_REQUEST_H
#define RUN_REQUEST_H

#include "run/context.h"

/* The fields of a request, borrowed from its bytes. "" stands for what was not said. */
typedef struct request_fields {
    ard_action action;
    ard_limits limits;
    const char *from, *to, *name, *data, *clock;
    const char *settings;       /* owner NUL key NUL value NUL, again and again */
    const char *end;            /* of the settings */
} request_fields;

/* Adds a request with the options that are set in `context`. */
void request_pack(buffer *out, const ard_context *context, const ard_request *request);

/* Reads what request_pack wrote; false where it is damaged. */
bool request_unpack(request_fields *fields, const void *bytes, size_t size);

/* Gives a context the limits and options of a request. */
ard_status request_apply(const request_fields *fields, ard_context *context);

#endif
