#include "ask.h"

#include "jobs.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>

enum { LOCAL_REPLY_MOST = 1 << 30 };

typedef enum ticket_state { TICKET_WAITS, TICKET_UNDER_WAY, TICKET_ANSWERED, TICKET_OVER } ticket_state;

typedef struct ticket {
    ticket_state state;
    char name[BROKER_NAME], language[8];
    buffer request; /* until it is sent */
    ending how;
    int reply; /* once it is answered */
} ticket;

/* Either asks over a socket, or has a broker of its own. */
struct helpers {
    int socket;
    frame_writer *out;
    broker *own;
    sandbox sandbox;
    int folder;
    ticket *tickets;
    size_t count, room;
    size_t next;        /* the first that may not have been sent yet */
    unsigned under_way; /* sent, and not yet waited for */
};

helpers *ask_open(int socket, frame_writer *out)
{
    helpers *h = calloc(1, sizeof *h);
    if (h) {
        h->socket = socket;
        h->out = out;
        h->folder = -1;
    }
    return h;
}

helpers *helpers_open(const helper *const *list, int folder)
{
    helpers *h = ask_open(-1, NULL);
    report_log *log = report_new();
    ard_status status = h && log ? sandbox_look(&h->sandbox, log) : ARD_E_LIMIT;
    if (status == ARD_OK)
        h->own = broker_open(list, &h->sandbox);
    report_free(log);
    if (h && !h->own && status != ARD_E_MISSING) {
        free(h);
        return NULL;
    }
    if (h)
        h->folder = folder;
    return h;
}

void helpers_close(helpers *h)
{
    if (!h)
        return;
    broker_close(h->own);
    for (size_t i = 0; i < h->count; i++) {
        buffer_free(&h->tickets[i].request);
        wire_close(&h->tickets[i].reply);
    }
    free(h->tickets);
    free(h);
}

static void note_answer(void *to, unsigned number, ending how, int reply)
{
    helpers *h = to;
    ticket *t = number < h->count ? h->tickets + number : NULL;
    if (!t || t->state != TICKET_UNDER_WAY) {
        wire_close(&reply);
        return;
    }
    t->state = TICKET_ANSWERED;
    t->how = how < ENDING_COUNT ? how : ENDED_BROKEN;
    t->reply = reply;
}

/* ---- Sending ---------------------------------------------------------------------------------------------------- */

static bool send_over(helpers *h, unsigned number, const ticket *t)
{
    ask_part part = {{.kind = ASK_BEGIN, .ticket = number, .size = t->request.size}, {0}};
    memcpy(part.head.name, t->name, sizeof t->name);
    memcpy(part.head.language, t->language, sizeof t->language);
    bool sent = wire_write(h->socket, &part.head, sizeof part.head);
    part.head.kind = ASK_PART;
    for (size_t at = 0; sent && at < t->request.size; at += part.head.size) {
        size_t left = t->request.size - at;
        part.head.size = left < ASK_PART_MOST ? left : ASK_PART_MOST;
        memcpy(part.bytes, t->request.data + at, part.head.size);
        sent = wire_write(h->socket, &part, sizeof part.head + part.head.size);
    }
    return sent;
}

static bool send_own(helpers *h, unsigned number, const ticket *t)
{
    broker_request request = {.request = wire_memory("ardoise-request"),
                              .folder = h->folder,
                              .most = LOCAL_REPLY_MOST,
                              .most_wide = LOCAL_REPLY_MOST,
                              .answered = note_answer,
                              .to = h,
                              .ticket = number};
    memcpy(request.name, t->name, sizeof t->name);
    memcpy(request.language, t->language, sizeof t->language);
    if (request.request < 0 || !wire_write(request.request, t->request.data, t->request.size) || !h->own) {
        wire_close(&request.request);
        return false;
    }
    return broker_ask(h->own, &request);
}

static void send_ticket(helpers *h, unsigned number)
{
    ticket *t = h->tickets + number;
    h->under_way++;
    t->state = TICKET_UNDER_WAY;
    if (!(h->socket >= 0 ? send_over(h, number, t) : send_own(h, number, t))) {
        t->state = TICKET_ANSWERED;
        t->how = ENDED_LOST;
    }
    buffer_free(&t->request);
}

/* Sends what waits, as far as the window allows: the replies that nobody has taken yet lie in memory. */
static void send_waiting(helpers *h)
{
    for (; h->next < h->count && h->under_way < ASK_WINDOW; h->next++)
        if (h->tickets[h->next].state == TICKET_WAITS)
            send_ticket(h, (unsigned)h->next);
    if (h->own)
        broker_turn(h->own);
}

/* A new ticket, or NULL when memory has ended. */
static ticket *new_ticket(helpers *h)
{
    if (h->count == h->room) {
        size_t room = h->room ? 2 * h->room : 16;
        ticket *tickets = realloc(h->tickets, room * sizeof *tickets);
        if (!tickets)
            return NULL;
        h->tickets = tickets;
        h->room = room;
    }
    h->tickets[h->count] = (ticket){.reply = -1};
    return h->tickets + h->count++;
}

