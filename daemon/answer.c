#include "daemon/daemon.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* HTTP status by what the conversion came to; doc/service.md has the table. */
unsigned answer_status(const ard_answer *answer)
{
    switch (answer->status) {
    case ARD_OK: return MHD_HTTP_OK;
    case ARD_E_USAGE: return MHD_HTTP_BAD_REQUEST;
    case ARD_E_READ: break;
    case ARD_E_LIMIT: return MHD_HTTP_UNPROCESSABLE_CONTENT;
    case ARD_E_MISSING: return MHD_HTTP_NOT_IMPLEMENTED;
    case ARD_E_CANCELLED: return MHD_HTTP_SERVICE_UNAVAILABLE;
    case ARD_E_WRITE:
    case ARD_E_INTERNAL: return MHD_HTTP_INTERNAL_SERVER_ERROR;
    }
    for (size_t i = 0; i < answer->count; i++)
        if (strcmp(answer->diags[i].code, "format.unknown") == 0)
            return MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
    return MHD_HTTP_UNPROCESSABLE_CONTENT;
}

static json_t *diag_json(const ard_diag *diag)
{
    static const char *const severities[] = {[ARD_NOTE] = "note", [ARD_LOSS] = "loss", [ARD_ERROR] = "error"};
    return json_pack("{s:s, s:s, s:s, s:i, s:i, s:s}", "severity", severities[diag->severity], "code", diag->code,
                     "part", diag->part, "line", (int)diag->line, "column", (int)diag->column, "message",
                     diag->message);
}

char *answer_problem(unsigned status, const char *code, const char *title, const ard_diag *diags, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, diag_json(&diags[i]));
    json_t *problem = json_pack("{s:s, s:s, s:i, s:s, s:o}", "type", "about:blank", "title", title, "status",
                                (int)status, "code", code, "diagnostics", list);
    char *text = problem ? json_dumps(problem, JSON_COMPACT) : NULL;
    json_decref(problem);
    return text;
}

enum MHD_Result answer_send(struct MHD_Connection *connection, unsigned status, const char *media_type, void *body,
                            size_t size)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(size, body, MHD_RESPMEM_MUST_FREE);
    if (!response) {
        free(body);
        return MHD_NO;
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, media_type);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
        MHD_add_response_header(response, MHD_HTTP_HEADER_RETRY_AFTER, "1");
    enum MHD_Result queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}
