/* Requests, as libmicrohttpd hands them over: a table of paths, queries, bodies, and the answers. */
#include "daemon/daemon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SILENCE = 60, QUERY_MOST = 64 }; /* seconds a connection may say nothing; values of one query key */

struct server {
    struct MHD_Daemon *daemon;
    service *service;
    ard_context *texts; /* for messages and the registry, on libmicrohttpd's thread */
    size_t body_most;
};

typedef enum MHD_Result handler(exchange *e, struct MHD_Connection *connection);

static handler health;
static handler work_done;
static handler check_done;

/* What is served: a path, its method, what it does when the whole request is here. */
static const struct {
    const char *path, *method;
    bool queued; /* work for the pool: its answer comes later */
    ard_action action;
    handler *answer;
} routes[] = {
    {"/v1/health", "GET", false, ARD_CONVERT, health},
    {"/v1/convert", "POST", true, ARD_CONVERT, work_done},
    {"/v1/check", "POST", true, ARD_CHECK, check_done},
};

/* ---- Answers ----------------------------------------------------------------------------------------------------- */

/* Refuses with the problem that was found. */
static enum MHD_Result send_refusal(const exchange *e, struct MHD_Connection *connection)
{
    ard_context_language(e->server->texts, e->language ? e->language : "en");
    char *text = answer_problem(e->refused, e->refusal, ard_message(e->server->texts, e->refusal, NULL), NULL, 0);
    unsigned status = e->refused;
    ard_context_clear(e->server->texts);
    return text ? answer_send(connection, status, "application/problem+json", text, strlen(text)) : MHD_NO;
}

static enum MHD_Result health(exchange *e, struct MHD_Connection *connection)
{
    static const char text[] = "{\"status\":\"ok\",\"version\":\"" ARD_VERSION "\"}\n";
    (void)e;
    char *copy = strdup(text);
    return copy ? answer_send(connection, MHD_HTTP_OK, "application/json", copy, sizeof text - 1) : MHD_NO;
}

/* The pool has answered: its bytes, or its problem. */
static enum MHD_Result work_done(exchange *e, struct MHD_Connection *connection)
{
    if (e->problem) {
        char *text = e->problem;
        e->problem = NULL;
        return answer_send(connection, e->status, "application/problem+json", text, strlen(text));
    }
    if (e->status != MHD_HTTP_OK)
        return MHD_NO;
    char *made = e->made.data ? e->made.data : strdup("");
    e->made.data = NULL;
    return made ? answer_send(connection, MHD_HTTP_OK, e->media_type, made, e->made.size) : MHD_NO;
}

/* A report in JSON is one file's: it is put into the list that the command line gives of several. */
static enum MHD_Result check_done(exchange *e, struct MHD_Connection *connection)
{
    static const char before[] = "{\"files\": [", after[] = "]}\n";
    size_t size = sizeof before + sizeof after - 2 + e->made.size;
    char *whole = e->problem || strcmp(e->to, "json") != 0 ? NULL : malloc(size + 1);
    if (!whole)
        return work_done(e, connection);
    snprintf(whole, size + 1, "%s%.*s%s", before, (int)e->made.size, e->made.data ? e->made.data : "", after);
    return answer_send(connection, MHD_HTTP_OK, "application/json", whole, size);
}

/* ---- Requests ---------------------------------------------------------------------------------------------------- */

static void refuse(exchange *e, unsigned status, const char *code)
{
    if (!e->refused) {
        e->refused = status;
        e->refusal = code;
    }
}

/* Whether the other end is our own user, or root (SO_PEERCRED). */
static bool is_ours(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *about = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct ucred peer;
    socklen_t size = sizeof peer;
    return about && getsockopt(about->connect_fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           (peer.uid == geteuid() || peer.uid == 0);
}

/* One value of the query. Unknown keys are refused: a misspelt one would be silence. */
static enum MHD_Result take_query(void *user, enum MHD_ValueKind kind, const char *key, const char *value)
{
    exchange *e = user;
    const struct {
        const char *key;
        const char **one, **many;
    } known[] = {{"from", &e->from, NULL},         {"to", &e->to, NULL},           {"name", &e->name, NULL},
                 {"standard", &e->standard, NULL}, {"profile", NULL, e->profiles}, {"set", NULL, e->settings}};
    (void)kind;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(key, known[i].key) != 0)
            continue;
        size_t count = 0;
        while (known[i].many && known[i].many[count])
            count++;
        if (!value || count == QUERY_MOST)
            break;
        *(known[i].many ? known[i].many + count : known[i].one) = value;
        return MHD_YES;
    }
    refuse(e, MHD_HTTP_BAD_REQUEST, "service.query");
    return MHD_YES;
}

/* A profile is a name here: a path would let a request read files. */
static bool profiles_are_names(const exchange *e)
{
    for (const char **p = e->profiles; *p; p++)
        if (strchr(*p, '/') || strstr(*p, ".profile"))
            return false;
    return true;
}

