#include "run/request.h"

#include <string.h>

static void add_string(buffer *out, const char *text)
{
    buffer_text(out, text);
    buffer_byte(out, '\0');
}

void request_pack(buffer *out, const ard_context *context, const ard_request *request)
{
    buffer_byte(out, (char)request->action);
    buffer_add(out, &context->limits, sizeof context->limits);
    const char *strings[] = {request->from, request->to, request->input->name, context->data, context->clock};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        add_string(out, strings[i]);
    for (const plugin_values *v = context->values; v; v = v->next) {
        const char *key, *value;
        for (size_t i = 0; options_set_value(v->values, i, &key, &value); i++) {
            add_string(out, v->about->name);
            add_string(out, key);
            add_string(out, value);
        }
    }
}

/* The string at `*at`, moving past its NUL; NULL where it has no end. */
static const char *take(const char **at, const char *end)
{
    const char *text = *at, *nul = memchr(text, '\0', (size_t)(end - text));
    if (nul)
        *at = nul + 1;
    return nul ? text : NULL;
}

bool request_unpack(request_fields *fields, const void *bytes, size_t size)
{
    const char *at = bytes, *end = at + size;
    if (size < 1 + sizeof fields->limits)
        return false;
    fields->action = (ard_action)*at++;
    memcpy(&fields->limits, at, sizeof fields->limits);
    at += sizeof fields->limits;
    const char **strings[] = {&fields->from, &fields->to, &fields->name, &fields->data, &fields->clock};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        if (!(*strings[i] = take(&at, end)))
            return false;
    fields->settings = at;
    fields->end = end;
    return fields->action == ARD_CONVERT || fields->action == ARD_CHECK;
}

ard_status request_apply(const request_fields *fields, ard_context *context)
{
    ard_status status = ARD_OK;
    context->limits = fields->limits;
    context->data = fields->data;
    context->clock = *fields->clock ? fields->clock : NULL;
    for (const char *at = fields->settings; status == ARD_OK && at < fields->end;) {
        const char *owner = take(&at, fields->end);
        const char *key = owner ? take(&at, fields->end) : NULL, *value = key ? take(&at, fields->end) : NULL;
        if (!value)
            return report(context->log, NOWHERE, "request.broken", NULL);
        status = context_set(context, NOWHERE, owner, key, value, false);
    }
    return status;
}