ard_status helpers_ask(helpers *h, report_log *log, const char *name, const void *request, size_t size,
                       unsigned *number)
{
    *number = 0;
    if (!h || strlen(name) >= BROKER_NAME)
        return report(log, NOWHERE, "helper.missing", name, NULL);
    if (h->socket < 0 && !h->own)
        return sandbox_look(&h->sandbox, log);
    ticket *t = new_ticket(h);
    if (!t)
        return report(log, NOWHERE, "helper.memory", name, NULL);
    memcpy(t->name, name, strlen(name) + 1);
    memcpy(t->language, report_speaks(log), 3);
    buffer_add(&t->request, request, size);
    if (t->request.failed) {
        h->count--;
        return report(log, NOWHERE, "helper.memory", name, NULL);
    }
    *number = (unsigned)(t - h->tickets);
    send_waiting(h);
    return ARD_OK;
}

/* ---- Waiting ---------------------------------------------------------------------------------------------------- */

/* Waits for any answer over the socket. False when the broker is gone. */
static bool await_over(helpers *h)
{
    ask_answer answer;
    int descriptors[WIRE_DESCRIPTORS];
    ssize_t got = wire_receive(h->socket, &answer, sizeof answer, descriptors, true);
    for (size_t i = 1; i < WIRE_DESCRIPTORS; i++)
        wire_close(descriptors + i);
    if (got == (ssize_t)sizeof answer) {
        note_answer(h, answer.ticket, answer.how, descriptors[0]);
        return true;
    }
    wire_close(descriptors);
    return false;
}

/* Waits for any answer of the own broker. */
static bool await_own(helpers *h)
{
    struct pollfd watched[BROKER_MOST_RUNS];
    size_t count = broker_watch(h->own, watched, BROKER_MOST_RUNS);
    int64_t deadline = broker_deadline(h->own), now = wire_now();
    if (!count)
        return false;
    poll(watched, count, deadline == INT64_MAX ? -1 : deadline < now ? 0 : (int)(deadline - now) + 1);
    broker_turn(h->own);
    return true;
}

typedef struct reply_taker {
    report_log *log;
    buffer *reply;
} reply_taker;

static bool take_data(void *user, const void *bytes, size_t size)
{
    reply_taker *to = user;
    buffer_add(to->reply, bytes, size);
    return !to->reply->failed;
}

static void take_diag(void *user, const ard_diag *diag)
{
    reply_taker *to = user;
    report_copy(to->log, diag);
}

/* Takes the frames of a reply. */
static ard_status take_reply(const ticket *t, report_log *log, buffer *reply)
{
    reply_taker to = {log, reply};
    frame_taker taker = {take_data, take_diag, &to};
    frame_reader reader;
    frame_state state = FRAMES_MORE;
    if (!frames_reader_open(&reader, UINT64_MAX))
        return report(log, NOWHERE, "helper.memory", t->name, NULL);
    while (state == FRAMES_MORE || state == FRAMES_WAIT)
        state = frames_read(&reader, t->reply, &taker);
    frames_reader_close(&reader);
    if (state == FRAMES_REFUSED)
        return report(log, NOWHERE, "helper.memory", t->name, NULL);
    if (state != FRAMES_EOF || !reader.ended)
        return report(log, NOWHERE, "helper.broken", t->name, NULL);
    return reader.status;
}

static const char *const codes[ENDING_COUNT] = {
    [ENDED_WELL] = "helper.broken",     [ENDED_CRASH] = "helper.crash",    [ENDED_FORBIDDEN] = "helper.forbidden",
    [ENDED_TIME] = "helper.time",       [ENDED_MEMORY] = "helper.memory",  [ENDED_KILLED] = "helper.killed",
    [ENDED_BROKEN] = "helper.broken",   [ENDED_CANCELLED] = "helper.lost", [ENDED_LOST] = "helper.lost",
    [ENDED_MISSING] = "helper.missing",
};

/* Ends a ticket and tells the broker that its reply is no longer kept. */
static void end_ticket(helpers *h, unsigned number)
{
    ticket *t = h->tickets + number;
    ask_message done = {.kind = ASK_DONE, .ticket = number};
    wire_close(&t->reply);
    t->state = TICKET_OVER;
    h->under_way--;
    if (h->socket >= 0)
        wire_write(h->socket, &done, sizeof done);
}

ard_status helpers_wait(helpers *h, report_log *log, unsigned number, buffer *reply)
{
    if (!h || number >= h->count || h->tickets[number].state == TICKET_OVER)
        return report(log, NOWHERE, "helper.lost", "?", NULL);
    if (h->tickets[number].state == TICKET_WAITS && h->under_way >= ASK_MOST)
        return report(log, NOWHERE, "helper.lost", h->tickets[number].name, NULL);
    if (h->tickets[number].state == TICKET_WAITS)
        send_ticket(h, number);
    send_waiting(h);
    if (h->out && h->tickets[number].state == TICKET_UNDER_WAY)
        frames_flush(h->out);
    while (h->tickets[number].state == TICKET_UNDER_WAY)
        if (!(h->socket >= 0 ? await_over(h) : await_own(h)))
            note_answer(h, number, ENDED_LOST, -1);
    ticket *t = h->tickets + number;
    ard_status status = t->how == ENDED_WELL && t->reply >= 0 ? take_reply(t, log, reply)
                                                              : report(log, NOWHERE, codes[t->how], t->name, NULL);
    end_ticket(h, number);
    send_waiting(h);
    return status;
}