/* Looks at a request when its head has come. */
static void look_at(exchange *e, struct MHD_Connection *connection, const char *path, const char *method,
                    const server *s)
{
    const char *length = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
    if (!is_ours(connection))
        refuse(e, MHD_HTTP_FORBIDDEN, "service.stranger");
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
        if (strcmp(path, routes[i].path) == 0)
            e->route = (int)i;
    if (e->route < 0)
        refuse(e, MHD_HTTP_NOT_FOUND, "service.path");
    else if (strcmp(method, routes[e->route].method) != 0)
        refuse(e, MHD_HTTP_METHOD_NOT_ALLOWED, "service.method");
    if (length && strtoull(length, NULL, 10) > s->body_most)
        refuse(e, MHD_HTTP_CONTENT_TOO_LARGE, "input.large");
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, take_query, e);
    e->language = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_ACCEPT_LANGUAGE);
    if (e->route >= 0 && routes[e->route].action == ARD_CHECK) {
        e->standard = e->standard ? e->standard : "wcag";
        e->to = e->to ? e->to : "json";
    } else if (e->standard)
        refuse(e, MHD_HTTP_BAD_REQUEST, "service.query");
    if (e->route >= 0 && routes[e->route].queued && (!e->to || !profiles_are_names(e)))
        refuse(e, MHD_HTTP_BAD_REQUEST, "service.query");
}

static exchange *exchange_new(server *s, struct MHD_Connection *connection)
{
    exchange *e = calloc(1, sizeof *e);
    if (!e)
        return NULL;
    *e = (exchange){.connection = connection, .service = s->service, .server = s, .route = -1, .name = ""};
    e->profiles = calloc(QUERY_MOST + 1, sizeof *e->profiles);
    e->settings = calloc(QUERY_MOST + 1, sizeof *e->settings);
    if (e->profiles && e->settings)
        return e;
    free(e->profiles);
    free(e->settings);
    free(e);
    return NULL;
}

static void end_exchange(void *user, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode why)
{
    exchange *e = *state;
    (void)user, (void)connection, (void)why;
    if (!e)
        return;
    free(e->profiles);
    free(e->settings);
    free(e->body.data);
    free(e->made.data);
    free(e->problem);
    free(e);
    *state = NULL;
}

/* Keeps a piece of the body; past the limit it is dropped, and the request refused at its end. */
static void keep_body(exchange *e, const char *piece, size_t size, size_t most)
{
    if (e->refused)
        return;
    if (size > most - e->body.size)
        refuse(e, MHD_HTTP_CONTENT_TOO_LARGE, "input.large");
    else if (!bytes_add(&e->body, piece, size))
        refuse(e, MHD_HTTP_SERVICE_UNAVAILABLE, "memory.ended");
}

/* The media type of the answer; bytes, where the format is unknown and the pool will say so. */
static const char *media_type_of(const exchange *e)
{
    if (routes[e->route].action == ARD_CHECK)
        return "text/plain; charset=utf-8";
    const ard_plugin *writer = ard_registry_named(ard_context_registry(e->server->texts), ARD_WRITER, e->to);
    return writer ? writer->media_type : "application/octet-stream";
}

/* The whole request is here: answers it, or hands it to the pool. */
static enum MHD_Result answer(exchange *e, struct MHD_Connection *connection)
{
    if (!e->refused && e->status)
        return routes[e->route].answer(e, connection);
    if (!e->refused && routes[e->route].queued) {
        e->action = routes[e->route].action;
        e->media_type = media_type_of(e);
        MHD_suspend_connection(connection);
        if (service_queue(e->service, e))
            return MHD_YES;
        MHD_resume_connection(connection);
        refuse(e, MHD_HTTP_SERVICE_UNAVAILABLE, "service.busy");
    }
    if (e->refused)
        return send_refusal(e, connection);
    return routes[e->route].answer(e, connection);
}

static enum MHD_Result handle(void *user, struct MHD_Connection *connection, const char *path, const char *method,
                              const char *version, const char *piece, size_t *size, void **state)
{
    server *s = user;
    exchange *e = *state;
    (void)version;
    if (!e) {
        *state = e = exchange_new(s, connection);
        if (!e)
            return MHD_NO;
        look_at(e, connection, path, method, s);
        return e->refused == MHD_HTTP_CONTENT_TOO_LARGE ? send_refusal(e, connection) : MHD_YES;
    }
    if (*size) {
        keep_body(e, piece, *size, s->body_most);
        *size = 0;
        return MHD_YES;
    }
    return answer(e, connection);
}

/* ---- The server -------------------------------------------------------------------------------------------------- */

server *http_start(service *s, int listening, size_t body_most)
{
    server *made = calloc(1, sizeof *made);
    if (!made || ard_context_new(&made->texts) != ARD_OK) {
        free(made);
        return NULL;
    }
    made->service = s;
    made->body_most = body_most;
    made->daemon = MHD_start_daemon(MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle,
                                    made, MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_CONNECTION_TIMEOUT, SILENCE,
                                    MHD_OPTION_NOTIFY_COMPLETED, end_exchange, NULL, MHD_OPTION_END);
    if (made->daemon)
        return made;
    ard_context_free(made->texts);
    free(made);
    return NULL;
}

void http_quiesce(server *s)
{
    MHD_socket listening = MHD_quiesce_daemon(s->daemon);
    if (listening != MHD_INVALID_SOCKET)
        close(listening);
}

void http_stop(server *s)
{
    MHD_stop_daemon(s->daemon);
    ard_context_free(s->texts);
    free(s);
}
